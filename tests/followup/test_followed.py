"""What rounds, judged years and published years say counts as follow-up: the plan check does not call it silence."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories, worlds
from tests.followup.worlds import a_round, answer
from tests.worlds import goal_table_plan

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.actions import Said
from samplan.followup.models import AskedQuestion, Round
from samplan.plans import actions as plans
from samplan.plans import queries
from samplan.plans.models import Activity, Area, Plan
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.actions import publish_followup, withdraw_followup

pytestmark = pytest.mark.django_db
TODAY = date(2027, 6, 1)


@pytest.fixture
def plan() -> Plan:
    """A plan that has held since 2025 and says nothing of follow-up itself."""
    told = goal_table_plan()
    bare = [a.model_copy(update={"followups": []}) for a in told.areas]
    going_on = [
        a.model_copy(update={"timeframe": "Fortlöpande", "start": date(2025, 1, 1), "end": None, "ongoing": True})
        for a in bare[0].activities
    ]
    bare[0] = bare[0].model_copy(update={"activities": going_on})
    return factories.an_imported_plan(told.model_copy(update={"areas": bare}))


def codes(plan: Plan) -> dict[str, list[str]]:
    """What the plan check says of silence: for each finding the areas."""
    watched = {"plan_silent", "not_followed_up_for_a_year", "ongoing_without_review"}
    found: dict[str, list[str]] = {}
    for finding in queries.plan_check(plan, today=TODAY).open:
        if finding.code in watched:
            found.setdefault(finding.code, []).append(finding.place.area or "")
    return found


def areas(plan: Plan) -> list[Area]:
    return list(Area.objects.filter(plan=plan).order_by("order"))


def a_round_of_areas(plan: Plan, year: int = 2026) -> Round:
    """The yearly questions about every area, which one municipality has answered for the first area."""
    round_ = a_round(plan.partnership, year=year, plan_id=plan.pk, questions=[])
    first = AskedQuestion.objects.filter(round=round_).order_by("number").first()
    answer(round_.asked.order_by("pk").first(), first.code, "4", "Påhittat: det går framåt.")
    return round_


def test_a_plan_that_says_nothing_itself_is_silent(plan: Plan) -> None:
    assert set(codes(plan)) == {"plan_silent", "ongoing_without_review"}


def test_a_round_that_somebody_answered_follows_the_plan_up_and_its_areas_when_it_is_closed(plan: Plan) -> None:
    unanswered = a_round(plan.partnership, year=2026, kind="courses", questions=[], own_questions=["Kurs"])
    assert "plan_silent" in codes(plan)
    assert unanswered.asked.count() > 1
    round_ = a_round_of_areas(plan)
    assert "plan_silent" not in codes(plan)
    assert "ongoing_without_review" in codes(plan), "nobody may read the answers yet"
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    first, second, *_rest = areas(plan)
    assert codes(plan) == {"not_followed_up_for_a_year": [str(second.pk)]}
    assert [f.year for f in queries.area_for_editing(first.pk).followed.areas[first.pk]] == [2026]


def test_a_status_round_follows_up_the_areas_of_the_activities(plan: Plan) -> None:
    body = factories.a_body(plan.partnership, "Psykiatrin")
    first = areas(plan)[0]
    factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk}, first.pk)
    round_ = a_round(
        plan.partnership, kind="status", plan_id=plan.pk, questions=[], asked={body.pk: ["psyk@exempel.example"]}
    )
    answer(round_.asked.get(), AskedQuestion.objects.filter(round=round_).first().code, "ongoing")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert "ongoing_without_review" not in codes(plan)
    assert str(first.pk) not in codes(plan).get("not_followed_up_for_a_year", [])


def test_a_judged_year_follows_up_the_area_of_what_is_judged(plan: Plan) -> None:
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    assert "plan_silent" in codes(plan), "opened, and nothing said"
    activity = Activity.objects.filter(area__plan=plan).first()
    actions.judge(
        by=SYSTEM, plan=plan, year=2026, kind="activity", item_id=activity.pk, said=Said(value="done", text="Gjort.")
    )
    found = codes(plan)
    assert "plan_silent" not in found
    assert str(activity.area_id) not in found["not_followed_up_for_a_year"]


def test_an_old_year_is_told_with_its_number(plan: Plan) -> None:
    round_ = a_round_of_areas(plan, year=2024)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    [silent] = [f for f in queries.plan_check(plan, today=TODAY).open if f.code == "plan_silent"]
    assert silent.quote == "2024"


def test_the_next_version_of_a_plan_was_followed_up_with_the_one_before(plan: Plan) -> None:
    round_ = a_round_of_areas(plan)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    rolled = plans.roll_forward(
        by=SYSTEM, plan=plan, title="Nästa plan", valid_from=date(2027, 1, 1), valid_to=date(2030, 12, 31), choices={}
    )
    first = areas(rolled)[0]
    assert queries.area_for_editing(first.pk).followed.areas[first.pk][0].year == 2026
    assert "ongoing_without_review" not in codes(rolled)


def test_another_county_s_rounds_tell_nothing(plan: Plan) -> None:
    elsewhere = factories.a_partnership(factories.a_county("98", "Annat län"))
    round_ = a_round(elsewhere, year=2026)
    answer(round_.asked.first())
    assert "plan_silent" in codes(plan)


def test_a_published_year_counts_until_it_is_withdrawn(plan: Plan) -> None:
    round_ = a_round_of_areas(plan)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)
    area = areas(plan)[0]

    def published() -> list[tuple[int, int]]:
        told = queries.area_for_editing(area.pk).followed.plan
        return [(f.year, f.number) for f in told if f.by == "published"]

    assert published() == [(2026, 1)]
    withdraw_followup(by=SYSTEM, partnership=plan.partnership, year=2026, number=1, reason="Fel siffror.")
    assert published() == []


def test_what_other_rooms_tell_costs_the_editor_no_query(django_assert_num_queries) -> None:
    world = worlds.goal_table_world()
    area = areas(world.plan)[0]
    plan = Plan.objects.select_related("county", "partnership").get(pk=world.plan.pk)
    with django_assert_num_queries(9):
        queries.area_for_editing(area.pk, plan=plan)
