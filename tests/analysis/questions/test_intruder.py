"""What is hidden stays hidden: every question is fed a world of small counts, and an intruder reads all the answers.

She puts all of them together, knows every base, knows that counts add up and are not negative, reads counts out of
values and out of the ends of intervals, and compares what is told now with what was told then. She must not be able to
narrow any small count to less than "nought to five".

A new module among the questions must be fed here: without its entry the first test fails. Doors (pages, files,
pictures) use `answers_of`, `knowledge` and `forbidden_numbers` for what they show.
"""

from __future__ import annotations

import math
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.test import override_settings
from tests import factories
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, T
from tests.analysis.own_world import an_own_figure
from tests.analysis.questions.intruder import (
    ASKED,
    Told,
    answers_of,
    cells_in,
    counts_told,
    key_of,
    knowledge,
    narrowed,
    parts_of,
)
from tests.analysis.questions.small_world import COUNTS, TRUTHS, Key, Truth, shares, small_world

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries, questions
from samplan.analysis.formulas.intervals import proportions, rates
from samplan.analysis.questions import (
    sexes,
)
from samplan.analysis.results import (
    Cell,
    Comparison,
    Measure,
    Outcome,
    Period,
    PeriodKind,
    Series,
    Status,
    UnitKind,
)
from samplan.analysis.shapes import Definition, OwnKey, OwnNumbers
from samplan.analysis.store.reading import Figures


def test_every_question_is_fed() -> None:
    there = {m.name for m in pkgutil.iter_modules(questions.__path__) if m.name != "answering"}
    assert there == set(ASKED), "a new question says here how it is asked"


@pytest.fixture(scope="module")
def world() -> Iterator[Figures]:
    made = small_world()
    with made as store, override_settings(FIGURES_DIR=Path(made.folder)):
        yield store


@pytest.fixture(scope="module")
def answers(world: Figures) -> list[Told]:
    return answers_of(world)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda t: t.indicator.code)
def test_the_intruder_narrows_no_small_count(answers: list[Told], truth: Truth) -> None:
    known = knowledge(answers, truth)
    assert known, "something is shown, or the test says nothing"
    assert narrowed(truth, known) == {}


@pytest.mark.parametrize("truth", TRUTHS[:-1], ids=lambda t: t.indicator.code)
def test_most_is_shown_nevertheless(answers: list[Told], truth: Truth) -> None:
    """Hiding everything would pass the intruder too."""
    known = {key for moment, key in knowledge(answers, truth) if moment == "now" and key[0] != COUNTRY}
    published = {
        (c.unit, c.sex, c.year, c.years)
        for c in truth.indicator.cells
        if c.unit != COUNTRY and c.value is not None and c.until is None
    }
    assert len(known) > len(published) / 3
    assert {key[0] for key in known} == {REGION, *MUNICIPALITIES}


def test_the_intruder_is_able(world: Figures) -> None:
    """What the source itself tells, unguarded, she sees through: the small counts alone are left out."""
    truth = shares()
    told = {("now", k): n for k, n in truth.counts.items() if k[0] != COUNTRY and k not in truth.small()}
    assert {key for moment, key in narrowed(truth, told) if moment == "now"} == truth.small()


def forbidden_numbers(truth: Truth) -> set[float]:
    """Values and ends of intervals of small cells, and their differences from the country."""
    scale = 100 if truth.indicator.measure is Measure.SHARE else 100_000
    made = proportions if truth.indicator.measure is Measure.SHARE else rates
    country = {(c.year, c.years, c.sex): c.value for c in truth.indicator.cells if c.unit == COUNTRY}
    found: set[float] = set()
    for key in truth.small():
        limits = made(truth.counts[key], truth.bases[key], multiplier=scale)
        value, at = float(limits.value), country.get((key[2], key[3], key[1]))
        found |= {value, float(limits.low), float(limits.high)}
        found |= {value - at} if at is not None else set()
    return found


