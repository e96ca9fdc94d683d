"""Headings that only their letter or code tells ("a) Title", "A1. Title"): plain lines, in order, each over labels."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from samplan.documents.blocks import ListItem, Paragraph
from samplan.intake.recognisers.structured.nodes import NUMBERED, Node, Tag
from samplan.intake.recognisers.structured.titles import Title, depth, read_title
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain

_LETTERED = re.compile(
    r"^\s*(?:(?P<small>[a-zåäö])[).]|(?P<large>[A-ZÅÄÖ])\)|(?P<code>[A-ZÅÄÖ]\d{0,2})\.?)\s+(?=[A-ZÅÄÖ\d])"
)
NEAR = 4
"""How many blocks below a line the first label may stand."""


def letter_headings(nodes: Sequence[Node]) -> None:
    """Mark plain lines as headings where two or more are lettered in order and labels stand under each."""
    lines = [node for node in nodes if _may_head(node)]
    for kind in ("small", "large", "code"):
        run = [node for node in lines if _letter(node, kind)]
        held = [node for node in run if _holds(nodes, node) or (kind == "code" and _leads_on(nodes, node, run))]
        if len(held) < 2 or not _in_order([_letter(node, kind) for node in held]):
            continue
        for node in held:
            title = read_title(node.text)
            rest = _LETTERED.sub("", node.text).strip() if kind != "code" else title.title
            node.title = Title(title.number if kind == "code" else None, rest, title.kind)
            node.tag, node.label, node.level = Tag.PLAIN, None, NUMBERED + depth(node.title.number) * 0.02


def _may_head(node: Node) -> bool:
    text = node.text.strip()
    listed = isinstance(node.block, ListItem) and bool(re.match(r"[a-zåäö]\)$", node.block.marker or ""))
    if node.tag is not Tag.TEXT or not (isinstance(node.block, Paragraph) or listed) or len(text) > 90:
        return False
    return not text.endswith((".", ";", ",", ":", "?"))


def _letter(node: Node, kind: str) -> str:
    text = node.text
    if isinstance(node.block, ListItem) and not _LETTERED.match(text):
        text = f"{node.block.marker} {text}"
    match = _LETTERED.match(text)
    return (match[kind] or "") if match else ""


def _holds(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a label or a table of a plan stands right below a line, before the next lettered one."""
    for after in nodes[node.index + 1 : node.index + 1 + NEAR]:
        if after.tag is Tag.LABEL or (after.shape is not None and after.shape.strong()):
            return True
        lead = vocabulary().leading(after.text) if after.tag is Tag.TEXT else None
        if lead is not None and lead[0].certainty >= 0.9 and ":" in after.text[: len(lead[1]) + 2]:
            return True
        if after.tag is not Tag.TEXT or _LETTERED.match(after.text) or isinstance(after.block, ListItem):
            return False
    return False


def _leads_on(nodes: Sequence[Node], node: Node, run: Sequence[Node]) -> bool:
    """Whether a line with a lone letter stands right over one with its letter and a number ("B" over "B1")."""
    after = nodes[node.index + 1] if node.index + 1 < len(nodes) else None
    here = _letter(node, "code")
    return after in run and len(here) == 1 and after is not None and _letter(after, "code").startswith(here)


def _in_order(letters: Sequence[str]) -> bool:
    keys = [(letter[0], int(letter[1:] or 0)) for letter in letters if plain(letter)]
    return all(one < other for one, other in itertools.pairwise(keys))
