"""Running text: lines become paragraphs and list items, by gaps, indents, bullets, fonts and how full a line is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from samplan.documents.folding import join_lines
from samplan.documents.furniture import is_contents_line
from samplan.documents.pdf.words import Line, Word

BULLETS = frozenset("•●○◦▪■□◾◽▫‣⁃∙·●◆◇►▶▸➢➤➔→⇒✓✔☐☑☒★✦❖*§")
DASHES = frozenset("-–—−")
LETTER_BULLETS = frozenset("oØüvqn")
ORDERED = re.compile(r"^\(?(?:\d{1,3}|[a-zåäö]|[ivx]{1,5})[.)]$")
MANY = 4
SINGLE = 1.3
"""The step between lines where not one of many goes on with a sentence: each is a paragraph of its own."""
ENDS = (".", "!", "?", ":", ";", "…")


@dataclass(slots=True)
class Piece:
    """A paragraph or list item in the making: its lines and what was seen of its looks."""

    lines: list[Line]
    marker: str = ""
    ordered: bool = False
    bullet: bool = False
    indent: float = 0.0
    gap_above: float = 0.0
    gap_below: float = 0.0
    page: int = 0
    extra: list[str] = field(default_factory=list)

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as they stood."""
        return tuple(t for t in (line.text for line in self.lines) if t)

    @property
    def text(self) -> str:
        """The lines joined, hyphenation undone."""
        return join_lines(self.texts)

    @property
    def size(self) -> float:
        """Font size of the first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines if any(c.isalnum() for c in line.text))

    @property
    def heading(self) -> int:
        """The level of the heading that the piece is tagged as, 0 if it is not."""
        tag = self.lines[0].tag
        return tag.level if tag is not None else 0

    @property
    def base(self) -> float:
        """Base line of the first line."""
        return self.lines[0].base


def leading_of(lines: Sequence[Line], usual: float | None = None) -> float:
    """The usual step between base lines, as a share of the font size; 1.2 where nothing is known.

    usual: the step in the rest of the document or table, for lines that do not tell by themselves.
    """
    known = sentence_steps(lines)
    if len(known) >= 2:
        return float(median(known))
    if usual is not None:
        return usual
    steps = sorted(known or _steps(lines))
    if not steps:
        return 1.2
    step = float(min(median(steps), steps[len(steps) // 4] * 1.15))
    return step if known or len(lines) < MANY else min(step, SINGLE)


def sentence_steps(lines: Sequence[Line]) -> list[float]:
    """The steps within sentences: to lines that go on with a small letter. None is a space between paragraphs."""
    return [step for step, b in _stepped(lines) if b.text[:1].islower()]


def _steps(lines: Sequence[Line]) -> list[float]:
    return [step for step, _ in _stepped(lines)]


def _stepped(lines: Sequence[Line]) -> Iterator[tuple[float, Line]]:
    for a, b in itertools.pairwise(lines):
        step = (b.base - a.base) / max(a.size, b.size, 1)
        if abs(a.size - b.size) < 0.6 and 0.9 <= step <= 2.2:
            yield step, b


def bullet_of(line: Line) -> str:
    """The bullet that the line starts with, "" if none: any glyph of a symbol font, private use, or a known sign."""
    first = line.words[0]
    text = first.text
    if first.raised or len(line.words) == 0:
        return ""
    if text == "o" == line.text or (len(text) == 1 and not text.isalnum() and _sign(text, first, line)):
        return text
    if len(text) == 1 and len(line.words) > 1 and text in LETTER_BULLETS and _letter_bullet(first, line.words[1]):
        return text
    return text if first.font.symbol and len(text) <= 2 and len(line.words) > 1 else ""


def _sign(text: str, first: Word, line: Line) -> bool:
    if text == "§" and not first.font.symbol and line.words[1:2] and line.words[1].text[:1].isdigit():
        return False  # a paragraph's number, not the square that some fonts have in this place
    if text in BULLETS or "\ue000" <= text <= "\uf8ff" or first.font.symbol or text == "\ufffd":
        return True
    return text in DASHES and len(line.words) > 1


def _letter_bullet(first: Word, second: Word) -> bool:
    """A letter of another font set apart, or an "o" before a word that begins something: typed for want of a ring."""
    if first.font.name != second.font.name and second.x0 - first.x1 > 0.35 * second.font.size:
        return True
    return first.text == "o" and not second.text[:1].islower()


def _glued_bullet(line: Line) -> str:
    """A bullet set without a blank before its word."""
    text = line.words[0].text
    if len(text) > 1 and (text[0] in BULLETS - {"*", "§", "·"} or "\ue000" <= text[0] <= "\uf8ff"):
        return text[0]
    return ""


def ordered_of(line: Line) -> str:
    """The number or letter that the line starts with, "" if none."""
    first = line.words[0]
    return first.text if len(line.words) > 1 and ORDERED.match(first.text) and not first.raised else ""


def _without_marker(line: Line, glued: bool) -> Line:
    if glued:
        first = line.words[0]
        first.text = first.text[1:]
        return line
    return Line(line.words[1:]) if len(line.words) > 1 else line


Parted = Callable[[Line, Line], bool]
"""Whether a new paragraph starts with the second line, although nothing in the setting shows it."""


def pieces_of(
    lines: Sequence[Line], right: float | None = None, usual: float | None = None, parted: Parted | None = None
) -> list[Piece]:
    """Paragraphs and list items of the lines of one column or cell, top to bottom.

    right: where lines could have ended at most; left out, it is the longest line's end. usual: see `leading_of`.
    """
    if not lines:
        return []
    edge = max([line.x1 for line in lines] + ([right] if right is not None else []))
    step = leading_of(lines, usual)
    pieces: list[Piece] = []
    before: Line | None = None
    for line in lines:
        marker, ordered, glued = ("", False, False) if _word_goes_on(before) else _marker(line)
        gap = (line.base - before.base) / max(line.size, before.size, 1) - step if before is not None else 1.0
        starts = before is None or bool(marker) or _breaks(before, line, pieces[-1], gap, edge)
        if before is not None and _both_tagged(before, line) and "lone" not in pieces[-1].extra:
            starts = bool(marker) or before.tag is not line.tag
        elif not starts and parted is not None and before is not None and not pieces[-1].marker:
            starts = parted(before, line)
        if starts and pieces:
            pieces[-1].gap_below = gap
        if marker:
            pieces.append(_item(line, marker, gap, ordered=ordered, glued=glued))
        elif starts:
            pieces.append(Piece([line], indent=line.x0, gap_above=gap))
        else:
            pieces[-1].lines.append(line)
        before = line
    return _lists_only([_settled(p) for p in pieces])


def _word_goes_on(before: Line | None) -> bool:
    """The line above ends within a word: no marker can follow."""
    return before is not None and before.text.endswith("\xad")


def _both_tagged(before: Line, line: Line) -> bool:
    return before.tag is not None and line.tag is not None


def _item(line: Line, marker: str, gap: float, *, ordered: bool, glued: bool) -> Piece:
    """The list item that a line with a marker starts. "typed": its marker is a part of the text, no hanging one."""
    start, end = line.x0, line.words[0].x1
    lone = len(line.words) == 1 and not glued
    body = _without_marker(line, glued)
    piece = Piece([body], marker, ordered, not ordered, start, gap)
    if lone:
        piece.extra.append("lone")
    elif not glued and body.x0 - end < 0.5 * line.size:
        piece.extra.append("typed")
    return piece


def _lists_only(pieces: list[Piece]) -> list[Piece]:
    """A number that no other number goes with is a part of its text ("2. Tidiga insatser"), not a list's."""
    ordered = [_value(p.marker) if p.ordered else None for p in pieces]
    known = [v for v in ordered if v is not None]
    for piece, value in zip(pieces, ordered, strict=True):
        if value is not None and not any((value[0], value[1] + d) in known for d in (1, -1)):
            word = piece.lines[0].words[0]
            word.text, word.x0 = f"{piece.marker} {word.text}", piece.indent
            piece.lines[0] = Line(piece.lines[0].words)
            piece.marker, piece.ordered = "", False
    return pieces


