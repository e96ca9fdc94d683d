"""Registers: a row for each goal, activity or measure, told apart by a column that says what the row is.

"Typ | Text | Vem | Tid" over "Aktivitet | Utbilda ledare | Kommunerna | 2026"; an area may be a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.structured.columns import Column, column_texts
from samplan.intake.recognisers.structured.content import share
from samplan.intake.recognisers.structured.heads import Row
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

FEWEST_ROWS = 4
_CORE = frozenset({Role.ACTIVITY, Role.REPORTED, Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.INDICATOR})
_BESIDE = frozenset({Role.RESPONSIBLE, Role.TIME, Role.START, Role.END, Role.COST, Role.NUMBER, Role.AREA, Role.STATUS})
"""What is told of each row, and no row's own text."""


def as_typed(columns: Sequence[Column], below: Sequence[Row]) -> list[Column]:
    """The columns, with the one that says what each row is, and the one that holds the rows' texts, where there are."""
    sorts = next((column for column in columns if _sorts(column, below)), None)
    if sorts is None or any(column.label.told for column in columns):
        return list(columns)
    texts = max((c for c in columns if _may_hold(c, sorts, below)), key=lambda c: _words(c, below), default=None)
    if texts is None:
        return list(columns)
    roles = {sorts.index: Role.SORTS, texts.index: Role.SORTED}
    return [replace(c, label=Label((roles[c.index],), 0.9)) if c.index in roles else c for c in columns]


def sorts_told(columns: Sequence[Column], below: Sequence[Row]) -> set[Role]:
    """What the rows under a header are, where a column says it."""
    sorts = next((column for column in columns if column.label.role is Role.SORTS), None)
    said = column_texts(sorts.index, below) if sorts is not None else []
    return {label.role for text in said if (label := vocabulary().label(text)) is not None}


def typed(columns: Sequence[Column], row: Row) -> tuple[Label | None, Cell | None, list[Column]] | None:
    """What a row is, its text, and the columns as they are for it; None where no column says what rows are."""
    by_role = {column.label.role: column for column in columns}
    sorts, texts = by_role.get(Role.SORTS), by_role.get(Role.SORTED)
    if sorts is None or texts is None:
        return None
    said, cell = row[sorts.index], row[texts.index]
    label = vocabulary().label(said.text) if said is not None else None
    rest = [column for column in columns if column not in (sorts, texts)]
    own = replace(texts, label=label or Label((Role.UNKNOWN,), 0.3), written=said.text if said is not None else "")
    return label, cell, sorted([*rest, own], key=lambda column: column.index)


def _sorts(column: Column, below: Sequence[Row]) -> bool:
    """Whether a column holds labels again and again, of at least two sorts of items."""
    rows = [row[column.index] for row in below if column.index < len(row)]
    said = [cell.text for cell in rows if cell is not None and plain(cell.text)]
    if len(said) < FEWEST_ROWS or len({plain(text) for text in said}) * 3 > len(said) * 2:
        return False
    labels = [vocabulary().label(text) for text in said]
    roles = {label.role for label in labels if label is not None} & _CORE
    return len(roles) > 1 and sum(label is not None for label in labels) * 10 >= len(said) * 9


def _may_hold(column: Column, sorts: Column, below: Sequence[Row]) -> bool:
    """Whether a column has a text of its own in each row."""
    texts = column_texts(column.index, below)
    if column.index == sorts.index or column.label.role in _BESIDE:
        return False
    return len(texts) * 10 >= len(below) * 9 and share(texts, lambda text: len(text.split()) > 1) >= 0.7


def _words(column: Column, below: Sequence[Row]) -> int:
    return sum(len(text.split()) for text in column_texts(column.index, below))
