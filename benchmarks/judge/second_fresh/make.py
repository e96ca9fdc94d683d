"""Writes the second fresh documents with their truths: `python -m benchmarks.judge.second_fresh.make FOLDER`.

Every document is written as .docx and .pdf, the tabular ones as .xlsx, and all three ways of pdftotext as .txt. The
layouts came in two batches; half of each, by lot, was shown to the reader's developers (a), half kept back (b).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.judge.fresh import paper
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.make import print_pdfs
from benchmarks.judge.second_fresh import around, content
from benchmarks.judge.second_fresh.content import Content

SEED = 20261128
BATCHES = (("first",), ("second", "third"))
WAYS = ("raw", "layout", "plain")
"""How pdftotext flattens: in the order of drawing, as the page looks, in the order that it guesses."""


def families() -> list[dict[str, Any]]:
    """The layouts of each batch."""
    out = []
    for batch in BATCHES:
        names = [f"{__package__}.{n}" for n in batch]
        out.append({k: f for n in names if find_spec(n) for k, f in import_module(n).FAMILY.items()})
    return out


def halves() -> dict[str, str]:
    """Layout -> "a" or "b": drawn once and for all, each batch by itself."""
    out = {}
    for batch, family in enumerate(families(), 1):
        names = sorted(family)
        random.Random(SEED + batch).shuffle(names)
        out.update({name: "a" if n < len(names) // 2 else "b" for n, name in enumerate(names)})
    return out


def contents(name: str) -> list[Content]:
    """A short and a long plan for a layout."""
    rng = random.Random(f"{SEED}/{name}")
    return [content.draw(rng.randrange(10**6), rng.randint(*size)) for size in ((3, 5), (7, 11))]


def documents() -> dict[str, tuple[Made, Content]]:
    """Every document by its name, layout and plan."""
    out = {}
    for batch, family in enumerate(families(), 1):
        for name, make in sorted(family.items()):
            for v, c in enumerate(contents(name)):
                made = make(c, v)
                if batch == 2 and v == 1:
                    around.wrap(made.paper, c, name, made.sheets)
                out[f"{name}-{v + 1}"] = (made, c)
    return out


def _truth(made: Made, c: Content) -> dict[str, object]:
    forms = {t: [[str(s) if s else None, str(e) if e else None, o] for s, e, o in f] for t, f in c.forms.items()}
    return {
        "truths": [t.model_dump(mode="json") for t in (made.truth, *made.also)],
        "times": forms,
        "texts": made.paper.texts(),
        "running": [made.paper.header, made.paper.footer],
        "aliases": made.aliases,
    }


def write(folder: Path, flat: bool = True, parts: str = "ab", only: tuple[str, ...] = ()) -> None:
    """The documents of FOLDER/a and FOLDER/b. flat: as .pdf and .txt too. only: these layouts."""
    half = halves()
    made_at = []
    for name, (made, c) in documents().items():
        layout = name.rpartition("-")[0]
        if half[layout] not in parts or (only and layout not in only):
            continue
        place = folder / half[layout]
        place.mkdir(parents=True, exist_ok=True)
        paper.word(made.paper, place / f"{name}.docx")
        if made.sheets:
            paper.excel(made.paper, place / f"{name}.xlsx")
        text = json.dumps(_truth(made, c), ensure_ascii=False, indent=1)
        (place / f"{name}.truth.json").write_text(text, encoding="utf-8")
        made_at.append((place, name))
    if flat:
        _flatten(made_at)


def _flatten(made_at: list[tuple[Path, str]]) -> None:
    """PDFs from the Word files, and text from the PDFs."""
    print_pdfs(made_at)
    for place, name in made_at:
        for way in WAYS:
            flag = [] if way == "plain" else [f"-{way}"]
            subprocess.run(
                ["pdftotext", *flag, str(place / f"{name}.pdf"), str(place / f"{name}.{way}.txt")], check=True
            )


if __name__ == "__main__":
    write(Path(sys.argv[1]), parts=sys.argv[2] if len(sys.argv) > 2 else "ab")
