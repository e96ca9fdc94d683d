"""Addresses about frameworks: their parts, their past, and their files."""

from django.urls import path

from samplan.web.workspace import views_framework_files, views_framework_past, views_frameworks

_ONE = "ramverk/<int:partnership_id>/<slug:code>/"

urlpatterns = [
    path("ramverk/", views_frameworks.counties, name="framework_counties"),
    path("ramverk/<int:partnership_id>/", views_frameworks.frameworks, name="frameworks"),
    path(_ONE, views_frameworks.framework, name="framework"),
    path(f"{_ONE}andra/", views_frameworks.change, name="framework_change"),
    path(f"{_ONE}koppla/", views_frameworks.map_nodes, name="map_nodes"),
    path(f"{_ONE}historik/", views_framework_past.framework_history, name="framework_history"),
    path(f"{_ONE}fil.<str:form>", views_framework_files.file, name="framework_file"),
    path(f"{_ONE}las-in/", views_framework_files.receive, name="framework_receive"),
    path(f"{_ONE}las-in/<int:import_id>/", views_framework_files.imported, name="framework_import"),
    path(f"{_ONE}las-in/<int:import_id>/ta-ut/", views_framework_files.undo, name="framework_undo"),
    path(f"{_ONE}<int:node_id>/", views_frameworks.node, name="framework_node"),
    path(f"{_ONE}<int:node_id>/flytta/", views_framework_past.move, name="node_move"),
    path(f"{_ONE}<int:node_id>/ordning/", views_framework_past.reorder, name="node_order"),
    path(f"{_ONE}<int:node_id>/historik/", views_framework_past.node_history, name="node_history"),
]
