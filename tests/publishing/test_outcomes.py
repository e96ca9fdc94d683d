"""Better and worse are said where it is known which way is better, in words and as a shape, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from samplan.analysis.results import (
    Cell,
    Comparison,
    Direction,
    FunnelAnswer,
    FunnelPoint,
    IndicatorCard,
    Looks,
    Measure,
    Outcome,
    Period,
    Polarity,
    Series,
    Sex,
    Status,
    Trend,
    Unit,
    UnitKind,
)
from samplan.publishing.figures import funnels
from samplan.publishing.figures.aims import target_words
from samplan.publishing.figures.outcomes import mark_of, outcome_words, polarity_words
from samplan.publishing.figures.sentences import looks_words, trend_words, verdict

CARD = IndicatorCard("kolada:N1", "Mår bra", "Påhittad.", Measure.SURVEY_SHARE, "procent", "", "kolada")
HIGH, LOW, NONE = (replace(CARD, polarity=p) for p in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.NONE))


def told(outcome: Outcome, **more) -> Comparison:
    return Comparison(outcome, "two_uncertain_values", **more)


@pytest.mark.parametrize(
    ("outcome", "card", "words", "mark"),
    [
        (Outcome.HIGHER, HIGH, "Högre (bättre)", "higher-better"),
        (Outcome.HIGHER, LOW, "Högre (sämre)", "higher-worse"),
        (Outcome.HIGHER, NONE, "Högre", "higher"),
        (Outcome.LOWER, HIGH, "Lägre (sämre)", "lower-worse"),
        (Outcome.LOWER, LOW, "Lägre (bättre)", "lower-better"),
        (Outcome.LOWER, NONE, "Lägre", "lower"),
        (Outcome.NO_CERTAIN_DIFFERENCE, HIGH, "Ingen säker skillnad", "nodiff"),
        (Outcome.CANNOT_JUDGE, LOW, "Kan inte bedömas", "cannot"),
    ],
)
def test_a_row_says_better_only_where_it_is_known(outcome, card, words, mark) -> None:
    with override("sv"):
        assert (outcome_words(told(outcome), card), mark_of(told(outcome), card)) == (words, mark)


def test_what_may_be_chance_is_not_drawn_as_worse() -> None:
    chance = told(Outcome.HIGHER, survives=False)
    with override("sv"):
        assert outcome_words(chance, LOW) == "Högre (sämre), men kan vara slump"
    assert mark_of(chance, LOW) == "higher"


@pytest.mark.parametrize(
    ("card", "head"),
    [
        (HIGH, "Länet ligger högre än riket, vilket är bättre"),
        (LOW, "Länet ligger högre än riket, vilket är sämre"),
        (NONE, "Länet ligger högre än riket"),
    ],
)
def test_the_verdict_says_it_and_tells_which_way_it_means(card, head) -> None:
    unit = Unit("0099", "Region Exempel", UnitKind.REGION)
    cell = Cell(unit, Period(date(2024, 1, 1)), Sex.TOTAL, Status.VALUE, 61.0, 57.0, 65.0)
    own = Series(unit, Sex.TOTAL, (cell,), told(Outcome.HIGHER))
    with override("sv"):
        found = verdict(card, own, None, "Länet", "Riket")
        assert (found.head, found.mark) == (head, mark_of(own.comparison, card))
        assert polarity_words(card) in found.rule


def test_a_target_is_on_the_right_side_only_where_it_is_known() -> None:
    with override("sv"):
        assert target_words(told(Outcome.LOWER), HIGH).endswith("Det är på fel sida.")
        assert target_words(told(Outcome.LOWER), LOW).endswith("Det är på rätt sida.")
        assert "sida" not in target_words(told(Outcome.LOWER), NONE)
        assert "sida" not in target_words(told(Outcome.NO_CERTAIN_DIFFERENCE), LOW)


@pytest.mark.parametrize(
    ("direction", "card", "words"),
    [
        (Direction.INCREASING, HIGH, "Det är en förbättring: här räknas ett högre värde som bättre."),
        (Direction.INCREASING, LOW, "Det är en försämring: här räknas ett lägre värde som bättre."),
        (Direction.DECREASING, HIGH, "Det är en försämring: här räknas ett högre värde som bättre."),
        (Direction.DECREASING, LOW, "Det är en förbättring: här räknas ett lägre värde som bättre."),
    ],
)
def test_a_trend_says_whether_it_is_for_the_better_and_by_what(direction, card, words) -> None:
    with override("sv"):
        assert trend_words(Trend(direction, slope=-1.2), card).endswith(words)
        assert "bättr" not in trend_words(Trend(direction, slope=1.2), NONE)


@pytest.mark.parametrize("card", [HIGH, LOW, NONE])
@pytest.mark.parametrize("direction", [Direction.NO_CERTAIN_CHANGE, Direction.CANNOT_COMPUTE])
def test_what_is_no_trend_is_neither_better_nor_worse(direction, card) -> None:
    with override("sv"):
        assert "bättr" not in trend_words(Trend(direction, reason="fewer_than_five"), card)


def funnel_of(card: IndicatorCard, outcome: Outcome, *, survives: bool | None = True) -> FunnelAnswer:
    """A funnel of two places, one of which lies as told."""
    units = [Unit(f"990{n}", name, UnitKind.MUNICIPALITY) for n, name in ((1, "Ales"), (2, "Björkby"))]
    cells = [
        Cell(unit, Period(date(2024, 1, 1)), Sex.TOTAL, Status.VALUE, 20.0, 17.0, 23.0, numerator=80, denominator=400)
        for unit in units
    ]
    points = (
        FunnelPoint(cells[0], outcome, False, survives),
        FunnelPoint(cells[1], Outcome.NO_CERTAIN_DIFFERENCE, False, False),
    )
    curves = ((300.0, 15.0, 25.0, 12.0, 28.0), (500.0, 16.0, 24.0, 13.0, 27.0))
    return FunnelAnswer(card, cells[0].period, 20.0, points, curves, None, None)


@pytest.mark.parametrize(
    ("outcome", "card", "words", "mark"),
    [
        (Outcome.HIGHER, HIGH, "Över 95-procentsgränsen (bättre)", "higher-better"),
        (Outcome.HIGHER, LOW, "Över 95-procentsgränsen (sämre)", "higher-worse"),
        (Outcome.LOWER, LOW, "Under 95-procentsgränsen (bättre)", "lower-better"),
        (Outcome.LOWER, NONE, "Under 95-procentsgränsen", "lower"),
        (Outcome.NO_CERTAIN_DIFFERENCE, LOW, "Inom slumpens gränser", "nodiff"),
    ],
)
def test_a_point_of_a_funnel_says_it_in_words_and_shape(outcome, card, words, mark) -> None:
    answer = funnel_of(card, outcome)
    with override("sv"):
        row = funnels.rows(answer)[0]
        assert (row.words, row.mark) == (words, mark)
        assert funnels.rule_words(answer).endswith(polarity_words(card))


def test_a_point_that_may_be_chance_is_not_drawn_as_worse() -> None:
    with override("sv"):
        row = funnels.rows(funnel_of(LOW, Outcome.HIGHER, survives=False))[0]
    assert (row.words, row.mark) == ("Över 95-procentsgränsen (sämre), men kan vara slump", "higher")


@pytest.mark.parametrize(("language", "first"), [("sv", "Här görs åtta"), ("en", "Eight comparisons are")])
def test_how_many_comparisons_are_made_begins_as_a_sentence(language, first) -> None:
    with override(language):
        assert looks_words(Looks(8, 0.4, 0, 0)).startswith(first)
