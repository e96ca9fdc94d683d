"""Where a flattened table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.intake.recognisers.flattened.countedrows import holds_cells
from samplan.intake.recognisers.flattened.headers import Header, names_areas
from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.layout import LayoutTable, segments
from samplan.intake.recognisers.flattened.lines import Gap, Line, joined
from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.flattened.repeats import Headers
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, signs, unfinished
from samplan.intake.recognisers.flattened.weights import weights
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

WIDE = 0.8
"""A line that fills this part of the page's width is no cell's."""

NARROWEST_PAGE = 62
"""A page's lines hold at least so many letters."""
NARROWEST_LINE = 42
"""A line of text straight under a heading holds at least so many."""

AFTER = frozenset({
    Role.FOLLOWUP, Role.COMMENT, Role.COST, Role.NEEDS, Role.GOAL_STATUS, Role.RESPONSIBLE, Role.BACKGROUND,
    Role.FOCUS_AREA, Role.REPORTED, Role.QUESTION, Role.FOLLOWUP_QUESTION, Role.ACTIVITY, Role.IDENTIFIED,
})  # fmt: skip
"""What a label after a table may be about."""

GOALS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.OVERALL_GOAL})
OWN = GOALS | {Role.RESPONSIBLE, Role.COST, Role.INDICATOR, Role.FOCUS_AREA, Role.BACKGROUND}
"""Labels that stand on a line of their own after a table without such a column, whatever stands below."""
_ANNEX = re.compile(r"^(?:bilag[ao]r?|appendix)(?:\s+\d+)?\s*(?:$|[:.–-]|\s[A-ZÅÄÖ])", re.IGNORECASE)

_HEADING = re.compile(r"^\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+(?:[-–—:]\s*)?[A-ZÅÄÖ”\"]")


def table_end(lines: Sequence[Line], start: int, told: Headers, width: int) -> int:
    """The line after the table's last: a heading, a label that is no cell, another header, or running text."""
    header = told.whole[start]
    roles = {column.role for column in header.columns}
    areas = names_areas(header.columns) is not None
    at = header.end
    while at < len(lines):
        if at in told.parts:
            at = told.parts[at]
            continue
        if at in told.counted:
            at += 1
            continue
        again = told.whole.get(at)
        if again is not None and again is not header:
            if at in told.layouts or {column.role for column in again.columns} != roles:
                return _before_heading(lines, at, header.end, width)
            if not areas and at > header.end and _like_heading(lines, at - 1, max(width, WIDEST_HEADING)):
                return _before_heading(lines, at, header.end, width)
            at = again.end
            continue
        if (not areas and _heads(lines, at)) or _closes(lines[at]) or _labels(lines, at, roles, width):
            return _before_heading(lines, at, header.end, width)
        if _runs_on(lines, at, width, header):
            return _before_heading(lines, at, header.end, width)
        at += 1
    return at


WIDEST_HEADING = 100


def layout_end(lines: Sequence[Line], table: LayoutTable, told: Headers) -> int:
    """The line after the last of a table whose columns stand apart: running text over the edges, a heading, a label."""
    roles = {column.role for column in table.columns}
    at = table.body
    while at < len(lines):
        again = told.layouts.get(at)
        if again is not None and again.body > table.body:
            if names_areas(table.columns) is None and _headed(lines, at, table):
                return _before_heading(lines, at, table.body, WIDEST_HEADING)
            if [column.role for column in again.columns] != [column.role for column in table.columns]:
                return at
            table.repeats.append((again.start, again.body))
            at = again.body
            continue
        if _leaves(lines, at, table, roles):
            return at
        at += 1
    return at


def _headed(lines: Sequence[Line], at: int, table: LayoutTable) -> bool:
    """Whether a heading stands over the header that begins here, so that it is a new table's."""
    if at - 1 < table.body:
        return False
    parts = segments(lines[at - 1])
    return len(parts) == 1 and parts[0].start < table.starts[1] - 3 and _like_heading(lines, at - 1, WIDEST_HEADING)


