"""Everything that stands in a plan, item by item with its values: what an import is held against."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from samplan.plans.kinds import KINDS, Kind, money, to_values
from samplan.plans.models import AreaTag, Plan
from samplan.plans.shapes.editing import StandingItem
from samplan.plans.shapes.items import ItemKind

_PLAN_OF = {"plan": "plan", "area": "area__plan", "question": "question__area__plan"}
_STILL_THERE: dict[str, dict[str, None]] = {
    "plan": {},
    "area": {"area__removed_at": None},
    "question": {"question__removed_at": None, "question__area__removed_at": None},
}


def standing_items(plan: Plan, kinds: Collection[ItemKind]) -> tuple[StandingItem, ...]:
    """The items of some kinds in a plan, the plan itself first, in order. Two queries however large the plan is."""
    parts = [_rows(plan, KINDS[kind]) for kind in KINDS if kind in kinds]
    tags: dict[int, list[int]] = defaultdict(list)
    for area_id, number in AreaTag.objects.filter(area__plan=plan).order_by("order").values_list("area_id", "number"):
        if number is not None:
            tags[area_id].append(number)
    own = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in to_values(ItemKind.PLAN, plan).items()}
    found = [StandingItem(ItemKind.PLAN, plan.pk, None, plan.version, plan.import_ref, own)]
    rows = parts[0].union(*parts[1:], all=True) if parts else ()
    for kind_name, parent, _order, pk, version, ref, told in sorted(rows, key=lambda row: row[2:4]):
        kind = ItemKind(kind_name)
        values = _plain(KINDS[kind], told if isinstance(told, dict) else json.loads(told))
        if kind is ItemKind.AREA:
            values["focus_areas"] = tags.get(pk, [])
        found.append(StandingItem(kind, pk, parent, version, ref, values))
    return tuple(found)


def _names(spec: Kind) -> list[str]:
    """The columns that hold values of the exchange format; references to other rows are left out."""
    named = (name for name in spec.values.model_fields if name != "focus_areas")
    return [name for name in named if not isinstance(spec.model._meta.get_field(name), models.ForeignKey)]


def _rows(plan: Plan, spec: Kind) -> QuerySet[Any]:
    where: dict[str, Any] = {_PLAN_OF[spec.parent]: plan, "removed_at": None, **_STILL_THERE[spec.parent], **spec.fixed}
    rows: QuerySet[Any] = spec.model._default_manager.filter(**where)
    if spec.kind is ItemKind.OTHER:
        rows = rows.exclude(area__removed_at__isnull=False)
    parent: Any = F(f"{spec.parent}_id") if spec.parent != "plan" else Cast(Value(None), IntegerField())
    told = rows.order_by().annotate(
        standing_kind=Value(spec.kind.value, output_field=CharField()),
        standing_parent=F("area_id") if spec.kind is ItemKind.OTHER else parent,
        standing_values=JSONObject(**{name: name for name in _names(spec)}),
    )
    columns = ("standing_kind", "standing_parent", "order", "pk", "version", "import_ref", "standing_values")
    found: QuerySet[Any] = told.values_list(*columns)
    return found


def _plain(spec: Kind, told: dict[str, Any]) -> dict[str, Any]:
    """What the database told as the exchange format writes it: sums as text, yes and no, None for what is empty."""
    values: dict[str, Any] = {}
    for name, value in told.items():
        column = spec.model._meta.get_field(name)
        if value is None or value == "":
            values[name] = None
        elif isinstance(column, models.DecimalField):
            values[name] = money(Decimal(str(value)))
        elif isinstance(column, models.BooleanField):
            values[name] = bool(value)
        else:
            values[name] = value
    return values
