"""Addresses of what becomes of follow-up: statements, judgements, recommendations, a published year."""

from django.urls import path

from samplan.web.workspace import views_compiling, views_correcting, views_followup_year, views_judging

COUNTY = "uppfoljning/lan/<int:partnership_id>/"
YEAR = f"{COUNTY}ar/<int:year>/"
ROUND = "uppfoljning/<int:round_id>/"
JUDGED = "plan/<int:plan_id>/bedomning/"
urlpatterns = [
    path(f"{ROUND}sammanstall/", views_compiling.compiling, name="compiling"),
    path(f"{ROUND}pastaende/ny/", views_compiling.add_statement, name="statement_add"),
    path(f"{ROUND}pastaende/<int:statement_id>/", views_compiling.statement, name="statement"),
    path(f"{ROUND}namn/", views_compiling.consents, name="consents"),
    path("uppfoljning/namn/<int:asked_id>/", views_compiling.statement_names, name="statement_names"),
    path(f"{ROUND}ratta/<int:asked_id>/<str:code>/", views_correcting.correct, name="correct_answer"),
    path(YEAR, views_followup_year.year, name="followup_year"),
    path(f"{YEAR}fil.<str:form>", views_followup_year.year_file, name="followup_year_file"),
    path(f"{YEAR}ge-ut/", views_followup_year.publish_year, name="followup_publish"),
    path(f"{YEAR}ta-tillbaka/<int:number>/", views_followup_year.withdraw_year, name="followup_withdraw"),
    path(f"{YEAR}faktablad/<int:body_id>/", views_followup_year.sheet, name="fact_sheet"),
    path(f"{YEAR}faktablad/<int:body_id>/fil.<str:form>", views_followup_year.sheet_file, name="fact_sheet_file"),
    path(f"{COUNTY}rekommendationer/", views_followup_year.recommendations, name="recommendations"),
    path(
        "uppfoljning/rekommendation/<int:recommendation_id>/", views_followup_year.recommendation, name="recommendation"
    ),
    path(JUDGED, views_judging.judged_years, name="judged_years"),
    path(f"{JUDGED}<int:year>/", views_judging.judging, name="judging"),
    path(f"{JUDGED}<int:year>/las/", views_judging.lock_year, name="lock_year"),
    path(f"{JUDGED}<int:year>/ta-tillbaka/", views_judging.take_back_year, name="take_back_year"),
    path(f"{JUDGED}<int:year>/<str:kind>/<int:item_id>/", views_judging.judge, name="judge"),
    path(f"{JUDGED}<int:year>/<str:kind>/<int:item_id>/ta-svaret/", views_judging.take_answer, name="take_answer"),
    path("plan/<int:plan_id>/andrat/", views_judging.meeting, name="meeting"),
    path("plan/<int:plan_id>/andrat/fil.<str:form>", views_judging.meeting_file, name="meeting_file"),
]
