"""Which item of the earlier edition is which of the later one.

First by what is known (lineage and permanent ids), then by equal words, then by likeness: the share of words that two
texts have in common, at least half. Likeness is found by the rarest words of each text (two texts that share half of
their words share one of their rarest), so texts that have nothing to do with each other are never laid side by side.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Thing:
    """What matching needs to know of an item. keys: names that are the same in both editions; home: its area."""

    keys: tuple[str, ...]
    text: str
    home: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of the same item in the two lists. by_text: only the likeness of the texts says so."""

    old: int
    new: int
    by_text: bool = False


def match(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    """Pairs, one for each item at most, in the order of the later list."""
    left, right = set(range(len(old))), set(range(len(new)))
    pairs: list[Pair] = []

    def take(found: Iterable[tuple[int, int]], by_text: bool) -> None:
        for a, b in found:
            if a in left and b in right:
                left.discard(a)
                right.discard(b)
                pairs.append(Pair(a, b, by_text))

    take(_by_keys(old, new), False)
    for told in (lambda thing: (thing.home, folded(thing.text)), lambda thing: (folded(thing.text),)):
        take(_equal({a: told(old[a]) for a in sorted(left)}, {b: told(new[b]) for b in sorted(right)}), True)
    take(alike({a: old[a] for a in sorted(left)}, {b: new[b] for b in sorted(right)}), True)
    return sorted(pairs, key=lambda pair: pair.new)


def folded(text: str) -> str:
    """The words alone, small letters: what makes two texts the same. A text of signs alone is its signs."""
    return " ".join(WORD.findall(text.casefold())) or text.strip()


def _by_keys(old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[tuple[int, int]]:
    at: dict[str, list[int]] = defaultdict(list)
    for a, thing in enumerate(old):
        for key in thing.keys:
            at[key].append(a)
    for b, thing in enumerate(new):
        for key in thing.keys:
            yield from ((a, b) for a in at.get(key, ()))


def _equal(old: dict[int, tuple[object, ...]], new: dict[int, tuple[object, ...]]) -> Iterator[tuple[int, int]]:
    """Equal words in turn: the first with the first, the second with the second."""
    at: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for a, told in old.items():
        at[told].append(a)
    queues = {told: iter(places) for told, places in at.items()}
    for b, told in new.items():
        first = next(queues[told], None) if told in queues and told[-1] else None
        if first is not None:
            yield first, b


def alike(old: dict[int, Thing], new: dict[int, Thing]) -> list[tuple[int, int]]:
    """Pairs by falling likeness, of equals those in the same area and then the earliest first; not yet one to one."""
    lefts = {a: words_of(thing.text) for a, thing in old.items()}
    rights = {b: words_of(thing.text) for b, thing in new.items()}
    common = Counter(word for words in (*lefts.values(), *rights.values()) for word in words)
    index: dict[str, list[int]] = defaultdict(list)
    for a, words in lefts.items():
        for word in _rarest(words, common):
            index[word].append(a)
    scored = []
    for b, words in rights.items():
        near = {a for word in _rarest(words, common) for a in index.get(word, ())}
        for a in near:
            score = likeness(lefts[a], words)
            if score >= LIKE:
                scored.append((-score, old[a].home != new[b].home, a, b))
    return [(a, b) for _score, _away, a, b in sorted(scored)]


def words_of(text: str) -> frozenset[str]:
    """The different words of a text."""
    return frozenset(WORD.findall(text.casefold()))


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of their words that both have, 0 to 1."""
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


def _rarest(words: frozenset[str], common: Counter[str]) -> list[str]:
    """So many of the rarest words that two texts alike must have one of them in common."""
    ordered = sorted(words, key=lambda word: (common[word], word))
    return ordered[: len(ordered) - math.ceil(LIKE * len(ordered)) + 1]


def out_of_order(places: Sequence[int]) -> set[int]:
    """The fewest positions that must move for the rest to stand in rising order (the longest rising run stays)."""
    tails: list[int] = []
    before: list[int] = []
    ends: list[int] = []
    for at, place in enumerate(places):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tails[middle] < place else (low, middle)
        before.append(ends[low - 1] if low else -1)
        if low == len(tails):
            tails.append(place)
            ends.append(at)
        else:
            tails[low], ends[low] = place, at
    stays: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stays.add(at)
        at = before[at]
    return set(range(len(places))) - stays
