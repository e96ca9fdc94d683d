"""What loses its follow-up when a decision stops an activity: counted, shown before it is saved, kept with it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.worlds import a_round

from samplan.actors.models import Role
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.actions import Said
from samplan.followup.models import Judgement, Round
from samplan.followup.shapes import Loss, loss_lines, stopped_words
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Goal, Plan
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db
DECISION = "Länsrådet § 14, 2026-03-02"


@pytest.fixture
def plan() -> Plan:
    """A plan with two activities in one area, each with a goal of its own and one goal together."""
    made = factories.a_plan(valid_from=date(2024, 1, 1))
    area = factories.an_area(made, "Anhöriga", number="2.1")
    for text in ("Alla erbjuds stöd.", "Fler får en paus.", "Ingen är ensam."):
        factories.an_item(made, ItemKind.GOAL, {"level": "short", "text": text}, area.pk)
    factories.an_item(made, ItemKind.INDICATOR, {"text": "Andel som fått stöd"}, area.pk)
    stop = factories.an_item(made, ItemKind.ACTIVITY, {"text": "Utbilda", "goal": goal(made, "Alla").pk}, area.pk)
    other = factories.an_item(made, ItemKind.ACTIVITY, {"text": "Öppna hus", "goal": goal(made, "Fler").pk}, area.pk)
    shared = ("goal", goal(made, "Ingen").pk)
    for one in (stop, other):
        plans.add_step(by=SYSTEM, plan=made, start=("activity", one.pk), end=shared)
    body = factories.a_body(made.partnership, "Anhörigcentrum")
    factories.an_item(made, ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk}, area.pk)
    return made


def goal(plan: Plan, beginning: str) -> Goal:
    return Goal.objects.get(area__plan=plan, text__startswith=beginning)


def activity(plan: Plan, text: str = "Utbilda") -> Activity:
    return Activity.objects.get(area__plan=plan, text=text)


def loss(plan: Plan) -> Loss:
    found = queries.loss_in(plan.pk, activity(plan).pk)
    assert found is not None
    return found


def a_status_round(plan: Plan, year: int, choice: str = "", close: bool = True) -> Round:
    """A round about the activities, in which the one that answers says how the first goes."""
    owner = min(queries.from_plan(catalogue.kind("status"), plan).bodies)
    round_ = a_round(
        plan.partnership, year=year, kind="status", plan_id=plan.pk, questions=[], asked={owner: ["a@b.se"]}
    )
    if choice:
        code = round_.questions.get(about__id=activity(plan).pk).code
        actions.save_answer(by=SYSTEM, asked_id=round_.asked.get().pk, code=code, choice=choice)
    return actions.close_round(by=SYSTEM, round_id=round_.pk) if close else round_


def stop(plan: Plan, which: str = "Utbilda", year: int = 2026, version: int = 0, **said: str) -> Judgement:
    told = {"value": "ended", "reason": "Pengarna tog slut.", "decision": DECISION, **said}
    return actions.judge(
        by=SYSTEM,
        plan=plan,
        year=year,
        kind="activity",
        item_id=activity(plan, which).pk,
        said=Said(**told),
        seen_version=version,
    )


def test_a_goal_that_no_other_activity_serves_is_lost_and_others_are_not(plan: Plan) -> None:
    told = loss(plan)
    assert told.goals == ("Alla erbjuds stöd.",)
    assert told.indicators == (), "another activity of the area goes on"


def test_the_last_activity_of_an_area_takes_its_indicators_and_shared_goals_along(plan: Plan) -> None:
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    stop(plan, "Öppna hus")
    told = loss(plan)
    assert told.goals == ("Alla erbjuds stöd.", "Ingen är ensam.")
    assert told.indicators == ("Andel som fått stöd",)


def test_a_goal_at_the_end_of_several_steps_is_served_too(plan: Plan) -> None:
    area = activity(plan).area
    far = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Alla mår bättre."}, area.pk)
    effect = factories.an_item(plan, ItemKind.EFFECT, {"level": "short", "text": "Fler vågar fråga."})
    plans.add_step(by=SYSTEM, plan=plan, start=("activity", activity(plan).pk), end=("effect", effect.pk))
    plans.add_step(by=SYSTEM, plan=plan, start=("effect", effect.pk), end=("goal", far.pk))
    assert "Alla mår bättre." in loss(plan).goals


def test_questions_about_the_activity_are_counted_with_their_years_and_answers(plan: Plan) -> None:
    a_status_round(plan, 2024, "started")
    a_status_round(plan, 2025, "ongoing")
    a_status_round(plan, 2026, close=False)
    [told] = loss(plan).questions
    assert (told.text.sv, told.years, told.answers, told.open) == ("Utbilda", (2024, 2025), 2, True)


def test_questions_about_the_area_are_lost_with_its_last_activity_alone(plan: Plan) -> None:
    round_ = a_round(plan.partnership, year=2025, plan_id=plan.pk, questions=[])
    code = round_.questions.get().code
    for asked in round_.asked.all():
        actions.save_answer(by=SYSTEM, asked_id=asked.pk, code=code, choice="4")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert loss(plan).questions == ()
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    stop(plan, "Öppna hus")
    [told] = loss(plan).questions
    assert (told.years, told.answers, told.open) == ((2025,), round_.asked.count(), False)


def test_the_loss_is_kept_with_the_decision_as_it_was_then(plan: Plan) -> None:
    a_status_round(plan, 2025, "ongoing")
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    actions.judge(
        by=SYSTEM, plan=plan, year=2025, kind="activity", item_id=activity(plan).pk, said=Said(value="ongoing")
    )
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    row = stop(plan)
    assert row.lost["goals"] == ["Alla erbjuds stöd."]
    assert row.lost["judged"] == [2025]
    assert [line.head.sv for line in loss_lines(row.lost)] == ["1 mål", "1 fråga", "1 år med bedömning"]
    assert stopped_words(row.decision, row.lost).sv == (
        f"Insatsen avbröts genom beslut: {DECISION}. Uppföljningen upphör för 1 mål, 1 fråga och 1 år med bedömning."
    )
    a_status_round(plan, 2026)
    again = stop(plan, version=1, text="Skrivet i efterhand.")
    assert again.lost == row.lost, "what was lost is what was lost when it was decided"
    assert stop(plan, version=2, decision="").lost == {}


def test_the_year_s_report_says_how_much_is_lost(plan: Plan) -> None:
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    stop(plan)
    actions.lock_year(by=SYSTEM, plan=plan, year=2026)
    report = queries.report_of(plan.partnership, 2026, public=True)
    [told] = [i.stopped for area in report.areas for i in area.items if i.stopped]
    assert told.sv.endswith("Uppföljningen upphör för 1 mål.")
    assert told.en.endswith("Follow-up ends for 1 goal.")


def test_nothing_lost_says_so_and_an_old_judgement_says_what_it_said(plan: Plan) -> None:
    assert (
        stopped_words("§ 1", Loss().value).sv
        == "Insatsen avbröts genom beslut: § 1. Inget annat mister sin uppföljning."
    )
    assert stopped_words("§ 1").sv == "Insatsen avbröts genom beslut: § 1. Uppföljning saknas därför."


def test_the_page_shows_the_loss_before_anything_is_saved(client, plan: Plan) -> None:
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership))
    address = reverse("workspace:judge", args=[plan.pk, 2026, "activity", activity(plan).pk])
    told = {"value": "ended", "reason": "Pengarna tog slut.", "decision": DECISION, "version": "0"}
    shown = client.post(address, told)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Inget är sparat än" in page
    assert "Alla erbjuds stöd." in page
    assert not Judgement.objects.exists()
    assert DECISION in page, "what was written stays in the form"
    mark = loss(plan).mark
    assert f'name="sett" value="{mark}"' in page
    other = client.post(address, told | {"sett": "something-else"})
    assert other.status_code == 200
    assert not Judgement.objects.exists()
    saved = client.post(address, told | {"sett": mark}, follow=True).content.decode()
    assert "Uppföljningen upphör för 1 mål." in saved
    assert "Vad som inte längre följs upp" in saved
    again = client.post(address, told | {"version": "1", "text": "Mer att säga."})
    assert again.status_code == 302, "the decision is not new"


@pytest.mark.parametrize("activities", [2, 30])
def test_counting_costs_the_same_whatever_the_size(activities: int, plan: Plan, django_assert_max_num_queries) -> None:
    area = activity(plan).area
    for n in range(activities):
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": f"Till {n}"}, area.pk)
    with django_assert_max_num_queries(10):
        loss(plan)
