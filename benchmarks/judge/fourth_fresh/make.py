"""Writes the fourth fresh documents with their truths: `python -m benchmarks.judge.fourth_fresh.make FOLDER`.

One plan of middle size for each layout, as .docx and .pdf, the tabular ones as .xlsx, and all three ways of pdftotext
as .txt. The set was written by whoever built the telling, in words that had been tried on nothing, and frozen before it
was measured.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.judge.fourth_fresh.layouts import FAMILY
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.second_fresh.content import Content
from benchmarks.judge.third_fresh import make as third

SEED = 20261130


def documents() -> dict[str, tuple[Made, Content]]:
    """Every document by its name, drawn as those of the third set are."""
    return third.documents(FAMILY, SEED)


def write(folder: Path, flat: bool = True, only: tuple[str, ...] = ()) -> None:
    """The documents of FOLDER. flat: as .pdf and .txt too. only: these layouts."""
    third.write_set(documents(), folder, flat, only)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
