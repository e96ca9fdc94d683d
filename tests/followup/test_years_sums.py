"""What many filled in, added up, beside other years: n of N for each, and not of so few that one is known."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_filled_in import SUM
from tests.followup.worlds import a_round, answer

from samplan.actors.models import Partnership
from samplan.actors.shapes import SYSTEM, Sentences
from samplan.followup import actions, queries
from samplan.followup.models import AskedQuestion, Round
from samplan.followup.shapes.years import QuestionYears, SumOf
from samplan.publishing import actions as publishing
from samplan.publishing.followups import years_published
from samplan.web.followup_years import years_context

pytestmark = pytest.mark.django_db
KRONOR = "kronor"


def a_sum_of(here: Partnership, year: int, *written: str, version: int = 1) -> Round:
    """A closed report on funds in which the first municipalities wrote a sum."""
    round_ = a_round(here, kind="municipal_report", questions=[SUM], year=year)
    AskedQuestion.objects.filter(round=round_).update(version=version)
    for asked, sum_ in zip(bodies(round_), written, strict=False):
        answer(asked, SUM, "", "", more={"amount": sum_})
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def a_county(municipalities: int = 4) -> Partnership:
    return factories.a_partnership(factories.a_county(municipalities=municipalities))


def put_right(round_: Round, place: int, amount: str):
    told = {"asked_id": bodies(round_)[place].pk, "code": SUM, "reason": "Fel belopp."}
    return actions.correct_answer(by=SYSTEM, round_id=round_.pk, more={"amount": amount}, **told)


def publish(here: Partnership, *years: int) -> None:
    for year in years:
        publishing.publish_followup(by=SYSTEM, partnership=here, year=year)


def kronor(sum_: str) -> Sentences:
    return Sentences(f"{sum_.replace(' ', chr(160))} {KRONOR}", f"{sum_.replace(' ', chr(160))} {KRONOR}")


def only(questions: tuple[QuestionYears, ...]) -> QuestionYears:
    (one,) = questions
    return one


def test_a_sum_stands_beside_that_of_the_year_before_with_how_many_it_is_made_of():
    here = a_county()
    a_sum_of(here, 2025, "86 000", "0", "1 000")
    told = only(queries.years_of(a_sum_of(here, 2026, "90 000", "10 000")))
    (line,) = told.sums
    assert line.field.sv == "Använda medel, kronor"
    assert line.cells == (SumOf(kronor("87 000"), 3, 4), SumOf(kronor("100 000"), 2, 4))


def test_what_each_filled_in_stands_beside_its_name_inside():
    here = a_county()
    a_sum_of(here, 2025, "86 000")
    told = only(queries.years_of(a_sum_of(here, 2026, "", "10 000")))
    first, second = told.bodies[:2]
    assert [[(label.sv, value) for label, value in c.more] for c in first.cells] == [
        [("Använda medel, kronor", kronor("86 000"))],
        [],
    ]
    assert [c.answered for c in second.cells] == [False, True]


def test_a_sum_that_was_put_right_tells_the_day_of_its_year_alone():
    here = a_county()
    first = a_sum_of(here, 2025, "86 000", "0", "1 000")
    last = a_sum_of(here, 2026, "86 000", "0", "1 000")
    made = put_right(first, 0, "85 000")
    (line,) = only(queries.years_of(last)).sums
    assert [c.corrected for c in line.cells] == [made.at.date(), None]
    assert line.cells[0].value == kronor("86 000")


def test_the_public_compares_sums_of_three_bodies_or_more_and_never_a_bodys_own():
    here = a_county()
    for year, sums in ((2024, ("5", "6")), (2025, ("86 000", "0", "1 000")), (2026, ("90 000", "9 000", "1 000", "0"))):
        round_ = a_sum_of(here, year, *sums)
        for asked in bodies(round_):
            actions.give_consent(by=SYSTEM, asked_id=asked.pk, names=True, note="Brev")
    publish(here, 2024, 2025, 2026)
    told = only(years_published(here.county.slug))
    assert [y.year for y in told.years] == [2025, 2026]
    (line,) = told.sums
    assert line.cells == (SumOf(kronor("87 000"), 3, 4), SumOf(kronor("100 000"), 4, 4))
    assert told.rows == ()


def test_a_sum_that_is_held_back_is_compared_with_nothing():
    here = a_county()
    for year in (2024, 2025, 2026):
        last = a_sum_of(here, year, "86 000", "0", "1 000")
    publish(here, 2024, 2025, 2026)
    put_right(last, 0, "85 000")
    publish(here, 2026)
    assert [y.year for y in only(years_published(here.county.slug)).years] == [2024, 2025]


def test_a_question_of_another_wording_breaks_the_line_of_its_sums_too():
    here = a_county()
    a_sum_of(here, 2025, "1", "2", "3")
    a_sum_of(here, 2026, "4", "5", "6", version=2)
    publish(here, 2025, 2026)
    assert [y.breaks for y in only(years_published(here.county.slug)).years] == [False, True]


def test_a_year_that_was_published_before_sums_knew_their_question_is_compared_all_the_same():
    here = a_county()
    a_sum_of(here, 2025, "1", "2", "3")
    a_sum_of(here, 2026, "4", "5", "6")
    old, new = (queries.report_of(here, year, public=True) for year in (2025, 2026))
    totals = [t.model_copy(update={"code": "", "version": 0}) for t in old.totals]
    told = only(queries.years_of_reports([old.model_copy(update={"totals": totals}), new]))
    assert [(y.year, y.breaks) for y in told.years] == [(2025, False), (2026, False)]


def test_occasions_are_compared_beside_the_target_of_each_year():
    here = a_county()
    row = {"on": "2026-03-12", "place": "", "instructor": "", "people": "Påhittad kommun 12"}
    for year, target in ((2025, 30), (2026, 40)):
        told = {"kind": "courses", "questions": ["course-sip"], "targets": {"course-sip": target}}
        round_ = a_round(here, year=year, **told)
        for asked in bodies(round_)[:3]:
            answer(asked, "course-sip", "yes", "", more={"occasions": [row]})
        actions.close_round(by=SYSTEM, round_id=round_.pk)
    publish(here, 2025, 2026)
    line = only(years_published(here.county.slug)).sums[0]
    assert [(c.value.sv, c.target) for c in line.cells] == [("3, deltagare: 36", 30), ("3, deltagare: 36", 40)]


def test_other_ways_of_answering_break_the_line_over_a_year_of_which_only_the_sum_is_shown():
    """What is held back of the year between tells of no change: the years on either side of it are compared first."""
    here = a_county()
    row = {"on": "2026-03-12", "place": "", "instructor": "", "people": "Påhittad kommun 12"}
    for year in (2024, 2025, 2026):
        round_ = a_round(here, year=year, kind="courses", questions=["course-sip"])
        for asked in bodies(round_)[:3]:
            answer(asked, "course-sip", "yes", "", more={"occasions": [row]})
        actions.close_round(by=SYSTEM, round_id=round_.pk)
    first, between, last = (queries.report_of(here, year, public=True) for year in (2024, 2025, 2026))
    (measure,) = last.measures
    other = measure.model_copy(update={"choices": measure.choices[:1], "changed": False})
    reports = [first, between.model_copy(update={"measures": []}), last.model_copy(update={"measures": [other]})]
    told = queries.years_of_reports(reports)
    assert [(y.year, y.silent is None, y.breaks) for y in only(told).years] == [
        (2024, False, False),
        (2025, True, False),
        (2026, False, True),
    ]
    assert [len(s["rows"]) for s in years_context(told, "")["stretches"]] == [1, 1]


def test_the_public_page_and_its_files_compare_the_sums():
    here = a_county()
    a_sum_of(here, 2025, "86 000", "0", "1 000")
    a_sum_of(here, 2026, "90 000", "9 000", "1 000", "0")
    publish(here, 2025, 2026)
    plan = factories.a_plan(here)
    factories.an_area(plan)
    publishing.publish_edition(by=SYSTEM, plan=plan)
    address = f"/{here.county.slug}/uppfoljning/ar-for-ar/"
    page = Client().get(address).content.decode()
    table = page.split("Använda medel, kronor, år för år")[1]
    assert "87\u00a0000 kronor" in table
    assert "3 av 4" in table
    assert "Antal svar, år för år" not in page
    csv = Client().get(address[:-1] + ".csv").content.decode("utf-8-sig")
    assert "100\u00a0000 kronor" in csv
    (told,) = Client().get(address[:-1] + ".json").json()["questions"]
    assert [(c["n"], c["asked"]) for c in told["sums"][0]["years"]] == [(3, 4), (4, 4)]


def test_inside_the_sums_stand_with_what_each_body_filled_in(client):
    here = a_county()
    a_sum_of(here, 2025, "86 000")
    last = a_sum_of(here, 2026, "90 000")
    client.force_login(factories.a_person(role="coordinator", partnership=here))
    page = client.get(reverse("workspace:round_years", args=[last.pk])).content.decode()
    assert page.count("86\u00a0000 kronor") == 2
    csv = client.get(reverse("workspace:round_years_file", args=[last.pk, "csv"])).content.decode("utf-8-sig")
    assert "86\u00a0000 kronor" in csv


def test_courses_that_were_logged_for_an_area_count_as_they_do_in_their_year():
    here = a_county()
    plan = factories.a_plan(here)
    area = factories.an_area(plan)
    row = {"on": "2026-03-12", "place": "", "instructor": "", "people": "Påhittad kommun 12"}
    round_ = a_round(here, kind="courses", questions=["course-sip"])
    for asked in bodies(round_)[:3]:
        answer(asked, "course-sip", "yes", "", more={"occasions": [row]})
    actions.log_course(by=SYSTEM, round_id=round_.pk, area_id=area.pk, code="course-sip", **{**row, "on": "2026-04-01"})
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    (total,) = queries.report_of(here, 2026, public=True).totals
    assert only(queries.years_of(closed)).sums[0].cells[0].value.sv == total.value.sv == "4, deltagare: 48"
