"""Short ways to write the truth about a hand-made document."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.times import Span
from samplan.plans.shapes.exchange import (
    Activity,
    ActivityKind,
    Area,
    ChallengeQuestion,
    Cost,
    FollowUp,
    Fund,
    Goal,
    Horizon,
    Indicator,
    IndicatorKind,
    PlanFile,
    Proposal,
)


@dataclass(frozen=True)
class Made:
    """A hand-made document: its paper (or workbook), its truth, and the other truths that are as right.

    times: further right answers for a time as written. loose: "pågår" beside a date may count as ongoing or not.
    """

    name: str
    truth: PlanFile
    paper: Paper | None = None
    workbook: Any = None
    also: tuple[PlanFile, ...] = ()
    times: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    loose: bool = False


def year(first: int, last: int | None = None) -> Span:
    return date(first, 1, 1), date(last or first, 12, 31), False


def ht(y: int) -> Span:
    return date(y, 7, 1), date(y, 12, 31), False


def vt(y: int) -> Span:
    return date(y, 1, 1), date(y, 6, 30), False


def month(y: int, first: int, last: int | None = None) -> Span:
    last = last or first
    return date(y, first, 1), date(y, last, calendar.monthrange(y, last)[1]), False


def until(y: int, m: int = 12, d: int = 31) -> Span:
    return None, date(y, m, d), False


def since(y: int, m: int = 1, d: int = 1) -> Span:
    return date(y, m, d), None, True


ONGOING: Span = (None, None, True)
NONE: Span = (None, None, False)


def act(text: str, when: str | None = None, span: Span = NONE, of: int | None = None, done: bool = False) -> Activity:
    """An activity. when: its time as written; of: the year of its column; done: reported, not planned."""
    kind = ActivityKind.REPORTED if done else ActivityKind.PLANNED
    return Activity(text=text, timeframe=when, start=span[0], end=span[1], ongoing=span[2], kind=kind, year=of)


def ind(text: str, kind: str = "other", reference: str | None = None, source: str | None = None) -> Indicator:
    return Indicator(text=text, kind=IndicatorKind(kind), reference=reference, source=source)


def area(
    title: str,
    number: str | None = None,
    *,
    long: Sequence[str] = (),
    short: Sequence[str] = (),
    acts: Sequence[Activity] = (),
    inds: Sequence[Indicator] = (),
    who: Sequence[str] = (),
    costs: Sequence[tuple[int | None, int, int]] = (),
    told: Sequence[tuple[int | None, str | None, str]] = (),
    asks: Sequence[tuple[str, Sequence[tuple[str, str | None]]]] = (),
    check: Sequence[str] = (),
    **more: Any,
) -> Area:
    return Area(
        title=title,
        number=number,
        goals=[Goal(level=Horizon.LONG, text=t) for t in long] + [Goal(level=Horizon.SHORT, text=t) for t in short],
        activities=list(acts),
        indicators=list(inds),
        responsible=list(who),
        costs=[Cost(year=y, min=str(a), max=str(b)) for y, a, b in costs],
        followups=[FollowUp(year=y, heading=h, text=t) for y, h, t in told],
        challenge_questions=[
            ChallengeQuestion(text=q, proposals=[Proposal(text=t, actor=a) for t, a in ps]) for q, ps in asks
        ],
        followup_questions=list(check),
        **more,
    )


def plan(*areas: Area, funds: Sequence[tuple[str, int, int | None]] = (), **more: Any) -> PlanFile:
    return PlanFile(areas=list(areas), funds=[Fund(name=n, amount=str(a), year=y) for n, a, y in funds], **more)
