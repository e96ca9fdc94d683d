"""Writes a drawing as PDF with typst: another producer, with another order of drawing, than reportlab."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from benchmarks.judge.drawing import Break, Cell, Drawing, Heading, Para, Table


def write(drawing: Drawing, path: Path) -> None:
    """The file at `path`."""
    typst.compile(source(drawing).encode(), output=str(path), format="pdf")


def source(drawing: Drawing) -> str:
    """The drawing in typst's language; every text stands as a string literal."""
    size = drawing.font_size
    footer = f"{_text(drawing.footer)} #h(1fr) "
    number = "#context counter(page).display()" if drawing.page_numbers else ""
    footer += number
    flipped = str(drawing.landscape).lower()
    parts = [
        f'#set page(paper: "a4", flipped: {flipped}, margin: 2cm)',
        f"#set page(header: [{_text(drawing.header)}], footer: [{footer}])",
        f'#set text(lang: "sv", size: {size}pt, hyphenate: true)',
        "#set table(inset: 4pt)",
    ]
    return "\n".join([*parts, *(_element(e) for e in drawing.elements)])


def _text(text: str) -> str:
    return "#" + json.dumps(text, ensure_ascii=False) if text else ""


def _para(para: Para) -> str:
    text = _text(f"{para.glyph} {para.text}".strip())
    return f"#strong[{text}]" if para.bold else text


def _element(element: object) -> str:
    if isinstance(element, Heading):
        return f"#heading(level: {element.level})[{_text(element.text)}]\n"
    if isinstance(element, Para):
        note = f"#footnote[{_text(element.note)}]" if element.note else ""
        return f"#par[{_para(element)}{note}]\n"
    if isinstance(element, Break):
        return "#pagebreak(weak: true)\n"
    return _table(element) if isinstance(element, Table) else ""


def _table(table: Table) -> str:
    columns = ", ".join(f"{w}fr" for w in table.widths)
    rows = [", ".join(map(_cell, row)) for row in table.rows]
    head, body = rows[: table.header_rows], rows[table.header_rows :]
    header = [f"table.header({', '.join(head)})"] if head else []
    cells = ",\n".join([*header, *(row for row in body if row)])
    stroke = "0.5pt + gray" if table.ruled else "none"
    return f"#table(columns: ({columns},), stroke: {stroke},\n{cells})\n"


def _cell(cell: Cell) -> str:
    inner = " #parbreak() ".join(map(_para, cell.paras))
    return f"table.cell(rowspan: {cell.rows}, colspan: {cell.columns}, breakable: true)[{inner}]"
