"""The theory of change as a picture: columns of words on lines, and curves between them. Pure.

Everything is a number ready for SVG attributes; the same steps stand as a list beside the picture.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samplan.plans.shapes.chain import ACTIVITY, GOAL, IN_THE_END, SOON, Chain, Key, Link, chain_of
from samplan.plans.shapes.content import PlanContent

TOP, LINE, GAP, NUMBER = 44, 21, 26, 34
"""Of the picture, in its own units: room for the columns' heads, a line of text, the gap under a word, a number."""
LETTER = {16: 8.1, 15: 7.6}
"""How wide a letter is on an average, by the size of the text."""
_SHARES = {ACTIVITY: 1.5, GOAL: 1.0}


@dataclass(frozen=True, slots=True)
class Words:
    """An item as it is drawn: its lines of text at x, the first at y, over a rule at line_y from x to end."""

    link: Link
    number: str
    lines: tuple[str, ...]
    x: int
    text_x: int
    y: int
    line_y: int
    end: int

    @property
    def rule(self) -> str:
        """The line under the words, as a path."""
        return f"M{self.x} {self.line_y}H{self.end}"


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: the level, and its place."""

    level: int
    x: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture: its size, the size of its text, heads, words and the paths of the steps."""

    width: int
    height: int
    size: int
    heads: tuple[Head, ...]
    words: tuple[Words, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    level: int
    x: int
    width: int


Slot = tuple[Key, int]
"""A place in a column: the item, and the level. A step that jumps over a level has an empty slot there."""


def picture(chain: Chain, *, width: int, size: int, gap: int) -> Picture:
    """The chain, `width` units wide, in text of `size`, with `gap` between columns. Only what has a step is drawn."""
    drawn = chain.drawn()
    columns = _columns(sorted({link.level for link in drawn}), width, gap)
    levels = list(columns)
    routes = [_route(levels, step.start, step.end, place) for place, step in enumerate(chain.steps)]
    order = _order(drawn, routes, levels)
    texts = {link.key: _lines(link, columns[link.level].width, size) for link in drawn}
    places, height = _places(order, texts)
    words = [_words(link, columns[link.level], texts[link.key], places[link.key, link.level]) for link in drawn]
    paths = [_path(route, columns, places) for route in routes]
    heads = [Head(c.level, c.x) for c in columns.values()]
    return Picture(width, height, size, tuple(heads), tuple(words), tuple(paths))


def _columns(levels: Sequence[int], width: int, gap: int) -> dict[int, _Column]:
    shares = [_SHARES.get(level, 1.1) for level in levels]
    room = width - gap * max(0, len(levels) - 1)
    columns, x = {}, 0
    for level, share in zip(levels, shares, strict=True):
        wide = round(room * share / sum(shares))
        columns[level] = _Column(level, x, wide)
        x += wide + gap
    return columns


def _lines(link: Link, width: int, size: int) -> tuple[str, ...]:
    """The words in lines that fit the column; long ones end in "…", for the whole text stands in the list."""
    room = width - (NUMBER if link.level == ACTIVITY else 0)
    letters = max(8, int(room / LETTER[size]))
    most = 9 if link.level == GOAL else 3 if letters > 24 else 5
    return tuple(textwrap.wrap(link.text, letters, max_lines=most, placeholder=" …", break_on_hyphens=False)) or ("",)


def _route(levels: Sequence[int], start: Link, end: Link, place: int) -> list[Slot]:
    """A step's way from column to column; it passes levels in between through slots of its own."""
    between = [((f"step-{place}", ""), level) for level in levels if start.level < level < end.level]
    return [(start.key, start.level), *between, (end.key, end.level)]


def _order(drawn: Sequence[Link], routes: Sequence[Sequence[Slot]], levels: Sequence[int]) -> dict[int, list[Key]]:
    """What stands in each column, from the top: the first in the plan's order, others near what leads to them."""
    order: dict[int, list[Key]] = {level: [link.key for link in drawn if link.level == level] for level in levels}
    before: dict[Slot, list[Slot]] = defaultdict(list)
    for route in routes:
        for slot in route[1:-1]:
            order[slot[1]].append(slot[0])
        for one, other in pairwise(route):
            before[other].append(one)
    rank: dict[Slot, float] = {}
    for level in levels:
        middles = {key: _middle([rank[slot] for slot in before[key, level]]) for key in order[level]}
        order[level].sort(key=middles.__getitem__)
        many = max(1, len(order[level]))
        rank |= {(key, level): (place + 0.5) / many for place, key in enumerate(order[level])}
    return order


def _middle(ranks: list[float]) -> float:
    return sum(ranks) / len(ranks) if ranks else 0.5


def _places(order: Mapping[int, list[Key]], texts: Mapping[Key, tuple[str, ...]]) -> tuple[dict[Slot, int], int]:
    """The height of each slot's line; columns are spread over the height that the fullest one needs."""
    needs = {
        level: [len(texts[key]) * LINE + GAP if key in texts else GAP for key in keys] for level, keys in order.items()
    }
    room = max((sum(heights) for heights in needs.values()), default=0)
    places: dict[Slot, int] = {}
    for level, keys in order.items():
        spare = (room - sum(needs[level])) / max(1, len(keys))
        y = float(TOP)
        for key, need in zip(keys, needs[level], strict=True):
            y += need + spare
            places[key, level] = round(y - spare / 2 - GAP / 2)
    return places, TOP + room


def _words(link: Link, column: _Column, lines: tuple[str, ...], line_y: int) -> Words:
    number = (link.area.number or "") if link.area is not None and link.level == ACTIVITY else ""
    text_x = column.x + (NUMBER if link.level == ACTIVITY else 0)
    first = line_y - 8 - (len(lines) - 1) * LINE
    return Words(link, number, lines, column.x, text_x, first, line_y, column.x + column.width)


def _path(route: Sequence[Slot], columns: Mapping[int, _Column], places: Mapping[Slot, int]) -> str:
    """A curve from column to column, straight through those that it only passes."""
    (key, level), *rest = route
    x, y = columns[level].x + columns[level].width, places[key, level]
    path = f"M{x} {y}"
    for key, level in rest:
        column, to_y = columns[level], places[key, level]
        half = (x + column.x) // 2
        path += f"C{half} {y} {half} {to_y} {column.x} {to_y}"
        x, y = column.x + column.width, to_y
        if (key, level) != route[-1]:
            path += f"H{x}"
    return path


@dataclass(frozen=True, slots=True)
class ChainShown:
    """The chain as a page shows it: the list, and the picture for wide and for middling windows.

    both: effects soon and effects in the end are both drawn, so that their columns must be told apart.
    columns: each level's items in the plan's order, for narrow windows.
    """

    chain: Chain
    wide: Picture
    middling: Picture
    both: bool
    columns: tuple[tuple[Head, tuple[Link, ...]], ...]


def chain_shown(content: PlanContent) -> ChainShown | None:
    """The chain of a plan; None where it has no steps."""
    chain = chain_of(content)
    if not chain.steps:
        return None
    levels = [link.level for link in chain.drawn()]
    return ChainShown(
        chain,
        picture(chain, width=1184, size=16, gap=74),
        picture(chain, width=840, size=15, gap=40),
        SOON in levels and IN_THE_END in levels,
        tuple((Head(level, 0), tuple(k for k in chain.drawn() if k.level == level)) for level in sorted(set(levels))),
    )
