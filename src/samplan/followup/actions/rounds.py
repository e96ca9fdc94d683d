"""Opening a round with its questions and those who are asked, and closing it for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from samplan.actors.models import Body, Partnership, Person
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.followup import catalogue, freezing, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.models import Asked, AskedQuestion, Contact, Round
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import Choice, RoundState

OWN = "own"
"""What the codes of a county's own questions begin with."""


@transaction.atomic
def open_round(
    *,
    by: Actor,
    partnership: Partnership,
    kind: str,
    year: int,
    due: date,
    asked: Mapping[int, Sequence[str]],
    questions: Sequence[str],
    own_questions: Sequence[str] = (),
    at: datetime | None = None,
) -> Round:
    """Open a round. asked: the addresses of each body, by its id. questions: codes of the kind's own.

    own_questions: the county's, in words, answered by yes, partly or no; the same words are the same question in
    another year. at: when it was opened, for a round of the past. Raises NotAllowed, and NotTaken with nothing made.
    """
    rules.check_can_follow_up(by, partnership)
    found = catalogue.kind(kind)
    if found is None:
        raise _no(sv="Det slaget av uppföljning finns inte.", en="There is no such kind of follow-up.")
    if Round.objects.filter(partnership=partnership, kind=kind, year=year).exists():
        raise _no(
            sv=f"Det finns redan en uppföljning av det slaget för {year}.", en=f"There is one of that kind for {year}."
        )
    round_ = Round.objects.create(
        partnership=partnership, kind=kind, year=year, due=due, opened_at=at or timezone.now()
    )
    made = _questions(round_, [q for q in found.questions if q.code in set(questions)], own_questions)
    if not made:
        raise _no(sv="Välj minst en fråga.", en="Choose at least one question.")
    AskedQuestion.objects.bulk_create(made)
    _ask(round_, asked)
    leave_event(by, round_, "open_round", {"kind": kind, "year": year, "asked": len(asked), "questions": len(made)})
    return round_


def _no(*, sv: str, en: str) -> NotTaken:
    return NotTaken(Sentences(sv=f"{sv} Inget har sparats.", en=f"{en} Nothing was saved."))


def _choices(answer: str) -> list[dict[str, Any]]:
    return [asdict(Choice(c.code, c.sv, c.en, c.mark)) for c in catalogue.rounds().answers[answer]]


def _questions(round_: Round, entries: Iterable[catalogue.QuestionEntry], own: Sequence[str]) -> list[AskedQuestion]:
    """The questions as rows, in order; the county's own come last and each once."""
    told: list[tuple[str, int, str, dict[str, Any]]] = [
        (e.code, e.version, e.answer, {n: getattr(e, n).model_dump() for n in ("part", "short", "text", "help")})
        for e in entries
    ]
    for text in dict.fromkeys(t.strip() for t in own if t.strip()):
        code = f"{OWN}-{hashlib.sha256(text.casefold().encode()).hexdigest()[:12]}"
        told.append((code, 1, "yes_partly_no", own_wording(text)))
    return [
        AskedQuestion(round=round_, number=n, code=code, version=version, wording=words, choices=_choices(answer))
        for n, (code, version, answer, words) in enumerate(told, start=1)
    ]


def own_wording(text: str) -> dict[str, dict[str, str]]:
    """A county's own question, the same in both languages; its short name is its first words."""
    short = text if len(text) <= 40 else text[:40].rsplit(" ", 1)[0] + " …"
    part = {"sv": "Länets egna frågor", "en": "The county's own questions"}
    return {"part": part, "short": _both(short), "text": _both(text), "help": _both("")}


def _both(text: str) -> dict[str, str]:
    return {"sv": text, "en": text}


def _ask(round_: Round, asked: Mapping[int, Sequence[str]]) -> None:
    """Those who are asked, each with at least one address. Five queries however many they are."""
    bodies = Body.objects.filter(county_id=round_.partnership.county_id).in_bulk(list(asked))
    if not asked or len(bodies) != len(asked):
        raise _no(sv="Välj minst en av länets organisationer.", en="Choose at least one of the county's bodies.")
    addresses = {body: list(dict.fromkeys(e.strip().lower() for e in emails)) for body, emails in asked.items()}
    for body, emails in addresses.items():
        check_emails(bodies[body].name, emails)
    people = Person.objects.filter(email__in=[e for emails in addresses.values() for e in emails])
    languages = dict(people.values_list("email", "language"))
    Asked.objects.bulk_create(Asked(round=round_, body_id=body) for body in addresses)
    rows = dict(Asked.objects.filter(round=round_).values_list("body_id", "pk"))
    Contact.objects.bulk_create(
        new_contact(rows[body], email, round_.due, languages.get(email, "sv"))
        for body, emails in addresses.items()
        for email in emails
    )


def new_contact(asked_id: int, email: str, due: date, language: str = "sv") -> Contact:
    """A contact with a fresh link, not yet kept."""
    until = due + timedelta(days=catalogue.rounds().days_after_due)
    return Contact(asked_id=asked_id, email=email, language=language, key=new_key(), until=until)


def new_key() -> str:
    """What a link must name; nobody can guess it."""
    return get_random_string(24)


def check_emails(body: str, emails: Sequence[str]) -> None:
    """Raises NotTaken for none, or for one that is no address."""
    if not emails:
        raise _no(sv=f"Skriv en e-postadress för {body}, eller bocka ur.", en=f"Write an address for {body}.")
    for email in emails:
        try:
            validate_email(email)
        except ValidationError as error:
            raise _no(sv=f"”{email}” är ingen e-postadress.", en=f"“{email}” is no e-mail address.") from error


@transaction.atomic
def close_round(*, by: Actor, round_id: int, at: datetime | None = None) -> Round:
    """Close a round: no more answers, and all of it frozen within the row. A handful of queries, whatever its size.

    at: when it was closed, for a round of the past. Raises NotAllowed, and RoundIsClosed for one that is.
    """
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    round_.state = Round.objects.select_for_update(no_key=True).get(pk=round_id).state
    rules.check_open(round_)
    # Whoever saves an answer holds its body: all are waited for, and whoever comes later finds the round closed.
    list(Asked.objects.select_for_update(no_key=True).filter(round=round_).values_list("pk"))
    round_.frozen = freezing.freeze(round_)
    round_.state, round_.closed_at = RoundState.CLOSED, at or timezone.now()
    round_.save(update_fields=["frozen", "state", "closed_at"])
    leave_event(by, round_, "close_round", {"bodies": len(round_.frozen["bodies"])})
    return round_
