"""Asking: reminders that go by themselves, heads, thanks, addresses that nobody has, contacts confirmed, colleagues."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import factories
from tests.followup.worlds import DUE, a_round, answer, answer_all, codes, contacts

from samplan.actors.models import Body, Membership, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.bounces import bounced_in
from samplan.followup.models import Answer, Asked, BadAddress, Confirmation, Contact, Letter, Round
from samplan.followup.rules import NotTaken, RoundIsClosed
from samplan.followup.shapes import LetterSort

pytestmark = pytest.mark.django_db
FIRST = DUE - timedelta(days=20)


def a_sent_round(**more) -> Round:
    """A round whose questions went to all three municipalities twenty days before the last day."""
    round_ = a_round(**more)
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask", today=FIRST)
    Letter.objects.update(claimed_at=timezone.now(), sent_at=timezone.now())
    return round_


def climb(round_: Round, days: int) -> int:
    """The ladder on the day that lies so many days after the last one."""
    return actions.climb_ladder(by=SYSTEM, round_id=round_.pk, today=DUE + timedelta(days=days))


def letters(sort: str) -> list[str]:
    """Where letters of a sort go."""
    return list(Letter.objects.filter(sort=sort).order_by("pk").values_list("contact__email", flat=True))


# The ladder.


def test_each_step_reminds_once_and_only_those_who_are_not_done():
    round_ = a_sent_round()
    answer_all(contacts(round_)[0].asked)
    assert [climb(round_, n) for n in (-8, -7, -7, -6, -2, -1, 0, 2, 3, 4)] == [0, 2, 0, 0, 0, 2, 0, 0, 2, 0]
    assert set(letters("remind")) == {"kommun2@exempel.example", "kommun3@exempel.example"}


def test_of_steps_that_were_missed_only_the_last_one_goes():
    round_ = a_sent_round()
    assert climb(round_, 5) == 3
    assert climb(round_, 6) == 0


def test_no_step_from_before_somebody_got_the_questions():
    round_ = a_round()
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask", today=DUE - timedelta(days=5))
    assert climb(round_, -4) == 0
    assert climb(round_, -1) == 3


def test_a_later_last_day_moves_the_ladder():
    round_ = a_sent_round()
    assert climb(round_, -7) == 3
    actions.prolong_round(by=SYSTEM, round_id=round_.pk, due=DUE + timedelta(days=10))
    assert climb(round_, -1) == 0
    assert climb(round_, 3) == 3


def test_the_head_is_told_once_when_the_last_reminder_has_not_helped():
    round_ = a_sent_round(head=(None, "chef@exempel.example"))
    first, second, _third = round_.asked.order_by("pk")
    answer(first)
    actions.name_head(by=SYSTEM, asked_id=second.pk, body_id=second.body_id, email="")
    assert climb(round_, 3) == 3
    assert climb(round_, 7) == 1
    assert letters("head") == ["chef@exempel.example"]
    assert climb(round_, 8) == 0
    letter = Letter.objects.get(sort=LetterSort.HEAD)
    told = actions.claim_letter(by=SYSTEM, letter_id=letter.pk)
    assert told.others == ("kommun3@exempel.example",)
    head = Contact.objects.get(part="head")
    assert queries.contact_by(head.pk, head.key) is None
    actions.note_letter(by=SYSTEM, letter_id=letter.pk, sent=True)
    assert [r.head_told is not None for r in queries.board_of(round_).rows] == [False, False, True]
    with pytest.raises(NotAllowed):
        actions.save_answer(by=head, asked_id=head.asked_id, code="contact", choice="yes")


def test_thanks_go_once_to_those_who_were_written_to():
    round_ = a_sent_round()
    mine, other, _third = contacts(round_)
    for _n in range(2):
        actions.finish_answers(by=mine, asked_id=mine.asked_id)
    Letter.objects.filter(contact=other).update(sent_at=None)
    actions.finish_answers(by=other, asked_id=other.asked_id)
    assert letters("thanks") == [mine.email]


def test_a_reminder_that_waited_while_somebody_finished_does_not_go():
    round_ = a_sent_round()
    climb(round_, -1)
    waiting = Letter.objects.get(sort="remind", contact=contacts(round_)[0])
    actions.finish_answers(by=SYSTEM, asked_id=waiting.contact.asked_id)
    assert actions.claim_letter(by=SYSTEM, letter_id=waiting.pk) is None


# Addresses that nobody has.

DSN = """\
From: MAILER-DAEMON@exempel.example
To: samplan@localhost
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I'm sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.exempel.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} nobody here

--x
Content-Type: text/rfc822-headers

Message-ID: {mark}
To: {to}

