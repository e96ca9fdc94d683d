"""Splitting one item into several and merging several into one, with their lineage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
from samplan.plans.actions.items import add_item, find_row, plan_of, values_now
from samplan.plans.actions.notices import copied_answers
from samplan.plans.models import (
    Activity,
    Area,
    AreaText,
    ChallengeQuestion,
    Cost,
    Effect,
    FollowUp,
    FollowUpQuestion,
    Goal,
    Indicator,
    Item,
    Lineage,
    Need,
    NeedArea,
    NodeTag,
    OtherBlock,
    OwnershipAsk,
    Plan,
    Responsible,
    Waiting,
)
from samplan.plans.saving import delete, person_or_none, save, take_out
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import AskAnswer
from samplan.plans.shapes.versions import LineageWay

_IN_AREA = (
    Need,
    Goal,
    Activity,
    Indicator,
    Responsible,
    Cost,
    FollowUp,
    ChallengeQuestion,
    FollowUpQuestion,
    OtherBlock,
    Effect,
)


def _text_name(kind: ItemKind) -> str:
    return "title" if kind is ItemKind.AREA else "text"


def _place(row: Item) -> int | None:
    return None if isinstance(row, Area) else cast("int", row.area_id)  # type: ignore[attr-defined]


def _lineage(by: Actor, kind: ItemKind, way: LineageWay, pairs: Sequence[tuple[int, int]], reason: str) -> None:
    name = kind.value
    Lineage.objects.bulk_create(
        Lineage(way=way.value, reason=reason, by=person_or_none(by), **{f"from_{name}_id": old, f"to_{name}_id": new})
        for old, new in pairs
    )


@transaction.atomic
def split_item(*, by: Actor, kind: ItemKind, item_id: int, texts: Sequence[str], reason: str = "") -> list[Item]:
    """Split an area, goal, activity or indicator into parts; returns them in order.

    Each part has the old one's values but its own text (an area: its own title), and the old one is taken out of the
    plan with its history. What stands in a split area moves to the first part. Raises NotAllowed, NotThere,
    InvalidValue.
    """
    row = cast("Item", find_row(kind, item_id))
    plan = plan_of(row)
    rules.check_can_edit_item(by, plan, None if kind is ItemKind.AREA else _place(row))
    parts = renewal.check_split(kind, texts)
    reason = reason.replace("\x00", "").strip() or "Delad"
    values = values_now(kind, row)
    made: list[Item] = []
    after = row.pk
    for text in parts:
        new = add_item(
            by=by,
            plan=plan,
            kind=kind,
            values={**values, _text_name(kind): text},
            parent_id=_place(row),
            after_id=after,
        )
        made.append(new)
        after = new.pk
    _hand_over(by, kind, [row], made[:1])
    if kind is not ItemKind.AREA:
        _copy_owners(by, kind, made[0], made[1:])
    take_out(row, by=by, reason=reason)
    _lineage(by, kind, LineageWay.SPLIT, [(row.pk, new.pk) for new in made], reason)
    _told(by, "split_item", kind, row, plan, {"parts": [new.pk for new in made]})
    return made


@transaction.atomic
def merge_items(*, by: Actor, kind: ItemKind, ids: Sequence[int], text: str, reason: str = "") -> Item:
    """Merge areas, goals, activities or indicators of one plan into one; returns it.

    It stands where the first stood and has its values; what stood in, or pointed at, the others follows it. Raises
    NotAllowed, NotThere, InvalidValue.
    """
    rows = [cast("Item", find_row(kind, pk)) for pk in dict.fromkeys(ids)]
    plans = {plan_of(row).pk for row in rows}
    text = renewal.check_merge(kind, ids, len(rows) if len(plans) == 1 else 0, text)
    plan = plan_of(rows[0])
    for row in rows:
        rules.check_can_edit_item(by, plan, None if kind is ItemKind.AREA else _place(row))
    reason = reason.replace("\x00", "").strip() or "Sammanslagen"
    first = rows[0]
    values = {**values_now(kind, first), _text_name(kind): text}
    if kind is ItemKind.AREA:
        values["focus_areas"] = tuple(dict.fromkeys(n for row in rows for n in values_now(kind, row)["focus_areas"]))
    new = add_item(by=by, plan=plan, kind=kind, values=values, parent_id=_place(first), after_id=first.pk)
    _hand_over(by, kind, rows, [new])
    for row in rows:
        take_out(row, by=by, reason=reason)
    _lineage(by, kind, LineageWay.MERGED, [(row.pk, new.pk) for row in rows], reason)
    _told(by, "merge_items", kind, new, plan, {"from": [row.pk for row in rows]})
    return new


def _told(by: Actor, verb: str, kind: ItemKind, row: Item, plan: Plan, data: dict[str, Any]) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind=kind.value,
        object_id=row.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, **data},
    )


def _hand_over(by: Actor, kind: ItemKind, olds: Sequence[Item], news: Sequence[Item]) -> None:
    """What stood in the old items, or pointed at them, stands in or points at the new one."""
    new = news[0]
    if kind is ItemKind.AREA:
        _move_into_area(by, olds, cast("Area", new))
        return
    pointers: list[tuple[type[Item], str]] = [(Responsible, kind.value)]
    if kind is ItemKind.GOAL:
        pointers += [(Activity, "goal"), (Goal, "under")]
    for model, name in pointers:
        rows = list(model._default_manager.filter(**{f"{name}__in": olds}))
        for row in rows:
            setattr(row, f"{name}_id", new.pk)
            if isinstance(row, Responsible):
                row.area_id = new.area_id  # type: ignore[attr-defined]
        _save_all(by, model, rows, [name, "area"] if model is Responsible else [name])
    _move_ties(by, kind, olds, new)


def _move_into_area(by: Actor, olds: Sequence[Item], area: Area) -> None:
    last = 0
    for model in _IN_AREA:
        rows = list(model._default_manager.filter(area__in=[o.pk for o in olds]).order_by("area__order", "order", "pk"))
        for row in rows:
            row.area_id, row.order = area.pk, last  # type: ignore[attr-defined]
            last += 1
        _save_all(by, model, rows, ["area", "order"])
    _join_texts(by, olds, area)
    _move_needs(by, olds, area)
    _move_ties(by, ItemKind.AREA, olds, area)


def _move_needs(by: Actor, olds: Sequence[Item], area: Area) -> None:
    """Needs of other areas that concern the old ones concern the new one; once, and not as another's when it is its."""
    for tie in NeedArea.objects.filter(area__in=[o.pk for o in olds]).select_related("need"):
        if tie.need.area_id == area.pk or NeedArea.objects.filter(need=tie.need, area=area).exists():
            delete(tie, by=by)
        else:
            tie.area_id = area.pk
            save(tie, by=by)


