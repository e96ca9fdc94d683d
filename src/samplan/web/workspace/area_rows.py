"""How the editor lays out an area or a plan: sections by kind, a row for each item. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samplan.intake.queries import ReviewItem
from samplan.intake.shapes import ItemState
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.editing import AreaForEditing, EditItem, PlanForEditing
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.fields import KIND_WORDS, KIND_WORDS_PLURAL
from samplan.web.workspace.review_groups import Understood, entry

AREA_ORDER = (
    ItemKind.BACKGROUND,
    ItemKind.NEEDS,
    ItemKind.GOAL,
    ItemKind.ACTIVITY,
    ItemKind.INDICATOR,
    ItemKind.RESPONSIBLE,
    ItemKind.COST,
    ItemKind.CHALLENGE_QUESTION,
    ItemKind.FOLLOWUP_QUESTION,
    ItemKind.FOLLOWUP,
    ItemKind.COMMENT,
    ItemKind.OTHER,
)
PLAN_ORDER = (
    ItemKind.OVERALL_GOAL,
    ItemKind.TARGET_IMAGE,
    ItemKind.FOCUS_AREA,
    ItemKind.PERSPECTIVE,
    ItemKind.FUND,
    ItemKind.OTHER,
)
ONE_ONLY = {ItemKind.BACKGROUND, ItemKind.NEEDS, ItemKind.COMMENT}


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the editor shows it. label: its status or attainment, if any."""

    kind: str
    kind_word: str
    id: int
    text: str
    notes: tuple[Understood, ...]
    label: Label | None
    imported: bool
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """All items of one kind. can_add: another one may be added."""

    kind: str
    heading: str
    word: str
    rows: tuple[Row, ...]
    can_add: bool


def _as_review(item: EditItem) -> ReviewItem:
    """The editor words an item just as the review does."""
    values: dict[str, Any] = {k: (v.isoformat() if hasattr(v, "isoformat") else v) for k, v in item.values.items()}
    text = next((str(values[k]) for k in ("text", "title", "name") if values.get(k)), "")
    return ReviewItem(
        id=item.id,
        tag="",
        kind=item.kind,
        parent_id=None,
        parent_tag=None,
        text=text,
        values=values,
        as_read=None,
        as_written="",
        page=None,
        row=None,
        sheet=None,
        certainty=1.0,
        doubtful=False,
        doubts=(),
        state=ItemState.COMMITTED,
        drop_reason="",
        added_by_hand=False,
        in_source=False,
    )


def _label(item: EditItem) -> Label | None:
    if item.kind is ItemKind.ACTIVITY:
        return activity_label(str(item.values.get("status") or ""))
    if item.kind is ItemKind.GOAL:
        return attainment_label(str(item.values.get("attainment") or ""))
    return None


def row(item: EditItem) -> Row:
    """One item as a row."""
    told = entry(_as_review(item))
    return Row(
        kind=item.kind.value,
        kind_word=str(KIND_WORDS[item.kind]),
        id=item.id,
        text=told.text,
        notes=told.notes,
        label=_label(item),
        imported=item.imported,
        rows=tuple(row(one) for one in item.items),
    )


def _section(kind: ItemKind, items: tuple[EditItem, ...]) -> Section:
    return Section(
        kind=kind.value,
        heading=str(KIND_WORDS_PLURAL[kind]),
        word=str(KIND_WORDS[kind]).lower(),
        rows=tuple(row(item) for item in items),
        can_add=kind is not ItemKind.OTHER and not (kind in ONE_ONLY and items),
    )


def area_sections(area: AreaForEditing) -> tuple[Section, ...]:
    """The area's items by kind; empty kinds stay, so that something can be added."""
    kinds = [k for k in AREA_ORDER if k is not ItemKind.OTHER or area.items.get(k)]
    return tuple(_section(kind, area.items.get(kind, ())) for kind in kinds)


def plan_sections(plan: PlanForEditing) -> tuple[Section, ...]:
    """What stands directly under the plan, without its areas."""
    kinds = [k for k in PLAN_ORDER if k is not ItemKind.OTHER or plan.items.get(k)]
    return tuple(_section(kind, plan.items.get(kind, ())) for kind in kinds)
