"""Fetches all of a plan's rows, removed ones left out, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import CharField, F, QuerySet, Value

from samplan.plans import rules
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    AreaText,
    ChallengeQuestion,
    Cost,
    FollowUp,
    FollowUpQuestion,
    Fund,
    Goal,
    Indicator,
    Item,
    OtherBlock,
    OverallGoal,
    Perspective,
    Plan,
    PlanFocusArea,
    PlanProposal,
    Responsible,
    TargetImage,
)

Row = TypeVar("Row", bound=Item)
ByArea = dict[int, list[Row]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table whose rows are only one text."""

    id: int
    text: str
    version: int
    imported: bool


@dataclass
class PlanRows:
    """A plan's rows. Those of areas are grouped by the area's id, proposals by the question's id."""

    plan: Plan
    areas: list[Area]
    target_images: list[TargetImage]
    focus_areas: list[PlanFocusArea]
    funds: list[Fund]
    other: dict[int | None, list[OtherBlock]]
    tags: dict[int, list[AreaTag]]
    goals: dict[int, list[Goal]]
    activities: dict[int, list[Activity]]
    indicators: dict[int, list[Indicator]]
    responsible: dict[int, list[Responsible]]
    costs: dict[int, list[Cost]]
    followups: dict[int, list[FollowUp]]
    questions: dict[int, list[ChallengeQuestion]]
    proposals: dict[int, list[PlanProposal]]
    lines: dict[tuple[str, int], list[Line]] = field(default_factory=dict)

    def texts(self, name: str, parent_id: int) -> list[str]:
        """The texts of one simple kind in one place, in order."""
        return [line.text for line in self.lines.get((name, parent_id), [])]

    def text(self, name: str, area_id: int) -> str | None:
        """An area's background, needs or comment; None when there is none."""
        found = self.texts(name, area_id)
        return found[0] if found else None


def _grouped(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _there(model: type[Row], **where: Any) -> QuerySet[Row]:
    found: QuerySet[Row] = model._default_manager.filter(removed_at=None, **where)
    return found.order_by("order", "pk")


def _lines(plan: Plan, area_id: int | None, *, of_areas: bool = True) -> dict[tuple[str, int], list[Line]]:
    """Overall goals, perspectives, follow-up questions and area texts, in one query."""

    def part(rows: QuerySet[Any], name: Any, parent: str) -> QuerySet[Any]:
        named_rows = rows.order_by().annotate(line_kind=name, line_parent=F(parent))
        lines: QuerySet[Any] = named_rows.values_list(
            "line_kind", "line_parent", "order", "pk", "text", "version", "import_ref"
        )
        return lines

    def named(name: str) -> Value:
        return Value(name, output_field=CharField())

    area = {"area__plan": plan} if area_id is None else {"area_id": area_id}
    parts = []
    if of_areas:
        parts += [
            part(_there(FollowUpQuestion, **area), named("followup_question"), "area_id"),
            part(_there(AreaText, **area), F("field"), "area_id"),
        ]
    if area_id is None:
        parts += [
            part(_there(OverallGoal, plan=plan), named("overall_goal"), "plan_id"),
            part(_there(Perspective, plan=plan), named("perspective"), "plan_id"),
        ]
    lines: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for kind, parent, _order, pk, text, version, ref in sorted(
        parts[0].union(*parts[1:], all=True), key=lambda row: row[2:4]
    ):
        lines[kind, parent].append(Line(pk, text, version, bool(ref)))
    return lines


def plan_rows(plan_id: int, *, area_id: int | None = None) -> PlanRows:
    """All rows of a plan (or of one of its areas), in at most 17 queries; raises NotThere."""
    plan = Plan.objects.select_related("county", "partnership").filter(pk=plan_id, removed_at=None).first()
    if plan is None:
        raise rules.not_there()
    area = {"area__plan": plan} if area_id is None else {"area_id": area_id}
    question = {f"question__{key}": value for key, value in area.items()}
    areas = _there(Area, plan=plan) if area_id is None else _there(Area, plan=plan, pk=area_id)
    other = _there(OtherBlock, plan=plan) if area_id is None else _there(OtherBlock, area_id=area_id)
    return PlanRows(
        plan=plan,
        areas=list(areas),
        target_images=list(_there(TargetImage, plan=plan)) if area_id is None else [],
        focus_areas=list(_there(PlanFocusArea, plan=plan).select_related("node__framework")),
        funds=list(_there(Fund, plan=plan)) if area_id is None else [],
        other=_grouped(other, "area_id"),  # type: ignore[arg-type]  # None is the plan itself
        tags=_grouped(AreaTag.objects.filter(**area).order_by("order"), "area_id"),  # type: ignore[type-var]
        goals=_grouped(_there(Goal, **area), "area_id"),
        activities=_grouped(_there(Activity, **area), "area_id"),
        indicators=_grouped(_there(Indicator, **area), "area_id"),
        responsible=_grouped(_there(Responsible, **area).select_related("body"), "area_id"),
        costs=_grouped(_there(Cost, **area), "area_id"),
        followups=_grouped(_there(FollowUp, **area), "area_id"),
        questions=_grouped(_there(ChallengeQuestion, **area), "area_id"),
        proposals=_grouped(_there(PlanProposal, **question), "question_id"),
        lines=_lines(plan, area_id),
    )


def own_rows(plan_id: int) -> PlanRows:
    """What stands directly under a plan, and its areas without what stands in them, in 8 queries; raises NotThere."""
    plan = Plan.objects.select_related("county", "partnership").filter(pk=plan_id, removed_at=None).first()
    if plan is None:
        raise rules.not_there()
    other = _there(OtherBlock, plan=plan, area=None)
    tags = AreaTag.objects.filter(area__plan=plan).order_by("order")
    return PlanRows(
        plan=plan,
        areas=list(_there(Area, plan=plan)),
        target_images=list(_there(TargetImage, plan=plan)),
        focus_areas=list(_there(PlanFocusArea, plan=plan).select_related("node__framework")),
        funds=list(_there(Fund, plan=plan)),
        other=_grouped(other, "area_id"),  # type: ignore[arg-type]  # None is the plan itself
        tags=_grouped(tags, "area_id"),  # type: ignore[type-var]
        goals={},
        activities={},
        indicators={},
        responsible={},
        costs={},
        followups={},
        questions={},
        proposals={},
        lines=_lines(plan, None, of_areas=False),
    )
