"""Labels that a whole document uses for how things will be measured, though they may also mean what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from samplan.documents.blocks import Table
from samplan.intake.recognisers.structured.columns import column_texts
from samplan.intake.recognisers.structured.content import measures, share
from samplan.intake.recognisers.structured.nodes import Node, Tag
from samplan.intake.recognisers.structured.shaping import pairs
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain


def measuring(nodes: Sequence[Node]) -> set[str]:
    """The labels "Uppföljning" and the like, folded, under which at least half of all texts are measures."""
    texts: dict[str, list[str]] = {}
    for written, told in _told(nodes):
        label = vocabulary().label(written)
        if label is not None and label.role is Role.FOLLOWUP and label.years is None and not label.joined:
            texts.setdefault(plain(written), []).extend(told)
    return {written for written, told in texts.items() if share(told, measures) >= 0.5}


def _told(nodes: Sequence[Node]) -> Iterator[tuple[str, list[str]]]:
    """Every label with the texts under it."""
    for node in nodes:
        if isinstance(node.block, Table) and node.shape is not None:
            shape = node.shape
            for number, header in shape.headers.items():
                for column in header:
                    yield column.written, column_texts(column.index, shape.grid[number + 1 :])
            for row, kind in zip(shape.grid, shape.kinds, strict=True):
                for label, head, values in pairs(row) if kind == "pairs" else ():
                    if label is not None and head is not None:
                        yield head.text.strip().rstrip(":"), [value.text for value in values]
        elif node.tag is Tag.LABEL:
            body = takewhile(lambda other: other.tag is Tag.TEXT, nodes[node.index + 1 :])
            yield node.text.strip().rstrip(":"), [other.text for other in body]
        elif node.tag is Tag.TEXT and (lead := vocabulary().leading(node.text)) and plain(lead[2]):
            yield lead[1], [lead[2]]
