"""`samplan purge`: lists what is due, and purges by a named decision alone, with export and record in a folder."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.followup.serving import ROOT, environment

pytestmark = pytest.mark.sqlite_only

BUILD = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from samplan.cli.tables import lay_tables
lay_tables()
from tests.followup.worlds import a_round, contacts
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
round_ = a_round()
actions.renew_link(by=SYSTEM, asked_id=contacts(round_)[0].asked_id, email="+a@exempel.example")
actions.close_round(by=SYSTEM, round_id=round_.pk, at=timezone.now() - timedelta(days=367))
"""


def ran(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], env=environment(folder), cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_purge_lists_exports_purges_and_leaves_a_record(tmp_path):
    made = ran(tmp_path, "-c", BUILD)
    assert made.returncode == 0, made.stderr
    listed = ran(tmp_path, "-m", "samplan", "purge", "--dry-run")
    assert listed.returncode == 0, listed.stderr
    assert "Kontakter i stängda uppföljningar: adress, länk och brev: 4 att gallra (1 år efter" in listed.stdout
    assert "organisationernas svar och tidigare stängningar: bevaras." in listed.stdout
    refused = ran(tmp_path, "-m", "samplan", "purge")
    assert refused.returncode == 2
    assert "Skriv vilket beslut som tillåter gallringen. Inget är gallrat." in refused.stderr
    out = tmp_path / "export"
    out.mkdir()
    told = ran(tmp_path, "-m", "samplan", "purge", "--decision", "Påhittat beslut 7", "--out", str(out))
    assert (told.returncode, list(out.iterdir())) == (2, [])  # an export is never written over another
    out.rmdir()
    told = ran(tmp_path, "-m", "samplan", "purge", "--decision", "Påhittat beslut 7", "--out", str(out))
    assert told.returncode == 0, told.stderr
    record = json.loads((out / "gallringsprotokoll.json").read_text(encoding="utf-8"))
    assert (record["decision"], record["purged"]) == ("Påhittat beslut 7", {"contact": 4})
    digests = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("contact.csv", "contact.json")}
    assert record["sha256"] == digests
    with (out / "contact.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    emails = {f"kommun{n}@exempel.example" for n in (1, 2, 3)}
    assert {r["email"] for r in rows} == emails | {"'+a@exempel.example"}
    assert {r["email"] for r in json.loads((out / "contact.json").read_text())} == emails | {"+a@exempel.example"}
    again = ran(tmp_path, "-m", "samplan", "purge", "--decision", "Påhittat beslut 7")
    assert "Inget att gallra i dag." in again.stdout
    assert "0 att gallra" in ran(tmp_path, "-m", "samplan", "purge", "--dry-run").stdout
