"""What ties a plan's items together: effects and the chain, what waits for what, tags, and where items came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from samplan.plans.models import ChainLink, Dependency, Effect, Lineage, NodeTag, Plan
from samplan.plans.queries.rows import PlanRows
from samplan.plans.shapes import content
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.versions import EffectLevel, LineageWay

_STARTS = (("from_activity_id", "activity"), ("from_effect_id", "effect"), ("from_image_id", "target_image"))
_ENDS = (
    ("to_effect_id", "effect"),
    ("to_image_id", "target_image"),
    ("to_goal_id", "goal"),
    ("to_overall_goal_id", "overall_goal"),
)
_TAGGED = ("area", "goal", "activity", "indicator")
_TRACED = ("area", "goal", "activity", "indicator")


@dataclass(frozen=True, slots=True)
class Weave:
    """All that ties the items of one plan together, ready for its content."""

    effects: list[content.EffectContent]
    chain: list[content.ChainStep]
    dependencies: list[content.DependencyContent]
    tags: list[content.TagContent]
    lineage: list[content.LineageContent]


def plan_weave(rows: PlanRows) -> Weave:
    """The ties of a plan whose rows are at hand; 4 queries whatever its size. What is gone ties nothing."""
    plan = rows.plan
    return Weave(
        effects=_effects_among(rows),
        chain=_chain(plan),
        dependencies=plan_dependencies(plan),
        tags=plan_tags(plan),
        lineage=_lineage(plan),
    )


def plan_chain(plan: Plan) -> tuple[list[content.EffectContent], list[content.ChainStep]]:
    """The plan's effects, and the steps between what stands in it. Two queries."""
    return _effects(plan), _chain(plan)


def _there(*paths: str) -> Q:
    """Each of the items named is null or still in the plan, and so is the area that it stands in."""
    condition = Q()
    for path in paths:
        condition &= Q(**{f"{path}__removed_at": None})
    return condition


def _effects(plan: Plan) -> list[content.EffectContent]:
    rows = Effect.objects.filter(_there("area"), plan=plan, removed_at=None)
    return [
        content.EffectContent(
            id=str(r.pk), level=EffectLevel(r.level), text=r.text, area=str(r.area_id) if r.area_id else None
        )
        for r in rows.order_by("order", "pk")
    ]


def _effects_among(rows: PlanRows) -> list[content.EffectContent]:
    """The effects among a plan's rows: those of the whole plan first, then each area's."""
    places = [None, *(area.pk for area in rows.areas)]
    return [
        content.EffectContent(
            id=str(line.id), level=EffectLevel(line.name), text=line.text, area=str(place) if place else None
        )
        for place in places
        for line in rows.lines.get((ItemKind.EFFECT.value, place), [])  # type: ignore[arg-type]  # None: the plan
    ]


