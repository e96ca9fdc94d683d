"""The past of steps, tags, who waits, needs of many areas and plans in families: told, and put back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from tests import factories, worlds

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.kinds import KINDS
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    ChainLink,
    CountyTerm,
    Framework,
    FrameworkNode,
    Goal,
    NeedArea,
    NodeMapping,
    NodeTag,
    NodeWording,
    OwnershipAsk,
    Plan,
    PlanRelation,
    Waiting,
)
from samplan.plans.queries.ties import SPECS
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, NotThere
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import Wanted
from samplan.plans.shapes.ties import TieKind

pytestmark = pytest.mark.django_db

TOLD_ELSEWHERE = {
    Plan: "its own history page (`item_history`)",
    AreaTag: "the area's focus areas, in the area's own history",
    Framework: "the framework's history page",
    FrameworkNode: "the part's history page",
    NodeWording: "the part's history page",
    NodeMapping: "the part's history page",
    CountyTerm: "the word's own page",
    OwnershipAsk: "the question's own page, which keeps what was asked and answered",
}
"""Tables whose past is shown neither as an item's nor as a tie's, with where it is."""


def test_every_table_with_a_past_shows_it_somewhere():
    """A new table with history is an item, a tie, or named here with where its past is shown."""
    kept = {model for model in apps.get_app_config("plans").get_models() if hasattr(model, "history")}
    shown = {spec.model for spec in KINDS.values()} | {spec.model for spec in SPECS}
    assert shown.isdisjoint(TOLD_ELSEWHERE)
    assert kept - shown == set(TOLD_ELSEWHERE)


@pytest.fixture
def world(db):
    return worlds.goal_table_world(2)


@pytest.fixture
def step(world):
    """A step from an activity to a goal."""
    activity, goal = Activity.objects.filter(area__plan=world.plan).first(), Goal.objects.first()
    ends = {"start": ("activity", activity.pk), "end": ("goal", goal.pk)}
    actions.add_step(by=world.coordinator, plan=world.plan, **ends, assumption="Om chefer vill.")
    return ends


def told(entries):
    return [(e.tie.value, e.what, e.by, e.reason, e.may_return) for e in entries]


def test_a_steps_past_stands_at_both_its_ends_and_is_put_back(world, step):
    """Added, explained anew, taken away with a reason; the words before and the step itself come back."""
    who = {"by": world.coordinator, "plan": world.plan}
    actions.change_step(**who, **step, assumption="Om pengarna räcker.", seen_version=1)
    activity, goal = step["start"][1], step["end"][1]
    changed, added = queries.tie_history(ItemKind.ACTIVITY, activity)
    assert [(e.what, e.by, e.may_return) for e in (changed, added)] == [
        ("changed", world.coordinator.name, True),
        ("added", world.coordinator.name, False),
    ]
    line = changed.lines[0]
    assert (line.before, line.after) == ("Om chefer vill.", "Om pengarna räcker.")
    assert line.first == Activity.objects.get(pk=activity).text
    assert line.second == Goal.objects.get(pk=goal).text
    assert queries.tie_history(ItemKind.GOAL, goal) == [changed, added]
    with pytest.raises(ChangedMeanwhile):
        actions.put_back_ties(**who, tie=TieKind.STEP, history_ids=changed.ids, seen_version=1)
    actions.put_back_ties(**who, tie=TieKind.STEP, history_ids=changed.ids, seen_version=changed.version)
    assert ChainLink.objects.get().assumption == "Om chefer vill."
    with pytest.raises(InvalidValue):
        actions.remove_step(**who, **step, reason=" ")
    actions.remove_step(**who, **step, reason="Fel inläst")
    (gone,) = queries.removed_ties(world.plan.pk)
    assert (gone.reason, gone.by, gone.on) == ("Fel inläst", world.coordinator.name, (ItemKind.ACTIVITY, activity))
    assert queries.plan_content(world.plan.pk).chain == []
    actions.put_back_ties(**who, tie=TieKind.STEP, history_ids=gone.ids)
    assert [s.assumption for s in queries.plan_content(world.plan.pk).chain] == ["Om chefer vill."]
    assert queries.removed_ties(world.plan.pk) == []
    assert [e.what for e in queries.tie_history(ItemKind.GOAL, goal)][:2] == ["restored", "removed"]


def test_a_removed_step_that_is_added_again_is_the_same_row(world, step):
    """One row for ever, so that its past is whole; one that no longer leads onward is not put back."""
    who = {"by": world.coordinator, "plan": world.plan}
    actions.remove_step(**who, **step, reason="Dubblett")
    actions.add_step(**who, **step, assumption="Nytt.")
    row = ChainLink.objects.get()
    assert (row.assumption, row.removed_at, row.version) == ("Nytt.", None, 3)
    actions.remove_step(**who, **step, reason="Dubblett")
    (gone,) = queries.removed_ties(world.plan.pk)
    actions.remove_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=step["end"][1], reason="Dubblett")
    with pytest.raises(InvalidValue):
        actions.put_back_ties(**who, tie=TieKind.STEP, history_ids=gone.ids)
    with pytest.raises(NotThere):
        actions.put_back_ties(**who, tie=TieKind.RELATION, history_ids=gone.ids)
    with pytest.raises(NotAllowed):
        actions.put_back_ties(by=world.people["reader"], plan=world.plan, tie=TieKind.STEP, history_ids=gone.ids)


def test_a_step_of_another_plan_is_not_put_back_here(world, step):
    """The plan that is named must hold it."""
    other = factories.a_plan(world.partnership, title="En annan")
    actions.remove_step(by=SYSTEM, plan=world.plan, **step, reason="Dubblett")
    (gone,) = queries.removed_ties(world.plan.pk)
    with pytest.raises(NotThere):
        actions.put_back_ties(by=SYSTEM, plan=other, tie=TieKind.STEP, history_ids=gone.ids)


def test_tags_that_one_save_removed_are_told_and_put_back_together(world):
    """What was before, and who; the chief one is chief again where no other has become it."""
    actions.load_frameworks(by=SYSTEM)
    found = next(f for f in queries.framework_choices(world.plan) if f.kind == "target_groups")
    area, nodes = Area.objects.filter(plan=world.plan).first(), [n.id for n in found.nodes[:3]]
    who = {"by": world.coordinator, "plan": world.plan}
    tagged = {("area", area.pk): Wanted(tuple(nodes), nodes[1])}
    actions.tag_items(**who, framework=found.code, wanted=tagged)
    actions.tag_items(**who, framework=found.code, wanted={("area", area.pk): Wanted(())})
    removed, added = queries.tie_history(ItemKind.AREA, area.pk)
    assert [removed.what, added.what] == ["removed", "added"]
    assert {line.second for line in removed.lines} == {f"{n.number} {n.name}".strip() for n in found.nodes[:3]}
    assert {line.framework for line in removed.lines} == {found.name}
    assert (removed.may_return, added.may_return) == (True, False)
    actions.put_back_ties(**who, tie=TieKind.TAG, history_ids=removed.ids)
    now = dict(NodeTag.objects.filter(area=area).values_list("node", "primary"))
    assert now == {node: node == nodes[1] for node in nodes}
    assert not queries.tie_history(ItemKind.AREA, area.pk)[1].may_return
    actions.tag_items(**who, framework=found.code, wanted={("area", area.pk): Wanted(nodes[:1])})
    actions.put_back_ties(**who, tie=TieKind.TAG, history_ids=queries.tie_history(ItemKind.AREA, area.pk)[0].ids)
    assert NodeTag.objects.get(area=area, primary=True).node_id == nodes[0], "it has become the chief one"
    with pytest.raises(NotAllowed):
        actions.put_back_ties(by=world.people["reader"], plan=world.plan, tie=TieKind.TAG, history_ids=removed.ids)


def test_who_waited_and_what_a_need_concerned_is_told_and_put_back(world):
    """At both ends, and only what is not there now can come back."""
    first = Area.objects.filter(plan=world.plan).order_by("order").first()
    second = factories.an_area(world.plan, "Ett andra område")
    waits = factories.an_item(world.plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokaler"})
    who = {"by": world.coordinator, "plan": world.plan}
    for areas in ([first.pk, second.pk], [second.pk]):
        actions.set_waiting(by=world.coordinator, dependency_id=waits.pk, areas=areas)
    removed, added = queries.tie_history(ItemKind.DEPENDENCY, waits.pk)
    assert [len(removed.lines), len(added.lines)] == [1, 2]
    assert queries.tie_history(ItemKind.AREA, first.pk)[0].ids == removed.ids
    actions.put_back_ties(**who, tie=TieKind.WAITING, history_ids=removed.ids)
    assert set(Waiting.objects.values_list("area", flat=True)) == {first.pk, second.pk}
    need = factories.an_item(world.plan, ItemKind.NEED, {"text": "Någon att ringa"}, first.pk)
    for areas in ([second.pk], []):
        actions.share_need(by=world.coordinator, need_id=need.pk, areas=areas)
    removed, _added = queries.tie_history(ItemKind.NEED, need.pk)
    actions.put_back_ties(**who, tie=TieKind.NEED_AREA, history_ids=removed.ids)
    assert NeedArea.objects.get().area_id == second.pk


def test_what_waits_in_a_removed_area_waits_again_when_it_comes_back(world):
    """Choosing anew who waits does not touch what the page does not show."""
    first = Area.objects.filter(plan=world.plan).order_by("order").first()
    second = factories.an_area(world.plan, "Ett andra område")
    waits = factories.an_item(world.plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokaler"})
    actions.set_waiting(by=SYSTEM, dependency_id=waits.pk, areas=[first.pk, second.pk])
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=first.pk, reason="Dubblett")
    actions.set_waiting(by=SYSTEM, dependency_id=waits.pk, areas=[second.pk], seen={(second.pk, None)})
    assert set(Waiting.objects.values_list("area", flat=True)) == {first.pk, second.pk}


def test_how_plans_belong_together_is_told_at_both_and_put_back(world):
    """A note that was changed, a relation taken away with a reason; tied again it is the same row."""
    other = factories.a_plan(world.partnership, title="En annan plan")
    who = {"by": world.coordinator, "plan": world.plan}
    tie = actions.relate_plans(**who, other=other, kind="touches", note="Samma skola")
    actions.change_relation(**who, relation_id=tie.pk, note="Samma barn", seen_version=1)
    changed = queries.tie_history(ItemKind.PLAN, other.pk)[0]
    assert (changed.lines[0].before, changed.lines[0].after) == ("Samma skola", "Samma barn")
    actions.put_back_ties(**who, tie=TieKind.RELATION, history_ids=changed.ids, seen_version=changed.version)
    assert PlanRelation.objects.get().note == "Samma skola"
    with pytest.raises(InvalidValue):
        actions.relate_plans(**who, other=other, kind="touches", note="Något annat")
    actions.unrelate_plans(**who, relation_id=tie.pk, reason="Inte längre aktuellt")
    assert queries.plan_family(world.plan.county_id)[1] == []
    (gone,) = queries.removed_ties(world.plan.pk)
    actions.put_back_ties(**who, tie=TieKind.RELATION, history_ids=gone.ids)
    assert [t.note for t in queries.plan_family(world.plan.county_id)[1]] == ["Samma skola"]


def test_the_log_tells_ties_among_all_else_in_one_query(world, step, django_assert_num_queries):
    """Each where it begins, with what it leads to, and the reason of what was taken away."""
    other = factories.a_plan(world.partnership, title="En annan plan")
    actions.relate_plans(by=world.coordinator, plan=world.plan, other=other, kind="touches")
    actions.remove_step(by=world.coordinator, plan=world.plan, **step, reason="Fel inläst")
    with django_assert_num_queries(1):
        log = queries.plan_log(world.plan.pk, limit=1000)
    first, second = log[:2]
    assert (first.tie, first.kind, first.item_id) == (TieKind.STEP, ItemKind.ACTIVITY, step["start"][1])
    assert (first.what, first.reason) == ("removed", "Fel inläst")
    assert first.other == Goal.objects.get(pk=step["end"][1]).text
    assert (second.tie, second.kind, second.what, second.other) == (
        *(TieKind.RELATION, ItemKind.PLAN, "added", "En annan plan"),
    )
    assert [e.tie for e in queries.plan_log(other.pk, limit=10) if e.tie] == [TieKind.RELATION]


def test_tags_who_waits_and_areas_of_needs_are_listed_among_what_was_removed(world):
    """Those of one save together, newest first, with who; what was put back, or whose item is gone, is not listed."""
    actions.load_frameworks(by=SYSTEM)
    found = next(f for f in queries.framework_choices(world.plan) if f.kind == "target_groups")
    first = Area.objects.filter(plan=world.plan).order_by("order").first()
    second = factories.an_area(world.plan, "Ett andra område")
    who, nodes = {"by": world.coordinator, "plan": world.plan}, tuple(n.id for n in found.nodes[:3])
    for wanted in (nodes, nodes[:1]):
        both = {("area", pk): Wanted(wanted) for pk in (first.pk, second.pk)}
        actions.tag_items(**who, framework=found.code, wanted=both)
    waits = factories.an_item(world.plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokaler"})
    activity = Activity.objects.filter(area=first).first()
    for areas, activities in (([second.pk], [activity.pk]), ([], [])):
        actions.set_waiting(by=world.coordinator, dependency_id=waits.pk, areas=areas, activities=activities)
    need = factories.an_item(world.plan, ItemKind.NEED, {"text": "Någon att ringa"}, first.pk)
    for areas in ([second.pk], []):
        actions.share_need(by=world.coordinator, need_id=need.pk, areas=areas)
    shared, waited, *tagged = queries.removed_ties(world.plan.pk)
    assert [one.by for one in (shared, waited, *tagged)] == [world.coordinator.name] * 4
    assert (shared.tie, shared.on, shared.lines[0].second) == (
        *(TieKind.NEED_AREA, (ItemKind.NEED, need.pk), "Ett andra område"),
    )
    assert (waited.tie, waited.on) == (TieKind.WAITING, (ItemKind.DEPENDENCY, waits.pk))
    assert {line.first for line in waited.lines} == {activity.text, "Ett andra område"}
    assert {one.on: len(one.ids) for one in tagged} == {(ItemKind.AREA, pk): 2 for pk in (first.pk, second.pk)}
    assert {line.second for line in tagged[0].lines} == {f"{n.number} {n.name}".strip() for n in found.nodes[1:3]}
    for one in (shared, waited, tagged[0]):
        actions.put_back_ties(**who, tie=one.tie, history_ids=one.ids)
    assert queries.removed_ties(world.plan.pk) == tagged[1:]
    assert Waiting.objects.filter(dependency=waits).count() == 2
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=tagged[1].on[1], reason="Dubblett")
    assert queries.removed_ties(world.plan.pk) == []


def test_a_tag_whose_word_no_longer_holds_is_not_offered(world):
    """Nobody is given a press that cannot do what it says."""
    made = actions.create_framework(
        by=world.coordinator, partnership=world.partnership, name="Egna ord", kind="target_groups"
    )
    told = {"by": world.coordinator, "partnership": world.partnership}
    node = actions.add_node(**told, framework=made.code, name="Unga", level="grupp")
    area = Area.objects.filter(plan=world.plan).first()
    for nodes in ((node.pk,), ()):
        wanted = {("area", area.pk): Wanted(nodes)}
        actions.tag_items(by=world.coordinator, plan=world.plan, framework=made.code, wanted=wanted)
    assert len(queries.removed_ties(world.plan.pk)) == 1
    ended = world.plan.valid_from - timedelta(days=1)
    actions.change_node(**told, node_id=node.pk, name="Unga", level="grupp", valid_to=ended)
    assert queries.removed_ties(world.plan.pk) == []


def test_what_was_removed_is_listed_at_the_same_cost_however_much(world, django_assert_num_queries):
    """A query for each sort of tie, and one for the plan."""
    actions.load_frameworks(by=SYSTEM)
    found = next(f for f in queries.framework_choices(world.plan) if f.kind == "target_groups")
    for size in (1, 10):
        areas = [factories.an_area(world.plan, f"Område {n}").pk for n in range(size)]
        for nodes in ((found.nodes[0].id,), ()):
            wanted = {("area", pk): Wanted(nodes) for pk in areas}
            actions.tag_items(by=world.coordinator, plan=world.plan, framework=found.code, wanted=wanted)
        with django_assert_num_queries(6):
            gone = queries.removed_ties(world.plan.pk)
        assert len(gone) == (1 if size == 1 else 11)
