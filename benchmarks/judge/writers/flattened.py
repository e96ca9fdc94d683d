"""Writes a drawing as text in the ways in which tables get flattened: real extraction from PDF, and simulated.

pdfium     text of each page as pypdfium2 gives it, pages parted by form feeds
pdftotext  as pdftotext writes it, in reading order
layout     as `pdftotext -layout` writes it: columns kept by blanks
cells      simulated: each cell's wrapped lines below one another, a blank line between cells
dense      simulated: the same without blank lines between the cells of a row
beside     simulated: wrapped cells side by side, as a page shows them
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import textwrap
from itertools import zip_longest
from pathlib import Path

import pypdfium2

from benchmarks.judge.drawing import Break, Cell, Drawing, Heading, Para, Table
from benchmarks.judge.writers import pdf, typeset


def available(portable: bool) -> tuple[str, ...]:
    """The ways that this machine knows (portable: that every machine knows)."""
    known = shutil.which("pdftotext") and not portable
    real = ("pdfium", "pdfium", "pdftotext", "layout") if known else ("pdfium", "pdfium")
    return (*real, "cells", "cells", "dense", "beside")


def write(drawing: Drawing, path: Path, kind: str, rng: random.Random) -> None:
    """The text file at `path`, UTF-8."""
    if kind in ("pdfium", "pdftotext", "layout"):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "plan.pdf"
            (typeset if rng.random() < 0.35 else pdf).write(drawing, source)
            text = _pdfium(source) if kind == "pdfium" else _pdftotext(source, kind == "layout")
    else:
        text = _Simulated(drawing, kind, rng).text()
    path.write_text(text, encoding="utf-8")


def _pdfium(source: Path) -> str:
    document = pypdfium2.PdfDocument(str(source))
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "\f".join(p.replace("\r\n", "\n").replace("\ufffe", "-\n") for p in pages)


def _pdftotext(source: Path, layout: bool) -> str:
    command = ["pdftotext", *(["-layout"] if layout else []), "-enc", "UTF-8", str(source), "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


class _Simulated:
    """Lines of text, page by page."""

    def __init__(self, drawing: Drawing, kind: str, rng: random.Random) -> None:
        self.drawing, self.kind, self.rng = drawing, kind, rng
        self.width = rng.choice([78, 84, 96])
        self.trail = rng.choice(["", " "])
        self.lines: list[str] = []

    def text(self) -> str:
        for element in self.drawing.elements:
            self.add(element)
        return self.paged()

    def paged(self) -> str:
        """Pages of 45 lines with their running texts and numbers."""
        d, size = self.drawing, 45
        pages = [self.lines[i : i + size] for i in range(0, len(self.lines), size)]
        out = []
        for n, page in enumerate(pages, 1):
            foot = [d.footer] * bool(d.footer) + [str(n)] * d.page_numbers
            out.append("\n".join([d.header] * bool(d.header) + page + foot))
        return "\n\f".join(out)

    def wrap(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]

    def para(self, para: Para, width: int) -> list[str]:
        return [line + self.trail for line in self.wrap(f"{para.glyph} {para.text}".strip(), width)]

    def add(self, element: object) -> None:
        if isinstance(element, Heading):
            self.lines += ["", *self.wrap(element.text, self.width), ""]
        elif isinstance(element, Para):
            self.lines += [*self.para(element, self.width), ""]
            self.lines += [*self.wrap(element.note, self.width), ""] if element.note else []
        elif isinstance(element, Break):
            self.lines += [""] * 3
        elif isinstance(element, Table):
            self.table(element)

    def table(self, table: Table) -> None:
        share = [max(8, w * self.width // sum(table.widths)) for w in table.widths]
        taken: dict[tuple[int, int], Cell | None] = {}
        for r, row in enumerate(table.rows):
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                for dr in range(cell.rows):
                    for dc in range(cell.columns):
                        taken[r + dr, c + dc] = None
                taken[r, c] = cell
                c += cell.columns
            self.row([taken.get((r, c)) for c in range(len(share))], share, header=r < table.header_rows)
        self.lines.append("")

    def row(self, cells: list[Cell | None], share: list[int], header: bool) -> None:
        blocks = []
        for c, cell in enumerate(cells):
            width = sum(share[c : c + cell.columns]) if cell else share[c]
            blocks.append([line for p in cell.paras for line in self.para(p, width)] if cell else [])
        if self.kind == "beside":
            rows = zip_longest(*blocks, fillvalue="")
            self.lines += [
                "  ".join(x.strip().ljust(w) for x, w in zip(line, share, strict=True)).rstrip() for line in rows
            ]
            self.lines.append("")
        elif header:
            self.lines += [*self.wrap(" ".join(" ".join(x.strip() for x in b) for b in blocks if b), self.width), ""]
        else:
            gap = [""] if self.kind == "cells" else []
            for block in blocks:
                self.lines += [*block, *gap] if block else []
            self.lines += [] if gap else [""]
