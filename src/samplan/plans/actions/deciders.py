"""Who decides what a plan waits for, known by the name that is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from samplan.actors.models import Body
from samplan.plans.models import Plan
from samplan.plans.shapes.items import ItemKind


def with_decider(kind: ItemKind, values: Mapping[str, Any], plan: Plan, before: str = "") -> Mapping[str, Any]:
    """The values of what is waited for, with the body that is named as the one who decides: the decision is then its.

    before: who stood there; the same name again leaves the body as it is. A body that is told by its id stays so.
    """
    if kind is not ItemKind.DEPENDENCY or "owner" not in values or values.get("owner_body"):
        return values
    named = _plain(values["owner"])
    if named == _plain(before):
        return values
    day = timezone.localdate()
    rows = Body.objects.filter(county=plan.county_id).order_by(F("valid_to").desc(nulls_first=True), "pk")
    known = {_plain(row.name): row.pk for row in reversed(rows) if row.valid_to is None or row.valid_to >= day}
    return {**values, "owner_body": known.get(named) if named else None}


def _plain(name: Any) -> str:
    return " ".join(str(name or "").split()).casefold()
