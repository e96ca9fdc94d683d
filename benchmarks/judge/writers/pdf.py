"""Writes a drawing as PDF with reportlab: ruled or unruled tables that wrap and go over pages; or by LibreOffice."""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus.doctemplate import LayoutError

from benchmarks.judge.drawing import Break, Cell, Drawing, Heading, Para, Table, mapped

_DRAWABLE = ("•", "-", "–", "*", "o")
"""The bullets that the font has; others are drawn as the first."""


@cache
def _fonts() -> tuple[str, str]:
    """(regular, bold): the fonts that come with reportlab, so that every machine draws the same page."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont("Judge", str(folder / "Vera.ttf")))
    pdfmetrics.registerFont(TTFont("JudgeBold", str(folder / "VeraBd.ttf")))
    return "Judge", "JudgeBold"


@cache
def soffice() -> str | None:
    return shutil.which("soffice")


def from_word(source: Path, folder: Path) -> None:
    """A PDF beside the Word file, made by LibreOffice."""
    command = [str(soffice()), "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)


_SYLLABLE = re.compile(r"(?<=[aeiouyåäö])(?=[^\W\d_aeiouyåäö][aeiouyåäö])")
_LONG_WORD = re.compile(r"[^\W\d_]{9,}")


def hyphenated(text: str) -> str:
    """The text with soft hyphens in its long words: reportlab breaks there, with a hyphen, where it must."""
    return _LONG_WORD.sub(lambda m: m[0][:3] + _SYLLABLE.sub("\u00ad", m[0][3:-2]) + m[0][-2:], text)


def write(drawing: Drawing, path: Path) -> None:
    """The file at `path`. A merged cell too tall for a page is drawn as an ordinary one with empty cells below.

    Two of three documents hyphenate long words; the others break them bare where a column is too narrow, as
    word processors do.
    """
    if random.Random(drawing.name).random() < 0.67:
        running = drawing.header, drawing.footer
        drawing = replace(mapped(drawing, hyphenated), header=running[0], footer=running[1])
    try:
        _write(drawing, path)
    except (LayoutError, ValueError, TypeError):  # reportlab raises TypeError while it words its LayoutError
        loose = tuple(_unmerged(e) if isinstance(e, Table) else e for e in drawing.elements)
        _write(replace(drawing, elements=loose), path)


def _unmerged(table: Table) -> Table:
    grid: dict[tuple[int, int], Cell] = {}
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + dr, c + dc) for dr in range(cell.rows) for dc in range(cell.columns)}
            grid[r, c] = replace(cell, rows=1)
            c += cell.columns
    rows = tuple(
        tuple(grid.get((r, c), Cell()) for c in range(len(table.widths)) if _starts(grid, r, c))
        for r in range(len(table.rows))
    )
    return replace(table, rows=rows)


def _starts(grid: dict[tuple[int, int], Cell], r: int, c: int) -> bool:
    """Whether no wide cell to the left covers the place."""
    return not any((r, k) in grid and k + grid[r, k].columns > c for k in range(c))


def _write(drawing: Drawing, path: Path) -> None:
    size = landscape(A4) if drawing.landscape else A4
    made = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=22 * mm,
        bottomMargin=22 * mm,
        title=drawing.truth.title,
    )
    width = size[0] - 40 * mm
    story: list[Any] = []
    for element in drawing.elements:
        story += _flow(element, drawing.font_size, width)

    def furniture(canvas: Any, doc: Any) -> None:
        canvas.setFont(_fonts()[0], 8)
        if drawing.header:
            canvas.drawString(20 * mm, size[1] - 14 * mm, drawing.header)
        if drawing.footer:
            canvas.drawString(20 * mm, 12 * mm, drawing.footer)
        if drawing.page_numbers:
            canvas.drawRightString(size[0] - 20 * mm, 12 * mm, str(doc.page))

    made.build(story, onFirstPage=furniture, onLaterPages=furniture)


def _style(size: float, bold: bool = False, space: float = 0) -> ParagraphStyle:
    font = _fonts()[1 if bold else 0]
    return ParagraphStyle(
        "x", fontName=font, fontSize=size, leading=size * 1.25, spaceAfter=space, spaceBefore=space / 2
    )


def _paragraph(para: Para, size: float, space: float = 0) -> Any:
    glyph = para.glyph if para.glyph in _DRAWABLE else "•"
    text = html.escape(f"{glyph} {para.text}" if para.glyph else para.text)
    return Paragraph(text, _style(size, para.bold, space))


def _flow(element: object, size: int, width: float) -> list[Any]:
    if isinstance(element, Heading):
        big = max(size + 1, size + 9 - 2 * element.level)
        return [Paragraph(html.escape(element.text), _style(big, True, 6))]
    if isinstance(element, Para):
        notes = [_paragraph(Para(element.note), size, 5)] if element.note else []
        return [_paragraph(element, size, 5), *notes]
    if isinstance(element, Break):
        return [PageBreak()]
    if isinstance(element, Table):
        return [_table(element, min(size, 9), width), Spacer(1, 8)]
    return []


def _table(table: Table, size: float, width: float) -> Any:
    height, columns = len(table.rows), len(table.widths)
    grid: list[list[Any]] = [["" for _ in range(columns)] for _ in range(height)]
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 6)]
    if table.ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + dr, c + dc) for dr in range(cell.rows) for dc in range(cell.columns)}
            grid[r][c] = [_paragraph(p, size) for p in cell.paras] or ""
            if cell.rows > 1 or cell.columns > 1:
                style.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
            c += cell.columns
    total = sum(table.widths)
    return LongTable(
        grid,
        colWidths=[w * width / total for w in table.widths],
        style=style,
        repeatRows=table.header_rows,
        splitByRow=1,
        splitInRow=0,
    )
