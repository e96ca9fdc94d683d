"""Adding, changing, moving, removing and restoring the items of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db import transaction
from django.db.models import F, Max, QuerySet

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
from samplan.plans.actions.chain import check_effect_level
from samplan.plans.actions.deciders import with_decider
from samplan.plans.addressing import AreaPlaces
from samplan.plans.kinds import KINDS, TEXT_KINDS, Kind, to_columns, to_values
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    AreaText,
    ChallengeQuestion,
    Effect,
    Goal,
    Indicator,
    Item,
    Plan,
)
from samplan.plans.models.mixins import Tracked
from samplan.plans.saving import (
    delete,
    focus_areas_by_number,
    origin_columns,
    put_back,
    save,
    tags_of,
    take_out,
)
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.items import ItemKind, Origin
from samplan.plans.shapes.values import AreaValues, Values

Parent = Plan | Area | ChallengeQuestion


def plan_of(row: Any) -> Plan:
    """The plan that a row belongs to."""
    if isinstance(row, Plan):
        return row
    if hasattr(row, "question_id"):
        return cast("Plan", row.question.area.plan)
    return cast("Plan", row.plan if hasattr(row, "plan_id") else row.area.plan)


def _area_of(row: Any) -> int | None:
    """The id of the area that a row stands in; None for what stands in the plan itself, as an area does."""
    if hasattr(row, "question_id"):
        return cast("int", row.question.area_id)
    return cast("int | None", getattr(row, "area_id", None))


def find_row(kind: ItemKind, item_id: int, *, removed: bool = False) -> Tracked:
    """The row, locked until the action ends; raises NotThere."""
    model = Plan if kind is ItemKind.PLAN else KINDS[kind].model
    fixed = {} if kind is ItemKind.PLAN else KINDS[kind].fixed
    rows = model._default_manager.filter(pk=item_id, **fixed)
    row = rows.select_for_update(no_key=True).filter(removed_at__isnull=not removed).first()
    if row is None:
        raise rules.back_already() if removed and rows.exists() else rules.not_there()
    return cast("Tracked", row)


def _parent(spec: Kind, plan: Plan, parent_id: int | None) -> Parent:
    """What an item stands in, locked until the action ends, so that two newcomers come one after the other."""
    found: Parent | None
    if spec.parent == "plan":
        found = Plan.objects.select_for_update(no_key=True).filter(pk=plan.pk, removed_at=None).first()
    elif parent_id is None:
        found = None
    elif spec.parent == "area":
        areas = Area.objects.select_for_update(no_key=True)
        found = areas.filter(pk=parent_id, plan=plan, removed_at=None).first()
    else:
        questions = ChallengeQuestion.objects.select_for_update(no_key=True)
        found = questions.filter(pk=parent_id, area__plan=plan, removed_at=None).first()
    if found is None:
        raise rules.invalid_parent()
    return found


def _area_of_place(spec: Kind, parent_id: int | None) -> int | None:
    """The area that a place lies in, for the rules; whether the place exists is asked afterwards."""
    if spec.parent == "question" and parent_id is not None:
        return ChallengeQuestion.objects.filter(pk=parent_id).values_list("area_id", flat=True).first()
    return parent_id if spec.parent == "area" or spec.kind is ItemKind.OTHER else None


def _siblings(spec: Kind, parent: Parent, area_id: int | None = None) -> QuerySet[Item]:
    """Items of one kind in one place, removed ones too, in order."""
    where: dict[str, Any] = {spec.parent: parent}
    if spec.kind is ItemKind.OTHER:
        where["area_id"] = area_id
    return spec.model._default_manager.filter(**where).order_by("order", "pk")


def _free_order(siblings: QuerySet[Item], after_id: int | None) -> int:
    """The order for a newcomer: last, or right after a sibling (those behind it make room)."""
    before = siblings.filter(pk=after_id).first() if after_id is not None else None
    if before is None:
        last = siblings.aggregate(last=Max("order"))["last"]
        return 0 if last is None else int(last) + 1
    siblings.filter(order__gt=before.order).update(order=F("order") + 1)
    return before.order + 1


_REFERENCES: dict[ItemKind, dict[str, tuple[type[Item], str]]] = {
    ItemKind.GOAL: {"under": (Goal, "area_id")},
    ItemKind.ACTIVITY: {"goal": (Goal, "area_id")},
    ItemKind.RESPONSIBLE: {
        "activity": (Activity, "area_id"),
        "goal": (Goal, "area_id"),
        "indicator": (Indicator, "area_id"),
    },
    ItemKind.EFFECT: {"area": (Area, "plan_id")},
}
"""What an item may name beside what it stands in; both must stand in the same place."""


def _check_references(kind: ItemKind, columns: Mapping[str, Any], parent_id: int) -> None:
    for name, (model, place) in _REFERENCES.get(kind, {}).items():
        named = columns.get(f"{name}_id")
        where: dict[str, Any] = {"pk": named, place: parent_id, "removed_at": None}
        if name == "under":
            where["level"] = Horizon.LONG.value
        if named is not None and not model._default_manager.filter(**where).exists():
            raise rules.invalid_reference(name)


def _record(by: Actor, verb: str, kind: ItemKind, row: Tracked, plan: Plan, data: dict[str, Any] | None = None) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind=kind.value,
        object_id=row.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, **(data or {})},
    )


@transaction.atomic
def add_item(
    *,
    by: Actor,
    plan: Plan,
    kind: ItemKind,
    values: Mapping[str, Any],
    parent_id: int | None = None,
    origin: Origin | None = None,
    after_id: int | None = None,
) -> Item:
    """Add an item. parent_id: the area, or the challenge question for a proposal; for `other` an area or None.

    A background, need or comment that is there already gets the new text behind its own. Raises NotAllowed and
    InvalidValue (field "parent" when the place does not exist).
    """
    if kind is ItemKind.PLAN:
        raise rules.invalid_parent()
    rules.check_can_edit_kind(by, plan, kind, _area_of_place(KINDS[kind], parent_id))
    return place_item(by, plan, kind, values, parent_id, origin, after_id)


def place_item(
    by: Actor,
    plan: Plan,
    kind: ItemKind,
    values: Mapping[str, Any],
    parent_id: int | None = None,
    origin: Origin | None = None,
    after_id: int | None = None,
) -> Item:
    """Add an item of which the rules have been asked; `add_item` says the rest."""
    if kind is ItemKind.ACTIVITY:
        values = rules.with_status(values)
    if kind is ItemKind.INDICATOR:
        values = rules.with_uncertainty(values)
    checked = rules.check_values(kind, with_decider(kind, values, plan))
    spec = KINDS[kind]
    parent = _parent(spec, plan, parent_id)
    if kind in TEXT_KINDS:
        row = _append_text(by, spec, cast("Area", parent), checked, origin)
        if row is not None:
            _record(by, "append_text", kind, row, plan)
            return row
    columns = {**to_columns(kind, checked), **spec.fixed, spec.parent: parent, **origin_columns(origin)}
    _check_references(kind, columns, parent.pk)
    if kind is ItemKind.OTHER and parent_id is not None:
        columns["area"] = _parent(KINDS[ItemKind.GOAL], plan, parent_id)
    columns["order"] = _free_order(_siblings(spec, parent, parent_id), after_id)
    if kind is ItemKind.AREA:
        columns["slug"] = AreaPlaces(plan).take(f"{columns['number']} {columns['title']}")
    item = spec.model(**columns)
    rules.check_free_number(item)
    save(item, by=by)
    if isinstance(checked, AreaValues):
        _set_tags(by, cast("Area", item), checked.focus_areas)
    _record(by, "add_item", kind, item, plan)
    return item


def _append_text(by: Actor, spec: Kind, area: Area, values: Values, origin: Origin | None) -> Item | None:
    found = AreaText.objects.select_for_update(no_key=True).filter(area=area, removed_at=None, **spec.fixed).first()
    if found is None:
        return None
    found.text = f"{found.text}\n{to_columns(spec.kind, values)['text']}"
    if origin is not None and origin.as_written:
        found.source_text = f"{found.source_text} {origin.as_written}".strip()
    if not (origin is not None and origin.import_ref == found.import_ref):
        # Text of another hand: no longer only what the import wrote.
        found.version += 1
    save(found, by=by)
    return found


def _set_tags(by: Actor, area: Area, numbers: tuple[int, ...]) -> None:
    """Make the area's focus areas these numbers, the first the primary one; unchanged tags are left alone."""
    existing = {t.number: t for t in AreaTag.objects.filter(area=area)}
    if [t.number for t in sorted(existing.values(), key=lambda t: t.order)] == list(numbers):
        return
    for tag in existing.values():
        delete(tag, by=by)
    for tag in tags_of(area, numbers, focus_areas_by_number(area.plan)):
        save(tag, by=by)


