"""Those who took part in a year's courses, by employer: all of them inside, and for readers those who may be named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samplan.followup.compiling import compiling
from samplan.followup.filled import by_employer, course_rows
from samplan.followup.logged import as_answers, logged_of
from samplan.followup.models import Round
from samplan.followup.queries.compiled import RoundAnswers
from samplan.followup.shapes import Question
from samplan.followup.shapes.report import ParticipantsPart, Words

NOBODY_ASKED = 0
"""Stands for those who were not asked and have logged courses: none of them speaks for an employer."""


def participants_of(round_: Round, told: RoundAnswers, *, public: bool) -> list[ParticipantsPart]:
    """The round's courses with how many took part of each employer. Pure: the answers are at hand."""
    found = []
    for question in (q for q in told.questions if q.has_rows):
        answers = {asked: g.more for (asked, code), g in told.answers.items() if code == question.code}
        logged = logged_of(question.code, round_.frozen, answers.values())
        added = as_answers(logged)
        rows = by_employer([*answers.values(), *added])
        filled = sum(bool(course_rows(more)) for more in answers.values())
        if not rows or (public and filled < compiling().totals):
            continue
        named, others = _shown(question, told, rows, added) if public else (rows, None)
        found.append(
            ParticipantsPart(
                round=round_.pk,
                number=question.number,
                text=Words(sv=question.text.sv, en=question.text.en),
                rows=named,
                others=others,
                occasions=sum(len(course_rows(more)) for more in answers.values()) + sum(one.fresh for one in logged),
                people=sum(n for _name, n in rows),
                target=question.target,
                logged=sum(one.fresh for one in logged),
                logged_by=sorted({one.area for one in logged if one.fresh or one.people}),
            )
        )
    return found


def _shown(
    question: Question, told: RoundAnswers, rows: list[tuple[str, int]], added: list[dict[str, Any]]
) -> tuple[list[tuple[str, int]], int | None]:
    """The employers that readers may see, and how many the others are together.

    An employer is named where it is a body that consents and nobody else has told of its people but bodies that do, so
    not where somebody has logged them (added). The others are added up, and stand there only where they are so many
    that none is known by the sum; else none is named. Who logs sees the log, and knows what employers of it alone add:
    those that bodies tell of are so many without them too.
    """
    willing = {a for a in told.bodies if told.naming.beside(a, question.code)}
    tellers = _tellers(question, told)
    for name in _names(pair for more in added for row in course_rows(more) for pair in row.people):
        tellers.setdefault(name, set()).add(NOBODY_ASKED)
    mine = {told.bodies[a].casefold() for a in willing}
    named = [(name, n) for name, n in rows if name.casefold() in mine and tellers[name.casefold()] <= willing]
    others = [pair for pair in rows if pair not in named]
    if not others:
        return named, None
    few, answered = compiling().names.candidates, sum(tellers[name.casefold()] != {NOBODY_ASKED} for name, _n in others)
    known = len(others) < few or 0 < answered < few
    return ([], None) if known else (named, sum(n for _name, n in others))


def _tellers(question: Question, told: RoundAnswers) -> dict[str, set[int]]:
    """Who told of each employer's people."""
    found: dict[str, set[int]] = {}
    for (asked, code), given in told.answers.items():
        if code == question.code:
            for name in _names(pair for row in course_rows(given.more) for pair in row.people):
                found.setdefault(name, set()).add(asked)
    return found


def _names(people: Iterable[tuple[str, int]]) -> Iterable[str]:
    return (" ".join(name.split()).casefold() for name, _n in people)
