"""Addresses about who owns what: lists, questions and answers, hand-over, and bodies that become others."""

from django.urls import path

from samplan.web.workspace import views_handover, views_notices, views_owner, views_succession

urlpatterns = [
    path("fragor/", views_owner.asks, name="asks"),
    path("fragor/<int:ask_id>/", views_owner.answer, name="answer"),
    path("fragor/<int:ask_id>/noterat/", views_notices.note_answer, name="note_answer"),
    path("plan/<int:plan_id>/vantar/<int:item_id>/noterat/", views_notices.note_release, name="note_release"),
    path("plan/<int:plan_id>/ansvar/", views_owner.owners, name="owners"),
    path("plan/<int:plan_id>/ansvar/utan/", views_owner.ownerless, name="ownerless"),
    path("plan/<int:plan_id>/ansvar/tyst/", views_owner.silent, name="silent"),
    path("plan/<int:plan_id>/ansvar/fraga/", views_owner.ask, name="ask"),
    path("plan/<int:plan_id>/ansvar/lamna-over/", views_handover.hand_over, name="hand_over"),
    path("plan/<int:plan_id>/ansvar/overlamning/", views_handover.pack, name="pack"),
    path("plan/<int:plan_id>/ansvar/overlamning.<str:form>", views_handover.pack_file, name="pack_file"),
    path(
        "personer/<int:partnership_id>/organisationer/<int:body_id>/blev/",
        views_succession.became,
        name="body_became",
    ),
]
