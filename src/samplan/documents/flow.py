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

SMALL_WORDS = frozenset(
    ["och", "eller", "samt", "av", "för", "for", "i", "på", "pa", "om", "med", "till", "från", "fran", "enligt", "inom",
     "mot", "hos", "vid", "ur", "de", "den", "det", "en", "ett"]
)  # fmt: skip
"""A heading does not end in one of these: it goes on in the next line."""

HEADING_LENGTH = 110
FULL = 0.88
SHORT = 0.8
WIDE = 0.55
RULE = 20
"""So many blanks alone on a line are the rule above the footnotes."""

_FOOTNOTE = re.compile(r"^\s*(\d{1,3})\s?(?=[|\s]\s*\S|[A-ZÅÄÖ”\"])[|\s]*(?=[^\W\d_]|[”\"(/])")
_BRACKET = re.compile(r"^\s*\(?\d+\)")
_ADDRESS = re.compile(r"^\s*(?:https?://|www\.)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.)\s+\S|^\d{1,2}\.(?=[A-ZÅÄÖ])")
_DEEP = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\S")
_NAMED = re.compile(
    r"^(?:del|kapitel|avsnitt|bilaga|fokusområde|fokusomrade|insatsområde|insatsomrade|utvecklingsområde|målområde|"
    r"prioriterat område|område|målbild|strategisk inriktning)\s+\d{1,2}\b",
    re.IGNORECASE,
)
_PART = re.compile(r"^(?:del|kapitel|avsnitt|bilaga)\s+\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;]['”\"»)\]]*\d{0,2}\s*$")
_OPEN_END = re.compile(r"[,;:\-–/(&]$")


@dataclass(frozen=True, slots=True)
class Flowed:
    """A block before it has its place. kind: "heading", "title" (a line that may be one), "paragraph",
    "item" or "footnote"; page from 1."""

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


Foot = tuple[str, tuple[str, ...]]
"""A footnote's mark and its lines."""


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
            if before is not None and (_full_line_goes_on(before, block, width) or _title_goes_on(before, block)):
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
    for lines in _sections(chunk):
        yield from _section(lines, page, width)


def _sections(chunk: Sequence[str]) -> Iterator[list[str]]:
    """The lines parted before each heading that its number or name tells ("1.2 …", "Fokusområde 1 …")."""
    start = 0
    for index in range(1, len(chunk)):
        text = fold(chunk[index])
        told = (_DEEP.match(text) or (_NAMED.match(text) and text[:1].isupper())) and _is_heading(text)
        if told and not _unfinished(fold(chunk[index - 1])):
            yield list(chunk[start:index])
            start = index
    yield list(chunk[start:])


def _section(lines: list[str], page: int, width: int) -> Iterator[Flowed]:
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
        return Flowed("heading", (line,), page, level=level_of(text), wide=width)
    return Flowed("paragraph", (line,), page, wide=width)


def _stands_above(lines: Sequence[str], width: int) -> bool:
    """Whether the first line is a heading straight above its text: short, unfinished, and a new beginning follows."""
    first, second = fold(lines[0]), fold(lines[1])
    if bullet(lines[0]) is not None or not _begins(second):
        return False
    if _is_heading(first) and len(first) < SHORT * width and not _unfinished(first):
        return True
    if _OPEN_END.search(first):
        return False
    room = len(first) + 1 + len(second.split(" ", 1)[0]) <= FULL * width
    closed = _SENTENCE_END.search(first) is not None
    return room and not closed and _begins(first) and len(second) >= WIDE * width and len(first) < SHORT * width


def _unfinished(text: str) -> bool:
    """Whether a line cannot be the end of a heading: it breaks off at a comma, a hyphen or a small word."""
    last = text.rsplit(" ", 1)[-1].casefold()
    return bool(re.search(r"[,(&/]$|\w-$", text)) or last in SMALL_WORDS


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
    return re.sub(r"^(?:[\d.]+|[A-Z]\.)\s*[\"”]*", "", text)


