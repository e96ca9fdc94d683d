"""How a table of a plan is laid out: what each of its rows is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.documents.blocks import Cell, Table
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.recognisers.structured.bands import mark_bands, mark_named
from samplan.intake.recognisers.structured.columns import STRONG, Column, column_texts, columns, holds_money, is_code
from samplan.intake.recognisers.structured.content import is_status_word, typed
from samplan.intake.recognisers.structured.heads import Row, distinct, is_header, is_lower_header
from samplan.intake.recognisers.structured.inside import PLACING, holds_labels, inner_labels, pairs
from samplan.intake.recognisers.structured.ledtables import led_columns
from samplan.intake.recognisers.structured.lone import lone, tells_apart
from samplan.intake.recognisers.structured.spread import as_spread
from samplan.intake.recognisers.structured.titles import depth, read_title
from samplan.intake.recognisers.structured.toldtables import told_band, told_header, told_row
from samplan.intake.recognisers.structured.turned import header_by_content, heads_by_content, settle_turned, upright
from samplan.intake.recognisers.structured.typedrows import as_typed, sorts_told
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

_OF_AREAS = frozenset(
    {
        Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.INDICATOR, Role.RESPONSIBLE, Role.PROPOSAL, Role.QUESTION,
        Role.NEEDS, Role.IDENTIFIED, Role.FOCUS_AREA,
    }
)  # fmt: skip
"""Roles that a table of grants has no column for."""


_BESIDE = frozenset({Role.AREA, Role.QUESTION, Role.HORIZON, Role.STATUS, Role.TICK, Role.TARGET, Role.SOURCE})
"""Roles that beside one of an area's own make a table one of areas."""


