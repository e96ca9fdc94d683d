"""Addresses about follow-up rounds."""

from django.urls import path

from samplan.web.workspace import views_followup, views_followup_results

urlpatterns = [
    path("uppfoljning/", views_followup.rounds, name="rounds"),
    path("uppfoljning/ny/<int:partnership_id>/", views_followup.open_round, name="round_open"),
    path("uppfoljning/<int:round_id>/", views_followup.board, name="round"),
    path("uppfoljning/<int:round_id>/brev/", views_followup.letters, name="round_letters"),
    path("uppfoljning/<int:round_id>/stang/", views_followup.close, name="round_close"),
    path("uppfoljning/<int:round_id>/svar/", views_followup_results.results, name="round_results"),
    path("uppfoljning/<int:round_id>/svar.<str:form>", views_followup_results.file, name="round_file"),
    path("uppfoljning/<int:round_id>/organisation/<int:asked_id>/", views_followup.asked, name="round_asked"),
]
