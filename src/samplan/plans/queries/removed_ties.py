"""What tied a plan's items together and was taken away: steps, relations, tags, who waits, areas of needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Max, Q

from samplan.plans.models import Plan
from samplan.plans.queries.frameworks import nodes_of_plan
from samplan.plans.queries.ties import ONE_SAVE, SPECS, TAGGED, Spec, gone_in, line_of, text_of, with_names
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ties import RemovedTie, TieKind

_STAYS = {TieKind.STEP: "plan", TieKind.RELATION: "from_plan"}
"""Ties whose row stays for ever, with the plan that they are said of; rows of the others come and go."""

_WRITTEN_IN = {TieKind.WAITING: (ItemKind.DEPENDENCY, "dependency"), TieKind.NEED_AREA: (ItemKind.NEED, "need")}
"""The item in whose form a tie is written, where that is not the one that it begins in."""


def removed_ties(plan_id: int) -> list[RemovedTie]:
    """What was taken away, stands nowhere now and can be put back, newest first; what one save took is one.

    Left out is what belongs to an item that is itself taken out, and tags with words that no longer hold. 6 queries.
    """
    plan = Plan.objects.get(pk=plan_id)
    found = [one for spec in SPECS for one in _together(_gone(spec, plan))]
    return sorted(found, key=lambda one: (one.when, one.ids), reverse=True)


def _gone(spec: Spec, plan: Plan) -> list[RemovedTie]:
    if spec.tie in _STAYS:
        saves, same = spec.model.history.filter(**{_STAYS[spec.tie]: plan.pk}), ["id"]
        gone = Q(removed_at__isnull=False) | Q(history_type="-")
    else:
        saves, same = spec.model.history.filter(_there(spec.tie, plan)), [*spec.first, *spec.second]
        gone = Q(history_type="-")
    latest = saves.order_by().values(*same).annotate(last=Max("history_id")).values("last")
    lines = with_names(spec, saves.filter(gone, history_id__in=latest)).order_by("-history_date", "-history_id")
    return [_removed(spec, save) for save in lines if gone_in(save)]


def _there(tie: TieKind, plan: Plan) -> Q:
    """Ties of items that stand in the plan now."""
    if tie is TieKind.WAITING:
        of_plan = Q(dependency__plan=plan, dependency__removed_at=None, area__removed_at=None)
        return of_plan & (Q(activity=None) | Q(activity__removed_at=None))
    if tie is TieKind.NEED_AREA:
        of_plan = Q(need__area__plan=plan, need__area__removed_at=None, need__removed_at=None)
        return of_plan & Q(area__removed_at=None)
    where = Q(area__plan=plan, area__removed_at=None)
    for name in TAGGED:
        if name != "area":
            there = {f"{name}__area__plan": plan, f"{name}__area__removed_at": None, f"{name}__removed_at": None}
            where |= Q(**there)
    return where & Q(node__in=nodes_of_plan(plan))


def _removed(spec: Spec, save: Any) -> RemovedTie:
    return RemovedTie(
        tie=spec.tie,
        ids=(save.history_id,),
        lines=(line_of(spec, save, "", text_of(spec, save)),),
        when=save.history_date,
        by=save.history_user.name if save.history_user else "",
        reason=getattr(save, "removed_reason", ""),
        on=_owner(spec, save),
    )


def _owner(spec: Spec, save: Any) -> tuple[ItemKind, int]:
    """The item whose history tells of it, and in whose form it was written."""
    if spec.tie in _WRITTEN_IN:
        kind, column = _WRITTEN_IN[spec.tie]
    else:
        kinds = {columns[0]: kind for kind, columns in spec.on.items()}
        column = next(c for c in spec.first if getattr(save, f"{c}_id") is not None)
        kind = kinds[column]
    return kind, getattr(save, f"{column}_id")


def _together(found: Iterable[RemovedTie]) -> list[RemovedTie]:
    """Ties of one item that one save took away are one; of tags, those of one framework."""
    made: list[RemovedTie] = []
    last: dict[tuple[Any, ...], int] = {}
    for one in found:
        key = (one.on, one.by, one.lines[0].framework)
        at = None if one.tie in _STAYS else last.get(key)
        if at is not None and made[at].when - one.when <= ONE_SAVE:
            made[at] = replace(made[at], ids=made[at].ids + one.ids, lines=made[at].lines + one.lines)
        else:
            last[key] = len(made)
            made.append(one)
    return made
