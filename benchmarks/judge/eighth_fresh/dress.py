"""Dresses the written documents as an office does: a typeface, colours of headings, shaded heads of tables."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from openpyxl.styles import Border, PatternFill, Side

FONTS = ("Liberation Sans", "Liberation Serif", "DejaVu Sans Condensed")
COLOURS = (("1F4E79", "DDEBF7"), ("375623", "E2EFDA"), ("7B2C3B", "F8E4E6"), ("404040", "EDEDED"))
"""Colour of headings, colour of the heads of tables."""


def word(path: Path, habit: int) -> None:
    """The .docx at `path`. habit: which of the typefaces and colours."""
    document = docx.Document(str(path))
    dark, pale = COLOURS[habit % 4]
    for style in document.styles:
        if style.type == 1 and (style.name == "Normal" or style.name.startswith("Heading") or style.name == "Title"):
            _typeface(style, FONTS[habit % 3])
            if style.name != "Normal":
                style.font.color.rgb = RGBColor.from_string(dark)
    for table in document.tables:
        for cell in _heads(table):
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), pale)
            cell.get_or_add_tcPr().append(shade)
    document.save(str(path))


def _typeface(style: Any, name: str) -> None:
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)


def _heads(table: Any) -> list[Any]:
    """The cells whose text begins in bold, as they stand in the file."""
    return [
        cell
        for row in table._tbl.tr_lst
        for cell in row.tc_lst
        if cell.p_lst and cell.p_lst[0].r_lst and cell.p_lst[0].r_lst[0].rPr is not None and _bold(cell)
    ]


def _bold(cell: Any) -> bool:
    return cell.p_lst[0].r_lst[0].rPr.find(qn("w:b")) is not None and len(cell.p_lst) == 1


def excel(path: Path, habit: int) -> None:
    """The .xlsx at `path`: lines around the cells, shaded heads, days as dates."""
    book = openpyxl.load_workbook(path)
    _, pale = COLOURS[habit % 4]
    line = Side(style="thin", color="BFBFBF")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.alignment.wrap_text:
                    cell.border = Border(left=line, right=line, top=line, bottom=line)
                if cell.font.bold and cell.alignment.wrap_text:
                    cell.fill = PatternFill("solid", fgColor=pale)
                _as_day(cell)
    book.save(path)


def _as_day(cell: Any) -> None:
    """A cell with nothing but a day is a date for Excel, shown as it was written."""
    if isinstance(cell.value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell.value):
        cell.value = datetime.fromisoformat(cell.value)
        cell.number_format = "yyyy-mm-dd"
