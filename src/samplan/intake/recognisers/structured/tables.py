"""Tables of a plan: what each row is, and to which area it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from samplan.documents.blocks import Cell, ListItem, Paragraph, Table
from samplan.intake.recognisers.builder import AreaBuilder, Found
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.structured.columns import (
    STRONG,
    Column,
    Row,
    column_texts,
    columns,
    distinct,
    holds_money,
    is_header,
    is_lower_header,
)
from samplan.intake.recognisers.structured.rows import RowReader
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.structured.writer import Writer
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

_OF_AREAS = frozenset(
    {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.INDICATOR, Role.RESPONSIBLE, Role.PROPOSAL, Role.QUESTION}
)
"""Roles that a table of grants has no column for."""

PLACING = frozenset({Role.AREA, Role.GROUP, Role.NUMBER})
"""Roles of cells that say which area a row or a sheet is about."""


class Areas(Protocol):
    """What a table asks of the walk: which area it stands in, and to open one."""

    def current(self, table: Table) -> AreaBuilder: ...

    def titled(self, cell: Cell) -> bool: ...

    def named(self, title: Cell | Paragraph, number: Cell | None = None, group: Cell | None = None) -> AreaBuilder: ...


@dataclass(slots=True)
class Shape:
    """How a table is laid out: what each row of its grid is.

    kinds: "header", "lower" (second level of a header), "again" (a header repeated), "title", "label" (alone in its
    row, over what stands below), "lead" ("Ansvarig: …"), "pairs" (labels with their values to the right), "data".
    """

    grid: list[list[Cell | None]]
    kinds: list[str] = field(default_factory=list)
    headers: dict[int, list[Column]] = field(default_factory=dict)
    loose: dict[int, Label] = field(default_factory=dict)

    def roles(self) -> set[Role]:
        """All that the table's labels name."""
        found = {column.label.role for header in self.headers.values() for column in header}
        for row, kind in zip(self.grid, self.kinds, strict=True):
            if kind in ("pairs", "label", "lead"):
                found.update(label.role for label, _, _ in pairs(row, self.loose) if label)
                found.update(label.role for cell in distinct(row) for label in inner_labels(cell))
        return found

    def strong(self) -> bool:
        """Whether this is a table of a plan's areas: two strong labels, or one and an area's name.

        Money, bodies and times alone do not make one: tables of grants have them too.
        """
        roles = self.roles()
        if self._tells_grants(roles):
            return False
        strong = roles & STRONG
        core = strong - {Role.COST, Role.RESPONSIBLE, Role.TIME, Role.START, Role.END}
        return bool(core) and (len(strong) >= 2 or bool(roles & {Role.AREA, Role.QUESTION, Role.HORIZON}))

    def _tells_grants(self, roles: set[Role]) -> bool:
        """Whether the table sets sums of money against short names of purposes, and tells nothing of an area."""
        if not self.headers or roles & _OF_AREAS:
            return False
        number, header = next(iter(self.headers.items()))
        rows = self.grid[number + 1 :]
        first = vocabulary().label(header[0].written, loose=True) if header else None
        names = column_texts(header[0].index, rows) if header else []
        short = all(len(name.split()) <= 6 and not name.endswith(".") for name in names)
        money = any(holds_money(column.index, rows) for column in header)
        return money and short and bool(first and first.may(Role.FUND, Role.AREA))

    def places_itself(self) -> bool:
        """Whether the table names its area or areas in a column or a label of its own."""
        return bool(self.roles() & {Role.AREA, Role.GROUP})

    def titles(self) -> list[str]:
        """The texts of title rows: what stands alone in its row and is no label's text."""
        found = []
        before = ""
        for row, kind in zip(self.grid, self.kinds, strict=True):
            if kind == "title" and before != "label":
                found.append(distinct(row)[0].text)
            before = kind if kind != "blank" else before
        return found


