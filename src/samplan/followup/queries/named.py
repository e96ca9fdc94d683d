"""What a body has said of its name with single statements, and what has been said since a year was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from samplan.actors.models import Partnership
from samplan.followup.models import Asked, Letter, NameChoice, Round, StatementSource
from samplan.followup.queries.compiled import round_answers, statements_of
from samplan.followup.shapes import LetterSort, NameLine, RoundState, StatementView


def names_of(asked: Asked) -> tuple[NameLine, ...]:
    """The statements of a closed round that a body says, each with whether its name is shown (ten queries).

    Nothing while the round is open: nothing is compiled then.
    """
    if asked.round.state != RoundState.CLOSED:
        return ()
    told = round_answers(asked.round)
    said = {c.statement_id: c for c in NameChoice.objects.filter(asked=asked)}

    def line(one: StatementView, n: int) -> NameLine:
        own, names = said.get(one.id), told.naming.with_statement(one.id, asked.pk)
        return NameLine(
            statement_id=one.id,
            said=one.said,
            n=n,
            asked=one.asked,
            names=names,
            own=own.names if own else None,
            at=own.at if own else None,
            shown=names and told.bodies[asked.pk] in one.named,
            refused=not names and (own.names if own else asked.pk in told.naming.consenting),
            wanted=one.show_names,
        )

    mine = [s for s in statements_of(told) if any(a.asked_id == asked.pk for a in s.sources)]
    return tuple(line(one, one.n) for one in mine if one.n is not None)


def asked_by_body(bodies: Collection[int]) -> list[Asked]:
    """Where those bodies were asked in closed rounds in which a statement draws from their answers (one query)."""
    behind = StatementSource.objects.filter(asked__body__in=bodies, against=False).values("asked")
    found = Asked.objects.filter(joint=False, round__state=RoundState.CLOSED, pk__in=behind)
    return list(found.select_related("body", "round").defer("round__frozen").order_by("-round__year", "pk"))


def names_waiting(round_: Round, asked_id: int | None = None) -> dict[int, frozenset[int]]:
    """Ids of the statements with which each body's name waits for its yes or no, by who was asked (two queries).

    Statements that show names and draw from its answers, where it has said nothing of its name, neither for the whole
    round nor with the statement. asked_id: of that body alone.
    """
    found = StatementSource.objects.filter(
        statement__round=round_, statement__show_names=True, against=False, asked__joint=False, asked__consent=None
    )
    choices = NameChoice.objects.filter(asked__round=round_, statement__isnull=False)
    if asked_id is not None:
        found, choices = found.filter(asked=asked_id), choices.filter(asked=asked_id)
    said = set(choices.values_list("asked_id", "statement_id"))
    waiting: dict[int, set[int]] = defaultdict(set)
    for asked, statement in found.values_list("asked_id", "statement_id"):
        if (asked, statement) not in said:
            waiting[asked].add(statement)
    return {asked: frozenset(some) for asked, some in waiting.items()}


def names_told(round_: Round) -> dict[int, set[int]]:
    """Ids of the statements that each body has been asked of in a letter, by who was asked (one query).

    A letter that could not be sent has told nobody.
    """
    rows = Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.NAMES, failed=False)
    told: dict[int, set[int]] = defaultdict(set)
    for asked, statements in rows.values_list("contact__asked", "statements"):
        told[asked].update(statements)
    return told


def names_letters(round_: Round) -> dict[int, Letter]:
    """The last letter that asked each body for its name, by who was asked (one query)."""
    rows = Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.NAMES).select_related("contact")
    return {letter.contact.asked_id: letter for letter in rows.order_by("pk")}


def names_chosen_since(partnership: Partnership, year: int, moment: datetime) -> list[NameChoice]:
    """What bodies have said since of their names with the statements of a year, in order (one query)."""
    found = NameChoice.objects.filter(
        asked__round__partnership=partnership, asked__round__year=year, statement__isnull=False, at__gt=moment
    )
    return list(found.select_related("statement", "asked__body"))
