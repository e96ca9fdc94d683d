"""Writes the third fresh documents with their truths: `python -m benchmarks.judge.third_fresh.make FOLDER`.

One plan of middle size for each layout, as .docx and .pdf, the tabular ones as .xlsx, and all three ways of pdftotext
as .txt. No layout was shown to the reader's developers before the set was measured.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.judge.fresh import paper
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.make import print_pdfs
from benchmarks.judge.second_fresh import content
from benchmarks.judge.second_fresh.content import Content
from benchmarks.judge.second_fresh.make import WAYS
from benchmarks.judge.third_fresh import around, tables, texts

SEED = 20261129
FAMILY = {**tables.FAMILY, **texts.FAMILY}


def documents(
    family: Mapping[str, Callable[[Content], Made]] = FAMILY, seed: int = SEED
) -> dict[str, tuple[Made, Content]]:
    """Every document by its name. Those that nobody keeps as a workbook have chapters around their areas."""
    out = {}
    for name, make in sorted(family.items()):
        rng = random.Random(f"{seed}/{name}")
        c = content.draw(rng.randrange(10**6), rng.randint(5, 7))
        made = make(c)
        if not made.sheets:
            around.wrap(made.paper, name)
        out[f"{name}-1"] = (made, c)
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


def write(folder: Path, flat: bool = True, only: tuple[str, ...] = ()) -> None:
    """The documents of FOLDER. flat: as .pdf and .txt too. only: these layouts."""
    write_set(documents(), folder, flat, only)


def write_set(drawn: Mapping[str, tuple[Made, Content]], folder: Path, flat: bool, only: tuple[str, ...]) -> None:
    """A set's documents with their truths, in every form."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, (made, c) in drawn.items():
        if only and name.rpartition("-")[0] not in only:
            continue
        paper.word(made.paper, folder / f"{name}.docx")
        if made.sheets:
            paper.excel(made.paper, folder / f"{name}.xlsx")
        text = json.dumps(_truth(made, c), ensure_ascii=False, indent=1)
        (folder / f"{name}.truth.json").write_text(text, encoding="utf-8")
        names.append(name)
    if flat:
        _flatten(folder, names)


def _flatten(folder: Path, names: list[str]) -> None:
    """PDFs from the Word files, and text from the PDFs in every way."""
    print_pdfs([(folder, name) for name in names])
    for name in names:
        for way in WAYS:
            flag = [] if way == "plain" else [f"-{way}"]
            command = ["pdftotext", *flag, str(folder / f"{name}.pdf"), str(folder / f"{name}.{way}.txt")]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
