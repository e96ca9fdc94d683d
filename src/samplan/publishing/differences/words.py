"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from samplan.publishing.differences.shapes import Run

PIECE = re.compile(r"\s+|\w+|[^\w\s]")
SENTENCE = re.compile(r".*?(?:[.!?:\n]\s+|\Z)", re.DOTALL)
LONE = 2
"""Letters of a common piece that is too short to tell two changes apart."""
MOST_WORK = 400_000
"""Pieces of one text times pieces of the other, above which whole sentences are compared first."""


def runs_between(old: str, new: str) -> tuple[Run, ...]:
    """Word by word: joining what is common and gone gives the old text, what is common and new gives the new one."""
    left, right = PIECE.findall(old), PIECE.findall(new)
    if len(left) * len(right) <= MOST_WORK:
        return _joined(_compared(left, right))
    return _joined(_by_sentence(old, new))


def _by_sentence(old: str, new: str) -> Iterator[tuple[str, str]]:
    for tag, before, after in _blocks(_sentences(old), _sentences(new), autojunk=True):
        left, right = PIECE.findall(before), PIECE.findall(after)
        if tag == "equal":
            yield "", before
        elif len(left) * len(right) <= MOST_WORK:
            yield from _compared(left, right)
        else:
            yield "del", before
            yield "ins", after


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE.findall(text) if sentence]


def _blocks(left: Sequence[str], right: Sequence[str], autojunk: bool = False) -> Iterator[tuple[str, str, str]]:
    """autojunk: what is said again and again in a long text is no place to start from."""
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=autojunk).get_opcodes():
        yield tag, "".join(left[a:b]), "".join(right[c:d])


def _compared(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What alone is common to two changes (a blank, a comma, "i") is told as changed too: that reads better."""
    blocks = list(_blocks(left, right))
    for at, (tag, before, after) in enumerate(blocks):
        lone = tag == "equal" and len(before.strip()) <= LONE and 0 < at < len(blocks) - 1
        if tag == "equal" and not lone:
            yield "", before
        else:
            yield "del", before
            yield "ins", after


def _joined(pieces: Iterator[tuple[str, str]]) -> tuple[Run, ...]:
    """Neighbours made one: of what is gone and new between two common places, all that is gone stands first."""
    runs: list[Run] = []
    gone, new = "", ""

    def close() -> None:
        nonlocal gone, new
        runs.extend(run for run in (Run("del", gone), Run("ins", new)) if run.text)
        gone, new = "", ""

    for tag, text in pieces:
        if tag == "del":
            gone += text
        elif tag == "ins":
            new += text
        elif text:
            close()
            if runs and not runs[-1].tag:
                runs[-1] = Run("", runs[-1].text + text)
            else:
                runs.append(Run("", text))
    close()
    return tuple(runs)