def _value(marker: str) -> tuple[str, int]:
    """A marker's form and its place in the order: "b)" is ("a)", 2)."""
    core = marker.strip("().")
    end = marker[-1]
    return (f"1{end}", int(core)) if core.isdigit() else (f"a{end}", ord(core[-1]) - ord("a") + 1)


def _settled(piece: Piece) -> Piece:
    """A lone bullet whose words came on the next line takes them; a bullet without words stays as text."""
    if "lone" in piece.extra and len(piece.lines) > 1:
        piece.lines = piece.lines[1:]
    elif "lone" in piece.extra:
        piece.marker, piece.bullet, piece.ordered = "", False, False
    return piece


def _marker(line: Line) -> tuple[str, bool, bool]:
    """Marker, whether it counts (1., a)), and whether it is glued to its word."""
    bullet = bullet_of(line)
    if bullet:
        return bullet, False, False
    glued = _glued_bullet(line)
    if glued:
        return glued, False, True
    ordered = ordered_of(line)
    return ordered, bool(ordered), False


def _breaks(before: Line, line: Line, piece: Piece, gap: float, edge: float) -> bool:
    """Whether a new paragraph starts with this line."""
    if "lone" in piece.extra and len(piece.lines) == 1:
        return False
    if gap > 0.32 or gap < -0.75 or _in_contents(before):
        return True
    if abs(line.size - before.size) > 0.12 * before.size:
        return True
    ended = before.text.rstrip()
    if ended.endswith(("-", "\xad", "\u2010")) and line.text[:1].islower():
        return False
    if before.bold != line.bold and _label_ends(before, line, piece):
        return True
    return _outdented(before, line, piece) or _would_fit(before, line, edge, bool(piece.marker))