def shape(table: Table) -> Shape:
    """Find out what each row of a table is."""
    found = Shape(table.grid())
    header: int | None = None
    for number, row in enumerate(found.grid):
        kind = _kind(found, number, row, header)
        found.kinds.append(kind)
        if kind == "header":
            header = number
            lower = found.grid[number + 1] if _has_lower(found.grid, number) else None
            start = number + (2 if lower else 1)
            found.headers[number] = columns(row, lower, found.grid[start : start + 40])
        elif kind in ("label", "lead"):
            header = header if kind == "lead" and header is not None else None
    _loose_pairs(found)
    return found


def _loose_pairs(found: Shape) -> None:
    """In a table of labels and values, a first cell that only holds a label's word is a label too."""
    paired = found.kinds.count("pairs")
    if found.headers or paired < 2:
        return
    for number, (row, kind) in enumerate(zip(found.grid, found.kinds, strict=True)):
        cells = distinct(row)
        if kind == "data" and len(cells) == 2 and len(cells[0].text) <= 60:
            label = vocabulary().label(cells[0].text, loose=True)
            if label:
                found.kinds[number] = "pairs"
                found.loose[id(cells[0])] = label


def _has_lower(grid: Sequence[Row], number: int) -> bool:
    return number + 1 < len(grid) and is_lower_header(grid[number], grid[number + 1])


def _kind(found: Shape, number: int, row: Row, header: int | None) -> str:
    cells = distinct(row)
    if not cells:
        return "blank"
    if header is not None:
        if number == header + 1 and _has_lower(found.grid, header):
            return "lower"
        if _same(cells, distinct(found.grid[header])):
            return "again"
        if number > header and _has_lower(found.grid, header) and _same(cells, distinct(found.grid[header + 1])):
            return "again"
    if is_header(row, again=header is not None) and not _is_pair(row, cells):
        return "header"
    if len(cells) == 1:
        return _lone(cells[0], len(row), header, found.kinds[-1] if found.kinds else "")
    if header is not None and not _breaks(found, header, cells):
        return "data"
    return "pairs" if any(label for label, _, _ in pairs(row)) or any(map(holds_labels, cells)) else "data"


def _is_pair(row: Row, cells: Sequence[Cell]) -> bool:
    """Whether two cells that might both be labels are a label and its value ("Område | Uppföljning")."""
    if len(cells) != 2 or any(cell.header for cell in cells[1:]):
        return False
    second = vocabulary().label(cells[1].text)
    first = vocabulary().label(cells[0].text)
    return bool(first and first.role in PLACING) or second is None


