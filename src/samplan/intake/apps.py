"""Tells Django of the room `intake`."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room `intake`."""

    name = "samplan.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
