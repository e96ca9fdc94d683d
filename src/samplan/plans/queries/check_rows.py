"""The rows that the plan check looks at, in six queries: what a page of the editor needs less of lies in one union."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from samplan.plans.followed import followed_lines
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    ChainLink,
    Cost,
    CountyTerm,
    Fund,
    Goal,
    Indicator,
    Plan,
    PlanFocusArea,
    Responsible,
    TargetImage,
)
from samplan.plans.queries.rows import (
    Line,
    PlanRows,
    area_lines,
    as_lines,
    came_from,
    grouped,
    joined_lines,
    plan_lines,
    there,
    with_answer,
)
from samplan.plans.shapes.terms import Term

TAG, CHAIN, TERM = "tag", "chain", "term"
"""Names of the lines that are no items."""


def _small_tables(plan: Plan, area: dict[str, Any]) -> list[Any]:
    there_now = {"plan": plan, "removed_at": None}
    chained = ChainLink.objects.filter(**there_now, to_goal__isnull=False, to_goal__removed_at=None)
    terms = CountyTerm.objects.filter(partnership=plan.partnership_id, removed_at=None)
    return [
        as_lines(there(TargetImage, plan=plan), "target_image", "plan_id", "title", name="text"),
        as_lines(there(PlanFocusArea, plan=plan), "focus_area", "plan_id", "title", name="number"),
        as_lines(there(Fund, plan=plan), "fund", "plan_id", "name", dated=True),
        as_lines(there(Cost, **area), "cost", "area_id", "min", name="max", dated=True, more="text"),
        as_lines(AreaTag.objects.filter(**area), TAG, "area_id", "number"),
        as_lines(chained, CHAIN, "plan_id", "to_goal_id"),
        as_lines(terms, TERM, "partnership_id", "word", name="better", more="meaning"),
    ]


def check_rows(plan: Plan) -> PlanRows:
    """A plan's rows without what found no place in it: six queries whatever its size."""
    area = {"area__plan": plan}
    parts = [*area_lines(area), *plan_lines(plan), *_small_tables(plan, area), *came_from(plan)]
    lines = joined_lines([*parts, *followed_lines(plan)])
    return PlanRows(
        plan=plan,
        areas=list(there(Area, plan=plan)),
        target_images=[TargetImage(pk=n.id, title=n.text, text=n.name) for n in lines["target_image", plan.pk]],
        focus_areas=[PlanFocusArea(pk=n.id, number=int(n.name), title=n.text) for n in lines["focus_area", plan.pk]],
        funds=[Fund(pk=n.id, name=n.text, amount=Decimal(0), year=n.year) for n in lines["fund", plan.pk]],
        other={},
        tags=_by_area(lines, TAG, lambda n: AreaTag(number=int(n.text))),
        goals=grouped(there(Goal, **area), "area_id"),
        activities=grouped(there(Activity, **area), "area_id"),
        indicators=grouped(there(Indicator, **area), "area_id"),
        responsible=grouped(with_answer(there(Responsible, **area).select_related("body")), "area_id"),
        costs=_by_area(lines, "cost", _cost),
        lines=lines,
    )


def _by_area(lines: dict[tuple[str, int], list[Line]], kind: str, made: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for (of, area_id), some in lines.items():
        if of == kind:
            found[area_id] = [made(line) for line in some]
    return found


def _cost(line: Line) -> Cost:
    return Cost(pk=line.id, text=line.more, year=line.year, min=Decimal(line.text), max=Decimal(line.name))


def chained_goals(rows: PlanRows) -> Iterable[str]:
    """Ids of the goals that the theory of change leads to."""
    return [line.text for line in rows.lines.get((CHAIN, rows.plan.pk), [])]


def terms_of(rows: PlanRows) -> tuple[Term, ...]:
    """What the plan's county says of words."""
    return tuple(Term(n.text, n.name, n.more) for n in rows.lines.get((TERM, rows.plan.partnership_id), []))
