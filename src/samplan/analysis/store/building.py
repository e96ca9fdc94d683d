"""Builds the one file that is read, from the Parquet of all finished runs, and swaps it in whole.

Indicators are taken a batch at a time, in their order: memory does not grow with the store, and what is stored is
sorted by indicator, unit, sex and period, so that a question about one indicator reads a small range.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from samplan.analysis.sources import places
from samplan.analysis.sources.faults import StoreFault
from samplan.analysis.sources.runs import Told, finished
from samplan.analysis.store import statements as sql
from samplan.analysis.store import texts
from samplan.analysis.store.cataloguing import Entry, lay_catalogue, why_no_interval
from samplan.analysis.store.codes import COUNTRY, PERIOD_KINDS, STATUSES
from samplan.analysis.store.hiding.laying import lay_shown
from samplan.analysis.store.periods import read_period
from samplan.analysis.store.schema import LAYOUT, TABLES

BATCH = 400
"""Indicators at a time: about three million rows of the whole of Kolada."""
MEMORY = "2500MB"
THREADS = 2


@dataclass(frozen=True, slots=True)
class Built:
    """What was built. left_out: values of units or indicators that no catalogue of the runs describes."""

    file: Path
    indicators: int
    units: int
    observations: int
    vintages: int
    left_out: int


def build(progress: Callable[[int, int], None] | None = None) -> Built:
    """Build `figures.duckdb` from all finished runs and put it in the old one's place.

    progress: told how many indicators of how many are done. Readers go on with the old file until their next
    question. Raises StoreFault, with the old file untouched, when two values claim one key or a period is none.
    """
    folder = places.folder()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"figures.new-{os.getpid()}.duckdb"
    try:
        with _connect(fresh) as connection:
            told = _fill(connection, finished(), progress)
            connection.execute("CHECKPOINT")
        fresh.replace(places.database())
    finally:
        for left in folder.glob(f"{fresh.name}*"):
            left.unlink()
    return told


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    file.unlink(missing_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY,
        "temp_directory": str(file) + ".tmp",
    }
    connection = duckdb.connect(str(file), config=config)
    connection.execute(TABLES)
    return connection


def _fill(
    connection: duckdb.DuckDBPyConnection, runs: Sequence[Told], progress: Callable[[int, int], None] | None
) -> Built:
    entries = lay_catalogue(connection, runs)
    connection.execute(sql.WORK_TABLES)
    _lay_keys(connection, entries)
    left_out = 0
    for source, first, last in _spans(entries):
        of_source = [r for r in runs if r.plan.source == source]
        files = [str(file) for r in of_source for file in sorted(r.folder.glob("values-*.parquet"))]
        if files:
            left_out += _lay_source(connection, files, source)
            for span in _batches(entries, first, last):
                _lay_batch(connection, files, span, several=len(of_source) > 1)
                if progress:
                    progress(span[1] + 1, len(entries))
    _check_keys(connection)
    connection.execute(sql.LATEST)
    connection.execute(sql.BREAKS)
    connection.execute(sql.DROP_WORK_TABLES)
    connection.execute(
        "INSERT INTO about VALUES ($layout, $now)", {"layout": LAYOUT, "now": datetime.now(UTC).replace(tzinfo=None)}
    )
    counts = _one(connection, sql.COUNTS)
    return Built(places.database(), len(entries), int(counts[0]), int(counts[1]), int(counts[2]), left_out)


def _spans(entries: Sequence[Entry]) -> list[tuple[str, int, int]]:
    """Each source's first and last number."""
    spans: dict[str, tuple[int, int]] = {}
    for number, entry in enumerate(entries):
        spans[entry.source] = (spans.get(entry.source, (number, number))[0], number)
    return [(source, *span) for source, span in spans.items()]


