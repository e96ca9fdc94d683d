"""Makes tables of the regions that `textgrid` finds: joins them over pages, cuts rows, joins the lines of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from samplan.documents.blocks import Cell, ListItem, Paragraph, Provenance, Table
from samplan.documents.folding import SOFT_HYPHEN, join_lines
from samplan.documents.listing import bullet, pieces
from samplan.documents.pdf.lexicon import LETTERS, Lexicon
from samplan.documents.textgrid import GridLine, Region
from samplan.documents.textrows import header_end, is_closed, is_fresh, is_open, is_sheet, known_share, row_starts
from samplan.documents.textspans import spans_of
from samplan.documents.texttimes import begins_time

HEADER_LINES = 6
FULL = 0.9
HALF = 0.6
"""A line that fills this part of its column may have been broken within a word."""
WHOLE = 0.8
"""Only a word that takes this part of its column or more is broken without a hyphen: others go into the next line."""


@dataclass(slots=True)
class TextTable:
    """A table over one or several pages; repeated: headers that came again, with their pages."""

    columns: int
    lines: list[GridLine]
    repeated: list[tuple[int, str]] = field(default_factory=list)
    head: int = 0

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.lines[0].page


def table_of(region: Region) -> TextTable:
    """The table of a region."""
    return TextTable(len(region.edges), list(region.lines))


def goes_on(table: TextTable, region: Region) -> bool:
    """Whether a region at the top of a page is the rest of the table; its lines are taken in if so."""
    again = same_head(table.lines, region.lines)
    if not region.lines or (len(region.edges) != table.columns and not again):
        return False
    if not again and is_head(region.lines[0]) and is_head(table.lines[0]):
        return False
    table.head = max(table.head, again)
    table.repeated += [(line.page, " ".join(line.cells.values())) for line in region.lines[:again]]
    rest = region.lines[again:]
    if rest:
        rest[0].first, rest[0].blanks = True, 0
        table.lines += rest
        table.columns = max(table.columns, len(region.edges))
    return True


def is_head(line: GridLine) -> bool:
    """Whether a line's cells are made of the words of labels."""
    cells = line.cells.values()
    return len(cells) > 1 and all(text[:1].isupper() for text in cells) and known_share([line]) > 0.9


def is_label(lines: Sequence[GridLine]) -> bool:
    """Whether the lines are nothing but words of labels."""
    return known_share(lines) > 0.99


def same_head(above: Sequence[GridLine], lines: Sequence[GridLine]) -> int:
    """How many lines at the top are the same as the other's."""
    count = 0
    for one, two in zip(above[:HEADER_LINES], lines, strict=False):
        if one.over or said(one) != said(two) or (count and all(is_fresh(text) for text in one.cells.values())):
            break
        count += 1
    return count


def said(line: GridLine) -> str:
    """A line's words without what parts them."""
    return "".join("".join(text.split()) for _, text in sorted(line.cells.items()))


def note_heads(tables: Sequence[TextTable]) -> None:
    """Tells each table how many lines its header has, where another table begins with the same lines or labels."""
    known: dict[str, TextTable] = {}
    for table in tables:
        other = known.setdefault(said(table.lines[0]), table)
        if other is not table and len(table.lines[0].cells) > 1:
            count = min(same_head(other.lines, table.lines), len(table.lines) - 1)
            table.head = max(table.head, count)
            other.head = max(other.head, count)
    for table in tables:
        above = 1 if table.lines[0].spans else 0
        end = header_end(table.lines[above:]) if len(table.lines) > above else 0
        table.head = 0 if is_sheet(table.lines, table.columns) else table.head or (end + above if end else 0)
    labels = {frozenset(_labels(table, table.head)) for table in tables if table.head}
    for table in tables:
        for end in range(1, min(HEADER_LINES, len(table.lines))):
            if not table.head and frozenset(_labels(table, end)) in labels:
                table.head = end


def _labels(table: TextTable, end: int) -> list[str]:
    """The texts of each column in the first lines, without blanks."""
    texts = [""] * table.columns
    for line in table.lines[:end]:
        for c, text in line.cells.items():
            texts[c] += "".join(text.split())
    return [text for text in texts if text]


def lexicon_of(texts: Iterable[str], tables: Sequence[TextTable]) -> Lexicon:
    """The words that stand whole in the text and inside the lines of cells."""
    lexicon = Lexicon([])
    for text in texts:
        lexicon.whole.update(word.casefold() for word in LETTERS.findall(text))
    for table in tables:
        for line in table.lines:
            for text in line.cells.values():
                lexicon.whole.update(word.strip(".,;:()").casefold() for word in text.split()[1:-1])
    lexicon.settle()
    return lexicon


def built(table: TextTable, position: int, lexicon: Lexicon) -> Table:
    """The table as a block."""
    over = 1 if table.lines[0].spans and len(table.lines) > 2 else 0
    starts = [start + over for start in row_starts(table.lines[over:], table.columns, max(table.head - over, over))]
    starts = [0, *starts] if over else starts
    widths = [0] * table.columns
    for line in table.lines:
        for c, text in line.cells.items():
            if not line.over:
                widths[c] = max(widths[c], len(text))
    groups = [list(table.lines[start:end]) for start, end in pairwise([*starts, len(table.lines)])]
    if table.columns > 2:
        for above, below in pairwise(groups[1:]):
            _rejoined(above, below)
    rows = [_row(table, group, r, position, widths, lexicon) for r, group in enumerate(groups)]
    if over:
        rows[:2] = _spanning(table, rows[0], rows[1])
    return Table(tuple(tuple(row) for row in rows), Provenance(page=table.page, position=position))


