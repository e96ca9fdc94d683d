"""Headings told by what stands below them: where most areas open with the same label, the line above it is a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from samplan.intake.recognisers.flattened.headers import Header
from samplan.intake.recognisers.flattened.heads import GOAL_MARK, OPENING, Head, colon_lead
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.lines import Line, joined
from samplan.intake.recognisers.flattened.signs import begins_low, signs, unfinished
from samplan.intake.recognisers.wording import plain

LONGEST = 80
FEWEST = 2
"""So many headings must stand over the same label before other lines over it are taken for headings."""
SHARE = 0.35
WEAK = frozenset({"short", "level1", "level2", "level3"})
UNLIKE = frozenset({"actor", "measure", "money", "infinitive", "time", "status", "asks", "question"})


def with_openings(
    heads: Sequence[Head], lines: Sequence[Line], headers: Mapping[int, Header], inside: Container[int]
) -> list[Head]:
    """The headings, and the lines that stand over the label that others of them stand over."""
    openings = _openings(lines, headers, inside)
    over = {head.end: head for head in heads if head.kind in WEAK}
    taken = {line for head in heads for line in range(head.start, head.end)}
    found = list(heads)
    for places in openings.values():
        kinds = Counter(over[at].kind for at in places if at in over)
        if sum(kinds.values()) < max(FEWEST, SHARE * len(places)):
            continue
        kind = kinds.most_common(1)[0][0]
        for at in places:
            above = at - 1
            if above not in taken and above not in inside and _may_be_name(lines, above):
                found.append(Head(above, at, lines[above].text, kind, title=lines[above].text))
                taken.add(above)
    return sorted(found, key=lambda head: head.start)


def _openings(lines: Sequence[Line], headers: Mapping[int, Header], inside: Container[int]) -> dict[str, list[int]]:
    """Where each label stands that may open an area, and each kind of table, by their words."""
    found: dict[str, list[int]] = {}
    for at in range(1, len(lines)):
        key = ""
        if at in headers:
            key = "table " + " ".join(str(column.role) for column in headers[at].columns)
        elif at not in inside and not lines[at].bullet:
            key = _opening(lines, at)
        if key:
            found.setdefault(key, []).append(at)
    return found


def _opening(lines: Sequence[Line], at: int) -> str:
    text = joined(lines[at : at + 2]) if lines[at].pair else lines[at].text
    if len(text) < 60 and not begins_low(text):
        label = label_of(text.rstrip(" :"))
        if label is not None and label.certainty >= 0.9 and label.may(*OPENING):
            return plain(text)
    role = colon_lead(text)
    return f"{role}:" if role in OPENING else ""


def _may_be_name(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may be an area's name: short, with a capital first, no label, nothing that reads like an item."""
    line = lines[at]
    text = line.text
    if line.bullet or line.lead or line.pair or GOAL_MARK.match(text) or len(text) > LONGEST or not text[:1].isupper():
        return False
    if text.endswith((".", ":", ";", ",", "?", "!")) or unfinished(text) or not re.search(r"[^\W\d_]{4}", text):
        return False
    if signs(text) & UNLIKE or label_of(text) is not None or (at and unfinished(lines[at - 1].text)):
        return False
    return not (at and lines[at - 1].pair)
