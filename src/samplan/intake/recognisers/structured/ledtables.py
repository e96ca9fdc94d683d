"""Tables inside a form: a label stands once, merged over several rows, and beside it a table with a header of its own.

"F. Vad ska göras?" beside "Vad | När" and a row for each activity; "I. Vad kostar det?" beside "Tkr | 2026 | 2027".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.money import factor
from samplan.intake.recognisers.structured.columns import Column, columns, holds_money
from samplan.intake.recognisers.structured.heads import Row, distinct, is_header, is_lower_header
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

_YEAR = re.compile(r"\s*(?:år(?:et)?\s*)?((?:19|20)\d\d)\b", re.I)
_MONEY = frozenset({Role.COST, Role.AMOUNT})


def lead_over(row: Row) -> Cell | None:
    """The label that stands at the left of a row and of those below it, merged."""
    first = row[0] if row else None
    if first is None or first.row_span < 2 or len(first.text) > 80:
        return None
    return first if vocabulary().label(first.text) else None


def led_columns(grid: Sequence[Row], number: int) -> list[Column] | None:
    """The columns of the table that begins beside a label merged over several rows; None where none begins."""
    row = grid[number]
    lead = lead_over(row)
    begins = number == 0 or not grid[number - 1] or grid[number - 1][0] is not lead
    merged = [cell for cell in distinct(row) if cell.row_span > 1]
    if lead is None or not begins or len(merged) > 1:  # more than one: the upper level of a header of two
        return None
    inside: Row = [None, *row[1:]]
    label = vocabulary().label(lead.text)
    below = [other for other in grid[number + 1 : number + lead.row_span] if other and other[0] is lead]
    if label is None or not below or (len(below) == 1 and is_lower_header(inside, [None, *below[0][1:]])):
        return None
    if label.role in _MONEY and (by_year := _by_year(lead, inside, below)):
        return by_year
    if not is_header(inside):
        return None
    made = [column for column in columns(inside, None, below) if column.index > 0]
    if any(column.label.role is label.role for column in made):
        return made
    first = next((column for column in made if column.label.role is Role.UNKNOWN), None)
    return [replace(column, label=label) if column is first else column for column in made]


def _by_year(lead: Cell, row: Row, below: Sequence[Row]) -> list[Column]:
    """Columns headed by years, over sums: what each year costs, in the unit that stands beside them or in the label."""
    cells = [lead, *distinct(row)]
    unit = next((cell.text for cell in cells if factor(cell.text) is not None), "")
    made = []
    for index, cell in enumerate(row):
        year = _YEAR.match(cell.text) if cell is not None and plain(cell.text) else None
        if cell is not None and year and holds_money(index, below):
            years = (int(year[1]), int(year[1]))
            made.append(Column(index, f"{cell.text} {unit}", Label((Role.COST,), 0.9, years=years)))
    return made
