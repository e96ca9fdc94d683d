"""Settles what the columns of tables hold, where the words over them are not sure, from all tables with one header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from samplan.documents.blocks import Cell, Table
from samplan.intake.recognisers.structured.areacolumns import ENOUGH, area_score, says_nothing, standing
from samplan.intake.recognisers.structured.areanames import like_area
from samplan.intake.recognisers.structured.columns import Column, column_texts
from samplan.intake.recognisers.structured.heads import Row
from samplan.intake.recognisers.structured.nodes import HEADINGS, Node, Tag
from samplan.intake.recognisers.structured.shaping import Shape, signature
from samplan.intake.recognisers.structured.weighing import TEXTUAL, WEIGHED, Weighed, assign, by_word
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

SURE = 0.8
"""Words that are so certain settle a column by themselves, if its content does not gainsay them."""
GUESSED, DOUBTFUL, MARGIN = 0.6, 0.5, 0.3
"""How certain a column is that is told by weighing, and one that is told by less than the margin."""
MOST_TEXTS = 60
"""So many texts of a column tell what it holds."""
BESIDE = 0.6
"""How much of what a word speaks for its first meaning it speaks for another one."""
NO_ROW = -1
"""The place of a header that another table lends: above the first row."""
_PLACED = frozenset({Role.AREA, Role.GROUP})

Headed = tuple[Node, Shape, int]
"""A table with the place of one of its headers."""


def settle_columns(nodes: Sequence[Node]) -> None:
    """Weigh what the columns hold that no sure word tells, over all tables with the same header."""
    groups: dict[tuple[str, ...], list[Headed]] = {}
    lent: dict[int, tuple[str, ...]] = {}
    tables = 0
    for node in nodes:
        if node.shape is None or not isinstance(node.block, Table):
            continue
        for number in node.shape.headers:
            columns = node.shape.headers[number]
            key = lent.get(id(columns), ()) if number == NO_ROW else signature(node.shape.grid[number])
            lent[id(columns)] = key
            groups.setdefault(key, []).append((node, node.shape, number))
            tables += node.shape.strong()
    for group in groups.values():
        _settle(nodes, group, alone=tables - len(group) < 2)


def _settle(nodes: Sequence[Node], group: Sequence[Headed], *, alone: bool) -> None:
    banded = any(sum(kind in ("title", "band") for kind in f.kinds[number:]) > 1 for _, f, number in group)
    headed = len({above for node, _, _ in group if (above := _heading_above(nodes, node))})
    every = list(_columns(group))
    open_ = [(column, weighed) for column, weighed in every if weighed is not None]
    known = [column.label.role for column, weighed in every if weighed is None]
    if not open_ or {column.label.role for column, _ in every} <= {Role.UNKNOWN, Role.NUMBER, Role.COMMENT}:
        return
    placed = [Role.AREA] if _PLACED & set(known) else []
    wanted = alone and not banded and headed < 2
    settled = assign([weighed for _, weighed in open_], [*known, *placed], wanted=wanted)
    for (column, weighed), (role, margin) in zip(open_, settled, strict=True):
        certainty = GUESSED if margin > MARGIN else DOUBTFUL
        label = Label((role,), certainty, years=column.label.years)
        if role is Role.AREA and weighed.standing.told > 0.5:
            label = Label((Role.AREA, Role.BACKGROUND), certainty, joined=True)
        _write(group, replace(column, label=label))
    _part_groups(group, {column.index: weighed for column, weighed in open_})
    _group_before(group, {column.index: weighed for column, weighed in open_})


def _write(group: Sequence[Headed], column: Column) -> None:
    """Give a column its role in all tables that do not tell it so already."""
    for _, found, number in group:
        own = next((other for other in found.headers[number] if other.index == column.index), None)
        if own is None or own.label.role is not column.label.role:
            found.headers[number] = _with(found.headers[number], column)


def _part_groups(group: Sequence[Headed], open_: Mapping[int, Weighed]) -> None:
    """Where a column right of the areas' parts them further, in names that recur too, it names them, and those groups.

    A word that may mean areas alone holds its column to be that of the areas.
    """
    _, found, number = next(each for each in group if each[2] != NO_ROW)
    coarse = next((column for column in found.headers[number] if column.label.role is Role.AREA), None)
    said = vocabulary().label(coarse.written, loose=True) if coarse is not None else None
    if coarse is None or coarse.label.told or (said is not None and said.role is Role.AREA):
        return
    rows = [_rows(each, at) for _, each, at in group]
    above = _values(rows, coarse.index)
    for column in found.headers[number]:
        weighed = open_.get(column.index)
        if weighed is None or column.index <= coarse.index or column.label.role not in _FINER:
            continue
        names = _values(rows, column.index)
        kinds, pairs = set(names), set(zip(names, above, strict=True))
        parts = len(set(above)) < len(kinds) < len(names) and len(pairs) == len(kinds)
        if parts and area_score(replace(weighed.standing, place=0), wanted=True, doers=False) >= ENOUGH:
            _write(group, replace(coarse, label=Label((Role.GROUP,), GUESSED)))
            _write(group, replace(column, label=Label((Role.AREA,), DOUBTFUL)))
            return


def _group_before(group: Sequence[Headed], open_: Mapping[int, Weighed]) -> None:
    """A column of names left of the areas' is their group where its names recur and each area has one of them."""
    _, found, number = next(each for each in group if each[2] != NO_ROW)
    roles = [column.label.role for column in found.headers[number]]
    area = next((column for column in found.headers[number] if column.label.role is Role.AREA), None)
    if area is None or area.label.joined or Role.GROUP in roles:
        return
    rows = [_rows(each, at) for _, each, at in group]
    names = _values(rows, area.index)
    for column in found.headers[number]:
        weighed = open_.get(column.index)
        if weighed is None or column.index >= area.index or column.label.role is Role.NUMBER:
            continue
        over = _values(rows, column.index)
        parts = 1 < len(set(over)) < len(set(names)) == len(set(zip(names, over, strict=True)))
        if parts and all(map(like_area, weighed.standing.runs)):
            _write(group, replace(column, label=Label((Role.GROUP,), GUESSED)))
            return


