"""A plan's money in one view: what is estimated, what there is, what lacks the other, and who changed which amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CostLine:
    """An estimated cost of an area. text: what it pays, "" where nobody has said."""

    id: int
    area_id: int
    text: str
    year: int | None
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class FundLine:
    """Money that the plan has for a purpose. currency: of the amount."""

    id: int
    name: str
    year: int | None
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class AreaMoney:
    """An area with its costs and how many planned activities it has."""

    id: int
    title: str
    activities: int
    costs: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class YearSum:
    """What a year is estimated to cost and what there is for it, in SEK. year: None where it is not told."""

    year: int | None
    low: Decimal
    high: Decimal
    funds: Decimal

    @property
    def short(self) -> Decimal:
        """How much is lacking where all costs come out at their highest; nothing where the money is enough."""
        return max(Decimal(0), self.high - self.funds)


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """areas: all of them, in the plan's order. years: those that something is told of, the earliest first, None last.

    other_currencies: funds in another currency than SEK, which are in no sum.
    """

    areas: tuple[AreaMoney, ...]
    funds: tuple[FundLine, ...]
    years: tuple[YearSum, ...]
    other_currencies: tuple[FundLine, ...]

    @property
    def without_activities(self) -> tuple[AreaMoney, ...]:
        """Areas that have costs and no planned activity."""
        return tuple(a for a in self.areas if a.costs and not a.activities)

    @property
    def without_costs(self) -> tuple[AreaMoney, ...]:
        """Areas that have planned activities and no cost."""
        return tuple(a for a in self.areas if a.activities and not a.costs)


@dataclass(frozen=True, slots=True)
class AmountChange:
    """One change of a cost or a fund. kind: "cost" or "fund"; before: None when it is new, after: None when removed.

    Both are low and high, the same for a fund. by: "" for the system.
    """

    kind: str
    item_id: int
    what: str
    area: str
    year: int | None
    before: tuple[Decimal, Decimal] | None
    after: tuple[Decimal, Decimal] | None
    by: str
    at: datetime
