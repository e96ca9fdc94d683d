"""Addresses of drafts that are sent out, and of what is said of them."""

from django.urls import path

from samplan.web.workspace import views_commenting, views_sent_drafts

PLAN = "plan/<int:plan_id>/kommentarer/"
DRAFT = "utkast/<int:sent_id>/"
COMMENT = "kommentar/<int:comment_id>/"

urlpatterns = [
    path(PLAN, views_commenting.comments, name="comments"),
    path(f"{PLAN}alla.json", views_commenting.comments_file, name="comments_file"),
    path(f"{PLAN}skicka/", views_commenting.draft_send, name="draft_send"),
    path(f"{PLAN}<int:sent_id>/dag/", views_commenting.draft_day, name="draft_day"),
    path(f"{PLAN}<int:sent_id>/ta-tillbaka/", views_commenting.draft_take_back, name="draft_take_back"),
    path(f"{PLAN}<int:sent_id>/namn/", views_commenting.draft_names, name="draft_names"),
    path(DRAFT, views_sent_drafts.sent_draft, name="sent_draft"),
    path(f"{DRAFT}omrade/<int:area_id>/", views_sent_drafts.sent_area, name="sent_area"),
    path(f"{DRAFT}kommentera/", views_sent_drafts.comment_add, name="comment_add"),
    path(f"{DRAFT}andrat/", views_sent_drafts.sent_changes, name="sent_changes"),
    path(f"{DRAFT}fil.<str:form>", views_sent_drafts.sent_file, name="sent_file"),
    path("mina-kommentarer/", views_sent_drafts.own_comments, name="own_comments"),
    path(COMMENT, views_commenting.comment_answer, name="comment_answer"),
    path(f"{COMMENT}ta-bort/", views_commenting.comment_remove, name="comment_remove"),
    path(f"{COMMENT}lagg-tillbaka/", views_commenting.comment_restore, name="comment_restore"),
    path(f"{COMMENT}ta-tillbaka/", views_sent_drafts.comment_take_back, name="comment_take_back"),
    path(f"{COMMENT}noterat/", views_sent_drafts.comment_noted, name="comment_noted"),
]
