"""Tables that count who took part, in old documents, become closed rounds of courses of their years."""

from __future__ import annotations

import pytest
from tests.followup.test_gap_history import an_old_plan

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import Round
from samplan.plans.count_tables import read_counts

pytestmark = pytest.mark.django_db
LINES = [
    ["Kurs", "Datum", "Plats", "Arbetsgivare", "Antal deltagare"],
    ["MHFA", "2018-03-12", "Almby", "Exempelby 1 kommun", "12"],
    ["", "2018-03-12", "Almby", "Regionen", "8"],
    ["Första hjälpen", "hösten 2018", "", "Exempelby 2 kommun", "3"],
    ["Summa", "", "", "", "23"],
]
ACROSS = [
    ["Utbildning", "Exempelby 1 kommun", "Regionen", "Totalt"],
    ["MHFA", "12", "8", "20"],
    ["ASIST", "–", "1 200", "1 200"],
    ["Totalt", "12", "1 208", "1 220"],
]


def test_lines_and_columns_are_read_and_sums_are_not_counted():
    assert [(c.course, c.employer, c.n) for c in read_counts(LINES)] == [
        ("MHFA", "Exempelby 1 kommun", 12),
        ("MHFA", "Regionen", 8),
        ("Första hjälpen", "Exempelby 2 kommun", 3),
    ]
    across = read_counts(ACROSS, "Antal deltagare 2017")
    assert [(c.course, c.employer, c.n) for c in across] == [
        ("MHFA", "Exempelby 1 kommun", 12),
        ("MHFA", "Regionen", 8),
        ("ASIST", "Regionen", 1200),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ACROSS,  # nothing says that participants are counted
        [["Aktivitet", "Antal deltagare", "Ansvarig"], ["Kurs", "omkring tolv", "Regionen"]],
        [["Aktivitet", "Tid", "Ansvarig"], ["Utbilda deltagare", "2017", "Regionen"]],
        [["Medel", "Deltagare"], ["Projekt", "12"]],
        [],
    ],
)
def test_other_tables_are_not_counted(rows):
    assert read_counts(rows) == ()


def test_a_table_of_counts_is_a_closed_round_of_courses_of_its_year():
    plan = an_old_plan(LINES, "Genomförda kurser")
    (round_,) = actions.lay_history(by=SYSTEM, plan=plan)
    assert (round_.kind, round_.year, round_.state) == ("courses", 2018, "closed")
    assert round_.frozen["document"]["name"] == "gammal.docx"
    (course, aid) = queries.report_of(plan.partnership, 2018, public=False).participants
    assert {course.text.sv, aid.text.sv} == {
        "Har ni hållit MHFA i år?",
        "Har ni hållit kurser i första hjälpen till psykisk hälsa i år?",
    }
    mhfa = course if "MHFA" in course.text.sv else aid
    assert (mhfa.rows, mhfa.occasions, mhfa.people) == ([("Exempelby 1 kommun", 12), ("Regionen", 8)], 1, 20)
    results = queries.results_of(round_)
    assert results.asked == 1
    assert any(
        "2018-03-12 · Almby" in t.words.sv or "1, deltagare: 20" in t.words.sv
        for q in results.questions
        for t in q.totals
    )


def test_the_year_is_the_captions_where_no_line_tells_one_and_a_second_reading_lays_nothing_new():
    plan = an_old_plan(ACROSS, "Antal deltagare per arbetsgivare 2017")
    (round_,) = actions.lay_history(by=SYSTEM, plan=plan)
    assert round_.year == 2017
    assert actions.lay_history(by=SYSTEM, plan=plan) == []
    assert actions.drop_history(by=SYSTEM, plan=plan) == 1
    assert not Round.objects.exists()
