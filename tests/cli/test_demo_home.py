"""The demo county's folder: one start lays it, and a laying that was cut short is begun anew."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samplan.cli.demo_home import laying

HALF = """
import sys, time
from pathlib import Path
from samplan.cli.demo_home import laying
home = Path(sys.argv[1])
with laying(home) as wanted:
    print(wanted, flush=True)
    (home / "samplan.sqlite3").write_text("half a county")
    (home / "figures").mkdir()
    sys.stdin.read()
"""


def _half(home: Path) -> subprocess.Popen[str]:
    """A process that lays the county and stays in the middle of it until its input ends."""
    command = [sys.executable, "-c", HALF, str(home)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "True\n"
    while not (home / "figures").exists():
        time.sleep(0.01)
    return started


def _seen(home: Path) -> set[str]:
    return {path.name for path in home.iterdir() if not path.name.startswith(".")}


def _laid_badly(home: Path) -> None:
    with laying(home):
        (home / "samplan.sqlite3").touch()
        (home / "samplan.sqlite3" / "figures").mkdir()


def test_what_is_laid_to_the_end_stays(tmp_path: Path) -> None:
    with laying(tmp_path / "demo") as wanted:
        assert wanted
        (tmp_path / "demo" / "samplan.sqlite3").write_text("a county")
    with laying(tmp_path / "demo") as wanted:
        assert not wanted
    assert (tmp_path / "demo" / "samplan.sqlite3").read_text() == "a county"


def test_a_laying_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        _laid_badly(tmp_path)
    assert _seen(tmp_path) == set()
    with laying(tmp_path) as wanted:
        assert wanted


def test_a_laying_that_was_killed_is_begun_anew(tmp_path: Path) -> None:
    started = _half(tmp_path)
    started.send_signal(signal.SIGKILL)
    started.wait(timeout=30)
    started.communicate()
    assert _seen(tmp_path) == {"samplan.sqlite3", "figures"}
    with laying(tmp_path) as wanted:
        assert wanted
        assert _seen(tmp_path) == set()


def test_another_start_waits_for_the_one_that_lays(tmp_path: Path) -> None:
    started = _half(tmp_path)
    waiting = subprocess.Popen(
        [sys.executable, "-c", HALF, str(tmp_path)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.communicate(timeout=2)
    started.communicate(timeout=30)
    told, _ = waiting.communicate(timeout=30)
    assert told == "False\n"
