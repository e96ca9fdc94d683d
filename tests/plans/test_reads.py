"""Who sees which plans; search; the outline; frameworks."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests import factories, worlds

from samplan.actors.models import AuditEvent
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, rules
from samplan.plans.models import Framework, FrameworkNode, NodeMapping, NodeWording
from samplan.plans.queries import (
    area_for_editing,
    areas_for_editing,
    item_for_editing,
    item_history,
    item_origin,
    plan_for_editing,
    plan_outline,
    plan_with_outline,
    plans_visible_to,
    search_plan,
)
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


def test_members_see_their_countys_plans_and_nobody_else_does() -> None:
    world = worlds.empty_world()
    elsewhere = factories.a_plan(factories.a_partnership(factories.a_county("98", "Annatlän")))
    for role, person in world.people.items():
        sent_out = role in ("user_representative", "reader")  # they see the drafts that are sent out to them alone
        assert list(plans_visible_to(person)) == ([] if sent_out else [world.plan]), role
    assert not plans_visible_to(world.stranger).exists()
    assert not plans_visible_to(AnonymousUser()).exists()
    assert set(plans_visible_to(SYSTEM)) == {world.plan, elsewhere}
    actions.remove_item(by=world.coordinator, kind=ItemKind.PLAN, item_id=world.plan.pk, reason="Dubblett")
    assert not plans_visible_to(world.coordinator).exists()


def test_what_does_not_exist_is_said_not_to() -> None:
    for read in (plan_outline, plan_for_editing, area_for_editing, areas_for_editing):
        with pytest.raises(rules.NotThere) as gone:
            read(10**9)
        assert gone.value.sv
    for ask in (item_history, item_origin):
        with pytest.raises(rules.NotThere):
            ask(ItemKind.GOAL, 10**9)
    with pytest.raises(rules.NotThere):
        search_plan(10**9, "ord")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("instruktör", [ItemKind.GOAL, ItemKind.INDICATOR]),
        ("utbildad instruktörerna", [ItemKind.GOAL, ItemKind.INDICATOR]),
        ("ELEVHÄLSA", [ItemKind.RESPONSIBLE]),
        ("elevh", [ItemKind.RESPONSIBLE]),
        ("suicidprevention", [ItemKind.FUND, ItemKind.AREA]),
        ("finns inte alls", []),
        (" ", []),
    ],
)
def test_words_are_found_whatever_their_ending(words: str, kinds: list[ItemKind]) -> None:
    world = worlds.goal_table_world()
    assert [h.kind for h in search_plan(world.plan.pk, words)] == kinds


def test_a_hit_tells_its_place_and_removed_items_are_not_found(django_assert_num_queries: Any) -> None:
    world = worlds.goal_table_world(20)
    with django_assert_num_queries(12):
        hits = search_plan(world.plan.pk, "utbildning", limit=5)
    assert len(hits) == 5
    assert hits[0].area_slug == "1-1-suicidprevention"
    assert "utbildning" in hits[0].excerpt
    everything = search_plan(world.plan.pk, "utbildning")
    actions.remove_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=everything[0].id, reason="Dubblett")
    assert search_plan(world.plan.pk, "utbildning") == everything[1:]


def test_the_outline_counts_and_the_editor_has_every_item() -> None:
    world = worlds.goal_table_world(4)
    outline = plan_outline(world.plan.pk)
    first = outline.areas[0]
    assert (first.goals, first.activities, first.indicators, first.focus_areas) == (2, 4, 1, (1, 2))
    assert first.statuses == (("started", 4),)
    editing = plan_for_editing(world.plan.pk)
    counts = {k: len(v) for k, v in editing.items.items()}
    assert counts[ItemKind.AREA] == 2
    assert counts[ItemKind.PERSPECTIVE] == 2
    assert all(counts.values())
    for kind, items in editing.items.items():
        for item in items:
            actions.change_item(
                by=world.coordinator, kind=kind, item_id=item.id, values=item.values, seen_version=item.version
            )


def test_the_page_of_a_plan_gets_the_same_as_two_reads(django_assert_num_queries: Any) -> None:
    plan = worlds.goal_table_world(4).plan
    with django_assert_num_queries(8):
        both = plan_with_outline(plan)
    assert both == (plan_for_editing(plan.pk), plan_outline(plan.pk))


def test_the_outline_counts_each_area_by_itself() -> None:
    world = worlds.goal_table_world(4)
    last = plan_outline(world.plan.pk).areas[-1]
    for number, status in enumerate(("done", "done", None)):
        values = {"text": f"Steg {number}", "status": status}
        actions.add_item(by=SYSTEM, plan=world.plan, parent_id=last.id, kind=ItemKind.ACTIVITY, values=values)
    after = plan_outline(world.plan.pk).areas
    statuses = dict(last.statuses)
    grown = {**statuses, "done": statuses.get("done", 0) + 2, "": statuses.get("", 0) + 1}
    assert dict(after[-1].statuses) == grown
    assert (after[-1].activities, after[-1].goals) == (last.activities + 3, last.goals)
    assert after[0].activities == 4


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (worlds.goal_table_world, {ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.FOLLOWUP, ItemKind.BACKGROUND}),
        (worlds.framework_world, {ItemKind.CHALLENGE_QUESTION, ItemKind.PROPOSAL, ItemKind.FOLLOWUP_QUESTION}),
    ],
)
def test_the_editor_has_every_value_of_every_item(make: Any, wanted: set[ItemKind]) -> None:
    world = make()
    seen = set()
    for outlined in plan_outline(world.plan.pk).areas:
        area = area_for_editing(outlined.id)
        assert [pk for pk, _title in area.areas] == [a.id for a in plan_outline(world.plan.pk).areas]
        assert area == area_for_editing(outlined.id, plan=world.plan)
        assert area in areas_for_editing(world.plan.pk)
        items = [item for found in area.items.values() for item in found]
        for item in [*items, *(inner for outer in items for inner in outer.items)]:
            seen.add(item.kind)
            there, area_id = item_for_editing(world.plan.pk, item.kind, item.id)
            assert (there.values, there.version, there.imported) == (item.values, item.version, item.imported)
            assert area_id in {outlined.id, None}
    assert wanted <= seen


def test_an_area_of_another_plan_is_not_there() -> None:
    world = worlds.goal_table_world(1)
    other = factories.a_plan(world.partnership)
    with pytest.raises(rules.NotThere):
        area_for_editing(plan_outline(world.plan.pk).areas[0].id, plan=other)


def test_frameworks_are_loaded_once_and_what_people_added_stays() -> None:
    nodes = actions.load_frameworks()
    assert nodes == FrameworkNode.objects.count() > 20
    strategy = Framework.objects.get(code="nationell-strategi-2025-2034")
    added = FrameworkNode.objects.create(
        framework=strategy,
        parent=strategy.nodes.get(code="delmal-1"),
        code="delmal-1-egen",
        level="priority",
        name="En egen prioritering",
    )
    wordings = NodeWording.objects.count()
    FrameworkNode.objects.filter(code="delmal-2").update(name="Fel")
    assert actions.load_frameworks() == 0
    assert FrameworkNode.objects.filter(pk=added.pk).exists()
    assert FrameworkNode.objects.get(code="delmal-2").name.startswith("Ökade investeringar")
    assert NodeWording.objects.count() == wordings
    mapped = NodeMapping.objects.filter(from_node__code="suicidprevention").order_by("to_node__code")
    assert [(m.to_node.code, m.relation) for m in mapped] == [("delmal-6", "part"), ("mal-2", "related")]
    assert AuditEvent.objects.filter(verb="load_frameworks").count() == 1
    with pytest.raises(NotAllowed):
        actions.load_frameworks(by=factories.a_person())
