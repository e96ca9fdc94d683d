"""What a tagged PDF says of its own structure: which glyphs make a paragraph, and what kind of paragraph.

Word, LibreOffice and typst can write such tags. They are taken as hints: where lines part into paragraphs, and which
paragraphs are headings. Where things stand, tables and the order of reading are still found by what is seen.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

if TYPE_CHECKING:
    from samplan.documents.pdf.words import Line

BLOCKS = re.compile(r"^(P|H\d?|Title|LI|TD|TH|Caption|Note|FENote|BlockQuote|TOCI|Formula|Aside|Sect|Div|Part)$")
HEADING = re.compile(r"^(?:H(\d?)|Title)$")
MAX_DEPTH = 60
MAX_ELEMENTS = 50_000
MISTRUST = 0.15
"""If more than this share of the paragraphs end in the middle of a sentence, the tags mark lines, not paragraphs."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One tagged block. Two lines are of the same paragraph if their tags are the same object."""

    role: str

    @property
    def level(self) -> int:
        """The level of a heading from 1, 0 for what is none."""
        match = HEADING.match(self.role)
        return int(match[1] or 1) if match else 0


def page_tags(page: pdfium.PdfPage) -> dict[int, Tag]:
    """The block of each piece of marked content of the page, by its number; empty for a page without tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk()
        for i in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk.enter(raw.FPDF_StructTree_GetChildAtIndex(tree, i), None, 0)
        return walk.found
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Walk:
    """Goes down the tree and notes the nearest block above each marked content."""

    def __init__(self) -> None:
        self.found: dict[int, Tag] = {}
        self.left = MAX_ELEMENTS

    def enter(self, element: object, above: Tag | None, depth: int) -> None:
        """One element and what it holds."""
        self.left -= 1
        if not element or depth > MAX_DEPTH or self.left < 0:
            return
        role = _role(element)
        tag = Tag(role) if BLOCKS.match(role) else above
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                self.enter(child, tag, depth + 1)
        if tag is not None:
            for i in range(max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
                number = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, i)
                if number >= 0:
                    self.found[number] = tag


def _role(element: object) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")


def trusted(groups: Iterable[Sequence[Line]]) -> bool:
    """Whether the tags mark paragraphs. groups: lines that stand under each other."""
    ends = torn = 0
    for a, b in _neighbours(groups):
        if a.tag is not b.tag:
            ends += 1
            torn += b.text[:1].islower() and a.text[-1:].isalpha() and b.base - a.base < 1.7 * b.size
    return torn <= MISTRUST * ends


def _neighbours(groups: Iterable[Sequence[Line]]) -> Iterator[tuple[Line, Line]]:
    for lines in groups:
        for a, b in pairwise(lines):
            if a.tag is not None and b.tag is not None:
                yield a, b