def _join_texts(by: Actor, olds: Sequence[Item], area: Area) -> None:
    """The areas' backgrounds become one, behind each other; so do their needs and comments."""
    joined: dict[str, AreaText] = {}
    for text in AreaText.objects.filter(area__in=[o.pk for o in olds], removed_at=None).order_by("area__order", "pk"):
        first = joined.setdefault(text.field, text)
        if first is text:
            text.area_id = area.pk
        else:
            first.text = f"{first.text}\n\n{text.text}"
            take_out(text, by=by, reason="Sammanslagen")
        first.version += 1
    for text in joined.values():
        save(text, by=by)


def _move_ties(by: Actor, kind: ItemKind, olds: Sequence[Item], new: Item) -> None:
    """Tags and what is waited for follow; a tie that the new one already has is left with the old."""
    name = kind.value
    tied = set(NodeTag.objects.filter(**{name: new}).values_list("node_id", flat=True))
    for tag in NodeTag.objects.filter(**{f"{name}__in": olds}).order_by("-primary", "order", "pk"):
        if tag.node_id not in tied:
            tied.add(tag.node_id)
            setattr(tag, f"{name}_id", new.pk)
            save(tag, by=by)
    if kind not in {ItemKind.AREA, ItemKind.ACTIVITY}:
        return
    for waiting in Waiting.objects.filter(**{f"{name}__in": olds}):
        same = {"dependency": waiting.dependency_id, "activity": waiting.activity_id, name: new}
        if not Waiting.objects.filter(**same).exists():
            setattr(waiting, f"{name}_id", new.pk)
            waiting.area_id = new.pk if kind is ItemKind.AREA else new.area_id  # type: ignore[attr-defined]
            save(waiting, by=by)


def _save_all(by: Actor, model: type[Item], rows: list[Any], fields: list[str]) -> None:
    if rows:
        bulk_update_with_history(rows, model, fields, batch_size=500, default_user=person_or_none(by))


def _copy_owners(by: Actor, kind: ItemKind, first: Item, others: Sequence[Item]) -> None:
    """Who answers for the first part answers for the others too; who has not said yes to it is asked for all."""
    name = kind.value
    for part in others:
        for owner in Responsible.objects.filter(removed_at=None, **{name: first}):
            ask = OwnershipAsk.objects.filter(responsible=owner.pk).first()
            owner.pk, owner._state.adding, owner.version = None, True, 1
            setattr(owner, f"{name}_id", part.pk)
            save(owner, by=by)
            if ask is not None and ask.answer != AskAnswer.ACCEPTED:
                old, ask.pk, ask._state.adding, ask.responsible = ask.pk, None, True, owner
                save(ask, by=by)
                copied_answers({old: ask})
