"""A county's own frameworks: made new or as a copy, with parts that are added, reworded, ended and mapped on others.

A part is never deleted: what was tagged with it keeps its tag. It gets a last day instead.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from samplan.actors import audit
from samplan.actors import rules as actors
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.plans import framing, rules
from samplan.plans.models import Framework, FrameworkKind, FrameworkNode, MappingRelation, NodeMapping, NodeWording
from samplan.plans.saving import delete, save
from samplan.plans.shapes.frameworks import LEVEL_WORDS
from samplan.plans.slugs import make_slug


def check_known(kind: str, field: str, values: list[str]) -> None:
    """The value is one of a list. Raises InvalidValue."""
    if kind not in values:
        raise rules.InvalidValue(
            field,
            Sentences("Valet finns inte. Välj ett i listan.", "There is no such choice. Choose one in the list."),
        )


def record(by: Actor, verb: str, partnership: Partnership, kind: str, row: Any) -> None:
    """Leave the action's audit event."""
    audit.record(by=by, verb=verb, object_kind=kind, object_id=row.pk, partnership_id=partnership.pk)


def own_framework(partnership: Partnership, code: str) -> Framework:
    """The county's own framework, locked; raises NotThere, or InvalidValue for a shared one."""
    found = Framework.objects.select_for_update(no_key=True).filter(code=code).first()
    if found is None or found.county_id not in {None, partnership.county_id}:
        raise rules.not_there()
    framing.check_own(found.county_id is not None)
    return found


def saved(row: Framework | FrameworkNode, *, by: Actor) -> None:
    """Save a framework or a part of one as a new version; the framework's version counts both."""
    row.version += row.pk is not None
    save(row, by=by)
    if isinstance(row, FrameworkNode):
        count_change(row.framework_id)


def count_change(framework_id: int) -> None:
    """Something in the framework is another: who opened it before has not seen that."""
    Framework.objects.filter(pk=framework_id).update(version=F("version") + 1)


def last_by(row: Framework | FrameworkNode) -> str:
    """Who saved a row last; "" for the system."""
    latest = row.history.select_related("history_user").order_by("-history_date", "-history_id").first()
    return latest.history_user.name if latest and latest.history_user else ""


@transaction.atomic
def create_framework(
    *,
    by: Actor,
    partnership: Partnership,
    name: str,
    kind: FrameworkKind | str,
    valid_from: date | None = None,
    copy_of: str | None = None,
) -> Framework:
    """Make a framework of the county's own. copy_of: the code of one whose parts it takes over, mapped as the same.

    Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    told = framing.check_filled("name", name)
    check_known(str(kind), "kind", list(FrameworkKind.values))
    taken = set(Framework.objects.values_list("code", flat=True))
    made = Framework(
        code=make_slug(f"{partnership.county.slug} {told}", taken, "ramverk"),
        kind=kind,
        name=told[:300],
        county=partnership.county,
        valid_from=valid_from,
    )
    save(made, by=by)
    if copy_of:
        _copy(by, partnership, copy_of, made)
    record(by, "create_framework", partnership, "framework", made)
    return made


def _copy(by: Actor, partnership: Partnership, code: str, made: Framework) -> None:
    source = Framework.objects.filter(code=code).first()
    if source is None or source.county_id not in {None, partnership.county_id}:
        raise rules.not_there()
    nodes = list(FrameworkNode.objects.filter(framework=source).order_by("order", "pk"))
    new: dict[int, FrameworkNode] = {}
    for node in nodes:
        told = {f: getattr(node, f) for f in ("code", "level", "number", "name", "name_en", "order")}
        told["level"] = LEVEL_WORDS.get(node.level, node.level)
        new[node.pk] = FrameworkNode(framework=made, **told)
    # What others stand under comes first, so that each part is saved once, in its place.
    waiting = nodes
    while waiting:
        ready = [n for n in waiting if n.parent_id is None or new[n.parent_id].pk is not None]
        for node in ready:
            new[node.pk].parent = new[node.parent_id] if node.parent_id is not None else None
            save(new[node.pk], by=by)
        waiting = [n for n in waiting if n not in ready] if ready else []
    for wording in NodeWording.objects.filter(node__framework=source):
        keep_wording(new[wording.node_id], wording.text, by=by)
    for pk, node in new.items():
        save(NodeMapping(from_node=node, to_node_id=pk, relation=MappingRelation.SAME, source=made.name), by=by)


def keep_wording(node: FrameworkNode, text: str, *, by: Actor) -> None:
    """Let documents that use other words for a part be understood."""
    if not NodeWording.objects.filter(node=node, text=text).exists():
        save(NodeWording(node=node, text=text), by=by)


@transaction.atomic
def add_node(
    *,
    by: Actor,
    partnership: Partnership,
    framework: str,
    name: str,
    level: str,
    number: str = "",
    name_en: str = "",
    parent: int | None = None,
) -> FrameworkNode:
    """Add a part, last among those that stand in the same place. level: what such a part is called ("mål").

    Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    found = own_framework(partnership, framework)
    told, kind = framing.check_filled("name", name), framing.check_filled("level", level)
    nodes = FrameworkNode.objects.filter(framework=found)
    if parent is not None and not nodes.filter(pk=parent).exists():
        raise rules.not_there()
    last = nodes.filter(parent=parent).aggregate(last=Max("order"))["last"]
    made = FrameworkNode(
        framework=found,
        parent_id=parent,
        code=make_slug(f"{number} {told}", set(nodes.values_list("code", flat=True)), "del"),
        level=kind[:40],
        number=number.strip()[:20],
        name=told[:500],
        name_en=" ".join(name_en.split())[:500],
        order=0 if last is None else last + 1,
    )
    save(made, by=by)
    count_change(found.pk)
    record(by, "add_node", partnership, "framework_node", made)
    return made


