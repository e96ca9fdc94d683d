"""Who decides what a plan waits for finds it among their tasks, with what it costs, and writes the decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Dependency
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


def address(name: str, *args) -> str:
    return reverse(f"workspace:{name}", args=args)


@pytest.fixture
def network(workspace):
    """The network that the decision-maker decides for."""
    made = factories.a_body(workspace.plan.partnership, "Chefsnätverket")
    role = workspace.people["decision_maker"].memberships.get()
    type(role).objects.filter(pk=role.pk).update(body=made)
    return made


@pytest.fixture
def chief(workspace, network) -> Client:
    client = Client()
    client.force_login(workspace.people["decision_maker"])
    return client


def wait(workspace, owner: str) -> Dependency:
    soon = (timezone.localdate() + timedelta(days=5)).isoformat()
    values = {"title": "Vem bemannar numret", "text": "Två alternativ: A\neller B.", "owner": owner, "expected": soon}
    return plans.wait_for(by=SYSTEM, plan=workspace.plan, values=values, areas=[workspace.area.pk])


def test_the_one_who_decides_gets_the_task_sees_the_money_and_writes_the_decision(workspace, chief) -> None:
    plan, year = workspace.plan, timezone.localdate().year
    cost = {"text": "Bemanning", "year": year, "min": "100000", "max": "250000"}
    factories.an_item(plan, ItemKind.COST, cost, workspace.area.pk)
    factories.an_item(plan, ItemKind.FUND, {"name": "Stöd", "amount": "90000", "year": year})
    waits = wait(workspace, "  chefsnätverket ")
    release = address("release", plan.pk, waits.pk)
    assert release in chief.get(address("tasks")).content.decode()
    assert release in chief.get(address("waiting", plan.pk)).content.decode()
    page = chief.get(release).content.decode().replace("\u00a0", " ").replace("\u2009", " ")
    for words in ("Två alternativ: A", "100 000–", "250 000", "Bemanning", "90 000", workspace.area.title):
        assert words in page
    english = chief.get(f"/en{release}").content.decode().replace("\u00a0", " ")
    assert ">Funds<" in english
    assert "SEK 100,000–250,000" in english
    answer = chief.post(release, {"decision": "Chefsnätverket § 4: A", "on": "2026-06-11", "status": ""})
    assert answer.status_code == 302
    waits.refresh_from_db()
    assert (waits.decision, waits.released_on.isoformat()) == ("Chefsnätverket § 4: A", "2026-06-11")
    assert "Chefsnätverket § 4" in chief.get(address("decisions", plan.partnership_id)).content.decode()
    assert chief.post(release, {"decision": "En gång till", "on": "2026-06-12"}).status_code == 422
    waits.refresh_from_db()
    assert waits.decision == "Chefsnätverket § 4: A"


def test_whoever_decides_sees_each_activity_that_gets_another_status(workspace, chief) -> None:
    """Those that stand still in a whole area too, though nobody ticked them; and none that goes on."""
    still = {"text": "Gemensam analys", "status": "paused"}
    goes_on = {"text": "Kurs som redan pågår", "status": "ongoing"}
    made = [factories.an_item(workspace.plan, ItemKind.ACTIVITY, v, workspace.area.pk) for v in (still, goes_on)]
    waits = wait(workspace, "Chefsnätverket")
    release = address("release", workspace.plan.pk, waits.pk)
    page = chief.get(release).content.decode().partition('id="h-lage"')[2].partition("</section>")[0]
    assert "Gemensam analys" in page
    assert "Kurs som redan pågår" not in page
    assert chief.post(release, {"decision": "§ 4", "on": "2026-06-11", "status": "ended"}).status_code == 302
    statuses = [type(one).objects.get(pk=one.pk).status for one in made]
    assert statuses == ["ended", "ongoing"]


def test_what_somebody_else_decides_is_not_theirs_to_write(workspace, chief) -> None:
    factories.a_body(workspace.plan.partnership, "Länsrådet")
    for owner in ("Länsrådet", "", "Ett råd som ingen känner"):
        waits = wait(workspace, owner)
        release = address("release", workspace.plan.pk, waits.pk)
        assert release not in chief.get(address("waiting", workspace.plan.pk)).content.decode()
        assert chief.get(release).status_code == 403
        assert chief.post(release, {"decision": "Vi tog det", "on": "2026-06-11"}).status_code == 403
        waits.refresh_from_db()
        assert waits.released_on is None


def test_who_may_not_write_a_decision_is_shown_no_form_for_one_that_is_written_either(workspace, chief) -> None:
    factories.a_body(workspace.plan.partnership, "Länsrådet")
    waits = wait(workspace, "Länsrådet")
    plans.release_dependency(
        by=SYSTEM, dependency_id=waits.pk, decision="Länsrådet § 1", on=timezone.localdate(), status=None
    )
    release = address("release", workspace.plan.pk, waits.pk)
    analyst = Client()
    analyst.force_login(workspace.people["analyst"])
    for client in (chief, analyst):
        assert client.get(release).status_code == 403
        assert client.post(release, {"decision": "", "on": ""}).status_code == 403


def test_a_name_that_is_changed_gives_the_decision_to_another(workspace, network) -> None:
    waits = wait(workspace, "Chefsnätverket")
    assert waits.owner_body == network
    told = {"by": SYSTEM, "kind": ItemKind.DEPENDENCY, "item_id": waits.pk}
    row = plans.change_item(**told, values={"text": "Nytt"}, seen_version=waits.version)
    assert row.owner_body == network
    row = plans.change_item(**told, values={"owner": "Regeringen"}, seen_version=row.version)
    assert row.owner_body is None
    row = plans.change_item(**told, values={"owner": "CHEFSNÄTVERKET"}, seen_version=row.version)
    assert row.owner_body == network


def test_the_decision_stands_in_the_history_of_each_activity_that_it_woke(workspace, chief) -> None:
    activity = workspace.activity
    plans.set_activity_status(by=SYSTEM, activity_id=activity.pk, status="waiting", seen_version=activity.version)
    waits = wait(workspace, "Chefsnätverket")
    told = {"decision": "Chefsnätverket § 4: B", "on": "2026-06-11", "status": "ongoing"}
    chief.post(address("release", workspace.plan.pk, waits.pk), told)
    activity.refresh_from_db()
    assert activity.status == "ongoing"
    past = chief.get(address("history", workspace.plan.pk, "activity", activity.pk)).content.decode()
    assert "Chefsnätverket § 4: B" in past
