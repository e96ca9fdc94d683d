"""How one part of a review is laid out: doubtful items first, then one group for each kind, and what each item says.

Pure: takes the query's frozen page, gives what the template prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samplan.intake.queries import ReviewItem, ReviewPage
from samplan.intake.shapes import ItemState
from samplan.plans.catalogue import activity_label
from samplan.plans.rules import with_status
from samplan.plans.shapes.exchange import ActivityKind, BlockKind, GoalStatus, Horizon, IndicatorKind
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.versions import PLAN_RELATION_NAMES, PlanRelationKind
from samplan.web import swedish
from samplan.web.workspace.fields import (
    ACTIVITY_KIND_WORDS,
    BLOCK_WORDS,
    GOAL_STATUS_WORDS,
    HORIZON_WORDS,
    INDICATOR_WORDS,
    KIND_WORDS,
    KIND_WORDS_PLURAL,
)

ORDER = (
    ItemKind.PLAN,
    ItemKind.AREA,
    ItemKind.OVERALL_GOAL,
    ItemKind.TARGET_IMAGE,
    ItemKind.FOCUS_AREA,
    ItemKind.PERSPECTIVE,
    ItemKind.BACKGROUND,
    ItemKind.NEEDS,
    ItemKind.NEED,
    ItemKind.GOAL,
    ItemKind.ACTIVITY,
    ItemKind.INDICATOR,
    ItemKind.RESPONSIBLE,
    ItemKind.COST,
    ItemKind.CHALLENGE_QUESTION,
    ItemKind.PROPOSAL,
    ItemKind.FOLLOWUP_QUESTION,
    ItemKind.FOLLOWUP,
    ItemKind.COMMENT,
    ItemKind.FUND,
    ItemKind.OTHER,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A value as written and as understood; written may be None where only the meaning is known."""

    written: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the page shows it."""

    item: ReviewItem
    kind_word: str
    text: str
    notes: tuple[Understood, ...]
    place: str
    can_choose_no_time: bool

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a person."""
        return self.item.state is ItemState.WAITING

    @property
    def written(self) -> str:
        """The source's words, where they differ from the item's."""
        told = self.item.as_written or str(self.item.values.get("timeframe") or "")
        return "" if told == self.text else told

    @property
    def read_as(self) -> tuple[str, ...]:
        """What was understood; a time that the person is asked about stands in the question instead."""
        notes = self.notes[1:] if self.can_choose_no_time and self.is_open else self.notes
        return tuple(note.meaning for note in notes)


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading. key names the anchor."""

    key: str
    heading: str
    entries: tuple[Entry, ...]


def groups(page: ReviewPage) -> tuple[Group, ...]:
    """Doubtful first, then by kind; headers and page numbers, then what was dropped, last."""
    entries = [entry(item) for item in page.items]
    doubtful = [e for e in entries if e.item.doubtful]
    dropped = [e for e in entries if e.item.state is ItemState.DROPPED]
    rest = [e for e in entries if not e.item.doubtful and e.item.state is not ItemState.DROPPED]
    scaffold = [e for e in rest if _is_scaffolding(e.item)]
    found = [Group("tveksamma", _("Tveksamma"), tuple(sorted(doubtful, key=lambda e: e.item.certainty)))]
    found += _by_kind(e for e in rest if not _is_scaffolding(e.item))
    found.append(Group("stodord", _("Rubrikord, sidhuvuden och sidnummer"), tuple(scaffold)))
    found.append(Group("bort", _("Borttagna"), tuple(dropped)))
    return tuple(group for group in found if group.entries)


def legend(page: ReviewPage) -> tuple[tuple[str, str, bool], ...]:
    """What the numbers in the source mean: one of each kind that stands there, its word, whether it is in doubt."""
    seen: dict[ItemKind, tuple[str, str, bool]] = {}
    for item in page.items:
        if item.in_source and item.kind is not ItemKind.OTHER:
            seen.setdefault(item.kind, (item.tag, str(KIND_WORDS[item.kind]).lower(), False))
    doubt = next((item.tag for item in page.items if item.doubtful and item.in_source), None)
    return (*seen.values(), *([(doubt, _("tveksamt"), True)] if doubt else []))


def _is_scaffolding(item: ReviewItem) -> bool:
    return item.kind is ItemKind.OTHER and item.values.get("kind") in {BlockKind.LABEL, BlockKind.FURNITURE}


def _by_kind(entries: Iterable[Entry]) -> list[Group]:
    sorted_in: dict[ItemKind, list[Entry]] = defaultdict(list)
    for one in entries:
        sorted_in[one.item.kind].append(one)
    return [Group(kind.value, str(KIND_WORDS_PLURAL[kind]), tuple(sorted_in[kind])) for kind in ORDER]


def entry(item: ReviewItem) -> Entry:
    """What the page says of one item."""
    has_time = item.kind is ItemKind.ACTIVITY and bool(item.values.get("timeframe"))
    return Entry(
        item=item,
        kind_word=str(KIND_WORDS[item.kind]),
        text=_text(item),
        notes=tuple(_notes(item)),
        place=_place(item),
        can_choose_no_time=has_time and bool(item.doubts) and bool(item.values.get("start") or item.values.get("end")),
    )


def _text(item: ReviewItem) -> str:
    if item.kind is ItemKind.AREA:
        return " ".join(str(item.values[k]) for k in ("number", "title") if item.values.get(k))
    if item.kind is ItemKind.COST:
        what = item.values.get("text")
        return f"{what}: {_cost(item.values)}" if what else _cost(item.values)
    if item.kind is ItemKind.FUND:
        return f"{item.values['name']}: {swedish.money(item.values['amount'])}"
    if item.kind is ItemKind.PLAN:
        return item.text or _("Planen har ingen titel i dokumentet.")
    if item.kind is ItemKind.FOCUS_AREA:
        return f"{item.values['number']} {item.values['title']}"
    return item.text


def _cost(values: dict[str, Any]) -> str:
    if values["min"] == values["max"]:
        return swedish.money(values["max"])
    return f"{swedish.number(values['min'])}–{swedish.money(values['max'])}"


def _place(item: ReviewItem) -> str:
    parts = [_("bladet %(sheet)s") % {"sheet": item.sheet}] if item.sheet else []
    if item.page is not None and not item.sheet:
        parts.append(_("sida %(page)s") % {"page": item.page})
    if item.row is not None:
        parts.append(_("tabellen, rad %(row)s") % {"row": item.row + 1})
    return ", ".join(parts)


def time_meaning(values: dict[str, Any]) -> str:
    """How an activity's time was understood, in words."""
    start, end = _date(values.get("start")), _date(values.get("end"))
    return swedish.period(start, end, ongoing=bool(values.get("ongoing"))) or _("ingen tid")


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _notes(item: ReviewItem) -> Iterable[Understood]:
    teller = NOTES.get(item.kind)
    return teller(item) if teller else ()


