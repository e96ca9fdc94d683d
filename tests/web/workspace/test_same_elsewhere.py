"""What stands in the county's plan and in a body's own is told of once, by who may tell of both."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans import queries
from samplan.plans.models import Activity, Responsible
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(workspace):
    """An activity of the county's plan that the municipality answers for, and its copy in the municipality's plan."""
    contact = workspace.people["municipal_contact"]
    town = contact.memberships.get().body
    factories.answers_for(town, Responsible.objects.filter(area=workspace.area, activity=None).first())
    own = plans.create_own_plan(by=contact, partnership=workspace.plan.partnership, owner=town, title="Vår plan")
    plans.pick_items(by=contact, plan=own, source=workspace.plan, chosen=[(ItemKind.ACTIVITY, workspace.activity.pk)])
    return workspace.activity, Activity.objects.get(area__plan=own), contact


def page_of(activity: Activity) -> str:
    return reverse("workspace:reschedule", args=[activity.area.plan_id, activity.pk])


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sent(activity: Activity, status: str, **more) -> dict:
    activity.refresh_from_db()
    days = {name: getattr(activity, name) or "" for name in ("timeframe", "start", "end")}
    return {**days, "ongoing": "on" if activity.ongoing else "", "status": status, "version": activity.version, **more}


def status_of(activity: Activity) -> str:
    activity.refresh_from_db()
    return activity.status


def test_what_is_said_in_one_s_own_plan_is_said_in_the_county_s_too(both) -> None:
    county, own, contact = both
    client = signed_in(contact)
    plans.set_activity_status(by=SYSTEM, activity_id=county.pk, status="paused", seen_version=county.version)
    county.refresh_from_db()
    page = client.get(page_of(own)).content.decode()
    tick = page[page.index(f'name="also-{county.pk}"') :].partition(">")[0]
    assert "checked" in tick, "nothing is said in one's own plan yet"
    told = sent(own, "done", **{f"also-{county.pk}": "on", f"also-{county.pk}-version": county.version})
    answer = client.post(page_of(own), told, follow=True)
    assert (status_of(own), status_of(county)) == ("done", "done")
    assert county.area.plan.title in answer.content.decode()
    told = sent(county, "ongoing", **{f"also-{own.pk}": "on", f"also-{own.pk}-version": own.version})
    client.post(page_of(county), told)
    assert (status_of(own), status_of(county)) == ("ongoing", "ongoing")


def test_without_the_tick_and_when_somebody_was_quicker_the_other_stays_as_it_is(both) -> None:
    county, own, contact = both
    before, client = status_of(county), signed_in(contact)
    client.post(page_of(own), sent(own, "done"))
    assert (status_of(own), status_of(county)) == ("done", before)
    stale = county.version
    plans.set_activity_status(by=SYSTEM, activity_id=county.pk, status="paused", seen_version=stale)
    told = sent(own, "ongoing", **{f"also-{county.pk}": "on", f"also-{county.pk}-version": stale})
    page = client.post(page_of(own), told, follow=True).content.decode()
    assert (status_of(own), status_of(county)) == ("ongoing", "paused")
    assert "Läget där är inte ändrat" in page


def test_plans_that_have_gone_apart_are_not_ticked_beforehand(both) -> None:
    county, own, contact = both
    plans.set_activity_status(by=SYSTEM, activity_id=county.pk, status="paused", seen_version=county.version)
    plans.set_activity_status(by=SYSTEM, activity_id=own.pk, status="done", seen_version=own.version)
    page = signed_in(contact).get(page_of(own)).content.decode()
    tick = page[page.index(f'name="also-{county.pk}"') :].partition(">")[0]
    assert "checked" not in tick


def test_who_may_not_tell_of_the_other_plan_is_not_asked_and_cannot(both, workspace) -> None:
    county, own, contact = both
    coordinator = workspace.people["coordinator"]
    assert "also-" not in signed_in(coordinator).get(page_of(county)).content.decode(), "the municipality's is its own"
    Responsible.objects.filter(area=workspace.area).delete()
    client, before = signed_in(contact), status_of(county)
    assert "also-" not in client.get(page_of(own)).content.decode()
    county.refresh_from_db()
    client.post(page_of(own), sent(own, "done", **{f"also-{county.pk}": "on", f"also-{county.pk}-version": 1}))
    assert (status_of(own), status_of(county)) == ("done", before)


def test_it_costs_the_same_however_many_bodies_have_picked_it(both, workspace) -> None:
    county, _own, contact = both

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert len(queries.same_to_report(contact, workspace.plan, county.pk)) == 1
        return len(seen)

    few = cost()
    for n in range(4):
        town = factories.a_body(workspace.plan.partnership, f"Exempelort {n} kommun")
        plan = plans.create_own_plan(by=SYSTEM, partnership=workspace.plan.partnership, owner=town, title=f"Plan {n}")
        plans.pick_items(by=SYSTEM, plan=plan, source=workspace.plan, chosen=[(ItemKind.ACTIVITY, county.pk)])
    assert cost() == few
