"""Reads a framework out of YAML in the form of catalogue/frameworks. Raises only BadFrameworkFile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samplan.actors.shapes import Sentences
from samplan.plans.catalogue import FrameworkEntry, NodeEntry
from samplan.plans.shapes.framework_files import (
    DEEPEST,
    HEAD_FIELDS,
    NODE_FIELDS,
    BadFrameworkFile,
    FrameworkFile,
    FrameworkState,
    HeadState,
    MappingState,
    NodeState,
    RowFault,
)

Place = tuple[str | int, ...]
_DEEPEST = 2 * DEEPEST + 6
"""Lists and mappings within one another: two for each part that stands under another."""
_REASONS = {
    "missing": ("saknas", "is missing"),
    "extra_forbidden": ("finns inte i formatet", "is not in the format"),
    "string_type": ("ska vara text; sätt citattecken om", "must be text; put quotation marks round it"),
    "string_too_short": ("är tom", "is empty"),
    "string_pattern_mismatch": (
        "får bara ha a–z, siffror, bindestreck och understreck",
        "may only hold a–z, figures, hyphens and underscores",
    ),
    "literal_error": ("har ett värde som inte finns", "has a value that does not exist"),
    "tuple_type": ("ska vara en lista", "must be a list"),
    "model_type": ("ska vara fält med värden", "must be fields with values"),
    "too_long": ("är för lång", "is too long"),
}
_DAY = ("ska vara en dag, som 2026-03-12", "must be a day, as 2026-03-12")


def read_yaml(text: str) -> FrameworkFile:
    """The framework that stands in the text."""
    try:
        _check_shape(text)
        loader = yaml.CSafeLoader(text)
        try:
            root = loader.get_single_node()
            told = None if root is None else loader.construct_document(root)
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadFrameworkFile([_unreadable(error)]) from error
    lines = dict(_lines(root)) if root is not None else {}
    twice = [place for place in lines if place[-1:] == (_TWICE,)]
    if twice:
        raise BadFrameworkFile(
            RowFault(lines[p], _said(str(p[-2]), ("står två gånger", "stands twice"))) for p in twice
        )
    try:
        entry = FrameworkEntry.model_validate(told)
    except ValidationError as error:
        raise BadFrameworkFile(_fault(e, lines) for e in error.errors(include_url=False)) from error
    return _as_file(entry, lines)


def _check_shape(text: str) -> None:
    """Refuses references, which could grow without end, and what lies deeper than any framework does."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadFrameworkFile([RowFault(_line_of(event), Sentences(
                "Filen hänvisar till sig själv (& eller *). Skriv ut det i stället.",
                "The file refers to itself (& or *). Write it out instead.",
            ))])  # fmt: skip
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise BadFrameworkFile([RowFault(_line_of(event), Sentences(
                f"Delar står under varandra i fler än {DEEPEST} steg.",
                f"Parts stand under one another in more than {DEEPEST} steps.",
            ))])  # fmt: skip


def _line_of(event: yaml.Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark else None


def _unreadable(error: Exception) -> RowFault:
    mark = getattr(error, "problem_mark", None)
    return RowFault(mark.line + 1 if mark else None, Sentences(
        "Filen är ingen riktig YAML. Ofta saknas ett kolon, ett citattecken eller ett indrag.",
        "The file is no proper YAML. Often a colon, a quotation mark or an indent is missing.",
    ))  # fmt: skip


_TWICE = "\x00twice"


def _lines(node: Any, place: Place = ()) -> Iterator[tuple[Place, int]]:
    """The line of each value by its place; a field that stands twice in one mapping is marked."""
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield (*place, name, _TWICE), key.start_mark.line + 1
            seen.add(name)
            yield from _lines(value, (*place, name))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*place, number))


def _fault(error: ErrorDetails, lines: dict[Place, int]) -> RowFault:
    place: Place = tuple(error["loc"])
    near = place
    while near and near not in lines:
        near = near[:-1]
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    kind = error["type"]
    reason = (
        _DAY
        if name in {"valid_from", "valid_to"} and kind != "extra_forbidden"
        else _REASONS.get(kind, ("går inte att läsa", "cannot be read"))
    )
    if not name:
        return RowFault(lines.get(near), Sentences(
            "Filen beskriver inget ramverk. Hämta ett ramverk som YAML för att se hur det skrivs.",
            "The file describes no framework. Download a framework as YAML to see how it is written.",
        ))  # fmt: skip
    return RowFault(lines.get(near), _said(name, reason))


def _said(name: str, reason: tuple[str, str]) -> Sentences:
    return Sentences(f"{name[:60]} {reason[0]}.", f"{name[:60]} {reason[1]}.")


def _as_file(entry: FrameworkEntry, lines: dict[Place, int]) -> FrameworkFile:
    mapped: dict[str, list[MappingState]] = {}
    for m in entry.mappings:
        mapped.setdefault(m.from_node, []).append(MappingState(m.to, m.relation, " ".join(m.source.split())))
    nodes: list[NodeState] = []
    rows: dict[str, int] = {}
    faults: list[RowFault] = []
    for node, parent, place in _walked(entry.nodes, "", ("nodes",)):
        line = lines.get(place, 1)
        if node.code in rows:
            faults.append(RowFault(line, Sentences(
                f"Koden {node.code} finns redan på rad {rows[node.code]}.",
                f"The code {node.code} already stands in line {rows[node.code]}.",
            )))  # fmt: skip
            continue
        rows[node.code] = line
        nodes.append(_node(node, parent, tuple(mapped.pop(node.code, []))))
    for code in mapped:
        place = next(("mappings", i) for i, m in enumerate(entry.mappings) if m.from_node == code)
        faults.append(RowFault(lines.get(place), Sentences(
            f"Motsvarigheten gäller {code}, som inte finns i filen.",
            f"The mapping is of {code}, which is not in the file.",
        )))  # fmt: skip
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        faults.append(RowFault(lines.get(("valid_to",)), Sentences(
            "Ramverkets sista dag ligger före den första.", "The framework's last day lies before the first."
        )))  # fmt: skip
    faults += [
        RowFault(lines.get((name,)), _said(name, _REASONS["too_long"]))
        for name in ("name", "name_en", "source")
        if len(getattr(entry, name)) > 300
    ]
    if faults:
        raise BadFrameworkFile(faults)
    head = HeadState(
        **{name: _plain(getattr(entry, name)) for name in HEAD_FIELDS if name != "vision"}, vision=entry.vision.strip()
    )
    return FrameworkFile(FrameworkState(head, tuple(nodes)), frozenset(NODE_FIELDS), rows)


def _walked(nodes: Sequence[NodeEntry], parent: str, place: Place) -> Iterator[tuple[NodeEntry, str, Place]]:
    for number, node in enumerate(nodes):
        here = (*place, number)
        yield node, parent, here
        yield from _walked(node.children, node.code, (*here, "children"))


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _node(entry: NodeEntry, parent: str, mappings: tuple[MappingState, ...]) -> NodeState:
    told = {name: _plain(getattr(entry, name)) for name in ("code", "level", "name", "number", "name_en")}
    wordings = dict.fromkeys(_plain(words) for words in entry.wordings)
    return NodeState(
        **told,
        parent=parent,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        wordings=tuple(wordings),
        mappings=mappings,
    )
