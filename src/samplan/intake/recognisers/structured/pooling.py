"""What the tables of a document tell together: the same header and the same labels come again in area after area.

A first row that comes again over other content is a header, whatever it says. A column or a label that no word
explains is understood from all that stands under it in all tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from samplan.documents.blocks import Cell, Table
from samplan.intake.recognisers.structured.areanames import like_area
from samplan.intake.recognisers.structured.columns import Column, column_texts
from samplan.intake.recognisers.structured.content import is_tick, share
from samplan.intake.recognisers.structured.guessing import Pile, contradicted, guess, like_name, tell_opening
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.structured.nodes import Node
from samplan.intake.recognisers.structured.settling import NO_ROW, settle_columns
from samplan.intake.recognisers.structured.shaping import Shape, shape, signature
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import only_bodies
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

LONGEST_HEAD = 60
GUESSED = 0.5
"""The certainty of a label that one table's own content told: all of them together tell more."""


def pool_tables(nodes: Sequence[Node]) -> None:
    """Find the headers that only their coming again tells, and settle the columns and labels that no word does."""
    tables = [node for node in nodes if node.shape is not None and isinstance(node.block, Table)]
    heads = _recurring_heads([node.shape for node in tables if node.shape is not None])
    for node in tables:
        if heads and node.shape is not None and isinstance(node.block, Table) and _lacks_head(node.shape, heads):
            node.shape = shape(node.block, heads)
    shapes = [node.shape for node in tables if node.shape is not None]
    _lend_headers(shapes)
    settle_columns(nodes)
    _pool_columns(shapes)
    _pool_labels(shapes)
    _lend_headers(shapes)


def _lend_headers(shapes: Sequence[Shape]) -> None:
    """A table without a header has that of the last one as wide, if what stands in its columns is of the same sorts."""
    lent: dict[int, list[Column]] = {}
    for each in shapes:
        width = len(each.grid[0]) if each.grid else 0
        own = [number for number in each.headers if number != NO_ROW]
        if own and min(own) < 2:
            lent[width] = each.headers[min(own)]
        elif not own and width > 2 and width in lent and _fits(each, lent[width]):
            each.headers[NO_ROW] = lent[width]
            each.kinds = ["blank" if kind == "blank" else "data" for kind in each.kinds]


def _fits(found: Shape, columns: Sequence[Column]) -> bool:
    """Whether the columns that can be told by their content alone hold what a header says of them."""
    if sum(vocabulary().label(cell.text) is not None for row in found.grid for cell in distinct(row)) > 1:
        return False
    told = 0
    for column in columns:
        test = _SORTS.get(column.label.role)
        texts = column_texts(column.index, found.grid)
        if test is None or not texts:
            continue
        if share(texts, test) < 0.5:
            return False
        told += 1
    return told > 0 and all(len(distinct(row)) > 1 for row in found.grid if distinct(row))


_SORTS: dict[Role, Callable[[str], bool]] = {
    Role.TIME: is_time,
    Role.START: is_time,
    Role.END: is_time,
    Role.RESPONSIBLE: like_name,
    Role.COST: lambda text: bool(re.search(r"\d", text)),
}


def _recurring_heads(shapes: Sequence[Shape]) -> frozenset[tuple[str, ...]]:
    """The signatures of rows, first in their tables or under a title, that come again over other content."""
    found: Counter[tuple[str, ...]] = Counter()
    for each in shapes:
        for number, row in enumerate(each.grid[:2]):
            below = number + 1 < len(each.grid)
            under_title = number == 0 or len(distinct(each.grid[0])) == 1
            if below and under_title and _may_head(row):
                found[signature(row)] += 1
    return frozenset(key for key, count in found.items() if count > 1)


def _may_head(row: Row) -> bool:
    cells = distinct(row)
    if not cells or not _fills(row, cells) or any(_is_value(cell.text) for cell in cells):
        return False
    labels = [vocabulary().label(cell.text, loose=True) for cell in cells]
    return len(cells) != 2 or labels[0] is None or labels[1] is not None  # "Vem | Elevhälsan" is a label and its value


def _is_value(text: str) -> bool:
    sums = bool(re.search(r"\d{3}", text))
    return len(text) > LONGEST_HEAD or text.rstrip().endswith(".") or is_time(text) or only_bodies(text) or sums


def _fills(row: Row, cells: Sequence[Cell]) -> bool:
    """Whether each column has a cell of its own in a row, as headers have; one of a single column does."""
    return len(cells) == len(row) and all(cell.column_span == 1 for cell in cells)


def _lacks_head(found: Shape, heads: frozenset[tuple[str, ...]]) -> bool:
    rows = [number for number, row in enumerate(found.grid[:2]) if signature(row) in heads]
    return bool(rows) and not any(found.kinds[number] in ("header", "label") for number in rows)


