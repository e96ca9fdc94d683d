"""List marks that stand alone, over the items that they belong to: so some text out of PDFs has them.

As many marks as items, mostly: each item gets the mark that is its own. Where more lines begin anew than there are
marks, those are items' beginnings over which most room was left.
"""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.flow import SMALL_WORDS
from samplan.documents.listing import bullet
from samplan.documents.pdf.lexicon import LETTERS
from samplan.documents.textstretches import is_known

FEWEST = 2
"""So many marks stand alone in a text that has the habit."""


def with_marks(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages, marks that stood alone set before their items; as they are, where marks do not stand alone."""
    if sum(_is_mark(line) for page in pages for line in page) < FEWEST:
        return list(pages)
    return [_page(page) for page in pages]


def _is_mark(line: str) -> bool:
    text = line.strip()
    return len(text) == 1 and not text.isalnum() and text not in "-–—" and bullet(f"{text} x") is not None


def _page(lines: list[str]) -> list[str]:
    made: list[str] = []
    at = 0
    while at < len(lines):
        if not _is_mark(lines[at]):
            made.append(lines[at])
            at += 1
            continue
        marks = []
        while at < len(lines) and (_is_mark(lines[at]) or (not lines[at].strip() and _mark_follows(lines, at))):
            if lines[at].strip():
                marks.append(lines[at].strip())
            at += 1
        taken = _items(lines, at, len(marks))
        if not taken:
            made += marks
            continue
        starts = set(_starts([lines[n] for n in taken], len(marks)))
        order = {n: k for k, n in enumerate(taken)}
        made += [f"{marks[0]} {lines[n]}" if order.get(n) in starts else lines[n] for n in range(at, taken[-1] + 1)]
        at = taken[-1] + 1
    return made


def _mark_follows(lines: Sequence[str], at: int) -> bool:
    after = next((line for line in lines[at:] if line.strip()), "")
    return _is_mark(after)


def _items(lines: Sequence[str], at: int, many: int) -> list[int]:
    """The places of the lines that the marks' items take: up to an empty line below which there are items enough."""
    taken: list[int] = []
    begun = 0
    for place in range(at, len(lines)):
        text = lines[place].strip()
        if _is_mark(text) or (taken and text and _is_label(text) and begun >= 1):
            break
        if not text:
            if taken and begun >= many:
                break
            continue
        begun += not taken or _is_fresh(lines[taken[-1]], text)
        taken.append(place)
    return taken


def _starts(lines: Sequence[str], many: int) -> list[int]:
    """Which of the lines begin items: the first, and those that begin anew where most room was left above."""
    fresh = [at for at in range(1, len(lines)) if _is_fresh(lines[at - 1], lines[at].strip())]
    width = max(len(line.strip()) for line in lines)
    room = {at: width - len(lines[at - 1].strip()) - len(lines[at].split()[0]) for at in fresh}
    best = sorted(fresh, key=lambda at: -room[at])[: many - 1]
    return [0, *sorted(best)]


def _is_fresh(before: str, text: str) -> bool:
    """Whether a line may begin something below another."""
    last = before.split()[-1] if before.split() else ""
    return not text[:1].islower() and last.casefold() not in SMALL_WORDS and not last.endswith((",", "-", "–"))


def _is_label(text: str) -> bool:
    words = LETTERS.findall(text)
    return len(text) < 60 and text[:1].isupper() and bool(words) and all(is_known(word) for word in words)
