"""A plan's next version, what waits for what, moved times, and items that are split and merged."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories, worlds

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.actors.standing import standings_of
from samplan.plans import actions, lights, queries
from samplan.plans.models import Activity, Area, Dependency, Goal, Lineage, NodeTag, PlanRelation, Reschedule
from samplan.plans.queries import plan_content
from samplan.plans.rules import InvalidValue, NotThere
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.rolling import Choice, Dates
from samplan.plans.shapes.tasks import WaitsFor
from samplan.plans.shapes.versions import LineageWay, PlanRelationKind

pytestmark = pytest.mark.django_db


def rolled(plan, **choices):
    """The plan's next version."""
    return actions.roll_forward(
        by=SYSTEM, plan=plan, title="Nästa plan", valid_from=date(2029, 1, 1), valid_to=date(2031, 12, 31), **choices
    )


def without_ids(content) -> str:
    """A plan's areas as they read, without what differs between two plans: ids, and what was said of how it goes."""
    skip = {"id", "goal", "status", "status_written", "attainment", "attainment_written", "attainment_comment"}
    areas = [a.model_dump(mode="json", exclude={"id", "followups", "other", "goal_status"}) for a in content.areas]
    for area in areas:
        for items in area.values():
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict):
                    for name in skip & item.keys():
                        item.pop(name)
    return str(areas)


def test_what_is_kept_reads_the_same_and_knows_where_it_came_from():
    world = worlds.goal_table_world(6)
    new = rolled(world.plan)
    assert without_ids(plan_content(new.pk)) == without_ids(plan_content(world.plan.pk))
    assert new.type == world.plan.type
    relation = PlanRelation.objects.get()
    assert (relation.from_plan, relation.to_plan, relation.kind) == (new, world.plan, "replaces")
    content = plan_content(new.pk)
    named = {(t.kind, t.to_id) for t in content.lineage}
    assert {("activity", a.id) for area in content.areas for a in area.activities} <= named
    assert {("area", area.id) for area in content.areas} <= named
    assert {t.way for t in content.lineage} == {LineageWay.KEPT}
    activity = Activity.objects.filter(area__plan=new).first()
    assert activity.history.count() == 1
    assert activity.version == 1


def test_pointers_lead_to_the_copies():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Mål"}, area.pk)
    activity = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Gör", "goal": goal.pk}, area.pk)
    factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Psykiatrin", "activity": activity.pk}, area.pk)
    new = rolled(plan)
    shown = plan_content(new.pk).areas[0]
    assert shown.activities[0].goal == shown.goals[0].id != str(goal.pk)
    assert [b.name for b in shown.activities[0].responsible] == ["Psykiatrin"]
    assert plan_content(plan.pk).areas[0].activities[0].goal == str(goal.pk)


def dated_plan():
    """A plan of three years with activities whose times stand in several ways, and a judged goal."""
    plan = factories.a_plan(valid_from=date(2026, 1, 1), valid_to=date(2028, 12, 31))
    area = factories.an_area(plan, goal_status="partly")
    goal = {"level": "long", "text": "Mål", "attainment": "achieved", "attainment_written": "Nått"}
    factories.an_item(plan, ItemKind.GOAL, goal, area.pk)
    for text, more in (
        ("År", {"timeframe": "Ht 2026–Vt 2027", "start": "2026-07-01", "end": "2027-06-30", "status": "done"}),
        ("Skott", {"timeframe": "v. 9", "start": "2028-02-29", "end": "2028-02-29"}),
        ("Jämt", {"timeframe": "Fortlöpande", "ongoing": True, "status": "ongoing", "status_written": "Pågår"}),
        ("Spalt", {"year": 2027}),
    ):
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": text, **more}, area.pk)
    return plan


def times_of(plan):
    """The time of each activity of a plan by its text."""
    rows = Activity.objects.filter(area__plan=plan)
    return {r.text: (r.timeframe, str(r.start or ""), str(r.end or ""), r.ongoing, r.year) for r in rows}


