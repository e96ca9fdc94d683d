"""The plan's own questions on the pages: chosen when a round is opened, and answered under their area in the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.worlds import answer

from samplan.actors.models import Body, BodyKind, Role
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Round
from samplan.plans.models import Plan
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db
QUESTION = "Vad har ni gjort för anhöriga?"


@pytest.fixture
def plan() -> Plan:
    made = factories.a_plan(valid_from=date(2025, 1, 1))
    area = factories.an_area(made, "Anhöriga", number="2.1")
    factories.an_item(made, ItemKind.FOLLOWUP_QUESTION, {"text": QUESTION}, area.pk)
    return made


def test_the_plan_s_questions_are_chosen_when_a_round_is_opened_and_answered_under_their_area(client, plan) -> None:
    here = plan.partnership
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=here))
    address = reverse("workspace:round_open", args=[here.pk])
    without = client.get(address, {"plan": plan.pk}).content.decode()
    assert "1 uppföljningsfråga som står i planen" in without
    assert QUESTION not in without
    page = client.get(address, {"plan": plan.pk, "satt": "-", "planens": "yes_partly_no"}).content.decode()
    assert f'<li lang="sv">{QUESTION}</li>' in page
    assert '<option value="yes_partly_no" selected>Ställ dem, med svaren Ja, Delvis, Nej</option>' in page
    body = Body.objects.filter(county=here.county, kind=BodyKind.MUNICIPALITY).first()
    told = {
        "slag": "yearly",
        "plan": plan.pk,
        "satt": "-",
        "planens": "yes_partly_no",
        "year": 2026,
        "due": (date.today() + timedelta(days=20)).isoformat(),  # noqa: DTZ011 - only a day that has not passed
        "organisation": body.pk,
        f"epost-{body.pk}": "kommun@exempel.example",
    }
    assert client.post(address, told).status_code == 302
    round_ = Round.objects.get()
    question = round_.questions.get()
    answer(round_.asked.get(), question.code, "partly", "Påhittat.")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    year = client.get(reverse("workspace:followup_year", args=[here.pk, 2026])).content.decode()
    under = year[year.index("2.1 Anhöriga</h3>") :]
    assert QUESTION in under
    assert "Delvis: 1" in under
    assert "Av 1 tillfrågade." in under


def test_a_plan_without_questions_of_its_own_offers_none(client) -> None:
    plan = factories.a_plan(valid_from=date(2025, 1, 1))
    factories.an_area(plan)
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership))
    page = client.get(reverse("workspace:round_open", args=[plan.partnership_id]), {"plan": plan.pk}).content.decode()
    assert 'name="planens" id=' not in page
