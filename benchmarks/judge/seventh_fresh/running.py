"""Has the seventh fresh documents read in every form, and books what the reader found; see `make` for what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.judge.run import Reader, Result, samplan_reader
from benchmarks.judge.seventh_fresh import make
from benchmarks.judge.third_fresh.running import run_set


def run(forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = ()) -> Iterator[Result]:
    """Writes the documents and reads them; `only`: these layouts. PDF and text need soffice and pdftotext."""
    return run_set(make.write, forms, reader, only)
