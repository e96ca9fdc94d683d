"""An item's own changes and those of its ties, as one list that is read from the newest to the oldest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.plans.names import mapping_name
from samplan.plans.shapes.editing import FieldChange
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ties import RemovedTie, TieEntry, TieKind, TieLine
from samplan.plans.shapes.versions import PLAN_RELATION_NAMES, PlanRelationKind
from samplan.web.swedish import money, number, said
from samplan.web.workspace.history_groups import Sitting

TIE_WORDS = {
    TieKind.STEP: gettext_lazy("Steg i förändringsteorin"),
    TieKind.TAG: gettext_lazy("Tagg"),
    TieKind.WAITING: gettext_lazy("Väntar på"),
    TieKind.NEED_AREA: gettext_lazy("Behov som fler områden har"),
    TieKind.RELATION: gettext_lazy("Planer som hör ihop"),
    TieKind.WORDING: gettext_lazy("Andra ord för samma del"),
    TieKind.MAPPING: gettext_lazy("Motsvarighet i ett annat ramverk"),
}
"""What each sort of tie is called."""


def item_words(kind: ItemKind, text: str) -> str:
    """What a line calls an item: its words, and a cost's amounts as they are read, 200 000–300 000 kronor."""
    if kind is not ItemKind.COST or not text:
        return text
    low, high = (amount.removesuffix(".00") for amount in text.split("–"))
    return money(high) if low == high else f"{number(low)}–{money(high)}"


_SAID_OF = {
    TieKind.STEP: gettext_lazy("Det förutsätter"),
    TieKind.TAG: gettext_lazy("Den viktigaste"),
    TieKind.RELATION: gettext_lazy("Anteckning"),
    TieKind.MAPPING: gettext_lazy("Hur de hör ihop"),
}
"""What is said of a tie."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change in the list. one: who, when, what; changes: label, before, after. tie: of a tie, else None.

    about: the tie's words where only what is said of it was changed.
    """

    one: Sitting | TieEntry
    changes: list[tuple[Any, Any, Any]]
    tie: TieEntry | None = None
    about: str = ""


def history_lines(
    own: Iterable[Sitting],
    ties: Iterable[TieEntry],
    told: Callable[[tuple[FieldChange, ...]], list[tuple[Any, Any, Any]]],
) -> list[Line]:
    """All changes, the newest first."""
    lines = [Line(one, told(one.changes)) for one in own]
    lines += [_tie_line(entry) for entry in ties]
    return sorted(lines, key=lambda line: line.one.when, reverse=True)


def _tie_line(entry: TieEntry) -> Line:
    label = TIE_WORDS[entry.tie]
    if entry.what == "changed":
        line = entry.lines[0]
        values = (_said(entry.tie, line.before), _said(entry.tie, line.after))
        return Line(entry, [(_SAID_OF[entry.tie], *values)], entry, tie_words(entry.tie, line))
    words = "; ".join(tie_words(entry.tie, line) for line in entry.lines)
    gone = entry.what == "removed"
    changes: list[tuple[Any, Any, Any]] = [(label, words if gone else "", "" if gone else words)]
    extra = entry.lines[0].after if entry.tie in {TieKind.STEP, TieKind.RELATION} else ""
    if extra and not gone and len(entry.lines) == 1:
        changes.append((_SAID_OF[entry.tie], "", extra))
    return Line(entry, changes, entry)


def _said(tie: TieKind, value: str) -> str:
    if tie is TieKind.MAPPING:
        return said(mapping_name(value))
    if tie is not TieKind.TAG:
        return value
    return _("ja") if value else _("nej")


def tie_words(tie: TieKind, line: TieLine) -> str:
    """A tie in a few words; what has been purged is called so."""
    first, second = (text or _("något som inte finns kvar") for text in (line.first, line.second))
    told = {"first": first, "second": second}
    if tie is TieKind.STEP:
        return _("%(first)s leder till %(second)s") % told
    if tie is TieKind.WAITING:
        return _("%(first)s väntar på %(second)s") % told
    if tie is TieKind.NEED_AREA:
        return _("%(first)s gäller också %(second)s") % told
    if tie is TieKind.WORDING:
        return f"{first}: {second}"
    if tie is TieKind.MAPPING:
        how = said(mapping_name(line.relation))
        return f"{first} {how} {second} ({line.framework})"
    if tie is TieKind.RELATION:
        return f"{first} {said(PLAN_RELATION_NAMES[PlanRelationKind(line.relation)])} {second}"
    return f"{line.framework}: {second}" if line.framework else second


def removed_words(one: RemovedTie) -> str:
    """What was taken away in one save, in a few words; of tags, also what had them."""
    if one.tie is TieKind.TAG:
        named = ", ".join(line.second for line in one.lines)
        return f"{one.lines[0].first}: {one.lines[0].framework}: {named}"
    return "; ".join(tie_words(one.tie, line) for line in one.lines)
