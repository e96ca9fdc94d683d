"""Tells Django of the room `actors`."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """The room `actors`."""

    name = "samplan.actors"
    label = "actors"
    default_auto_field = "django.db.models.BigAutoField"
