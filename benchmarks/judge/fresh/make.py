"""Writes the fresh documents with their truths: `python -m benchmarks.judge.fresh.make FOLDER`."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.judge.fresh import content, grids, paper, tables, texts
from benchmarks.judge.fresh.content import Content
from benchmarks.judge.fresh.made import Made

FAMILY = {**tables.FAMILY, **texts.FAMILY, **grids.FAMILY}
SEED = 20261128
WAYS = ("raw", "layout", "")
"""How pdftotext flattens: in the order of drawing, as the page looks, in the order that it guesses."""


def halves() -> dict[str, str]:
    """Layout -> "a" or "b": drawn once and for all."""
    names = sorted(FAMILY)
    random.Random(SEED).shuffle(names)
    return {name: "a" if n < len(names) // 2 else "b" for n, name in enumerate(names)}


def contents(index: int) -> list[Content]:
    """A short and a long plan for a layout."""
    rng = random.Random(f"{SEED}/{index}")
    return [content.draw(2 * index, rng.randint(3, 6)), content.draw(2 * index + 1, rng.randint(8, 20))]


def documents() -> dict[str, tuple[Made, Content]]:
    """Every document by its name, layout and plan."""
    out = {}
    for index, name in enumerate(sorted(FAMILY)):
        for v, c in enumerate(contents(index)):
            if name == "funds_memo" and len(c.topics) > 10:
                c = content.draw(2 * index + 1, 9)
            out[f"{name}-{v + 1}"] = (FAMILY[name](c, v), c)
    return out


def _truth(made: Made, c: Content, way: str) -> dict[str, object]:
    forms = {t: [[str(s) if s else None, str(e) if e else None, o] for s, e, o in f] for t, f in c.forms.items()}
    return {
        "truths": [t.model_dump(mode="json") for t in (made.truth, *made.also)],
        "times": forms,
        "texts": made.paper.texts(),
        "running": [made.paper.header, made.paper.footer],
        "aliases": made.aliases,
        "txt": way,
    }


def write(folder: Path, flat: bool = True) -> None:
    """All documents as .docx, some as .xlsx, in FOLDER/a and FOLDER/b. flat: as .pdf and .txt too."""
    half = halves()
    made_at = []
    for n, (name, (made, c)) in enumerate(documents().items()):
        place = folder / half[name.rpartition("-")[0]]
        place.mkdir(parents=True, exist_ok=True)
        paper.word(made.paper, place / f"{name}.docx")
        if made.sheets:
            paper.excel(made.paper, place / f"{name}.xlsx")
        way = WAYS[(n // 2 + n % 2) % 3]
        text = json.dumps(_truth(made, c, way), ensure_ascii=False, indent=1)
        (place / f"{name}.truth.json").write_text(text, encoding="utf-8")
        made_at.append((place, name, way))
    if flat:
        _flatten(made_at)


def print_pdfs(made_at: list[tuple[Path, str]]) -> None:
    """NAME.pdf beside every FOLDER/NAME.docx, as LibreOffice prints it. made_at: (folder, name) of each."""
    with tempfile.TemporaryDirectory() as office:
        for place in sorted({p for p, _ in made_at}):
            sources = [str(p / f"{n}.docx") for p, n in made_at if p == place]
            command = [str(shutil.which("soffice")), "--headless", f"-env:UserInstallation=file://{office}"]
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", str(place), *sources], check=True, capture_output=True
            )


def _flatten(made_at: list[tuple[Path, str, str]]) -> None:
    """PDFs from the Word files, and text from the PDFs."""
    print_pdfs([(place, name) for place, name, _ in made_at])
    for place, name, way in made_at:
        command = ["pdftotext", *([f"-{way}"] if way else []), str(place / f"{name}.pdf"), str(place / f"{name}.txt")]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
