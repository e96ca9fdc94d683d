"""A list of contents that somebody typed: lines under "Innehåll" that end with page numbers, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import Heading, Paragraph
from samplan.intake.recognisers.structured.nodes import Node, Tag
from samplan.intake.recognisers.wording import plain

_HEADS = frozenset({"innehall", "innehallsforteckning"})
_LINE = re.compile(r"\S.*\s(?P<page>\d{1,3})\s*$")
FEWEST = 2


def without_contents(nodes: Sequence[Node]) -> None:
    """Mark the lines of a list of contents as running text: they name chapters and areas, and are none."""
    for head in nodes:
        if plain(head.text).rstrip(":") not in _HEADS:
            continue
        run = _lines_below(nodes, head)
        for node in run if len(run) >= FEWEST else []:
            node.tag, node.level, node.label, node.focus = Tag.TEXT, 99, None, None


def _lines_below(nodes: Sequence[Node], head: Node) -> list[Node]:
    found: list[Node] = []
    page = 0
    for node in nodes[head.index + 1 :]:
        match = _LINE.fullmatch(node.text) if isinstance(node.block, Heading | Paragraph) else None
        if match is None or int(match["page"]) < page:
            break
        page = int(match["page"])
        found.append(node)
    return found
