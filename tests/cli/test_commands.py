"""The `samplan` command as a person at a terminal meets it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.intake.worlds import word_document
from typer.testing import CliRunner

from samplan.actors.actions import load_catalogue
from samplan.actors.models import Membership, Person
from samplan.cli.app import app
from samplan.cli.demo import made_up_site
from samplan.plans.shapes.exchange import PlanFile

runner = CliRunner()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "plan.docx"
    path.write_bytes(word_document())
    return path


def test_read_prints_the_plan_file(document: Path) -> None:
    outcome = runner.invoke(app, ["read", str(document)])
    assert outcome.exit_code == 0
    plan = PlanFile.model_validate_json(outcome.stdout)
    assert [a.title for a in plan.areas] == ["Skolans roll"]


def test_read_saves_the_plan_file_and_reports(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    outcome = runner.invoke(app, ["read", str(document), "--json", str(out), "--report", "--language", "en"])
    assert outcome.exit_code == 0
    plan = PlanFile.model_validate_json(out.read_text(encoding="utf-8"))
    assert len(plan.areas[0].activities) == 2
    assert "Share of words kept: 1.0000" in outcome.stdout
    assert "Doubtful" in outcome.stdout
    assert "20121" in outcome.stdout


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.docx", b"", "ingen text"),
        ("plan.pdf", b"%PDF-1.4 trasig", "skadad"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "äldre format"),
    ],
)
def test_a_document_that_cannot_be_read_gets_one_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    outcome = runner.invoke(app, ["read", str(path)])
    assert outcome.exit_code == 2
    assert words in outcome.stderr
    assert outcome.stdout == ""


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    outcome = runner.invoke(app, ["read", str(tmp_path / "saknas.docx")])
    assert outcome.exit_code == 2
    assert "saknas.docx" in outcome.stderr


def test_the_schema_is_that_of_the_plan_file() -> None:
    outcome = runner.invoke(app, ["schema"])
    assert json.loads(outcome.stdout) == PlanFile.model_json_schema()


def _samplan(*args: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SAMPLAN_VAR": str(home)}
    command = [sys.executable, "-m", "samplan", *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _count(home: Path, table: str) -> int:
    with sqlite3.connect(home / "samplan.sqlite3") as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - names of ours


def _kinds_of_ties(home: Path) -> set[str]:
    with sqlite3.connect(home / "samplan.sqlite3") as connection:
        return {kind for (kind,) in connection.execute("select kind from plans_planrelation")}


ROUNDS = """
select r.year, r.state, count(distinct a.id), count(distinct case when n.choice <> '' then a.id end),
    count(case when n.choice <> '' then 1 end), count(distinct n.choice)
