"""Writes the hand-made documents in every form, has them read, and books what the reader found."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2

from benchmarks.judge import handmade, score
from benchmarks.judge.drawing import Drawing, Para
from benchmarks.judge.handmade import paper
from benchmarks.judge.handmade.truths import Made
from benchmarks.judge.run import Reader, Result, judge, samplan_reader
from samplan.plans.shapes.exchange import PlanFile


def drawing_of(made: Made, source: Path) -> Drawing:
    """The document as the scorer knows it: the texts that stand in the written file, and the truth."""
    texts = _sheet_texts(source) if source.suffix == ".xlsx" else paper.texts(source)
    return Drawing(
        elements=tuple(Para(t) for t in texts),
        truth=made.truth,
        layout=made.name,
        times=made.times,
        aliases=made.aliases,
        loose_ongoing=made.loose,
        name=made.name,
    )


def _sheet_texts(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    cells = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value is not None]
    return [s.title for s in book] + cells


def best(made: Made, path: Path, source: Path, form: str, how: str, reader: Reader) -> Result:
    """Judged against each truth that is as right; the best counts."""
    drawing = drawing_of(made, source)
    result = judge(drawing, path, form, how, reader)
    for other in made.also:
        tally = score.compare(with_truth(drawing, other), result.found)
        if tally.total.f1 > result.tally.total.f1:
            result.tally = tally
    return result


def with_truth(drawing: Drawing, truth: PlanFile) -> Drawing:
    """The same document judged by another truth."""
    return replace(drawing, truth=truth)


def run(forms: Sequence[str], reader: Reader = samplan_reader, only: Sequence[str] = ()) -> Iterator[Result]:
    """Every document in every form that it has."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for make in handmade.DOCUMENTS:
            made = make()
            if only and made.name not in only:
                continue
            if made.workbook is not None:
                yield from _workbook(made, folder, forms, reader)
            else:
                yield from _document(made, folder, forms, reader)


def _workbook(made: Made, folder: Path, forms: Sequence[str], reader: Reader) -> Iterator[Result]:
    if "xlsx" in forms:
        path = folder / f"{made.name}.xlsx"
        made.workbook.save(path)
        yield best(made, path, path, "xlsx", "xlsx/by hand", reader)


def _document(made: Made, folder: Path, forms: Sequence[str], reader: Reader) -> Iterator[Result]:
    assert made.paper is not None
    source = folder / f"{made.name}.docx"
    made.paper.save(source)
    if "docx" in forms:
        yield best(made, source, source, "docx", "docx/by hand", reader)
    if not {"pdf", "txt"} & set(forms) or not shutil.which("soffice"):
        return
    page = printed(source)
    if "pdf" in forms:
        yield best(made, page, source, "pdf", "pdf/soffice", reader)
    if "txt" in forms:
        for name, flatten in FLATTENED.items():
            if text := flatten(page):
                path = folder / f"{made.name}-{name}.txt"
                path.write_text(text, encoding="utf-8")
                yield best(made, path, source, "txt", f"txt/{name}", reader)


def printed(source: Path) -> Path:
    """The PDF that the office program prints."""
    profile = f"-env:UserInstallation=file://{source.parent}/office"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    subprocess.run(order, check=True, capture_output=True, timeout=180)
    return source.with_suffix(".pdf")


def _pdfium(page: Path) -> str:
    """As pypdfium2 gives the text, a form feed between pages."""
    document = pypdfium2.PdfDocument(page)
    try:
        texts = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    finally:
        document.close()
    return "\f".join(t.replace("\r\n", "\n") for t in texts)


def _poppler(*options: str) -> Callable[[Path], str]:
    def flatten(page: Path) -> str:
        if not shutil.which("pdftotext"):
            return ""
        done = subprocess.run(["pdftotext", *options, str(page), "-"], check=True, capture_output=True, timeout=60)
        return done.stdout.decode()

    return flatten


FLATTENED: dict[str, Callable[[Path], str]] = {
    "pdfium": _pdfium,
    "pdftotext": _poppler(),
    "pdftotext-layout": _poppler("-layout"),
}
