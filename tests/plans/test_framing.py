"""A county's own frameworks: shared ones are copied, parts are reworded and ended, never lost; cross-walks."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories, worlds

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.rules import InvalidValue, NotThere
from samplan.plans.shapes.tags import Wanted, tags_of


@pytest.fixture
def world(db):
    return worlds.goal_table_world(1)


def a_framework(world, **more):
    told = {"name": "Länets grupper", "kind": "target_groups", **more}
    return actions.create_framework(by=world.coordinator, partnership=world.partnership, **told)


def nodes(world, code):
    return queries.framework_nodes(world.partnership.county_id, code)


def test_a_copy_is_the_countys_own_and_corresponds_to_what_it_was_made_of(world):
    """Parts, wordings and order are taken over, and each is mapped as the same; nothing stands without its like."""
    made = a_framework(world, copy_of="nationell-strategi-2025-2034", kind="strategy")
    was, now = nodes(world, "nationell-strategi-2025-2034"), nodes(world, made.code)
    assert [(n.code, n.words, n.depth, n.wordings) for n in now] == [
        (n.code, n.words, n.depth, n.wordings) for n in was
    ]
    walk = queries.cross_walk(nodes(world, made.code), nodes(world, "nationell-strategi-2025-2034"))
    assert [(c.start.code, c.end.code, c.relation, c.forward) for c in walk.crossings] == [
        (n.code, n.code, "same", True) for n in was
    ]
    assert (walk.unmapped_here, walk.unmapped_there) == ((), ())
    back = queries.cross_walk(nodes(world, "nationell-strategi-2025-2034"), nodes(world, made.code))
    assert {(c.start.code, c.end.code, c.forward) for c in back.crossings} == {(n.code, n.code, False) for n in was}


def test_a_reworded_part_keeps_its_tags_and_its_old_words(world):
    """Who tagged with the part finds it under its new name; an ended one is no choice for plans after it."""
    made = a_framework(world)
    added = actions.add_node(
        by=world.coordinator, partnership=world.partnership, framework=made.code, name=" Unga  vuxna ", level="grupp"
    )
    area = int(queries.plan_content(world.plan.pk).areas[0].id)
    told = {("area", area): Wanted((added.pk,))}
    actions.tag_items(by=world.coordinator, plan=world.plan, framework=made.code, wanted=told)
    change = {"by": world.coordinator, "partnership": world.partnership, "node_id": added.pk, "level": "grupp"}
    actions.change_node(**change, name="Unga mellan 18 och 25", valid_to=date(2024, 12, 31))
    (entry,) = nodes(world, made.code)
    assert (entry.name, entry.wordings) == ("Unga mellan 18 och 25", ("Unga vuxna",))
    (listed,) = tags_of(queries.plan_content(world.plan.pk), "area", str(area))
    assert listed.tags[0].name == "Unga mellan 18 och 25"
    assert made.code not in {f.code for f in queries.framework_choices(world.plan)}
    with pytest.raises(InvalidValue) as refused:
        actions.change_node(**change, name="X", valid_from=date(2025, 1, 1), valid_to=date(2024, 1, 1))
    assert refused.value.field == "valid_to"
    with pytest.raises(InvalidValue):
        actions.change_node(**change, name="  ")


def test_shared_frameworks_and_those_of_other_counties_stay_as_they_are(world):
    """Nobody changes a shared one here, nor sees another county's own."""
    shared = nodes(world, "malgrupper")
    with pytest.raises(InvalidValue, match="Make a copy"):
        actions.add_node(
            by=world.coordinator, partnership=world.partnership, framework="malgrupper", name="Nya", level="grupp"
        )
    with pytest.raises(InvalidValue):
        actions.change_node(
            by=world.coordinator, partnership=world.partnership, node_id=shared[0].id, name="X", level="grupp"
        )
    elsewhere = factories.a_partnership(factories.a_county("98", "Påhittlän"))
    theirs = actions.create_framework(
        by=factories.a_person(role="coordinator", partnership=elsewhere),
        partnership=elsewhere,
        name="Deras",
        kind="other",
    )
    assert theirs.code not in {f.code for f in queries.county_frameworks(world.partnership.county_id)}
    with pytest.raises(NotThere):
        nodes(world, theirs.code)
    with pytest.raises(NotThere):
        actions.add_node(
            by=world.coordinator, partnership=world.partnership, framework=theirs.code, name="Nya", level="grupp"
        )
    for role in ("reader", "area_owner"):
        with pytest.raises(NotAllowed):
            actions.create_framework(by=world.people[role], partnership=world.partnership, name="Ny", kind="other")


