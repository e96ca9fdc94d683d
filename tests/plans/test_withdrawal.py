"""A whole import can be taken out again, but nothing that somebody has worked on since."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories, worlds

from samplan.actors.models import Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions
from samplan.plans.models import Activity, Area, Plan, PlanProposal
from samplan.plans.queries import item_history, item_origin, plan_file
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind, Origin

pytestmark = pytest.mark.django_db


def everywhere(file: PlanFile, ref: str = "imp-1") -> dict[str, Origin]:
    """An origin for every value of a file."""
    origins: dict[str, Origin] = {"": Origin(ref, "plan.docx")}

    def walk(value: Any, path: str) -> None:
        origins[path] = Origin(ref, "plan.docx", page=1, position=len(origins), certainty=0.9)
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, f"{path}/{key}")
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                walk(inner, f"{path}/{i}")

    walk(file.model_dump(), "")
    return origins


def imported(file: PlanFile) -> Plan:
    """A plan from a file whose every value has an origin."""
    return factories.an_imported_plan(file, origins=everywhere(file))


@pytest.mark.parametrize("file", [worlds.goal_table_plan(), worlds.framework_plan()])
def test_an_untouched_import_goes_out_whole(file: PlanFile) -> None:
    plan = imported(file)
    outcome = actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan, reason="Fel dokument")
    assert outcome.kept == 0
    assert outcome.removed >= 5
    plan.refresh_from_db()
    assert plan.removed_at is not None
    assert plan.removed_reason == "Fel dokument"
    activity = Activity.objects.first()
    if activity is not None:
        assert item_history(ItemKind.ACTIVITY, activity.pk)[0].what == "removed"
        assert item_origin(ItemKind.ACTIVITY, activity.pk) is not None


def test_what_was_there_before_stays() -> None:
    partnership = factories.a_partnership()
    before = worlds.goal_table_plan(2)
    plan = factories.an_imported_plan(before, partnership)
    there = plan_file(plan.pk)
    more = worlds.framework_plan()
    actions.import_plan_file(by=SYSTEM, partnership=partnership, plan_file=more, origins=everywhere(more), plan=plan)
    assert plan_file(plan.pk) != there
    actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan)
    assert plan_file(plan.pk) == there


def test_what_somebody_changed_stays_with_what_holds_it() -> None:
    plan = imported(worlds.framework_plan())
    proposal = PlanProposal.objects.order_by("pk")[0]
    actions.change_item(
        by=SYSTEM, kind=ItemKind.PROPOSAL, item_id=proposal.pk, values={"text": "Mitt eget"}, seen_version=1
    )
    outcome = actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan)
    # The proposal, its question and their area.
    assert outcome.kept == 3
    left = plan_file(plan.pk).areas[0]
    assert [[p.text for p in q.proposals] for q in left.challenge_questions] == [["Mitt eget"]]
    assert left.followup_questions == []
    plan.refresh_from_db()
    assert plan.removed_at is None


def test_an_area_stays_when_a_person_wrote_something_in_it() -> None:
    plan = imported(worlds.goal_table_plan())
    area = Area.objects.filter(plan=plan).order_by("order")[1]
    factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Handskrivet"}, area.pk)
    actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan)
    left = plan_file(plan.pk)
    assert [(a.title, [g.text for g in a.goals], a.activities) for a in left.areas] == [
        (area.title, ["Handskrivet"], [])
    ]


def test_a_text_that_a_person_went_on_writing_stays() -> None:
    plan = imported(worlds.goal_table_plan())
    area = Area.objects.filter(plan=plan).order_by("order")[0]
    factories.an_item(plan, ItemKind.NEEDS, {"text": "Mer."}, area.pk)
    actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan)
    assert plan_file(plan.pk).areas[0].needs == "Fler behöver våga fråga.\nMer."
    assert plan_file(plan.pk).areas[0].background is None


def test_only_those_who_may_import_may_withdraw() -> None:
    plan = imported(worlds.framework_plan())
    owner = factories.a_person(role=Role.AREA_OWNER, partnership=plan.partnership)
    with pytest.raises(NotAllowed):
        actions.withdraw_import(by=owner, import_ref="imp-1", plan=plan)


def test_withdrawing_takes_few_queries_whatever_the_size(django_assert_max_num_queries: Any) -> None:
    for activities in (10, 300):
        file = worlds.goal_table_plan(activities)
        partnership = Plan.objects.first().partnership if Plan.objects.exists() else None  # type: ignore[union-attr]
        plan = factories.an_imported_plan(file, partnership, everywhere(file))
        with django_assert_max_num_queries(90):
            assert actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan).removed > activities
