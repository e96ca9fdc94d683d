"""The demo county's documents: drawn from their texts byte for byte, and read by the import without loss."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from samplan.documents import read
from samplan.intake.recognisers import read_plan
from samplan.plans.shapes.exchange import PlanFile

DEMO = Path(__file__).resolve().parents[2] / "demo"
FILES = {
    "2020": "handlingsplan-2020-2021.docx",
    "2022": "handlingsplan-2022-2023.pdf",
    "2024": "handlingsplan-2024-2028.docx",
}
Items = Counter[tuple[object, ...]]


def told(stem: str) -> dict[str, Any]:
    """The texts that a document was drawn from."""
    loaded: dict[str, Any] = yaml.safe_load((DEMO / "plans" / f"{stem}.yaml").read_text(encoding="utf-8"))
    return loaded


def items_told(plan: dict[str, Any]) -> Items:
    """Every item that the document was given."""
    out: Items = Counter()
    out.update(("fund", f["name"], f["amount"], f["year"]) for f in plan["funds"])
    for area in plan["areas"]:
        who = area["title"]
        out[("area", area["number"], who)] += 1
        out[("need seen", who, area["identified_by"], area["identified_year"])] += 1
        out.update(("focus", who, number) for number in area["focus"])
        out.update(("text", who, area[key]) for key in ("background", "needs") if key in area)
        out.update(("long", who, text) for text in area["long"])
        out.update(("short", who, text) for text in area["short"])
        out.update(("planned", who, str(text), str(time)) for text, time in area["activities"])
        out.update(("reported", who, t, year) for year, texts in area.get("done", {}).items() for t in texts)
        out.update(("next", who, t, year) for year, texts in area.get("next", {}).items() for t in texts)
        out.update(("indicator", who, text) for text in area["indicators"])
        out.update(("responsible", who, name) for name in area.get("responsible", []))
        out.update(("cost", who, year, *sums) for year, sums in area.get("cost", {}).items())
        out.update(("followup", who, y, h, t) for y, said in area.get("followup", {}).items() for h, t in said.items())
    return out


def items_read(plan: PlanFile) -> Items:
    """Every item that the import proposes."""
    out: Items = Counter()
    out.update(("fund", f.name, f.amount, f.year) for f in plan.funds)
    for area in plan.areas:
        who = area.title
        out[("area", area.number, who)] += 1
        out[("need seen", who, area.identified_by, area.identified_year)] += 1
        out.update(("focus", who, number) for number in area.focus_areas)
        out.update(("text", who, text) for text in (area.background, area.needs) if text)
        out.update((goal.level.value, who, goal.text) for goal in area.goals)
        for activity in area.activities:
            if activity.timeframe:
                out[("planned", who, activity.text, activity.timeframe)] += 1
            kind = "reported" if activity.kind.value == "reported" else "next"
            out[(kind, who, activity.text, activity.year)] += 1
        out.update(("indicator", who, indicator.text) for indicator in area.indicators)
        out.update(("responsible", who, name) for name in area.responsible)
        out.update(("cost", who, cost.year, cost.min, cost.max) for cost in area.costs)
        out.update(("followup", who, f.year, f.heading, f.text) for f in area.followups)
    return out


@pytest.mark.parametrize("stem", list(FILES))
def test_the_import_finds_every_item(stem: str) -> None:
    proposal = read_plan(read(DEMO / FILES[stem]))
    assert proposal.words.share == 1.0
    assert items_told(told(stem)) - items_read(proposal.plan) == Counter()
    assert len(proposal.plan.areas) == len(told(stem)["areas"])


@pytest.mark.parametrize("stem", list(FILES))
def test_the_document_says_that_it_is_made_up(stem: str) -> None:
    words = " ".join(text for text, _ in read(DEMO / FILES[stem]).texts())
    assert "Påhittade uppgifter. Exempellän finns inte." in words


def test_the_documents_are_those_that_the_script_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DEMO))
    import make_documents as drawing

    drawers = {"2020": drawing.goal_tables_docx, "2022": drawing.goal_tables_pdf, "2024": drawing.sheets_docx}
    for stem, draw in drawers.items():
        assert draw(told(stem)) == (DEMO / FILES[stem]).read_bytes()
    sys.modules.pop("make_documents")


def test_statuses_name_texts_that_are_there() -> None:
    wanted = yaml.safe_load((DEMO / "statuses.yaml").read_text(encoding="utf-8"))
    areas = {area["number"]: area for area in told("2024")["areas"]}
    for number, words in wanted["2024-2028"].items():
        activities = [str(text) for text, _ in areas[number]["activities"]]
        goals = areas[number]["long"] + areas[number]["short"]
        for texts, starts in ((activities, words.get("activities", {})), (goals, words.get("goals", {}))):
            for start in starts:
                assert [text.startswith(start) for text in texts].count(True) == 1, (number, start)
