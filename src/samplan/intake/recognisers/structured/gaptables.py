"""Gap tables, tables of participants and their headings: told from the plan's own tables and kept, row by row.

They are no part of the plan; follow-up makes rounds of them (docs/adr/0023-old-documents-become-rounds.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Block, Heading, Paragraph, Table
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.structured.shaping import shape
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.plans.count_tables import read_counts
from samplan.plans.gap_tables import is_named, read_gap, row_text

ABOVE = 4
"""A heading so many blocks above a gap table may be its own."""


def without_gap_tables(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks that the plan is read from. What is left out is kept by the ledger as what found no place."""
    kept: list[Block | None] = list(blocks)
    for number, block in enumerate(blocks):
        if not isinstance(block, Table) or _is_told(block):
            continue
        over = _over(blocks, number)
        rows = cells_of(block)
        caption = " ".join([block.title or "", *(b.text for b in over)])
        counted = read_counts(rows, caption) and not shape(block).strong()
        if read_gap(rows, caption) is None and not counted:
            continue
        ledger.keep_rows(number, block, _by_place(block, rows))
        kept[number] = None
        first = next((n for n, b in enumerate(over) if is_named(b.text)), None)
        if first is not None:
            kept[number - len(over) + first : number] = [None] * (len(over) - first)
    return [block for block in kept if block is not None]


def cells_of(table: Table) -> list[list[str]]:
    """The table's texts; a cell over several columns in its first, one over several rows in each of them."""
    rows = []
    for line in table.grid():
        before: object = None
        texts = []
        for cell in line:
            texts.append("" if cell is None or cell is before else cell.text)
            before = cell
        rows.append(texts)
    return rows


def _by_place(table: Table, rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The rows' texts by the row that their source tells."""
    found = {}
    for line, texts in zip(table.rows, rows, strict=False):
        places = [part.provenance.row for cell in line for part in cell.content]
        if places and places[0] is not None:
            found[places[0]] = row_text(texts)
    return found


def _over(blocks: Sequence[Block], number: int) -> list[Heading | Paragraph]:
    """The headings and paragraphs just above a table, down from the nearest heading."""
    found: list[Heading | Paragraph] = []
    for block in reversed(blocks[max(0, number - ABOVE) : number]):
        if not isinstance(block, Heading | Paragraph):
            break
        found.insert(0, block)
        if isinstance(block, Heading):
            break
    return found


def _is_told(table: Table) -> bool:
    """Whether a person has told what words over its columns are: that goes before."""
    clues = vocabulary().clues
    return any(clues.is_over_column(cell.text) for row in table.rows[:2] for cell in row)
