"""When a plan was followed up: the rooms that follow it up tell it here, for `plans` does not know them.

A teller gives rows in the columns of `rows.Line`, so that what it knows comes in the union of the small kinds: reading
a plan costs no more queries than before. Each room registers its own when Django has loaded it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from samplan.plans.models import Plan
from samplan.plans.shapes.followed import FollowedBy

AREA, PLAN = "followed_area", "followed_plan"
"""Names of the lines: under an area's id, or under the plan's."""
Teller = Callable[[Plan], list[QuerySet[Any]]]
_tellers: dict[str, Teller] = {}


def tell_followed(room: str, teller: Teller) -> None:
    """Let a room tell when plans were followed up."""
    _tellers[room] = teller


def followed_lines(plan: Plan) -> list[QuerySet[Any]]:
    """What every room tells of a plan, as lines."""
    return [rows for teller in _tellers.values() for rows in teller(plan)]


def as_followed(
    rows: QuerySet[Any], by: FollowedBy, *, year: str, area: Any = None, plan: int = 0, **said: str
) -> QuerySet[Any]:
    """Rows of any table in the columns of a line, each year once. area: its id as an expression; else the plan's.

    year: the column of the year; said: those of value, text and number, where there are any.
    """

    def words(name: str) -> Any:
        return Cast(F(said[name]), TextField()) if name in said else Value("", output_field=TextField())

    told = rows.order_by().annotate(
        followed_kind=Value(PLAN if area is None else AREA, output_field=CharField()),
        followed_of=Value(plan, output_field=IntegerField()) if area is None else area,
        followed_order=Value(0),
        followed_id=Cast(F(said["number"]), IntegerField()) if "number" in said else Value(0),
        followed_text=words("text"),
        followed_version=Value(1),
        followed_ref=Value("", output_field=CharField()),
        followed_value=words("value"),
        followed_year=Cast(F(year), IntegerField()),
        followed_by=Value(by.value, output_field=TextField()),
    )
    columns = ("kind", "of", "order", "id", "text", "version", "ref", "value", "year", "by")
    lines: QuerySet[Any] = told.values_list(*(f"followed_{name}" for name in columns)).distinct()
    return lines
