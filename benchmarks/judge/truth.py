"""The plan file that a faultless reader finds in a document which shows the given kinds of item of a sketch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from benchmarks.judge import times
from benchmarks.judge.plans import Act, AreaSketch, Question, Sketch
from samplan.plans.shapes.exchange import (
    Activity,
    ActivityKind,
    Area,
    ChallengeQuestion,
    FocusArea,
    Goal,
    Horizon,
    PlanFile,
    Proposal,
)


def _activity(act: Act, shown: Collection[str], **more: object) -> Activity:
    span = act.time.span if act.time and "time" in shown else times.NOTHING
    written = act.time.text if act.time and "time" in shown else None
    return Activity(text=act.whole, timeframe=written, start=span[0], end=span[1], ongoing=span[2], **more)


def _activities(area: AreaSketch, year: int, shown: Collection[str], columns: bool) -> list[Activity]:
    out: list[Activity] = []
    if "activity" in shown:
        out += [_activity(a, shown, **({"year": year} if columns else {})) for row in area.rows for a in row.acts]
    if "reported" in shown:
        out += [_activity(a, shown, kind=ActivityKind.REPORTED) for a in area.reported]
    if "next" in shown:
        out += [_activity(a, shown, year=year + 1) for a in area.following]
    return out


def _questions(area: AreaSketch, shown: Collection[str]) -> list[ChallengeQuestion]:
    if "question" not in shown:
        return []

    def proposals(q: Question) -> list[Proposal]:
        if "proposal" not in shown:
            return []
        return [p if "actor" in shown else p.model_copy(update={"actor": None}) for p in q.proposals]

    return [ChallengeQuestion(text=q.text, proposals=proposals(q)) for q in area.questions]


def _area(area: AreaSketch, sketch: Sketch, shown: Collection[str], columns: bool) -> Area:
    def if_shown(kind: str, items: Iterable[object]) -> list[object]:
        return list(items) if kind in shown else []

    by_rows = [b for row in area.rows for b in row.responsible]
    responsible = by_rows if "row_responsible" in shown else list(area.responsible)
    return Area(
        number=area.number,
        title=area.title,
        group=sketch.groups[area.group] if "group" in shown else None,
        focus_areas=if_shown("focus", area.focus),
        identified_by=area.identified_by or None if "identified" in shown else None,
        identified_year=area.identified_year if "identified" in shown else None,
        background=" ".join(area.background) or None if "background" in shown else None,
        needs=" ".join(area.needs) or None if "needs" in shown else None,
        goals=[
            *(Goal(level=Horizon.LONG, text=t) for t in area.longs if "long" in shown),
            *(Goal(level=Horizon.SHORT, text=t) for row in area.rows for t in row.short if "short" in shown),
        ],
        activities=_activities(area, sketch.year, shown, columns),
        indicators=if_shown("indicator", (i for row in area.rows for i in row.indicators)),
        responsible=if_shown("responsible", dict.fromkeys(responsible)),
        costs=if_shown("cost", (c.cost for c in area.costs)),
        followups=if_shown("followup", area.followups),
        goal_status=area.status[0] if area.status and "status" in shown else None,
        comment=" ".join(row.comment for row in area.rows if row.comment) or None if "comment" in shown else None,
        challenge_questions=_questions(area, shown),
        followup_questions=if_shown("fquestion", area.fquestions),
    )


def to_plan(sketch: Sketch, shown: Collection[str], columns: bool = False) -> PlanFile:
    """The plan file of a document that shows only the given kinds. columns: activities stand in year columns."""
    return PlanFile(
        title=sketch.title,
        county=sketch.county,
        valid_from=date(sketch.year, 1, 1),
        focus_areas=[FocusArea(number=n, title=t) for n, t in enumerate(sketch.focus, 1)] if "focus" in shown else [],
        areas=[_area(a, sketch, shown, columns) for a in sketch.areas],
        funds=list(sketch.funds) if "fund" in shown else [],
    )


def accepted_times(sketch: Sketch) -> dict[str, tuple[times.Span, ...]]:
    """Every time as written in the plan, with all the answers that the exchange format allows."""
    forms = (a.time for area in sketch.areas for row in area.rows for a in row.acts if a.time)
    return {f.text: (f.span, *f.also) for f in forms}
