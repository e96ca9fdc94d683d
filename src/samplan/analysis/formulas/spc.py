"""XmR charts: does a process (waiting times, first visits in time) behave as usual, or has something happened?

For monthly or quarterly figures of a process. Not for a handful of yearly survey values, and not for rare events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats, Numbers, floats, number

REACH = 2.66
OUTLIER = 3.267
NEAR = 2 / 3
RUN = 7
FEW = 13
"""Below so many points the limits are trial limits."""
Marks = npt.NDArray[np.bool_]


class Signal(StrEnum):
    """Why a point is special."""

    NONE = "none"
    OUTSIDE = "outside"
    """Beyond a limit."""
    TREND = "trend"
    """One of seven that rise, or fall, each from the one before."""
    NEAR_LIMIT = "near_limit"
    """One of two in three beyond two thirds of the way to a limit, all three on the same side."""
    ONE_SIDE = "one_side"
    """One of seven in a row on the same side of the mean."""


class Assurance(StrEnum):
    """What a process will do about its target, as long as nothing changes."""

    PASSES = "consistent_pass"
    FAILS = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean of a stretch, its limits, and its near limits at two thirds. trial: fewer than 13 points."""

    mean: float
    low: float
    high: float
    near_low: float
    near_high: float
    points: int
    trial: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: for each point its signal and its stretch; for each stretch its limits."""

    signals: tuple[Signal, ...]
    stretch: tuple[int, ...]
    limits: tuple[Limits, ...]


def limits_of(values: Sequence[float | None] | Floats, *, screen: bool = True) -> Limits:
    """Mean ± 2.66 times the mean moving range. screen: ranges of 3.267 times the mean or more are dropped once.

    Unit: that of the values. Raises CannotCompute: missing_value, too_few_points (two are needed).

    Formula: mean ± 2.66 · mean of |x(i) - x(i - 1)|; near limits at ± 1.7733

    Reference: Nelson 1982, J Qual Technol 14:172. NHS England, Making Data Count.
    """
    x = np.array([number(v, "value") for v in values])
    if len(x) < 2:
        raise CannotCompute("too_few_points", "Two points are needed for a moving range.")
    ranges = np.abs(np.diff(x))
    if screen:
        kept = ranges[ranges < OUTLIER * ranges.mean()]
        ranges = kept if kept.size else ranges
    mean, reach = float(x.mean()), REACH * float(ranges.mean())
    return Limits(
        mean, mean - reach, mean + reach, mean - NEAR * reach, mean + NEAR * reach, len(x), trial=len(x) < FEW
    )


def chart(values: Sequence[float | None] | Floats, *, screen: bool = True, rebase_at: Sequence[int] = ()) -> Chart:
    """A whole chart. rebase_at: places (from 0) at which the mean and the limits start afresh; runs do not cross them.

    When a point is special in several ways the first of these is told: outside, trend, near limit, one side.
    Raises CannotCompute: as `limits_of` for every stretch; wrong_rebasing for a place outside the series.

    Reference: as `limits_of`.
    """
    x = [number(v, "value") for v in values]
    starts = sorted({0, *rebase_at})
    if any(not 0 < place < len(x) for place in rebase_at):
        raise CannotCompute("wrong_rebasing", "The limits cannot start afresh outside the series.")
    signals: list[Signal] = []
    stretch: list[int] = []
    limits: list[Limits] = []
    for i, (start, end) in enumerate(zip(starts, [*starts[1:], len(x)], strict=True)):
        part = np.array(x[start:end])
        own = limits_of(part, screen=screen)
        limits.append(own)
        stretch += [i] * len(part)
        signals += _signals(part, own)
    return Chart(tuple(signals), tuple(stretch), tuple(limits))


def assurance(limits: Limits, target: float, *, higher_is_better: bool) -> Assurance:
    """Whether the process will reach its target by itself: always, never, or now and then.

    Reference: NHS England, Making Data Count.
    """
    if limits.low < target < limits.high or target in {limits.low, limits.high}:
        return Assurance.INCONSISTENT
    above = target >= limits.high
    return Assurance.FAILS if above == higher_is_better else Assurance.PASSES


def seven_on_one_side(relative: Numbers) -> Marks:
    """Where a run of seven or more on one side of the mean has been reached. relative: 1 above, -1 below, 0 on it.

    Marks the seventh and later points of the run; `whole_run` marks them all.
    """
    return _reached(floats(relative))


def seven_trend(values: Numbers) -> npt.NDArray[np.int64]:
    """Where seven points in a row rise (1) or fall (-1); two equal ones break it. Marks the seventh and later."""
    steps = np.sign(np.diff(floats(values)))
    found = np.zeros(len(floats(values)), dtype=np.int64)
    found[1:] = np.where(_reached(steps, RUN - 1), steps, 0)
    return found


def whole_run(reached: Numbers) -> Marks:
    """All seven points that led to each point that is marked."""
    marked = floats(reached) != 0
    return np.array([marked[i : i + RUN].any() for i in range(len(marked))], dtype=bool)


def two_in_three(beyond: Numbers, relative: Numbers) -> Marks:
    """Points among three in a row, all on one side, of which two are beyond the near limit."""
    far, side = floats(beyond) != 0, floats(relative)
    found = np.zeros(len(far), dtype=bool)
    for i in range(len(far) - 2):
        if far[i : i + 3].sum() >= 2 and abs(side[i : i + 3].sum()) == 3:
            found[i : i + 3] = True
    return found


def part_of_two_in_three(beyond: Numbers, relative: Numbers) -> Marks:
    """Of the points that `two_in_three` finds, those that are themselves beyond the near limit."""
    found: Marks = two_in_three(beyond, relative) & (floats(beyond) != 0)
    return found


def _reached(signs: Floats, length: int = RUN) -> Marks:
    """Where so many equal signs in a row, not nought, have been reached."""
    found = np.zeros(len(signs), dtype=bool)
    run = 0
    for i, sign in enumerate(signs):
        same = i > 0 and sign == signs[i - 1]
        run = 0 if sign == 0 else run + 1 if same else 1
        found[i] = run >= length
    return found


def _signals(x: Floats, own: Limits) -> list[Signal]:
    """The signal of each point of a stretch."""
    side = np.sign(x - own.mean)
    beyond = (x < own.near_low) | (x > own.near_high)
    ways = (
        (Signal.OUTSIDE, (x < own.low) | (x > own.high)),
        (Signal.TREND, whole_run(seven_trend(x))),
        (Signal.NEAR_LIMIT, part_of_two_in_three(beyond, side)),
        (Signal.ONE_SIDE, whole_run(seven_on_one_side(side))),
    )
    return [next((signal for signal, marks in ways if marks[i]), Signal.NONE) for i in range(len(x))]
