"""A plan of its own that is published says what sort it is, and the county's page stays the joint plan's."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.plans.models import Plan
from samplan.plans.shapes.versions import PlanType
from samplan.publishing import actions, queries
from samplan.publishing.models import Edition
from samplan.publishing.shapes import FileFormat

JOINT = "Länsgemensam handlingsplan"


@pytest.fixture
def joint(db) -> Edition:
    """The joint plan of a county with a region and two municipalities, in force."""
    today = timezone.localdate()
    plan = factories.a_plan(title="Länets plan", valid_from=today, valid_to=today + timedelta(100))
    factories.an_area(plan, "Område i länet")
    return actions.publish_edition(by=SYSTEM, plan=plan)


@pytest.fixture
def own(joint) -> Edition:
    """A municipality's own plan, published later."""
    plan = factories.a_plan(Plan.objects.get().partnership, title="Kommunens plan")
    Plan.objects.filter(pk=plan.pk).update(type=PlanType.LOCAL.value)
    factories.an_area(plan, "Område i kommunen")
    return actions.publish_edition(by=SYSTEM, plan=Plan.objects.get(pk=plan.pk))


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_countys_pages_show_the_joint_plan(client, joint, own):
    start, county = page(client, "/"), page(client, f"/{joint.county_slug}/")
    assert "Länets plan" in start
    assert "Kommunens plan" not in start
    assert "<h1" in county
    assert "Länets plan" in county.split("<h1")[1].split("</h1>")[0]
    assert JOINT in county


def test_an_own_plan_does_not_call_itself_the_countys(client, own):
    address = f"/{own.county_slug}/{own.plan_slug}/utgava/{own.label}/"
    swedish = page(client, address)
    assert JOINT not in swedish
    assert "har en gemensam plan" not in swedish
    assert '<p class="sp-masthead__kind">Lokal plan</p>' in swedish
    assert '<p class="sp-masthead__kind">Local plan</p>' in page(client, f"/en{address}")


def test_nor_does_its_word_file(own):
    file = queries.edition_file(own.county_slug, own.plan_slug, own.label, FileFormat.DOCX)
    words = "\n".join(p.text for p in docx.Document(BytesIO(file.data)).paragraphs)
    assert "Lokal plan" in words
    assert "Länsgemensam plan" not in words
    assert "ägs gemensamt" not in words


def test_who_publishes_is_told_which_plan_gives_way_on_the_countys_page(client, joint):
    """Before the press: another joint plan that holds today is named; an own plan and the plan itself take nothing."""
    county = Plan.objects.get().partnership
    client.force_login(factories.a_person(role="coordinator", partnership=county))
    today = timezone.localdate()
    days = {"valid_from": today, "valid_to": today}
    second = factories.a_plan(county, title="En till", **days)
    told = f'Länets sida visar i dag <span lang="sv">Länets plan</span>, utgåva {joint.label}.'
    assert told in page(client, reverse("workspace:publish", args=[second.pk]))
    assert told not in page(client, reverse("workspace:publish", args=[joint.plan_id]))
    Plan.objects.filter(pk=second.pk).update(type=PlanType.LOCAL.value)
    assert told not in page(client, reverse("workspace:publish", args=[second.pk]))
    Plan.objects.filter(pk=second.pk).update(type=PlanType.COUNTY.value, valid_from=today + timedelta(5), valid_to=None)
    assert told not in page(client, reverse("workspace:publish", args=[second.pk]))
