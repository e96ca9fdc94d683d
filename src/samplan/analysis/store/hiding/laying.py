"""Works out, while the store is built, what may be shown of a batch of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np

from samplan.analysis.results import Measure, Unit
from samplan.analysis.store import statements as sql
from samplan.analysis.store.codes import SHOWN, UNIT_KINDS
from samplan.analysis.store.hiding.codes import Codes, codes_of
from samplan.analysis.store.hiding.rules import Kind
from samplan.analysis.store.shapes import CellColumns, Place

TOGETHER = 40
"""Indicators that are worked out together: their families of one form are one array."""
KEYS = ("unit", "sex", "start", "kind", "years")
Told = tuple[int, CellColumns, Kind]


def lay_shown(connection: duckdb.DuckDBPyConnection, source: str, span: tuple[int, int]) -> list[int]:
    """Fill the table `shown_as` with the cells of a batch that may not be shown, each with the code told instead.

    source: the table with the batch's cells. span: numbers of the first and the last indicator. Returns the numbers of
    the indicators whose other cells may be shown: those that need no hiding, and those that were worked out.
    """
    values = {"first": span[0], "last": span[1]}
    connection.execute(sql.SHOWN_AS)
    kinds = {
        number: Kind(Measure(measure), unit, title, suicide)
        for number, measure, unit, title, suicide in connection.execute(
            sql.GUARDED.format(source=source), values
        ).fetchall()
    }
    told = _read(connection, source, kinds) if kinds else []
    places = _places(connection)
    parts = [told[at : at + TOGETHER] for at in range(0, len(told), TOGETHER)]
    every = [code for part in parts for code in codes_of([(cells, kind) for _n, cells, kind in part], places)]
    _lay(connection, told, every)
    worked_out = {number for number, _cells, _kind in told}
    return [n for n in range(span[0], span[1] + 1) if n not in kinds or n in worked_out]


def _read(connection: duckdb.DuckDBPyConnection, source: str, kinds: dict[int, Kind]) -> list[Told]:
    """The cells of some indicators as they stand now, with the numbers alone that decide what is hidden."""
    now = "valid_to IS NULL" if source == "folded" else "true"
    statement = sql.GUARDED_CELLS.format(source=source, now=now)
    columns = {
        name: column.filled(np.nan) if isinstance(column, np.ma.MaskedArray) else column
        for name, column in connection.execute(statement, {"numbers": list(kinds)}).fetchnumpy().items()
    }
    numbers, starts = np.unique(columns.pop("indicator"), return_index=True)
    ends = [*starts[1:].tolist(), len(columns["unit"])]
    return [
        (number, _cells({name: column[start:end] for name, column in columns.items()}), kinds[number])
        for number, start, end in zip(numbers.tolist(), starts.tolist(), ends, strict=True)
    ]


def _cells(told: dict[str, Any]) -> CellColumns:
    size = len(told["unit"])
    nothing = np.full(size, np.nan)
    return CellColumns(
        **told,
        low=nothing,
        high=nothing,
        no_interval=np.zeros(size, np.uint8),
        version=np.ones(size, np.uint8),
        fetched_at=np.full(size, np.datetime64("NaT"), dtype="datetime64[us]"),
    )


def _places(connection: duckdb.DuckDBPyConnection) -> dict[int, Place]:
    rows = connection.execute("SELECT number, id, title, kind, county FROM unit ORDER BY number").fetchall()
    return {
        number: Place(Unit(id_, title, UNIT_KINDS[kind]), number, county) for number, id_, title, kind, county in rows
    }


def _lay(connection: duckdb.DuckDBPyConnection, told: Sequence[Told], codes: Sequence[Codes]) -> None:
    gone = [code != SHOWN for code in codes]
    if not any(where.any() for where in gone):
        return
    fresh: dict[str, Any] = {
        name: np.concatenate([getattr(cells, name)[at] for (_n, cells, _k), at in zip(told, gone, strict=True)])
        for name in KEYS
    }
    fresh["start"] = fresh["start"].astype("datetime64[us]")
    fresh["indicator"] = np.concatenate(
        [np.full(int(at.sum()), number) for (number, _c, _k), at in zip(told, gone, strict=True)]
    )
    fresh["shown"] = np.concatenate([code[at] for code, at in zip(codes, gone, strict=True)])
    connection.register("fresh", fresh)
    connection.execute(sql.HIDDEN_CELLS)
    connection.unregister("fresh")
