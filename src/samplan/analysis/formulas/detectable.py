"""What could have been seen: the smallest true difference that a base of this size would show in four cases of five.

It stands beside "no certain difference", so that nobody reads "the same" where little could be seen (promise 5).
Numbers may be one or arrays; the answer has their shape, NaN where no difference of that kind could ever be shown.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaincinv, ndtri, pdtr, pdtrik

from samplan.analysis.formulas.given import Floats, Numbers, floats, z_of

POWER = 0.8
HALVINGS = 60


def detectable_difference(
    error: Numbers, benchmark_error: Numbers = 0.0, *, level: float = 0.95, power: float = POWER
) -> Floats:
    """For figures with known standard errors. Unit: theirs.

    Formula: (z_level + z_power) √(SE² + SE_benchmark²)

    Reference: Lachin 1981, Control Clin Trials 2:93.
    """
    reach = z_of(level) + float(ndtri(power))
    return reach * np.hypot(floats(error), floats(benchmark_error))


def detectable_proportion(
    size: Numbers,
    benchmark: Numbers,
    benchmark_size: Numbers = np.inf,
    *,
    lower: bool = False,
    level: float = 0.95,
    power: float = POWER,
) -> Floats:
    """For counted shares: how far above the benchmark (or with lower, below it) the share must truly lie.

    benchmark: a share between 0 and 1; benchmark_size: its base, infinite when it is exact. NaN where even nought
    or the whole would not show. Unit: as a share of 1.

    Formula: d = z_level √(P(1 - P)(1/n + 1/m)) + z_power √(p1(1 - p1)/n + p(1 - p)/m), P the share of both together

    Reference: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed., ch. 4.
    """
    n, p, m = np.broadcast_arrays(floats(size), floats(benchmark), floats(benchmark_size))
    good = (n > 0) & (m > 0) & (p >= 0) & (p <= 1)
    n, m = np.where(good, n, np.nan), np.where(good, m, np.nan)
    p = np.where(good, 1 - p if lower else p, np.nan)
    reach, extra = z_of(level), float(ndtri(power))

    def shown(d: Floats) -> Floats:
        """Above nought when a true difference of d would show."""
        other = p + d
        pooled = p + d / (1 + m / n)
        chance = np.sqrt(_spread(pooled) * (1 / n + 1 / m))
        return floats(d - reach * chance - extra * np.sqrt(_spread(other) / n + _spread(p) / m))

    low, high = np.zeros_like(n), 1 - p
    never = ~(shown(high) > 0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        enough = shown(middle) > 0
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(never, np.nan, high)


def _spread(share: Floats) -> Floats:
    """The variance of one answer; never below nought, however a sum was rounded."""
    return np.maximum(share * (1 - share), 0.0)


def detectable_rate_ratio(
    expected: Numbers, *, lower: bool = False, level: float = 0.95, power: float = POWER
) -> Floats:
    """For events: how many times the benchmark's rate the true rate must be (or with lower, how small a part of it).

    expected: the events that the benchmark's rate would give here. Exact for Poisson counts. NaN where nothing could be
    shown: with fewer than 3.7 expected not even no events at all is certainly few.

    Formula: the µ/E for which four in five of Poisson(µ) lie beyond the exact limit for E

    Reference: Armitage & Berry 2002, Statistical Methods in Medical Research, 4th ed., 4.6 and 5.2 (exact Poisson).
    """
    z_of(level)
    e = floats(expected)
    e = np.where(e > 0, e, np.nan)
    tail = (1 - level) / 2
    if lower:
        few = _least_count(tail, e)
        few = np.where(pdtr(few, e) > tail, few - 1, few)
        found = gammaincinv(np.where(few >= 0, few, np.nan) + 1, 1 - power)
    else:
        found = gammaincinv(_least_count(1 - tail, e) + 1, power)
    return floats(found / e)


def _least_count(share: float, mean: Floats) -> Floats:
    """The least count that so large a share of Poisson(mean) does not exceed: from its functions themselves, for the
    library of distributions takes a second to load."""
    found = np.ceil(pdtrik(share, mean))
    below = np.maximum(found - 1, 0)
    return floats(np.where(pdtr(below, mean) >= share, below, found))
