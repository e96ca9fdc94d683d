"""`samplan sync` and `samplan sources check`, against the stand-in: whole, chosen, broken, killed, and drifted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import stamina
from tests.analysis.standin import Fault, World, invented, kpi, row, serving
from typer.testing import CliRunner

from samplan.analysis.sources import asking, places
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.store import reading, syncing
from samplan.cli.app import app

UNITS = ["0000", "0099", "9901"]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"


def run(world: World, settings: Any, *words: str) -> Any:
    with serving(world) as address:
        settings.KOLADA_URL = f"{address}/v3"
        return CliRunner().invoke(app, list(words))


def value(indicator: str, unit: str = "9901") -> list[float]:
    return reading.cells(reading.figures(), indicator, [unit]).value.tolist()


def test_all_of_kolada_is_taken_and_can_be_read(settings: Any) -> None:
    told = run(invented(), settings, "sync", "kolada")
    assert told.exit_code == 0, told.output
    assert "384 values of 3 indicators" in told.output
    assert value("kolada:N99001", "0099") == [11.0, 11.0, 12.0, 12.0]
    assert [g.id for g in reading.groups_of(reading.figures(), "9901")] == ["G1"]


def test_only_the_chosen_are_taken_and_the_others_are_not_called_removed(settings: Any) -> None:
    world = invented()
    run(world, settings, "sync", "kolada")
    told = run(world, settings, "sync", "kolada", "--only", "N99002")
    assert told.exit_code == 0, told.output
    assert not any(f.removed for f in reading.figures().facts)
    assert len(reading.figures().facts) == 3


def test_only_what_changed_since_the_last_time_is_asked_for(settings: Any) -> None:
    world = invented(1)
    run(world, settings, "sync", "kolada")
    world.data.append(row("N99001", "9901", 2025, "2099-01-01", T=5.0))
    before = len(world.requests)
    told = run(world, settings, "sync", "kolada", "--since-last")
    assert told.exit_code == 0, told.output
    assert all("from_date=" in path for _, path in world.requests[before:] if "/data/" in path)
    assert value("kolada:N99001")[-3:-2] == [5.0]


def test_a_failed_part_fails_the_run_with_a_sentence_and_the_old_figures_are_whole(settings: Any) -> None:
    run(invented(), settings, "sync", "kolada")
    before = places.database().read_bytes()
    world = invented()
    world.faults, world.fault_after = [Fault(422)], 4
    told = run(world, settings, "sync", "kolada")
    assert told.exit_code == 2
    assert "Kolada godtog inte ett värde" in told.stderr
    assert "Siffrorna som fanns är orörda." in told.stderr
    assert places.database().read_bytes() == before


def test_a_sync_that_is_killed_goes_on_and_the_old_figures_are_whole(settings: Any, tmp_path: Path) -> None:
    run(invented(), settings, "sync", "kolada")
    before = places.database().read_bytes()
    world = invented(60)
    world.faults, world.fault_after = [Fault(200, hang=60.0)], 6
    with serving(world) as address:
        environment = {
            **os.environ,
            "SAMPLAN_FIGURES": str(places.folder()),
            "SAMPLAN_KOLADA_URL": f"{address}/v3",
            "DATABASE_URL": "sqlite://:memory:",
        }
        child = subprocess.Popen(
            [sys.executable, "-m", "samplan", "sync", "kolada"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 120
        while len(world.requests) < 7 and time.monotonic() < deadline:
            time.sleep(0.05)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert len(world.requests) == 7
        assert places.database().read_bytes() == before
        assert len(reading.figures().facts) == 3
        settings.KOLADA_URL = f"{address}/v3"
        told = CliRunner().invoke(app, ["sync", "kolada"])
    assert told.exit_code == 0, told.output
    assert len(reading.figures().facts) == 60
    again = [path for _, path in world.requests[7:]]
    assert all("/data/" in path and "N99001" not in path for path in again)


def test_drift_of_the_catalogue_is_named_by_the_check_and_by_the_next_sync(settings: Any) -> None:
    world = invented(4)
    run(world, settings, "sync", "kolada")
    del world.kpis[0]
    world.kpis[0]["title"] = "Ett annat namn, andel (%)"
    world.kpis[1] |= {"title": world.kpis[1]["title"] + " (-2025)", "publ_period": None}
    world.kpis.append(kpi("N99009"))
    told = run(world, settings, "sources", "check", "kolada", "--new")
    assert told.exit_code == 1
    lines = [line.split("  ")[0:2] for line in told.output.splitlines()]
    assert [(id_, words.split(":")[0]) for id_, words in lines] == [
        ("kolada:N99001", "borttagen / removed"),
        ("kolada:N99002", "har nytt namn / retitled"),
        ("kolada:N99003", "uppdateras inte längre / discontinued"),
        ("kolada:N99009", "ny / added"),
    ]
    told = run(world, settings, "sync", "kolada")
    assert told.exit_code == 0
    assert [line.split()[0] for line in told.output.splitlines() if line.startswith("kolada:")] == [
        "kolada:N99001",
        "kolada:N99002",
        "kolada:N99003",
    ]
    assert value("kolada:N99001") != []
    assert run(world, settings, "sources", "check").exit_code == 0


def test_tables_that_are_gone_are_named(settings: Any) -> None:
    with serving(World()) as address, stamina.set_testing(True, attempts=asking.ATTEMPTS, cap=True):
        settings.FOHM_URL = f"{address}/v1"
        told = CliRunner().invoke(app, ["sources", "check", "fohm"])
    assert told.exit_code == 1
    assert "fohm:suicid_vuxna  borttagen / removed" in told.output


def test_a_table_that_samplan_does_not_know_is_told() -> None:
    with pytest.raises(SourceFault, match="knows no table påhittad"):
        syncing.sync("fohm", only=["påhittad"])
