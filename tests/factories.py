"""Builds what a test needs by calling actions, so that no impossible world is tested.

Every function takes only what the test cares about; the rest is filled in. Needs the database.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from samplan.actors import actions as actors
from samplan.actors.models import Body, BodyKind, County, Partnership, Person, Role
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Area, Item, Plan, Responsible
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind, Origin

_numbers = count(1)
PASSWORD = "en ganska lång lösenfras"


def a_county(code: str = "99", name: str = "Exempellän", municipalities: int = 3) -> County:
    """An invented county with a region and some municipalities."""
    return actors.create_county(
        by=SYSTEM,
        code=code,
        name=name,
        region=f"Region {name.removesuffix('län').removesuffix('s ')}",
        municipalities=[(f"{code}{i:02}", f"Exempelby {i}") for i in range(1, municipalities + 1)],
    )


def a_partnership(county: County | None = None) -> Partnership:
    """The county's region and municipalities together."""
    return actors.create_partnership(by=SYSTEM, county=county or a_county())


def a_person(
    name: str = "Exempel Exempelsson",
    *,
    email: str | None = None,
    role: Role | str | None = None,
    partnership: Partnership | None = None,
    password: str | None = None,
    body: Body | None = None,
    **more: Any,
) -> Person:
    """Somebody, in a role when one is given. Pass password=PASSWORD for one who signs in by it (hashing is slow)."""
    person = actors.create_person(
        by=SYSTEM,
        email=email or f"person{next(_numbers)}@exempel.se",
        name=name,
        password=password,
        made_up=True,
        **more,
    )
    if role is not None and partnership is not None:
        actors.grant_role(by=SYSTEM, person=person, partnership=partnership, role=role, body=body)
    return person


def answering_bodies(plan: Plan) -> dict[Role, Body]:
    """Bodies for those whose rights are their own; the first area's last responsible is tied to the area owner's.

    The contacts' are the county's own municipality and region. Without a responsible in the plan the owner has none.
    """
    bodies = Body.objects.filter(county=plan.county)
    held = {
        Role.MUNICIPAL_CONTACT: bodies.filter(kind=BodyKind.MUNICIPALITY).order_by("code").first(),
        Role.REGION_CONTACT: bodies.filter(kind=BodyKind.REGION).first(),
    }
    named = Responsible.objects.filter(area__plan=plan, activity=None).order_by("area__order", "-order").first()
    if named is not None:
        held[Role.AREA_OWNER] = a_body(plan.partnership, named.text)
        answers_for(held[Role.AREA_OWNER], named)
    return {role: body for role, body in held.items() if body is not None}


def a_body(partnership: Partnership, name: str = "Psykiatrin", kind: str = "unit", **more: Any) -> Body:
    """A unit of the county."""
    return actors.create_body(by=SYSTEM, partnership=partnership, kind=kind, name=name, **more)


def answers_for(body: Body, row: Responsible) -> None:
    """Tie a body to a responsible that the plan names in words."""
    plans.change_item(
        by=SYSTEM, kind=ItemKind.RESPONSIBLE, item_id=row.pk, values={"body": body.pk}, seen_version=row.version
    )


def a_plan(partnership: Partnership | None = None, *, title: str = "Plan för psykisk hälsa", **more: Any) -> Plan:
    """An empty plan."""
    return plans.create_plan(by=SYSTEM, partnership=partnership or a_partnership(), title=title, **more)


def an_item(plan: Plan, kind: ItemKind, values: dict[str, Any], parent_id: int | None = None, **more: Any) -> Item:
    """An item of a plan, added by the system."""
    return plans.add_item(by=SYSTEM, plan=plan, kind=kind, values=values, parent_id=parent_id, **more)


def an_area(plan: Plan, title: str = "Suicidprevention", **values: Any) -> Area:
    """An area of a plan."""
    item = an_item(plan, ItemKind.AREA, {"title": title, **values})
    assert isinstance(item, Area)
    return item


def an_imported_plan(
    plan_file: PlanFile, partnership: Partnership | None = None, origins: dict[str, Origin] | None = None
) -> Plan:
    """A plan made from a plan file."""
    return plans.import_plan_file(
        by=SYSTEM, partnership=partnership or a_partnership(), plan_file=plan_file, origins=origins
    )
