"""Words of an answer as they are kept."""

from __future__ import annotations

import pytest
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Answer
from samplan.followup.shapes import Given

pytestmark = pytest.mark.django_db


def test_a_character_that_no_database_keeps_is_left_out_and_the_words_are_saved():
    round_ = a_round()
    one, other = contacts(round_)[:2]
    answer(one.asked, text="Före\x00 efter")
    given = Given("yes", "Före\x00 efter", round_.due)
    assert actions.save_answers(by=other, asked_id=other.asked_id, given={"suicide-plan": given}) == {}
    assert set(Answer.objects.values_list("text", flat=True)) == {"Före efter"}


def test_so_it_is_in_a_correction():
    round_ = a_round()
    one = contacts(round_)[0]
    answer(one.asked)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    told = {"asked_id": one.asked_id, "code": "suicide-plan", "choice": "no"}
    made = actions.correct_answer(by=SYSTEM, round_id=round_.pk, text="Nytt\x00", reason="Fel\x00", **told)
    assert (made.after["text"], made.reason) == ("Nytt", "Fel")
