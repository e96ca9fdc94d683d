"""Bringing the shipped frameworks into the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor, check_can_administer_all
from samplan.actors.shapes import SYSTEM
from samplan.plans import catalogue
from samplan.plans.models import Framework, FrameworkNode, NodeMapping, NodeWording


@transaction.atomic
def load_frameworks(*, by: Actor = SYSTEM) -> int:
    """Bring the catalogue's frameworks in; returns how many nodes were new.

    May be run at any time: what is there is brought up to date by its code, and nothing is taken away, so nodes that
    an administrator has entered stay.
    """
    check_can_administer_all(by)
    before = FrameworkNode.objects.count()
    entries = catalogue.frameworks()
    for entry in entries:
        fields = entry.model_dump(exclude={"code", "nodes", "mappings"})
        framework = _brought_up(Framework, {"code": entry.code}, fields)
        _load_nodes(framework, entry.nodes, parent=None)
    for entry in entries:
        for mapping in entry.mappings:
            _load_mapping(entry.code, mapping)
    new = FrameworkNode.objects.count() - before
    if new:
        audit.record(by=by, verb="load_frameworks", object_kind="catalogue", object_id="frameworks", data={"new": new})
    return new


def _brought_up(model: Any, key: dict[str, Any], fields: dict[str, Any]) -> Any:
    """The row with these values; saved only when it holds others, so that its history tells of changes only."""
    row = model.objects.filter(**key).first() or model(**key)
    if row.pk is None or any(getattr(row, name) != value for name, value in fields.items()):
        row.version += row.pk is not None
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    return row


def _load_nodes(framework: Framework, nodes: Iterable[catalogue.NodeEntry], parent: FrameworkNode | None) -> None:
    for order, entry in enumerate(nodes):
        fields = entry.model_dump(exclude={"code", "wordings", "children"})
        place = {"framework": framework, "code": entry.code}
        node = _brought_up(FrameworkNode, place, {**fields, "parent": parent, "order": order})
        for wording in entry.wordings:
            NodeWording.objects.get_or_create(node=node, text=wording)
        _load_nodes(framework, entry.children, parent=node)


def _load_mapping(code: str, mapping: catalogue.MappingEntry) -> None:
    to_framework, to_code = mapping.to.split("/")
    start = FrameworkNode.objects.get(framework__code=code, code=mapping.from_node)
    end = FrameworkNode.objects.get(framework__code=to_framework, code=to_code)
    row = NodeMapping.objects.filter(from_node=start, to_node=end).first() or NodeMapping(from_node=start, to_node=end)
    if row.pk is None or (row.relation, row.source) != (mapping.relation, mapping.source):
        row.relation, row.source = mapping.relation, mapping.source
        row.save()
