"""Builds the store's indicators, units, groups and definitions from what the runs gave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import duckdb
import numpy as np

from samplan.analysis.results import UnitKind
from samplan.analysis.sources.faults import StoreFault
from samplan.analysis.sources.runs import Told
from samplan.analysis.sources.shapes import GivenIndicator
from samplan.analysis.store import texts
from samplan.analysis.store.codes import NO_INTERVALS, UNIT_KINDS
from samplan.analysis.store.describing import Described, describe

GIVEN = """
SELECT * EXCLUDE (run, before), run FROM (
    SELECT *, lag([title, definition]) OVER (PARTITION BY code ORDER BY run) AS before
    FROM read_parquet($files)
)
WHERE before IS DISTINCT FROM [title, definition]
ORDER BY code, run
"""
NEWEST = "SELECT * FROM read_parquet($files) QUALIFY row_number() OVER (PARTITION BY code ORDER BY run DESC) = 1"
CODES = "SELECT DISTINCT code FROM read_parquet($files)"
# Kolada names regions; PxWeb names the counties that have the same number.
UNITS = """
SELECT id, title, kind FROM read_parquet($files, filename = true)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY contains(filename, '/kolada/') DESC, run DESC) = 1 ORDER BY id
"""
GROUPS = """
INSERT INTO member
WITH told AS (SELECT DISTINCT id, title, members, run FROM read_parquet($files)),
     changes AS (
        SELECT *, lag(members) OVER (PARTITION BY id ORDER BY run) AS before FROM told
     ),
     spans AS (
        SELECT id, title, members, run, lead(run) OVER (PARTITION BY id ORDER BY run) AS until
        FROM changes WHERE before IS DISTINCT FROM members
     )
SELECT id, title, unnest(string_split(members, chr(10))), run, until FROM spans ORDER BY ALL
"""
GROUP_UNITS = "SELECT DISTINCT id, title FROM read_parquet($files) ORDER BY id"


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition of an indicator."""

    since: datetime
    title: str
    definition: str
    breaks: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator on its way into the store."""

    source: str
    given: GivenIndicator
    described: Described
    definitions: tuple[Definition, ...]
    fetched_at: datetime
    removed: bool
    made_up: bool

    @property
    def order(self) -> tuple[str, str, bool]:
        """By source and code, an indicator of uncertainty just after the one that it belongs to."""
        return (self.source, self.owner, self.described.is_margin)

    owner: str = ""


def lay_catalogue(connection: duckdb.DuckDBPyConnection, runs: Sequence[Told]) -> list[Entry]:
    """Fill the tables of indicators, definitions, units and groups. Returns the indicators by their number."""
    _lay_units(connection, runs)
    entries = [
        entry for source in sorted({r.plan.source for r in runs}) for entry in _entries(connection, source, runs)
    ]
    entries.sort(key=lambda entry: entry.order)
    _insert(connection, "indicator", [_row(number, entry) for number, entry in enumerate(entries)])
    _insert(
        connection,
        "definition",
        [
            (number, version, d.since, d.title, d.definition, d.breaks)
            for number, entry in enumerate(entries)
            for version, d in enumerate(entry.definitions, start=1)
        ],
    )
    return entries


def _entries(connection: duckdb.DuckDBPyConnection, source: str, runs: Sequence[Told]) -> list[Entry]:
    """A source's indicators, each with its definitions over time."""
    of_source = [r for r in runs if r.plan.source == source]
    files = _files(of_source, "indicators")
    if not files:
        return []
    history: dict[str, list[Definition]] = {}
    for told in _records(connection, GIVEN, files):
        before = history.setdefault(told["code"], [])
        breaks = bool(before) and same_title(before[-1].title) != same_title(told["title"])
        before.append(Definition(told["run"], told["title"], told["definition"], breaks))
    there = _still_there(connection, of_source)
    entries = {}
    for told in _records(connection, NEWEST, files):
        given = _given(told)
        entries[given.code] = Entry(
            source=source,
            given=given,
            described=describe(source, given),
            definitions=tuple(history[given.code]),
            fetched_at=told["run"],
            removed=there is not None and given.code not in there,
            made_up=any(r.plan.made_up for r in of_source),
            owner=given.code,
        )
    return list(_paired(entries).values())


