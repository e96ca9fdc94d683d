"""The plan's frame: title, days, areas, numbers, focus areas, money, and texts that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samplan.plans.checks.catalogue import bounds
from samplan.plans.checks.registry import Hit, of_area, of_plan
from samplan.plans.checks.sight import AreaSight, Sight, Text, folded
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind

REPEATABLE = frozenset({ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.INDICATOR})
TWO_LEVELS = re.compile(r"(\d+)\.(\d+)")


@of_plan
def title_missing(sight: Sight) -> Iterator[Hit]:
    """The plan has no title."""
    if not sight.plan.title.strip():
        yield Hit(sight.here())


@of_plan
def validity_missing(sight: Sight) -> Iterator[Hit]:
    """It does not say from and to which day the plan holds."""
    plan = sight.plan
    if plan.valid_from is None or plan.valid_to is None:
        yield Hit(sight.here(), field="valid_from" if plan.valid_from is None else "valid_to")


@of_plan
def validity_passed(sight: Sight) -> Iterator[Hit]:
    """The plan's last day has gone by."""
    if sight.around.passed and sight.plan.valid_to:
        yield Hit(sight.here(), quote=sight.plan.valid_to.isoformat())


@of_plan
def areas_missing(sight: Sight) -> Iterator[Hit]:
    """A plan without an area."""
    if not sight.areas:
        yield Hit(sight.here())


@of_area
def area_empty(sight: AreaSight) -> Iterator[Hit]:
    """An area in which nothing stands."""
    a = sight.area
    if not (
        a.goals or a.activities or a.indicators or a.background or a.needs or a.need_rows or a.followups or sight.asks
    ):
        yield Hit(sight.here())


@of_area
def background_missing(sight: AreaSight) -> Iterator[Hit]:
    """Goals or activities, and no word of why they are needed."""
    a = sight.area
    if not (a.background or a.needs or a.need_rows) and (a.goals or a.activities):
        yield Hit(sight.here())


@of_area
def need_without_source(sight: AreaSight) -> Iterator[Hit]:
    """Other areas say who saw the need; this one does not."""
    a = sight.area
    if (
        sight.around.sources_of_need_used
        and not (a.identified_by or any(n.source for n in a.need_rows))
        and (a.goals or a.activities)
    ):
        yield Hit(sight.here())


@of_area
def tag_missing(sight: AreaSight) -> Iterator[Hit]:
    """The plan has focus areas, and this area belongs to none."""
    if sight.around.focus_areas and sight.around.tags_used and not sight.area.focus_areas:
        yield Hit(sight.here())


@of_area
def tag_unknown(sight: AreaSight) -> Iterator[Hit]:
    """The area is tagged with a number that the plan's focus areas do not have."""
    for number in sight.area.focus_areas:
        if number not in sight.around.focus_areas:
            yield Hit(sight.here(), quote=str(number))


@of_plan
def focus_area_unused(sight: Sight) -> Iterator[Hit]:
    """A focus area that no area belongs to."""
    used = {n for a in sight.areas for n in a.area.focus_areas}
    for index, focus in enumerate(sight.plan.focus_areas):
        if used and focus.number not in used:
            words = f"{focus.number}. {focus.title}"
            yield Hit(sight.here(ItemKind.FOCUS_AREA, index, words), quote=words)


@of_plan
def number_twice(sight: Sight) -> Iterator[Hit]:
    """Two areas have the same number."""
    for places in _together((a.area.number or "", a.here()) for a in sight.areas):
        number = next(a.area.number for a in sight.areas if a.area.id == places[0].area)
        yield Hit(places[1], quote=number or "", places=(places[0], *places[2:]), field="number")


@of_plan
def number_gap(sight: Sight) -> Iterator[Hit]:
    """A number is left out in a row of numbers: 1.1, 1.2, 1.4."""
    groups: dict[int, dict[int, Place]] = {}
    for area in sight.areas:
        if found := TWO_LEVELS.fullmatch(area.area.number or ""):
            groups.setdefault(int(found[1]), {})[int(found[2])] = area.here()
    for group, numbers in groups.items():
        missing = [n for n in range(1, max(numbers)) if n not in numbers]
        # A group that begins high, or is full of holes, is numbered by another rule.
        if missing and len(missing) <= 2 and len(numbers) > len(missing):
            after = min(n for n in numbers if n > missing[0])
            told = ", ".join(f"{group}.{n}" for n in missing)
            yield Hit(numbers[after], quote=told, field="number")


@of_plan
def title_twice(sight: Sight) -> Iterator[Hit]:
    """Two areas have the same name."""
    for places in _together((folded(a.area.title), a.here()) for a in sight.areas):
        title = next(a.area.title for a in sight.areas if a.area.id == places[1].area)
        yield Hit(places[1], quote=title, places=(places[0], *places[2:]), field="title")


@of_plan
def text_repeated(sight: Sight) -> Iterator[Hit]:
    """The same words as goal, activity or indicator in several places: is it one thing, or two?"""
    yield from _repeated(t for t in sight.texts if t.place.kind in REPEATABLE and t.field == "text")


@of_plan
def proposal_repeated(sight: Sight) -> Iterator[Hit]:
    """The same proposal under several questions."""
    yield from _repeated(t for t in sight.texts if t.place.kind is ItemKind.PROPOSAL and t.field == "text")


def _repeated(texts: Iterable[Text]) -> Iterator[Hit]:
    enough = bounds().letters_of_a_repeated_text
    long = ((f"{t.place.kind}{folded(t.text)}", t.place) for t in texts if len(t.text) >= enough)
    for places in _together(long):
        yield Hit(places[1], quote=places[1].words, places=(places[0], *places[2:]))


def _together(pairs: Iterable[tuple[str, Place]]) -> list[list[Place]]:
    """Places that share a key, where there are at least two."""
    groups: dict[str, list[Place]] = {}
    for key, place in pairs:
        if key:
            groups.setdefault(key, []).append(place)
    return [places for places in groups.values() if len(places) > 1]


@of_area
def cost_year_missing(sight: AreaSight) -> Iterator[Hit]:
    """A cost that does not say which year it is for."""
    for index, cost in enumerate(sight.area.costs):
        if cost.year is None:
            words = cost.min if cost.min == cost.max else f"{cost.min}–{cost.max}"
            yield Hit(sight.here(ItemKind.COST, index=index, words=f"{words} kr"), quote=words)


@of_plan
def fund_year_missing(sight: Sight) -> Iterator[Hit]:
    """Grant money that does not say which year it is for."""
    for index, fund in enumerate(sight.plan.funds):
        if fund.year is None:
            yield Hit(sight.here(ItemKind.FUND, index, fund.name), quote=fund.name)