def test_the_next_version_says_nothing_yet_of_how_it_goes():
    plan = dated_plan()
    new = rolled(plan)
    [area] = plan_content(new.pk).areas
    assert [a.status for a in area.activities] == [None] * 4
    assert (area.goals[0].attainment, area.goals[0].attainment_written, area.goal_status) == (None, None, None)
    old = Activity.objects.get(area__plan=plan, text="År")
    copy = Activity.objects.get(area__plan=new, text="År")
    [came], _ = queries.lineage_of(ItemKind.ACTIVITY, copy.pk)
    assert (came["id"], came["said"], came["time"]) == (old.pk, "done", "Ht 2026–Vt 2027")
    assert times_of(new) == times_of(plan)


def test_times_are_moved_as_far_as_the_plan_or_taken_away():
    plan = dated_plan()
    assert times_of(rolled(plan, dates=Dates.MOVE)) == {
        "År": ("Ht 2029–Vt 2030", "2029-07-01", "2030-06-30", False, None),
        "Skott": ("", "2031-02-28", "2031-02-28", False, None),
        "Jämt": ("Fortlöpande", "", "", True, None),
        "Spalt": ("", "", "", False, 2030),
    }
    assert set(times_of(rolled(plan, dates=Dates.CLEAR)).values()) == {("", "", "", False, None)}
    half = actions.roll_forward(by=SYSTEM, plan=plan, title="Halvår", valid_from=date(2028, 7, 1), dates=Dates.MOVE)
    assert times_of(half)["År"] == ("", "2029-01-01", "2029-12-31", False, None)
    with pytest.raises(InvalidValue):
        actions.roll_forward(by=SYSTEM, plan=plan, title="Utan dag", dates=Dates.MOVE)


def test_a_plan_that_has_not_begun_is_late_with_nothing():
    plan = dated_plan()
    area = Area.objects.get(plan=plan)
    person = factories.a_person(role="area_owner", partnership=plan.partnership)
    body = factories.a_body(plan.partnership)
    factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Psykiatrin", "body": body.pk, "person": person.pk}, area.pk)
    due = {"title": "Beslut", "expected": "2026-05-01"}
    factories.an_item(plan, ItemKind.DEPENDENCY, due)
    for activity in Activity.objects.filter(area=area, status="done"):
        values = {"status": "planned"}
        actions.change_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=activity.pk, values=values, seen_version=1)
    new = rolled(plan)
    day = date(2028, 6, 1)
    coordinator = factories.a_person(role="coordinator", partnership=plan.partnership)

    def late(which, who):
        found = queries.plan_waits(who, standings_of(who), today=day)
        return sum(w.plan_id == which.pk and w.kind in (WaitsFor.STATUS, WaitsFor.DECISION) for w in found)

    assert late(plan, person) == 2
    assert late(plan, coordinator) == 1
    assert late(new, person) == late(new, coordinator) == 0
    told = {f.code for f in queries.plan_check(new, today=day).open}
    assert not told & {"time_passed_without_status", "time_passed_still_under_way", "dependency_overdue"}
    [light] = lights.status_report(plan_content(new.pk), day).areas
    assert {r.code for r in light.reasons} == {"not_begun"}
    assert {r.code for r in lights.status_report(plan_content(plan.pk), day).areas[0].reasons} >= {"most_overdue"}


def test_what_is_dropped_is_left_behind_with_what_stands_in_it():
    world = worlds.goal_table_world(6)
    areas = list(Area.objects.filter(plan=world.plan).order_by("order"))
    gone = Activity.objects.filter(area=areas[0]).first()
    choices = {(ItemKind.ACTIVITY, gone.pk): Choice.DROP}
    if len(areas) > 1:
        choices[ItemKind.AREA, areas[1].pk] = Choice.DROP
    new = rolled(world.plan, choices=choices)
    left = Activity.objects.filter(area__plan=world.plan).count()
    lost = 1 + (Activity.objects.filter(area=areas[1]).count() if len(areas) > 1 else 0)
    assert Activity.objects.filter(area__plan=new).count() == left - lost
    assert Area.objects.filter(plan=new).count() == len(areas) - (len(areas) > 1)
    assert Activity.objects.filter(pk=gone.pk, removed_at=None).exists()


