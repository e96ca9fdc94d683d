"""Tells Django of the room `analysis`."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The room `analysis`."""

    name = "samplan.analysis"
    label = "analysis"
    default_auto_field = "django.db.models.BigAutoField"
