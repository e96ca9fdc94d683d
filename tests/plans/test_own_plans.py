"""A body's own plan below the county's: who may make it and change it, and what is picked into it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, worlds

from samplan.actors.models import Body, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import Activity, Area, Goal, Lineage, NodeTag, PlanProposal, Responsible
from samplan.plans.rules import InvalidValue, can_edit_item, edit_rights
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import Wanted
from samplan.plans.shapes.versions import LineageWay, PlanType

pytestmark = pytest.mark.django_db


def stranger_plan():
    """A plan of another county, with content."""
    elsewhere = factories.a_partnership(factories.a_county("98", "Annatlän"))
    return actions.import_plan_file(by=SYSTEM, partnership=elsewhere, plan_file=worlds.goal_table_plan())


class Own:
    """A county with a joint plan, and a municipality that has made a plan of its own below it."""

    def __init__(self) -> None:
        self.county = worlds.goal_table_world().plan
        here = self.county.partnership
        towns = Body.objects.filter(county=self.county.county, kind="municipality").order_by("code")
        self.town, self.other_town = towns[0], towns[1]
        told = {"role": Role.MUNICIPAL_CONTACT, "partnership": here}
        self.contact = factories.a_person(body=self.town, **told)
        self.neighbour = factories.a_person(body=self.other_town, **told)
        self.plan = actions.create_own_plan(
            by=self.contact, partnership=here, owner=self.town, title="Kommunens plan", part_of=self.county
        )

    def pick(self, *chosen, **more):
        """The contact picks out of the county's plan."""
        told = {"by": self.contact, "plan": self.plan, "source": self.county} | more
        return actions.pick_items(**told, chosen=set(chosen))


def tied(own) -> Activity:
    """An activity of the county's plan that serves a goal."""
    row = Activity.objects.filter(area__plan=own.county, area__goals__isnull=False).first()
    told = {"by": SYSTEM, "kind": ItemKind.ACTIVITY, "item_id": row.pk, "seen_version": row.version}
    actions.change_item(**told, values={"goal": row.area.goals.first().pk})
    row.refresh_from_db()
    return row


@pytest.fixture
def own(db) -> Own:
    """The county."""
    return Own()


def test_a_contact_keeps_a_plan_for_their_own_body_alone(own):
    assert own.plan.type == PlanType.LOCAL
    assert queries.plan_above(own.plan) == own.county
    for plan, person, may in (
        (own.plan, own.contact, True),
        (own.plan, own.neighbour, False),
        (own.county, own.contact, False),
    ):
        assert can_edit_item(person, plan) is may
        assert edit_rights(person, plan).everything is may
    area = actions.add_item(by=own.contact, plan=own.plan, kind=ItemKind.AREA, values={"title": "Skolan"})
    with pytest.raises(NotAllowed):
        actions.add_item(by=own.neighbour, plan=own.plan, kind=ItemKind.GOAL, values={"text": "x"}, parent_id=area.pk)
    with pytest.raises(NotAllowed):
        actions.create_own_plan(by=own.neighbour, partnership=own.plan.partnership, owner=own.town, title="Grannens")


def test_what_is_picked_comes_with_its_area_and_says_where_it_is_from(own):
    activity = tied(own)
    actions.set_activity_status(by=SYSTEM, activity_id=activity.pk, status="done", seen_version=activity.version)
    assert own.pick((ItemKind.ACTIVITY, activity.pk), (ItemKind.GOAL, activity.goal_id)) == 2
    [area] = Area.objects.filter(plan=own.plan)
    assert area.title == activity.area.title
    [goal] = Goal.objects.filter(area=area)
    [copy] = Activity.objects.filter(area=area)
    assert (copy.text, copy.goal, copy.status, copy.timeframe) == (activity.text, goal, "", activity.timeframe)
    assert copy.changed_by == own.contact
    [responsible] = Responsible.objects.filter(area=area)
    assert responsible.body == own.town
    assert Lineage.objects.get(to_activity=copy).way == LineageWay.PICKED
    assert queries.lineage_of(ItemKind.ACTIVITY, copy.pk)[0][0]["plan"] == own.county.title
    assert Activity.objects.get(pk=activity.pk).status == "done"


