"""Other words and cross-walks of a county's own framework are put back out of their history."""

from __future__ import annotations

import pytest
from tests import factories, worlds
from tests.plans.test_framework_parts import Own

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import NodeMapping, NodeWording
from samplan.plans.rules import InvalidValue, NotThere
from samplan.plans.saving import delete, save
from samplan.plans.shapes.ties import TieKind

WORDS = """Kod;Nivå;Namn;Står under;Andra ord
a;mål;a;;"Första
Ett"
a1;mål;a1;a;
a2;mål;a2;a;
b;mål;b;;Andra
""".encode()


@pytest.fixture
def world(db):
    return worlds.goal_table_world(1)


@pytest.fixture
def own(world):
    """The county's own framework beside the shared ones."""
    actions.load_frameworks(by=SYSTEM)
    return Own(world)


@pytest.fixture
def end(own):
    """A part of a shared framework."""
    return queries.framework_nodes(own.county, "malgrupper")[0].id


def past(own, tie: TieKind):
    """What has happened to other words, or to cross-walks, newest first."""
    framework = queries.framework_for(own.county, own.code)
    return [e for e in queries.words_history(framework.pk) if e.tie is tie]


def test_other_words_that_a_file_took_away_are_put_back_together(own):
    """Those that came with a file and went when it was taken out; pressed twice they stand there once."""
    imported = own.receive("ord.csv", WORDS)
    own.put(imported)
    own.undo(imported)
    assert not NodeWording.objects.exclude(text="").filter(node__framework__code=own.code).exists()
    gone = past(own, TieKind.WORDING)[0]
    assert (gone.what, gone.may_return, len(gone.ids)) == ("removed", True, 3)
    told = {**own.told, "tie": TieKind.WORDING, "history_ids": gone.ids}
    for _press in range(2):
        actions.restore_words(**told)
        words = NodeWording.objects.filter(node__framework__code=own.code).order_by("text")
        assert list(words.values_list("text", flat=True)) == ["Andra", "Ett", "Första"]
    assert not any(e.may_return for e in past(own, TieKind.WORDING))


def test_a_cross_walk_is_put_back_as_it_was(own, end):
    """What was taken away with its source; how it corresponded before a change."""
    ends = {**own.told, "start": own.ids["a"], "end": end}
    actions.map_nodes(**ends, relation="part")
    NodeMapping.objects.filter(from_node=own.ids["a"]).update(source="egen bedömning")
    actions.map_nodes(**ends, relation="same")
    actions.map_nodes(**ends, relation=None)
    version = queries.framework_for(own.county, own.code).version
    removed, changed, _added = past(own, TieKind.MAPPING)
    assert [removed.may_return, changed.may_return] == [True, False]
    told = {**own.told, "tie": TieKind.MAPPING}
    actions.restore_words(**told, history_ids=removed.ids)
    again = NodeMapping.objects.get(from_node=own.ids["a"])
    assert (again.to_node_id, again.relation, again.source) == (end, "same", "egen bedömning")
    assert queries.framework_for(own.county, own.code).version == version + 1, "who opened it before is told"
    changed = past(own, TieKind.MAPPING)[2]
    assert changed.may_return
    actions.restore_words(**told, history_ids=changed.ids, seen_version=changed.version)
    assert NodeMapping.objects.get(from_node=own.ids["a"]).relation == "part"


def test_who_saw_an_older_cross_walk_puts_nothing_back(own, end):
    """Another changed it meanwhile: nothing is written over unseen; the same wish is no conflict."""
    ends = {**own.told, "start": own.ids["a"], "end": end}
    for relation in ("part", "same"):
        actions.map_nodes(**ends, relation=relation)
    changed = past(own, TieKind.MAPPING)[0]
    other = factories.a_person("Bo Andra", role="coordinator", partnership=own.told["partnership"])
    actions.map_nodes(**{**ends, "by": other}, relation="related")
    told = {**own.told, "tie": TieKind.MAPPING, "history_ids": changed.ids}
    with pytest.raises(InvalidValue, match="Bo Andra"):
        actions.restore_words(**told, seen_version=changed.version)
    assert NodeMapping.objects.get(from_node=own.ids["a"]).relation == "related"
    actions.map_nodes(**{**ends, "by": other}, relation=None)
    removed = past(own, TieKind.MAPPING)[0]
    actions.map_nodes(**{**ends, "by": other}, relation="same")
    with pytest.raises(InvalidValue, match="Bo Andra"):
        actions.restore_words(**told | {"history_ids": removed.ids})
    with pytest.raises(InvalidValue, match="Bo Andra"):
        actions.restore_words(**told, seen_version=changed.version)
    actions.map_nodes(**ends, relation="part")
    actions.restore_words(**told, seen_version=changed.version)
    assert NodeMapping.objects.get(from_node=own.ids["a"]).relation == "part"


def test_only_the_countys_own_is_put_back_and_only_what_is_there(world, own, end):
    """Not by a reader, not in a shared framework, not lines of another framework, nor of a part that is gone."""
    actions.map_nodes(**own.told, start=own.ids["a"], end=end, relation="part")
    actions.map_nodes(**own.told, start=own.ids["a"], end=end, relation=None)
    (removed, _added) = past(own, TieKind.MAPPING)
    told = {**own.told, "tie": TieKind.MAPPING, "history_ids": removed.ids}
    with pytest.raises(NotAllowed):
        actions.restore_words(**told | {"by": world.people["reader"]})
    shared = queries.framework_nodes(own.county, "malgrupper")
    made = NodeMapping(from_node_id=shared[0].id, to_node_id=shared[1].id, relation="same")
    save(made, by=SYSTEM)
    delete(made, by=SYSTEM)
    line = NodeMapping.history.filter(from_node=shared[0].id, history_type="-").get()
    with pytest.raises(InvalidValue, match="shared by all counties"):
        actions.restore_words(**told | {"history_ids": [line.history_id]})
    elsewhere = factories.a_partnership(factories.a_county(code="98", name="Annanlän"))
    stranger = factories.a_person("Annan Samordnare", role="coordinator", partnership=elsewhere)
    with pytest.raises(NotThere):
        actions.restore_words(**told | {"by": stranger, "partnership": elsewhere})
    for wrong in ([], [0], [*removed.ids, 0]):
        with pytest.raises(NotThere):
            actions.restore_words(**told | {"history_ids": wrong})
    with pytest.raises((NotThere, InvalidValue)):
        actions.restore_words(**told | {"tie": TieKind.WORDING})
    imported = own.receive("ny.csv", WORDS + "ny;mål;Ny;;Nyord\n".encode())
    own.put(imported)
    own.undo(imported)
    back = [e for e in past(own, TieKind.WORDING) if e.may_return]
    assert {line.second for e in back for line in e.lines} == {"Andra", "Ett", "Första"}


def test_a_cross_walk_is_put_back_from_its_other_end(world, own):
    """Both frameworks are the county's own: the one that it begins in is changed."""
    other = Own(world)
    ends = {**own.told, "start": own.ids["a"], "end": other.ids["b"]}
    for relation in ("part", None):
        actions.map_nodes(**ends, relation=relation)
    there = queries.framework_for(other.county, other.code)
    (removed, _added) = queries.words_history(there.pk)
    told = {**own.told, "tie": TieKind.MAPPING, "history_ids": removed.ids}
    assert [f.code for f in actions.restore_words(**told)] == [own.code]
    assert actions.restore_words(**told) == []
    assert NodeMapping.objects.get(from_node=own.ids["a"]).relation == "part"
