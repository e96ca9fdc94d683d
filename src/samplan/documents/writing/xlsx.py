"""Writes Excel: one sheet per table, header row frozen and filtered, real dates and numbers, text that is never run."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from typing import Any

from samplan.documents.blocks import Cell, Document, Heading, ListItem, Table
from samplan.documents.writing.cleaning import clean
from samplan.documents.writing.finish import Finish
from samplan.documents.writing.measures import column_shares, header_rows, is_facts

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_LONGEST = 32_767
"""Excel's own limit for the text of a cell."""

Formats = dict[str, Any]


def write_xlsx(document: Document, finish: Finish) -> bytes:
    """The document as a workbook.

    A table stands in the sheet that its provenance names (else its title). Headings, paragraphs, lists and notes
    stand in the first sheet, "Läs mig", under the masthead.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    created = finish.created.astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {
            "title": clean(finish.title),
            "subject": clean(finish.subject),
            "author": clean(finish.author),
            "keywords": clean(", ".join(finish.keywords)),
            "created": created,
        }
    )
    formats = _formats(book)
    _read_me(book, document, finish, formats)
    names: set[str] = {"läs mig"}
    for block in document.blocks:
        if isinstance(block, Table) and block.rows and not is_facts(block):
            name = _sheet_name(block.provenance.sheet or block.title or "Tabell", names)
            _sheet(book, name, block, finish.column_kinds.get(name, ()), formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> Formats:
    text = {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top"}
    head = {**text, "bold": True, "bottom": 2, "bottom_color": "#1A1D1A", "font_color": "#1A1D1A"}
    return {
        "text": book.add_format({**text, "num_format": "@"}),
        "date": book.add_format({**text, "num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format({**text, "num_format": "#,##0.##"}),
        "head": book.add_format(head),
        "title": book.add_format({"font_name": "Arial", "font_size": 18, "bold": True}),
        "heading": book.add_format({"font_name": "Arial", "font_size": 12, "bold": True, "top": 1}),
        "label": book.add_format({**text, "font_color": "#545A53"}),
        "notice": book.add_format({**text, "bold": True, "font_color": "#A1441A"}),
    }


def _read_me(book: Any, document: Document, finish: Finish, formats: Formats) -> None:
    sheet = book.add_worksheet("Läs mig")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, clean(finish.title), formats["title"])
    row = 1
    for text, look in ((finish.kicker, "label"), (finish.lead, "text"), (finish.notice or finish.stamp, "notice")):
        if text:
            sheet.write_string(row, 0, "", formats[look])
            sheet.write_string(row, 1, clean(text), formats[look])
            row += 1
    for label, value in finish.facts:
        row = _pair(sheet, row, label, value, formats)
    for block in document.blocks:
        if isinstance(block, Table):
            if is_facts(block):
                for line in block.rows:
                    row = _pair(sheet, row, line[0].text, line[1].text, formats)
        elif isinstance(block, Heading):
            sheet.write_string(row, 0, clean(block.text), formats["heading"])
            sheet.write_string(row, 1, "", formats["heading"])
            row += 1
        else:
            sheet.write_string(row, 1, clean(block.text)[:_LONGEST], formats["text"])
            row += 1
    for told in finish.colophon:
        label, parted, rest = told.partition(": ")
        row = _pair(sheet, row, label if parted else "", rest or told, formats)


def _pair(sheet: Any, row: int, label: str, value: str, formats: Formats) -> int:
    sheet.write_string(row, 0, clean(label), formats["label"])
    sheet.write_string(row, 1, clean(value)[:_LONGEST], formats["text"])
    return row + 1


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, and its own."""
    name = re.sub(r"[\[\]:*?/\\]", " ", clean(wanted)).strip(" '")[:31] or "Tabell"
    number = 2
    unique = name
    while unique.lower() in taken:
        unique = f"{name[:27]} {number}"
        number += 1
    taken.add(unique.lower())
    return unique


def _sheet(book: Any, name: str, table: Table, kinds: tuple[str, ...], formats: Formats) -> None:
    sheet = book.add_worksheet(name)
    grid = table.grid()
    top = header_rows(table) or 1
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            first = cell is not None and (r == 0 or grid[r - 1][c] is not cell) and (c == 0 or row[c - 1] is not cell)
            if cell is not None and first:
                _write(sheet, r, c, cell, "head" if r < top else _kind(kinds, c), formats)
    for c, share in enumerate(column_shares(table)):
        kind = _kind(kinds, c)
        sheet.set_column(c, c, 12 if kind in {"date", "number"} else min(max(share * 190, 10), 60))
    sheet.freeze_panes(top, 0)
    sheet.autofilter(top - 1, 0, max(len(grid) - 1, top - 1), len(grid[0]) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top - 1)
    sheet.set_footer("&L&9&F, &A&R&9&P (&N)")


def _kind(kinds: tuple[str, ...], column: int) -> str:
    return kinds[column] if column < len(kinds) else "text"


def _write(sheet: Any, r: int, c: int, cell: Cell, kind: str, formats: Formats) -> None:
    text = "\n".join(_line(part) for part in cell.content)
    if not text:
        sheet.write_blank(r, c, None, formats[kind])
        return
    if kind == "date" and _ISO.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is not None and day.year >= 1900:
            sheet.write_datetime(r, c, datetime(day.year, day.month, day.day), formats["date"])  # noqa: DTZ001 (Excel has no zones)
            return
    if kind == "number" and _NUMBER.fullmatch(text):
        sheet.write_number(r, c, float(text), formats["number"])
        return
    sheet.write_string(r, c, clean(text)[:_LONGEST], formats["head" if kind == "head" else "text"])


def _line(part: Any) -> str:
    if isinstance(part, ListItem):
        return f"{part.marker if part.ordered and part.marker else '•'} {part.text}"
    return str(part.text)
