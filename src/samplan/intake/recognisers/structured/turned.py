"""Tables that lie on their side (labels in the first column, a column for each activity) and headers by content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.structured.areanames import may_name_area
from samplan.intake.recognisers.structured.columns import STRONG, Column, column_texts, holds_money
from samplan.intake.recognisers.structured.content import all_ticks, is_doing, share, typed
from samplan.intake.recognisers.structured.dated import by_bodies, dated_names
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.structured.heads import Row, distinct, is_header
from samplan.intake.recognisers.structured.marks import all_marks
from samplan.intake.recognisers.structured.spread import as_spread, spread_heads
from samplan.intake.recognisers.structured.toldtables import told_header, told_row, with_told
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import is_body, only_bodies
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

_CORE = frozenset({Role.ACTIVITY, Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.INDICATOR, Role.REPORTED})
_PLACED = frozenset({Role.AREA, Role.GROUP, Role.COMMENT, Role.FOCUS_AREA})
_FACTS = frozenset({Role.TIME, Role.COST, Role.RESPONSIBLE, Role.INDICATOR})
_PLACEHOLDER = re.compile(
    r"^\s*(?:aktivitet|insats|åtgärd|mål|delmål|indikator|nr)?\s*(?:nr\.?\s*)?(?:\d{1,2}|[A-Z])\.?\s*$", re.I
)

_COUNTED = re.compile(r"\s*(?P<word>[^\W\d_]{2,15})\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})\.?\s*")


def upright(grid: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """The grid as it is, or turned if its labels stand in its first column and it has several columns of values."""
    stacked = _stacked(grid)
    if len(stacked) > 1 and _lies(stacked[0]):
        turned = [list(row) for block in stacked for row in zip(*block, strict=True)]
        return [row for row in turned if distinct(row)]
    return [list(row) for row in zip(*grid, strict=True)] if _lies(grid) or by_bodies(grid) else grid


def _stacked(grid: Sequence[Row]) -> list[list[Row]]:
    """The tables that lie below one another in a grid: each begins with an empty corner and has the same labels."""
    blocks: list[list[Row]] = []
    for row in grid:
        head = row[0] if row else None
        if distinct(row) and (head is None or not plain(head.text)):
            blocks.append([])
        if distinct(row) and blocks:
            blocks[-1].append(row)
    labels = [[plain(row[0].text) for row in block[1:] if row[0] is not None] for block in blocks]
    whole = sum(map(len, blocks)) == sum(bool(distinct(row)) for row in grid)
    return blocks if whole and all(some == labels[0] and some for some in labels) else []


def _lies(grid: Sequence[Row]) -> bool:
    rows = [row for row in grid if distinct(row)]
    if len(rows) < 2 or min(len(row) for row in rows) < 3 or _is_marked(rows[0]):
        return False
    if any(cell is not None and cell.column_span > 1 for row in rows for cell in row) and not _spans_values(rows):
        return False
    heads = [row[0] for row in rows]
    bare = heads[0] is None or not plain(heads[0].text)
    labels = [vocabulary().label(cell.text) if cell is not None else None for cell in heads[1 if bare else 0 :]]
    roles = {label.role for label in labels if label is not None}
    above = [cell.text for cell in rows[0][1:] if cell is not None]
    steps = bare and bool(above) and _only_counts(above)
    counted = bare and (steps or all(map(is_doing, above)))
    if (
        None in labels
        or len(roles) < 2
        or not (roles & _CORE or counted)
        or not roles <= STRONG | _PLACED
        or len(labels) > len(roles) + 1
    ):
        return False
    return _values_only([row[1:] for row in rows[1 if bare else 0 :]], sparse=steps)


def _is_marked(row: Row) -> bool:
    """Whether a row is a header by its make: all its cells are marked as such, or two of them are labels."""
    cells = distinct(row)
    labels = sum(vocabulary().label(cell.text) is not None for cell in cells)
    return is_header(row) and (labels > 1 or all(cell.header for cell in cells))


def _values_only(rows: Sequence[Row], *, sparse: bool) -> bool:
    """Whether the cells beside the labels are values, two or more beside nearly every label, unless they are sparse."""
    cells = [cell for row in rows for cell in row if cell is not None and plain(cell.text)]
    several = [row for row in rows if sum(cell is not None and bool(plain(cell.text)) for cell in row) > 1]
    labels = any(vocabulary().label(cell.text) for cell in cells if not is_time(cell.text))
    return (sparse or len(several) * 3 >= len(rows) * 2) and not labels


def _spans_values(rows: Sequence[Row]) -> bool:
    """Whether cells are merged over columns only where a value holds for several of the things above them.

    Those stand in the first row, or in the second under mere numbers, and half of the rows tell more than one value.
    """
    lead = [row[0] for row in rows]
    values = [distinct(row[1:]) for row in rows]
    named = next((n for n, cell in enumerate(lead) if cell is not None and plain(cell.text)), 0)
    apart = all(len(values[n]) == len(rows[n]) - 1 > 1 for n in range(min(named, 1) + 1))
    alone = all(cell is None or cell.column_span == 1 for cell in lead)
    return apart and alone and sum(len(told) > 1 for told in values) * 2 >= len(values)


def settle_turned(header: Row, found: list[Column], below: Sequence[Row]) -> list[Column]:
    """The columns of a turned table: what stood above its columns names the activities, or only counts them."""
    first = header[0] if header else None
    if first is not None and plain(first.text):
        # "Kommun" over what is done names what now heads the other columns, and nobody who does it.
        return [replace(c, written="") if not c.index and is_body(c.written) else c for c in found]
    if (told := with_told(None, "")) is not None:
        return [Column(0, "", told), *(column for column in found if column.index != 0)]
    above = column_texts(0, below)
    roles = {column.label.role for column in found}
    kept = [column for column in found if column.index != 0]
    if above and all(re.fullmatch(r"\s*(?:år\s*)?(?:19|20)\d\d\s*", text, re.I) for text in above):
        return [Column(0, "", Label((Role.YEAR,), 0.9)), *kept]
    if above and _only_counts(above):
        if Role.ACTIVITY not in roles:
            kept = [
                replace(c, label=Label((Role.ACTIVITY,), 0.8)) if c.label.role is Role.BACKGROUND else c for c in kept
            ]
        return [Column(0, "", Label((Role.NUMBER,), 0.9)), *kept]
    if above and Role.ACTIVITY in roles and Role.AREA not in roles and all(map(_names_area, above)):
        return [Column(0, "", Label((Role.AREA,), 0.85)), *kept]
    if above and Role.ACTIVITY not in roles:
        return [Column(0, "", Label((Role.ACTIVITY,), 0.8)), *kept]
    return kept


def _only_counts(above: Sequence[str]) -> bool:
    """Whether what stands above columns only counts them ("1", "Steg 2"), in a word that names no area."""
    if all(_PLACEHOLDER.match(text) for text in above):
        return True
    counted = [_COUNTED.fullmatch(text) for text in above]
    words = {plain(match["word"]) for match in counted if match}
    label = vocabulary().label(next(iter(words))) if len(words) == 1 and all(counted) else None
    return len(words) == 1 and all(counted) and not (label and label.may(Role.AREA))


def _names_area(text: str) -> bool:
    """Whether what stands above a column of a turned table may be an area's name."""
    return 3 < len(text) <= 90 and not text.rstrip().endswith((".", "?", ":")) and not is_time(text)