def test_what_is_to_be_changed_is_listed_until_somebody_has_changed_it():
    world = worlds.goal_table_world(3)
    activity = Activity.objects.filter(area__plan=world.plan).first()
    new = rolled(world.plan, choices={(ItemKind.ACTIVITY, activity.pk): Choice.CHANGE})
    [waits] = queries.to_change(new.pk)
    assert (waits.kind, waits.text) == (ItemKind.ACTIVITY, activity.text)
    actions.change_item(
        by=world.coordinator, kind=ItemKind.ACTIVITY, item_id=waits.id, values={"text": "Ny"}, seen_version=1
    )
    assert queries.to_change(new.pk) == []


def test_proposals_leave_what_is_over_and_change_what_is_late(django_assert_num_queries):
    plan = factories.a_plan()
    area = factories.an_area(plan)
    for text, more in (
        ("Klar", {"status": "done"}),
        ("Sen", {"end": "2024-12-31"}),
        ("Löper", {"end": "2024-12-31", "ongoing": True}),
        ("Kommer", {"end": "2030-12-31"}),
        ("Redovisad", {"kind": "reported"}),
    ):
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": text, **more}, area.pk)
    with django_assert_num_queries(5):
        [told] = queries.roll_choices(plan.pk, today=date(2026, 1, 1))
    assert {i.text: (i.proposed, i.why) for i in told.items} == {
        "Klar": (Choice.DROP, "over"),
        "Sen": (Choice.CHANGE, "passed"),
        "Löper": (Choice.KEEP, ""),
        "Kommer": (Choice.KEEP, ""),
        "Redovisad": (Choice.DROP, "reported"),
    }


def test_only_who_may_change_the_whole_plan_rolls_it_forward():
    plan = factories.a_plan()
    for role in ("area_owner", "municipal_contact", "reader"):
        person = factories.a_person(role=role, partnership=plan.partnership)
        with pytest.raises(NotAllowed):
            actions.roll_forward(by=person, plan=plan, title="Ny")


def waiting_plan():
    """A plan in which two areas and one activity of a third wait for one decision."""
    plan = factories.a_plan()
    areas = [factories.an_area(plan, title) for title in ("Ett", "Två", "Tre")]
    made = [
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": f"I {a.title}", "status": "waiting"}, a.pk) for a in areas
    ]
    done = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Klar", "status": "done"}, areas[0].pk)
    dependency = factories.an_item(plan, ItemKind.DEPENDENCY, {"title": "Beslut om organisation", "owner": "Rådet"})
    actions.set_waiting(
        by=SYSTEM, dependency_id=dependency.pk, areas=[areas[0].pk, areas[1].pk], activities=[made[2].pk]
    )
    return plan, dependency, [*made, done]


def test_one_decision_releases_all_that_wait():
    plan, dependency, activities = waiting_plan()
    [told] = plan_content(plan.pk).dependencies
    assert [(w.area, w.activity) for w in told.waiting] == [
        (str(activities[0].area_id), None),
        (str(activities[1].area_id), None),
        (str(activities[2].area_id), str(activities[2].pk)),
    ]
    actions.release_dependency(
        by=SYSTEM, dependency_id=dependency.pk, decision="Rådet § 7", on=date(2026, 6, 11), status="planned"
    )
    for activity in activities:
        activity.refresh_from_db()
    assert [a.status for a in activities] == ["planned", "planned", "planned", "done"]
    assert activities[0].history.first().history_change_reason == "Rådet § 7"
    with pytest.raises(InvalidValue):
        actions.release_dependency(by=SYSTEM, dependency_id=dependency.pk, decision="Igen", on=date(2026, 7, 1))


