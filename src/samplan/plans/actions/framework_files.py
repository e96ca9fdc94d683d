"""Files put into a county's own framework: read and kept to be looked at, put in, and taken out again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from samplan.actors import rules as actors
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor
from samplan.plans import framing, rules
from samplan.plans.actions.framing import count_change, keep_wording, last_by, own_framework, record
from samplan.plans.framework_reading import read_framework_file
from samplan.plans.models import Framework, FrameworkImport, FrameworkNode, NodeMapping, NodeTag, NodeWording
from samplan.plans.queries.framework_state import framework_state, nodes_to_map
from samplan.plans.saving import delete, person_or_none, save
from samplan.plans.shapes.framework_files import (
    FrameworkState,
    NodeState,
    changes_between,
    completed,
    from_json,
    to_json,
)

_PLAIN = ("level", "number", "name", "name_en", "valid_from", "valid_to")


@transaction.atomic
def receive_framework_file(
    *, by: Actor, partnership: Partnership, framework: str, name: str, data: bytes, last_day: date
) -> FrameworkImport:
    """Read a YAML or CSV file for a framework (its code) and keep what it would do, to be looked at. Changes nothing.

    last_day: of the parts that the file leaves out. Raises NotAllowed, NotThere, InvalidValue, BadFrameworkFile.
    """
    actors.check_can_edit_all(by, partnership)
    found = own_framework(partnership, framework)
    read = read_framework_file(name, data, code=found.code, known=nodes_to_map(partnership.county_id, found.code))
    now = framework_state(found)
    # What was read before and never put in is of no use any more.
    FrameworkImport.objects.filter(framework=found, by=person_or_none(by), put_at=None).delete()
    made = FrameworkImport.objects.create(
        framework=found,
        name=name[-200:],
        before=to_json(now),
        after=to_json(completed(read, now)),
        seen_version=found.version,
        last_day=last_day,
        by=person_or_none(by),
    )
    record(by, "receive_framework_file", partnership, "framework", found)
    return made


@transaction.atomic
def put_framework_file(*, by: Actor, partnership: Partnership, import_id: int) -> FrameworkImport:
    """Put a file in that was read and looked at.

    Raises NotAllowed, NotThere, and InvalidValue when somebody else was first.
    """
    actors.check_can_edit_all(by, partnership)
    imported, found = _import(partnership, import_id)
    framing.check_waits(imported.put_at is None)
    framing.check_seen(imported.seen_version, found.version, last_by(found))
    before, after = from_json(imported.before), from_json(imported.after)
    _set_head(by, found, after)
    rows = _set_nodes(by, found, after, reason=imported.name)
    for node in changes_between(before, after, imported.last_day).ended:
        row = rows[node.code]
        row.valid_to = max(imported.last_day, row.valid_from or imported.last_day)
        _save(row, by, imported.name)
    for code, old in ((n.code, n.name) for n in before.nodes):
        if rows[code].name != old:
            keep_wording(rows[code], old, by=by)
    _close(found, imported, put_at=timezone.now(), put_version=found.version + 1)
    record(by, "put_framework_file", partnership, "framework", found)
    return imported


@transaction.atomic
def undo_framework_file(*, by: Actor, partnership: Partnership, import_id: int) -> FrameworkImport:
    """Make the framework as it was before a file was put in; what came with it is taken away.

    Raises NotAllowed, NotThere, and InvalidValue when something was changed afterwards, or plans are tagged with what
    came.
    """
    actors.check_can_edit_all(by, partnership)
    imported, found = _import(partnership, import_id)
    framing.check_can_undo(
        imported.put_at is not None and imported.undone_at is None, imported.put_version == found.version
    )
    before = from_json(imported.before)
    come = FrameworkNode.objects.filter(framework=found).exclude(code__in=[n.code for n in before.nodes])
    tagged = NodeTag.objects.filter(node__in=come).order_by().values_list("node__name", flat=True).distinct()
    framing.check_untagged(sorted(tagged))
    _set_head(by, found, before)
    _set_nodes(by, found, before, reason="")
    # Those that stand under others go first.
    for row in come.order_by("-pk"):
        delete(row, by=by)
    _close(found, imported, undone_at=timezone.now())
    record(by, "undo_framework_file", partnership, "framework", found)
    return imported


def _import(partnership: Partnership, import_id: int) -> tuple[FrameworkImport, Framework]:
    """The file and its framework, which is locked; raises NotThere."""
    imported = FrameworkImport.objects.select_related("framework").filter(pk=import_id).first()
    if imported is None:
        raise rules.not_there()
    found = own_framework(partnership, imported.framework.code)
    imported.refresh_from_db()
    return imported, found


def _close(found: Framework, imported: FrameworkImport, **told: Any) -> None:
    count_change(found.pk)
    for name, value in told.items():
        setattr(imported, name, value)
    imported.save(update_fields=list(told))


def _save(row: Framework | FrameworkNode, by: Actor, reason: str) -> None:
    row.version += row.pk is not None
    save(row, by=by, reason=reason)


def _set_head(by: Actor, found: Framework, wanted: FrameworkState) -> None:
    if _set(found, wanted.head, ("kind", "name", "name_en", "source", "vision", "valid_from", "valid_to")):
        _save(found, by, "")


def _set(row: Any, wanted: Any, fields: tuple[str, ...]) -> bool:
    """Give a row the values; whether any was another."""
    other = [name for name in fields if getattr(row, name) != getattr(wanted, name)]
    for name in other:
        setattr(row, name, getattr(wanted, name))
    return bool(other)


def _set_nodes(by: Actor, found: Framework, wanted: FrameworkState, *, reason: str) -> dict[str, FrameworkNode]:
    """Add and change parts so that they are as wanted; those not wanted come last. All parts by their code."""
    rows = {n.code: n for n in FrameworkNode.objects.filter(framework=found).order_by("order", "pk")}
    codes = {row.pk: code for code, row in rows.items()}
    many: dict[str, int] = defaultdict(int)
    moved = {c.node.code for c in changes_between(framework_state(found), wanted, date.max).changed}
    for node in wanted.nodes:
        row = rows.get(node.code) or FrameworkNode(framework=found, code=node.code)
        other = _set(row, node, _PLAIN)
        parent = rows[node.parent] if node.parent else None
        if row.parent_id != (parent.pk if parent else None):
            row.parent, other = parent, True
        place, many[node.parent] = many[node.parent], many[node.parent] + 1
        if row.order != place:
            row.order = place
            if row.pk is not None and not other and node.code not in moved:
                FrameworkNode.objects.filter(pk=row.pk).update(order=place)
        if other or row.pk is None or node.code in moved:
            _save(row, by, reason)
        rows[node.code] = row
    there = {node.code for node in wanted.nodes}
    for code, row in rows.items():
        if code not in there:
            above = codes.get(row.parent_id, "") if row.parent_id is not None else ""
            row.order, many[above] = many[above], many[above] + 1
            FrameworkNode.objects.filter(pk=row.pk).update(order=row.order)
    _set_words(by, rows, wanted.nodes)
    _set_mappings(by, found, rows, wanted.nodes)
    return rows


def _set_words(by: Actor, rows: dict[str, FrameworkNode], nodes: tuple[NodeState, ...]) -> None:
    there: dict[int, dict[str, NodeWording]] = defaultdict(dict)
    for wording in NodeWording.objects.filter(node__in=[rows[n.code].pk for n in nodes]):
        there[wording.node_id][wording.text] = wording
    for gone in (row for n in nodes for text, row in there[rows[n.code].pk].items() if text not in n.wordings):
        delete(gone, by=by)
    news = [
        NodeWording(node=rows[n.code], text=text)
        for n in nodes
        for text in dict.fromkeys(n.wordings)
        if text not in there[rows[n.code].pk]
    ]
    bulk_create_with_history(news, NodeWording, batch_size=500, default_user=person_or_none(by))


def _set_mappings(by: Actor, found: Framework, rows: dict[str, FrameworkNode], nodes: tuple[NodeState, ...]) -> None:
    """Only what differs is written, so that the history tells of changes only."""
    if found.county_id is None:
        raise rules.not_there()
    ids = nodes_to_map(found.county_id, found.code)
    wanted = {(rows[n.code].pk, ids[m.to]): (m.relation, m.source) for n in nodes for m in n.mappings if m.to in ids}
    there = {
        (m.from_node_id, m.to_node_id): m
        for m in NodeMapping.objects.filter(from_node__in=[rows[n.code].pk for n in nodes])
    }
    for key in there.keys() - wanted.keys():
        delete(there[key], by=by)
    news: list[NodeMapping] = []
    for key, told in wanted.items():
        row = there.get(key) or NodeMapping(from_node_id=key[0], to_node_id=key[1])
        if row.pk is None or (row.relation, row.source) != told:
            row.relation, row.source = told
            news += [row] if row.pk is None else []
            if row.pk is not None:
                save(row, by=by)
    bulk_create_with_history(news, NodeMapping, batch_size=500, default_user=person_or_none(by))
