"""Lines over nothing but who, when and at what cost: they are what is done, where no label says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from samplan.documents.blocks import Heading, Paragraph
from samplan.intake.recognisers.structured.nodes import HEADINGS, Node, Tag
from samplan.intake.recognisers.structured.sayings import said
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

MANY = 3
"""So many such lines are a plan's habit."""
_DETAILS = frozenset({Role.RESPONSIBLE, Role.TIME, Role.START, Role.END, Role.COST, Role.ACTOR})
_NUMBERED = re.compile(r"^\s*(?:[A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2})*[.):]?)\s+(?=\S)")


def items_over_details(nodes: Sequence[Node]) -> None:
    """Mark headings, and numbered lines, that stand over details alone as activities, if nothing else is called so."""
    if any(_tells_doing(node) for node in nodes):
        return
    found = [
        node for node in nodes if _may_be_item(node) and _over_details(nodes, node) and _under_heading(nodes, node)
    ]
    makes = {(node.tag, node.level) for node in found}
    alike = [node for node in nodes if (node.tag, node.level) in makes and node.tag in HEADINGS]
    headed = [node for node in found if node.tag in HEADINGS]
    if len(found) < MANY or len(headed) * 4 < len(alike) * 2:
        return
    for node in found:
        text = _NUMBERED.sub("", node.text).strip()
        node.tag, node.level, node.item = Tag.TEXT, 99, (Label((Role.ACTIVITY,), 0.7), "", text)


def _tells_doing(node: Node) -> bool:
    if node.shape is not None:
        return bool(node.shape.roles() & {Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL})
    lead = vocabulary().leading(node.text) if node.tag is Tag.TEXT else None
    labels = [node.label, lead[0] if lead and plain(lead[2]) else None]
    return any(label is not None and label.may(Role.ACTIVITY, Role.REPORTED) for label in labels)


def _may_be_item(node: Node) -> bool:
    if not isinstance(node.block, Heading | Paragraph) or node.title.kind or node.item is not None:
        return False
    return node.tag is Tag.PLAIN or (node.tag is Tag.TEXT and bool(_NUMBERED.match(node.text)))


def _over_details(nodes: Sequence[Node], node: Node) -> bool:
    """Whether all that stands under a line, up to the next such line or heading, tells who, when or at what cost."""
    below = takewhile(lambda other: other.tag is Tag.TEXT and not _NUMBERED.match(other.text), nodes[node.index + 1 :])
    told = [_is_detail(other) for other in below]
    return bool(told) and all(told)


def _is_detail(node: Node) -> bool:
    if said(node.text) is not None:
        return True
    lead = vocabulary().leading(node.text)
    return bool(lead and plain(lead[2]) and lead[0].may(*_DETAILS))


def _under_heading(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a heading that can be an area's stands above: one that is not over details, nor the first."""
    above = [other for other in nodes[: node.index] if other.tag in HEADINGS]
    return any(not _over_details(nodes, other) for other in above[1:])
