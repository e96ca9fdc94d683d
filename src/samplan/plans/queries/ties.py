"""The past of what ties items together: steps, tags, who waits, needs of many areas, plans in families.

And of the other words and cross-walks of frameworks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import Q

from samplan.plans.models import ChainLink, NeedArea, NodeMapping, NodeTag, NodeWording, PlanRelation, Waiting
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ties import TieEntry, TieKind, TieLine

ONE_SAVE = timedelta(minutes=1)
"""Ties of one sort that one person changed no further apart than this are told together."""

_TITLED = {"area", "from_image", "to_image", "dependency", "from_plan", "to_plan"}
_NODES = {"node", "from_node", "to_node"}
TAGGED = ("area", "goal", "activity", "indicator")


@dataclass(frozen=True, slots=True)
class Spec:
    """A sort of tie. on: which columns point at an item of a kind. first, second: what it ties, in words' order.

    text: the column of what is said of it ("" for none). own: a column that makes it what it is, beside what it ties.
    """

    tie: TieKind
    model: Any
    on: dict[ItemKind, tuple[str, ...]]
    first: tuple[str, ...]
    second: tuple[str, ...]
    text: str = ""
    own: str = ""


SPECS = (
    Spec(
        TieKind.STEP,
        ChainLink,
        {
            ItemKind.ACTIVITY: ("from_activity",),
            ItemKind.EFFECT: ("from_effect", "to_effect"),
            ItemKind.TARGET_IMAGE: ("from_image", "to_image"),
            ItemKind.GOAL: ("to_goal",),
            ItemKind.OVERALL_GOAL: ("to_overall_goal",),
        },
        ("from_activity", "from_effect", "from_image"),
        ("to_effect", "to_image", "to_goal", "to_overall_goal"),
        "assumption",
    ),
    Spec(TieKind.TAG, NodeTag, {ItemKind(name): (name,) for name in TAGGED}, TAGGED, ("node",), "primary"),
    Spec(
        TieKind.WAITING,
        Waiting,
        {ItemKind.AREA: ("area",), ItemKind.ACTIVITY: ("activity",), ItemKind.DEPENDENCY: ("dependency",)},
        ("activity", "area"),
        ("dependency",),
    ),
    Spec(
        TieKind.NEED_AREA,
        NeedArea,
        {ItemKind.NEED: ("need",), ItemKind.AREA: ("area",)},
        ("need",),
        ("area",),
    ),
    Spec(
        TieKind.RELATION,
        PlanRelation,
        {ItemKind.PLAN: ("from_plan", "to_plan")},
        ("from_plan",),
        ("to_plan",),
        "note",
        "kind",
    ),
)
"""Every sort of tie of a plan whose past is told."""

WORDS = (
    Spec(TieKind.WORDING, NodeWording, {}, ("node",), (), own="text"),
    Spec(TieKind.MAPPING, NodeMapping, {}, ("from_node",), ("to_node",), "relation"),
)
"""What is told of the parts of a framework beside their own values."""


def tie_history(kind: ItemKind, item_id: int) -> list[TieEntry]:
    """What has happened to an item's ties, newest first. One query for each sort that its kind can have."""
    found: list[TieEntry] = []
    for spec in SPECS:
        if kind in spec.on:
            found += _together(_entries(spec, _saves(spec, kind, item_id)))
    return sorted(found, key=lambda entry: (entry.when, entry.ids), reverse=True)


def words_history(framework_id: int, node_id: int | None = None) -> list[TieEntry]:
    """What has happened to other words and cross-walks of a framework's parts, or of one part; newest first. 2 queries.

    A cross-walk is told at both its ends.
    """
    found: list[TieEntry] = []
    for spec in WORDS:
        where = Q()
        for column in (*spec.first, *spec.second):
            where |= Q(**({f"{column}_id": node_id} if node_id else {f"{column}__framework_id": framework_id}))
        saves = with_names(spec, spec.model.history.filter(where)).order_by("history_date", "history_id")
        found += _together(_entries(spec, saves))
    return sorted(found, key=lambda entry: (entry.when, entry.ids), reverse=True)


def _saves(spec: Spec, kind: ItemKind, item_id: int) -> list[Any]:
    where = Q()
    for column in spec.on[kind]:
        where |= Q(**{f"{column}_id": item_id})
    return list(with_names(spec, spec.model.history.filter(where)).order_by("history_date", "history_id"))


def with_names(spec: Spec, saves: Any) -> Any:
    """Saves of one sort of tie with what tells their words, in the same query."""
    more = [f"{column}__framework" for column in (*spec.first, *spec.second) if column in _NODES]
    return saves.select_related("history_user", *spec.first, *spec.second, *more)


