"""Reads plain text (.txt), above all text that somebody took out of a PDF."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import pairwise

from samplan.documents import limits
from samplan.documents.blocks import Block, Document, Furniture, Provenance
from samplan.documents.characters import is_no_text
from samplan.documents.errors import TooManyPages, UnknownType
from samplan.documents.flow import flow
from samplan.documents.folding import fold
from samplan.documents.furniture import is_contents_line, is_page_number, recognise
from samplan.documents.kinds import WORDS_OF
from samplan.documents.progress import report
from samplan.documents.textblocks import placed, positional
from samplan.documents.textcontents import contents
from samplan.documents.textgrid import is_positional
from samplan.documents.textmarks import with_marks
from samplan.documents.textstretches import stretches

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
OLDER = ("cp1252", "mac_roman", "cp850")
UNKNOWN = "\ufffd"
EDGE = 3
FEWEST_NUMBERS = 3


def read_txt(data: bytes, *, name: str) -> Document:
    """The text as blocks. flattened is true: whatever tables there were stand as paragraphs.

    Raises UnknownType for what is no text, and TooManyPages.
    """
    text = decoded(data)
    if is_no_text(text):
        raise UnknownType(seems=WORDS_OF["binary"][0], seems_en=WORDS_OF["binary"][1])
    pages = pages_of(text)
    if len(pages) > limits.MAX_PAGES:
        raise TooManyPages.of(len(pages), max_pages=limits.MAX_PAGES)
    pages = with_marks(pages)
    aside = recognise(pages)
    labels = _labels(pages)
    listed, titles = contents(pages)
    furniture: list[tuple[int, int, Furniture]] = []
    kept: list[list[str]] = []
    for number, (page, marks) in enumerate(zip(pages, aside, strict=True), start=1):
        lines = []
        for index, line in enumerate(page):
            kind = (marks.get(index) if fold(line) not in labels else None) or (
                "page_number" if is_page_number(fold(line)) else None
            )
            kind = kind or ("header" if is_contents_line(line) or (number - 1, index) in listed else None)
            if kind is None:
                lines += ["", line, ""] if fold(line) in titles else [line]
            else:
                furniture.append((number, index, Furniture(fold(line), Provenance(page=number), kind)))
        kept.append(lines)
        report(number, len(pages))
    return _document(kept, furniture, len(pages), name)


def _document(
    kept: Sequence[Sequence[str]], furniture: Sequence[tuple[int, int, Furniture]], pages: int, name: str
) -> Document:
    laid = positional(kept) if is_positional(kept) else None
    if laid is None:
        blocks: tuple[Block, ...] = tuple(placed(block, at) for at, block in enumerate(flow(kept)))
        aside = [piece for _, _, piece in furniture]
    else:
        blocks, repeated = laid
        aside = [*(piece for _, _, piece in furniture), *repeated]
    return Document(
        blocks=blocks,
        furniture=tuple(
            Furniture(piece.text, Provenance(page=piece.provenance.page, position=len(blocks) + at), piece.kind)
            for at, piece in enumerate(aside)
        ),
        format="txt",
        name=name,
        pages=pages if pages > 1 else None,
        flattened=laid is None,
    )


def _labels(pages: Sequence[Sequence[str]]) -> set[str]:
    """Lines of three stretches or more: a table's header, though it stands on every page."""
    edged = {fold(line) for page in pages for line in page if len(stretches(line)) > 2}
    return {line for line in edged if line}


def decoded(data: bytes) -> str:
    """The text in whichever encoding it is written: UTF-8, UTF-16, Windows, Mac or DOS."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:4000]
    if sample.count(0) * 5 > len(sample):
        return data.decode("utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be", "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count(UNKNOWN)
    if not broken or broken * 4 < sum(1 for ch in text if ch > "\x7f"):
        return text
    return max((data.decode(encoding, "replace") for encoding in OLDER), key=_swedishness)


def _swedishness(text: str) -> int:
    """How many å, ä and ö stand inside words; other letters beyond ASCII count against."""
    good = len(re.findall(r"[a-zåäöéü][åäöéü]|[åäöéüÅÄÖÉ][a-zåäö]", text))
    odd = len(re.findall(r"[^\x00-\x7fåäöéüÅÄÖÉÜ–—”“’‘»«•…§°½€\u00a0\u00ad]", text))
    return good - 2 * odd


def pages_of(text: str) -> list[list[str]]:
    """Pages of lines: at form feeds; where they became a blank, at those; else at the lines that number the pages."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\v", "\n").replace("\x85", "\n")
    if "\f" in text:
        pages = [page.split("\n") for page in text.split("\f")]
        return [page for page in pages if any(line.strip() for line in page)] or [[]]
    lines = text.split("\n")
    return _parted(lines, _blank_breaks(lines) or _number_breaks(lines))


def _parted(lines: list[str], breaks: Sequence[int]) -> list[list[str]]:
    edges = [0, *breaks, len(lines)]
    return [lines[start:end] for start, end in pairwise(edges) if end > start] or [[]]


def _blank_breaks(lines: Sequence[str]) -> list[int]:
    """Where a form feed became one blank: a line that alone is set in by one, straight after a line of text.

    Only when the first line begins so too, and few lines are set in.
    """
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _set_in(lines[first]):
        return []
    starts = [index for index in range(first + 1, len(lines)) if _set_in(lines[index]) and _ends_page(lines[index - 1])]
    return starts if len(starts) * 5 <= sum(1 for line in lines if line.strip()) else []


def _set_in(line: str) -> bool:
    return line[:1] == " " and line[1:2] not in (" ", "", "\t")


def _ends_page(line: str) -> bool:
    return bool(line.strip())


def _number_breaks(lines: Sequence[str]) -> list[int]:
    """Page starts told by lines that say "Sida 3 av 10": they stand at the foot, or at the head if the first does."""
    numbers = [index for index, line in enumerate(lines) if is_page_number(fold(line))]
    if len(numbers) < FEWEST_NUMBERS:
        return []
    above = sum(1 for line in lines[: numbers[0]] if line.strip())
    return [index for index in numbers if index > 0] if above < EDGE else [index + 1 for index in numbers]
