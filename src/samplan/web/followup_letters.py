"""Letters of follow-up rounds: the questions, reminders and new links, each with the link that opens the answers."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.shapes import ConfirmationToSend, ContactPart, LetterSort, LetterToSend
from samplan.web.mailing import NoMailServer, absolute

SALT = "samplan.followup.answer"
BOUNCE = "samplan.followup.letter"
_MESSAGE = re.compile(r"<samplan\.(\d+)\.([\w-]+)@[^<>\s]*>")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Posted:
    """Ids of the letters that went, and of those that the mail server did not take."""

    done: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def token_of(contact_id: int, key: str) -> str:
    """What a contact's link carries; a new key makes it another, and the old one opens nothing.

    The day on which it ends is kept beside the contact, so that a round's last day can be moved.
    """
    return signing.Signer(salt=SALT).sign_object([contact_id, key])


def contact_of(token: str, find: Callable[[int, str], Any | None] = queries.contact_by) -> Any | None:
    """Whose link it is; None when it was not made here, is cut, has grown old or was revoked."""
    try:
        contact_id, key = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return find(int(contact_id), str(key))


def answer_address(token: str) -> str:
    """The link's whole address, in the language that is active."""
    return absolute(reverse("answers", args=[token]))


def minutes(questions: int) -> int:
    """About how long so many questions take."""
    return -(-questions * catalogue.rounds().seconds // 60)


def _subject(told: LetterToSend) -> str:
    words = {"year": told.year, "body": told.body}
    return {
        LetterSort.ASK: _("Uppföljningen %(year)s: frågor till %(body)s"),
        LetterSort.REMIND: _("Påminnelse: uppföljningen %(year)s, %(body)s"),
        LetterSort.LINK: _("Ny länk till uppföljningen %(year)s, %(body)s"),
        LetterSort.COLLEAGUE: _("Några frågor i uppföljningen %(year)s, %(body)s"),
        LetterSort.HEAD: _("%(body)s har inte svarat i uppföljningen %(year)s"),
        LetterSort.NAMES: _("Får %(body)s nämnas i uppföljningen %(year)s?"),
        LetterSort.THANKS: _("Tack för svaren i uppföljningen %(year)s, %(body)s"),
    }[told.sort] % words


def letter_of(told: LetterToSend) -> EmailMultiAlternatives:
    """The letter in the contact's language, as text and as HTML. A head's has no link."""
    with translation.override(told.language):
        link = "" if told.part is ContactPart.HEAD else _link(told)
        context = {"letter": told, "link": link, "minutes": minutes(told.left), "language": told.language}
        return _letter("round", _subject(told), context, told.email, message_id(told.id))


def _link(told: LetterToSend) -> str:
    """Where the letter leads: to the questions, or to the statements with which the body's name waits."""
    token = token_of(told.contact_id, told.key)
    if told.sort is LetterSort.NAMES:
        return absolute(reverse("answers_statements", args=[token]))
    return answer_address(token)


def confirmation_letter(told: ConfirmationToSend) -> EmailMultiAlternatives:
    """The letter that asks a contact person whether they still are."""
    with translation.override(told.language):
        link = absolute(reverse("confirm_contact", args=[told.key]))
        context = {"letter": told, "link": link, "language": told.language}
        return _letter("contact", _("Är du kontaktperson för %(body)s?") % {"body": told.body}, context, told.email)


def _letter(template: str, subject: str, context: dict[str, Any], email: str, mark: str = "") -> EmailMultiAlternatives:
    headers = {"Auto-Submitted": "auto-generated", **({"Message-ID": mark} if mark else {})}
    text = render_to_string(f"workspace/letters/{template}.txt", context)
    letter = EmailMultiAlternatives(subject, text, to=[email], headers=headers)
    letter.attach_alternative(render_to_string(f"workspace/letters/{template}.html", context), "text/html")
    return letter


def message_id(letter_id: int) -> str:
    """A letter's Message-ID, by which it is known again when it comes back (`letter_in`)."""
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    return f"<samplan.{signing.Signer(salt=BOUNCE).sign(letter_id).replace(':', '.')}@{host}>"


def letter_in(message: str) -> int | None:
    """Which letter a Message-ID names; None when it was not made here."""
    told = _MESSAGE.search(message)
    if told is None:
        return None
    try:
        return int(signing.Signer(salt=BOUNCE).unsign(f"{told[1]}:{told[2]}"))
    except signing.BadSignature:
        return None


def climb_ladders() -> int:
    """Put the reminders of the day in the queue: of all open rounds, and of names that wait. How many are new."""
    of_names = sum(actions.remind_of_names(by=SYSTEM, round_id=pk) for pk in queries.rounds_asking_names())
    return of_names + sum(actions.climb_ladder(by=SYSTEM, round_id=pk) for pk in queries.rounds_open())


@dataclass(frozen=True, slots=True)
class _Outbox:
    """One sort of letters that wait: which, how one is claimed and written, and how it is noted."""

    waiting: Callable[[], list[int]]
    letter: Callable[[int], EmailMultiAlternatives | None]
    note: Callable[[int, bool], object]


def _of_rounds() -> _Outbox:
    def letter(pk: int) -> EmailMultiAlternatives | None:
        told = actions.claim_letter(by=SYSTEM, letter_id=pk)
        return letter_of(told) if told is not None else None

    return _Outbox(
        queries.letters_waiting, letter, lambda pk, sent: actions.note_letter(by=SYSTEM, letter_id=pk, sent=sent)
    )


def _to_contacts() -> _Outbox:
    def letter(pk: int) -> EmailMultiAlternatives | None:
        told = actions.claim_confirmation(by=SYSTEM, confirmation_id=pk)
        return confirmation_letter(told) if told is not None else None

    return _Outbox(
        queries.confirmations_waiting,
        letter,
        lambda pk, sent: actions.note_confirmation(by=SYSTEM, confirmation_id=pk, sent=sent),
    )


def send_waiting() -> Posted:
    """Send the letters that nobody has claimed, each claim kept before its letter goes.

    Not to be called within a transaction. Raises NoMailServer before anything is claimed.
    """
    posted = Posted()
    outboxes = [(box, box.waiting()) for box in (_of_rounds(), _to_contacts())]
    if not any(waiting for _box, waiting in outboxes):
        return posted
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise NoMailServer(str(error)) from error
    for box, waiting in outboxes:
        for pk in waiting:
            _send(box, pk, connection, posted)
    connection.close()
    return posted


def _send(box: _Outbox, pk: int, connection: Any, posted: Posted) -> None:
    letter = box.letter(pk)
    if letter is None:
        return
    letter.connection = connection
    try:
        letter.send()
    except (SMTPException, OSError):
        log.exception("letter %s", pk)
        posted.failed.append(pk)
        connection.close()
        box.note(pk, False)
    else:
        posted.done.append(pk)
        box.note(pk, True)


def send_all() -> Posted:
    """The reminders of the day, and all that waits. Raises NoMailServer before anything is claimed."""
    climb_ladders()
    return send_waiting()


@task()
def send_letters() -> int:
    """Send what waits when the worker has time; how many went. What could not go waits for the next try."""
    try:
        return len(send_waiting().done)
    except NoMailServer as error:
        log.warning("no mail server: %s", error)
        return 0
