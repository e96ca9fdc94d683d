"""Has the fourth fresh documents read in every form, and books what the reader found; see `make` for what they are."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.judge.fourth_fresh import make
from benchmarks.judge.run import Reader, Result, samplan_reader
from benchmarks.judge.second_fresh.running import judged


def run(forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = ()) -> Iterator[Result]:
    """Writes the documents and reads them; `only`: these layouts. PDF and text need soffice and pdftotext."""
    ready = shutil.which("soffice") and shutil.which("pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        make.write(Path(folder), bool(ready), tuple(only))
        for form in forms:
            for path in sorted(Path(folder).glob(f"*.{form}")):
                yield judged(path, reader)