@dataclass(slots=True)
class Shape:
    """How a table is laid out: what each row of its grid is.

    kinds: "header", "lower" (second level of a header), "again" (a header repeated), "title", "label" (alone in its
    row, over what stands below), "activity" (alone, over who and when), "band" (alone, an area's name over labels of
    its own), "named" (the same beside them), "lead" ("Ansvarig: …"), "pairs" (labels with their values to the right),
    "data"; "period" (a time alone in its row, over what is done then).
    under_grants: the heading above it speaks of grant money.
    """

    grid: list[list[Cell | None]]
    kinds: list[str] = field(default_factory=list)
    headers: dict[int, list[Column]] = field(default_factory=dict)
    loose: dict[int, Label] = field(default_factory=dict)
    under_grants: bool = False

    def roles(self) -> set[Role]:
        """All that the table's labels name."""
        found = {column.label.role for header in self.headers.values() for column in header}
        for number, header in self.headers.items():
            found |= sorts_told(header, self.grid[number + 1 :])
        for row, kind in zip(self.grid, self.kinds, strict=True):
            if kind == "named":
                found.add(Role.AREA)
            if kind in ("pairs", "label", "lead", "band", "named"):
                found.update(label.role for label, _, _ in pairs(row, self.loose) if label)
                found.update(label.role for cell in distinct(row) for label in inner_labels(cell))
            elif kind == "activity":
                found.add(Role.ACTIVITY)
        return found

    def strong(self) -> bool:
        """Whether this is a table of a plan's areas: two strong labels, or one and an area's name.

        Money, bodies and times alone do not make one: tables of grants have them too.
        """
        roles = self.roles()
        if self.told():
            return bool(roles - {Role.NOTHING, Role.UNKNOWN, Role.FUND, Role.AMOUNT})
        if Role.SORTS in roles:
            return True
        if self._tells_grants(roles):
            return False
        strong = roles & STRONG
        core = strong - {Role.COST, Role.RESPONSIBLE, Role.TIME, Role.START, Role.END}
        return bool(core) and (len(strong) >= 2 or bool(roles & _BESIDE))

    def told(self) -> bool:
        """Whether a person has told what one of its columns holds."""
        return any(column.label.told for header in self.headers.values() for column in header)

    def _tells_grants(self, roles: set[Role]) -> bool:
        """Whether the table sets sums of money against short names of purposes, and tells nothing of an area."""
        if not self.headers or roles & (_OF_AREAS - {Role.RESPONSIBLE} if self.under_grants else _OF_AREAS):
            return False
        number, columns_there = next(iter(self.headers.items()))
        header = [column for column in columns_there if column.label.role is not Role.NUMBER]
        rows = self.grid[number + 1 :]
        first = vocabulary().label(header[0].written, loose=True) if header else None
        names = column_texts(header[0].index, rows) if header else []
        short = all(len(name.split()) <= 6 and not name.endswith(".") for name in names)
        money = any(holds_money(column.index, rows) for column in header)
        timed = {Role.TIME, Role.START, Role.END} & roles
        if self.under_grants and money and short and not timed:
            return True
        return money and short and bool(first and first.may(Role.FUND, Role.AREA))

    def places_itself(self) -> bool:
        """Whether the table names its area or areas in a column or a label of its own."""
        return bool(self.roles() & {Role.AREA, Role.GROUP})

    def by_focus(self) -> bool:
        """Whether a column parts the rows by two or more focus areas."""
        for number, header in self.headers.items():
            for column in header:
                if column.label.role is Role.FOCUS_AREA:
                    return len(set(column_texts(column.index, self.grid[number + 1 :]))) > 1
        return False

    def names_areas(self) -> bool:
        """Whether a column names the areas, so that what stands alone above the header is the table's own title."""
        named = any(column.label.role is Role.AREA for header in self.headers.values() for column in header)
        return named or any(Role.AREA in sorts_told(head, self.grid[at + 1 :]) for at, head in self.headers.items())

    def area_names(self) -> list[str]:
        """The texts of the columns that name areas."""
        told = [(at, column) for at, head in self.headers.items() for column in head if column.label.role is Role.AREA]
        return [text for at, column in told for text in column_texts(column.index, self.grid[at + 1 :])]

    def groups_below(self, number: int) -> bool:
        """Whether a title row names the group of the areas below it: a column names those, or a row below it does.

        What stands alone above the only header is the table's own title.
        """
        if (told := vocabulary().clues.of_bands()) is not None:
            return told is Meaning.GROUP
        cell, title = distinct(self.grid[number])[0], read_title(distinct(self.grid[number])[0].text)
        if title.kind == "area" or len(self.grid[number]) < 2:
            return False  # in a table of one column every row goes across it
        if not self.names_areas():
            after = next((n for n in range(number + 1, len(self.kinds)) if self.kinds[n] != "blank"), None)
            if after is None or self.kinds[after] != "title" or number < min(self.headers, default=0):
                return False
            below = read_title(distinct(self.grid[after])[0].text).number
            return depth(title.number) < depth(below) or (title.number is None and below is None)
        first = min(self.headers)
        if number < first:
            return self.kinds[first:].count("title") > 0 and self.kinds[:first].count("title") == 1
        return cell.column_span >= max(2, len(self.grid[number]) - 1)

    def titles(self) -> list[str]:
        """The texts of title rows: what stands alone in its row and is no label's text."""
        found: list[str] = []
        if self.names_areas():
            return found
        before = ""
        for row, kind in zip(self.grid, self.kinds, strict=True):
            if kind == "title" and before != "label":
                found.append(distinct(row)[0].text)
            elif kind == "band":
                found.append(distinct(row)[0].content[0].text)
            before = kind if kind != "blank" else before
        return found


def signature(row: Row) -> tuple[str, ...]:
    """What a row says, folded, cell by cell."""
    return tuple(plain(cell.text) for cell in distinct(row))


def shape(table: Table, heads: frozenset[tuple[str, ...]] = frozenset()) -> Shape:
    """Find out what each row of a table is. heads: signatures of rows that are headers for sure."""
    grid = table.grid()
    found = Shape(upright(grid))
    header: int | None = None
    led: dict[int, Cell | None] = {}
    told = header_by_content(found.grid)
    for number, row in enumerate(found.grid):
        if header in led and led[header] is not row[0]:
            header = None
        inside = led_columns(found.grid, number)
        kind = "data" if header in led else _kind(found, number, row, header)
        sure = (number < 2 and signature(row) in heads) or (
            number == 0 and (found.grid is not grid or heads_by_content(kind, told, found.grid))
        )
        kind = "header" if inside is not None or sure else kind
        found.kinds.append(kind)
        if inside is not None:
            led[number], found.headers[number] = row[0], inside
        elif kind == "header":
            found.headers[number] = _columns(found, number, told, turned=found.grid is not grid)
        header = number if kind == "header" else None if kind == "label" else header
    _as_a_whole(found)
    return found


