"""Labels inside a cell: alone in a paragraph over the text that follows, or before a colon."""

from __future__ import annotations

from collections.abc import Iterator

from samplan.documents.blocks import Cell, ListItem, Paragraph
from samplan.intake.recognisers.structured.writer import Writer
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

PLACING = frozenset({Role.AREA, Role.GROUP, Role.NUMBER})
"""Roles of cells that say which area a row or a sheet is about."""


def inner_labels(cell: Cell) -> list[Label]:
    """The labels inside a cell: alone in a paragraph, or before a colon."""
    found = []
    for part in cell.content:
        alone = vocabulary().label(part.text) if len(part.text) <= 60 and not isinstance(part, ListItem) else None
        lead = None if alone else vocabulary().leading(part.text)
        if alone:
            found.append(alone)
        elif lead and plain(lead[2]):
            found.append(lead[0])
    return found


def holds_labels(cell: Cell) -> bool:
    """Whether a cell is labelled inside: its first paragraph is a label over the others, or leads its own text."""
    if not cell.content or isinstance(cell.content[0], ListItem):
        return False
    first = cell.content[0]
    if len(cell.content) > 1 and len(first.text) <= 60 and vocabulary().label(first.text):
        return True
    lead = vocabulary().leading(first.text)
    return bool(lead and plain(lead[2]) and lead[0].certainty >= 0.9 and lead[0].role not in PLACING)


def inner(cell: Cell, writer: Writer) -> Iterator[tuple[Label, str, list[Paragraph | ListItem]]]:
    """The labelled texts inside one cell: "Label: text", or a label alone over the paragraphs that follow."""
    label: Label | None = None
    written = ""
    parts: list[Paragraph | ListItem] = []
    for part in cell.content:
        alone = vocabulary().label(part.text) if len(part.text) <= 60 and not isinstance(part, ListItem) else None
        lead = vocabulary().leading(part.text) if alone is None else None
        lead = lead if lead and (plain(lead[2]) or part.text.rstrip().endswith(":")) else None
        if alone or lead:
            if label and parts:
                yield label, written, parts
            writer.builder.label(writer.ledger.of(part) if alone else ())
            label, written, parts = (
                (alone, part.text, []) if alone else (lead[0], lead[1], []) if lead else (None, "", [])
            )
            if lead and plain(lead[2]):
                parts.append(writer.ledger.part(lead[2], part))
        elif label:
            parts.append(part)
    if label and parts:
        yield label, written, parts
