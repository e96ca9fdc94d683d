"""What a page break parts from a table without lines: its head, or a heading of a section, at the foot of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samplan.documents.pdf.assembly import Foot, Item, RawCell, RawTable, Running
from samplan.documents.pdf.flow import Piece

NEAR = 4.0


def take_stranded(items: Sequence[Item]) -> list[Item]:
    """The items, with heads and headings at the foot of a page put into the table that the next page begins with.

    They are taken only if that table begins with its head again.
    """
    found: list[Item] = []
    for item in items:
        if isinstance(item, RawTable) and not item.ruled and not item.tagged and item.header_rows:
            _take(found, item)
        found.append(item)
    return found


def _take(found: list[Item], table: RawTable) -> None:
    places = [k for k, item in enumerate(found) if not isinstance(item, (Running, Foot))][-2:]
    last = [found[k] for k in places]
    if not last or not _stranded(last[-1], table):
        return
    if _is_head(last[-1], table):
        _set_aside(found, places[-1], table)
    elif len(last) == 2 and _stranded(last[0], table) and _is_head(last[0], table):
        _add_section(table, last[-1])
        del found[places[-1]]
        _set_aside(found, places[0], table)
    elif len(last) == 2 and _same_head(last[0], table):
        _add_section(table, last[-1])
        del found[places[-1]]


def _stranded(item: Item, table: RawTable) -> bool:
    """A bold line on the page before, set as the table's first column is."""
    if not isinstance(item, Piece) or item.page != table.page - 1 or not item.bold or len(item.lines) > 2:
        return False
    sizes = [piece.size for cell in table.cells for piece in cell.pieces]
    return abs(item.lines[0].x0 - table.lefts[0]) < NEAR and bool(sizes) and item.size <= max(sizes) + 0.1


def _words(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def _head(table: RawTable) -> Counter[str]:
    return _words(" ".join(p.text for c in table.cells if c.row < table.header_rows for p in c.pieces))


def _is_head(item: Item, table: RawTable) -> bool:
    return isinstance(item, Piece) and _words(item.text) == _head(table)


def _same_head(item: Item, table: RawTable) -> bool:
    return (
        isinstance(item, RawTable) and not item.ruled and item.columns == table.columns and _head(item) == _head(table)
    )


def _set_aside(found: list[Item], place: int, table: RawTable) -> None:
    piece = found.pop(place)
    if isinstance(piece, Piece):
        table.repeated.append((piece.page, piece.text))


def _add_section(table: RawTable, piece: Item) -> None:
    """The heading becomes a row over all columns right below the head."""
    for cell in table.cells:
        if cell.row >= table.header_rows:
            cell.row += 1
    table.rows += 1
    if isinstance(piece, Piece):
        table.cells.append(RawCell(table.header_rows, 0, 1, table.columns, [piece], page=piece.page))
