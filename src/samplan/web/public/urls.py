"""Addresses that need no sign-in. Fixed words stand before the counties' own."""

from django.urls import path

from samplan.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("om/", views.about, name="about"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("sok/", views.search_all, name="search_all"),
    path("<slug:county_slug>/", views.plan, name="plan"),
    path("<slug:county_slug>/sok/", views.search, name="search"),
    path("<slug:county_slug>/utgavor/", views.editions, name="editions"),
    path("<slug:county_slug>/omrade/<slug:area_slug>/", views.area, name="area"),
    path("<slug:county_slug>/<slug:plan_slug>/andringar/", views.changes, name="changes"),
    path("<slug:county_slug>/<slug:plan_slug>/utgava/<slug:label>/", views.edition, name="edition"),
    path(
        "<slug:county_slug>/<slug:plan_slug>/utgava/<slug:label>/fil/<slug:form>",
        views.edition_file,
        name="edition_file",
    ),
    path(
        "<slug:county_slug>/<slug:plan_slug>/utgava/<slug:label>/<slug:area_slug>/",
        views.edition_area,
        name="edition_area",
    ),
]
