"""What tables ask of the walk: which area they stand in, and to open the areas that their cells name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from samplan.documents.blocks import Cell, Paragraph, Table
from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder
from samplan.intake.recognisers.ledger import Ledger, Piece
from samplan.intake.recognisers.structured.above import Above
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.known import Known
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.titles import Title, is_number, read_title
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt

GENERIC_SHEETS = re.compile(
    r"^(?:blad|sheet|ark|tabell)\s*\d*$|^(?:plan|handlingsplan|aktiviteter|aktivitetsplan|data)(?:\s+(?:19|20)\d\d.*)?$",
    re.I,
)
"""Names of sheets that name no area."""


def only_groups(shapes: Sequence[Shape]) -> bool:
    """Whether all title rows of a plan's tables name groups ("Insatsområde: …"), which then are its areas."""
    titles = [read_title(title) for found in shapes for title in found.titles()]
    named = any(found.names_areas() for found in shapes)
    return bool(titles) and not named and all(title.kind == "group" for title in titles)


class Walking(Protocol):
    """The state of a walk that tables read and change."""

    builder: PlanBuilder
    ledger: Ledger
    focus: FocusAreas
    above: Above
    known: Known
    area: AreaBuilder | None
    area_filled: bool
    in_table: bool
    untitled: AreaBuilder | None
    groups_alone: bool

    def begin(self, title: Title, pieces: tuple[Piece, ...], level: float, *doubts: Doubt) -> AreaBuilder: ...

    def table_level(self) -> float: ...


class TableAreas:
    """Finds and opens areas for the tables of a walk."""

    def __init__(self, walk: Walking) -> None:
        self.walk = walk

    def is_within(self) -> bool:
        """Whether an area's heading stands above."""
        return self.walk.area is not None

    def current(self, table: Table) -> AreaBuilder:
        """The area that a table stands in; one is opened when there is none."""
        if self.walk.area is not None:
            return self.walk.area
        if self.walk.above.banner is not None:
            title, pieces = self.walk.above.banner
            self.walk.above.banner = None
            return self.walk.begin(title, pieces, self.walk.table_level())
        sheet = table.provenance.sheet or ""
        if table.title and plain(table.title):
            return self.walk.begin(read_title(table.title), self.walk.ledger.of(table), self.walk.table_level())
        if sheet and not GENERIC_SHEETS.match(sheet):
            return self.walk.begin(read_title(sheet), (), self.walk.table_level())
        heading = self.walk.above.headings[-1] if self.walk.above.headings else None
        title = Title(None, heading.text if heading else "Område utan rubrik")
        pieces = self.walk.ledger.of(heading.block) if heading else ()
        return self.walk.begin(title, pieces, self.walk.table_level(), Doubt("area_without_title"))

    def titled(self, cell: Cell) -> bool:
        """A title row in a table: it opens an area unless the heading above already did."""
        focus = self.walk.focus.heading(cell.text)
        pieces = self.walk.ledger.of(cell)
        if focus and len(focus[0]) <= 1 and (focus[0] or focus[1]):
            numbers = focus[0] or self.walk.focus.numbers(focus[1], pieces)
            self.walk.focus.learn(numbers[0] if numbers else 0, focus[1], pieces)
            self.walk.above.focused = (numbers, pieces, 80)
            self.walk.above.banner = (Title(None, focus[1]), pieces) if focus[1] else None
            self.walk.area = None
            return True
        title = read_title(cell.text)
        if title.kind == "group" and not self.walk.groups_alone:
            self.grouped(cell)
            return True
        fresh = self.walk.area is not None and not self.walk.area_filled and not self.walk.area.has_content()
        if fresh and not self.walk.in_table and title.kind != "area":
            return False
        self.walk.begin(title, pieces, self.walk.table_level())
        return True

    def banded(self, cell: Cell) -> AreaBuilder:
        """An area that a row across the table names."""
        return self.walk.begin(read_title(cell.text), self.walk.ledger.of(cell), self.walk.table_level())

    def grouped(self, cell: Cell) -> None:
        """A row across the table that names the group of the areas below it."""
        self.walk.above.group = (read_title(cell.text), self.walk.ledger.of(cell), 80)
        self.walk.area = None

    def named(self, title: Cell | Paragraph, number: Cell | None = None, group: Cell | None = None) -> AreaBuilder:
        """The area that a cell names, by its number alone perhaps: a known one, or a new one."""
        numbered = self.walk.known.told("", title.text.strip()) if is_number(title.text) else None
        if numbered is not None:
            self.walk.area = numbered
            return numbered
        taken = read_title(title.text)
        if self.walk.area is not None and self.walk.area is self.walk.untitled and not self.walk.area.has_content():
            return self._entitle(self.walk.area, taken, title)
        beside = number.text.strip() if number is not None and is_number(number.text) else None
        told = taken.number or beside
        if (
            taken.number is None
            and self.walk.area is not None
            and plain(self.walk.area.title.value) == plain(taken.title)
        ):
            if self.walk.area.number and beside and self.walk.area.number.value != beside:
                self.walk.area.number = None  # the column numbers the rows, not the areas
            return self.walk.area
        known = self.walk.known.named(taken.title, told)
        if known is not None:
            self.walk.area = known
            return known
        area = self.walk.begin(taken, self.walk.ledger.of(title), self.walk.table_level())
        if number is not None and told and told == beside:
            area.number = Found(told, self.walk.ledger.of(number))
        if group is not None and plain(group.text):
            area.group = Found(read_title(group.text).title, self.walk.ledger.of(group))
        self.walk.known.call(area, taken.title)
        return area

    def _entitle(self, area: AreaBuilder, title: Title, cell: Cell | Paragraph) -> AreaBuilder:
        """Give an area whose heading only numbers it ("Område 2") the title that its table tells."""
        self.walk.untitled = None
        pieces = self.walk.ledger.of(cell)
        self.walk.builder.label(area.title.pieces)
        area.title = Found(title.title, pieces)
        area.number = Found(title.number, pieces) if title.number else area.number
        self.walk.known.enter(area, title.title, None)
        return area
