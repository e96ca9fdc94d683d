"""Has the third fresh documents read in every form, and books what the reader found; see `make` for what they are."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.judge.run import Reader, Result, samplan_reader
from benchmarks.judge.second_fresh.running import judged
from benchmarks.judge.third_fresh import make


def run(forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = ()) -> Iterator[Result]:
    """Writes the documents and reads them; `only`: these layouts. PDF and text need soffice and pdftotext."""
    return run_set(make.write, forms, reader, only)


def run_set(
    write: Callable[[Path, bool, tuple[str, ...]], None], forms: Sequence[str], reader: Reader, only: Sequence[str]
) -> Iterator[Result]:
    """The same of any set that writes itself into a folder."""
    ready = shutil.which("soffice") and shutil.which("pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), bool(ready), tuple(only))
        for form in forms:
            for path in sorted(Path(folder).glob(f"*.{form}")):
                yield judged(path, reader)
