"""A plan's areas at a glance: who answers for each, what each is short of, and when it was last changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Max, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from samplan.plans.models import Activity, Area, AreaText, Cost, FollowUp, Goal, Indicator, Plan, Responsible
from samplan.plans.shapes.editing import AreaGlance, AreaLack
from samplan.plans.shapes.ownership import OwnerPart

CHANGED = "changed"
INSIDE = (Activity, Goal, Indicator, FollowUp, AreaText, Responsible, Cost)


def areas_at_a_glance(plan: Plan, today: date | None = None) -> dict[int, AreaGlance]:
    """What the coordinator chases, by the area's id; removed items are no content but a change. One query.

    today: the day on which somebody has to answer for an area (None: today).
    """
    parts = [
        _named(_owners(plan, today or timezone.localdate()), AreaLack.RESPONSIBLE, Coalesce("body__name", "text")),
        _named(Cost._default_manager.filter(area__plan=plan, removed_at=None), AreaLack.COST, Value("")),
        _named(Indicator._default_manager.filter(area__plan=plan, removed_at=None), AreaLack.TARGET, F("target")),
        _last(Area._default_manager.filter(plan=plan), "pk"),
        *(_last(model._default_manager.filter(area__plan=plan), "area_id") for model in INSIDE),
    ]
    found: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    changed: dict[int, Any] = {}
    for told, area, text, number, when in parts[0].union(*parts[1:], all=True):
        if told == CHANGED:
            changed[area] = max(changed.get(area, when), when)
        else:
            found[area][told][text] += number
    return {
        area: AreaGlance(
            responsible=tuple(sorted(found[area][AreaLack.RESPONSIBLE])),
            lacks=tuple(lack for lack in AreaLack if _is_short(lack, found[area])),
            changed_on=timezone.localtime(when).date(),
        )
        for area, when in changed.items()
    }


def _is_short(lack: AreaLack, told: dict[str, Counter[str]]) -> bool:
    """An area without indicators lacks those; its targets are asked for when there is something to have them."""
    indicators = told[AreaLack.TARGET]
    if lack is AreaLack.INDICATOR:
        return not indicators
    if lack is AreaLack.TARGET:
        return bool(indicators) and not any(text.strip() for text in indicators)
    return not told[lack]


def _owners(plan: Plan, day: date) -> QuerySet[Responsible]:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    left = Q(valid_to=None) | Q(valid_to__gte=day)
    whole = Q(activity=None, goal=None, indicator=None, part=OwnerPart.RESPONSIBLE)
    return Responsible._default_manager.filter(begun, left, whole, area__plan=plan, removed_at=None)


def _named(rows: QuerySet[Any], told: str, text: Any) -> QuerySet[Any, Any]:
    return _counted(rows.order_by().annotate(told=_word(told), where=F("area_id"), said=Cast(text, TextField())))


def _last(rows: QuerySet[Any], area: str) -> QuerySet[Any, Any]:
    nothing = Cast(Value(""), TextField())
    return _counted(rows.order_by().annotate(told=_word(CHANGED), where=F(area), said=nothing))


def _counted(named: QuerySet[Any]) -> QuerySet[Any, Any]:
    grouped = named.values("told", "where", "said").annotate(n=Count("pk"), last=Max("changed_at"))
    rows: QuerySet[Any, Any] = grouped.values_list("told", "where", "said", "n", "last")
    return rows


def _word(text: str) -> Value:
    return Value(str(text), output_field=CharField())
