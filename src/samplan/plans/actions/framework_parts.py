"""A county's own framework changed as a whole, its parts moved, and earlier values put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from samplan.actors import rules as actors
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor
from samplan.plans import framing, rules
from samplan.plans.actions.framing import check_known, keep_wording, last_by, own_framework, record, saved
from samplan.plans.models import Framework, FrameworkKind, FrameworkNode
from samplan.plans.queries.framework_past import FRAMEWORK_VALUES, NODE_VALUES
from samplan.plans.shapes.framework_files import DEEPEST


@transaction.atomic
def change_framework(
    *,
    by: Actor,
    partnership: Partnership,
    framework: str,
    name: str,
    kind: FrameworkKind | str,
    name_en: str = "",
    source: str = "",
    vision: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    seen_version: int | None = None,
) -> Framework:
    """Say what a framework is called, orders and comes from, and when it holds.

    framework: its code. seen_version: as it was opened. Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    found = own_framework(partnership, framework)
    framing.check_seen(seen_version, found.version, last_by(found))
    check_known(str(kind), "kind", list(FrameworkKind.values))
    framing.check_order(valid_from, valid_to)
    found.name, found.kind = framing.check_filled("name", name)[:300], str(kind)
    found.name_en, found.source = (" ".join(words.split())[:300] for words in (name_en, source))
    found.vision, found.valid_from, found.valid_to = vision.strip(), valid_from, valid_to
    saved(found, by=by)
    record(by, "change_framework", partnership, "framework", found)
    return found


@transaction.atomic
def move_node(
    *,
    by: Actor,
    partnership: Partnership,
    node_id: int,
    parent: int | None,
    position: int | None = None,
    seen_version: int | None = None,
) -> FrameworkNode:
    """Put a part, with everything under it, in another place: under a parent (None: at the top), at a position.

    position: from 0 among those that stand there; None is last. seen_version: of the framework, as it was opened.
    Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    node = _node(partnership, node_id)
    framing.check_seen(seen_version, node.framework.version, last_by(node))
    _place(by, node, parent, position)
    record(by, "move_node", partnership, "framework_node", node)
    return node


def _node(partnership: Partnership, node_id: int) -> FrameworkNode:
    """A part of the county's own framework, which is locked. Raises NotThere, InvalidValue."""
    node = FrameworkNode.objects.select_related("framework").filter(pk=node_id).first()
    if node is None:
        raise rules.not_there()
    own = own_framework(partnership, node.framework.code)
    node.refresh_from_db()
    node.framework = own
    return node


def _place(by: Actor, node: FrameworkNode, parent: int | None, position: int | None) -> None:
    nodes = list(FrameworkNode.objects.filter(framework=node.framework).order_by("order", "pk"))
    by_id = {n.pk: n for n in nodes}
    if parent is not None and parent not in by_id:
        raise rules.not_there()
    above = _above(by_id, parent)
    framing.check_not_within(node.pk in above)
    framing.check_depth(len(above) + _height(nodes, node.pk))
    beside = [n for n in nodes if n.parent_id == parent and n.pk != node.pk]
    at = len(beside) if position is None else max(0, min(position, len(beside)))
    node.parent_id = parent
    for place, other in enumerate([*beside[:at], node, *beside[at:]]):
        if other is node:
            node.order = place
        elif other.order != place:
            # Who was not moved has no history of it, though its number in the row is another.
            FrameworkNode.objects.filter(pk=other.pk).update(order=place)
    saved(node, by=by)


def _above(by_id: dict[int, FrameworkNode], start: int | None) -> list[int]:
    """A part and all that it stands under."""
    found: list[int] = []
    while start is not None and start not in found and len(found) <= DEEPEST:
        found.append(start)
        start = by_id[start].parent_id if start in by_id else None
    return found


def _height(nodes: list[FrameworkNode], top: int) -> int:
    """How many steps there are from a part down to what stands lowest under it."""
    level, steps = {top}, 0
    while steps <= DEEPEST and (level := {n.pk for n in nodes if n.parent_id in level}):
        steps += 1
    return steps


@transaction.atomic
def restore_node(
    *, by: Actor, partnership: Partnership, node_id: int, values: Mapping[str, Any], seen_version: int | None = None
) -> FrameworkNode:
    """Put back values that a part had before (NODE_VALUES; parent is an id); those not named stay.

    Raises NotAllowed, NotThere, InvalidValue.
    """
    actors.check_can_edit_all(by, partnership)
    node = _node(partnership, node_id)
    framing.check_seen(seen_version, node.version, last_by(node))
    told = {name: value for name, value in values.items() if name in NODE_VALUES}
    if not told:
        return node
    moved = "parent" in told and told["parent"] != node.parent_id
    parent = told.pop("parent", node.parent_id)
    if "name" in told and told["name"] != node.name:
        keep_wording(node, node.name, by=by)
    _set(node, told)
    framing.check_order(node.valid_from, node.valid_to)
    if moved:
        _place(by, node, parent, None)
    else:
        saved(node, by=by)
    record(by, "restore_node", partnership, "framework_node", node)
    return node


@transaction.atomic
def restore_framework(
    *, by: Actor, partnership: Partnership, framework: str, values: Mapping[str, Any], seen_version: int | None = None
) -> Framework:
    """Put back values that a framework had before (FRAMEWORK_VALUES). Raises NotAllowed, NotThere, InvalidValue."""
    actors.check_can_edit_all(by, partnership)
    found = own_framework(partnership, framework)
    framing.check_seen(seen_version, found.version, last_by(found))
    told = {name: value for name, value in values.items() if name in FRAMEWORK_VALUES}
    if told:
        _set(found, told)
        framing.check_order(found.valid_from, found.valid_to)
        saved(found, by=by)
        record(by, "restore_framework", partnership, "framework", found)
    return found


def _set(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