def test_a_decision_needs_words_and_a_place_in_the_same_plan():
    plan, dependency, _ = waiting_plan()
    with pytest.raises(InvalidValue):
        actions.release_dependency(by=SYSTEM, dependency_id=dependency.pk, decision=" ", on=date(2026, 6, 11))
    assert Dependency.objects.get().released_on is None
    elsewhere = factories.an_area(factories.a_plan(plan.partnership, title="Annan"))
    with pytest.raises(NotThere):
        actions.set_waiting(by=SYSTEM, dependency_id=dependency.pk, areas=[elsewhere.pk])
    assert len(plan_content(plan.pk).dependencies[0].waiting) == 3


def test_a_released_dependency_is_not_rolled_forward():
    plan, dependency, _ = waiting_plan()
    assert len(plan_content(rolled(plan).pk).dependencies[0].waiting) == 3
    actions.release_dependency(by=SYSTEM, dependency_id=dependency.pk, decision="§ 7", on=date(2026, 6, 11))
    assert plan_content(rolled(plan).pk).dependencies == []


def test_a_moved_time_keeps_the_old_one_and_the_reason():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    values = {"text": "Gör", "timeframe": "Ht 2025", "start": "2025-07-01", "end": "2025-12-31"}
    activity = factories.an_item(plan, ItemKind.ACTIVITY, values, area.pk)
    new = {"timeframe": "Vt 2026", "start": date(2026, 1, 1), "end": date(2026, 6, 30), "seen_version": 1}
    with pytest.raises(InvalidValue):
        actions.reschedule_activity(by=SYSTEM, activity_id=activity.pk, reason=" ", **new)
    actions.reschedule_activity(by=SYSTEM, activity_id=activity.pk, reason="Vakant tjänst", **new)
    [move] = queries.moves_of(plan.pk)
    assert (move.old, move.new, move.days, move.reason) == ("Ht 2025", "Vt 2026", 181, "Vakant tjänst")
    slip = queries.slip_of([move])
    assert (slip.moves, slip.activities, slip.median_days) == (1, 1, 181)
    assert slip.by_reason == (("Vakant tjänst", 1),)
    actions.reschedule_activity(by=SYSTEM, activity_id=activity.pk, reason="Samma", **{**new, "seen_version": 2})
    assert Reschedule.objects.count() == 1


def test_a_split_activity_leaves_its_goal_owner_and_past_to_its_parts():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Mål"}, area.pk)
    old = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Utbilda och följa upp", "goal": goal.pk}, area.pk)
    factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Skolan", "activity": old.pk}, area.pk)
    parts = actions.split_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=old.pk, texts=["Utbilda", " ", "Följa upp"])
    shown = plan_content(plan.pk).areas[0].activities
    assert [(a.text, a.goal, [b.name for b in a.responsible]) for a in shown] == [
        ("Utbilda", str(goal.pk), ["Skolan"]),
        ("Följa upp", str(goal.pk), ["Skolan"]),
    ]
    assert [(line.way, line.from_activity_id, line.to_activity_id) for line in Lineage.objects.all()] == [
        ("split", old.pk, part.pk) for part in parts
    ]
    came, became = queries.lineage_of(ItemKind.ACTIVITY, parts[0].pk)
    assert (came[0]["text"], came[0]["removed"], became) == ("Utbilda och följa upp", True, [])


