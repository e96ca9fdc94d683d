"""What ties an activity to its goal and to those who answer for it goes out with the plan file, and in again."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import factories, worlds

from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.plans import actions
from samplan.plans.checks import check_plan
from samplan.plans.checks.from_file import content_of
from samplan.plans.models import Activity, Goal, Indicator, Plan, PlanRelation
from samplan.plans.queries import plan_content, plan_file
from samplan.plans.shapes.exchange import Activity as ActivityFile
from samplan.plans.shapes.exchange import Area as AreaFile
from samplan.plans.shapes.exchange import Goal as GoalFile
from samplan.plans.shapes.exchange import Indicator as IndicatorFile
from samplan.plans.shapes.exchange import OtherBlock, PlanFile, Relation
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing
from samplan.publishing.layouts.exchange import plan_file_of
from samplan.publishing.queries import edition_file

pytestmark = pytest.mark.django_db


def test_an_activitys_goal_and_its_own_and_an_indicators_rhythm_go_out_and_in_again():
    """Also where two goals have the same words: the first is meant, and the file is the same."""
    world = worlds.goal_table_world()
    activity = Activity.objects.filter(area__plan=world.plan).order_by("area__order", "order").first()
    area, by = activity.area_id, world.coordinator
    goal = factories.an_item(world.plan, ItemKind.GOAL, {"level": "short", "text": "Jouren har öppet"}, area)
    factories.an_item(world.plan, ItemKind.GOAL, {"level": "short", "text": "Jouren har öppet"}, area)
    actions.change_item(by=by, kind=ItemKind.ACTIVITY, item_id=activity.pk, values={"goal": goal.pk}, seen_version=1)
    for text, part in (("Elevhälsan", "responsible"), ("Skolorna", "takes_part")):
        values = {"text": text, "activity": activity.pk, "part": part}
        factories.an_item(world.plan, ItemKind.RESPONSIBLE, values, area)
    indicator = Indicator.objects.filter(area=area).first()
    often = {"rhythm": "varje år i april"}
    actions.change_item(by=by, kind=ItemKind.INDICATOR, item_id=indicator.pk, values=often, seen_version=1)
    file = plan_file(world.plan.pk)
    told = next(a for a in file.areas[0].activities if a.text == activity.text)
    assert (told.goal, told.responsible) == ("Jouren har öppet", ["Elevhälsan"])
    assert [i.rhythm for i in file.areas[0].indicators if i.text == indicator.text] == ["varje år i april"]
    assert plan_file_of(plan_content(world.plan.pk)) == file
    again = factories.an_imported_plan(PlanFile.model_validate_json(file.model_dump_json()), world.partnership)
    assert plan_file(again.pk) == file
    assert Activity.objects.get(area__plan=again, text=activity.text).goal.text == "Jouren har öppet"


def test_what_does_not_use_them_is_written_as_it_always_was():
    """An older program reads it, and a file of before is read."""
    old = PlanFile(
        areas=[AreaFile(title="A", activities=[ActivityFile(text="Gör")], indicators=[IndicatorFile(text="Antal")])]
    )
    [area] = json.loads(old.model_dump_json())["areas"]
    assert set(area["activities"][0]) == {"text", "timeframe", "start", "end", "ongoing", "kind", "year"}
    assert set(area["indicators"][0]) == {"text", "kind", "source", "reference"}
    assert plan_file(factories.an_imported_plan(old).pk).areas == old.areas


def test_a_goal_that_no_area_has_or_another_area_has_is_passed_over():
    """Nothing is guessed, and nothing is refused."""
    served = ActivityFile(text="Gör", goal="Mål i ett annat område")
    areas = [
        AreaFile(title="A", activities=[served]),
        AreaFile(title="B", goals=[GoalFile(level="long", text="Mål i ett annat område")]),
    ]
    plan = factories.an_imported_plan(PlanFile(areas=areas))
    assert plan_file(plan.pk).areas[0].activities[0].goal is None


def test_a_goal_that_has_been_removed_is_not_written():
    goal = GoalFile(level="long", text="Alla får svar")
    served = ActivityFile(text="Gör", goal=goal.text)
    plan = factories.an_imported_plan(PlanFile(areas=[AreaFile(title="A", goals=[goal], activities=[served])]))
    gone = Goal.objects.get(area__plan=plan)
    actions.remove_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=gone.pk, reason="Dubblett")
    assert plan_file(plan.pk).areas[0].activities[0].goal is None


def test_the_plan_check_of_a_file_knows_what_goal_is_served():
    """As the check of the same plan in the workspace does: the activity that serves none among those that do."""
    goal = GoalFile(level="short", text="Alla skolor har en rutin")

    def serving_none(*named: str | None) -> list[str]:
        activities = [ActivityFile(text=f"Gör något {n}", goal=text) for n, text in enumerate(named)]
        file = PlanFile(areas=[AreaFile(title="A", goals=[goal], activities=activities)])
        found = check_plan(content_of(file), date(2026, 1, 1))
        return [one.basis for one in found if one.code == "activity_without_goal"]

    assert serving_none(goal.text, None) == ["Gör något 1"]
    assert serving_none(goal.text, goal.text) == []
    assert serving_none(None, None) == []


def related(plan, other, kind="touches", note=""):
    """Two plans of one county that belong together."""
    return actions.relate_plans(by=SYSTEM, plan=plan, other=other, kind=kind, note=note)


def test_how_a_plan_stands_to_others_goes_out_and_in_again():
    """With the note; of two plans with one title the one with the days is meant; plans removed are not named."""
    world = worlds.goal_table_world()
    told = {"title": "Länets plan", "valid_to": "2024-12-31"}
    older, old = (factories.a_plan(world.partnership, **told, valid_from=f"{year}-01-01") for year in (2018, 2021))
    whole, gone = (factories.a_plan(world.partnership, title=title) for title in ("Region Exempels strategi", "Borta"))
    related(world.plan, old, "replaces", "Målen är kvar.")
    related(world.plan, whole, "part_of")
    related(world.plan, gone)
    related(whole, world.plan, "touches", "Sägs av den andra.")
    actions.remove_empty_plan(by=SYSTEM, plan=gone)
    file = plan_file(world.plan.pk)
    assert [(r.kind, r.plan, r.valid_from, r.note) for r in file.relations] == [
        ("replaces", "Länets plan", date(2021, 1, 1), "Målen är kvar."),
        ("part_of", "Region Exempels strategi", None, None),
    ]
    assert plan_file_of(plan_content(world.plan.pk)) == file
    again = factories.an_imported_plan(PlanFile.model_validate_json(file.model_dump_json()), world.partnership)
    assert plan_file(again.pk) == file
    ties = PlanRelation.objects.filter(from_plan=again).order_by("pk")
    assert list(ties.values_list("to_plan", flat=True)) == [old.pk, whole.pk] != [older.pk, whole.pk]


def test_a_relation_to_a_plan_that_is_not_there_is_kept_as_text():
    """Every word of it, at the end of what found no other place; no older file gets a key for it."""
    relation = Relation(
        kind="replaces", plan="Plan för hälsa", valid_from=date(2018, 1, 1), valid_to=date(2020, 12, 31), note="Kort."
    )
    other = OtherBlock(kind="paragraph", text="Förord", position=4)
    plan = factories.an_imported_plan(PlanFile(title="P", relations=[relation], other=[other]))
    found = plan_file(plan.pk)
    assert found.relations == []
    assert [block.text for block in found.other] == [
        "Förord",
        "Planen ersätter Plan för hälsa (2018-01-01–2020-12-31). Kort.",
    ]
    assert "relations" not in json.loads(found.model_dump_json())
    assert plan_file(factories.an_imported_plan(found, plan.partnership).pk) == found


def test_a_plan_that_stands_keeps_its_own_relations():
    """What a file that is read beside it says of another plan is text, unless it holds already."""
    world = worlds.goal_table_world(1)
    old = factories.a_plan(world.partnership, title="Länets plan")
    related(world.plan, old, "replaces")
    whole = factories.a_plan(world.partnership, title="Strategin")
    told = [Relation(kind="replaces", plan="Länets plan"), Relation(kind="part_of", plan="Strategin")]
    actions.import_plan_file(
        by=SYSTEM, partnership=world.partnership, plan_file=PlanFile(relations=told), plan=world.plan
    )
    assert list(PlanRelation.objects.filter(from_plan=world.plan).values_list("to_plan", flat=True)) == [old.pk]
    assert [block.text for block in plan_file(world.plan.pk).other][-1:] == ["Planen är en del av Strategin."]
    assert whole.pk


def test_an_edition_names_no_plan_that_nobody_may_read_and_prints_those_that_all_may():
    """Neither in its data nor in its files; published, it is named in the next edition."""
    world = worlds.goal_table_world(1)
    draft = factories.a_plan(world.partnership, title="Hemligt utkast")
    factories.an_area(draft, "Ett område")
    related(world.plan, draft, "part_of", "Skrivs av Region Exempel.")
    first = publishing.publish_edition(by=SYSTEM, plan=world.plan)
    assert "relations" not in first.content
    publishing.publish_edition(by=SYSTEM, plan=draft)
    second = publishing.publish_edition(by=SYSTEM, plan=world.plan)
    assert [told["plan"] for told in second.content["relations"]] == ["Hemligt utkast"]
    files = {}
    for edition in (first, second):
        for kind in ("json", "docx", "xlsx"):
            data = edition_file(edition.county_slug, edition.plan_slug, edition.label, kind).data
            files[edition.pk, kind] = data if kind == "json" else words_of(data, kind)
    assert not any(b"Hemligt utkast" in files[first.pk, kind] for kind in ("json", "docx", "xlsx"))
    for kind in ("json", "docx", "xlsx"):
        assert b"Hemligt utkast" in files[second.pk, kind], kind
        assert b"Skrivs av Region Exempel." in files[second.pk, kind], kind


def test_an_edition_calls_another_plan_what_it_is_called_where_everybody_reads_it():
    """What is changed in the other plan since it was published is a draft still: its title, and how long it holds."""
    world = worlds.goal_table_world(1)
    other = factories.a_plan(world.partnership, title="Strategin", valid_to=date(2027, 12, 31))
    factories.an_area(other, "Ett område")
    related(world.plan, other)
    publishing.publish_edition(by=SYSTEM, plan=other)
    Plan.objects.filter(pk=other.pk).update(title="Hemlig ny titel", valid_to=date(2031, 12, 31))
    (told,) = publishing.publish_edition(by=SYSTEM, plan=world.plan).content["relations"]
    assert (told["plan"], told["valid_to"]) == ("Strategin", "2027-12-31")


def words_of(data: bytes, kind: str) -> bytes:
    """All the words of an office file."""
    return "\n".join(text for text, _place in read(data, name=f"plan.{kind}").texts()).encode()


def test_a_draft_that_is_sent_out_says_nothing_of_other_plans():
    """Who reads it may see no other draft."""
    world = worlds.goal_table_world(1)
    related(world.plan, factories.a_plan(world.partnership, title="Hemligt utkast"))
    due = timezone.localdate() + timedelta(days=7)
    sent = actions.send_draft(by=world.coordinator, plan=world.plan, due=due, roles=["reader"])
    assert "Hemligt utkast" not in json.dumps(sent.content, ensure_ascii=False)
