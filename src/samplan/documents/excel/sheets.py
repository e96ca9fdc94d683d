"""Makes blocks of a sheet: rows that belong together become a table, lone texts above them headings or paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from samplan.documents.blocks import Block, Cell, Furniture, Heading, ListItem, Note, Paragraph, Provenance, Table
from samplan.documents.errors import Damaged
from samplan.documents.excel.workbook import Entry, Place, Sheet
from samplan.documents.folding import fold, join_lines
from samplan.documents.limits import MAX_TABLE_CELLS
from samplan.documents.listing import Marked, bullet, numbered

Kind = Literal["header", "footer", "page_number"]
Merge = tuple[int, int, int, int]
LONGEST_HEADING = 120

_DEFAULT_NAME = re.compile(r"^(?:blad|sheet|ark|tabelle|taul)\s?\d*$", re.IGNORECASE)
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z])')
_PAGE_CODE = re.compile(r"&[PN]")


class Builder:
    """Collects the blocks of a workbook, sheet by sheet."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self._position = 0

    def add(self, sheet: Sheet, number: int) -> None:
        """Add a sheet; number: its number from 1."""
        layout = _Layout(sheet)
        title: str | None = sheet.name or None
        for above, rest in layout.groups():
            for row in above:
                self._lone(layout, row, number)
            if rest:
                self.blocks.append(self._table(layout, rest, number, title))
                title = None
        if title and layout.cells and not _DEFAULT_NAME.match(title):
            self._name(sheet, number, title)
        for place, text in sheet.comments:
            if fold(text):
                self.blocks.append(Note(fold(text), self._next(sheet, number, place), kind="comment"))
        for text in sheet.boxes:
            self.blocks.append(Note(fold(text), self._next(sheet, number), kind="box"))
        self._margins(sheet, number)

    def _next(self, sheet: Sheet, number: int, place: Place | None = None) -> Provenance:
        self._position += 1
        row, column = place if place is not None else (None, None)
        return Provenance(number, self._position - 1, row, column, sheet.name)

    def _name(self, sheet: Sheet, number: int, title: str) -> None:
        """A sheet without a table is headed by its name."""
        first = next((index for index, each in enumerate(self.blocks) if each.provenance.page == number), None)
        at = len(self.blocks) if first is None else first
        self.blocks.insert(at, Heading(fold(title), 1, self._next(sheet, number)))

    def _lone(self, layout: _Layout, row: int, number: int) -> None:
        (column,) = layout.filled(row)
        entry = layout.cells[row, column]
        text = join_lines(entry.text.split("\n"))
        if layout.looks_like_heading(entry) and bullet(entry.text) is None:
            level = 1 if layout.largest(entry) else 2
            self.blocks.append(Heading(text, level, self._next(layout.sheet, number, (row, column))))
            return
        for part in content(entry, Provenance()):
            self.blocks.append(replace(part, provenance=self._next(layout.sheet, number, (row, column))))

    def _table(self, layout: _Layout, rows: Sequence[int], number: int, title: str | None) -> Table:
        at = self._next(layout.sheet, number, (rows[0], layout.first_column(rows)))
        made = tuple(tuple(self._cells(layout, row, rows, at)) for row in rows)
        return Table(made, at, fold(title) if title else None)

    def _cells(self, layout: _Layout, row: int, rows: Sequence[int], at: Provenance) -> Iterator[Cell]:
        first, last = layout.columns(rows)
        for column in range(first, last + 1):
            merge = layout.merged.get((row, column))
            if merge is not None and (row, column) != (max(merge[0], rows[0]), max(merge[1], first)):
                continue
            place = Provenance(at.page, at.position, row, column, at.sheet)
            entries = layout.entries(row, column, merge)
            spans = (1, 1) if merge is None else (min(merge[2], rows[-1]) - row + 1, min(merge[3], last) - column + 1)
            parts = tuple(part for entry in entries for part in content(entry, place))
            yield Cell(parts, place, spans[0], spans[1])

    def _margins(self, sheet: Sheet, number: int) -> None:
        for kind, coded in dict.fromkeys(sheet.margins):
            text = fold(_CODE.sub(" ", coded))
            if text:
                counts = _PAGE_CODE.search(coded) is not None and len(text) < 12
                which: Kind = "page_number" if counts else "header" if kind == "header" else "footer"
                self.furniture.append(Furniture(text, self._next(sheet, number), which))


