"""Grant money per purpose: tables of names and sums in either direction."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from samplan.documents.blocks import Cell, Table
from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.money import Amount, amounts
from samplan.intake.recognisers.structured.columns import Column, column_texts, is_code
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.structured.outline import HEADINGS, Node, Tag
from samplan.intake.recognisers.vocabulary import Role, vocabulary, years_in
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import Fund

_SUM = re.compile(r"^\s*(?:summa|totalt?|total|sammanlagt|tillsammans)\b", re.I)


def read_funds(builder: PlanBuilder, nodes: Sequence[Node], node: Node) -> bool:
    """Read a table as grant money; False when it is none."""
    table = node.block
    if not isinstance(table, Table) or node.shape is None:
        return False
    grid = [row for row in node.shape.grid if distinct(row)]
    year = _year_above(nodes, node)
    read = _across(builder, grid, year) or _down(builder, grid, year)
    if read and node.index and nodes[node.index - 1].tag in HEADINGS:
        builder.label(builder.ledger.of(nodes[node.index - 1].block))
    return read


def _across(builder: PlanBuilder, grid: Sequence[Row], year: int | None) -> bool:
    """A row of names above a row of sums."""
    for upper, lower in itertools.pairwise(grid):
        places = [i for i, cell in enumerate(lower) if cell is not None and _sum(cell, "", bare=False)]
        names = [i for i in places if upper[i] is not None and not _any_sum(upper[i]) and upper[i] is not lower[i]]
        if len(places) < 2 or len(names) < len(places):
            continue
        done: set[int] = set()
        for place in places:
            name, cell = upper[place], lower[place]
            if name is None or cell is None or id(cell) in done:
                continue
            done.add(id(cell))
            _enter(builder, name, cell, _sum(cell, "", bare=False), year)
        return True
    return False


def _down(builder: PlanBuilder, grid: Sequence[Row], year: int | None) -> bool:
    """A column of names beside one or more columns of sums."""
    header = grid[0] if grid else ()
    body = grid[1:]
    money = [column for column in _money_columns(header) if _mostly_sums(column.index, body, column.written)]
    if not money:
        return False
    sums = {column.index for column in money}
    named = [i for i, cell in enumerate(header) if cell is not None and i not in sums]
    years = next((i for i in named if _is_role(header[i], Role.YEAR)), None)
    names = [i for i in named if i != years and not all(map(is_code, column_texts(i, body)))]
    if not names or not body or _is_role(header[names[0]], Role.INDICATOR):
        return False
    builder.label(builder.ledger.of(*distinct(header)))
    for row in body:
        name = row[names[0]]
        if name is None or not plain(name.text) or _SUM.match(name.text):
            continue
        for column in money:
            cell = row[column.index]
            told = column.label.years[0] if column.label.years else None
            if years is not None and row[years] is not None:
                written = years_in(row[years].text) if row[years] else None  # type: ignore[union-attr]
                told = written[0] if written else told
            if cell is not None:
                when = row[years] if years is not None else None
                _enter(builder, name, cell, _sum(cell, column.written, bare=True), told or year, when)
    return True


def _money_columns(header: Row) -> list[Column]:
    found = []
    for index, cell in enumerate(header):
        if cell is None or not plain(cell.text):
            continue
        label = vocabulary().label(cell.text, loose=True)
        if label and label.may(Role.AMOUNT, Role.COST, Role.FUND):
            found.append(Column(index, cell.text, label))
        elif _YEAR_OF_MONEY.fullmatch(cell.text):
            years = years_in(cell.text)
            base = vocabulary().label("Belopp")
            if base:
                found.append(Column(index, cell.text, type(base)((Role.AMOUNT,), 0.9, years=years)))
    return found


_UNIT = r"[(,]?\s*(?:i\s+)?(?:tkr|kkr|kr|mnkr|mkr|msek|sek|kronor|tusen\s+kr(?:onor)?)\.?\s*\)?"
_YEAR_OF_MONEY = re.compile(rf"\s*(?:{_UNIT}\s*)?(?:år\s*)?(?:19|20)\d\d\s*(?:{_UNIT})?\s*", re.I)
"""The header of a column of sums that only tells their year, and their unit perhaps: "2024, tkr", "Tkr 2024"."""


def _mostly_sums(index: int, rows: Sequence[Row], unit: str) -> bool:
    cells = [row[index] for row in rows if index < len(row)]
    told = [cell for cell in cells if cell is not None and plain(cell.text)]
    return bool(told) and sum(_sum(cell, unit, bare=True) is not None for cell in told) * 10 >= len(told) * 7


def _sum(cell: Cell, unit: str, *, bare: bool) -> Amount | None:
    """The one sum that a cell holds, or None."""
    if len(cell.text) > 60 or _NUMBERED.match(cell.text):
        return None
    found = amounts(cell.text, unit=unit, bare=bare)
    return found[0] if len(found) == 1 else None


_NUMBERED = re.compile(
    r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s+(?!(?:tkr|kkr|mnkr|mkr|msek|kr|kronor|milj\w*|tusen)\b)[^\W\d_]\w+\s+\w", re.I
)
"""A name with its number ("1.2 Barn och unga"), which is no sum."""


def _any_sum(cell: Cell | None) -> bool:
    return cell is not None and bool(amounts(cell.text, bare=False))


def _is_role(cell: Cell | None, role: Role) -> bool:
    label = vocabulary().label(cell.text, loose=True) if cell else None
    return bool(label and label.may(role))


def _enter(
    builder: PlanBuilder, name: Cell, cell: Cell, amount: Amount | None, year: int | None, when: Cell | None = None
) -> None:
    if amount is None or _SUM.match(name.text):
        return
    pieces = builder.ledger.of(name, cell, *([when] if when else ()))
    builder.add_fund(Fund(name=name.text.strip(" :"), amount=amount.min, year=amount.year or year), pieces)


_LINE = re.compile(
    r"^(?P<name>[^:\d]{3,80}?)\s*(?::|\s[–—-]|\.{2,}|\t|\s)\s*"
    r"(?P<sum>(?:ca\s+)?\d[\d \u00a0.,]*\s*(?:kr|tkr|mnkr|kronor|sek|mkr|miljoner)\b.*)$",
    re.I,
)


def read_fund_list(builder: PlanBuilder, nodes: Sequence[Node], node: Node) -> bool:
    """Read a heading's list "Purpose: sum" as grant money; False when it is none."""
    if node.tag not in HEADINGS and node.tag is not Tag.LABEL:
        return False
    body = list(
        itertools.takewhile(lambda n: n.tag is Tag.TEXT and not isinstance(n.block, Table), nodes[node.index + 1 :])
    )
    lines = [(other, match) for other in body if (match := _LINE.match(other.text)) and len(other.text) < 140]
    if len(lines) < 2 or len(lines) * 2 < len(body):
        return False
    years = years_in(node.text)
    for other, match in lines:
        found = amounts(match["sum"], bare=False)
        if len(found) == 1 and not _SUM.match(match["name"]):
            pieces = builder.ledger.of(other.block)
            year = found[0].year or (years[0] if years else None)
            builder.add_fund(Fund(name=match["name"].strip(), amount=found[0].min, year=year), pieces)
    return True


def _year_above(nodes: Sequence[Node], node: Node) -> int | None:
    """The year that the table's title, the paragraph or heading above it names."""
    table = node.block
    texts = [table.title or ""] if isinstance(table, Table) else []
    for other in reversed(nodes[max(0, node.index - 3) : node.index]):
        texts.append(other.text)
        if other.tag in HEADINGS:
            break
    years = [found for text in texts if (found := years_in(text))]
    return years[0][0] if years else None
