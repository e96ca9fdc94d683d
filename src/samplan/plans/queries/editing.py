"""A plan as the editor and the table of contents need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from samplan.plans import rules
from samplan.plans.kinds import TEXT_KINDS, to_values
from samplan.plans.models import Activity, Area, AreaTag, Goal, Indicator, Item, Plan
from samplan.plans.queries.rows import Line, PlanRows, own_rows, plan_rows
from samplan.plans.shapes.editing import AreaForEditing, EditItem, Outline, OutlineArea, PlanForEditing
from samplan.plans.shapes.items import ItemKind


def _edit(kind: ItemKind, row: Item, items: tuple[EditItem, ...] = ()) -> EditItem:
    return EditItem(kind, row.pk, row.version, to_values(kind, row), imported=bool(row.import_ref), items=items)


def _edits(kind: ItemKind, rows: Iterable[Item]) -> tuple[EditItem, ...]:
    return tuple(_edit(kind, row) for row in rows)


def _lines(kind: ItemKind, lines: Iterable[Line]) -> tuple[EditItem, ...]:
    return tuple(EditItem(kind, x.id, x.version, {"text": x.text}, imported=x.imported) for x in lines)


def area_for_editing(area_id: int, *, plan_id: int | None = None) -> AreaForEditing:
    """An area with ids and versions; raises NotThere. 14 queries whatever its size, 13 when its plan is told.

    plan_id: the plan, by somebody who has made sure that it holds the area.
    """
    if plan_id is None:
        plan_id = Area.objects.filter(pk=area_id, removed_at=None).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise rules.not_there()
    rows = plan_rows(plan_id, area_id=area_id)
    area, plan = rows.areas[0], rows.plan
    return AreaForEditing(
        plan_id=plan.pk,
        plan_title=plan.title,
        partnership_id=plan.partnership_id,
        county_slug=plan.county.slug,
        id=area.pk,
        slug=area.slug,
        version=area.version,
        values=_area_values(rows, area),
        items=_area_items(rows, area.pk),
        focus_areas=tuple((f.number, f.title) for f in rows.focus_areas),
    )


def _area_values(rows: PlanRows, area: Area) -> dict[str, Any]:
    values = to_values(ItemKind.AREA, area)
    values["focus_areas"] = tuple(t.number for t in rows.tags.get(area.pk, []))
    return values


def _area_items(rows: PlanRows, a: int) -> dict[ItemKind, tuple[EditItem, ...]]:
    questions = tuple(
        _edit(ItemKind.CHALLENGE_QUESTION, q, _edits(ItemKind.PROPOSAL, rows.proposals.get(q.pk, [])))
        for q in rows.questions.get(a, [])
    )
    return {
        **{kind: _lines(kind, rows.lines.get((kind.value, a), [])) for kind in TEXT_KINDS},
        ItemKind.GOAL: _edits(ItemKind.GOAL, rows.goals.get(a, [])),
        ItemKind.ACTIVITY: _edits(ItemKind.ACTIVITY, rows.activities.get(a, [])),
        ItemKind.INDICATOR: _edits(ItemKind.INDICATOR, rows.indicators.get(a, [])),
        ItemKind.RESPONSIBLE: _edits(ItemKind.RESPONSIBLE, rows.responsible.get(a, [])),
        ItemKind.COST: _edits(ItemKind.COST, rows.costs.get(a, [])),
        ItemKind.FOLLOWUP: _edits(ItemKind.FOLLOWUP, rows.followups.get(a, [])),
        ItemKind.CHALLENGE_QUESTION: questions,
        ItemKind.FOLLOWUP_QUESTION: _lines(
            ItemKind.FOLLOWUP_QUESTION, rows.lines.get((ItemKind.FOLLOWUP_QUESTION.value, a), [])
        ),
        ItemKind.OTHER: _edits(ItemKind.OTHER, rows.other.get(a, [])),
    }


def plan_for_editing(plan_id: int) -> PlanForEditing:
    """The plan itself with ids and versions; raises NotThere. 8 queries whatever its size."""
    rows = own_rows(plan_id)
    plan = rows.plan
    p = plan.pk
    return PlanForEditing(
        id=p,
        slug=plan.slug,
        partnership_id=plan.partnership_id,
        county=plan.county.name,
        county_slug=plan.county.slug,
        made_up=plan.county.made_up,
        version=plan.version,
        values=to_values(ItemKind.PLAN, plan),
        items={
            ItemKind.OVERALL_GOAL: _lines(ItemKind.OVERALL_GOAL, rows.lines.get((ItemKind.OVERALL_GOAL.value, p), [])),
            ItemKind.TARGET_IMAGE: _edits(ItemKind.TARGET_IMAGE, rows.target_images),
            ItemKind.FOCUS_AREA: _edits(ItemKind.FOCUS_AREA, rows.focus_areas),
            ItemKind.PERSPECTIVE: _lines(ItemKind.PERSPECTIVE, rows.lines.get((ItemKind.PERSPECTIVE.value, p), [])),
            ItemKind.FUND: _edits(ItemKind.FUND, rows.funds),
            ItemKind.AREA: tuple(
                EditItem(ItemKind.AREA, a.pk, a.version, _area_values(rows, a), imported=bool(a.import_ref))
                for a in rows.areas
            ),
            ItemKind.OTHER: _edits(ItemKind.OTHER, rows.other.get(None, [])),
        },
    )


def plan_outline(plan_id: int) -> Outline:
    """The plan's table of contents; raises NotThere. 6 queries whatever its size."""
    plan = Plan.objects.select_related("county").filter(pk=plan_id, removed_at=None).first()
    if plan is None:
        raise rules.not_there()
    tags: dict[int, list[int]] = {}
    for area_id, number in AreaTag.objects.filter(area__plan=plan).order_by("order").values_list("area_id", "number"):
        tags.setdefault(area_id, []).append(number)
    statuses: dict[int, Counter[str]] = {}
    counted = Activity.objects.filter(area__plan=plan, removed_at=None).order_by().values_list("area_id", "status")
    for area_id, status, number in counted.annotate(n=Count("pk")):
        statuses.setdefault(area_id, Counter())[status] = number
    goals, indicators = _count(Goal, plan), _count(Indicator, plan)
    return Outline(
        id=plan.pk,
        slug=plan.slug,
        title=plan.title,
        county=plan.county.name,
        county_slug=plan.county.slug,
        made_up=plan.county.made_up,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        areas=tuple(
            OutlineArea(
                id=a.pk,
                slug=a.slug,
                number=a.number or None,
                title=a.title,
                group=a.group or None,
                focus_areas=tuple(tags.get(a.pk, [])),
                goals=goals.get(a.pk, 0),
                activities=sum(statuses.get(a.pk, Counter()).values()),
                indicators=indicators.get(a.pk, 0),
                statuses=tuple(sorted(statuses.get(a.pk, Counter()).items())),
            )
            for a in Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk")
        ),
    )


def _count(model: type[Goal] | type[Indicator], plan: Plan) -> dict[int, int]:
    found = model._default_manager.filter(area__plan=plan, removed_at=None).order_by().values_list("area_id")
    return dict(found.annotate(n=Count("pk")))
