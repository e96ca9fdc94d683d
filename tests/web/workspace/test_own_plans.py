"""A municipality's contact makes a plan of its own and picks the county's items into it, on the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories

from samplan.plans.models import Activity, Plan

pytestmark = pytest.mark.django_db


def address(name, *args):
    """A page of the workspace."""
    return reverse(f"workspace:{name}", args=args)


def test_a_contact_makes_a_plan_and_picks_into_it(client, workspace):
    county, contact = workspace.plan, workspace.people["municipal_contact"]
    client.force_login(contact)
    make = address("own_plan", county.partnership_id)
    assert make in client.get(address("start")).content.decode()
    town = contact.memberships.get().body
    page = client.get(make).content.decode()
    assert f'<option value="{town.pk}"' in page
    assert client.post(make, {"owner": town.pk, "title": ""}).status_code == 422
    sent = client.post(make, {"owner": town.pk, "title": "Kommunens plan", "below": county.pk})
    plan = Plan.objects.get(title="Kommunens plan")
    assert sent["Location"] == address("pick", plan.pk)
    page = client.get(sent["Location"]).content.decode()
    ticked = f"activity-{workspace.activity.pk}"
    assert f'value="{ticked}"' in page
    sent = client.post(f"{address('pick', plan.pk)}?ur={county.pk}", {"rad": [ticked, "area-1", "goal-x"]})
    assert sent["Location"] == address("plan", plan.pk)
    copy = Activity.objects.get(area__plan=plan)
    page = client.get(sent["Location"]).content.decode()
    assert "1 rad är hämtad." in page
    assert town.name in page
    assert address("pick", plan.pk) in page
    assert client.get(address("change", plan.pk, "activity", copy.pk)).status_code == 200
    assert "redan hämtad" in client.get(address("pick", plan.pk)).content.decode()
    told = client.get(address("history", plan.pk, "activity", copy.pk)).content.decode()
    assert "Hämtades" in told
    assert client.post(f"{address('pick', plan.pk)}?ur={county.pk}", {"rad": [ticked]})["Location"].endswith(
        f"?ur={county.pk}"
    )


def test_a_contact_sees_no_way_to_change_the_countys_plan(client, workspace):
    client.force_login(workspace.people["municipal_contact"])
    page = client.get(address("plan", workspace.plan.pk)).content.decode()
    assert address("pick", workspace.plan.pk) not in page
    assert client.get(address("pick", workspace.plan.pk)).status_code == 403
    assert 'name="agare"' not in client.get(address("versions", workspace.plan.pk)).content.decode()


def test_the_coordinator_gives_a_plan_to_a_body(signed_in, workspace):
    town = workspace.people["municipal_contact"].memberships.get().body
    assert 'name="agare"' in signed_in.get(address("versions", workspace.plan.pk)).content.decode()
    for told, owner in ((town.pk, town.pk), ("", None), (10**9, None)):
        signed_in.post(address("relate", workspace.plan.pk), {"agare": told})
        assert Plan.objects.get(pk=workspace.plan.pk).owner_id == owner


def test_nothing_is_chosen_beforehand_where_there_is_more_than_one(signed_in, workspace):
    """A coordinator makes plans for all bodies, and the county has two plans: one who hurries must not choose wrong."""
    factories.a_plan(workspace.plan.partnership, title="En annan plan")
    make = address("own_plan", workspace.plan.partnership_id)
    page = signed_in.get(make).content.decode()
    assert page.count('<option value="" selected>Välj</option>') == 2
    answer = signed_in.post(make, {"title": "Kommunens plan", "owner": "", "below": ""})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Välj vems plan det är." in told
    assert "Välj vilken plan den är en del av" in told
    body = factories.a_body(workspace.plan.partnership, "Kuratorsteamet")
    sent = signed_in.post(make, {"title": "Kommunens plan", "owner": body.pk, "below": "ingen"})
    assert sent["Location"] == address("plan", Plan.objects.get(title="Kommunens plan").pk)