def _rejoined(above: list[GridLine], below: list[GridLine]) -> None:
    """Give the row above what goes on of its leading cells beside the first lines of the row below."""
    for column in (0, 1):
        while True:
            place = next((at for at, line in enumerate(below) if column in line.cells), None)
            if place is None or is_fresh(below[place].cells[column]) or begins_time(below[place].cells[column]):
                break
            if not any(column in line.cells for line in above) or below[place].over:
                break
            line = below[place]
            above.append(GridLine({column: line.cells[column]}, line.page))
            below[place] = replace(line, cells={c: text for c, text in line.cells.items() if c != column})


def _spanning(table: TextTable, above: Sequence[Cell], below: Sequence[Cell]) -> list[list[Cell]]:
    """A header of two rows: labels over several columns, and those with nothing below them over both rows."""
    first, second = [], list(below)
    for column, size in spans_of(table.lines[0], table.columns):
        both = size == 1 and len(below) == table.columns and not below[column].text and bool(above[column].text)
        first.append(replace(above[column], column_span=size, row_span=2 if both else 1))
        if both:
            second.remove(below[column])
    return [first, second]


def _row(
    table: TextTable, lines: Sequence[GridLine], row: int, position: int, widths: Sequence[int], lexicon: Lexicon
) -> list[Cell]:
    page = lines[0].page
    whole = lines[0].over or (
        len(lines) <= 2 and all(set(line.cells) == {0} for line in lines) and table.columns > 2 and row > 0
    )
    cells = []
    for c in range(1 if whole else table.columns):
        texts = [(line.cells[c], line.blanks > 0 and n > 0) for n, line in enumerate(lines) if c in line.cells]
        where = Provenance(page=page, position=position, row=row, column=c)
        width = sum(widths) if whole else widths[c]
        content = _content(texts, width, where, lexicon)
        cells.append(Cell(tuple(content), where, 1, table.columns if whole else 1, header=False))
    return cells


def _content(
    texts: Sequence[tuple[str, bool]], width: int, where: Provenance, lexicon: Lexicon
) -> list[Paragraph | ListItem]:
    """The paragraphs and list items of a cell's lines."""
    made: list[Paragraph | ListItem] = []
    for group in _paragraphs(texts, width):
        for piece in pieces(group):
            lines = broken(piece.lines, width, lexicon)
            text = join_lines(lines)
            if not text:
                continue
            if piece.marker is not None:
                made.append(ListItem(text, where, piece.marker, 0, lines=lines))
            else:
                made.append(Paragraph(text, where, lines))
    return made


def _paragraphs(texts: Sequence[tuple[str, bool]], width: int) -> list[list[str]]:
    """Lines parted where a paragraph ends: the next line begins anew though its first word had had room above."""
    groups: list[list[str]] = []
    for text, gap in texts:
        before = groups[-1][-1] if groups else ""
        begun = bullet(text) is None and (_begins_anew(before, text) or (gap and is_closed(before, text, width - 1)))
        room = len(before) + 1 + len(text.split(" ", 1)[0]) <= width - 1
        closed = is_fresh(text) and room and is_closed(before, text, width - 1)
        if not groups or begun or closed:
            groups.append([text])
        else:
            groups[-1].append(text)
    return groups


def _begins_anew(before: str, text: str) -> bool:
    """Whether a line begins with a capital that no name explains, under a line that may be whole."""
    first = text.split(" ", 1)[0]
    last = before.rsplit(" ", 1)[-1]
    if not first[:1].isupper() or (len(first) > 1 and first.isupper()) or is_open(before):
        return False
    return not (last[:1].isupper() and (" " in before or last == "Region"))


def broken(lines: Sequence[str], width: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The lines, with a soft hyphen where the column's width broke a word without one."""
    made = list(lines)
    carried = ""
    for at, (a, b) in enumerate(pairwise(lines)):
        left, right = a.rsplit(None, 1)[-1], b.split(None, 1)[0]
        alone = len(a.split()) == 1
        left = (carried if alone else "") + left
        carried = ""
        more = len(b.split()) == 1 and left.casefold() not in lexicon.whole
        if _may_meet(a, left, right, width, lexicon, alone=alone) and (
            lexicon.broken(left, right, alone=False, more=more)
            or (alone and len(a) >= FULL * width and _cut_off(left, right, lexicon, more=more))
        ):
            made[at] = a + SOFT_HYPHEN
            carried = left
            lexicon.learn(left + right)
        elif right in (".", ",", ";", ":", ").", ")"):
            made[at] = a + SOFT_HYPHEN
    return tuple(made)


def _cut_off(left: str, right: str, lexicon: Lexicon, *, more: bool) -> bool:
    """Whether a part that fills its line ends as no known word does, and goes on in the next line."""
    whole = left.casefold()[-3:] in lexicon.ends or right.casefold() in lexicon.whole
    return not whole and lexicon.broken(left, right, alone=True, more=more)


def _may_meet(line: str, left: str, right: str, width: int, lexicon: Lexicon, *, alone: bool) -> bool:
    """Whether the line may be full, and its last letters and the next ones may be of one word.

    alone: the left part is all of its line, as the beginning of a word is that is too long for its column.
    """
    if not alone and (left + right).casefold() not in lexicon.whole:
        return False
    if len(line) < HALF * width or not (left[-1:].isalpha() and right[:1].isalpha()):
        return False
    if len(left) + len(right) < WHOLE * width:
        return False
    return right[:1].islower() or (left.isupper() and right.isupper())