def _pool_columns(shapes: Sequence[Shape]) -> None:
    """Settle columns whose headers no word explains, from all tables with the same header."""
    groups: dict[tuple[str, ...], list[tuple[Shape, int]]] = {}
    for each in shapes:
        for number in each.headers.keys() - {NO_ROW}:
            groups.setdefault(signature(each.grid[number]), []).append((each, number))
    for group in groups.values():
        piles: dict[str, Pile] = {}
        votes: dict[str, Counter[Role]] = {}
        for each, number in group:
            for column in each.headers[number]:
                key = plain(column.written)
                parts = _column_parts(each, number, column.index)
                piles.setdefault(key, Pile(column.written)).texts += parts
                if column.label.role is not Role.UNKNOWN:
                    votes.setdefault(key, Counter())[column.label.role] += 1 + len(parts)
        for key, pile in piles.items():
            pile.role = votes[key].most_common(1)[0][0] if key in votes else None
            if len(pile.texts) > 2 and contradicted(pile):
                pile.role = None
        guess(list(piles.values()), set())
        for each, number in group:
            each.headers[number] = [_settled(column, piles[plain(column.written)]) for column in each.headers[number]]


def _settled(column: Column, pile: Pile) -> Column:
    """A column as its pile tells, where its word tells nothing or its own table something else than the others."""
    if pile.role is None or pile.role is column.label.role or column.label.joined:
        return column
    return replace(column, label=Label((pile.role,), 0.6, years=column.label.years))


def _column_parts(found: Shape, number: int, index: int) -> list[str]:
    """The paragraphs of a column under a header, each merged cell once."""
    seen: list[Cell] = []
    for row, kind in list(zip(found.grid, found.kinds, strict=True))[number + 1 :]:
        cell = row[index] if kind == "data" and index < len(row) else None
        if cell is not None and not any(cell is other for other in seen):
            seen.append(cell)
    return [part.text for cell in seen for part in cell.content if plain(part.text) or is_tick(part.text)]


def _pool_labels(shapes: Sequence[Shape]) -> None:
    """Settle labels in the first column of sheets that no word explains, from all sheets that have them."""
    piles: dict[str, Pile] = {}
    places: list[tuple[Shape, int, Cell, Cell]] = []
    for each in shapes:
        for number, head, value in _pairs(each):
            label = vocabulary().label(head.text) or each.loose.get(id(head))
            sure = label is not None and label.certainty > GUESSED and label.role is not Role.UNKNOWN
            role = label.role if sure and label is not None else None
            pile = piles.setdefault(plain(head.text), Pile(head.text, role=role))
            pile.texts += [part.text for part in value.content]
            places.append((each, number, head, value))
    counts = Counter(plain(head.text) for _, _, head, _ in places)
    again = {key for key, count in counts.items() if count > 1}
    if len(again) < 3:
        return
    pooled = [pile for key, pile in piles.items() if key in again]
    for pile in pooled:
        pile.role = None if contradicted(pile) else pile.role
    unknown = {plain(pile.written) for pile in pooled if pile.role is None}
    named = _name_forms(pooled, counts)
    tell_opening([pile for pile in pooled if pile is not named])
    guess(pooled, set())
    for each, number, head, _ in places:
        key = plain(head.text)
        if key in unknown:
            each.kinds[number] = "pairs"
            each.loose[id(head)] = Label((piles[key].role or Role.UNKNOWN,), GUESSED)


def _name_forms(pooled: Sequence[Pile], counts: Counter[str]) -> Pile | None:
    """The label that begins form after form, each time over another name: it names the areas, if none else does."""
    first = pooled[0]
    often = max(counts[plain(pile.written)] for pile in pooled)
    texts = [text for text in first.texts if plain(text)]
    placed = any(pile.role in (Role.AREA, Role.GROUP) for pile in pooled)
    if placed or first.role is not None or counts[plain(first.written)] < often or len(texts) > often:
        return None
    apart = len({plain(text) for text in texts}) == len(texts)
    if apart and sum(map(like_area, texts)) >= 0.8 * len(texts) and share(texts, only_bodies) < 0.8:
        first.role = Role.AREA
        return first
    return None


def _pairs(found: Shape) -> Iterator[tuple[int, Cell, Cell]]:
    """The rows above any header that are a short text and one beside it."""
    above = min(found.headers, default=len(found.grid))
    for number, row in enumerate(found.grid[:above]):
        cells = distinct(row)
        short = len(cells) == 2 and len(cells[0].text) <= LONGEST_HEAD and not cells[0].text.rstrip().endswith(".")
        if short and not re.search(r":\s+\S", cells[0].text) and found.kinds[number] in ("pairs", "data"):
            yield number, cells[0], cells[1]
