"""Tables that go on over pages become one: repeated heads are set aside, cut rows and merged cells are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from samplan.documents.pdf.assembly import Foot, Item, RawCell, RawTable, Running
from samplan.documents.pdf.flow import ENDS, Piece
from samplan.documents.pdf.lexicon import OPEN_ENDS

DRIFT = 4.0
TIME = re.compile(
    r"(?:[hv]t\b|q[1-4]\b|kv|vår|höst|somm|vint|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|pågå|löp|årlig|kontin|"
    r"senast|tills|fortlöp|tertial|halvår|första|andra)"
)
"""What a time may begin with in small letters: no sign that a sentence goes on."""
WHITE_DRIFT = 8.0


def join_tables(items: Sequence[Item]) -> list[Item]:
    """The items with every table that continues the one on the page before joined to it."""
    found: list[Item] = []
    last: RawTable | None = None
    for item in items:
        if isinstance(item, RawTable):
            if last is not None and _continues(last, item):
                _append(last, item)
                continue
            last = item
        elif not isinstance(item, (Running, Foot)):
            last = None
        found.append(item)
    return found


def join_paragraphs(items: Sequence[Item]) -> list[Item]:
    """The items with each paragraph that a page's or a column's end cut in two made whole."""
    found: list[Item] = []
    last: Piece | None = None
    for item in items:
        if isinstance(item, Piece):
            if last is not None and _goes_on(last, item):
                last.lines += item.lines
                continue
            last = item
        elif not isinstance(item, (Running, Foot)):
            last = None
        found.append(item)
    return found


def _goes_on(last: Piece, piece: Piece) -> bool:
    """The piece starts, on another page or higher up, in the middle of the last one's sentence."""
    moved = piece.page != last.page or piece.base < last.lines[-1].base
    if not moved or piece.marker or abs(piece.size - last.size) > 0.5 or piece.bold != last.bold:
        return False
    before, after = last.lines[-1].tag, piece.lines[0].tag
    if before is not None and after is not None:
        return before is after
    text = last.text
    return bool(text) and not text.endswith(ENDS) and piece.text[:1].islower()


def _continues(first: RawTable, second: RawTable) -> bool:
    if first.tagged or second.tagged:
        return first.tagged == second.tagged
    if second.page != first.last_page + 1:
        return False
    if not first.ruled and not second.ruled:
        return not _own_head(first, second) and _fitted(first, second)
    if _own_head(first, second):
        return False
    if first.columns != second.columns and not (first.ruled and second.ruled and _refined(first, second)):
        return False
    if _same_lines(first, second):
        return True
    return bool(_repeated_rows(first, second)) and _same_shares(first, second)


def _own_head(first: RawTable, second: RawTable) -> bool:
    """The second starts with a head of its own, which is not the first's: another table under the same lines."""
    if not first.header_rows or not second.header_rows or _repeated_rows(first, second):
        return False
    return sum(bool(c.pieces) for c in second.cells if c.row == 0) >= 2


def _refined(first: RawTable, second: RawTable) -> bool:
    """Two ruled tables of one width, one of them drawn with fewer lines: whether all its lines are the other's too.

    If so the coarser's cells span the finer's columns, as they would if no page's end had parted them.
    """
    coarse, fine = (first, second) if first.columns < second.columns else (second, first)
    places = [min(range(len(fine.xs)), key=lambda k: abs(fine.xs[k] - x)) for x in coarse.xs]
    near = all(abs(fine.xs[place] - x) <= DRIFT for place, x in zip(places, coarse.xs, strict=True))
    if not near or places[0] != 0 or places[-1] != len(fine.xs) - 1 or len(set(places)) < len(places):
        return False
    for cell in coarse.cells:
        end = places[cell.column + cell.column_span]
        cell.column = places[cell.column]
        cell.column_span = end - cell.column
    coarse.columns, coarse.xs = fine.columns, list(fine.xs)
    return True


