"""Many comparisons at once: how many would chance flag, and which stay when all are counted (promise 6)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.given import Floats, Numbers, floats, z_of


def adjusted(probabilities: Numbers) -> Floats:
    """The p-values adjusted for how many there are, by Benjamini and Hochberg. Missing ones (NaN) are not counted.

    Formula: the least of p(j) · m / j over all j ≥ i, p(1) ≤ … ≤ p(m)

    Reference: Benjamini & Hochberg 1995, J R Stat Soc B 57:289.
    """
    p = floats(probabilities)
    found = np.full(p.shape, np.nan)
    there = ~np.isnan(p)
    tested = p[there]
    order = np.argsort(tested)[::-1]
    ranked = tested[order] * tested.size / np.arange(tested.size, 0, -1)
    smallest = np.empty_like(ranked)
    smallest[order] = np.minimum.accumulate(ranked)
    found[there] = smallest
    return found


def surviving(probabilities: Numbers, *, false_share: float = 0.05) -> npt.NDArray[np.bool_]:
    """Which comparisons stay when all are counted: of those, at most this share is expected to be false alarms.

    Reference: as `adjusted`.
    """
    return adjusted(probabilities) <= false_share


def expected_false_alarms(comparisons: int, *, level: float = 0.95) -> float:
    """How many of so many comparisons chance alone would flag, if nothing differed: 290 at 95 per cent give 14.5.

    Reference: the definition of the level.
    """
    z_of(level)
    return comparisons * (1 - level)


def chance_of_a_false_alarm(comparisons: int, *, level: float = 0.95) -> float:
    """How probable at least one false alarm is among so many independent comparisons: 21 at 95 per cent give 66 %.

    Reference: Šidák 1967, J Am Stat Assoc 62:626.
    """
    z_of(level)
    return 1.0 - level**comparisons
