"""Reading in a process of its own holds its limits and tells the same errors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents.building import p, plan_docx, raw_docx, raw_xlsx

import samplan
from samplan.documents import DocumentError, read, read_in_process

ROOMY = {"memory_mb": 1_500, "seconds": 60.0, "max_mb": 20.0}
limited = pytest.mark.skipif(sys.platform == "win32", reason="this system has no resource limits")


def test_the_same_document_comes_back_and_progress_is_told() -> None:
    data = raw_xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>')
    told: list[tuple[int, int]] = []
    document = read_in_process(data, name="plan.xlsx", on_progress=lambda *step: told.append(step), **ROOMY)
    assert document == read(data, name="plan.xlsx")
    assert told == [(1, 1)]


def test_the_childs_error_is_raised_here() -> None:
    with pytest.raises(DocumentError) as caught:
        read_in_process(raw_docx(p("x")), name="../a.pdf", **ROOMY)
    assert caught.value.code == "wrong_content"
    assert ".pdf" in caught.value.sentence("sv")


def test_too_large_is_told_before_anything_is_started() -> None:
    with pytest.raises(DocumentError) as caught:
        read_in_process(bytes(2_000_000), name="a.txt", memory_mb=500, seconds=5, max_mb=1)
    assert caught.value.code == "too_large"


def test_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(DocumentError) as caught:
        read_in_process(plan_docx(3), name="a.docx", memory_mb=1_500, seconds=0.001, max_mb=20)
    assert caught.value.code == "took_too_long"


@limited
def test_reading_that_needs_too_much_memory_is_stopped() -> None:
    data = ("ord " * 12 + "\n\n").encode() * 400_000
    with pytest.raises(DocumentError) as caught:
        read_in_process(data, name="a.txt", memory_mb=150, seconds=60, max_mb=100)
    assert caught.value.code == "too_much_memory"


def test_the_reading_process_knows_nothing_of_django() -> None:
    told = "import sys, samplan.documents.worker, samplan.documents.reading; print('django' in sys.modules)"
    home = str(Path(samplan.__file__).parents[1])
    answer = subprocess.run(
        [sys.executable, "-c", told], env={"PYTHONPATH": home}, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
