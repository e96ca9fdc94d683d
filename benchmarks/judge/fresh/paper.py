"""Writes a document's elements as Word (python-docx) or Excel (openpyxl), in the habits of one author.

A cell is a text, a list of paragraphs, UP (one with the cell above) or LEFT (one with the cell to the left).
"^1" in a text is a raised footnote mark. Bullets in cells and lists are drawn as the author's bullet says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl.styles import Alignment, Font

UP = "\x01"
LEFT = "\x02"
Cell = str | list[str]


@dataclass
class Paper:
    """One document. bullet: "" for the word processor's own list, else the typed sign. styled: real heading styles."""

    header: str = ""
    footer: str = ""
    numbers: bool = False
    landscape: bool = False
    size: int = 11
    styled: bool = True
    bullet: str = ""
    repeat: bool = True
    indent: int = 0
    parts: list[tuple[Any, ...]] = field(default_factory=list)

    def h(self, text: str, level: int = 1) -> None:
        self.parts.append(("h", text, level))

    def p(self, *texts: str, bold: bool = False) -> None:
        self.parts += [("p", text, bold) for text in texts]

    def label(self, name: str, text: str) -> None:
        """A paragraph that begins with a bold label."""
        self.parts.append(("label", name, text))

    def li(self, *texts: str) -> None:
        self.parts += [("li", text) for text in texts]

    def contents(self, text: str, page: int) -> None:
        self.parts.append(("toc", text, page))

    def table(self, *rows: list[Cell], widths: tuple[int, ...], head: int = 1) -> None:
        self.parts.append(("table", rows, widths, head))

    def page(self) -> None:
        self.parts.append(("page",))

    def sheet(self, name: str) -> None:
        """A new page in Word, a new sheet of that name in Excel."""
        self.parts.append(("sheet", name))

    def item(self, text: str) -> str:
        """A bullet of a list inside a cell."""
        return f"\x03{text}"

    def items(self, texts: list[str]) -> Cell:
        return [self.item(t) for t in texts] if len(texts) > 1 else texts[0] if texts else ""

    def texts(self) -> list[str]:
        """Every text of the body once, for the count of words."""
        out = []
        for part in self.parts:
            if part[0] == "table":
                out += [t for row in part[1] for cell in row for t in _paras(cell)]
            elif part[0] == "label":
                out.append(f"{part[1]} {part[2]}")
            elif part[0] != "page":
                out.append(part[1])
        return [t.replace("^", " ").lstrip("\x03*") for t in out if t]


def _paras(cell: Cell) -> list[str]:
    if cell in (UP, LEFT):
        return []
    return [cell] if isinstance(cell, str) else cell


def _spans(rows: tuple[list[Cell], ...]) -> list[tuple[int, int, int, int]]:
    """(row, column, last row, last column) of every cell that is not covered."""
    out = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in (UP, LEFT):
                continue
            right, down = c, r
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            while down + 1 < len(rows) and rows[down + 1][c] == UP:
                down += 1
            out.append((r, c, down, right))
    return out


def word(paper: Paper, path: Path) -> None:
    """The .docx file at `path`."""
    out = docx.Document()
    out.styles["Normal"].font.size = Pt(paper.size)
    section = out.sections[0]
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    else:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = paper.header
    section.footer.paragraphs[0].text = paper.footer
    if paper.numbers:
        _page_number(section.footer.add_paragraph())
    for part in paper.parts:
        _WORD[part[0]](out, paper, *part[1:])
    out.save(str(path))


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = text
        paragraph.add_run()._r.append(node)


def _runs(paragraph: Any, text: str, bold: bool = False) -> None:
    for n, piece in enumerate(re.split(r"\^(\d)", text)):
        run = paragraph.add_run(piece)
        run.bold = bold or None
        run.font.superscript = True if n % 2 else None


def _heading(out: Any, paper: Paper, text: str, level: int) -> None:
    if paper.styled:
        out.add_heading(text, level)
        return
    run = out.add_paragraph().add_run(text)
    run.bold = True
    run.font.size = Pt(max(paper.size, 18 - 2 * level))


def _para(out: Any, paper: Paper, text: str, bold: bool) -> None:
    _runs(out.add_paragraph(), text, bold)


