"""A plan as the editor and the table of contents need it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value

from samplan.plans import rules
from samplan.plans.kinds import TEXT_KINDS, to_values
from samplan.plans.models import Activity, Area, AreaTag, Goal, Indicator, Item, Plan
from samplan.plans.queries.rows import ASIDE, NEED_AREA, WAITS, Line, PlanRows, own_rows, plan_rows, the_plan
from samplan.plans.shapes.editing import AreaForEditing, EditItem, Outline, OutlineArea, PlanForEditing
from samplan.plans.shapes.items import ItemKind

Counts = defaultdict[tuple[ItemKind, int], Counter[str]]
"""Numbers of items by kind and area, in each by status ("" is no status)."""


def _edit(kind: ItemKind, row: Item) -> EditItem:
    return EditItem(kind, row.pk, row.version, to_values(kind, row), imported=bool(row.import_ref))


def _edits(kind: ItemKind, rows: Iterable[Item]) -> tuple[EditItem, ...]:
    return tuple(_edit(kind, row) for row in rows)


def _line(kind: ItemKind, line: Line, items: tuple[EditItem, ...] = ()) -> EditItem:
    values: dict[str, Any] = {"text": line.text}
    if kind is ItemKind.FOLLOWUP:
        values |= {"year": line.year, "heading": line.name or None}
    elif kind is ItemKind.PROPOSAL:
        values["actor"] = line.name or None
    elif kind is ItemKind.NEED:
        values |= {"source": line.name or None, "year": line.year, "evidence": line.more or None}
    return EditItem(kind, line.id, line.version, values, imported=line.imported, items=items)


def _lines(rows: PlanRows, kind: ItemKind, parent_id: int) -> tuple[EditItem, ...]:
    return tuple(_line(kind, line) for line in rows.simple(kind, parent_id))


def area_for_editing(area_id: int, *, plan: Plan | None = None) -> AreaForEditing:
    """An area with ids and versions; raises NotThere. 11 queries whatever its size, 9 with its plan at hand.

    plan: the plan that should hold the area, with its county.
    """
    of = plan or Area.objects.filter(pk=area_id, removed_at=None).values_list("plan_id", flat=True).first()
    if of is None:
        raise rules.not_there()
    rows = plan_rows(of, area_id=area_id)
    area = next((a for a in rows.areas if a.pk == area_id), None)
    if area is None:
        raise rules.not_there()
    return _area(rows, area)


def areas_for_editing(plan_id: int) -> list[AreaForEditing]:
    """All areas of a plan, each as `area_for_editing` gives it; raises NotThere. 12 queries."""
    rows = plan_rows(plan_id)
    return [_area(rows, area) for area in rows.areas]


def _area(rows: PlanRows, area: Area) -> AreaForEditing:
    return AreaForEditing(
        plan_id=rows.plan.pk,
        plan_title=rows.plan.title,
        partnership_id=rows.plan.partnership_id,
        county_slug=rows.plan.county.slug,
        id=area.pk,
        slug=area.slug,
        version=area.version,
        values=_area_values(rows, area),
        items=_area_items(rows, area.pk),
        focus_areas=tuple((f.number, f.title) for f in rows.focus_areas),
        areas=tuple((a.pk, str(a)) for a in rows.areas),
        aside=frozenset(line.text for line in rows.lines.get((ASIDE, area.pk), [])),
        shared_needs=tuple((int(line.text), line.name, line.more) for line in rows.lines.get((NEED_AREA, area.pk), [])),
        waits=tuple(dict.fromkeys((line.text, line.name) for line in rows.lines.get((WAITS, area.pk), []))),
        followed=rows.followed,
    )


def _area_values(rows: PlanRows, area: Area) -> dict[str, Any]:
    values = to_values(ItemKind.AREA, area)
    values["focus_areas"] = tuple(t.number for t in rows.tags.get(area.pk, []))
    return values


def _area_items(rows: PlanRows, a: int) -> dict[ItemKind, tuple[EditItem, ...]]:
    questions = tuple(
        _line(ItemKind.CHALLENGE_QUESTION, q, _lines(rows, ItemKind.PROPOSAL, q.id))
        for q in rows.simple(ItemKind.CHALLENGE_QUESTION, a)
    )
    return {
        **{kind: _lines(rows, kind, a) for kind in TEXT_KINDS},
        ItemKind.NEED: _lines(rows, ItemKind.NEED, a),
        ItemKind.GOAL: _edits(ItemKind.GOAL, rows.goals.get(a, [])),
        ItemKind.ACTIVITY: _edits(ItemKind.ACTIVITY, rows.activities.get(a, [])),
        ItemKind.INDICATOR: _edits(ItemKind.INDICATOR, rows.indicators.get(a, [])),
        ItemKind.RESPONSIBLE: _edits(ItemKind.RESPONSIBLE, rows.responsible.get(a, [])),
        ItemKind.COST: _edits(ItemKind.COST, rows.costs.get(a, [])),
        ItemKind.FOLLOWUP: _lines(rows, ItemKind.FOLLOWUP, a),
        ItemKind.CHALLENGE_QUESTION: questions,
        ItemKind.FOLLOWUP_QUESTION: _lines(rows, ItemKind.FOLLOWUP_QUESTION, a),
        ItemKind.OTHER: _edits(ItemKind.OTHER, rows.other.get(a, [])),
    }


def plan_for_editing(plan_id: int) -> PlanForEditing:
    """The plan itself with ids and versions; raises NotThere. 8 queries whatever its size."""
    return _for_editing(own_rows(plan_id))


def plan_outline(plan_id: int) -> Outline:
    """The plan's table of contents; raises NotThere. 4 queries whatever its size."""
    plan = the_plan(plan_id)
    tags: dict[int, list[int]] = defaultdict(list)
    for area_id, number in AreaTag.objects.filter(area__plan=plan).order_by("order").values_list("area_id", "number"):
        tags[area_id].append(number)
    return _outline(plan, Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk"), tags)


def plan_with_outline(plan: Plan) -> tuple[PlanForEditing, Outline]:
    """A plan at hand (with its county) for editing, and its table of contents. 8 queries whatever its size."""
    rows = own_rows(plan)
    tags = {area_id: [t.number for t in found] for area_id, found in rows.tags.items()}
    return _for_editing(rows), _outline(plan, rows.areas, tags)


def _for_editing(rows: PlanRows) -> PlanForEditing:
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
            ItemKind.OVERALL_GOAL: _lines(rows, ItemKind.OVERALL_GOAL, p),
            ItemKind.TARGET_IMAGE: _edits(ItemKind.TARGET_IMAGE, rows.target_images),
            ItemKind.FOCUS_AREA: _edits(ItemKind.FOCUS_AREA, rows.focus_areas),
            ItemKind.PERSPECTIVE: _lines(rows, ItemKind.PERSPECTIVE, p),
            ItemKind.FUND: _edits(ItemKind.FUND, rows.funds),
            ItemKind.AREA: tuple(
                EditItem(ItemKind.AREA, a.pk, a.version, _area_values(rows, a), imported=bool(a.import_ref))
                for a in rows.areas
            ),
            ItemKind.OTHER: _edits(ItemKind.OTHER, rows.other.get(None, [])),
        },
        aside=frozenset(line.text for line in rows.lines.get((ASIDE, p), [])),
    )