def test_what_was_picked_is_not_picked_twice_and_its_area_is_made_once(own):
    first, second = Activity.objects.filter(area=Area.objects.filter(plan=own.county).first())[:2]
    own.pick((ItemKind.ACTIVITY, first.pk))
    with pytest.raises(InvalidValue):
        own.pick((ItemKind.ACTIVITY, first.pk))
    assert own.pick((ItemKind.ACTIVITY, first.pk), (ItemKind.ACTIVITY, second.pk)) == 1
    assert Area.objects.filter(plan=own.plan).count() == 1
    assert Responsible.objects.filter(area__plan=own.plan).count() == 1
    there = {item.id for area in queries.to_pick(own.plan, own.county) for item in area.items if item.there}
    assert {first.pk, second.pk} <= there
    copy = Activity.objects.get(came_from__from_activity=first)
    actions.remove_item(by=own.contact, kind=ItemKind.ACTIVITY, item_id=copy.pk, reason="Dubblett")
    assert own.pick((ItemKind.ACTIVITY, first.pk)) == 1


def test_an_activity_picked_later_finds_the_goal_that_was_picked_before(own):
    activity = tied(own)
    own.pick((ItemKind.GOAL, activity.goal_id))
    own.pick((ItemKind.ACTIVITY, activity.pk))
    copy = Activity.objects.get(area__plan=own.plan)
    assert copy.goal == Goal.objects.get(area__plan=own.plan)


def test_tags_come_along_once(own):
    area = Area.objects.filter(plan=own.county).first()
    framework = next(f for f in queries.framework_choices(own.county) if f.code == "malgrupper")
    node = framework.nodes[0].id
    wanted = {("area", area.pk): Wanted((node,), node)}
    actions.tag_items(by=SYSTEM, plan=own.county, framework="malgrupper", wanted=wanted)
    first, second = Activity.objects.filter(area=area)[:2]
    own.pick((ItemKind.ACTIVITY, first.pk))
    own.pick((ItemKind.ACTIVITY, second.pk))
    assert NodeTag.objects.filter(area__plan=own.plan).count() == 1


def test_a_proposal_becomes_an_activity(own):
    source = actions.import_plan_file(by=SYSTEM, partnership=own.county.partnership, plan_file=worlds.framework_plan())
    proposal = PlanProposal.objects.filter(question__area__plan=source).first()
    assert own.pick((ItemKind.PROPOSAL, proposal.pk), source=source) == 1
    assert Activity.objects.get(area__plan=own.plan).text == proposal.text
    with pytest.raises(InvalidValue):
        own.pick((ItemKind.PROPOSAL, proposal.pk), source=source)


def test_nothing_is_picked_out_of_another_county(own):
    stranger = stranger_plan()
    goal = Goal.objects.filter(area__plan=stranger).first()
    with pytest.raises(InvalidValue):
        own.pick((ItemKind.GOAL, goal.pk), source=stranger)
    with pytest.raises(InvalidValue):
        own.pick((ItemKind.GOAL, goal.pk))
    with pytest.raises(InvalidValue):
        own.pick()


def test_what_is_reported_as_done_is_not_offered(own):
    row = Activity.objects.filter(area__plan=own.county).first()
    told = {"by": SYSTEM, "kind": ItemKind.ACTIVITY, "item_id": row.pk, "seen_version": row.version}
    assert (ItemKind.ACTIVITY, row.pk) in offered(own)
    actions.change_item(**told, values={"kind": "reported"})
    assert (ItemKind.ACTIVITY, row.pk) not in offered(own)


def offered(own) -> set:
    return {(item.kind, item.id) for area in queries.to_pick(own.plan, own.county) for item in area.items}


def test_what_can_be_picked_is_asked_in_seven_queries(own):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        areas = queries.to_pick(own.plan, own.county)
    assert len(asked) == 7
    assert {item.kind for area in areas for item in area.items} >= {ItemKind.GOAL, ItemKind.ACTIVITY}


def test_the_coordinator_says_whose_plan_it_is_and_the_next_version_keeps_it(own):
    coordinator = factories.a_person(role=Role.COORDINATOR, partnership=own.plan.partnership)
    with pytest.raises(NotAllowed):
        actions.set_plan_owner(by=own.contact, plan=own.plan, owner=None)
    plan = actions.set_plan_owner(by=coordinator, plan=own.plan, owner=own.other_town)
    assert not can_edit_item(own.contact, plan)
    assert can_edit_item(own.neighbour, plan)
    new = actions.roll_forward(by=own.neighbour, plan=plan, title="Nästa")
    assert (new.owner, new.type) == (own.other_town, PlanType.LOCAL)
    abroad = Body.objects.filter(county=stranger_plan().county).first()
    with pytest.raises(InvalidValue):
        actions.set_plan_owner(by=coordinator, plan=plan, owner=abroad)