--x--
"""


def dsn(to: str = "kommun1@exempel.example", action="failed", status="5.1.1", mark="<a@b>") -> bytes:
    """A delivery status notification as RFC 3464 writes it."""
    return DSN.format(to=to, action=action, status=status, mark=mark).replace("\n", "\r\n").encode()


def test_a_notification_tells_the_address_the_status_and_the_letter():
    (one,) = bounced_in(dsn(to="Kommun1@Exempel.example"))
    assert (one.email, one.status, one.letter) == ("kommun1@exempel.example", "5.1.1", "<a@b>")
    assert one.said == "550 5.1.1 nobody here"


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: hej\r\n\r\nIngen finns",
        dsn(action="delayed"),
        dsn(status="4.2.2"),
        dsn(action="relayed", status="2.0.0"),
        dsn(to="ingen adress"),
        dsn()[:300],
    ],
)
def test_what_is_no_failure_for_good_tells_nothing(mail):
    assert bounced_in(mail) == []


def test_a_bad_address_gets_nothing_more_until_somebody_changes_it():
    round_ = a_sent_round()
    first = Letter.objects.order_by("pk").first()
    noted = actions.record_bounce(
        by=SYSTEM, email="KOMMUN1@exempel.example", status="5.1.1", said="x", letter_id=first.pk
    )
    assert noted.letter == first
    board = queries.board_of(round_)
    assert [r.bad for r in board.rows] == [("kommun1@exempel.example",), (), ()]
    assert climb(round_, -1) == 2
    assert actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="remind", today=DUE + timedelta(days=1)) == 2
    fresh = actions.renew_link(by=SYSTEM, asked_id=first.contact.asked_id, email=first.contact.email)
    waiting = Letter.objects.get(contact=fresh, sort="link")
    assert actions.claim_letter(by=SYSTEM, letter_id=waiting.pk) is None
    actions.renew_link(by=SYSTEM, asked_id=first.contact.asked_id, email="ny@exempel.example")
    newer = Letter.objects.get(contact__email="ny@exempel.example")
    assert actions.claim_letter(by=SYSTEM, letter_id=newer.pk) is not None
    assert actions.trust_address(by=SYSTEM, partnership=round_.partnership, email="kommun1@exempel.example")
    assert queries.board_of(round_).rows[0].bad == ()


def test_nobody_is_marked_for_a_letter_that_we_never_sent():
    a_round()
    told = {"by": SYSTEM, "email": "kommun1@exempel.example", "status": "5.1.1", "said": ""}
    assert actions.record_bounce(**told) is None
    assert actions.record_bounce(**told, letter_id=99999) is None
    assert not BadAddress.objects.exists()


def test_a_letter_that_was_forwarded_marks_the_address_that_it_went_to():
    a_sent_round()
    letter = Letter.objects.order_by("pk").last()
    actions.record_bounce(by=SYSTEM, email="nagon@annan.example", status="5.1.1", said="", letter_id=letter.pk)
    assert BadAddress.objects.get().email == letter.contact.email


# Contact persons, once a year.


def a_register():
    """A county with one contact person whose role has no first day, and one named this spring."""
    here = factories.a_partnership()
    first, second, _third = Body.objects.filter(county=here.county, kind="municipality").order_by("code")
    told = {"partnership": here, "role": Role.MUNICIPAL_CONTACT}
    old = factories.a_person("Länge", email="lange@exempel.example", body=first, **told)
    new = factories.a_person("Nyss", email="nyss@exempel.example", body=second, **told)
    new.memberships.update(valid_from=timezone.localdate() - timedelta(days=30))
    return here, old.memberships.get(), new.memberships.get()


def test_whoever_has_not_been_confirmed_for_a_year_is_asked_and_answers_by_link():
    here, old, _new = a_register()
    told = queries.register_of(here)
    assert {r.email: r.late for r in told.rows} == {"lange@exempel.example": True, "nyss@exempel.example": False}
    assert len(told.without) == 2  # the region and the third municipality
    assert actions.ask_contacts(by=SYSTEM, partnership=here) == 1
    assert actions.ask_contacts(by=SYSTEM, partnership=here) == 0
    (waiting,) = queries.confirmations_waiting()
    letter = actions.claim_confirmation(by=SYSTEM, confirmation_id=waiting)
    assert actions.claim_confirmation(by=SYSTEM, confirmation_id=waiting) is None
    row = queries.confirmation_by(letter.key)
    actions.confirm_contact(by=row, membership_id=row.membership_id, still="yes")
    assert queries.register_of(here).late == ()
    later = timezone.localdate() + timedelta(days=366)
    assert [r.membership_id for r in queries.register_of(here, later).rows if r.late].count(old.pk) == 1


def test_whoever_says_no_keeps_the_role_until_somebody_changes_it_and_is_asked_no_more():
    here, old, new = a_register()
    actions.ask_contacts(by=SYSTEM, partnership=here)
    row = Confirmation.objects.get()
    with pytest.raises(NotAllowed):
        actions.confirm_contact(by=row, membership_id=new.pk, still="yes")
    with pytest.raises(NotTaken):
        actions.confirm_contact(by=row, membership_id=old.pk, still="kanske")
    actions.confirm_contact(by=row, membership_id=old.pk, still="no", words="Fråga socialchefen.")
    told = next(r for r in queries.register_of(here).rows if r.membership_id == old.pk)
    assert (told.said_no, told.words, told.late) == (True, "Fråga socialchefen.", False)
    assert Membership.objects.get(pk=old.pk).valid_to is None
    Membership.objects.filter(pk=old.pk).update(valid_to=date(2020, 1, 1))
    assert queries.confirmation_by(row.key) is None


def test_the_register_costs_the_same_with_2_and_with_17(django_assert_num_queries):
    for n, code in ((2, "97"), (17, "96")):
        here = factories.a_partnership(factories.a_county(code, f"Påhittlän {code}", municipalities=n))
        for body in Body.objects.filter(county=here.county, kind="municipality"):
            factories.a_person(partnership=here, role=Role.MUNICIPAL_CONTACT, body=body)
        actions.ask_contacts(by=SYSTEM, partnership=here)
        with django_assert_num_queries(4):
            assert len(queries.register_of(here).rows) == n


def test_a_body_without_a_contact_person_may_have_the_address_of_a_function():
    here = factories.a_partnership()
    Body.objects.filter(county=here.county, kind="region").update(contact="regionen@exempel.example")
    assert ("regionen@exempel.example",) in [c.emails for c in queries.candidates(here)]


# A colleague.


def test_a_colleague_reaches_the_questions_that_they_were_given_and_nothing_else():
    round_ = a_round()
    mine, others, _third = contacts(round_)
    answer(mine.asked, "contact", "yes", "Hemligt för kollegan.")
    colleague = actions.share_questions(
        by=mine, contact_id=mine.pk, codes=["suicide-plan", "first-aid"], email="Kollega@exempel.example"
    )
    sheet = queries.sheet_for(queries.contact_by(colleague.pk, colleague.key))
    assert ([q.code for q in sheet.questions], sheet.answers, sheet.partial) == (
        ["suicide-plan", "first-aid"],
        {},
        True,
    )
    actions.save_answer(by=colleague, asked_id=mine.asked_id, code="suicide-plan", choice="no")
    for attempt in (
        lambda: actions.save_answer(by=colleague, asked_id=mine.asked_id, code="contact", choice="no"),
        lambda: actions.save_answer(by=colleague, asked_id=others.asked_id, code="first-aid", choice="no"),
        lambda: actions.finish_answers(by=colleague, asked_id=mine.asked_id),
        lambda: actions.share_questions(
            by=colleague, contact_id=colleague.pk, codes=codes(), email="x@exempel.example"
        ),
        lambda: actions.share_questions(by=others, contact_id=mine.pk, codes=codes(), email="x@exempel.example"),
        lambda: actions.take_back_questions(by=others, contact_id=others.pk, colleague_id=colleague.pk),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    seen = queries.sheet_for(queries.contact_by(mine.pk, mine.key)).colleagues
    assert [(c.email, c.questions, c.answered, c.ended) for c in seen] == [
        ("kollega@exempel.example", (3, 4), 1, False)
    ]
    actions.take_back_questions(by=mine, contact_id=mine.pk, colleague_id=colleague.pk)
    assert queries.contact_by(colleague.pk, colleague.key) is None
    assert Answer.objects.get(question__code="suicide-plan").choice == "no"
    assert queries.sheet_for(mine).colleagues[0].ended


def test_a_colleague_taken_back_and_asked_anew_reaches_only_the_new_questions():
    mine = contacts(a_round())[0]
    told = {"by": mine, "contact_id": mine.pk, "email": "kollega@exempel.example"}
    first = actions.share_questions(**told, codes=["contact"])
    more = actions.share_questions(**told, codes=["first-aid"])
    assert (more.pk, more.codes) == (first.pk, ["contact", "first-aid"])
    actions.take_back_questions(by=mine, contact_id=mine.pk, colleague_id=first.pk)
    again = actions.share_questions(**told, codes=["bereaved"])
    assert again.codes == ["bereaved"]
    assert queries.contact_by(first.pk, first.key) is None


@pytest.mark.parametrize(
    "wrong", [{"codes": []}, {"codes": ["x"]}, {"email": "ingen"}, {"email": "kommun1@exempel.example"}]
)
def test_what_cannot_be_shared_is_told_of(wrong):
    mine = contacts(a_round())[0]
    told = {"codes": ["contact"], "email": "kollega@exempel.example", **wrong}
    with pytest.raises(NotTaken, match="Nothing was"):
        actions.share_questions(by=mine, contact_id=mine.pk, **told)
    assert not Contact.objects.filter(part="colleague").exists()


def test_somebody_who_is_signed_in_answers_for_their_own_body_alone():
    round_ = a_round()
    first, second, _third = Asked.objects.filter(round=round_).order_by("pk")
    person = factories.a_person(partnership=round_.partnership, role=Role.MUNICIPAL_CONTACT, body=first.body)
    mine = actions.take_own_link(by=person, asked_id=first.pk)
    assert (mine.email, mine.asked_id) == (person.email, first.pk)
    assert actions.take_own_link(by=person, asked_id=first.pk).pk == mine.pk
    with pytest.raises(NotAllowed):
        actions.take_own_link(by=person, asked_id=second.pk)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    with pytest.raises(RoundIsClosed):
        actions.take_own_link(by=person, asked_id=first.pk)
