"""Headings that come again in area after area: they are labels, whatever they say, and never areas themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from samplan.documents.blocks import Heading, Paragraph
from samplan.intake.recognisers.structured.guessing import Pile, contradicted, guess, tell_opening
from samplan.intake.recognisers.structured.nodes import BOLD, HEADINGS, LABELLED, Node, Tag, is_period
from samplan.intake.recognisers.structured.sayings import said
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

SURE = 3
"""So often a heading comes only as a label; one that comes twice may be an area told again in an annex."""


def recurring_labels(nodes: Sequence[Node]) -> None:
    """Mark headings that recur, each time after a heading that does not, as labels, and settle what they hold."""
    _ask_again(nodes)
    headed = [node for node in nodes if node.tag in HEADINGS or node.tag is Tag.LABEL]
    by_key: dict[str, list[Node]] = {}
    for node in headed:
        if _may_recur(node):
            by_key.setdefault(_key(node), []).append(node)
    again = {key: found for key, found in by_key.items() if len(found) > 1}
    sections = _sections(headed, set(again))
    labelled = {place for place, node in sections if node.tag is Tag.LABEL and _key(node) in again}
    found = {key: run for key, run in again.items() if _is_label(run, sections, labelled)}
    if not found:
        return
    piles = {key: _pile(nodes, run) for key, run in found.items()}
    tell_opening(list(piles.values()))
    known = {role for node in headed if node.tag is Tag.LABEL and (role := _known(node))}
    guess(list(piles.values()), known.union(*(node.shape.roles() for node in nodes if node.shape is not None)))
    for key, run in found.items():
        for node in run:
            if node.tag is not Tag.LABEL or piles[key].role is not _known(node):
                _mark(node, piles[key])


def _ask_again(nodes: Sequence[Node]) -> None:
    """A question that stands in the same words over the text of area after area is a label, and asks nobody.

    One that is asked in a list or in running text too is told again there, and one that asks how something can be done
    is a challenge to answer, however many areas share it.
    """
    told = {plain(node.text) for node in nodes if node.tag is Tag.TEXT and not _is_marked(node)}
    asked = [node for node in nodes if node.tag is Tag.TEXT and _may_ask(node) and plain(node.text) not in told]
    for node in asked:
        if sum(plain(other.text) == plain(node.text) for other in asked) >= SURE:
            node.tag = Tag.PLAIN
            node.styled = isinstance(node.block, Heading)
            node.level = node.block.level if isinstance(node.block, Heading) else BOLD


def _may_ask(node: Node) -> bool:
    challenges = re.match(r"hur kan\b", node.text, re.I) is not None
    return _is_marked(node) and len(node.text) <= 80 and node.text.rstrip().endswith("?") and not challenges


def _is_marked(node: Node) -> bool:
    return isinstance(node.block, Heading) or (isinstance(node.block, Paragraph) and node.block.bold)


def _key(node: Node) -> str:
    """A heading's words without its number ("2.3 Dit siktar vi") and without years."""
    words = node.title.title if node.title.number and not node.title.kind else node.text
    return re.sub(r"\s+", " ", re.sub(r"\d", "", plain(words))).strip()


def _may_recur(node: Node) -> bool:
    return node.tag in (Tag.PLAIN, Tag.LABEL, Tag.CHAPTER) and bool(_key(node)) and not is_period(node.text)


def _sections(headed: Sequence[Node], again: set[str]) -> list[tuple[int, Node]]:
    """Headings with the number of the section that they stand in: each heading that comes once begins one."""
    found, place = [], 0
    for node in headed:
        if not (_may_recur(node) and _key(node) in again):
            place += 1
        found.append((place, node))
    return found


def _is_label(run: Sequence[Node], sections: Sequence[tuple[int, Node]], labelled: set[int]) -> bool:
    """Whether headings with the same words are a label: in three sections, or in two with labels beside."""
    members = {id(node) for node in run}
    places = [place for place, node in sections if id(node) in members]
    sections_with = len(set(places))
    annexed = sections_with < SURE and any(vocabulary().is_chapter(node.text) for node in run)
    beside = all(place in labelled for place in places)
    return sections_with > 1 and not annexed and (sections_with >= SURE or beside)


def _known(node: Node) -> Role | None:
    if node.tag is not Tag.LABEL or node.label is None or node.label.role is Role.HORIZON:
        return None
    return node.label.role


def _pile(nodes: Sequence[Node], run: Sequence[Node]) -> Pile:
    """What stands under a heading everywhere; a word for it that all of that contradicts is none."""
    pile = Pile(run[0].text, _texts(nodes, run), _known(run[0]))
    if pile.role is not None and contradicted(pile):
        pile.role = None
    return pile


def _texts(nodes: Sequence[Node], run: Sequence[Node]) -> list[str]:
    """All that stands under headings, up to the next heading or table of each."""
    found: list[str] = []
    for node in run:
        found += [
            other.text for other in takewhile(lambda n: n.tag is Tag.TEXT, nodes[node.index + 1 :]) if _bare(other)
        ]
    return found


def _bare(node: Node) -> bool:
    """Whether a text has no label or saying of its own."""
    lead = vocabulary().leading(node.text)
    return said(node.text) is None and not (lead and lead[0].certainty >= 0.95 and plain(lead[2]))


def _mark(node: Node, pile: Pile) -> None:
    node.label, node.tag = Label((pile.role or Role.UNKNOWN,), 0.6), Tag.LABEL
    node.level = node.level if node.styled else LABELLED
