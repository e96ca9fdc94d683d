"""What a column's items are in the plan: goals, activities with times, indicators, bodies, sums, texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder
from samplan.intake.recognisers.flattened.decoding import DOINGS
from samplan.intake.recognisers.flattened.focus import Focus, focus_in, national
from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.items import Item
from samplan.intake.recognisers.flattened.signs import signs
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.structured.details import Told, inline
from samplan.intake.recognisers.structured.taking import take_time
from samplan.intake.recognisers.times import read_time
from samplan.intake.recognisers.values import bodies, focus_numbers, read_goal_status, read_indicator
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.shapes import Doubt
from samplan.plans.shapes.exchange import Activity, ActivityKind, Cost, FollowUp, Goal, Horizon

SURE, UNSURE = 0.85, 0.6
MOST_STATUS = 2
"""A cell of so few words that tells how far a matter has come tells no more."""
HORIZONS = {
    Role.LONG_GOAL: Horizon.LONG,
    Role.OVERALL_GOAL: Horizon.LONG,
    Role.SHORT_GOAL: Horizon.SHORT,
    Role.GOAL: Horizon.SHORT,
}
MARKED = re.compile(r"^\(?([LK])\)?\s*(?:[:.)–—-]\s*)+(?=\S)")
"""A goal's own mark of its horizon ("L: ...", "K - ...")."""
TEXTS = {Role.COMMENT: "comment", Role.NEEDS: "needs", Role.BACKGROUND: "background"}


class Teller:
    """Tells the builder what was found in one area. year: the year that the part of the area speaks of."""

    def __init__(self, builder: PlanBuilder, area: AreaBuilder, year: int | None) -> None:
        self.builder = builder
        self.area = area
        self.year = year

    def pieces(self, *items: Item) -> tuple[Piece, ...]:
        """The pieces that items were read from."""
        return self.builder.ledger.of(*(block for item in items for block in item.blocks))

    def tell(self, column: Column, items: Sequence[Item]) -> None:
        """Tell the items of a column that is neither for activities nor for times."""
        for item in items:
            if column.role in HORIZONS:
                self._goal(column, item)
            elif column.role is Role.INDICATOR:
                self.area.add_indicator(read_indicator(item.text), self.pieces(item), SURE)
            elif column.role in {Role.RESPONSIBLE, Role.ACTOR}:
                self._responsible(item)
            elif column.role is Role.COST:
                self._cost(column, item)
            else:
                self._text(column, item)

    def _goal(self, column: Column, item: Item) -> None:
        marked = MARKED.match(item.text)
        if marked is not None:
            level = Horizon.LONG if marked[1].upper() == "L" else Horizon.SHORT
            self.area.add_goal(Goal(level=level, text=item.text[marked.end() :]), self.pieces(item), SURE)
            return
        doubts = (Doubt("goal_level_unknown"),) if column.role is Role.GOAL else ()
        level = HORIZONS.get(column.role or Role.GOAL, Horizon.SHORT)
        self.area.add_goal(Goal(level=level, text=item.text), self.pieces(item), SURE, *doubts)

    def _responsible(self, item: Item) -> None:
        for body in bodies(item.text):
            self.area.add_responsible(body, self.pieces(item), SURE)

    def _cost(self, column: Column, item: Item) -> None:
        for amount in amounts(item.text, unit=column.title):
            year = amount.year or (column.years[0] if column.years else None)
            doubts = [Doubt("cost_uncertain", item.text)] if amount.unsure else []
            doubts += [Doubt("cost_per_unit", item.text)] if amount.per_unit else []
            self.area.add_cost(Cost(year=year, min=amount.min, max=amount.max), self.pieces(item), SURE, *doubts)

    def _text(self, column: Column, item: Item) -> None:
        pieces = self.pieces(item)
        if column.role in {Role.FOLLOWUP, Role.GOAL_STATUS}:
            year = column.years[1] if column.years else self.year
            status = read_goal_status(item.text) if len(item.text.split()) <= 6 else None
            if status is not None:
                self.area.set_status(status, pieces, SURE)
            bare = len(item.text.split()) <= MOST_STATUS and (status is not None or "status" in signs(item.text))
            if column.role is Role.FOLLOWUP and not bare:
                self.area.add_followup(FollowUp(year=year, text=item.text), pieces, SURE)
        elif column.role in TEXTS:
            self.area.add_text(TEXTS[column.role], item.text, pieces, SURE)
        elif column.role is Role.FOCUS_AREA:
            for number in focus_numbers(item.text) or focus_in(item.text, Focus(dict(national()))):
                self.area.add_focus(number, pieces, SURE)

    def tell_doing(self, doing: Sequence[tuple[Item, Column]], times: Sequence[tuple[Item, Role]]) -> None:
        """Tell activities with the times that stand beside them."""
        spans = joined_spans(times)
        for number, (item, column) in enumerate(doing):
            mine, sure = share_times(spans, len(doing), number)
            self._activity(item, column, mine, sure)

    def tell_asked(self, asked: Sequence[tuple[Item, Role]]) -> None:
        """Tell questions with the proposals and actors beside them; a row without a question goes on with the last."""
        proposals: list[Item] = []
        actors: list[Item] = []
        for item, role in asked:
            if role is Role.QUESTION:
                self.area.add_question(item.text, self.pieces(item), SURE)
            elif role is Role.PROPOSAL:
                proposals.append(item)
            else:
                actors.append(item)
        if not self.area.questions:
            return
        for number, item in enumerate(proposals):
            mine, _ = share_times(actors, len(proposals), number)
            actor = ", ".join(actor.text for actor in mine) or None
            self.area.questions[-1].propose(item.text, actor, self.pieces(item, *mine), SURE)

    def _activity(self, item: Item, column: Column, times: Sequence[Item], sure: bool) -> None:
        written = joined_time(times)
        text, told = inline(item.text) if written is None else (item.text, Told())
        if written is None and told.times:
            written = " ".join(told.times)
        elif written is None:
            text, time = take_time(text)
            written = time.as_written if time else None
        year = column.years[0] if column.years and column.role in DOINGS else None
        read = read_time(written) if written else None
        activity = Activity(
            text=text,
            timeframe=written,
            start=read.start if read else None,
            end=read.end if read else None,
            ongoing=read.ongoing if read else False,
            kind=ActivityKind.REPORTED if column.role is Role.REPORTED else ActivityKind.PLANNED,
            year=year,
        )
        doubts = list(read.doubts) if read else []
        if not sure:
            doubts.append(Doubt("time_several", written or ""))
        self.area.add_activity(activity, self.pieces(item, *times), SURE if sure else UNSURE, *doubts)
        for body in told.bodies:
            self.area.add_responsible(body, self.pieces(item), SURE)


def joined_spans(times: Sequence[tuple[Item, Role]]) -> list[Item]:
    """Times of a row; a start with its end is one."""
    found: list[Item] = []
    open_start = False
    for item, role in times:
        if role is Role.END and open_start:
            found[-1] = Item(f"{found[-1].text} – {item.text}", (*found[-1].blocks, *item.blocks))
        else:
            found.append(item)
        open_start = role is Role.START
    return found


def joined_time(times: Sequence[Item]) -> str | None:
    """The written time of an activity."""
    return " ".join(time.text for time in times) or None


def share_times(times: Sequence[Item], count: int, number: int) -> tuple[Sequence[Item], bool]:
    """The times of one of `count` activities in a row, and whether that is sure."""
    if len(times) <= 1 or count == 1:
        return times, True
    if len(times) == count:
        return times[number : number + 1], True
    return times[min(number, len(times) - 1) :][:1], False
