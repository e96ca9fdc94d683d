"""Tags with nodes of frameworks, and the matrix of focus areas and target groups, cell by cell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factories, worlds

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import Framework, Plan
from samplan.plans.rules import NotThere
from samplan.plans.shapes.chain import chain_of
from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    FocusAreaContent,
    PlanContent,
    TagContent,
)
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import Wanted, matrix_of, tags_of


@pytest.fixture
def world(db):
    return worlds.goal_table_world(2)


def groups_of(plan):
    """The target groups' ids, by code."""
    found = next(f for f in queries.framework_choices(plan) if f.code == "malgrupper")
    return {node.code: node.id for node in found.nodes}


def tag(world, items, framework="malgrupper", by=None):
    actions.tag_items(by=by or world.coordinator, plan=world.plan, framework=framework, wanted=items)
    return queries.plan_content(world.plan.pk)


def test_several_tags_one_of_them_primary(world):
    """The first is primary until another is asked for; what is no longer ticked goes, others stay."""
    group, area = groups_of(world.plan), int(queries.plan_content(world.plan.pk).areas[0].id)
    told = tag(world, {("area", area): Wanted((group["barn"], group["unga"]))})
    (listed,) = tags_of(told, "area", str(area))
    assert [(t.node, t.primary) for t in listed.tags] == [("barn", True), ("unga", False)]
    told = tag(world, {("area", area): Wanted((group["barn"], group["unga"], group["aldre"]), group["aldre"])})
    assert [(t.node, t.primary) for t in tags_of(told, "area", str(area))[0].tags] == [
        ("aldre", True),
        ("barn", False),
        ("unga", False),
    ]
    told = tag(world, {("area", area): Wanted((group["unga"],))})
    assert [(t.node, t.primary) for t in tags_of(told, "area", str(area))[0].tags] == [("unga", True)]
    told = tag(world, {("area", area): Wanted(())})
    assert told.tags == []


def test_each_kind_of_framework_has_its_own_primary_tag(world):
    """A target group and a perspective are both chief ones; items of all four kinds can be tagged."""
    area = queries.plan_content(world.plan.pk).areas[0]
    group = groups_of(world.plan)["unga"]
    items = [
        ("area", area.id),
        ("goal", area.goals[0].id),
        ("activity", area.activities[0].id),
        ("indicator", area.indicators[0].id),
    ]
    tag(world, {(kind, int(pk)): Wanted((group,)) for kind, pk in items})
    other = next(f for f in queries.framework_choices(world.plan) if f.kind == "perspectives")
    told = tag(world, {("area", int(area.id)): Wanted((other.nodes[0].id,))}, other.code)
    assert {(t.item_kind, t.item_id) for t in told.tags} == set(items)
    assert all(t.primary for t in told.tags)
    assert len(told.tags) == 5


def test_only_what_is_the_plans_own(world):
    """No item of another plan, no node of another framework, no framework that held at another time."""
    group, area = groups_of(world.plan)["unga"], int(queries.plan_content(world.plan.pk).areas[0].id)
    elsewhere = factories.an_area(factories.a_plan(world.partnership, title="En annan"))
    other = next(f for f in queries.framework_choices(world.plan) if f.kind == "perspectives")
    for items, framework in (
        ({("area", elsewhere.pk): Wanted((group,))}, "malgrupper"),
        ({("area", area): Wanted((other.nodes[0].id,))}, "malgrupper"),
        ({("overall_goal", 1): Wanted((group,))}, "malgrupper"),
        ({("area", area): Wanted(())}, "fem-fokusomraden"),
    ):
        with pytest.raises(NotThere):
            tag(world, items, framework)
    assert "fem-fokusomraden" in {
        f.code
        for f in queries.framework_choices(factories.a_plan(world.partnership, title="Då", valid_to=date(2020, 1, 1)))
    }
    Framework.objects.filter(code="malgrupper").update(county=factories.a_county("98", "Påhittlän"))
    assert "malgrupper" not in {f.code for f in queries.framework_choices(world.plan)}


def test_who_may_tag(world):
    """Who may change the area; a reader may not, an area owner only their own."""
    group, areas = groups_of(world.plan)["unga"], queries.plan_content(world.plan.pk).areas
    own, others = ({("area", int(a.id)): Wanted((group,))} for a in areas)
    tag(world, own, by=world.people["area_owner"])
    for person, items in (("area_owner", others), ("area_owner", own | others), ("reader", own)):
        with pytest.raises(NotAllowed):
            tag(world, items, by=world.people[person])
    tag(world, {}, by=SYSTEM)
    with pytest.raises(NotAllowed):
        tag(world, {}, by=world.people["reader"])