def _batches(entries: Sequence[Entry], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Spans of numbers, none of which parts an indicator from the one that holds its uncertainty."""
    start = first
    while start <= last:
        end = min(start + BATCH - 1, last)
        while end < last and entries[end + 1].described.is_margin:
            end += 1
        yield start, end
        start = end + 1


def _lay_keys(connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> None:
    """What each indicator's rows need: number by source and code, its years, its margin, why it has no interval."""
    numbers = {(e.source, e.given.code): number for number, e in enumerate(entries)}
    if entries:
        _register(
            connection,
            sql.INDICATOR_KEYS,
            source=[e.source for e in entries],
            code=[e.given.code for e in entries],
            number=list(range(len(entries))),
            years=[e.described.years for e in entries],
            margin=[numbers.get((e.source, e.described.margin), -1) for e in entries],
            no_interval=[why_no_interval(e) for e in entries],
            is_margin=[e.described.is_margin for e in entries],
        )
    words = texts.texts().statuses
    _register(
        connection, sql.STATUS_WORDS, word=list(words), code=[STATUSES.index(status) for status in words.values()]
    )
    connection.execute(sql.DEFINITION_SPANS)


def _lay_source(connection: duckdb.DuckDBPyConnection, files: list[str], source: str) -> int:
    """Read the source's periods; returns how many values belong to no known indicator or unit."""
    connection.execute(sql.OF_SOURCE, {"source": source})
    words = connection.execute(sql.PERIOD_WORDS, {"files": files}).fetchall()
    years = sorted({y for (y,) in connection.execute(sql.YEARS_OF_SOURCE).fetchall()})
    told = [(word, y, read) for (word,) in words for y in years if (read := read_period(word, y))]
    unread = {word for (word,) in words} - {word for word, _, _ in told}
    if unread:
        raise StoreFault(
            f"{source} har perioder som inte går att förstå: {', '.join(sorted(unread)[:5])}.",
            f"{source} has periods that cannot be understood: {', '.join(sorted(unread)[:5])}.",
        )
    connection.execute("DELETE FROM period_word")
    if told:
        _register(
            connection,
            sql.PERIODS,
            word=[word for word, _, _ in told],
            of_years=[y for _, y, _ in told],
            start=np.array([read.start for _, _, read in told], dtype="datetime64[us]"),
            kind=[PERIOD_KINDS.index(read.kind) for _, _, read in told],
            years=[read.years for _, _, read in told],
        )
    return int(_one(connection, sql.LEFT_OUT, files=files)[0])


def _lay_batch(
    connection: duckdb.DuckDBPyConnection, files: list[str], span: tuple[int, int], *, several: bool
) -> None:
    """Store a batch of indicators: what each figure is, what it was, and the newest of each."""
    codes = [c for (c,) in connection.execute(sql.CODES_OF, {"first": span[0], "last": span[1]}).fetchall()]
    values = {"files": files, "first": span[0], "last": span[1], "lowest": min(codes), "highest": max(codes)}
    connection.execute(sql.BATCH, values)
    if several:
        _check_runs(connection)
        connection.execute(sql.FOLD)
    else:
        connection.execute(sql.AS_IS)
    connection.execute(sql.INTERVALS)
    connection.execute(sql.VINTAGES)
    plain = lay_shown(connection, "folded", span)
    connection.execute(sql.OBSERVATIONS, {"plain": plain})
    country = connection.execute("SELECT number FROM unit WHERE id = $id", {"id": COUNTRY}).fetchone()
    connection.execute(sql.NEWEST, {**{"first": span[0], "last": span[1]}, "country": country[0] if country else -1})


def _check_runs(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse two values of one key in one run."""
    if twice := connection.execute(sql.TWICE_IN_A_RUN).fetchone():
        raise _duplicate(connection, twice)


def _check_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse two values of one key in the store; what is stored is sorted, so neighbours are enough."""
    if twice := connection.execute(sql.TWICE_IN_THE_STORE).fetchone():
        raise _duplicate(connection, twice)


def _duplicate(connection: duckdb.DuckDBPyConnection, key: Sequence[Any]) -> StoreFault:
    number, unit, sex, start = key
    ids = _one(connection, sql.NAMES, indicator=number, unit=unit)
    told = f"{ids[0]}, {ids[1]}, {'TKM'[sex]}, {start:%Y-%m-%d}"
    return StoreFault(
        f"Två värden gör anspråk på samma plats: {told}. Förrådet byggs inte förrän det är klart vilket som gäller.",
        f"Two values claim one place: {told}. The store is not built until it is clear which of them holds.",
    )


def _one(connection: duckdb.DuckDBPyConnection, statement: str, **values: Any) -> tuple[Any, ...]:
    row = connection.execute(statement, values).fetchone()
    return row if row is not None else (0, 0, 0)


def _register(connection: duckdb.DuckDBPyConnection, statement: str, **columns: Any) -> None:
    arrays = {
        name: told if isinstance(told, np.ndarray) else np.array(told, dtype=object if _texts(told) else None)
        for name, told in columns.items()
    }
    connection.register("fresh", arrays)
    connection.execute(statement)
    connection.unregister("fresh")


def _texts(told: list[Any]) -> bool:
    return bool(told) and isinstance(told[0], str)
