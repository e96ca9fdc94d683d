"""Tagging items with nodes of frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import rules
from samplan.plans.models import Activity, Area, Framework, FrameworkNode, Goal, Indicator, NodeTag, Plan
from samplan.plans.queries.frameworks import frameworks_of_plan, nodes_of_plan
from samplan.plans.saving import delete, save
from samplan.plans.seen import settled
from samplan.plans.shapes.tags import TAGGED, Wanted, told_tags

_MODELS: dict[str, Any] = {"area": Area, "goal": Goal, "activity": Activity, "indicator": Indicator}
Key = tuple[str, int]


@transaction.atomic
def tag_items(*, by: Actor, plan: Plan, framework: str, wanted: Mapping[Key, Wanted]) -> Plan:
    """Make the tags of some items, of one framework (its code), what is wanted; items not named stay as they are.

    wanted: by kind ("area", "goal", "activity", "indicator") and id. An item has one primary tag for each kind of
    framework: the one asked for, else the one that was, else the first. What was removed is put back from the item's
    history (see `plans.actions.ties`). Raises NotAllowed for an area that is not theirs, NotThere for an item, a
    framework or a node that is not the plan's, and ChangedMeanwhile where another has tagged an item since it was seen.
    """
    rows = _rows(by, plan, wanted)
    found = frameworks_of_plan(plan).filter(code=framework).first()
    if found is None:
        raise rules.not_there()
    nodes = {node.pk: node for node in nodes_of_plan(plan).filter(framework=found)}
    there = _tags_there(wanted, found)
    changed = sum(
        _tag_one(by, found, nodes, (key, rows[key]), (there.get(key, []), told)) for key, told in wanted.items()
    )
    audit.record(
        by=by,
        verb="tag_items",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "framework": framework, "items": changed},
    )
    return plan


def _rows(by: Actor, plan: Plan, wanted: Iterable[Key]) -> dict[Key, Any]:
    """The items, all of the plan; asks once for each area whether they may be changed."""
    ids: dict[str, list[int]] = {}
    for kind, pk in wanted:
        if kind not in TAGGED:
            raise rules.not_there()
        ids.setdefault(kind, []).append(pk)
    rows: dict[Key, Any] = {}
    for kind, asked in ids.items():
        place = {"plan": plan} if kind == "area" else {"area__plan": plan, "area__removed_at": None}
        found = _MODELS[kind].objects.select_for_update(no_key=True, of=("self",))
        rows |= {(kind, row.pk): row for row in found.filter(pk__in=asked, removed_at=None, **place)}
    areas = {row.pk if kind == "area" else row.area_id for (kind, _pk), row in rows.items()}
    if not areas:
        rules.check_can_edit_item(by, plan)
    for area_id in sorted(areas):
        rules.check_can_edit_item(by, plan, area_id)
    if len(rows) != sum(len(set(asked)) for asked in ids.values()):
        raise rules.not_there()
    return rows


def _tags_there(wanted: Iterable[Key], framework: Framework) -> dict[Key, list[NodeTag]]:
    """The tags that the items have now, of all frameworks of the same kind."""
    there: dict[Key, list[NodeTag]] = {}
    keys = list(wanted)
    for kind in TAGGED:
        ids = [pk for named, pk in keys if named == kind]
        tags = NodeTag.objects.filter(node__framework__kind=framework.kind, **{f"{kind}_id__in": ids})
        for tag in tags.select_related("node").order_by("order", "pk") if ids else ():
            there.setdefault((kind, getattr(tag, f"{kind}_id")), []).append(tag)
    return there


def _tag_one(
    by: Actor,
    framework: Framework,
    nodes: Mapping[int, FrameworkNode],
    item: tuple[Key, Any],
    change: tuple[list[NodeTag], Wanted],
) -> bool:
    """Give one item its tags; whether anything became another."""
    ((kind, _pk), row), (there, told) = item, change
    if not set(told.nodes) <= nodes.keys():
        raise rules.not_there()
    of_framework = [tag for tag in there if tag.node.framework_id == framework.pk]
    # A tag with a node that no longer holds stays: the page does not show it, so nobody asked for it to go.
    shown = {tag.node_id: tag for tag in of_framework if tag.node_id in nodes}
    if _as_it_is(told, shown, kind, row):
        return False
    gone = [tag for node_id, tag in shown.items() if node_id not in told.nodes]
    for tag in gone:
        delete(tag, by=by)
    staying = [tag for tag in there if tag not in gone]
    new = [NodeTag(node=nodes[n], order=i, **{kind: row}) for i, n in enumerate(told.nodes) if n not in shown]
    changed = _set_primary(staying, new, told)
    for tag in (*changed, *new):
        save(tag, by=by)
    return bool(gone or new or changed)


def _as_it_is(told: Wanted, shown: Mapping[int, NodeTag], kind: str, row: Any) -> bool:
    """Whether the person changed nothing, so that what another did stays. Raises ChangedMeanwhile."""
    if told.seen is None:
        return False
    now = told_tags(shown, next((n for n, tag in shown.items() if tag.primary), None))
    wanted = settled(told.seen, told.told, now, NodeTag.history.filter(**{kind: row.pk}))
    return wanted == now


def _set_primary(staying: list[NodeTag], new: list[NodeTag], told: Wanted) -> list[NodeTag]:
    """Choose the primary one; the tags among those that stay that became another."""
    tags = [*staying, *new]
    asked = next((t for t in tags if told.primary is not None and t.node_id == told.primary), None)
    chosen = asked or next((t for t in staying if t.primary), None) or next(iter(tags), None)
    before = {id(tag): tag.primary for tag in tags}
    for tag in tags:
        tag.primary = tag is chosen
    return [tag for tag in staying if before[id(tag)] != tag.primary]
