"""What a person did in a review stands after the document has been read again; nothing of it is silently gone."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from tests.intake.test_telling import TOLD, column, strange_document
from tests.intake.worlds import ReviewWorld, a_review

from samplan.intake import actions, queries
from samplan.intake.models import ProposedItem
from samplan.intake.recognisers.clues import Clue, Meaning
from samplan.intake.shapes import ItemState
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db

AS_BEFORE = column("Tumregel", Meaning.INDICATOR)
"""The lines that were proposed are proposed again."""
NO_AREAS = column("Hjärtefråga", Meaning.NOTHING)
"""Where areas were there are none."""
GOALS = column("Löfte", Meaning.LONG_GOAL)
"""What was activities are goals."""
AREA = "Trygga skolor"
GOAL = {"level": "long", "text": "Nytt"}
PLAN = "Så gör vi tillsammans 2026–2027"


def told(world: ReviewWorld, *clues: Clue) -> None:
    actions.tell_reader(by=world.coordinator, imported=world.imported, told=clues, in_background=False)
    world.imported = actions.read_import(imported_id=world.imported.pk)


@pytest.fixture
def world() -> ReviewWorld:
    """Two areas with three activities between them, and those who answer for them; the last column is left alone."""
    world = a_review(strange_document(), "plan.docx")
    told(world, *TOLD, column("Tumregel", Meaning.NOTHING))
    return world


def lines(world: ReviewWorld, kind: ItemKind) -> list[tuple[str, str, str]]:
    """The words of items of a kind, of what they stand under, and their state."""
    return [(_head(i), _head(i.parent), i.state) for i in world.items(kind) if i.parent is not None]


def _head(item: ProposedItem) -> str:
    return str(item.values.get("title") or item.values.get("text") or "")


def marked(world: ReviewWorld) -> set[str]:
    found = [i for i in world.items() if any(d["code"] == "kept_from_before" for d in i.doubts)]
    return {_head(i) for i in found}


@pytest.mark.parametrize(("clue", "under"), [(AS_BEFORE, AREA), (NO_AREAS, PLAN), (GOALS, AREA)])
def test_both_parts_of_a_split_line_are_there(world: ReviewWorld, clue: Clue, under: str) -> None:
    item = world.item(ItemKind.ACTIVITY, "Elevhälsan")
    actions.split_item(by=world.coordinator, item=item, texts=["Elevhälsan får", "en kurs"])
    told(world, clue)
    there = {head: under for head, under, _ in lines(world, ItemKind.ACTIVITY)}
    assert there.items() >= {"Elevhälsan får": under, "en kurs": under}.items()
    assert marked(world) == ({"Elevhälsan får", "en kurs"} if clue == GOALS else set())


@pytest.mark.parametrize("clue", [AS_BEFORE, NO_AREAS, GOALS])
def test_merged_lines_keep_all_words_and_the_other_says_where_they_went(world: ReviewWorld, clue: Clue) -> None:
    actions.merge_items(by=world.coordinator, items=world.items(ItemKind.ACTIVITY)[:2])
    told(world, clue)
    merged = world.item(ItemKind.ACTIVITY, "Elevhälsan får en kurs Rutinen skrivs klart")
    others = [i.drop_reason for i in world.items(ItemKind.ACTIVITY) if i.state == ItemState.DROPPED]
    assert others == ([] if clue == GOALS else [f"→ {merged.tag}"])
    assert len({i.tag for i in world.items()}) == len(world.items())


@pytest.mark.parametrize(
    ("clue", "under", "state"), [(AS_BEFORE, AREA, "accepted"), (NO_AREAS, PLAN, "accepted"), (GOALS, AREA, "waiting")]
)
def test_changed_words_stay_and_wait_with_a_sentence_where_the_line_is_read_otherwise(
    world: ReviewWorld, clue: Clue, under: str, state: str
) -> None:
    item = world.item(ItemKind.ACTIVITY, "Rutinen")
    actions.change_item(by=world.coordinator, item=item, values={"text": "Rutinen skrivs av alla"})
    told(world, clue)
    assert ("Rutinen skrivs av alla", under, state) in lines(world, ItemKind.ACTIVITY)
    assert ("Rutinen skrivs av alla" in marked(world)) == (state == "waiting")
    parts = range(len(queries.review_page(world.imported).parts))
    seen = [i for n in parts for i in queries.review_page(world.imported, part=n).items if i.doubtful]
    told_why = any("innan dokumentet lästes om" in d.sentence for i in seen for d in i.doubts)
    assert told_why == (state == "waiting")


def test_a_changed_area_that_is_none_now_stays_with_what_was_added_to_it(world: ReviewWorld) -> None:
    by, area = world.coordinator, world.item(ItemKind.AREA, "Trygga")
    actions.change_item(by=by, item=area, values={"title": "Trygga skolor för alla"})
    goal = {"level": "long", "text": "Nytt"}
    area.refresh_from_db()
    actions.add_item(by=by, imported=world.imported, parent=area, kind=ItemKind.GOAL, values=goal)
    told(world, NO_AREAS)
    assert ("Trygga skolor för alla", PLAN, "waiting") in lines(world, ItemKind.AREA)
    assert lines(world, ItemKind.GOAL) == [("Nytt", "Trygga skolor för alla", "accepted")]
    told(world, column("Hjärtefråga", Meaning.AREA))
    assert ("Trygga skolor för alla", PLAN, "accepted") in lines(world, ItemKind.AREA)
    assert lines(world, ItemKind.GOAL) == [("Nytt", "Trygga skolor för alla", "accepted")]
    assert len(world.items(ItemKind.AREA)) == 2


def test_a_reason_stays_when_its_line_is_read_otherwise(world: ReviewWorld) -> None:
    actions.drop_item(by=world.coordinator, item=world.item(ItemKind.ACTIVITY, "Rutinen"), reason="Redan gjort")
    told(world, GOALS)
    assert [(_head(i), i.drop_reason) for i in world.items(ItemKind.ACTIVITY)] == [
        ("Rutinen skrivs klart", "Redan gjort")
    ]


def test_what_was_only_accepted_and_is_read_otherwise_is_counted_and_not_doubled(world: ReviewWorld) -> None:
    actions.accept_item(by=world.coordinator, item=world.item(ItemKind.ACTIVITY, "Rutinen"))
    told(world, GOALS)
    assert world.items(ItemKind.ACTIVITY) == []
    reread = queries.latest_reread(world.imported)
    assert reread is not None
    assert (reread.kept, reread.lost) == (2, 1)


def test_changed_words_stay_beside_what_the_new_reading_tells_of_the_same_line(world: ReviewWorld) -> None:
    item = world.item(ItemKind.ACTIVITY, "Rutinen")
    actions.change_item(by=world.coordinator, item=item, values={"text": "Rutinen skrivs av alla"})
    told(world, column("Tumregel", Meaning.TIME))
    changed = world.item(ItemKind.ACTIVITY, "Rutinen")
    assert (changed.values["text"], changed.values["timeframe"]) == ("Rutinen skrivs av alla", "Rutinen finns")
    assert changed.state == ItemState.ACCEPTED


@pytest.mark.parametrize("clue", [AS_BEFORE, column("Tumregel", Meaning.TIME)])
def test_what_was_moved_to_another_area_stays_there(world: ReviewWorld, clue: Clue) -> None:
    item, other = world.item(ItemKind.ACTIVITY, "Rutinen"), world.item(ItemKind.AREA, "Äldres")
    actions.move_item(by=world.coordinator, item=item, kind=ItemKind.ACTIVITY, parent=other)
    for _ in range(2):
        told(world, clue)
        there = [line[:2] for line in lines(world, ItemKind.ACTIVITY)]
        assert sorted(there) == [
            ("Elevhälsan får en kurs", AREA),
            ("Rutinen skrivs klart", "Äldres hälsa"),
            ("Träffpunkter öppnar", "Äldres hälsa"),
        ]
        clue = column("Tumregel", Meaning.TIME)


def test_what_was_made_another_kind_stays_so_with_what_was_changed_in_it(world: ReviewWorld) -> None:
    by, area = world.coordinator, world.item(ItemKind.AREA, "Trygga")
    for start in ("Rutinen", "Elevhälsan"):
        actions.move_item(by=by, item=world.item(ItemKind.ACTIVITY, start), kind=ItemKind.GOAL, parent=area)
    actions.change_item(by=by, item=world.item(ItemKind.GOAL, "Rutinen"), values={"text": "Rutinen finns för alla"})
    told(world, AS_BEFORE)
    assert lines(world, ItemKind.GOAL) == [
        ("Elevhälsan får en kurs", AREA, "waiting"),
        ("Rutinen finns för alla", AREA, "accepted"),
    ]
    assert [head for head, _, _ in lines(world, ItemKind.ACTIVITY)] == ["Träffpunkter öppnar"]
    told(world, column("Tumregel", Meaning.TIME))
    assert [head for head, _, _ in lines(world, ItemKind.GOAL)] == [
        "Elevhälsan får en kurs (Fler kan hjälpa)",
        "Rutinen finns för alla",
    ]


def test_a_move_can_be_taken_back_and_is_then_forgotten_by_the_next_reading(world: ReviewWorld) -> None:
    item, other = world.item(ItemKind.ACTIVITY, "Rutinen"), world.item(ItemKind.AREA, "Äldres")
    actions.move_item(by=world.coordinator, item=item, kind=ItemKind.ACTIVITY, parent=other)
    actions.take_back_step(by=world.coordinator, imported=world.imported)
    told(world, AS_BEFORE)
    assert ("Rutinen skrivs klart", AREA, "waiting") in lines(world, ItemKind.ACTIVITY)


def test_what_was_moved_before_samplan_noted_it_is_found_in_the_steps(world: ReviewWorld) -> None:
    item, other = world.item(ItemKind.ACTIVITY, "Rutinen"), world.item(ItemKind.AREA, "Äldres")
    actions.move_item(by=world.coordinator, item=item, kind=ItemKind.ACTIVITY, parent=other)
    noted = item.moved_from
    ProposedItem.objects.filter(pk=item.pk).update(moved_from=None)
    migration = import_module("samplan.intake.migrations.0007_moved_and_carried")
    with connection.cursor() as cursor:
        migration.note_moves(cursor)
    item.refresh_from_db()
    assert item.moved_from == noted == {"kind": "activity", "parent": world.item(ItemKind.AREA, "Trygga").pk}


def test_what_was_moved_and_is_read_otherwise_stands_where_it_was_put_and_waits(world: ReviewWorld) -> None:
    item, other = world.item(ItemKind.ACTIVITY, "Rutinen"), world.item(ItemKind.AREA, "Äldres")
    actions.accept_item(by=world.coordinator, item=item)
    actions.move_item(by=world.coordinator, item=item, kind=ItemKind.ACTIVITY, parent=other)
    told(world, GOALS)
    assert lines(world, ItemKind.ACTIVITY) == [("Rutinen skrivs klart", "Äldres hälsa", "waiting")]
    assert marked(world) == {"Rutinen skrivs klart"}


def test_an_accepted_item_that_is_moved_opens_its_new_place(world: ReviewWorld) -> None:
    item, other = world.item(ItemKind.ACTIVITY, "Rutinen"), world.item(ItemKind.AREA, "Äldres")
    actions.accept_item(by=world.coordinator, item=item)
    actions.move_item(by=world.coordinator, item=item, kind=ItemKind.ACTIVITY, parent=other)
    other.refresh_from_db()
    assert other.state == ItemState.ACCEPTED
    actions.take_back_step(by=world.coordinator, imported=world.imported)
    other.refresh_from_db()
    assert other.state == ItemState.WAITING


def test_what_was_added_by_hand_and_is_read_by_itself_now_stands_once_with_what_was_written(
    world: ReviewWorld,
) -> None:
    by, area = world.coordinator, world.item(ItemKind.AREA, "Trygga")
    for kind, values in (
        (ItemKind.INDICATOR, {"text": "fler kan  hjälpa", "source": "Enkäten"}),
        (ItemKind.INDICATOR, {"text": "Fler möts"}),
    ):
        actions.add_item(by=by, imported=world.imported, parent=area, kind=kind, values=values)
    told(world, AS_BEFORE)
    assert sorted(lines(world, ItemKind.INDICATOR)) == [
        ("Fler möts", AREA, "accepted"),  # added to this area; the document has it in the other one
        ("Fler möts", "Äldres hälsa", "waiting"),
        ("Rutinen finns", AREA, "waiting"),
        ("fler kan  hjälpa", AREA, "accepted"),
    ]
    (once,) = [i for i in world.items(ItemKind.INDICATOR) if i.values["source"]]
    assert once.values["source"] == "Enkäten"
    assert once.as_read is not None


def test_what_was_split_by_hand_and_is_read_apart_now_stands_once(world: ReviewWorld) -> None:
    by, area = world.coordinator, world.item(ItemKind.AREA, "Trygga")
    goal = {"level": "long", "text": "Elevhälsan får en kurs Rutinen skrivs klart"}
    item = actions.add_item(by=by, imported=world.imported, parent=area, kind=ItemKind.GOAL, values=goal)
    actions.split_item(by=by, item=item, texts=["Elevhälsan får en kurs", "Rutinen skrivs klart"])
    told(world, GOALS)
    assert [line for line in lines(world, ItemKind.GOAL) if line[1] == AREA] == [
        ("Elevhälsan får en kurs", AREA, "accepted"),
        ("Rutinen skrivs klart", AREA, "accepted"),
    ]


def test_what_is_accepted_does_not_open_what_was_dropped_with_a_reason(world: ReviewWorld) -> None:
    told(world, column("Hjärtefråga", Meaning.LONG_GOAL))
    by, whole = world.coordinator, world.item(ItemKind.PLAN, "Så gör")
    values = {"title": "Trygga skolor"}
    added = actions.add_item(by=by, imported=world.imported, parent=whole, kind=ItemKind.AREA, values=values)
    actions.drop_item(by=by, item=added, reason="Hör till förra planen")
    actions.accept_item(by=by, item=world.item(ItemKind.ACTIVITY, "Rutinen"))
    told(world, column("Hjärtefråga", Meaning.AREA))
    assert ("Rutinen skrivs klart", AREA, "waiting") in lines(world, ItemKind.ACTIVITY)
    assert world.item(ItemKind.AREA, "Trygga").drop_reason == "Hör till förra planen"
    assert "Rutinen skrivs klart" in marked(world)
