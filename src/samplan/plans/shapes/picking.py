"""What can be picked out of one plan into another."""

from __future__ import annotations

from dataclasses import dataclass

from samplan.plans.shapes.items import ItemKind

PICKED_KINDS = (ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.INDICATOR, ItemKind.PROPOSAL)
"""Kinds that are picked one by one; the area that they stand in comes with them."""

Picked = tuple[ItemKind, int]


@dataclass(frozen=True, slots=True)
class PickItem:
    """An item that can be picked. there: it has been picked already."""

    kind: ItemKind
    id: int
    text: str
    there: bool


@dataclass(frozen=True, slots=True)
class PickArea:
    """An area with what can be picked from it, by kind and in order."""

    id: int
    number: str
    title: str
    items: tuple[PickItem, ...]
