"""The steps of the theory of change: added, explained, taken away and put back. A step has one row for ever."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import chaining, renewal, rules
from samplan.plans.models import Activity, ChainLink, Effect, Goal, OverallGoal, Plan, TargetImage
from samplan.plans.saving import put_back, save, take_out
from samplan.plans.seen import check_version
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


def _ends(plan: Plan, start: tuple[str, int], end: tuple[str, int]) -> tuple[Any, Any]:
    """What a step begins and ends in. Raises InvalidValue for what is not there, and a step that leads not onward."""
    first, last = _row(plan, *start, _STARTS), _row(plan, *end, _ENDS)
    if first is None:
        raise chaining.unknown_start()
    if last is None:
        raise chaining.unknown_end()
    chaining.check_onward(_level(start[0], first), _level(end[0], last))
    return first, last


def _step(plan: Plan, start: tuple[str, int], end: tuple[str, int]) -> ChainLink:
    known = start[0] in _STARTS and end[0] in _ENDS
    columns = {f"{_STARTS[start[0]][0]}_id": start[1], f"{_ENDS[end[0]][0]}_id": end[1]} if known else {"pk": None}
    there = ChainLink.objects.select_for_update(no_key=True, of=("self",))
    found = there.select_related("changed_by").filter(plan=plan, removed_at=None, **columns).first()
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
    first, last = _ends(plan, start, end)
    columns = {_STARTS[start[0]][0]: first, _ENDS[end[0]][0]: last}
    step = ChainLink.objects.filter(plan=plan, **columns).first()
    chaining.check_new(step is not None and step.removed_at is None)
    if step is None:
        step = ChainLink(plan=plan, **columns, assumption=assumption.strip())
        save(step, by=by)
    else:
        step.assumption = assumption.strip()
        put_back(step, by=by)
    _record(by, "add_step", plan, step.pk)
    return step


@transaction.atomic
def change_step(
    *,
    by: Actor,
    plan: Plan,
    start: tuple[str, int],
    end: tuple[str, int],
    assumption: str,
    seen_version: int | None = None,
) -> ChainLink:
    """Say what must be true for a step to hold. seen_version: the version that the person had before them.

    Raises NotAllowed, NotThere, and ChangedMeanwhile with the other's words when somebody saved in between.
    """
    rules.check_can_edit_item(by, plan)
    step, told = _step(plan, start, end), assumption.strip()
    check_version(step, seen_version, values={"assumption": step.assumption}, mine={"assumption": told})
    if step.assumption != told:
        step.assumption = told
        step.version += 1
        save(step, by=by)
    _record(by, "change_step", plan, step.pk)
    return step


@transaction.atomic
def remove_step(
    *,
    by: Actor,
    plan: Plan,
    start: tuple[str, int],
    end: tuple[str, int],
    reason: str,
    seen_version: int | None = None,
) -> Plan:
    """Take a step out of the chain, and say why; it can be put back.

    Raises NotAllowed, NotThere, InvalidValue without a reason, ChangedMeanwhile.
    """
    rules.check_can_edit_item(by, plan)
    step = _step(plan, start, end)
    reason = renewal.check_removal(reason)
    check_version(step, seen_version, values={"assumption": step.assumption}, mine={})
    take_out(step, by=by, reason=reason)
    _record(by, "remove_step", plan, step.pk)
    return plan


def check_ends(step: ChainLink) -> None:
    """What a step ties is there, and it leads onward. Raises InvalidValue."""
    _ends(step.plan, _end(step, _STARTS), _end(step, _ENDS))


def _end(step: ChainLink, columns: dict[str, tuple[str, Any]]) -> tuple[str, int]:
    """Kind and id of what a step begins or ends in."""
    return next((k, getattr(step, f"{c}_id")) for k, (c, _) in columns.items() if getattr(step, f"{c}_id"))


def check_effect_level(effect: Effect, level: str) -> None:
    """An effect may move to another level when all its steps still lead onward. Raises InvalidValue."""
    there = level_of("effect", level)
    into = ChainLink.objects.filter(to_effect=effect, removed_at=None).select_related("from_effect")
    before = [_level("effect", s.from_effect) if s.from_effect else level_of("activity") for s in into]
    out = ChainLink.objects.filter(from_effect=effect, removed_at=None).select_related("to_effect")
    after = [_level("effect", s.to_effect) if s.to_effect else level_of("goal") for s in out]
    if any(one >= there for one in before) or any(one <= there for one in after):
        raise chaining.level_in_use()
