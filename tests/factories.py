"""Builds what a test needs by calling actions, so that no impossible world is tested.

Every function takes only what the test cares about; the rest is filled in. Needs the database.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from samplan.actors import actions as actors
from samplan.actors.models import County, Partnership, Person, Role
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Area, Item, Plan
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
        actors.grant_role(by=SYSTEM, person=person, partnership=partnership, role=role)
    return person


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
