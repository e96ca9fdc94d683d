"""The tags of an area and of what stands in it, as its page and the forms of its items show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samplan.plans import queries
from samplan.plans.shapes.content import TagContent
from samplan.plans.shapes.editing import AreaForEditing
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import TAGGED
from samplan.web.workspace.fields import KIND_WORDS


@dataclass(frozen=True, slots=True)
class TagLine:
    """An item and its tags. name: its place on the page of tags ("activity-7")."""

    name: str
    word: Any
    text: str
    tags: list[TagContent]


def tag_lines(plan: Any, area: AreaForEditing) -> list[TagLine]:
    """What has tags, the area first, then in the page's order. One query."""
    told = queries.area_tags(plan, area.id)
    items = [(ItemKind.AREA, area.id, str(area.values.get("title") or ""))]
    for kind in (ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.INDICATOR):
        items += [(kind, item.id, str(item.values.get("text") or "")) for item in area.items[kind]]
    lines = [
        TagLine(
            f"{kind.value}-{pk}",
            KIND_WORDS[kind],
            text,
            [tag for tag in told if (tag.item_kind, tag.item_id) == (kind.value, str(pk))],
        )
        for kind, pk, text in items
    ]
    return [line for line in lines if line.tags]


def item_tags(plan: Any, kind: ItemKind, item_id: int, area_id: int | None) -> list[TagContent] | None:
    """The tags of one item; None for what cannot be tagged. One query."""
    place = item_id if kind is ItemKind.AREA else area_id
    if kind.value not in TAGGED or place is None:
        return None
    return [tag for tag in queries.area_tags(plan, place) if (tag.item_kind, tag.item_id) == (kind.value, str(item_id))]
