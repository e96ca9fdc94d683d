"""Scores a plan against labels made by hand, which name each text by its first words only."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import Area, PlanFile

FOLDER = Path(__file__).resolve().parents[1] / "labels"


def labels(name: str) -> dict[str, Any]:
    """The labels of a document."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def begins(text: str, label: str) -> bool:
    """Whether a text begins with a label's words, hyphens and blanks at line ends aside."""
    return re.sub(r"\s", "", plain(text)).startswith(re.sub(r"\s", "", plain(label)))


def matched(found: list[str], wanted: list[str]) -> tuple[int, list[str], list[str]]:
    """How many labels are found, each once; what was missed, and what was found too much."""
    left = list(found)
    missed: list[str] = []
    for label in sorted(wanted, key=len, reverse=True):
        hit = next((text for text in left if begins(text, label)), None)
        if hit is None:
            missed.append(label)
        else:
            left.remove(hit)
    return len(wanted) - len(missed), missed, left


def score(plan: PlanFile, truth: dict[str, Any]) -> tuple[float, Counter[str], list[str]]:
    """F1 over areas, goals, activities with dates, indicators, costs and follow-ups; counts; what went wrong."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    areas = {area.number: area for area in plan.areas}
    _note(counts, faults, "area", "", [a.title for a in plan.areas], [t["title"] for t in truth["areas"].values()])
    for number, wanted in truth["areas"].items():
        _score_area(counts, faults, number, areas.get(number), wanted)
    hits, extra, missed = (sum(counts[f"{k} {w}"] for k in KINDS) for w in ("hit", "extra", "missed"))
    return 2 * hits / (2 * hits + extra + missed), counts, faults


KINDS = ("area", "goal", "activity", "date", "indicator", "cost", "followup")


def _score_area(
    counts: Counter[str], faults: list[str], number: str, area: Area | None, wanted: dict[str, Any]
) -> None:
    for level in ("long", "short"):
        goals = [goal.text for goal in area.goals if goal.level.value == level] if area else []
        _note(counts, faults, "goal", number, goals, wanted[level])
    activities = list(area.activities) if area else []
    _note(counts, faults, "activity", number, [a.text for a in activities], [a[0] for a in wanted["activities"]])
    for label, start, end, ongoing in wanted["activities"]:
        told = next((a for a in activities if begins(a.text, label)), None)
        right = told is not None and (str(told.start or None), str(told.end or None), told.ongoing) == (
            str(start), str(end), ongoing
        )  # fmt: skip
        if (start, end, ongoing) != (None, None, False):
            counts["date hit" if right else "date missed"] += 1
    _note(counts, faults, "indicator", number, [i.text for i in area.indicators] if area else [], wanted["indicators"])
    for kind, many in (("cost", len(area.costs) if area else 0), ("followup", len(area.followups) if area else 0)):
        want = wanted[f"{kind}s"]
        counts[f"{kind} hit"] += min(many, want)
        counts[f"{kind} extra"] += max(0, many - want)
        counts[f"{kind} missed"] += max(0, want - many)


def _note(counts: Counter[str], faults: list[str], kind: str, number: str, found: list[str], wanted: list[str]) -> None:
    hits, missed, extra = matched(found, wanted)
    counts[f"{kind} hit"] += hits
    counts[f"{kind} missed"] += len(missed)
    counts[f"{kind} extra"] += len(extra)
    faults += [f"- {kind} {number} {text}" for text in missed] + [f"+ {kind} {number} {text[:70]}" for text in extra]
