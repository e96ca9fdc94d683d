"""Writes a drawing as .docx: styles or bold headings, real lists or typed bullets, merged cells, footnotes' text."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from benchmarks.judge.drawing import Break, Cell, Drawing, Heading, Para, Table


def write(drawing: Drawing, path: Path) -> None:
    """The file at `path`. Habits (list style or typed bullets) hang on the drawing's name, so they are repeatable."""
    habits = random.Random(drawing.name)
    typed = habits.random() < 0.5
    out = docx.Document()
    out.styles["Normal"].font.size = Pt(drawing.font_size)
    section = out.sections[0]
    if drawing.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    if drawing.header:
        section.header.paragraphs[0].text = drawing.header
    if drawing.footer:
        section.footer.paragraphs[0].text = drawing.footer
    if drawing.page_numbers:
        _page_number(section.footer.add_paragraph())
    for element in drawing.elements:
        _add(out, element, typed)
    out.save(str(path))


def _add(out: Any, element: object, typed: bool) -> None:
    if isinstance(element, Heading):
        if element.styled:
            out.add_heading(element.text, min(element.level, 9))
        else:
            run = out.add_paragraph().add_run(element.text)
            run.bold = True
            run.font.size = Pt(max(11, 19 - 2 * element.level))
    elif isinstance(element, Para):
        _fill(out.add_paragraph(), element, typed)
        if element.note:
            _fill(out.add_paragraph(), Para(element.note), typed)
    elif isinstance(element, Table):
        _table(out, element, typed)
    elif isinstance(element, Break):
        out.add_page_break()


def _fill(paragraph: Any, para: Para, typed: bool) -> None:
    if para.glyph and not typed:
        paragraph.style = "List Bullet"
    text = f"{para.glyph} {para.text}" if para.glyph and typed else para.text
    paragraph.add_run(text).bold = para.bold or None


def _table(out: Any, table: Table, typed: bool) -> None:
    height, width = len(table.rows), len(table.widths)
    made = out.add_table(rows=height, cols=width)
    if table.ruled:
        made.style = "Table Grid"
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + dr, c + dc) for dr in range(cell.rows) for dc in range(cell.columns)}
            _cell(made, r, c, cell, typed)
            c += cell.columns
    for r in range(table.header_rows):
        properties = made.rows[r]._tr.get_or_add_trPr()
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        properties.append(mark)
    out.add_paragraph()


def _cell(made: Any, r: int, c: int, cell: Cell, typed: bool) -> None:
    place = made.cell(r, c)
    if cell.rows > 1 or cell.columns > 1:
        place = place.merge(made.cell(r + cell.rows - 1, c + cell.columns - 1))
    for n, para in enumerate(cell.paras):
        _fill(place.paragraphs[0] if n == 0 else place.add_paragraph(), para, typed)


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = text
        run._r.append(node)
