"""Small invented worlds of official figures: a real store file, filled row by row."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.results import Measure, PeriodKind, Sex, Status, UnitKind
from samplan.analysis.store import statements as sql
from samplan.analysis.store.codes import NO_INTERVALS, PERIOD_KINDS, SEXES, STATUSES, UNIT_KINDS
from samplan.analysis.store.hiding.laying import lay_shown
from samplan.analysis.store.opening import Opened
from samplan.analysis.store.schema import LAYOUT, TABLES

THEN = datetime(2025, 1, 1, 12, tzinfo=UTC)
T, K, M = Sex.TOTAL, Sex.WOMEN, Sex.MEN
REGION, COUNTRY = "0099", "0000"


@dataclass(frozen=True)
class Told:
    """One cell of a world. since, until: when the store had it so; until None: it still has."""

    unit: str
    year: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    sex: Sex = T
    years: int = 1
    status: Status | None = None
    why: NoInterval | None = NoInterval.NOT_PUBLISHED
    since: datetime = THEN
    until: datetime | None = None
    version: int = 1

    @property
    def kind(self) -> PeriodKind:
        """A year, or a window of years."""
        return PeriodKind.WINDOW if self.years > 1 else PeriodKind.YEAR

    @property
    def stands(self) -> Status:
        """The status that agrees with the value."""
        if self.status is not None:
            return self.status
        return Status.UNKNOWN if self.value is None else Status.ZERO if self.value == 0 else Status.VALUE


def counted(unit: str, year: int, numerator: float, denominator: float, scale: float = 100, **more: Any) -> Told:
    """A cell by its counts."""
    return Told(unit, year, scale * numerator / denominator, None, None, numerator, denominator, **more)


def _stored(moment: datetime) -> datetime:
    """A moment as the store keeps it: UTC without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