def test_merged_areas_lose_nothing_that_stood_in_them():
    world = worlds.goal_table_world(6)
    plan = world.plan
    other = factories.an_area(plan, "Ett till", focus_areas=[1])
    factories.an_item(plan, ItemKind.GOAL, {"level": "short", "text": "I det andra"}, other.pk)
    for area in Area.objects.filter(plan=plan):
        factories.an_item(plan, ItemKind.COMMENT, {"text": f"Om {area.title}"}, area.pk)
    ids = list(Area.objects.filter(plan=plan, removed_at=None).order_by("order").values_list("pk", flat=True))
    before = plan_content(plan.pk)
    new = actions.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=ids, text="Allt i ett")
    after = plan_content(plan.pk)
    assert [a.title for a in after.areas] == ["Allt i ett"]
    for name in ("goals", "activities", "indicators", "followups", "costs"):
        stood = sorted(item.model_dump_json() for a in before.areas for item in getattr(a, name))
        assert sorted(item.model_dump_json() for item in getattr(after.areas[0], name)) == stood
    assert all(f"Om {a.title}" in after.areas[0].comment for a in before.areas)
    assert Lineage.objects.filter(to_area=new.pk, way="merged").count() == len(ids)


def test_merged_goals_take_their_activities_along():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    goals = [factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": t}, area.pk) for t in ("Ett", "Två")]
    for goal in goals:
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": f"För {goal.text}", "goal": goal.pk}, area.pk)
    new = actions.merge_items(by=SYSTEM, kind=ItemKind.GOAL, ids=[g.pk for g in goals], text="Båda")
    assert {a.goal for a in plan_content(plan.pk).areas[0].activities} == {str(new.pk)}
    assert not NodeTag.objects.exists()


def test_faults_of_splitting_and_merging_change_nothing():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Mål"}, area.pk)
    elsewhere = factories.an_area(factories.a_plan(plan.partnership, title="Annan"))
    far = factories.an_item(elsewhere.plan, ItemKind.GOAL, {"level": "long", "text": "Annat"}, elsewhere.pk)
    with pytest.raises(InvalidValue):
        actions.split_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=goal.pk, texts=["Bara en"])
    for ids in ([goal.pk], [goal.pk, goal.pk], [goal.pk, far.pk]):
        with pytest.raises(InvalidValue):
            actions.merge_items(by=SYSTEM, kind=ItemKind.GOAL, ids=ids, text="Ihop")
    assert Goal.objects.filter(removed_at=None).count() == 2
    assert not Lineage.objects.exists()


def test_a_plan_is_prolonged_with_a_reason_and_only_forward():
    plan = factories.a_plan(valid_to=date(2026, 12, 31))
    for day, reason in ((date(2027, 12, 31), " "), (date(2026, 6, 30), "För att")):
        with pytest.raises(InvalidValue):
            actions.prolong_plan(by=SYSTEM, plan=plan, valid_to=day, reason=reason)
    longer = actions.prolong_plan(by=SYSTEM, plan=plan, valid_to=date(2027, 12, 31), reason="Ny strategi väntas")
    assert longer.valid_to == date(2027, 12, 31)
    assert longer.history.first().history_change_reason == "Ny strategi väntas"


def test_plans_of_a_county_are_related_and_listed(django_assert_num_queries):
    plan = factories.a_plan(valid_from=date(2024, 1, 1))
    local = factories.a_plan(plan.partnership, title="Lokal plan", valid_from=date(2025, 1, 1))
    actions.set_plan_type(by=SYSTEM, plan=local, name="local")
    tie = actions.relate_plans(by=SYSTEM, plan=local, other=plan, kind=PlanRelationKind.PART_OF)
    with django_assert_num_queries(2):
        plans, ties = queries.plan_family(plan.county_id)
    assert [(p.id, p.type) for p in plans] == [(plan.pk, "county"), (local.pk, "local")]
    assert [(t.from_id, t.to_id, t.kind) for t in ties] == [(local.pk, plan.pk, "part_of")]
    elsewhere = factories.a_plan(factories.a_partnership(factories.a_county("98", "Påhittlän")))
    for other in (local, elsewhere):
        with pytest.raises(InvalidValue):
            actions.relate_plans(by=SYSTEM, plan=local, other=other, kind="touches")
    actions.unrelate_plans(by=SYSTEM, plan=local, relation_id=tie.pk, reason="Dubblett")
    assert queries.plan_family(plan.county_id)[1] == []
