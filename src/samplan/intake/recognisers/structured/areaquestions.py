"""Forms that ask for the area: the answer under "Vilket område gäller det?" is the area's heading."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from samplan.documents.blocks import Paragraph
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.nodes import Node, Tag
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.recognisers.wording import plain


def areas_under_labels(nodes: Sequence[Node], focus: FocusAreas, level: float) -> None:
    """A line under a label that asks for the area ("Vilket område gäller det?") is that area's heading."""
    asked = [(node, after) for node, after in itertools.pairwise(nodes) if _asks_for_area(node) and _may_answer(after)]
    if len({plain(after.text) for _, after in asked}) < 2:
        return
    for _, after in asked:
        after.level, after.title, after.focus = level, read_title(after.text), focus.heading(after.text)
        after.label, after.tag = None, Tag.AREA


def _asks_for_area(node: Node) -> bool:
    return node.tag is Tag.LABEL and node.label is not None and node.label.role is Role.AREA


def _may_answer(node: Node) -> bool:
    text = node.text.strip()
    return node.tag is Tag.TEXT and isinstance(node.block, Paragraph) and len(text) <= 90 and not text.endswith(".")
