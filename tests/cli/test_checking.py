"""`samplan check` as a person at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import factories, worlds
from tests.intake.worlds import word_document
from typer.testing import CliRunner

from samplan.cli.app import app

runner = CliRunner()
FAIL_ON = ("never", "before", "soon", "look")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(worlds.goal_table_plan().model_dump_json(), encoding="utf-8")
    return path


def test_a_plan_file_is_checked_without_a_database(plan_file: Path) -> None:
    outcome = runner.invoke(app, ["check", str(plan_file)])
    assert outcome.exit_code == 0
    assert "Målvärde med frågetecken (1). Före nästa utgåva." in outcome.stdout
    assert "1.1: Värdet är inte bestämt: ”10 utbildade instruktörer???”." in outcome.stdout
    english = runner.invoke(app, ["check", str(plan_file), "--lang", "en"])
    assert "Target with question marks (1). Before the next edition." in english.stdout


def test_a_document_is_read_and_checked(tmp_path: Path) -> None:
    document = tmp_path / "plan.docx"
    document.write_bytes(word_document())
    outcome = runner.invoke(app, ["check", str(document)])
    assert outcome.exit_code == 0
    assert "Planen saknar" in outcome.stdout


def test_all_findings_are_written_as_data(plan_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.json"
    assert runner.invoke(app, ["check", str(plan_file), "--json", str(out)]).exit_code == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    found = {f["code"]: f for f in told["findings"]}["target_question_marks"]
    assert told["format"] == "samplan-findings/1"
    assert (found["item"], found["field"], found["areas"]) == (
        "/areas/0/indicators/0",
        "text",
        ["1.1 Suicidprevention"],
    )
    assert found["sv"] != found["en"]


def test_the_exit_code_says_what_it_was_asked_to(plan_file: Path) -> None:
    codes = {level: runner.invoke(app, ["check", str(plan_file), "--fail-on", level]).exit_code for level in FAIL_ON}
    assert codes == {"never": 0, "before": 1, "soon": 1, "look": 1}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [([], "Ange ett dokument"), (["nowhere.docx"], "nowhere.docx"), (["--plan", "1", "x.txt"], "Ange ett dokument")],
)
def test_what_cannot_be_checked_gets_one_sentence(arguments: list[str], words: str) -> None:
    outcome = runner.invoke(app, ["check", *arguments])
    assert outcome.exit_code == 2
    assert words in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_file_that_is_no_plan_is_told_of(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": "something"}', encoding="utf-8")
    outcome = runner.invoke(app, ["check", str(wrong)])
    assert outcome.exit_code == 2
    assert "wrong.json är ingen planfil" in outcome.stderr


@pytest.mark.django_db
def test_a_plan_of_the_database_is_checked_by_its_number() -> None:
    plan = factories.an_imported_plan(worlds.goal_table_plan())
    outcome = runner.invoke(app, ["check", "--plan", str(plan.pk)])
    assert outcome.exit_code == 0
    assert "Målvärde med frågetecken (1)" in outcome.stdout
    missing = runner.invoke(app, ["check", "--plan", "999999"])
    assert missing.exit_code == 2
    assert "ingen plan med nummer 999999" in missing.stderr
