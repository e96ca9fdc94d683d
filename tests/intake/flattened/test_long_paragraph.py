"""A long paragraph of labelled lines is counted once, however many values are read from it."""

from __future__ import annotations

import pytest

from samplan.documents import read
from samplan.intake import read_plan
from samplan.intake.recognisers import ledger

VALUES = ("En kurs om samtal nummer {n} hålls.", "Region Exempel", "2026")
LABELS = ("Vad vi gör", "Vem", "När det sker")


def words_looked_at(lines: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many words the ledger takes apart to read a text of so many labelled lines without an empty one."""
    looked, words = [0], ledger.words

    def counted(text: str) -> list[str]:
        found = list(words(text))
        looked[0] += len(found)
        return found

    text = "\n".join(f"{LABELS[n % 3]}: {VALUES[n % 3].format(n=n)}" for n in range(lines))
    monkeypatch.setattr(ledger, "words", counted)
    proposal = read_plan(read(f"Handlingsplan 2026\n\nSkolan\n{text}".encode(), name="plan.txt"))
    monkeypatch.setattr(ledger, "words", words)
    assert proposal.words.share == 1.0
    assert sum(len(area.activities) for area in proposal.plan.areas) == lines // 3
    return looked[0]


def test_twice_as_many_lines_take_twice_as_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    some = words_looked_at(90, monkeypatch)
    assert words_looked_at(180, monkeypatch) < 2.2 * some
