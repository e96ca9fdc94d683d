"""The letter that goes at once when somebody's question is answered: to those who want it, and at most once."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.names import ASK_ANSWER_NAMES
from samplan.plans.shapes.ownership import AskAnswer, AskTold, Owned
from samplan.web.mailing import absolute, check_mail_server, headers_of, stop_address
from samplan.web.swedish import said

log = logging.getLogger(__name__)


def letter_about(person: Any, row: Owned, ask: AskTold) -> EmailMultiAlternatives:
    """The letter in the person's language, as text and as HTML: who answered what about which area.

    Never an item's own words.
    """
    with translation.override(person.language):
        stop = stop_address(person)
        told = {
            "name": person.get_short_name(),
            "who": row.name,
            "area": row.area,
            "plan": row.plan,
            "said": said(ASK_ANSWER_NAMES[AskAnswer(ask.answer)]),
            "address": absolute(reverse("workspace:answer", args=[ask.id])),
            "own": absolute(reverse("workspace:own_page")),
            "stop": stop,
            "language": person.language,
        }
        letter = EmailMultiAlternatives(
            _("Din fråga i Samplan har fått svar"),
            render_to_string("workspace/letters/answered.txt", told),
            to=[person.email],
            headers=headers_of(stop),
        )
        letter.attach_alternative(render_to_string("workspace/letters/answered.html", told), "text/html")
        return letter


@task()
def tell_asker(ask_id: int) -> bool:
    """Tell who asked, when the worker has time; see `tell`. Without a mail server `samplan digest` tries again."""
    return tell(ask_id)


def tell(ask_id: int) -> bool:
    """Tell who asked that there is an answer. True: the mail server took the letter.

    Nothing goes to those who did not choose it, chose no letters, or no longer work in the county. The letter is
    claimed before it goes: one that fails midway is not tried again, and the answer still waits among their tasks.
    Raises NoMailServer before anything is claimed.
    """
    found = queries.answer_to_tell(ask_id)
    if found is None:
        return False
    person, row, ask = found
    letter = letter_about(person, row, ask)
    check_mail_server()
    notice = actions.claim_notice(by=SYSTEM, ask_id=ask_id)
    if notice is None:
        return False
    try:
        letter.send()
    except (SMTPException, OSError):
        log.exception("notice of answer %s", ask_id)
        return False
    actions.note_notice_sent(by=SYSTEM, notice=notice)
    return True
