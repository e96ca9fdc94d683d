"""What many filled in, added up in the year's report: sums and participants, and not of so few that one is known."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from tests.followup.test_compiling import bodies
from tests.followup.test_filled_in import SUM, a_report
from tests.followup.worlds import a_round, answer

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import Round
from samplan.followup.shapes.report import FollowUpReport, TotalPart
from samplan.publishing.layouts.followup import followup_document, render_followup

pytestmark = pytest.mark.django_db
KRONOR = "87\u00a0000 kronor"


def told(round_: Round, *, public: bool) -> FollowUpReport:
    return queries.report_of(round_.partnership, round_.year, public=public)


def totals(round_: Round, *, public: bool) -> list[TotalPart]:
    return told(round_, public=public).totals


def test_a_years_sum_stands_in_the_report_with_how_many_it_is_made_of():
    (one,) = totals(a_report("86 000", "0", "1 000"), public=True)
    assert (one.value.sv, one.n, one.asked, one.field.sv) == (KRONOR, 3, 4, "Använda medel, kronor")
    assert one.corrected is None


def test_a_sum_of_fewer_than_three_is_not_public():
    round_ = a_report("86 000", "1 000")
    assert totals(round_, public=True) == []
    (one,) = totals(round_, public=False)
    assert (one.value.sv, one.n) == (KRONOR, 2)


def test_a_sum_that_was_put_right_tells_the_day():
    round_ = a_report("86 000", "0", "1 000")
    asked = bodies(round_)[0].pk
    made = actions.correct_answer(
        by=SYSTEM, round_id=round_.pk, asked_id=asked, code=SUM, more={"amount": "85 000"}, reason="Fel"
    )
    round_.refresh_from_db()
    (one,) = totals(round_, public=True)
    assert (one.value.sv, one.corrected) == ("86\u00a0000 kronor", timezone.localdate(made.at))


def test_participants_are_told_against_the_years_target():
    row = {"on": "2026-03-12", "place": "", "instructor": "", "people": "Påhittad kommun 12"}
    round_ = a_round(kind="courses", questions=["course-sip"], targets={"course-sip": 40})
    for asked in bodies(round_)[:3]:
        answer(asked, "course-sip", "yes", "", more={"occasions": [row]})
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    (one,) = totals(round_, public=True)
    assert (one.value.sv, one.target) == ("3, deltagare: 36", 40)


def test_sums_stand_in_every_file():
    report = told(a_report("86 000", "0", "1 000"), public=True)
    for layout in ("whole", "questions"):
        assert KRONOR in [text for text, _place in followup_document(report, layout).texts()]
    book = load_workbook(BytesIO(render_followup(report, kind="xlsx").data))
    cells = [c.value for row in book["Sammanlagt"].iter_rows() for c in row]
    assert KRONOR in cells
    assert json.loads(render_followup(report, kind="json").data)["totals"][0]["value"]["sv"] == KRONOR
