"""Comparisons: is this figure higher or lower than that one, or is there no certain difference?

Every verdict names its rule, and there is no "same": a difference that does not show may still be there. Which rule is
asked changes the answer: an interval against an exact value gives one false alarm in twenty, two intervals that do not
overlap only one in 180. Each rule comes twice: for one pair, which refuses with a reason, and for arrays.

The probability p always agrees with the interval: p is below 1 - level exactly when the interval leaves out "none".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, ndtr

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats, Limits, Numbers, floats, not_negative, number, positive, z_of
from samplan.analysis.formulas.intervals import exact, proportions

NEAR_THE_END = 0.1
"""A share within a tenth of nought or of the whole is compared on the logit scale."""


class Side(StrEnum):
    """Where the figure lies. The values are those of `results.Outcome`."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CERTAIN_DIFFERENCE = "no_certain_difference"


class Rule(StrEnum):
    """What was asked. Its words on screen hang on the value."""

    FIXED_VALUE = "fixed_value"
    TWO_UNCERTAIN_VALUES = "two_uncertain_values"
    TWO_UNCERTAIN_VALUES_LOGIT = "two_uncertain_values_logit"
    TWO_UNCERTAIN_VALUES_SIDES = "two_uncertain_values_sides"
    CONTROL_LIMITS = "control_limits"
    DIFFERENCE_OF_PROPORTIONS = "difference_of_proportions"
    RATIO_OF_RATES = "ratio_of_rates"