def _goal_notes(item: ReviewItem) -> Iterable[Understood]:
    yield Understood(item.as_written or None, str(HORIZON_WORDS[Horizon(item.values["level"])]))


def _need_notes(item: ReviewItem) -> Iterable[Understood]:
    who = " ".join(str(item.values[k]) for k in ("source", "year") if item.values.get(k))
    if who:
        yield Understood(None, _("Identifierat av %(who)s") % {"who": who})
    if item.values.get("evidence"):
        yield Understood(None, _("Underlag: %(evidence)s") % {"evidence": item.values["evidence"]})


def _actor_notes(item: ReviewItem) -> Iterable[Understood]:
    if item.values.get("actor"):
        yield Understood(None, _("Aktör: %(actor)s") % {"actor": item.values["actor"]})


def _followup_notes(item: ReviewItem) -> Iterable[Understood]:
    head = " ".join(str(item.values[k]) for k in ("heading", "year") if item.values.get(k))
    if head:
        yield Understood(None, head)


def _year_notes(item: ReviewItem) -> Iterable[Understood]:
    if item.values.get("year"):
        yield Understood(item.as_written or None, str(item.values["year"]))


def _other_notes(item: ReviewItem) -> Iterable[Understood]:
    yield Understood(None, str(BLOCK_WORDS[BlockKind(item.values["kind"])]))


