"""No page offers somebody what they may not do: each link of the workspace leads to a page that is there for them.

Every role walks what its pages link to, two addresses of each pattern, in a plan of which the area owner and the
municipality answer for one area each, rolled forward into a next one, with a plan of the municipality's own beside.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Area
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.rolling import Choice

pytestmark = pytest.mark.django_db
HREF = re.compile(r'href="(/arbetsrum/[^"#]*)')
NUMBER = re.compile(r"\d+")


def walked(client: Client, least: int = 9) -> list[tuple[int, str, str]]:
    """What did not answer, and the page that led there. least: pages that there must have been."""
    waiting, seen, shapes, dead = deque([(reverse("workspace:start"), "")]), set(), Counter(), []
    while waiting:
        address, came_from = waiting.popleft()
        shape = NUMBER.sub("n", address)
        if address in seen or shapes[shape] >= 2:
            continue
        seen.add(address)
        shapes[shape] += 1
        answer = client.get(address)
        if answer.status_code >= 400:
            dead.append((answer.status_code, address, came_from))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found = dict.fromkeys(unescape(a) for a in HREF.findall(answer.content.decode()))
            waiting.extend((a, address) for a in found)
        elif answer.status_code == 302 and answer["Location"].startswith("/arbetsrum/"):
            waiting.append((answer["Location"].partition("#")[0], came_from))
    assert len(seen) >= least
    return dead


@pytest.fixture
def county(workspace):
    """The workspace's plan, rolled forward, and a plan of the municipality's own."""
    plan = workspace.plan
    area = Area.objects.filter(plan=plan).order_by("order").last()
    for kind, values in (
        (ItemKind.BACKGROUND, {"text": "Stöd till invandrare."}),
        (ItemKind.GOAL, {"text": "Fler får hjälp???", "level": "long"}),
        (ItemKind.INDICATOR, {"text": "Antal"}),
        (ItemKind.COST, {"text": "Kurs", "year": 2026, "min": "1000", "max": "2000"}),
    ):
        factories.an_item(plan, kind, values, area.pk)
    assert workspace.compiled
    assert workspace.edition
    days = {"valid_from": date(2030, 1, 1), "valid_to": date(2033, 12, 31)}
    choices = {(ItemKind.ACTIVITY, workspace.activity.pk): Choice.CHANGE}
    plans.roll_forward(by=SYSTEM, plan=plan, title="Nästa plan", choices=choices, **days)
    return workspace


@pytest.mark.parametrize(
    "role",
    ["coordinator", "area_owner", "municipal_contact", "analyst", "reader"],
)
def test_each_link_leads_somewhere_for_who_sees_it(county, role) -> None:
    client = Client()
    client.force_login(county.people[role])
    assert walked(client) == []


@pytest.mark.parametrize("role", ["administrator", "municipal_contact"])
def test_in_a_county_without_any_plan_each_link_leads_somewhere(role) -> None:
    here = factories.a_partnership(factories.a_county("97", "Tomlän"))
    client = Client()
    client.force_login(factories.a_person(role=role, partnership=here))
    assert walked(client, least=6) == []
    own = client.get(reverse("workspace:own_plan", args=[here.pk]), follow=True)
    assert own.status_code == 200
    assert ("Be länets samordnare" in own.content.decode()) == (role == "municipal_contact")
    terms = client.get(reverse("workspace:terms", args=[here.pk]))
    assert terms.status_code == 200
    for place in ("", "ord/", "sok/?q=x", "kommun/", "utgavor/", "malgrupper/", "kallor/", "ord.json"):
        assert Client().get(f"/{here.county.slug}/{place}").status_code in {200, 404}