RULES = tuple(Rule)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One comparison. effect with interval: own minus benchmark; by RATIO_OF_RATES own divided by benchmark.

    far: whether the benchmark lies outside the interval of 99.8 per cent too; None where that was not asked.
    """

    outcome: Side
    rule: Rule
    level: float
    effect: float
    low: float
    high: float
    p: float
    far: bool | None = None


class Verdicts(NamedTuple):
    """Many comparisons. sign: 1 higher, -1 lower, 0 no certain difference, NaN cannot be judged.

    rule: the index in `RULES`. The others as in `Verdict`, NaN where it cannot be judged.
    """

    sign: Floats
    effect: Floats
    low: Floats
    high: Floats
    p: Floats
    rule: npt.NDArray[np.int8]


def against_fixed(
    value: float | None,
    low: float | None,
    high: float | None,
    benchmark: float | None,
    *,
    level: float = 0.95,
    low_998: float | None = None,
    high_998: float | None = None,
) -> Verdict:
    """A figure with its interval against a value that is exact: a full register, a goal, a limit.

    Different when the interval leaves the value out; a bound exactly on it does not. Not for a benchmark that is itself
    a sample: see `against_uncertain`. p is read from the half of the interval that faces the benchmark. With the limits
    of 99.8 per cent too, `far` tells whether they leave it out as well.
    Raises CannotCompute: missing_value, missing_interval, missing_benchmark, interval_without_value.

    Reference: Fingertips (Office for Health Improvement and Disparities), "comparison by confidence intervals".
    """
    own = _one(value, low, high, "value")
    found = against_fixed_many(own, number(benchmark, "benchmark"), level=level)
    far = None
    if low_998 is not None and high_998 is not None and benchmark is not None:
        far = not low_998 <= benchmark <= high_998
    return _verdict(found, level, far)


def against_fixed_many(own: Limits, benchmark: Numbers, *, level: float = 0.95) -> Verdicts:
    """Many figures against fixed values at once: see `against_fixed`."""
    below, above = own.value - own.low, own.high - own.value
    return _from_sides(own.value - floats(benchmark), below, above, level, Rule.FIXED_VALUE)


def against_uncertain(
    value: float | None,
    low: float | None,
    high: float | None,
    benchmark: float | None,
    benchmark_low: float | None,
    benchmark_high: float | None,
    *,
    level: float = 0.95,
    ceiling: float | None = None,
) -> Verdict:
    """A figure with its interval against another that has one too.

    Both intervals have this level. If the one is a part of the other, the
    test errs on the side of seeing too little. ceiling: 100 for per cent, None where there is no whole. Then, when a
    value lies within a tenth of nought or of the whole, both are compared as log odds (rule ..._logit; the interval of
    the odds ratio is laid at the benchmark). A value at nought or at the whole itself has no log odds: there each
    interval's half that faces the other counts (rule ..._sides).
    Raises CannotCompute: missing_value, missing_interval, missing_benchmark, interval_without_value, no_spread,
    outside_the_scale.

    Formula: z = (a - b) / √(SE_a² + SE_b²), SE = (upper - lower) / (2 z_level)

    Reference: Schenker & Gentleman 2001, Am Stat 55:182. Halves: Zou & Donner 2008, Stat Med 27:1693.
    """
    own = _one(value, low, high, "value")
    other = _one(benchmark, benchmark_low, benchmark_high, "benchmark")
    if ceiling is not None and min(own.low[0], other.low[0]) < 0:
        raise CannotCompute("outside_the_scale", "A share has an interval that reaches below nought.")
    if ceiling is not None and max(own.high[0], other.high[0]) > ceiling:
        raise CannotCompute("outside_the_scale", "A share has an interval that reaches above the whole.")
    found = against_uncertain_many(own, other, level=level, ceiling=ceiling)
    if np.isnan(found.sign[0]):
        raise CannotCompute("no_spread", "Neither figure has any spread; this is no comparison of uncertain values.")
    return _verdict(found, level)


def against_uncertain_many(
    own: Limits, benchmark: Limits, *, level: float = 0.95, ceiling: float | None = None
) -> Verdicts:
    """Many pairs of uncertain values at once: see `against_uncertain`. The benchmark may be one for all.

    An interval of a share that reaches outside the scale leaves NaN.
    """
    parts = np.broadcast_arrays(*map(floats, (*own, *benchmark)))
    a, b = Limits(*parts[:3]), Limits(*parts[3:])
    found = _by_errors(a.value - b.value, _errors(a, level), _errors(b, level), level)
    if ceiling is None:
        return found
    found = Verdicts(*map(np.array, found))
    tops, bottoms = np.maximum(a.value, b.value) / ceiling, np.minimum(a.value, b.value) / ceiling
    at_end = (bottoms <= 0) | (tops >= 1)
    near = ((bottoms < NEAR_THE_END) | (tops > 1 - NEAR_THE_END)) & ~at_end
    for places, judge in ((near, _by_odds), (at_end, _by_halves)):
        own_part, other_part = (Limits(*(part[places] / ceiling for part in given)) for given in (a, b))
        judged = judge(own_part, other_part, level)
        for whole, part, unit in zip(found[:5], judged[:5], (1, ceiling, ceiling, ceiling, 1), strict=True):
            whole[places] = part * unit
        found.rule[places] = judged.rule
    outside = ~((np.minimum(a.low, b.low) >= 0) & (np.maximum(a.high, b.high) <= ceiling))
    for part in found[:5]:
        part[outside] = np.nan
    return found


def against_control_limits(
    value: float | None,
    benchmark: float | None,
    denominator: float | None,
    *,
    kind: str = "proportion",
    level: float = 0.95,
    multiplier: float = 100,
) -> Verdict:
    """A figure against the limits that chance would draw around the benchmark for a base of this size.

    kind "proportion": Wilson's limits of the expected number; kind "rate": exact Poisson limits of it.
    Raises CannotCompute: missing_value, missing_benchmark, base_is_zero, outside_the_scale.

    Reference: Fingertips, "statistical process control"; Wilson 1927; Garwood 1936.
    """
    own, middle = number(value, "value"), not_negative(benchmark, "benchmark")
    base = positive(denominator, "base")
    if kind == "proportion" and middle > multiplier:
        raise CannotCompute("outside_the_scale", "The benchmark is larger than the whole.")
    found = against_control_limits_many(own, middle, base, kind=kind, level=level, multiplier=multiplier)
    return _verdict(found, level)


def against_control_limits_many(
    values: Numbers,
    benchmark: Numbers,
    denominators: Numbers,
    *,
    kind: str = "proportion",
    level: float = 0.95,
    multiplier: float = 100,
) -> Verdicts:
    """Many figures against control limits at once: see `against_control_limits`."""
    base, middle = floats(denominators), floats(benchmark)
    base = np.where(base > 0, base, np.nan)
    expected = middle / multiplier * base
    if kind == "proportion":
        limits = proportions(expected, base, level=level, multiplier=multiplier)
    else:
        counts = exact(expected, level=level)
        limits = Limits(*(part / base * multiplier for part in counts))
    return _from_sides(
        floats(values) - limits.value,
        limits.high - limits.value,
        limits.value - limits.low,
        level,
        Rule.CONTROL_LIMITS,
    )


def difference_of_proportions(
    x1: float | None,
    n1: float | None,
    x2: float | None,
    n2: float | None,
    *,
    level: float = 0.95,
    multiplier: float = 1,
) -> Verdict:
    """Two counted shares: x1 of n1 against x2 of n2, by Newcombe's hybrid score interval of the difference.

    For counts only, never for weighted survey percentages. Unit: that of the shares (per cent with multiplier 100).
    Raises CannotCompute: missing_count, missing_base, negative_count, base_is_zero, count_above_base.

    Formula: d - √((p1 - l1)² + (u2 - p2)²) to d + √((u1 - p1)² + (p2 - l2)²); l, u by Wilson

    Reference: Newcombe 1998, Stat Med 17:873 (method 10).
    """
    counts, bases = [not_negative(x, "count") for x in (x1, x2)], [positive(n, "base") for n in (n1, n2)]
    if counts[0] > bases[0] or counts[1] > bases[1]:
        raise CannotCompute("count_above_base", "A part cannot be larger than its whole.")
    found = difference_of_proportions_many(
        [counts[0]], [bases[0]], [counts[1]], [bases[1]], level=level, multiplier=multiplier
    )
    return _verdict(found, level)


def difference_of_proportions_many(
    x1: Numbers, n1: Numbers, x2: Numbers, n2: Numbers, *, level: float = 0.95, multiplier: float = 1
) -> Verdicts:
    """Many pairs of counted shares at once: see `difference_of_proportions`."""
    one = proportions(x1, n1, level=level, multiplier=multiplier)
    two = proportions(x2, n2, level=level, multiplier=multiplier)
    below, above = _halves(one, two)
    return _from_sides(one.value - two.value, below, above, level, Rule.DIFFERENCE_OF_PROPORTIONS)


def ratio_of_rates(
    x1: float | None, n1: float | None, x2: float | None, n2: float | None, *, level: float = 0.95
) -> Verdict:
    """Two rates: x1 events in n1 person-years against x2 in n2, as a ratio with its score interval.

    No events in the first group works: the ratio is 0. Raises CannotCompute: missing_count, missing_base,
    negative_count, base_is_zero, and count_is_zero when the second group has no events.

    Formula: the ratios r for which (x1 - r t x2)² ≤ z² r t (x1 + x2), with t = n1/n2

    Reference: Gu, Ng, Tang & Schucany 2008, Biom J 50:283 (the score test).
    """
    first, base = not_negative(x1, "count"), positive(n1, "base")
    second, other = positive(x2, "count"), positive(n2, "base")
    return _verdict(ratio_of_rates_many([first], [base], [second], [other], level=level), level)


def ratio_of_rates_many(x1: Numbers, n1: Numbers, x2: Numbers, n2: Numbers, *, level: float = 0.95) -> Verdicts:
    """Many ratios of rates at once: see `ratio_of_rates`. NaN where the second group has no events."""
    z = z_of(level)
    a, b = floats(x1), floats(x2)
    a, b = np.where(a >= 0, a, np.nan), np.where(b > 0, b, np.nan)
    times = np.where(floats(n1) > 0, floats(n1), np.nan) / np.where(floats(n2) > 0, floats(n2), np.nan)
    middle, spread = 2 * a * b + z**2 * (a + b), z * np.sqrt((a + b) * (z**2 * (a + b) + 4 * a * b))
    low, high = (middle - spread) / (2 * b**2 * times), (middle + spread) / (2 * b**2 * times)
    score = (a - times * b) / np.sqrt(times * (a + b))
    return _judged(a / b / times, np.where(a == 0, 0.0, low), high, score, z, Rule.RATIO_OF_RATES)


def intervals_overlap(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two intervals have a point in common: a note beside the verdict, where somebody's report goes by it.

    Two figures may differ with certainty although their intervals overlap: 20 (18-22) and 17 (15.5-18.5), p = 0.019.

    Reference: Schenker & Gentleman 2001, Am Stat 55:182.
    """
    return low <= other_high and other_low <= high


