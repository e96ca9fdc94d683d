"""Addresses of the signed-in workspace."""

app_name = "workspace"
urlpatterns: list = []
