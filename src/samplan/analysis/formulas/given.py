"""What the formulas are given: numbers checked before anybody counts with them, and the shape of many answers at once.

A missing number is refused, never taken for nought (promise 7 of the statistics). None and NaN both mean missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from samplan.analysis.formulas.estimates import CannotCompute, Estimate, NoInterval

Floats = npt.NDArray[np.float64]
"""An array of numbers; NaN where there is none."""
Whole = npt.NDArray[np.int64]
"""An array of whole numbers."""
Numbers = npt.ArrayLike
"""What can become such an array: a number, a list, an array."""

LOWEST_LEVEL = 0.9


class Limits(NamedTuple):
    """Many estimates at once, of the same shape as what was asked: NaN where the number cannot be computed."""

    value: Floats
    low: Floats
    high: Floats

    def scaled(self, factor: float) -> Limits:
        """The same, in another unit: per cent, per 100 000."""
        return Limits(self.value * factor, self.low * factor, self.high * factor)


def floats(numbers: Numbers) -> Floats:
    """Numbers as an array; what is missing (None, NaN) is NaN."""
    return np.asarray(numbers, dtype=np.float64)


def z_of(level: float) -> float:
    """How many standard errors a two-sided interval of this level reaches: 0.95 -> 1.959964, 0.998 -> 3.090232.

    Raises CannotCompute "level_out_of_range" outside 0.9 up to 1, 1 itself excluded.
    """
    if not LOWEST_LEVEL <= level < 1:
        raise CannotCompute("level_out_of_range", f"The level must be from 0.9 up to but not including 1, not {level}.")
    return float(ndtri((1 + level) / 2))


def number(value: float | None, what: str) -> float:
    """A finite number. Raises CannotCompute "missing_<what>" for None and NaN, "infinite_<what>" for infinity."""
    if value is None or math.isnan(value):
        raise CannotCompute(f"missing_{what}", f"The {what} is missing; it is not taken for nought.")
    if math.isinf(value):
        raise CannotCompute(f"infinite_{what}", f"The {what} is not a finite number.")
    return float(value)


def not_negative(value: float | None, what: str) -> float:
    """A number that is nought or more. Raises CannotCompute "negative_<what>" too."""
    checked = number(value, what)
    if checked < 0:
        raise CannotCompute(f"negative_{what}", f"The {what} is below nought: {checked}.")
    return checked


def positive(value: float | None, what: str) -> float:
    """A number above nought. Raises CannotCompute "<what>_is_zero" too."""
    checked = not_negative(value, what)
    if checked == 0:
        raise CannotCompute(f"{what}_is_zero", f"The {what} is nought; there is nothing to divide by.")
    return checked


def all_of(values: Sequence[float | None] | Floats, what: str, *, above_zero: bool = False) -> Floats:
    """Each number checked in turn. Raises as `not_negative`, or with above_zero as `positive`."""
    check = positive if above_zero else not_negative
    return np.array([check(v, what) for v in values], dtype=np.float64)


def same_length(*rows: Sequence[float | None] | Floats) -> None:
    """Raises CannotCompute "different_lengths" when the rows do not belong together, "nothing_given" when empty."""
    if len({len(r) for r in rows}) != 1:
        raise CannotCompute("different_lengths", "The rows do not have the same number of bands.")
    if not len(rows[0]):
        raise CannotCompute("nothing_given", "There is nothing to count with.")


def estimate_of(limits: Limits, level: float, method: str, **inputs: float) -> Estimate:
    """One estimate out of arrays of one: without limits it says that the base is too small for the method."""
    value, low, high = (float(np.ravel(part)[0]) for part in limits)
    if math.isnan(low) or math.isnan(high):
        return Estimate(value, None, None, level, method, inputs, NoInterval.TOO_FEW)
    return Estimate(value, low, high, level, method, inputs)
