"""The outline of a document: what each heading is, and which headings are areas.

An area is known by what it holds: the heading that governs goals, activities, indicators and the like, and the
headings of the same make beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samplan.documents.blocks import Block, Heading, ListItem, Note, Paragraph, Table
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.tables import Shape, shape
from samplan.intake.recognisers.structured.titles import Title, depth, is_contents_line, read_title
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

BOLD, NUMBERED, LABELLED = 50, 40, 60
"""Levels of what looks like a heading without being one by style: below all real headings."""

ANCHORS = frozenset(
    {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.RESPONSIBLE,
     Role.PROPOSAL, Role.QUESTION, Role.FOLLOWUP_QUESTION, Role.IDENTIFIED}
)  # fmt: skip
"""Labels whose heading is an area's."""


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
    """A block with its place in the outline. level: 1 and up for headings, 99 for running text."""

    index: int
    block: Block
    tag: Tag = Tag.TEXT
    level: int = 99
    label: Label | None = None
    title: Title = field(default_factory=lambda: Title(None, ""))
    focus: tuple[list[int], str] | None = None
    shape: Shape | None = None
    is_area: bool = False

    @property
    def text(self) -> str:
        """The block's text, "" for a table."""
        return "" if isinstance(self.block, Table) else self.block.text


def outline(blocks: Sequence[Block], focus: FocusAreas) -> list[Node]:
    """The document's blocks with what each is; areas are marked."""
    nodes = [_node(index, block, focus) for index, block in enumerate(blocks)]
    _repeated_labels(nodes)
    _mark_areas(nodes)
    return nodes


def _node(index: int, block: Block, focus: FocusAreas) -> Node:
    node = Node(index, block)
    if isinstance(block, Table):
        node.tag, node.shape = Tag.TABLE, shape(block)
        return node
    if isinstance(block, Note) or is_contents_line(block.text) or not plain(block.text):
        return node
    level = _level(block)
    if level is None:
        return node
    node.level = level
    node.focus = focus.heading(block.text)
    node.title = read_title(block.text)
    node.label = _heading_label(block, node)
    node.tag = _tag(node)
    if node.tag is Tag.LABEL and not isinstance(block, Heading):
        node.level = LABELLED
    return node


def _level(block: Heading | Paragraph | ListItem) -> int | None:
    """The level of a heading, or of a paragraph that looks like one; None for running text."""
    text = block.text.strip()
    if isinstance(block, Heading):
        return block.level
    if isinstance(block, ListItem) or len(text) > 120:
        return None
    bare = text.rstrip(":")
    if vocabulary().label(bare) and len(text) <= 60 and (text.endswith(":") or block.bold or not text.endswith(".")):
        return LABELLED
    if text.endswith((".", ";", ",")):
        return None
    if block.bold or (text.isupper() and len(text) > 3):
        return BOLD
    title = read_title(text)
    if title.number and title.title[:1].isupper() and (title.kind or "." in title.number) and len(text) <= 90:
        return NUMBERED + depth(title.number)
    return None


def _heading_label(block: Heading | Paragraph | ListItem, node: Node) -> Label | None:
    if node.title.kind or node.focus:
        return None
    return vocabulary().label(block.text.strip().rstrip(":")) or _led(block.text)


def _led(text: str) -> Label | None:
    """A heading that is a label and more: "Uppföljning 2018 – Aktiviteter"."""
    lead = vocabulary().leading(text)
    if lead and lead[0].role is Role.FOLLOWUP and lead[0].years:
        return lead[0]
    return None


def _tag(node: Node) -> Tag:
    if node.focus:
        return Tag.FOCUS
    if node.title.kind in ("area", "group", "target"):
        return Tag(node.title.kind)
    if node.label and (node.level >= BOLD or not (vocabulary().is_chapter(node.text) and node.level == 1)):
        return Tag.LABEL
    if vocabulary().is_chapter(node.text) or re.match(r"^\s*bilaga\b", node.text, re.I):
        return Tag.CHAPTER
    return Tag.PLAIN