def _fitted(first: RawTable, second: RawTable) -> bool:
    """Two tables without lines: whether each column of the second starts where one of the first does.

    If so the second's columns are numbered as the first's; a column that is empty on the new page makes no gutter.
    """
    places: list[int] = []
    for left in second.lefts:
        near = min(range(first.columns), key=lambda k: abs(first.lefts[k] - left))
        if abs(first.lefts[near] - left) > WHITE_DRIFT:
            return False
        places.append(near)
    if len(set(places)) < len(places) or len(places) < 2:
        return False
    if second.columns != first.columns:
        for cell in second.cells:
            cell.column = places[cell.column]
        missing = [c for c in range(first.columns) if c not in places]
        second.cells += [RawCell(r, c, 1, 1, [], page=second.page) for r in range(second.rows) for c in missing]
        second.columns = first.columns
    return True


def _same_lines(first: RawTable, second: RawTable) -> bool:
    """The columns stand at the same places (the whole may be moved sideways, as on facing pages)."""
    shifts = [b - a for a, b in zip(first.xs, second.xs, strict=True)]
    middle = median(shifts)
    return all(abs(s - middle) <= DRIFT for s in shifts)


def _same_shares(first: RawTable, second: RawTable) -> bool:
    """The columns have the same shares of the width."""
    wide = first.xs[-1] - first.xs[0], second.xs[-1] - second.xs[0]
    return all(
        abs((a - first.xs[0]) / wide[0] - (b - second.xs[0]) / wide[1]) < 0.06
        for a, b in zip(first.xs, second.xs, strict=True)
    )


def _row_text(table: RawTable, row: int) -> list[str]:
    return [
        "".join(piece.text for piece in cell.pieces).casefold().replace(" ", "")
        for cell in sorted(table.cells, key=lambda c: c.column)
        if cell.row == row
    ]


def _head_words(table: RawTable, rows: int) -> list[str]:
    """The words of the first rows, in the order of the alphabet."""
    return sorted(word for c in table.cells if c.row < rows for piece in c.pieces for word in piece.text.split())


def _repeated_rows(first: RawTable, second: RawTable) -> int:
    """How many rows at the top of the second say the same as the first's."""
    if second.tagged:
        if any(_head_words(second, 1) == _head_words(first, k) for k in (1, 2, 3)):
            return 1
        return sum(number < first.numbers[-1] for number in second.numbers)
    count = 0
    while count < min(4, first.rows, second.rows):
        theirs = _row_text(second, count)
        if (not any(theirs) and count == 0) or theirs != _row_text(first, count):
            break
        if any(c.row == count and c.row + c.row_span > second.rows for c in second.cells):
            break
        count += 1
    return count


def _append(first: RawTable, second: RawTable) -> None:
    """Puts the second's rows under the first's."""
    heads = _repeated_rows(first, second)
    for cell in sorted((c for c in second.cells if c.row < heads), key=lambda c: (c.row, c.column)):
        text = " ".join(_told(piece) for piece in cell.pieces if piece.text)
        if text:
            first.repeated.append((second.page, text))
    if not second.tagged:
        first.header_rows = max(first.header_rows, heads)
    first.columns = max(first.columns, second.columns)
    told = bool(second.tagged) and second.numbers[heads : heads + 1] == first.numbers[-1:]
    first.numbers += second.numbers[heads + told :]
    shift = first.rows - heads
    fresh = [c for c in second.cells if c.row >= heads]
    for cell in fresh:
        cell.row += shift
    start = first.rows
    if fresh and (told or (not second.tagged and _cut_row(first, fresh, start))):
        fresh = _join_row(first, fresh, start)
        second.rows -= 1
    else:
        fresh = _stretch(first, fresh, start)
    first.cells += fresh
    first.rows += second.rows - heads
    first.last_page = second.page


def _told(piece: Piece) -> str:
    return f"{piece.marker} {piece.text}" if piece.ordered else piece.text


