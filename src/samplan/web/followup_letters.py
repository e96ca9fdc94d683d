"""Letters of follow-up rounds: the questions, reminders and new links, each with the link that opens the answers."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from smtplib import SMTPException
from typing import Any

from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.shapes import LetterSort, LetterToSend
from samplan.web.mailing import NoMailServer, absolute

SALT = "samplan.followup.answer"
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


def contact_of(token: str) -> Any | None:
    """Whose link it is; None when it was not made here, is cut, has grown old or was revoked."""
    try:
        contact_id, key = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return queries.contact_by(int(contact_id), str(key))


def answer_address(token: str) -> str:
    """The link's whole address, in the language that is active."""
    return absolute(reverse("answers", args=[token]))


def minutes(questions: int) -> int:
    """About how long so many questions take."""
    return -(-questions * catalogue.rounds().seconds // 60)


def _subject(told: LetterToSend) -> str:
    words = {"year": told.year, "body": told.body}
    if told.sort is LetterSort.REMIND:
        return _("Påminnelse: uppföljningen %(year)s, %(body)s") % words
    if told.sort is LetterSort.LINK:
        return _("Ny länk till uppföljningen %(year)s, %(body)s") % words
    return _("Uppföljningen %(year)s: frågor till %(body)s") % words


def letter_of(told: LetterToSend) -> EmailMultiAlternatives:
    """The letter in the contact's language, as text and as HTML."""
    with translation.override(told.language):
        context = {
            "letter": told,
            "link": answer_address(token_of(told.contact_id, told.key)),
            "minutes": minutes(told.left),
            "language": told.language,
        }
        letter = EmailMultiAlternatives(
            _subject(told),
            render_to_string("workspace/letters/round.txt", context),
            to=[told.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        letter.attach_alternative(render_to_string("workspace/letters/round.html", context), "text/html")
        return letter


def send_waiting() -> Posted:
    """Send the letters that nobody has claimed, each claim kept before its letter goes.

    Not to be called within a transaction. Raises NoMailServer before anything is claimed.
    """
    posted = Posted()
    waiting = queries.letters_waiting()
    if not waiting:
        return posted
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise NoMailServer(str(error)) from error
    for letter_id in waiting:
        told = actions.claim_letter(by=SYSTEM, letter_id=letter_id)
        if told is None:
            continue
        letter = letter_of(told)
        letter.connection = connection
        try:
            letter.send()
        except (SMTPException, OSError):
            log.exception("letter %s", letter_id)
            posted.failed.append(letter_id)
            connection.close()
        else:
            posted.done.append(letter_id)
        actions.note_letter(by=SYSTEM, letter_id=letter_id, sent=letter_id in posted.done)
    connection.close()
    return posted


@task()
def send_letters() -> int:
    """Send what waits when the worker has time; how many went. What could not go waits for the next try."""
    try:
        return len(send_waiting().done)
    except NoMailServer as error:
        log.warning("no mail server: %s", error)
        return 0
