"""Writes the seventh fresh documents with their truths: `python -m benchmarks.judge.seventh_fresh.make FOLDER`.

A short and a longer plan for each layout, in the words of two counties: as .docx and .pdf, the ones that people keep as
workbooks as .xlsx too, and as .txt of pdftotext: layout by layout in another pair of its three ways.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from benchmarks.judge.fresh.content import Content
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.make import print_pdfs
from benchmarks.judge.seventh_fresh import content, lists, reports, tables, texts
from benchmarks.judge.third_fresh.make import write_set

SEED = 20261129_7
FAMILY = {**lists.FAMILY, **reports.FAMILY, **tables.FAMILY, **texts.FAMILY}
SIZES = (3, 4), (5, 7)
WAYS = "layout", "raw", "plain"
"""How pdftotext flattens: as the page looks, in the order of drawing, in the order that it guesses."""


def documents() -> dict[str, tuple[Made, Content]]:
    """Every document by its name."""
    out = {}
    for name, make in sorted(FAMILY.items()):
        rng = random.Random(f"{SEED}/{name}")
        for v, size in enumerate(SIZES):
            c = content.draw(rng.randrange(10**6), rng.randint(*size), v)
            out[f"{name}-{v + 1}"] = (make(c, v), c)
    return out


def ways() -> dict[str, str]:
    """How each document's text is taken from its PDF: the two plans of a layout always in different ways."""
    return {name: WAYS[k % 3] for k, name in enumerate(documents())}


def write(folder: Path, flat: bool = True, only: tuple[str, ...] = ()) -> None:
    """The documents of FOLDER. flat: as .pdf and .txt too. only: these layouts."""
    write_set(documents(), folder, False, only)
    if flat:
        names = [name for name in ways() if (folder / f"{name}.docx").exists()]
        print_pdfs([(folder, name) for name in names])
        for name in names:
            way = ways()[name]
            flag = [] if way == "plain" else [f"-{way}"]
            command = ["pdftotext", *flag, str(folder / f"{name}.pdf"), str(folder / f"{name}.{way}.txt")]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
