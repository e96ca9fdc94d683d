"""An edition is withdrawn from the page, with a reason, and readers are told at once."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.publishing import actions as publishing
from samplan.publishing.models import Withdrawal


def public(client, edition, prefix: str = "") -> str:
    """The county's page, as text."""
    return unescape(client.get(prefix + reverse("public:plan", args=[edition.county_slug])).content.decode())


def test_from_the_plan_to_what_everybody_reads(signed_in, workspace):
    first = workspace.edition
    second = publishing.publish_edition(by=SYSTEM, plan=workspace.plan, though_unchanged=True)
    address = reverse("workspace:withdraw", args=[workspace.plan.pk, second.label])
    assert address in signed_in.get(reverse("workspace:plan", args=[workspace.plan.pk])).content.decode()
    asked = unescape(signed_in.get(address).content.decode())
    assert f"Planens senaste utgåva som gäller blir {first.label}." in asked
    answer = signed_in.post(address, {"reason": "Bilagan var fel."})
    page = reverse("public:edition", args=[second.county_slug, second.plan_slug, second.label])
    assert answer["Location"] == page
    told = unescape(signed_in.get(page).content.decode())
    assert f"Utgåvan {second.label} är återtagen den " in told
    assert "Bilagan var fel." in told
    assert "Till länets plan" in told
    county = public(signed_in, second)
    assert f"utgåva {first.label}." in county
    assert f"Utgåvan {second.label} är återtagen den " in county
    assert "Bilagan var fel." in county
    assert f"The edition {second.label} was withdrawn on " in public(signed_in, second, "/en")
    again = unescape(signed_in.get(address).content.decode())
    assert "Utgåvan är redan återtagen." in again
    assert 'name="reason"' not in again
    assert address not in signed_in.get(reverse("workspace:plan", args=[workspace.plan.pk])).content.decode()


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_reason_withdraws_nothing(signed_in, workspace, reason):
    address = reverse("workspace:withdraw", args=[workspace.plan.pk, workspace.edition.label])
    answer = signed_in.post(address, {"reason": reason})
    assert answer.status_code == 422
    assert "Skriv varför utgåvan tas tillbaka." in answer.content.decode()
    assert not Withdrawal.objects.exists()


def test_two_who_withdraw_at_once_leave_one_reason(signed_in, workspace):
    publishing.withdraw_edition(by=SYSTEM, edition=workspace.edition, reason="Den första orsaken.")
    address = reverse("workspace:withdraw", args=[workspace.plan.pk, workspace.edition.label])
    told = unescape(signed_in.post(address, {"reason": "En annan."}, follow=True).content.decode())
    assert "Utgåvan är redan återtagen." in told
    assert Withdrawal.objects.get().reason == "Den första orsaken."


def test_an_edition_that_is_not_there(signed_in, workspace):
    assert signed_in.get(reverse("workspace:withdraw", args=[workspace.plan.pk, "2001-01-01"])).status_code == 404


def test_the_county_page_says_which_plan_it_shows_and_offers_the_others(signed_in, workspace):
    today = timezone.localdate()
    coming = factories.a_plan(
        workspace.plan.partnership, title="Nästa plan", valid_from=today + timedelta(4000), valid_to=None
    )
    factories.an_area(coming)
    shown = workspace.edition
    assert "Länets andra planer" not in public(signed_in, shown)
    later = publishing.publish_edition(by=SYSTEM, plan=coming)
    told = public(signed_in, shown)
    assert f"Du läser planen som gäller i dag, utgåva {shown.label}." in told
    assert reverse("public:edition", args=[later.county_slug, later.plan_slug, later.label]) in told
    publishing.withdraw_edition(by=SYSTEM, edition=shown, reason="Fel.")
    assert "Planen gäller från och med " in public(signed_in, shown)