@dataclass
class Indicator:
    """An indicator of a world with its cells."""

    code: str = "N00001"
    title: str = "Invånare som mår bra, andel (%)"
    measure: Measure = Measure.SURVEY_SHARE
    cells: list[Told] = field(default_factory=list, repr=False)
    suicide: bool = False
    window: int = 1
    area: str = "Hälsa"
    definition: str = "Påhittad."
    producer: str = "Påhittade institutet"
    breaks: str = ""
    discontinued: bool = False
    removed: bool = False
    earlier_title: str = ""
    other_survey: str = ""
    by_sex: bool = False
    versions: Sequence[tuple[int, datetime, bool]] = ((1, THEN, False),)
    fetched_at: datetime = THEN
    levels: str = "municipality region country"
    polarity: str = "high"
    words: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Title and definition of the versions that had others."""

    @property
    def id(self) -> str:
        """As questions name it."""
        return f"kolada:{self.code}"


UNITS: tuple[tuple[str, str, UnitKind, str], ...] = (
    (COUNTRY, "Riket", UnitKind.COUNTRY, ""),
    (REGION, "Region Exempel", UnitKind.REGION, "99"),
    ("9901", "Ales", UnitKind.MUNICIPALITY, "99"),
    ("9902", "Björkby", UnitKind.MUNICIPALITY, "99"),
    ("9903", "Cedervik", UnitKind.MUNICIPALITY, "99"),
    ("9904", "Dalen", UnitKind.MUNICIPALITY, "99"),
    ("0098", "Region Annan", UnitKind.REGION, "98"),
    ("9801", "Ekeby", UnitKind.MUNICIPALITY, "98"),
    ("9802", "Furunäs", UnitKind.MUNICIPALITY, "98"),
)
MUNICIPALITIES = tuple(u[0] for u in UNITS if u[3] == "99" and u[2] is UnitKind.MUNICIPALITY)


class World:
    """A store of its own. Close it when done; as a context it closes itself."""

    def __init__(
        self,
        indicators: Iterable[Indicator],
        groups: dict[tuple[str, str], Sequence[str]] | None = None,
        units: Sequence[tuple[str, str, UnitKind, str]] = UNITS,
    ) -> None:
        self.indicators = list(indicators)
        self._folder = TemporaryDirectory(prefix="figures")
        self.folder = Path(self._folder.name)
        file = self.folder / "figures.duckdb"
        self.numbers = {unit[0]: i for i, unit in enumerate(units)}
        with duckdb.connect(str(file)) as connection:
            connection.execute(TABLES)
            connection.execute("INSERT INTO about VALUES (?, ?)", [LAYOUT, _stored(THEN)])
            rows = [(i, u, title, UNIT_KINDS.index(kind), county) for i, (u, title, kind, county) in enumerate(units)]
            connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", rows)
            for (group, title), members in (groups or {}).items():
                connection.executemany(
                    "INSERT INTO member VALUES (?, ?, ?, ?, NULL)", [(group, title, m, _stored(THEN)) for m in members]
                )
            for number, told in enumerate(self.indicators):
                self._fill(connection, number, told)
            if self.indicators:
                self._work_out(connection)
        self.store = Opened(file)

    def __enter__(self) -> Opened:
        """The store."""
        return self.store

    def __exit__(self, *_told: object) -> None:
        """Away with the file."""
        self._folder.cleanup()

    def _fill(self, connection: duckdb.DuckDBPyConnection, number: int, told: Indicator) -> None:
        connection.execute(
            f"INSERT INTO indicator VALUES ({', '.join('?' * 28)})",  # noqa: S608 - question marks alone
            [
                number, told.id, "kolada", told.code, told.title, told.definition, told.measure.value, "procent",
                told.producer, told.polarity, told.by_sex, told.levels, told.area, told.window, told.breaks,
                told.discontinued, told.suicide, told.versions[-1][0], _stored(told.fetched_at), "", False, False, "",
                told.other_survey, "", False, told.removed, told.earlier_title,
            ],
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO definition VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, v, _stored(since), *told.words.get(v, (told.title, told.definition)), breaks)
                for v, since, breaks in told.versions
            ],
        )
        now, before = [], []
        for cell in told.cells:
            row = self._row(number, cell)
            (now if cell.until is None else before).append(row if cell.until is None else [*row, _stored(cell.until)])
        now = [[*row, None] for row in now]
        for table, rows in (("observation", now), ("vintage", before)):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of ours

    def _row(self, number: int, c: Told) -> list[Any]:
        shown = c.value is not None and c.low is None
        return [
            number, self.numbers[c.unit], SEXES.index(c.sex), date(c.year, 1, 1), PERIOD_KINDS.index(c.kind), c.years,
            STATUSES.index(c.stands), c.value, c.low, c.high, NO_INTERVALS.index(c.why) if shown else 0, c.numerator,
            c.denominator, c.version, _stored(c.since),
        ]  # fmt: skip

    def _work_out(self, connection: duckdb.DuckDBPyConnection) -> None:
        """What may be shown, and the newest of it, as the build of a store does."""
        span = {"first": 0, "last": len(self.indicators) - 1}
        plain = lay_shown(connection, "observation", (0, len(self.indicators) - 1))
        connection.execute("UPDATE observation SET shown = 0 WHERE list_contains($plain, indicator)", {"plain": plain})
        connection.execute(
            """UPDATE observation SET shown = s.shown FROM shown_as s
            WHERE s.indicator = observation.indicator AND s.unit = observation.unit AND s.sex = observation.sex
              AND s.start = observation.start AND s.kind = observation.kind AND s.years = observation.years"""
        )
        connection.execute("CREATE TEMP TABLE newest AS SELECT * FROM latest")
        connection.execute(sql.NEWEST, span | {"country": self.numbers.get(COUNTRY, -1)})
        connection.execute(sql.LATEST)


def survey(code: str = "N00001", years: Sequence[int] = (2024,), **more: Any) -> Indicator:
    """A survey's share with intervals, for all units; the county's second municipality differs from the country."""
    cells = []
    for year, (place, unit) in itertools.product(years, enumerate(UNITS)):
        value = 60.0 + place if unit[0] != "9902" else 40.0
        half = 0.5 if unit[0] == COUNTRY else 4.0
        cells.append(Told(unit[0], year, value, value - half, value + half))
    return Indicator(code, cells=cells, **more)


def changed(cell: Told, **told: Any) -> Told:
    """A cell that is another in something."""
    return replace(cell, **told)


NOW = datetime(2026, 1, 1, tzinfo=UTC)
