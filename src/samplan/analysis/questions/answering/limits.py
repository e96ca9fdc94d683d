"""Intervals of cells: the publisher's where it gives one, else counted from numerator and denominator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.formulas.given import Floats
from samplan.analysis.formulas.intervals import EXACT_BELOW, proportions, rates
from samplan.analysis.results import Measure
from samplan.analysis.store.codes import NO_INTERVALS
from samplan.analysis.store.hiding.rules import scale_of
from samplan.analysis.store.shapes import CellColumns

LEVEL = 0.95
METHODS = ("", "published", "wilson", "exact", "byar")
NOTHING, PUBLISHED, WILSON, EXACT, BYAR = range(5)
TOTAL = NO_INTERVALS.index(NoInterval.TOTAL)
NOT_PUBLISHED = NO_INTERVALS.index(NoInterval.NOT_PUBLISHED)
SHARES = frozenset({Measure.SHARE, Measure.SURVEY_SHARE})
Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Intervals with the method of each (an index of METHODS); no_interval: as in the store's codes, 0 with one."""

    low: Floats
    high: Floats
    no_interval: Codes
    method: Codes


def counted(cells: CellColumns, measure: Measure) -> Counted:
    """The interval of each cell. A share of a weighted sample has its publisher's or none, never one of ours."""
    low, high, why = cells.low.copy(), cells.high.copy(), cells.no_interval.copy()
    given = np.isfinite(low) & np.isfinite(high)
    method = np.where(given, PUBLISHED, NOTHING).astype(np.uint8)
    shown = np.isfinite(cells.value)
    known = shown & ~given & np.isfinite(cells.numerator) & (cells.denominator > 0)
    if known.any() and measure is Measure.SHARE:
        found = proportions(cells.numerator[known], cells.denominator[known], multiplier=100)
        low[known], high[known], method[known] = found.low, found.high, WILSON
    elif known.any() and measure is Measure.RATE:
        multiplier = scale_of(cells.value, cells.numerator, cells.denominator)
        found = rates(cells.numerator[known], cells.denominator[known], multiplier=multiplier)
        low[known], high[known] = found.low, found.high
        method[known] = np.where(cells.numerator[known] < EXACT_BELOW, EXACT, BYAR)
    if measure in SHARES:
        low, high = np.maximum(low, np.minimum(cells.value, 0)), np.minimum(high, np.maximum(cells.value, 100))
    has = np.isfinite(low) & np.isfinite(high)
    method[~has] = NOTHING
    return Counted(
        np.where(has, low, np.nan),
        np.where(has, high, np.nan),
        np.where(has | ~shown, 0, np.where(why == 0, NOT_PUBLISHED, why)).astype(np.uint8),
        method,
    )
