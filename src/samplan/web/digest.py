"""The letter about what waits for somebody: the tasks of their page by title, in their language, and the way out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from samplan.actors import actions, queries
from samplan.actors.shapes import SYSTEM
from samplan.plans.queries import answers_untold
from samplan.web.mailing import absolute, check_mail_server, headers_of, stop_address
from samplan.web.workspace.answer_letters import tell
from samplan.web.workspace.task_order import Task
from samplan.web.workspace.tasks import lacks_of, tasks_of

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    """Ids of the people whose letters went, and of those whose did not."""

    done: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """Tasks of one sort about one thing, as one line. due: the earliest day. number: how many."""

    title: str
    plan: str
    why: str
    due: date | None
    number: int
    address: str


def period_of(digest: str, day: date) -> str:
    """The period that a day lies in: "2026-W48" for weekly letters, else the day."""
    if digest == "weekly":
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()


def lines_of(tasks: Sequence[Task]) -> list[Line]:
    """Tasks with the same title and reason as one line, at the place of the first. No words of the plan's items."""
    together: dict[tuple[str, str, str], list[Task]] = {}
    for task in tasks:
        together.setdefault((task.title, task.plan, task.why), []).append(task)
    page = reverse("workspace:tasks")
    return [
        Line(title, plan, why, some[0].due, len(some), absolute(some[0].url if len(some) == 1 else page))
        for (title, plan, why), some in together.items()
    ]


def letter_for(person: Any, today: date) -> EmailMultiAlternatives | None:
    """The letter of a day in the person's language; None when nothing waits."""
    with translation.override(person.language):
        tasks = [*tasks_of(person, today=today), *lacks_of(person, today=today)]
        if not tasks:
            return None
        stop = stop_address(person)
        told = {
            "lines": lines_of(tasks),
            "name": person.get_short_name(),
            "page": absolute(reverse("workspace:tasks")),
            "own": absolute(reverse("workspace:own_page")),
            "stop": stop,
            "language": person.language,
        }
        n = len(tasks)
        subject = ngettext("%(n)s sak väntar på dig i Samplan", "%(n)s saker väntar på dig i Samplan", n) % {"n": n}
        letter = EmailMultiAlternatives(
            subject,
            render_to_string("workspace/letters/digest.txt", told),
            to=[person.email],
            headers=headers_of(stop),
        )
        letter.attach_alternative(render_to_string("workspace/letters/digest.html", told), "text/html")
        return letter


def send_due(*, today: date | None = None) -> Sent:
    """Send the letters of today's periods that nobody has claimed, and those about answers that found no mail server.

    Each claim is kept before its letter goes.

    Not to be called within a transaction. Raises NoMailServer before anything is claimed.
    """
    day = today or timezone.localdate()
    check_mail_server()
    sent = Sent()
    # Letters about answers go at once; those that found no mail server then go with these.
    for ask_id, person_id in answers_untold(day):
        if tell(ask_id):
            sent.done.append(person_id)
    people = queries.people_with_digest()
    taken = queries.digests_claimed({period_of(p.digest, day) for p in people})
    for person in people:
        period = period_of(person.digest, day)
        letter = letter_for(person, day) if (person.pk, period) not in taken else None
        claim = actions.claim_digest(by=SYSTEM, person=person, period=period) if letter else None
        if letter is None or claim is None:
            continue
        try:
            letter.send()
        except (SMTPException, OSError):
            log.exception("digest to person %s", person.pk)
            sent.failed.append(person.pk)
        else:
            actions.note_digest_sent(by=SYSTEM, letter=claim)
            sent.done.append(person.pk)
    return sent
