"""JSON-stat 2 files, as PxWeb's pages save them: read as the table is described, or understood by their own words.

A file is a described table's when it names it (`extension.px.tableid`), or is called as the table or its code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from samplan.analysis.sources.jsonstat import flatten
from samplan.analysis.sources.pxweb import About, about
from samplan.analysis.sources.shapes import GivenIndicator, GivenUnit, GivenValues
from samplan.analysis.sources.table_values import indicator_of, units_of, values_of
from samplan.analysis.sources.tables import TableSpec, all_tables
from samplan.analysis.sources.understanding import NotUnderstood, understood

Taken = tuple[GivenIndicator, dict[str, GivenUnit], GivenValues]


def is_dataset(told: Any) -> bool:
    """Whether JSON is a JSON-stat 2 dataset."""
    return isinstance(told, dict) and told.get("class") == "dataset"


def read_dataset(told: dict[str, Any], name: str) -> Taken:
    """The indicator, units and values of a file. Raises NotJsonStat, NotUnderstood or SourceFault."""
    whole = about(told)
    table = _described(told, name)
    if table is None:
        table = understood(whole, _name(told, name), producer=_text(told, "source"), definition=_definition(told))
    cells = list(flatten(told))
    _checked(table, whole)
    units = units_of(whole.dimensions[table.region].categories)
    return indicator_of(table, discontinued=whole.discontinued), units, values_of(table, cells)


def _described(told: dict[str, Any], name: str) -> TableSpec | None:
    """The described table that a file is of."""
    names = {_name(told, name).casefold(), Path(name).stem.casefold()}
    for table in all_tables():
        if names & {table.code.casefold(), table.table.casefold(), Path(table.table).stem.casefold()}:
            return table
    return None


def _name(told: dict[str, Any], name: str) -> str:
    """What the table is called at its source, else the file."""
    px = (told.get("extension") or {}).get("px") or {}
    return str(px.get("tableid") or px.get("matrix") or Path(name).stem)


def _checked(table: TableSpec, whole: About) -> None:
    """Every dimension that the description names is there, with the label that it chooses."""
    for code in (table.region, table.time, table.sex, table.contents, *table.fixed):
        if code and code not in whole.dimensions:
            raise NotUnderstood(
                f"dimensionen {code} saknas, som tabellen {table.code} ska ha",
                f"the dimension {code} is missing, which the table {table.code} should have",
            )
    for code, label in table.fixed.items():
        if label.casefold() not in {one.casefold() for one in whole.dimensions[code].categories.values()}:
            raise NotUnderstood(
                f"{whole.dimensions[code].label} har inte värdet {label}, som tabellen {table.code} gäller",
                f"{whole.dimensions[code].label} does not have {label}, which the table {table.code} is of",
            )


def _text(told: dict[str, Any], field: str) -> str:
    value = told.get(field)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _definition(told: dict[str, Any]) -> str:
    """The title and all notes, so that nothing that the source warns of is lost, and who the source is."""
    notes = [" ".join(str(note).split()) for note in told.get("note") or ()]
    source = _text(told, "source")
    return " ".join([_text(told, "label"), *notes, *([f"Källa: {source}."] if source else [])])
