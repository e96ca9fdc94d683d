"""A plan file goes into the database and comes out again; nothing is lost, whatever the plan."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase
from tests import factories, worlds
from tests.plans.strategies import plan_files

from samplan.actors.shapes import SYSTEM
from samplan.plans import rules
from samplan.plans.actions import import_plan_file
from samplan.plans.models import Area, Plan, PlanMode
from samplan.plans.queries import area_for_editing, plan_content, plan_file, plan_outline
from samplan.plans.shapes.exchange import Activity, Cost, FocusArea, PlanFile
from samplan.plans.shapes.exchange import Area as AreaFile
from samplan.plans.shapes.items import ItemKind, Origin

COUNTY = {"county_code": "99", "county": "Exempellän"}


class RoundTrip(TestCase):
    """Over generated plans."""

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(plan_files(**COUNTY))
    def test_what_goes_in_comes_out(self, given_file: PlanFile) -> None:
        plan = factories.an_imported_plan(given_file)
        assert plan_file(plan.pk) == given_file

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(plan_files(**COUNTY))
    def test_content_says_the_same_as_the_file(self, given_file: PlanFile) -> None:
        plan = factories.an_imported_plan(given_file)
        content = plan_content(plan.pk)
        assert [_bare(a.model_dump()) for a in content.areas] == [_bare(a.model_dump()) for a in given_file.areas]
        assert content.funds == given_file.funds
        assert content.other == given_file.other
        assert content.target_images == given_file.target_images


def _bare(area: dict[str, Any]) -> dict[str, Any]:
    """What both shapes of an area say."""
    return {
        "number": area["number"],
        "title": area["title"],
        "background": area["background"],
        "goals": [(g["level"], g["text"]) for g in area["goals"]],
        "activities": [(a["text"], a["timeframe"], a["start"], a["end"], a["ongoing"]) for a in area["activities"]],
        "indicators": [(i["text"], i["kind"], i["reference"]) for i in area["indicators"]],
        "responsible": [r if isinstance(r, str) else r["name"] for r in area["responsible"]],
        "costs": area["costs"],
        "followups": [(f["year"], f["heading"], f["text"]) for f in area["followups"]],
        "goal_status": area["goal_status"]["code"] if isinstance(area["goal_status"], dict) else area["goal_status"],
        "questions": [
            (q["text"], [(p["text"], p["actor"]) for p in q["proposals"]]) for q in area["challenge_questions"]
        ],
        "other": area["other"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("activities", [10, 500])
def test_reading_a_plan_takes_few_queries_whatever_its_size(activities: int, django_assert_num_queries: Any) -> None:
    plan = worlds.goal_table_world(activities).plan
    with django_assert_num_queries(12):
        plan_file(plan.pk)
    with django_assert_num_queries(17):
        content = plan_content(plan.pk)
    with django_assert_num_queries(4):
        plan_outline(plan.pk)
    with django_assert_num_queries(11):
        area_for_editing(int(content.areas[0].id))


@pytest.mark.django_db
def test_importing_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    partnership = factories.a_partnership()
    with django_assert_max_num_queries(80):
        factories.an_imported_plan(worlds.goal_table_plan(500), partnership)


@pytest.mark.django_db
def test_a_second_import_is_laid_behind_the_first() -> None:
    world = worlds.goal_table_world()
    before = plan_file(world.plan.pk)
    import_plan_file(
        by=world.coordinator, partnership=world.partnership, plan_file=worlds.goal_table_plan(1), plan=world.plan
    )
    after = plan_file(world.plan.pk)
    assert [a.title for a in after.areas] == [a.title for a in before.areas] * 2
    assert after.focus_areas == before.focus_areas
    slugs = list(Area.objects.filter(plan=world.plan).values_list("slug", flat=True))
    assert len(set(slugs)) == len(slugs)


@pytest.mark.django_db
def test_a_value_at_fault_is_named_by_its_place_and_nothing_is_written() -> None:
    partnership = factories.a_partnership()
    bad = PlanFile(areas=[AreaFile(title="A"), AreaFile(title="B", costs=[Cost(min="5", max="3")])])
    with pytest.raises(rules.InvalidValue) as refused:
        import_plan_file(by=SYSTEM, partnership=partnership, plan_file=bad)
    assert refused.value.field == "/areas/1/costs/0/max"
    assert "lägre" in refused.value.sv
    assert not Plan.objects.exists()
    twice = PlanFile(focus_areas=[FocusArea(number=1, title="A"), FocusArea(number=1, title="B")])
    with pytest.raises(rules.InvalidValue) as refused:
        import_plan_file(by=SYSTEM, partnership=partnership, plan_file=twice)
    assert refused.value.field == "/focus_areas/1/number"


@pytest.mark.django_db
def test_the_county_is_always_the_partnerships() -> None:
    plan = factories.an_imported_plan(PlanFile(title="A", county_code="20", county="Dalarnas län"))
    assert plan_file(plan.pk).county == "Exempellän"


@pytest.mark.django_db
def test_time_frames_tell_a_status_that_is_kept_apart_from_the_words() -> None:
    frames = ["Ht 2016 / Påbörjat", "Klart", "Pågående 2017 - 2018", "Våren 2018", "Ej genomfört", "Årligen"]
    area = AreaFile(title="A", activities=[Activity(text="x", timeframe=f) for f in frames])
    content = plan_content(factories.an_imported_plan(PlanFile(title="P", areas=[area])).pk)
    told = [(a.status.code if a.status else None, a.status_written) for a in content.areas[0].activities]
    assert told == [
        ("started", "Påbörjat"),
        ("done", "Klart"),
        ("ongoing", "Pågående"),
        (None, None),
        ("not_carried_out", "Ej genomfört"),
        (None, None),
    ]
    assert [a.recurring for a in content.areas[0].activities] == [False] * 5 + [True]
    assert [a.timeframe for a in content.areas[0].activities] == frames


@pytest.mark.django_db
def test_targets_that_say_so_are_uncertain_and_known_focus_areas_are_tied() -> None:
    world = worlds.goal_table_world()
    content = plan_content(world.plan.pk)
    assert content.areas[0].indicators[0].target_uncertain
    assert [(f.framework, f.node) for f in content.focus_areas] == [
        ("fem-fokusomraden", "1"),
        ("fem-fokusomraden", "2"),
    ]
    assert content.areas[0].goal_status is not None
    assert content.areas[0].goal_status.sv == "Delvis uppnått"
    assert content.made_up
    assert content.parties[0].name.startswith("Region")


@pytest.mark.django_db
def test_the_words_of_a_judgement_are_kept_beside_it() -> None:
    origins = {"/areas/0/goal_status": Origin("imp", "plan.docx", page=2, as_written="delvis uppfyllt")}
    plan = factories.an_imported_plan(worlds.goal_table_plan(), origins=origins)
    assert Area.objects.filter(plan=plan).order_by("order").first().goal_status_written == "delvis uppfyllt"  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "mode"),
    [
        (worlds.goal_table_plan(), PlanMode.GOAL_TABLE),
        (worlds.framework_plan(), PlanMode.FRAMEWORK),
        (PlanFile(areas=[AreaFile(title="A")]), PlanMode.RUNNING),
    ],
)
def test_the_way_of_planning_is_seen_from_the_file(file: PlanFile, mode: PlanMode) -> None:
    assert factories.an_imported_plan(file).mode == mode


@pytest.mark.django_db
def test_every_item_for_the_editor_can_be_saved_back_unchanged() -> None:
    world = worlds.goal_table_world()
    area = area_for_editing(int(plan_content(world.plan.pk).areas[0].id))
    assert {k for k, items in area.items.items() if items} >= {ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.BACKGROUND}
    for kind, items in area.items.items():
        for item in items:
            assert rules.check_values(kind, item.values)
    assert rules.check_values(ItemKind.AREA, area.values)


@pytest.mark.parametrize(
    ("written", "read"),
    [("1500.5", "1500.50"), ("1500.00", "1500"), ("007", "7"), ("-0.00", "0"), ("-3.10", "-3.10"), ("0.05", "0.05")],
)
def test_a_sum_is_written_in_one_way(written: str, read: str) -> None:
    assert Cost(min=written, max=written).min == read
    assert Cost(min=read, max=read).min == read
