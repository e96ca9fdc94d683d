"""Cards beside one another: a table that only lays out its page, each cell a small sheet with labels of its own."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Block, Cell, ListItem, Paragraph, Table
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.structured.columns import STRONG
from samplan.intake.recognisers.structured.inside import inner_labels
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain

ENOUGH = 2
"""So many labels of different sorts make a cell a card, and so many cards a table of cards."""
LONGEST_NAME = 100


def cards_apart(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks, with the cards of such tables below one another, each under its name in bold."""
    found: list[Block] = []
    for block in blocks:
        cards = _cards(block) if isinstance(block, Table) else []
        for card in cards:
            first, *rest = [part for part in card.content if plain(part.text)]
            found += [ledger.part(first.text, first, bold=True), *rest]
        if not cards:
            found.append(block)
    return found


def _cards(table: Table) -> list[Cell]:
    """The cells of a table of cards, row by row; [] for any other table, and where labels lead the cards of an area."""
    cells = [cell for row in table.rows for cell in row if plain(cell.text)]
    beside = max(sum(bool(plain(cell.text)) for cell in row) for row in table.rows) if table.rows else 0
    merged = any(cell.row_span > 1 or cell.column_span > 1 for cell in cells)
    if len(cells) < ENOUGH or beside < ENOUGH or merged or table.provenance.sheet:
        return []
    if not all(_is_name(next(part for part in cell.content if plain(part.text))) for cell in cells):
        return []
    shared = set.intersection(*(_sorts(cell) for cell in cells))
    return cells if len(shared) >= ENOUGH and shared & STRONG else []


def _sorts(cell: Cell) -> set[Role]:
    return {label.role for label in inner_labels(cell)} if len(cell.content) > ENOUGH else set()


def _is_name(part: Paragraph | ListItem) -> bool:
    """Whether a card's first line is its name: short, no sentence and no label."""
    short = len(part.text) <= LONGEST_NAME and not part.text.rstrip().endswith((".", "?", ":", ","))
    lead = vocabulary().leading(part.text)
    label = lead[0] if lead else vocabulary().label(part.text)
    return isinstance(part, Paragraph) and short and (label is None or label.role is Role.AREA)
