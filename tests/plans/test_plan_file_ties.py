"""What ties an activity to its goal and to those who answer for it goes out with the plan file, and in again."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests import factories, worlds

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions
from samplan.plans.checks import check_plan
from samplan.plans.checks.from_file import content_of
from samplan.plans.models import Activity, Goal, Indicator
from samplan.plans.queries import plan_content, plan_file
from samplan.plans.shapes.exchange import Activity as ActivityFile
from samplan.plans.shapes.exchange import Area as AreaFile
from samplan.plans.shapes.exchange import Goal as GoalFile
from samplan.plans.shapes.exchange import Indicator as IndicatorFile
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.layouts.exchange import plan_file_of

pytestmark = pytest.mark.django_db


def test_an_activitys_goal_and_its_own_and_an_indicators_rhythm_go_out_and_in_again():
    """Also where two goals have the same words: the first is meant, and the file is the same."""
    world = worlds.goal_table_world()
    activity = Activity.objects.filter(area__plan=world.plan).order_by("area__order", "order").first()
    area, by = activity.area_id, world.coordinator
    goal = factories.an_item(world.plan, ItemKind.GOAL, {"level": "short", "text": "Jouren har öppet"}, area)
    factories.an_item(world.plan, ItemKind.GOAL, {"level": "short", "text": "Jouren har öppet"}, area)
    actions.change_item(by=by, kind=ItemKind.ACTIVITY, item_id=activity.pk, values={"goal": goal.pk}, seen_version=1)
    for text, part in (("Elevhälsan", "responsible"), ("Skolorna", "takes_part")):
        values = {"text": text, "activity": activity.pk, "part": part}
        factories.an_item(world.plan, ItemKind.RESPONSIBLE, values, area)
    indicator = Indicator.objects.filter(area=area).first()
    often = {"rhythm": "varje år i april"}
    actions.change_item(by=by, kind=ItemKind.INDICATOR, item_id=indicator.pk, values=often, seen_version=1)
    file = plan_file(world.plan.pk)
    told = next(a for a in file.areas[0].activities if a.text == activity.text)
    assert (told.goal, told.responsible) == ("Jouren har öppet", ["Elevhälsan"])
    assert [i.rhythm for i in file.areas[0].indicators if i.text == indicator.text] == ["varje år i april"]
    assert plan_file_of(plan_content(world.plan.pk)) == file
    again = factories.an_imported_plan(PlanFile.model_validate_json(file.model_dump_json()), world.partnership)
    assert plan_file(again.pk) == file
    assert Activity.objects.get(area__plan=again, text=activity.text).goal.text == "Jouren har öppet"


def test_what_does_not_use_them_is_written_as_it_always_was():
    """An older program reads it, and a file of before is read."""
    old = PlanFile(
        areas=[AreaFile(title="A", activities=[ActivityFile(text="Gör")], indicators=[IndicatorFile(text="Antal")])]
    )
    [area] = json.loads(old.model_dump_json())["areas"]
    assert set(area["activities"][0]) == {"text", "timeframe", "start", "end", "ongoing", "kind", "year"}
    assert set(area["indicators"][0]) == {"text", "kind", "source", "reference"}
    assert plan_file(factories.an_imported_plan(old).pk).areas == old.areas


def test_a_goal_that_no_area_has_or_another_area_has_is_passed_over():
    """Nothing is guessed, and nothing is refused."""
    served = ActivityFile(text="Gör", goal="Mål i ett annat område")
    areas = [
        AreaFile(title="A", activities=[served]),
        AreaFile(title="B", goals=[GoalFile(level="long", text="Mål i ett annat område")]),
    ]
    plan = factories.an_imported_plan(PlanFile(areas=areas))
    assert plan_file(plan.pk).areas[0].activities[0].goal is None


def test_a_goal_that_has_been_removed_is_not_written():
    goal = GoalFile(level="long", text="Alla får svar")
    served = ActivityFile(text="Gör", goal=goal.text)
    plan = factories.an_imported_plan(PlanFile(areas=[AreaFile(title="A", goals=[goal], activities=[served])]))
    gone = Goal.objects.get(area__plan=plan)
    actions.remove_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=gone.pk, reason="Dubblett")
    assert plan_file(plan.pk).areas[0].activities[0].goal is None


def test_the_plan_check_of_a_file_knows_what_goal_is_served():
    """As the check of the same plan in the workspace does: the activity that serves none among those that do."""
    goal = GoalFile(level="short", text="Alla skolor har en rutin")

    def serving_none(*named: str | None) -> list[str]:
        activities = [ActivityFile(text=f"Gör något {n}", goal=text) for n, text in enumerate(named)]
        file = PlanFile(areas=[AreaFile(title="A", goals=[goal], activities=activities)])
        found = check_plan(content_of(file), date(2026, 1, 1))
        return [one.basis for one in found if one.code == "activity_without_goal"]

    assert serving_none(goal.text, None) == ["Gör något 1"]
    assert serving_none(goal.text, goal.text) == []
    assert serving_none(None, None) == []
