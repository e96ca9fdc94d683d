"""What a body has said of its name with single statements, and what has been said since a year was published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from samplan.actors.models import Partnership
from samplan.followup.models import Asked, NameChoice, StatementSource
from samplan.followup.queries.compiled import round_answers, statements_of
from samplan.followup.shapes import NameLine, RoundState, StatementView


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


def names_chosen_since(partnership: Partnership, year: int, moment: datetime) -> list[NameChoice]:
    """What bodies have said since of their names with the statements of a year, in order (one query)."""
    found = NameChoice.objects.filter(
        asked__round__partnership=partnership, asked__round__year=year, statement__isnull=False, at__gt=moment
    )
    return list(found.select_related("statement", "asked__body"))
