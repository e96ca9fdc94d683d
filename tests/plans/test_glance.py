"""A plan's areas at a glance: against a slow and obvious twin, and each thing that is missing by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests import worlds

from samplan.plans import actions
from samplan.plans.models import Activity, Area, AreaText, Cost, FollowUp, Goal, Indicator, Plan, Responsible
from samplan.plans.queries import area_for_editing, areas_at_a_glance, plan_content
from samplan.plans.shapes.editing import AreaGlance, AreaLack
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


def twin(plan: Plan) -> dict[int, AreaGlance]:
    """Each area looked at by itself, in the plan's content and in every table."""
    found = {}
    for area in plan_content(plan.pk).areas:
        names = {body.name for body in area.responsible}
        targets = [i.target for i in area.indicators]
        short = {
            AreaLack.RESPONSIBLE: not names,
            AreaLack.INDICATOR: not targets,
            AreaLack.TARGET: bool(targets) and not any(targets),
            AreaLack.COST: not area.costs,
        }
        days = [Area.objects.get(pk=int(area.id)).changed_at]
        for table in (Activity, Goal, Indicator, FollowUp, AreaText, Responsible, Cost):
            days += [row.changed_at for row in table.objects.filter(area_id=int(area.id))]
        lacks = tuple(lack for lack in AreaLack if short[lack])
        found[int(area.id)] = AreaGlance(tuple(sorted(names)), lacks, timezone.localtime(max(days)).date())
    return found


def test_the_glance_is_what_each_area_says_in_one_query(django_assert_num_queries: Any) -> None:
    world = worlds.goal_table_world(4)
    with django_assert_num_queries(1):
        seen = areas_at_a_glance(world.plan)
    assert seen == twin(world.plan)
    assert any(glance.responsible for glance in seen.values())


def test_what_is_removed_or_has_ended_is_missing_and_is_a_change() -> None:
    world = worlds.goal_table_world(2)
    editing = area_for_editing(next(iter(areas_at_a_glance(world.plan))))
    for kind in (ItemKind.RESPONSIBLE, ItemKind.INDICATOR, ItemKind.COST):
        for item in editing.items[kind]:
            actions.remove_item(by=world.coordinator, kind=kind, item_id=item.id, reason="Dubblett")
    seen = areas_at_a_glance(world.plan)
    assert seen == twin(world.plan)
    assert seen[editing.id].lacks == (AreaLack.RESPONSIBLE, AreaLack.INDICATOR, AreaLack.COST)
    yesterday = timezone.localdate() - timedelta(days=1)
    values = {"text": "Socialcheferna", "valid_to": yesterday}
    actions.add_item(
        by=world.coordinator, plan=world.plan, parent_id=editing.id, kind=ItemKind.RESPONSIBLE, values=values
    )
    assert areas_at_a_glance(world.plan)[editing.id].responsible == ()
    assert areas_at_a_glance(world.plan, yesterday)[editing.id].responsible == ("Socialcheferna",)


def test_a_target_is_asked_for_where_there_is_an_indicator_without_one() -> None:
    world = worlds.goal_table_world(2)
    area_id = next(iter(areas_at_a_glance(world.plan)))
    for item in area_for_editing(area_id).items[ItemKind.INDICATOR]:
        values = {**item.values, "target": ""}
        actions.change_item(
            by=world.coordinator, kind=ItemKind.INDICATOR, item_id=item.id, values=values, seen_version=item.version
        )
    assert AreaLack.TARGET in areas_at_a_glance(world.plan)[area_id].lacks
    values = {"text": "Andel som fått stöd", "target": "80 procent"}
    actions.add_item(by=world.coordinator, plan=world.plan, parent_id=area_id, kind=ItemKind.INDICATOR, values=values)
    assert AreaLack.TARGET not in areas_at_a_glance(world.plan)[area_id].lacks
    assert areas_at_a_glance(world.plan) == twin(world.plan)
