"""Makes blocks of plain lines: paragraphs, list items, headings by looks and footnotes.

What stands in a flattened table cannot be told from running text here; `lines` keep how it stood, and the reader
of plans decides. Nothing is dropped: each line that is not blank lands in exactly one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samplan.documents.folding import fold, join_lines
from samplan.documents.listing import Piece, bullet, numbered, pieces

NARROWEST = 40
"""Characters; a page with no longer line tells nothing of how wide its lines may be."""

HEADING_LENGTH = 110
FULL = 0.88
SHORT = 0.8
WIDE = 0.55
RULE = 20
"""So many blanks alone on a line are the rule above the footnotes."""

_FOOTNOTE = re.compile(r"^\s*(\d{1,3})\s?(?=[|\s]\s*\S|[A-ZÅÄÖ”\"])[|\s]*(?=[^\W\d_]|[”\"(/])")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.)\s+\S")
_DEEP = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\S")
_NAMED = re.compile(
    r"^(?:del|kapitel|avsnitt|bilaga|fokusområde|fokusomrade|insatsområde|insatsomrade|utvecklingsområde|målområde|"
    r"prioriterat område|område|målbild|strategisk inriktning)\s+\d{1,2}\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;]['”\"»)\]]*\d{0,2}\s*$")
_OPEN_END = re.compile(r"[,;:\-–/(&]$")


@dataclass(frozen=True, slots=True)
class Flowed:
    """A block before it has its place. kind: "heading", "paragraph", "item" or "footnote"; page from 1."""

    kind: str
    lines: tuple[str, ...]
    page: int
    marker: str = ""
    ordered: bool = False
    level: int = 0
    wide: int = 0

    @property
    def text(self) -> str:
        """The lines as one folded text."""
        return join_lines(self.lines)


def flow(pages: Sequence[Sequence[str]]) -> list[Flowed]:
    """The blocks of pages of lines, in reading order; paragraphs that a page break parts are joined."""
    made: list[Flowed] = []
    noted = 0
    for number, page in enumerate(pages, start=1):
        body, notes = _feet(page, noted)
        noted += len(notes)
        blocks = list(_page(body, number))
        if made and blocks and _goes_on(_last_text(made), blocks[0]):
            at = made.index(_last_text(made))
            made[at] = replace(made[at], lines=made[at].lines + blocks[0].lines)
            blocks = blocks[1:]
        made += blocks
        made += [Flowed("footnote", lines, number, marker=mark) for mark, lines in notes]
    return _numbers_weighed(made)


def _last_text(made: list[Flowed]) -> Flowed:
    return next((each for each in reversed(made) if each.kind != "footnote"), made[-1])


def _page(lines: Sequence[str], number: int) -> Iterator[Flowed]:
    width = _width(lines)
    before: Flowed | None = None
    for chunk in _chunks(lines):
        for block in _chunk(chunk, number, width):
            if before is not None and _full_line_goes_on(before, block, width):
                before = replace(before, lines=before.lines + block.lines)
                continue
            if before is not None:
                yield before
            before = block
    if before is not None:
        yield before


def _width(lines: Sequence[str]) -> int:
    """How wide lines of running text are on this page: the length that a tenth of them reach."""
    lengths = sorted(len(fold(line)) for line in lines if line.strip())
    return max(lengths[int(len(lengths) * 0.9)] if lengths else 0, NARROWEST)


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for line in lines:
        if fold(line):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _chunk(chunk: list[str], page: int, width: int) -> Iterator[Flowed]:
    """The blocks of lines that no blank line parts."""
    lines = list(chunk)
    while len(lines) > 1 and _stands_above(lines, width):
        yield _lone(lines[0], page, width)
        lines = lines[1:]
    if len(lines) == 1 and bullet(lines[0]) is None:
        yield _lone(lines[0], page, width)
        return
    for piece in pieces(lines):
        if piece.marker is not None:
            yield Flowed("item", piece.lines, page, marker=piece.marker)
        else:
            yield from _running_text(piece, page, width)


def _running_text(piece: Piece, page: int, width: int) -> Iterator[Flowed]:
    """Running text, parted before each line that begins with the next number of a list ("1.", "2.")."""
    start = 0
    for index in range(1, len(piece.lines)):
        if _begins_item(piece.lines, index):
            yield _of_lines(piece.lines[start:index], page, width)
            start = index
    yield _of_lines(piece.lines[start:], page, width)


def _begins_item(lines: Sequence[str], index: int) -> bool:
    here, before = numbered(lines[index]), lines[index - 1]
    return here is not None and bool(_SENTENCE_END.search(before) or numbered(before) or _OPEN_END.search(before))


def _of_lines(lines: tuple[str, ...], page: int, width: int) -> Flowed:
    if len(lines) == 1:
        return _lone(lines[0], page, width)
    if len(lines) <= 3 and _is_heading(join_lines(lines)):
        return Flowed("heading", lines, page, level=level_of(join_lines(lines)), wide=width)
    return Flowed("paragraph", lines, page, wide=width)


def _lone(line: str, page: int, width: int) -> Flowed:
    text = fold(line)
    if _is_heading(text):
        return Flowed("heading", (text,), page, level=level_of(text), wide=width)
    return Flowed("paragraph", (text,), page, wide=width)


def _stands_above(lines: Sequence[str], width: int) -> bool:
    """Whether the first line is a heading straight above its text: short, unfinished, and a new beginning follows."""
    first, second = fold(lines[0]), fold(lines[1])
    if bullet(lines[0]) is not None or _OPEN_END.search(first) or not _begins(second):
        return False
    if _is_heading(first) and len(first) < SHORT * width:
        return True
    room = len(first) + 1 + len(second.split(" ", 1)[0]) <= FULL * width
    closed = _SENTENCE_END.search(first) is not None
    return room and not closed and _begins(first) and len(second) >= WIDE * width and len(first) < SHORT * width


def _begins(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in "”\"'(" or bullet(text) is not None


def _is_heading(text: str) -> bool:
    """A heading by its looks alone: numbered, named ("Fokusområde 2 …") or all in capitals, and not a sentence."""
    if not 2 < len(text) <= HEADING_LENGTH or re.search(r"[.,;!]$", text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    if _DEEP.match(text):
        return _after_number(text)[:1].isupper()
    if _NUMBERED.match(text):
        return _after_number(text)[:1].isupper() and "?" not in text
    return bool(_NAMED.match(text)) or _is_capitals(text)


def _after_number(text: str) -> str:
    return text.split(" ", 1)[1].lstrip() if " " in text else ""


def _is_capitals(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return len(letters) >= 5 and all(ch.isupper() for ch in letters)


def level_of(text: str) -> int:
    """The level that a heading's looks tell: its number's depth, 1 for a part or capitals, else 2."""
    number = re.match(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s", text)
    if number:
        return number[1].count(".") + 1
    return 1 if re.match(r"^(del|kapitel|bilaga)\b", text, re.IGNORECASE) or _is_capitals(text) else 2


def _full_line_goes_on(before: Flowed, after: Flowed, width: int) -> bool:
    """Whether a blank line stands inside a sentence: the line above is full to the last word and does not end."""
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph" or len(after.lines) > 1:
        return False
    last, first = fold(before.lines[-1]), fold(after.lines[0])
    if _SENTENCE_END.search(last):
        return False
    return len(last) + 1 + len(first.split(" ", 1)[0]) > FULL * width and len(last) >= WIDE * width


def _goes_on(before: Flowed, after: Flowed) -> bool:
    """Whether the first block of a page goes on with the last of the page before: it begins in small letters."""
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    text = before.text
    return after.text[:1].islower() and not _SENTENCE_END.search(text)


def _feet(page: Sequence[str], noted: int) -> tuple[Sequence[str], list[tuple[str, tuple[str, ...]]]]:
    """A page's lines without its footnotes, and the footnotes: (mark, lines)."""
    ruled = [index for index, line in enumerate(page) if len(line) >= RULE and not line.strip()]
    for index in reversed(ruled):
        rest = [line for line in page[index + 1 :] if line.strip()]
        if rest and _FOOTNOTE.match(rest[0]):
            return page[:index], _notes(rest)
    return _unruled(page, noted)


