"""By what name a plan file names one of its areas elsewhere in the file, and which area a name means. Pure.

An area goes by its number, else its title, else both, whichever no other area has for a number or title. Of areas that
have all in common each one after the first goes by its title and how many it is ("Skolan (2)").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T")
Area = tuple[T, str | None, str]
"""What the area is known by here, its number and its title."""


def folded(name: str | None) -> str:
    """A name as names are compared."""
    return (name or "").strip().casefold()


def names_of(areas: Sequence[Area[T]]) -> dict[T, str]:
    """The name by which each area is named; no two have the same."""
    had = Counter(name for _, *both in areas for name in {folded(one) for one in both})
    found: dict[T, str] = {}
    taken = set(had)
    for key, number, title in areas:
        own = (name for name in (number, title) if name and had[folded(name)] == 1)
        name = next(own, None) or next(name for name in _longer(number, title) if folded(name) not in taken)
        taken.add(folded(name))
        found[key] = name
    return found


def _longer(number: str | None, title: str) -> Iterable[str]:
    if number:
        yield f"{number} {title}"
    yield from (f"{title} ({n})" for n in count(2))


def by_name(areas: Sequence[Area[T]]) -> dict[str, T]:
    """The area that each name (`folded`) means: the one that goes by it, else the only one that has it for a number,
    else the only one that has it for a title. What several have means none of them.
    """
    found: dict[str, T] = {}
    ways: Iterable[Sequence[tuple[str | None, T]]] = (
        [(name, key) for key, name in names_of(areas).items()],
        [(number, key) for key, number, _ in areas],
        [(title, key) for key, _, title in areas],
    )
    for way in ways:
        times = Counter(folded(name) for name, _ in way)
        for name, key in way:
            if folded(name) and times[folded(name)] == 1:
                found.setdefault(folded(name), key)
    return found
