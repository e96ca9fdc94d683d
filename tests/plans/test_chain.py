"""The theory of change: steps lead onward only, stand once, and what hangs loose is told both ways."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factories, worlds

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.rules import InvalidValue, NotThere
from samplan.plans.shapes.chain import chain_of
from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    ChainStep,
    EffectContent,
    GoalContent,
    PlanContent,
)
from samplan.plans.shapes.items import ItemKind


@pytest.fixture
def world(db):
    return worlds.goal_table_world(2)


def effect(plan, level="short", text="Fler vågar fråga."):
    return factories.an_item(plan, ItemKind.EFFECT, {"text": text, "level": level})


def key_of(content, kind):
    """The first item of a kind, as an action names it."""
    return next((link.kind, int(link.id)) for link in chain_of(content).links if link.kind == kind)


def test_a_whole_chain_from_activity_to_goal(world):
    """Each level leads to the next; nothing that is tied hangs loose any more."""
    soon, later = effect(world.plan), effect(world.plan, "long", "Färre mår dåligt.")
    content = queries.plan_content(world.plan.pk)
    path = [
        key_of(content, "activity"),
        ("effect", soon.pk),
        ("effect", later.pk),
        key_of(content, "target_image"),
        key_of(content, "overall_goal"),
    ]
    for start, end in pairwise(path):
        actions.add_step(by=world.coordinator, plan=world.plan, start=start, end=end, assumption=" Om chefer vill. ")
    chain = chain_of(queries.plan_content(world.plan.pk))
    assert [(s.start.kind, s.end.kind, s.assumption) for s in chain.steps] == [
        (a[0], b[0], "Om chefer vill.") for a, b in pairwise(path)
    ]
    loose = {link.key for link in (*chain.no_way_on, *chain.no_way_here)}
    assert loose.isdisjoint({(kind, str(pk)) for kind, pk in path})
    assert {link.kind for link in chain.no_way_on} == {"activity"}
    assert {link.kind for link in chain.no_way_here} == {"goal"}


def test_a_step_never_leads_back_nor_twice(world):
    """No circles: back and to the same level are refused, and so is the same step again."""
    soon, later = effect(world.plan), effect(world.plan, "long")
    other = effect(world.plan, text="Fler får hjälp.")
    for start, end in ((later, soon), (soon, other), (soon, soon)):
        with pytest.raises(InvalidValue) as refused:
            actions.add_step(by=world.coordinator, plan=world.plan, start=("effect", start.pk), end=("effect", end.pk))
        assert refused.value.field == "end"
    step = {"start": ("effect", soon.pk), "end": ("effect", later.pk)}
    actions.add_step(by=world.coordinator, plan=world.plan, **step)
    with pytest.raises(InvalidValue):
        actions.add_step(by=world.coordinator, plan=world.plan, **step)
    actions.change_step(by=world.coordinator, plan=world.plan, **step, assumption="Om pengarna räcker.")
    assert queries.plan_content(world.plan.pk).chain[0].assumption == "Om pengarna räcker."
    actions.remove_step(by=world.coordinator, plan=world.plan, **step, reason="Dubblett")
    assert queries.plan_content(world.plan.pk).chain == []
    with pytest.raises(NotThere):
        actions.remove_step(by=world.coordinator, plan=world.plan, **step, reason="Dubblett")


def test_an_effect_keeps_its_level_while_its_steps_need_it(world):
    """An effect is not moved to where its steps would lead back."""
    soon, later = effect(world.plan), effect(world.plan, "long")
    actions.add_step(by=SYSTEM, plan=world.plan, start=("effect", soon.pk), end=("effect", later.pk))
    with pytest.raises(InvalidValue) as refused:
        actions.change_item(
            by=SYSTEM, kind=ItemKind.EFFECT, item_id=soon.pk, values={"level": "long"}, seen_version=soon.version
        )
    assert refused.value.field == "level"
    lone = effect(world.plan)
    actions.change_item(
        by=SYSTEM, kind=ItemKind.EFFECT, item_id=lone.pk, values={"level": "long"}, seen_version=lone.version
    )


def test_items_of_another_plan_and_other_people_are_refused(world):
    """A step ties what stands in the plan, by somebody who may change the whole plan."""
    soon = effect(world.plan)
    elsewhere = effect(factories.a_plan(world.partnership, title="En annan"), "long")
    image = key_of(queries.plan_content(world.plan.pk), "target_image")
    for start, end, field in (
        (("effect", soon.pk), ("effect", elsewhere.pk), "end"),
        (("effect", elsewhere.pk), image, "start"),
        (("goal", 1), image, "start"),
        (("effect", soon.pk), ("activity", 1), "end"),
    ):
        with pytest.raises(InvalidValue) as refused:
            actions.add_step(by=world.coordinator, plan=world.plan, start=start, end=end)
        assert refused.value.field == field
    with pytest.raises(NotAllowed):
        actions.add_step(by=world.people["reader"], plan=world.plan, start=("effect", soon.pk), end=image)


def contents():
    """Plans with a few activities, effects and goals, and steps onward between some of them."""

    def build(told):
        numbers, picks, served = told
        activities = [
            ActivityContent(id=f"{n}", text=f"Aktivitet {n}", goal="1" if n in served else None)
            for n in range(numbers[0])
        ]
        goals = [GoalContent(id=f"{n}", level="long", text=f"Mål {n}") for n in range(numbers[2])]
        effects = [EffectContent(id=f"{n}", level="short", text=f"Effekt {n}") for n in range(numbers[1])]
        area = AreaContent(id="1", slug="ett", title="Ett", activities=activities, goals=goals)
        steps = [("activity", a, "effect", e) for a in range(numbers[0]) for e in range(numbers[1])]
        steps += [("effect", e, "goal", g) for e in range(numbers[1]) for g in range(numbers[2])]
        chain = [
            ChainStep(from_kind=a, from_id=str(b), to_kind=c, to_id=str(d), assumption=None)
            for place, (a, b, c, d) in enumerate(steps)
            if place in picks
        ]
        return PlanContent(id="1", slug="p", title="Plan", areas=[area], effects=effects, chain=chain)

    few = st.integers(0, 3)
    return st.tuples(st.tuples(few, few, few), st.sets(st.integers(0, 17)), st.sets(few)).map(build)


@given(content=contents())
def test_the_list_holds_every_step_once_and_loose_ends_are_those_without_steps(content):
    """The text is the picture: each step of the content stands in it once. Orphans against a slow twin."""
    chain = chain_of(content)
    listed = [(s.start.key, s.end.key) for _, steps in chain.from_each() for s in steps]
    assert sorted(listed) == sorted(((c.from_kind, c.from_id), (c.to_kind, c.to_id)) for c in content.chain)
    goals = {g.id for area in content.areas for g in area.goals}
    for link in chain.links:
        act = next((a for area in content.areas for a in area.activities if ("activity", a.id) == link.key), None)
        leads = any((c.from_kind, c.from_id) == link.key for c in content.chain) or (act is not None and act.goal)
        served = link.kind == "goal" and any(
            a.goal == link.id and a.goal in goals for area in content.areas for a in area.activities
        )
        reached = served or any((c.to_kind, c.to_id) == link.key for c in content.chain)
        assert (link in chain.no_way_on) == (link.kind != "goal" and not leads)
        assert (link in chain.no_way_here) == (link.kind != "activity" and not reached)
