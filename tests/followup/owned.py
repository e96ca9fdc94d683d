"""A plan of two areas, one of which a body answers for, and somebody who speaks for that body."""

from __future__ import annotations

from datetime import date

from tests import factories

from samplan.actors.models import Body, Person, Role
from samplan.plans.models import Area, Plan
from samplan.plans.shapes.items import ItemKind


def an_owned_plan() -> Plan:
    """The plan: the body answers for 2.1, nobody for 2.2."""
    made = factories.a_plan(valid_from=date(2025, 1, 1))
    first = factories.an_area(made, "Anhöriga", number="2.1")
    factories.an_area(made, "Tidigt stöd", number="2.2")
    body = factories.a_body(made.partnership, "Anhörigcentrum")
    factories.an_item(made, ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk}, first.pk)
    return made


def its_owner(plan: Plan) -> Person:
    """Who owns the area for the body."""
    body = Body.objects.get(county=plan.county, name="Anhörigcentrum")
    return factories.a_person(role=Role.AREA_OWNER, partnership=plan.partnership, body=body)


def area(plan: Plan, number: str = "2.1") -> Area:
    """An area of the plan."""
    return Area.objects.get(plan=plan, number=number)
