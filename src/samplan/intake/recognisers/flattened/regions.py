"""Where a flattened table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.intake.recognisers.flattened.headers import Header, find_header
from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.lines import Gap, Line, joined
from samplan.intake.recognisers.flattened.signs import begins_low
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary

WIDE = 0.8
"""A line that fills this part of the page's width is no cell's."""

AFTER = frozenset({
    Role.FOLLOWUP, Role.COMMENT, Role.COST, Role.NEEDS, Role.GOAL_STATUS, Role.RESPONSIBLE, Role.BACKGROUND,
    Role.FOCUS_AREA, Role.REPORTED, Role.QUESTION, Role.FOLLOWUP_QUESTION, Role.ACTIVITY, Role.IDENTIFIED,
})  # fmt: skip
"""What a label after a table may be about."""

_HEADING = re.compile(r"^\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+[A-Z\u00c5\u00c4\u00d6\u201d\"]")


def table_end(lines: Sequence[Line], header: Header, width: int) -> int:
    """The line after the table's last: a heading, a label that is no cell, another header, or running text."""
    roles = {column.role for column in header.columns}
    at = header.end
    while at < len(lines):
        again = find_header(lines, at)
        if again is not None:
            if {column.role for column in again.columns} != roles:
                return at
            at = again.end
            continue
        if _heads(lines, at) or _labels(lines, at, roles, width) or _runs_on(lines, at, width, header):
            return at
        at += 1
    return at


def repeated_headers(lines: Sequence[Line], header: Header, end: int) -> list[tuple[int, int]]:
    """The places of the header's repetitions on later pages, as (first, end) lines."""
    found: list[tuple[int, int]] = []
    at = header.end
    while at < end:
        again = find_header(lines, at)
        if again is not None:
            found.append((again.start, again.end))
        at = again.end if again is not None else at + 1
    return found


def _heads(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    file = vocabulary().file
    low = line.text.lower()
    named = (*file.area_heading, *file.group_heading, *file.focus_heading)
    if any(low.startswith(word) and re.match(r"\s*\d|\s*:", low[len(word) :]) for word in named):
        return True
    if _HEADING.match(line.text) and len(line.text) < 120:
        return True
    return bool(line.heading) and not (at and lines[at - 1].block is line.block)


def _labels(lines: Sequence[Line], at: int, roles: set[Role], width: int) -> bool:
    line = lines[at]
    if begins_low(line.text):
        return False
    if is_identified(line.text):
        return True
    leading = vocabulary().leading(line.text) if ":" in line.text[:40] else None
    if leading and leading[0].certainty >= 0.9 and leading[0].role in AFTER and not _column(leading[0], roles):
        return True
    if line.gap < Gap.BLANK and not _marked(line.text):
        return False
    text, end = line.text, at + 1
    if line.gap >= Gap.BLANK:
        while end < len(lines) and lines[end].gap is Gap.NEXT and end < at + 4:
            end += 1
        text = joined(lines[at:end])
    return _section_label(lines, text, end, roles, width)


def _section_label(lines: Sequence[Line], text: str, end: int, roles: set[Role], width: int) -> bool:
    label = vocabulary().label(text.rstrip(" :"))
    if label is None or label.certainty < 0.9 or not label.may(*AFTER):
        return False
    if label.years or text.isupper() or text.endswith(":"):
        return True
    following = lines[end].width if end < len(lines) else 0
    return not _column(label, roles) and following >= 0.6 * width


def _column(label: Label, roles: set[Role]) -> bool:
    return label.role in roles


def _marked(text: str) -> bool:
    label = vocabulary().label(text.rstrip(" :")) if len(text) < 60 else None
    return label is not None and (label.years is not None or text.isupper() or text.endswith(":"))


def _runs_on(lines: Sequence[Line], at: int, width: int, header: Header) -> bool:
    """Whether running text begins here: lines as wide as the page, where a table's cells are narrow."""
    line = lines[at]
    if line.width < WIDE * width or line.bullet or len(header.columns) < 3:
        return False
    if line.gap < Gap.BLANK and lines[at - 1].width < WIDE * width and not _sentence_before(lines, at):
        return False
    return line.width <= 1.4 * width


def _sentence_before(lines: Sequence[Line], at: int) -> bool:
    return lines[at - 1].text.rstrip().endswith((".", "!", "?")) or lines[at - 1].gap is Gap.BLANK