def test_the_short_content_says_what_the_whole_one_does(world):
    """Pages of chain and tags read less of the plan, but what they read is the same."""
    area = queries.plan_content(world.plan.pk).areas[0]
    tag(world, {("area", int(area.id)): Wanted((groups_of(world.plan)["unga"],))})
    soon = factories.an_item(world.plan, ItemKind.EFFECT, {"text": "Fler frågar.", "level": "short"})
    actions.add_step(
        by=SYSTEM, plan=world.plan, start=("activity", int(area.activities[0].id)), end=("effect", soon.pk)
    )
    whole = queries.plan_content(world.plan.pk)
    plan = Plan.objects.get(pk=world.plan.pk)
    assert queries.tag_content(plan).tags == whole.tags

    def told(chain):
        return [(link.key, link.level, link.text) for link in chain.links], [
            (s.start.key, s.end.key) for s in chain.steps
        ]

    assert told(chain_of(queries.chain_content(plan))) == told(chain_of(whole))
    matrices = [matrix_of(content) for content in (whole, queries.tag_content(plan))]
    assert [
        [(r.number, r.title, [(c.group, len(c.areas)) for c in r.cells]) for r in m.rows] for m in matrices[:1]
    ] == [[(r.number, r.title, [(c.group, len(c.areas)) for c in r.cells]) for r in m.rows] for m in matrices[1:]]


def contents():
    """Plans with areas in none, one or two focus areas, and tags with target groups and with something else."""

    def build(told):
        placed, tagged = told
        areas = [
            AreaContent(
                id=str(n),
                slug=f"o{n}",
                title=f"Område {n}",
                focus_areas=sorted(focus),
                activities=[ActivityContent(id=f"{n}{k}", text="Något") for k in range(2)],
            )
            for n, focus in enumerate(placed)
        ]
        tags = [
            TagContent(
                item_kind=kind,
                item_id=str(n) if kind == "area" else f"{n}{k}",
                framework="g" if node < 3 else "h",
                framework_name="G",
                framework_kind="target_groups" if node < 4 else "perspectives",
                node=f"n{node}",
                name=f"N{node}",
            )
            for kind, n, k, node in {(kind, n, 0 if kind == "area" else k, node) for kind, n, k, node in tagged}
        ]
        focus = [FocusAreaContent(number=n, title=f"F{n}") for n in (1, 2)]
        return PlanContent(id="1", slug="p", title="Plan", focus_areas=focus, areas=areas, tags=tags)

    one = st.tuples(
        st.sampled_from(["area", "activity", "goal"]), st.integers(0, 2), st.integers(0, 1), st.integers(0, 5)
    )
    return st.tuples(st.lists(st.sets(st.integers(1, 3)), max_size=3), st.sets(one)).map(build)


@given(content=contents())
def test_the_matrix_is_the_tags_cell_by_cell(content):
    """Against a slow twin that goes through every tag for every cell; nothing that is tagged is left out."""
    groups = [("g/n0", "N0", "N0"), ("g/unused", "Ingen", "None")]
    found = matrix_of(content, groups)
    assert list(found.groups[:2]) == groups
    own = {1, 2}
    for row in found.rows:
        for cell in row.cells:
            areas, activities = [], []
            for area in content.areas:
                inside = row.number in area.focus_areas if row.number else not own & set(area.focus_areas)
                for tag in content.tags:
                    if inside and f"{tag.framework}/{tag.node}" == cell.group and tag.framework_kind == "target_groups":
                        areas += [area.id] if (tag.item_kind, tag.item_id) == ("area", area.id) else []
                        activities += [
                            a.id for a in area.activities if (tag.item_kind, tag.item_id) == ("activity", a.id)
                        ]
            assert [a.id for a in cell.areas] == areas
            assert sorted(a.id for _area, a in cell.activities) == sorted(activities)
            assert cell.empty == (not areas and not activities)
    shown = {a.id for row in found.rows for cell in row.cells for a in cell.areas}
    there = {a.id for a in content.areas}
    assert shown == {
        t.item_id
        for t in content.tags
        if t.item_kind == "area" and t.framework_kind == "target_groups" and t.item_id in there
    }