def _is_capitals(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return len(letters) >= 5 and all(ch.isupper() for ch in letters)


def level_of(text: str) -> int:
    """The level that a heading's looks tell: its number's depth, 1 for a part or capitals, else 2."""
    number = re.match(r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.\s]", text)
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


def _title_goes_on(before: Flowed, after: Flowed) -> bool:
    """Whether a heading goes on below a blank line: it ends in a small word, or small letters follow."""
    if before.kind != "heading" or len(after.lines) > 1 or after.kind not in ("heading", "paragraph"):
        return False
    text = fold(after.lines[0])
    if (
        len(before.text) + len(text) > HEADING_LENGTH
        or _SENTENCE_END.search(text)
        or numbered(text)
        or _NUMBERED.match(text)
    ):
        return False
    capitals = _PART.match(before.text) and _is_capitals(before.text) and _is_capitals(text) and not _PART.match(text)
    return bool(capitals) or text[:1].islower() or (_unfinished(before.text) and after.kind == before.kind)


def _goes_on(before: Flowed, after: Flowed) -> bool:
    """Whether the first block of a page goes on with the last of the page before: it begins in small letters."""
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    text = before.text
    return after.text[:1].islower() and not _SENTENCE_END.search(text)


def _feet(page: Sequence[str], noted: int) -> tuple[Sequence[str], list[Foot]]:
    """A page's lines without its footnotes, and the footnotes: several feet where page breaks are lost."""
    body, found = list(page), list[Foot]()
    for index in range(len(page) - 1, -1, -1):
        if len(page[index]) >= RULE and not page[index].strip():
            end, notes = _below_rule(body, index + 1)
            if notes:
                body[index:end] = [""]
                found = notes + found
    return (body, found) if found else _unruled(page, noted)


def _below_rule(page: Sequence[str], start: int) -> tuple[int, list[Foot]]:
    """The footnotes from `start` on, and the index after them: chunks that begin with a mark or an address."""
    end, lines = start, list[str]()
    for at, chunk in _placed_chunks(page[start:]):
        if not (_FOOTNOTE.match(chunk[0]) or (lines and _ADDRESS.match(chunk[0]))):
            break
        lines += chunk
        end = start + at + len(chunk)
    return end, _notes(lines)


def _notes(lines: Sequence[str]) -> list[Foot]:
    notes: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _FOOTNOTE.match(line)
        if match and (not notes or int(match[1]) > int(notes[-1][0] or 0)):
            notes.append((match[1], [line[match.end() :]]))
        else:
            notes[-1][1].append(line)
    return [(mark, tuple(fold(line) for line in rest)) for mark, rest in notes]


def _unruled(page: Sequence[str], noted: int) -> tuple[Sequence[str], list[Foot]]:
    """Footnotes that only a blank line parts from the text: the last chunks, long, numbered on from the last ones."""
    end = len(page)
    notes: list[Foot] = []
    loose: list[str] = []
    for start, chunk in reversed(list(_placed_chunks(page))):
        if start == 0 or numbered(chunk[0]) or not (_FOOTNOTE.match(chunk[0]) or _ADDRESS.match(chunk[0])):
            break
        if _ADDRESS.match(chunk[0]):
            loose = chunk + loose
            continue
        end, notes, loose = start, _notes([*chunk, *loose]) + notes, []
    expected = {str(noted + 1), str(noted + 2)}
    lines = [line for _, each in notes for line in each]
    return (page[:end], notes) if _long_notes(lines) and expected & {mark for mark, _ in notes} else (page, [])


def _placed_chunks(page: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    index = 0
    for chunk in _chunks(page):
        while page[index] is not chunk[0]:
            index += 1
        yield index, chunk
        index += len(chunk)


def _long_notes(lines: Sequence[str]) -> bool:
    return any("http" in line for line in lines) or sum(len(line) for line in lines) > 70


def _numbers_weighed(blocks: list[Flowed]) -> list[Flowed]:
    """Single numbers ("1.", "a)") are a list where the next or the last number stands close by, else headings."""
    made = []
    for index, block in enumerate(blocks):
        found = numbered(block.lines[0]) if block.kind in ("paragraph", "heading") else None
        if found is None or (block.kind == "heading" and not _has_neighbour(blocks, index)):
            made.append(_lettered(block) if found is not None else block)
            continue
        title = _lettered(block)
        if block.kind == "paragraph" and not _has_neighbour(blocks, index) and title is not block:
            made.append(title)
            continue
        lines = (" " * (len(block.lines[0]) - len(found.rest)) + found.rest, *block.lines[1:])
        made.append(replace(block, kind="item", marker=found.marker, ordered=True, lines=lines))
    return made


def _lettered(block: Flowed) -> Flowed:
    if block.kind == "heading" or not _short_title(block) or _BRACKET.match(fold(block.lines[0])):
        return block
    return replace(block, kind="heading", level=2)


def _short_title(block: Flowed) -> bool:
    text = block.text
    return len(block.lines) <= 2 and len(text) <= HEADING_LENGTH and not re.search(r"[.,;!?]$", text)


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
