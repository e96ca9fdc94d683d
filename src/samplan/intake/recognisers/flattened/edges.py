"""What stands at the pages' edges and what a table's header has to do with it.

A header that every page repeats looks like a running header, and is set aside as one; and some extraction glues the
page's running words to the end of its last line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from samplan.documents.blocks import Document
from samplan.intake.recognisers.flattened.headers import names_columns
from samplan.intake.recognisers.flattened.heads import head_at
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.paragraphs import text_width

_GLUED = re.compile(r"(?<=[a-zåäö.,;:)\d])(?=[A-ZÅÄÖ][\wåäö]+[ \d].{6,}$)")
_APART = re.compile(r"\S\s{3,}\S")
MOST = 0.7
MANY = 0.15
"""Where so many lines hold wide gaps, columns stand apart, and a header without its gaps tells nothing."""
_PAGE_NUMBER = re.compile(r"\s\d{1,3}$")


def with_edges(lines: Sequence[Line], document: Document) -> list[Line]:
    """The lines with headers of tables put back where their pages begin, and without running words glued to them."""
    return _with_headers(_without_glue(_without_footers(_without_running(lines)), document), document)


_FOOT = re.compile(r"(?:sid(?:a|an)?\.?\s*)?(\d{1,3})(?:\s*(?:\(\d{1,3}\)|(?:av|/)\s*\d{1,3}))?", re.I)
FEWEST = 3
"""So many pages must count on under the same words before these are taken for a footer."""


def _without_footers(lines: Sequence[Line]) -> list[Line]:
    """The lines without the same words over (or under) page numbers that count on, where no page break is told."""
    numbered = [(at, int(found[1])) for at, line in enumerate(lines) if (found := _FOOT.fullmatch(line.text.strip()))]
    for step in (-1, 1):
        by_text: dict[str, list[tuple[int, int]]] = {}
        for at, number in numbered:
            if 0 <= at + step < len(lines) and not lines[at + step].bullet:
                by_text.setdefault(lines[at + step].text, []).append((at, number))
        for text, places in by_text.items():
            counts = [number for _, number in places]
            counted = all(0 < b - a <= MISSED for a, b in pairwise(counts))
            if len(places) >= FEWEST and counted and re.search(r"[^\W\d]{3}", text):
                gone = {line for at, _ in places for line in (at, at + step)}
                return _without_drafts([line for at, line in enumerate(lines) if at not in gone])
    return _without_drafts(lines)


_DRAFT = re.compile(r"\b(?:arbetsmaterial|arbetsdokument|utkast|remissversion|remissutgåva|arbetsversion|dnr)\b", re.I)


def _without_drafts(lines: Sequence[Line]) -> list[Line]:
    """The lines without a short text that says how far the document has come, again and again."""
    counts = Counter(line.text for line in lines)
    return [line for line in lines if counts[line.text] < FEWEST or len(line.text) > 60 or not _DRAFT.search(line.text)]


MISSED = 2
"""A page's footer may be missing."""


def _without_running(lines: Sequence[Line]) -> list[Line]:
    """The lines without a text that begins most pages."""
    first = [
        line for line, before in zip(lines, [None, *lines], strict=False) if before is None or _turns(before, line)
    ]
    counts = Counter(line.text for line in first if not line.bullet and label_of(line.text.rstrip(" :")) is None)
    least = max(2, MOST * len(first))
    running = {id(line) for line in first if counts[line.text] >= least and not names_columns(line.text)}
    return [line for line in lines if id(line) not in running]


def _turns(before: Line, line: Line) -> bool:
    return line.gap is Gap.PAGE and before.page != line.page


def _without_glue(lines: Sequence[Line], document: Document) -> list[Line]:
    glued = [(line, found.start()) for line in lines if (found := _GLUED.search(line.text)) is not None]
    tails = Counter(_PAGE_NUMBER.sub("", line.text[at:]) for line, at in glued)
    known = {_PAGE_NUMBER.sub("", piece.text) for piece in document.furniture} if glued else set()
    known |= {line.text for line in lines} if glued else set()
    for line, at in glued:
        tail = _PAGE_NUMBER.sub("", line.text[at:])
        if tails[tail] > 1 or tail in known:
            line.text = line.text[:at].rstrip()
    return list(lines)


def _with_headers(lines: list[Line], document: Document) -> list[Line]:
    aside = [
        Line(piece.text, piece.text, piece, Gap.PAGE, piece.provenance.page)
        for piece in document.furniture
        if piece.kind == "header" and names_columns(piece.text)
    ]
    if not aside or sum(bool(_APART.search(line.raw.strip())) for line in lines) > MANY * len(lines):
        return lines
    width = text_width(lines)
    for header in reversed(aside):
        page = header.page or 0
        place = next((at for at, line in enumerate(lines) if (line.page or 0) >= page), len(lines))
        head = head_at(lines, place, width) if place < len(lines) else None
        lines.insert(head.end if head is not None else place, header)
    return lines
