"""Where the axes begin and end, and what stands at them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from samplan.publishing.charts.shapes import SeriesPicture, Size

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
GAP = {Size.WIDE: 52, Size.MIDDLE: 46, Size.NARROW: 50, Size.SMALL: 50, Size.PAPER: 48}
"""The least room between two years, in the drawing's units."""


def value_ticks(picture: SeriesPicture) -> list[float]:
    """Three to five round numbers that hold all values and intervals; the scale ends at the first and the last."""
    return round_ticks(*_reach(picture))


def round_ticks(low: float, high: float) -> list[float]:
    """The same for two ends."""
    span = max(high - low, abs(high) * 0.04, 1e-9)
    step = _round_step(span / 3.2)
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    count = max(1, round((last - first) / step))
    return [round(first + place * step, 10) for place in range(count + 1)]


def _reach(picture: SeriesPicture) -> tuple[float, float]:
    found = [v for line in picture.lines for p in line.points for v in (p.value, p.low, p.high) if v is not None]
    if picture.target is not None:
        found.append(picture.target)
    if not found:
        return 0.0, 1.0
    return min([0.0, *found] if picture.from_zero else found), max([0.0, *found] if picture.from_zero else found)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(s * power for s in STEPS if s * power >= rough * 0.999)


def tick_decimals(ticks: Sequence[float]) -> int:
    """How many decimals the ticks need to tell them apart."""
    return next((d for d in range(4) if all(abs(t - round(t, d)) < 1e-9 for t in ticks)), 4)


def year_ticks(picture: SeriesPicture, width: float, size: Size) -> list[tuple[float, str]]:
    """The measured years that there is room for: the last, the first, and what stands far enough from those kept."""
    wanted = list(picture.ticks)
    if len(wanted) < 3:
        return wanted
    first, last = wanted[0][0], wanted[-1][0]
    scale = width / max(last - first, 1e-9)
    longest = max(len(word) for _, word in wanted)
    room = GAP[size] * max(1.0, longest / 5.5)
    kept = [wanted[-1], wanted[0]] if (last - first) * scale >= room else [wanted[-1]]
    for tick in reversed(wanted[1:-1]):
        if all(abs(tick[0] - other[0]) * scale >= room for other in kept):
            kept.append(tick)
    return sorted(kept)
