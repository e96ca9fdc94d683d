"""A reading that is taken back takes nothing with it that a person did after it."""

from __future__ import annotations

import pytest
from tests.intake.test_carrying import AREA, AS_BEFORE, GOAL, GOALS, lines, marked, told
from tests.intake.test_telling import TOLD, column, strange_document
from tests.intake.worlds import ReviewWorld, a_review

from samplan.intake import actions, queries
from samplan.intake.models import EarlierReading
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.shapes import TakenBack
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> ReviewWorld:
    """Two areas with three activities between them; one was changed before the document was read again."""
    world = a_review(strange_document(), "plan.docx")
    told(world, *TOLD, column("Tumregel", Meaning.NOTHING))
    item = world.item(ItemKind.ACTIVITY, "Rutinen")
    actions.change_item(by=world.coordinator, item=item, values={"text": "Rutinen skrivs av alla"})
    return world


def taken_back(world: ReviewWorld) -> TakenBack:
    back = actions.take_back_reading(by=world.coordinator, imported=world.imported)
    assert back is not None
    return back


def test_what_was_done_since_goes_along_back(world: ReviewWorld) -> None:
    told(world, AS_BEFORE)
    by, other = world.coordinator, world.item(ItemKind.AREA, "Äldres")
    actions.add_item(by=by, imported=world.imported, parent=other, kind=ItemKind.GOAL, values=GOAL)
    changed = world.item(ItemKind.ACTIVITY, "Rutinen")
    actions.change_item(by=by, item=changed, values={"text": "Rutinen skrivs av elevhälsan"})
    moved = world.item(ItemKind.ACTIVITY, "Rutinen")
    actions.move_item(by=by, item=moved, kind=ItemKind.ACTIVITY, parent=world.item(ItemKind.AREA, "Äldres"))
    dropped = world.item(ItemKind.ACTIVITY, "Träffpunkter")
    actions.drop_item(by=by, item=dropped, reason="Redan gjort")
    split = world.item(ItemKind.ACTIVITY, "Elevhälsan")
    actions.split_item(by=by, item=split, texts=["Elevhälsan får", "en kurs"])
    reread = queries.latest_reread(world.imported)
    assert reread is not None
    assert reread.since == 6  # the goal, its area, and four lines
    back = taken_back(world)
    assert (back.kept, back.lost) == (6, 0)
    assert sorted(lines(world, ItemKind.ACTIVITY)) == [
        ("Elevhälsan får", AREA, "waiting"),
        ("Rutinen skrivs av elevhälsan", "Äldres hälsa", "accepted"),
        ("Träffpunkter öppnar", "Äldres hälsa", "dropped"),
        ("en kurs", AREA, "waiting"),
    ]
    assert world.item(ItemKind.ACTIVITY, "Träffpunkter").drop_reason == "Redan gjort"
    assert lines(world, ItemKind.GOAL) == [("Nytt", "Äldres hälsa", "accepted")]
    assert world.items(ItemKind.INDICATOR) == []
    assert marked(world) == set()


def test_what_went_along_back_can_be_undone_as_one_step_and_what_was_taken_back_is_kept(world: ReviewWorld) -> None:
    told(world, AS_BEFORE)
    item = world.item(ItemKind.ACTIVITY, "Rutinen")
    actions.change_item(by=world.coordinator, item=item, values={"text": "Rutinen skrivs av elevhälsan"})
    taken_back(world)
    assert actions.take_back_step(by=world.coordinator, imported=world.imported) == "take_back_reading"
    assert ("Rutinen skrivs av alla", AREA, "accepted") in lines(world, ItemKind.ACTIVITY)
    assert actions.take_back_step(by=world.coordinator, imported=world.imported) == "change_item"
    assert ("Rutinen skrivs klart", AREA, "waiting") in lines(world, ItemKind.ACTIVITY)
    kept = EarlierReading.objects.get(imported=world.imported, taken_back=True)
    assert "Rutinen skrivs av elevhälsan" in str(kept.content)


def test_what_was_written_in_lines_that_the_former_reading_lacks_stands_again_and_waits(world: ReviewWorld) -> None:
    told(world, GOALS)
    by = world.coordinator
    actions.change_item(by=by, item=world.item(ItemKind.GOAL, "Träffpunkter"), values={"text": "Träffpunkter finns"})
    actions.accept_item(by=by, item=world.item(ItemKind.GOAL, "Elevhälsan"))
    back = taken_back(world)
    assert back.lost == 2  # a goal that was only accepted; and one that waits to be looked at
    assert lines(world, ItemKind.GOAL) == [("Träffpunkter finns", "Äldres hälsa", "waiting")]
    assert marked(world) == {"Träffpunkter finns"}
    assert len(world.items(ItemKind.ACTIVITY)) == 3


def test_what_was_made_before_and_changed_since_stands_once(world: ReviewWorld) -> None:
    by, area = world.coordinator, world.item(ItemKind.AREA, "Trygga")
    actions.add_item(by=by, imported=world.imported, parent=area, kind=ItemKind.GOAL, values=GOAL)
    told(world, AS_BEFORE)
    actions.change_item(by=by, item=world.item(ItemKind.GOAL, "Nytt"), values={"text": "Nytt och bättre"})
    told(world, column("Tumregel", Meaning.TIME))
    actions.change_item(by=by, item=world.item(ItemKind.GOAL, "Nytt"), values={"text": "Nytt och bäst"})
    for _ in range(2):
        taken_back(world)
        assert lines(world, ItemKind.GOAL) == [("Nytt och bäst", AREA, "accepted")]
        assert ("Rutinen skrivs av alla", AREA, "accepted") in lines(world, ItemKind.ACTIVITY)
    assert len({item.tag for item in world.items()}) == len(world.items())