from followup_round r join followup_asked a on a.round_id = r.id left join followup_answer n on n.asked_id = a.id
where r.kind = 'yearly' group by r.id order by r.year
"""


def _yearly_rounds(home: Path) -> list[tuple[int, str, int, int, int, int]]:
    """The rounds of yearly questions: year, state, asked, who has chosen something, chosen answers, different ones."""
    with sqlite3.connect(home / "samplan.sqlite3") as connection:
        return connection.execute(ROUNDS).fetchall()


def _check_three_years(home: Path) -> None:
    """Three years of rounds to ten municipalities: two closed and frozen, this year's open with some answers.

    A believable round has silence in it, different answers, and every question that somebody was asked.
    """
    rounds = _yearly_rounds(home)
    this_year = date.today().year  # noqa: DTZ011 - the demo's years follow the machine's day
    assert [(year, state) for year, state, *_rest in rounds] == [
        (this_year - 2, "closed"),
        (this_year - 1, "closed"),
        (this_year, "open"),
    ]
    assert [asked for _y, _s, asked, *_rest in rounds] == [10, 10, 10]
    assert [answered for _y, _s, _a, answered, *_rest in rounds] == [10, 9, 6], "fewer while the round is open"
    for _year, _state, _asked, answered, answers, different in rounds:
        assert answers > 4 * answered, "most have answered most"
        assert different >= 4, "they do not all say the same"
    frozen = "followup_round where kind = 'yearly' and state = 'closed' and json_array_length(frozen, '$.bodies') = 10"
    assert _count(home, frozen) == 2
    assert _count(home, "followup_round where state = 'open'") == 2, "and the courses of the year"


KEPT = "publishing_followupfigures f join followup_round r on r.id = f.round_id where r.state = 'closed'"


def _check_figures_are_kept(home: Path) -> None:
    """Each round that was closed here has its figures, once, and one that was read out of a document has none."""
    read = "json_extract(r.frozen, '$.document') is not null"
    closed = _count(home, f"followup_round r where r.state = 'closed' and not ({read})")
    assert closed > 2
    assert _count(home, KEPT) == closed
    assert _count(home, f"{KEPT} and {read}") == 0


def test_the_demos_site_says_who_answers_for_it() -> None:
    told = made_up_site()
    assert set(told) == {"SAMPLAN_ORGANISATION", "SAMPLAN_CONTACT", "SAMPLAN_ACCESSIBILITY_REVIEWED"}
    assert told["SAMPLAN_CONTACT"].endswith(".example")
    assert date.fromisoformat(told["SAMPLAN_ACCESSIBILITY_REVIEWED"]) < date(2027, 1, 1)


@pytest.mark.sqlite_only
def test_the_demo_is_laid_once_from_its_documents(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    first = _samplan("demo", "--no-serve", home=home)
    assert first.returncode == 0, first.stderr
    assert _count(home, "publishing_edition") == 4
    _check_figures_are_kept(home)
    assert _count(home, "intake_import") == 3
    assert _count(home, "plans_activity") > 60
    assert _count(home, "plans_plan where owner_id is not null") == 1
    assert _kinds_of_ties(home) == {"replaces", "part_of", "touches"}
    _check_three_years(home)
    before = (home / "samplan.sqlite3").stat().st_mtime_ns
    second = _samplan("demo", "--no-serve", home=home)
    assert second.returncode == 0
    assert second.stdout == ""
    assert (home / "samplan.sqlite3").stat().st_mtime_ns == before
    later = "from samplan.cli.setting_up import start_django; start_django()\n"
    later += "from samplan.cli.demo import lay_later; lay_later()"
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SAMPLAN_VAR": str(home)}
    subprocess.run([sys.executable, "-c", later], env=environment, check=True, timeout=120)
    _check_figures_are_kept(home)
    assert _count(home, "publishing_followupedition") == 2  # what comes after the first page comes once


@pytest.mark.sqlite_only
def test_two_starts_of_the_demo_at_once_lay_one_county(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SAMPLAN_VAR": str(home)}
    command = [sys.executable, "-m", "samplan", "demo", "--no-serve"]
    starts = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [start.wait(timeout=300) for start in starts] == [0, 0]
    assert _count(home, "intake_import") == 3
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


WORDS = "ett-langt-losenord\n"


@pytest.mark.django_db
def test_a_person_is_added_with_a_role() -> None:
    load_catalogue()
    asked = ["person", "anna@region.example", "--name", "Länssamordnaren", "--county", "20", "--role", "coordinator"]
    outcome = runner.invoke(app, asked, input=WORDS * 2)
    assert outcome.exit_code == 0, outcome.output
    assert "kan logga in nu" in outcome.output
    [membership] = Membership.objects.filter(person__email="anna@region.example")
    assert (membership.role, membership.partnership.county.code) == ("coordinator", "20")


@pytest.mark.django_db
@pytest.mark.parametrize(("county", "role", "words"), [("20", "chef", "municipal_contact"), ("77", "reader", "77")])
def test_a_role_or_county_that_is_not_there_gets_one_sentence(county: str, role: str, words: str) -> None:
    load_catalogue()
    asked = ["person", "anna@region.example", "--name", "X", "--county", county, "--role", role]
    outcome = runner.invoke(app, asked, input=WORDS * 2)
    assert outcome.exit_code == 2, outcome.output
    assert words in outcome.stderr
    assert not Membership.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.sqlite_only
def test_a_database_that_was_never_set_up_is_told_in_a_sentence(tmp_path: Path) -> None:
    outcome = _samplan("serve", "--port", "1", home=tmp_path)
    assert outcome.returncode == 2
    assert "samplan setup" in outcome.stderr
    assert "Traceback" not in outcome.stderr
