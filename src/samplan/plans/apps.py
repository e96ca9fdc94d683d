"""Tells Django of the room `plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The room `plans`."""

    name = "samplan.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