def _columns(found: Shape, number: int, told: list[Column] | None, *, turned: bool) -> list[Column]:
    """The columns under a header. told: those that the content of the table's columns tells; turned: it lay on side."""
    row = found.grid[number]
    lower = found.grid[number + 1] if _has_lower(found.grid, number) else None
    start = number + (2 if lower else 1)
    below = [other for other in found.grid[start : start + 40] if not _across(other)]
    if number == 0 and turned:
        return settle_turned(row, as_spread(columns(row, lower, below), below), found.grid[1:])
    if number == 0 and told and not is_header(row):
        return told
    return as_typed(as_spread(columns(row, lower, below), below), below)


def _across(row: Row) -> bool:
    """Whether a row holds nothing but one cell over nearly all columns, so that it says nothing of any of them."""
    cells = distinct(row)
    return len(cells) == 1 and cells[0].column_span >= max(2, len(row) - 1)


def _as_a_whole(found: Shape) -> None:
    """What rows are, given all the others."""
    for number, kind in enumerate(found.kinds):
        if kind == "title" and found.headers and number > min(found.headers):
            lone = distinct(found.grid[number])[0].text
            found.kinds[number] = "period" if is_time(lone) and not is_status_word(lone) else kind
    _head_over_pairs(found)
    _loose_pairs(found)
    _titled_items(found)
    if found.headers and not found.names_areas():
        mark_bands(found.grid, found.kinds)
    if not found.headers:
        mark_named(found.grid, found.kinds)


def _head_over_pairs(found: Shape) -> None:
    """The first row of labels with their values may only say that they are such ("Fråga | Svar", "Rubrik | Text")."""
    cells = distinct(found.grid[0]) if found.grid and len(found.grid[0]) == 2 else []
    if len(cells) != 2 or found.kinds[:1] not in (["pairs"], ["data"]) or found.kinds[1:].count("pairs") < 3:
        return
    label = vocabulary().label(cells[0].text)
    marked = all(cell.header for cell in cells)
    asked = label is not None and label.role is Role.QUESTION and not cells[1].text.rstrip().endswith("?")
    short = all(len(cell.text.split()) <= 2 and not re.search(r"[.\d]", cell.text) for cell in cells)
    named = label is not None and (label.role in PLACING or label.role in STRONG)
    if short and (asked or (marked and not named)):
        found.kinds[0] = "again"


_DETAILS = frozenset({Role.RESPONSIBLE, Role.TIME, Role.START, Role.END, Role.COST, Role.ACTOR, Role.STATUS})


def _titled_items(found: Shape) -> None:
    """Rows across the table over nothing but who, when and at what cost are no areas' titles but what is done."""
    titles = [number for number, kind in enumerate(found.kinds) if kind == "title"]
    roles = found.roles() - {Role.UNKNOWN}
    over = all(found.kinds[number + 1 : number + 2] in (["pairs"], ["lead"]) for number in titles)
    if len(titles) > 1 and over and roles and roles <= _DETAILS:
        for number in titles:
            found.kinds[number] = "activity"


def _loose_pairs(found: Shape) -> None:
    """In a table of labels and values, a first cell that only holds a label's word, or an unknown one, is a label."""
    paired = found.kinds.count("pairs")
    if paired < 2:
        return
    above = min(found.headers, default=len(found.grid))
    for number, (row, kind) in enumerate(zip(found.grid[:above], found.kinds[:above], strict=True)):
        cells = distinct(row)
        if kind == "data" and len(cells) == 2 and len(cells[0].text) <= 60:
            label = vocabulary().label(cells[0].text, loose=True)
            label = None if label and label.role is Role.FUND else label
            label = label if label and (label.certainty >= 0.7 or label.role in STRONG) else None
            label = label or _by_value(found, number, cells)
            if label:
                found.kinds[number] = "pairs"
                found.loose[id(cells[0])] = label


def _by_value(found: Shape, number: int, cells: Sequence[Cell]) -> Label | None:
    """What an unknown label stands for, as its value and its neighbours tell."""
    if _is_value(cells[0].text):
        return None
    role = typed([part.text for part in cells[1].content])
    if role is Role.GOAL:
        known = found.roles()
        after = _role_at(found, number + 1)
        if after is Role.SHORT_GOAL and Role.LONG_GOAL not in known:
            role = Role.LONG_GOAL
        elif _role_at(found, number - 1) is Role.LONG_GOAL and Role.SHORT_GOAL not in known:
            role = Role.SHORT_GOAL
        elif not after or known & {Role.GOAL, Role.LONG_GOAL, Role.SHORT_GOAL}:
            role = None
    return Label((role or Role.UNKNOWN,), 0.5)


def _is_value(text: str) -> bool:
    return text.rstrip().endswith(".") or bool(re.search(r"\d{3}", text))


