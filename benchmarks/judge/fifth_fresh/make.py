"""Writes the fifth fresh documents with their truths: `python -m benchmarks.judge.fifth_fresh.make FOLDER`.

A short and a longer plan for each layout, as .docx and .pdf, the tabular ones as .xlsx, and all three ways of pdftotext
as .txt. Their author had seen neither the reader nor what it makes of any document, and froze them before they were
measured.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from benchmarks.judge.fifth_fresh import around, content, tables, texts
from benchmarks.judge.fresh.content import Content
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.third_fresh.make import write_set

SEED = 20261201
FAMILY = {**tables.FAMILY, **texts.FAMILY}
SIZES = (3, 4), (5, 7)


def documents() -> dict[str, tuple[Made, Content]]:
    """Every document by its name. The longer ones that nobody keeps as a workbook have chapters around their areas."""
    out = {}
    for name, make in sorted(FAMILY.items()):
        rng = random.Random(f"{SEED}/{name}")
        for v, size in enumerate(SIZES):
            c = content.draw(rng.randrange(10**6), rng.randint(*size))
            made = make(c, v)
            if v and not made.sheets:
                around.wrap(made.paper, c)
            out[f"{name}-{v + 1}"] = (made, c)
    return out


def write(folder: Path, flat: bool = True, only: tuple[str, ...] = ()) -> None:
    """The documents of FOLDER. flat: as .pdf and .txt too. only: these layouts."""
    write_set(documents(), folder, flat, only)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
