"""The lines of a flattened document, with all that the page told about them: gaps, bullets, pages, indents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from samplan.documents.blocks import Document, Furniture, Heading, ListItem, Note, Paragraph, Table
from samplan.documents.folding import SOFT_HYPHEN, fold, join_lines
from samplan.intake.recognisers.vocabulary import Label

BULLET = re.compile(
    r"^\s*(?:[a-zåäö]\)\s+|[•\u25aa\u25ab\u25cf\u25cb\u25e6\u2023\u2043\u2219\u00b7\u25a0\u25a1\u25ba\u27a2\u2713\u2714\uf0a7\uf06e\uf0b7\uf0d8\uf0fc\u2756*o]\s+|[-–]\s+(?=\S)|[•\u25aa\u25cf\u00b7\uf0a7\uf06e\uf0b7])"
)


LETTERED = re.compile(r"^\s*[a-zåäö]\)\s+")
"""A list's letter, which may also stand within what the reader took for one item."""


class Gap(IntEnum):
    """What stands between a line and the one before it."""

    SAME = 0  # both stand on one line of the source
    NEXT = 1  # the next line
    BLANK = 2  # a blank line, or a new block
    PAGE = 3  # a new page


@dataclass(slots=True)
class Line:
    """A line of the source. raw keeps its blanks; bullet: a list mark stood before it; block: where it
    came from; lead: the label that leads it, where the document sets labels before texts; pair: it and the next
    line are one label that a narrow column broke; series: the kind of heading that its number makes it;
    told: the label that it is, told by what stands under it in the whole document; led: what `lead` means, told
    so too; inner: it goes on with the item before, though a label leads it."""

    text: str
    raw: str
    block: Heading | Paragraph | ListItem | Note | Table | Furniture
    gap: Gap
    page: int | None
    bullet: bool = False
    heading: int = 0
    bold: bool = False
    lead: str = ""
    pair: bool = False
    series: str = ""
    told: Label | None = None
    led: Label | None = None
    inner: bool = False

    @property
    def width(self) -> int:
        """Letters in the line, as it stood."""
        return len(self.text)


def lines_of(document: Document) -> list[Line]:
    """All lines of the document's text, in order; notes and real tables are left to others."""
    found: list[Line] = []
    page: int | None = None
    for block in document.blocks:
        if isinstance(block, Note | Table):
            continue
        here = block.provenance.page
        gap = Gap.PAGE if found and here != page else Gap.BLANK
        page = here
        found.extend(_block_lines(block, gap))
    return found


def _block_lines(block: Heading | Paragraph | ListItem, gap: Gap) -> Iterable[Line]:
    level = block.level if isinstance(block, Heading) else 0
    bold = isinstance(block, Paragraph) and block.bold
    listed = isinstance(block, ListItem)
    texts = [line for line in block.lines if line.strip()] or [block.text]
    for number, raw in enumerate(texts):
        text = softly(raw)
        marked = (BULLET if number == 0 or not listed else LETTERED).match(text)
        if marked is not None:
            text = text[marked.end() :].strip()
        if not text:
            continue
        yield Line(text, raw, block, gap, block.provenance.page, bool(marked) or (listed and number == 0), level, bold)
        gap = Gap.NEXT


def softly(raw: str) -> str:
    """A line folded; a soft hyphen at its end is kept, for the word goes on in the next line."""
    text = fold(raw)
    return text + SOFT_HYPHEN if text and raw.rstrip().endswith(SOFT_HYPHEN) else text


def joined(lines: Sequence[Line]) -> str:
    """The lines as one text, words broken at line ends joined again."""
    return join_lines(line.text for line in lines)


def blocks_of(lines: Iterable[Line]) -> list[object]:
    """The blocks that lines came from, each once, in order."""
    seen: dict[int, object] = {}
    for line in lines:
        seen.setdefault(id(line.block), line.block)
    return list(seen.values())