@transaction.atomic
def change_node(
    *,
    by: Actor,
    partnership: Partnership,
    node_id: int,
    name: str,
    level: str,
    number: str = "",
    name_en: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    seen_version: int | None = None,
) -> FrameworkNode:
    """Reword a part, or say when it holds. The wording that was is kept beside it, so that documents are understood.

    name_en: None leaves it. seen_version: of the part, as it was opened.
    Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    node = FrameworkNode.objects.select_related("framework").filter(pk=node_id).first()
    if node is None:
        raise rules.not_there()
    own_framework(partnership, node.framework.code)
    node.refresh_from_db()
    framing.check_seen(seen_version, node.version, last_by(node))
    told, kind = framing.check_filled("name", name)[:500], framing.check_filled("level", level)
    framing.check_order(valid_from, valid_to)
    if told != node.name:
        keep_wording(node, node.name, by=by)
    node.name, node.level, node.number = told, kind[:40], number.strip()[:20]
    node.name_en = node.name_en if name_en is None else " ".join(name_en.split())[:500]
    node.valid_from, node.valid_to = valid_from, valid_to
    saved(node, by=by)
    record(by, "change_node", partnership, "framework_node", node)
    return node


@transaction.atomic
def map_nodes(
    *, by: Actor, partnership: Partnership, start: int, end: int, relation: MappingRelation | str | None
) -> FrameworkNode:
    """Say how a part of the county's own framework corresponds to one of another; None takes the mapping away.

    Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    nodes = {n.pk: n for n in FrameworkNode.objects.select_related("framework").filter(pk__in=[start, end])}
    if start not in nodes or end not in nodes:
        raise rules.not_there()
    own_framework(partnership, nodes[start].framework.code)
    if nodes[end].framework.county_id not in {None, partnership.county_id}:
        raise rules.not_there()
    framing.check_between(nodes[start].framework_id == nodes[end].framework_id)
    there = NodeMapping.objects.filter(from_node=start, to_node=end).first()
    if relation is None:
        if there is not None:
            delete(there, by=by)
    else:
        check_known(str(relation), "relation", list(MappingRelation.values))
        mapping = there or NodeMapping(from_node=nodes[start], to_node=nodes[end], relation="")
        if mapping.relation != str(relation):
            mapping.relation = str(relation)
            save(mapping, by=by)
    count_change(nodes[start].framework_id)
    record(by, "map_nodes", partnership, "framework_node", nodes[start])
    return nodes[start]
