"""Whether a body's name is shown with a single statement, as it says itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.followup import rules
from samplan.followup.actions.events import leave_event
from samplan.followup.models import Asked, Contact, NameChoice, StatementSource
from samplan.followup.queries.compiled import round_answers
from samplan.followup.statement_rules import not_taken, person_of


@transaction.atomic
def choose_name(*, by: Actor | Contact, asked_id: int, statement_id: int, names: bool, note: str = "") -> NameChoice:
    """Say whether the body's name is shown with a statement that it says, whatever it said for the whole round.

    By the body's own link, by somebody who is signed in and answers for the body, or written down for it with a note.
    It may be said again at any time; all that was said is kept. Raises NotAllowed, for a colleague who got some of the
    questions too, and NotTaken for a statement that it is not behind, and without a note from one who writes it down.
    """
    asked = Asked.objects.select_related("round__partnership", "body").get(pk=asked_id)
    own = _own(by, asked)
    note = rules.as_kept(note)[:300]
    if not own and not note:
        raise not_taken(
            "Skriv hur organisationen har sagt det, till exempel i ett brev och vilken dag.",
            "Write how the body said so, for example in a letter and on which day.",
        )
    # Two who say different things at once are taken one after the other.
    Asked.objects.select_for_update(no_key=True).get(pk=asked_id)
    behind = StatementSource.objects.filter(
        statement=statement_id, statement__round=asked.round_id, asked=asked, against=False
    )
    codes = sorted(set(behind.values_list("question__code", flat=True)))
    if not codes:
        raise not_taken(
            "Påståendet bygger inte på era svar. Öppna sidan igen.",
            "The statement does not build on your answers. Open the page again.",
        )
    last = NameChoice.objects.filter(statement=statement_id, asked=asked).last()
    holds = round_answers(asked.round).naming.with_statement(statement_id, asked.pk)
    if last is not None and last.names == names == holds and last.codes == codes:
        return last
    made = NameChoice.objects.create(
        statement_id=statement_id,
        asked=asked,
        names=names,
        codes=codes,
        at=timezone.now(),
        contact=by if isinstance(by, Contact) else None,
        person=person_of(by),
        note=note,
    )
    leave_event(by, asked.round, "choose_name", {"asked": asked.pk, "statement": statement_id, "names": names})
    return made


def merge_names(first: int, others: Iterable[int]) -> None:
    """Lay what was said of statements that become one with the first: whoever said no to one of them is not named.

    Called before the others go.
    """
    choices = NameChoice.objects.filter(statement__in=[first, *others])
    latest = {(c.statement_id, c.asked_id): c for c in choices}
    last = {c.asked_id: c for c in choices}
    choices.update(statement=first)
    for (_statement, asked), said in latest.items():
        if not said.names and last[asked].names:
            last[asked] = NameChoice.objects.create(
                statement_id=first, asked_id=asked, names=False, codes=said.codes, at=timezone.now(), note=said.note
            )


def _own(by: Actor | Contact, asked: Asked) -> bool:
    """Whether it is the body itself that says it, and not one who runs the round for it. Raises NotAllowed."""
    if isinstance(by, Contact):
        fresh = Contact.objects.get(pk=by.pk)
        rules.check_may_answer(fresh, asked, timezone.localdate())
        rules.check_answers_all(fresh)
        return True
    person = person_of(by)
    if person is not None and not rules.can_follow_up(person, asked.round.partnership):
        rules.check_can_answer_for(person, asked.round.partnership, asked.body_id)
        return True
    rules.check_can_follow_up(by, asked.round.partnership)
    return False
