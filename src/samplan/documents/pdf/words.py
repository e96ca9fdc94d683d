"""Words and lines made from glyphs: blanks rebuilt from gaps, doubled glyphs dropped, raised marks kept apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from samplan.documents.pdf.glyphs import Font, Glyph
from samplan.documents.pdf.tags import Tag

GAP = 0.17
"""A gap wider than this share of the font size parts two words."""
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
DROPPED = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff", "")
SOFT_HYPHEN = "\xad"


@dataclass(slots=True)
class Word:
    """A word with its box. y grows downwards; base is the base line. raised: set above the line, smaller.

    spaced: a blank of the page's own stands behind it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    font: Font
    raised: bool = False
    glued: bool = False
    tag: Tag | None = None
    spaced: bool = False

    @property
    def middle(self) -> float:
        """The height of the word's middle, from its base line: safe also where the font's box is wrong."""
        return self.base - 0.3 * self.font.size


@dataclass(slots=True)
class Line:
    """Words that stand on one line, from left to right."""

    words: list[Word]
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    turned: bool = False
    extra: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.x0 = min(w.x0 for w in self.words)
        self.x1 = max(w.x1 for w in self.words)
        weights: dict[float, int] = {}
        bases: dict[float, int] = {}
        heavy = letters = 0
        for w in self.words:
            n = 1 if w.font.symbol or w.raised else len(w.text) + 1
            weights[w.font.size] = weights.get(w.font.size, 0) + n
            bases[w.base] = bases.get(w.base, 0) + n
            if any(c.isalnum() for c in w.text) and not w.raised:
                letters += len(w.text)
                heavy += len(w.text) if w.font.bold else 0
        self.size = max(weights, key=lambda s: weights[s])
        self.base = max(bases, key=lambda b: bases[b])
        self.bold = letters > 0 and heavy >= 0.9 * letters

    @property
    def text(self) -> str:
        """The words with one blank between them, none before a glued one."""
        parts: list[str] = []
        for w in self.words:
            if parts and not w.glued:
                parts.append(" ")
            parts.append(w.text)
        return "".join(parts)

    @property
    def tag(self) -> Tag | None:
        """The tagged block that the line belongs to: its last word's, since a marker may be tagged apart."""
        return self.words[-1].tag

    @property
    def top(self) -> float:
        """The upper edge of the letters."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the letters."""
        return self.base + 0.2 * self.size


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a page, line by line. Turned text makes words of its own, read in its own direction."""
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        (turned if glyph.font.turn else upright).append(glyph)
    words: list[Word] = []
    for row in _rows(upright):
        for part in _by_cell(row):
            words.extend(_row_words(part))
    return words + _turned_words(turned)


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs on the same base line, left to right."""
    rows: list[list[Glyph]] = []
    base = -1e9
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if not rows or glyph.base - base > max(0.06 * glyph.font.size, 0.35):
            rows.append([])
            base = glyph.base
        rows[-1].append(glyph)
    for row in rows:
        row.sort(key=_place)
    return rows


def _place(glyph: Glyph) -> float:
    """Where a glyph stands in its row; a blank that justified text left no room stands before the letter on it."""
    return glyph.x0 - 0.05 if glyph.char.isspace() else glyph.x0


def _by_cell(row: list[Glyph]) -> list[list[Glyph]]:
    """The glyphs of a base line, those of each tagged cell apart: they may be set over each other."""
    places = {id(g.tag.place) if g.tag is not None else 0 for g in row}
    if len(places) < 2:
        return [row]
    parts: dict[int, list[Glyph]] = {}
    for glyph in row:
        parts.setdefault(id(glyph.tag.place) if glyph.tag is not None and glyph.tag.place else 0, []).append(glyph)
    return list(parts.values())


def _doubled(glyph: Glyph, earlier: list[Glyph]) -> bool:
    """The same letter drawn twice on nearly the same spot, to look bold."""
    reach = 0.12 * glyph.font.size
    return any(e.char == glyph.char and e.run != glyph.run and glyph.x0 - e.x0 < reach for e in earlier)