def _one(value: float | None, low: float | None, high: float | None, what: str) -> Limits:
    """A value with its interval as arrays of one, checked."""
    middle = number(value, what)
    bottom, top = number(low, "interval"), number(high, "interval")
    if not bottom <= middle <= top:
        raise CannotCompute("interval_without_value", f"{middle:g} does not lie between {bottom:g} and {top:g}.")
    return Limits(*(np.array([part]) for part in (middle, bottom, top)))


def _verdict(found: Verdicts, level: float, far: bool | None = None) -> Verdict:
    """One comparison out of arrays of one."""
    sign, effect, low, high, p = (float(np.ravel(part)[0]) for part in found[:5])
    outcome = {1: Side.HIGHER, -1: Side.LOWER, 0: Side.NO_CERTAIN_DIFFERENCE}[int(sign)]
    return Verdict(outcome, RULES[int(np.ravel(found.rule)[0])], level, effect, low, high, p, far)


def _judged(effect: Floats, low: Floats, high: Floats, z: Floats, reach: float, rule: Rule) -> Verdicts:
    """Verdicts from how many standard errors (z) the effect lies from none, reach being those of the level."""
    sign = np.where(np.isnan(z), np.nan, np.sign(z) * (np.abs(z) > reach))
    return Verdicts(sign, effect, low, high, 2 * ndtr(-np.abs(z)), np.full(np.shape(z), RULES.index(rule), np.int8))


