"""Tells Django of the room `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "samplan.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
