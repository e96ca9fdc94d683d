"""Draws documents, lets the reader read them, and adds up what it found."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from benchmarks.judge import dev_texts, dev_unseen, kept, layouts, score, writers
from benchmarks.judge.dev_wordings import DEV
from benchmarks.judge.drawing import Drawing
from benchmarks.judge.score import Tally
from samplan.plans.shapes.exchange import PlanFile

SPLITS = (
    "dev",
    "unseen",
    "holdout",
    "handmade",
    "fresh",
    "second_fresh",
    "third_fresh",
    "fourth_fresh",
    "fifth_fresh",
    "sixth_fresh",
    "seventh_fresh",
    "eighth_fresh",
    "ninth_fresh",
)
WRITTEN = SPLITS[3:]
"""The splits with a fixed number of documents."""
SEEDS = {"dev": 0, "unseen": 250_000, "holdout": 500_000}
"""The seeds of the drawn splits never meet; the others are written and not drawn."""

Reader = Callable[[Path, Drawing | None], PlanFile]
"""Reads a file. It is given the drawing with its truth too, for readers that play a person beside them."""


@dataclass
class Result:
    """One document and what became of it. error: the reader's exception, if it gave none."""

    drawing: Drawing
    path: Path
    form: str
    how: str
    tally: Tally
    lost: int = 0
    words: int = 0
    lost_words: tuple[str, ...] = ()
    error: str = ""
    found: PlanFile = field(default_factory=PlanFile)


def layout_names(split: str) -> tuple[str, ...]:
    """The layouts of a split, in fixed order."""
    if split == "dev":
        return tuple(dev_texts.FAMILY)
    if split == "unseen":
        return tuple(dev_unseen.FAMILY)
    from benchmarks.judge import holdout

    return tuple(holdout.FAMILY)


def document(split: str, layout: str, seed: int, areas: int | None = None) -> Drawing:
    """One drawn document of a split."""
    if split == "dev":
        return layouts.draw(dev_texts.FAMILY, layout, seed, DEV, areas)
    if split == "unseen":
        return layouts.draw(dev_unseen.FAMILY, layout, seed, DEV, areas)
    from benchmarks.judge import holdout

    return layouts.draw(holdout.FAMILY, layout, seed, holdout.WORDINGS, areas)


def samplan_reader(path: Path, drawing: Drawing | None = None) -> PlanFile:
    """The reader that is judged; of the drawing it sees nothing."""
    from samplan import documents, intake

    return intake.read_plan(documents.read(path)).plan


def judge(drawing: Drawing, path: Path, form: str, how: str, reader: Reader) -> Result:
    """Reads one file and compares. A reader that raises has found nothing and lost everything."""
    total = sum(kept.words(drawing.texts()).values())
    try:
        found = reader(path, drawing)
    except Exception as error:  # noqa: BLE001 - whatever it is, the judge must book it and go on
        empty = PlanFile()
        tally = score.compare(drawing, empty)
        return Result(drawing, path, form, how, tally, total, total, (), f"{type(error).__name__}: {error}", empty)
    lost = kept.words_lost(drawing, found, path.read_text(encoding="utf-8") if form == "txt" else "")
    count = sum(lost.values())
    return Result(drawing, path, form, how, score.compare(drawing, found), count, total, tuple(lost), "", found)


def run(
    split: str,
    forms: Sequence[str],
    count: int,
    seed: int,
    reader: Reader = samplan_reader,
    only: Sequence[str] = (),
    areas: int | None = None,
    portable: bool = False,
    parts: str = "ab",
) -> Iterator[Result]:
    """`count` documents per format, the layouts (or only some of them) in turn. portable: see `writers.write`.

    The splits of `WRITTEN` have a fixed number of documents, whatever `count` and `seed` say. parts: of
    "second_fresh" the half that was shown to the reader's developers (a), the one that was kept back (b), or both;
    of "eighth_fresh" and "ninth_fresh" the layouts as offices make them ("likely"), those that nobody expects
    ("unlike"), or both.
    """
    if split in WRITTEN:
        running = import_module(f"benchmarks.judge.{split}.running")
        some = {"parts": parts} if split in ("second_fresh", "eighth_fresh", "ninth_fresh") else {}
        yield from running.run(forms, reader, only, **some)
        return
    names = [n for n in layout_names(split) if not only or n in only]
    with tempfile.TemporaryDirectory() as folder:
        for form in forms:
            for n in range(count):
                name = names[n % len(names)]
                number = SEEDS[split] + seed * 1000 + n
                drawing = document(split, name, number, areas)
                rng = random.Random(f"{split}/{name}/{form}/{number}")
                drawing, path, how = writers.write(drawing, form, Path(folder), rng, portable)
                yield judge(drawing, path, form, how, reader)


def dump(result: Result, folder: Path) -> None:
    """The document, its truth, what was found, and the differences, for a person to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{result.tally.total.f1:.3f}-{result.path.stem}-{result.form}"
    (folder / f"{name}{result.path.suffix}").write_bytes(result.path.read_bytes())
    for label, plan in (("truth", result.drawing.truth), ("found", result.found)):
        text = json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=1)
        (folder / f"{name}.{label}.json").write_text(text, encoding="utf-8")
    lines = [
        f"{result.how}  F1 {result.tally.total.f1:.4f}  words lost {result.lost}: {' '.join(result.lost_words[:40])}"
    ]
    lines += [result.error] if result.error else []
    lines += result.tally.faults
    (folder / f"{name}.diff.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def added(results: Sequence[Result]) -> Tally:
    whole = Tally()
    for r in results:
        whole.add(r.tally)
    return whole


def words_kept(results: Sequence[Result]) -> float:
    """The share of drawn words that stand in the plan files."""
    total = sum(r.words for r in results)
    return 1 - sum(r.lost for r in results) / total if total else 1.0
