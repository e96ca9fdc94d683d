"""Funnels: how far from the average chance alone would carry a place of each size. No ranks, no best, no worst.

The funnel that is drawn and the verdict that is given are the same formula.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import gammainccinv, gammaincinv

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats, Limits, Numbers, floats, number, z_of
from samplan.analysis.formulas.intervals import exact

LEVELS = (0.95, 0.998)
"""The two lines of a funnel."""
FEWEST_STANDARDISED = 10
TAILS = 0.1


class Curve(NamedTuple):
    """The lines of a funnel for so many events: the size at which they are just few or just many, and the figure there.

    low_size, low: on the lower line; high_size, high: on the upper one.
    """

    low_size: Floats
    low: Floats
    high_size: Floats
    high: Floats


def proportion_limits(
    average: float, denominators: Numbers, *, level: float = 0.95, multiplier: float = 1, overdispersion: float = 1
) -> Limits:
    """The funnel around an average share, for bases of these sizes; cut at nought and the whole.

    average: a share of 1. overdispersion: the variance over what chance gives, see `overdispersion`.
    Raises CannotCompute: missing_average, average_outside_the_scale.

    Formula: π ± z √(φ π(1 - π)/n)

    Reference: Spiegelhalter 2005, Stat Med 24:1185.
    """
    middle = number(average, "average")
    if not 0 <= middle <= 1:
        raise CannotCompute("average_outside_the_scale", "An average share lies between 0 and 1.")
    n = np.where(floats(denominators) > 0, floats(denominators), np.nan)
    reach = z_of(level) * np.sqrt(max(overdispersion, 1.0) * middle * (1 - middle) / n)
    low, high = np.maximum(middle - reach, 0.0), np.minimum(middle + reach, 1.0)
    return Limits(np.full_like(n, middle), low, high).scaled(multiplier)


def ratio_curve(observed: Numbers, *, level: float = 0.95, multiplier: float = 1) -> Curve:
    """The funnel around a ratio of 1, drawn by the number of observed events (1, 2, 3, …): exact Poisson limits.

    The sizes are expected events. NaN below one event.

    Formula: for x events: x / (χ²(1 - α/2; 2x + 2)/2) and x / (χ²(α/2; 2x)/2)

    Reference: Spiegelhalter 2005, Stat Med 24:1185; Garwood 1936, Biometrika 28:437.
    """
    tail = (1 - level) / 2
    z_of(level)
    x = np.where(floats(observed) >= 1, floats(observed), np.nan)
    many, few = floats(gammainccinv(x + 1, tail)), floats(gammaincinv(x, tail))
    return Curve(many, x / many * multiplier, few, x / few * multiplier)


def rate_curve(
    events: Numbers, average: float, *, level: float = 0.95, multiplier: float = 100_000, years: float = 1
) -> Curve:
    """The funnel around an average rate, drawn by the number of events. The sizes are persons in one year.

    average: per `multiplier`. years: how many the events were counted in.

    Reference: as `ratio_curve`.
    """
    ratio = ratio_curve(events, level=level)
    size = multiplier / average / years
    return Curve(ratio.low_size * size, ratio.low * average, ratio.high_size * size, ratio.high * average)


def average_rate(
    events: Numbers, rates: Numbers, bases: Numbers | None = None, *, multiplier: float = 100_000
) -> float:
    """The rate of all places together: all events over all bases.

    Bases that are not given are those that the rates stand for (events over rate): so standardised rates are weighted
    by what they rest on. A place whose base cannot be known is left out. Raises CannotCompute: base_is_zero.
    """
    x, base = floats(events), yearly_bases(events, rates, bases, multiplier=multiplier)
    there = np.isfinite(x) & np.isfinite(base)
    if not base[there].sum() > 0:
        raise CannotCompute("base_is_zero", "No place has a base that is known.")
    return float(x[there].sum() / base[there].sum() * multiplier)


def yearly_bases(
    events: Numbers,
    rates: Numbers,
    bases: Numbers | None = None,
    *,
    multiplier: float = 100_000,
    years: float = 1,
    standardised: bool = False,
) -> Floats:
    """Where each place stands along the funnel: persons in one year, from its events and its rate.

    No events have no rate to reckon from: there the base itself is needed, else NaN. A directly standardised rate on
    fewer than ten events has no place in a funnel: NaN.

    Reference: "Funnel plots", Public Health Technical Guidance, Office for Health Improvement and Disparities.
    """
    x, rate = np.broadcast_arrays(floats(events), floats(rates))
    some = (x > 0) & (rate > 0)
    found = np.where(some, x, np.nan) / np.where(some, rate, np.nan) * multiplier
    if bases is not None:
        found = np.where(x == 0, floats(bases), found)
    if standardised:
        found = np.where(x < FEWEST_STANDARDISED, np.nan, found)
    return found / years


def verdicts_of_proportions(numerators: Numbers, denominators: Numbers, *, average: float | None = None) -> Floats:
    """Where each share lies: 0 inside, 1 or -1 outside 95 per cent, 2 or -2 outside 99.8; NaN where it has no base.

    average: a share of 1; by default that of all together.

    Reference: as `proportion_limits`.
    """
    x, n = floats(numerators), floats(denominators)
    good = (x >= 0) & (n > 0) & (x <= n)
    share = np.where(good, x, np.nan) / np.where(good, n, np.nan)
    middle = float(x[good].sum() / n[good].sum()) if average is None and good.any() else average
    if middle is None:
        return np.full(share.shape, np.nan)
    return _outside(share, [proportion_limits(middle, n, level=level) for level in LEVELS])


def verdicts_of_ratios(observed: Numbers, expected: Numbers) -> Floats:
    """Where each ratio of observed to expected events lies: as `verdicts_of_proportions`; exact Poisson limits.

    Reference: as `ratio_curve`.
    """
    x, e = floats(observed), floats(expected)
    e = np.where(e > 0, e, np.nan)
    around = [exact(x, level=level) for level in LEVELS]
    # The expected number outside the limits of the observed one: the same as the place outside the funnel.
    return -_outside(e + 0 * x, around)


def verdicts_of_rates(
    events: Numbers,
    rates: Numbers,
    bases: Numbers | None = None,
    *,
    multiplier: float = 100_000,
    standardised: bool = False,
    average: float | None = None,
) -> Floats:
    """Where each rate lies: as `verdicts_of_proportions`. NaN for a standardised rate on fewer than ten events.

    average: per `multiplier`; by default that of all together.

    Reference: as `rate_curve`.
    """
    own = yearly_bases(events, rates, bases, multiplier=multiplier, standardised=standardised)
    middle = average_rate(events, rates, bases, multiplier=multiplier) if average is None else average
    return verdicts_of_ratios(events, own * middle / multiplier)


def overdispersion(z_scores: Numbers, *, tails: float = TAILS) -> float:
    """How many times more the places vary than chance would make them: the mean of z², the ends drawn in.

    The lowest and highest tenth are set to the tenth's own bound before. Above 1 the funnel is too narrow; limits are
    then widened by the square root (`proportion_limits`). Show the number beside the funnel. Missing places are left
    out.
    Raises CannotCompute: nothing_given.

    Formula: φ = Σ z² / I

    Reference: Spiegelhalter 2005, Stat Med 24:1185, section 5.
    """
    z = floats(z_scores)
    z = z[~np.isnan(z)]
    if not z.size:
        raise CannotCompute("nothing_given", "There are no places to judge by.")
    low, high = np.quantile(z, [tails, 1 - tails])
    return float(np.mean(np.clip(z, low, high) ** 2))


def z_scores_of_proportions(numerators: Numbers, denominators: Numbers, average: float) -> Floats:
    """How many standard errors each share lies from the average.

    Reference: as `proportion_limits`.
    """
    n = np.where(floats(denominators) > 0, floats(denominators), np.nan)
    return (floats(numerators) / n - average) / np.sqrt(average * (1 - average) / n)


def z_scores_of_ratios(observed: Numbers, expected: Numbers) -> Floats:
    """How many standard errors each number of events lies from the expected, on the scale of square roots.

    Reference: Spiegelhalter 2005, Stat Med 24:1185, appendix.
    """
    return 2 * (np.sqrt(floats(observed)) - np.sqrt(np.where(floats(expected) > 0, floats(expected), np.nan)))


def _outside(values: Floats, lines: list[Limits]) -> Floats:
    """How many of the lines a value lies outside of, with its side as sign."""
    found = np.zeros(np.shape(values))
    for line in lines:
        found = found + (values > line.high) * 1.0 - (values < line.low) * 1.0
    missing = np.isnan(values) | np.isnan(lines[0].low + lines[0].high)
    return np.where(missing, np.nan, found)
