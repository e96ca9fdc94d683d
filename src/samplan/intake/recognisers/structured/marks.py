"""Letters and signs in a table of who does what: "A" under a function's name means that it answers, "M" that it helps.

What a mark means is told by the document's own key ("A = ansvarig, M = medverkar"); where there is none, ticks and the
usual letters for answering count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samplan.documents.blocks import Block, Paragraph
from samplan.intake.recognisers.structured.content import is_tick
from samplan.intake.recognisers.wording import plain

_MARK = re.compile(r"\s*(?:[A-ZÅÄÖ]{1,2}|\(?[xX]\)?|[○◯◦●•■□▲△])\s*")
_KEY = re.compile(
    r"(?P<mark>[A-ZÅÄÖ]{1,2}|\(?[xX]\)?|[○◯◦●•■□▲△])\s*(?:=|står\s+för|betyder|–|:)\s*(?P<word>[a-zåäö][\wåäö -]{2,40})"
)
_ANSWERS = re.compile(r"ansvar|utför|leder|driver|äger|huvudman|samordnar", re.I)
_USUAL = frozenset({"A", "R", "H", "●", "■"})
MOST_MARKS = 4


def all_marks(texts: Sequence[str]) -> bool:
    """Whether a column holds a few short marks and nothing else."""
    marked = bool(texts) and all(is_tick(text) or _MARK.fullmatch(text) for text in texts)
    return marked and len({plain(text) or text.strip() for text in texts}) <= MOST_MARKS


def answering(blocks: Iterable[Block]) -> frozenset[str]:
    """The marks that mean that somebody answers for a thing, as a document's key tells, or the usual ones."""
    found: set[str] = set()
    told = False
    for block in blocks:
        if not isinstance(block, Paragraph) or len(block.text) > 300:
            continue
        keys = [(match["mark"], match["word"]) for match in _KEY.finditer(block.text)]
        if len(keys) > 1 and any(_ANSWERS.search(word) for _, word in keys):
            told = True
            found.update(mark for mark, word in keys if _ANSWERS.search(word))
    return frozenset(found) if told else _USUAL


def answers(text: str, marks: frozenset[str]) -> bool:
    """Whether a cell's mark says that the one above answers; a bare tick does where the key names no other."""
    mark = text.strip()
    return mark in marks or (is_tick(mark) and marks == _USUAL)