def _notes(lines: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    notes: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _FOOTNOTE.match(line)
        if match and (not notes or int(match[1]) > int(notes[-1][0] or 0)):
            notes.append((match[1], [line[match.end() :]]))
        else:
            notes[-1][1].append(line)
    return [(mark, tuple(fold(line) for line in rest)) for mark, rest in notes]


def _unruled(page: Sequence[str], noted: int) -> tuple[Sequence[str], list[tuple[str, tuple[str, ...]]]]:
    """Footnotes that only a blank line parts from the text: the last chunks, long, numbered on from the last ones."""
    end = len(page)
    first: list[tuple[str, tuple[str, ...]]] = []
    for start, chunk in reversed(list(_placed_chunks(page))):
        match = _FOOTNOTE.match(chunk[0])
        if match is None or numbered(chunk[0]) or start == 0 or not _long_note(chunk):
            break
        end, first = start, [*_notes(chunk), *first]
    expected = {str(noted + 1), str(noted + 2)}
    return (page[:end], first) if any(mark in expected for mark, _ in first) else (page, [])


def _placed_chunks(page: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    index = 0
    for chunk in _chunks(page):
        while page[index] is not chunk[0]:
            index += 1
        yield index, chunk
        index += len(chunk)


def _long_note(chunk: Sequence[str]) -> bool:
    return "http" in chunk[0] or sum(len(line) for line in chunk) > 70


def _numbers_weighed(blocks: list[Flowed]) -> list[Flowed]:
    """Single numbers ("1.", "a)") are a list where the next or the last number stands close by, else headings."""
    made = []
    for index, block in enumerate(blocks):
        found = numbered(block.lines[0]) if block.kind in ("paragraph", "heading") else None
        if found is None or (block.kind == "heading" and not _has_neighbour(blocks, index)):
            made.append(_lettered(block) if found is not None else block)
            continue
        if block.kind == "paragraph" and not _has_neighbour(blocks, index) and _short_title(block):
            made.append(_lettered(block))
            continue
        lines = (fold(found.rest), *block.lines[1:])
        made.append(replace(block, kind="item", marker=found.marker, ordered=True, lines=lines))
    return made


def _lettered(block: Flowed) -> Flowed:
    if block.kind == "heading" or not _short_title(block):
        return block
    return replace(block, kind="heading", level=2)


def _short_title(block: Flowed) -> bool:
    text = block.text
    return len(block.lines) == 1 and len(text) <= 60 and not re.search(r"[.,;!?]$", text)


def _has_neighbour(blocks: Sequence[Flowed], index: int) -> bool:
    """Whether the block before or after is numbered one less or one more."""
    here = _ordinal(blocks[index])
    for other, step in ((index - 1, -1), (index + 1, 1)):
        if 0 <= other < len(blocks) and here is not None and _ordinal(blocks[other]) == here + step:
            return True
    return False


def _ordinal(block: Flowed) -> int | None:
    if block.kind not in ("paragraph", "heading"):
        return None
    found = numbered(block.lines[0])
    if found is None:
        return None
    word = found.marker.strip("().")
    return int(word) if word.isdigit() else 1000 + ord(word[0])
