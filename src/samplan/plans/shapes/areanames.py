"""By what name a plan file names one of its areas elsewhere in the file, and which area a name means. Pure.

An area goes by its number where no other area has it for a number or title, else by its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Area = tuple[T, str | None, str]
"""What the area is known by here, its number and its title."""


def folded(name: str | None) -> str:
    """A name as names are compared."""
    return (name or "").strip().casefold()


def names_of(areas: Sequence[Area[T]]) -> dict[T, str]:
    """The name by which each area is named."""
    taken: dict[str, set[T]] = {}
    for key, *both in areas:
        for name in both:
            taken.setdefault(folded(name), set()).add(key)
    return {
        key: number if number and folded(number) and len(taken[folded(number)]) == 1 else title
        for key, number, title in areas
    }


def by_name(areas: Sequence[Area[T]]) -> dict[str, T]:
    """The area that each name (`folded`) means: the one that goes by it, else the first that has it at all."""
    found: dict[str, T] = {}
    ways: Iterable[Iterable[tuple[str | None, T]]] = (
        ((name, key) for key, name in names_of(areas).items()),
        ((number, key) for key, number, _ in areas),
        ((title, key) for key, _, title in areas),
    )
    for way in ways:
        for name, key in way:
            if folded(name):
                found.setdefault(folded(name), key)
    return found