def _named(row: Any, columns: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    return next((kind, str(getattr(row, name))) for name, kind in columns if getattr(row, name) is not None)


def _chain(plan: Plan) -> list[content.ChainStep]:
    rows = ChainLink.objects.filter(
        _there(
            "from_activity",
            "from_activity__area",
            "from_effect",
            "from_effect__area",
            "from_image",
            "to_effect",
            "to_effect__area",
            "to_image",
            "to_goal",
            "to_goal__area",
            "to_overall_goal",
        ),
        plan=plan,
        removed_at=None,
    )
    steps = []
    for row in rows.order_by("pk"):
        (from_kind, from_id), (to_kind, to_id) = _named(row, _STARTS), _named(row, _ENDS)
        steps.append(
            content.ChainStep(
                from_kind=from_kind, from_id=from_id, to_kind=to_kind, to_id=to_id, assumption=row.assumption or None
            )
        )
    return steps


def last_tagged_by(items: Iterable[tuple[str, int]]) -> str:
    """Who latest changed the tags of any of these items (kind and id); "" for the system or nobody. One query."""
    condition = Q()
    for kind, pk in items:
        condition |= Q(**{f"{kind}_id": pk})
    saves = NodeTag.history.filter(condition).select_related("history_user") if condition else NodeTag.history.none()
    last = saves.order_by("-history_date", "-history_id").first()
    return last.history_user.name if last is not None and last.history_user else ""


def step_versions(plan: Plan) -> dict[str, int]:
    """The version of each step that stands in the chain, by its name ("activity-1.effect-2"). One query."""
    found = {}
    for row in ChainLink.objects.filter(plan=plan, removed_at=None):
        start, end = _named(row, _STARTS), _named(row, _ENDS)
        found[".".join("-".join(one) for one in (start, end))] = row.version
    return found


def plan_dependencies(plan: Plan) -> list[content.DependencyContent]:
    """What areas of the plan wait for, in order. One query: a line for each that waits, or one where nobody does."""
    lines = (
        Dependency.objects.filter(plan=plan, removed_at=None)
        .annotate(
            w_area=F("waiting__area_id"),
            w_activity=F("waiting__activity_id"),
            w_gone=Coalesce("waiting__area__removed_at", "waiting__activity__removed_at"),
        )
        .order_by("order", "pk", "waiting__area__order", "waiting__activity__order", "waiting__pk")
    )
    found: dict[int, content.DependencyContent] = {}
    for d in lines:
        told = found.setdefault(d.pk, _dependency(d))
        if d.w_area is not None and d.w_gone is None:
            activity = str(d.w_activity) if d.w_activity else None
            told.waiting.append(content.WaitingContent(area=str(d.w_area), activity=activity))
    return list(found.values())


def _dependency(d: Dependency) -> content.DependencyContent:
    return content.DependencyContent(
        id=str(d.pk),
        title=d.title,
        text=d.text or None,
        owner=d.owner or None,
        expected=d.expected,
        expected_written=d.expected_written or None,
        released_on=d.released_on,
        decision=d.decision or None,
    )


def _in_plan(plan: Plan, prefix: str = "") -> Q:
    """The item named by one of four columns stands in the plan and has not been removed."""
    area = Q(**{f"{prefix}area__plan": plan, f"{prefix}area__removed_at": None})
    condition = area
    for name in ("goal", "activity", "indicator"):
        path = f"{prefix}{name}"
        inside = {f"{path}__area__plan": plan, f"{path}__removed_at": None, f"{path}__area__removed_at": None}
        condition |= Q(**inside)
    return condition


def plan_tags(plan: Plan) -> list[content.TagContent]:
    """The tags of all that stands in the plan, in order. One query."""
    return _tags(_in_plan(plan))


def area_tags(plan: Plan, area_id: int) -> list[content.TagContent]:
    """The tags of one area and of what stands in it, in order. One query."""
    inside = Q(area=area_id)
    for name in _TAGGED[1:]:
        inside |= Q(**{f"{name}__area": area_id})
    return _tags(_in_plan(plan) & inside)


def _tags(asked: Q) -> list[content.TagContent]:
    tags = []
    for row in NodeTag.objects.filter(asked).select_related("node__framework").order_by("order", "pk"):
        kind, item_id = _named(row, tuple((f"{name}_id", name) for name in _TAGGED))
        node, framework = row.node, row.node.framework
        tags.append(
            content.TagContent(
                item_kind=kind,
                item_id=item_id,
                framework=framework.code,
                framework_name=framework.name,
                framework_kind=framework.kind,
                node=node.code,
                name=node.name,
                name_en=node.name_en or None,
                primary=row.primary,
            )
        )
    return tags


def _lineage(plan: Plan) -> list[content.LineageContent]:
    related = [f"from_{name}" if name == "area" else f"from_{name}__area" for name in _TRACED]
    # Items that have become others since, and stand in the plan no longer, are steps on the way to what they became.
    inside = Q(to_area__plan=plan)
    for name in _TRACED[1:]:
        inside |= Q(**{f"to_{name}__area__plan": plan})
    found = []
    for row in Lineage.objects.filter(inside).select_related(*related).order_by("pk"):
        kind, to_id = _named(row, tuple((f"to_{name}_id", name) for name in _TRACED))
        earlier = getattr(row, f"from_{kind}")
        area = earlier if kind == "area" else earlier.area
        found.append(
            content.LineageContent(
                way=LineageWay(row.way), kind=kind, from_id=str(earlier.pk), from_plan=str(area.plan_id), to_id=to_id
            )
        )
    return found
