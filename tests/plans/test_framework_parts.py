"""Parts of a county's own framework moved, put back, and put in from files, which can be taken out again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories, worlds

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.framework_writing import write_csv, write_yaml
from samplan.plans.rules import InvalidValue, NotThere
from samplan.plans.shapes.framework_files import changes_between, from_json
from samplan.plans.shapes.tags import Wanted

LAST = date(2026, 12, 31)


@pytest.fixture
def world(db):
    return worlds.goal_table_world(1)


class Own:
    """A framework of the county's own: a (with a1, a2) and b, if no other parts are asked for."""

    def __init__(self, world, parts=(("a", None), ("a1", "a"), ("a2", "a"), ("b", None))) -> None:
        self.told = {"by": world.coordinator, "partnership": world.partnership}
        self.county = world.partnership.county_id
        self.code = actions.create_framework(**self.told, name="Länets mål", kind="strategy").code
        self.ids: dict[str, int] = {}
        for name, parent in parts:
            self.add(name, parent)

    def add(self, name, parent=None) -> None:
        place = {"parent": self.ids[parent] if parent else None}
        made = actions.add_node(**self.told, framework=self.code, name=name, level="mål", **place)
        self.ids[name] = made.pk

    def tree(self) -> list[tuple[str, int]]:
        return [(n.code, n.depth) for n in queries.framework_nodes(self.county, self.code)]

    def state(self):
        return queries.framework_state(queries.framework_for(self.county, self.code))

    def version(self) -> int:
        return queries.framework_for(self.county, self.code).version

    def move(self, name, parent=None, position=None, **more):
        above = self.ids[parent] if parent else None
        return actions.move_node(**self.told, node_id=self.ids[name], parent=above, position=position, **more)

    def receive(self, name, data):
        told = {"framework": self.code, "last_day": LAST}
        return actions.receive_framework_file(**self.told, **told, name=name, data=data)

    def put(self, imported):
        return actions.put_framework_file(**self.told, import_id=imported.pk)

    def undo(self, imported):
        return actions.undo_framework_file(**self.told, import_id=imported.pk)


@pytest.fixture
def own(world):
    return Own(world)


def test_a_part_is_moved_among_others_and_under_another(own):
    """What stands under it goes along; nothing stands under itself."""
    own.move("a2", "a", 0)
    assert own.tree() == [("a", 0), ("a2", 1), ("a1", 1), ("b", 0)]
    own.move("a", "b")
    assert own.tree() == [("b", 0), ("a", 1), ("a2", 2), ("a1", 2)]
    own.move("a1")
    assert own.tree() == [("b", 0), ("a", 1), ("a2", 2), ("a1", 0)]
    for name, parent in (("b", "a2"), ("b", "b")):
        with pytest.raises(InvalidValue) as refused:
            own.move(name, parent)
        assert refused.value.field == "parent"
    with pytest.raises(NotThere):
        actions.move_node(**own.told, node_id=own.ids["a"], parent=0)


def test_a_part_is_not_moved_deeper_than_people_find_it(own):
    for n in range(8):
        own.add(f"c{n}", f"c{n - 1}" if n else None)
    own.move("c0", "b")
    with pytest.raises(InvalidValue):
        own.move("b", "a1")


def test_who_saw_an_older_framework_moves_nothing(own):
    seen = own.version()
    own.move("b", None, 0, seen_version=seen)
    before = own.tree()
    with pytest.raises(InvalidValue, match="changed the framework"):
        own.move("a", None, 0, seen_version=seen)
    assert own.tree() == before


def test_who_saw_an_older_part_saves_nothing(own):
    told = {**own.told, "node_id": own.ids["a"], "level": "mål", "seen_version": 1}
    actions.change_node(**told, name="A")
    with pytest.raises(InvalidValue, match="changed the framework"):
        actions.change_node(**told, name="Ä")
    assert queries.framework_nodes(own.county, own.code)[0].name == "A"


def test_the_history_tells_each_field_and_earlier_values_are_put_back(world, own):
    """Who, before and after; the place too. Going back is a change of its own."""
    framework = queries.framework_for(own.county, own.code)
    actions.change_node(**own.told, node_id=own.ids["a1"], name="A ett", level="mål", valid_to=LAST)
    own.move("a1", "b")
    newest, changed, added = queries.node_history(framework.pk, own.ids["a1"])
    assert [(c.field, c.before, c.after) for c in newest.changes] == [("parent", own.ids["a"], own.ids["b"])]
    assert {(c.field, c.before, c.after) for c in changed.changes} == {
        ("name", "a1", "A ett"),
        ("valid_to", None, LAST),
    }
    assert (added.what, newest.by) == ("added", world.coordinator.name)
    values = {"name": "a1", "valid_to": None, "parent": own.ids["a"]}
    actions.restore_node(**own.told, node_id=own.ids["a1"], values=values)
    assert own.tree() == [("a", 0), ("a2", 1), ("a1", 1), ("b", 0)]
    assert len(queries.node_history(framework.pk, own.ids["a1"])) == 4
    actions.change_framework(**own.told, framework=own.code, name="Nytt namn", kind="other", vision="Alla mår bra")
    (saved, *_older) = queries.framework_history(framework.pk)
    assert {c.field for c in saved.changes} == {"name", "kind", "vision"}
    actions.restore_framework(**own.told, framework=own.code, values={"name": "Länets mål"})
    now = queries.framework_for(own.county, own.code)
    assert (now.name, now.kind) == ("Länets mål", "other")


