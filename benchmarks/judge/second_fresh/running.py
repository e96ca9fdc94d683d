"""Has the second fresh documents read in every form, and books what the reader found; see `make` for what they are."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.judge.fresh.running import drawings
from benchmarks.judge.run import Reader, Result, judge, samplan_reader
from benchmarks.judge.second_fresh import make


def judged(path: Path, reader: Reader = samplan_reader) -> Result:
    """The best of the document's truths. The truth lies beside the document as NAME.truth.json."""
    name, _, way = path.stem.partition(".")
    raw = json.loads(path.with_name(f"{name}.truth.json").read_text(encoding="utf-8"))
    form = path.suffix[1:]
    how = f"txt/{way}" if form == "txt" else form
    results = [judge(d, path, form, how, reader) for d in drawings(raw, name, form)]
    return max(results, key=lambda r: r.tally.total.f1)


def run(
    forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = (), parts: str = "ab"
) -> Iterator[Result]:
    """Writes the documents and reads them; `only`: these layouts; `parts`: a shown, b kept back.

    PDF and text need soffice and pdftotext.
    """
    ready = shutil.which("soffice") and shutil.which("pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        make.write(Path(folder), bool(ready), parts, tuple(only))
        for form in forms:
            for path in sorted(Path(folder).glob(f"?/*.{form}")):
                yield judged(path, reader)
