"""The pages of what has happened, of what is removed, and of purging."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from samplan.plans.models import Goal

pytestmark = pytest.mark.django_db


def test_what_has_happened_leads_to_the_items_own_history(signed_in, workspace):
    page = signed_in.get(reverse("workspace:log", args=[workspace.plan.pk])).content.decode()
    assert reverse("workspace:history", args=[workspace.plan.pk, "activity", workspace.activity.pk]) in page
    assert workspace.activity.text in page


def test_a_purge_from_page_to_page(client, workspace):
    gone = workspace.gone
    client.force_login(workspace.people["administrator"])
    removed = reverse("workspace:removed", args=[workspace.plan.pk])
    assert "Rensa" in client.get(removed).content.decode()
    args = [workspace.plan.pk, "goal", gone.pk]
    name = client.get(reverse("workspace:archive", args=args))["Content-Disposition"]
    word = re.search(r"-(\w{8})\.json", name)[1]
    form = {"word": "fel", "decided_by": "Länsrådet § 4", "reason": "Uppgift om en person"}
    refused = client.post(reverse("workspace:purge", args=args), form)
    assert refused.status_code == 422
    assert "Kontrollordet stämmer inte" in refused.content.decode()
    assert Goal.objects.filter(pk=gone.pk).exists()
    done = client.post(reverse("workspace:purge", args=args), {**form, "word": word.upper()})
    assert done["Location"] == removed
    assert not Goal.objects.filter(pk=gone.pk).exists()
    assert gone.text not in client.get(removed).content.decode().split("<main")[1]


def test_a_coordinator_sees_no_way_to_purge(signed_in, workspace):
    assert workspace.gone
    page = signed_in.get(reverse("workspace:removed", args=[workspace.plan.pk])).content.decode()
    assert "Lägg tillbaka" in page
    assert "rensa/" not in page