def values_now(kind: ItemKind, row: Tracked) -> dict[str, Any]:
    values = to_values(kind, row)
    if isinstance(row, Area):
        values["focus_areas"] = tuple(row.tags.order_by("order").values_list("number", flat=True))
    return values


@transaction.atomic
def change_item(*, by: Actor, kind: ItemKind, item_id: int, values: Mapping[str, Any], seen_version: int) -> Tracked:
    """Change the given values of an item (others stay). seen_version: the version that the person had before them.

    Raises ChangedMeanwhile, with the other's values, when somebody saved in between; NotAllowed, NotThere,
    InvalidValue.
    """
    row = find_row(kind, item_id)
    rules.check_can_edit_kind(by, plan_of(row), kind, row.pk if kind is ItemKind.AREA else _area_of(row))
    return change_row(by=by, kind=kind, row=row, values=values, seen_version=seen_version)


def change_row(
    *, by: Actor, kind: ItemKind, row: Tracked, values: Mapping[str, Any], seen_version: int, reason: str = ""
) -> Tracked:
    """Change a locked row that the rules have been asked about; `change_item` says the rest."""
    plan = plan_of(row)
    now = values_now(kind, row)
    if row.version != seen_version:
        other = row.changed_by.name if row.changed_by else ""
        raise rules.ChangedMeanwhile(
            values=now, mine=values, version=row.version, changed_by=other, changed_at=row.changed_at
        )
    checked = rules.check_values(kind, {**now, **with_decider(kind, values, plan, now.get("owner") or "")})
    columns = to_columns(kind, checked)
    if kind is not ItemKind.PLAN:
        _check_references(kind, columns, getattr(row, f"{KINDS[kind].parent}_id"))
    if isinstance(row, Effect) and columns["level"] != row.level:
        check_effect_level(row, columns["level"])
    if checked == rules.check_values(kind, now):
        return row  # Saved as it was: no version and no line in its history.
    for name, value in columns.items():
        setattr(row, name, value)
    if isinstance(row, Item):
        rules.check_free_number(row)
    row.version += 1
    save(row, by=by, reason=reason)
    if isinstance(checked, AreaValues):
        _set_tags(by, cast("Area", row), checked.focus_areas)
    if kind is ItemKind.FOCUS_AREA:
        _retie_tags(plan)
    changed = sorted(name for name, value in values_now(kind, row).items() if value != now[name])
    _record(by, "change_item", kind, row, plan, {"fields": changed})
    return row


