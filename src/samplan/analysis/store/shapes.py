"""What the store answers with: frozen rows, and columns as NumPy arrays of one length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from samplan.analysis.results import IndicatorCard, Period, PeriodKind, Sex, Status, Unit
from samplan.analysis.store.codes import PERIOD_KINDS


@dataclass(frozen=True, slots=True)
class HidingRule:
    """A publisher's rule for what it hides, as the indicator's text gives it. code: the rule; words: the text itself.

    It is the reason why a value may be missing, never proof that it was hidden: the source does not tell.
    """

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows of an indicator beside its card.

    number: its place in `Figures.facts`, and what stands in the columns. code: its name at the source.
    margin: id of the indicator that holds its uncertainty, "" without; margin_larger_half: that number is the larger
    half of an uneven interval. is_margin: it is such an indicator itself, not one to show. other_survey: codes of
    counties whose figures come from another survey than the rest of the country's. removed: gone from the source's
    catalogue, so that no new figures come. earlier_title: what it was called before its latest change of name.
    version: number of its newest definition, 1 for the first.
    """

    card: IndicatorCard
    number: int
    code: str
    version: int = 1
    fetched_at: datetime | None = None
    margin: str = ""
    margin_larger_half: bool = False
    is_margin: bool = False
    hiding_rules: tuple[HidingRule, ...] = ()
    other_survey: frozenset[str] = frozenset()
    themes: tuple[str, ...] = ()
    made_up: bool = False
    removed: bool = False
    earlier_title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit with what the store knows of it. number: its place in `Figures.places`. county: two digits, "" without."""

    unit: Unit
    number: int
    county: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a unit is compared with, and its members as they were when it was fetched."""

    id: str
    title: str
    members: tuple[Unit, ...]
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """How an indicator was defined from a moment on. breaks: title or unit changed, so the series is another."""

    version: int
    valid_from: datetime
    title: str
    definition: str
    breaks: bool


@dataclass(frozen=True, slots=True)
class Vintage:
    """What a figure was from one moment until another (None: still is)."""

    status: Status
    value: float | None
    low: float | None
    high: float | None
    valid_from: datetime
    valid_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is another than it was. before: None when it is new."""

    indicator: str
    unit: str
    sex: Sex
    period: Period
    before: Vintage | None
    after: Vintage


@dataclass(frozen=True, slots=True, eq=False)
class CellColumns:
    """Cells of one indicator, sorted by unit, sex and period. Arrays of one length; codes as in `codes`.

    unit: numbers of `Figures.places`. start: datetime64[D]. years: how long a period is. value, low, high, numerator,
    denominator: NaN where there is none. no_interval: 0 with an interval or without a value. version: of the
    definition that held when the value came. fetched_at: datetime64[us], UTC: when the value was first received.
    """

    unit: NDArray[np.int32]
    sex: NDArray[np.uint8]
    start: NDArray[np.datetime64]
    kind: NDArray[np.uint8]
    years: NDArray[np.uint8]
    status: NDArray[np.uint8]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    no_interval: NDArray[np.uint8]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    version: NDArray[np.uint8]
    fetched_at: NDArray[np.datetime64]

    def __len__(self) -> int:
        """Number of cells."""
        return len(self.unit)

    def series(self) -> Iterator[tuple[int, int, slice]]:
        """Each unit's number and sex code with the slice of its cells, in order."""
        if not len(self):
            return
        key = self.unit.astype(np.int64) * 8 + self.sex
        starts = np.concatenate(([0], np.flatnonzero(np.diff(key)) + 1, [len(key)]))
        for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
            yield int(self.unit[first]), int(self.sex[first]), slice(first, last)


@dataclass(frozen=True, slots=True, eq=False)
class LatestColumns:
    """The newest value of every indicator, unit and sex, beside the country's of the same period.

    Sorted by unit, indicator, sex. indicator: numbers of `Figures.facts`. The country's columns are NaN where it has
    no value of that period. Only values (nought too): what is missing or withdrawn is not here.
    """

    indicator: NDArray[np.int32]
    unit: NDArray[np.int32]
    sex: NDArray[np.uint8]
    start: NDArray[np.datetime64]
    kind: NDArray[np.uint8]
    years: NDArray[np.uint8]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    no_interval: NDArray[np.uint8]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    country_value: NDArray[np.float64]
    country_low: NDArray[np.float64]
    country_high: NDArray[np.float64]
    country_numerator: NDArray[np.float64]
    country_denominator: NDArray[np.float64]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.indicator)


def period_label(kind: PeriodKind, start: date, years: int) -> str:
    """A period as it is written: 2024, 2023/24, 2021–2024, 2024 kv 3, 2024-03."""
    if kind is PeriodKind.SCHOOL_YEAR:
        return f"{start.year}/{(start.year + 1) % 100:02d}"
    if kind is PeriodKind.QUARTER:
        return f"{start.year} kv {(start.month + 2) // 3}"
    if kind is PeriodKind.MONTH:
        return f"{start:%Y-%m}"
    if kind is PeriodKind.WINDOW and years > 1:
        return f"{start.year}–{start.year + years - 1}"
    return str(start.year)


def period(kind: int, start: np.datetime64, years: int) -> Period:
    """A row's period, from its codes."""
    day, name = start.astype("datetime64[D]").astype(date), PERIOD_KINDS[kind]
    return Period(start=day, kind=name, years=int(years), label=period_label(name, day, int(years)))
