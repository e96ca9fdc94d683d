"""A plan's money in one view, and the controller's and analyst's right to change what is theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests import factories, worlds

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import Area, Cost, Fund, Indicator
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.goal_table_world()


def areas(world) -> list[Area]:
    return list(Area.objects.filter(plan=world.plan).order_by("order"))


def test_costs_and_funds_are_summed_by_year_low_and_high(world):
    first, second = areas(world)
    factories.an_item(world.plan, ItemKind.COST, {"text": "Kurser", "year": 2025, "min": "1", "max": "2"}, second.pk)
    factories.an_item(world.plan, ItemKind.COST, {"min": "5", "max": "5"}, first.pk)
    factories.an_item(world.plan, ItemKind.FUND, {"name": "EU", "amount": "9", "currency": "EUR", "year": 2025})
    told = queries.plan_money(world.plan)
    year, unknown = told.years
    assert (year.year, year.low, year.high) == (2025, Decimal("100001"), Decimal("150002.50"))
    assert (year.funds, year.short) == (Decimal("1240000"), Decimal(0))
    assert (unknown.year, unknown.high, unknown.short) == (None, Decimal(5), Decimal(5))
    assert [f.name for f in told.other_currencies] == ["EU"]


def test_costs_without_activities_and_activities_without_costs_are_found(world):
    _first, second = areas(world)
    assert [a.id for a in queries.plan_money(world.plan).without_activities] == []
    assert [a.id for a in queries.plan_money(world.plan).without_costs] == [], "the second's activity is reported"
    factories.an_item(world.plan, ItemKind.ACTIVITY, {"text": "Ny"}, second.pk)
    assert [a.id for a in queries.plan_money(world.plan).without_costs] == [second.pk]
    third = factories.an_area(world.plan, "Bara pengar")
    factories.an_item(world.plan, ItemKind.COST, {"min": "5", "max": "5"}, third.pk)
    assert [a.id for a in queries.plan_money(world.plan).without_activities] == [third.pk]


def test_a_controller_changes_costs_and_funds_and_nothing_else(world):
    by, (first, _second) = world.people["controller"], areas(world)
    cost, fund = Cost.objects.get(), Fund.objects.get()
    told = {"by": by, "seen_version": 1}
    actions.change_item(**told, kind=ItemKind.COST, item_id=cost.pk, values={"text": "Kurser", "max": "200000"})
    actions.change_item(**told, kind=ItemKind.FUND, item_id=fund.pk, values={"amount": "1"})
    new = {"text": "Lokaler", "year": 2026, "min": "1", "max": "2"}
    made = actions.add_item(by=by, plan=world.plan, kind=ItemKind.COST, values=new, parent_id=first.pk)
    actions.remove_item(by=by, kind=ItemKind.COST, item_id=made.pk, reason="Dubblett")
    actions.restore_item(by=by, kind=ItemKind.COST, item_id=made.pk)
    with pytest.raises(NotAllowed):
        actions.change_item(**told, kind=ItemKind.AREA, item_id=first.pk, values={"title": "Annat"})
    with pytest.raises(NotAllowed):
        actions.add_item(by=by, plan=world.plan, kind=ItemKind.INDICATOR, values={"text": "X"}, parent_id=first.pk)


def test_an_analyst_changes_indicators_and_nothing_else(world):
    by, (first, _second) = world.people["analyst"], areas(world)
    row = Indicator.objects.get()
    actions.change_item(by=by, kind=ItemKind.INDICATOR, item_id=row.pk, values={"source": "SCB"}, seen_version=1)
    actions.add_item(by=by, plan=world.plan, kind=ItemKind.INDICATOR, values={"text": "Ny"}, parent_id=first.pk)
    cost = Cost.objects.get()
    with pytest.raises(NotAllowed):
        actions.change_item(by=by, kind=ItemKind.COST, item_id=cost.pk, values={"max": "200000"}, seen_version=1)
    with pytest.raises(NotAllowed):
        actions.add_item(by=by, plan=world.plan, kind=ItemKind.ACTIVITY, values={"text": "X"}, parent_id=first.pk)


@pytest.mark.parametrize("role", ["analyst", "reader", "decision_maker", "user_representative", "municipal_contact"])
def test_nobody_else_changes_a_cost(world, role):
    cost = Cost.objects.get()
    with pytest.raises(NotAllowed):
        actions.change_item(
            by=world.people[role], kind=ItemKind.COST, item_id=cost.pk, values={"max": "200000"}, seen_version=1
        )


def test_the_trail_tells_who_changed_which_amount_and_when(world):
    cost, by = Cost.objects.get(), world.people["controller"]
    told = {"by": by, "kind": ItemKind.COST, "item_id": cost.pk}
    actions.change_item(**told, values={"max": "200000"}, seen_version=1)
    actions.change_item(**told, values={"text": "Kurser"}, seen_version=2)
    actions.remove_item(by=SYSTEM, kind=ItemKind.COST, item_id=cost.pk, reason="Dubblett")
    removed, changed, made = [c for c in queries.amount_changes(world.plan) if c.kind == "cost"]
    assert (made.before, made.after) == (None, (Decimal("100000"), Decimal("150000.50")))
    assert (changed.before, changed.after, changed.by) == (made.after, (Decimal("100000"), Decimal("200000")), by.name)
    assert (removed.before, removed.after, removed.what) == (changed.after, None, "Kurser")


def test_a_plan_with_many_costs_costs_no_more_questions(world, django_assert_num_queries):
    for n in range(20):
        factories.an_item(world.plan, ItemKind.COST, {"year": 2026, "min": str(n), "max": "90"}, areas(world)[0].pk)
    with django_assert_num_queries(4):
        queries.plan_money(world.plan)
    with django_assert_num_queries(3):
        queries.amount_changes(world.plan)
