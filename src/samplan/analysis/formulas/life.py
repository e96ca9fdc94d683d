"""Life expectancy from an abridged life table, with an interval that holds for small populations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samplan.analysis.formulas.estimates import CannotCompute, Estimate
from samplan.analysis.formulas.given import Floats, Limits, Numbers, all_of, estimate_of, floats, same_length, z_of

STARTS = (0, 1, *range(5, 91, 5))
"""The twenty age bands by their first year: 0, 1-4, 5-9, …, 85-89, 90 and older."""
SMALLEST_POPULATION = 5000
WIDEST = 20.0
"""Years: a wider interval (at 95 per cent) says nothing."""
LIVED = np.array([0.1] + [0.5] * 19)
"""The share of its band that somebody who dies in it has lived."""
LENGTHS = np.array([1.0, 4.0] + [5.0] * 17 + [np.nan])


def life_expectancy(
    deaths: Sequence[float | None], populations: Sequence[float | None], *, at: int = 0, level: float = 0.95
) -> Estimate:
    """The years that somebody of this age has left on average, if today's death rates stayed.

    deaths, populations: twenty bands (0, 1-4, 5-9, …, 90 and older). at: the first year of a band. Method "chiang".
    Raises CannotCompute: wrong_bands, missing_count, missing_base, base_is_zero, count_above_base, too_small_population
    (5 000 persons or fewer), no_deaths_in_last_band, too_many_deaths, too_uncertain (an interval wider than 20 years).

    Formula: q = nM / (1 + nM(1 - a)), a = 0.1 in the first year, else 0.5; Var(e) = Σ l² ((1 - a)n + e')² q² (1 - q)/D
    over l², with e' that of the next band; the last band adds 4/(D M²) (l/2)²

    Reference: Chiang 1968, Introduction to Stochastic Processes in Biostatistics. Silcocks, Jenner & Reza 2001,
    J Epidemiol Community Health 55:38. Eayres & Williams 2004, J Epidemiol Community Health 58:243.
    """
    same_length(deaths, populations)
    if len(deaths) != len(STARTS) or at not in STARTS:
        raise CannotCompute("wrong_bands", "A life table has twenty bands: 0, 1-4, 5-9, …, 90 and older.")
    d, n = all_of(deaths, "count"), all_of(populations, "base", above_zero=True)
    if (d > n).any():
        raise CannotCompute("count_above_base", "There are more deaths than persons in a band.")
    if n.sum() <= SMALLEST_POPULATION:
        raise CannotCompute("too_small_population", f"{n.sum():g} persons are too few for a life table.")
    if d[-1] == 0:
        raise CannotCompute("no_deaths_in_last_band", "Nobody died in the last band, so its years have no end.")
    band = STARTS.index(at)
    limits = Limits(*(part[..., band] for part in life_tables(d, n, level=level)))
    if np.isnan(limits.low):
        raise CannotCompute("too_many_deaths", "In a band so many died that nobody would outlive it.")
    if np.isnan(limits.value):
        raise CannotCompute("too_uncertain", f"The interval is wider than {WIDEST:g} years.")
    return estimate_of(limits, level, "chiang", deaths=float(d[band:].sum()), population=float(n[band:].sum()))


def life_tables(deaths: Numbers, populations: Numbers, *, level: float = 0.95) -> Limits:
    """Many life tables at once: arrays of (areas, 20 bands); years left from the beginning of each band.

    See `life_expectancy`; NaN where that refuses. Where the interval is wider than 20 years only the value is NaN, so
    that one can see how wide it was.
    """
    d, n = floats(deaths), floats(populations)
    good = (d >= 0).all(-1) & (n > 0).all(-1) & (d <= n).all(-1) & (n.sum(-1) > SMALLEST_POPULATION) & (d[..., -1] > 0)
    d, n = (np.where(good[..., None], part, np.nan) for part in (d, n))
    rate = d / n
    die = LENGTHS * rate / (1 + LENGTHS * rate * (1 - LIVED))
    die[..., -1] = 1.0
    die = np.where((die[..., :-1] < 1).all(-1)[..., None], die, np.nan)
    alive = np.cumprod(np.concatenate([np.ones_like(die[..., :1]), 1 - die[..., :-1]], axis=-1), axis=-1)
    lived = LENGTHS * (alive - alive * die * (1 - LIVED))
    lived[..., -1] = alive[..., -1] / rate[..., -1]
    left = _from_the_end(lived) / alive
    error = np.sqrt(_from_the_end(_variance(d, rate, die, alive, left))) / alive
    wide = 2 * z_of(0.95) * error > WIDEST
    reach = z_of(level) * error
    return Limits(np.where(wide, np.nan, left), left - reach, left + reach)


def _from_the_end(rows: Floats) -> Floats:
    """Sums from each band to the last."""
    return floats(np.cumsum(rows[..., ::-1], axis=-1)[..., ::-1])


def _variance(d: Floats, rate: Floats, die: Floats, alive: Floats, left: Floats) -> Floats:
    """What each band adds to the variance; a band without deaths adds nothing."""
    after = np.concatenate([left[..., 1:], np.zeros_like(left[..., :1])], axis=-1)
    spread = die**2 * (1 - die) / np.where(d > 0, d, np.inf)
    found = alive**2 * ((1 - LIVED) * LENGTHS + after) ** 2 * spread
    found[..., -1] = 4 / (d[..., -1] * rate[..., -1] ** 2) * (alive[..., -1] / 2) ** 2
    return floats(found)
