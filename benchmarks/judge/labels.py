"""Scores the reader on a real plan that was labelled by hand.

`python -m benchmarks.judge.labels SOURCES` reads the labelled documents of that folder and prints F1 per kind.
A label holds only the first words of an item (see the head of the YAML file). A found item is a labelled one when it
begins with the label's words (blanks, case, accents and punctuation aside) and no other label of its area stands
further on in it: an item that runs on into the next one is not found.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from benchmarks.judge import run, score
from benchmarks.judge.score import Tally
from samplan.plans.shapes.exchange import Activity, Area, PlanFile

FOLDER = Path(__file__).parents[2] / "tests" / "golden"
ANY = "~"
OPEN = "any"


def load(name: str) -> list[dict[str, Any]]:
    """The labelled areas of a document."""
    areas: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return areas


def squashed(text: str) -> str:
    return score.plain(text).replace(" ", "")


def assign(labels: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Which found item is which label, the longest labels first."""
    keys = [squashed(label) for label in labels]
    texts = [squashed(text) for text in found]
    out: dict[int, int] = {}
    for i in sorted(range(len(keys)), key=lambda i: -len(keys[i])):
        for j, text in enumerate(texts):
            clean = not any(len(k) > 14 and k in text[len(keys[i]) :] for k in keys)
            if j not in out.values() and text.startswith(keys[i]) and clean:
                out[i] = j
                break
    return out


def compare_kind(tally: Tally, kind: str, labels: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Books one kind of item in one area; labels marked ANY count neither way."""
    matched = assign(labels, found)
    loose = {j for i, j in matched.items() if str(labels[i]).startswith(ANY)}
    wanted = [i for i, label in enumerate(labels) if not str(label).startswith(ANY)]
    hits = {i: matched[i] for i in wanted if i in matched}
    extra = [t for j, t in enumerate(found) if j not in loose and j not in hits.values()]
    tally.note(kind, len(hits), extra, [labels[i] for i in wanted if i not in hits])
    return hits


def compare_times(tally: Tally, label: list[Any], found: Activity | None) -> None:
    """Books the time of a labelled activity, where the label tells one."""
    have = (found.start, found.end, found.ongoing) if found else (None, None, None)
    fixed = [(w, h) for w, h in zip(label[2:], have, strict=False) if w != OPEN]
    if not any(w for w, _ in fixed):
        return
    right = found is not None and all(w == h for w, h in fixed)
    note = f"{label[1]} -> {have} ({label[0]})"
    invented = found is not None and any(isinstance(h, date) or h is True for h in have)
    tally.note("date", int(right), [] if right or not invented else [note], [] if right else [note])


def compare_area(tally: Tally, label: dict[str, Any], found: Area) -> None:
    """Goals, activities with their times, and indicators of one area."""
    for level in ("long", "short"):
        texts = [g.text for g in found.goals if g.level == level]
        compare_kind(tally, "goal", label[level], list(dict.fromkeys(texts)))
    rows = [[a] if isinstance(a, str) else a for a in label["activity"]]
    planned = score.once([a for a in found.activities if a.kind == "planned"], lambda a: (a.text, a.timeframe))
    hits = compare_kind(tally, "activity", [r[0] for r in rows], [a.text for a in planned])
    for i, row in enumerate(rows):
        if not row[0].startswith(ANY):
            compare_times(tally, row, planned[hits[i]] if i in hits else None)
    compare_kind(tally, "indicator", label["indicator"], score.texts_of("indicator", found))


def compare(labels: Sequence[dict[str, Any]], found: PlanFile) -> Tally:
    """The whole document; areas are matched by number (of two with one number, the fuller one)."""
    tally = Tally()
    by_number: dict[str, Area] = {}
    for area in sorted(found.areas, key=lambda a: -len(a.goals) - len(a.activities)):
        by_number.setdefault((area.number or "").strip("."), area)
    numbers = [label["number"] for label in labels]
    right = [by_number[n] for n in numbers if n in by_number]
    extra = [a.title for a in found.areas if not any(a is r for r in right)]
    tally.note("area", len(right), extra, [n for n in numbers if n not in by_number])
    for label in labels:
        compare_area(tally, label, by_number.get(label["number"], score.EMPTY))
    return tally


def main() -> None:
    console = Console()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/sources")
    for labels in sorted(FOLDER.glob("*.yaml")):
        tally = compare(load(labels.stem), run.samplan_reader(folder / f"{labels.stem}.txt"))
        table = Table("item", "precision", "recall", "F1", "labels", title=f"{labels.stem}: F1 {tally.total.f1:.3f}")
        for kind, c in tally.kinds.items():
            if c.hit or c.missed or c.extra:
                table.add_row(kind, f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", str(c.hit + c.missed))
        console.print(table)
        for fault in tally.faults:
            console.print(fault[:160], markup=False, highlight=False)


if __name__ == "__main__":
    main()
