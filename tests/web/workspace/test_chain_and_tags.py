"""The pages of the theory of change and of tags, and what of them stands on the public pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories

from samplan.plans import actions, queries
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import Wanted
from samplan.publishing import actions as publishing


@pytest.fixture
def effect(workspace):
    return factories.an_item(workspace.plan, ItemKind.EFFECT, {"text": "Fler vågar fråga.", "level": "short"})


def test_a_step_is_added_explained_and_removed_without_script(signed_in, workspace, effect):
    """The form's fault says what to do and keeps the words; the list holds what the picture draws."""
    page = reverse("workspace:chain", args=[workspace.plan.pk])
    goal, activity = f"goal-{workspace.goal.pk}", f"activity-{workspace.activity.pk}"
    refused = signed_in.post(page, {"start": f"effect-{effect.pk}", "end": f"effect-{effect.pk}", "assumption": "Om"})
    assert refused.status_code == 422
    assert "leder inte framåt. Inget har sparats." in refused.text
    assert ">\nOm</textarea>" in refused.text
    for start, end in ((activity, f"effect-{effect.pk}"), (f"effect-{effect.pk}", goal)):
        assert signed_in.post(page, {"start": start, "end": end, "assumption": ""}).status_code == 302
    step = reverse("workspace:chain_step", args=[workspace.plan.pk])
    name = f"{activity}.effect-{effect.pk}"
    signed_in.post(step, {"step": name, "do": "save", "assumption": "Chefer ger tid."})
    shown = signed_in.get(page).text
    assert shown.count("Chefer ger tid.") == 3  # in the text of the chain, at the step, in its form
    assert shown.count('role="img"') == 2
    signed_in.post(step, {"step": name, "do": "remove"})
    assert len(queries.plan_content(workspace.plan.pk).chain) == 1
    signed_in.post(step, {"step": "skräp", "do": "remove"})
    assert len(queries.plan_content(workspace.plan.pk).chain) == 1


def test_tags_are_ticked_and_the_table_opens_its_lists(signed_in, workspace):
    """A chief node that is not ticked is ticked; other frameworks keep their tags."""
    found = next(f for f in queries.framework_choices(workspace.plan) if f.kind == "target_groups")
    child, adult = found.nodes[0], found.nodes[2]
    page = f"{reverse('workspace:tags', args=[workspace.plan.pk])}?ramverk={found.code}"
    area = workspace.area.pk
    signed_in.post(page, {f"area-{area}": [child.id], f"primary-area-{area}": adult.id})
    told = queries.plan_content(workspace.plan.pk).tags
    assert {(t.node, t.primary) for t in told} == {(child.code, False), (adult.code, True)}
    table = signed_in.get(reverse("workspace:matrix", args=[workspace.plan.pk])).text
    assert table.count("1 område<") == 4  # two groups in the two focus areas of the area
    signed_in.post(f"{page}&omrade={area}", {f"activity-{workspace.activity.pk}": [child.id]})
    told = queries.plan_content(workspace.plan.pk).tags
    assert [(t.item_kind, t.node) for t in told] == [("activity", child.code)]
    assert signed_in.get(f"{page}&omrade=0").status_code == 404
    assert signed_in.get(f"{page}x").status_code == 404


def test_an_edition_keeps_its_chain_and_tags(client, workspace, effect):
    """The public pages show the chain as picture and text, and the area's tags, as they were frozen."""
    activity = ("activity", workspace.activity.pk)
    actions.add_step(by=workspace.coordinator, plan=workspace.plan, start=activity, end=("effect", effect.pk))
    found = next(f for f in queries.framework_choices(workspace.plan) if f.kind == "target_groups")
    actions.tag_items(
        by=workspace.coordinator,
        plan=workspace.plan,
        framework=found.code,
        wanted={("area", workspace.area.pk): Wanted((found.nodes[0].id,))},
    )
    publishing.publish_edition(by=workspace.coordinator, plan=workspace.plan)
    actions.remove_step(by=workspace.coordinator, plan=workspace.plan, start=activity, end=("effect", effect.pk))
    slug = workspace.plan.county.slug
    page = client.get(reverse("public:plan", args=[slug])).text
    assert 'id="kedja"' in page
    assert page.count("Fler vågar fråga.") >= 4  # twice drawn, in the list for narrow windows, in the text
    area = client.get(reverse("public:area", args=[slug, workspace.area.slug])).text
    assert "Målgrupper:" in area
    assert found.nodes[0].name in area