def _above(first: RawTable, column: int, start: int) -> RawCell | None:
    return next(
        (c for c in first.cells if c.row + c.row_span == start and c.column <= column < c.column + c.column_span), None
    )


def _cut_row(first: RawTable, fresh: list[RawCell], start: int) -> bool:
    """Whether the first row on the new page is the rest of the last row on the page before."""
    row = [c for c in fresh if c.row == start]
    above = [_above(first, c.column, start) for c in row]
    if any(
        a is None or a.column != c.column or a.column_span != c.column_span for a, c in zip(above, row, strict=True)
    ):
        return False
    if start - 1 < first.header_rows:
        return False
    pairs = [(a, c) for a, c in zip(above, row, strict=True) if a is not None and c.pieces]
    if not pairs or not all(a.pieces for a, _ in pairs):
        return False
    flows = [_flows(a, c) for a, c in pairs]
    if all(flow > 0 for flow in flows):
        return True
    if any(flow < 0 for flow in flows):
        return False
    empty = len(row) - len(pairs)
    onward = sum(flow > 0 for flow in flows)
    if onward:
        return onward * 2 >= len(flows)
    lead = row[0]
    return not lead.pieces and empty * 2 >= len(row) - 1 and empty > 0 and _always_led(first, lead.column)


def _alike(above: RawCell | None, cell: RawCell) -> bool:
    return above is not None and (above.column, above.column_span) == (cell.column, cell.column_span)


def _flows(above: RawCell, cell: RawCell) -> int:
    """1: the words go on in the middle of a sentence; 0: may or may not; -1: a new number starts."""
    before, after = above.pieces[-1], cell.pieces[0]
    ended = before.text.endswith(ENDS)
    if after.marker:
        return 0
    if not above.column and after.text[:1].isdigit():
        return -1
    if before.text.endswith("-"):
        return 1
    if after.text[:1].islower() and not ended:
        return 0 if before.text[-1:].isdigit() or TIME.match(after.text) else 1
    if before.text.rsplit(" ", 1)[-1].casefold() in OPEN_ENDS or before.text.endswith((",", "/", "&", "(")):
        return 1
    return 0


def _always_led(first: RawTable, column: int) -> bool:
    """Every row so far has words in this column, none of them merged over rows."""
    cells = [c for c in first.cells if c.column == column and c.row >= first.header_rows]
    return bool(cells) and all(c.pieces and c.row_span == 1 for c in cells)


def _join_row(first: RawTable, fresh: list[RawCell], start: int) -> list[RawCell]:
    rest: list[RawCell] = []
    for cell in fresh:
        if cell.row > start:
            cell.row -= 1
            rest.append(cell)
            continue
        above = _above(first, cell.column, start)
        if above is None:
            continue
        above.row_span += cell.row_span - 1
        if not cell.pieces:
            continue
        if above.pieces and _one_piece(above, cell):
            above.pieces[-1].lines += cell.pieces[0].lines
            above.pieces += cell.pieces[1:]
        else:
            above.pieces += cell.pieces
    return rest


def _one_piece(above: RawCell, cell: RawCell) -> bool:
    """The new page goes on with the last text of the one before: by their tags, or in the middle of a sentence."""
    a, b = above.pieces[-1].lines[-1].tag, cell.pieces[0].lines[0].tag
    if a is not None and b is not None:
        return a is b
    return _flows(above, cell) > 0


def _stretch(first: RawTable, fresh: list[RawCell], start: int) -> list[RawCell]:
    """A merged cell that the page break cut goes on over the empty cell below it."""
    kept: list[RawCell] = []
    for cell in fresh:
        above = _above(first, cell.column, start) if cell.row == start and not cell.pieces else None
        same = above is not None and (above.column, above.column_span) == (cell.column, cell.column_span)
        if above is not None and same and above.row >= first.header_rows and (above.row_span > 1 or cell.row_span > 1):
            above.row_span += cell.row_span
        else:
            kept.append(cell)
    return kept
