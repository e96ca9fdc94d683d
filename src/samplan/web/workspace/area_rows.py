"""How the editor lays out an area or a plan: sections by kind, a row for each item, and what is lacking. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samplan.intake.queries import ReviewItem
from samplan.intake.shapes import ItemState
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.editing import AreaForEditing, EditItem, PlanForEditing
from samplan.plans.shapes.exchange import BlockKind
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.fields import BLOCK_WORDS_PLURAL, KIND_WORDS, KIND_WORDS_PLURAL
from samplan.web.workspace.owner_words import NOBODY, Beside, owners_beside
from samplan.web.workspace.review_groups import Understood, entry

AREA_ORDER = (
    ItemKind.BACKGROUND,
    ItemKind.NEEDS,
    ItemKind.NEED,
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


Hints = Mapping[tuple[ItemKind, int], tuple[str, ...]]
NO_HINTS: Hints = {}
SCAFFOLDING = (BlockKind.LABEL, BlockKind.FURNITURE)
"""Words that only told where things stand in the document."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the editor shows it. label: its status or attainment, if any. hints: what it lacks."""

    kind: str
    kind_word: str
    id: int
    text: str
    notes: tuple[Understood, ...]
    label: Label | None
    hints: tuple[str, ...]
    imported: bool
    rows: tuple[Row, ...] = ()

    @property
    def name(self) -> str:
        """Its place on the page."""
        return f"{self.kind}-{self.id}"

    @property
    def movable(self) -> bool:
        """Whether it can stand in another area: what an area has one of stays where it is."""
        return ItemKind(self.kind) not in ONE_ONLY


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows that lie folded under one line."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All items of one kind. can_add: another one may be added. folds: instead of rows, for what found no place."""

    kind: str
    heading: str
    word: str
    rows: tuple[Row, ...]
    can_add: bool
    folds: tuple[Fold, ...] = ()

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.rows) + sum(len(fold.rows) for fold in self.folds)


@dataclass(frozen=True, slots=True)
class Lack:
    """A kind of which there is nothing yet. why: what it would be good for; "" where that goes without saying."""

    kind: str
    heading: str
    word: str
    why: str
    wanted: bool


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


def row(item: EditItem, hints: Hints = NO_HINTS, owners: Beside = NOBODY) -> Row:
    """One item as a row. hints: what the plan check says of items; owners: who has a part in them: by kind and id."""
    told = entry(_as_review(item))
    return Row(
        kind=item.kind.value,
        kind_word=str(KIND_WORDS[item.kind]),
        id=item.id,
        text=told.text,
        notes=(*told.notes, *(Understood(None, words) for words in owners.get((item.kind, item.id), ()))),
        label=_label(item),
        hints=hints.get((item.kind, item.id), ()),
        imported=item.imported,
        rows=tuple(row(one, hints, owners) for one in item.items),
    )


def _section(kind: ItemKind, items: tuple[EditItem, ...], hints: Hints = NO_HINTS, owners: Beside = NOBODY) -> Section:
    other = kind is ItemKind.OTHER
    return Section(
        kind=kind.value,
        heading=str(KIND_WORDS_PLURAL[kind]),
        word=str(KIND_WORDS[kind]).lower(),
        rows=() if other else tuple(row(item, hints, owners) for item in items),
        can_add=not other and not (kind in ONE_ONLY and items),
        folds=_folds(items) if other else (),
    )


def _folds(items: tuple[EditItem, ...]) -> tuple[Fold, ...]:
    """What found no place, one fold for each sort of block, scaffolding last."""
    sorts: dict[BlockKind, list[Row]] = defaultdict(list)
    for item in items:
        sorts[BlockKind(item.values["kind"])].append(row(item))
    order = [*(k for k in BlockKind if k not in SCAFFOLDING), *SCAFFOLDING]
    return tuple(Fold(str(BLOCK_WORDS_PLURAL[kind]), tuple(sorts[kind])) for kind in order if sorts.get(kind))


def area_sections(area: AreaForEditing, hints: Hints = NO_HINTS) -> tuple[Section, ...]:
    """The area's items by kind, kinds without items left out."""
    owners = owners_beside(area)
    return tuple(_section(kind, area.items[kind], hints, owners) for kind in AREA_ORDER if area.items.get(kind))


def plan_sections(plan: PlanForEditing, hints: Hints = NO_HINTS) -> tuple[Section, ...]:
    """What stands directly under the plan, without its areas; kinds without items left out."""
    return tuple(_section(kind, plan.items[kind], hints) for kind in PLAN_ORDER if plan.items.get(kind))


def area_lacks(area: AreaForEditing) -> tuple[Lack, ...]:
    """Kinds of which the area has nothing; those that the plan check asks for come first."""
    asks = bool(area.items.get(ItemKind.CHALLENGE_QUESTION))
    why = {
        ItemKind.GOAL: "" if asks else _("Utan mål går det inte att säga om något hjälpte."),
        ItemKind.ACTIVITY: "" if asks else _("Här står vad som ska göras."),
        ItemKind.RESPONSIBLE: _("Någon behöver föra området framåt."),
        ItemKind.INDICATOR: _("Med en indikator går det att följa om något ändras."),
    }
    kinds = [k for k in AREA_ORDER if k is not ItemKind.OTHER and not area.items.get(k)]
    lacks = [_lack(kind, why.get(kind, "")) for kind in kinds]
    return tuple(sorted(lacks, key=lambda lack: not lack.wanted))


def plan_lacks(plan: PlanForEditing) -> tuple[Lack, ...]:
    """Kinds of which the plan itself has nothing."""
    return tuple(_lack(kind, "") for kind in PLAN_ORDER if kind is not ItemKind.OTHER and not plan.items.get(kind))


def _lack(kind: ItemKind, why: str) -> Lack:
    return Lack(kind.value, str(KIND_WORDS_PLURAL[kind]), str(KIND_WORDS[kind]).lower(), why, bool(why))
