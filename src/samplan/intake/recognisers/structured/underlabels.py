"""What stands under a label inside an area: text that no word tells, lines led by an area's name, tables of a year."""

from __future__ import annotations

import re
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

_DONE = frozenset({Role.ACTIVITY, Role.REPORTED})


def put_guessed(writer: Writer, area: AreaBuilder, held: list[Part]) -> None:
    """Text under a heading that no word tells: its content may, else it stays beside with a doubt."""
    role = typed([part.text for part in held], clauses=False)
    if role in (Role.TIME, Role.COST, Role.RESPONSIBLE, Role.INDICATOR, Role.ACTIVITY):
        writer.put(area, Label((role,), 0.5), without_trail(held))
    else:
        writer.builder.doubt("column_unknown", (piece for part in held for piece in writer.ledger.of(part)))


def put_named(writer: Writer, known: Known, label: Label | None, block: Paragraph | ListItem) -> bool:
    """Whether a line of a follow-up began with an area's name ("Skola: Rutinen är antagen."), and stands there now.

    A reader may have joined several such lines into one paragraph: each name behind a full stop begins anew.
    """
    if label is None or label.role is not Role.FOLLOWUP:
        return False
    led = [(match, area) for match in _LED.finditer(block.text) if (area := _told_of(known, match["name"])) is not None]
    if not led or led[0][0].start() > 0:
        return False
    ends = [match.start() for match, _ in led[1:]] + [len(block.text)]
    writer.builder.place(led[0][1], writer.ledger.of(block))
    for (match, area), end in zip(led, ends, strict=True):
        writer.put(area, label, [writer.ledger.part(block.text[match.end() : end].strip(), block)])
    return True


_LED = re.compile(r"(?:^|(?<=[.!?]\s))(?P<name>[^\s.:!?][^.:!?]{1,90}?)\s*:\s+(?=\S)")


def _told_of(known: Known, name: str) -> AreaBuilder | None:
    """The area of a name, where something is told of it already."""
    area = known.named(name.strip(), None)
    return area if area is not None and area.has_content() else None


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
