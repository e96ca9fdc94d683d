"""Needs one by one with who says so, in one area or several; and short-term goals as steps to a long-term one."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests import factories

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.plans import actions, checks, queries
from samplan.plans.checks.from_file import content_of
from samplan.plans.models import Area, Goal, Need, NeedArea
from samplan.plans.queries import plan_content, plan_file
from samplan.plans.rules import InvalidValue, NotThere
from samplan.plans.shapes.chain import chain_of
from samplan.plans.shapes.exchange import Area as AreaFile
from samplan.plans.shapes.exchange import Goal as GoalFile
from samplan.plans.shapes.exchange import Need as NeedFile
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import layouts
from samplan.publishing.differences import compare
from samplan.publishing.layouts.exchange import plan_file_of

pytestmark = pytest.mark.django_db
IMPRINT = layouts.Imprint(label="2026-03-12")


def a_plan():
    """Three areas; the first has a need that concerns the second too, and a goal with a step that work goes on for."""
    plan = factories.a_plan()
    areas = [factories.an_area(plan, title, number=f"1.{n}") for n, title in enumerate(("Kväll", "Skola", "Arbete"), 1)]
    told = {"text": "Ingen svarar på kvällen", "source": "Brukarnätverket", "year": 2024, "evidence": "Enkät 3"}
    need = factories.an_item(plan, ItemKind.NEED, told, areas[0].pk)
    actions.share_need(by=SYSTEM, need_id=need.pk, areas=[areas[1].pk])
    long = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Alla får svar"}, areas[0].pk)
    step = {"level": "short", "text": "Jouren har öppet", "under": long.pk}
    short = factories.an_item(plan, ItemKind.GOAL, step, areas[0].pk)
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Anställ", "goal": short.pk}, areas[0].pk)
    return plan, areas, need, long, short


def seen(plan):
    """Needs and steps of a plan as words."""
    content = plan_content(plan.pk)
    names = {a.id: a.title for a in content.areas}
    needs = [
        (a.title, n.text, n.source, n.year, n.evidence, names[n.home], [names[o] for o in n.others])
        for a in content.areas
        for n in a.need_rows
    ]
    goals = {g.id: g.text for a in content.areas for g in a.goals}
    return needs, [(g.text, goals.get(g.under)) for a in content.areas for g in a.goals]


NEED = ("Ingen svarar på kvällen", "Brukarnätverket", 2024, "Enkät 3", "Kväll", ["Skola"])
SEEN = ([("Kväll", *NEED), ("Skola", *NEED)], [("Alla får svar", None), ("Jouren har öppet", "Alla får svar")])


def test_a_need_stands_in_every_area_that_it_concerns_and_a_step_under_its_goal():
    plan, *_ = a_plan()
    assert seen(plan) == SEEN


def test_they_go_out_and_in_again_and_old_files_are_read():
    plan, *_ = a_plan()
    file = plan_file(plan.pk)
    assert plan_file_of(plan_content(plan.pk)) == file
    again = factories.an_imported_plan(PlanFile.model_validate_json(file.model_dump_json()), plan.partnership)
    assert plan_file(again.pk) == file
    assert seen(again) == SEEN
    old = PlanFile(areas=[AreaFile(title="Ett", needs="Mer stöd", goals=[GoalFile(level="long", text="Mål")])])
    [area] = json.loads(old.model_dump_json())["areas"]
    assert "need_rows" not in area
    assert "under" not in area["goals"][0]
    read_in = factories.an_imported_plan(old, plan.partnership)
    assert plan_file(read_in.pk).areas == old.areas


@pytest.mark.parametrize("second", [("1", "Skola"), ("2", "Kväll"), ("1", "Kväll"), (None, "1"), ("1 Kväll", "1")])
def test_a_need_goes_out_and_in_to_its_own_area_where_two_have_one_number_or_title(second):
    plan = factories.a_plan()
    both = [factories.an_area(plan, title, number=number) for number, title in (("1", "Kväll"), second)]
    home = factories.an_area(plan, "Arbete", number="3")
    for area, text in zip(both, ("Ingen svarar", "Ingen frågar"), strict=True):
        need = factories.an_item(plan, ItemKind.NEED, {"text": text}, home.pk)
        actions.share_need(by=SYSTEM, need_id=need.pk, areas=[area.pk])
    file = plan_file(plan.pk)
    assert plan_file_of(plan_content(plan.pk)) == file
    again = factories.an_imported_plan(PlanFile.model_validate_json(file.model_dump_json()), plan.partnership)
    told = [[need.text for need in area.need_rows] for area in plan_content(again.pk).areas]
    assert told == [["Ingen svarar"], ["Ingen frågar"], ["Ingen svarar", "Ingen frågar"]]


def test_a_name_that_two_areas_have_means_neither():
    needs = [NeedFile(text="Ingen svarar", areas=["1", "Skola"])]
    areas = [AreaFile(number="1", title="Kväll"), AreaFile(number="1", title="Skola")]
    file = PlanFile(areas=[*areas, AreaFile(number="3", title="Arbete", need_rows=needs)])
    told = plan_content(factories.an_imported_plan(file).pk).areas
    assert [len(area.need_rows) for area in told] == [0, 1, 1]


def found_in(area, found):
    return {f.code for f in found if f.place.area == str(area.pk)}


def test_the_check_sees_a_need_of_another_area_as_the_page_does_beside_the_fields_and_in_a_file():
    plan, areas, *_ = a_plan()
    for area in areas:
        factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": f"Fler i {area.title}"}, area.pk)
    day = date(2026, 6, 1)
    check = checks.check_plan(plan_content(plan.pk), day)
    lacks = [{"background_missing", "need_without_source"} & found_in(area, check) for area in areas]
    assert lacks == [set(), set(), {"background_missing", "need_without_source"}]
    around = checks.Around(today=day, valid_from=None, valid_to=None, sources_of_need_used=True)
    for area, said in zip(areas, lacks, strict=True):
        beside = checks.findings_of_area(queries.area_for_editing(area.pk), around)
        assert {"background_missing", "need_without_source"} & {f.code for f in beside} == said
    in_file = checks.check_plan(content_of(plan_file(plan.pk)), day)
    of_file = [{f.code for f in in_file if f.place.area == f"/areas/{i}"} for i in range(3)]
    assert [{"background_missing", "need_without_source"} & codes for codes in of_file] == lacks


def test_the_check_reads_the_words_of_needs_once_where_they_stand():
    plan, areas, need, *_ = a_plan()
    told = {"text": "Ring 19121212-1212", "source": "anna@hemma.se", "evidence": None}
    actions.change_item(by=SYSTEM, kind=ItemKind.NEED, item_id=need.pk, values=told, seen_version=1)
    found = [f for f in checks.check_plan(plan_content(plan.pk), date(2026, 6, 1)) if f.place.kind is ItemKind.NEED]
    assert [f.code for f in found if f.code == "personal_number"] == ["personal_number"]
    assert {(f.place.item, f.place.area) for f in found} == {(str(need.pk), str(areas[0].pk))}
    around = checks.Around(today=date(2026, 6, 1), valid_from=None, valid_to=None)
    elsewhere = checks.findings_of_area(queries.area_for_editing(areas[1].pk), around)
    assert not [f for f in elsewhere if f.place.kind is ItemKind.NEED]


def test_the_next_version_and_merged_areas_keep_them():
    plan, areas, need, long, _short = a_plan()
    new = actions.roll_forward(by=SYSTEM, plan=plan, title="Nästa")
    assert seen(new) == SEEN
    assert seen(plan) == SEEN
    assert Goal.objects.get(area__plan=new, text="Jouren har öppet").under != long
    actions.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=[areas[1].pk, areas[2].pk], text="Skola och arbete")
    assert [n[0] for n in seen(plan)[0]] == ["Kväll", "Skola och arbete"]
    joined = Area.objects.get(plan=plan, title="Skola och arbete")
    actions.merge_items(by=SYSTEM, kind=ItemKind.AREA, ids=[areas[0].pk, joined.pk], text="Allt")
    assert [n[0] for n in seen(plan)[0]] == ["Allt"]
    assert not NeedArea.objects.filter(need=need).exists()


def test_only_who_may_change_the_need_says_where_it_holds():
    plan, areas, need, *_ = a_plan()
    elsewhere = factories.an_area(factories.a_plan(plan.partnership, title="Annan"))
    with pytest.raises(NotThere):
        actions.share_need(by=SYSTEM, need_id=need.pk, areas=[elsewhere.pk])
    reader = factories.a_person(role="reader", partnership=plan.partnership)
    with pytest.raises(NotAllowed):
        actions.share_need(by=reader, need_id=need.pk, areas=[])
    actions.share_need(by=SYSTEM, need_id=need.pk, areas=[areas[0].pk, areas[2].pk])
    assert queries.need_areas(need.pk) == {areas[2].pk}
    assert queries.area_for_editing(areas[2].pk).shared_needs == ((need.pk, need.text, need.source),)


@pytest.mark.parametrize("level", ["long", "short"])
def test_only_a_short_goal_stands_under_a_long_one_of_its_area(level):
    plan, areas, _need, long, short = a_plan()
    under = long.pk if level == "long" else short.pk
    with pytest.raises(InvalidValue) as refused:
        factories.an_item(plan, ItemKind.GOAL, {"level": level, "text": "Fel", "under": under}, areas[0].pk)
    assert refused.value.field == "under"
    with pytest.raises(InvalidValue):
        factories.an_item(plan, ItemKind.GOAL, {"level": "short", "text": "Fel", "under": long.pk}, areas[1].pk)


def test_a_goal_that_is_gone_or_no_longer_long_has_no_steps():
    plan, _areas, _need, long, _short = a_plan()
    actions.change_item(
        by=SYSTEM, kind=ItemKind.GOAL, item_id=long.pk, values={"level": "short"}, seen_version=long.version
    )
    assert seen(plan)[1] == [("Alla får svar", None), ("Jouren har öppet", None)]
    actions.remove_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=long.pk, reason="Dubblett")
    assert seen(plan)[1] == [("Jouren har öppet", None)]


def test_work_for_a_step_is_work_for_the_goal_above_it():
    plan, areas, *_ = a_plan()
    factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Ensamt"}, areas[0].pk)
    assert [link.text for link in chain_of(plan_content(plan.pk)).no_way_here] == ["Ensamt"]


@pytest.mark.parametrize(
    ("kind", "layout"),
    [("docx", "goal-table"), ("docx", "sheet"), ("docx", "framework"), ("xlsx", "auto"), ("pdf", "auto")],
)
def test_they_are_printed(kind, layout):
    plan, *_ = a_plan()
    file = layouts.render(plan_content(plan.pk), IMPRINT, kind=kind, layout=layout)
    printed = " ".join(" ".join(t.split()) for t, _ in read(file.data, name=file.name).texts()).replace("\u00ad", "")
    for words in ("Ingen svarar på kvällen", "Brukarnätverket", "2024", "Enkät 3", "Jouren har öppet"):
        assert words in printed


def test_what_changed_is_told():
    plan, _areas, need, _long, short = a_plan()
    before = plan_content(plan.pk)
    values = {"source": "Anhöriga"}
    actions.change_item(by=SYSTEM, kind=ItemKind.NEED, item_id=need.pk, values=values, seen_version=need.version)
    values = {"under": None}
    actions.change_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=short.pk, values=values, seen_version=short.version)
    told = str(compare(before, plan_content(plan.pk)))
    assert "Anhöriga" in told
    assert "Alla får svar" in told
    past = queries.item_history(ItemKind.NEED, need.pk)
    assert [c.field for c in past[0].changes] == ["source"]
    assert Need.objects.get().history.count() == 2
