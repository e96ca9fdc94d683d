"""A block with what it is in the outline, as it looks by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from samplan.documents.blocks import Block, Heading, ListItem, Note, Paragraph, Table
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.shaping import Shape, shape
from samplan.intake.recognisers.structured.titles import Title, depth, is_contents_line, read_title
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary, years_in
from samplan.intake.recognisers.wording import plain

FLAT, BOLD, NUMBERED, LABELLED = 0.4, 0.5, 0.3, 0.8
"""What is added to the level of the heading above for what looks like a heading without being one by style."""


class Tag(StrEnum):
    """What a block is in the outline."""

    TEXT = "text"
    TABLE = "table"
    LABEL = "label"
    PLAIN = "plain"
    AREA = "area"
    GROUP = "group"
    FOCUS = "focus"
    TARGET = "target"
    CHAPTER = "chapter"


HEADINGS = frozenset({Tag.PLAIN, Tag.AREA, Tag.GROUP, Tag.FOCUS, Tag.TARGET, Tag.CHAPTER})


@dataclass(slots=True)
class Node:
    """A block with its place in the outline. level: 1 and up for headings, 99 for running text.

    sole: the title of a plan that is about one area. item: a heading that is a goal or an activity: its label, that
    label as written, and the item's text. doing: running text that ends by leading into a list of things to do.
    told: a person has said what it is.
    """

    index: int
    block: Block
    tag: Tag = Tag.TEXT
    level: float = 99
    styled: bool = False
    label: Label | None = None
    title: Title = field(default_factory=lambda: Title(None, ""))
    focus: tuple[list[int], str] | None = None
    shape: Shape | None = None
    is_area: bool = False
    sole: bool = False
    item: tuple[Label, str, str] | None = None
    doing: bool = False
    told: bool = False

    @property
    def text(self) -> str:
        """The block's text, "" for a table."""
        return "" if isinstance(self.block, Table) else self.block.text


def node_of(index: int, block: Block, focus: FocusAreas, flat: bool) -> Node:
    node = Node(index, block)
    if isinstance(block, Table):
        node.tag, node.shape = Tag.TABLE, shape(block)
        return node
    if isinstance(block, Note) or is_contents_line(block.text) or not plain(block.text):
        return node
    level = _level(block)
    if level is None or (block.text.rstrip().endswith("?") and not vocabulary().label(block.text)):
        return node
    node.styled = isinstance(block, Heading) and not flat
    node.level = FLAT if flat and isinstance(block, Heading) else level
    node.focus = focus.heading(block.text)
    node.title = read_title(block.text)
    node.label = heading_label(block, node)
    node.tag = tag_of(node)
    if node.tag is Tag.LABEL and not node.styled:
        node.level = LABELLED
    return node


def _level(block: Heading | Paragraph | ListItem) -> float | None:
    """The level of a heading, or of a paragraph that looks like one; None for running text."""
    text = block.text.strip()
    if isinstance(block, Heading):
        return block.level
    if isinstance(block, ListItem) or len(text) > 120:
        return None
    bare = text.rstrip(":")
    if vocabulary().label(bare) and len(text) <= 60 and (text.endswith(":") or block.bold or not text.endswith(".")):
        return LABELLED
    if text.endswith((".", ";", ",")) or _tells_value(text):
        return None
    if block.bold or (text.isupper() and len(text) > 3):
        return BOLD
    title = read_title(text)
    if title.number and title.title[:1].isupper() and (title.kind or "." in title.number) and len(text) <= 90:
        return NUMBERED + depth(title.number) * 0.02
    return NUMBERED if title.kind == "area" and _says_area(text) else None


def _says_area(text: str) -> bool:
    """Whether a line says that it names an area ("Område: Trygghet"), in a word that means nothing else."""
    head, colon, rest = text.partition(":")
    label = vocabulary().label(head) if colon and plain(rest) and len(text) <= 90 else None
    return bool(label and label.roles == (Role.AREA,))


def _tells_value(text: str) -> bool:
    """Whether a line is a label with its value ("TID: HT 2021"), which is no heading however it looks."""
    head, colon, rest = text.partition(":")
    if not colon or not plain(rest) or read_title(text).kind or "fokusområde" in head.lower():
        return False
    return is_time(rest) or vocabulary().label(head, loose=True) is not None


def heading_label(block: Heading | Paragraph | ListItem, node: Node) -> Label | None:
    if node.title.kind or node.focus:
        return None
    if is_period(block.text):
        return Label((Role.TIME,), 0.8, years=years_in(block.text))
    return vocabulary().label(block.text.strip().rstrip(":")) or _led(block.text)


def is_period(text: str) -> bool:
    """Whether a heading is only a time ("Våren 2026"), under which stands what is done then."""
    bare = text.strip().rstrip(":")
    return len(bare) <= 40 and is_time(bare) and bool(re.search(r"\d{4}|\d\d\b", bare))


def _led(text: str) -> Label | None:
    """A heading that is a label and more: "Uppföljning 2018 – Aktiviteter"."""
    lead = vocabulary().leading(text)
    if lead and lead[0].role is Role.FOLLOWUP and lead[0].years:
        return lead[0]
    return None


def tag_of(node: Node) -> Tag:
    if node.focus:
        return Tag.FOCUS
    if node.title.kind in ("area", "group", "target"):
        return Tag(node.title.kind)
    if node.label and (not node.styled or not (vocabulary().is_chapter(node.text) and node.level == 1)):
        return Tag.LABEL
    if vocabulary().is_chapter(node.text) or re.match(r"^\s*bilaga\b", node.text, re.I):
        return Tag.CHAPTER
    return Tag.PLAIN
