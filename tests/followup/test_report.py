"""A year put together: what it says, whom it names, how often it asks the database, and that it is frozen."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests import factories, worlds
from tests.followup.test_compiling import a_statement, bodies, correct
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.actions import Said
from samplan.followup.compiling import cells_tell_no_more
from samplan.followup.models import AskedQuestion, JudgedYear, Round
from samplan.followup.shapes.report import FollowUpReport, fact_sheet
from samplan.plans.models import Activity, Goal, Plan
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing
from samplan.publishing.followups import followup_entries, followup_view
from samplan.publishing.layouts.followup import followup_document
from samplan.publishing.models import FollowUpEdition
from samplan.publishing.rules import NoSuchEdition, PublishingError

pytestmark = pytest.mark.django_db


def a_year(municipalities: int = 6, activities: int = 3, *, statements: int = 1, code: str = "99") -> Plan:
    """A plan that is judged in 2026, and a round of that year whose municipalities say yes, no or nothing."""
    here = factories.a_partnership(factories.a_county(code, f"Påhittlän {code}", municipalities))
    plan = factories.a_plan(here, valid_from=date(2024, 1, 1), valid_to=date(2028, 12, 31))
    area = factories.an_area(plan, number="1.4")
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Färre försök"}, area.pk)
    made = [factories.an_item(plan, ItemKind.ACTIVITY, {"text": f"Kurs {n}"}, area.pk).pk for n in range(activities)]
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    told = {"by": SYSTEM, "plan": plan, "year": 2026}
    actions.judge(**told, kind="goal", item_id=goal.pk, said=Said(value="partly", text="Färre än förra året."))
    for pk in made:
        actions.judge(**told, kind="activity", item_id=pk, said=Said(value="done"))
    actions.judge(**told, kind="area", item_id=area.pk, said=Said(value="partly", needs="Fler kurser."))
    actions.lock_year(by=SYSTEM, plan=plan, year=2026)
    round_ = a_round(here)
    for place, asked in enumerate(bodies(round_)[:-1]):
        answer(asked, "suicide-plan", "yes" if place % 2 == 0 else "no", f"Eget ord {place}")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    for _ in range(statements):
        a_statement(round_, yes=1)
    actions.recommend(
        by=SYSTEM, partnership=here, year=2026, text="Anta en plan.", body_id=bodies(round_)[0].body_id, area_id=area.pk
    )
    return plan


def report(plan: Plan, *, public: bool = True) -> FollowUpReport:
    return queries.report_of(plan.partnership, 2026, public=public)


def the_round(plan: Plan) -> Round:
    return Round.objects.get(partnership=plan.partnership)


def test_the_year_holds_rounds_statements_measures_judgements_and_recommendations():
    told = report(a_year())
    (round_,) = told.rounds
    assert (round_.asked, round_.partly, round_.silent) == (6, 5, 1)
    measure = next(m for m in told.measures if m.code == "suicide-plan")
    assert [(c.code, c.n) for c in measure.choices] == [("yes", 3), ("partly", 0), ("no", 2)]
    assert (measure.silent.n, measure.asked) == (1, 6)
    (area,) = told.areas
    assert (area.label.sv, area.needs) == ("Delvis uppnått", "Fler kurser.")
    assert [(i.kind, i.label.sv) for i in area.items] == [("goal", "Delvis uppnått")] + [("activity", "Klar")] * 3
    assert told.recommendations[0].text == "Anta en plan."
    (statement,) = told.statements
    assert (statement.n, statement.asked, statement.sources[0].n) == (1, 6, 1)


def test_the_public_hears_no_body_beside_its_answer_before_it_consents():
    plan = a_year()
    told = report(plan)
    assert [g.rows for g in told.grids] == [[]]
    assert told.grids[0].unnamed == 6
    text = json.dumps(told.model_dump(mode="json", exclude={"recommendations"}), ensure_ascii=False)
    assert "Exempelby" not in text
    assert "Eget ord" not in text
    assert "Eget ord" not in json.dumps(report(plan, public=False).model_dump(mode="json"))
    assert len(report(plan, public=False).grids[0].rows) == 6


def test_a_body_that_consents_stands_in_the_grid_by_name():
    plan = a_year()
    one = contacts(the_round(plan))[1]
    actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    (row,) = report(plan).grids[0].rows
    cell = dict(zip(report(plan).grids[0].measures, row.cells, strict=True))
    assert (row.body, cell["suicide-plan"], cell["first-aid"]) == ("Exempelby 2 kommun", "no", "")
    sheet = fact_sheet(report(plan), "Exempelby 2 kommun")
    assert next(x.chosen.word.sv for x in sheet.lines if x.measure.code == "suicide-plan") == "Nej"
    assert fact_sheet(report(plan), "Exempelby 3 kommun") is None


def test_a_grid_never_leaves_one_body_over_to_be_counted_out():
    plan = a_year()
    for one in contacts(the_round(plan))[:5]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    grid = report(plan).grids[0]
    at = grid.measures.index("suicide-plan")
    assert {row.cells[at] for row in grid.rows} == {None}


def test_whoever_was_not_asked_hides_nobody_in_the_grid():
    plan = a_year()
    round_ = the_round(plan)
    some = contacts(round_)
    question = AskedQuestion.objects.filter(round=round_, code="suicide-plan")
    question.update(only=[c.asked.body_id for c in some[:2]])
    actions.give_consent(by=some[0], asked_id=some[0].asked_id, names=True)
    grid = report(plan).grids[0]
    assert grid.rows[0].cells[grid.measures.index("suicide-plan")] is None
    question.update(only=[])
    grid = report(plan).grids[0]
    assert grid.rows[0].cells[grid.measures.index("suicide-plan")] == "yes"


@given(st.lists(st.sampled_from(["yes", "no", ""]), min_size=1, max_size=9), st.integers(0, 9))
def test_what_is_shown_of_some_does_not_tell_what_one_of_the_others_chose(every, named):
    unnamed = every[named:]
    if not cells_tell_no_more(every, unnamed):
        return
    assert not unnamed or len(set(every)) == 1 or (len(unnamed) >= 3 and len(set(unnamed)) > 1)


def test_the_public_is_not_told_whose_answer_was_put_right_or_by_whom():
    plan = a_year()
    correct(the_round(plan))
    (line,) = report(plan).corrections
    assert "Exempelby" not in line.about
    assert (line.before, line.after, line.by, line.reason) == ("", "", "Länets samordnare", "De läste frågan fel")
    (inside,) = report(plan, public=False).corrections
    assert "Exempelby 1" in inside.about


@pytest.mark.parametrize("public", [True, False])
def test_a_year_asks_the_database_as_often_however_much_it_holds(public):
    few, many = a_year(3, 2, code="91"), a_year(17, 150, statements=9, code="92")

    def asked(plan: Plan) -> int:
        with CaptureQueriesContext(connection) as seen:
            report(plan, public=public)
        return len(seen)

    assert asked(few) == asked(many) <= 50
    assert Activity.objects.filter(area__plan=many).count() == 150
    assert Goal.objects.filter(area__plan=many).count() == 1


def test_publishing_freezes_the_year_and_nothing_changes_it():
    plan = a_year()
    made = publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026, note="Påhittat")
    with pytest.raises(PublishingError):
        publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)
    correct(the_round(plan))
    view = followup_view(plan.county.slug)
    assert view.report.corrections == []
    assert (view.entry.year, view.entry.number, view.entry.newest) == (2026, 1, True)
    second = publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)
    assert [(e.number, e.newest) for e in followup_entries(plan.county.slug)] == [(2, True), (1, False)]
    assert len(followup_view(plan.county.slug).report.corrections) == 1
    assert followup_view(plan.county.slug, 2026, 1).report.corrections == []
    made.note = "Annat"
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
    assert second.number == 2


def test_what_is_judged_is_not_public_before_the_year_is_locked():
    plan = a_year()
    told = report(plan)
    assert (len(told.areas), told.not_locked) == (1, False)
    JudgedYear.objects.update(locked_at=None)
    told = report(plan)
    assert (told.areas, told.not_locked) == ([], True)
    assert "Färre än förra året." not in told.model_dump_json()
    assert "är inte klar" in str(followup_document(told))
    inside = report(plan, public=False)
    assert (len(inside.areas), inside.not_locked) == (1, True)
    publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)
    assert followup_view(plan.county.slug).report.areas == []
    actions.lock_year(by=SYSTEM, plan=plan, year=2026)
    publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)
    assert len(followup_view(plan.county.slug).report.areas) == 1


def test_a_withdrawn_year_says_why_and_nothing_else():
    plan = a_year()
    here = plan.partnership
    publishing.publish_followup(by=SYSTEM, partnership=here, year=2026)
    with pytest.raises(PublishingError):
        publishing.withdraw_followup(by=SYSTEM, partnership=here, year=2026, number=1, reason=" ")
    publishing.withdraw_followup(by=SYSTEM, partnership=here, year=2026, number=1, reason="En kommun ångrade sig")
    with pytest.raises(NoSuchEdition):
        followup_view(plan.county.slug)
    view = followup_view(plan.county.slug, 2026, 1)
    assert view.report.empty
    assert view.entry.withdrawn_why == "En kommun ångrade sig"
    assert FollowUpEdition.objects.get().content["rounds"]


def test_an_empty_year_is_not_published():
    plan = worlds.goal_table_world(1).plan
    with pytest.raises(PublishingError):
        publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2020)


def test_a_plan_with_its_years_is_preferred_to_one_without():
    """PostgreSQL puts what is empty first where nothing else is said."""
    undated = factories.a_plan(title="Utan år")
    dated = factories.a_plan(undated.partnership, title="Med år", valid_from=date(2025, 1, 1))
    factories.a_plan(undated.partnership, title="Också utan år")
    assert queries.plan_of_year(undated.partnership, 2026) == dated
    assert queries.plans_to_ask(undated.partnership)[0] == dated
