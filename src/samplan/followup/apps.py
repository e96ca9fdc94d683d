"""Tells Django of the room `followup`."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The room `followup`."""

    name = "samplan.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
