"""What owners answer stands beside the year's judgement, and is taken into it only when somebody says so."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories
from tests.followup.worlds import a_round

from samplan.actors.models import Body, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.actions import Said
from samplan.followup.models import Judgement, Round
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import JudgedItem
from samplan.followup.statement_rules import StatementChanged
from samplan.plans.models import Activity, Area, Plan
from samplan.plans.shapes.exchange import FollowUp, GoalStatus
from samplan.plans.shapes.items import ItemKind, Origin

from tests.worlds import goal_table_plan  # isort: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """A plan with an area that a body answers for, judged in 2026."""
    made = factories.a_plan(valid_from=date(2025, 1, 1))
    area = factories.an_area(made, "Anhöriga", number="2.1")
    factories.an_item(made, ItemKind.GOAL, {"level": "short", "text": "Alla erbjuds stöd."}, area.pk)
    factories.an_item(made, ItemKind.ACTIVITY, {"text": "Utbilda anhörigstödjare"}, area.pk)
    body = factories.a_body(made.partnership, "Anhörigcentrum")
    factories.an_item(made, ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk}, area.pk)
    actions.open_judging(by=SYSTEM, plan=made, year=2026)
    return made


def owner(plan: Plan) -> Body:
    return Body.objects.get(county=plan.county, name="Anhörigcentrum")


def a_round_of(plan: Plan, kind: str, choice: str, text: str = "", close: bool = True, **more: object) -> Round:
    """A round of a kind that asks owners, answered by the one who answers for the area."""
    round_ = a_round(
        plan.partnership, kind=kind, plan_id=plan.pk, questions=[], asked={owner(plan).pk: ["a@exempel.example"]}
    )
    code = round_.questions.get().code
    actions.save_answer(by=SYSTEM, asked_id=round_.asked.get().pk, code=code, choice=choice, text=text, more=more)
    return actions.close_round(by=SYSTEM, round_id=round_.pk) if close else round_


def item(plan: Plan, kind: str) -> JudgedItem:
    told = queries.year_of_judging(plan, 2026, SYSTEM)
    return next(i for area in told.areas for i in area.items if i.kind == kind)


def take(plan: Plan, kind: str, key: str, by: object = SYSTEM, version: int = 0) -> Judgement:
    return actions.take_answer(
        by=by, plan=plan, year=2026, kind=kind, item_id=item(plan, kind).id, key=key, seen_version=version
    )


def test_an_answer_about_an_area_s_goals_stands_beside_and_judges_nothing_by_itself(plan: Plan) -> None:
    a_round_of(plan, "goals", "partly", "Fler än förra året.", needs="Fler utbildningar.")
    [told] = item(plan, "area").proposed
    assert (told.body, told.value, told.text, told.needs) == (
        "Anhörigcentrum",
        "partly",
        "Fler än förra året.",
        "Fler utbildningar.",
    )
    assert told.round.sv == "Måluppfyllelse"
    assert not told.taken
    assert item(plan, "area").now is None
    assert not Judgement.objects.exists()


def test_it_is_taken_with_its_source_and_the_source_goes_when_somebody_writes_something_else(plan: Plan) -> None:
    a_round_of(plan, "goals", "partly", "Fler än förra året.", needs="Fler utbildningar.")
    [told] = item(plan, "area").proposed
    made = take(plan, "area", told.key)
    assert (made.value, made.text, made.needs) == ("partly", "Fler än förra året.", "Fler utbildningar.")
    assert made.source["body"] == "Anhörigcentrum"
    assert made.source["round"] == {"sv": "Måluppfyllelse", "en": "Goal attainment"}
    assert item(plan, "area").proposed[0].taken
    with pytest.raises(StatementChanged):
        take(plan, "area", told.key)
    said = {"by": SYSTEM, "plan": plan, "year": 2026, "kind": "area", "item_id": item(plan, "area").id}
    same = Said(value="partly", text="Fler än förra året.", needs="Fler utbildningar.")
    assert actions.judge(**said, said=same, seen_version=1).source, "saved as it stood"
    assert actions.judge(**said, said=Said(value="achieved"), seen_version=2).source == {}
    assert not item(plan, "area").proposed[0].taken


def test_a_status_answer_is_taken_into_the_judgement_and_the_plan(plan: Plan) -> None:
    a_round_of(plan, "status", "postponed", "Ny kursledare söks.", reason="Kursledaren slutade.")
    [told] = item(plan, "activity").proposed
    made = take(plan, "activity", told.key)
    assert (made.value, made.text, made.reason) == ("postponed", "Ny kursledare söks.", "Kursledaren slutade.")
    assert Activity.objects.get(area__plan=plan).status == "postponed"


def test_answers_of_an_open_round_of_another_year_or_plan_are_not_there(plan: Plan) -> None:
    a_round_of(plan, "goals", "partly", close=False)
    assert item(plan, "area").proposed == ()
    other = factories.a_plan(plan.partnership, title="En annan plan")
    actions.open_judging(by=SYSTEM, plan=other, year=2026)
    factories.an_area(other)
    assert item(other, "area").proposed == ()
    with pytest.raises(NotTaken):
        take(plan, "area", "1-1")


def test_a_correction_of_the_answer_is_what_is_proposed(plan: Plan) -> None:
    round_ = a_round_of(plan, "goals", "partly")
    actions.correct_answer(
        by=SYSTEM,
        round_id=round_.pk,
        asked_id=round_.asked.get().pk,
        code=round_.questions.get().code,
        choice="achieved",
        text="Rätt nu.",
        reason="Fel ruta.",
    )
    assert [(p.value, p.text) for p in item(plan, "area").proposed] == [("achieved", "Rätt nu.")]


def test_only_who_may_judge_a_thing_sees_and_takes_the_answers(plan: Plan) -> None:
    a_round_of(plan, "goals", "partly")
    key = item(plan, "area").proposed[0].key
    stranger = factories.a_person(role=Role.DECISION_MAKER, partnership=plan.partnership)
    told = queries.year_of_judging(plan, 2026, stranger)
    assert all(not i.proposed for area in told.areas for i in area.items)
    with pytest.raises(NotAllowed):
        take(plan, "area", key, by=stranger)
    mine = factories.a_person(role=Role.AREA_OWNER, partnership=plan.partnership, body=owner(plan))
    assert take(plan, "area", key, by=mine).value == "partly"


# Old documents beside the first judged year.


@pytest.fixture
def imported() -> Plan:
    """A plan out of a document that tells how its first area went in 2024."""
    told = goal_table_plan()
    first = told.areas[0].model_copy(
        update={
            "followups": [FollowUp(year=2024, heading="Kommentar", text="Två kurser hölls.")],
            "goal_status": GoalStatus.PARTLY,
            "goal_status_written": "Delvis på väg",
        }
    )
    origin = Origin(import_ref="inläsning-1", document="gammal.docx")
    origins = {"/areas/0": origin, "/areas/0/followups/0": origin}
    made = factories.an_imported_plan(told.model_copy(update={"areas": [first, *told.areas[1:]]}), origins=origins)
    actions.lay_history(by=SYSTEM, plan=made)
    return made


def test_what_a_document_told_stands_beside_the_first_judged_year_alone(imported: Plan) -> None:
    actions.open_judging(by=SYSTEM, plan=imported, year=2025)
    told = queries.year_of_judging(imported, 2025, SYSTEM)
    area = Area.objects.filter(plan=imported).order_by("order").first()
    before = told.areas[0].items[0].before
    assert told.before == 2024
    assert told.areas[0].id == area.pk
    assert (before.value, before.written, before.text) == (
        "partly",
        area.goal_status_written,
        "Kommentar: Två kurser hölls.",
    )
    actions.open_judging(by=SYSTEM, plan=imported, year=2026)
    later = queries.year_of_judging(imported, 2026, SYSTEM)
    assert (later.before, later.read) == (2025, "")
    assert later.areas[0].items[0].before is None


def test_the_year_of_the_document_itself_has_nothing_beside_it(imported: Plan) -> None:
    actions.open_judging(by=SYSTEM, plan=imported, year=2024)
    assert queries.year_of_judging(imported, 2024, SYSTEM).before is None
