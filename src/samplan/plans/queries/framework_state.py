"""A framework as a file tells it, and the files that were read for it."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from samplan.plans import rules
from samplan.plans.models import Framework, FrameworkImport, FrameworkNode, NodeMapping, NodeWording
from samplan.plans.shapes.framework_files import (
    HEAD_FIELDS,
    FrameworkState,
    HeadState,
    MappingState,
    NodeState,
    in_tree_order,
)


def framework_for(county_id: int, code: str) -> Framework:
    """A framework that the county may use; raises NotThere. One query."""
    found = Framework.objects.filter(Q(county=None) | Q(county=county_id), code=code).first()
    if found is None:
        raise rules.not_there()
    return found


def framework_state(framework: Framework) -> FrameworkState:
    """The whole framework with other words and cross-walks. Three queries."""
    wordings: dict[int, list[str]] = defaultdict(list)
    for wording in NodeWording.objects.filter(node__framework=framework):
        wordings[wording.node_id].append(wording.text)
    mappings: dict[int, list[MappingState]] = defaultdict(list)
    of = NodeMapping.objects.filter(from_node__framework=framework).select_related("to_node__framework")
    for m in of:
        to = f"{m.to_node.framework.code}/{m.to_node.code}"
        mappings[m.from_node_id].append(MappingState(to, m.relation, m.source))
    rows = list(FrameworkNode.objects.filter(framework=framework).order_by("order", "pk"))
    codes = {row.pk: row.code for row in rows}
    nodes = [
        NodeState(
            code=row.code,
            level=row.level,
            name=row.name,
            number=row.number,
            name_en=row.name_en,
            parent=codes.get(row.parent_id, "") if row.parent_id is not None else "",
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            wordings=tuple(wordings[row.pk]),
            mappings=tuple(mappings[row.pk]),
        )
        for row in rows
    ]
    head = HeadState(**{name: getattr(framework, name) for name in HEAD_FIELDS})
    return FrameworkState(head, in_tree_order(nodes))


def nodes_to_map(county_id: int, code: str) -> dict[str, int]:
    """The ids of everything that a part of a framework may correspond to, by "framework/part". One query."""
    known = Q(framework__county=None) | Q(framework__county=county_id)
    found = FrameworkNode.objects.filter(known).exclude(framework__code=code)
    return {f"{of}/{node}": pk for of, node, pk in found.values_list("framework__code", "code", "pk")}


def framework_import(county_id: int, code: str, import_id: int) -> FrameworkImport:
    """A file that was read for a framework of the county's own; raises NotThere. One query."""
    found = FrameworkImport.objects.select_related("framework", "by")
    one = found.filter(pk=import_id, framework__code=code, framework__county=county_id).first()
    if one is None:
        raise rules.not_there()
    return one


def framework_imports(framework: Framework) -> list[FrameworkImport]:
    """The files that were put into a framework, newest first. One query."""
    return list(framework.imports.exclude(put_at=None).select_related("by").defer("before", "after"))
