"""How wide the columns of a table should be, and which way the paper lies. No format knows better than the words."""

from __future__ import annotations

from math import sqrt

from samplan.documents.blocks import Block, Cell, Heading, Table

WIDE = 5
"""From this many columns on, a table is set on paper that lies down."""

_LONGEST_WORD = 18
_NARROWEST = 6.0
_FULL = 70.0
"""So many characters fill a line of a table."""


def column_shares(table: Table) -> list[float]:
    """Each column's share of the width, together 1.

    A column gets room for its longest word, then by its text: by what a cell of it holds, and more by all that stands
    in it, for few long cells may reach over the rows that many short ones need. Where there is room over, the wordy
    columns take it.
    """
    grid = table.grid()
    if not grid:
        return []
    demands = [_demand([row[c] for row in grid]) for c in range(len(grid[0]))]
    spare = _FULL - sum(demands)
    if spare > 0:
        wordy = [c for c, demand in enumerate(demands) if demand * 2 >= max(demands)]
        share = spare / sum(demands[c] for c in wordy)
        demands = [demand * (1 + share) if c in wordy else demand for c, demand in enumerate(demands)]
    total = sum(demands)
    return [demand / total for demand in demands]


def fact_shares(facts: tuple[tuple[str, str], ...], most: int) -> list[float]:
    """Shares of the width for a masthead's facts, set in rows of at most so many; longer facts get more room."""
    columns = min(len(facts), most)
    demands = [
        max(sqrt(max(len(label), len(value), 9)) for label, value in facts[column::columns])
        for column in range(columns)
    ]
    return [demand / sum(demands) for demand in demands]


def is_facts(table: Table) -> bool:
    """Two columns of label and value: the first cell of each row is a header, and no row is all headers."""
    return bool(table.rows) and all(len(row) == 2 and row[0].header and not row[1].header for row in table.rows)


def header_rows(table: Table) -> int:
    """How many rows at the top are all header."""
    count = 0
    for row in table.rows:
        if not row or not all(cell.header for cell in row):
            break
        count += 1
    return count if count < len(table.rows) else max(count - 1, 0) if len(table.rows) > 1 else count


def has_caption(table: Table, after: Block | None) -> bool:
    """Whether the table's title is printed: not for facts, and not where a heading just said what follows."""
    return bool(table.title) and not is_facts(table) and not isinstance(after, Heading)


def quoted_columns(table: Table, headers: frozenset[str]) -> list[list[Cell]]:
    """The cells of each column whose header is one of the words."""
    grid = table.grid()
    if not grid or not headers:
        return []
    chosen = [c for c, cell in enumerate(grid[0]) if cell is not None and cell.header and cell.text in headers]
    return [[cell for row in grid[1:] if (cell := row[c]) is not None] for c in chosen]


def lies_down(blocks: tuple[Block, ...]) -> bool:
    """Whether a table is too wide for paper that stands up."""
    return any(len(block.grid()[0]) >= WIDE for block in blocks if isinstance(block, Table) and block.rows)


def _demand(cells: list[Cell | None]) -> float:
    texts = [part.text for cell in cells if cell is not None and cell.column_span == 1 for part in cell.content]
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    lengths = sorted(len(text) for text in texts)
    typical = lengths[int(len(lengths) * 0.85)] if lengths else 0
    mean = sum(len(cell.text) for cell in {id(c): c for c in cells if c is not None}.values()) / max(len(cells), 1)
    return max(_NARROWEST, min(longest_word, _LONGEST_WORD) + 1.5, 2.6 * sqrt(typical / 3 + mean * 2 / 3))