def _outline(plan: Plan, areas: Iterable[Area], tags: Mapping[int, list[int]]) -> Outline:
    counts = _counts(plan)
    return Outline(
        id=plan.pk,
        slug=plan.slug,
        title=plan.title,
        county=plan.county.name,
        county_slug=plan.county.slug,
        made_up=plan.county.made_up,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        areas=tuple(_outline_area(a, tags.get(a.pk, []), counts) for a in areas),
    )


def _outline_area(area: Area, tags: list[int], counts: Counts) -> OutlineArea:
    statuses = counts[ItemKind.ACTIVITY, area.pk]
    return OutlineArea(
        id=area.pk,
        slug=area.slug,
        number=area.number or None,
        title=area.title,
        group=area.group or None,
        focus_areas=tuple(tags),
        goals=counts[ItemKind.GOAL, area.pk].total(),
        activities=statuses.total(),
        indicators=counts[ItemKind.INDICATOR, area.pk].total(),
        statuses=tuple(sorted(statuses.items())),
    )


def _counts(plan: Plan) -> Counts:
    """How many goals, activities and indicators each area has, by the activities' status, in one query."""
    parts = [_counted(Activity, plan, F("status"))]
    parts += [_counted(model, plan, Value("", output_field=CharField())) for model in (Goal, Indicator)]
    counts: Counts = defaultdict(Counter)
    for kind, area_id, state, number in parts[0].union(*parts[1:], all=True):
        counts[ItemKind(kind), area_id][state] = number
    return counts


def _counted(model: type[Activity | Goal | Indicator], plan: Plan, state: F | Value) -> QuerySet[Any, Any]:
    name = Value(model._meta.model_name, output_field=CharField())
    found = (
        model._default_manager.filter(area__plan=plan, removed_at=None).order_by().annotate(kind_of=name, state=state)
    )
    return found.values_list("kind_of", "area_id", "state").annotate(n=Count("pk"))
