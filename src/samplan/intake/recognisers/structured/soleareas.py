"""Headings that are items ("Mål 1: …" over its activities), and plans of a single area whose headings are labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import Heading, ListItem, Paragraph
from samplan.intake.recognisers.structured.nodes import HEADINGS, Node, Tag
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

_ITEM = re.compile(
    r"^\s*(?P<label>[A-ZÅÄÖ][\wåäöÅÄÖ -]{2,28}?)\s*(?:nr\.?\s*)?(?P<code>[A-ZÅÄÖ]{0,2}\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?)?"
    r"(?:\s*[:.–—-]+\s+|(?<=\d\.\d)\s+|(?<=\d\.\d[a-d])\s+|(?<=\s\d)\s+)(?P<text>\S.{7,})$", re.S
)  # fmt: skip
_ITEMS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY})
_CORE = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.INDICATOR})


def item_in(text: str) -> tuple[Label, str, str] | None:
    """The label, its words and the item in a heading such as "Mål A1: Alla elever trivs"; None in any other."""
    match = _ITEM.match(text)
    label = vocabulary().label(match["label"]) if match else None
    if match is None or label is None or label.joined or label.role not in _ITEMS or label.certainty < 0.95:
        return None
    return label, text[: match.start("text")].rstrip(" :.–—-"), match["text"].strip()


def items_in_headings(nodes: Sequence[Node]) -> None:
    """Headings that are goals or activities are no headings where a heading that can be their area's stands above."""
    for node in nodes:
        if node.tag not in (Tag.PLAIN, Tag.AREA, Tag.LABEL) or not isinstance(node.block, Heading | Paragraph):
            continue
        told = item_in(node.block.text)
        if told is not None and _has_area_above(nodes, node):
            node.tag, node.level, node.label, node.item = Tag.TEXT, 99, None, told
            below = nodes[node.index + 1].block if node.index + 1 < len(nodes) else None
            node.doing = told[0].role is not Role.ACTIVITY and isinstance(below, ListItem)


def _has_area_above(nodes: Sequence[Node], node: Node) -> bool:
    """Whether the nearest heading above that is no item may be an area's: not the plan's title, no chapter."""
    for other in reversed(nodes[: node.index]):
        if other.tag not in HEADINGS:
            continue
        if item_in(other.text) is not None:
            continue
        first = all(each.tag not in HEADINGS for each in nodes[: other.index])
        named = bool(re.search(r"plan\b|planen\b", other.text, re.I))
        title = first and other.title.number is None and (named or other.level <= 1)
        return other.tag in (Tag.PLAIN, Tag.AREA, Tag.FOCUS) and not title
    return False


def mark_sole_area(nodes: Sequence[Node]) -> None:
    """A plan whose headings are only labels is about one area: that of its title."""
    if any(node.is_area or (node.shape is not None and node.shape.strong()) for node in nodes):
        return
    labels = [node for node in nodes if node.tag is Tag.LABEL and node.label]
    roles = {node.label.role for node in labels if node.label} & _CORE
    title = next((node for node in nodes if node.tag is Tag.PLAIN), None)
    if title is None or Role.ACTIVITY not in roles or len(roles) < 2:
        return
    later = [node for node in nodes[title.index + 1 :] if node.tag in HEADINGS and node.tag is not Tag.CHAPTER]
    if later or any(label.index < title.index or label.level < title.level for label in labels):
        return
    if plain(title.text):
        title.is_area = title.sole = True