_FINER = frozenset({Role.UNKNOWN, Role.ACTIVITY, Role.GOAL, Role.SHORT_GOAL})
"""What a column of areas within groups may have been taken for."""


def _values(tables: Sequence[Sequence[Row]], index: int) -> list[str]:
    """What each row has in a column, or has from the row above."""
    found: list[str] = []
    for row in (row for rows in tables for row in rows):
        cell = row[index] if index < len(row) else None
        here = plain(cell.text) if cell is not None else ""
        found.append(here or (found[-1] if found else ""))
    return found


def _with(columns: Sequence[Column], changed: Column) -> list[Column]:
    """The columns with one changed; one that is new is only let in if it holds something."""
    rest = [column for column in columns if column.index != changed.index]
    new = len(rest) == len(columns) and changed.label.role is Role.UNKNOWN
    return sorted([*rest, *([] if new else [changed])], key=lambda column: column.index)


def _is_open(column: Column, weighed: Weighed) -> bool:
    """Whether it is to be weighed what a column holds."""
    if column.label.certainty < SURE:
        return True
    return weighed.gainsaid >= 0.8 or (weighed.standing.place == 0 and weighed.mean <= 6)


def _may_open(label: Label) -> bool:
    """Whether a header's word leaves open what its column holds, if that speaks against it."""
    weak = label.certainty < SURE or label.role in TEXTUAL
    return weak and label.role in WEIGHED and not label.told and not label.joined


def _columns(group: Sequence[Headed]) -> Iterator[tuple[Column, Weighed | None]]:
    """The columns under a header, also those without a word over them; with what is weighed of those that are open."""
    _, found, number = next(each for each in group if each[2] != NO_ROW)
    by_index = {column.index: column for column in found.headers[number]}
    tables = [_rows(each, at) for _, each, at in group]
    place = 0
    for index in range(len(found.grid[number])):
        column = by_index.get(index) or _headless(found.grid[number], index)
        texts = [text for rows in tables for text in column_texts(index, rows)]
        if column is None or not texts:
            continue
        weighed: Weighed | None = None
        if _may_open(column.label):
            weighed = Weighed(standing(index, place, tables), _parts(index, tables), _worded(column))
        yield column, weighed if weighed is not None and _is_open(column, weighed) else None
        place += not says_nothing(column, texts)


def _parts(index: int, tables: Sequence[Sequence[Row]]) -> list[str]:
    """The paragraphs of a column, each merged cell once, as many as are needed."""
    found: list[str] = []
    last: Cell | None = None
    for row in (row for rows in tables for row in rows):
        cell = row[index] if index < len(row) else None
        if cell is not None and cell is not last:
            found += [part.text for part in cell.content if plain(part.text)]
        last = cell
        if len(found) >= MOST_TEXTS:
            break
    return found


def _headless(header: Row, index: int) -> Column | None:
    cell = header[index]
    return None if cell is not None and plain(cell.text) else Column(index, "", Label((Role.UNKNOWN,), 0.3))


def _worded(column: Column) -> dict[Role, float]:
    label = column.label
    said = vocabulary().label(column.written, loose=True)
    if label.role is Role.UNKNOWN or (said is None and label.certainty <= GUESSED):
        return {}
    if said is None:
        return {label.role: by_word(label.certainty)}
    others = {role: by_word(said.certainty) * BESIDE for role in said.roles if role in WEIGHED}
    return {**others, label.role: by_word(max(said.certainty, label.certainty))}


def _rows(found: Shape, number: int) -> list[Row]:
    """The rows of content under a header, up to the next."""
    rows: list[Row] = []
    for row, kind in list(zip(found.grid, found.kinds, strict=True))[number + 1 :]:
        if kind == "header":
            break
        if kind == "data":
            rows.append(row)
    return rows


def _heading_above(nodes: Sequence[Node], node: Node) -> str:
    """The heading of a table's own above it: since the last table, or its sheet's name; "" without one."""
    for other in reversed(nodes[: node.index]):
        if other.shape is not None:
            sheet = node.block.provenance.sheet or ""
            return sheet if other.block.provenance.sheet != sheet else ""
        if other.tag in HEADINGS and other.tag is not Tag.CHAPTER:
            return plain(other.text)
    return ""