def _leaves(lines: Sequence[Line], at: int, table: LayoutTable, roles: set[Role | None]) -> bool:
    """Whether a line stands outside the table: it alone runs over the columns' edges, or is a heading or label."""
    parts = segments(lines[at])
    if len(parts) != 1 or parts[0].start > table.starts[1] - 3:
        return False
    if (not roles & {Role.AREA, Role.GROUP} and _heads(lines, at)) or _closes(lines[at]):
        return True
    if _labels(lines, at, roles, 0):
        return True
    if _left_below(lines, at, table):
        return True
    crossed = [edge for edge in table.starts[1:] if parts[0].end > edge + 4]
    if len(crossed) >= min(2, len(table.starts) - 1):
        text = lines[at].text
        return not (len(crossed) == 1 and lines[at].gap is Gap.NEXT and begins_low(text))
    lone = lines[at].gap >= Gap.BLANK and at + 1 < len(lines) and lines[at + 1].gap >= Gap.BLANK
    return lone and table.columns[0].role not in LEADING and _like_heading(lines, at, 1000)


def _left_below(lines: Sequence[Line], at: int, table: LayoutTable) -> bool:
    """Whether a heading-like line stands over a sentence that runs from the table's left edge over a column's edge."""
    below = segments(lines[at + 1]) if at + 1 < len(lines) else []
    if len(below) != 1 or below[0].start > table.starts[0] + 1 or begins_low(lines[at + 1].text):
        return False
    return (
        below[0].end > table.starts[1] + 4
        and not lines[at + 1].bullet
        and ends_sentence(lines[at + 1].text)
        and not ends_sentence(lines[at].text)
        and _like_heading(lines, at, 1000)
    )


LEADING = frozenset({Role.AREA, Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.GROUP})


def _before_heading(lines: Sequence[Line], at: int, first: int, width: int) -> int:
    """The lines just above running text or a label may be its heading: the table ends before them."""
    back = at
    while back > first and at - back < 2 and _like_heading(lines, back - 1, width):
        back -= 1
    return back


def _like_heading(lines: Sequence[Line], at: int, width: int) -> bool:
    line, before = lines[at], lines[at - 1]
    text = line.text
    if begins_low(text) or text.endswith((".", ",", ";", "?", ":")) or line.bullet or is_moment(text):
        return False
    if unfinished(before.text) or line.width > 0.6 * width or not re.search(r"[^\W\d_]{4}", text):
        return False
    if signs(text) & {"measure", "infinitive", "actor", "money", "status", "catalogue"}:
        return False
    return line.gap >= Gap.BLANK or ends_sentence(before.text) or bool(signs(before.text) & {"time", "actor", "money"})


def repeated_headers(parts: dict[int, int], header: Header, end: int) -> list[tuple[int, int]]:
    """The places of the header's repetitions on later pages, as (first, end) lines."""
    return sorted((first, last) for first, last in parts.items() if header.end <= first < end)