def header_by_content(grid: Sequence[Row]) -> list[Column] | None:
    """The columns of a table whose first row has no known words, where their content tells what they hold."""
    if len(grid) < 3 or len(grid[0]) < 3:
        return None
    cells = distinct(grid[0])
    if told_header(cells, first=True) or any(told_row(distinct(row)) for row in grid):
        return None
    dated = dated_names([(i, cell.text) for i, cell in enumerate(cells) if i], grid[1:])
    marked = dated | {
        i for i, cell in enumerate(cells) if like_name(cell.text) and all_marks(column_texts(i, grid[1:]))
    }
    ticked = marked | {index for index in range(len(grid[0])) if all_ticks(column_texts(index, grid[1:]))}
    paid = {i for i, cell in enumerate(cells) if only_bodies(cell.text) and holds_money(i, grid[1:])}
    heads = enumerate(cells)
    spread = spread_heads(grid)
    settled = ticked | paid | spread
    if len(cells) < len(grid[0]) or any(not _may_head(cell.text) for index, cell in heads if index not in settled):
        return None
    made: list[Column] = []
    for index, cell in enumerate(cells):
        texts = column_texts(index, grid[1:])
        known = vocabulary().label(cell.text, loose=True) if index or not dated else None
        role = Role.TICK if index in ticked else (known.role if known else None) or typed(texts) or Role.UNKNOWN
        if index in paid and not _sums_alone(cells, paid, grid[1:]):
            role = Role.UNKNOWN
        role = Role.UNKNOWN if index in spread else role
        taken = role not in (Role.UNKNOWN, Role.TICK) and any(column.label.role is role for column in made)
        label = Label((Role.UNKNOWN if taken else role,), 0.6 if not known else 0.8)
        made.append(Column(index, cell.text, label, index in marked))
    if not any(column.label.role is Role.AREA for column in made):
        made = [_as_area(column) if column.label.role is Role.GROUP else column for column in made]
    made = as_spread(made, grid[1:]) if spread else _with_activities(made, grid[1:])
    roles = {column.label.role for column in made}
    told = sum(
        column.label.role is not Role.UNKNOWN or column.index in paid or _holds_names(column.index, grid[1:])
        for column in made
    )
    enough = roles & _CORE and roles & {*_FACTS, Role.TICK} and told * 10 >= len(made) * 6
    return made if enough or spread else None


