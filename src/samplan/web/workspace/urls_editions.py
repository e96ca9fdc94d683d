"""Addresses about editions: what the parties decided about them, and yearly snapshots."""

from django.urls import path

from samplan.web.workspace import views_adoptions, views_notices, views_snapshots

urlpatterns = [
    path("plan/<int:plan_id>/utgava/<slug:label>/antaganden/", views_adoptions.adoptions, name="adoptions"),
    path(
        "plan/<int:plan_id>/utgava/<slug:label>/antaganden/<int:body_id>/",
        views_adoptions.enter_adoption,
        name="enter_adoption",
    ),
    path("plan/<int:plan_id>/utgava/<slug:label>/noterat/", views_notices.note_edition, name="note_edition"),
    path("plan/<int:plan_id>/arslage/", views_snapshots.snapshot, name="snapshot"),
]
