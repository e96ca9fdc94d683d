"""What tags are called, and things gathered under the tags that they stand under. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Called(Protocol):
    """A tag: of a framework by its name, "" for the plan's own focus areas."""

    @property
    def framework(self) -> str: ...
    @property
    def name(self) -> str: ...


TagOf = TypeVar("TagOf", bound=Called)
Thing = TypeVar("Thing")


def called(framework: str, number: str, name: str) -> str:
    """What a tag is called where tags of many kinds stand together: its framework, its number and its name."""
    return " ".join(filter(None, (f"{framework}:" if framework else "", number, name)))


def gathered(
    pairs: Iterable[tuple[TagOf | None, Thing]], focus_areas: Sequence[str]
) -> list[tuple[TagOf | None, list[Thing]]]:
    """Things under their tags: focus areas first, in the plan's order, then nodes of other frameworks, then no tag."""
    order = {name: place for place, name in enumerate(focus_areas)}
    groups: dict[tuple[str, str], tuple[TagOf | None, list[Thing]]] = {}
    for tag, thing in pairs:
        groups.setdefault((tag.framework, tag.name) if tag else ("", ""), (tag, []))[1].append(thing)

    def place(key: tuple[str, str]) -> tuple[bool, str, int, str]:
        framework, name = key
        return key == ("", ""), framework, len(order) if framework else order.get(name, len(order)), name

    return [groups[key] for key in sorted(groups, key=place)]
