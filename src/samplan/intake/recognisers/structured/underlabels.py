"""What stands under a label inside an area: text that no word tells, lines led by an area's name, tables of a year."""

from __future__ import annotations

from dataclasses import replace

from samplan.documents.blocks import ListItem, Paragraph
from samplan.intake.recognisers.builder import AreaBuilder
from samplan.intake.recognisers.structured.content import typed
from samplan.intake.recognisers.structured.details import without_trail
from samplan.intake.recognisers.structured.known import Known
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.writer import Part, Writer
from samplan.intake.recognisers.values import read_goal_status
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

_DONE = frozenset({Role.ACTIVITY, Role.REPORTED})


def put_guessed(writer: Writer, area: AreaBuilder, held: list[Part]) -> None:
    """Text under a heading that no word tells: its content may, else it stays beside with a doubt."""
    role = typed([part.text for part in held], clauses=False)
    if role in (Role.TIME, Role.COST, Role.RESPONSIBLE, Role.INDICATOR, Role.ACTIVITY):
        writer.put(area, Label((role,), 0.5), without_trail(held))
    else:
        writer.builder.doubt("column_unknown", (piece for part in held for piece in writer.ledger.of(part)))


def put_named(writer: Writer, known: Known, label: Label | None, block: Paragraph | ListItem) -> bool:
    """Whether a line of a follow-up began with an area's name ("Skola: Rutinen är antagen."), and stands there now."""
    name, colon, rest = block.text.partition(":")
    area = known.named(name.strip(), None) if label is not None and label.role is Role.FOLLOWUP and colon else None
    if area is None or label is None or not plain(rest) or not area.has_content():
        return False
    part = writer.ledger.part(rest.strip(), block)
    writer.builder.place(area, writer.ledger.of(block))
    writer.put(area, label, [part])
    return True


def judges_goals(label: Label, text: str) -> bool:
    """Whether a line says in a few words how far the goals are reached ("Måluppfyllelse: Delvis uppnått")."""
    value = text.partition(":")[2]
    return label.role is Role.GOAL_STATUS and len(value.split()) <= FEW and read_goal_status(value) is not None


FEW = 4
"""Words of a judgement that tells nothing more."""


def in_year(found: Shape, label: Label | None, above: str) -> Shape:
    """The table in the one year that the label above it tells, for what no column says another year of.

    A label for activities tells that of activities, one for follow-up that of follow-ups; without a label the heading
    or the sheet's name above may be one.
    """
    label = label if label is not None else vocabulary().label(above)
    years = label.years if label is not None else None
    if label is None or years is None or years[0] != years[1] or found.told():
        return found
    dated = _DONE if label.role in _DONE else {Role.FOLLOWUP} & {label.role}
    for number, header in found.headers.items():
        found.headers[number] = [
            replace(column, label=replace(column.label, years=years))
            if column.label.role in dated and column.label.years is None
            else column
            for column in header
        ]
    return found
