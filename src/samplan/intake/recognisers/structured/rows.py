"""A row of a goal table: what stands in one row belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.builder import AreaBuilder
from samplan.intake.recognisers.ledger import Ledger, Piece
from samplan.intake.recognisers.splitting import Item, items
from samplan.intake.recognisers.structured.columns import Column
from samplan.intake.recognisers.structured.details import grouped, share
from samplan.intake.recognisers.structured.writer import Part, Writer
from samplan.intake.recognisers.times import ReadTime, is_time, read_time
from samplan.intake.recognisers.values import only_bodies
from samplan.intake.recognisers.vocabulary import Label, Role
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt
from samplan.plans.shapes.exchange import Horizon


@dataclass(slots=True)
class Slot:
    """What a column holds in one row."""

    column: Column
    label: Label
    parts: list[Part] = field(default_factory=list)
    fresh: bool = True


class RowReader:
    """Reads the rows under one header into areas."""

    def __init__(self, writer: Writer, columns: Sequence[Column]) -> None:
        self.writer = writer
        self.ledger: Ledger = writer.ledger
        self.columns = columns
        self._seen: set[tuple[int, Role]] = set()

    def read(self, area: AreaBuilder, row: Sequence[Cell | None]) -> None:
        """Write one row into the area."""
        slots = self._slots(row)
        by_role: dict[Role, list[Slot]] = {}
        for slot in slots:
            by_role.setdefault(slot.label.role, []).append(slot)
        level = self._level(by_role)
        for slot in slots:
            role = slot.label.role
            if role in (Role.ACTIVITY, Role.REPORTED):
                self._activities(area, slot, by_role)
            elif not slot.fresh or role in _HELPING:
                continue
            elif role is Role.GOAL:
                self.writer.goals(area, slot.label, slot.parts, level)
            elif role is Role.INDICATOR and not (area.questions and _all_ask(slot)):
                self._indicators(area, slot, by_role)
            elif role in (Role.COST, Role.AMOUNT):
                label = self._with_year(slot.label, by_role)
                self.writer.costs(area, label, slot.parts, slot.column.written)
            elif role is Role.PROPOSAL:
                self._proposals(area, slot, by_role)
            else:
                self.writer.put(area, slot.label, slot.parts, slot.column.written)

    def _slots(self, row: Sequence[Cell | None]) -> list[Slot]:
        found: list[Slot] = []
        for column in self.columns:
            cell = row[column.index] if column.index < len(row) else None
            parts: list[Part] = [part for part in cell.content if plain(part.text)] if cell else []
            if cell is None or not parts:
                continue
            joined = column.label.joined and column.label.role is not Role.ACTIVITY
            shares = share(column.label, parts, self.ledger) if joined else [(column.label.role, parts)]
            for role, told in shares:
                fresh = (id(cell), role) not in self._seen
                self._seen.add((id(cell), role))
                label = replace(column.label, roles=(role,), joined=False) if joined else column.label
                found.append(Slot(column, label, told, fresh))
        return found

    def _level(self, by_role: dict[Role, list[Slot]]) -> Horizon | None:
        for slot in by_role.get(Role.HORIZON, []):
            words = plain(" ".join(part.text for part in slot.parts)).split()
            if any(word == "l" or word.startswith("lang") for word in words):
                return Horizon.LONG
            if any(word == "k" or word.startswith("kort") or word == "delmal" for word in words):
                return Horizon.SHORT
        return None

    def _with_year(self, label: Label, by_role: dict[Role, list[Slot]]) -> Label:
        for slot in by_role.get(Role.YEAR, []):
            years = read_time(slot.parts[0].text)
            if label.years is None and years.start:
                return replace(label, years=(years.start.year, years.start.year))
        return label

    def _activities(self, area: AreaBuilder, slot: Slot, by_role: dict[Role, list[Slot]]) -> None:
        if not slot.fresh:
            return
        label = self._with_year(slot.label, by_role)
        if any("redovis" in plain(part.text) for kind in by_role.get(Role.KIND, []) for part in kind.parts):
            label = replace(label, roles=(Role.REPORTED,))
        told = grouped(slot.parts, self.ledger)
        if any(each.beside for each in told) or label.joined or all(only_bodies(part.text) for part in slot.parts):
            self.writer.activities(area, label, slot.parts)
            return
        found = items(slot.parts, self.ledger)
        times = self._times(slot, by_role, len(found))
        for item, (time, pieces) in zip(found, times, strict=True):
            self.writer.activity(area, label, item, time, pieces)

    def _times(
        self, slot: Slot, by_role: dict[Role, list[Slot]], count: int
    ) -> list[tuple[ReadTime | None, tuple[Piece, ...]]]:
        """The time of each of `count` activities in a cell: one each when the counts agree, else one for all."""
        if by_role.get(Role.END) and (by_role.get(Role.START) or by_role.get(Role.TIME)):
            return [self._from_to((by_role.get(Role.START) or by_role[Role.TIME])[0], by_role[Role.END][0])] * count
        column = _nearest(slot, by_role.get(Role.TIME, []) + by_role.get(Role.START, []) + by_role.get(Role.END, []))
        if column is None:
            return [(None, ())] * count
        pieces = tuple(piece for part in column.parts for piece in self.ledger.of(part))
        years = slot.label.years
        written = self._written_times(column.parts, count)
        if len(written) == count:
            return [(read_time(text, plan_years=years), pieces) for text in written]
        whole = read_time(" ".join(part.text for part in column.parts), plan_years=years)
        if count > 1 and len(written) > 1:
            whole = replace(whole, doubts=(*whole.doubts, Doubt("time_several", whole.as_written)))
        return [(whole, pieces)] * count

    def _written_times(self, parts: Sequence[Part], count: int) -> list[str]:
        """The times of a cell, as many as there are activities where the cell can be parted so."""
        texts = [part.text for part in parts]
        if count == 1:
            return [" ".join(texts)]
        if len(texts) == count:
            return texts
        lines = [line.strip() for part in parts for line in (part.lines or (part.text,)) if plain(line)]
        if len(lines) == count and all(is_time(line) for line in lines):
            return lines
        cut = [bit.strip() for text in texts for bit in text.replace(";", ",").split(",") if plain(bit)]
        if len(cut) == count and all(is_time(bit) for bit in cut):
            return cut
        return texts

    def _from_to(self, start: Slot, end: Slot) -> tuple[ReadTime, tuple[Piece, ...]]:
        """A time from a start column and an end column."""
        texts = [" ".join(part.text for part in slot.parts) for slot in (start, end)]
        pieces = tuple(piece for slot in (start, end) for part in slot.parts for piece in self.ledger.of(part))
        first, last = (read_time(text) for text in texts)
        written = " – ".join(texts)
        doubts = (*first.doubts, *last.doubts)
        going = first.ongoing or last.ongoing
        return ReadTime(written, first.start, last.end, going, False, last.status, doubts), pieces

    def _indicators(self, area: AreaBuilder, slot: Slot, by_role: dict[Role, list[Slot]]) -> None:
        told: dict[str, str | None] = {}
        for role, key in ((Role.REFERENCE, "reference"), (Role.SOURCE, "source")):
            texts = [part.text for other in by_role.get(role, []) for part in other.parts]
            told[key] = " ".join(texts) or None
        before = len(area.indicators)
        self.writer.indicators(area, slot.label, slot.parts, **told)
        extra = [other for role in (Role.REFERENCE, Role.SOURCE) for other in by_role.get(role, [])]
        pieces = tuple(piece for other in extra for part in other.parts for piece in self.ledger.of(part))
        if pieces:
            area.indicators[before:] = [replace(f, pieces=(*f.pieces, *pieces)) for f in area.indicators[before:]]

    def _proposals(self, area: AreaBuilder, slot: Slot, by_role: dict[Role, list[Slot]]) -> None:
        """Proposals with the actor of the same row, one each when the counts agree."""
        found: list[Item] = items(slot.parts, self.ledger, by_sentence=False)
        actors = [part for other in by_role.get(Role.ACTOR, []) for part in other.parts]
        if not area.questions or not actors:
            self.writer.proposals(area, slot.label, slot.parts)
            return
        pieces = tuple(piece for part in actors for piece in self.ledger.of(part))
        for number, item in enumerate(found):
            one = len(actors) == len(found)
            actor = actors[number].text if one else ", ".join(part.text for part in actors)
            area.questions[-1].propose(item.text, actor, (*item.pieces, *pieces), slot.label.certainty)


def _all_ask(slot: Slot) -> bool:
    return all(part.text.rstrip().endswith("?") for part in slot.parts)


_HELPING = frozenset(
    {Role.TIME, Role.START, Role.END, Role.YEAR, Role.HORIZON, Role.KIND, Role.REFERENCE, Role.SOURCE, Role.TARGET,
     Role.INDICATOR_KIND, Role.NUMBER, Role.AREA, Role.GROUP, Role.CURRENCY}
)  # fmt: skip
"""Roles whose content is taken together with another column of the row."""


def _nearest(slot: Slot, others: Sequence[Slot]) -> Slot | None:
    """The time column that belongs to an activity column: the next one to its right, else the nearest."""
    right = [other for other in others if other.column.index > slot.column.index]
    if right:
        return min(right, key=lambda other: other.column.index)
    return max(others, key=lambda other: other.column.index) if others else None
