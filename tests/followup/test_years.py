"""A question over the years: counts, movement, words side by side, and a line that breaks where it is another."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.followup.test_compiling import bodies, correct
from tests.followup.worlds import a_round, answer, codes

from samplan.actors.models import Partnership
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import AskedQuestion, Round
from samplan.followup.shapes import QuestionYears
from samplan.publishing import actions as publishing
from samplan.publishing.followups import years_published

pytestmark = pytest.mark.django_db


def a_history(years: dict[int, str], municipalities: int = 5, **more) -> Partnership:
    """Closed rounds in which the municipalities answer by letters: y, p, n, and - for silence."""
    here = factories.a_partnership(factories.a_county(municipalities=municipalities))
    for year, letters in years.items():
        a_year_of(here, year, letters, **more)
    return here


def a_year_of(here: Partnership, year: int, letters: str, version: int = 1) -> Round:
    round_ = a_round(here, year=year)
    AskedQuestion.objects.filter(round=round_, code="suicide-plan").update(version=version)
    for asked, letter in zip(bodies(round_), letters, strict=True):
        if letter != "-":
            answer(asked, "suicide-plan", {"y": "yes", "p": "partly", "n": "no"}[letter], f"Ord {year} {letter}")
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def told(here: Partnership) -> QuestionYears:
    newest = Round.objects.filter(partnership=here).order_by("-year").first()
    return next(q for q in queries.years_of(newest) if q.code == "suicide-plan")


def counts(question: QuestionYears) -> list[tuple[int, ...]]:
    return [(y.year, *(n for _choice, n in y.counts), y.silent) for y in question.years]


def test_all_years_stand_beside_one_another_with_what_each_chose():
    question = told(a_history({2023: "nnnn-", 2024: "ynpn-", 2026: "yypn-"}))
    assert counts(question) == [(2023, 0, 0, 4, 1), (2024, 1, 1, 2, 1), (2026, 2, 1, 1, 1)]
    assert [y.moved for y in question.years] == [None, 2, 1]
    second = question.bodies[1]
    assert [(c.chosen.code, c.moved) for c in second.cells] == [("no", False), ("no", False), ("yes", True)]
    assert [c.text for c in second.cells] == ["Ord 2023 n", "Ord 2024 n", "Ord 2026 y"]
    assert [c.answered for c in question.bodies[4].cells] == [False, False, False]


def test_a_changed_question_breaks_the_line_and_nobody_has_moved_over_it():
    here = a_history({2023: "nnnnn", 2024: "nnnnn"})
    a_year_of(here, 2025, "yyyyy", version=2)
    a_year_of(here, 2026, "yyyyn", version=2)
    question = told(here)
    assert [y.breaks for y in question.years] == [False, False, True, False]
    assert [y.moved for y in question.years] == [None, 0, None, 1]
    assert [[y.year for y in some] for some in question.stretches] == [[2023, 2024], [2025, 2026]]
    assert not any(c.moved for b in question.bodies for c in b.cells[:3])


def test_a_year_in_which_it_was_not_asked_is_named_and_a_correction_counts():
    here = a_history({2023: "nnnnn"})
    other = a_round(here, year=2024, questions=[q for q in codes() if q != "suicide-plan"])
    actions.close_round(by=SYSTEM, round_id=other.pk)
    last = a_year_of(here, 2025, "nnnnn")
    correct(last, 0, choice="yes")
    question = told(here)
    assert question.missing == (2024,)
    assert counts(question)[-1] == (2025, 1, 0, 4, 0)
    assert question.bodies[0].cells[-1].corrected is not None


def test_ten_years_cost_two_questions_to_the_database():
    here = a_history({2024: "yyyyy", 2025: "yyyyy"}, municipalities=5)
    newest = Round.objects.filter(partnership=here).order_by("-year").first()
    with CaptureQueriesContext(connection) as asked:
        queries.years_of(newest)
    assert len(asked) == 2
    for year in range(2015, 2024):
        a_year_of(here, year, "ynynp")
    with CaptureQueriesContext(connection) as more:
        queries.years_of(newest)
    assert len(more) == 2


# What the public may read: what each year's newest edition shows, and nothing else.


def published(here: Partnership, *years: int) -> None:
    for year in years:
        publishing.publish_followup(by=SYSTEM, partnership=here, year=year)


def test_the_public_compares_what_is_published_and_no_body_that_has_not_consented():
    here = a_history({2024: "nnnny", 2025: "ynyny", 2026: "yypny"})
    published(here, 2024, 2026)
    (question,) = [q for q in years_published(here.county.slug) if q.code == "suicide-plan"]
    assert [y.year for y in question.years] == [2024, 2026]
    assert question.rows == ()
    assert [y.moved for y in question.years] == [None, None]


def test_a_year_that_is_withdrawn_is_compared_no_longer_and_what_is_held_back_stays_away():
    here = a_history({2024: "nnnny", 2025: "ynyny", 2026: "yypny"})
    published(here, 2024, 2025, 2026)
    of_year = {"by": SYSTEM, "partnership": here, "year": 2025, "number": 1}
    publishing.withdraw_followup(**of_year, reason="Fel.")
    (question,) = [q for q in years_published(here.county.slug) if q.code == "suicide-plan"]
    assert [y.year for y in question.years] == [2024, 2026]
    last = Round.objects.get(partnership=here, year=2026)
    correct(last, 0, choice="no")
    published(here, 2026)
    # One body's change would be read out of the two editions of 2026: the question is left out of the second.
    assert [q.code for q in years_published(here.county.slug) if q.code == "suicide-plan"] == []


def test_nobody_is_said_to_stand_still_whose_answer_of_the_year_before_is_not_shown():
    here = a_history({2024: "nnnny", 2025: "yypny"})
    first, second = Round.objects.filter(partnership=here).order_by("year")
    for round_, willing in ((first, 2), (second, 5)):
        for asked in bodies(round_)[:willing]:
            actions.give_consent(by=SYSTEM, asked_id=asked.pk, names=True, note="Ringde")
    published(here, 2024, 2025)
    (question,) = [q for q in years_published(here.county.slug) if q.code == "suicide-plan"]
    assert [sum(b.cells[place] is not None for b in question.bodies) for place in (0, 1)] == [2, 5]
    assert question.years[1].moved is None, "three more may have moved"
