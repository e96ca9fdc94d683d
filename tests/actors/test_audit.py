"""What was done is written once and never changed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests import factories

from samplan.actors import audit
from samplan.actors.models import AuditEvent
from samplan.actors.shapes import SYSTEM

pytestmark = pytest.mark.django_db


def test_an_event_names_who_did_what_to_which_object() -> None:
    person = factories.a_person()
    event = audit.record(by=person, verb="looked", object_kind="plan", object_id=7, partnership_id=3, data={"a": 1})
    event.refresh_from_db()
    assert (event.person, event.verb, event.object_kind, event.object_id) == (person, "looked", "plan", "7")
    assert event.data == {"a": 1}
    assert audit.record(by=SYSTEM, verb="woke", object_kind="x", object_id="y").person is None


def test_an_event_is_neither_changed_nor_deleted() -> None:
    event = audit.record(by=SYSTEM, verb="woke", object_kind="x", object_id="y")
    with pytest.raises(TypeError):
        AuditEvent.objects.filter(pk=event.pk).update(verb="slept")
    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()
    with pytest.raises(TypeError):
        event.delete()
    event.verb = "slept"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
    assert AuditEvent.objects.get(pk=event.pk).verb == "woke"


def test_every_action_leaves_one_event() -> None:
    before = AuditEvent.objects.count()
    county = factories.a_county()
    factories.a_partnership(county)
    factories.a_person()
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[before:]
    assert verbs == ["create_county", "create_partnership", "create_person"]
