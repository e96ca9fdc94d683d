"""Writes a framework as a file: YAML in the form of catalogue/frameworks, and CSV with one part in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import yaml

from samplan.documents.semicolons import csv_bytes
from samplan.plans.shapes.framework_files import FrameworkState, MappingState, NodeState

COLUMNS = {
    "code": "Kod",
    "level": "Nivå",
    "number": "Nummer",
    "name": "Namn",
    "name_en": "Namn på engelska",
    "parent": "Står under",
    "valid_from": "Gäller från",
    "valid_to": "Gäller till och med",
    "wordings": "Andra ord",
    "mappings": "Motsvarighet",
}
"""The columns of the CSV file, by the field of a part."""
RELATIONS = {"same": "motsvarar", "part": "del av", "related": "berör"}
"""How the CSV file says that a part corresponds to another."""


def write_yaml(code: str, state: FrameworkState) -> bytes:
    """The framework as YAML in UTF-8. The state has a head."""
    head = state.head
    if head is None:
        raise ValueError("a YAML file of a framework tells of the framework itself too")
    told: dict[str, Any] = {"code": code, "kind": head.kind, "name": head.name}
    told |= _filled(head, ("name_en", "source", "vision", "valid_from", "valid_to"))
    told["nodes"] = _nodes(state.nodes)
    mappings = [
        {"from_node": n.code, "to": m.to, "relation": m.relation, **({"source": m.source} if m.source else {})}
        for n in state.nodes
        for m in n.mappings
    ]
    if mappings:
        told["mappings"] = mappings
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _filled(row: Any, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields if getattr(row, name)}


def _nodes(nodes: Iterable[NodeState]) -> list[dict[str, Any]]:
    """The parts, each within the one that it stands under."""
    under: dict[str, list[dict[str, Any]]] = defaultdict(list)
    written: dict[str, dict[str, Any]] = {}
    for node in nodes:
        told: dict[str, Any] = {"code": node.code, "level": node.level}
        told |= _filled(node, ("number",))
        told["name"] = node.name
        told |= _filled(node, ("name_en", "valid_from", "valid_to"))
        if node.wordings:
            told["wordings"] = list(node.wordings)
        written[node.code] = told
        under[node.parent if node.parent in written else ""].append(told)
    for code, told in written.items():
        if under.get(code):
            told["children"] = under[code]
    return under[""]


def write_csv(state: FrameworkState) -> bytes:
    """The parts as CSV with semicolons, in UTF-8 with a byte order mark, as spreadsheets here expect."""
    rows = ([_cell(name, getattr(node, name)) for name in COLUMNS] for node in state.nodes)
    return csv_bytes([COLUMNS.values(), *rows])


def _cell(name: str, value: Any) -> str:
    if name == "wordings":
        return "\n".join(value)
    if name == "mappings":
        return "\n".join(_mapping(m) for m in value)
    return "" if value is None else str(value)


def _mapping(mapping: MappingState) -> str:
    """As "motsvarar: nationell-strategi/mal-1 (source)"."""
    source = f" ({mapping.source})" if mapping.source else ""
    return f"{RELATIONS[mapping.relation]}: {mapping.to}{source}"
