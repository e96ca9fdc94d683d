"""One item of a plan, for its own page in the editor."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samplan.plans import rules
from samplan.plans.kinds import KINDS, to_values
from samplan.plans.models import Area, ChallengeQuestion, Goal, NeedArea, Plan
from samplan.plans.shapes.editing import EditItem
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.items import ItemKind

_PLAN_PATH = {"plan": "plan_id", "area": "area__plan_id", "question": "question__area__plan_id"}


def _row(plan_id: int, kind: ItemKind, item_id: int) -> Any:
    """The row if the plan holds it, removed or not; else None."""
    if kind is ItemKind.PLAN:
        return Plan.objects.filter(pk=item_id).first() if item_id == plan_id else None
    spec = KINDS[kind]
    where: dict[str, Any] = {"pk": item_id, _PLAN_PATH[spec.parent]: plan_id, **spec.fixed}
    return spec.model._default_manager.filter(**where).first()


def is_in_plan(plan_id: int, kind: ItemKind, item_id: int) -> bool:
    """Whether the plan holds the item, removed ones too."""
    return _row(plan_id, kind, item_id) is not None


def item_for_editing(plan_id: int, kind: ItemKind, item_id: int) -> tuple[EditItem, int | None]:
    """An item with its version, and the id of its area (None directly under the plan). Raises NotThere."""
    row = _row(plan_id, kind, item_id)
    if row is None or row.removed_at is not None:
        raise rules.not_there()
    values = to_values(kind, row)
    if isinstance(row, Area):
        values["focus_areas"] = tuple(row.tags.order_by("order").values_list("number", flat=True))
    return EditItem(kind, row.pk, row.version, values, imported=bool(row.import_ref)), _area_of(row)


def area_of_item(plan_id: int, kind: ItemKind, item_id: int) -> int | None:
    """The area that an item stands or stood in, removed ones too; None directly under the plan. Raises NotThere."""
    row = _row(plan_id, kind, item_id)
    if row is None:
        raise rules.not_there()
    return _area_of(row)


def _area_of(row: Any) -> int | None:
    if isinstance(row, Area):
        return row.pk
    question = getattr(row, "question", None)
    area_id: int | None = getattr(row, "area_id", None) if question is None else question.area_id
    return area_id


def area_choices(area_id: int, kind: ItemKind) -> tuple[tuple[int, str], ...]:
    """The goals, activities or indicators of an area in order: id and words. One query."""
    model: Any = KINDS[kind].model
    rows: QuerySet[Any] = model._default_manager.filter(area_id=area_id, removed_at=None).order_by("order", "pk")
    return tuple(rows.values_list("pk", "text"))


def long_goals(area_id: int) -> tuple[tuple[int, str], ...]:
    """The long-term goals of an area in order: id and words. One query."""
    rows = Goal.objects.filter(area_id=area_id, level=Horizon.LONG.value, removed_at=None).order_by("order", "pk")
    return tuple(rows.values_list("pk", "text"))


def need_areas(need_id: int) -> frozenset[int]:
    """Ids of the other areas that a need concerns. One query."""
    return frozenset(NeedArea.objects.filter(need=need_id).values_list("area_id", flat=True))


def areas_of(plan_id: int) -> tuple[tuple[int, str], ...]:
    """The plan's areas in order: id, and number with title. One query."""
    rows = Area.objects.filter(plan_id=plan_id, removed_at=None).order_by("order", "pk")
    return tuple((pk, f"{number} {title}".strip()) for pk, number, title in rows.values_list("pk", "number", "title"))


def questions_of(plan_id: int) -> tuple[tuple[int, str], ...]:
    """The plan's challenge questions in order: id and words. One query."""
    rows = ChallengeQuestion.objects.filter(area__plan_id=plan_id, area__removed_at=None, removed_at=None)
    return tuple(rows.order_by("area__order", "area_id", "order", "pk").values_list("pk", "text"))


def siblings_of(kind: ItemKind, item_id: int) -> tuple[int, ...]:
    """The ids of the items of one kind in the same place, in order, the item itself among them. Raises NotThere."""
    spec = KINDS[kind]
    row = spec.model._default_manager.filter(pk=item_id, removed_at=None, **spec.fixed).first()
    if row is None:
        raise rules.not_there()
    where: dict[str, Any] = {f"{spec.parent}_id": getattr(row, f"{spec.parent}_id"), **spec.fixed}
    if kind is ItemKind.OTHER:
        where["area_id"] = row.area_id  # type: ignore[attr-defined]  # only these have it
    return tuple(
        spec.model._default_manager.filter(removed_at=None, **where)
        .order_by("order", "pk")
        .values_list("pk", flat=True)
    )
