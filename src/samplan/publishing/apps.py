"""Tells Django of the room `publishing`."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room `publishing`."""

    name = "samplan.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
