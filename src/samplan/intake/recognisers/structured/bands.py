"""Rows that go across a table, name an area and tell of it: its title over its goals."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.intake.recognisers.structured.areanames import may_name_area
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.structured.inside import inner_labels
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain


def mark_bands(grid: Sequence[Row], kinds: list[str]) -> None:
    """Give rows that begin with a name and go on with labels ("1. Skola" over "Mål: …") the kind "band"."""
    rows = [number for number, row in enumerate(grid) if kinds[number] != "header" and _is_band(row)]
    for number in rows if len(rows) > 1 else ():
        kinds[number] = "band"


def mark_named(grid: Sequence[Row], kinds: list[str]) -> None:
    """Give rows of a name and a cell with labels of its own ("Skola | Mål: … Ansvarig: …") the kind "named"."""
    rows = [number for number, row in enumerate(grid) if kinds[number] in ("pairs", "data", "lead") and _is_named(row)]
    for number in rows if len(rows) > 1 else ():
        kinds[number] = "named"


def _is_named(row: Row) -> bool:
    cells = distinct(row)
    if len(cells) != 2 or vocabulary().label(cells[0].text) is not None or not may_name_area(cells[0].text):
        return False
    return len({label.role for label in inner_labels(cells[1])}) > 1


def _is_band(row: Row) -> bool:
    cells = distinct(row)
    parts = [part.text for part in cells[0].content if plain(part.text)] if len(cells) == 1 and len(row) > 2 else []
    if len(parts) < 2 or cells[0].column_span < len(row) - 1 or not may_name_area(parts[0]):
        return False
    labelled = vocabulary().label(parts[0]) is not None or vocabulary().leading(parts[0]) is not None
    named = not labelled or read_title(parts[0]).kind == "area"
    return named and (vocabulary().leading(parts[1]) is not None or vocabulary().label(parts[1]) is not None)
