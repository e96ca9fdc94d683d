"""Which paragraphs are headings, and of which level: by size first, then by weight and capitals.

Where a document has several headings in larger letters, bold lines as large as the text stay bold paragraphs, as they
are in the word processor's file: names and labels below the headings, not headings of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.pdf.assembly import Head, Item
from samplan.documents.pdf.flow import Piece

LONGEST = 180
LEADER = "...."
MAX_LEVEL = 6
LARGER = 1.12
"""A heading is so many times as large as the text, if it is told by its size."""
ENOUGH = 3
"""So many larger headings, and none is told by its weight alone."""

Style = tuple[float, bool, bool]


def with_headings(items: Sequence[Item], body: float) -> list[Item]:
    """The items with headings in the place of the paragraphs that are headings."""
    styles: dict[int, Style] = {}
    for item in items:
        if isinstance(item, Piece) and (item.heading or _heading(item, body)):
            styles[id(item)] = _style(item, body)
    tagged = {id(item) for item in items if isinstance(item, Piece) and item.heading}
    if tagged or sum(style[0] >= LARGER * body for style in styles.values()) >= ENOUGH:
        styles = {k: style for k, style in styles.items() if k in tagged or style[0] >= LARGER * body or not style[1]}
    ranks = _ranks(set(styles.values()))
    _tagged_ranks(items, ranks)
    found: list[Item] = []
    for item in items:
        if isinstance(item, Piece) and id(item) in styles:
            _restore_marker(item)
            found.append(Head(item, item.heading or ranks[styles[id(item)]]))
        else:
            found.append(item)
    return found


def _tagged_ranks(items: Sequence[Item], ranks: dict[Style, int]) -> None:
    """What looks like a tagged heading is of its level."""
    for item in items:
        if isinstance(item, Piece) and item.heading:
            ranks[_style(item, 0.0)] = item.heading


def _restore_marker(piece: Piece) -> None:
    """A heading's number is a part of its text."""
    if piece.marker and piece.lines[0].words:
        word = piece.lines[0].words[0]
        word.text = f"{piece.marker} {word.text}"
    piece.marker, piece.ordered = "", False


def _heading(piece: Piece, body: float) -> bool:
    text = piece.text
    letters = sum(c.isalpha() for c in text)
    if piece.bullet or len(piece.lines) > 3 or len(text) > LONGEST or letters < 2 or LEADER in text:
        return False
    if piece.marker and not piece.bold and piece.size < 1.3 * body:
        return False
    if piece.size >= LARGER * body:
        return len(text) < 120 or piece.bold
    if piece.size < 0.94 * body or text.endswith((".", ",", ";")) or len(text) > 110:
        return False
    if piece.bold:
        return True
    if ": " in text:  # a label and what it labels
        return False
    return letters >= 4 and text.isupper() and piece.gap_above > 0.2 and len(piece.lines) == 1


def _style(piece: Piece, body: float) -> Style:
    size = round(piece.size * 2) / 2
    bold = piece.bold
    return size, bold, piece.text.isupper() and size < LARGER * body


def _ranks(styles: set[Style]) -> dict[Style, int]:
    """Levels from 1: larger first, sizes less than a point apart alike, bold before plain."""
    ordered = sorted(styles, key=lambda s: (-s[0], not s[1], not s[2]))
    ranks: dict[Style, int] = {}
    level = 0
    last: Style | None = None
    for style in ordered:
        if last is None or last[0] - style[0] > 0.6 or last[1:] != style[1:]:
            level += 1
        ranks[style] = min(level, MAX_LEVEL)
        last = style
    return ranks
