"""The chapter in Excel in the layouts of the sources, planned beside done and next, participants by employer."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_report import a_year, report
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.actions import Said
from samplan.followup.models import Round
from samplan.plans.models import Activity
from samplan.publishing.layouts.followup import followup_document, render_followup

pytestmark = pytest.mark.django_db


def sheets(told, layout: str) -> dict[str, list[list[object]]]:
    """Every sheet of the workbook but the first, which is its masthead."""
    made = render_followup(told, kind="xlsx", layout=layout)
    book = load_workbook(BytesIO(made.data))
    return {s.title: [list(row) for row in s.iter_rows(values_only=True)] for s in book.worksheets[1:]}


def test_the_goal_table_is_one_sheet_with_the_years_block():
    (rows,) = sheets(report(a_year()), "goal-table").values()
    assert "Bedömning 2026" in rows[0]
    kinds = [row[2] for row in rows[1:]]
    assert kinds == ["Område", "Långsiktigt mål", "Aktivitet", "Aktivitet", "Aktivitet", "Utvecklingsbehov"]
    assert (rows[2][3], rows[2][5]) == ("Färre försök", "Delvis uppnått")


def test_each_area_has_a_sheet_with_attainment_and_needs():
    told = report(a_year())
    found = sheets(told, "sheet")
    (name,) = found
    assert name.startswith("1.4 ")
    parts = [row[0] for row in found[name]]
    assert parts[1:4] == ["Måluppfyllelse", "Utvecklingsbehov", "Långsiktigt mål"]
    assert found[name][2][1] == "Fler kurser."


def test_questions_stand_with_their_choices_as_columns_and_in_a_grid():
    told = report(a_year(), public=False)
    found = sheets(told, "questions")
    first = found["Frågor 1"]
    assert first[0][:7] == ["Nr", "Fråga", "Ja", "Delvis", "Nej", "Inte svarat", "Tillfrågade"]
    row = next(r for r in first if r[2:7] == [3, 0, 2, 1, 6])
    assert "suicid" in row[1]
    grid = found["Kommun för kommun"]
    assert grid[1][0] == "Exempelby 1 kommun"


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_three_columns_can_be_had_in_every_format(kind):
    assert render_followup(report(a_year()), kind=kind, layout="next").name.endswith(f"-next.{kind}")


def test_planned_beside_done_and_next():
    plan = a_year(activities=3)
    one, two, three = Activity.objects.filter(area__plan=plan).order_by("pk")
    Activity.objects.filter(pk=one.pk).update(start=date(2026, 1, 1), end=date(2026, 12, 31), timeframe="2026")
    Activity.objects.filter(pk=two.pk).update(start=date(2026, 1, 1), ongoing=True, timeframe="fortlöpande")
    Activity.objects.filter(pk=three.pk).update(start=date(2027, 1, 1), end=date(2027, 6, 30), timeframe="Vt 2027")
    told = {"by": SYSTEM, "plan": plan, "year": 2027, "kind": "activity"}
    (area,) = report(plan).areas
    steps = {s.text: s for s in area.steps}
    assert [(s.planned, s.next) for s in steps.values()] == [(True, ""), (True, ""), (False, "")]
    actions.open_judging(by=SYSTEM, plan=plan, year=2027)
    actions.judge(**told, item_id=two.pk, said=Said(value="ongoing", text="Två omgångar."))
    actions.judge(**told, item_id=three.pk, said=Said(value="started"))
    actions.lock_year(by=SYSTEM, plan=plan, year=2027)
    (area,) = queries.report_of(plan.partnership, 2027, public=True).areas
    steps = {s.text: s for s in area.steps}
    assert (steps[two.text].planned, steps[two.text].next, steps[two.text].comment) == (
        True,
        "planned",
        "Två omgångar.",
    )
    assert steps[two.text].before.code == "done"
    assert (steps[three.text].planned, steps[three.text].next) == (True, "carried")
    assert (steps[one.text].planned, steps[one.text].next, steps[one.text].before.code) == (False, "", "done")
    text = str(followup_document(queries.report_of(plan.partnership, 2027, public=True), "next"))
    assert "Följer med, var inte klar i tid" in text
    assert "Aktiviteter 2028" in text


def a_course_round(*people: str, municipalities: int = 5) -> Round:
    here = factories.a_partnership(factories.a_county(municipalities=municipalities))
    round_ = a_round(here, kind="courses", questions=[], own_questions=["MHFA: 40"])
    question = queries.questions_of(round_)[0]
    field = next(f for f in question.fields if f.kind == "rows").code
    for asked, told in zip(bodies(round_), people, strict=False):
        row = {"on": "2026-03-12", "place": "", "instructor": "", "people": told}
        choice = question.choices[0].code if question.choices else ""
        answer(asked, question.code, choice, "", more={field: [row]})
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


PEOPLE = [f"Exempelby {n} kommun {n * 2}\nRegionen 1" for n in range(1, 6)]


def test_participants_are_added_up_by_employer_however_they_are_spelled():
    round_ = a_course_round("Exempelby 1 kommun 2\nregionen 3", "Regionen 4", "REGIONEN 1")
    (told,) = queries.report_of(round_.partnership, 2026, public=False).participants
    assert told.rows == [("regionen", 8), ("Exempelby 1 kommun", 2)]
    assert (told.people, told.occasions, told.target) == (10, 3, 40)


def test_readers_see_an_employer_by_name_only_when_it_consents_and_no_other_is_counted_out():
    round_ = a_course_round(*PEOPLE)

    def shown():
        (told,) = queries.report_of(round_.partnership, 2026, public=True).participants
        return told.rows, told.others, told.people

    assert shown() == ([], 35, 35)
    for one in contacts(round_)[:2]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    assert shown() == ([("Exempelby 2 kommun", 4), ("Exempelby 1 kommun", 2)], 29, 35)
    for one in contacts(round_)[2:4]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    # The last municipality and the region would be two sums that each knows the other half of.
    assert shown() == ([], None, 35)


def test_two_who_have_filled_in_are_no_sum_for_readers():
    round_ = a_course_round(*PEOPLE[:2])
    assert queries.report_of(round_.partnership, 2026, public=True).participants == []


def test_who_answers_without_filling_in_hides_nobody_s_sum():
    """A sum of two is no sum for readers however many others have answered in words alone."""
    here = factories.a_partnership(factories.a_county(municipalities=5))
    round_ = a_round(here, kind="courses", questions=["course-first-aid"])
    for n, asked in enumerate(bodies(round_)):
        row = {"on": "2026-03-12", "place": "", "instructor": "", "people": PEOPLE[n]}
        answer(asked, "course-first-aid", "yes", more={"occasions": [row]} if n < 2 else {})
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert queries.report_of(here, 2026, public=False).participants
    assert queries.report_of(here, 2026, public=True).participants == []
