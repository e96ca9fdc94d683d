"""An import on its way into a plan that holds something: which of its items stand there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samplan.intake.matching import MADE_FROM_THE_TIME, TEXTS, Candidate, Match, match
from samplan.intake.models import Import, ProposedItem
from samplan.intake.rules import main_field
from samplan.intake.shapes import ItemState
from samplan.intake.unfolding import PARENT_OF
from samplan.plans.queries import standing_items
from samplan.plans.shapes.items import ItemKind

if TYPE_CHECKING:
    from samplan.plans.models import Plan

_KINDS = frozenset({*PARENT_OF, ItemKind.OTHER})

NEVER_TWICE = TEXTS | {ItemKind.PLAN, ItemKind.FOCUS_AREA}
"""Kinds of which a place holds one: another wording can only replace what stands there."""


def goes_beside(imported: Import) -> bool:
    """Whether the import goes into a plan that it did not make itself."""
    plan = imported.plan
    return plan is not None and plan.removed_at is None and plan.import_ref != imported.ref


def with_a_place(items: Sequence[ProposedItem]) -> list[ProposedItem]:
    """The accepted items, but not those under something that still waits or was dropped."""
    by_id = {item.pk: item for item in items}

    def stands(item: ProposedItem) -> bool:
        above = by_id.get(item.parent_id or 0)
        if above is None or above.kind == ItemKind.PLAN:
            return True
        return above.state in {ItemState.ACCEPTED, ItemState.COMMITTED} and stands(above)

    return [item for item in items if item.state == ItemState.ACCEPTED and stands(item)]


def is_scaffolding(item: ProposedItem) -> bool:
    """Headers and page numbers: accepted from the start, so nobody's judgement."""
    return item.kind == ItemKind.OTHER and item.values.get("kind") in {"label", "furniture"}


def joined(items: Iterable[ProposedItem]) -> tuple[list[ProposedItem], dict[int, int]]:
    """The items, several texts of one area made one; and for each that was joined to another the id of that other."""
    first: dict[tuple[int | None, str], ProposedItem] = {}
    kept: list[ProposedItem] = []
    follows: dict[int, int] = {}
    for item in items:
        if item.kind not in TEXTS:
            kept.append(item)
        elif (place := (item.parent_id, item.kind)) in first:
            head = first[place]
            head.values = {**head.values, "text": f"{head.values['text']}\n{item.values['text']}"}
            follows[item.pk] = head.pk
        else:
            first[place] = item
            kept.append(item)
    return kept, follows


def held_against(
    imported: Import,
    plan: Plan,
    fresh: Sequence[ProposedItem],
    items: Sequence[ProposedItem],
    apart: frozenset[int] = frozenset(),
) -> dict[int, Match]:
    """For each fresh item that the plan holds already its match there. Two SQL queries.

    items: all of the import, of which some may stand in the plan since an earlier round. apart: items that are to
    stand beside what they resemble, and all under them.
    """
    roots = {item.pk for item in items if item.kind == ItemKind.PLAN}
    earlier = [item for item in items if item.state == ItemState.COMMITTED]
    candidates = [
        Candidate(
            id=item.pk,
            kind=ItemKind(item.kind),
            parent=None if item.parent_id is None or item.parent_id in roots else item.parent_id,
            values=item.values,
            stands_as=item.plan_item if item.state == ItemState.COMMITTED else None,
        )
        for item in (*earlier, *fresh)
        if item.pk not in apart
    ]
    standing = [item for item in standing_items(plan, _KINDS) if item.import_ref != imported.ref]
    return match(candidates, standing)


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that stands in the plan in another wording. fields: each that differs, as it is and as the document says.

    version: the plan's item as it was compared. fills: the plan leaves these fields empty. may_be_added: the document's
    wording can also stand beside the plan's.
    """

    id: int
    kind: ItemKind
    words: str
    area: str
    fields: tuple[tuple[str, Any, Any], ...]
    version: int
    fills: bool
    may_be_added: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An item in a list: its kind, its words and the area that it stands in ("" for the plan itself)."""

    kind: ItemKind
    words: str
    area: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accepted items of an import beside the plan that they go into. left: items that are yet to be judged."""

    plan_id: int
    plan_title: str
    changed: tuple[Changed, ...]
    new: tuple[Told, ...]
    same: tuple[Told, ...]
    left: int


def comparison(imported: Import) -> Comparison | None:
    """What putting the accepted items in would do; None for an import that makes a plan of its own. Three queries."""
    plan = imported.plan
    if plan is None or not goes_beside(imported):
        return None
    items = list(ProposedItem.objects.filter(imported=imported))
    fresh, _follows = joined(with_a_place(items))
    matches = held_against(imported, plan, fresh, items)
    by_id = {item.pk: item for item in items}
    changed: list[Changed] = []
    new: list[Told] = []
    same: list[Told] = []
    for item in fresh:
        if is_scaffolding(item):
            continue
        told = Told(ItemKind(item.kind), _words(item), _area_of(item, by_id))
        found = matches.get(item.pk)
        if found is None:
            new.append(told)
        elif not found.fields:
            same.append(told)
        else:
            changed.append(_changed(item, told, found))
    left = sum(item.state == ItemState.WAITING for item in items)
    return Comparison(plan.pk, plan.title, tuple(changed), tuple(new), tuple(same), left)


def _changed(item: ProposedItem, told: Told, found: Match) -> Changed:
    # What is made from the time as written changes with it and needs no line of its own.
    names = [n for n in found.fields if "timeframe" not in found.fields or n not in MADE_FROM_THE_TIME]
    return Changed(
        id=item.pk,
        kind=told.kind,
        words=told.words,
        area=told.area,
        fields=tuple((name, found.standing.values.get(name), item.values[name]) for name in names),
        version=found.standing.version,
        fills=found.fills,
        may_be_added=told.kind not in NEVER_TWICE,
    )


def _words(item: ProposedItem) -> str:
    if item.kind == ItemKind.AREA:
        return " ".join(str(item.values[k]) for k in ("number", "title") if item.values.get(k))
    if item.kind == ItemKind.COST:
        return f"{item.values['min']}–{item.values['max']} kr"
    return str(item.values.get(main_field(ItemKind(item.kind))) or "")


def _area_of(item: ProposedItem, by_id: Mapping[int, ProposedItem]) -> str:
    above = by_id.get(item.parent_id or 0)
    while above is not None and above.kind != ItemKind.AREA:
        above = by_id.get(above.parent_id or 0)
    return _words(above) if above is not None else ""
