"""Labels inside a cell: alone in a paragraph over the text that follows, or before a colon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from samplan.documents.blocks import Cell, ListItem, Paragraph
from samplan.intake.recognisers.structured.content import is_status_word
from samplan.intake.recognisers.structured.heads import Row, distinct
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


_PARTING = frozenset(
    {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.RESPONSIBLE,
     Role.COST, Role.NEEDS, Role.GOAL_STATUS, Role.BACKGROUND, Role.FOLLOWUP, Role.FOCUS_AREA, Role.IDENTIFIED,
     Role.COMMENT}
)  # fmt: skip
"""Labels that end the text above them, though all stands in one cell."""

_RUNNING = frozenset({Role.BACKGROUND, Role.NEEDS, Role.COMMENT, Role.GOAL_STATUS, Role.IDENTIFIED})
_GOALS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL})

Section = tuple[Label, str, list[Paragraph | ListItem]]


def sections(label: Label, written: str, parts: Sequence[Paragraph | ListItem], writer: Writer) -> list[Section]:
    """The text under a label, cut where another label stands alone in it ("Nuläge … Utvecklingsbehov … Mål …")."""
    found: list[Section] = [(label, written, [])]
    for place, part in enumerate(parts):
        here = found[-1]
        last = place + 1 == len(parts)
        alone = None if last or not here[2] else _label_alone(part, here[0])
        lead = _lead_apart(part, here[0]) if alone is None and here[2] else None
        if alone:
            writer.builder.label(writer.ledger.of(part))
            found.append((alone, part.text.strip().rstrip(":"), []))
        elif lead:
            found.append((lead[0], lead[1], [writer.ledger.part(lead[2], part)]))
        else:
            here[2].append(part)
    return [section for section in found if section[2]]


def _label_alone(part: Paragraph | ListItem, under: Label) -> Label | None:
    if isinstance(part, ListItem) or len(part.text) > 60 or part.text.rstrip().endswith((".", "?")):
        return None
    if under.role is Role.FOLLOWUP:
        return None
    label = vocabulary().label(part.text.strip().rstrip(":"))
    marked = label is not None and (part.bold or part.text.rstrip().endswith(":") or len(part.text.split()) <= 4)
    return label if label and marked and _parts(label, under) else None


def _lead_apart(part: Paragraph | ListItem, under: Label) -> tuple[Label, str, str] | None:
    """A label with its text ("Utvecklingsbehov: …") in running text under another label."""
    if isinstance(part, ListItem) or under.role not in _RUNNING:
        return None
    lead = vocabulary().leading(part.text)
    colon = lead is not None and ":" in part.text[len(lead[1]) : len(lead[1]) + 2]
    return lead if lead and colon and plain(lead[2]) and _parts(lead[0], under) else None


def _parts(label: Label, under: Label) -> bool:
    if label.joined or label.certainty < 0.95 or label.role not in _PARTING or label.role is under.role:
        return False
    return not (label.role in _GOALS and under.role in _GOALS)


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


def pairs(
    row: Row, loose: Mapping[int, Label] = MappingProxyType({})
) -> Iterator[tuple[Label | None, Cell | None, list[Cell]]]:
    """The labels of a row with the cells to their right; cells before any label come with None."""
    label: Label | None = None
    head: Cell | None = None
    values: list[Cell] = []
    cells = distinct(row)
    two = len(cells) == 2
    for cell in cells:
        found = loose.get(id(cell)) or (vocabulary().label(cell.text) if len(cell.text) <= 80 else None)
        if found and not (label and not values and (two or _value_like(label, found, cell))):
            if head is not None or values:
                yield label, head, values
            label, head, values = found, cell, []
        else:
            values.append(cell)
    if head is not None or values:
        yield label, head, values


def _value_like(label: Label, found: Label, cell: Cell) -> bool:
    """Whether a text that might be a label is the value of the label before it ("Område | Uppföljning")."""
    return label.role in PLACING or found.certainty < 0.9 or is_status_word(cell.text)
