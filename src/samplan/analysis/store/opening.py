"""Opens the one file that is read, and opens it anew when another is swapped in."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from samplan.analysis.results import IndicatorCard, Measure, Polarity, Unit, UnitKind
from samplan.analysis.sources import places
from samplan.analysis.store.codes import UNIT_KINDS
from samplan.analysis.store.schema import LAYOUT, OLDER, OLDER_VIEWS, TABLES
from samplan.analysis.store.shapes import Facts, HidingRule, Place

LOG = logging.getLogger(__name__)
MEMORY = "1GB"
"""What the questions of one process may use; the build has its own measure."""


class Opened:
    """One generation of the store: its connection, its indicators and its places, read once.

    built_at: when the file was made, None without one that can be read. older: it does not tell what may be shown, so
    much is hidden. Threads may share it: each statement has its own cursor.
    """

    def __init__(self, file: Path | None) -> None:
        self._connection, self.built_at = _connected(file)
        self.older = self.rows("SELECT layout FROM about") == [(OLDER,)]
        self.facts: tuple[Facts, ...] = tuple(_facts(told) for told in self._records(INDICATORS))
        self.places: tuple[Place, ...] = tuple(_place(row) for row in self.rows(UNITS))
        self.numbers = {f.card.id: f.number for f in self.facts}
        self.unit_numbers = {p.unit.id: p.number for p in self.places}

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """What the catalogue is searched in, by indicator: title, code, producer and definition in lower case."""
        return tuple(f"{f.card.title} {f.code} {f.card.producer} {f.card.definition}".casefold() for f in self.facts)

    def rows(self, statement: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one statement."""
        return self._connection.cursor().execute(statement, values or {}).fetchall()

    def _records(self, statement: str) -> list[dict[str, Any]]:
        told = self._connection.cursor().execute(statement)
        names = [column[0] for column in told.description or ()]
        return [dict(zip(names, row, strict=True)) for row in told.fetchall()]

    def columns(self, statement: str, values: dict[str, Any]) -> dict[str, Any]:
        """The columns of one statement, as NumPy arrays; masked where there are nulls."""
        return self._connection.cursor().execute(statement, values).fetchnumpy()


TABLE_NAMES = ("about", "indicator", "unit", "member", "definition", "observation", "vintage", "latest")
INDICATORS = "SELECT * FROM indicator ORDER BY number"
UNITS = "SELECT * FROM unit ORDER BY number"

_lock = threading.Lock()
_current: tuple[tuple[str, int, int] | None, Opened] | None = None


def opened() -> Opened:
    """The store as it stands now. Keep it for the length of one question, so that a swap does not fall inside.

    Without a file it is empty, and answers accordingly.
    """
    global _current
    file = places.database()
    stamp = _stamp(file)
    with _lock:
        if _current is None or _current[0] != stamp:
            _current = (stamp, Opened(file if stamp else None))
        return _current[1]


def _stamp(file: Path) -> tuple[str, int, int] | None:
    try:
        told = file.stat()
    except FileNotFoundError:
        return None
    return (str(file), told.st_ino, told.st_mtime_ns)


def _connected(file: Path | None) -> tuple[duckdb.DuckDBPyConnection, datetime | None]:
    """A connection to the file, and when it was built; to an empty store when there is none that can be read.

    A file of another version of the program is none: `samplan sync build` makes it again from the Parquet. One from
    before it was stored what may be shown is read, without what would need that.
    """
    if file is not None:
        try:
            connection = _connect(file)
            layout, built_at = connection.execute("SELECT layout, built_at FROM about").fetchall()[0]
            if layout == OLDER:
                LOG.warning("%s does not tell what may be shown, so much is hidden: run samplan sync build", file)
                connection = _connect(file, views=OLDER_VIEWS)
            if layout in {LAYOUT, OLDER}:
                return connection, utc(built_at)
            LOG.warning("%s has layout %s, this program reads %s: run samplan sync build", file, layout, LAYOUT)
        except duckdb.Error as error:
            LOG.warning("%s cannot be read: run samplan sync build (%s)", file, error)
    return _connect(None), None


def _connect(file: Path | None, views: str = "") -> duckdb.DuckDBPyConnection:
    """A connection of its own: DuckDB shares those with one name, and would go on reading the old file.

    views: statements for those that are others than the file's tables.
    """
    connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": MEMORY})
    if file is None:
        connection.execute(TABLES)
    else:
        quoted = str(file).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS figures (READ_ONLY)")
        # Cursors do not inherit USE; views of the memory database are seen by all of them.
        for name in TABLE_NAMES:
            connection.execute(f"CREATE VIEW {name} AS FROM figures.{name}")
        connection.execute(views or "SELECT 1")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def utc(moment: datetime) -> datetime:
    """A moment of the store, which keeps UTC without saying so."""
    return moment.replace(tzinfo=UTC)


def _facts(told: dict[str, Any]) -> Facts:
    card = IndicatorCard(
        id=told["id"],
        title=told["title"],
        definition=told["definition"],
        measure=Measure(told["measure"]),
        unit=told["unit"],
        producer=told["producer"],
        source=told["source"],
        polarity=Polarity(told["polarity"]),
        by_sex=told["by_sex"],
        levels=frozenset(UnitKind(level) for level in told["levels"].split()),
        window=told["years"],
        breaks=tuple(date.fromisoformat(day) for day in told["breaks"].split()),
        discontinued=told["discontinued"],
        suicide=told["suicide"],
        operating_area=told["operating_area"],
    )
    return Facts(
        card=card,
        number=told["number"],
        code=told["code"],
        version=told["version"],
        fetched_at=utc(told["fetched_at"]) if told["fetched_at"] else None,
        margin=told["margin"],
        margin_larger_half=told["margin_larger_half"],
        is_margin=told["is_margin"],
        hiding_rules=tuple(HidingRule(*line.split("\t", 1)) for line in told["hiding_rules"].splitlines()),
        other_survey=frozenset(told["other_survey"].split()),
        themes=tuple(told["themes"].split()),
        made_up=told["made_up"],
        removed=told["removed"],
        earlier_title=told["earlier_title"],
    )


def _place(row: tuple[Any, ...]) -> Place:
    number, id_, title, kind, county = row
    return Place(Unit(id_, title, UNIT_KINDS[kind]), number, county)