def _paired(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Each indicator of uncertainty beside its value: the same windows, and never shown as an indicator itself."""
    for entry in [e for e in entries.values() if e.described.margin]:
        margin = entries.get(entry.described.margin)
        if margin is None:
            entries[entry.given.code] = replace(entry, described=replace(entry.described, margin=""))
            continue
        described = replace(margin.described, years=entry.described.years, is_margin=True, margin="")
        entries[margin.given.code] = replace(margin, described=described, owner=entry.given.code)
    return entries


def _still_there(connection: duckdb.DuckDBPyConnection, runs: Sequence[Told]) -> set[str] | None:
    """Codes that the source's newest whole catalogue has, and what later runs brought; None without such a run."""
    whole = [r for r in runs if r.plan.whole_catalogue]
    if not whole:
        return None
    newest = [r for r in runs if r.moment >= whole[-1].moment]
    return {code for (code,) in connection.execute(CODES, {"files": _files(newest, "indicators")}).fetchall()}


def _lay_units(connection: duckdb.DuckDBPyConnection, runs: Sequence[Told]) -> None:
    units: dict[str, tuple[str, str]] = {}
    if files := _files(runs, "groups"):
        connection.execute(GROUPS, {"files": files})
        for id_, title in connection.execute(GROUP_UNITS, {"files": files}).fetchall():
            units[id_] = (title, UnitKind.GROUP)
    if files := _files(runs, "units"):
        for id_, title, kind in connection.execute(UNITS, {"files": files}).fetchall():
            units[id_] = (title, kind)
    rows = [
        (number, id_, title, UNIT_KINDS.index(UnitKind(kind)), _county(id_, kind))
        for number, (id_, (title, kind)) in enumerate(sorted(units.items()))
    ]
    _insert(connection, "unit", rows)


def _county(unit: str, kind: str) -> str:
    """The county's two digits: a municipality's first, a region's last."""
    return {UnitKind.MUNICIPALITY.value: unit[:2], UnitKind.REGION.value: unit[2:4]}.get(str(kind), "")


def same_title(title: str) -> str:
    """A title without what says that it is discontinued, blanks evened: a mark alone makes no other series."""
    without = re.sub(texts.texts().discontinued, "", title, flags=re.IGNORECASE)
    return " ".join(without.casefold().split()).rstrip(" .")


def _row(number: int, entry: Entry) -> tuple[Any, ...]:
    given, read = entry.given, entry.described
    earlier = next(
        (d.title for d in reversed(entry.definitions[:-1]) if same_title(d.title) != same_title(given.title)), ""
    )
    return (
        number,
        f"{entry.source}:{given.code}",
        entry.source,
        given.code,
        given.title,
        given.definition,
        read.measure.value,
        read.unit,
        read.producer,
        read.polarity.value,
        given.by_sex,
        " ".join(sorted(read.levels)),
        given.operating_area,
        read.years,
        " ".join(read.breaks),
        read.discontinued,
        read.suicide,
        len(entry.definitions),
        entry.fetched_at,
        f"{entry.source}:{read.margin}" if read.margin else "",
        read.margin_larger_half,
        read.is_margin,
        "\n".join(f"{rule.code}\t{rule.words}" for rule in read.hiding_rules),
        " ".join(sorted(read.other_survey)),
        " ".join(read.themes),
        entry.made_up,
        entry.removed,
        earlier,
    )


def why_no_interval(entry: Entry) -> int:
    """The code of why the indicator's values have no interval of their own."""
    return NO_INTERVALS.index(entry.described.no_interval)


def _given(told: dict[str, Any]) -> GivenIndicator:
    """An indicator as its Parquet keeps it: texts, several in one by lines."""
    values: dict[str, Any] = {}
    for field in fields(GivenIndicator):
        text = told[field.name]
        if field.name in {"levels", "breaks", "hiding"}:
            values[field.name] = tuple(text.splitlines())
        elif field.name == "by_sex":
            values[field.name] = text == "yes"
        elif field.name == "years":
            values[field.name] = int(text or 0)
        else:
            values[field.name] = text
    return GivenIndicator(**values)


def _files(runs: Sequence[Told], name: str) -> list[str]:
    return [str(file) for r in runs if (file := r.folder / f"{name}.parquet").exists()]


def _records(connection: duckdb.DuckDBPyConnection, statement: str, files: list[str]) -> list[dict[str, Any]]:
    told = connection.execute(statement, {"files": files})
    names = [column[0] for column in told.description or ()]
    return [dict(zip(names, row, strict=True)) for row in told.fetchall()]


TABLES_BY_NAME = {
    "indicator": "INSERT INTO indicator SELECT * FROM fresh",
    "definition": "INSERT INTO definition SELECT * FROM fresh",
    "unit": "INSERT INTO unit SELECT * FROM fresh",
}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows into a table by columns: a hundred times faster than row by row."""
    if not rows:
        return
    columns = {f"c{place:02d}": _column([row[place] for row in rows]) for place in range(len(rows[0]))}
    connection.register("fresh", columns)
    try:
        connection.execute(TABLES_BY_NAME[table])
    except duckdb.Error as error:
        raise StoreFault(
            f"Förrådets tabell {table} kunde inte byggas: {error}.", f"The table {table} could not be built: {error}."
        ) from error
    finally:
        connection.unregister("fresh")


def _column(values: list[Any]) -> Any:
    if isinstance(values[0], datetime):
        return np.array(values, dtype="datetime64[us]")
    return np.array(values, dtype=object if isinstance(values[0], str) else None)
