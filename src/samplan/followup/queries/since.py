"""Whose answers are others than they were at a moment: what two published editions of a year would tell apart."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samplan.actors.models import Body, Partnership
from samplan.followup.models import Closing, Correction, Round
from samplan.followup.queries.corrected import put_right
from samplan.followup.queries.frozen import given_of, question_of
from samplan.followup.shapes import Given, Question

Ids = frozenset[int]


@dataclass(frozen=True, slots=True)
class Since:
    """Ids of the bodies whose answers are others than then, by the question's code.

    chosen: another choice, or an answer where there was none, or none where there was one. filled: other values in the
    question's fields. progress: all, some or none of the questions answered, and it was otherwise.
    """

    chosen: dict[str, Ids]
    filled: dict[str, Ids]
    progress: Ids


@dataclass(slots=True)
class Watched:
    """A county's rounds with all that they have said. before: the round of the same kind that each is compared with."""

    rounds: dict[int, Round]
    before: dict[int, int]
    names: dict[str, int]
    _closings: dict[int, list[Closing]]
    _corrections: dict[int, list[Correction]]
    _known: dict[tuple[int, datetime], Since | None] = field(default_factory=dict)

    def questions(self, round_id: int) -> list[Question]:
        """The questions of a round."""
        return [question_of(q) for q in self.rounds[round_id].frozen["questions"]]

    def codes(self, round_id: int) -> dict[int, str]:
        """The codes of a round's questions by their numbers; none for a round that is gone."""
        return {q.number: q.code for q in self.questions(round_id)} if round_id in self.rounds else {}

    def choices(self, round_id: int, code: str) -> dict[int, str]:
        """What each body that was asked a question chose, as it reads today; "" for nothing."""
        question = next(q for q in self.questions(round_id) if q.code == code)
        told = self._told(self.rounds[round_id], None)
        return {b["body"]: _choice(_given(b, code)) for b in told["bodies"] if question.asked_of(b["body"])}

    def since(self, round_id: int, moment: datetime) -> Since | None:
        """Whose answers are others than at that moment; None where the round was not closed then, or is gone."""
        key = (round_id, moment)
        if key not in self._known:
            self._known[key] = self._since(round_id, moment)
        return self._known[key]

    def _since(self, round_id: int, moment: datetime) -> Since | None:
        round_ = self.rounds.get(round_id)
        was = self._was(round_, moment) if round_ is not None else None
        if round_ is None or was is None:
            return None
        now, then = (_by_body(self._told(r, until)) for r, until in ((round_, None), (was, moment)))
        questions, bodies = self.questions(round_id), now.keys() | then.keys()

        def differ(what: Any) -> Ids:
            return frozenset(b for b in bodies if what(now.get(b, {})) != what(then.get(b, {})))

        return Since(
            chosen={q.code: differ(lambda told, q=q: _said(q, told.get(q.code))) for q in questions},
            filled={q.code: differ(lambda told, q=q: _filled(told.get(q.code))) for q in questions},
            progress=differ(lambda told: sum(_said(q, told.get(q.code))[1] for q in questions)),
        )

    def _was(self, round_: Round, moment: datetime) -> Round | None:
        """The round as it was closed then."""
        for closing in self._closings[round_.pk]:
            if closing.closed_at <= moment < closing.reopened_at:
                was = copy(round_)
                was.frozen, was.closed_at = closing.frozen, closing.closed_at
                return was
        return round_ if round_.closed_at is not None and round_.closed_at <= moment else None

    def _told(self, round_: Round, until: datetime | None) -> dict[str, Any]:
        rows = self._corrections[round_.pk]
        return put_right(round_, [c for c in rows if until is None or c.at < until])


def watched(partnership: Partnership) -> Watched:
    """The county's rounds that have been closed, with what they said before (four queries)."""
    rounds = {r.pk: r for r in Round.objects.filter(partnership=partnership, closed_at__isnull=False).order_by("year")}
    closings: dict[int, list[Closing]] = defaultdict(list)
    for closing in Closing.objects.filter(round__in=rounds):
        closings[closing.round_id].append(closing)
    corrections: dict[int, list[Correction]] = defaultdict(list)
    for row in Correction.objects.filter(round__in=rounds).order_by("at", "pk"):
        if row.round_id is not None:
            corrections[row.round_id].append(row)
    before: dict[int, int] = {}
    last: dict[tuple[str, int | None], int] = {}
    for pk, round_ in rounds.items():
        line = (round_.kind, round_.area_id)
        if line in last:
            before[pk] = last[line]
        last[line] = pk
    names = {b["name"]: b["body"] for r in rounds.values() for b in r.frozen.get("bodies", [])}
    names |= {b["name"]: b["body"] for some in closings.values() for c in some for b in c.frozen.get("bodies", [])}
    names |= dict(Body.objects.filter(county=partnership.county_id).values_list("name", "pk"))
    return Watched(rounds, before, names, closings, corrections)


def _by_body(told: dict[str, Any]) -> dict[int, dict[str, Given]]:
    return {b["body"]: {code: given_of(g) for code, g in b["answers"].items()} for b in told.get("bodies", [])}


def _given(body: dict[str, Any], code: str) -> Given | None:
    told = body["answers"].get(code)
    return given_of(told) if told else None


def _choice(given: Given | None) -> str:
    return given.choice if given else ""


def _said(question: Question, given: Given | None) -> tuple[str, bool]:
    answered = given is not None and question.answered(given.choice, given.text, given.more)
    return _choice(given), answered


def _filled(given: Given | None) -> Any:
    return given.more if given else {}
