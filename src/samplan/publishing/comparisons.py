"""Two editions compared, and remembered: editions never change, so what differs between two of them never does."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from samplan.plans.shapes.content import PlanContent
from samplan.publishing.differences import Comparison, compare
from samplan.publishing.shapes import EditionView

KEPT = 64
"""Comparisons in memory at a time; each is about as large as what has changed."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two contents, told apart by their checksums alone."""

    digests: tuple[str, str]
    earlier: PlanContent = field(compare=False)
    later: PlanContent = field(compare=False)


def compared(earlier: EditionView, later: EditionView) -> Comparison:
    """What differs between two editions; made once, then remembered."""
    return _compared(_Pair((earlier.digest, later.digest), earlier.content, later.content))


@lru_cache(maxsize=KEPT)
def _compared(pair: _Pair) -> Comparison:
    return compare(pair.earlier, pair.later)
