"""What a whole document means by labels that may tell several things ("Uppföljning", "Nästa steg", "Vägen dit")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from samplan.documents.blocks import Table
from samplan.intake.recognisers.splitting import sentences
from samplan.intake.recognisers.structured.columns import column_texts
from samplan.intake.recognisers.structured.content import is_doing, measures, reports, share
from samplan.intake.recognisers.structured.inside import pairs
from samplan.intake.recognisers.structured.nodes import Node, Tag
from samplan.intake.recognisers.structured.sayings import doer_first
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain


def meanings(nodes: Sequence[Node]) -> dict[str, Role]:
    """What a document means by labels that may tell what came of things: how they are measured, or what is done.

    The keys are labels, folded. A label means measures where half of its texts are, and activities where most of its
    texts are things to do, or where bodies or times are told and nothing else is what they belong to.
    """
    texts: dict[str, list[str]] = {}
    steps: dict[str, list[str]] = {}
    roles: set[Role] = set()
    for written, told in _told(nodes):
        label = vocabulary().label(written)
        if label is not None and label.role is Role.FOLLOWUP and label.years is None and not label.joined:
            texts.setdefault(plain(written), []).extend(told)
        elif label is not None and label.role in _AIMS and not _says_goal(written):
            steps.setdefault(plain(written), []).extend(part for text in told for part in sentences(text))
        elif label is not None:
            roles.update(label.roles)
    found = {written: Role.INDICATOR for written, told in texts.items() if share(told, measures) >= 0.5}
    lone = bool(roles & {Role.RESPONSIBLE, Role.TIME, Role.END}) and not roles & _DONE
    for written, told in texts.items():
        doing = share(told, is_doing) >= 0.6 or (lone and len(texts) - len(found) == 1 and share(told, reports) < 0.3)
        if written not in found and doing:
            found[written] = Role.ACTIVITY
    if not roles & _DONE:
        found |= {written: Role.ACTIVITY for written, told in steps.items() if share(told, _tells_doing) >= 0.7}
    return found | dict.fromkeys(_openings(nodes), Role.BACKGROUND)


def _openings(nodes: Sequence[Node]) -> set[str]:
    """Labels for follow-up that come first in areas, before their goals: they tell where the area begins."""
    first: list[str] = []
    places = [node.index for node in nodes if node.is_area]
    for place in places:
        within = list(takewhile(lambda node: not node.is_area, nodes[place + 1 :]))
        labels = [told for node in within if (told := _labelled(node)) is not None]
        opening = labels[0] if labels else None
        later = any(label.may(Role.GOAL, Role.LONG_GOAL, Role.SHORT_GOAL) for _, label in labels[1:])
        if opening and later and opening[1].role is Role.FOLLOWUP and opening[1].years is None:
            first.append(plain(opening[0]))
    return {written for written in first if first.count(written) * 2 > len(places) > 1}


def _labelled(node: Node) -> tuple[str, Label] | None:
    """The label that a node is, or that leads its text, as written and with what it says."""
    if node.tag is Tag.LABEL and node.label:
        return node.text.strip().rstrip(":"), node.label
    lead = vocabulary().leading(node.text) if node.tag is Tag.TEXT else None
    sure = lead is not None and plain(lead[2]) and ":" in node.text[len(lead[1]) : len(lead[1]) + 2]
    return (lead[1], lead[0]) if lead and sure else None


_AIMS = frozenset({Role.GOAL, Role.SHORT_GOAL})


def _says_goal(written: str) -> bool:
    """Whether a label says itself that goals stand under it; "Nästa steg" and "Vägen dit" do not."""
    return bool(re.search(r"mal|sikt|vision|effekt|resultat|onsk|vill", plain(written)))


def _tells_doing(text: str) -> bool:
    return is_doing(text) or doer_first(text) is not None


_DONE = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL, Role.QUESTION})
"""What bodies and times may belong to."""


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
