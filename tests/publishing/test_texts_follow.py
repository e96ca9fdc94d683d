"""The texts of an area stand under their area when editions are compared, though the area was split, merged, moved."""

from __future__ import annotations

from datetime import date

import pytest
from tests import worlds

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans import queries
from samplan.plans.models import Area, Plan
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.differences import Comparison, Kind, Mark
from samplan.publishing.differences.comparing import compare

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Påhittad bakgrund om länet.", "En annan bakgrund, om tidiga insatser."


@pytest.fixture
def plan() -> Plan:
    made = worlds.goal_table_world().plan
    second = Area.objects.get(plan=made, title="Tidiga insatser")
    plans.add_item(by=SYSTEM, plan=made, kind=ItemKind.BACKGROUND, values={"text": SECOND}, parent_id=second.pk)
    return made


def content(plan: Plan) -> PlanContent:
    return queries.plan_content(plan.pk)


def texts(found: Comparison, kind: Kind = Kind.BACKGROUND) -> list[tuple[str, tuple[Mark, ...], str]]:
    """Area, marks and words of each change of a running text."""
    return [
        (group.area.title if group.area else "", change.marks, "".join(run.text for run in change.runs))
        for group in found.areas
        for change in group.changes
        if change.kind is kind
    ]


def areas(plan: Plan) -> list[Area]:
    return list(Area.objects.filter(plan=plan, removed_at=None).order_by("order"))


def test_merged_areas_have_their_texts_joined_and_nothing_is_new_or_gone(plan):
    before = content(plan)
    ids = [a.pk for a in areas(plan)]
    plans.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=ids, text="Allt tillsammans")
    after = content(plan)
    assert after.areas[0].background == f"{FIRST}\n\n{SECOND}"
    assert texts(compare(before, after)) == []


def test_what_is_rewritten_after_a_merge_stands_under_the_merged_area(plan):
    before = content(plan)
    new = plans.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=[a.pk for a in areas(plan)], text="Allt tillsammans")
    text = new.texts.get(field="background")
    values = {"text": f"{FIRST}\n\n{SECOND} Nytt."}
    plans.change_item(by=SYSTEM, kind=ItemKind.BACKGROUND, item_id=text.pk, values=values, seen_version=text.version)
    ((title, marks, words),) = texts(compare(before, content(plan)))
    assert (title, marks) == ("Allt tillsammans", (Mark.REWORDED,))
    assert "Nytt." in words


def test_merged_areas_that_are_gone_are_told_under_the_one_that_they_became(plan):
    before = content(plan)
    plans.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=[a.pk for a in areas(plan)], text="Allt tillsammans")
    found = compare(before, content(plan))
    assert {group.area.title for group in found.areas if group.area} == {"Allt tillsammans"}


def test_only_the_other_area_had_a_text(plan):
    first, second = areas(plan)
    plans.remove_item(
        by=SYSTEM, kind=ItemKind.BACKGROUND, item_id=first.texts.get(field="background").pk, reason="Dubblett"
    )
    before = content(plan)
    plans.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=[first.pk, second.pk], text="Allt tillsammans")
    assert texts(compare(before, content(plan))) == []


def test_a_split_areas_text_stands_in_the_part_that_took_it(plan):
    before = content(plan)
    plans.split_item(by=SYSTEM, kind=ItemKind.AREA, item_id=areas(plan)[0].pk, texts=["Ena delen", "Andra delen"])
    assert texts(compare(before, content(plan))) == []


def test_rolled_forward_renamed_and_moved_it_stands_under_its_area(plan):
    before = content(plan)
    new = plans.roll_forward(by=SYSTEM, plan=plan, title="Nästa", valid_from=date(2029, 1, 1))
    first, second = areas(new)
    plans.reorder(by=SYSTEM, plan=new, kind=ItemKind.AREA, ids=[second.pk, first.pk])
    first.refresh_from_db()
    plans.change_item(
        by=SYSTEM,
        kind=ItemKind.AREA,
        item_id=first.pk,
        values={"title": "Helt andra ord"},
        seen_version=first.version,
    )
    assert texts(compare(before, content(new))) == []
    text = first.texts.get(field="background")
    plans.change_item(
        by=SYSTEM, kind=ItemKind.BACKGROUND, item_id=text.pk, values={"text": "Omskrivet."}, seen_version=text.version
    )
    ((title, marks, _words),) = texts(compare(before, content(new)))
    assert (title, marks) == ("Helt andra ord", (Mark.REWORDED,))


def test_what_was_rolled_forward_and_then_split_twice_is_still_known(plan):
    before = content(plan)
    new = plans.roll_forward(by=SYSTEM, plan=plan, title="Nästa", valid_from=date(2029, 1, 1))
    part, _rest = plans.split_item(
        by=SYSTEM, kind=ItemKind.AREA, item_id=areas(new)[0].pk, texts=["Något helt annat", "Resten"]
    )
    plans.split_item(by=SYSTEM, kind=ItemKind.AREA, item_id=part.pk, texts=["Ord utan likhet", "Mer sådant"])
    assert texts(compare(before, content(new))) == []
