"""Footnotes, endnotes and comments: their text by id, and the mark that a reader sees."""

from __future__ import annotations

from typing import Literal, NamedTuple

from samplan.documents.ooxml import Element, Package, value
from samplan.documents.word.numbering import formatted

Kind = Literal["footnote", "endnote", "comment"]
PARTS: tuple[tuple[Kind, str, str], ...] = (
    ("footnote", "footnotes", "decimal"),
    ("endnote", "endnotes", "lowerRoman"),
    ("comment", "comments", "none"),
)


class Found(NamedTuple):
    """A note's element, its kind and its mark ("3", "iv", "" for a comment)."""

    element: Element
    kind: Kind
    mark: str


class Notes:
    """The document's notes. Marks are counted in the order in which they are asked for, as Word does."""

    def __init__(self, package: Package) -> None:
        self._texts: dict[tuple[str, str], Element] = {}
        self._counts = dict.fromkeys((kind for kind, _, _ in PARTS), 0)
        for kind, part, _ in PARTS:
            root = package.of_kind(part)
            for element in () if root is None else root:
                self._texts.setdefault((kind, value(element, "id") or ""), element)

    def of(self, kind: str, identity: str) -> Found | None:
        """The note that a reference points at, once; None if it is not there or already told."""
        element = self._texts.pop((kind, identity), None)
        if element is None:
            return None
        for known, _, form in PARTS:
            if known == kind:
                self._counts[known] += 1
                return Found(element, known, formatted(self._counts[kind], form))
        return None
