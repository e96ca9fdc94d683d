"""Whoever answers for an area logs the courses that it holds, without being asked; nothing is counted twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.owned import an_owned_plan, area, its_owner
from tests.followup.worlds import DUE, a_round, answer

from samplan.actors.models import Person
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.actions import logging_courses
from samplan.followup.logged import beyond
from samplan.followup.models import LoggedCourse, Round
from samplan.followup.rules import NotTaken, RoundIsClosed
from samplan.followup.shapes import CourseRow
from samplan.plans.models import Area, Plan

pytestmark = pytest.mark.django_db
CODE = "course-first-aid"
TOLD = {"on": "2026-03-12", "place": "Biblioteket", "instructor": "Studieförbundet", "people": "Exempelby kommun 12"}


@pytest.fixture
def plan() -> Plan:
    return an_owned_plan()


@pytest.fixture
def owner(plan: Plan) -> Person:
    return its_owner(plan)


def courses(plan: Plan, **more: object) -> Round:
    """A round of courses of the county, with a target of 80."""
    return a_round(plan.partnership, **{"kind": "courses", "questions": [CODE], "targets": {CODE: 80}, **more})


def log(by: object, round_: Round, where: Area, **more: object) -> LoggedCourse:
    told = {"code": CODE, **TOLD, **more}
    return actions.log_course(by=by, round_id=round_.pk, area_id=where.pk, **told)


def occasions(*rows: tuple[str, str, list[tuple[str, int]]]) -> dict[str, object]:
    """What a body fills in: day, place and how many of each employer."""
    told = [
        {"on": on, "place": place, "instructor": "", "people": "\n".join(f"{name} {n}" for name, n in people)}
        for on, place, people in rows
    ]
    return {"occasions": told}


def row(on: str, place: str, *people: tuple[str, int]) -> CourseRow:
    return CourseRow(date.fromisoformat(on), place, "", people)


def test_what_a_log_adds_is_what_nobody_else_has_told_of():
    told = [row("2026-03-12", "Biblioteket", ("Exempelby kommun", 12))]
    same = row("2026-03-12", " biblioteket", ("exempelby  Kommun", 11), ("Region", 4))
    other_day, nowhere = row("2026-03-13", "Biblioteket", ("Region", 2)), row("2026-03-12", "", ("Region", 5))
    elsewhere = row("2026-03-12", "Skolan", ("Exempelby kommun", 7))
    assert beyond(told, [same, other_day, nowhere, elsewhere]) == [
        (False, (("Region", 4),)),
        (True, (("Region", 2),)),
        (False, ()),
        (True, (("Exempelby kommun", 7),)),
    ]


def test_a_row_without_a_place_is_one_occasion_of_its_day_and_hides_no_other():
    nowhere = row("2026-03-12", "", ("Exempelby kommun", 5))
    library = row("2026-03-12", "Biblioteket", ("Exempelby kommun", 5))
    school = row("2026-03-12", "Skolan", ("Exempelby kommun", 7))
    one, other = (False, ()), (True, (("Exempelby kommun", 7),))
    assert beyond([nowhere], [library, school]) == [one, other]
    assert beyond([], [nowhere, library, school]) == [(True, nowhere.people), one, other]
    assert beyond([library], [nowhere, school]) == [one, other]


def test_an_owner_who_is_not_asked_logs_changes_and_takes_out_a_course(plan: Plan, owner: Person) -> None:
    round_ = courses(plan)
    made = log(owner, round_, area(plan))
    assert (made.on, made.people, made.area_name) == (date(2026, 3, 12), [["Exempelby kommun", 12]], "2.1 Anhöriga")
    told = {**TOLD, "people": "Exempelby kommun 12\nRegionen 3", "code": CODE, "area_id": area(plan).pk}
    changed = actions.change_course(by=owner, course_id=made.pk, seen_version=1, **told)
    assert (changed.version, len(changed.people)) == (2, 2)
    with pytest.raises(NotTaken, match="changed"):
        actions.change_course(by=owner, course_id=made.pk, seen_version=1, **told)
    [question] = queries.courses_logged(round_)
    assert (question.target, question.occasions, question.people) == (80, 1, 15)
    actions.remove_course(by=owner, course_id=made.pk)
    assert not LoggedCourse.objects.exists()


def test_what_cannot_be_read_or_points_at_a_person_is_told_and_nothing_is_kept(plan: Plan, owner: Person) -> None:
    round_ = courses(plan)
    for wrong in ({"on": "i mars"}, {"people": ""}, {"people": "många"}, {"place": "19121212-1212"}, {"code": "x"}):
        with pytest.raises(NotTaken):
            log(owner, round_, area(plan), **wrong)
    assert not LoggedCourse.objects.exists()


def test_a_day_of_another_year_is_refused_for_it_would_count_towards_this_year(plan: Plan, owner: Person) -> None:
    round_ = courses(plan)
    made = log(owner, round_, area(plan))
    for day in ("2025-12-31", "2031-05-05"):
        with pytest.raises(NotTaken, match=f"about 2026, but the day is {day}"):
            log(owner, round_, area(plan), on=day)
        told = {"code": CODE, **TOLD, "on": day}
        with pytest.raises(NotTaken):
            actions.change_course(by=owner, course_id=made.pk, seen_version=1, area_id=area(plan).pk, **told)
    assert [c.on.isoformat() for c in LoggedCourse.objects.all()] == ["2026-03-12"]


def test_other_areas_other_rounds_and_closed_ones_are_refused(plan: Plan, owner: Person) -> None:
    round_ = courses(plan)
    with pytest.raises(NotAllowed):
        log(owner, round_, area(plan, "2.2"))
    theirs = log(SYSTEM, round_, area(plan, "2.2"))
    mine = log(owner, round_, area(plan))
    told = {"code": CODE, **TOLD}
    with pytest.raises(NotAllowed):
        actions.change_course(by=owner, course_id=theirs.pk, seen_version=1, area_id=area(plan).pk, **told)
    with pytest.raises(NotAllowed):
        actions.change_course(by=owner, course_id=mine.pk, seen_version=1, area_id=theirs.area_id, **told)
    with pytest.raises(NotAllowed):
        actions.remove_course(by=owner, course_id=theirs.pk)
    yearly = a_round(plan.partnership)
    with pytest.raises(NotTaken):
        log(owner, yearly, area(plan))
    for role in ("municipal_contact", "region_contact", "decision_maker", "analyst", "reader"):
        with pytest.raises(NotAllowed):
            log(factories.a_person(role=role, partnership=plan.partnership), round_, area(plan))
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    with pytest.raises(RoundIsClosed):
        log(owner, round_, area(plan))
    with pytest.raises(RoundIsClosed):
        actions.change_course(by=owner, course_id=mine.pk, seen_version=1, area_id=mine.area_id, **told)
    with pytest.raises(RoundIsClosed):
        actions.remove_course(by=owner, course_id=mine.pk)


def test_a_closed_round_counts_it_once_and_tells_whose_it_is(plan: Plan, owner: Person) -> None:
    round_ = courses(plan)
    asked = list(round_.asked.order_by("pk"))
    told = occasions(("2026-03-12", "Biblioteket", [("Exempelby kommun", 12)]))
    for one in asked[:1]:
        answer(one, CODE, "yes", more=told)
    for one in asked[1:]:
        answer(one, CODE, "yes", more=occasions(("2026-04-01", "Torget", [("Torgby kommun", 1)])))
    log(owner, round_, area(plan), people="Exempelby kommun 12\nRegionen 3")
    log(owner, round_, area(plan), on="2026-05-02", people="Regionen 20")
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    LoggedCourse.objects.update(people=[["Annan", 999]])
    [result] = queries.results_of(closed).questions
    [total] = result.totals
    assert total.words.sv == f"{len(asked) + 1}, deltagare: {12 + len(asked) - 1 + 23}"
    assert total.n == len(asked), "who logs is nobody that was asked"
    assert [(one.area, one.fresh, one.people) for one in result.logged] == [
        ("2.1 Anhöriga", False, (("Regionen", 3),)),
        ("2.1 Anhöriga", True, (("Regionen", 20),)),
    ]
    [inside] = queries.report_of(plan.partnership, 2026, public=False).participants
    assert dict(inside.rows)["Regionen"] == 23
    assert (inside.occasions, inside.logged, inside.logged_by) == (len(asked) + 1, 1, ["2.1 Anhöriga"])
    [outside] = queries.report_of(plan.partnership, 2026, public=True).participants
    assert outside.people == inside.people
    assert "Regionen" not in dict(outside.rows), "nobody has consented for it"


def test_who_knows_what_was_logged_counts_no_body_out_of_the_others(plan: Plan, owner: Person) -> None:
    """Who logs sees the log: employers of it alone do not hide what a body has answered of its own people."""
    round_ = courses(plan)
    asked = list(round_.asked.select_related("body").order_by("pk"))
    assert len(asked) >= 3
    for one in asked:
        answer(one, CODE, "yes", more=occasions(("2026-04-01", "Torget", [(one.body.name, 7)])))
    log(owner, round_, area(plan), people="Regionen 3\nStiftelsen 2")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    for one in asked[1:]:
        contact = one.contacts.first()
        actions.give_consent(by=contact, asked_id=one.pk, names=True)
    [outside] = queries.report_of(plan.partnership, 2026, public=True).participants
    assert (outside.rows, outside.others) == ([], None)


def test_closing_costs_the_same_for_few_and_many_logged(plan: Plan, django_assert_num_queries) -> None:
    def cost(n: int, year: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        round_ = courses(plan, year=year)
        for day in range(n):
            log(SYSTEM, round_, area(plan), on=(date(year, 1, 1) + timedelta(days=day)).isoformat())
        with CaptureQueriesContext(connection) as seen:
            actions.close_round(by=SYSTEM, round_id=round_.pk)
        return len(seen)

    assert cost(1, 2026) == cost(9, 2027)


def test_the_pages_lead_an_owner_through_it(client, plan: Plan, owner: Person) -> None:
    round_ = courses(plan)
    client.force_login(owner)
    address = reverse("workspace:round_courses", args=[round_.pk])
    assert f'href="{address}?omrade={area(plan).pk}"' in client.get(reverse("workspace:rounds")).content.decode()
    page = client.get(address).content.decode()
    assert "80" in page
    assert "Tidigt stöd" not in page
    told = {"code": CODE, "area": area(plan).pk, **TOLD}
    refused = client.post(address, told | {"people": "många"})
    assert refused.status_code == 422
    assert "många" in refused.content.decode()
    assert client.post(address, told).status_code == 302
    assert client.post(address, told | {"area": area(plan, "2.2").pk}).status_code == 422
    made = LoggedCourse.objects.get()
    one = reverse("workspace:round_course", args=[round_.pk, made.pk])
    assert "Exempelby kommun 12" in client.get(one).content.decode()
    assert client.post(one, told | {"version": 1, "place": "Skolan"}).status_code == 302
    assert LoggedCourse.objects.get().place == "Skolan"
    assert client.post(one, {"bort": "ja"}).status_code == 302
    assert not LoggedCourse.objects.exists()
    log(owner, round_, area(plan))
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    closed = client.get(address).content.decode()
    assert "Logga tillfället" not in closed
    assert client.post(address, told).status_code == 422


def test_what_was_written_of_an_occasion_that_somebody_took_out_meanwhile_is_not_lost(client, plan, owner) -> None:
    round_ = courses(plan)
    made = log(owner, round_, area(plan))
    client.force_login(owner)
    one = reverse("workspace:round_course", args=[round_.pk, made.pk])
    actions.remove_course(by=SYSTEM, course_id=made.pk)
    told = {"code": CODE, "area": area(plan).pk, **TOLD, "people": "Exempelby kommun 17", "version": 1}
    late = client.post(one, told)
    page = late.content.decode()
    assert (late.status_code, "Exempelby kommun 17" in page, "har tagits bort" in page) == (422, True, True)
    assert f'action="{reverse("workspace:round_courses", args=[round_.pk])}"' in page
    assert not LoggedCourse.objects.exists()
    assert client.get(one).status_code == 404
    assert client.post(one, {"bort": "ja"}).status_code == 404


def test_who_comes_after_the_one_who_takes_it_out_is_told_so(plan, owner, monkeypatch) -> None:
    """Two at once: the second has seen the occasion and waits for the round while the first takes it out."""
    round_ = courses(plan)
    made = log(owner, round_, area(plan))
    held = logging_courses._open

    def behind(round_id: int) -> Round:
        LoggedCourse.objects.filter(pk=made.pk).delete()
        return held(round_id)

    monkeypatch.setattr(logging_courses, "_open", behind)
    told = {**TOLD, "code": CODE, "area_id": area(plan).pk}
    with pytest.raises(NotTaken, match="removed"):
        actions.change_course(by=owner, course_id=made.pk, seen_version=1, **told)


def test_nobody_takes_out_what_somebody_has_changed_unseen(client, plan, owner) -> None:
    round_ = courses(plan)
    made = log(owner, round_, area(plan))
    client.force_login(owner)
    one = reverse("workspace:round_course", args=[round_.pk, made.pk])
    told = {**TOLD, "people": "Exempelby kommun 17", "code": CODE, "area_id": area(plan).pk}
    actions.change_course(by=SYSTEM, course_id=made.pk, seen_version=1, **told)
    late = client.post(one, {"bort": "ja", "version": 1}, follow=True)
    assert "ändrat tillfället" in late.content.decode()
    assert LoggedCourse.objects.count() == 1


def test_others_answers_are_not_added_up_for_an_owner_before_the_round_is_closed(client, plan, owner) -> None:
    round_ = courses(plan)
    for one in round_.asked.all():
        answer(one, CODE, "yes", more=occasions(("2026-04-01", "Torget", [("Torgby kommun", 777)])))
    client.force_login(owner)
    page = client.get(reverse("workspace:round_courses", args=[round_.pk])).content.decode()
    assert "777" not in page
    assert "Torgby" not in page


def test_the_files_tell_what_was_logged(client, plan: Plan, owner: Person) -> None:
    round_ = courses(plan, due=DUE)
    log(owner, round_, area(plan))
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    table = client.get(reverse("workspace:round_file", args=[round_.pk, "csv"])).content.decode()
    assert "2.1 Anhöriga" in table
    assert "Exempelby kommun 12" in table
    data = client.get(reverse("workspace:round_file", args=[round_.pk, "json"])).json()
    assert [one["area"] for one in data["logged"]] == ["2.1 Anhöriga"]
    page = client.get(reverse("workspace:round_results", args=[round_.pk])).content.decode()
    assert "2.1 Anhöriga" in page
