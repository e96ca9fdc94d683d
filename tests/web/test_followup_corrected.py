"""The page that puts an answer right: choice, words and what was filled in; joint answers; what other pages show."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_corrected import SUM, funds
from tests.followup.test_filled_in import a_report
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.models import Person
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import Answer, Round
from samplan.web.followup_letters import token_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()
COURSE = "course-sip"
REASON = {"reason": "De ringde."}


def coordinator(round_: Round) -> Person:
    return factories.a_person(role="coordinator", partnership=round_.partnership)


def address(round_: Round, code: str, place: int = 0) -> str:
    return reverse("workspace:correct_answer", args=[round_.pk, bodies(round_)[place].pk, code])


def test_a_sum_is_put_right_on_the_page_and_the_answers_tell_the_day(client):
    round_ = funds("86 000")
    client.force_login(coordinator(round_))
    page = client.get(address(round_, SUM)).content.decode()
    assert 'name="falt-amount" value="86000"' in page
    client.post(address(round_, SUM), {"text": "Ord.", "falt-amount": "68 000", **REASON})
    page = client.get(reverse("workspace:round_results", args=[round_.pk])).content.decode()
    assert "68\u00a0000 kronor" in page
    assert f"rättat {TODAY}" in page
    table = client.get(reverse("workspace:round_file", args=[round_.pk, "csv"])).content.decode()
    (row,) = [line for line in table.splitlines() if "68\u00a0000" in line]
    assert row.rstrip().endswith(TODAY)


def test_a_sum_that_cannot_be_read_comes_back_as_it_was_typed(client):
    round_ = funds("86 000")
    client.force_login(coordinator(round_))
    answer_ = client.post(address(round_, SUM), {"text": "Ord.", "falt-amount": "en hel del", **REASON})
    page = answer_.content.decode()
    assert answer_.status_code == 422
    assert "går inte att läsa som kronor" in page
    assert 'value="en hel del"' in page
    assert "De ringde." in page


def test_next_year_says_that_last_years_sum_was_put_right(client):
    round_ = funds("86 000")
    client.force_login(coordinator(round_))
    client.post(address(round_, SUM), {"text": "Ord.", "falt-amount": "68 000", **REASON})
    mine = contacts(a_round(round_.partnership, kind="municipal_report", questions=[SUM]))[0]
    page = client.get(reverse("answer_question", args=[token_of(mine.pk, mine.key), 1])).content.decode()
    assert "68\u00a0000 kronor" in page
    assert "Rättat " in page


def test_an_occasion_more_is_a_page_anew_and_saves_nothing(client):
    round_ = a_round(factories.a_partnership(), kind="courses", questions=[COURSE])
    row = {"on": "2026-03-12", "place": "", "instructor": "", "people": "Påhittad kommun 12"}
    answer(bodies(round_)[0], COURSE, "yes", "", more={"occasions": [row]})
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    client.force_login(coordinator(round_))
    names = [f"falt-occasions-{n}" for n in (0, 1)]
    typed = {f"{names[0]}-on": "2026-03-12", f"{names[0]}-people": "Påhittad kommun 21"}
    typed |= {f"{names[1]}-on": "2026-04-02", f"{names[1]}-people": "Påhittad kommun 3"}
    typed |= {"choice": "yes", "text": "", **REASON}
    page = client.post(address(round_, COURSE), {**typed, "rad": "ja"}).content.decode()
    assert 'name="falt-occasions-2-on"' in page
    assert "De ringde." in page
    assert queries.results_of(Round.objects.get(pk=round_.pk)).questions[0].totals[0].words.sv == "1, deltagare: 12"
    client.post(address(round_, COURSE), typed)
    assert queries.results_of(Round.objects.get(pk=round_.pk)).questions[0].totals[0].words.sv == "2, deltagare: 24"


def test_what_the_county_said_together_is_put_right_from_the_answers(client):
    code = catalogue.kind("gap").questions[0].code
    here = factories.a_partnership()
    unit = factories.a_body(here)
    round_ = a_round(here, kind="gap", questions=[code], joint=(unit.pk, ["lan@exempel.example"]))
    together = round_.asked.get(joint=True)
    answer(together, code, "missing")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    client.force_login(coordinator(round_))
    answers = reverse("workspace:round_results", args=[round_.pk])
    there = reverse("workspace:correct_answer", args=[round_.pk, together.pk, code])
    assert there in client.get(answers).content.decode()
    client.post(there, {"choice": "in_place", "text": "", **REASON})
    assert Answer.objects.get(asked=together).choice == "in_place"
    page = client.get(answers).content.decode()
    assert f"rättat {TODAY}" in page


def test_the_years_page_and_table_tell_the_sums(client):
    round_ = a_report("86 000", "0", "1 000")
    client.force_login(coordinator(round_))
    page = client.get(reverse("workspace:followup_year", args=[round_.partnership_id, round_.year])).content.decode()
    assert "87\u00a0000 kronor" in page
    assert "3 av 4" in page
    args = [round_.partnership_id, round_.year, "csv"]
    assert "87\u00a0000 kronor" in client.get(reverse("workspace:followup_year_file", args=args)).content.decode()