def _in_contents(line: Line) -> bool:
    """A line of a table of contents: leaders, or white space, before a page number."""
    if is_contents_line(line.text):
        return True
    last = line.words[-1]
    return len(line.words) > 1 and last.text.isdigit() and last.x0 - line.words[-2].x1 > 2 * line.size


def _label_ends(before: Line, line: Line, piece: Piece) -> bool:
    """Bold words before plain ones (or after): a label and its text, unless the bold words only run over."""
    heavy = [any(w.font.bold for w in part.words) for part in (before, line)]
    if all(heavy):
        return False
    if line.bold and not heavy[0] and not line.text[:1].islower():
        return True
    return not (piece.bullet or line.text[:1].islower()) or before.text.endswith(":")


def _outdented(before: Line, line: Line, piece: Piece) -> bool:
    """The line starts at another indent than the paragraph's lines do."""
    shift = line.x0 - before.x0
    size = max(line.size, 1)
    if piece.marker:
        hanging = len(piece.lines) > 1 and piece.lines[1].x0 > piece.indent + 0.3 * size
        back = line.x0 < piece.indent + 0.3 * size
        short = len(piece.lines) == 1 and "typed" not in piece.extra and not line.text[:1].islower()
        return back and (hanging or short)
    if len(piece.lines) == 1:
        return 0.8 * size < shift < 6 * size and not _ragged(before, line)
    return 0.8 * size < shift < 4 * size and not _ragged(before, line)


def _ragged(before: Line, line: Line) -> bool:
    """Centred text: both ends move."""
    return (
        abs(before.x0 - line.x0) > 0.4 * line.size
        and abs((before.x0 + before.x1) - (line.x0 + line.x1)) < 0.6 * line.size
    )


def _would_fit(before: Line, line: Line, edge: float, item: bool) -> bool:
    """The line's first word had room on the line before: the break was meant. item: it would end a list item."""
    first = line.words[0]
    lower = first.text[:1].islower() or first.text[:1] in "(&/"
    ended = before.text.endswith(ENDS) and not (item and before.text.endswith(":"))
    slack = (1.2 if lower and not ended else 0.35) * line.size
    need = 0.25 * line.size + (first.x1 - first.x0)
    if before.x1 + need + slack >= edge:
        return False
    if not _ragged(before, line):
        return True
    half = edge - max(before.x1, line.x1)
    return before.x1 - before.x0 + need + slack < max(line.x1 - line.x0, before.x1 - before.x0) + 2 * half
