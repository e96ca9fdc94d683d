"""A plan in which nothing stands can be taken away; one with a single word in it cannot."""

from __future__ import annotations

import pytest
from tests import factories

from samplan.actors.models import AuditEvent
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM, DomainError
from samplan.plans import actions
from samplan.plans.models import Plan
from samplan.plans.queries import empty_plans, plans_visible_to
from samplan.plans.rules import NotThere
from samplan.plans.shapes.exchange import BlockKind
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


def test_an_empty_plan_leaves_the_list_but_not_the_history() -> None:
    plan = factories.a_plan(title="")
    person = factories.a_person(role="coordinator", partnership=plan.partnership)
    actions.remove_empty_plan(by=person, plan=plan)
    assert list(plans_visible_to(person)) == []
    kept = Plan.objects.get(pk=plan.pk)
    assert kept.removed_by == person
    assert AuditEvent.objects.filter(verb="remove_empty_plan", object_id=str(plan.pk), person=person).count() == 1
    with pytest.raises(NotThere):
        actions.remove_empty_plan(by=person, plan=plan)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (ItemKind.OVERALL_GOAL, {"text": "Alla mår bra."}),
        (ItemKind.AREA, {"title": "Skola"}),
        (ItemKind.OTHER, {"kind": BlockKind.PARAGRAPH, "text": "Förord", "position": 0}),
    ],
)
def test_a_plan_with_anything_in_it_stays(kind: ItemKind, values: dict[str, object]) -> None:
    plan = factories.a_plan(title="")
    factories.an_item(plan, kind, values)
    with pytest.raises(DomainError):
        actions.remove_empty_plan(by=SYSTEM, plan=plan)
    assert Plan.objects.get(pk=plan.pk).removed_at is None


def test_what_stood_in_a_removed_area_does_not_hold_the_plan() -> None:
    plan = factories.a_plan(title="")
    area = factories.an_area(plan)
    factories.an_item(plan, ItemKind.OTHER, {"kind": BlockKind.PARAGRAPH, "text": "x", "position": 0}, area.pk)
    assert empty_plans([plan.pk]) == frozenset()
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, reason="Dubblett")
    assert empty_plans([plan.pk]) == {plan.pk}


def test_who_may_not_import_may_not_remove_a_plan() -> None:
    plan = factories.a_plan()
    for role in ("reader", "area_owner"):
        with pytest.raises(NotAllowed):
            actions.remove_empty_plan(by=factories.a_person(role=role, partnership=plan.partnership), plan=plan)
    assert Plan.objects.get(pk=plan.pk).removed_at is None