def test_bringing_the_catalogue_in_again_leaves_no_history(own):
    actions.load_frameworks()
    shared = queries.framework_for(own.county, "malgrupper")
    before = len(queries.framework_history(shared.pk))
    actions.load_frameworks(by=SYSTEM)
    assert len(queries.framework_history(shared.pk)) == before == 1


FILE = """Kod;Nivå;Namn;Står under;Motsvarighet
b;mål;B;;
a;mål;a;b;motsvarar: malgrupper/unga (egen bedömning)
a2;mål;a2;a;
ny;delmål;Ny;a;
""".encode()


def test_a_file_changes_nothing_until_it_is_put_in_and_can_be_taken_out(own):
    before, tree = own.state(), own.tree()
    imported = own.receive("mål.csv", FILE)
    assert own.state() == before
    found = changes_between(from_json(imported.before), from_json(imported.after), LAST)
    assert [n.code for n in found.added] == ["ny"]
    assert [n.code for n in found.ended] == ["a1"]
    assert {(c.node.code, change.field) for c in found.changed for change in c.changes} == {
        *(("a", "parent"), ("a", "mappings"), ("b", "name")),
    }
    own.put(imported)
    assert own.tree() == [("b", 0), ("a", 1), ("a2", 2), ("ny", 2), ("a1", 2)]
    now = {n.code: n for n in own.state().nodes}
    assert now["a1"].valid_to == LAST
    assert now["b"].wordings == ("b",)
    assert [(m.to, m.relation, m.source) for m in now["a"].mappings] == [("malgrupper/unga", "same", "egen bedömning")]
    with pytest.raises(InvalidValue, match="already"):
        own.put(imported)
    own.undo(imported)
    assert (own.state(), own.tree()) == (before, tree)
    with pytest.raises(InvalidValue):
        own.undo(imported)


def test_a_file_is_not_taken_out_when_something_was_built_on_it(world, own):
    imported = own.put(own.receive("mål.csv", FILE))
    new = next(n for n in queries.framework_nodes(own.county, own.code) if n.code == "ny")
    area = int(queries.plan_content(world.plan.pk).areas[0].id)
    wanted = {("area", area): Wanted((new.id,))}
    actions.tag_items(by=world.coordinator, plan=world.plan, framework=own.code, wanted=wanted)
    with pytest.raises(InvalidValue, match="Ny"):
        own.undo(imported)
    actions.tag_items(by=world.coordinator, plan=world.plan, framework=own.code, wanted={("area", area): Wanted(())})
    own.move("b", None, 0)
    with pytest.raises(InvalidValue, match="after the file"):
        own.undo(imported)


def test_a_file_that_was_looked_at_before_a_change_is_not_put_in(own):
    imported = own.receive("mål.csv", FILE)
    own.move("b", None, 0)
    before = own.state()
    with pytest.raises(InvalidValue, match="changed the framework"):
        own.put(imported)
    assert own.state() == before


def test_a_shared_framework_takes_no_file(world, own):
    told = {**own.told, "name": "f.csv", "data": FILE, "last_day": LAST}
    with pytest.raises(InvalidValue, match="Make a copy"):
        actions.receive_framework_file(**told, framework="malgrupper")
    elsewhere = factories.a_partnership(factories.a_county("98", "Påhittlän"))
    person = factories.a_person(role="coordinator", partnership=elsewhere)
    imported = own.receive("mål.csv", FILE)
    with pytest.raises(NotThere):
        actions.put_framework_file(by=person, partnership=elsewhere, import_id=imported.pk)


MOVES = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef-"), st.integers(0, 3)), max_size=6)


@given(MOVES, st.sampled_from(["f.yaml", "f.csv"]))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_its_own_file_changes_nothing_and_brings_another_framework_to_the_same(world, moves, name):
    """However its parts stand: export and import are each other's turning."""
    own = Own(world, [(letter, None) for letter in "abcdef"])
    for node, parent, position in moves:
        try:
            own.move(node, None if parent == "-" else parent, position)
        except InvalidValue:
            continue
    state = own.state()
    data = write_yaml(own.code, state) if name == "f.yaml" else write_csv(state)
    imported = own.receive(name, data)
    assert changes_between(from_json(imported.before), from_json(imported.after), LAST).empty
    other = Own(world, [])
    other.put(other.receive(name, data))
    assert other.state().nodes == state.nodes
    if name == "f.yaml":
        assert other.state().head == state.head