class _Layout:
    """A sheet's cells with what is merged laid out."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.cells = sheet.cells
        self.merged: dict[Place, Merge] = {}
        self._rows: dict[int, list[int]] = {}
        for row, column in sorted(sheet.cells):
            self._rows.setdefault(row, []).append(column)
        last_row = max(self._rows, default=0)
        last_column = max((columns[-1] for columns in self._rows.values()), default=0)
        area = 0
        for first_row, first_column, end_row, end_column in sheet.merges:
            merge = (first_row, first_column, min(end_row, last_row), min(end_column, max(last_column, first_column)))
            if first_row > last_row or first_column > last_column:
                continue
            area += (merge[2] - first_row + 1) * (merge[3] - first_column + 1)
            if area > MAX_TABLE_CELLS:
                raise Damaged(place=sheet.name)
            self._lay(merge)
        sizes = Counter(entry.size for entry in sheet.cells.values() if entry.size)
        self._usual = sizes.most_common(1)[0][0] if sizes else None
        self._largest = max(sizes, default=None)

    def _lay(self, merge: Merge) -> None:
        for row in range(merge[0], merge[2] + 1):
            for column in range(merge[1], merge[3] + 1):
                self.merged.setdefault((row, column), merge)

    def filled(self, row: int) -> list[int]:
        """The columns that hold something in a row, each merged cell once, at its first row."""
        found = []
        for column in self._rows.get(row, []):
            merge = self.merged.get((row, column))
            if merge is None or (row, column) == merge[:2]:
                found.append(column)
        return found

    def segments(self) -> Iterator[list[int]]:
        """Runs of rows without a wholly empty row between them."""
        covered = {row for (row, column) in self.merged if self.merged[row, column][:2] in self.cells}
        segment: list[int] = []
        for row in sorted(covered | set(self._rows)):
            if segment and row > segment[-1] + 1:
                yield segment
                segment = []
            segment.append(row)
        if segment:
            yield segment

    def groups(self) -> list[tuple[list[int], list[int]]]:
        """The lone rows above each table, and the table's rows. An empty row within a table does not end it:
        rows below a bold header go on with it as long as none of them is bold.
        """
        made: list[tuple[list[int], list[int]]] = []
        for rows in self.segments():
            if made and made[-1][1] and self._is_bold(made[-1][1][0]) and self._goes_on(made[-1][1], rows):
                made[-1][1].extend(rows)
            else:
                made.append(self.parted(rows))
        return made

    def _is_bold(self, row: int) -> bool:
        filled = self.filled(row)
        return len(filled) > 1 and all(self.cells[row, column].bold for column in filled)

    def _goes_on(self, table: Sequence[int], rows: Sequence[int]) -> bool:
        first, last = self.columns(table)
        own_first, own_last = self.columns(rows)
        inside = first <= own_first and own_last <= last
        several = any(len(self.filled(row)) > 1 for row in rows)
        return inside and several and not any(self._is_bold(row) for row in rows)

    def parted(self, rows: list[int]) -> tuple[list[int], list[int]]:
        """The rows above a table that hold one lone text each, and the table's rows."""
        alone = 0
        while alone < len(rows) and len(self.filled(rows[alone])) == 1 and self._one_row(rows[alone]):
            alone += 1
        return rows[:alone], rows[alone:]

    def _one_row(self, row: int) -> bool:
        merge = self.merged.get((row, self.filled(row)[0]))
        return merge is None or merge[0] == merge[2]

    def columns(self, rows: Sequence[int]) -> tuple[int, int]:
        """First and last column that these rows use."""
        used = [(row, column) for row in rows for column in self._rows.get(row, [])]
        reach = [self.merged[place][3] for place in used if place in self.merged]
        columns = [column for _, column in used]
        return min(columns, default=0), max([*columns, *reach], default=0)

    def first_column(self, rows: Sequence[int]) -> int:
        """The first column that these rows use."""
        return self.columns(rows)[0]

    def entries(self, row: int, column: int, merge: Merge | None) -> list[Entry]:
        """What stands in a cell; text hidden under a merge comes after the text that shows."""
        if merge is None:
            entry = self.cells.get((row, column))
            return [entry] if entry is not None else []
        places = ((r, c) for r in range(merge[0], merge[2] + 1) for c in range(merge[1], merge[3] + 1))
        return [self.cells[place] for place in places if place in self.cells]

    def looks_like_heading(self, entry: Entry) -> bool:
        """Bold or larger than the sheet's usual text, and short."""
        larger = bool(entry.size and self._usual and entry.size > self._usual)
        return (entry.bold or larger) and len(entry.text) <= LONGEST_HEADING and entry.text.strip()[-1:] not in ".:;,"

    def largest(self, entry: Entry) -> bool:
        """Whether nothing on the sheet is larger."""
        return entry.size is None or entry.size == self._largest


def content(entry: Entry, at: Provenance) -> list[Paragraph | ListItem]:
    """A cell's lines: each a paragraph or an item; a line that goes on in small letters belongs to the one above."""
    made: list[tuple[Marked | None, list[str]]] = []
    lines = [line for line in entry.text.split("\n") if fold(line)]
    counted = sum(1 for line in lines if numbered(line)) > 1
    lettered = sum(1 for line in lines if bullet(line)) > 1
    for line in lines:
        mark = bullet(line) or (numbered(line) if counted else None)
        mark = None if mark is not None and mark.marker == "o" and not lettered else mark
        if mark is not None:
            made.append((mark, [mark.rest]))
        elif made and fold(line)[:1].islower() and not re.search(r"[.!?:;]\s*$", made[-1][1][-1]):
            made[-1][1].append(line)
        else:
            made.append((None, [line]))
    return [_part(mark, tuple(map(fold, each)), entry, at) for mark, each in made if join_lines(each)]


def _part(mark: Marked | None, lines: tuple[str, ...], entry: Entry, at: Provenance) -> Paragraph | ListItem:
    kept = lines if len(lines) > 1 else ()
    if mark is None:
        return Paragraph(join_lines(lines), at, kept, entry.bold, entry.size)
    return ListItem(join_lines(lines), at, mark.marker, 0, mark.ordered, kept)
