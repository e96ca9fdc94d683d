"""Intervals for what is counted and measured: proportions, counts, rates, means.

Each formula comes twice: for one figure, which refuses with a reason, and for arrays, which leaves NaN there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import gammainccinv, gammaincinv, stdtrit

from samplan.analysis.formulas.estimates import CannotCompute, Estimate
from samplan.analysis.formulas.given import (
    Floats,
    Limits,
    Numbers,
    all_of,
    estimate_of,
    floats,
    not_negative,
    positive,
    z_of,
)

EXACT_BELOW = 10
"""Counts below ten get exact limits, others Byar's; from ten on they differ by less than 0.17 per cent."""


def proportion(
    numerator: float | None, denominator: float | None, *, level: float = 0.95, multiplier: float = 1
) -> Estimate:
    """A share of a counted base, with Wilson's interval.

    Not for weighted survey percentages: their interval is the publisher's. Nought of n has the lower limit 0, n of n
    the upper limit 1. Method "wilson". Unit: 1, or per cent with multiplier 100.
    Raises CannotCompute: missing_count, missing_base, negative_count, base_is_zero, count_above_base.

    Formula: (2x + z² ∓ z √(z² + 4x(1 - x/n))) / (2(n + z²))

    Reference: Wilson 1927, J Am Stat Assoc 22:209. Newcombe 1998, Stat Med 17:857 (method 3).
    """
    x, n = not_negative(numerator, "count"), positive(denominator, "base")
    if x > n:
        raise CannotCompute("count_above_base", f"{x:g} of {n:g}: a part cannot be larger than its whole.")
    limits = proportions(x, n, level=level, multiplier=multiplier)
    return estimate_of(limits, level, "wilson", numerator=x, denominator=n, multiplier=multiplier)


def proportions(numerators: Numbers, denominators: Numbers, *, level: float = 0.95, multiplier: float = 1) -> Limits:
    """Many shares at once: see `proportion`. NaN where that refuses."""
    z = z_of(level)
    x, n = np.broadcast_arrays(floats(numerators), floats(denominators))
    good = (x >= 0) & (n > 0) & (x <= n) & np.isfinite(n)
    x, n = np.where(good, x, np.nan), np.where(good, n, np.nan)
    share = x / n
    middle, spread = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - share))
    low, high = (middle - spread) / (2 * (n + z**2)), (middle + spread) / (2 * (n + z**2))
    low, high = np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)
    return Limits(share, low, high).scaled(multiplier)


def byar(events: Numbers, *, level: float = 0.95) -> Limits:
    """Byar's limits of counts: a close approximation of the exact Poisson limits, for arrays.

    The lower limit of nought is 0. Where the approximation would fall below nought (1 event at 99.8 per cent) there is
    no lower limit: NaN. NaN too for a count that is missing or negative.

    Formula: x (1 - 1/(9x) - z/(3√x))³ and y (1 - 1/(9y) + z/(3√y))³ with y = x + 1

    Reference: Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69.
    """
    z = z_of(level)
    given = floats(events)
    x = np.where(np.isfinite(given) & (given >= 0), given, np.nan)
    y, safe = x + 1, np.where(x == 0, 1.0, x)
    low = x * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    high = y * (1 - 1 / (9 * y) + z / (3 * np.sqrt(y))) ** 3
    return Limits(x, np.where(low < 0, np.nan, low), high)


def exact(events: Numbers, *, level: float = 0.95) -> Limits:
    """The exact Poisson limits of counts, for arrays. The lower limit of nought is 0. NaN where the count is not one.

    Formula: χ²(α/2; 2x) / 2 and χ²(1 - α/2; 2x + 2) / 2

    Reference: Garwood 1936, Biometrika 28:437. Armitage & Berry 2002, Statistical Methods in Medical Research, 4th ed.
    """
    tail = (1 - level) / 2
    z_of(level)
    given = floats(events)
    x = np.where(np.isfinite(given) & (given >= 0), given, np.nan)
    # The quantiles of chi-square are those of the gamma distribution: χ²(p; 2x) / 2.
    low, high = gammaincinv(np.where(x == 0, 1.0, x), tail), gammainccinv(x + 1, tail)
    return Limits(x, np.where(x == 0, 0.0, low), floats(high))


