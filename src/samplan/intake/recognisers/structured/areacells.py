"""Cells that name an area and tell something of it: its goal under its name ("Område/mål")."""

from __future__ import annotations

from samplan.documents.blocks import Cell, ListItem, Paragraph
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.wording import plain

Part = Paragraph | ListItem
LONGEST_NAME = 90


def area_in(cell: Cell, ledger: Ledger) -> tuple[Paragraph | None, list[Part]]:
    """The paragraph that names the area, None where none does, and the parts that tell of it."""
    parts = [part for part in cell.content if plain(part.text)]
    if not parts:
        return None, []
    first, rest = parts[0], parts[1:]
    if isinstance(first, Paragraph) and len(first.lines) > 1 and _names(first.lines[0]):
        told = " ".join(first.lines[1:])
        return ledger.part(first.lines[0], first), [ledger.part(told, first), *rest]
    head, colon, tail = first.text.partition(":")
    if colon and _names(head) and plain(tail):
        return ledger.part(head.strip(), first), [ledger.part(tail.strip(), first), *rest]
    if _names(first.text.rstrip(":")) and isinstance(first, Paragraph):
        return first, rest
    return None, parts


def _names(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not text.rstrip().endswith((".", "?", "!", ","))
