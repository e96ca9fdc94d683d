"""Tables tied to the table of areas by number: "Område nr" before what is done, where "Nr" stood before the names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samplan.intake.recognisers.structured.columns import Column, column_texts
from samplan.intake.recognisers.structured.nodes import Node
from samplan.intake.recognisers.structured.settling import NO_ROW
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.titles import is_number
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

FEWEST = 2
"""So many numbered areas in one table can be meant by number elsewhere."""


def tie_by_number(nodes: Sequence[Node]) -> None:
    """Let a column of numbers name the areas where a table above numbers those and no other column names them."""
    numbers: set[str] = set()
    for node in nodes:
        if node.shape is None or node.shape.told():
            continue
        for at, header in node.shape.headers.items():
            if not numbers or node.shape.names_areas():
                break
            column = next((c for c in header if c.label.role is Role.NUMBER), None)
            if column is not None and _ties(column, node.shape, at, numbers):
                tied = replace(column, label=Label((Role.AREA,), 0.85))
                node.shape.headers[at] = [tied if other is column else other for other in header]
        numbers |= _numbered(node.shape)


def _numbered(found: Shape) -> set[str]:
    """The numbers of a table that gives each area one of its own."""
    for at, header in found.headers.items():
        by_role = {column.label.role: column for column in header}
        number, area = by_role.get(Role.NUMBER), by_role.get(Role.AREA)
        if number is None or area is None or at == NO_ROW:
            continue
        told = [_key(text) for text in column_texts(number.index, found.grid[at + 1 :])]
        names = {plain(text) for text in column_texts(area.index, found.grid[at + 1 :])}
        if FEWEST <= len(told) == len(set(told)) <= len(names):
            return set(told)
    return set()


def _ties(column: Column, found: Shape, at: int, numbers: set[str]) -> bool:
    """Whether numbers are those of areas: all are known, and they recur or the header says that they number areas."""
    texts = column_texts(column.index, found.grid[at + 1 :])
    told = [_key(text) for text in texts]
    word = vocabulary().label(_NR.sub("", column.written))
    said = word is not None and word.role in (Role.AREA, Role.GROUP, Role.FOCUS_AREA)
    recurring = len(set(told)) < len(told)
    known = all(map(is_number, texts)) and set(told) <= numbers and len(set(told)) >= FEWEST
    return known and (said or recurring)


_NR = re.compile(r"\s*\b(?:nr|nummer|num|no)\b\.?\s*|#", re.I)


def _key(text: str) -> str:
    return plain(text.strip().rstrip("."))
