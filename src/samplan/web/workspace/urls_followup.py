"""Addresses about follow-up rounds."""

from django.urls import path

from samplan.web.workspace import (
    views_courses,
    views_followup,
    views_followup_results,
    views_register,
    views_round_erase,
    views_round_open,
    views_round_times,
)

urlpatterns = [
    path("uppfoljning/", views_followup.rounds, name="rounds"),
    path("uppfoljning/ny/<int:partnership_id>/", views_round_open.open_round, name="round_open"),
    path("uppfoljning/<int:round_id>/", views_followup.board, name="round"),
    path("uppfoljning/<int:round_id>/brev/", views_followup.letters, name="round_letters"),
    path("uppfoljning/<int:round_id>/stang/", views_round_times.close, name="round_close"),
    path("uppfoljning/<int:round_id>/oppna-igen/", views_round_times.reopen, name="round_reopen"),
    path("uppfoljning/<int:round_id>/forlang/", views_round_times.prolong, name="round_prolong"),
    path("uppfoljning/<int:round_id>/stangning/<int:number>/", views_round_times.closing, name="round_closing"),
    path("uppfoljning/<int:round_id>/ta-over/", views_register.take_over, name="round_take_over"),
    path("uppfoljning/kontaktpersoner/<int:partnership_id>/", views_register.register, name="register"),
    path("uppfoljning/svara/<int:asked_id>/", views_followup.own_link, name="round_own_link"),
    path("uppfoljning/<int:round_id>/svar/", views_followup_results.results, name="round_results"),
    path("uppfoljning/<int:round_id>/ar-for-ar/", views_followup_results.years, name="round_years"),
    path("uppfoljning/<int:round_id>/ar-for-ar.<str:form>", views_followup_results.years_file, name="round_years_file"),
    path("uppfoljning/<int:round_id>/svar.<str:form>", views_followup_results.file, name="round_file"),
    path("uppfoljning/<int:round_id>/organisation/<int:asked_id>/", views_followup.asked, name="round_asked"),
    path("uppfoljning/<int:round_id>/kurser/", views_courses.courses, name="round_courses"),
    path("uppfoljning/<int:round_id>/kurser/<int:course_id>/", views_courses.course, name="round_course"),
    path("uppfoljning/<int:round_id>/radera/", views_round_erase.erase_all, name="round_erase"),
    path(
        "uppfoljning/<int:round_id>/organisation/<int:asked_id>/radera/<int:contact_id>/",
        views_round_erase.erase_one,
        name="round_erase_one",
    ),
]
