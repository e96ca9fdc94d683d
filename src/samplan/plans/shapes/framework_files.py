"""A framework as it stands in a file, what is wrong in one, and what a file would change. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from samplan.actors.shapes import DomainError, Sentences

LARGEST_FILE = 400_000
"""Bytes of a framework file."""
MOST_NODES = 2_000
DEEPEST = 10
"""How many parts a part may stand under."""
MOST_FAULTS = 50
"""So many faults are told; who mends them reads the rest at the next attempt."""


@dataclass(frozen=True, slots=True)
class MappingState:
    """A part corresponds to a part of another framework. to: "framework/part", by their codes."""

    to: str
    relation: str = "related"
    source: str = ""


@dataclass(frozen=True, slots=True)
class NodeState:
    """A part as a file tells it. parent: the code of the part that it stands under, "" for none."""

    code: str
    level: str
    name: str
    number: str = ""
    name_en: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    wordings: tuple[str, ...] = ()
    mappings: tuple[MappingState, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadState:
    """What a framework says of itself."""

    kind: str
    name: str
    name_en: str = ""
    source: str = ""
    vision: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class FrameworkState:
    """A whole framework. nodes: each after the one that it stands under, siblings in their order.

    head: None where the file tells of the parts only (CSV).
    """

    head: HeadState | None
    nodes: tuple[NodeState, ...]


@dataclass(frozen=True, slots=True)
class FrameworkFile:
    """What was read out of a file. told: the fields of a part that the file has; the others stay as they are.

    rows: the line in the file by the part's code.
    """

    state: FrameworkState
    told: frozenset[str]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RowFault:
    """Something wrong in a file. row: the line in it, from 1; None where it is about the whole file."""

    row: int | None
    said: Sentences


class BadFrameworkFile(DomainError):
    """The file cannot be used; faults: what is wrong, by line."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__(
            Sentences(
                "Filen går inte att läsa in. Inget har ändrats. Rätta det som står här och välj filen igen.",
                "The file cannot be read in. Nothing was changed. Mend what is listed here and choose the file again.",
            )
        )


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A field that becomes another; "place" is the part's place among those that stand beside it."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A part that becomes another."""

    node: NodeState
    changes: tuple[ValueChange, ...]


@dataclass(frozen=True, slots=True)
class FrameworkChanges:
    """What a file would do: to the framework itself, and parts that are added, changed and ended."""

    head: tuple[ValueChange, ...]
    added: tuple[NodeState, ...]
    changed: tuple[NodeChange, ...]
    ended: tuple[NodeState, ...]

    @property
    def empty(self) -> bool:
        """Whether the framework already is as the file says."""
        return not (self.head or self.added or self.changed or self.ended)


NODE_FIELDS = ("level", "number", "name", "name_en", "parent", "valid_from", "valid_to", "wordings", "mappings")
HEAD_FIELDS = ("kind", "name", "name_en", "source", "vision", "valid_from", "valid_to")


def completed(read: FrameworkFile, now: FrameworkState) -> FrameworkState:
    """What the file wants, with what it does not tell as it stands now."""
    there = {node.code: node for node in now.nodes}
    nodes = [_filled(node, there.get(node.code), read.told) for node in read.state.nodes]
    known = {node.code for node in nodes}
    # Where the file tells no places, a part may stand under one that the file leaves out; it stays there.
    kept = [replace(n, parent=n.parent if n.parent in known | there.keys() else "") for n in nodes]
    return FrameworkState(read.state.head or now.head, tuple(kept))


def _filled(node: NodeState, now: NodeState | None, told: frozenset[str]) -> NodeState:
    if now is None:
        return node
    return replace(node, **{name: getattr(now, name) for name in NODE_FIELDS if name not in told})


def changes_between(now: FrameworkState, wanted: FrameworkState, last_day: date) -> FrameworkChanges:
    """What becomes another. A part that is not wanted is ended on the last day; one that has ended stays as it is."""
    there, coming = {n.code: n for n in now.nodes}, {n.code: n for n in wanted.nodes}
    moved = _moved(now.nodes, wanted.nodes)
    changed = []
    for code, node in coming.items():
        if code in there:
            found = _differing(there[code], node, NODE_FIELDS)
            if code in moved and not any(change.field == "parent" for change in found):
                found.append(ValueChange("place", *moved[code]))
            if found:
                changed.append(NodeChange(node, tuple(found)))
    return FrameworkChanges(
        tuple(_differing(now.head, wanted.head, HEAD_FIELDS)),
        tuple(node for code, node in coming.items() if code not in there),
        tuple(changed),
        tuple(n for code, n in there.items() if code not in coming and ends(n, last_day)),
    )


def ends(node: NodeState, last_day: date) -> bool:
    """Whether the last day comes before the end that the part has."""
    return node.valid_to is None or node.valid_to > last_day


def _differing(one: Any, other: Any, fields: Sequence[str]) -> list[ValueChange]:
    pairs = [(name, getattr(one, name), getattr(other, name)) for name in fields]
    return [ValueChange(*pair) for pair in pairs if _compared(pair[1]) != _compared(pair[2])]


def _compared(value: Any) -> Any:
    """Other words and cross-walks have no order."""
    return frozenset(value) if isinstance(value, tuple) else value


def _moved(now: Sequence[NodeState], wanted: Sequence[NodeState]) -> dict[str, tuple[int, int]]:
    """Places before and after, from 1, of parts whose order among those that stay beside them is another."""
    stays = {(n.code, n.parent) for n in now} & {(n.code, n.parent) for n in wanted}
    both = {code for code, _parent in stays}
    before, after = _places(now, both), _places(wanted, both)
    return {code: (before[code], place) for code, place in after.items() if before[code] != place}


def _places(nodes: Sequence[NodeState], of: set[str]) -> dict[str, int]:
    many: dict[str, int] = defaultdict(int)
    places = {}
    for node in nodes:
        if node.code in of:
            many[node.parent] += 1
            places[node.code] = many[node.parent]
    return places


def to_json(state: FrameworkState) -> dict[str, Any]:
    """A state with a head, as plain JSON."""
    return {"head": _plain(state.head), "nodes": [_plain(node) for node in state.nodes]}


def _plain(row: Any) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(row).items()}


def from_json(told: Mapping[str, Any]) -> FrameworkState:
    """A state out of what `to_json` gave."""
    nodes = [
        NodeState(
            **{
                **_days(node),
                "wordings": tuple(node["wordings"]),
                "mappings": tuple(MappingState(**m) for m in node["mappings"]),
            }
        )
        for node in told["nodes"]
    ]
    return FrameworkState(HeadState(**_days(told["head"])), tuple(nodes))


def _days(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) for name in ("valid_from", "valid_to") if row[name]}
    return {**row, **days}


def in_tree_order(nodes: Sequence[NodeState]) -> tuple[NodeState, ...]:
    """Each part after the one that it stands under, siblings in the order given; parts in a circle are left out."""
    codes = {node.code for node in nodes}
    under: dict[str, list[NodeState]] = defaultdict(list)
    for node in nodes:
        under[node.parent if node.parent in codes else ""].append(node)
    waiting, found = list(reversed(under[""])), []
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += reversed(under.get(node.code, []) if node.code else [])
    return tuple(found)


def depths(nodes: Sequence[NodeState]) -> dict[str, int]:
    """How many parts each stands under; of parts in tree order."""
    found: dict[str, int] = {}
    for node in nodes:
        found[node.code] = found[node.parent] + 1 if node.parent in found else 0
    return found
