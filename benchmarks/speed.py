"""How long reading and understanding a plan takes, and whether the cost stays linear in pages.

`python -m benchmarks.speed` draws a goal-table plan of 15, 30, 60 and 120 pages as Word, text and PDF (the same
drawing in each format; a page is a page of its PDF), reads each one `REPEATS` times in this process, and prints the
fastest. Linearity is judged by the processor's time, which does not feel what else the machine does.

Other rooms add a measurement of their own by putting a function into MEASUREMENTS: it takes a folder and yields rows
of text, the first of which names the columns.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from rich.console import Console
from rich.table import Table

from benchmarks.judge import run
from benchmarks.judge.drawing import Drawing
from benchmarks.judge.writers import flattened, pdf, word

PAGES = (15, 30, 60, 120)
REPEATS = 3
FORMATS = ("docx", "txt", "pdf")
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for one file: reading it into blocks, and understanding the blocks."""

    form: str
    pages: int
    reading: float
    understanding: float
    cpu: float

    @property
    def total(self) -> float:
        return self.reading + self.understanding


def pages_of(path: Path) -> int:
    document = pypdfium2.PdfDocument(str(path))
    try:
        return len(document)
    finally:
        document.close()


def plan_of_pages(pages: int, folder: Path) -> tuple[Drawing, Path, int]:
    """A drawn goal-table plan of about that many pages, its PDF, and how many pages that has."""
    path = folder / f"plan-{pages}.pdf"
    areas, best = max(2, pages // 2), (10**6, 2)
    for _ in range(6):
        pdf.write(_drawing(areas), path)
        made = pages_of(path)
        best = min(best, (abs(made - pages), areas))
        areas = max(2, round(areas * pages / made) + (made < pages) - (made > pages))
    drawing = _drawing(best[1])
    pdf.write(drawing, path)
    return drawing, path, pages_of(path)


def _drawing(areas: int) -> Drawing:
    return replace(run.document("dev", "goal_table", 7, areas=areas), landscape=True, font_size=10)


def fastest(path: Path, form: str, pages: int) -> Timing:
    """The fastest of REPEATS readings of a file."""
    from samplan import documents, intake

    timings = []
    for _ in range(REPEATS):
        start, cpu = time.perf_counter(), time.process_time()
        document = documents.read(path)
        middle = time.perf_counter()
        intake.read_plan(document)
        end = time.perf_counter()
        timings.append(Timing(form, pages, middle - start, end - middle, time.process_time() - cpu))
    return min(timings, key=lambda t: t.total)


def reading(folder: Path, sizes: tuple[int, ...] = PAGES) -> Iterator[Row]:
    """Seconds, and seconds a page, per format and size; the last column compares with the smallest size."""
    yield ("format", "pages", "reading s", "understanding s", "total s", "CPU s per page", "of the smallest")
    first: dict[str, float] = {}
    for size in sizes:
        drawing, made, pages = plan_of_pages(size, folder)
        files = {"pdf": made, "docx": made.with_suffix(".docx"), "txt": made.with_suffix(".txt")}
        word.write(drawing, files["docx"])
        flattened.write(drawing, files["txt"], "pdfium", random.Random(1))
        for form in FORMATS:
            t = fastest(files[form], form, pages)
            each = t.cpu / t.pages
            ratio = each / first.setdefault(form, each)
            figures = (f"{t.reading:.3f}", f"{t.understanding:.3f}", f"{t.total:.3f}", f"{each:.4f}", f"{ratio:.2f}")
            yield (form, str(t.pages), *figures)


MEASUREMENTS: dict[str, Callable[[Path], Iterator[Row]]] = {"Reading and understanding a plan": reading}
"""Title and function of every measurement of speed."""


def main(console: Console | None = None) -> None:
    """Runs every measurement and prints its table."""
    console = console or Console()
    for title, measure in MEASUREMENTS.items():
        with tempfile.TemporaryDirectory() as folder:
            rows = iter(measure(Path(folder)))
            table = Table(*next(rows), title=title)
            for row in rows:
                table.add_row(*row)
        console.print(table)


if __name__ == "__main__":
    main()
