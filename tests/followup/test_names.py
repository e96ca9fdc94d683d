"""Whose names stand beside a statement: with the editor's and the body's will, and never so that others are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factories
from tests.followup.test_compiling import TEXT, a_closed_round, a_statement, shown
from tests.followup.worlds import a_round, contacts

from samplan.actors.models import Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.compiling import names_tell_no_more
from samplan.followup.models import AskedQuestion, Consent
from samplan.followup.rules import NotTaken

pytestmark = pytest.mark.django_db


def test_nobody_is_named_without_the_editor_and_the_body_wanting_it():
    round_ = a_closed_round(yes=3, municipalities=8)
    made = a_statement(round_, yes=3)
    assert shown(round_).named == ()
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    assert shown(round_).named == ()
    consent = contacts(round_)[1]
    actions.give_consent(by=consent, asked_id=consent.asked_id, names=True)
    one = shown(round_)
    assert (one.named, one.withheld) == (("Exempelby 2 kommun",), 2)
    actions.give_consent(by=consent, asked_id=consent.asked_id, names=False)
    assert shown(round_).named == ()


def test_a_few_are_not_named_when_the_last_one_could_be_counted_out():
    round_ = a_closed_round(yes=3, no=1, municipalities=4)
    made = a_statement(round_, yes=3)
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    for one in contacts(round_)[:2]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    told = shown(round_)
    assert told.named == ()
    assert told.names_why is not None
    third, fourth = contacts(round_)[2:]
    actions.give_consent(by=third, asked_id=third.asked_id, names=True)
    assert shown(round_).named == ()
    actions.give_consent(by=fourth, asked_id=fourth.asked_id, names=True)
    assert len(shown(round_).named) == 3


@pytest.mark.parametrize("saying", [4, 3])
def test_the_names_of_all_who_say_it_would_tell_that_the_others_do_not(saying):
    round_ = a_closed_round(yes=saying, no=5 - saying)
    made = a_statement(round_, yes=saying)
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    for one in contacts(round_)[:saying]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    assert shown(round_).named == ()
    assert shown(round_).names_why is not None


def test_those_who_do_not_consent_are_not_known_by_what_those_who_do_answered():
    round_ = a_closed_round(yes=5, no=5, municipalities=10)
    made = a_statement(round_, yes=5)
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    some = contacts(round_)
    for one in [some[0], *some[5:]]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    assert shown(round_).named == ()
    actions.give_consent(by=some[9], asked_id=some[9].asked_id, names=False)
    assert shown(round_).named == ("Exempelby 1 kommun",)
    # Nobody else was asked, so that it is known who the others are.
    only = [one.asked.body_id for one in some[:2]]
    AskedQuestion.objects.filter(round=round_, code="suicide-plan").update(only=only)
    actions.change_statement(
        by=SYSTEM,
        statement_id=made.pk,
        text=TEXT,
        seen_version=2,
        show_names=True,
        sources=[(one.asked_id, "suicide-plan") for one in some[:1]],
    )
    assert shown(round_).named == ()


@given(st.integers(1, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n))))
def test_whoever_is_not_named_is_one_of_several(numbers):
    asked, said, named = numbers
    if named > said or not names_tell_no_more(asked=asked, said=said, named=named):
        return
    hidden = said - named
    assert said == asked or (asked - named >= 3 and 0 < hidden < asked - named - 1)


def test_names_that_tell_nothing_more_are_allowed():
    assert names_tell_no_more(asked=15, said=6, named=2)
    assert names_tell_no_more(asked=3, said=3, named=1)
    assert not names_tell_no_more(asked=3, said=2, named=1)
    assert not names_tell_no_more(asked=2, said=1, named=0)
    assert not names_tell_no_more(asked=15, said=6, named=6)


def test_consent_is_the_bodys_own_or_written_down_with_how_they_said_it():
    round_ = a_closed_round()
    first, second = contacts(round_)[:2]
    with pytest.raises(NotAllowed):
        actions.give_consent(by=first, asked_id=second.asked_id, names=True)
    coordinator = factories.a_person(role=Role.COORDINATOR, partnership=round_.partnership)
    with pytest.raises(NotTaken):
        actions.give_consent(by=coordinator, asked_id=first.asked_id, names=True)
    actions.give_consent(by=coordinator, asked_id=first.asked_id, names=True, note="Brev 3 maj")
    assert Consent.objects.get().person == coordinator


def test_a_colleague_with_one_question_does_not_speak_for_the_body():
    round_ = a_round(factories.a_partnership())
    mine = contacts(round_)[0]
    told = {"contact_id": mine.pk, "codes": ["contact"], "email": "kollega@exempel.example"}
    colleague = actions.share_questions(by=mine, **told)
    with pytest.raises(NotAllowed):
        actions.give_consent(by=colleague, asked_id=mine.asked_id, names=True)
    actions.give_consent(by=mine, asked_id=mine.asked_id, names=False)
    with pytest.raises(NotAllowed):
        actions.give_consent(by=colleague, asked_id=mine.asked_id, names=True)
    assert not Consent.objects.get().names
