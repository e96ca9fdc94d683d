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
    unsaid = signed_in.post(step, {"step": name, "do": "remove", "assumption": "Halvt skrivet"})
    assert unsaid.status_code == 422
    assert "Inget har tagits bort. Välj varför" in unsaid.text
    assert "Halvt skrivet</textarea>" in unsaid.text
    signed_in.post(step, {"step": name, "do": "remove", "why": "outdated"})
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
    actions.remove_step(
        by=workspace.coordinator, plan=workspace.plan, start=activity, end=("effect", effect.pk), reason="Dubblett"
    )
    slug = workspace.plan.county.slug
    page = client.get(reverse("public:plan", args=[slug])).text
    assert 'id="kedja"' in page
    assert page.count("Fler vågar fråga.") >= 4  # twice drawn, in the list for narrow windows, in the text
    area = client.get(reverse("public:area", args=[slug, workspace.area.slug])).text
    assert "Målgrupper:" in area
    assert found.nodes[0].name in area


def test_the_areas_page_and_the_forms_show_the_tags(signed_in, workspace):
    """Each item that has tags with them, and one way to change them; what cannot be tagged asks for none."""
    plan, area, activity = workspace.plan, workspace.area, workspace.activity
    found = next(f for f in queries.framework_choices(plan) if f.kind == "target_groups")
    nodes = found.nodes[:3]
    wanted = {("area", area.pk): Wanted((nodes[0].id,)), ("activity", activity.pk): Wanted((nodes[1].id, nodes[2].id))}
    page = reverse("workspace:area", args=[plan.pk, area.pk])
    assert "inga taggar ännu" in signed_in.get(page).text
    actions.tag_items(by=workspace.coordinator, plan=plan, framework=found.code, wanted=wanted)
    text = signed_in.get(page).text
    shown = text[text.index('id="taggar"') : text.index('id="taggar"') + 3000]
    assert all(node.name in shown for node in nodes)
    assert shown.count('class="sp-chips"') == 2
    way = f"{reverse('workspace:tags', args=[plan.pk])}?omrade={area.pk}"
    assert way in shown
    form = signed_in.get(reverse("workspace:change", args=[plan.pk, "activity", activity.pk]))
    assert nodes[1].name in form.text
    assert f"{way}#activity-{activity.pk}" in form.text
    owner = workspace.area.responsible.first()
    other = signed_in.get(reverse("workspace:change", args=[plan.pk, "responsible", owner.pk])).text
    assert "sp-tagshere" not in other


def test_everybody_sees_what_is_done_for_whom_as_the_tags_say(client, workspace):
    """Counted anew from the edition's own tags: every cell, its numbers and its links; in both languages."""
    plan = workspace.plan
    found = next(f for f in queries.framework_choices(plan) if f.kind == "target_groups")
    content = queries.tag_content(plan)
    wanted = {}
    for at, area in enumerate(content.areas):
        wanted["area", int(area.id)] = Wanted(tuple(n.id for n in found.nodes[at : at + 2]))
        for activity in area.activities[:2]:
            wanted["activity", int(activity.id)] = Wanted((found.nodes[at].id,))
    actions.tag_items(by=workspace.coordinator, plan=plan, framework=found.code, wanted=wanted)
    publishing.publish_edition(by=workspace.coordinator, plan=plan)
    page = reverse("public:target_groups", args=[plan.county.slug])
    told = client.get(f"{page.rstrip('/')}.json").json()["target_groups"]
    frozen = queries.plan_content(plan.pk)
    for group in told:
        code = group["group"].split("/")[1]
        tagged = {(t.item_kind, t.item_id) for t in frozen.tags if t.node == code}
        cells = {row["number"]: row for row in group["focus_areas"]}
        for focus in frozen.focus_areas:
            inside = [a for a in frozen.areas if focus.number in a.focus_areas]
            areas = [a.id for a in inside if ("area", a.id) in tagged]
            activities = [x.id for a in inside for x in a.activities if ("activity", x.id) in tagged]
            cell = cells.get(focus.number, {"areas": [], "activities": []})
            assert (cell["areas"], cell["activities"]) == (areas, activities)
    assert {t.node for t in frozen.tags} == {group["group"].split("/")[1] for group in told}
    text = client.get(page).text
    filled = sum(len(group["focus_areas"]) for group in told)
    table = text[text.index("<table") : text.index("</table>")]
    assert table.count("<summary>") == filled > 0
    assert table.count('scope="row"') == len(told)
    assert found.nodes[0].name_en in client.get(f"/en{page}").text
    assert page in client.get(reverse("public:plan", args=[plan.county.slug])).text
