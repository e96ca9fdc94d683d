"""Writes a drawing as .xlsx: elements below one another, tables cell by cell, merged cells, sheets at breaks."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.judge.drawing import Break, Cell, Drawing, Heading, Para, Table


def write(drawing: Drawing, path: Path) -> None:
    """The file at `path`. Breaks begin a new sheet only where they carry a name."""
    habits = random.Random(drawing.name)
    with xlsxwriter.Workbook(str(path)) as book:
        writer = _Writer(book, "Handlingsplan", habits.random() < 0.3)
        if drawing.header:
            writer.line(drawing.header, writer.plain)
        for element in drawing.elements:
            writer.add(element)
        if drawing.footer:
            writer.line(drawing.footer, writer.plain)


class _Writer:
    """One sheet at a time, from the top down."""

    def __init__(self, book: Any, name: str, indented: bool) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.left = 1 if indented else 0
        self.sheet(name)

    def sheet(self, name: str) -> None:
        self.page = self.book.add_worksheet(name[:31])
        self.row = 0

    def line(self, text: str, form: Any) -> None:
        self.page.write_string(self.row, self.left, text, form)
        self.row += 1

    def add(self, element: object) -> None:
        if isinstance(element, Break):
            if element.name:
                self.sheet(element.name)
        elif isinstance(element, Heading):
            self.row += self.row > 0
            self.line(element.text, self.bold)
        elif isinstance(element, Para):
            self.line(_text(element), self.bold if element.bold else self.plain)
            if element.note:
                self.line(element.note, self.plain)
        elif isinstance(element, Table):
            self.table(element)

    def table(self, table: Table) -> None:
        self.row += 1
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(table.rows):
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                taken |= {(r + dr, c + dc) for dr in range(cell.rows) for dc in range(cell.columns)}
                self.cell(self.row + r, self.left + c, cell)
                c += cell.columns
        for c, width in enumerate(table.widths):
            self.page.set_column(self.left + c, self.left + c, width)
        self.row += len(table.rows) + 1

    def cell(self, r: int, c: int, cell: Cell) -> None:
        text = "\n".join(_text(p) for p in cell.paras)
        form = self.bold if cell.header else self.plain
        if cell.rows > 1 or cell.columns > 1:
            self.page.merge_range(r, c, r + cell.rows - 1, c + cell.columns - 1, text, form)
        elif text.isdigit():
            self.page.write_number(r, c, int(text), form)
        elif text:
            self.page.write_string(r, c, text, form)


def _text(para: Para) -> str:
    return f"{para.glyph} {para.text}".strip()
