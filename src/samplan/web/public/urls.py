"""Addresses that need no sign-in. Fixed words stand before the counties' own."""

from django.urls import path

from samplan.web.public import (
    changes,
    feeds,
    figure_compare,
    figure_profile,
    figure_regions,
    figure_since,
    figure_tables,
    figure_then,
    figures,
    followups,
    memo,
    municipality,
    searching,
    statements,
    target_groups,
    views,
    words,
)
from samplan.web.public.answers import twin
from samplan.web.reading import choose

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("om/", views.about, name="about"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("tillganglighet/lasning/", choose, name="reading"),
    path("oppna-data/", statements.open_data, name="open_data"),
    path("oppna-data/schema/<slug:name>.json", statements.schema, name="schema"),
    path("sok/", searching.search_all, name="search_all"),
    path("flode/", feeds.feed, name="feed"),
    path("<slug:county_slug>/", views.plan, name="plan"),
    path("<slug:county_slug>/sok/", searching.search_county, name="search"),
    path("<slug:county_slug>/utgavor/", views.editions, name="editions"),
    path("<slug:county_slug>/flode/", feeds.county_feed, name="county_feed"),
    path("<slug:county_slug>/andringar/", changes.changes, name="county_changes"),
    path("<slug:county_slug>/andringar/fil/<slug:form>", changes.changes_file, name="changes_file"),
    path("<slug:county_slug>/kommun/", municipality.choose, name="municipalities"),
    path("<slug:county_slug>/kommun/<slug:place_slug>/", municipality.municipality, name="municipality"),
    path("<slug:county_slug>/kommun/<slug:place_slug>/fil/<slug:form>", memo.memo_file, name="municipality_file"),
    path("<slug:county_slug>/siffror/", figures.figures, name="figures"),
    path("<slug:county_slug>/siffror/befolkning/", figure_profile.population, name="population"),
    path("<slug:county_slug>/siffror/jamfor/", figure_compare.figure_compare, name="figure_compare"),
    path(
        "<slug:county_slug>/siffror/jamfor/fil/<slug:form>",
        figure_compare.figure_compare_file,
        name="figure_compare_file",
    ),
    path("<slug:county_slug>/siffror/oversikt/<slug:theme>/", figure_tables.figure_grid, name="figure_grid"),
    path("<slug:county_slug>/kommun/<slug:place_slug>/siffror/", figure_tables.place_figures, name="place_figures"),
    path(
        "<slug:county_slug>/kommun/<slug:place_slug>/siffror/fil/<slug:form>",
        figure_tables.place_figures_file,
        name="place_figures_file",
    ),
    path(
        "<slug:county_slug>/siffror/<slug:slug>/liknande/<slug:place_slug>/",
        figure_tables.similar_places,
        name="figure_similar",
    ),
    path("<slug:county_slug>/siffror/<slug:slug>/regioner/", figure_regions.figure_regions, name="figure_regions"),
    path("<slug:county_slug>/siffror/<slug:slug>/dag/", figure_then.figure_then, name="figure_then"),
    path("<slug:county_slug>/siffror/<slug:slug>/dag/fil/csv", figure_then.figure_then_file, name="figure_then_file"),
    path("<slug:county_slug>/siffror/<slug:slug>/", figures.figure, name="figure"),
    path("<slug:county_slug>/siffror/<slug:slug>/fil/<slug:form>", figures.figure_file, name="figure_file"),
    path("<slug:county_slug>/uppfoljning/", followups.followups, name="followups"),
    path("<slug:county_slug>/uppfoljning/ar-for-ar/", followups.followup_years, name="followup_years"),
    path("<slug:county_slug>/uppfoljning/ar-for-ar.csv", followups.followup_years_file, name="followup_years_file"),
    path(
        "<slug:county_slug>/uppfoljning/ar-for-ar/fil/<slug:form>",
        followups.followup_years_paper,
        name="followup_years_paper",
    ),
    path("<slug:county_slug>/uppfoljning/<int:year>/", followups.followup_year, name="followup_year"),
    path(
        "<slug:county_slug>/uppfoljning/<int:year>/<int:number>/", followups.followup_edition, name="followup_edition"
    ),
    path(
        "<slug:county_slug>/uppfoljning/<int:year>/<int:number>/fil/<slug:form>",
        followups.followup_file,
        name="followup_file",
    ),
    path(
        "<slug:county_slug>/uppfoljning/<int:year>/for/<slug:place_slug>/",
        followups.followup_sheet,
        name="followup_sheet",
    ),
    path(
        "<slug:county_slug>/uppfoljning/<int:year>/for/<slug:place_slug>/fil/<slug:form>",
        followups.followup_sheet_file,
        name="followup_sheet_file",
    ),
    path("<slug:county_slug>/malgrupper/", target_groups.target_groups, name="target_groups"),
    path("<slug:county_slug>/ord/", words.words, name="words"),
    path("<slug:county_slug>/kallor/", statements.sources, name="sources"),
    path("<slug:county_slug>/omrade/<slug:area_slug>/", views.area, name="area"),
    path("<slug:county_slug>/<slug:plan_slug>/andringar/", changes.changes, name="changes"),
    path("<slug:county_slug>/<slug:plan_slug>/utgava/<slug:label>/", views.edition, name="edition"),
    path(
        "<slug:county_slug>/<slug:plan_slug>/utgava/<slug:label>/siffror/",
        figure_since.edition_figures,
        name="edition_figures",
    ),
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
    path("<path:address>.json", twin, name="twin"),
]
