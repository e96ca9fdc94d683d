"""Stretches of a line: text between runs of blanks, and whether labels are made of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from samplan.documents.pdf.lexicon import LETTERS, known_words
from samplan.documents.texttimes import begins_time

_STRETCH = re.compile(r"\S+(?: \S+)*")
_MARKER = re.compile(r"^(?:[^\w\s]|o|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zA-Z][.)])$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between runs of blanks, with its first place in the line and the one after its last."""

    start: int
    end: int
    text: str


_BARE = str.maketrans("åäö", "aao")


@cache
def _bare_words() -> frozenset[str]:
    return frozenset(word.translate(_BARE) for word in known_words())


def is_known(word: str) -> bool:
    """Whether labels are made of a word, also where it has lost its å, ä and ö."""
    return word.casefold() in known_words() or word.casefold() in _bare_words()


def stretches(line: str) -> list[Stretch]:
    """The stretches of a line; a bullet or number set apart by blanks belongs to the text after it."""
    raw = line.expandtabs(8).replace("\u00a0", " ")
    found: list[Stretch] = []
    for match in _STRETCH.finditer(raw):
        last = found[-1] if found else None
        if last is not None and _MARKER.match(last.text) and match.start() - last.end <= 6 and not last.text.isdigit():
            found[-1] = Stretch(last.start, match.end(), f"{last.text} {match[0]}")
        else:
            found.append(Stretch(match.start(), match.end(), match[0]))
    return found


def says_labels(parts: Sequence[Stretch], share: float) -> bool:
    """Whether stretches begin with capitals and so many of their words are such as labels are made of."""
    words = [word.casefold() for part in parts for word in LETTERS.findall(part.text)]
    if len(parts) < 2 or not all(part.text[:1].isupper() for part in parts):
        return False
    if any(begins_time(part.text) and part.text[-1:].isdigit() for part in parts):
        return False
    return sum(is_known(word) for word in words) >= share * len(words)


def is_label(part: Stretch) -> bool:
    """Whether a stretch begins with a capital and all its words are such as labels are made of."""
    words = LETTERS.findall(part.text)
    return part.text[:1].isupper() and bool(words) and all(is_known(word) for word in words)
