"""What was done: one event per action, added and never changed."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from samplan.actors.models.people import Person
from samplan.actors.privacy import Privacy


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Events are added; nobody changes or deletes them."""

    def update(self, **_values: object) -> NoReturn:
        """Refuses."""
        raise TypeError("Audit events are never changed.")

    def delete(self) -> NoReturn:
        """Refuses."""
        raise TypeError("Audit events are never deleted.")


class AuditEvent(models.Model):
    """Somebody did something. The object is named in plain text, so the event outlives it.

    person is null when the system acted. partnership: the id of the partnership concerned, for scoping.
    """

    when = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    partnership = models.BigIntegerField(null=True, blank=True, db_index=True)
    data = models.JSONField(default=dict, blank=True)

    objects = AppendOnly.as_manager()

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "when", "person", "verb", "object_kind", "object_id", "partnership", "data")
    }

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["object_kind", "object_id"], name="audit_by_object")]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(verb=""), name="audit_has_verb")]

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M} {self.verb} {self.object_kind} {self.object_id}"

    def delete(self, *_args: object, **_more: object) -> NoReturn:
        """Refuses."""
        raise TypeError("Audit events are never deleted.")
