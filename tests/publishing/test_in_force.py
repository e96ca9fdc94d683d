"""Which edition a county's page shows: of the plan that holds today the newest that is not withdrawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import factories

from samplan.actors.models import Partnership
from samplan.actors.shapes import SYSTEM
from samplan.plans.models import Plan
from samplan.plans.shapes.versions import PlanType
from samplan.publishing import actions, queries, rules
from samplan.publishing.models import Edition
from samplan.publishing.shapes import EditionEntry

TODAY = date(2026, 5, 1)


def entry(
    plan: str,
    number: int,
    *,
    days: tuple[str, str] = ("", ""),
    withdrawn: bool = False,
    type: PlanType = PlanType.COUNTY,  # noqa: A002  the entry's own name
) -> EditionEntry:
    first, last = (date.fromisoformat(day) if day else None for day in days)
    day = date(2026, 1, 1) + timedelta(days=number)
    return EditionEntry(
        county_slug="exempel", plan_slug=plan, title=plan, label=day.isoformat(), number=number, published_on=day,
        decided_by="", decided_on=None, note="", digest="", withdrawn=withdrawn, valid_from=first, valid_to=last,
        type=type,
    )  # fmt: skip


NOW, NEXT, PAST = ("2024-01-01", "2026-12-31"), ("2027-01-01", "2030-12-31"), ("2020-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("newest_first", "shown"),
    [
        ([], None),
        ([entry("nästa", 3, days=NEXT), entry("nu", 2, days=NOW)], ("nu", 2)),
        ([entry("nu", 2, days=NOW), entry("nu", 1, days=NOW)], ("nu", 2)),
        ([entry("nu", 2, days=NOW, withdrawn=True), entry("nu", 1, days=NOW)], ("nu", 1)),
        # The newest edition stands for its plan, whatever an older one said of its days.
        ([entry("a", 3, days=NEXT), entry("b", 2, days=PAST), entry("a", 1, days=NOW)], ("a", 3)),
        ([entry("utan dagar", 2), entry("nu", 1, days=NOW)], ("nu", 1)),
        ([entry("utan dagar", 2), entry("förr", 1, days=PAST)], ("utan dagar", 2)),
        ([entry("tills vidare", 2, days=("2024-01-01", "")), entry("förr", 1, days=PAST)], ("tills vidare", 2)),
        ([entry("nästa", 2, days=NEXT), entry("till och med", 1, days=("", "2026-05-01"))], ("till och med", 1)),
        ([entry("a", 2, days=NOW, withdrawn=True), entry("b", 1, days=PAST, withdrawn=True)], ("a", 2)),
        ([entry("a", 2, days=NOW, withdrawn=True), entry("b", 1, days=PAST)], ("b", 1)),
        # A municipality's own plan, a strategy or a programme never takes the place of the county's joint plan.
        ([entry("kommunens", 2, days=NOW, type=PlanType.LOCAL), entry("nu", 1, days=NOW)], ("nu", 1)),
        ([entry("strategi", 2, days=NOW, type=PlanType.STRATEGY), entry("förr", 1, days=PAST)], ("förr", 1)),
        ([entry("kommunens", 2, days=NOW, type=PlanType.LOCAL)], ("kommunens", 2)),
        (
            [entry("kommunens", 2, days=NOW, type=PlanType.LOCAL), entry("a", 1, days=NOW, withdrawn=True)],
            ("kommunens", 2),
        ),
    ],
)
def test_the_edition_in_force(newest_first: list[EditionEntry], shown: tuple[str, int] | None) -> None:
    found = rules.in_force(newest_first, TODAY)
    assert (found and (found.plan_slug, found.number)) == shown


def a_published_plan(partnership: Partnership, title: str, first: int, last: int) -> Edition:
    """A plan that holds from some days before or after today to others, and its edition."""
    today = timezone.localdate()
    plan: Plan = factories.a_plan(
        partnership, title=title, valid_from=today + timedelta(first), valid_to=today + timedelta(last)
    )
    factories.an_area(plan, f"Område i {title}")
    return actions.publish_edition(by=SYSTEM, plan=plan)


@pytest.mark.django_db
def test_the_days_are_read_from_the_frozen_content() -> None:
    partnership = factories.a_partnership()
    now = a_published_plan(partnership, "Planen nu", -10, 10)
    coming = a_published_plan(partnership, "Planen sedan", 11, 400)
    slug = partnership.county.slug
    assert queries.edition_in_force(slug).content.title == "Planen nu"
    assert [c.title for c in queries.published_counties()] == ["Planen nu"]
    assert [v.content.title for v in queries.editions_in_force()] == ["Planen nu"]
    assert [(e.title, e.covers(timezone.localdate())) for e in queries.editions(slug)] == [
        ("Planen sedan", False),
        ("Planen nu", True),
    ]
    actions.withdraw_edition(by=SYSTEM, edition=now, reason="Fel bilaga.")
    assert queries.edition_in_force(slug).label == coming.label
    told = queries.editions(slug)[1]
    assert (told.withdrawn_on, told.withdrawn_why) == (timezone.localdate(), "Fel bilaga.")


@pytest.mark.django_db
def test_a_municipality_that_publishes_its_own_plan_leaves_the_countys_page_as_it_is() -> None:
    partnership = factories.a_partnership()
    a_published_plan(partnership, "Länets plan", -10, 10)
    plan = factories.a_plan(partnership, title="Kommunens plan")
    Plan.objects.filter(pk=plan.pk).update(type=PlanType.LOCAL.value)
    factories.an_area(plan, "Område i kommunen")
    actions.publish_edition(by=SYSTEM, plan=plan)
    slug = partnership.county.slug
    assert queries.edition_in_force(slug).content.title == "Länets plan"
    assert [c.title for c in queries.published_counties()] == ["Länets plan"]
    assert [v.content.title for v in queries.editions_in_force()] == ["Länets plan"]
    assert [(e.title, e.type) for e in queries.editions(slug)] == [
        ("Kommunens plan", PlanType.LOCAL),
        ("Länets plan", PlanType.COUNTY),
    ]