def _as_area(column: Column) -> Column:
    return replace(column, label=replace(column.label, roles=(Role.AREA,)))


def _holds_names(index: int, below: Sequence[Row]) -> bool:
    """Whether a column holds names that recur or are merged over several rows, as those of areas and groups do."""
    texts = column_texts(index, below)
    return len({plain(text) for text in texts}) < len(below) and share(texts, may_name_area) >= 0.8


def heads_by_content(kind: str, told: Sequence[Column] | None, grid: Sequence[Row]) -> bool:
    """Whether a first row without known words is a header, as the content of its columns tells."""
    valued = any(column.label.role is Role.TICK or only_bodies(column.written) for column in told or ())
    return told is not None and (kind == "data" or (kind == "pairs" and (valued or _labels_nothing(grid))))


def _labels_nothing(grid: Sequence[Row]) -> bool:
    """Whether no row below the first begins with a label, so that the first is no label with its values either."""
    firsts = [row[0] for row in grid[1:] if row and row[0] is not None and plain(row[0].text)]
    return len(firsts) > 1 and len(grid[0]) > 2 and not any(vocabulary().label(cell.text) for cell in firsts)


def _sums_alone(cells: Sequence[Cell], paid: set[int], below: Sequence[Row]) -> bool:
    """Whether sums under the names of bodies are the only ones, so that none beside them adds them up."""
    return all(index in paid or not holds_money(index, below) for index in range(len(cells)))


def _with_activities(made: list[Column], below: Sequence[Row]) -> list[Column]:
    """Beside times, bodies and sums, the first column of words that is nothing else holds the activities."""
    roles = {column.label.role for column in made}
    if roles & _CORE or len(roles & _FACTS) < 2:
        return made
    for place, column in enumerate(made):
        texts = column_texts(column.index, below)
        if column.label.role is Role.UNKNOWN and texts and sum(len(text.split()) for text in texts) >= 2 * len(texts):
            made[place] = replace(column, label=Label((Role.ACTIVITY,), 0.5))
            break
    return made


def _may_head(text: str) -> bool:
    """Whether a text may be the header of a column: short, no sentence, and no value itself."""
    value = is_time(text) or only_bodies(text) or bool(re.search(r"\d{3}", text))
    return len(text) <= 45 and not text.rstrip().endswith(".") and not value
