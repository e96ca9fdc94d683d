"""What a person has told of a document's tables and headings, set before and after what the reader thinks of them."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Heading, ListItem, Paragraph
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.recognisers.structured.nodes import BOLD, HEADINGS, LABELLED, Node, Tag
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.vocabulary import Label, Role, told_label, vocabulary
from samplan.intake.recognisers.wording import plain

_TAGS = {Meaning.AREA: Tag.AREA, Meaning.GROUP: Tag.GROUP, Meaning.NOTHING: Tag.CHAPTER}
_ITEMS = frozenset({Meaning.LONG_GOAL, Meaning.SHORT_GOAL, Meaning.GOAL, Meaning.ACTIVITY, Meaning.INDICATOR})
"""What a heading may be itself, over what is told of it."""
UNPLACED = 99
"""The level of running text."""


def heeded(node: Node) -> Node:
    """The node with what a person has told of headings of its make, or of its own words, before anything is guessed."""
    if vocabulary().clues and isinstance(node.block, Heading | Paragraph) and plain(node.text):
        _heed(node, node.block)
    return node


def _heed(node: Node, block: Heading | Paragraph) -> None:
    clues = vocabulary().clues
    by_words = clues.of_words(block.text)
    meaning = by_words or clues.of_heading(block)
    if meaning is None or (vocabulary().label(block.text.strip().rstrip(":")) and by_words is None):
        return
    if meaning not in _TAGS:
        if by_words is None and meaning in _ITEMS:
            node.told, node.tag, node.level = True, Tag.TEXT, UNPLACED
            node.item = (Label((Role(meaning),), told=True), "", node.title.title or block.text.strip())
        elif by_words is not None:
            _label(node, meaning)
        return
    node.told, node.tag, node.label, node.item, node.focus = True, _TAGS[meaning], None, None, None
    node.title = read_title(block.text)
    node.is_area = meaning is Meaning.AREA
    node.level = BOLD if node.level == UNPLACED else node.level


def _label(node: Node, meaning: Meaning) -> None:
    node.told, node.tag, node.label = True, Tag.LABEL, told_label(meaning, node.text)
    if not node.styled:
        node.level = LABELLED


def hold_on(nodes: list[Node]) -> list[Node]:
    """After all guesses: what a person has told of a heading stands, and no other heading is an area beside it.

    Headings told by their make to be areas, which hold nothing but running text before the first or after the last of
    the others, are chapters.
    """
    told = [(node, _told_make(node)) for node in nodes if node.told]
    areas = [node for node, meaning in told if meaning is Meaning.AREA]
    holding = [node.index for node in areas if _holds(nodes, node)]
    for node in nodes if holding else ():
        if not node.told and node.tag in HEADINGS:
            node.is_area = False
    for node, meaning in told:
        if meaning is None:
            _by_words(node)
        elif meaning in _TAGS:
            within = not holding or holding[0] <= node.index <= holding[-1]
            node.is_area = meaning is Meaning.AREA and within
            node.tag = _TAGS[meaning] if node.is_area or meaning is not Meaning.AREA else Tag.CHAPTER
    return nodes


def _told_make(node: Node) -> Meaning | None:
    """What was told of the make of a heading; None where its own words were told."""
    clues = vocabulary().clues
    return None if clues.of_words(node.text) is not None else clues.of_heading(node.block)


def _by_words(node: Node) -> None:
    meaning = vocabulary().clues.of_words(node.text)
    if meaning in _TAGS:
        node.is_area, node.tag, node.label = meaning is Meaning.AREA, _TAGS[meaning], None
    elif meaning is not None:
        node.is_area, node.tag, node.label = False, Tag.LABEL, told_label(meaning, node.text)


def _holds(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a table of a plan, a label or a list stands under a heading, before the next of its kind."""
    if vocabulary().is_chapter(node.text):
        return False
    for other in nodes[node.index + 1 :]:
        if other.tag in HEADINGS and (other.told or other.level <= node.level):
            return False
        if other.tag is Tag.LABEL or other.item is not None or isinstance(other.block, ListItem):
            return True
        if other.shape is not None and other.shape.strong():
            return True
        if vocabulary().leading(other.text) is not None:
            return True
    return False
