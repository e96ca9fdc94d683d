"""Recent trend: do the latest five periods rise or fall, more than chance would make them?

The test is that of Fingertips, on real time: years may be uneven (2018, 2020, 2021, 2022). It refuses, with a reason,
what it was not made for: overlapping windows (a series without any trend "rises" or "falls" in up to every fourth of
them), a break in the definition, a missing interval, fewer than five periods. "Cannot be computed" is never called
"no change".
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy.special import logit, ndtr

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats, Numbers, floats, not_negative, number, positive, z_of

FEWEST = 5
TREND_LEVEL = 0.998
HAIR = 1e-6
"""Years: periods that touch each other do not overlap because of rounding."""


class Change(StrEnum):
    """Where the figures are going. The values are those of `results.Direction`."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CERTAIN_CHANGE = "no_certain_change"


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its first day as a decimal year (2021.0; see `decimal_year`), its length in years, its figure."""

    start: float
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    years: float = 1.0


@dataclass(frozen=True, slots=True)
class RecentTrend:
    """A trend. slope: per year, in the unit of the values. steady: the slope keeps its sign without any one point.

    first and last: the starts of the periods that were used. It is called a change when chi_square passes the critical
    value of the level and the slope is steady.
    """

    direction: Change
    slope: float
    chi_square: float
    p: float
    steady: bool
    points: int
    first: float
    last: float
    method: str


class Trends(NamedTuple):
    """Many trends at once. sign: 1 increasing, -1 decreasing, 0 no certain change, NaN where it cannot be computed."""

    sign: Floats
    slope: Floats
    chi_square: Floats
    p: Floats
    steady: Floats


def decimal_year(day: date) -> float:
    """A day as a decimal year: 1 July 2021 is 2021.496."""
    first, next_first = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (next_first - first).days


def recent_trend(
    points: Sequence[Point], *, breaks: Sequence[float] = (), level: float = TREND_LEVEL, interval_level: float = 0.95
) -> RecentTrend:
    """The trend of the latest five periods, from values and their intervals: weighted least squares, known errors.

    breaks: decimal years from which the definition is another. Method "weighted_least_squares".
    Raises CannotCompute: fewer_than_five, duplicate_period, overlapping_periods, different_periods, not_whole_years,
    break_in_series, missing_value, missing_interval, interval_without_value, no_spread.

    Formula: χ² = b² Σ w(t - t̄)², b the weighted slope, w = 1/SE², SE = (upper - lower)/3.92; critical value 9.5495

    Reference: Office for Health Improvement and Disparities, "Fingertips trend markers", Public Health Technical
    Guidance. Armitage & Berry 2002, 4th ed., 11.4.
    """
    found = each_recent_trend([points], breaks=breaks, level=level, interval_level=interval_level)[0]
    if isinstance(found, CannotCompute):
        raise found
    return found


def each_recent_trend(
    series: Sequence[Sequence[Point]],
    *,
    breaks: Sequence[float] = (),
    level: float = TREND_LEVEL,
    interval_level: float = 0.95,
) -> list[RecentTrend | CannotCompute]:
    """The trend of each of many series, or the refusal: see `recent_trend`. Worked out all at once."""
    half = 2 * round(z_of(interval_level), 2)
    found: list[RecentTrend | CannotCompute] = []
    usable: list[tuple[int, list[Point], list[float], list[float]]] = []
    for place, points in enumerate(series):
        try:
            usable.append((place, *_with_errors(_latest(points, breaks), half)))
            found.append(CannotCompute("not_yet", "It is worked out below."))
        except CannotCompute as refused:
            found.append(refused)
    if usable:
        times = [_middles(used) for _place, used, _values, _errors in usable]
        every = recent_trends(times, [u[2] for u in usable], [u[3] for u in usable], level=level)
        for row, (place, used, _values, _errors) in enumerate(usable):
            one = Trends(*(part[row : row + 1] for part in every))
            found[place] = _trend(one, used, "weighted_least_squares")
    return found


def _with_errors(used: list[Point], half: float) -> tuple[list[Point], list[float], list[float]]:
    """Five periods with their values and standard errors. Raises CannotCompute where one has none.

    half: z to two decimals and doubled, 3.92 for 95 per cent: as the published statistics were made.
    """
    values = [number(p.value, "value") for p in used]
    ends = [(number(p.low, "interval"), number(p.high, "interval")) for p in used]
    if any(not low <= value <= high for value, (low, high) in zip(values, ends, strict=True)):
        raise CannotCompute("interval_without_value", "An interval does not hold its value.")
    if any(low == high for low, high in ends):
        raise CannotCompute("no_spread", "An interval has no width; it says nothing of chance.")
    return used, values, [(high - low) / half for low, high in ends]


def recent_trends(times: Numbers, values: Numbers, errors: Numbers, *, level: float = TREND_LEVEL) -> Trends:
    """Many trends at once: arrays of (series, periods), times the middles of the periods as decimal years.

    A row with a missing number, or an error that is not above nought, gives NaN. See `recent_trend`, which also asks
    what this cannot see: whether the periods overlap, and whether the definition was one and the same.
    """
    t, y, error = np.broadcast_arrays(floats(times), floats(values), floats(errors))
    w = 1 / np.square(np.where(error > 0, error, np.nan))
    slope, spread = _slope(t, y, w)
    signs = [np.sign(_slope(t, y, np.where(_is(i, t), 0.0, w))[0]) for i in range(t.shape[-1])]
    return _judge(slope, slope**2 * spread, np.sign(slope), signs, level)


def recent_trend_of_proportions(
    points: Sequence[Point], *, breaks: Sequence[float] = (), level: float = TREND_LEVEL, multiplier: float = 1
) -> RecentTrend:
    """The trend of the latest five periods of counted shares: chi² for linear trend in proportions.

    The direction is that of the slope of the log odds, so no year may have none or all. Method "chi_square_for_trend".
    Raises CannotCompute: as `recent_trend` for the periods; missing_count, missing_base, base_is_zero,
    count_above_base, count_is_zero, count_equals_base.

    Formula: χ² = N (N Σxt - X Σnt)² / (X (N - X) (N Σnt² - (Σnt)²))

    Reference: Armitage 1955, Biometrics 11:375; "Fingertips trend markers" as in `recent_trend`.
    """
    used = _latest(points, breaks)
    counts = [not_negative(p.numerator, "count") for p in used]
    bases = [positive(p.denominator, "base") for p in used]
    for count, base in zip(counts, bases, strict=True):
        if count in {0, base}:
            code = "count_is_zero" if count == 0 else "count_equals_base"
            raise CannotCompute(code, f"{count:g} of {base:g} has no log odds, and this trend needs them.")
        if count > base:
            raise CannotCompute("count_above_base", "A part cannot be larger than its whole.")
    found = recent_trends_of_proportions([_middles(used)], [counts], [bases], level=level, multiplier=multiplier)
    return _trend(found, used, "chi_square_for_trend")


def recent_trends_of_proportions(
    times: Numbers, numerators: Numbers, denominators: Numbers, *, level: float = TREND_LEVEL, multiplier: float = 1
) -> Trends:
    """Many trends of counted shares at once: arrays of (series, periods). See `recent_trend_of_proportions`."""
    t, x, n = np.broadcast_arrays(floats(times), floats(numerators), floats(denominators))
    good = (x > 0) & (x < n)
    x, n = np.where(good, x, np.nan), np.where(good, n, np.nan)
    share = x.sum(axis=-1) / n.sum(axis=-1)
    slope, spread = _slope(t, x / n, n)
    chi_square = slope**2 * spread / (share * (1 - share))
    odds, even = logit(x / n), np.ones_like(n)
    signs = [np.sign(_slope(t, odds, np.where(_is(i, t), 0.0, even))[0]) for i in range(t.shape[-1])]
    direction = np.sign(_slope(t, odds, even)[0])
    found = _judge(slope * multiplier, chi_square, direction, signs, level)
    # Where the shares and their log odds point different ways, there is no certain direction to tell of.
    return found._replace(sign=np.where(np.sign(slope) == direction, found.sign, found.sign * 0))


def _latest(points: Sequence[Point], breaks: Sequence[float]) -> list[Point]:
    """The latest five periods in order, if they are unbroken, independent and equally defined."""
    used = sorted(points, key=lambda p: p.start)[-FEWEST:]
    if len(used) < FEWEST:
        raise CannotCompute("fewer_than_five", f"{len(used)} periods are too few for a trend; five are needed.")
    pairs = list(itertools.pairwise(used))
    if any(a.start == b.start for a, b in pairs):
        raise CannotCompute("duplicate_period", "The same period stands there twice.")
    if any(b.start < a.start + a.years - HAIR for a, b in pairs):
        raise CannotCompute("overlapping_periods", "The periods overlap, so the same events are counted twice.")
    if any(abs(p.years - used[0].years) > HAIR for p in used):
        raise CannotCompute("different_periods", "The periods are not equally long.")
    if abs(used[0].years - round(used[0].years)) > HAIR or used[0].years < 1 - HAIR:
        raise CannotCompute("not_whole_years", "The periods are not whole years; seasons would look like a trend.")
    if any(used[0].start < b - HAIR and b <= used[-1].start + used[-1].years - HAIR for b in breaks):
        raise CannotCompute("break_in_series", "The definition changed between the periods.")
    return used


def _middles(used: Sequence[Point]) -> list[float]:
    """The middles of the periods."""
    return [p.start + p.years / 2 for p in used]


def _is(place: int, times: Floats) -> Floats:
    """True at this place of the last axis."""
    return np.broadcast_to(np.arange(times.shape[-1]) == place, times.shape)


def _slope(t: Floats, y: Floats, w: Floats) -> tuple[Floats, Floats]:
    """The weighted slope over the last axis, and the weighted spread of time around its mean."""
    total = w.sum(axis=-1, keepdims=True)
    centred = t - (w * t).sum(axis=-1, keepdims=True) / total
    middle = y - (w * y).sum(axis=-1, keepdims=True) / total
    spread = (w * centred**2).sum(axis=-1)
    spread = np.where(spread > 0, spread, np.nan)
    return (w * centred * middle).sum(axis=-1) / spread, spread


def _judge(slope: Floats, chi_square: Floats, direction: Floats, signs: list[Floats], level: float) -> Trends:
    """A change is one that passes the critical value and keeps its sign without any one point."""
    steady = np.all([s == direction for s in signs], axis=0) & (direction != 0)
    certain = (chi_square > z_of(level) ** 2) & steady
    there = ~np.isnan(chi_square)
    p = 2 * ndtr(-np.sqrt(chi_square))
    return Trends(
        np.where(there, direction * certain, np.nan), slope, chi_square, p, np.where(there, steady * 1.0, np.nan)
    )


def _trend(found: Trends, used: Sequence[Point], method: str) -> RecentTrend:
    """One trend out of arrays of one."""
    sign, slope, chi_square, p, steady = (float(part[0]) for part in found)
    names = {1.0: Change.INCREASING, -1.0: Change.DECREASING, 0.0: Change.NO_CERTAIN_CHANGE}
    ends = used[0].start, used[-1].start
    return RecentTrend(names[sign], slope, chi_square, p, bool(steady), len(used), *ends, method)
