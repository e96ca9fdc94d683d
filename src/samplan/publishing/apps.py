"""Tells Django of the room `publishing`."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room `publishing`."""

    name = "samplan.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `plans`, which does not know this room, when plans were followed up."""
        from samplan.plans.followed import tell_followed
        from samplan.publishing.followed import followed_lines

        tell_followed(self.label, followed_lines)