def test_a_mapping_is_said_changed_and_taken_away(world):
    """Between two frameworks only; parts without a counterpart are told on both sides."""
    made = a_framework(world)
    mine = [
        actions.add_node(
            by=world.coordinator, partnership=world.partnership, framework=made.code, name=name, level="grupp"
        )
        for name in ("Unga", "Gamla")
    ]
    other = nodes(world, "malgrupper")
    told = {"by": world.coordinator, "partnership": world.partnership, "start": mine[0].pk}
    for relation in ("part", "same"):
        actions.map_nodes(**told, end=other[1].id, relation=relation)
    walk = queries.cross_walk(nodes(world, made.code), nodes(world, "malgrupper"))
    assert [(c.start.id, c.end.id, c.relation) for c in walk.crossings] == [(mine[0].pk, other[1].id, "same")]
    assert [n.id for n in walk.unmapped_here] == [mine[1].pk]
    assert [n.id for n in walk.unmapped_there] == [n.id for n in other if n.id != other[1].id]
    with pytest.raises(InvalidValue):
        actions.map_nodes(**told, end=mine[1].pk, relation="same")
    with pytest.raises(InvalidValue):
        actions.map_nodes(**told, end=other[2].id, relation="equals")
    actions.map_nodes(**told, end=other[1].id, relation=None)
    assert queries.cross_walk(nodes(world, made.code), nodes(world, "malgrupper")).crossings == ()


def test_the_history_tells_other_words_and_cross_walks_one_by_one(world):
    """At both ends of a cross-walk, with who and what was before; bringing the catalogue in again tells nothing."""
    made, other = a_framework(world), a_framework(world, name="Andra grupper")
    told = {"by": world.coordinator, "partnership": world.partnership, "level": "grupp"}
    young, old = (
        actions.add_node(**told, framework=one.code, name=name) for one, name in ((made, "Unga"), (other, "Yngre"))
    )
    ends = {"by": world.coordinator, "partnership": world.partnership, "start": young.pk, "end": old.pk}
    for relation in ("same", "part", "part", None):
        actions.map_nodes(**ends, relation=relation)
    actions.change_node(**told, node_id=young.pk, name="Ungdomar")
    past = queries.words_history(made.pk, young.pk)
    assert [(e.tie.value, e.what, e.by) for e in past] == [
        ("wording", "added", world.coordinator.name),
        ("mapping", "removed", world.coordinator.name),
        ("mapping", "changed", world.coordinator.name),
        ("mapping", "added", world.coordinator.name),
    ]
    assert past[0].lines[0].second == "Unga"
    assert (past[2].lines[0].before, past[2].lines[0].after) == ("same", "part")
    assert (past[3].lines[0].first, past[3].lines[0].second) == ("Ungdomar", "Yngre")
    assert past[3].lines[0].framework == "Andra grupper"
    assert queries.words_history(other.pk, old.pk) == past[1:]
    assert queries.words_history(made.pk) == past
    shared = queries.framework_for(world.partnership.county_id, "nationell-strategi-2025-2034").pk
    before = queries.words_history(shared)
    actions.load_frameworks(by=SYSTEM)
    assert queries.words_history(shared) == before
