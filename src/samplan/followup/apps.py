"""Tells Django of the room `followup`."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The room `followup`."""

    name = "samplan.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `plans`, which does not know this room, when plans were followed up."""
        from samplan.followup.queries.followed import followed_lines
        from samplan.plans.followed import tell_followed

        tell_followed(self.label, followed_lines)
