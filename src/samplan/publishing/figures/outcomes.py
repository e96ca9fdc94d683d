"""The outcome of a comparison in words and as a shape; better or worse only where it is known which way is better."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samplan.analysis.results import Comparison, Direction, IndicatorCard, Outcome, Polarity, Trend
from samplan.publishing.figures import codes

MARKS = {
    Outcome.HIGHER: "higher",
    Outcome.LOWER: "lower",
    Outcome.NO_CERTAIN_DIFFERENCE: "nodiff",
    Outcome.CANNOT_JUDGE: "cannot",
}
GOOD = {Polarity.HIGH_IS_GOOD: Outcome.HIGHER, Polarity.LOW_IS_GOOD: Outcome.LOWER}
"""The outcome that is the better one."""
SIDES = frozenset({Outcome.HIGHER, Outcome.LOWER})
WAYS = {Direction.INCREASING: Outcome.HIGHER, Direction.DECREASING: Outcome.LOWER}
"""What a trend makes of the newer values beside the older ones."""


def is_better(outcome: Outcome, polarity: Polarity) -> bool | None:
    """Whether higher or lower is better; None where that is not known, and where there is no certain difference."""
    if outcome not in SIDES or polarity not in GOOD:
        return None
    return GOOD[polarity] is outcome


def trend_is_better(trend: Trend, card: IndicatorCard) -> bool | None:
    """Whether a trend is for the better; None where that is not known, and where there is no certain change."""
    way = WAYS.get(trend.direction)
    return None if way is None else is_better(way, card.polarity)


def mark_of(comparison: Comparison, card: IndicatorCard) -> str:
    """The shape of an outcome. One that may be chance is not drawn as better or worse."""
    return mark_with_side(comparison.outcome, card, survives=comparison.survives)


def mark_with_side(outcome: Outcome, card: IndicatorCard, *, survives: bool | None) -> str:
    """The same of an outcome that stands in no comparison, as that of a funnel's point."""
    better = None if survives is False else is_better(outcome, card.polarity)
    mark = MARKS[outcome]
    return mark if better is None else f"{mark}-{'better' if better else 'worse'}"


def with_side(words: str, outcome: Outcome, card: IndicatorCard) -> str:
    """Words for an outcome with "better" or "worse" behind them, where it is known which it is."""
    better = is_better(outcome, card.polarity)
    if better is None:
        return words
    return (_("%(where)s (bättre)") if better else _("%(where)s (sämre)")) % {"where": words}


def outcome_words(comparison: Comparison, card: IndicatorCard, *, short: bool = False) -> str:
    """The outcome for a table's row: never "same", and "may be chance" where it does not survive the count."""
    if comparison.outcome == Outcome.NO_CERTAIN_DIFFERENCE:
        return _("Ingen säker skillnad")
    if comparison.outcome == Outcome.CANNOT_JUDGE:
        reason = codes.word("reasons", comparison.reason) if comparison.reason else ""
        return _("Kan inte bedömas: %(reason)s") % {"reason": reason} if reason and not short else _("Kan inte bedömas")
    told = _side(comparison.outcome, is_better(comparison.outcome, card.polarity))
    return _("%(outcome)s, men kan vara slump") % {"outcome": told} if comparison.survives is False else told


def _side(outcome: Outcome, better: bool | None) -> str:
    words = {
        (Outcome.HIGHER, None): _("Högre"),
        (Outcome.HIGHER, True): _("Högre (bättre)"),
        (Outcome.HIGHER, False): _("Högre (sämre)"),
        (Outcome.LOWER, None): _("Lägre"),
        (Outcome.LOWER, True): _("Lägre (bättre)"),
        (Outcome.LOWER, False): _("Lägre (sämre)"),
    }
    return words[(outcome, better)]


def head_words(comparison: Comparison, card: IndicatorCard) -> str:
    """The line over a verdict, with places for the names of both."""
    better = is_better(comparison.outcome, card.polarity)
    words = {
        (Outcome.HIGHER, None): _("%(own)s ligger högre än %(other)s"),
        (Outcome.HIGHER, True): _("%(own)s ligger högre än %(other)s, vilket är bättre"),
        (Outcome.HIGHER, False): _("%(own)s ligger högre än %(other)s, vilket är sämre"),
        (Outcome.LOWER, None): _("%(own)s ligger lägre än %(other)s"),
        (Outcome.LOWER, True): _("%(own)s ligger lägre än %(other)s, vilket är bättre"),
        (Outcome.LOWER, False): _("%(own)s ligger lägre än %(other)s, vilket är sämre"),
        (Outcome.NO_CERTAIN_DIFFERENCE, None): _("Ingen säker skillnad mellan %(own)s och %(other)s"),
        (Outcome.CANNOT_JUDGE, None): _("Det går inte att bedöma skillnaden mellan %(own)s och %(other)s"),
    }
    return words[(comparison.outcome, better)]


def polarity_words(card: IndicatorCard) -> str:
    """Which way counts as better, so that whoever reads can disagree; that it is not known, where it is not."""
    words = {
        Polarity.HIGH_IS_GOOD: _("Här räknas ett högre värde som bättre."),
        Polarity.LOW_IS_GOOD: _("Här räknas ett lägre värde som bättre."),
        Polarity.NONE: _("Vi säger inte vad som är bättre: det är inte givet för den här siffran."),
    }
    return words[card.polarity]
