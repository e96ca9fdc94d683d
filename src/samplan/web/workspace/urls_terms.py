"""Addresses about a county's word list."""

from django.urls import path

from samplan.web.workspace import views_terms

_LIST = "lan/<int:partnership_id>/ord/"

urlpatterns = [
    path(_LIST, views_terms.terms, name="terms"),
    path(f"{_LIST}ordlista.csv", views_terms.terms_csv, name="terms_csv"),
    path(f"{_LIST}<int:term_id>/", views_terms.term, name="term"),
    path(f"{_LIST}<int:term_id>/lagg-tillbaka/", views_terms.term_restore, name="term_restore"),
]
