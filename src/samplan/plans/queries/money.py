"""A plan's costs and funds together, their sums by year, and who changed which amount."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from samplan.plans.models import Activity, Area, Cost, Fund, Plan
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.money import AmountChange, AreaMoney, CostLine, FundLine, PlanMoney, YearSum

SEK = "SEK"
MOST_CHANGES = 200
"""Changes of amounts that one page shows, the latest ones."""


def plan_money(plan: Plan) -> PlanMoney:
    """All that the plan says of money (four queries)."""
    areas = list(Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk"))
    costs: dict[int, list[CostLine]] = defaultdict(list)
    for row in Cost.objects.filter(area__in=areas, removed_at=None).order_by("year", "order", "pk"):
        costs[row.area_id].append(CostLine(row.pk, row.area_id, row.text, row.year, row.min, row.max))
    planned = Activity.objects.filter(area__in=areas, removed_at=None, kind=ActivityKind.PLANNED.value)
    activities = Counter(planned.values_list("area_id", flat=True))
    funds = [
        FundLine(row.pk, row.name, row.year, row.amount, row.currency)
        for row in Fund.objects.filter(plan=plan, removed_at=None).order_by("year", "order", "pk")
    ]
    told = tuple(
        AreaMoney(a.pk, f"{a.number} {a.title}".strip(), activities[a.pk], tuple(costs.get(a.pk, ()))) for a in areas
    )
    ours = [fund for fund in funds if fund.currency == SEK]
    return PlanMoney(
        areas=told,
        funds=tuple(funds),
        years=tuple(_by_year((c for a in told for c in a.costs), ours)),
        other_currencies=tuple(fund for fund in funds if fund.currency != SEK),
    )


def _by_year(costs: Iterable[CostLine], funds: Iterable[FundLine]) -> Iterable[YearSum]:
    low: dict[int | None, Decimal] = defaultdict(Decimal)
    high: dict[int | None, Decimal] = defaultdict(Decimal)
    there: dict[int | None, Decimal] = defaultdict(Decimal)
    for cost in costs:
        low[cost.year] += cost.low
        high[cost.year] += cost.high
    for fund in funds:
        there[fund.year] += fund.amount
    for year in sorted({*low, *there}, key=lambda y: (y is None, y or 0)):
        yield YearSum(year, low[year], high[year], there[year])


def amount_changes(plan: Plan) -> list[AmountChange]:
    """Who changed which amount or year, the latest first; saves that changed neither are left out. Three queries."""
    areas = dict(Area.objects.filter(plan=plan).values_list("pk", "title"))
    costs = Cost.history.filter(area_id__in=areas).select_related("history_user").order_by("id", "history_id")
    funds = Fund.history.filter(plan_id=plan.pk).select_related("history_user").order_by("id", "history_id")
    found = [*_changes("cost", costs, areas), *_changes("fund", funds, areas)]
    return sorted(found, key=lambda c: c.at, reverse=True)[:MOST_CHANGES]


def _changes(kind: str, rows: Iterable[Any], areas: dict[int, str]) -> Iterable[AmountChange]:
    before: Any = None
    for row in rows:
        last = before if before is not None and before.id == row.id else None
        before = row
        was, now = _amounts(kind, last), _amounts(kind, row)
        if was == now and (last is None or last.year == row.year):
            continue
        yield AmountChange(
            kind=kind,
            item_id=row.id,
            what=row.text if kind == "cost" else row.name,
            area=areas.get(row.area_id, "") if kind == "cost" else "",
            year=row.year,
            before=was,
            after=now,
            by=row.history_user.name if row.history_user else "",
            at=row.history_date,
        )


def _amounts(kind: str, row: Any) -> tuple[Decimal, Decimal] | None:
    """Low and high as they stood in a row of history; None where it is not there, or was removed."""
    if row is None or row.removed_at is not None or row.history_type == "-":
        return None
    return (row.min, row.max) if kind == "cost" else (row.amount, row.amount)
