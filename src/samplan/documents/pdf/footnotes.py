"""Footnotes: small lines at the foot of a page that start with a mark, and their marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from samplan.documents.pdf.assembly import Foot
from samplan.documents.pdf.flow import Piece
from samplan.documents.pdf.sheets import Sheet
from samplan.documents.pdf.words import Line, Word, lines_of

MARK = re.compile(r"^[\[(]?(\d{1,3}|\*{1,3}|†|‡|[ivx]{1,4})[\])]?$")
GLUED = re.compile(r"^(\d{1,2})([^\W\d_]\S*)$")
TAIL = re.compile(r"^(\D*[^\W\d_][.,;:!?)”\"»]?)(\d{1,2})$")


def take_footnotes(sheet: Sheet, body: float) -> list[Foot]:
    """The footnotes of the page, in order; their words leave the sheet's words."""
    lines = lines_of(sheet.words)
    floor = max((grid.box[3] for grid in sheet.grids), default=0.0)
    start = _start(sheet, lines, floor, body)
    for line in lines[start:]:
        _part_mark(line)
    notes: list[Foot] = []
    for line in lines[start:]:
        mark = _mark(line)
        if mark:
            rest = Line(line.words[1:]) if len(line.words) > 1 else None
            notes.append(Foot(mark, [rest] if rest else [], sheet.number))
        else:
            notes[-1].lines.append(line)
    taken = {id(word) for line in lines[start:] for word in line.words}
    sheet.words = [word for word in sheet.words if id(word) not in taken]
    return notes


def _start(sheet: Sheet, lines: list[Line], floor: float, body: float) -> int:
    """The first line of the footnotes; the number of lines where there are none."""
    first = len(lines)
    ruled = _short_rule(sheet, floor)
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        small = line.size <= 0.93 * body
        below = ruled is not None and line.base > ruled
        if not (small or below) or line.base < max(floor, 0.4 * sheet.height) or _in_columns(line):
            break
        if _mark(line) and (below or len(line.words) > 1 or line.words[0].raised):
            first = i
    return first


def _in_columns(line: Line) -> bool:
    """White space within the line parts columns: a row of a table in small letters."""
    return any(b.x0 - a.x1 > 1.5 * line.size for a, b in pairwise(line.words[1:]))


def _short_rule(sheet: Sheet, floor: float) -> float | None:
    """The height of a short line low on the page that nothing crosses: what Word draws above footnotes."""
    found = [
        edge.at
        for edge in sheet.rules.horizontal
        if edge.at > max(0.5 * sheet.height, floor + 2) and 30 <= edge.end - edge.start <= 0.45 * sheet.width
    ]
    return max(found) - 1 if found and len(found) <= 3 else None


def _mark(line: Line) -> str:
    text = line.words[0].text
    match = MARK.match(text) or GLUED.match(text)
    if match is None or (match[1].isalpha() and match[0] == match[1] and not line.words[0].raised):
        return ""
    return match[1]


def _part_mark(line: Line) -> None:
    """A mark made by the font's own raised figures stands in one word with what follows."""
    first = line.words[0]
    match = GLUED.match(first.text)
    if match:
        rest = replace(first, text=match[2])
        first.text = match[1]
        line.words.insert(1, rest)


def drop_marks(pieces: Iterable[Piece], marks: set[str]) -> None:
    """Takes the raised marks that have a footnote out of the running text: the note itself carries its mark."""
    for piece in pieces:
        for line in piece.lines:
            kept: list[Word] = []
            for word in line.words:
                match = MARK.match(word.text)
                tail = TAIL.match(word.text)
                if tail and tail[2] in marks:
                    word.text = tail[1]
                if not (word.raised and match and match[1] in marks):
                    kept.append(word)
            if kept:
                line.words = kept
