"""A world of small counts: everything that an intruder would like to know, and what she knows beforehand.

Bases are primes, so that each value tells its count to whoever knows the base.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, Indicator, K, M, T, Told, World, counted

from samplan.analysis.results import Measure, Sex, Status

LATER = datetime(2026, 1, 15, tzinfo=UTC)
BETWEEN = datetime(2025, 6, 1, tzinfo=UTC)
BASES = {"9901": (1009, 1013), "9902": (499, 503), "9903": (211, 223), "9904": (4001, 4003)}
COUNTS = {
    2019: {"9901": (12, 9), "9902": (3, 7), "9903": (2, 1), "9904": (60, 44)},
    2020: {"9901": (11, 8), "9902": (6, 7), "9903": (5, 6), "9904": (58, 41)},
    2021: {"9901": (4, 8), "9902": (9, 7), "9903": (0, 6), "9904": (52, 49)},
    2022: {"9901": (20, 21), "9902": (9, 11), "9903": (7, 9), "9904": (52, 49)},
    2023: {"9901": (14, 8), "9902": (8, 2), "9903": (1, 3), "9904": (61, 40)},
    2024: {"9901": (13, 17), "9902": (2, 8), "9903": (6, 5), "9904": (57, 43)},
}
"""Women and men of each municipality, by year."""
Key = tuple[str, Sex, int, int]
"""Unit, sex, first year, years."""


@dataclass
class Truth:
    """What stands behind one indicator: counts and bases of every cell, and the indicator itself."""

    indicator: Indicator
    counts: dict[Key, int] = field(default_factory=dict)
    bases: dict[Key, int] = field(default_factory=dict)

    def add(self, unit: str, sex: Sex, year: int, years: int, count: int, base: int) -> None:
        """One more cell."""
        self.counts[(unit, sex, year, years)], self.bases[(unit, sex, year, years)] = count, base

    def small(self) -> set[Key]:
        """The cells that must not be known."""
        return {k for k, n in self.counts.items() if k[0] != COUNTRY and 0 < n < 5}


def _sexes(unit: str, year: int) -> dict[Sex, tuple[int, int]]:
    """Counts and bases of a municipality."""
    (women, men), (base_w, base_m) = COUNTS[year][unit], BASES[unit]
    return {T: (women + men, base_w + base_m), K: (women, base_w), M: (men, base_m)}


def _county(year: int) -> dict[Sex, tuple[int, int]]:
    told = [_sexes(unit, year) for unit in MUNICIPALITIES]
    return {sex: (sum(t[sex][0] for t in told), sum(t[sex][1] for t in told)) for sex in (T, K, M)}


def _cells(truth: Truth, years: int, scale: float) -> None:
    """All cells of windows of so many years, the region's and the country's with them."""
    for first in sorted(COUNTS)[: len(COUNTS) - years + 1]:
        span = range(first, first + years)
        for unit in (*MUNICIPALITIES, REGION):
            for sex in (T, K, M):
                each = [(_county(y) if unit == REGION else _sexes(unit, y))[sex] for y in span]
                count, base = sum(n for n, _b in each), sum(b for _n, b in each)
                truth.add(unit, sex, first, years, count, base)
                truth.indicator.cells.append(counted(unit, first, count, base, scale, sex=sex, years=years))
        for sex in (T, K, M):
            truth.indicator.cells.append(
                counted(COUNTRY, first, 30_011, 2_000_003 * years, scale, sex=sex, years=years)
            )


def shares() -> Truth:
    """Counted shares, year by year."""
    # An indicator of the demographic profile, so that it is fed too.
    truth = Truth(Indicator("N02797", "Elever 6-15 år som inte trivs, andel (%)", Measure.SHARE, by_sex=True))
    _cells(truth, 1, 100)
    return truth


def other_age() -> Truth:
    """The same for another age, which is compared with it."""
    truth = shares()
    truth.indicator.code, truth.indicator.title = "N10007", "Elever 16-18 år som inte trivs, andel (%)"
    return truth


def windows() -> Truth:
    """Rates in windows of three years that follow year on year; the single years are the secret too."""
    title = "Vårdade för självskada 0-24 år, antal/100 000"
    truth = Truth(Indicator("N10002", title, Measure.RATE, window=3, by_sex=True))
    _cells(truth, 3, 100_000)
    for year, each in COUNTS.items():
        for unit in each:
            for sex, (count, base) in _sexes(unit, year).items():
                truth.add(unit, sex, year, 1, count, base)
    return truth


def total_only() -> Truth:
    """Shares by sex where the men of one municipality have no row: the total less the women is theirs."""
    truth = shares()
    truth.indicator.code, truth.indicator.title = "N10003", "Unga som saknar arbete, andel (%)"
    gone = [c for c in truth.indicator.cells if c.unit == "9902" and c.sex is M]
    truth.indicator.cells = [c for c in truth.indicator.cells if c not in gone]
    return truth


def publisher_hides() -> Truth:
    """The publisher hides two municipalities that are small, and no others: its hiding must not be narrowed."""
    truth = shares()
    truth.indicator.code, truth.indicator.title = "N10004", "Placerade barn med vård, andel (%)"
    small = truth.small()
    truth.indicator.cells = [
        Told(c.unit, c.year, sex=c.sex, status=Status.HIDDEN) if (c.unit, c.sex, c.year, 1) in small else c
        for c in truth.indicator.cells
    ]
    return truth


def revised() -> Truth:
    """Shares that were others before: one that is small now was not, and one that was small is not now."""
    truth = shares()
    truth.indicator.code, truth.indicator.title = "N10005", "Barn i ekonomiskt utsatta hushåll, andel (%)"
    earlier: dict[tuple[str, Sex], int] = {("9903", K): 9, ("9904", M): 3, ("9903", T): 14, ("9904", T): 60}
    earlier[(REGION, K)] = truth.counts[(REGION, K, 2024, 1)] + 3
    earlier[(REGION, M)] = truth.counts[(REGION, M, 2024, 1)] - 40
    earlier[(REGION, T)] = truth.counts[(REGION, T, 2024, 1)] - 37
    cells = []
    for c in truth.indicator.cells:
        before = earlier.get((c.unit, c.sex)) if c.year == 2024 else None
        if before is None or c.denominator is None:
            cells.append(c)
            continue
        cells.append(counted(c.unit, 2024, before, c.denominator, sex=c.sex, until=BETWEEN))
        cells.append(Told(**{f: getattr(c, f) for f in c.__dataclass_fields__} | {"since": BETWEEN}))
    truth.indicator.cells = cells
    return truth


def suicides() -> Truth:
    """Suicides of municipalities, single years and windows, by sex: what is never shown."""
    truth = Truth(
        Indicator("N10006", "Självmord, antal/100 000 inv", Measure.RATE, suicide=True, by_sex=True, window=5)
    )
    _cells(truth, 5, 100_000)
    _cells(truth, 1, 100_000)
    return truth


TRUTHS = (shares(), windows(), total_only(), publisher_hides(), revised(), other_age(), suicides())


def small_world() -> World:
    """The world of all of these."""
    groups = {("G1", "Liknande kommuner socioekonomi, Ales, 2024"): MUNICIPALITIES}
    return World([t.indicator for t in TRUTHS], groups)
