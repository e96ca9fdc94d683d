"""A round from its opening to what was frozen when it closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories
from tests.followup.worlds import DUE, a_round, answer, answer_all, codes, contacts

from samplan.actors import actions as actors
from samplan.actors.models import AuditEvent, Body, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import Answer, Asked, Contact, Letter, Round
from samplan.followup.rules import ChangedMeanwhile, NotTaken, RoundIsClosed, has_identity_number
from samplan.followup.shapes import Progress

pytestmark = pytest.mark.django_db


def tallies(round_: Round, code: str) -> dict[str, tuple[int, int | None]]:
    found = next(q for q in queries.results_of(round_).questions if q.question.code == code)
    told = {t.choice.code: (t.n, t.before) for t in found.tallies}
    return told | {"silent": (found.silent.n, found.silent.before)}


# Opening.


def test_a_round_holds_its_questions_whole_and_each_body_once():
    round_ = a_round(own_questions=["Har ni en egen plan?", "", "Har ni en egen plan?"])
    assert round_.questions.count() == len(codes()) + 1
    assert round_.asked.count() == 3
    own = round_.questions.last()
    assert own.wording["text"]["sv"] == "Har ni en egen plan?"
    assert [c["code"] for c in own.choices] == ["yes", "partly", "no"]
    assert AuditEvent.objects.filter(verb="open_round", object_id=str(round_.pk)).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"questions": []},
        {"asked": {}},
        {"asked": {0: ["a@exempel.example"]}},
        {"asked": "no address"},
        {"asked": "bad address"},
    ],
)
def test_what_is_wrong_opens_nothing(wrong):
    here = factories.a_partnership()
    body = Body.objects.filter(county=here.county, kind="municipality").first()
    if isinstance(wrong.get("asked"), str):
        wrong = {"asked": {body.pk: [] if wrong["asked"] == "no address" else ["inte en adress"]}}
    with pytest.raises(NotTaken, match="Nothing was saved"):
        a_round(here, **wrong)
    assert not Round.objects.exists()


def test_one_round_of_a_kind_in_a_year():
    here = factories.a_partnership()
    a_round(here)
    with pytest.raises(NotTaken):
        a_round(here)
    assert a_round(here, year=2027)


def test_whom_to_ask_with_the_addresses_of_todays_contact_persons():
    here = factories.a_partnership()
    first, second, _third = Body.objects.filter(county=here.county, kind="municipality").order_by("code")
    unit, _other = factories.a_body(here, "Psykiatrin"), factories.a_body(here, "Ingen frågar oss")
    told = {"partnership": here, "role": Role.MUNICIPAL_CONTACT}
    factories.a_person(email="nu@exempel.example", body=first, **told)
    gone = factories.a_person(email="forr@exempel.example", body=second, **told)
    gone.memberships.update(valid_to=date(2020, 1, 1))
    factories.a_person(email="enhet@exempel.example", role=Role.REGION_CONTACT, partnership=here, body=unit)
    found = {c.name: c.emails for c in queries.candidates(here)}
    assert found[first.name] == ("nu@exempel.example",)
    assert found[second.name] == ()
    assert found["Psykiatrin"] == ("enhet@exempel.example",)
    assert "Ingen frågar oss" not in found
    assert len(found) == 5


# Answering.


def test_an_answer_is_saved_as_one_writes_and_a_contact_reaches_its_own_body_alone():
    one, other, _third = contacts(a_round())
    told = {"code": "suicide-plan", "choice": "partly", "text": "Förslag finns."}
    saved = actions.save_answer(by=one, asked_id=one.asked_id, **told)
    assert (saved.choice, saved.text, saved.version) == ("partly", "Förslag finns.", 1)
    again = actions.save_answer(by=one, asked_id=one.asked_id, seen_version=1, **told)
    assert again.version == 1
    with pytest.raises(NotAllowed):
        actions.save_answer(by=other, asked_id=one.asked_id, **told)
    assert queries.sheet_for(queries.contact_by(other.pk, other.key)).answers == {}


def test_two_people_of_one_body_write_over_nothing():
    contact = contacts(a_round())[0]
    told = {"by": contact, "asked_id": contact.asked_id, "code": "obstacles"}
    actions.save_answer(text="Ont om tid.", page="a", **told)
    with pytest.raises(ChangedMeanwhile) as caught:
        actions.save_answer(text="Inga hinder.", page="b", **told)
    assert caught.value.answer.text == "Ont om tid."
    assert Answer.objects.get().text == "Ont om tid."
    # The same page's own save that is on its way is no stranger's.
    assert actions.save_answer(text="Ont om tid och folk.", page="a", **told).version == 2
    assert actions.save_answer(text="Båda.", page="b", seen_version=2, **told).version == 3


@pytest.mark.parametrize("how", ["revoked", "old", "guessed"])
def test_a_link_that_does_not_hold_opens_nothing(how):
    contact = contacts(a_round())[0]
    key = contact.key
    if how == "revoked":
        actions.revoke_link(by=SYSTEM, contact_id=contact.pk)
    elif how == "old":
        Contact.objects.update(until=timezone.localdate() - timedelta(days=1))
    else:
        key = "x" * len(key)
    assert queries.contact_by(contact.pk, key) is None
    if how != "guessed":
        with pytest.raises(NotAllowed):
            actions.save_answer(by=contact, asked_id=contact.asked_id, code="obstacles", text="x")


def test_a_new_link_ends_the_old_and_the_answers_stay():
    contact = contacts(a_round())[0]
    answer(contact.asked)
    fresh = actions.renew_link(by=SYSTEM, asked_id=contact.asked_id, email=contact.email.upper())
    assert fresh.pk == contact.pk
    assert queries.contact_by(contact.pk, contact.key) is None
    assert queries.sheet_for(queries.contact_by(fresh.pk, fresh.key)).answers["suicide-plan"].choice == "yes"
    assert Letter.objects.get().sort == "link"


def sent_now(letter: Letter) -> str | None:
    """The key that goes out with a letter; None where it does not go."""
    told = actions.claim_letter(by=SYSTEM, letter_id=letter.pk)
    if told is not None:
        actions.note_letter(by=SYSTEM, letter_id=letter.pk, sent=True)
    return told and told.key


def test_a_link_that_is_renewed_twice_on_a_day_goes_out_twice():
    contact = contacts(a_round())[0]
    renew = {"by": SYSTEM, "asked_id": contact.asked_id, "email": contact.email}
    first = actions.renew_link(**renew)
    assert sent_now(Letter.objects.get()) == first.key
    assert sent_now(Letter.objects.get()) is None
    second = actions.renew_link(**renew)
    assert second.key != first.key
    assert sent_now(Letter.objects.get()) == second.key
    assert sent_now(Letter.objects.get()) is None


def test_a_link_that_is_renewed_while_the_old_one_is_being_sent_goes_out_too():
    contact = contacts(a_round())[0]
    renew = {"by": SYSTEM, "asked_id": contact.asked_id, "email": contact.email}
    actions.renew_link(**renew)
    letter = Letter.objects.get()
    assert actions.claim_letter(by=SYSTEM, letter_id=letter.pk) is not None
    second = actions.renew_link(**renew)
    actions.note_letter(by=SYSTEM, letter_id=letter.pk, sent=True)
    assert queries.letters_waiting() == [letter.pk]
    assert sent_now(letter) == second.key


def test_questions_that_are_taken_back_and_shared_again_on_a_day_are_sent_again():
    mine = contacts(a_round())[0]
    share = {"by": mine, "contact_id": mine.pk, "codes": ["contact"], "email": "kollega@exempel.example"}
    first = actions.share_questions(**share)
    (letter,) = Letter.objects.filter(contact=first)
    assert sent_now(letter) == first.key
    assert sent_now(letter) is None, "the same link needs no second letter"
    actions.take_back_questions(by=mine, contact_id=mine.pk, colleague_id=first.pk)
    again = actions.share_questions(**share)
    assert again.key != first.key
    assert sent_now(letter) == again.key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Född 19811218-9876.", True),
        ("811218-9876", True),
        ("198112189876", True),
        ("Samordningsnummer 701063-2391", True),
        ("811218-9875", False),
        ("Ring 070-174 06 58", False),
        ("Konto 1234567890", False),
        ("År 2025-2026 och 150 personer", False),
    ],
)
def test_identity_numbers_are_seen_by_date_and_check_digit(text, found):
    assert has_identity_number(text) is found


def test_no_answer_holds_an_identity_number():
    contact = contacts(a_round())[0]
    with pytest.raises(NotTaken):
        answer(contact.asked, text="Det gäller 811218-9876.")
    assert not Answer.objects.exists()


def test_how_far_each_has_come():
    round_ = a_round()
    first, second, third = Asked.objects.filter(round=round_).order_by("pk")
    answer_all(first)
    answer(second, text="Bara text", choice="")
    board = queries.board_of(round_)
    assert [r.progress for r in board.rows] == [Progress.DONE, Progress.PARTLY, Progress.NOT]
    assert [r.answered for r in board.rows] == [len(codes()), 0, 0]
    actions.finish_answers(by=SYSTEM, asked_id=third.pk)
    assert queries.board_of(round_).rows[2].progress is Progress.DONE


# Closing.


def test_a_closed_round_is_frozen_and_takes_no_more():
    here = factories.a_partnership()
    round_ = a_round(here)
    first, second, _third = Asked.objects.filter(round=round_).order_by("pk")
    answer(first, choice="yes", text="Antagen i december.")
    answer(second, choice="no")
    assert queries.results_of(round_) is None
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert tallies(closed, "suicide-plan") == {
        "yes": (1, None),
        "partly": (0, None),
        "no": (1, None),
        "silent": (1, None),
    }
    name = first.body.name
    Body.objects.filter(pk=first.body_id).update(name="Nytt namn")
    assert closed.frozen["bodies"][0]["name"] == name
    assert "exempel.example" not in str(closed.frozen)
    for late in (lambda: answer(first, text="Mer"), lambda: actions.close_round(by=SYSTEM, round_id=round_.pk)):
        with pytest.raises(RoundIsClosed):
            late()


def test_years_are_compared_where_the_question_is_the_same(monkeypatch):
    here = factories.a_partnership()
    last = a_round(here, year=2025)
    for asked, choice in zip(Asked.objects.filter(round=last).order_by("pk"), ("partly", "partly", "no"), strict=True):
        answer(asked, choice=choice, text="I fjol")
        answer(asked, "contact", choice)
    actions.close_round(by=SYSTEM, round_id=last.pk)
    kind = catalogue.kind("yearly")
    changed = [q.model_copy(update={"version": 2}) if q.code == "contact" else q for q in kind.questions]
    newer = kind.model_copy(update={"questions": tuple(changed)})
    monkeypatch.setattr(catalogue, "kind", lambda _code: newer)
    round_ = a_round(here)
    first = contacts(round_)[0]
    sheet = queries.sheet_for(queries.contact_by(first.pk, first.key))
    assert (sheet.before_year, sheet.before["suicide-plan"].choice) == (2025, "partly")
    assert "contact" not in sheet.before
    assert sheet.changed == {"contact"}
    answer(first.asked, choice="yes")
    answer(first.asked, "contact", "yes")
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert tallies(closed, "suicide-plan") == {"yes": (1, 0), "partly": (0, 2), "no": (0, 1), "silent": (2, 0)}
    assert tallies(closed, "contact") == {"yes": (1, None), "partly": (0, None), "no": (0, None), "silent": (2, None)}
    moved = next(q for q in queries.results_of(closed).questions if q.question.code == "suicide-plan").texts[0]
    assert moved.moved
    assert (moved.chosen_before.code, moved.chosen.code) == ("partly", "yes")


def test_closing_costs_the_same_with_3_and_with_17_bodies():
    costs = []
    for code, municipalities in (("97", 3), ("96", 17)):
        county = factories.a_county(code, f"Påhittlän {code}", municipalities=municipalities)
        round_ = a_round(factories.a_partnership(county))
        for asked in Asked.objects.filter(round=round_):
            answer_all(asked)
        with CaptureQueriesContext(connection) as caught:
            closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
        costs.append(len(caught))
        assert len(closed.frozen["bodies"]) == municipalities
        for read, most in ((queries.results_of, 2), (queries.board_of, 9)):
            with CaptureQueriesContext(connection) as caught:
                read(closed)
            assert len(caught) <= most, read
    assert costs[0] == costs[1] <= 50


# Words for how many.


@pytest.mark.parametrize(
    ("n", "asked", "words"),
    [
        (0, 10, "ingen kommun"),
        (1, 10, "en kommun"),
        (2, 10, "ett par kommuner"),
        (3, 10, "några kommuner"),
        (5, 10, "flera kommuner"),
        (6, 10, "många kommuner"),
        (7, 10, "de flesta kommuner"),
        (10, 10, "samtliga kommuner"),
        (1, 1, "en kommun"),
        (2, 2, "ett par kommuner"),
        (3, 3, "samtliga kommuner"),
    ],
)
def test_the_word_for_how_many(n, asked, words):
    assert catalogue.quantified(n, asked, "municipality").sv == words


def test_more_never_sounds_like_fewer():
    order = ["ingen", "en", "ett", "några", "flera", "många", "de", "samtliga"]
    for asked in range(1, 60):
        ranks = [order.index(catalogue.quantified(n, asked).sv.split()[0]) for n in range(asked + 1)]
        assert ranks == sorted(ranks), asked


# Letters.


def test_questions_come_once_and_reminders_once_a_day_to_those_who_are_not_done():
    round_ = a_round()
    told = {"by": SYSTEM, "round_id": round_.pk}
    assert actions.queue_letters(sort="remind", **told) == 0
    assert [actions.queue_letters(sort="ask", **told) for _n in range(2)] == [3, 0]
    answer_all(contacts(round_)[0].asked)
    tomorrow = DUE - timedelta(days=5)
    assert [actions.queue_letters(sort="remind", today=tomorrow, **told) for _n in range(2)] == [2, 0]
    assert actions.queue_letters(sort="remind", today=tomorrow + timedelta(days=1), **told) == 2


def test_a_letter_is_claimed_once_and_not_at_all_when_its_link_has_ended():
    round_ = a_round()
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
    first, second, _third = queries.letters_waiting()
    told = actions.claim_letter(by=SYSTEM, letter_id=first)
    assert (told.questions, told.left, told.has_before) == (len(codes()), len(codes()), False)
    assert actions.claim_letter(by=SYSTEM, letter_id=first) is None
    actions.revoke_link(by=SYSTEM, contact_id=contacts(round_)[1].pk)
    assert actions.claim_letter(by=SYSTEM, letter_id=second) is None
    assert len(queries.letters_waiting()) == 1


def test_an_organisation_that_ended_is_not_proposed():
    here = factories.a_partnership()
    unit, newer = factories.a_body(here, "Förr"), factories.a_body(here, "Nu")
    factories.a_person(role=Role.REGION_CONTACT, partnership=here, body=unit)
    actors.succeed_body(by=SYSTEM, partnership=here, predecessor=unit, successor=newer, on=date(2020, 1, 1))
    assert "Förr" not in [c.name for c in queries.candidates(here)]
