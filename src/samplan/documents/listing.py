"""Bullets and numbers that somebody typed in front of a text, whatever their glyph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from samplan.documents.blocks import Block, ListItem, Paragraph, Table
from samplan.documents.folding import fold, join_lines

GLYPHS = (
    "•◦‣⁃∙·●○■□▪▫◆◇►▸▶➢➤➔→✓✔✗✘☐☑☒❖♦⦁⁌⁍*\uf0a7\uf06e\uf0b7\uf0d8\uf0fc\uf0a8\uf076\uf071\uf02d\uf0e0\uf0de\uf0fe\uf0a3"
)
DASHES = "-–—−"
ANSWERS = "○●■□✓✔✗✘☐☑☒◆◇"
"""Glyphs that answer something when they stand alone, as in a table of who does what."""

_GLYPH = re.compile(rf"^\s*([{re.escape(GLYPHS)}\ue000-\uf8ff])[\s\u00a0]*(?=\S|$)")
_STAR = re.compile(r"^\s*\*+(?=\w)")
_DASH = re.compile(rf"^\s*([{re.escape(DASHES)}])(?:[\s\u00a0]+(?=\S)|(?=[A-ZÅÄÖ]))")
_LETTER_O = re.compile(r"^\s*(o)[\s\u00a0]+(?=[A-ZÅÄÖ])")
_NUMBER = re.compile(r"^\s*(\(?(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)])[\s\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A typed marker and the text after it, as it stood."""

    marker: str
    rest: str
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines that belong together. marker is None for running text."""

    marker: str | None
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one folded text."""
        return join_lines(self.lines)


def bullet(line: str) -> Marked | None:
    """The bullet in front of a line, None if there is none. "*" straight before a word is a footnote star.

    A sign that answers and stands alone is a text of its own.
    """
    if _STAR.match(line) or (len(line.strip()) == 1 and line.strip() in ANSWERS):
        return None
    match = _GLYPH.match(line) or _DASH.match(line) or _LETTER_O.match(line)
    if match is None:
        return None
    return Marked(shown(match[1]), line[match.end() :])


def numbered(line: str) -> Marked | None:
    """The number or letter in front of a line ("1.", "a)", "iv."), None if there is none."""
    match = _NUMBER.match(line)
    return Marked(match[1], line[match.end() :], ordered=True) if match else None


_B = TypeVar("_B", bound=Block)

RING = "◦"
"""What is drawn for the letter "o" of a list: a ring."""


def with_words(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which an "o" that was typed in front of a lone line is a word of it again.

    People who type a list by hand type more than one item: with no other item beside it, "o A" is a text. What the
    file itself draws in front of an item never is the letter (`drawn`).
    """
    return tuple(_table_with_words(block) if isinstance(block, Table) else block for block in _with_words(blocks))


def _with_words(blocks: Sequence[_B]) -> Iterator[_B | Paragraph]:
    for place, block in enumerate(blocks):
        if isinstance(block, ListItem) and block.marker == "o" and not _in_list(blocks, place):
            yield Paragraph(f"{block.marker} {block.text}", block.provenance, block.lines)
        else:
            yield block


def drawn(marker: str) -> str:
    """The marker that a file draws in front of an item, where a ring may be the letter "o" of another font."""
    return RING if marker == "o" else marker


def _in_list(blocks: Sequence[Block], place: int) -> bool:
    near = (place - 1, place + 1)
    return any(0 <= other < len(blocks) and isinstance(blocks[other], ListItem) for other in near)


def _table_with_words(table: Table) -> Table:
    if not any(isinstance(p, ListItem) and p.marker == "o" for row in table.rows for cell in row for p in cell.content):
        return table
    rows = tuple(tuple(replace(cell, content=tuple(_with_words(cell.content))) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def shown(glyph: str) -> str:
    """A glyph of a symbol font's private place as the bullet that a person sees."""
    return "•" if not glyph or "\ue000" <= glyph[0] <= "\uf8ff" else fold(glyph)


def pieces(lines: Sequence[str]) -> list[Piece]:
    """Lines with typed bullets parted into items; a line without a bullet goes on with the one before it."""
    parted: list[tuple[str | None, list[str]]] = []
    for line in lines:
        found = bullet(line)
        if found is not None and not (parted and _dash_within(found, parted[-1])):
            parted.append((found.marker, [" " * (len(line) - len(found.rest)) + found.rest]))
        elif parted:
            parted[-1][1].append(line)
        else:
            parted.append((None, [line]))
    made = (Piece(marker, tuple(line.rstrip() for line in part if fold(line))) for marker, part in parted)
    return [piece for piece in made if piece.lines]


def _dash_within(found: Marked, before: tuple[str | None, list[str]]) -> bool:
    """Whether a dash at a line's start is one in the sentence: running text breaks off above, small letters follow."""
    marker, lines = before
    if found.marker not in DASHES or marker is not None or not found.rest[:1].islower():
        return False
    return not lines[-1].rstrip().endswith((":", ".", ";", "?", "!", ","))
