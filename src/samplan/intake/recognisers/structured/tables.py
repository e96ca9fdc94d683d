"""Tables of a plan: to which area each row belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from samplan.documents.blocks import Cell, Paragraph, Table
from samplan.intake.recognisers.builder import AreaBuilder, Found
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.money import is_sum_row
from samplan.intake.recognisers.structured.areacells import area_in
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.structured.inside import PLACING, inner, pairs, sections
from samplan.intake.recognisers.structured.marks import answering
from samplan.intake.recognisers.structured.rows import RowReader
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.structured.typedrows import typed
from samplan.intake.recognisers.structured.writer import Writer
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain


class Areas(Protocol):
    """What a table asks of the walk: which area it stands in, and to open one."""

    def is_within(self) -> bool: ...

    def current(self, table: Table) -> AreaBuilder: ...

    def titled(self, cell: Cell) -> bool: ...

    def grouped(self, cell: Cell) -> None: ...

    def banded(self, cell: Cell) -> AreaBuilder: ...

    def named(self, title: Cell | Paragraph, number: Cell | None = None, group: Cell | None = None) -> AreaBuilder: ...


class TableReader:
    """Reads tables into areas."""

    def __init__(self, writer: Writer, areas: Areas) -> None:
        self.writer = writer
        self.areas = areas
        self.ledger = writer.ledger
        self.period = ""
        self.marks = answering(writer.builder.document.blocks)
        self._named: set[int] = set()
        self._focused: set[int] = set()

    def read(self, table: Table, found: Shape) -> None:
        """Read one table whose shape is known."""
        if Role.AREA in found.roles():
            self._named.add(id(table))
        self.writer.within = not found.headers
        self._read(table, found)
        self.writer.within, self.writer.period, self.period = False, "", ""

    def _read(self, table: Table, found: Shape) -> None:
        rows = RowReader(self.writer, found.headers[-1], self.marks) if -1 in found.headers else None
        area: AreaBuilder | None = None
        pending: tuple[Label, Cell] | None = None
        for number, (row, kind) in enumerate(zip(found.grid, found.kinds, strict=True)):
            cells = distinct(row)
            if kind in ("header", "lower", "again", "period"):
                self.writer.builder.label(self.ledger.of(*cells))
                rows = RowReader(self.writer, found.headers[number], self.marks) if kind == "header" else rows
                self.period = cells[0].text if kind == "period" else self.period
                pending = None
            elif kind == "title" and found.groups_below(number):
                area = None
                self.areas.grouped(cells[0])
            elif kind == "title" and not (rows is None and found.names_areas()):
                area = self._title(area, table, pending if rows is None else None, cells)
            elif kind == "label":
                label = vocabulary().label(cells[0].text)
                pending, rows = ((label, cells[0]) if label else None), None
                self.writer.builder.label(self.ledger.of(cells[0]))
            elif kind in ("band", "activity", "named"):
                area = self._across(area, table, cells, kind)
            elif kind in ("pairs", "lead"):
                area = self._pairs(area, table, row, found.loose)
            elif kind == "data" and rows is not None:
                area = self._data(area, table, rows, row)
            elif kind == "data" and pending:
                area = self._put(area, table, pending, cells)

    def _band(self, table: Table, cell: Cell) -> AreaBuilder:
        """A row across the table that opens an area; more of it may be told under its title."""
        title, rest = replace(cell, content=cell.content[:1]), replace(cell, content=cell.content[1:])
        area = self.areas.banded(title)
        return self._leads(area, table, [rest]) or area

    def _title(
        self, area: AreaBuilder | None, table: Table, pending: tuple[Label, Cell] | None, cells: list[Cell]
    ) -> AreaBuilder | None:
        """A cell alone in its row: the text of the label above it, or a title."""
        if vocabulary().clues.of_bands() is Meaning.AREA:
            return self._band(table, cells[0])
        if pending:
            return self._put(area, table, pending, cells)
        return None if self.areas.titled(cells[0]) else area

    def _put(self, area: AreaBuilder | None, table: Table, at: tuple[Label, Cell], cells: list[Cell]) -> AreaBuilder:
        area = area or self.areas.current(table)
        parts = [part for cell in cells for part in cell.content]
        self._take(area, cells)
        for label, written, told in sections(at[0], at[1].text, parts, self.writer):
            self.writer.put(area, label, told, written, apart=True)
        return area

    def _across(self, area: AreaBuilder | None, table: Table, cells: list[Cell], kind: str) -> AreaBuilder:
        """What is done, in a row of its own over who does it and when; or an area with what its row tells of it."""
        if kind == "band":
            return self._band(table, cells[0])
        if kind == "named":
            named = self.areas.named(cells[0])
            return self._leads(named, table, cells[1:]) or named
        area = area or self.areas.current(table)
        self._take(area, cells)
        self.writer.put(area, Label((Role.ACTIVITY,), 0.75), cells[0].content)
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
            elif values and label.role is Role.UNKNOWN:
                self.writer.builder.doubt("column_unknown", self.ledger.of(*values))
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
        if is_sum_row([cell.text for cell in distinct(row)]):
            # It adds up what has been read already: kept beside the area, but no item and no money of its own.
            area = area or self.areas.current(table)
            self._take(area, distinct(row))
            return area
        sort = typed(rows.columns, row)
        if sort is not None:
            label, text, held = sort
            self.writer.builder.label(self.ledger.of(*[cell for cell in distinct(row) if _is_label(cell, label)]))
            if text is not None and label is not None and label.role in (Role.AREA, Role.GROUP):
                number = next((row[c.index] for c in held if c.label.role is Role.NUMBER), None)
                area = self.areas.named(text, number)
                self._take(area, distinct(row))
                return area
            rows = rows.of(held)
        placing = {column.label.role: column.index for column in rows.columns if column.label.role in PLACING}
        if Role.AREA not in placing and (focused := self._by_focus(area, table, rows)) is not None:
            placing[Role.AREA] = focused
        title = row[placing[Role.AREA]] if Role.AREA in placing else None
        if title is not None and plain(title.text):
            group = row[placing[Role.GROUP]] if Role.GROUP in placing else None
            joined = any(column.label.joined for column in rows.columns if column.label.role is Role.AREA)
            name = area_in(title, self.ledger)[0] if joined else title
            if name is None:
                return self._rest(area, table, rows, row)
            area = self.areas.named(name, row[placing[Role.NUMBER]] if Role.NUMBER in placing else None, group)
        return self._rest(area, table, rows, row)

    def _by_focus(self, area: AreaBuilder | None, table: Table, rows: RowReader) -> int | None:
        """The column of focus areas where a table has nothing else that its rows could belong to."""
        if id(table) not in self._focused and (area is not None or self.areas.is_within()):
            return None
        column = next((c.index for c in rows.columns if c.label.role is Role.FOCUS_AREA), None)
        if column is not None:
            self._focused.add(id(table))
        return column

    def _rest(self, area: AreaBuilder | None, table: Table, rows: RowReader, row: Row) -> AreaBuilder:
        area = area or self.areas.current(table)
        self._take(area, distinct(row))
        self.writer.period = self.period or self.writer.period
        rows.read(area, row)
        return area


def _is_label(cell: Cell, label: Label | None) -> bool:
    """Whether a cell is the one that says what its row is."""
    return label is not None and vocabulary().label(cell.text) == label


def place_in(area: AreaBuilder, ledger: Ledger, role: Role, cell: Cell) -> None:
    """Give an area the group or number that a cell of its sheet tells."""
    pieces = ledger.of(cell)
    if role is Role.GROUP:
        area.group = Found(read_title(cell.text).title, pieces)
    else:
        area.number = Found(cell.text.strip(), pieces)
