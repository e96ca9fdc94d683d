"""The page of all rounds: what it says of what nobody was asked, and the ways that it opens for each body."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_gap_history import an_old_plan, gap_round
from tests.followup.test_report import a_year, the_round
from tests.followup.worlds import a_round, answer

from samplan.actors.models import Person
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.plans.models import Plan

pytestmark = pytest.mark.django_db
ROUNDS = "/arbetsrum/uppfoljning/"


def contact(plan: Plan, role: str = "municipal_contact") -> Person:
    """Somebody of the first municipality, which has answered."""
    first = bodies(the_round(plan))[0].body
    return factories.a_person(role=role, partnership=plan.partnership, body=first)


def test_a_round_out_of_a_document_says_that_nobody_was_asked(client):
    plan = an_old_plan()
    gap_round(plan)
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    page = client.get(ROUNDS).content.decode()
    assert "Läst ur dokument. Ingen är tillfrågad." in page
    assert "organisationer har svarat" not in page


@pytest.mark.parametrize("role", ["municipal_contact", "decision_maker"])
def test_who_acts_for_a_body_reaches_its_fact_sheet_and_the_recommendations(client, role):
    plan = a_year()
    person = contact(plan, role)
    client.force_login(person)
    page = client.get(ROUNDS).content.decode()
    (sheet,) = re.findall(r'href="([^"]+/faktablad/[^"]+)"', page)
    assert client.get(sheet).status_code == 200
    assert reverse("workspace:recommendations", args=[plan.partnership_id]) in page


def test_a_body_has_one_fact_sheet_of_a_year_however_many_rounds_it_answered(client):
    plan = a_year()
    person = contact(plan)
    gap = a_round(plan.partnership, kind="gap", questions=["gap-school"])
    answer(bodies(gap)[0], "gap-school", "partly")
    actions.close_round(by=SYSTEM, round_id=gap.pk)
    client.force_login(person)
    page = client.get(ROUNDS).content.decode()
    assert len(re.findall(r'href="[^"]+/faktablad/', page)) == 1


def test_who_acts_for_nobody_is_shown_no_fact_sheet(client):
    plan = a_year()
    client.force_login(factories.a_person(role="reader", partnership=plan.partnership))
    page = client.get(ROUNDS).content.decode()
    assert "/faktablad/" not in page
    assert reverse("workspace:recommendations", args=[plan.partnership_id]) in page


def test_links_to_two_rounds_of_a_year_are_called_differently(client):
    plan = factories.a_plan()
    rounds = [a_round(plan.partnership), a_round(plan.partnership, kind="gap", questions=["gap-school"])]
    first = bodies(rounds[0])[0].body
    person = factories.a_person(
        email="kommun1@exempel.example", role="municipal_contact", partnership=plan.partnership, body=first
    )
    client.force_login(person)
    page = client.get(ROUNDS).content.decode()
    told = [" ".join(re.sub("<[^>]+>", "", t).split()) for t in re.findall(r'href="[^"]*/svara/[^"]+">(.*?)</a>', page)]
    assert sorted(told) == [f"Svara: Gapanalys 2026, {first.name}", f"Svara: Årliga frågor 2026, {first.name}"]