def _from_sides(difference: Floats, below: Floats, above: Floats, level: float, rule: Rule) -> Verdicts:
    """Verdicts from an interval that reaches so far below and above the difference; the half towards nought counts."""
    reach = z_of(level)
    side = np.where(difference > 0, below, above)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(difference == 0, np.where(np.isnan(side), np.nan, 0.0), difference / (side / reach))
    low, high = difference - below, difference + above
    found = _judged(difference, low, high, z, reach, rule)
    return found._replace(sign=np.where(np.isnan(z), np.nan, (low > 0) * 1.0 - (high < 0) * 1.0))


def _errors(given: Limits, level: float) -> Floats:
    """The standard errors that intervals stand for."""
    return (given.high - given.low) / (2 * z_of(level))


def _by_errors(difference: Floats, one: Floats, two: Floats, level: float) -> Verdicts:
    """Verdicts from a difference and the standard errors of its two ends."""
    reach = z_of(level)
    error = np.sqrt(one**2 + two**2)
    error = np.where(error > 0, error, np.nan)
    low, high = difference - reach * error, difference + reach * error
    return _judged(difference, low, high, difference / error, reach, Rule.TWO_UNCERTAIN_VALUES)


def _odds_errors(given: Limits, level: float) -> Floats:
    """Standard errors of log odds: from both halves of the interval, or from the one that does not reach an end."""
    down, up = logit(given.value) - logit(given.low), logit(given.high) - logit(given.value)
    both = np.isfinite(down) & np.isfinite(up)
    half = np.where(both, (down + up) / 2, np.where(np.isfinite(up), up, down))
    return np.where(np.isfinite(half), half, np.nan) / z_of(level)


def _by_odds(own: Limits, benchmark: Limits, level: float) -> Verdicts:
    """Verdicts on the scale of log odds; effect and interval as differences of shares, laid at the benchmark."""
    with np.errstate(divide="ignore", invalid="ignore"):
        start = logit(benchmark.value)
        found = _by_errors(logit(own.value) - start, _odds_errors(own, level), _odds_errors(benchmark, level), level)
        low, high = expit(start + found.low) - benchmark.value, expit(start + found.high) - benchmark.value
    rule = np.full(np.shape(found.sign), RULES.index(Rule.TWO_UNCERTAIN_VALUES_LOGIT), np.int8)
    return Verdicts(found.sign, own.value - benchmark.value, low, high, found.p, rule)


def _halves(own: Limits, benchmark: Limits) -> tuple[Floats, Floats]:
    """How far the interval of a difference reaches below and above it, from the halves of two intervals."""
    below = np.hypot(own.value - own.low, benchmark.high - benchmark.value)
    above = np.hypot(own.high - own.value, benchmark.value - benchmark.low)
    return below, above


def _by_halves(own: Limits, benchmark: Limits, level: float) -> Verdicts:
    """Verdicts from the halves of two intervals."""
    below, above = _halves(own, benchmark)
    return _from_sides(own.value - benchmark.value, below, above, level, Rule.TWO_UNCERTAIN_VALUES_SIDES)