def _retie_tags(plan: Plan) -> None:
    """Tags keep the number as written; tie them to the focus area that has that number now."""
    by_number = focus_areas_by_number(plan)
    tags = list(AreaTag.objects.filter(area__plan=plan))
    for tag in tags:
        tag.focus_area = by_number.get(tag.number)
    AreaTag.objects.bulk_update(tags, ["focus_area"])


@transaction.atomic
def remove_item(*, by: Actor, kind: ItemKind, item_id: int, reason: str) -> Tracked:
    """Take an item, and what stands in it, out of the plan, and say why; it can be restored.

    Raises NotAllowed, NotThere, and InvalidValue (field "reason") when it is not said why.
    """
    row = find_row(kind, item_id)
    plan = plan_of(row)
    rules.check_can_edit_kind(by, plan, kind, _area_of(row))
    reason = renewal.check_removal(reason)
    take_out(row, by=by, reason=reason)
    if kind is ItemKind.FOCUS_AREA:
        _retie_tags(plan)
    _record(by, "remove_item", kind, row, plan, {"reason": reason})
    return row


@transaction.atomic
def restore_item(*, by: Actor, kind: ItemKind, item_id: int) -> Tracked:
    """Put a removed item back in its place. Raises NotAllowed, NotThere, and InvalidValue when its place is taken."""
    row = find_row(kind, item_id, removed=True)
    plan = plan_of(row)
    rules.check_can_edit_kind(by, plan, kind, _area_of(row))
    row.removed_at = None
    if isinstance(row, Item):
        rules.check_free_number(row)
    put_back(row, by=by)
    if kind is ItemKind.FOCUS_AREA:
        _retie_tags(plan)
    _record(by, "restore_item", kind, row, plan)
    return row


