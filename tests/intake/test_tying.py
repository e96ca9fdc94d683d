"""What stood in one row belongs together in the plan: activities to their goal, and to those who answer for them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
import pytest
from tests.intake.worlds import ReviewWorld, a_review

from samplan.intake import actions
from samplan.intake.models import Import
from samplan.plans.models import Activity, Plan, Responsible
from samplan.plans.queries import plan_content
from samplan.plans.shapes.content import ActivityContent
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db

HEAD = ("Mål på kort sikt", "Aktiviteter", "Ansvarig", "Tidsplan")
ROWS = (
    ("Alla skolor har en rutin.", "Ta fram en rutin.", "Elevhälsan", "Ht 2025"),
    ("", "Utbilda personalen i rutinen.", "Socialcheferna", "2026"),
    ("Färre elever är frånvarande.", "Starta närvaroteam på skolorna.", "Elevhälsan", "2026"),
)


def document(rows: Sequence[Sequence[str]] = ROWS, merged: int = 2) -> bytes:
    """A table under an area's heading. merged: how many rows the first goal's cell covers."""
    made = docx.Document()
    made.add_heading("Handlingsplan 2025–2027", 1)
    made.add_heading("1.1 Skolans roll", 2)
    table = made.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if merged > 1:
        table.cell(1, 0).merge(table.cell(merged, 0))
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def committed(data: bytes) -> tuple[ReviewWorld, Plan]:
    world = a_review(data)
    actions.accept_all_items(by=world.coordinator, imported=world.imported)
    return world, actions.commit_import(by=world.coordinator, imported=Import.objects.get(pk=world.imported.pk))


def told(plan: Plan) -> list[tuple[str, str | None, list[str]]]:
    """The activities: their words, their goal's words, and who answers for them alone."""
    (area,) = plan_content(plan.pk).areas
    goals = {goal.id: goal.text for goal in area.goals}

    def one(activity: ActivityContent) -> tuple[str, str | None, list[str]]:
        return activity.text, goals.get(activity.goal or ""), [body.name for body in activity.responsible]

    return [one(activity) for activity in area.activities]


def test_activities_stand_under_the_goal_of_their_row_and_name_who_answers_for_them() -> None:
    _world, plan = committed(document())
    assert told(plan) == [
        ("Ta fram en rutin.", "Alla skolor har en rutin.", ["Elevhälsan"]),
        ("Utbilda personalen i rutinen.", "Alla skolor har en rutin.", ["Socialcheferna"]),
        ("Starta närvaroteam på skolorna.", "Färre elever är frånvarande.", ["Elevhälsan"]),
    ]
    (area,) = plan_content(plan.pk).areas
    assert [body.name for body in area.responsible] == ["Elevhälsan", "Socialcheferna"]


def test_one_body_for_all_rows_answers_for_the_area_alone() -> None:
    _world, plan = committed(document([(goal, act, "Elevhälsan", when) for goal, act, _who, when in ROWS]))
    assert [names for _text, _goal, names in told(plan)] == [[], [], []]


def test_two_goals_in_a_row_are_not_guessed_between() -> None:
    both = ("Alla skolor har en rutin.\nFler elever trivs.", "Ta fram en rutin.", "Elevhälsan", "Ht 2025")
    _world, plan = committed(document([both, ROWS[2]], merged=1))
    assert [goal for _text, goal, _names in told(plan)] == [None, "Färre elever är frånvarande."]


def test_what_follows_later_is_tied_too_and_what_a_person_tied_stays() -> None:
    world = a_review(document())
    by = world.coordinator
    goal = world.item(ItemKind.GOAL, "Alla skolor")
    for item in (goal, world.item(ItemKind.ACTIVITY, "Ta fram")):
        actions.accept_item(by=by, item=item)
    plan = actions.commit_import(by=by, imported=Import.objects.get(pk=world.imported.pk))
    assert told(plan) == [("Ta fram en rutin.", "Alla skolor har en rutin.", [])]
    actions.accept_all_items(by=by, imported=Import.objects.get(pk=world.imported.pk))
    actions.commit_import(by=by, imported=Import.objects.get(pk=world.imported.pk))
    assert told(plan)[1:] == [
        ("Utbilda personalen i rutinen.", "Alla skolor har en rutin.", ["Socialcheferna"]),
        ("Starta närvaroteam på skolorna.", "Färre elever är frånvarande.", ["Elevhälsan"]),
    ]


def test_a_whole_import_goes_out_again_with_its_ties() -> None:
    world, plan = committed(document())
    undone = actions.undo_import(by=world.coordinator, imported=Import.objects.get(pk=world.imported.pk))
    assert undone.kept == 0
    assert not Activity.objects.filter(area__plan=plan, removed_at=None).exists()
    assert not Responsible.objects.filter(area__plan=plan, removed_at=None).exists()
