"""What a closed round says, question by question, from what was frozen with it and with the year before."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from samplan.actors.models import BodyKind
from samplan.followup.catalogue import quantified
from samplan.followup.filled import totals
from samplan.followup.logged import logged_of
from samplan.followup.models import Round
from samplan.followup.queries.asking import line_of
from samplan.followup.queries.corrected import Bodies, frozen_today
from samplan.followup.queries.frozen import given_of, question_of, round_before, same_questions
from samplan.followup.shapes import (
    Choice,
    Given,
    Progress,
    Question,
    QuestionResult,
    Results,
    RoundState,
    SideBySide,
    Tally,
)


def results_of(round_: Round, until: datetime | None = None) -> Results | None:
    """A closed round's answers, put right where they were (two queries); None while they are each body's own.

    Not beside the year before while that one is open again: then its answers are each body's own. until: of a closing
    that was undone: without what was put right from then on.
    """
    if round_.state != RoundState.CLOSED:
        return None
    questions = [question_of(q) for q in round_.frozen["questions"]]
    before = round_before(round_)
    if before is not None and before.state != RoundState.CLOSED:
        before = None
    now, then = frozen_today((round_, before), until)
    bodies, old = (_single(told) for told in (now, then))
    same, changed = same_questions(questions, before)
    noun = "municipality" if all(b["kind"] == BodyKind.MUNICIPALITY for b in bodies) else "other"
    results = tuple(_result(q, bodies, old if q.code in same else [], noun, q.code in changed, now) for q in questions)
    return Results(
        line=line_of(round_, _progress(questions, bodies)),
        asked=len(bodies),
        before_year=before.year if before else None,
        before_asked=len(old),
        questions=results,
        bodies=tuple(b["name"] for b in bodies),
        joint={code: given["choice"] for body in now.get("joint", []) for code, given in body["answers"].items()},
    )


def _single(told: dict[str, Any]) -> Bodies:
    """The bodies that answered each for itself."""
    return [body for body in told.get("bodies", []) if not body.get("joint")]


def _progress(questions: list[Question], bodies: Bodies) -> Counter[Progress]:
    """How many answered all, some or none of the questions, by what was frozen."""
    counts: Counter[Progress] = Counter()
    for body in bodies:
        mine = [q for q in questions if q.asked_of(body["body"])]
        n = sum(_answered(q, body) for q in mine)
        counts[Progress.DONE if n == len(mine) else Progress.PARTLY if n else Progress.NOT] += 1
    return counts


def _given(question: Question, body: dict[str, Any]) -> Given | None:
    told = body["answers"].get(question.code)
    return given_of(told) if told else None


def _answered(question: Question, body: dict[str, Any]) -> bool:
    given = _given(question, body)
    return given is not None and question.answered(given.choice, given.text, given.more)


def _result(
    question: Question, bodies: Bodies, old: Bodies, noun: str, changed: bool, frozen: dict[str, Any]
) -> QuestionResult:
    bodies = [b for b in bodies if question.asked_of(b["body"])]
    comparable = bool(old)

    def tally(choice: Choice | None, names: list[str], before: int) -> Tally:
        words = quantified(len(names), len(bodies), noun)
        return Tally(choice, tuple(names), words, before if comparable else None)

    def chose(choice: Choice, some: Bodies) -> list[str]:
        return [b["name"] for b in some if (g := _given(question, b)) is not None and g.choice == choice.code]

    tallies = [tally(c, chose(c, bodies), len(chose(c, old))) for c in question.choices]
    silent = [b["name"] for b in bodies if not _answered(question, b)]
    filled = [g.more for b in bodies if (g := _given(question, b)) is not None]
    logged = logged_of(question.code, frozen, filled)
    also = (sum(one.fresh for one in logged), sum(n for one in logged for _name, n in one.people))
    return QuestionResult(
        question=question,
        tallies=tuple(tallies),
        silent=tally(None, silent, sum(not _answered(question, b) for b in old)),
        texts=tuple(_texts(question, bodies, old)),
        comparable=comparable,
        changed=changed,
        totals=totals(question.fields, filled, also),
        logged=logged,
    )


def _texts(question: Question, bodies: Bodies, old: Bodies) -> list[SideBySide]:
    """Every body, in the order of the choices; those that did not answer come last."""
    earlier = {b["body"]: _given(question, b) for b in old}
    rank = {c: n for n, c in enumerate(question.choices)}
    rows = []
    for body in bodies:
        now, before = _given(question, body), earlier.get(body["body"])
        rows.append(
            SideBySide(
                body=body["name"],
                now=now,
                before=before,
                chosen=question.choice(now.choice) if now else None,
                chosen_before=question.choice(before.choice) if before else None,
            )
        )
    return sorted(rows, key=lambda r: (r.now is None, rank.get(r.chosen, len(rank)) if r.chosen else len(rank)))
