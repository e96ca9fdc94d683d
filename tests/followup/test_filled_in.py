"""What is filled in beside a choice and words is an answer, is added up, and is a source of statements."""

from __future__ import annotations

import pytest
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.worlds import a_round, answer

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import Round
from samplan.followup.shapes.report import RoundPart

pytestmark = pytest.mark.django_db
SUM = "report-carried"


def a_report(*sums: str, municipalities: int = 4) -> Round:
    """A closed report on funds in which the first municipalities wrote a sum and not one word."""
    here = factories.a_partnership(factories.a_county(municipalities=municipalities))
    round_ = a_round(here, kind="municipal_report", questions=[SUM])
    for asked, written in zip(bodies(round_), sums, strict=False):
        answer(asked, SUM, "", "", more={"amount": written})
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def told(round_: Round) -> RoundPart:
    return queries.report_of(round_.partnership, round_.year, public=False).rounds[0]


def test_whoever_answered_by_a_sum_alone_is_not_silent():
    found = told(a_report("86 000", "0"))
    assert (found.answered, found.partly, found.silent) == (2, 0, 2)


def test_words_without_the_choice_are_a_part_of_an_answer_as_the_results_count_it():
    round_ = a_round(factories.a_partnership(factories.a_county(municipalities=3)), questions=["suicide-plan"])
    answer(bodies(round_)[0], "suicide-plan", "", "Bara ord")
    answer(bodies(round_)[1], "suicide-plan", "yes")
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    results = queries.results_of(closed)
    found = told(closed)
    assert (found.answered, found.silent) == (1, 1)
    assert found.answered == results.line.done


def test_a_sum_is_a_source_of_the_draft_and_of_the_statement():
    round_ = a_report("86 000", "0")
    (draft,) = queries.compilation_of(round_).drafts
    assert list(draft.sources) == [a.pk for a in bodies(round_)[:2]]
    actions.add_statement(
        by=SYSTEM, round_id=round_.pk, text="[antal] har medel kvar.", sources=[(a, SUM) for a in draft.sources]
    )
    (one,) = queries.compilation_of(round_).statements
    assert [s.given.more for s in one.sources] == [{"amount": 86000}, {"amount": 0}]
    assert (one.n, one.changed) == (2, False)


def test_what_was_filled_in_is_added_up():
    round_ = a_report("86 000", "0", "1 000")
    (question,) = queries.results_of(round_).questions
    (total,) = question.totals
    assert (total.n, total.words.sv, total.field.code) == (3, "87\u00a0000 kronor", "amount")


def test_what_nobody_filled_in_has_no_total():
    (question,) = queries.results_of(a_report()).questions
    assert question.totals == ()


def test_ticks_are_counted_one_by_one_and_occasions_with_those_who_took_part():
    plan = factories.a_plan()
    factories.an_area(plan, number="1.1")
    round_ = a_round(plan.partnership, questions=[], plan_id=plan.pk)
    (question,) = queries.questions_of(round_)
    for asked, ticked in zip(bodies(round_), (["children", "older"], ["children"]), strict=False):
        answer(asked, question.code, question.choices[0].code, "", more={"perspectives": ticked})
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    (total,) = queries.results_of(closed).questions[0].totals
    assert (total.n, total.words.sv) == (2, "Barn 2, Äldre 1")

    courses = a_round(plan.partnership, kind="courses", questions=["course-sip"])
    row = {"on": "2026-03-12", "place": "", "instructor": "", "people": "Påhittad kommun 12"}
    for asked in bodies(courses)[:2]:
        answer(asked, "course-sip", "yes", "", more={"occasions": [row, row]})
    (total,) = queries.results_of(actions.close_round(by=SYSTEM, round_id=courses.pk)).questions[0].totals
    assert (total.n, total.words.sv) == (2, "4, deltagare: 48")
