"""A plan's indicators with the area that each stands in."""

from __future__ import annotations

from samplan.plans.models import Indicator, Plan
from samplan.plans.shapes.indicators import AreaName, IndicatorLine


def indicator_lines(plan: Plan) -> tuple[IndicatorLine, ...]:
    """All indicators of a plan, in the order of areas. One query."""
    rows = Indicator.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None).select_related("area")
    return tuple(
        IndicatorLine(
            id=row.pk,
            text=row.text,
            reference=row.reference,
            target=row.target,
            area=AreaName(row.area_id, row.area.number or "", row.area.title),
            source=row.source,
        )
        for row in rows.order_by("area__order", "area_id", "order", "pk")
    )
