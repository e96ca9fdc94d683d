"""The saves of what ties a plan's items together, in the columns of the plan's log."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce

from samplan.plans.models import ChainLink, NeedArea, NodeTag, PlanRelation, Waiting
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ties import TieKind

COLUMNS = (
    "history_date",
    "line_kind",
    "line_id",
    "line_text",
    Coalesce("history_user__name", Value("")),
    "history_type",
    "line_gone",
    "line_why",
    "line_area",
    "history_id",
    "line_other",
)
"""What every line of the log tells, in this order."""

_NOTHING = Value("", output_field=TextField())
_NEVER = Cast(Value(None), DateTimeField())


def _words(*columns: Any) -> Any:
    """The first of the columns that holds something; "" for what has been purged."""
    return Coalesce(*columns, _NOTHING, output_field=TextField())


def _told(saves: Any, tie: TieKind, on: tuple[ItemKind, str], words: tuple[Any, Any], area: Any = _NOTHING) -> Any:
    """Saves of one sort of tie. on: the kind of the item that they belong to, and the column of its id."""
    kind, column = on
    first, second = words
    columns = {field.name for field in saves.model._meta.concrete_fields}
    kept = "removed_at" in columns
    return (
        saves.order_by()
        .annotate(
            line_kind=Value(f"{kind.value}:{tie.value}", output_field=CharField()),
            line_id=F(f"{column}_id"),
            line_text=_words(first),
            line_area=_words(area),
            line_gone=F("removed_at") if kept else _NEVER,
            line_why=F("removed_reason") if kept else _NOTHING,
            line_other=_words(second),
        )
        .values_list(*COLUMNS)
    )


def tie_saves(plan_id: int) -> list[Any]:
    """The saves of a plan's ties, one part for each sort and kind of item that it can begin in."""
    return [*_steps(plan_id), *_tags(plan_id), *_waiting(plan_id), *_relations(plan_id)]


def _steps(plan_id: int) -> list[Any]:
    end = _words("to_effect__text", "to_image__title", "to_goal__text", "to_overall_goal__text")
    starts = (
        (ItemKind.ACTIVITY, "from_activity", "from_activity__text"),
        (ItemKind.EFFECT, "from_effect", "from_effect__text"),
        (ItemKind.TARGET_IMAGE, "from_image", "from_image__title"),
    )
    return [
        _told(
            ChainLink.history.filter(plan=plan_id, **{f"{column}__isnull": False}),
            TieKind.STEP,
            (kind, column),
            (F(text), end),
        )
        for kind, column, text in starts
    ]


def _tags(plan_id: int) -> list[Any]:
    tagged: list[tuple[ItemKind, str, str, str, Any]] = [(ItemKind.AREA, "area", "area__plan", "title", _NOTHING)]
    tagged += [
        (ItemKind(name), name, f"{name}__area__plan", "text", F(f"{name}__area__title"))
        for name in ("goal", "activity", "indicator")
    ]
    return [
        _told(
            NodeTag.history.filter(**{path: plan_id}),
            TieKind.TAG,
            (kind, name),
            (F(f"{name}__{text}"), F("node__name")),
            area,
        )
        for kind, name, path, text, area in tagged
    ]


def _waiting(plan_id: int) -> list[Any]:
    return [
        _told(
            Waiting.history.filter(dependency__plan=plan_id),
            TieKind.WAITING,
            (ItemKind.DEPENDENCY, "dependency"),
            (F("dependency__title"), _words("activity__text", "area__title")),
        ),
        _told(
            NeedArea.history.filter(need__area__plan=plan_id),
            TieKind.NEED_AREA,
            (ItemKind.NEED, "need"),
            (F("need__text"), F("area__title")),
            F("need__area__title"),
        ),
    ]


def _relations(plan_id: int) -> list[Any]:
    """Both what the plan says of others and what others say of it; each leads to this plan's own history."""
    ends = (("from_plan", Q(from_plan=plan_id)), ("to_plan", Q(to_plan=plan_id)))
    return [
        _told(
            PlanRelation.history.filter(where),
            TieKind.RELATION,
            (ItemKind.PLAN, column),
            (F("from_plan__title"), F("to_plan__title")),
        )
        for column, where in ends
    ]