def _repeated_labels(nodes: Sequence[Node]) -> None:
    """A heading that reads like a label but stands once, at the level of others that are none, is a plain heading."""
    counts = Counter(plain(re.sub(r"\d", "", n.text)) for n in nodes if n.tag is Tag.LABEL and n.level < NUMBERED)
    plains = Counter(n.level for n in nodes if n.tag in (Tag.PLAIN, Tag.AREA) and n.level < NUMBERED)
    labels = Counter(n.level for n in nodes if n.tag is Tag.LABEL)
    for node in nodes:
        if node.tag is not Tag.LABEL or node.level >= NUMBERED or node.label is None:
            continue
        once = counts[plain(re.sub(r"\d", "", node.text))] == 1
        numbered = node.title.number is not None
        if once and ((plains[node.level] > labels[node.level] and plains[node.level] > 1) or numbered):
            node.tag = Tag.PLAIN if not vocabulary().is_chapter(node.text) else Tag.CHAPTER


def _mark_areas(nodes: Sequence[Node]) -> None:
    governed: dict[int, list[Node]] = {}
    for node in nodes:
        if _is_anchor(node):
            ruler = _ruler(nodes, node)
            if ruler is not None:
                governed.setdefault(ruler.index, []).append(node)
    for index, anchors in governed.items():
        nodes[index].is_area = _rules_one_area(nodes[index], anchors)
    for node in nodes:
        if node.tag is Tag.AREA and _below(nodes, node) != Tag.AREA:
            node.is_area = True
    _mark_siblings(nodes)


def _below(nodes: Sequence[Node], node: Node) -> Tag | None:
    return nodes[node.index + 1].tag if node.index + 1 < len(nodes) else None


def _is_anchor(node: Node) -> bool:
    if node.shape is not None:
        return node.shape.strong()
    if node.tag is Tag.LABEL and node.label:
        return node.label.may(*ANCHORS)
    if isinstance(node.block, Paragraph) and node.tag is Tag.TEXT:
        lead = vocabulary().leading(node.text)
        return bool(lead and ":" in node.text[:60] and lead[0].may(*ANCHORS) and plain(lead[2]))
    return False


def _ruler(nodes: Sequence[Node], anchor: Node) -> Node | None:
    """The heading that an anchor stands under."""
    for place in range(anchor.index - 1, -1, -1):
        node = nodes[place]
        if node.tag in HEADINGS:
            if anchor.tag is Tag.LABEL and node.level > anchor.level:
                continue
            return node
    return None


def _rules_one_area(ruler: Node, anchors: Sequence[Node]) -> bool:
    if ruler.tag in (Tag.GROUP, Tag.TARGET, Tag.CHAPTER):
        return False
    shapes = [anchor.shape for anchor in anchors if anchor.shape]
    itself = [found for found in shapes if found.places_itself()]
    titled = [found for found in shapes if found.title() is not None]
    if itself and len(itself) == len(anchors):
        return False
    if ruler.tag is Tag.FOCUS:
        return not titled
    labels = [anchor for anchor in anchors if anchor.tag is Tag.LABEL]
    if labels and all(anchor.level == ruler.level for anchor in labels) and ruler.tag is Tag.PLAIN and not shapes:
        return len(labels) >= 2
    return len(titled) < 2


def _mark_siblings(nodes: Sequence[Node]) -> None:
    """Headings of the same make between the first and the last area are areas too, though they hold only text."""
    makes = Counter((node.level, depth(node.title.number), node.tag) for node in nodes if node.is_area)
    if not makes:
        return
    places = [node.index for node in nodes if node.is_area]
    for node in nodes[places[0] : places[-1] + 1]:
        make = (node.level, depth(node.title.number), node.tag)
        if node.tag is Tag.PLAIN and makes[make] >= 2 and not _rules_areas(nodes, node):
            node.is_area = True


def _rules_areas(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a heading is the parent of areas: an area of a deeper level comes before the next of its own."""
    for other in nodes[node.index + 1 :]:
        if other.tag in HEADINGS and other.level <= node.level:
            return False
        if other.is_area:
            return True
    return False
