"""Standardised rates: with another age structure (direct), or against what was expected (indirect).

A missing age band is refused, never taken for nought: some programs do, and their rates are then too low.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

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
    same_length,
)
from samplan.analysis.formulas.intervals import byar, event_counts, method_of

FEWEST_EVENTS = 10

EUROPEAN_2013 = tuple(
    float(n)
    for n in (
        *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
        *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
    )
)
"""The European standard population of 2013: 19 bands of five years, 0-4 to 90 and older; 100 000 in all (Eurostat)."""


def direct_rate(
    events: Sequence[float | None],
    populations: Sequence[float | None],
    standard: Sequence[float] = EUROPEAN_2013,
    *,
    level: float = 0.95,
    multiplier: float = 100_000,
) -> Estimate:
    """A directly standardised rate: each band's rate, weighted by the standard population; Dobson's interval.

    For independent events (deaths, persons). Method "dobson". Unit: per `multiplier`.
    Raises CannotCompute: different_lengths, missing_count, missing_base, base_is_zero, negative_count,
    missing_standard, and too_few_events below ten.

    Formula: v = Σ wx/n / Σw; v + √(Var/O) (limit of O - O); Var = Σ w²x/n² / (Σw)²; O = Σx, limits by Byar

    Reference: Dobson, Kuulasmaa, Eberle & Scherer 1991, Stat Med 10:457.
    """
    same_length(events, populations, standard)
    x, n = all_of(events, "count"), all_of(populations, "base", above_zero=True)
    w = all_of(standard, "standard")
    _enough(float(x.sum()), float(w.sum()))
    limits = direct_rates(x, n, w, level=level, multiplier=multiplier)
    inputs = {"events": float(x.sum()), "population": float(n.sum()), "multiplier": multiplier}
    return estimate_of(limits, level, "dobson", **inputs)


def direct_rates(
    events: Numbers, populations: Numbers, standard: Numbers, *, level: float = 0.95, multiplier: float = 100_000
) -> Limits:
    """Many directly standardised rates at once: arrays of (areas, bands). See `direct_rate`; NaN where that refuses."""
    x, n, w = floats(events), floats(populations), floats(standard)
    return _dobson(x.sum(axis=-1), *_weighted(x, n, w), level=level, multiplier=multiplier)


def direct_rate_of_repeated(
    persons: Mapping[int, Sequence[float | None]],
    populations: Sequence[float | None],
    standard: Sequence[float] = EUROPEAN_2013,
    *,
    level: float = 0.95,
    multiplier: float = 100_000,
) -> Estimate:
    """A directly standardised rate of what may happen to one person several times: visits, episodes of care.

    persons: for each number of events, how many persons in each band had so many ({1: [75, …], 2: [16, …]}). The rate
    is of events; the interval is wider than Dobson's own, because events of one person come together.
    Method "dobson_repeated". Raises CannotCompute: as `direct_rate`.

    Formula: as `direct_rate`, with Var = Σ f² Var_f and O = Σ f x_f

    Reference: Dobson et al. 1991 with the variance summed over f² · Var_f: "Directly standardised rates", Public Health
    Technical Guidance, Office for Health Improvement and Disparities.
    """
    same_length(populations, standard, *persons.values())
    n, w = all_of(populations, "base", above_zero=True), all_of(standard, "standard")
    counts = {positive(f, "frequency"): all_of(row, "count") for f, row in persons.items()}
    total = float(sum(f * row.sum() for f, row in counts.items()))
    _enough(total, float(w.sum()))
    parts = [(f, *_weighted(row, n, w)) for f, row in counts.items()]
    value = floats(sum(f * v for f, v, _ in parts))
    variance = floats(sum(f**2 * s for f, _, s in parts))
    limits = _dobson(floats(total), value, variance, level=level, multiplier=multiplier)
    inputs = {"events": total, "population": float(n.sum()), "multiplier": multiplier}
    return estimate_of(limits, level, "dobson_repeated", **inputs)


def expected_events(
    populations: Sequence[float | None],
    reference_events: Sequence[float | None],
    reference_populations: Sequence[float | None],
) -> float:
    """The events that the reference's rates would give in this population, band by band.

    A band with nobody in it expects nothing. Raises CannotCompute: different_lengths, missing_base, missing_reference,
    reference_is_zero.

    Formula: Σ n r, r the reference's rate in the band

    Reference: Breslow & Day 1987, Statistical Methods in Cancer Research II, ch. 2.
    """
    same_length(populations, reference_events, reference_populations)
    n, x = all_of(populations, "base"), all_of(reference_events, "reference")
    return float((n * x / all_of(reference_populations, "reference", above_zero=True)).sum())


def indirect_ratio(
    observed: float | None, expected: float | None, *, level: float = 0.95, multiplier: float = 1
) -> Estimate:
    """Observed events over expected ones (SMR): 1 is as expected; with multiplier 100, 100 is.

    The interval is that of the observed number, over the expected. Method "exact" or "byar".
    Raises CannotCompute: missing_count, negative_count, missing_expected, expected_is_zero.

    Formula: O / E, and the limits of O over E

    Reference: Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69.
    """
    x, e = not_negative(observed, "count"), positive(expected, "expected")
    limits = indirect_ratios(x, e, level=level, multiplier=multiplier)
    return estimate_of(limits, level, method_of(x), observed=x, expected=e, multiplier=multiplier)


def indirect_ratios(observed: Numbers, expected: Numbers, *, level: float = 0.95, multiplier: float = 1) -> Limits:
    """Many ratios at once: see `indirect_ratio`. NaN where that refuses."""
    e = floats(expected)
    factor = multiplier / np.where(np.isfinite(e) & (e > 0), e, np.nan)
    return Limits(*(part * factor for part in event_counts(observed, level=level)))


def indirect_rate(
    observed: float | None, expected: float | None, reference_rate: float | None, *, level: float = 0.95
) -> Estimate:
    """An indirectly standardised rate: the ratio of observed to expected, times the reference's own crude rate.

    Unit: that of the reference rate. Method and refusals as `indirect_ratio`; also missing_reference.

    Reference: as `indirect_ratio`.
    """
    x, e = not_negative(observed, "count"), positive(expected, "expected")
    crude = not_negative(reference_rate, "reference")
    limits = indirect_ratios(x, e, level=level, multiplier=crude)
    return estimate_of(limits, level, method_of(x), observed=x, expected=e, reference_rate=crude)


def _enough(events: float, weight: float) -> None:
    """Refuses a standardised rate on too little."""
    if weight == 0:
        raise CannotCompute("standard_is_zero", "The standard population is empty.")
    if events < FEWEST_EVENTS:
        raise CannotCompute("too_few_events", f"A directly standardised rate needs {FEWEST_EVENTS} events.")


def _weighted(x: Floats, n: Floats, w: Floats) -> tuple[Floats, Floats]:
    """The weighted rate over the last axis, and its Poisson variance."""
    n = np.where(n > 0, n, np.nan)
    x = np.where(x >= 0, x, np.nan)
    total = w.sum(axis=-1)
    total = np.where(total > 0, total, np.nan)
    value = floats((w * x / n).sum(axis=-1) / total)
    return value, floats((w**2 * x / n**2).sum(axis=-1) / total**2)


def _dobson(events: Floats, value: Floats, variance: Floats, *, level: float, multiplier: float) -> Limits:
    """Dobson's interval: that of the total count, stretched to the weighted rate's own spread."""
    enough = np.where(events >= FEWEST_EVENTS, events, np.nan)
    count = byar(enough, level=level)
    stretch = np.sqrt(variance / enough)
    low, high = value + stretch * (count.low - enough), value + stretch * (count.high - enough)
    return Limits(np.where(np.isnan(enough), np.nan, value), low, high).scaled(multiplier)
