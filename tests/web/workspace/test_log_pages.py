"""The pages of what has happened, of what is removed, and of purging."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import Goal
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import Wanted

pytestmark = pytest.mark.django_db


def test_what_has_happened_leads_to_the_items_own_history(signed_in, workspace):
    page = signed_in.get(reverse("workspace:log", args=[workspace.plan.pk])).content.decode()
    assert reverse("workspace:history", args=[workspace.plan.pk, "activity", workspace.activity.pk]) in page
    assert workspace.activity.text in page


def test_a_cost_is_told_by_its_amounts_as_they_are_read(signed_in, workspace):
    by, plan = workspace.coordinator, workspace.plan
    for values in ({"min": "200000", "max": "300000"}, {"min": "4500", "max": "4500"}):
        cost = actions.add_item(by=by, plan=plan, kind=ItemKind.COST, parent_id=workspace.area.pk, values=values)
    page = signed_in.get(reverse("workspace:log", args=[plan.pk])).content.decode()
    assert ">200 000–300 000 kronor<" in page
    assert ">4 500 kronor<" in page
    actions.remove_item(by=by, kind=ItemKind.COST, item_id=cost.pk, reason="Fel år")
    removed = signed_in.get(reverse("workspace:removed", args=[plan.pk])).content.decode()
    assert ">4 500 kronor<" in removed


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


def test_ties_stand_in_the_items_history_in_the_log_and_among_what_was_removed(signed_in, workspace):
    """Readable, with who and why; one press puts back a tag, a step, and the words that a step had before."""
    plan, goal = workspace.plan, workspace.goal
    actions.load_frameworks(by=SYSTEM)
    found = next(f for f in queries.framework_choices(plan) if f.kind == "target_groups")
    key, node = ("goal", goal.pk), found.nodes[0]
    for nodes in ((node.id,), ()):
        actions.tag_items(by=workspace.coordinator, plan=plan, framework=found.code, wanted={key: Wanted(nodes)})
    ends = {"start": ("activity", workspace.activity.pk), "end": key}
    actions.add_step(by=workspace.coordinator, plan=plan, **ends, assumption="Chefer ger tid.")
    actions.change_step(by=workspace.coordinator, plan=plan, **ends, assumption="Pengarna räcker.")
    page = reverse("workspace:history", args=[plan.pk, "goal", goal.pk])
    text = signed_in.get(page).text
    assert f'<del><span class="ds-sr-only">Före: </span>{found.name}: {node.name}</del>' in text
    assert "Chefer ger tid.</del>" in text
    assert "Pengarna räcker.</ins>" in text
    forms = re.findall(r'<form method="post" action="[^"]*tillbaka/">.*?</form>', text)
    assert len(forms) == 2
    address = reverse("workspace:put_back", args=[plan.pk, "goal", goal.pk])
    for form in forms:
        told = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        assert signed_in.post(address, told, follow=True).status_code == 200
    assert [t.item_id for t in queries.plan_content(plan.pk).tags] == [str(goal.pk)]
    assert queries.plan_content(plan.pk).chain[0].assumption == "Chefer ger tid."
    actions.remove_step(by=workspace.coordinator, plan=plan, **ends, reason="Fel inläst")
    log = signed_in.get(reverse("workspace:log", args=[plan.pk])).text
    assert "Steg i förändringsteorin, borttaget" in log
    assert "Fel inläst" in log
    assert node.name in log
    removed = signed_in.get(reverse("workspace:removed", args=[plan.pk])).text
    assert "Borttagna steg, taggar och kopplingar" in removed
    forms = re.findall(r'<form method="post" action="([^"]*tillbaka/)">(.*?)</form>', removed)
    assert len(forms) == 1
    actions.tag_items(by=workspace.coordinator, plan=plan, framework=found.code, wanted={key: Wanted(())})
    removed = signed_in.get(reverse("workspace:removed", args=[plan.pk])).text
    assert f"{goal.text}: {found.name}: {node.name}" in removed
    forms = re.findall(r'<form method="post" action="([^"]*tillbaka/)">(.*?)</form>', removed)
    assert len(forms) == 2
    for action, form in forms:
        told = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        done = signed_in.post(action, told)
        assert done["Location"] == reverse("workspace:removed", args=[plan.pk]), "there may be more to put back"
    assert len(queries.plan_content(plan.pk).chain) == 1
    assert [t.item_id for t in queries.plan_content(plan.pk).tags] == [str(goal.pk)]
    nothing = signed_in.post(address, {"tie": "skräp"}, follow=True)
    assert "ingen ändring att ta tillbaka" in nothing.text
