"""Holds the items of an import against what stands in a plan already: the same, worded otherwise, or new. Pure.

What the document does not say is no difference: a plan may know more than a document does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samplan.documents.folding import words
from samplan.plans.shapes.editing import StandingItem
from samplan.plans.shapes.items import NAMES_ELSEWHERE, ItemKind

ALIKE = 0.6
"""Share of words that two wordings have in common from which they are taken for one item (Dice)."""

TEXTS = frozenset({ItemKind.BACKGROUND, ItemKind.NEEDS, ItemKind.COMMENT})
"""Of these an area has one each."""

_ONLY_WORD_FOR_WORD = frozenset({ItemKind.RESPONSIBLE, ItemKind.OTHER, ItemKind.PERSPECTIVE})
MADE_FROM_THE_TIME = frozenset({"start", "end", "ongoing"})
_PLACES = frozenset({"page", "position"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item of an import. parent: the id of the candidate it stands under, None under the plan."""

    id: int
    kind: ItemKind
    parent: int | None
    values: Mapping[str, Any]
    stands_as: int | None = None
    """The id of the plan's item that it is already, where an earlier round put it there."""


@dataclass(frozen=True, slots=True)
class Match:
    """The plan's item that a candidate is, and the fields in which they differ (none: word for word the same).

    fills: all that differs is empty in the plan.
    """

    standing: StandingItem
    fields: tuple[str, ...]

    @property
    def fills(self) -> bool:
        """Whether the document only tells what the plan left empty."""
        return bool(self.fields) and all(_empty(self.standing.values.get(name)) for name in self.fields)


def match(candidates: Sequence[Candidate], standing: Sequence[StandingItem]) -> dict[int, Match]:
    """For each candidate that stands in the plan its match; the others are new. Parents are matched first."""
    found: dict[int, Match] = {}
    stands_as = {c.id: c.stands_as for c in candidates if c.stands_as is not None}
    there: dict[tuple[ItemKind, int | None], list[StandingItem]] = defaultdict(list)
    for item in standing:
        there[item.kind, item.parent_id].append(item)
    for generation in _generations(candidates):
        groups: dict[tuple[ItemKind, int | None], list[Candidate]] = defaultdict(list)
        for c in generation:
            if c.stands_as is None and (c.parent is None or c.parent in stands_as):
                groups[c.kind, None if c.parent is None else stands_as[c.parent]].append(c)
        for place, asked in groups.items():
            matched = _match_group(asked, there.get(place, []))
            found |= matched
            stands_as |= {pk: m.standing.id for pk, m in matched.items()}
    return found


def _generations(candidates: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    """Those under the plan first, then what stands under them, and so on."""
    left = list(candidates)
    known: set[int | None] = {None}
    while left:
        now = [c for c in left if c.parent in known]
        if not now:
            return
        yield now
        known |= {c.id for c in now}
        left = [c for c in left if c.id not in known]


def _match_group(asked: list[Candidate], there: list[StandingItem]) -> dict[int, Match]:
    free = list(there)
    found: dict[int, Match] = {}
    by_key: dict[Any, list[StandingItem]] = defaultdict(list)
    for item in there:
        by_key[_key(item.kind, item.values)].append(item)
    for c in asked:
        same = by_key.get(_key(c.kind, c.values), [])
        if same:
            # Of several with the same words the one that differs least.
            best = min(same, key=lambda item: len(differing(c.kind, c.values, item.values)))
            same.remove(best)
            free.remove(best)
            found[c.id] = Match(best, differing(c.kind, c.values, best.values))
    rest = [c for c in asked if c.id not in found and c.kind not in _ONLY_WORD_FOR_WORD]
    for c, item in _alike(rest, free):
        found[c.id] = Match(item, differing(c.kind, c.values, item.values))
    return found


def _key(kind: ItemKind, values: Mapping[str, Any]) -> Any:
    """What makes two items of one kind in one place the same one."""
    if kind in TEXTS or kind is ItemKind.PLAN:
        return kind
    if kind is ItemKind.FOCUS_AREA:
        return values.get("number")
    if kind is ItemKind.COST:
        return values.get("year")
    if kind is ItemKind.FUND:
        return _folded(values.get("name")), values.get("year")
    if kind is ItemKind.FOLLOWUP:
        return values.get("year"), _folded(values.get("text"))
    return _folded(values.get("text" if "text" in values and kind is not ItemKind.TARGET_IMAGE else "title"))


def _folded(text: Any) -> str:
    return " ".join(str(text or "").split()).casefold()


def differing(kind: ItemKind, new: Mapping[str, Any], old: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that the document tells otherwise than the plan."""
    skipped = set(_PLACES) if kind is ItemKind.OTHER else set(NAMES_ELSEWHERE.get(kind, ()))
    if _said(new.get("timeframe")) == _said(old.get("timeframe")):
        skipped |= MADE_FROM_THE_TIME
    told = [name for name in new if name in old and name not in skipped and not _empty(new[name])]
    return tuple(name for name in told if _said(new[name]) != _said(old[name]))


def _said(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list | tuple):
        return list(value)
    return value


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == ()


def _alike(asked: list[Candidate], there: list[StandingItem]) -> Iterable[tuple[Candidate, StandingItem]]:
    """Pairs of wordings that share most words, the most alike first; each is used once."""
    old = [(item, _bag(item.kind, item.values)) for item in there]
    pairs = [
        (share, c, item)
        for c, bag in ((c, _bag(c.kind, c.values)) for c in asked)
        for item, other in old
        if (share := _dice(bag, other)) >= ALIKE
    ]
    used: set[int] = set()
    taken: set[int] = set()
    for _share, c, item in sorted(pairs, key=lambda pair: -pair[0]):
        if c.id not in used and item.id not in taken:
            used.add(c.id)
            taken.add(item.id)
            yield c, item


def _bag(kind: ItemKind, values: Mapping[str, Any]) -> Counter[str]:
    said = values.get("title") if kind in {ItemKind.AREA, ItemKind.TARGET_IMAGE} else values.get("text")
    return Counter(word.casefold() for word in words(str(said or "")))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    # Too different in length to reach the limit: no need to count.
    if not total or 2 * min(one.total(), other.total()) < ALIKE * total:
        return 0.0
    return 2 * (one & other).total() / total
