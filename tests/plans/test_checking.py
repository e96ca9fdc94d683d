"""The plan check on a plan of the database: setting aside, the gate, counts by day, and whose findings they are."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, worlds

from samplan.actors.models import AuditEvent
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, checks, queries, rules
from samplan.plans.models import Activity, Area, CheckGate, Cost, Indicator, OverallGoal
from samplan.plans.shapes.findings import GateLevel
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.actions import publish_edition

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def world() -> worlds.World:
    return worlds.goal_table_world()


def of(plan, code):
    return [f for f in queries.plan_check(plan, today=TODAY).open if f.code == code]


def changed(world, item, kind, **values):
    return actions.change_item(
        by=world.coordinator, kind=kind, item_id=item.pk, values=values, seen_version=item.version
    )


def test_findings_name_the_items_that_they_are_about(world) -> None:
    indicator, cost = Indicator.objects.get(), Cost.objects.get()
    [finding] = of(world.plan, "target_question_marks")
    assert (finding.place.kind, finding.place.item) == (ItemKind.INDICATOR, str(indicator.pk))
    changed(world, cost, ItemKind.COST, year=None)
    assert of(world.plan, "cost_year_missing")[0].place.item == str(cost.pk)
    goal = OverallGoal.objects.get()
    changed(world, goal, ItemKind.OVERALL_GOAL, text="Ring 070-123 45 67.")
    assert of(world.plan, "mobile_number")[0].place.item == str(goal.pk)
    background = factories.an_item(world.plan, ItemKind.BACKGROUND, {"text": "TBD"}, Area.objects.last().pk)
    assert of(world.plan, "text_unfinished")[0].place.item == str(background.pk)


def test_the_database_and_the_file_say_the_same(world) -> None:
    """A plan that came from a file has the file's findings, but for what only a county can know."""
    from_file = checks.check_plan(checks.content_of(worlds.goal_table_plan()), TODAY)
    from_rows = queries.plan_check(world.plan, today=TODAY).open
    only_known_there = {"responsible_unknown"}
    assert [f.code for f in from_file] == [f.code for f in from_rows if f.code not in only_known_there]


def test_what_is_set_aside_comes_back_when_its_words_change(world) -> None:
    [finding] = of(world.plan, "target_question_marks")
    actions.set_aside(by=world.coordinator, plan=world.plan, key=finding.key, reason="Beslut i höst")
    check = queries.plan_check(world.plan, today=TODAY)
    assert not of(world.plan, "target_question_marks")
    [(kept, aside)] = check.aside
    assert (kept.key, aside.reason, aside.by) == (finding.key, "Beslut i höst", world.coordinator.name)
    indicator = Indicator.objects.get()
    changed(world, indicator, ItemKind.INDICATOR, source="SKR")
    assert not of(world.plan, "target_question_marks")
    indicator.refresh_from_db()
    changed(world, indicator, ItemKind.INDICATOR, text="12 utbildade instruktörer???")
    assert of(world.plan, "target_question_marks")


def test_it_can_be_taken_up_again(world) -> None:
    [finding] = of(world.plan, "target_question_marks")
    aside = actions.set_aside(by=world.coordinator, plan=world.plan, key=finding.key, reason="Väntar")
    actions.take_up_again(by=world.coordinator, plan=world.plan, aside_id=aside.pk)
    assert of(world.plan, "target_question_marks")
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[-2:] == [
        "set_finding_aside",
        "take_finding_up_again",
    ]
    with pytest.raises(rules.NotThere):
        actions.take_up_again(by=world.coordinator, plan=world.plan, aside_id=aside.pk)


def test_setting_aside_asks_for_a_reason_a_finding_and_a_right(world) -> None:
    [finding] = of(world.plan, "target_question_marks")
    with pytest.raises(rules.InvalidValue):
        actions.set_aside(by=world.coordinator, plan=world.plan, key=finding.key, reason="  ")
    with pytest.raises(rules.NotThere):
        actions.set_aside(by=world.coordinator, plan=world.plan, key="nonsense", reason="x")
    for person in (world.people["reader"], world.stranger):
        with pytest.raises(NotAllowed):
            actions.set_aside(by=person, plan=world.plan, key=finding.key, reason="x")
    assert of(world.plan, "target_question_marks")


def test_the_gate_stops_warns_or_is_off_as_the_county_has_chosen(world) -> None:
    code = "target_question_marks"
    verdict = queries.gate_verdict(world.plan)
    assert code in {f.code for f in verdict.warns}
    assert not verdict.stops
    actions.set_gate(by=world.coordinator, partnership=world.partnership, levels={code: GateLevel.STOP})
    with pytest.raises(checks.GateStops) as stopped:
        publish_edition(by=world.coordinator, plan=world.plan)
    assert "målvärde med frågetecken" in stopped.value.sv
    assert "target with question marks" in stopped.value.en
    [finding] = of(world.plan, code)
    actions.set_aside(by=world.coordinator, plan=world.plan, key=finding.key, reason="Rådet vet om det")
    assert publish_edition(by=world.coordinator, plan=world.plan).pk
    actions.set_gate(by=world.coordinator, partnership=world.partnership, levels={code: "off"})
    verdict = queries.gate_verdict(world.plan)
    assert code not in {f.code for f in (*verdict.stops, *verdict.warns)}


def test_only_who_may_publish_sets_the_gate_and_only_to_what_exists(world) -> None:
    with pytest.raises(NotAllowed):
        actions.set_gate(by=world.people["area_owner"], partnership=world.partnership, levels={})
    for levels in ({"nonsense": "stop"}, {"title_missing": "loudly"}):
        with pytest.raises(rules.InvalidValue):
            actions.set_gate(by=world.coordinator, partnership=world.partnership, levels=levels)
    assert queries.gate_levels(world.partnership.pk) == {"target_question_marks": GateLevel.WARN}


