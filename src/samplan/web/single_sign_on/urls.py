"""Addresses of the organisation's sign-in. The second is what the provider must know as redirect URI."""

from django.urls import path

from samplan.web.single_sign_on import views

urlpatterns = [
    path("", views.login, name="single_sign_on_login"),
    path("svar/", views.callback, name="single_sign_on_callback"),
]
