"""Letters that ask bodies whether their names may stand with statements, once for each statement, and one reminder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.followup import catalogue, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.actions.rounds import until_of
from samplan.followup.models import BadAddress, Contact, Letter, Round
from samplan.followup.queries.named import names_told, names_waiting
from samplan.followup.shapes import ContactPart, LetterSort


@transaction.atomic
def ask_for_names(*, by: Actor, round_id: int, today: date | None = None) -> int:
    """Put a letter in the queue to each body whose name waits for its yes or no with statements it was not told of.

    One letter for all of them, to each of its addresses that works; links that are not ended hold again for as long as
    after a last day. Ten queries at most. Returns how many letters are new. Raises NotAllowed, and NotTaken while the
    round is open.
    """
    round_ = _closed(by, round_id)
    waiting = names_waiting(round_)
    told = names_told(round_)
    new = {asked: fresh for asked, some in waiting.items() if (fresh := some - told.get(asked, set()))}
    return _queue(by, round_, new, today or timezone.localdate(), None)


@transaction.atomic
def remind_of_names(*, by: Actor, round_id: int, today: date | None = None) -> int:
    """Put one reminder in the queue to each body that has said nothing so many days after the letter. How many are new.

    Of each statement a body is reminded once. Ten queries at most. Raises NotAllowed, and NotTaken for an open round.
    """
    round_ = _closed(by, round_id)
    day = today or timezone.localdate()
    first = day - timedelta(days=catalogue.rounds().names_remind)
    asked: dict[int, set[int]] = {}
    reminded: dict[int, set[int]] = {}
    rows = _letters(round_).filter(sent_at__isnull=False) | _letters(round_).filter(step__isnull=False)
    for body, statements, on, step in rows.values_list("contact__asked", "statements", "on", "step"):
        if step is not None:
            reminded.setdefault(body, set()).update(statements)
        elif on <= first:
            asked.setdefault(body, set()).update(statements)
    waiting = names_waiting(round_) if asked else {}
    late = {
        body: left
        for body, some in asked.items()
        if (left := (some & waiting.get(body, frozenset())) - reminded.get(body, set()))
    }
    return _queue(by, round_, late, day, day)


def _closed(by: Actor, round_id: int) -> Round:
    round_ = Round.objects.select_related("partnership").defer("frozen").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    rules.check_closed(round_)
    # Two who press the button at once are taken one after the other, so that nobody is told twice.
    Round.objects.select_for_update(no_key=True).only("pk").get(pk=round_id)
    return round_


def _letters(round_: Round) -> QuerySet[Letter]:
    return Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.NAMES)


def _queue(by: Actor, round_: Round, statements: Mapping[int, Collection[int]], day: date, step: date | None) -> int:
    if not statements:
        return 0
    bad = BadAddress.objects.values("email")
    found = Contact.objects.filter(asked__in=list(statements), revoked_at=None, part=ContactPart.ANSWERS)
    contacts = dict(found.exclude(email__in=bad).values_list("pk", "asked_id"))
    today_already = set(_letters(round_).filter(on=day).values_list("contact_id", flat=True))
    rows = [
        Letter(contact_id=pk, sort=LetterSort.NAMES, on=day, step=step, statements=sorted(statements[asked]))
        for pk, asked in contacts.items()
        if pk not in today_already
    ]
    Letter.objects.bulk_create(rows)
    Contact.objects.filter(pk__in=[row.contact_id for row in rows], until__lt=until_of(day)).update(until=until_of(day))
    if rows:
        leave_event(by, round_, "ask_for_names", {"letters": len(rows), "reminder": step is not None})
    return len(rows)