NEVER_IN_AN_EDITION = {
    "personal_number": "Ring 19121212-1212.",
    "patient_story": "En 14-årig pojke väntade ett år. Han fick hjälp till slut.",
    "mobile_number": "Ring 070-123 45 67.",
    "private_mail": "Skriv till anna@gmail.com.",
}


@pytest.mark.parametrize("code", NEVER_IN_AN_EDITION)
def test_what_may_be_about_a_person_stops_an_edition_from_the_first_day(world, code) -> None:
    """Until it is gone, or somebody has looked and said why it may stand."""
    area = Area.objects.filter(plan=world.plan).last()
    factories.an_item(world.plan, ItemKind.BACKGROUND, {"text": NEVER_IN_AN_EDITION[code]}, area.pk)
    with pytest.raises(checks.GateStops) as stopped:
        publish_edition(by=world.coordinator, plan=world.plan)
    [finding] = stopped.value.findings
    assert finding.code == code
    actions.set_aside(by=world.coordinator, plan=world.plan, key=finding.key, reason="Påhittad")
    assert publish_edition(by=world.coordinator, plan=world.plan).pk


def test_what_a_cost_pays_is_read_before_an_edition_goes_out(world) -> None:
    cost = Cost.objects.filter(area__plan=world.plan).first()
    Cost.objects.filter(pk=cost.pk).update(text="Stöd åt 19121212-1212")
    with pytest.raises(checks.GateStops) as stopped:
        publish_edition(by=world.coordinator, plan=world.plan)
    (stop,) = stopped.value.findings
    assert (stop.code, stop.place.kind, stop.place.item) == ("personal_number", ItemKind.COST, str(cost.pk))


def test_a_target_that_is_not_decided_stops_an_edition_until_the_county_says_otherwise(world) -> None:
    CheckGate.objects.all().delete()
    assert {f.code for f in queries.gate_verdict(world.plan).stops} == {"target_question_marks"}


def test_the_gate_that_is_shipped_is_the_one_that_is_decided() -> None:
    """docs/adr/0037: a question that stops from the first day is a decision, not a slip in a file."""
    stops = {code for code in checks.codes() if checks.default_gate(code) is GateLevel.STOP}
    assert stops == {*NEVER_IN_AN_EDITION, "target_question_marks"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_question_has_a_reason_of_its_own(language) -> None:
    """Short enough to be read aloud once, and no other question's words."""
    reasons = {code: getattr(checks.reason(code), language) for code in checks.codes()}
    assert len(set(reasons.values())) == len(reasons) >= 62
    assert {
        code for code, words in reasons.items() if not 15 < len(words) <= 120 or not words.endswith((".", "?"))
    } == set()


def test_counts_are_kept_by_day_and_when_an_edition_is_published(world) -> None:
    first = actions.record_counts(by=world.coordinator, plan=world.plan, day=date(2026, 5, 1))
    actions.record_counts(by=world.coordinator, plan=world.plan, day=date(2026, 5, 1))
    for activity in Activity.objects.all():
        changed(world, activity, ItemKind.ACTIVITY, status="done")
    second = actions.record_counts(by=world.coordinator, plan=world.plan, day=TODAY)
    assert second == first - 3
    days = queries.counts_by_day(world.plan.pk)
    assert [(d.day, d.total) for d in days] == [(date(2026, 5, 1), first), (TODAY, second)]
    assert days[0].by_code["time_passed_still_under_way"] == 3
    assert "time_passed_still_under_way" not in days[1].by_code
    assert all(d.total == sum(d.by_code.values()) for d in days)
    publish_edition(by=world.coordinator, plan=world.plan)
    assert len(queries.counts_by_day(world.plan.pk)) == 3


def test_the_timer_notes_every_plan(world) -> None:
    out = StringIO()
    call_command("record_plan_checks", stdout=out)
    assert str(world.plan) in out.getvalue()
    assert len(queries.counts_by_day(world.plan.pk)) == 1


def test_findings_reach_those_who_can_do_something_about_them(world) -> None:
    owner = factories.a_person(role="area_owner", partnership=world.partnership)
    area = Area.objects.filter(plan=world.plan).first()
    assert queries.findings_for(world.people["reader"], today=TODAY) == ()
    assert queries.findings_for(world.stranger, today=TODAY) == ()
    assert queries.findings_for(owner, today=TODAY) == ()
    row = area.responsible.first()
    type(row).objects.filter(pk=row.pk).update(person=owner)
    [(plan, found)] = queries.findings_for(owner, today=TODAY)
    assert plan == world.plan
    assert {"target_question_marks", "time_passed_still_under_way"} <= {f.code for f in found}
    assert all(str(area.pk) in f.areas for f in found)
    changed(world, world.plan, ItemKind.PLAN, valid_to=None)
    [(_plan, everything)] = queries.findings_for(world.coordinator, today=TODAY)
    assert [f.code for f in everything] == ["validity_missing"]


def test_a_plan_that_no_longer_holds_asks_nothing_of_anybody(world) -> None:
    assert queries.findings_for(SYSTEM, today=date(2040, 1, 1)) == ()


def test_the_check_costs_the_same_whatever_the_size() -> None:
    costs = []
    for n, activities in enumerate((10, 300)):
        plan = factories.an_imported_plan(
            worlds.goal_table_plan(activities), factories.a_partnership(factories.a_county(f"9{n}", f"Län {n}"))
        )
        with CaptureQueriesContext(connection) as caught:
            queries.plan_check(plan, today=TODAY)
        costs.append(len(caught))
    assert costs[0] == costs[1] <= 9, costs
