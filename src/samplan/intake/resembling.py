"""Which item of one reading of a document is the same as which of another. No query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from samplan.documents.folding import words
from samplan.intake.models import ProposedItem
from samplan.intake.rules import is_decided, main_field
from samplan.plans.shapes.items import ItemKind

Line = tuple[str, tuple[str, ...]]
Place = tuple[Any, ...]

_HEADS = frozenset({ItemKind.AREA, ItemKind.CHALLENGE_QUESTION})


@dataclass(slots=True)
class Resembling:
    """found: for items of the one reading, by their id, the same of the other; each is taken once.

    known: those of them that one was carried from. agreed: those that the other reading tells as a person wrote them.
    """

    found: dict[int, ProposedItem] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    agreed: set[int] = field(default_factory=set)


def line_of(item: ProposedItem) -> Line:
    """The kind and the words that an item was read with; those of one that was added by hand."""
    if item.read_kind is ItemKind.PLAN:
        return item.read_kind, ()
    if item.as_read is None:
        return _written(item)
    return item.read_kind, _words(item.read_kind, item.as_read)


def place_of(item: ProposedItem) -> Place:
    """Where in the document an item was read."""
    place: dict[str, Any] = item.provenance[0] if item.provenance else {}
    return place.get("position"), place.get("row"), place.get("column")


def part_of(item: ProposedItem) -> Place:
    """What an item and the parts that were split from it have in common."""
    return item.read_kind, item.read_parent, *place_of(item)


def resembling(before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> Resembling:
    """What is the same in two readings.

    The same is what was carried from the one to the other; what was read with the same words, best at the same place,
    and an area or a question also by its place alone; and what a person wrote, and is read so by itself now.
    """
    pairs = _Pairs(now)
    by_id = {item.pk: item for item in now}
    for item in before:
        if item.carried_from in by_id:
            pairs.take(item, by_id[item.carried_from])
    pairs.same.known |= pairs.same.found.keys()
    read = [item for item in before if item.as_read is not None]
    were_read = [item for item in now if item.as_read is not None]
    pairs.pair(lambda item: (line_of(item), place_of(item)), read, were_read)
    pairs.pair(line_of, read, were_read)
    heads = [item for item in read if item.read_kind in _HEADS and item.provenance]
    pairs.pair(lambda item: (item.read_kind, place_of(item)), heads, were_read)
    _pair_what_was_written(pairs, before, now)
    return pairs.same


class _Pairs:
    """Pairs that are found one after the other."""

    def __init__(self, now: Iterable[ProposedItem]) -> None:
        self.same = Resembling()
        self.free = {item.pk for item in now}

    def take(self, item: ProposedItem, same: ProposedItem) -> None:
        if same.pk in self.free and item.pk not in self.same.found:
            self.same.found[item.pk] = same
            self.free.discard(same.pk)

    def pair(
        self, key: Callable[[ProposedItem], Any], old: Iterable[ProposedItem], new: Iterable[ProposedItem]
    ) -> None:
        alike: dict[Any, list[ProposedItem]] = defaultdict(list)
        for item in new:
            if item.pk in self.free:
                alike[key(item)].append(item)
        for item in old:
            if item.pk not in self.same.found and alike[key(item)]:
                self.take(item, alike[key(item)].pop(0))


def _pair_what_was_written(pairs: _Pairs, before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> None:
    """By the words that a person wrote, under the same parent: parents first."""
    there: dict[Any, list[ProposedItem]] = defaultdict(list)
    for item in now:
        if item.pk in pairs.free:
            there[_written(item), item.parent_id].append(item)
    for item in _parents_first(before):
        above = pairs.same.found.get(item.parent_id or 0)
        if item.pk in pairs.same.found or above is None:
            continue
        alike = there.get((_written(item), above.pk))
        if alike and is_decided(item.kind, item.state, item.values, item.as_read):
            pairs.take(item, alike.pop(0))
            pairs.same.agreed.add(item.pk)


def _parents_first(items: Sequence[ProposedItem]) -> Iterator[ProposedItem]:
    children: dict[int | None, list[ProposedItem]] = defaultdict(list)
    for item in items:
        children[item.parent_id].append(item)
    level = children[None]
    while level:
        yield from level
        level = [child for item in level for child in children[item.pk]]


def _written(item: ProposedItem) -> Line:
    kind = ItemKind(item.kind)
    return kind, _words(kind, item.values)


def _words(kind: ItemKind, values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(words(str(values.get(main_field(kind)) or "")))
