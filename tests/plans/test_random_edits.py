"""Whatever is done to a plan, in whatever order: what comes out can go in again, and history misses nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests import factories
from tests.plans.strategies import plan_files
from tests.plans.test_items import CHANGED, GOOD

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions
from samplan.plans.kinds import KINDS
from samplan.plans.models import Item
from samplan.plans.queries import area_for_editing, item_history, plan_content, plan_file
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.items import ItemKind

COUNTY = {"county_code": "99", "county": "Exempellän"}


def rows(kind: ItemKind, *, removed: bool) -> list[Item]:
    """Items of a kind, in or out of the plan."""
    spec = KINDS[kind]
    return list(spec.model._default_manager.filter(removed_at__isnull=not removed, **spec.fixed).order_by("pk"))


def do_something(data: st.DataObject, plan: object) -> None:
    """One random deed on a random item; a deed that the rules refuse changes nothing."""
    kind = data.draw(st.sampled_from(list(KINDS)))
    deed = data.draw(st.sampled_from(["add", "change", "remove", "restore", "move"]))
    if deed == "add":
        parents = {"plan": [None], "area": rows(ItemKind.AREA, removed=False)}
        parents["question"] = rows(ItemKind.CHALLENGE_QUESTION, removed=False)
        places = parents[KINDS[kind].parent]
        if places:
            place = data.draw(st.sampled_from(places))
            factories.an_item(plan, kind, GOOD[kind], place.pk if place else None)  # type: ignore[arg-type]
        return
    there = rows(kind, removed=deed == "restore")
    if not there:
        return
    item = data.draw(st.sampled_from(there))
    if deed == "change":
        values = CHANGED.get(kind, {"text": "Annan"})
        actions.change_item(by=SYSTEM, kind=kind, item_id=item.pk, values=values, seen_version=item.version)
    elif deed == "remove":
        actions.remove_item(by=SYSTEM, kind=kind, item_id=item.pk, reason="Slump")
    elif deed == "restore":
        actions.restore_item(by=SYSTEM, kind=kind, item_id=item.pk)
    else:
        actions.move_item(by=SYSTEM, kind=kind, item_id=item.pk, position=data.draw(st.integers(0, 3)))


class RandomEdits(TestCase):
    """Over generated plans and deeds."""

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(plan_files(**COUNTY), st.data())
    def test_a_plan_stays_whole(self, file: object, data: st.DataObject) -> None:
        plan = factories.an_imported_plan(file)  # type: ignore[arg-type]
        for _ in range(data.draw(st.integers(1, 8))):
            try:
                do_something(data, plan)
            except InvalidValue:
                continue
        out = plan_file(plan.pk)
        content = plan_content(plan.pk)
        assert [a.title for a in content.areas] == [a.title for a in out.areas]
        for area in content.areas:
            assert area_for_editing(int(area.id)).slug == area.slug
        for kind, spec in KINDS.items():
            for item in spec.model._default_manager.filter(**spec.fixed):
                assert item_history(kind, item.pk)[0].version == item.version
        copy = factories.an_imported_plan(out, plan.partnership)
        assert plan_file(copy.pk) == out