def test_no_number_anywhere_is_that_of_a_hidden_cell(answers: list[Told]) -> None:
    told = {abs(p) for _when, a in answers for p in parts_of(a) if isinstance(p, float) and math.isfinite(p)}
    shown = np.array(sorted(told))
    for truth in TRUTHS:
        for number in forbidden_numbers(truth):
            near = shown[np.isclose(shown, abs(number), rtol=1e-9, atol=0)]
            assert not near.size, (truth.indicator.code, number)


def test_no_words_tell_a_hidden_value(answers: list[Told]) -> None:
    words = {p for _when, a in answers for p in parts_of(a) if isinstance(p, str)}
    told = {n for word in words for n in re.findall(r"\d+[.,]\d+", word)}
    for truth in TRUTHS:
        for number in forbidden_numbers(truth):
            for decimals in (1, 2, 3):
                assert f"{number:.{decimals}f}" not in told


def test_what_is_hidden_is_not_compared_and_has_no_trend(answers: list[Told]) -> None:
    for _when, answer in answers:
        for part in parts_of(answer):
            if isinstance(part, Series) and part.newest is None and part.comparison is not None:
                assert part.comparison.outcome is Outcome.CANNOT_JUDGE
                assert part.comparison.difference is None
            if isinstance(part, Cell) and part.status is Status.HIDDEN:
                assert (part.value, part.low, part.high, part.numerator, part.denominator) == (None,) * 5
            if isinstance(part, Comparison) and part.outcome is Outcome.CANNOT_JUDGE:
                assert part.p is None


def test_suicides_have_no_single_years_no_sexes_and_no_ages_below_the_region(answers: list[Told]) -> None:
    for when, answer in answers:
        for indicator_id, _moment, cell in cells_in(answer, when):
            if indicator_id == TRUTHS[-1].indicator.id and cell.unit.kind is UnitKind.MUNICIPALITY:
                assert cell.value is None or (cell.period.years > 1 and cell.sex is T)
    told = sexes.differences
    assert told is not None


OWN = Definition("Elever som har någon att prata med", measure=Measure.SHARE, unit="procent")


@pytest.mark.django_db
@pytest.mark.parametrize("years", [1, 3])
def test_own_values_are_guarded_as_official_ones_are(world: Figures, years: int) -> None:
    """The county enters what the sources would have told; the intruder reads the same questions."""
    plan = factories.a_plan(factories.a_partnership(factories.a_county("99", municipalities=4)))
    truth = shares() if years == 1 else _own_windows()
    figure = an_own_figure(factories.an_area(plan), OWN)
    truth.counts = {k: n for k, n in truth.counts.items() if k[2] >= 2021 or years > 1}
    for (unit, sex, year, length), count in truth.counts.items():
        if length != years:
            continue
        kind = PeriodKind.WINDOW if years > 1 else PeriodKind.YEAR
        key = OwnKey(Period(date(year, 1, 1), kind, years, str(year)), sex, unit)
        numbers = OwnNumbers(numerator=count, denominator=truth.bases[(unit, sex, year, length)])
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key, numbers=numbers)
    truth.indicator.code = "own"
    own_id = f"own:{figure.pk}"
    asked = ("changes", "compare", "funnel", "goal_panel", "grid", "indicator", "municipality", "process", "sexes")
    asked += ("similar",)
    told = [one for name in asked for one in ASKED[name](world, (own_id,))]
    known: dict[tuple[str, Key], int] = {}
    for when, answer in told:
        for indicator_id, _moment, cell in cells_in(answer, when):
            if indicator_id == own_id and key_of(cell) in truth.bases:
                known |= {("now", key_of(cell)): n for n in counts_told(cell, truth.bases[key_of(cell)], Measure.SHARE)}
    assert len(known) >= len(COUNTS)
    assert narrowed(truth, known) == {}
    assert queries.own_values(figure.pk), "they who enter them see them"


def _own_windows() -> Truth:
    from tests.analysis.questions.small_world import windows

    truth = windows()
    truth.indicator.measure = Measure.SHARE
    return truth
