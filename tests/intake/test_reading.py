"""Reading and proposing in a process of its own gives the same, and holds its limits."""

from __future__ import annotations

import sys

import pytest
from tests.documents.building import p, raw_docx
from tests.intake.worlds import word_document

from samplan.documents import DocumentError, read
from samplan.intake import read_plan
from samplan.intake.reading import propose_in_process

ROOMY = {"memory_mb": 1_500, "seconds": 60.0, "max_mb": 20.0}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word_document(), "plan.docx"),
        ("Mål\n\nFärre mår dåligt.\n\nVad behövs? \n\n• Utbilda ht 2025–20121, ca 15 tkr\n".encode(), "plan.txt"),
    ],
)
def test_the_same_proposal_comes_back(data: bytes, name: str) -> None:
    found = propose_in_process(data, name=name, **ROOMY)
    assert found.document == read(data, name=name)
    assert found.proposal == read_plan(found.document)


def test_real_documents_come_back_the_same(sources: object) -> None:
    for path in sorted(sources.glob("*.txt"))[:2]:  # type: ignore[attr-defined]
        found = propose_in_process(path.read_bytes(), name=path.name, **ROOMY)
        assert found.proposal == read_plan(found.document)


def test_the_documents_error_is_raised_here() -> None:
    with pytest.raises(DocumentError) as caught:
        propose_in_process(raw_docx(p("x")), name="a.pdf", **ROOMY)
    assert caught.value.code == "wrong_content"


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no resource limits")
def test_a_proposal_that_takes_too_long_is_stopped() -> None:
    data = ("Mål Aktivitet Tidsplan Indikator Ansvarig\nMinska ohälsa   Utbilda    Ht 2025\n" * 8_000).encode()
    with pytest.raises(DocumentError) as caught:
        propose_in_process(data, name="a.txt", memory_mb=1_500, seconds=4, max_mb=20)
    assert caught.value.code == "took_too_long"
