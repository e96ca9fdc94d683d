"""Inequality between groups in order, from the worst off to the best off: slope, relative index; quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit, logit

from samplan.analysis.formulas.estimates import CannotCompute, Estimate
from samplan.analysis.formulas.given import Floats, Numbers, all_of, floats, number, same_length, z_of

FEWEST_GROUPS, MOST_GROUPS = 5, 100


class Scale(StrEnum):
    """On which scale the line is laid through the groups: as it is, for rates by logarithm, for shares by log odds."""

    PLAIN = "plain"
    LOG = "log"
    LOGIT = "logit"


@dataclass(frozen=True, slots=True)
class Inequality:
    """The slope index (how much higher at the top than at the bottom) and the relative index (how many times).

    intercept: the line's value at the bottom, in the unit of the values.
    """

    slope: Estimate
    relative: Estimate
    intercept: float


def slope_index(
    values: Sequence[float | None],
    errors: Sequence[float | None],
    populations: Sequence[float | None],
    *,
    scale: Scale = Scale.PLAIN,
    level: float = 0.95,
    multiplier: float = 1,
) -> Inequality:
    """The line through groups in order, weighted by their population; its difference and ratio from end to end.

    errors: standard errors of the values, on the scale (of the logarithm, of the log odds). A negative multiplier turns
    the direction, and the ratio. The interval is in closed form: slope and intercept are sums of the values, so their
    errors are known; the ratio's by the delta method on its logarithm. Methods "slope_index", "relative_index".
    Raises CannotCompute: wrong_number_of_groups (5 to 100), different_lengths, missing_value, missing_error,
    error_is_zero, missing_base, base_is_zero, outside_the_scale, no_ratio (a line that passes nought).

    Formula: value = a + b · rank; slope index b, relative index (a + b)/a; Var(b) = Σ c² SE², c the weights that make b

    Reference: Low & Low 2004, J Public Health 26:388. Closed form: weighted least squares with known errors.
    """
    same_length(values, errors, populations)
    if not FEWEST_GROUPS <= len(values) <= MOST_GROUPS:
        raise CannotCompute("wrong_number_of_groups", f"{len(values)} groups; a slope needs 5 to 100.")
    y = _on_scale(np.array([number(v, "value") for v in values]), scale)
    error, n = all_of(errors, "error", above_zero=True), all_of(populations, "base", above_zero=True)
    rows = _line(n)
    bottom, top = _ends(rows, y, scale)
    spread = (rows * error**2) @ rows.T
    up, down = _gradients(rows @ y, scale)
    variances = [float(g @ spread @ g) for g in (up - down, up / top - down / bottom)]
    difference = (top - bottom) * multiplier
    inputs = {"groups": float(len(y)), "population": float(n.sum()), "multiplier": multiplier}
    half = z_of(level) * np.sqrt(variances[0]) * abs(multiplier)
    slope = Estimate(difference, difference - half, difference + half, level, "slope_index", inputs)
    ratio = top / bottom if multiplier > 0 else bottom / top
    if ratio <= 0:
        raise CannotCompute("no_ratio", "The line passes nought; there is no ratio from end to end.")
    step = float(np.exp(z_of(level) * np.sqrt(variances[1])))
    relative = Estimate(ratio, ratio / step, ratio * step, level, "relative_index", inputs)
    return Inequality(slope, relative, bottom)


def errors_from_intervals(
    low: Sequence[float | None], high: Sequence[float | None], *, scale: Scale = Scale.PLAIN, level: float = 0.95
) -> Floats:
    """The standard errors that intervals stand for, on the scale that the line is laid on.

    Raises CannotCompute: missing_interval, outside_the_scale.

    Reference: Altman & Bland 2005, BMJ 331:903.
    """
    ends = [_on_scale(np.array([number(v, "interval") for v in row]), scale) for row in (low, high)]
    return floats((ends[1] - ends[0]) / (2 * z_of(level)))


def quantiles(values: Numbers, groups: int, *, highest_first: bool = False) -> Floats:
    """Divides places into equally many by their value: 1 holds the lowest, or with highest_first the highest.

    Equal values fall into the same group. Missing places have none (NaN). For tables and maps that need groups; colour
    never comes from them. Raises CannotCompute "too_few_places" with fewer places than groups.

    Formula: ⌊(q + 1) - ⌈((N + 1) - rank) / (N/q)⌉⌋

    Reference: "Assigning quantiles", Public Health Technical Guidance, Office for Health Improvement and Disparities.
    """
    given = floats(values)
    there = ~np.isnan(given)
    size = int(there.sum())
    if size < groups:
        raise CannotCompute("too_few_places", f"{size} places cannot be divided into {groups} groups.")
    ordered = np.sort(-given[there] if highest_first else given[there])
    rank = 1 + np.searchsorted(ordered, -given if highest_first else given, side="left")
    # Whole numbers throughout: 7 · 151 / 151 is not quite 7 in floating point.
    from_the_end = -((rank - size - 1) * groups // size)
    return np.where(there, groups + 1 - from_the_end, np.nan)


def _on_scale(values: Floats, scale: Scale) -> Floats:
    """Values on the scale; refuses those that have no place on it."""
    if scale is Scale.PLAIN:
        return values
    if (values <= 0).any() or (scale is Scale.LOGIT and (values >= 1).any()):
        raise CannotCompute("outside_the_scale", "A value has no place on the scale: nought, or the whole.")
    return floats(np.log(values) if scale is Scale.LOG else logit(values))


def _line(populations: Floats) -> Floats:
    """The two rows that make intercept and slope out of the values: weighted least squares on the middle ranks."""
    share = populations / populations.sum()
    rank = np.cumsum(share) - share / 2
    design = np.column_stack([np.ones_like(rank), rank])
    return floats(np.linalg.solve((design.T * share) @ design, design.T * share))


def _ends(rows: Floats, y: Floats, scale: Scale) -> tuple[float, float]:
    """The line's values at the bottom and at the top, in the unit of the values."""
    intercept, slope = rows @ y
    ends = np.array([intercept, intercept + slope])
    bottom, top = {Scale.PLAIN: ends, Scale.LOG: np.exp(ends), Scale.LOGIT: expit(ends)}[scale]
    return float(bottom), float(top)


def _gradients(line: Floats, scale: Scale) -> tuple[Floats, Floats]:
    """How the top and the bottom change with intercept and slope."""
    found = []
    for end in (np.array([1.0, 1.0]), np.array([1.0, 0.0])):
        at = float(end @ line)
        steep = {Scale.PLAIN: 1.0, Scale.LOG: np.exp(at), Scale.LOGIT: expit(at) * (1 - expit(at))}[scale]
        found.append(end * float(steep))
    return found[0], found[1]
