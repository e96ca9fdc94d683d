"""What an old plan told of its follow-up: municipal statements with their words for how many. Pure.

A plan that was read from a document keeps what found no field, block by block, in the document's order. Where such
blocks are a list under the name of a focus area, and most of its items say how many municipalities do something, they
are the municipalities' own work, compiled by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samplan.documents.folding import fold
from samplan.followup.compiling import typed_count

_NUMBER = re.compile(r"^[\d.]+\s*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE_KINDS = frozenset({"heading", "label"})
_ITEM = "list"
_RUNNING = "paragraph"


@dataclass(frozen=True, slots=True)
class OldBlock:
    """A block of the source as the plan kept it."""

    kind: str
    text: str
    page: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class OldStatement:
    """One item of a municipal compilation. written_count: its first words for how many, "" for none.

    focus: number and title of the focus area that it stood under, as the plan has them.
    """

    text: str
    written_count: str
    focus: tuple[int, str]
    page: int | None
    position: int


def municipal_statements(blocks: Sequence[OldBlock], focus_areas: Sequence[tuple[int, str]]) -> list[OldStatement]:
    """The statements, in the document's order, under the plan's focus areas (number, title)."""
    found: list[OldStatement] = []
    focus: tuple[int, str] | None = None
    items: list[OldStatement] = []
    for block in blocks:
        text = " ".join(block.text.split())
        if block.kind in _TITLE_KINDS:
            found += _compiled(items)
            items, focus = [], _focus(text, focus_areas)
        elif focus is not None and block.kind == _ITEM:
            items.append(OldStatement(text, typed_count(text), focus, block.page, block.position))
        elif items and block.kind == _RUNNING and _goes_on(items[-1].text, text):
            last = items[-1]
            whole = f"{last.text} {text}"
            items[-1] = OldStatement(whole, typed_count(whole), last.focus, last.page, last.position)
    return found + _compiled(items)


def _compiled(items: list[OldStatement]) -> list[OldStatement]:
    """The items, if at least half of them say how many: else it is another list under the same name."""
    counted = sum(bool(item.written_count) for item in items)
    return items if items and counted * 2 >= len(items) else []


def _focus(title: str, focus_areas: Iterable[tuple[int, str]]) -> tuple[int, str] | None:
    """The focus area that a heading names: its words are the beginning of the area's, or the other way."""
    bare = _plain(title)
    for number, name in focus_areas:
        known = _plain(name)
        if bare and known and (known.startswith(bare) or bare.startswith(known)):
            return number, name
    return None


def _plain(text: str) -> str:
    return fold(_NUMBER.sub("", text)).casefold().strip(" .:")


def _goes_on(before: str, text: str) -> bool:
    """Whether running text goes on where an item's first line broke off."""
    return bool(text) and not text.isdigit() and before[-1:] not in ".!?”)" and text[:1].islower()


def year_of(texts: Iterable[str], otherwise: int) -> int:
    """The year that is named most often, the latest of those; otherwise, where none is."""
    years = [int(y) for text in texts for y in _YEAR.findall(text)]
    return max(set(years), key=lambda y: (years.count(y), y)) if years else otherwise