def _entries(spec: Spec, saves: Iterable[Any]) -> list[TieEntry]:
    """An entry for each save that changed something, oldest first."""
    found: list[tuple[Any, TieEntry]] = []
    said: dict[Any, str] = {}
    gone: dict[Any, bool] = {}
    versions: dict[Any, int] = {}
    for save in saves:
        key, text, is_gone = _key(spec, save), text_of(spec, save), gone_in(save)
        what = _what(known=key in gone, was_gone=gone.get(key, False), is_gone=is_gone, same=said.get(key) == text)
        if what:
            line = line_of(spec, save, said.get(key, "") if what == "changed" else "", text)
            found.append((key, _entry(spec, save, what, line)))
        said[key], gone[key], versions[key] = text, is_gone, getattr(save, "version", save.history_id)
    return [_returnable(spec, entry, said[key], gone[key], versions[key]) for key, entry in _latest_gone(found)]


def _latest_gone(found: list[tuple[Any, TieEntry]]) -> list[tuple[Any, TieEntry]]:
    """The same, where only the last removal of a tie is marked as one that can be undone."""
    last = {key: entry.ids for key, entry in found if entry.what == "removed"}
    return [(key, replace(entry, may_return=last.get(key) == entry.ids)) for key, entry in found]


def _returnable(spec: Spec, entry: TieEntry, now: str, gone: bool, version: int) -> TieEntry:
    """The entry, with whether it can be undone today."""
    if not all(line.first and line.second for line in entry.lines):
        # What it tied has been purged.
        return replace(entry, may_return=False, version=version)
    if entry.what == "removed":
        return replace(entry, may_return=entry.may_return and gone, version=version)
    before = entry.lines[0].before
    again = entry.what == "changed" and spec.tie is not TieKind.TAG and not gone and before != now
    return replace(entry, may_return=again, version=version)


def _key(spec: Spec, save: Any) -> Any:
    """What makes it the same tie: what it ties."""
    named = tuple(getattr(save, f"{column}_id") for column in (*spec.first, *spec.second))
    return (*named, getattr(save, spec.own) if spec.own else "")


def text_of(spec: Spec, save: Any) -> str:
    """What is said of a tie in a save."""
    value = getattr(save, spec.text) if spec.text else ""
    return ("chief" if value else "") if isinstance(value, bool) else value


def gone_in(save: Any) -> bool:
    """Whether a save took a tie away."""
    return bool(save.history_type == "-" or getattr(save, "removed_at", None) is not None)


def _what(*, known: bool, was_gone: bool, is_gone: bool, same: bool) -> str:
    """What a save did; "" for nothing that is told (a new place in an order)."""
    if is_gone:
        return "" if was_gone else "removed"
    if not known:
        return "added"
    return "restored" if was_gone else "" if same else "changed"


def _entry(spec: Spec, save: Any, what: str, line: TieLine) -> TieEntry:
    return TieEntry(
        tie=spec.tie,
        ids=(save.history_id,),
        when=save.history_date,
        by=save.history_user.name if save.history_user else "",
        what=what,
        reason=getattr(save, "removed_reason", "") if what == "removed" else "",
        lines=(line,),
    )


def line_of(spec: Spec, save: Any, before: str, after: str) -> TieLine:
    """A tie in words. before, after: what was said of it."""
    node = next((getattr(save, column) for column in spec.second if column in _NODES), None)
    return TieLine(
        first=_named(save, spec.first),
        second=save.text if spec.tie is TieKind.WORDING else _named(save, spec.second),
        framework=node.framework.name if node is not None else "",
        relation=getattr(save, "kind", "") or getattr(save, "relation", ""),
        before=before,
        after=after,
    )


def _named(save: Any, columns: tuple[str, ...]) -> str:
    """The words of what a tie points at, as it reads now; "" for what has been purged."""
    column = next((c for c in columns if getattr(save, f"{c}_id") is not None), None)
    row = getattr(save, column) if column else None
    if row is None:
        return ""
    if column in _NODES:
        return f"{row.number} {row.name}".strip()
    if column == "area":
        return f"{row.number} {row.title}".strip()
    return str(row.title if column in _TITLED else row.text)


def _together(entries: list[TieEntry]) -> list[TieEntry]:
    """Ties that one save added or took away are one entry."""
    found: list[TieEntry] = []
    for entry in entries:
        last = found[-1] if found else None
        if last is not None and _one_save(last, entry):
            found[-1] = replace(last, ids=last.ids + entry.ids, lines=last.lines + entry.lines)
        else:
            found.append(entry)
    return found


def _one_save(last: TieEntry, entry: TieEntry) -> bool:
    same = (last.tie, last.what, last.by, last.reason, last.may_return) == (
        *(entry.tie, entry.what, entry.by, entry.reason, entry.may_return),
    )
    owner = _written_with(last) == _written_with(entry)
    return same and owner and entry.what in {"added", "removed"} and entry.when - last.when <= ONE_SAVE


def _written_with(entry: TieEntry) -> str:
    """What ties that are written in one form have in common: a framework, what is waited for, a need."""
    line = entry.lines[0]
    common = {TieKind.TAG: line.framework, TieKind.WAITING: line.second, TieKind.NEED_AREA: line.first}
    return common.get(entry.tie, "")
