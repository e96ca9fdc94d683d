"""Comparisons of many pairs at once: which rule holds, the verdict, what could have been seen, how many looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.comparing import (
    RULES,
    Verdicts,
    against_fixed_many,
    against_uncertain_many,
    difference_of_proportions_many,
    ratio_of_rates_many,
)
from samplan.analysis.formulas.detectable import detectable_difference, detectable_proportion, detectable_rate_ratio
from samplan.analysis.formulas.given import Floats, Limits, z_of
from samplan.analysis.formulas.many import adjusted, expected_false_alarms
from samplan.analysis.questions.answering.limits import LEVEL, TOTAL, Codes
from samplan.analysis.results import Comparison, Looks, Measure, Outcome
from samplan.analysis.store.codes import NO_INTERVALS

Mask = npt.NDArray[np.bool_]
FALSE_SHARE = 0.05
REASONS = (
    "",
    "no_value",
    "no_benchmark",
    *(f"no_interval_{why.value}" for why in NO_INTERVALS if why is not None),
    "benchmark_without_interval",
    "cannot_compare",
)
OUTCOMES = {1.0: Outcome.HIGHER, -1.0: Outcome.LOWER, 0.0: Outcome.NO_CERTAIN_DIFFERENCE}


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of pairs: arrays of one length. no_interval: as in the store's codes."""

    value: Floats
    low: Floats
    high: Floats
    numerator: Floats
    denominator: Floats
    no_interval: Codes

    def limits(self) -> Limits:
        """Value and interval."""
        return Limits(self.value, self.low, self.high)

    def at(self, where: Mask) -> Side:
        """Some of the pairs."""
        counts = (self.numerator[where], self.denominator[where])
        return Side(self.value[where], self.low[where], self.high[where], *counts, self.no_interval[where])


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Verdicts of pairs. sign: 1, -1, 0, NaN where it cannot be judged, then reason (an index of REASONS) says why.

    difference with interval: own minus benchmark, in the indicator's unit. survives: among the first `many`, which were
    looked at together.
    """

    sign: Floats
    difference: Floats
    low: Floats
    high: Floats
    p: Floats
    rule: npt.NDArray[np.int8]
    reason: Codes
    detectable: Floats
    survives: Mask
    many: int

    @property
    def flagged(self) -> Mask:
        """Those that are higher or lower."""
        return np.asarray(np.abs(self.sign) == 1, dtype=np.bool_)

    def looks(self) -> Looks:
        """How many were judged at once, and what chance does with so many."""
        many = int((~np.isnan(self.p[: self.many])).sum())
        flagged = self.flagged[: self.many]
        kept = self.survives[: self.many] & flagged
        return Looks(many, expected_false_alarms(many, level=LEVEL), int(flagged.sum()), int(kept.sum()))

    def comparison(self, i: int) -> Comparison:
        """One of them as a result."""
        sign = float(self.sign[i])
        if np.isnan(sign):
            return Comparison(Outcome.CANNOT_JUDGE, "", LEVEL, reason=REASONS[int(self.reason[i])])
        return Comparison(
            OUTCOMES[sign],
            RULES[int(self.rule[i])].value,
            LEVEL,
            _told(self.difference[i]),
            _told(self.low[i]),
            _told(self.high[i]),
            _told(self.p[i]),
            _told(self.detectable[i]),
            bool(self.survives[i]) and sign != 0 if i < self.many else None,
        )


def _told(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def judge(own: Side, other: Side, share: Mask, counts: Mask, rate: Mask, *, many: int | None = None) -> Judged:
    """Each own figure against its benchmark, both of the same period.

    many: how many, from the first, are looked at together (None: all); the rest are judged each by itself.
    share: those in per cent. counts: those whose counts may be used (never a weighted sample's). rate: events per base.
    The rule: counted shares by the difference of proportions; rates by their ratio; two intervals by both errors; an
    interval against a full count as against a fixed value. Nothing else is judged.
    """
    size = len(own.value)
    both = np.isfinite(own.value) & np.isfinite(other.value)
    here, there = np.isfinite(own.low) & np.isfinite(own.high), np.isfinite(other.low) & np.isfinite(other.high)
    known = both & counts & (own.denominator > 0) & (other.denominator > 0)
    known &= np.isfinite(own.numerator) & np.isfinite(other.numerator)
    by_shares, by_rates = known & share, known & rate & (other.numerator > 0)
    left = both & here & ~by_shares & ~by_rates
    uncertain, fixed = left & there, left & ~there & (other.no_interval == TOTAL)
    made = _Made(size)
    rules: tuple[tuple[Mask, Callable[[Side, Side], Part]], ...] = (
        (by_shares, _shares),
        (by_rates, _rates),
        (uncertain & share, _two_shares),
        (uncertain & ~share, _two),
        (fixed, _one),
    )
    for where, rule in rules:
        if where.any():
            made.put(where, rule(own.at(where), other.at(where)))
    return made.judged(_reasons(own, other, here, there), size if many is None else many)


def _reasons(own: Side, other: Side, here: Mask, there: Mask) -> Codes:
    """Why a pair cannot be judged, should it turn out so."""
    first = REASONS.index("no_interval_total") - 1
    return np.select(
        [~np.isfinite(own.value), ~np.isfinite(other.value), ~here, ~there],
        [
            np.full(len(here), REASONS.index("no_value")),
            np.full(len(here), REASONS.index("no_benchmark")),
            np.where(own.no_interval > 0, first + own.no_interval.astype(np.int64), REASONS.index("cannot_compare")),
            np.full(len(here), REASONS.index("benchmark_without_interval")),
        ],
        REASONS.index("cannot_compare"),
    ).astype(np.uint8)


Part = tuple[Verdicts, Floats]


class _Made:
    """The verdicts as they are put together from the rules."""

    def __init__(self, size: int) -> None:
        self.numbers = np.full((6, size), np.nan)
        self.rule = np.zeros(size, np.int8)

    def put(self, where: Mask, part: Part) -> None:
        """What one rule says of some of the pairs."""
        found, detectable = part
        for row, told in enumerate((found.sign, found.effect, found.low, found.high, found.p, detectable)):
            self.numbers[row, where] = told
        self.rule[where] = found.rule

    def judged(self, reasons: Codes, many: int) -> Judged:
        """All of them; the first so many are counted together."""
        sign, difference, low, high, p, detectable = self.numbers
        p = np.where(np.isnan(sign), np.nan, p)
        reason = np.where(np.isnan(sign), reasons, 0).astype(np.uint8)
        kept = np.zeros(len(p), dtype=np.bool_)
        kept[:many] = adjusted(p[:many]) <= FALSE_SHARE
        return Judged(sign, difference, low, high, p, self.rule, reason, np.abs(detectable), kept, many)


def _shares(own: Side, other: Side) -> Part:
    counts = (own.numerator, own.denominator, other.numerator, other.denominator)
    found = difference_of_proportions_many(*counts, multiplier=100)
    seen = detectable_proportion(own.denominator, other.numerator / other.denominator, other.denominator)
    return found, seen * 100


def _rates(own: Side, other: Side) -> Part:
    """The ratio as a difference in the rate's unit, laid at the benchmark."""
    found = ratio_of_rates_many(own.numerator, own.denominator, other.numerator, other.denominator)
    at = other.value
    expected = other.numerator / other.denominator * own.denominator
    seen = (detectable_rate_ratio(expected) - 1) * at
    low, high = (found.low - 1) * at, (found.high - 1) * at
    return found._replace(effect=own.value - at, low=low, high=high), seen


def _two_shares(own: Side, other: Side) -> Part:
    return _two(own, other, 100.0)


def _two(own: Side, other: Side, ceiling: float | None = None) -> Part:
    found = against_uncertain_many(own.limits(), other.limits(), level=LEVEL, ceiling=ceiling)
    return found, detectable_difference(_error(own), _error(other))


def _one(own: Side, other: Side) -> Part:
    return against_fixed_many(own.limits(), other.value, level=LEVEL), detectable_difference(_error(own))


def _error(side: Side) -> Floats:
    return (side.high - side.low) / (2 * z_of(LEVEL))


def masks(measures: list[Measure]) -> tuple[Mask, Mask, Mask]:
    """For pairs of these measures: which are in per cent, whose counts may be used, which are rates."""
    share = np.array([m in {Measure.SHARE, Measure.SURVEY_SHARE} for m in measures], dtype=np.bool_)
    counts = np.array([m in {Measure.SHARE, Measure.RATE} for m in measures], dtype=np.bool_)
    rate = np.array([m is Measure.RATE for m in measures], dtype=np.bool_)
    return share, counts, rate
