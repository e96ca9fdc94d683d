"""The outline of a flattened document: its headings, and which of them are development areas.

Every line that may be a heading gets a kind: numbered to a depth, named ("Utvecklingsområde 3"), set as a heading
by the reader, or merely short. Each kind is weighed by how many of its sections hold the marks of a plan (a table's
header, labels of goals, activities or questions) against how often one section holds the same mark twice: the kind
whose sections hold each mark once is the kind of the development areas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from samplan.intake.recognisers.flattened.columnwise import NO_LABELS, Labels
from samplan.intake.recognisers.flattened.countedrows import with_counted_rows
from samplan.intake.recognisers.flattened.headers import Header, names_areas
from samplan.intake.recognisers.flattened.heads import MARKS, Head, colon_lead, head_at
from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.layout import LayoutTable, fill_layout
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.openings import with_openings
from samplan.intake.recognisers.flattened.rawtables import raw_tables
from samplan.intake.recognisers.flattened.regions import layout_end, table_end
from samplan.intake.recognisers.flattened.repeats import Headers, headers_of
from samplan.intake.recognisers.flattened.signs import begins_low, unfinished
from samplan.intake.recognisers.flattened.titlerows import with_banner_rows, with_title_rows
from samplan.intake.recognisers.vocabulary import Role, vocabulary

_QUESTION = re.compile(
    r"^(?:utmaningsfråga\s*\d*\s*[:.]\s*)?(?:hur|på vilket sätt|vad|vilk[ae]n?|vilket)\s", re.IGNORECASE
)


ORDER = ("named", "num2", "num3", "num1", "num4", "lettered", "goals", "level1", "level2", "level3", "short")
"""Kinds of heading, the likeliest first where they weigh the same."""
KINDLY = {"short": 0.5, "level1": 0.6, "level2": 0.6, "level3": 0.6, "num1": 0.8, "goals": 0.3}
"""How far a kind of heading is trusted that tells less of itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a plan at a line: a table's header or a label. what: "table" with its columns, or the role."""

    line: int
    what: str

    @property
    def is_table(self) -> bool:
        """Whether it is a table's header."""
        return self.what.startswith("table")


@dataclass(frozen=True, slots=True)
class AreaSpan:
    """A development area: its heading and the lines of its section, with the group heading it stands under."""

    head: Head
    start: int
    end: int
    group: Head | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """All that was found: headings, tables' headers by their first line, areas, focus headings, the annex's line.

    raw: the tables that came row by row."""

    heads: tuple[Head, ...]
    headers: dict[int, Header]
    ends: dict[int, int]
    areas: tuple[AreaSpan, ...]
    kind: str
    annex: int
    layouts: dict[int, LayoutTable]
    parts: dict[int, int]
    labels: Labels = NO_LABELS
    raw: frozenset[int] = frozenset()


def outline_of(lines: Sequence[Line], width: int, labels: Labels = NO_LABELS) -> Outline:
    """Find headings and areas. labels: those that stand over columns, where no header names them all."""
    told = Headers() if labels.at else headers_of(lines)
    with_counted_rows(lines, told)
    headers, layouts = told.whole, told.layouts
    ends = _table_ends(lines, told, width)
    for at in _repeated(ends):
        told.parts[at] = headers.pop(at).end
        layouts.pop(at, None)
        del ends[at]
    for at, table in layouts.items():
        fill_layout(lines, table, ends[at])
    _continue_tables(lines, told, ends, width)
    if not _under_headings(lines, headers, width):
        with_title_rows(headers, ends, lines, layouts)
    with_banner_rows(headers, layouts, lines)
    inside = {line for at, end in ends.items() for line in range(at, end)}
    heads = [head for at in range(len(lines)) if at not in inside and (head := head_at(lines, at, width))]
    heads = with_openings(_without_running(heads), lines, headers, inside)
    annex = next((head.start for head in heads if head.kind == "annex"), len(lines))
    marks = [mark for mark in _marks(lines, headers, inside) if mark.line < annex]
    if any(mark.what != "led" for mark in marks):
        marks = [mark for mark in marks if mark.what != "led"]
    if _areas_in_tables(headers, ends):
        marks = []
    kind = _best_kind(heads, marks, annex)
    areas = _of_one_kind(list(_areas(heads, marks, kind, annex, bare=bool(labels.at))), marks) if kind else ()
    raw = raw_tables(lines, headers, ends, layouts)
    return Outline(tuple(heads), headers, ends, areas, kind, annex, layouts, told.parts, labels, raw)


def _table_ends(lines: Sequence[Line], told: Headers, width: int) -> dict[int, int]:
    """The line after each header's table. One within another's table ends there: each line is walked over once."""
    ends: dict[int, int] = {}
    stop = -1
    for at in sorted(told.whole):
        if at < stop:
            ends[at] = at
        else:
            table = told.layouts.get(at)
            ends[at] = stop = table_end(lines, at, told, width) if table is None else layout_end(lines, table, told)
    return ends


