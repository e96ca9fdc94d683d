"""Addresses that need no sign-in."""

app_name = "public"
urlpatterns: list = []