def _activity_notes(item: ReviewItem) -> Iterable[Understood]:
    values = item.values
    if values.get("timeframe") or values.get("start") or values.get("end"):
        yield Understood(values.get("timeframe"), time_meaning(values))
    if label := activity_label(str(with_status(values).get("status") or "")):
        yield Understood(None, _("Status: %(status)s") % {"status": label.en if swedish.in_english() else label.sv})
    if values.get("kind") == ActivityKind.REPORTED or values.get("year"):
        parts = [
            str(ACTIVITY_KIND_WORDS[ActivityKind(values["kind"])]),
            *([str(values["year"])] if values["year"] else []),
        ]
        yield Understood(None, " ".join(parts))
    if values.get("goal"):
        yield Understood(None, _("För målet: %(goal)s") % {"goal": values["goal"]})
    if values.get("responsible"):
        yield Understood(None, _("Ansvarig: %(who)s") % {"who": ", ".join(values["responsible"])})


def _indicator_notes(item: ReviewItem) -> Iterable[Understood]:
    values = item.values
    yield Understood(None, str(INDICATOR_WORDS[IndicatorKind(values["kind"])]))
    if values.get("source") or values.get("reference"):
        yield Understood(None, " ".join(str(values[k]) for k in ("source", "reference") if values.get(k)))
    if values.get("rhythm"):
        yield Understood(None, _("Följs %(rhythm)s") % {"rhythm": values["rhythm"]})


def _area_notes(item: ReviewItem) -> Iterable[Understood]:
    values = item.values
    if values.get("group"):
        yield Understood(None, str(values["group"]))
    if values.get("focus_areas"):
        numbers = ", ".join(str(n) for n in values["focus_areas"])
        yield Understood(None, _("Fokusområde %(numbers)s") % {"numbers": numbers})
    if values.get("identified_by") or values.get("identified_year"):
        who = " ".join(str(values[k]) for k in ("identified_by", "identified_year") if values.get(k))
        yield Understood(None, _("Behovet identifierat av %(who)s") % {"who": who})
    if values.get("goal_status"):
        yield Understood(None, str(GOAL_STATUS_WORDS[GoalStatus(values["goal_status"])]))


def _plan_notes(item: ReviewItem) -> Iterable[Understood]:
    values = item.values
    start, end = _date(values.get("valid_from")), _date(values.get("valid_to"))
    if start or end:
        span = " – ".join(swedish.long_date(d) for d in (start, end) if d)
        yield Understood(None, _("Gäller %(span)s") % {"span": span})
    if values.get("county"):
        yield Understood(None, str(values["county"]))
    for told in values.get("relations") or ():
        words = f"{swedish.said(PLAN_RELATION_NAMES[PlanRelationKind(told['kind'])])} {told['plan']}"
        yield Understood(None, f"{words}: {told['note']}" if told.get("note") else words)


NOTES: dict[ItemKind, Callable[[ReviewItem], Iterable[Understood]]] = {
    ItemKind.ACTIVITY: _activity_notes,
    ItemKind.GOAL: _goal_notes,
    ItemKind.NEED: _need_notes,
    ItemKind.INDICATOR: _indicator_notes,
    ItemKind.PROPOSAL: _actor_notes,
    ItemKind.FOLLOWUP: _followup_notes,
    ItemKind.AREA: _area_notes,
    ItemKind.PLAN: _plan_notes,
    ItemKind.COST: _year_notes,
    ItemKind.FUND: _year_notes,
    ItemKind.OTHER: _other_notes,
}
"""What is said below the words of each kind; nothing for those that are only words."""