def _repeated(ends: dict[int, int]) -> list[int]:
    """The headers that stand within another header's table."""
    found: list[int] = []
    stop = -1
    for at in sorted(ends):
        if at < stop:
            found.append(at)
        else:
            stop = ends[at]
    return found


MOSTLY = 0.7
CLOSE = 4
"""So few lines may stand between a heading and its table."""


def _under_headings(lines: Sequence[Line], headers: dict[int, Header], width: int) -> bool:
    """Whether numbered or named headings stand over the tables, so that no row of theirs names an area."""
    over = 0
    for at in headers:
        above = (head_at(lines, place, width) for place in range(max(at - CLOSE, 0), at))
        over += any(head is not None and head.kind in COUNTED for head in above)
    return over >= 2 and over >= 0.5 * len(headers)


def _areas_in_tables(headers: dict[int, Header], ends: dict[int, int]) -> bool:
    """Whether most of what stands in tables stands in such as name their areas themselves."""
    naming = sum(ends[at] - at for at, header in headers.items() if names_areas(header.columns) is not None)
    return naming > 0 and naming >= 0.5 * sum(ends[at] - at for at in headers)


def _without_running(heads: Sequence[Head]) -> list[Head]:
    """Headings without the plan's own name, which stands on several pages."""
    seen = Counter(head.text for head in heads)
    return [head for head in heads if seen[head.text] < 2 or head.kind not in WEAK or not _PLAN.search(head.text)]


_PLAN = re.compile(r"\b(?:\w*handlings)?plan\b", re.IGNORECASE)
WEAK = frozenset({"short", "level1", "level2", "level3"})


def _of_one_kind(areas: Sequence[AreaSpan], marks: Sequence[Mark]) -> tuple[AreaSpan, ...]:
    """Where nearly all areas have a number, own or by their order, one without is none, unless it has a table."""
    numbered = [area for area in areas if area.number]
    if len(numbered) < MOSTLY * len(areas):
        return tuple(areas)
    tables = [mark.line for mark in marks if mark.is_table]
    return tuple(area for area in areas if area.number or any(area.start <= line < area.end for line in tables))


def _continue_tables(
    lines: Sequence[Line],
    told: Headers,
    ends: dict[int, int],
    width: int,
) -> None:
    """A table that an area's heading interrupts goes on below it under the same columns, if no header stands there."""
    headers, layouts = told.whole, told.layouts
    for at in sorted(headers):
        header, end = headers[at], ends[at]
        bare = end == header.end
        while end < len(lines):
            head = head_at(lines, end, width)
            if (
                head is None
                or not (head.kind in AREA_ROWS or lines[end].series)
                or head.end >= len(lines)
                or head.end in headers
            ):
                break
            start = head.end
            if at in layouts:
                table = LayoutTable(header.columns, start, start, starts=list(layouts[at].starts))
                stop = layout_end(lines, table, told)
                fill_layout(lines, table, stop)
            else:
                headers[start] = Header(header.columns, start, start)
                stop = table_end(lines, start, told, width)
                del headers[start]
            if not _table_like(lines, start, stop, end_of=() if bare else headers):
                break
            headers[start], ends[start] = Header(header.columns, start, start), stop
            if at in layouts:
                layouts[start] = table
            end = stop


AREA_ROWS = frozenset({"num2", "num3", "named"})


def _table_like(lines: Sequence[Line], start: int, stop: int, *, end_of: Collection[int]) -> bool:
    """Whether lines under an area's heading are a table's cells, and no other header comes first."""
    if stop - start < 2 or any(start <= at < stop for at in end_of):
        return False
    return stop not in end_of


def _marks(lines: Sequence[Line], headers: dict[int, Header], inside: set[int]) -> Iterable[Mark]:
    for at, line in enumerate(lines):
        if at in headers and names_areas(headers[at].columns) is None:
            yield Mark(at, "table " + " ".join(str(column.role) for column in headers[at].columns))
        if at in inside or (line.gap < Gap.BLANK and len(line.text) > 60 and not (line.lead or _asks(lines, at))):
            continue
        if is_identified(line.text):
            yield Mark(at, "identified")
            continue
        if not line.bullet and _asks(lines, at):
            yield Mark(at, "lead")
            continue
        if line.pair:
            yield Mark(at, "lead")
            continue
        if line.lead or colon_lead(line.text) in MARKS:
            yield Mark(at, "lead" if line.led is None else "led")
            continue
        label = _label(line)
        if label is None or (label is Role.FOLLOWUP_QUESTION and not _list_follows(lines, at)):
            continue
        yield Mark(at, label.value)


