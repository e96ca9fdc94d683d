"""Writes a drawing as a real file: Word, Excel, PDF, and text as it comes out of PDFs.

`write(drawing, format, folder, rng)` returns the path and how it was made ("docx", "pdf/unruled", "txt/layout", …).
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from benchmarks.judge import drawing as drawn
from benchmarks.judge.drawing import Drawing
from benchmarks.judge.writers import excel, flattened, pdf, typeset, word

FORMATS = ("docx", "xlsx", "pdf", "txt")


def write(
    drawing: Drawing, form: str, folder: Path, rng: random.Random, portable: bool = False
) -> tuple[Drawing, Path, str]:
    """The drawing as written (its words may have been damaged on the way), the file, and the way it was made.

    portable: only ways that need no program beside Python, so that every machine writes the same files.
    """
    path = folder / f"{drawing.name}.{form}"
    if form == "docx":
        if rng.random() < 0.2:
            drawing = drawn.mapped(drawing, drawn.soft_hyphens(rng))
        word.write(drawing, path)
        return drawing, path, "docx"
    if form == "xlsx":
        excel.write(drawing, path)
        return drawing, path, "xlsx"
    if form == "pdf":
        office = pdf.soffice() and not portable
        maker = rng.choice(["reportlab", "reportlab", "unruled", "typst", *(["soffice"] if office else [])])
        return drawing, path, f"pdf/{_pdf(drawing, maker, path, folder)}"
    kind = rng.choice(flattened.available(portable))
    if rng.random() < 0.12:
        drawing = drawn.mapped(drawing, drawn.without_diacritics)
        kind += " no-åäö"
    elif rng.random() < 0.1:
        drawing = drawn.mapped(drawing, drawn.ocr_noise(rng))
        kind += " ocr"
    flattened.write(drawing, path, kind.split()[0], rng)
    return drawing, path, f"txt/{kind}"


def _pdf(drawing: Drawing, maker: str, path: Path, folder: Path) -> str:
    if maker == "soffice":
        source = folder / f"{drawing.name}.docx"
        word.write(drawing, source)
        pdf.from_word(source, folder)
        source.unlink()
        return maker
    if maker == "typst":
        typeset.write(drawing, path)
        return maker
    ruled = maker != "unruled"
    elements = tuple(replace(e, ruled=ruled) if isinstance(e, drawn.Table) else e for e in drawing.elements)
    pdf.write(replace(drawing, elements=elements), path)
    return maker
