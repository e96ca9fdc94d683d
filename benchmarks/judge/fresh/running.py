"""Has the fresh documents read in every form, and books what the reader found; see `make` for what they are."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.judge.drawing import Drawing, Para
from benchmarks.judge.fresh import make
from benchmarks.judge.run import Reader, Result, judge, samplan_reader
from samplan.plans.shapes.exchange import PlanFile


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def drawings(raw: dict[str, Any], name: str, form: str) -> list[Drawing]:
    """One for each truth that is as right as the others. Workbooks have no running texts.

    raw: what NAME.truth.json holds.
    """
    times = {k: tuple((_day(s), _day(e), o) for s, e, o in v) for k, v in raw["times"].items()}
    texts = raw["texts"] + ([] if form == "xlsx" else raw["running"])
    return [
        Drawing(
            elements=tuple(Para(t) for t in texts),
            truth=PlanFile.model_validate(truth),
            layout=name.rpartition("-")[0],
            times=times,
            aliases=raw["aliases"],
            loose_ongoing=True,
            name=name,
        )
        for truth in raw["truths"]
    ]


def judged(path: Path, reader: Reader = samplan_reader) -> Result:
    """The best of the document's truths. The truth lies beside the document as NAME.truth.json."""
    raw = json.loads(path.with_name(f"{path.stem}.truth.json").read_text(encoding="utf-8"))
    form = path.suffix[1:]
    how = f"txt/{raw['txt'] or 'plain'}" if form == "txt" else form
    results = [judge(d, path, form, how, reader) for d in drawings(raw, path.stem, form)]
    return max(results, key=lambda r: r.tally.total.f1)


def run(forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = ()) -> Iterator[Result]:
    """Writes all documents and reads them; `only`: these layouts. PDF and text need soffice and pdftotext."""
    ready = shutil.which("soffice") and shutil.which("pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        make.write(Path(folder), flat=bool(ready))
        for form in forms:
            for path in sorted(Path(folder).glob(f"?/*.{form}")):
                if not only or path.stem.rpartition("-")[0] in only:
                    yield judged(path, reader)
