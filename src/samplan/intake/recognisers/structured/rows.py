"""A row of a goal table: what stands in one row belongs together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.builder import AreaBuilder
from samplan.intake.recognisers.ledger import Ledger, Piece
from samplan.intake.recognisers.splitting import Item, items
from samplan.intake.recognisers.structured.areacells import area_in
from samplan.intake.recognisers.structured.columns import Column
from samplan.intake.recognisers.structured.content import is_tick
from samplan.intake.recognisers.structured.details import grouped, share
from samplan.intake.recognisers.structured.marks import answers
from samplan.intake.recognisers.structured.writer import Part, Writer
from samplan.intake.recognisers.times import ReadTime, is_time, read_time
from samplan.intake.recognisers.values import none_but_bodies, only_bodies, parties
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

    def __init__(self, writer: Writer, columns: Sequence[Column], marks: frozenset[str] = frozenset()) -> None:
        self.writer = writer
        self.ledger: Ledger = writer.ledger
        self.columns = columns
        self.marks = marks
        self._seen: set[tuple[int, int, Role]] = set()

    def of(self, columns: Sequence[Column]) -> RowReader:
        """The same reader for rows whose columns hold something else."""
        other = RowReader(self.writer, columns, self.marks)
        other._seen = self._seen
        return other

    def read(self, area: AreaBuilder, row: Sequence[Cell | None]) -> None:
        """Write one row into the area."""
        slots = self._slots(area, row)
        by_role: dict[Role, list[Slot]] = {}
        for slot in slots:
            by_role.setdefault(slot.label.role, []).append(slot)
        level = self._level(by_role)
        for slot in slots:
            if slot.fresh or slot.label.role in (Role.ACTIVITY, Role.REPORTED):
                self._write(area, slot, by_role, level)

    def _write(self, area: AreaBuilder, slot: Slot, by_role: dict[Role, list[Slot]], level: Horizon | None) -> None:
        role = slot.label.role
        if role in (Role.ACTIVITY, Role.REPORTED):
            self._activities(area, slot, by_role)
        elif role is Role.GOAL:
            self.writer.wording = slot.column.written
            self.writer.goals(area, slot.label, slot.parts, level)
        elif role is Role.INDICATOR and not (area.questions and _all_ask(slot)):
            self._indicators(area, slot, by_role)
        elif role in (Role.COST, Role.AMOUNT):
            label = self._with_year(slot.label, by_role)
            self.writer.costs(area, label, slot.parts, slot.column.written)
        elif role is Role.PROPOSAL:
            self._proposals(area, slot, by_role)
        elif role is Role.FOLLOWUP:
            self._followup(area, slot, by_role)
        elif role is Role.TICK:
            self._tick(area, slot)
        elif role in (Role.UNKNOWN, Role.STATUS):
            self._beside(slot)
        elif role not in _HELPING:
            self.writer.put(area, slot.label, slot.parts, slot.column.written)

    def _beside(self, slot: Slot) -> None:
        """What has no place in the plan file: how far something has come is a label, the unknown is doubted."""
        if slot.label.role is Role.STATUS:
            self.writer.builder.label(self._pieces(slot))
        else:
            self.writer.builder.doubt("column_unknown", self._pieces(slot))

    def _followup(self, area: AreaBuilder, slot: Slot, by_role: dict[Role, list[Slot]]) -> None:
        """What a row's follow-up said, under the heading and in the year that columns beside it tell."""
        about = by_role.get(Role.ABOUT, [])
        heading = about[0].parts[0].text if about else slot.column.written
        before = len(area.followups)
        self.writer.put(area, self._with_year(slot.label, by_role), slot.parts, heading, apart=True)
        pieces = self._pieces(*about)
        area.followups[before:] = [replace(f, pieces=(*f.pieces, *pieces)) for f in area.followups[before:]]

    def _tick(self, area: AreaBuilder, slot: Slot) -> None:
        """A tick under the name of a focus area or of a body."""
        pieces = self._pieces(slot)
        written = slot.column.written
        if slot.column.doer or only_bodies(written):
            names = parties(written) or [written]
            for name in names if _is_dated(slot) or answers(slot.parts[0].text, self.marks) else []:
                area.add_responsible(name, pieces, 0.8)
        elif not is_time(slot.column.written):
            for number in self.writer.focus.ticked(slot.column.written):
                area.add_focus(number, pieces, 0.9)

    def _pieces(self, *slots: Slot) -> tuple[Piece, ...]:
        return tuple(piece for slot in slots for part in slot.parts for piece in self.ledger.of(part))

    def _slots(self, area: AreaBuilder, row: Sequence[Cell | None]) -> list[Slot]:
        found: list[Slot] = []
        for column in self.columns:
            cell = row[column.index] if column.index < len(row) else None
            parts: list[Part] = (
                [part for part in cell.content if plain(part.text) or is_tick(part.text)] if cell else []
            )
            if cell is None or not parts:
                continue
            if column.label.joined and column.label.role is Role.AREA:
                parts = area_in(cell, self.ledger)[1]
            joined = column.label.joined and column.label.role is not Role.ACTIVITY
            if joined and column.label.role is Role.AREA:
                shares = [(column.label.roles[1], parts)] if parts else []
            else:
                shares = share(column.label, parts, self.ledger) if joined else [(column.label.role, parts)]
            for role, told in shares:
                here = (area.index, id(cell), role)  # a cell merged over the rows of several areas counts for each
                fresh = here not in self._seen
                self._seen.add(here)
                label = (
                    replace(column.label, roles=(role,), joined=False, shared=len(shares) > 1)
                    if joined
                    else column.label
                )
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
        years_alone = [slot for slot in by_role.get(Role.TIME, []) if plain(slot.column.written) in ("ar", "artal")]
        for slot in by_role.get(Role.YEAR, []) + (years_alone if label.role in (Role.COST, Role.AMOUNT) else []):
            years = read_time(slot.parts[0].text)
            if label.years is None and years.start:
                return replace(label, years=(years.start.year, years.start.year))
        return label

    def _activities(self, area: AreaBuilder, slot: Slot, by_role: dict[Role, list[Slot]]) -> None:
        if not slot.fresh:
            return
        written = slot.column.written
        for name in parties(written) or ([written] if slot.column.doer else []):
            area.add_responsible(name, (), 0.8)
        label = self._with_year(slot.label, by_role)
        if any("redovis" in plain(part.text) for kind in by_role.get(Role.KIND, []) for part in kind.parts):
            label = replace(label, roles=(Role.REPORTED,))
        told = grouped(slot.parts, self.ledger, with_bodies=not self._has(Role.RESPONSIBLE))
        named = none_but_bodies(part.text for part in slot.parts) and not self._has(Role.RESPONSIBLE)
        if any(each.beside for each in told) or label.joined or named:
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
        ends = [by_role[role][0] for role in (Role.START, Role.END) if role in by_role]
        if ends and self._has(Role.END) and (self._has(Role.START) or len(ends) + len(by_role.get(Role.TIME, [])) > 1):
            return [self._from_to(by_role)] * count
        column = _nearest(slot, by_role.get(Role.TIME, []) + ends)
        if column is None and slot.label.years is None and is_time(slot.column.written):
            return [(read_time(slot.column.written), ())] * count
        if column is None:
            return [self._ticked(by_role)] * count
        pieces = self._pieces(column)
        years = slot.label.years
        written = self._written_times(column.parts, count)
        if len(written) == count:
            return [(read_time(text, plan_years=years), pieces) for text in written]
        whole = read_time(" ".join(part.text for part in column.parts), plan_years=years)
        if count > 1:
            code = "time_several" if len(written) > 1 else "time_shared"
            whole = replace(whole, doubts=(*whole.doubts, Doubt(code, whole.as_written)))
        return [(whole, pieces)] * count

    def _has(self, role: Role) -> bool:
        return any(column.label.role is role for column in self.columns)

    def _ticked(self, by_role: dict[Role, list[Slot]]) -> tuple[ReadTime | None, tuple[Piece, ...]]:
        """The time that ticks under columns of years or terms tell, or those that stand under who does it then."""
        dated = [slot for slot in by_role.get(Role.TICK, []) if _is_dated(slot)]
        if dated:
            told = ", ".join(f"{slot.column.written} {slot.parts[0].text}" for slot in dated)
            return read_time(told), self._pieces(*dated)
        slots = [slot for slot in by_role.get(Role.TICK, []) if is_time(slot.column.written)]
        if not slots:
            return None, ()
        pieces = self._pieces(*slots)
        return read_time(", ".join(slot.column.written for slot in slots)), pieces

    def _written_times(self, parts: Sequence[Part], count: int) -> list[str]:
        """The times of a cell, as many as there are activities where the cell can be parted so."""
        texts = [part.text for part in parts]
        if count == 1:
            return [" ".join(texts)]
        if len(texts) == count:
            return texts
        lines = [line.strip() for part in parts for line in (part.lines or (part.text,)) if plain(line)]
        loose = any(_open_time(line, after) for line, after in itertools.pairwise(lines))
        if len(lines) == count and not loose and all(is_time(line) for line in lines):
            return lines
        cut = [bit.strip() for text in texts for bit in text.replace(";", ",").split(",") if plain(bit)]
        if len(cut) == count and all(is_time(bit) for bit in cut):
            return cut
        return texts

    def _from_to(self, by_role: dict[Role, list[Slot]]) -> tuple[ReadTime, tuple[Piece, ...]]:
        """A time from a start column and an end column; a column for the time beside them tells how it is written."""
        written, first, last = (by_role.get(role, [None])[0] for role in (Role.TIME, Role.START, Role.END))
        if first is None and not self._has(Role.START):
            written, first = None, written
        slots = [slot for slot in (first, last) if slot is not None]
        texts = [" ".join(part.text for part in slot.parts) for slot in slots]
        told = " ".join(part.text for part in written.parts) if written else " – ".join(texts)
        pieces = tuple(
            p for slot in (written, first, last) if slot for part in slot.parts for p in self.ledger.of(part)
        )
        whole = read_time(told) if written else ReadTime("")
        start = read_time(texts[0]) if first is not None else whole
        end = read_time(texts[-1]) if last is not None else ReadTime("", end=None if whole.ongoing else whole.end)
        until = end.end or (start.end if last is None and start.start and _is_span(start) else None)
        if start.start and until and until < start.start:
            until = None
        going = start.ongoing or end.ongoing or whole.ongoing
        doubts = tuple(dict.fromkeys((*start.doubts, *end.doubts)))
        return ReadTime(told, start.start, until, going, whole.recurring, end.status, doubts), pieces

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
            self.writer.asked(area).propose(item.text, actor, (*item.pieces, *pieces), slot.label.certainty)


