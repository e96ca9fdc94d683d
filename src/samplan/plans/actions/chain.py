"""The steps of the theory of change: added, explained and taken away."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import chaining, rules
from samplan.plans.models import Activity, ChainLink, Effect, Goal, OverallGoal, Plan, TargetImage
from samplan.plans.saving import delete, save
from samplan.plans.shapes.chain import level_of

_STARTS: dict[str, tuple[str, Any]] = {
    "activity": ("from_activity", Activity),
    "effect": ("from_effect", Effect),
    "target_image": ("from_image", TargetImage),
}
_ENDS: dict[str, tuple[str, Any]] = {
    "effect": ("to_effect", Effect),
    "target_image": ("to_image", TargetImage),
    "goal": ("to_goal", Goal),
    "overall_goal": ("to_overall_goal", OverallGoal),
}
_IN_AREAS = frozenset({"activity", "goal"})


def _row(plan: Plan, kind: str, item_id: int, columns: dict[str, tuple[str, Any]]) -> Any:
    """The item of the plan that has not been removed; None when there is none, or its kind does not stand there."""
    if kind not in columns:
        return None
    place = {"area__plan": plan, "area__removed_at": None} if kind in _IN_AREAS else {"plan": plan}
    return columns[kind][1].objects.filter(pk=item_id, removed_at=None, **place).first()


def _level(kind: str, row: Any) -> int:
    return level_of(kind, row.level if kind == "effect" else None)


def _step(plan: Plan, start: tuple[str, int], end: tuple[str, int]) -> ChainLink:
    known = start[0] in _STARTS and end[0] in _ENDS
    columns = {f"{_STARTS[start[0]][0]}_id": start[1], f"{_ENDS[end[0]][0]}_id": end[1]} if known else {"pk": None}
    found = ChainLink.objects.select_for_update(no_key=True).filter(plan=plan, **columns).first()
    if found is None:
        raise rules.not_there()
    return found


def _record(by: Actor, verb: str, plan: Plan, step_id: int) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind="chain_link",
        object_id=step_id,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk},
    )


@transaction.atomic
def add_step(*, by: Actor, plan: Plan, start: tuple[str, int], end: tuple[str, int], assumption: str = "") -> ChainLink:
    """Say that one item leads to another. start, end: kind and id, as in the plan's content ("effect", 7).

    assumption: what must be true for it to hold. Raises NotAllowed, and InvalidValue (field "start" or "end") for
    an item that is not there, a step that does not lead onward, and one that is there already.
    """
    rules.check_can_edit_item(by, plan)
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)  # Two who add the same step come one after the other.
    first, last = _row(plan, *start, _STARTS), _row(plan, *end, _ENDS)
    if first is None:
        raise chaining.unknown_start()
    if last is None:
        raise chaining.unknown_end()
    chaining.check_onward(_level(start[0], first), _level(end[0], last))
    columns = {_STARTS[start[0]][0]: first, _ENDS[end[0]][0]: last}
    chaining.check_new(ChainLink.objects.filter(plan=plan, **columns).exists())
    step = ChainLink(plan=plan, assumption=assumption.strip(), **columns)
    save(step, by=by)
    _record(by, "add_step", plan, step.pk)
    return step


@transaction.atomic
def change_step(*, by: Actor, plan: Plan, start: tuple[str, int], end: tuple[str, int], assumption: str) -> ChainLink:
    """Say what must be true for a step to hold. Raises NotAllowed, NotThere."""
    rules.check_can_edit_item(by, plan)
    step = _step(plan, start, end)
    if step.assumption != assumption.strip():
        step.assumption = assumption.strip()
        save(step, by=by)
    _record(by, "change_step", plan, step.pk)
    return step


@transaction.atomic
def remove_step(*, by: Actor, plan: Plan, start: tuple[str, int], end: tuple[str, int]) -> Plan:
    """Take a step away; its history stays. Raises NotAllowed, NotThere."""
    rules.check_can_edit_item(by, plan)
    step = _step(plan, start, end)
    step_id = step.pk
    delete(step, by=by)
    _record(by, "remove_step", plan, step_id)
    return plan


def check_effect_level(effect: Effect, level: str) -> None:
    """An effect may move to another level when all its steps still lead onward. Raises InvalidValue."""
    there = level_of("effect", level)
    into = ChainLink.objects.filter(to_effect=effect).select_related("from_effect")
    before = [_level("effect", s.from_effect) if s.from_effect else level_of("activity") for s in into]
    out = ChainLink.objects.filter(from_effect=effect).select_related("to_effect")
    after = [_level("effect", s.to_effect) if s.to_effect else level_of("goal") for s in out]
    if any(one >= there for one in before) or any(one <= there for one in after):
        raise chaining.level_in_use()
