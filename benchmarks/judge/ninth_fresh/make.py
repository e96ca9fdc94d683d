"""Writes the ninth fresh documents with their truths: `python -m benchmarks.judge.ninth_fresh.make FOLDER`.

A short and a longer plan for each layout, in the words of two counties: as .docx and .pdf, the tabular ones as .xlsx
too, and as .txt of pdftotext: layout by layout in another pair of its three ways.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from benchmarks.judge.eighth_fresh import dress
from benchmarks.judge.fresh.content import Content
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.make import print_pdfs
from benchmarks.judge.ninth_fresh import content, likely_tables, likely_texts, unlike_tables, unlike_texts
from benchmarks.judge.third_fresh.make import write_set

SEED = 20261130_9
LIKELY = {**likely_tables.FAMILY, **likely_texts.FAMILY}
UNLIKE = {**unlike_tables.FAMILY, **unlike_texts.FAMILY}
FAMILY = {f"likely_{n}": f for n, f in LIKELY.items()} | {f"unlike_{n}": f for n, f in UNLIKE.items()}
PARTS = {name: name.partition("_")[0] for name in FAMILY}
"""Layout -> "likely" or "unlike"."""
SIZES = (3, 4), (6, 8)
LONG = {"likely_merged": ((5, 6), (10, 12))}
"""The table over many pages has more areas."""
WAYS = "layout", "raw", "plain"
"""How pdftotext flattens: as the page looks, in the order of drawing, in the order that it guesses."""


def documents() -> dict[str, tuple[Made, Content]]:
    """Every document by its name."""
    out = {}
    for name, make in sorted(FAMILY.items()):
        rng = random.Random(f"{SEED}/{name}")
        for v, size in enumerate(LONG.get(name, SIZES)):
            c = content.draw(rng.randrange(10**6), rng.randint(*size), v)
            out[f"{name}-{v + 1}"] = (make(c, v), c)
    return out


def ways() -> dict[str, str]:
    """How each document's text is taken from its PDF: the two plans of a layout always in different ways."""
    return {name: WAYS[k % 3] for k, name in enumerate(documents())}


def write(folder: Path, flat: bool = True, only: tuple[str, ...] = (), part: str = "") -> None:
    """The documents of FOLDER. flat: as .pdf and .txt too. only: these layouts. part: only this part of them."""
    whole = documents()
    drawn = {n: d for n, d in whole.items() if not part or PARTS[n.rpartition("-")[0]] == part}
    write_set(drawn, folder, False, only)
    names = [name for name in drawn if (folder / f"{name}.docx").exists()]
    for name in names:
        k = list(whole).index(name) + 1  # so that a document is dressed alike whichever others are written with it
        dress.word(folder / f"{name}.docx", k)
        if (folder / f"{name}.xlsx").exists():
            dress.excel(folder / f"{name}.xlsx", k)
    if flat:
        _flatten(folder, names)


def _flatten(folder: Path, names: list[str]) -> None:
    print_pdfs([(folder, name) for name in names])
    taken = ways()
    for name in names:
        way = taken[name]
        flag = [] if way == "plain" else [f"-{way}"]
        command = ["pdftotext", *flag, str(folder / f"{name}.pdf"), str(folder / f"{name}.{way}.txt")]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