def _asks(lines: Sequence[Line], at: int) -> bool:
    """Whether a question begins here that a list or short lines follow."""
    if not _QUESTION.match(lines[at].text):
        return False
    for following in range(at, min(at + 3, len(lines))):
        if lines[following].text.endswith("?"):
            return following + 1 < len(lines) and (lines[following + 1].bullet or "?" not in lines[following].text[:-1])
    return False


def _label(line: Line) -> Role | None:
    if line.told is not None:
        return line.told.role if line.told.role in MARKS else None
    text = line.text.rstrip(" :")
    if len(text) > 60 or begins_low(text):
        return None
    label = label_of(text)
    if label is None or label.certainty < 0.9:
        return None
    return next((role for role in label.roles if role in MARKS), None)


def _list_follows(lines: Sequence[Line], at: int) -> bool:
    following = lines[at + 1 : at + 4]
    return any(line.bullet for line in following[:1]) or any(line.text.endswith("?") for line in following)


def _best_kind(heads: Sequence[Head], marks: Sequence[Mark], annex: int) -> str:
    best, most = "", 0.0
    for kind in ORDER:
        sections = _sections(heads, kind, annex)
        weight = sum(_weight(kind, start, end, marks) for start, end in sections) * KINDLY.get(kind, 1.0)
        if kind in {"named", "num1"} and _groups(heads, sections):
            weight *= 0.3
        if weight > most:
            best, most = kind, weight
    return best


def _groups(heads: Sequence[Head], sections: Sequence[tuple[int, int]]) -> bool:
    """Whether headings of a kind only group others: most have another heading straight below."""
    starts = {head.start for head in heads}
    below = {head.start: head.end for head in heads}
    return bool(sections) and sum(below[start] in starts for start, _ in sections) >= 0.6 * len(sections)


def _sections(heads: Sequence[Head], kind: str, annex: int) -> list[tuple[int, int]]:
    own = [head for head in heads if head.kind == kind and head.start < annex]
    stops = sorted({head.start for head in heads if head.kind == kind or _ends(head, kind)} | {annex})
    return [(head.start, next((stop for stop in stops if stop > head.start), annex)) for head in own]


def _ends(head: Head, kind: str) -> bool:
    """Whether a heading ends a section of this kind, being above it."""
    if head.kind in {"focus", "part", "annex", "group"} or (head.kind == "named" and kind != "named"):
        return True
    if head.kind.startswith("num"):
        return not kind.startswith("num") or head.kind <= kind
    return head.kind.startswith("level") and kind.startswith("level") and head.kind < kind


def _weight(kind: str, start: int, end: int, marks: Sequence[Mark]) -> float:
    """What a section speaks for its kind: it holds marks; less where a mark comes twice, as in a section of areas."""
    inside = [mark.what for mark in marks if start <= mark.line < end and mark.what not in FREE]
    if not any(start <= mark.line < end for mark in marks):
        return 0.0
    if kind in {"num2", "num3"}:
        return 1.0
    return 1.0 - 0.5 * sum(inside.count(what) - 1 for what in set(inside) if what in ONCE or what.startswith("table"))


FREE = frozenset({"lead", "led"})
ONCE = frozenset({"long_goal", "short_goal", "goal", "question", "followup_question", "identified"})
"""Marks that a development area has once."""


def _areas(heads: Sequence[Head], marks: Sequence[Mark], kind: str, annex: int, *, bare: bool) -> Iterable[AreaSpan]:
    """The areas. bare: after the first, sections that are numbered like it hold cells without labels over them."""
    order: dict[int, int] = {}
    begun = False
    for start, end in _sections(heads, kind, annex):
        head = next(head for head in heads if head.start == start)
        group = _group(heads, head)
        if group is not None:
            order[group.start] = order.get(group.start, 0) + 1
        inside = {mark.what for mark in marks if head.end <= mark.line < end}
        if not (inside or (bare and begun and kind in COUNTED)) or (
            vocabulary().is_chapter(head.title) and not _strong(inside)
        ):
            continue
        begun = True
        number = head.number
        if number is None and group is not None and group.number:
            number = f"{group.number}.{order[group.start]}"
        yield AreaSpan(head, start, end, group, number)


COUNTED = frozenset({"named", "num1", "num2", "num3"})


def _strong(inside: set[str]) -> bool:
    """Whether marks make an area even of a section that is named like a chapter."""
    return len(inside - FREE) >= 2 or any(what.startswith("table") for what in inside)


def _group(heads: Sequence[Head], head: Head) -> Head | None:
    """The heading that an area stands under, if it is one that groups areas."""
    for above in reversed([other for other in heads if other.start < head.start]):
        if above.kind in {"part", "annex", "focus"} or vocabulary().is_chapter(above.title):
            return None
        if above.kind == "group" or (above.kind == "named" and head.kind != "named"):
            return above
        if above.kind == "num1" and len(above.title) < 70 and not unfinished(above.text) and head.kind != "num1":
            if head.number is None or head.number.split(".")[0] == above.number:
                return above
            return None
    return None
