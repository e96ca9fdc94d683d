"""An import goes into a plan that holds something: what is there is not doubled, and can be set back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samplan.actors.shapes import DomainError
from samplan.intake.comparing import NEVER_TWICE, held_against, joined
from samplan.intake.matching import Match
from samplan.intake.models import Import, ProposedItem
from samplan.intake.shapes import Choice, ItemState, Outcome
from samplan.intake.tying import Placed, ties_of
from samplan.plans import actions as plans
from samplan.plans.queries import standing_items
from samplan.plans.rules import with_status
from samplan.plans.shapes.areanames import by_name, folded
from samplan.plans.shapes.items import NAMES_ELSEWHERE, ItemKind

if TYPE_CHECKING:
    from samplan.actors.rules import Actor
    from samplan.plans.models import Plan

Choices = Mapping[int, Choice]


def settle(
    by: Actor, imported: Import, plan: Plan, fresh: list[ProposedItem], items: list[ProposedItem], choices: Choices
) -> tuple[list[ProposedItem], dict[int, int]]:
    """Decide on every fresh item that stands in the plan already, and change what a person chose to replace.

    Returns the items that are still to be added, and where in the plan the others stand by their id. Raises
    ChangedMeanwhile when somebody changed what was compared.
    """
    kept, follows = joined(fresh)
    apart = frozenset(pk for pk, choice in choices.items() if choice.outcome is Outcome.ADDED)
    apart -= {item.pk for item in fresh if item.kind in NEVER_TWICE}
    matches = held_against(imported, plan, kept, items, apart)
    for item in kept:
        if (found := matches.get(item.pk)) is not None:
            item.plan_item = found.standing.id
            _decide(by, item, found, choices.get(item.pk))
    by_id = {item.pk: item for item in kept}
    for item in fresh:
        if (head := by_id.get(follows.get(item.pk, 0))) is not None and head.pk in matches:
            item.plan_item, item.outcome = head.plan_item, Outcome.KEPT
    settled = [item for item in fresh if item.outcome]
    ProposedItem.objects.bulk_update(settled, ["plan_item", "outcome", "plan_before"], batch_size=400)
    to_add = [item for item in fresh if not item.outcome and item.pk not in follows]
    return to_add, {item.pk: item.plan_item for item in settled if item.plan_item}


def _decide(by: Actor, item: ProposedItem, found: Match, choice: Choice | None) -> None:
    if not found.fields:
        item.outcome = Outcome.SAME
        return
    wanted = choice.outcome if choice else Outcome.REPLACED if found.fills else Outcome.KEPT
    if wanted is not Outcome.REPLACED:
        item.outcome = Outcome.KEPT
        return
    values = _replacing(item, found)
    before = {name: found.standing.values.get(name) for name in values}
    row = plans.change_item(
        by=by,
        kind=ItemKind(item.kind),
        item_id=found.standing.id,
        values=values,
        seen_version=choice.seen_version if choice else found.standing.version,
    )
    item.outcome, item.plan_before = Outcome.REPLACED, {"values": before, "version": row.version}


def _replacing(item: ProposedItem, found: Match) -> dict[str, Any]:
    """The values that the document tells otherwise; with another time also what is made from it."""
    values: dict[str, Any] = {name: item.values[name] for name in found.fields}
    if "timeframe" in values:
        values |= {name: item.values.get(name) for name in ("start", "end")}
        values["ongoing"] = bool(item.values.get("ongoing"))
        values = with_status(values)
    return values


def own_values(item: ProposedItem) -> dict[str, Any]:
    """An item's values without those that name another part of the document: these are tied when all have a place."""
    elsewhere = NAMES_ELSEWHERE.get(ItemKind(item.kind), ())
    return {name: value for name, value in item.values.items() if name not in elsewhere}


def tie(by: Actor, plan: Plan, items: list[ProposedItem], new: set[int]) -> None:
    """Let the plan know what the document ties together, of the items (by their id) that are new in it."""
    placed = [
        Placed(
            item.plan_item,
            item.parent_id,
            ItemKind(item.kind),
            item.values,
            item.provenance,
            item.as_read or item.values,
            item.pk in new,
        )
        for item in items
        if item.plan_item is not None
    ]
    ties = ties_of(placed, _areas_by_name(plan, items))
    if ties:
        plans.tie_rows(
            by=by,
            plan=plan,
            goals=ties.goals,
            responsible=ties.responsible,
            steps=ties.steps,
            needs=ties.needs,
            named=ties.named,
        )


def _areas_by_name(plan: Plan, items: list[ProposedItem]) -> dict[str, int]:
    """The plan's areas by the names that needs name them by: the document's own, for others those of the plan."""
    named = {folded(name) for item in items if item.kind == ItemKind.NEED for name in item.values.get("areas") or ()}
    if not named:
        return {}
    told = [
        (item.pk, values.get("number"), str(values.get("title") or ""))
        for item in items
        if item.kind == ItemKind.AREA and (values := item.as_read or item.values)
    ]
    own, in_file = by_name(told), {folded(name) for _, *both in told for name in both}
    there = {} if named <= own.keys() | in_file else _in_plan_by_name(plan)
    in_plan = {item.pk: item.plan_item for item in items}
    placed = {name: in_plan[pk] for name, pk in own.items()}
    elsewhere = {name: area for name, area in there.items() if name not in in_file}
    return {name: area for name, area in (elsewhere | placed).items() if area is not None}


def _in_plan_by_name(plan: Plan) -> dict[str, int]:
    return by_name(
        [
            (area.id, area.values.get("number"), str(area.values.get("title") or ""))
            for area in standing_items(plan, {ItemKind.AREA})
            if area.kind is ItemKind.AREA
        ]
    )


def set_back(by: Actor, imported: Import) -> tuple[int, int]:
    """Set back what the import replaced, and nobody has changed since. Returns how many were, and were not."""
    back = kept = 0
    replaced = ProposedItem.objects.filter(imported=imported, state=ItemState.COMMITTED, outcome=Outcome.REPLACED)
    for item in replaced:
        before: dict[str, Any] = item.plan_before or {}
        try:
            plans.change_item(
                by=by,
                kind=ItemKind(item.kind),
                item_id=item.plan_item or 0,
                values=before["values"],
                seen_version=before["version"],
            )
        except DomainError:
            # Changed or removed by somebody since: that stays.
            kept += 1
        else:
            back += 1
    return back, kept
