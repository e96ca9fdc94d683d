"""Better and worse are said where it is known which way is better, in words and as a shape, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from samplan.analysis.results import (
    Cell,
    Comparison,
    IndicatorCard,
    Measure,
    Outcome,
    Period,
    Polarity,
    Series,
    Sex,
    Status,
    Unit,
    UnitKind,
)
from samplan.publishing.figures.aims import target_words
from samplan.publishing.figures.outcomes import mark_of, outcome_words, polarity_words
from samplan.publishing.figures.sentences import verdict

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
