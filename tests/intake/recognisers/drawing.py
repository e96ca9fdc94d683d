"""Small documents for the tests of the recognisers, drawn without a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Block, Cell, Document, Heading, ListItem, Paragraph, Provenance, Table


def document(*blocks: Block, **more: object) -> Document:
    """A document of these blocks, numbered in order."""
    placed = []
    for position, block in enumerate(blocks):
        if isinstance(block, Table):
            placed.append(_placed(block, position))
        else:
            placed.append(replace(block, provenance=Provenance(page=1, position=position)))
    return Document(blocks=tuple(placed), format="docx", **more)  # type: ignore[arg-type]


def _placed(table: Table, position: int) -> Table:
    rows = tuple(
        tuple(
            replace(
                cell,
                content=tuple(
                    replace(part, provenance=Provenance(page=1, position=position, row=r, column=c))
                    for part in cell.content
                ),
            )
            for c, cell in enumerate(row)
        )
        for r, row in enumerate(table.rows)
    )
    return replace(table, rows=rows, provenance=Provenance(page=1, position=position))


def heading(text: str, level: int = 1) -> Heading:
    return Heading(text, level, Provenance())


def paragraph(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph(text, Provenance(), bold=bold)


def item(text: str) -> ListItem:
    return ListItem(text, Provenance(), marker="•")


def cell(*texts: str, rows: int = 1, columns: int = 1) -> Cell:
    """A cell with a paragraph for each text."""
    content = tuple(Paragraph(text, Provenance()) for text in texts if text)
    return Cell(content, Provenance(), row_span=rows, column_span=columns)


def table(*rows: Sequence[str | Cell]) -> Table:
    """A table of texts and cells; a text is a cell with one paragraph."""
    made = tuple(tuple(c if isinstance(c, Cell) else cell(c) for c in row) for row in rows)
    return Table(made, Provenance())
