"""Addresses about people, roles and bodies, and a person's own page."""

from django.urls import path

from samplan.web.workspace import views_audit, views_bodies, views_own, views_people

urlpatterns = [
    path("min-sida/", views_own.own_page, name="own_page"),
    path("personer/", views_people.counties, name="people_counties"),
    path("personer/<int:partnership_id>/", views_people.people, name="people"),
    path("personer/<int:partnership_id>/vem-gjorde-vad/", views_audit.audit, name="audit"),
    path("personer/<int:partnership_id>/vem-gjorde-vad.csv", views_audit.audit_file, name="audit_file"),
    path("personer/<int:partnership_id>/bjud-in/", views_people.invite, name="invite"),
    path("personer/<int:partnership_id>/tva-steg/", views_people.two_steps, name="two_steps"),
    path("personer/<int:partnership_id>/organisationer/", views_bodies.bodies, name="bodies"),
    path("personer/<int:partnership_id>/organisationer/ny/", views_bodies.add_body, name="body_add"),
    path("personer/<int:partnership_id>/organisationer/<int:body_id>/", views_bodies.body, name="body"),
    path("personer/<int:partnership_id>/<int:person_id>/", views_people.person, name="person"),
    path("personer/<int:partnership_id>/<int:person_id>/brev/", views_people.letter, name="letter"),
    path("personer/<int:partnership_id>/<int:person_id>/stang-av/", views_people.switch, name="switch_person"),
    path(
        "personer/<int:partnership_id>/<int:person_id>/roll/<int:membership_id>/avsluta/",
        views_people.end_role,
        name="end_role",
    ),
]
