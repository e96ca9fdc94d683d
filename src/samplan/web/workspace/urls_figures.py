"""Addresses about a plan's figures and the county's own values."""

from django.urls import path

from samplan.web.workspace import views_figures, views_goal_figures, views_own_values, views_screening, views_skl

_FIGURE = "plan/<int:plan_id>/siffror/<int:figure_id>/"

urlpatterns = [
    path("siffror/tom-fil.csv", views_figures.empty_file, name="empty_value_file"),
    path("lan/<int:partnership_id>/skillnader/", views_screening.screening, name="screening"),
    path("lan/<int:partnership_id>/skl/", views_skl.skl_numbers, name="skl_numbers"),
    path("lan/<int:partnership_id>/skl/nummer.csv", views_skl.skl_csv, name="skl_csv"),
    path("lan/<int:partnership_id>/skl/fil/", views_skl.skl_receive, name="skl_receive"),
    path("lan/<int:partnership_id>/skl/fil/<int:file_id>/", views_skl.skl_file, name="skl_file"),
    path("lan/<int:partnership_id>/skl/<int:number>/", views_skl.skl_number, name="skl_number"),
    path("plan/<int:plan_id>/siffror/", views_figures.figures, name="figures"),
    path("plan/<int:plan_id>/siffror/mal/", views_goal_figures.goal_figures, name="goal_figures"),
    path("plan/<int:plan_id>/siffror/indikator/<int:indicator_id>/", views_figures.choose, name="figure_choose"),
    path(_FIGURE, views_figures.figure, name="figure"),
    path(f"{_FIGURE}ta-bort/", views_figures.remove, name="figure_remove"),
    path(f"{_FIGURE}fil/", views_figures.receive, name="value_file_receive"),
    path(f"{_FIGURE}fil/<int:file_id>/", views_figures.value_file, name="value_file"),
    path(f"{_FIGURE}varde/", views_own_values.own_value, name="own_value_add"),
    path(f"{_FIGURE}varde/<int:value_id>/", views_own_values.own_value, name="own_value"),
    path(f"{_FIGURE}varde/<int:value_id>/ta-bort/", views_own_values.remove_value, name="own_value_remove"),
]
