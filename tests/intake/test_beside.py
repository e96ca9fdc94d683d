"""A document goes into a plan that holds something: nothing is doubled or overwritten unasked, and it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests import factories, worlds
from tests.intake.worlds import ReviewWorld

from samplan.actors.models import Person
from samplan.actors.shapes import SYSTEM
from samplan.intake import actions, queries
from samplan.intake.matching import ALIKE, Candidate, match
from samplan.intake.models import Import, ProposedItem
from samplan.intake.queries import Comparison
from samplan.intake.shapes import Choice, Outcome
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Plan
from samplan.plans.queries import plan_file, standing_items
from samplan.plans.rules import ChangedMeanwhile
from samplan.plans.shapes.editing import StandingItem
from samplan.plans.shapes.exchange import Activity as ActivityPart
from samplan.plans.shapes.exchange import Area, Goal, Horizon, PlanFile
from samplan.plans.shapes.items import ItemKind

Queries = Callable[[int], object]


def given(by: Person, plan: Plan, file: PlanFile, *, accept: bool = True) -> Import:
    """A plan file received for a plan, read, and accepted."""
    received = actions.receive_document(
        by=by, partnership=plan.partnership, name="ny.json", data=file.model_dump_json().encode(), plan=plan,
        in_background=False,
    )  # fmt: skip
    imported = actions.read_import(imported_id=received.pk)
    if accept:
        actions.accept_all_items(by=by, imported=imported)
    return imported


@pytest.fixture
def county(db: None) -> ReviewWorld:
    """A county with a plan, and an import of it with other words, one area more, and one activity less."""
    plan = factories.an_imported_plan(worlds.goal_table_plan())
    by = factories.a_person(role="coordinator", partnership=plan.partnership)
    old = worlds.goal_table_plan()
    first, second = old.areas
    changed = first.model_copy(
        update={
            "title": "Suicidprevention",
            "number": None,
            "background": "Påhittad bakgrund om hela länet.",
            "goals": [first.goals[0], Goal(level=Horizon.SHORT, text="Tjugo utbildade instruktörer.")],
            "activities": [
                first.activities[0],
                first.activities[1].model_copy(update={"timeframe": "Vt 2027", "start": date(2027, 1, 1), "end": None}),
                ActivityPart(text="En helt ny sak som ingen har tänkt på förut"),
            ],
        }
    )
    new = old.model_copy(
        update={"areas": [changed, second, Area(title="Äldre", goals=[Goal(level=Horizon.LONG, text="Må väl.")])]}
    )
    return ReviewWorld(plan.partnership, by, by, given(by, plan, new))


def compared(county: ReviewWorld) -> Comparison:
    found = queries.comparison(Import.objects.select_related("plan").get(pk=county.imported.pk))
    assert found is not None
    return found


def plan_of(county: ReviewWorld) -> Plan:
    plan = Import.objects.get(pk=county.imported.pk).plan
    assert plan is not None
    return plan


def test_what_is_the_same_changed_and_new_is_told(county: ReviewWorld) -> None:
    found = compared(county)
    assert {(c.kind, c.words) for c in found.changed} == {
        (ItemKind.BACKGROUND, "Påhittad bakgrund om hela länet."),
        (ItemKind.GOAL, "Tjugo utbildade instruktörer."),
        (ItemKind.ACTIVITY, "Påhittad utbildning nummer 2"),
    }
    (time,) = [c.fields for c in found.changed if c.kind is ItemKind.ACTIVITY]
    assert time == (("timeframe", "Ht 2025 / Påbörjat", "Vt 2027"),)
    assert {(t.kind, t.words) for t in found.new} == {
        (ItemKind.ACTIVITY, "En helt ny sak som ingen har tänkt på förut"),
        (ItemKind.AREA, "Äldre"),
        (ItemKind.GOAL, "Må väl."),
    }
    assert (ItemKind.ACTIVITY, "Påhittad utbildning nummer 1") in {(t.kind, t.words) for t in found.same}
    assert found.left == 0


def test_by_default_the_plan_keeps_its_words_and_gets_what_is_new(county: ReviewWorld) -> None:
    plan = plan_of(county)
    before = plan_file(plan.pk)
    actions.commit_import(by=county.coordinator, imported=county.imported)
    after = plan_file(plan.pk)
    assert [a.title for a in after.areas] == ["Suicidprevention", "Tidiga insatser", "Äldre"]
    first = after.areas[0]
    assert first.background == before.areas[0].background
    assert first.goals == before.areas[0].goals
    assert [a.text for a in first.activities] == [
        *(a.text for a in before.areas[0].activities),
        "En helt ny sak som ingen har tänkt på förut",
    ]
    assert after.areas[1] == before.areas[1]
    assert after.model_copy(update={"areas": []}) == before.model_copy(update={"areas": []})
    assert queries.left_in_review(county.imported) == 0


def test_chosen_words_replace_the_plans_and_undo_sets_all_back(county: ReviewWorld) -> None:
    plan, by = plan_of(county), county.coordinator
    before = plan_file(plan.pk)
    choices = {c.id: Choice(Outcome.REPLACED, c.version) for c in compared(county).changed}
    actions.commit_import(by=by, imported=county.imported, choices=choices)
    first = plan_file(plan.pk).areas[0]
    assert first.background == "Påhittad bakgrund om hela länet."
    assert [g.text for g in first.goals][1] == "Tjugo utbildade instruktörer."
    assert (first.activities[1].timeframe, first.activities[1].start) == ("Vt 2027", date(2027, 1, 1))
    assert queries.replaced_in_plan(county.imported) == 3
    undone = actions.undo_import(by=by, imported=county.imported)
    assert (undone.set_back, undone.kept, undone.removed) == (3, 0, 3)
    assert plan_file(plan.pk) == before
    assert not undone.plan_removed
    again = actions.commit_import(by=by, imported=Import.objects.get(pk=county.imported.pk), choices={})
    assert again == plan
    assert [a.title for a in plan_file(plan.pk).areas] == ["Suicidprevention", "Tidiga insatser", "Äldre"]


def test_undo_leaves_what_somebody_changed_since(county: ReviewWorld) -> None:
    plan, by = plan_of(county), county.coordinator
    choices = {c.id: Choice(Outcome.REPLACED, c.version) for c in compared(county).changed}
    actions.commit_import(by=by, imported=county.imported, choices=choices)
    row = Activity.objects.get(text="Påhittad utbildning nummer 2")
    plans.change_item(
        by=by, kind=ItemKind.ACTIVITY, item_id=row.pk, values={"timeframe": "2030"}, seen_version=row.version
    )
    undone = actions.undo_import(by=by, imported=county.imported)
    assert (undone.set_back, undone.kept) == (2, 1)
    assert plan_file(plan.pk).areas[0].activities[1].timeframe == "2030"


def test_another_wording_can_stand_beside_the_plans(county: ReviewWorld) -> None:
    plan = plan_of(county)
    goal = next(c for c in compared(county).changed if c.kind is ItemKind.GOAL)
    actions.commit_import(
        by=county.coordinator, imported=county.imported, choices={goal.id: Choice(Outcome.ADDED, goal.version)}
    )
    assert [g.text for g in plan_file(plan.pk).areas[0].goals][1:] == [
        "Tio utbildade instruktörer.",
        "Tjugo utbildade instruktörer.",
    ]


def test_what_was_changed_while_one_compared_is_compared_again(county: ReviewWorld) -> None:
    plan, by = plan_of(county), county.coordinator
    choices = {c.id: Choice(Outcome.REPLACED, c.version) for c in compared(county).changed}
    row = Activity.objects.get(text="Påhittad utbildning nummer 2")
    plans.change_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=row.pk, values={"year": 2026}, seen_version=1)
    before = plan_file(plan.pk)
    with pytest.raises(ChangedMeanwhile):
        actions.commit_import(by=by, imported=county.imported, choices=choices)
    assert plan_file(plan.pk) == before
    assert not ProposedItem.objects.filter(imported=county.imported).exclude(outcome="").exists()


def test_the_same_plan_again_changes_nothing(county: ReviewWorld) -> None:
    plan = factories.an_imported_plan(worlds.framework_plan(), county.partnership)
    before = plan_file(plan.pk)
    imported = given(county.coordinator, plan, worlds.framework_plan())
    assert compared(ReviewWorld(county.partnership, county.coordinator, county.reader, imported)).new == ()
    actions.commit_import(by=county.coordinator, imported=imported)
    assert plan_file(plan.pk) == before


def test_what_the_plan_left_empty_is_filled_and_emptied_again(county: ReviewWorld) -> None:
    plan = factories.a_plan(county.partnership, title="")
    imported = given(county.coordinator, plan, PlanFile(title="Länets plan", areas=[Area(title="Skola")]))
    actions.commit_import(by=county.coordinator, imported=imported)
    assert plan_file(plan.pk).title == "Länets plan"
    actions.undo_import(by=county.coordinator, imported=imported)
    assert plan_file(plan.pk).title is None
    assert plan_file(plan.pk).areas == []


def test_what_is_judged_later_joins_what_is_there(county: ReviewWorld) -> None:
    by = county.coordinator
    plan = factories.an_imported_plan(worlds.framework_plan(), county.partnership)
    imported = given(by, plan, worlds.goal_table_plan(), accept=False)
    waiting = ProposedItem.objects.filter(imported=imported)
    actions.accept_item(by=by, item=waiting.get(values__text="Påhittad utbildning nummer 1"))
    actions.commit_import(by=by, imported=imported)
    actions.accept_all_items(by=by, imported=Import.objects.get(pk=imported.pk))
    actions.commit_import(by=by, imported=Import.objects.get(pk=imported.pk))
    areas = plan_file(plan.pk).areas
    assert [a.title for a in areas] == ["Skola och fritid", "Suicidprevention", "Tidiga insatser"]
    assert len(areas[1].activities) == 3


def test_an_areas_two_texts_are_held_together_against_its_one(county: ReviewWorld) -> None:
    by = county.coordinator
    plan = factories.an_imported_plan(worlds.goal_table_plan(), county.partnership)
    imported = given(by, plan, worlds.goal_table_plan(), accept=False)
    text = ProposedItem.objects.get(imported=imported, kind=ItemKind.BACKGROUND)
    actions.split_item(by=by, item=text, texts=["Påhittad bakgrund", "om länet."])
    actions.accept_all_items(by=by, imported=Import.objects.get(pk=imported.pk))
    before = plan_file(plan.pk)
    actions.commit_import(by=by, imported=Import.objects.get(pk=imported.pk))
    assert plan_file(plan.pk) == before


@pytest.mark.parametrize("activities", [3, 120])
def test_comparing_takes_the_same_few_queries(
    county: ReviewWorld, activities: int, django_assert_num_queries: Queries
) -> None:
    plan = factories.an_imported_plan(worlds.goal_table_plan(activities), county.partnership)
    imported = given(county.coordinator, plan, worlds.goal_table_plan(activities))
    held = Import.objects.select_related("plan").get(pk=imported.pk)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        found = queries.comparison(held)
    assert found is not None
    assert (found.changed, found.new) == ((), ())


@pytest.mark.django_db
def test_every_value_of_the_format_is_told_as_it_stands() -> None:
    file = worlds.goal_table_plan()
    plan = factories.an_imported_plan(file)
    told = standing_items(plan, frozenset(ItemKind) - {ItemKind.PLAN, ItemKind.EFFECT, ItemKind.DEPENDENCY})
    by_kind = {item.kind: item for item in reversed(told)}
    cost, activity = by_kind[ItemKind.COST].values, by_kind[ItemKind.ACTIVITY].values
    assert (cost["min"], cost["max"], cost["year"]) == ("100000", "150000.50", 2025)
    assert (activity["start"], activity["ongoing"]) == ("2025-07-01", False)
    assert by_kind[ItemKind.AREA].values["focus_areas"] == [1, 2]
    assert by_kind[ItemKind.PLAN].values["valid_to"] == "2028-12-31"
    assert by_kind[ItemKind.RESPONSIBLE].parent_id == by_kind[ItemKind.AREA].id


def standing(pk: int, kind: ItemKind, text: str, parent: int | None = None) -> StandingItem:
    values = {"title": text, "number": None} if kind is ItemKind.AREA else {"text": text}
    return StandingItem(kind, pk, parent, 1, "", values)


def test_of_several_that_resemble_each_other_the_nearest_pairs() -> None:
    texts = ["utbilda alla chefer i samtal om suicid", "utbilda alla lärare i samtal om suicid"]
    held = [standing(i, ItemKind.GOAL, text) for i, text in enumerate(texts)]
    asked = [
        Candidate(10, ItemKind.GOAL, None, {"text": "utbilda alla lärare i svåra samtal om suicid"}),
        Candidate(11, ItemKind.GOAL, None, {"text": texts[0]}),
        Candidate(12, ItemKind.GOAL, None, {"text": "helt andra ord"}),
    ]
    found = match(asked, held)
    assert {pk: m.standing.id for pk, m in found.items()} == {10: 1, 11: 0}
    assert found[11].fields == ()
    assert 0 < ALIKE < 1
