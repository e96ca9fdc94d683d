"""What has happened in a plan, what lies outside it, and purging with a file and a named decision."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests import factories, worlds

from samplan.actors.models import AuditEvent
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import Activity, Area, Goal, Plan, Purge
from samplan.plans.rules import NotPurged, NotThere
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db
SECRET = "Anna Exempelsson på Storgatan"


def a_removed_area():
    """A plan in which an area with a goal and an activity has been removed."""
    plan = factories.a_plan()
    area = factories.an_area(plan, SECRET)
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": f"{SECRET} mår bra"}, area.pk)
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Ring", "goal": goal.pk}, area.pk)
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, reason="Uppgift om en person")
    return plan, area


def purge(plan, area, **changes):
    """Purge the area as the page does, with the right words unless others are given."""
    word = queries.item_archive(ItemKind.AREA, area.pk, plan.pk).word
    told = {"decided_by": "Dataskyddsombudet", "reason": "Personuppgift", "archive_word": word, "by": SYSTEM}
    return actions.purge_item(plan=plan, kind=ItemKind.AREA, item_id=area.pk, **{**told, **changes})


def test_the_log_tells_every_save_newest_first_in_one_query(django_assert_num_queries):
    world = worlds.goal_table_world(3)
    with django_assert_num_queries(1):
        small = queries.plan_log(world.plan.pk, limit=1000)
    activity = Activity.objects.filter(area__plan=world.plan).first()
    actions.change_item(
        by=world.coordinator, kind=ItemKind.ACTIVITY, item_id=activity.pk, values={"text": "Nytt"}, seen_version=1
    )
    actions.remove_item(by=world.coordinator, kind=ItemKind.ACTIVITY, item_id=activity.pk, reason="Dubblett")
    told = queries.plan_log(world.plan.pk, limit=1000)
    assert len(told) == len(small) + 2
    assert [(e.what, e.text, e.by, e.reason) for e in told[:2]] == [
        ("removed", "Nytt", world.coordinator.name, "Dubblett"),
        ("changed", "Nytt", world.coordinator.name, ""),
    ]
    assert told == sorted(told, key=lambda e: e.when, reverse=True)
    assert {e.kind for e in told} >= {ItemKind.PLAN, ItemKind.AREA, ItemKind.GOAL, ItemKind.ACTIVITY}
    assert queries.plan_log(world.plan.pk, limit=2, offset=1) == told[1:3]


def test_a_save_after_midnight_in_sweden_has_that_day_in_the_log():
    plan, _area = a_removed_area()
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    Plan.history.filter(id=plan.pk).update(history_date=late)
    (saved,) = [e for e in queries.plan_log(plan.pk) if e.kind is ItemKind.PLAN]
    assert (saved.when, saved.when.date()) == (late, date(2026, 7, 1))


def test_another_plan_is_not_in_the_log():
    world = worlds.goal_table_world(3)
    other = factories.a_plan(world.partnership, title="En annan")
    factories.an_area(other, "Bara i den andra")
    assert "Bara i den andra" not in {e.text for e in queries.plan_log(world.plan.pk, limit=1000)}
    assert [e.text for e in queries.plan_log(other.pk)] == ["Bara i den andra", "En annan"]


def test_what_is_removed_is_listed_until_it_is_put_back():
    plan, area = a_removed_area()
    assert [(r.kind, r.text, r.reason) for r in queries.removed_items(plan.pk)] == [
        (ItemKind.AREA, SECRET, "Uppgift om en person")
    ]
    actions.restore_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk)
    assert queries.removed_items(plan.pk) == []


def test_a_purge_leaves_no_word_anywhere_but_the_decision():
    plan, area = a_removed_area()
    archive = queries.item_archive(ItemKind.AREA, area.pk, plan.pk)
    assert SECRET in archive.data.decode()
    assert archive.rows == 3
    tables = {one["table"] for one in json.loads(archive.data)["rows"]}
    assert tables == {"plans.area", "plans.goal", "plans.activity"}

    made = purge(plan, area)

    assert not Area.objects.filter(pk=area.pk).exists()
    for model in (Area, Goal, Activity):
        assert not model.history.filter(id__gt=0).exists(), model
    assert (made.rows, made.digest, made.decided_by) == (3, archive.digest, "Dataskyddsombudet")
    assert SECRET not in json.dumps(list(AuditEvent.objects.values_list("data", flat=True)))
    assert SECRET not in str(list(Purge.objects.values()))
    assert queries.removed_items(plan.pk) == []
    assert [e.kind for e in queries.plan_log(plan.pk)] == [ItemKind.PLAN]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"archive_word": "deadbeef"}, "word"), ({"decided_by": "  "}, "decided_by"), ({"reason": ""}, "reason")],
)
def test_without_file_decision_or_reason_nothing_is_purged(changes, field):
    plan, area = a_removed_area()
    with pytest.raises(NotPurged) as refused:
        purge(plan, area, **changes)
    assert refused.value.field == field
    assert Area.objects.filter(pk=area.pk).exists()
    assert not Purge.objects.exists()


def test_a_file_taken_out_before_a_change_does_not_do():
    plan, area = a_removed_area()
    word = queries.item_archive(ItemKind.AREA, area.pk, plan.pk).word
    actions.restore_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk)
    actions.remove_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, reason="Igen")
    with pytest.raises(NotPurged):
        purge(plan, area, archive_word=word)


def test_only_an_administrator_purges_and_only_what_has_been_removed():
    plan, area = a_removed_area()
    coordinator = factories.a_person(role="coordinator", partnership=plan.partnership)
    with pytest.raises(NotAllowed):
        purge(plan, area, by=coordinator)
    there = factories.an_area(plan, "Kvar")
    with pytest.raises(NotThere):
        queries.item_archive(ItemKind.AREA, there.pk, plan.pk)
    other = factories.a_plan(plan.partnership, title="En annan")
    with pytest.raises(NotThere):
        queries.item_archive(ItemKind.AREA, area.pk, other.pk)
