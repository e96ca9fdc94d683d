"""Goals and activities that only a code in front of each tells apart: "LM 1.1 …", "KM 1.1.1 …", "A 1.1.1.1 …".

What a code means is told by the document's own key ("LM står för långsiktigt mål"), else by the vocabulary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from samplan.documents.blocks import Heading, Paragraph
from samplan.intake.recognisers.structured.content import is_doing, share
from samplan.intake.recognisers.structured.nodes import Node, Tag
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary

_KEY = re.compile(
    r"(?<![\w-])(?P<code>[A-ZÅÄÖ]{1,3})\s*(?:(?:står\s+)?för|betyder|avser|är\s+kort\s+för|=|–|:)\s*"
    r"(?P<word>[a-zåäöA-ZÅÄÖ][^,.;:=]{2,40}?)(?=\s*(?:[,.;]|\boch\b|$))"
)
_CODED = re.compile(r"^(?P<code>[A-ZÅÄÖ]{1,3})\s?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.:)]?\s+(?P<text>\S.*)$", re.S)
_ITEMS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.INDICATOR})


def coded_items(nodes: Sequence[Node]) -> None:
    """Mark lines as goals, activities and measures where codes of two sorts stand in front of them again and again."""
    lines = [(node, match) for node in nodes if (match := _line(node))]
    meanings = _keys(nodes)
    codes = Counter(match["code"] for _, match in lines)
    for code in codes:
        label = vocabulary().label(code) if code not in meanings and len(code) > 1 else None
        if label is not None and label.role in _ITEMS:
            meanings[code] = label.role
    known = [code for code, count in codes.items() if code in meanings and count > 1]
    if len({meanings[code] for code in known}) < 2:
        return
    for node, match in lines:
        role = meanings.get(match["code"])
        if role is not None:
            written = node.text[: match.start("text")].strip()
            node.tag, node.level, node.label = Tag.TEXT, 99, None
            node.item = (Label((role,), 0.9), written, match["text"].strip())


_COUNTED = re.compile(
    r"^(?P<word>[A-ZÅÄÖ][a-zåäö]{3,16})\s+(?:nr\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\s*[:.)–—-]?\s+(?P<text>[A-ZÅÄÖ]\S*\s.*)$",
    re.S,
)
MANY = 3
"""So many lines that the same word counts are a series."""


def counted_items(nodes: Sequence[Node]) -> None:
    """Mark lines as activities that a word counts and that say what is to be done ("Beslut 1.2 Utbilda lärare. …")."""
    lines = [
        (node, match)
        for node in nodes
        if node.tag is Tag.TEXT and isinstance(node.block, Paragraph) and (match := _COUNTED.match(node.text))
    ]
    for word in {match["word"] for _, match in lines}:
        mine = [(node, match) for node, match in lines if match["word"] == word]
        numbers = {match["number"] for _, match in mine}
        doing = share([match["text"] for _, match in mine], is_doing) >= 0.8
        label = vocabulary().label(word)
        if len(numbers) < MANY or not doing or (label is not None and label.role is not Role.BACKGROUND):
            continue
        for node, match in mine:
            written = node.text[: match.start("text")].strip()
            node.item = (Label((Role.ACTIVITY,), 0.8), written, match["text"].strip())


def _line(node: Node) -> re.Match[str] | None:
    return _CODED.match(node.text) if isinstance(node.block, Heading | Paragraph) else None


def _keys(nodes: Sequence[Node]) -> dict[str, Role]:
    """What the document itself says that its codes stand for."""
    found: dict[str, Role] = {}
    for node in nodes:
        if not isinstance(node.block, Paragraph) or len(node.text) > 400 or _line(node):
            continue
        keys = list(_KEY.finditer(node.text))
        for match in keys if len(keys) > 1 else []:
            label = vocabulary().label(match["word"])
            if label is not None and label.role in _ITEMS:
                found[match["code"]] = label.role
    return found