def _same(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    return len(cells) == len(others) > 1 and all(
        plain(a.text) == plain(b.text) for a, b in zip(cells, others, strict=True)
    )


def _lone(cell: Cell, width: int, header: int | None, before: str) -> str:
    if header is None and holds_labels(cell) and before != "label":
        return "lead"
    wide = cell.column_span >= max(2, width - 1) or width == 1
    if header is not None and not wide:
        return "title" if _names_itself(cell) else "data"
    label = vocabulary().label(cell.text)
    if label and len(cell.text) <= 80 and (label.role in STRONG or label.role not in PLACING):
        return "label"
    lead = vocabulary().leading(cell.text)
    if lead and plain(lead[2]) and ":" in cell.text[: len(lead[1]) + 2] and lead[0].role not in PLACING:
        return "lead"
    return "title" if len(cell.text) <= 160 else "data"


def _names_itself(cell: Cell) -> bool:
    """Whether a cell alone in its row under a header is a title: numbered like an area, or said to be one."""
    title = read_title(cell.text)
    numbered = title.number is not None and "." in title.number and title.title[:1].isupper()
    return len(cell.text) <= 100 and (numbered or title.kind in ("area", "group"))


def _breaks(found: Shape, header: int, cells: Sequence[Cell]) -> bool:
    """Whether a row under a header is a label with its value, not a row of the header's columns."""
    if len(found.headers[header]) <= 2 or len(cells) > 2:
        return False
    label = vocabulary().label(cells[0].text)
    return bool(label and label.certainty >= 0.9 and cells[1].column_span > 1)


def pairs(
    row: Row, loose: Mapping[int, Label] = MappingProxyType({})
) -> Iterator[tuple[Label | None, Cell | None, list[Cell]]]:
    """The labels of a row with the cells to their right; cells before any label come with None."""
    label: Label | None = None
    head: Cell | None = None
    values: list[Cell] = []
    for cell in distinct(row):
        found = vocabulary().label(cell.text) if len(cell.text) <= 80 else None
        found = found or loose.get(id(cell))
        if found and not (label and not values and _value_like(label, found)):
            if head is not None or values:
                yield label, head, values
            label, head, values = found, cell, []
        else:
            values.append(cell)
    if head is not None or values:
        yield label, head, values


def _value_like(label: Label, found: Label) -> bool:
    """Whether a text that might be a label is the value of the label before it ("Område | Uppföljning")."""
    return label.role in PLACING or found.certainty < 0.9


class TableReader:
    """Reads tables into areas."""

    def __init__(self, writer: Writer, areas: Areas) -> None:
        self.writer = writer
        self.areas = areas
        self.ledger = writer.ledger
        self._named: set[int] = set()

    def read(self, table: Table, found: Shape) -> None:
        """Read one table whose shape is known."""
        if Role.AREA in found.roles():
            self._named.add(id(table))
        rows: RowReader | None = None
        area: AreaBuilder | None = None
        pending: tuple[Label, Cell] | None = None
        for number, (row, kind) in enumerate(zip(found.grid, found.kinds, strict=True)):
            cells = distinct(row)
            if kind in ("header", "lower", "again"):
                self.writer.builder.label(self.ledger.of(*cells))
                rows = RowReader(self.writer, found.headers[number]) if kind == "header" else rows
                pending = None
            elif kind == "title":
                area = self._title(area, table, pending if rows is None else None, cells)
            elif kind == "label":
                label = vocabulary().label(cells[0].text)
                pending, rows = ((label, cells[0]) if label else None), None
                self.writer.builder.label(self.ledger.of(cells[0]))
            elif kind in ("pairs", "lead"):
                area = self._pairs(area, table, row, found.loose)
            elif kind == "data" and rows is not None:
                area = self._data(area, table, rows, row)
            elif kind == "data" and pending:
                area = self._put(area, table, pending, cells)

    def _title(
        self, area: AreaBuilder | None, table: Table, pending: tuple[Label, Cell] | None, cells: list[Cell]
    ) -> AreaBuilder | None:
        """A cell alone in its row: the text of the label above it, or a title."""
        if pending:
            return self._put(area, table, pending, cells)
        return None if self.areas.titled(cells[0]) else area

    def _put(self, area: AreaBuilder | None, table: Table, at: tuple[Label, Cell], cells: list[Cell]) -> AreaBuilder:
        area = area or self.areas.current(table)
        parts = [part for cell in cells for part in cell.content]
        self._take(area, cells)
        self.writer.put(area, at[0], parts, at[1].text)
        return area

    def _take(self, area: AreaBuilder, cells: Sequence[Cell]) -> None:
        self.writer.builder.place(area, self.ledger.of(*cells))

    def _pairs(
        self, area: AreaBuilder | None, table: Table, row: Row, loose: Mapping[int, Label]
    ) -> AreaBuilder | None:
        for label, head, values in pairs(row, loose):
            if label is None or head is None:
                area = self._leads(area, table, values)
                continue
            self.writer.builder.label(self.ledger.of(head))
            if values and (label.role is Role.AREA or self._names_area(table, label, values[0])):
                area = self.areas.named(values[0])
            elif label.role in (Role.GROUP, Role.NUMBER) and values:
                area = area or self.areas.current(table)
                place_in(area, self.ledger, label.role, values[0])
            elif values:
                area = self._put(area, table, (label, head), values)
            if area is not None:
                self._take(area, [head, *values])
        return area

    def _names_area(self, table: Table, label: Label, cell: Cell) -> bool:
        """Whether a label for a group names the area, as its text says or as the table has no other name for it."""
        return label.role is Role.GROUP and (read_title(cell.text).kind == "area" or id(table) not in self._named)

    def _leads(self, area: AreaBuilder | None, table: Table, cells: Sequence[Cell]) -> AreaBuilder | None:
        """Cells whose own text begins with a label: "Ansvarig: Region X", or a label paragraph over its text."""
        for cell in cells:
            for label, written, parts in inner(cell, self.writer):
                area = area or self.areas.current(table)
                self._take(area, [cell])
                self.writer.put(area, label, parts, written)
        return area

    def _data(self, area: AreaBuilder | None, table: Table, rows: RowReader, row: Row) -> AreaBuilder:
        placing = {column.label.role: column.index for column in rows.columns if column.label.role in PLACING}
        title = row[placing[Role.AREA]] if Role.AREA in placing else None
        if title is not None and plain(title.text):
            group = row[placing[Role.GROUP]] if Role.GROUP in placing else None
            area = self.areas.named(title, row[placing[Role.NUMBER]] if Role.NUMBER in placing else None, group)
        area = area or self.areas.current(table)
        self._take(area, distinct(row))
        rows.read(area, row)
        return area


def inner_labels(cell: Cell) -> list[Label]:
    """The labels inside a cell: alone in a paragraph, or before a colon."""
    found = []
    for part in cell.content:
        alone = vocabulary().label(part.text) if len(part.text) <= 60 and not isinstance(part, ListItem) else None
        lead = None if alone else vocabulary().leading(part.text)
        if alone:
            found.append(alone)
        elif lead and plain(lead[2]):
            found.append(lead[0])
    return found


def holds_labels(cell: Cell) -> bool:
    """Whether a cell is labelled inside: its first paragraph is a label over the others, or leads its own text."""
    if not cell.content or isinstance(cell.content[0], ListItem):
        return False
    first = cell.content[0]
    if len(cell.content) > 1 and len(first.text) <= 60 and vocabulary().label(first.text):
        return True
    lead = vocabulary().leading(first.text)
    return bool(lead and plain(lead[2]) and lead[0].certainty >= 0.9 and lead[0].role not in PLACING)


def inner(cell: Cell, writer: Writer) -> Iterator[tuple[Label, str, list[Paragraph | ListItem]]]:
    """The labelled texts inside one cell: "Label: text", or a label alone over the paragraphs that follow."""
    label: Label | None = None
    written = ""
    parts: list[Paragraph | ListItem] = []
    for part in cell.content:
        alone = vocabulary().label(part.text) if len(part.text) <= 60 and not isinstance(part, ListItem) else None
        lead = vocabulary().leading(part.text) if alone is None else None
        lead = lead if lead and (plain(lead[2]) or part.text.rstrip().endswith(":")) else None
        if alone or lead:
            if label and parts:
                yield label, written, parts
            writer.builder.label(writer.ledger.of(part) if alone else ())
            label, written, parts = (
                (alone, part.text, []) if alone else (lead[0], lead[1], []) if lead else (None, "", [])
            )
            if lead and plain(lead[2]):
                parts.append(writer.ledger.part(lead[2], part))
        elif label:
            parts.append(part)
    if label and parts:
        yield label, written, parts


def place_in(area: AreaBuilder, ledger: Ledger, role: Role, cell: Cell) -> None:
    """Give an area the group or number that a cell of its sheet tells."""
    pieces = ledger.of(cell)
    if role is Role.GROUP:
        area.group = Found(read_title(cell.text).title, pieces)
    else:
        area.number = Found(cell.text.strip(), pieces)
