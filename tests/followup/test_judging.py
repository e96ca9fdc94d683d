"""The yearly judgement: text never without it, earlier years locked, stops with reasons; recommendations answered."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories, worlds

from samplan.actors.models import Body, BodyKind, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.actors.standing import standings_of
from samplan.followup import actions, queries
from samplan.followup.actions import Said
from samplan.followup.models import Judgement
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import stopped_words
from samplan.followup.statement_rules import StatementChanged, YearIsLocked
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Goal, Plan
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return worlds.goal_table_world(3).plan


def an_activity(plan: Plan) -> Activity:
    return Activity.objects.filter(area__plan=plan).order_by("pk").first()


def a_goal(plan: Plan) -> Goal:
    return Goal.objects.filter(area__plan=plan).order_by("pk").first()


def judge(plan: Plan, kind: str = "activity", year: int = 2025, version: int = 0, **said: str) -> Judgement:
    item = an_activity(plan) if kind == "activity" else a_goal(plan)
    return actions.judge(
        by=SYSTEM, plan=plan, year=year, kind=kind, item_id=item.pk, said=Said(**said), seen_version=version
    )


def test_done_and_helped_are_two_judgements_and_the_plan_says_the_same(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    judge(plan, value="done", written="klart i maj", text="Kursen hölls två gånger.")
    judge(plan, "goal", value="partly", text="Fler frågar, men inte alla.")
    assert an_activity(plan).status == "done"
    assert an_activity(plan).status_written == "klart i maj"
    goal = a_goal(plan)
    assert (goal.attainment, goal.attainment_comment) == ("partly", "Fler frågar, men inte alla.")
    told = queries.year_of_judging(plan, 2025)
    assert told.judged == 2
    with pytest.raises(NotTaken):
        judge(plan, "goal", value="done", version=1)
    with pytest.raises(NotTaken):
        judge(plan, value="achieved", version=1)


def test_a_judgement_changes_what_it_says_of_the_plan_and_nothing_else(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)

    def comment() -> str:
        return a_goal(plan).attainment_comment

    def elsewhere(words: str) -> None:
        goal = a_goal(plan)
        plans.set_goal_attainment(
            by=SYSTEM, goal_id=goal.pk, attainment=goal.attainment, comment=words, seen_version=goal.version
        )

    elsewhere("Skrivet i planen.")
    judge(plan, "goal", value="partly")
    assert (a_goal(plan).attainment, comment()) == ("partly", "Skrivet i planen.")
    judge(plan, "goal", value="achieved", text="Alla frågar.", version=1)
    assert comment() == "Alla frågar."
    elsewhere("Omskrivet i planen.")
    judge(plan, "goal", value="partly", text="Alla frågar.", version=2)
    assert comment() == "Omskrivet i planen.", "the text of the judgement is as it was"
    judge(plan, "goal", value="achieved", version=3)
    assert comment() == "Omskrivet i planen."
    judge(plan, "goal", value="partly", text="Nästan alla.", version=4)
    judge(plan, "goal", value="not_achieved", version=5)
    assert comment() == "", "a text that is taken back is taken back from the plan as well"
    judge(plan, "goal", value="not_achieved", text="Ingen frågar.", version=6)
    assert comment() == "Ingen frågar."
    goal = a_goal(plan)
    plans.set_goal_attainment(by=SYSTEM, goal_id=goal.pk, attainment="partly", seen_version=goal.version)
    judge(plan, "goal", value="not_achieved", text="Ingen vågar fråga.", version=7)
    assert (a_goal(plan).attainment, comment()) == ("partly", "Ingen frågar."), "the plan has gone on since"


@pytest.mark.parametrize(
    "said", [{"text": "Det gick bra."}, {"reason": "Ingen tid"}, {"value": "ended"}, {"value": "paused", "reason": " "}]
)
def test_no_text_without_a_judgement_and_no_stop_without_a_reason(plan, said):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    with pytest.raises(NotTaken):
        judge(plan, **said)
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("bad", [{"value": "", "text": "x"}, {"value": "paused"}, {"value": "achieved"}])
def test_the_database_itself_refuses_it(plan, bad):
    year = actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    one = an_activity(plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(judged=year, area=one.area, activity=one, changed_at=timezone.now(), **bad)


def test_a_decision_that_stopped_it_is_told_with_what_is_lost(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    row = judge(plan, value="ended", reason="Pengarna tog slut", decision="Länsrådet § 14, 2025-03-02.")
    assert stopped_words(row.decision).sv == (
        "Insatsen avbröts genom beslut: Länsrådet § 14, 2025-03-02. Uppföljning saknas därför."
    )


def test_a_later_year_locks_the_earlier_ones_and_shows_them_beside(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2024)
    judge(plan, year=2024, value="started", text="Vi har börjat.")
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    with pytest.raises(YearIsLocked):
        judge(plan, year=2024, version=1, value="done")
    with pytest.raises(NotTaken):
        actions.open_judging(by=SYSTEM, plan=plan, year=2023)
    told = queries.year_of_judging(plan, 2025)
    one = next(i for area in told.areas for i in area.items if i.kind == "activity" and i.id == an_activity(plan).pk)
    assert (told.before, one.before.value, one.now) == (2024, "started", None)


def test_a_year_far_ahead_is_refused_in_one_sentence(plan):
    following = timezone.localdate().year + 1
    with pytest.raises(NotTaken) as refused:
        actions.open_judging(by=SYSTEM, plan=plan, year=following + 1)
    assert refused.value.sentences.sv == (
        f"{following + 1} ligger för långt fram, det senaste år som går att öppna är {following}. Inget har sparats."
    )
    assert actions.open_judging(by=SYSTEM, plan=plan, year=following).year == following


def test_a_locked_year_is_put_right_by_a_correction_that_is_seen(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2024)
    judge(plan, year=2024, value="started", text="Vi har börjat.")
    told = {"by": SYSTEM, "plan": plan, "year": 2024, "kind": "activity", "item_id": an_activity(plan).pk}
    with pytest.raises(NotTaken):
        actions.correct_judgement(**told, said=Said(value="done"), reason="Fel")
    actions.lock_year(by=SYSTEM, plan=plan, year=2024)
    with pytest.raises(NotTaken):
        actions.correct_judgement(**told, said=Said(value="done"), reason=" ")
    actions.correct_judgement(**told, said=Said(value="done", text="Klart."), reason="Fel rad")
    (line,) = queries.corrections_of_year(plan, 2024)
    assert (line.before, line.after, line.reason) == ("Påbörjad. Vi har börjat", "Klar. Klart", "Fel rad")
    assert an_activity(plan).status == "started", "the plan of today is left alone"


def open_years(plan: Plan) -> list[int]:
    return [y.year for y in queries.judged_years(plan) if y.locked_at is None]


def test_a_year_that_was_opened_by_mistake_is_taken_back_and_what_it_locked_is_open_again(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2023)
    actions.lock_year(by=SYSTEM, plan=plan, year=2023)
    actions.open_judging(by=SYSTEM, plan=plan, year=2024)
    judge(plan, value="started", year=2024)
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    assert open_years(plan) == [2025]
    assert actions.take_back_year(by=SYSTEM, plan=plan, year=2025) == [2024]
    assert open_years(plan) == [2024]
    assert [y.year for y in queries.judged_years(plan)] == [2024, 2023]
    judge(plan, value="done", year=2024, version=1)


def test_a_year_in_which_something_is_judged_is_not_taken_back(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    made = judge(plan, value="started")
    with pytest.raises(NotTaken) as refused:
        actions.take_back_year(by=SYSTEM, plan=plan, year=2025)
    assert refused.value.sentences.sv == (
        "Något är bedömt i 2025. Ta bort bedömningarna först, eller lås året. Inget har sparats."
    )
    judge(plan, version=made.version)
    actions.take_back_year(by=SYSTEM, plan=plan, year=2025)
    assert queries.judged_years(plan) == []


def test_a_year_that_is_locked_or_was_never_opened_is_not_taken_back(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2024)
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    with pytest.raises(YearIsLocked):
        actions.take_back_year(by=SYSTEM, plan=plan, year=2024)
    with pytest.raises(NotTaken):
        actions.take_back_year(by=SYSTEM, plan=plan, year=2023)


def test_a_year_with_a_correction_of_its_own_is_not_taken_back_when_it_is_open_again(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2024)
    judge(plan, value="started", year=2024)
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    told = {"by": SYSTEM, "plan": plan, "year": 2024, "kind": "activity", "item_id": an_activity(plan).pk}
    actions.correct_judgement(**told, said=Said(), reason="Fel aktivitet")
    actions.take_back_year(by=SYSTEM, plan=plan, year=2025)
    with pytest.raises(NotTaken):
        actions.take_back_year(by=SYSTEM, plan=plan, year=2024)


def test_two_who_judge_lose_nothing(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    judge(plan, value="started")
    with pytest.raises(StatementChanged):
        judge(plan, value="done")


@pytest.mark.parametrize("kind", ["goal", "activity"])
def test_what_was_moved_to_another_area_keeps_its_judgements_and_is_judged_there(plan, kind):
    item = a_goal(plan) if kind == "goal" else an_activity(plan)
    first, last = ("partly", "achieved") if kind == "goal" else ("started", "done")
    for year in (2024, 2025):
        actions.open_judging(by=SYSTEM, plan=plan, year=year)
        judge(plan, kind, year, value=first, text="Vi har börjat.")
    there = factories.an_area(plan, title="Dit den flyttades")
    plans.move_item(by=SYSTEM, kind=ItemKind(kind), item_id=item.pk, new_parent_id=there.pk)

    def shown():
        told = queries.year_of_judging(plan, 2025)
        return next((a.id, i.now, i.before) for a in told.areas for i in a.items if (i.kind, i.id) == (kind, item.pk))

    area, now, before = shown()
    assert (area, now.text, before.text) == (there.pk, "Vi har börjat.", "Vi har börjat.")
    judge(plan, kind, version=now.version, value=last, text="Klart.")
    area, now, before = shown()
    assert (area, now.value, before.value) == (there.pk, last, first)
    told = {"by": SYSTEM, "plan": plan, "year": 2024, "kind": kind, "item_id": item.pk, "reason": "Fel rad"}
    actions.correct_judgement(**told, said=Said(value=last))
    assert shown()[2].value == last


def test_who_may_judge_what(plan):
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    reader = factories.a_person(role=Role.READER, partnership=plan.partnership)
    with pytest.raises(NotAllowed):
        actions.judge(by=reader, plan=plan, year=2025, kind="goal", item_id=a_goal(plan).pk, said=Said(value="partly"))
    told = queries.year_of_judging(plan, 2025, reader)
    assert not any(item.may for area in told.areas for item in area.items)


def test_judging_asks_the_database_as_often_however_large_the_plan(plan):
    def asked(some: Plan) -> int:
        actions.open_judging(by=SYSTEM, plan=some, year=2025)
        with CaptureQueriesContext(connection) as seen:
            queries.year_of_judging(some, 2025, coordinator)
        return len(seen)

    coordinator = factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership)
    small = factories.a_plan(plan.partnership, title="En liten")
    factories.an_area(small)
    assert asked(plan) == asked(small) <= 12


# Recommendations.


def a_recommendation(plan: Plan, **more):
    body = Body.objects.filter(county=plan.county, kind=BodyKind.MUNICIPALITY).order_by("code").first()
    told = {"year": 2025, "text": "Anta en plan för suicidprevention.", "body_id": body.pk, **more}
    return actions.recommend(by=SYSTEM, partnership=plan.partnership, **told)


def test_a_recommendation_waits_for_those_who_act_for_the_body_until_it_is_done(plan):
    made = a_recommendation(plan, due=date(2026, 12, 1))
    contact = factories.a_person(role=Role.MUNICIPAL_CONTACT, partnership=plan.partnership, body=made.body)
    other = factories.a_person(
        role=Role.MUNICIPAL_CONTACT,
        partnership=plan.partnership,
        body=Body.objects.filter(county=plan.county, kind=BodyKind.MUNICIPALITY).order_by("-code").first(),
    )
    waits = [r.id for r in queries.recommendations_waiting(standings_of(contact))]
    assert waits == [made.pk]
    assert queries.recommendations_waiting(standings_of(other)) == []
    with pytest.raises(NotAllowed):
        actions.answer_recommendation(by=other, recommendation_id=made.pk, answer="accepted")
    actions.answer_recommendation(by=contact, recommendation_id=made.pk, answer="accepted")
    assert queries.recommendations_waiting(standings_of(contact))
    actions.answer_recommendation(by=contact, recommendation_id=made.pk, answer="done")
    assert queries.recommendations_waiting(standings_of(contact)) == []
    (line,) = queries.recommendations_of(plan.partnership)
    assert line.answer == "done"


@pytest.mark.parametrize(("answer", "reason"), [("declined", ""), ("kanske", "")])
def test_a_no_needs_a_reason(plan, answer, reason):
    made = a_recommendation(plan)
    with pytest.raises(NotTaken):
        actions.answer_recommendation(by=SYSTEM, recommendation_id=made.pk, answer=answer, reason=reason)


def test_an_answered_recommendation_stays(plan):
    made = a_recommendation(plan)
    actions.answer_recommendation(by=SYSTEM, recommendation_id=made.pk, answer="declined", reason="Finns redan")
    with pytest.raises(NotTaken):
        actions.withdraw_recommendation(by=SYSTEM, recommendation_id=made.pk)
    actions.withdraw_recommendation(by=SYSTEM, recommendation_id=a_recommendation(plan).pk)
    assert len(queries.recommendations_of(plan.partnership)) == 1


@pytest.mark.parametrize("wrong", [{"text": " "}, {"body_id": 10**6}])
def test_a_recommendation_says_something_to_somebody(plan, wrong):
    with pytest.raises(NotTaken):
        a_recommendation(plan, **wrong)
