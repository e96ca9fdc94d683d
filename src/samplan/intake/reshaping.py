"""The values of several items made one, and of an item that becomes another kind: every word goes along. Pure.

What the item then has no field for stands in brackets behind its words, where it is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samplan.intake.rules import SHAPE_OF, InvalidItem, main_field
from samplan.plans.shapes.items import ItemKind

Values = Mapping[str, Any]

_TIME = ("timeframe", "start", "end", "ongoing")
_CHOSEN = frozenset({"kind", "level", "goal_status", "page", "position"})
"""What is chosen from a list or tells a place: no words."""
_SUMS = frozenset({"amount", "min", "max", "currency"})
_ONE_ONLY = frozenset({"year", "identified_year", "under", "goal"})
"""Fields that hold one thing: what others say stands in brackets."""
_TOLD_IN_WORDS = {
    ItemKind.COST: frozenset({"min", "max"}),
    ItemKind.FUND: frozenset({"amount", "currency"}),
    ItemKind.AREA: frozenset({"number"}),
}


def values_as(kind: ItemKind, old_kind: ItemKind, values: Values) -> dict[str, Any]:
    """The values of an item when it becomes another kind. They are yet to be checked."""
    shape = SHAPE_OF[kind].model_fields
    main, old_main = main_field(kind), main_field(old_kind)
    told = {k: v for k, v in values.items() if k != old_main and k not in _TOLD_IN_WORDS.get(old_kind, ())}
    kept = {k: v for k, v in told.items() if k in shape and k not in {main, "kind", "min", "max"}}
    new = {**kept, main: _with_brackets(_words_of(old_kind, values), _leftover(told, kept))}
    if kind is ItemKind.GOAL:
        new.setdefault("level", "short")
    if kind is ItemKind.OTHER:
        new |= {"kind": "paragraph", "position": values.get("position", 0)}
    if kind is ItemKind.FOCUS_AREA:
        new.setdefault("number", 1)
    return new


def _leftover(told: Values, kept: Values) -> list[str]:
    """What stays without a field, as it is written behind the words."""
    lost = [_said(k, v) for k, v in told.items() if k not in kept and k not in _CHOSEN and k not in _TIME]
    time = [] if "timeframe" in kept else [_written_time(told)]
    return [text for text in (*time, *lost) if text]


def _said(name: str, value: Any) -> str:
    if isinstance(value, list):
        listed = ", ".join(str(one) for one in value)
        return f"fokusområde {listed}" if listed and name == "focus_areas" else listed
    return "" if value is None else str(value)


def _written_time(values: Values) -> str:
    """The time in words: as it is written, else its days."""
    days = [str(values[name]) for name in ("start", "end") if values.get(name)]
    return str(values.get("timeframe") or "") or "–".join(dict.fromkeys(days))


def _with_brackets(text: str, more: Iterable[str]) -> str:
    listed = "; ".join(dict.fromkeys(more))
    return f"{text} ({listed})" if listed else text


def _words_of(kind: ItemKind, values: Values) -> str:
    if kind is ItemKind.COST:
        return f"{values['min']}–{values['max']} kr"
    if kind is ItemKind.FUND:
        return f"{values['name']} {values['amount']} {values.get('currency', 'SEK')}"
    if kind is ItemKind.AREA:
        return " ".join(str(values[k]) for k in ("number", "title") if values.get(k))
    return str(values.get(main_field(kind)) or "")


def joined_values(kind: ItemKind, values: Sequence[Values]) -> dict[str, Any]:
    """The values of several items of one kind made one, in order. Raises InvalidItem when their sums differ."""
    if any(len({str(one.get(name)) for one in values}) > 1 for name in _SUMS):
        raise InvalidItem(
            "Delarna har olika belopp. Inget har slagits ihop. Ändra beloppen så att de är lika först, eller låt bli.",
            "The items have different sums. Nothing was merged. Make the sums the same first, or leave them.",
            tuple(sorted(_SUMS & values[0].keys())),
        )
    main, beside = main_field(kind), list[str]()
    joined = dict(values[0]) | _joined_time(values)
    for name in dict.fromkeys(name for one in values for name in one):
        told = [one[name] for one in values if one.get(name)]
        if name in _TIME or name in _SUMS or not told:
            continue
        if isinstance(told[0], list):
            joined[name] = list(dict.fromkeys(one for listed in told for one in listed))
        elif name == main or name == "text":
            joined[name] = " ".join(str(one) for one in told)
        elif name in _CHOSEN:
            joined[name] = values[0].get(name) or told[0]
        elif name in _ONE_ONLY or not isinstance(told[0], str):
            joined[name], *others = dict.fromkeys(told)
            beside += [str(one) for one in others]
        else:
            joined[name] = "; ".join(dict.fromkeys(told))
    if beside:
        joined[main] = _with_brackets(str(joined[main]), beside)
    return joined


def _joined_time(values: Sequence[Values]) -> dict[str, Any]:
    """Times made one: all that is written, from the first day to the last."""
    times = [one for one in values if one.get("ongoing") or _written_time(one)]
    if len(times) < 2 or all(all(one.get(n) == times[0].get(n) for n in _TIME) for one in times):
        return {name: times[0].get(name) for name in _TIME} if times else {}
    written = "; ".join(dict.fromkeys(text for one in times if (text := _written_time(one))))
    start = min((str(one["start"]) for one in times if one.get("start")), default=None)
    end = max((str(one["end"]) for one in times if one.get("end")), default=None)
    if start and end and start > end:
        start = end = None
    ongoing = any(one.get("ongoing") for one in times)
    return {"timeframe": written or None, "start": start, "end": end, "ongoing": ongoing}
