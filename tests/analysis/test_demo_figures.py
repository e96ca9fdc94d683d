"""The demo's figures: made by their script, taken by the real import, marked as made up, with all that can go wrong."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from samplan.analysis.results import Measure, Status
from samplan.analysis.store import reading
from samplan.analysis.store.codes import STATUSES
from samplan.cli.demo_figures import lay_figures, lay_later_figures

DEMO = Path(__file__).resolve().parents[2] / "demo"


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> reading.Figures:
    settings.FIGURES_DIR = tmp_path / "figures"
    lay_figures(DEMO / "figures")
    return reading.figures()


def test_everything_that_can_go_wrong_is_in_them(store: reading.Figures) -> None:
    shown = [f for f in store.facts if not f.is_margin]
    assert len(shown) >= 40
    assert all(f.made_up and f.card.definition.startswith("Påhittat.") for f in store.facts)
    assert {f.card.source for f in store.facts} == {"exempel"}
    there = {STATUSES[code] for (code,) in store.rows("SELECT DISTINCT status FROM observation")}
    assert there == set(Status)
    measures = {f.card.measure for f in shown}
    assert measures >= set(Measure) - {Measure.OTHER}
    assert any(f.removed for f in shown)
    assert any(f.earlier_title for f in shown)
    assert any(f.card.discontinued for f in shown)
    assert any(f.card.suicide for f in shown)
    assert any(f.margin for f in shown)
    assert any(f.hiding_rules for f in shown)
    assert any("99" in f.other_survey for f in shown)
    assert any(f.card.window > 1 for f in shown)
    assert any(date(2021, 1, 1) in f.card.breaks for f in shown)
    assert len(reading.changed_since(store, datetime(2026, 3, 12, tzinfo=UTC))) > 100
    assert len(reading.groups_of(store, "9905")) == 1


def test_a_store_that_is_there_is_left_alone(store: reading.Figures) -> None:
    lay_figures(DEMO / "figures")
    assert reading.figures() is store


def test_what_comes_after_the_editions_corrects_and_takes_back(store: reading.Figures) -> None:
    """A few values of figures that the plan has, and no indicator is lost by it."""
    before = {facts.card.id for facts in store.facts if not facts.removed}
    moment = datetime.now(UTC)
    lay_later_figures(DEMO / "figures")
    later = reading.figures()
    assert {facts.card.id for facts in later.facts if not facts.removed} == before
    changed = reading.changed_since(later, moment)
    assert {change.indicator for change in changed} == {f"exempel:{code}" for code in ("U99004", "U99018", "U99027")}
    lay_later_figures(DEMO / "figures")
    assert reading.figures() is later


def test_the_script_writes_the_same_files_again(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (DEMO / "figures").glob("*.json")}
    for name in ("make_figures.py", "figures.yaml"):
        (tmp_path / name).write_bytes((DEMO / name).read_bytes())
    subprocess.run([sys.executable, tmp_path / "make_figures.py"], check=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "figures").glob("*.json")} == before
