"""Questions with choices as measures, and the grid of bodies and measures."""

from __future__ import annotations

from collections.abc import Mapping

from samplan.actors.shapes import Sentences
from samplan.followup.compiling import cells_tell_no_more
from samplan.followup.models import Round
from samplan.followup.queries.compiled import RoundAnswers
from samplan.followup.shapes import Question, QuestionResult, Results, Tally
from samplan.followup.shapes.report import ChoicePart, GridPart, GridRow, MeasurePart, Words

SILENT = Words(sv="Inte svarat", en="Not answered")


def _words(told: Sentences) -> Words:
    return Words(sv=told.sv, en=told.en)


def measures_of(round_: Round, results: Results) -> list[MeasurePart]:
    """The round's questions with choices. Pure: the results are at hand."""
    return [_measure(round_, r, results.joint) for r in results.questions if r.question.choices]


def _measure(round_: Round, told: QuestionResult, joint: Mapping[str, str]) -> MeasurePart:
    question = told.question
    chosen = question.choice(joint.get(question.code, ""))
    return MeasurePart(
        round=round_.pk,
        number=question.number,
        code=question.code,
        part=_words(question.part),
        short=_words(question.short),
        text=_words(question.text),
        asked=sum(t.n for t in told.tallies) + told.silent.n,
        choices=[_choice(t) for t in told.tallies],
        silent=_choice(told.silent),
        version=question.version,
        changed=told.changed,
        moved=sum(t.moved for t in told.texts) if told.comparable else None,
        joint=Words(sv=chosen.sv, en=chosen.en) if chosen else None,
    )


def _choice(tally: Tally) -> ChoicePart:
    choice = tally.choice
    return ChoicePart(
        code=choice.code if choice else "",
        word=Words(sv=choice.sv, en=choice.en) if choice else SILENT,
        mark=choice.mark if choice else "notcollected",
        n=tally.n,
        before=tally.before,
        words=_words(tally.words),
    )


def grid_of(round_: Round, told: RoundAnswers, measures: list[MeasurePart], *, public: bool) -> GridPart:
    """Bodies in Swedish order and what they chose. public: only those that consent, and no cell that gives others away.

    A question that a body was not asked is a cell that is not shown.
    """
    questions = {q.code: q for q in told.questions}
    codes = [m.code for m in measures]

    def may_stand(asked: int, code: str) -> bool:
        return _asked(questions[code], told, asked) and (not public or told.naming.beside(asked, code))

    consenting = told.naming.consenting
    shown = [a for a in told.bodies if not public or (a in consenting and any(may_stand(a, c) for c in codes))]
    safe = {code: not public or _safe(questions[code], told) for code in codes}
    rows = [
        GridRow(
            body=told.bodies[a],
            cells=[_cell(told, a, code) if safe[code] and may_stand(a, code) else None for code in codes],
        )
        for a in shown
    ]
    return GridPart(round=round_.pk, measures=codes, rows=rows, unnamed=len(told.bodies) - len(shown))


def _safe(question: Question, told: RoundAnswers) -> bool:
    """Whether the column tells nothing of those who are not named; whoever was not asked it hides nobody.

    Whoever is named with a statement that draws from the question is known too, and hides nobody either.
    """
    asked = [a for a in told.bodies if _asked(question, told, a)]
    unnamed = [a for a in asked if not told.naming.known(a, frozenset({question.code}))]
    return cells_tell_no_more(
        [_cell(told, a, question.code) for a in asked], [_cell(told, a, question.code) for a in unnamed]
    )


def _asked(question: Question, told: RoundAnswers, asked: int) -> bool:
    return question.asked_of(told.body_ids[asked])


def _cell(told: RoundAnswers, asked: int, code: str) -> str:
    given = told.given(asked, code)
    return given.choice if given else ""
