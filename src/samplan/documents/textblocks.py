"""Blocks of text: what `flow` makes of running lines, and, where blanks keep columns apart, tables among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Block, Furniture, Heading, ListItem, Note, Paragraph, Provenance
from samplan.documents.flow import Flowed, flow
from samplan.documents.folding import fold
from samplan.documents.textgrid import Region, headers, regions
from samplan.documents.textrows import is_closed, is_fresh
from samplan.documents.textspans import take_row_above
from samplan.documents.texttables import TextTable, built, goes_on, lexicon_of, note_heads, table_of

LEAST = 0.25
"""So much of the text must stand in tables, or so many lines in them, for the text to be read by its positions."""
MANY_LINES = 12
TITLE = 90
ROOM = 0.85

Part = TextTable | list[Flowed]


def placed(block: Flowed, position: int) -> Block:
    """A block of `flow` with its place."""
    at = Provenance(page=block.page, position=position)
    match block.kind:
        case "heading":
            return Heading(block.text, max(block.level, 1), at, block.lines)
        case "item":
            return ListItem(block.text, at, block.marker, 0, block.ordered, block.lines)
        case "footnote":
            return Note(block.text, at, block.marker)
    return Paragraph(block.text, at, block.lines, bold=block.kind == "title")


def positional(pages: Sequence[Sequence[str]]) -> tuple[tuple[Block, ...], list[Furniture]] | None:
    """The blocks of text whose columns stand apart, and the headers that tables repeat; None if there are no tables."""
    heads = headers(pages)
    found: list[list[Region]] = []
    for number, page in enumerate(pages, 1):
        found.append(regions(page, number, found[-1] if found else [], heads))
        floors = [0, *(region.end for region in found[-1])]
        for region, floor in zip(found[-1], floors, strict=False):
            take_row_above(region, page, floor)
    inside = sum(len(region.lines) for each in found for region in each)
    lines = sum(1 for page in pages for line in page if line.strip())
    if inside < MANY_LINES and inside < LEAST * lines:
        return None
    parts = _parts(pages, found)
    tables = [part for part in parts if isinstance(part, TextTable)]
    texts = [block.text for part in parts if not isinstance(part, TextTable) for block in part]
    note_heads(tables)
    lexicon = lexicon_of(texts, tables)
    for table in tables:
        built(table, 0, lexicon)
    lexicon.settle()
    blocks: list[Block] = []
    repeated: list[Furniture] = []
    for part in parts:
        if isinstance(part, TextTable):
            blocks.append(built(part, len(blocks), lexicon))
            repeated += [Furniture(text, Provenance(page=page), "header") for page, text in part.repeated]
        else:
            blocks += [placed(block, len(blocks) + at) for at, block in enumerate(part)]
    return tuple(blocks), repeated


def _parts(pages: Sequence[Sequence[str]], found: Sequence[list[Region]]) -> list[Part]:
    """Tables and running text in turn; a table that goes on at the top of the next page is one."""
    parts: list[Part] = []
    for number, (page, tables) in enumerate(zip(pages, found, strict=True), 1):
        at = 0
        for region in tables:
            _text(parts, page[at : region.start], number)
            last = parts[-1] if parts else None
            if not (at == 0 and isinstance(last, TextTable) and goes_on(last, region)):
                parts.append(table_of(region))
            at = region.end
        _text(parts, page[at:], number)
    return parts


def _text(parts: list[Part], lines: Sequence[str], number: int) -> None:
    """The running text of some lines of a page, added to what stands before."""
    if not any(line.strip() for line in lines):
        return
    opened = {fold(line) for line, above in zip(lines, ["", *lines], strict=False) if not above.strip()}
    made = [piece for block in flow([*([[]] * (number - 1)), lines]) for piece in _parted(block, opened)]
    for at in range(1, len(made)):
        under = made[at - 1].kind in ("title", "heading") and _NUMBER.match(made[at - 1].text)
        if made[at].kind == "title" and (
            made[at - 1].text.endswith(":") or (under and not _NUMBER.match(made[at].text))
        ):
            made[at] = replace(made[at], kind="paragraph")
    if parts and isinstance(parts[-1], list):
        parts[-1] += made
    else:
        parts.append(made)


def _parted(block: Flowed, opened: set[str]) -> list[Flowed]:
    """A paragraph, parted where a line ended though the next word had had room: it begins anew."""
    if block.kind != "paragraph" or len(block.lines) < 2:
        return [_headed(block, opened)]
    groups = [[block.lines[0]]]
    for line in block.lines[1:]:
        before, text = fold(groups[-1][-1]), fold(line)
        room = len(before) + 1 + len(text.split(" ", 1)[0]) <= ROOM * max(block.wide, len(before))
        shouts = text.isupper() != before.isupper() and text[:1].isupper()
        if shouts or (room and is_fresh(text) and is_closed(before, text, max(block.wide, len(before)))):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_headed(replace(block, lines=tuple(group)), opened) for group in groups]


def _headed(block: Flowed, opened: set[str]) -> Flowed:
    """The block; a short line below an empty one that ends no sentence is told as a title."""
    text = block.text
    if block.kind != "paragraph" or len(block.lines) > 2 or len(text) > TITLE or _CLOSED.search(text):
        return block
    bare = _NUMBER.sub("", text)
    if _VALUE.search(bare):
        return block
    if not bare[:1].isupper() or not re.search(r"[^\W\d_]{3}", bare) or fold(block.lines[0]) not in opened:
        return block
    return replace(block, kind="title")


_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s*(?:[-–—:]\s*)?")
_VALUE = re.compile(r"\w: +\S|^behov\w* \w+ av\b", re.IGNORECASE)
"""What a label says on its own line is no title ("Ansvarig: Regionen", "Behovet identifierat av …")."""
_CLOSED = re.compile(r"[.,;:!?]$")
