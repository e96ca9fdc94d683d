"""Addresses of the signed-in workspace."""

from django.urls import path

from samplan.web.workspace import views_edit, views_intake, views_items, views_past, views_plan

app_name = "workspace"
urlpatterns = [
    path("", views_plan.start, name="start"),
    path("plan/<int:plan_id>/", views_plan.plan, name="plan"),
    path("plan/<int:plan_id>/omrade/<int:area_id>/", views_plan.area, name="area"),
    path("plan/<int:plan_id>/publicera/", views_plan.publish, name="publish"),
    path("plan/<int:plan_id>/ta-bort/", views_plan.remove_empty, name="remove_empty"),
    path("plan/<int:plan_id>/utkast.<str:file_format>", views_plan.draft, name="draft"),
    path("plan/<int:plan_id>/<str:kind_name>/ny/", views_edit.add, name="add"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/", views_edit.change, name="change"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/ta-bort/", views_edit.remove, name="remove"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/lagg-tillbaka/", views_edit.restore, name="restore"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/historik/", views_past.history, name="history"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/rad/", views_edit.one_row, name="row"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/angra/", views_past.take_back, name="take_back_change"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/ordning/", views_past.reorder, name="reorder"),
    path("plan/<int:plan_id>/<str:kind_name>/<int:item_id>/flytta/", views_past.move, name="move"),
    path("las-in/", views_intake.imports, name="imports"),
    path("las-in/<int:import_id>/", views_intake.one_import, name="import"),
    path("las-in/<int:import_id>/igen/", views_intake.read_again, name="read_again"),
    path("las-in/<int:import_id>/lagg-at-sidan/", views_intake.dismiss, name="dismiss"),
    path("las-in/<int:import_id>/granska/", views_intake.review, name="review"),
    path("las-in/<int:import_id>/godkann-sakra/", views_intake.accept_sure, name="accept_sure"),
    path("las-in/<int:import_id>/angra/", views_intake.take_back, name="take_back"),
    path("las-in/<int:import_id>/lagg-in/", views_intake.commit, name="commit"),
    path("las-in/<int:import_id>/ta-ur-planen/", views_intake.undo, name="undo_import"),
    path("las-in/<int:import_id>/original/", views_intake.original, name="original"),
    path("las-in/<int:import_id>/lagg-till/", views_items.add, name="item_add"),
    path("las-in/<int:import_id>/sla-ihop/", views_items.merge, name="item_merge"),
    path("las-in/del/<int:item_id>/godkann/", views_items.accept, name="item_accept"),
    path("las-in/del/<int:item_id>/aterstall/", views_items.restore, name="item_restore"),
    path("las-in/del/<int:item_id>/andra/", views_items.change, name="item_change"),
    path("las-in/del/<int:item_id>/flytta/", views_items.move, name="item_move"),
    path("las-in/del/<int:item_id>/dela/", views_items.split, name="item_split"),
    path("las-in/del/<int:item_id>/ta-bort/", views_items.drop, name="item_drop"),
]