def _heads(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.series:
        return True
    file = vocabulary().file
    low = line.text.lower()
    named = (*file.area_heading, *file.group_heading, *file.focus_heading)
    if any(low.startswith(word) and re.match(r"\s*\d|\s*:", low[len(word) :]) for word in named):
        return True
    if _HEADING.match(line.text) and len(line.text) < 120:
        return True
    return bool(line.heading) and not (at and lines[at - 1].block is line.block)


def _closes(line: Line) -> bool:
    """Whether a heading begins what follows the areas: an annex, a list of words, how the plan is followed."""
    if line.gap < Gap.BLANK or line.bullet or len(line.text) > 60 or ends_sentence(line.text):
        return False
    text, words = plain(line.text), weights().words
    return bool(_ANNEX.match(line.text)) or text in words["closing"] or " ".join(text.split()[:2]) in words["closing"]


def _labels(lines: Sequence[Line], at: int, roles: set[Role | None], width: int) -> bool:
    line = lines[at]
    if begins_low(line.text):
        return False
    if is_identified(line.text):
        return True
    if line.lead and not any(role in roles for role in _led_roles(line)):
        return True
    leading = vocabulary().leading(line.text) if ":" in line.text[:40] else None
    if leading and leading[0].certainty >= 0.9 and leading[0].role in AFTER:
        told = leading[0].years is not None and len(leading[2]) > SAID
        if told or not _column(leading[0], roles):
            return True
    if _own_label(lines, at, roles, leading[0] if leading and leading[2] else None):
        return True
    if line.gap < Gap.BLANK and not _marked(line.text) and not _tight_label(lines, at, roles, width):
        return False
    text, end = line.text, at + 1
    if line.gap >= Gap.BLANK:
        while end < len(lines) and lines[end].gap is Gap.NEXT and end < at + 4:
            end += 1
        text = joined(lines[at:end])
    return _section_label(lines, text, end, roles, width)


SAID = 20
"""A label with a year that leads so many letters tells of the whole section, whatever columns the table has."""


def _own_label(lines: Sequence[Line], at: int, roles: set[Role | None], leading: Label | None) -> bool:
    """Whether a line is, or begins with, the label of something that the table has no column for."""
    if at + 1 >= len(lines) or unfinished(lines[at - 1].text) or lines[at].bullet or roles & {Role.AREA, Role.GROUP}:
        return False
    if leading is not None:
        return leading.certainty >= 0.95 and leading.role in GOALS and not roles & GOALS
    text = lines[at].text.rstrip(" :")
    label = label_of(text) if len(text) < 45 and not begins_low(lines[at + 1].text) else None
    if label is None or label.certainty < 0.95 or label.role not in OWN or label.joined:
        return False
    return not roles & (GOALS if label.role in GOALS else {label.role}) and (not roles & GOALS or len(roles) > 2)


def _led_roles(line: Line) -> tuple[Role, ...]:
    label = label_of(line.lead.rstrip(":"))
    return label.roles if label is not None else ()


def _section_label(lines: Sequence[Line], text: str, end: int, roles: set[Role | None], width: int) -> bool:
    label = label_of(text.rstrip(" :"))
    if label is None or label.certainty < 0.9 or not label.may(*AFTER):
        return False
    if label.years or text.isupper() or text.endswith(":"):
        return True
    following = lines[end].width if end < len(lines) else 0
    asks = label.role is Role.FOLLOWUP_QUESTION and end < len(lines) and (lines[end].bullet or "?" in lines[end].text)
    return not _column(label, roles) and (following >= 0.6 * width or asks)


def _column(label: Label, roles: set[Role | None]) -> bool:
    return label.role in roles


def _tight_label(lines: Sequence[Line], at: int, roles: set[Role | None], width: int) -> bool:
    """Whether a line without a blank above is a section's label: closed text above, a list or running text below."""
    label = label_of(lines[at].text.rstrip(" :")) if len(lines[at].text) < 60 else None
    if label is None or label.certainty < 0.95 or _column(label, roles) or at + 1 >= len(lines):
        return False
    below = lines[at + 1]
    if label.role is Role.FOLLOWUP_QUESTION:
        return below.bullet or "?" in below.text
    return label.may(*AFTER) and (below.bullet or below.width >= 0.66 * width) and not unfinished(lines[at - 1].text)


def _marked(text: str) -> bool:
    label = label_of(text.rstrip(" :")) if len(text) < 60 else None
    return label is not None and (label.years is not None or text.isupper() or text.endswith(":"))


def _runs_on(lines: Sequence[Line], at: int, width: int, header: Header) -> bool:
    """Whether running text begins here: lines as wide as the page, where a table's cells are narrow."""
    line = lines[at]
    if holds_cells(line, header):
        return False
    headed = at - 1 > header.end and line.gap is Gap.BLANK and _like_heading(lines, at - 1, width)
    wide = max(WIDE * width, NARROWEST_LINE if headed and lines[at - 1].gap is Gap.BLANK else NARROWEST_PAGE)
    if line.width < wide or line.bullet or len(header.columns) < 3:
        return False
    if line.gap < Gap.BLANK and lines[at - 1].width < wide and not _sentence_before(lines, at):
        return False
    return line.width <= 1.4 * width


def _sentence_before(lines: Sequence[Line], at: int) -> bool:
    return lines[at - 1].text.rstrip().endswith((".", "!", "?")) or lines[at - 1].gap is Gap.BLANK