def _row_words(row: list[Glyph]) -> list[Word]:
    words: list[Word] = []
    part: list[Glyph] = []
    end = 0.0
    spread = _spread(row)
    for glyph in row:
        if glyph.char.isspace():
            if _finish(part, words):
                words[-1].spaced = glyph.x0 - end < GAP * glyph.font.size
            part = []
            continue
        if part and (glyph.x0 - end > max(GAP, spread) * glyph.font.size or _foreign(part[-1], glyph)):
            _finish(part, words)
            part = []
        if not (part and _doubled(glyph, part[-3:])):
            part.append(glyph)
            end = glyph.x1
    _finish(part, words)
    return words


def _foreign(left: Glyph, right: Glyph) -> bool:
    """A symbol beside a letter is a word of its own (a bullet set close to its text)."""
    return left.font.symbol != right.font.symbol


def _spread(row: list[Glyph]) -> float:
    """How far the letters of a spaced-out line stand apart, as a share of the size; 0 for ordinary text."""
    gaps = [
        (b.x0 - a.x1) / b.font.size
        for a, b in itertools.pairwise(row)
        if not a.char.isspace() and not b.char.isspace() and b.font.size
    ]
    if len(gaps) < 4 or not any(g.char.isspace() for g in row):
        return 0.0
    gaps.sort()
    middle, high = gaps[len(gaps) // 4], gaps[-max(1, len(gaps) // 10)]
    return high * 1.2 if middle > 0.6 * GAP and high < 0.6 else 0.0


def _finish(part: list[Glyph], words: list[Word]) -> bool:
    """Add the word of these glyphs, if they make one."""
    if not part:
        return False
    text = "".join(g.char for g in part)
    for code, letters in LIGATURES.items():
        text = text.replace(code, letters)
    text = "".join(DROPPED.get(c, c) for c in text if c >= " ")
    if text:
        x0, x1 = min(g.x0 for g in part), max(g.x1 for g in part)
        top, bottom = min(g.top for g in part), max(g.bottom for g in part)
        words.append(Word(text, x0, top, x1, bottom, part[0].base, part[0].font, tag=part[0].tag))
    return bool(text)


def _turned_words(glyphs: list[Glyph]) -> list[Word]:
    """Text set across the page's direction: each run of it is one word as wide as it is drawn."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and runs[-1][-1].run == glyph.run:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    words: list[Word] = []
    for run in runs:
        text = " ".join("".join(g.char for g in run).split())
        if text:
            x0, x1 = min(g.x0 for g in run), max(g.x1 for g in run)
            top, bottom = min(g.top for g in run), max(g.bottom for g in run)
            words.append(
                Word(
                    text, x0, top, x1, bottom, (top + bottom) / 2 + 0.3 * run[0].font.size, run[0].font, tag=run[0].tag
                )
            )
    return words


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Lines of words from top to bottom, as they stand in one column or cell."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        home = next((row for row in reversed(rows[-3:]) if _same_line(row, word)), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    lines = []
    for row in rows:
        row.sort(key=lambda w: w.x0)
        _mark_raised(row)
        lines.append(Line(row))
    lines.sort(key=lambda line: line.base)
    return lines


def _same_line(row: list[Word], word: Word) -> bool:
    """On the same base line, or raised or lowered beside it (a footnote mark, a formula's figure)."""
    near = min(row, key=lambda w: abs(w.base - word.base) + (0.01 * abs(w.x0 - word.x0)))
    size = max(near.font.size, word.font.size)
    shift = abs(word.base - near.base)
    if any(w.x0 < word.x1 - 0.1 * size and word.x0 < w.x1 - 0.1 * size for w in row):
        return False
    if shift <= 0.25 * size:
        return True
    small = min(near.font.size, word.font.size) <= 0.8 * size
    return small and shift <= 0.6 * size


def _mark_raised(row: list[Word]) -> None:
    """Marks small words above the line's base; glues what touches the word before it."""
    big = max(w.font.size for w in row)
    bases = [w.base for w in row if w.font.size > 0.8 * big]
    base = sorted(bases)[len(bases) // 2]
    for before, word in zip([None, *row], row, strict=False):
        word.raised = word.font.size <= 0.8 * big and base - word.base > 0.12 * big
        if before is not None:
            touching = word.x0 - before.x1 < 0.1 * big and before.base != word.base
            word.glued = touching and not before.font.symbol and len(before.text) > 0