def _label(out: Any, paper: Paper, name: str, text: str) -> None:
    paragraph = out.add_paragraph()
    _runs(paragraph, f"{name} ", True)
    _runs(paragraph, text)


def _item(out: Any, paper: Paper, text: str) -> None:
    if paper.bullet:
        _runs(out.add_paragraph(), f"{paper.bullet} {text}")
    else:
        _runs(out.add_paragraph(style="List Bullet"), text)


def _toc(out: Any, paper: Paper, text: str, page: int) -> None:
    paragraph = out.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.add_run(f"{text}\t{page}")


def _break(out: Any, paper: Paper, name: str = "") -> None:
    out.add_page_break()
    if name:
        _heading(out, paper, name, 1)


def _table(out: Any, paper: Paper, rows: tuple[list[Cell], ...], widths: tuple[int, ...], head: int) -> None:
    made = out.add_table(rows=len(rows), cols=len(widths))
    made.style = "Table Grid"
    made.autofit = False
    _widths(made, [((29.7 if paper.landscape else 21) - 4) * w / sum(widths) for w in widths])
    for r, c, down, right in _spans(rows):
        place = made.cell(r, c)
        if (r, c) != (down, right):
            place = place.merge(made.cell(down, right))
        for n, text in enumerate(_paras(rows[r][c])):
            paragraph = place.paragraphs[0] if n == 0 else place.add_paragraph()
            _cell_para(paragraph, paper, text, r < head)
    for r in range(head if paper.repeat else 0):
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        made.rows[r]._tr.get_or_add_trPr().append(mark)
    out.add_paragraph()


def _widths(made: Any, centimetres: list[float]) -> None:
    for c, width in enumerate(centimetres):
        made.columns[c].width = Cm(width)
        for cell in made.columns[c].cells:
            cell.width = Cm(width)


def _cell_para(paragraph: Any, paper: Paper, text: str, bold: bool) -> None:
    bullet, strong, text = text.startswith("\x03"), text.startswith("**"), text.lstrip("\x03*")
    if bullet and not paper.bullet:
        paragraph.style = "List Bullet"
    elif bullet:
        text = f"{paper.bullet} {text}"
    _runs(paragraph, text, bold or strong)


_WORD = {
    "h": _heading,
    "p": _para,
    "label": _label,
    "li": _item,
    "toc": _toc,
    "page": _break,
    "sheet": _break,
    "table": _table,
}


def excel(paper: Paper, path: Path) -> None:
    """The .xlsx file at `path`: elements below one another from the author's first column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    row = 1
    for part in paper.parts:
        if part[0] == "sheet":
            sheet = book.create_sheet(part[1][:31]) if row > 1 else sheet
            sheet.title = part[1][:31]
            row = 1
        elif part[0] == "table":
            row = _grid(sheet, paper, row + (row > 1), part[1], part[2], part[3])
        elif part[0] != "page":
            row += part[0] == "h" and row > 1
            text = " ".join(str(t) for t in part[1:] if isinstance(t, str)).replace("^", "")
            text = f"{paper.bullet or '•'} {text}" if part[0] == "li" else text
            place = sheet.cell(row, 1 + paper.indent, text)
            place.font = Font(bold=part[0] == "h" or (part[0] == "p" and part[2]))
            row += 1
    book.save(path)


def _grid(sheet: Any, paper: Paper, top: int, rows: tuple[list[Cell], ...], widths: tuple[int, ...], head: int) -> int:
    left = 1 + paper.indent
    for r, c, down, right in _spans(rows):
        lines = []
        for text in _paras(rows[r][c]):
            sign = f"{paper.bullet or '•'} " if text.startswith("\x03") else ""
            lines.append(sign + text.lstrip("\x03*").replace("^", ""))
        value = "\n".join(lines)
        place = sheet.cell(top + r, left + c, int(value) if value.isdigit() else value or None)
        place.alignment = Alignment(wrap_text=True, vertical="top")
        place.font = Font(bold=r < head)
        if (r, c) != (down, right):
            sheet.merge_cells(start_row=top + r, start_column=left + c, end_row=top + down, end_column=left + right)
    for c, width in enumerate(widths):
        letter = openpyxl.utils.get_column_letter(left + c)
        sheet.column_dimensions[letter].width = 8 * width
    return top + len(rows)
