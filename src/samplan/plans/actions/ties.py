"""Putting back what ties items together: what was taken away, or what was said of it before a change.

Steps and relations have one row for ever; tags, who waits and the areas of a need are rows that come and go, and are
put back out of their history by the action that writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import rules
from samplan.plans.actions.chain import check_ends
from samplan.plans.actions.needing import share_need
from samplan.plans.actions.tags import tag_items
from samplan.plans.actions.waiting import set_waiting
from samplan.plans.models import ChainLink, Dependency, Need, NeedArea, NodeTag, Plan, PlanRelation, Waiting
from samplan.plans.queries.frameworks import nodes_of_plan
from samplan.plans.saving import put_back, save
from samplan.plans.seen import check_version
from samplan.plans.shapes.tags import TAGGED, Wanted
from samplan.plans.shapes.ties import TieKind


@transaction.atomic
def put_back_ties(
    *, by: Actor, plan: Plan, tie: TieKind, history_ids: Collection[int], seen_version: int | None = None
) -> Plan:
    """Put back what stood before these lines of the history, all of one sort of tie (tags: of one framework).

    seen_version: of the row, where the words of a step or a relation are put back. Raises NotAllowed, NotThere (also
    when what it tied is gone), InvalidValue (a step that no longer leads onward), ChangedMeanwhile.
    """
    if tie is TieKind.STEP:
        return _rows(by, plan, (ChainLink, "plan", "assumption", check_ends), (history_ids, seen_version))
    if tie is TieKind.RELATION:
        return _rows(by, plan, (PlanRelation, "from_plan", "note", _check_plans), (history_ids, seen_version))
    if tie is TieKind.TAG:
        return _tags(by, plan, history_ids)
    return _waiting(by, plan, history_ids) if tie is TieKind.WAITING else _need_areas(by, plan, history_ids)


def _check_plans(relation: PlanRelation) -> None:
    if relation.to_plan.removed_at is not None:
        raise rules.not_there()


Table = tuple[Any, str, str, Callable[[Any], None]]
"""A model, its column for the plan, its column of words, and what must hold for a row to stand again."""


def _rows(by: Actor, plan: Plan, table: Table, asked: tuple[Collection[int], int | None]) -> Plan:
    model, column, text, check = table
    history_ids, seen_version = asked
    rules.check_can_edit_item(by, plan)
    lines = list(model.history.filter(history_id__in=history_ids, **{f"{column}_id": plan.pk}))
    if not lines or len(lines) != len(set(history_ids)):
        raise rules.not_there()
    for line in lines:
        row = model.objects.select_for_update(no_key=True).filter(pk=line.id).first()
        if line.history_type == "-" or line.removed_at is not None:
            if row is None or row.removed_at is not None:
                again = row or line.instance
                check(again)
                put_back(again, by=by)
        else:
            _say_again(by, row, (text, line.prev_record), seen_version)
    verb = "restore_step" if model is ChainLink else "restore_relation"
    audit.record(
        by=by,
        verb=verb,
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "rows": len(lines)},
    )
    return plan


def _say_again(by: Actor, row: Any, before: tuple[str, Any], seen_version: int | None) -> None:
    """A row says what it said before a change."""
    text, earlier = before
    if row is None or row.removed_at is not None or earlier is None:
        raise rules.not_there()
    words = {text: getattr(earlier, text)}
    check_version(row, seen_version, values={text: getattr(row, text)}, mine=words)
    if getattr(row, text) != words[text]:
        setattr(row, text, words[text])
        row.version += 1
        save(row, by=by)


def _tags(by: Actor, plan: Plan, history_ids: Collection[int]) -> Plan:
    found = NodeTag.history.filter(history_id__in=history_ids).select_related("node__framework")
    lines = list(found.order_by("order", "history_id"))
    frameworks = {line.node.framework for line in lines if line.node is not None}
    if len(frameworks) != 1 or len(lines) != len(set(history_ids)):
        rules.check_can_edit_item(by, plan)
        raise rules.not_there()
    (framework,) = frameworks
    shown = set(nodes_of_plan(plan).filter(framework=framework).values_list("pk", flat=True))
    wanted: dict[tuple[str, int], Wanted] = {}
    for line in lines:
        kind = next(name for name in TAGGED if getattr(line, f"{name}_id") is not None)
        key = (kind, getattr(line, f"{kind}_id"))
        so_far = wanted[key] if key in wanted else _tags_now(key, framework.kind, shown)
        chief = line.node_id if line.primary and so_far.primary is None else so_far.primary
        wanted[key] = Wanted(tuple(dict.fromkeys((*so_far.nodes, line.node_id))), chief)
    return tag_items(by=by, plan=plan, framework=framework.code, wanted=wanted)


def _tags_now(key: tuple[str, int], kind: str, shown: Collection[int]) -> Wanted:
    """The tags that an item has of one framework, and its chief one, which may be of another of the same kind."""
    tags = NodeTag.objects.filter(node__framework__kind=kind, **{f"{key[0]}_id": key[1]}).order_by("order", "pk")
    rows = list(tags.values_list("node_id", "primary"))
    nodes = tuple(node for node, _chief in rows if node in shown)
    return Wanted(nodes, next((node for node, chief in rows if chief), None))


def _waiting(by: Actor, plan: Plan, history_ids: Collection[int]) -> Plan:
    lines = list(Waiting.history.filter(history_id__in=history_ids))
    dependency_id = _one_owner(by, plan, Dependency.objects.filter(plan=plan), lines, "dependency_id")
    now = Waiting.objects.filter(dependency=dependency_id, area__removed_at=None)
    rows = [*now.exclude(activity__removed_at__isnull=False), *lines]
    set_waiting(
        by=by,
        dependency_id=dependency_id,
        areas={row.area_id for row in rows if row.activity_id is None},
        activities={row.activity_id for row in rows if row.activity_id is not None},
    )
    return plan


def _need_areas(by: Actor, plan: Plan, history_ids: Collection[int]) -> Plan:
    lines = list(NeedArea.history.filter(history_id__in=history_ids))
    need_id = _one_owner(by, plan, Need.objects.filter(area__plan=plan), lines, "need_id")
    now = NeedArea.objects.filter(need=need_id, area__removed_at=None)
    share_need(by=by, need_id=need_id, areas={row.area_id for row in (*now, *lines)})
    return plan


def _one_owner(by: Actor, plan: Plan, owners: Any, lines: list[Any], column: str) -> int:
    """The one item of the plan that all the lines tell of. Raises NotAllowed, NotThere."""
    named = {getattr(line, column) for line in lines}
    found = owners.filter(pk__in=named).first() if len(named) == 1 else None
    if found is None:
        rules.check_can_edit_item(by, plan)
        raise rules.not_there()
    return int(found.pk)
