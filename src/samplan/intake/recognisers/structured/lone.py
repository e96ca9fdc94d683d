"""Cells that stand alone in their row of a table: titles, labels over what follows, and what is told by itself."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.structured.columns import STRONG, Column
from samplan.intake.recognisers.structured.heads import Row
from samplan.intake.recognisers.structured.inside import PLACING, holds_labels
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain


def lone(cell: Cell, width: int, header: int | None, before: str) -> str:
    """The kind of a row that holds one cell. width: columns of the table; before: the kind of the row above."""
    if header is None and holds_labels(cell) and before != "label":
        return "lead"
    wide = cell.column_span >= max(2, width - 1) or width == 1
    if header is not None and (width == 1 or not wide):
        return "title" if _names_itself(cell) else "data"
    label = vocabulary().label(cell.text)
    if label and len(cell.text) <= 80 and (label.role in STRONG or label.role not in PLACING):
        return "label"
    lead = vocabulary().leading(cell.text)
    if header is not None and lead and lead[0].role is Role.FOCUS_AREA and len(cell.text) <= 100:
        return "title"
    if lead and plain(lead[2]) and ":" in cell.text[: len(lead[1]) + 2] and lead[0].role not in PLACING:
        return "lead"
    return "title" if len(cell.text) <= 160 else "data"


def tells_apart(header: Sequence[Column], row: Row, cell: Cell) -> bool:
    """Whether a cell alone under a header says by a label of its own that it is none of its column's items.

    So a workbook has what follows the table right below it: "Uppföljning 2025: …" under the activities.
    """
    lead = vocabulary().leading(cell.text) if row[0] is cell and cell.column_span == 1 and len(row) > 1 else None
    if lead is None or lead[0].certainty < 0.95 or not plain(lead[2]) or ":" not in cell.text[: len(lead[1]) + 2]:
        return False
    mine = {column.label.role for column in header if row[column.index] is cell}
    return lead[0].role not in PLACING and not mine & {*lead[0].roles, Role.FOLLOWUP}


def _names_itself(cell: Cell) -> bool:
    """Whether a cell alone in its row under a header is a title: numbered like an area, or said to be one."""
    title = read_title(cell.text)
    numbered = title.number is not None and "." in title.number and title.title[:1].isupper()
    return len(cell.text) <= 100 and (numbered or title.kind in ("area", "group"))
