"""The audit: what can an intruder work out of what is left, who knows that counts add up and are not negative?"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

from samplan.analysis.formulas.disclosure.tables import Key, Table
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats

ROUNDING = 1e-6


class Range(NamedTuple):
    """The smallest and the largest that a hidden count may be, for all that the rest tells; infinity without limit."""

    low: float
    high: float

    @property
    def fixed(self) -> bool:
        """Whether the count can be worked out exactly."""
        return self.low == self.high


class Protection(NamedTuple):
    """What an intruder must not be able to rule out: every hidden count may be as small and as large as this."""

    low: int = 0
    high: int = 5

    def holds(self, found: Range) -> bool:
        """Whether this range leaves all of it open."""
        return found.low <= self.low and found.high >= self.high


@dataclass(frozen=True, slots=True)
class Audit:
    """The ranges of the sensitive cells, and those that are not protected."""

    ranges: dict[Key, Range]
    failing: tuple[Key, ...]

    @property
    def passed(self) -> bool:
        """Whether every sensitive cell is protected."""
        return not self.failing

    @property
    def recovered(self) -> tuple[Key, ...]:
        """The cells that can be worked out exactly."""
        return tuple(key for key, found in self.ranges.items() if found.fixed)


def audit(
    table: Table, hidden: Collection[Key], sensitive: Collection[Key], *, protection: Protection | None = None
) -> Audit:
    """Plays the intruder for every sensitive cell: two linear programmes each, the least and the most that it may be.

    A sensitive cell that is shown has the range of its own value, and fails. The ranges are rounded inwards to whole
    numbers, for the intruder knows that persons are whole.

    Formula: least and most of one cell, when all sums hold and no cell is below nought

    Reference: Fischetti & Salazar 2001, Management Science 47:1008 (the attacker's problem). SCB 2015, Statistisk
    röjandekontroll.
    """
    wanted = protection or Protection()
    unseen = [k for k in table.values if k in hidden or k in table.unpublished]
    place = {key: i for i, key in enumerate(unseen)}
    columns = [i for i, k in enumerate(table.values) if k in place]
    matrix = table.matrix()[:, columns]
    told = matrix @ np.array([table.values[k] for k in unseen], dtype=np.float64)
    rows = np.abs(matrix).sum(axis=1) > 0
    ranges: dict[Key, Range] = {}
    for key in sensitive:
        if key not in place:
            ranges[key] = Range(float(table.values[key]), float(table.values[key]))
            continue
        aim = np.zeros(len(unseen))
        aim[place[key]] = 1.0
        ranges[key] = Range(_least(aim, matrix[rows], told[rows]), -_least(-aim, matrix[rows], told[rows]) + 0.0)
    return Audit(ranges, tuple(key for key, found in ranges.items() if not wanted.holds(found)))


def _least(aim: Floats, matrix: Floats, told: Floats) -> float:
    """The least that the aim can be, rounded up to a whole number; minus infinity without limit."""
    if not len(matrix):
        return 0.0 if aim.max() > 0 else -math.inf
    found = linprog(aim, A_eq=matrix, b_eq=told, bounds=(0, None), method="highs")
    if found.status == 3:
        return -math.inf
    if found.status != 0:
        raise CannotCompute("audit_failed", f"The audit could not be carried out: {found.message}")
    return float(math.ceil(float(found.fun or 0.0) - ROUNDING)) + 0.0
