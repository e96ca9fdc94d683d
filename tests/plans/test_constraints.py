"""What must hold is held by the database itself, whoever writes to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import worlds

from samplan.plans import models as m

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> m.Area:
    """An area of a plan with two focus areas."""
    found = m.Area.objects.filter(plan=worlds.goal_table_world().plan).order_by("order").first()
    assert found is not None
    return found


BAD: dict[str, Callable[[m.Area], Any]] = {
    "plan ends before it starts": lambda a: m.Plan.objects.filter(pk=a.plan_id).update(valid_to=date(2020, 1, 1)),
    "plan shares its slug": lambda a: m.Plan.objects.create(
        partnership=a.plan.partnership, county=a.plan.county, slug=a.plan.slug
    ),
    "plan in no known way": lambda a: m.Plan.objects.filter(pk=a.plan_id).update(mode="chaos"),
    "area without title": lambda a: m.Area.objects.filter(pk=a.pk).update(title=""),
    "area shares its slug": lambda a: m.Area.objects.create(plan=a.plan, title="x", slug=a.slug),
    "area of a wild year": lambda a: m.Area.objects.filter(pk=a.pk).update(identified_year=201),
    "area of no known judgement": lambda a: m.Area.objects.filter(pk=a.pk).update(goal_status="green"),
    "two primary tags": lambda a: m.AreaTag.objects.filter(area=a).update(primary=True),
    "a tag twice": lambda a: m.AreaTag.objects.create(area=a, number=1),
    "two backgrounds": lambda a: m.AreaText.objects.create(area=a, field="background", text="x"),
    "a text of no known field": lambda a: m.AreaText.objects.create(area=a, field="poem", text="x"),
    "two focus areas of a number": lambda a: m.PlanFocusArea.objects.create(plan=a.plan, number=1, title="x"),
    "goal without text": lambda a: m.Goal.objects.create(area=a, level="long", text=""),
    "goal of no known horizon": lambda a: m.Goal.objects.create(area=a, level="medium", text="x"),
    "goal of no known judgement": lambda a: m.Goal.objects.filter(area=a).update(attainment="green"),
    "activity ends before it starts": lambda a: m.Activity.objects.create(
        area=a, text="x", start=date(2025, 2, 1), end=date(2025, 1, 1)
    ),
    "activity of a wild year": lambda a: m.Activity.objects.create(area=a, text="x", year=20121),
    "activity of no known status": lambda a: m.Activity.objects.filter(area=a).update(status="green"),
    "activity of no known kind": lambda a: m.Activity.objects.filter(area=a).update(kind="dreamt"),
    "activity without text": lambda a: m.Activity.objects.create(area=a, text=""),
    "indicator of no known kind": lambda a: m.Indicator.objects.create(area=a, text="x", kind="mood"),
    "cost upside down": lambda a: m.Cost.objects.create(area=a, min=Decimal(5), max=Decimal(4)),
    "follow-up without text": lambda a: m.FollowUp.objects.create(area=a, text=""),
    "fund without name": lambda a: m.Fund.objects.create(plan=a.plan, name="", amount=Decimal(1)),
    "block of no known kind": lambda a: m.OtherBlock.objects.create(plan=a.plan, kind="poem", text="x", position=1),
    "proposal without text": lambda a: m.PlanProposal.objects.create(
        question=m.ChallengeQuestion.objects.create(area=a, text="?"), text=""
    ),
    "responsible without name": lambda a: m.Responsible.objects.create(area=a, text=""),
    "framework upside down": lambda a: m.Framework.objects.update(valid_to=date(1999, 1, 1)),
    "node mapped on itself": lambda a: m.NodeMapping.objects.create(
        from_node=m.FrameworkNode.objects.all()[0], to_node=m.FrameworkNode.objects.all()[0]
    ),
    "node twice": lambda a: m.FrameworkNode.objects.create(
        framework=m.FrameworkNode.objects.all()[0].framework,
        code=m.FrameworkNode.objects.all()[0].code,
        level="x",
        name="x",
    ),
}


@pytest.mark.parametrize("case", list(BAD))
def test_the_database_refuses(case: str, area: m.Area) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[case](area)


def test_a_removed_text_makes_room_for_another(area: m.Area) -> None:
    from django.utils import timezone

    m.AreaText.objects.filter(area=area, field="background").update(removed_at=timezone.now())
    assert m.AreaText.objects.create(area=area, field="background", text="Ny").pk