_YEARLESS = re.compile(
    r"\b(?:[hv]t|vår(?:en)?|sommar(?:en)?|höst(?:en)?|vinter(?:n)?|kv\w*\.?\s*\d|q\d|senast|mars|april|maj|juni?|juli?"
    r"|(?:aug|sep|okt|nov|dec|jan|feb)\w*)\.?$", re.I
)  # fmt: skip
"""A term, a quarter or a month that its year still has to follow."""


def _open_time(line: str, after: str) -> bool:
    """Whether a time goes on in the next line of a narrow cell ("Vt 2024 – Ht" over "2025")."""
    if re.search(r"(?:[-–—/,]|\b(?:och|till|samt))$", line):
        return True
    return bool(_YEARLESS.search(line)) and bool(re.match(r"(?:19|20)\d\d\b", after))


def _is_dated(slot: Slot) -> bool:
    """Whether a body's column tells in this row when that body does it."""
    return slot.column.doer and slot.label.role is Role.TICK and is_time(slot.parts[0].text)


def _all_ask(slot: Slot) -> bool:
    return all(part.text.rstrip().endswith("?") for part in slot.parts)


_HELPING = frozenset(
    {Role.TIME, Role.START, Role.END, Role.YEAR, Role.HORIZON, Role.KIND, Role.REFERENCE, Role.SOURCE, Role.TARGET,
     Role.GOAL_REFERENCE, Role.INDICATOR_KIND, Role.NUMBER, Role.AREA, Role.GROUP, Role.CURRENCY, Role.STATUS,
     Role.ABOUT}
)  # fmt: skip
"""Roles whose content is taken together with another column of the row."""


def _is_span(time: ReadTime) -> bool:
    """Whether a time names both its ends ("2024–2026"), not one moment."""
    return bool(time.start and time.end and (time.end - time.start).days > 366)


def _nearest(slot: Slot, others: Sequence[Slot]) -> Slot | None:
    """The time column that belongs to an activity column: the next one to its right, else the nearest."""
    right = [other for other in others if other.column.index > slot.column.index]
    if right:
        return min(right, key=lambda other: other.column.index)
    return max(others, key=lambda other: other.column.index) if others else None
