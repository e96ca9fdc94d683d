"""Headings that read like labels: which of them are labels, by how often they come and how they are numbered."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Heading, Paragraph
from samplan.intake.recognisers.structured.content import measures, share
from samplan.intake.recognisers.structured.nodes import BOLD, FLAT, LABELLED, Node, Tag
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain


def loose_labels(nodes: Sequence[Node]) -> None:
    """A heading that comes again and again and holds a label's word is a label.

    Not where names that are no labels come as often and the same follows them: then areas are told again, in an annex.
    """
    counts = Counter(plain(node.text) for node in nodes if node.tag is Tag.PLAIN)
    names = [node for node in nodes if node.tag is Tag.PLAIN and vocabulary().label(node.text, loose=True) is None]
    often = {made: max(counts[plain(n.text)] for n in names if n.styled is made) for made in {n.styled for n in names}}
    headed = [node for node in nodes if node.tag in (Tag.PLAIN, Tag.LABEL)]
    follows = {node.index: plain(after.text) for node, after in itertools.pairwise(headed)}
    after_names = {follows.get(node.index, "") for node in names if counts[plain(node.text)] > 1} - {""}
    beside = {plain(node.text) for node in headed if follows.get(node.index) in after_names}
    for node in nodes:
        again = counts[plain(node.text)] > (often.get(node.styled, 0) if plain(node.text) in beside else 1)
        if node.tag is Tag.PLAIN and again and counts[plain(node.text)] > 1 and node.title.number is None:
            label = vocabulary().label(node.text, loose=True)
            label = _asking_or_measuring(nodes, node, label) if label is not None else None
            if label and label.certainty >= (0.7 if counts[plain(node.text)] < 3 else 0.65):
                node.label, node.tag = label, Tag.LABEL
                node.level = node.level if node.styled else LABELLED


def _asking_or_measuring(nodes: Sequence[Node], node: Node, label: Label) -> Label:
    """A word for questions of a follow-up, over measures in every place and over no question, is one for measures."""
    if label.role is not Role.FOLLOWUP_QUESTION:
        return label
    alike = [other for other in nodes if plain(other.text) == plain(node.text)]
    below = [itertools.takewhile(lambda n: n.tag is Tag.TEXT, nodes[other.index + 1 :]) for other in alike]
    texts = [other.text for run in below for other in run]
    asks = any(text.rstrip().endswith("?") for text in texts)
    return replace(label, roles=(Role.INDICATOR,)) if not asks and share(texts, measures) >= 0.5 else label


def repeated_labels(nodes: Sequence[Node]) -> None:
    """A heading that reads like a label but stands once, at the level of others that are none, is a plain heading."""
    counts = Counter(plain(re.sub(r"\d", "", n.text)) for n in nodes if n.tag is Tag.LABEL and n.styled)
    plains = Counter(n.level for n in nodes if n.tag in (Tag.PLAIN, Tag.AREA) and n.styled)
    labels = Counter(n.level for n in nodes if n.tag is Tag.LABEL)
    _numbered_chapters(nodes)
    for node in nodes:
        if node.tag is not Tag.LABEL or not node.styled or node.label is None:
            continue
        once = counts[plain(re.sub(r"\d", "", node.text))] == 1
        numbered = node.title.number is not None
        if once and ((plains[node.level] > labels[node.level] and plains[node.level] > 1) or numbered):
            node.tag = Tag.PLAIN if not vocabulary().is_chapter(node.text) else Tag.CHAPTER


def _numbered_chapters(nodes: Sequence[Node]) -> None:
    """Lines that are numbered and read like labels, but none of which comes again, are the document's own chapters."""
    numbered = [node for node in nodes if node.tag is Tag.LABEL and node.title.number and not node.told]
    counts = Counter(plain(node.title.title) for node in numbered)
    if not counts or max(counts.values()) > 1:
        return
    for node in numbered:
        if not node.styled:
            looks = isinstance(node.block, Heading) or (isinstance(node.block, Paragraph) and node.block.bold)
            node.tag, node.label = (Tag.PLAIN if looks else Tag.TEXT), None
            node.level = (FLAT if isinstance(node.block, Heading) else BOLD) if looks else 99
            node.tag = Tag.CHAPTER if looks and vocabulary().is_chapter(node.text) else node.tag
