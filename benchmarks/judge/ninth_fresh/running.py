"""Has the ninth fresh documents read in every form, and books what the reader found; see `make` for what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.judge.ninth_fresh import make
from benchmarks.judge.run import Reader, Result, samplan_reader
from benchmarks.judge.third_fresh.running import run_set


def run(
    forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = (), parts: str = ""
) -> Iterator[Result]:
    """Writes the documents and reads them; `only`: these layouts; `parts`: "likely" or "unlike", else both.

    PDF and text need soffice and pdftotext.
    """
    part = parts if parts in make.PARTS.values() else ""
    return run_set(partial(make.write, part=part), forms, reader, only)
