"""A plan's and an area's place in addresses: the same again when what stood there has been taken out."""

from __future__ import annotations

import pytest
from tests import factories, worlds
from tests.plans.test_withdrawal import everywhere

from samplan.actors.models import Partnership
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions
from samplan.plans.models import Area, Plan
from samplan.plans.shapes.findings import GateLevel
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.actions import publish_edition

pytestmark = pytest.mark.django_db


def brought_in(ref: str, plan: Plan | None = None) -> Plan:
    """The goal-table plan by an import, into a plan of its own or another."""
    file = worlds.goal_table_plan()
    return actions.import_plan_file(
        by=SYSTEM,
        partnership=Partnership.objects.first() or factories.a_partnership(),
        plan_file=file,
        origins=everywhere(file, ref),
        plan=plan,
    )


def slugs(plan: Plan) -> list[str]:
    """The addresses of the areas that stand in a plan."""
    return list(Area.objects.filter(plan=plan, removed_at=None).order_by("order").values_list("slug", flat=True))


def test_a_plan_that_is_imported_again_after_undoing_has_its_old_address() -> None:
    first = brought_in("imp-1")
    address = first.slug
    assert actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=first).plan_removed
    assert brought_in("imp-2").slug == address
    first.refresh_from_db()
    assert first.slug != address


def test_areas_that_are_imported_again_after_undoing_have_their_old_addresses() -> None:
    plan = factories.a_plan()
    brought_in("imp-1", plan)
    addresses = slugs(plan)
    actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=plan)
    brought_in("imp-2", plan)
    assert slugs(plan) == addresses
    # One that comes back stands beside the one that has its place now.
    gone = Area.objects.filter(plan=plan).exclude(removed_at=None).first()
    assert gone is not None
    actions.restore_item(by=SYSTEM, kind=ItemKind.AREA, item_id=gone.pk)
    assert len(set(slugs(plan))) == len(addresses) + 1


def test_an_area_that_is_written_anew_after_its_removal_has_its_old_address() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan, "Skolan")
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, reason="Dubbel")
    assert factories.an_area(plan, "Skolan").slug == "skolan"
    assert factories.an_area(plan, "Skolan").slug != "skolan"


def test_the_address_of_a_published_plan_stays_its_own() -> None:
    first = brought_in("imp-1")
    told = {"target_question_marks": GateLevel.WARN}  # the plan has a target that is not decided
    actions.set_gate(by=SYSTEM, partnership=first.partnership, levels=told)
    publish_edition(by=SYSTEM, plan=first)
    assert actions.withdraw_import(by=SYSTEM, import_ref="imp-1", plan=first).plan_removed
    assert brought_in("imp-2").slug == f"{first.slug}-2"


def test_an_area_of_a_published_plan_keeps_its_address_when_another_gets_its_name() -> None:
    """What has been published says where it stands; a restored area stands there again."""
    world = worlds.goal_table_world()
    area = Area.objects.filter(plan=world.plan, removed_at=None).earliest("order")
    publish_edition(by=SYSTEM, plan=world.plan)
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, reason="Dubblett")
    again = factories.an_area(world.plan, area.title, number=area.number)
    assert again.slug == f"{area.slug}-2"
    assert actions.restore_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk).slug == area.slug
