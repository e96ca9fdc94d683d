"""Who did what when: read by those who may, by person, sort and day; never a word of what was written."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samplan.actors.audit_words import audit_words
from samplan.actors.models import AuditEvent
from samplan.plans import actions
from samplan.plans.shapes.items import ItemKind

SECRET = "Anna Exempelsson ringde själv"


@pytest.fixture
def address(workspace):
    return reverse("workspace:audit", args=[workspace.plan.partnership_id])


@pytest.fixture
def deeds(workspace):
    """The coordinator adds a goal with words that nobody else should read, and takes it away for such a reason."""
    who = {"by": workspace.coordinator, "kind": ItemKind.GOAL}
    goal = actions.add_item(
        **who, plan=workspace.plan, values={"text": SECRET, "level": "long"}, parent_id=workspace.area.pk
    )
    actions.remove_item(**who, item_id=goal.pk, reason=SECRET)
    return goal


def rows(client, address, **asked):
    """The CSV's rows without its heads."""
    text = client.get(address.rstrip("/") + ".csv", asked).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))[1:]


def test_the_page_tells_who_and_what_and_never_what_was_written(client, workspace, address, deeds):
    """Newest first, in words; the same as CSV. The reason stands in the event's data, and stays there."""
    assert SECRET in str(AuditEvent.objects.filter(verb="remove_item").latest("pk").data)
    client.force_login(workspace.people["controller"])
    text = client.get(address).text
    assert text.index("tog bort en del") < text.index("lade till en del")
    assert workspace.coordinator.name in text
    assert workspace.plan.title in text
    first = rows(client, address)[0]
    assert first[1:] == [workspace.coordinator.name, "tog bort en del", workspace.plan.title, "goal", str(deeds.pk)]
    for page in (text, client.get(address.rstrip("/") + ".csv").content.decode()):
        assert SECRET not in page


def test_it_is_read_by_person_sort_and_day(client, workspace, address, deeds):
    """Each field narrows; a day without deeds says so; what cannot be read is told at its field."""
    client.force_login(workspace.coordinator)
    events = AuditEvent.objects.filter(partnership=workspace.plan.partnership_id)
    everything = rows(client, address)
    assert len(everything) == events.count()
    assert (
        len(rows(client, address, vem=workspace.coordinator.pk)) == events.filter(person=workspace.coordinator).count()
    )
    assert len(rows(client, address, vem=0)) == events.filter(person=None).count() > 0
    wanted = events.filter(verb__in=list(audit_words().deeds["people"])).count()
    assert len(rows(client, address, slag="people")) == wanted > 0
    today = timezone.localdate()
    assert rows(client, address, fran=today, till=today) == everything
    assert rows(client, address, fran=today + timedelta(days=1)) == []
    assert "Inget stämmer med det du valde." in client.get(address, {"fran": today + timedelta(days=1)}).text
    assert client.get(address, {"fran": "i går"}).status_code == 422


def test_another_countys_deeds_are_not_told(client, workspace, address, deeds):
    """Nor does anybody without the right read these: the table of permissions says who."""
    AuditEvent.objects.create(
        person=workspace.coordinator, verb="create_plan", object_kind="plan", object_id="1", partnership=987654
    )
    client.force_login(workspace.people["controller"])
    assert len(rows(client, address)) == AuditEvent.objects.filter(partnership=workspace.plan.partnership_id).count()
    client.force_login(workspace.people["area_owner"])
    assert client.get(address).status_code == 403
    people = reverse("workspace:people", args=[workspace.plan.partnership_id])
    assert address not in client.get(people).text
    client.force_login(workspace.people["controller"])
    assert address in client.get(people).text


def test_it_costs_the_same_for_many_and_goes_by_pages(client, workspace, address):
    """At most 15 queries, however many deeds."""
    client.force_login(workspace.coordinator)

    def cost():
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    few = cost()
    here = workspace.plan.partnership_id
    for at in range(250):
        AuditEvent.objects.create(verb="change_item", object_kind="goal", object_id=str(at), partnership=here)
    assert cost() == few <= 15
    assert "sida=2" in client.get(address).text
    second = client.get(address, {"sida": 2, "slag": "plan"}).text
    assert "slag=plan&amp;sida=3" in second
    assert "slag=plan&amp;sida=1" in second
