"""Who may change which part of a plan: roles, and who the plan says is responsible for what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests import factories, worlds

from samplan.actors import actions as actors
from samplan.actors.models import Body, BodyKind, Partnership, Person, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries, rules
from samplan.plans.models import Activity, Area, Plan, Responsible
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def plan() -> Plan:
    """A plan with two areas; the first has an activity."""
    plan = factories.a_plan()
    for title in ("Skolan", "Arbetslivet"):
        area = factories.an_area(plan, title)
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": f"Kurs i {title}"}, area.pk)
    return plan


def area(plan: Plan, title: str) -> Area:
    """The area with this title."""
    return Area.objects.get(plan=plan, title=title)


def activity(plan: Plan, title: str) -> Activity:
    """The activity of the area with this title."""
    return Activity.objects.get(area=area(plan, title))


def answers(plan: Plan, title: str, body: Body, **more: object) -> Responsible:
    """Let a body be responsible for the area, or for its activity (activity=id)."""
    of = area(plan, title)
    row = factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk, **more}, of.pk)
    assert isinstance(row, Responsible)
    return row


def holder(partnership: Partnership, role: Role, body: Body | None = None) -> Person:
    """Somebody in a role, for a body."""
    return factories.a_person(role=role, partnership=partnership, body=body)


def titles(person: Person, plan: Plan) -> list[str]:
    """The areas that somebody may change."""
    return [a.title for a in queries.editable_areas(person, plan)]


@pytest.mark.parametrize("role", list(Role))
def test_only_administrator_and_coordinator_change_everything(role: Role, plan: Plan) -> None:
    person = holder(plan.partnership, role)
    everything = role in {Role.ADMINISTRATOR, Role.COORDINATOR}
    assert rules.can_edit_item(person, plan) is everything
    assert titles(person, plan) == (["Skolan", "Arbetslivet"] if everything else [])
    deeds = [
        lambda: actions.add_item(by=person, plan=plan, kind=ItemKind.OVERALL_GOAL, values={"text": "Alla mår bra"}),
        lambda: actions.add_item(by=person, plan=plan, kind=ItemKind.AREA, values={"title": "Vården"}),
        lambda: actions.add_item(
            by=person, plan=plan, kind=ItemKind.GOAL, values={"text": "Mål", "level": "long"},
            parent_id=area(plan, "Skolan").pk,
        ),
        lambda: actions.change_item(
            by=person, kind=ItemKind.PLAN, item_id=plan.pk, values={"title": "Ny"}, seen_version=plan.version
        ),
        lambda: actions.reorder(by=person, plan=plan, kind=ItemKind.AREA, ids=[area(plan, "Arbetslivet").pk]),
        lambda: actions.remove_item(
            by=person, kind=ItemKind.AREA, item_id=area(plan, "Arbetslivet").pk, reason="Dubblett"
        ),
    ]  # fmt: skip
    for deed in deeds:
        if everything:
            deed()
        else:
            with pytest.raises(NotAllowed) as refused:
                deed()
            assert refused.value.sv != refused.value.en


def test_an_area_owner_changes_the_areas_of_their_body_and_no_others(plan: Plan) -> None:
    unit = factories.a_body(plan.partnership)
    owner = holder(plan.partnership, Role.AREA_OWNER, unit)
    answers(plan, "Skolan", unit)
    assert titles(owner, plan) == ["Skolan"]
    row = activity(plan, "Skolan")
    actions.change_item(
        by=owner, kind=ItemKind.ACTIVITY, item_id=row.pk, values={"text": "Ny"}, seen_version=row.version
    )
    actions.change_item(
        by=owner, kind=ItemKind.AREA, item_id=row.area_id, values={"group": "Unga"}, seen_version=row.area.version
    )
    other = activity(plan, "Arbetslivet")
    for deed in (
        lambda: actions.change_item(
            by=owner, kind=ItemKind.ACTIVITY, item_id=other.pk, values={"text": "Ny"}, seen_version=other.version
        ),
        lambda: actions.move_item(by=owner, kind=ItemKind.ACTIVITY, item_id=row.pk, new_parent_id=other.area_id),
        lambda: actions.move_item(by=owner, kind=ItemKind.ACTIVITY, item_id=other.pk, new_parent_id=row.area_id),
        lambda: actions.remove_item(by=owner, kind=ItemKind.ACTIVITY, item_id=other.pk, reason="Dubblett"),
        lambda: actions.remove_item(by=owner, kind=ItemKind.AREA, item_id=row.area_id, reason="Dubblett"),
        lambda: actions.add_item(by=owner, plan=plan, kind=ItemKind.OTHER, values={"text": "x", "kind": "text"}),
    ):
        with pytest.raises(NotAllowed):
            deed()
    other.refresh_from_db()
    assert (other.text, other.removed_at) == ("Kurs i Arbetslivet", None)


@pytest.mark.parametrize("part", ["takes_part", "informed"])
def test_who_takes_part_or_is_informed_changes_nothing(part: str, plan: Plan) -> None:
    unit = factories.a_body(plan.partnership)
    row = answers(plan, "Skolan", unit)
    Responsible.objects.filter(pk=row.pk).update(part=part)
    assert titles(holder(plan.partnership, Role.AREA_OWNER, unit), plan) == []


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [(-9, 0, True), (0, 9, True), (1, None, False), (None, -1, False), (None, None, True)],
)
def test_responsibility_holds_from_its_first_day_to_its_last(
    start: int | None, end: int | None, holds: bool, plan: Plan
) -> None:
    unit = factories.a_body(plan.partnership)
    row = answers(plan, "Skolan", unit)
    first, last = (None if d is None else TODAY + timedelta(days=d) for d in (start, end))
    Responsible.objects.filter(pk=row.pk).update(valid_from=first, valid_to=last)
    assert titles(holder(plan.partnership, Role.AREA_OWNER, unit), plan) == (["Skolan"] if holds else [])


def test_a_person_who_is_named_counts_without_a_body(plan: Plan) -> None:
    owner = holder(plan.partnership, Role.AREA_OWNER)
    row = answers(plan, "Skolan", factories.a_body(plan.partnership))
    Responsible.objects.filter(pk=row.pk).update(person=owner)
    assert titles(owner, plan) == ["Skolan"]
    assert titles(holder(plan.partnership, Role.READER), plan) == []


def test_a_body_brings_its_parts_and_what_it_became(plan: Plan) -> None:
    here = plan.partnership
    region = Body.objects.get(county=plan.county, kind=BodyKind.REGION)
    clinic = factories.a_body(here, "Kliniken", part_of=region)
    ward = factories.a_body(here, "Mottagningen", part_of=clinic)
    new = factories.a_body(here, "Nya kliniken")
    beside = factories.a_body(here, "Grannkliniken")
    answers(plan, "Skolan", ward)
    whole, old, other = (holder(here, Role.AREA_OWNER, b) for b in (region, clinic, beside))
    assert titles(whole, plan) == titles(old, plan) == ["Skolan"]
    answers(plan, "Arbetslivet", clinic)
    actors.succeed_body(by=SYSTEM, partnership=here, predecessor=clinic, successor=new, on=date(2026, 1, 1))
    assert titles(holder(here, Role.AREA_OWNER, new), plan) == ["Arbetslivet"]
    assert titles(old, plan) == ["Skolan", "Arbetslivet"]
    assert titles(other, plan) == []


def test_contacts_say_how_it_goes_where_their_body_answers_and_change_nothing_else(plan: Plan) -> None:
    town = Body.objects.filter(county=plan.county, kind=BodyKind.MUNICIPALITY).order_by("code").first()
    contact = holder(plan.partnership, Role.MUNICIPAL_CONTACT, town)
    row, other = activity(plan, "Skolan"), activity(plan, "Arbetslivet")
    answers(plan, "Skolan", town)
    told = actions.report_activity(
        by=contact, activity_id=row.pk, values={"status": "done", "timeframe": "Ht 2026"}, seen_version=row.version
    )
    assert (told.status, told.timeframe) == ("done", "Ht 2026")
    with pytest.raises(rules.InvalidValue) as refused:
        actions.report_activity(by=contact, activity_id=row.pk, values={"text": "x"}, seen_version=told.version)
    assert refused.value.field == "text"
    for deed in (
        lambda: actions.report_activity(
            by=contact, activity_id=other.pk, values={"status": "done"}, seen_version=other.version
        ),
        lambda: actions.change_item(
            by=contact, kind=ItemKind.ACTIVITY, item_id=row.pk, values={"status": "done"}, seen_version=told.version
        ),
    ):
        with pytest.raises(NotAllowed):
            deed()
    rights = rules.edit_rights(contact, plan)
    assert (rights.everything, rights.report_all, set(rights.areas)) == (False, False, set())
    assert rights.activities == {row.pk}


def test_an_activity_that_names_its_own_responsible_is_not_answered_for_with_its_area(plan: Plan) -> None:
    mine, theirs = factories.a_body(plan.partnership), factories.a_body(plan.partnership, "Primärvården")
    row = activity(plan, "Skolan")
    answers(plan, "Skolan", mine)
    answers(plan, "Skolan", theirs, activity=row.pk)
    first, second = (holder(plan.partnership, Role.REGION_CONTACT, b) for b in (mine, theirs))
    assert rules.can_report(first, plan, row.area_id, row.pk) is False
    assert rules.can_report(second, plan, row.area_id, row.pk) is True
    with pytest.raises(NotAllowed):
        rules.check_can_report(first, plan, row.area_id, row.pk)


@pytest.mark.parametrize("activities", [2, 60])
def test_what_a_page_is_told_costs_the_same_whatever_the_plan_s_size(
    activities: int, django_assert_num_queries: Any
) -> None:
    world = worlds.goal_table_world(activities)
    for role, cost in ((Role.COORDINATOR, 1), (Role.READER, 1), (Role.MUNICIPAL_CONTACT, 4), (Role.AREA_OWNER, 7)):
        with django_assert_num_queries(cost):
            rights = rules.edit_rights(world.people[role], world.plan)
        assert rights.something is (role not in {Role.READER, Role.MUNICIPAL_CONTACT})
