"""What was put right after a closing is what everybody reads from then on; what was frozen stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_kinds import a_plan_with_owners, owners_round
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import Answer, Correction, Round
from samplan.followup.queries import saving
from samplan.followup.rules import NotTaken

pytestmark = pytest.mark.django_db
PLAN, SUM = "suicide-plan", "report-carried"


def put_right(round_: Round, place: int = 0, **more) -> Correction:
    told = {"code": PLAN, "choice": "no", "text": "Den var inte antagen.", "reason": "Fel i svaret.", **more}
    return actions.correct_answer(by=SYSTEM, round_id=round_.pk, asked_id=bodies(round_)[place].pk, **told)


@pytest.fixture
def last() -> Round:
    """A closed year in which the first body answered yes, and was put right to no."""
    round_ = a_round(factories.a_partnership(), year=2025)
    answer(bodies(round_)[0], PLAN, "yes", "Antagen.")
    answer(bodies(round_)[1], PLAN, "partly", "På väg.")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    put_right(round_)
    round_.refresh_from_db()
    return round_


def test_next_year_is_shown_and_repeats_what_was_put_right(last):
    mine = contacts(a_round(last.partnership))[0]
    assert queries.sheet_for(mine).before[PLAN].choice == "no"
    actions.repeat_answers(by=mine, asked_id=mine.asked_id)
    kept = Answer.objects.get(asked=mine.asked, question__code=PLAN)
    assert (kept.choice, kept.text) == ("no", "Den var inte antagen.")


def test_files_tell_what_was_put_right_and_when_and_why(last):
    told = queries.round_for_file(last)
    (one,) = told["corrections"]
    assert told["bodies"][0]["answers"][PLAN]["choice"] == "no"
    assert (one["before"]["choice"], one["after"]["choice"], one["reason"]) == ("yes", "no", "Fel i svaret.")
    assert last.frozen["bodies"][0]["answers"][PLAN]["choice"] == "yes"
    assert "corrections" not in last.frozen


def test_a_closing_that_was_undone_reads_as_it_did_then(last):
    actions.reopen_round(by=SYSTEM, round_id=last.pk, reason="En kommun till.", due=timezone.localdate() + timedelta(9))
    actions.close_round(by=SYSTEM, round_id=last.pk)
    put_right(last, place=1, choice="yes", text="Nu antagen.")
    last.refresh_from_db()
    (closing,) = queries.closings_of(last)
    was = queries.results_of(queries.as_closed(last, closing.number), until=closing.reopened_at)
    now = queries.results_of(last)
    chosen = [{t.body: t.chosen and t.chosen.code for t in r.questions[codes(r)].texts} for r in (was, now)]
    first, second = sorted(b.body.name for b in bodies(last))[:2]
    assert (chosen[0][first], chosen[0][second]) == ("no", "partly")
    assert (chosen[1][first], chosen[1][second]) == ("no", "yes")


def codes(results) -> int:
    return next(n for n, r in enumerate(results.questions) if r.question.code == PLAN)


def test_what_the_county_said_together_is_put_right_too():
    kind = catalogue.kind("gap")
    here = factories.a_partnership()
    unit = factories.a_body(here)
    asked = [q.code for q in kind.questions]
    round_ = a_round(here, kind="gap", questions=asked, joint=(unit.pk, ["lan@exempel.example"]))
    together = round_.asked.get(joint=True)
    code = kind.questions[0].code
    answer(together, code, "missing")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    actions.correct_answer(
        by=SYSTEM, round_id=round_.pk, asked_id=together.pk, code=code, choice="in_place", reason="Den fanns."
    )
    round_.refresh_from_db()
    assert queries.results_of(round_).joint[code] == "in_place"


def test_an_answer_of_fields_alone_is_not_taken_away_by_what_is_put_right():
    round_ = a_round(kind="municipal_report", questions=["report-carried"])
    answer(bodies(round_)[0], "report-carried", "", "Ord.", more={"amount": "86 000"})
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    put_right(round_, code="report-carried", choice="", text="")
    round_.refresh_from_db()
    (total,) = queries.results_of(round_).questions[0].totals
    assert total.words.sv == "86\u00a0000 kronor"


def test_what_a_body_was_not_asked_cannot_be_put_right():
    round_ = a_round()
    question = round_.questions.get(code=PLAN)
    question.only = [bodies(round_)[1].body_id]
    question.save()
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    with pytest.raises(NotTaken):
        put_right(round_)


def funds(*sums: str) -> Round:
    """A closed report on funds of the year before, in which bodies wrote sums."""
    round_ = a_round(factories.a_partnership(), kind="municipal_report", questions=[SUM], year=2025)
    for asked, written in zip(bodies(round_), sums, strict=False):
        answer(asked, SUM, "", "Ord.", more={"amount": written})
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def test_what_was_filled_in_is_put_right_and_every_sum_follows():
    round_ = funds("86 000", "1 000")
    made = put_right(round_, code=SUM, choice="", text="Ord.", more={"amount": "68 000"})
    round_.refresh_from_db()
    (total,) = queries.results_of(round_).questions[0].totals
    assert total.words.sv == "69\u00a0000 kronor"
    assert (made.before["more"], made.after["more"]) == ({"amount": 86000}, {"amount": 68000})
    assert round_.frozen["bodies"][0]["answers"][SUM]["more"] == {"amount": 86000}
    (line,) = queries.corrections_of(round_)
    assert "86\u00a0000 kronor" in line.before
    assert "68\u00a0000 kronor" in line.after


def test_next_year_takes_over_the_sum_that_was_put_right():
    round_ = funds("86 000")
    put_right(round_, code=SUM, choice="", text="Ord.", more={"amount": "68 000"})
    mine = contacts(a_round(round_.partnership, kind="municipal_report", questions=[SUM]))[0]
    before = queries.sheet_for(mine).before[SUM]
    assert (before.more, before.corrected) == ({"amount": 68000}, timezone.localdate())
    actions.repeat_answers(by=mine, asked_id=mine.asked_id)
    assert Answer.objects.get(asked=mine.asked).more == {"amount": 68000}


def test_files_tell_the_day_beside_the_sum_that_was_put_right():
    round_ = funds("86 000", "1 000")
    put_right(round_, code=SUM, choice="", text="Ord.", more={"amount": "68 000"})
    told = [b["answers"][SUM] for b in queries.round_for_file(round_)["bodies"][:2]]
    assert [one["more"]["amount"] for one in told] == [68000, 1000]
    assert [one.get("corrected") for one in told] == [timezone.localdate().isoformat(), None]


def test_a_sum_is_put_right_in_figures_alone():
    round_ = funds("86 000")
    with pytest.raises(NotTaken):
        put_right(round_, code=SUM, choice="", text="Ord.", more={"amount": "en hel del"})


def test_what_a_choice_needs_is_needed_when_it_is_put_right():
    plan, _area, _made, _psychiatry, town = a_plan_with_owners(1)
    status = owners_round("status", plan, [town])
    (question,) = queries.questions_of(status)
    answer(bodies(status)[0], question.code, "ongoing")
    actions.close_round(by=SYSTEM, round_id=status.pk)
    with pytest.raises(NotTaken):
        put_right(status, code=question.code, choice="paused", text="", more={})
    put_right(status, code=question.code, choice="paused", text="", more={"reason": "Väntar på lokal."})


def test_a_sum_that_is_taken_away_leaves_nothing():
    round_ = funds("86 000")
    put_right(round_, code=SUM, choice="", text="", more={"amount": ""})
    round_.refresh_from_db()
    (question,) = queries.results_of(round_).questions
    assert question.totals == ()
    assert SUM not in queries.round_for_file(round_)["bodies"][0]["answers"]


def test_who_saves_is_known_by_body_and_by_whether_it_answers_for_all():
    round_ = a_round(kind="gap", questions=["gap-school"], joint=None)
    mine = contacts(round_)[1]
    asked = saving.writer(mine.pk).asked
    assert (asked.round_id, asked.body_id, asked.joint) == (round_.pk, mine.asked.body_id, False)
    assert (asked.round.kind, asked.round.year, asked.round.state) == ("gap", round_.year, "open")
