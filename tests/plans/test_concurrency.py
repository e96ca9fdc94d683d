"""Two people at once, on a database that lets them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, rules
from samplan.plans.models import Activity, Goal
from samplan.plans.queries import item_history
from samplan.plans.shapes.items import ItemKind

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """What each deed gave, or the error that it raised; all start at the same time, each in its own connection."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        except rules.ChangedMeanwhile as late:
            return late
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told() -> None:
    plan = factories.a_plan()
    item = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Först"}, factories.an_area(plan).pk)

    def save(text: str) -> Callable[[], object]:
        return lambda: actions.change_item(
            by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=item.pk, values={"text": text}, seen_version=1
        )

    outcomes = at_once([save(f"Version {i}") for i in range(4)])
    late = [o for o in outcomes if isinstance(o, rules.ChangedMeanwhile)]
    now = Activity.objects.get(pk=item.pk)
    assert len(late) == 3
    assert now.version == 2
    assert all(o.values["text"] == now.text for o in late)
    assert [e.version for e in item_history(ItemKind.ACTIVITY, item.pk)] == [2, 1]


def test_many_who_add_at_once_all_get_in() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan)

    def add(text: str) -> Callable[[], object]:
        return lambda: actions.add_item(
            by=SYSTEM, plan=plan, kind=ItemKind.GOAL, values={"level": "long", "text": text}, parent_id=area.pk
        )

    at_once([add(f"Mål {i}") for i in range(4)])
    assert sorted(Goal.objects.values_list("text", flat=True)) == [f"Mål {i}" for i in range(4)]


def test_two_who_write_the_same_new_text_or_area_both_get_in() -> None:
    plan = factories.a_plan()
    area = factories.an_area(plan)
    deeds: list[Callable[[], object]] = [
        lambda: factories.an_item(plan, ItemKind.NEEDS, {"text": "Ett."}, area.pk),
        lambda: factories.an_item(plan, ItemKind.NEEDS, {"text": "Två."}, area.pk),
        lambda: factories.an_area(plan, "Samma"),
        lambda: factories.an_area(plan, "Samma"),
    ]
    at_once(deeds)
    assert sorted(area.texts.get().text.split()) == ["Ett.", "Två."]
    assert {a.slug for a in plan.areas.filter(title="Samma")} == {"samma", "samma-2"}