def _role_at(found: Shape, number: int) -> Role | None:
    """The role of the label that a row of a sheet begins with."""
    cells = distinct(found.grid[number]) if 0 <= number < len(found.grid) else []
    label = vocabulary().label(cells[0].text) if cells else None
    return label.role if label else None


def _has_lower(grid: Sequence[Row], number: int) -> bool:
    return number + 1 < len(grid) and is_lower_header(grid[number], grid[number + 1])


def _kind(found: Shape, number: int, row: Row, header: int | None) -> str:
    cells = distinct(row)
    if not cells:
        return "blank"
    if header is not None and (goes_on := _of_header(found.grid, number, header, cells)):
        return goes_on
    top = header is None and "data" not in found.kinds
    told = told_band(cells, len(row)) or told_header(cells, first=top) or told_row(cells)
    if told is not None:
        return told
    if _tops_sheet(found.grid, number):
        return "pairs"
    if is_header(row, again=header is not None) and (not _is_pair(row, cells) or _over_codes(found.grid, number)):
        return "header"
    if len(cells) == 1 and header is not None and tells_apart(found.headers[header], row, cells[0]):
        return "lead"
    if len(cells) == 1:
        return lone(cells[0], len(row), header, found.kinds[-1] if found.kinds else "")
    if header is not None and not _breaks(found, header, cells):
        return "data"
    return "pairs" if any(label for label, _, _ in pairs(row)) or any(map(holds_labels, cells)) else "data"


def _of_header(grid: Sequence[Row], number: int, header: int, cells: Sequence[Cell]) -> str:
    """The kind of a row that is the second level of the header above, or that header again; "" for others."""
    if number == header + 1 and _has_lower(grid, header):
        return "lower"
    if _same(cells, distinct(grid[header])):
        return "again"
    below = number > header and _has_lower(grid, header)
    return "again" if below and _same(cells, distinct(grid[header + 1])) else ""


def _is_pair(row: Row, cells: Sequence[Cell]) -> bool:
    """Whether cells that might all be labels are labels and their values ("Område | Uppföljning")."""
    if any(cell.header for cell in cells[1:]):
        return False
    if len(cells) != 2:
        return _alternates(cells)
    second = vocabulary().label(cells[1].text)
    first = vocabulary().label(cells[0].text)
    if first and first.may(Role.GOAL_STATUS, Role.FOLLOWUP, Role.TIME) and is_status_word(cells[1].text):
        return True
    return bool(first and first.role in PLACING) or second is None


def _tops_sheet(grid: Sequence[Row], number: int) -> bool:
    """Whether a row names the area of a sheet of labels and values ("Område | Stöd"), however it is marked."""
    cells = distinct(grid[number])
    label = vocabulary().label(cells[0].text) if len(cells) == 2 else None
    if label is None or label.role not in PLACING or vocabulary().label(cells[1].text):
        return False
    below = [distinct(row) for row in grid[number + 1 : number + 6]]
    paired = [cells for cells in below if len(cells) == 2]
    labels = [cells for cells in paired if vocabulary().label(cells[0].text) and not vocabulary().label(cells[1].text)]
    return len(labels) >= 2 and len(labels) * 3 >= len(paired) * 2


def _over_codes(grid: Sequence[Row], number: int) -> bool:
    """Whether the cell under a row's first label is a code ("M1"), so that the row is a header of two columns."""
    below = grid[number + 1][0] if number + 1 < len(grid) and grid[number + 1] else None
    return below is not None and bool(plain(below.text)) and is_code(below.text)


def _alternates(cells: Sequence[Cell]) -> bool:
    """Whether labels and values stand side by side in turn ("Ansvarig | Region X | Tid | 2024")."""
    if len(cells) % 2:
        return False
    labels = all(vocabulary().label(cell.text) for cell in cells[::2])
    return labels and not any(vocabulary().label(cell.text) for cell in cells[1::2])


def _same(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    return len(cells) == len(others) > 1 and all(
        plain(a.text) == plain(b.text) for a, b in zip(cells, others, strict=True)
    )


def _breaks(found: Shape, header: int, cells: Sequence[Cell]) -> bool:
    """Whether a row under a header is a label with its value, not a row of the header's columns."""
    if len(found.headers[header]) <= 2 or len(cells) > 2:
        return False
    label = vocabulary().label(cells[0].text)
    return bool(label and label.certainty >= 0.9 and cells[1].column_span > 1)