@transaction.atomic
def move_item(
    *,
    by: Actor,
    kind: ItemKind,
    item_id: int,
    new_parent_id: int | None = None,
    position: int | None = None,
) -> Item:
    """Move an item to another area (or question), to a place counted from 0, or both; without a place: last.

    An activity that moves to another area lets go of its goal, a responsible of its activity.
    """
    row = cast("Item", find_row(kind, item_id))
    plan = plan_of(row)
    rules.check_can_edit_kind(by, plan, kind, _area_of(row))
    spec = KINDS[kind]
    if new_parent_id is not None:
        rules.check_can_edit_kind(by, plan, kind, _area_of_place(spec, new_parent_id))
    column = "area_id" if kind is ItemKind.OTHER else f"{spec.parent}_id"
    before = getattr(row, column)
    if new_parent_id is not None and new_parent_id != before:
        place = _parent(KINDS[ItemKind.GOAL] if kind is ItemKind.OTHER else spec, plan, new_parent_id)
        setattr(row, column, place.pk)
        for loose in ("goal_id", "activity_id", "under_id"):
            if hasattr(row, loose):
                setattr(row, loose, None)
        rules.check_free_number(row)
    parent = _parent(spec, plan, getattr(row, f"{spec.parent}_id"))
    siblings = list(_siblings(spec, parent, getattr(row, column)).filter(removed_at=None).exclude(pk=row.pk))
    at = len(siblings) if position is None else max(0, min(position, len(siblings)))
    siblings.insert(at, row)
    _number(siblings)
    row.version += 1
    save(row, by=by)
    _record(by, "move_item", kind, row, plan, {"from": before, "to": getattr(row, column), "position": at})
    return row


def _number(items: Sequence[Item]) -> None:
    for order, item in enumerate(items):
        item.order = order
    if items:
        type(items[0])._default_manager.bulk_update(items, ["order"])


@transaction.atomic
def reorder(*, by: Actor, plan: Plan, kind: ItemKind, ids: Sequence[int], parent_id: int | None = None) -> None:
    """Put the items of one place in this order; ids not named keep their order behind them."""
    spec = KINDS[kind]
    rules.check_can_edit_kind(by, plan, kind, _area_of_place(spec, parent_id))
    siblings = list(_siblings(spec, _parent(spec, plan, parent_id), parent_id).filter(removed_at=None))
    rank = {item_id: i for i, item_id in enumerate(ids)}
    if not set(rank) <= {s.pk for s in siblings}:
        raise rules.not_there()
    _number(sorted(siblings, key=lambda s: rank.get(s.pk, len(rank))))
    _record(by, "reorder", kind, plan, plan, {"ids": list(ids), "parent": parent_id})
