"""What stands at the pages' edges and what a table's header has to do with it.

A header that every page repeats looks like a running header, and is set aside as one; and some extraction glues the
page's running words to the end of its last line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
    return _with_headers(_without_glue(_without_running(lines), document), document)


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