def event_counts(events: Numbers, *, level: float = 0.95) -> Limits:
    """Many counts at once: see `event_count`."""
    x = floats(events)
    found = byar(x, level=level)
    small = x < EXACT_BELOW
    few = exact(x[small], level=level)
    low, high = np.array(found.low), np.array(found.high)
    low[small], high[small] = few.low, few.high
    return Limits(found.value, low, high)


def event_count(events: float | None, *, level: float = 0.95) -> Estimate:
    """A number of events that chance makes larger and smaller: exact limits below ten, Byar's from ten.

    Method "exact" or "byar". Unit: events. Raises CannotCompute: missing_count, negative_count.

    Reference: see `byar` and `exact`; the change at ten is that of Public Health England's technical guides.
    """
    x = not_negative(events, "count")
    return estimate_of(event_counts(x, level=level), level, method_of(x), events=x)


def method_of(events: float) -> str:
    """The name of the method that a count of this size is given: "exact" below ten, else "byar"."""
    return "exact" if events < EXACT_BELOW else "byar"


def rate(events: float | None, base: float | None, *, level: float = 0.95, multiplier: float = 100_000) -> Estimate:
    """Events per so many persons or person-years: the interval of the count, divided by the base.

    Events may be more than the base. Unit: per `multiplier`. Method "exact" or "byar".
    Raises CannotCompute: missing_count, negative_count, missing_base, base_is_zero.

    Reference: as `event_count`.
    """
    x, n = not_negative(events, "count"), positive(base, "base")
    limits = rates(x, n, level=level, multiplier=multiplier)
    return estimate_of(limits, level, method_of(x), events=x, base=n, multiplier=multiplier)


def rates(events: Numbers, bases: Numbers, *, level: float = 0.95, multiplier: float = 100_000) -> Limits:
    """Many rates at once: see `rate`. NaN where that refuses."""
    counts = event_counts(events, level=level)
    given = floats(bases)
    factor = multiplier / np.where(np.isfinite(given) & (given > 0), given, np.nan)
    return Limits(counts.value * factor, counts.low * factor, counts.high * factor)


def mean(values: Sequence[float | None] | Floats, *, level: float = 0.95) -> Estimate:
    """The mean of measured values, with Student's interval. One value alone has no interval.

    Method "student". Unit: that of the values. Raises CannotCompute: missing_value, nothing_given.

    Formula: mean ± t(n - 1) s / √n

    Reference: Student 1908, Biometrika 6:1.
    """
    given = floats([v if v is not None else np.nan for v in values])
    if not given.size:
        raise CannotCompute("nothing_given", "There is nothing to take the mean of.")
    if not np.isfinite(given).all():
        raise CannotCompute("missing_value", "A value is missing; it is not taken for nought.")
    deviation = float(np.std(given, ddof=1)) if given.size > 1 else np.nan
    return mean_of(float(np.mean(given)), deviation, given.size, level=level)


def mean_of(average: float, deviation: float, size: float | None, *, level: float = 0.95) -> Estimate:
    """The same when mean, standard deviation (of n - 1) and number of values are known. See `mean`."""
    n = positive(size, "base")
    limits = means(average, deviation, n, level=level)
    return estimate_of(limits, level, "student", mean=average, standard_deviation=deviation, size=n)


def means(averages: Numbers, deviations: Numbers, sizes: Numbers, *, level: float = 0.95) -> Limits:
    """Many means at once: see `mean`. No limits (NaN) where there are fewer than two values."""
    z_of(level)
    value, deviation, n = np.broadcast_arrays(floats(averages), floats(deviations), floats(sizes))
    n = np.where(n > 1, n, np.nan)
    half = stdtrit(n - 1, (1 + level) / 2) * deviation / np.sqrt(n)
    return Limits(np.array(value), value - half, value + half)


def standard_errors(limits: Limits, *, level: float = 0.95) -> Floats:
    """The standard errors that symmetric intervals stand for: the width over twice z. NaN where there is no interval.

    Reference: Altman & Bland 2005, BMJ 331:903.
    """
    return (limits.high - limits.low) / (2 * z_of(level))


def together(numerators: Sequence[float | None], denominators: Sequence[float | None]) -> tuple[float, float]:
    """Numerators and denominators of several groups, added. Raises as `proportion` when one is missing."""
    return float(all_of(numerators, "count").sum()), float(all_of(denominators, "base").sum())
