"""A question over the years, as pages and files show it: public and in the workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samplan.followup.shapes import Choice, QuestionYears, SumOf, SumYears, YearOf
from samplan.web.followup_pages import UNMARKED
from samplan.web.swedish import said

ASKED = "fraga"


def years_context(questions: Sequence[QuestionYears], code: str) -> dict[str, Any]:
    """The questions to choose among, and the chosen one with its stretches of years; the first where none is chosen."""
    chosen = next((q for q in questions if q.code == code), questions[0] if questions else None)
    return {
        "questions": questions,
        "q": chosen,
        "stretches": [_stretch(chosen, some) for some in chosen.stretches] if chosen else [],
        "bodies": [(b.body, _cells(chosen, b.cells)) for b in chosen.rows] if chosen else [],
        "sums": [_sum_table(chosen, s) for s in chosen.sums] if chosen else [],
        "place": questions.index(chosen) if chosen else 0,
    }


def _stretch(question: QuestionYears, some: Sequence[YearOf]) -> dict[str, Any]:
    """Years within which the question is the same: a unit for each body, with a mark for each choice.

    A year of which nothing but a sum is shown has no row here.
    """
    counted = [year for year in some if year.silent is not None]
    marks = _marks(counted[-1]) if counted else {}
    rows = []
    for year in counted:
        units = [(mark, range(n)) for mark, (_choice, n) in zip(marks.values(), year.counts, strict=True)]
        rows.append((year, [*units, ("notcollected", range(year.silent or 0))]))
    return {
        "first": some[0].year,
        "last": some[-1].year,
        "text": some[-1].text,
        "breaks": some[0].breaks,
        "key": [(marks[c.code], c) for c, _n in counted[-1].counts] if counted else [],
        "rows": rows,
        "moved": any(y.moved is not None for y in some),
        "other": some[-1].text != question.text,
    }


def _sum_table(question: QuestionYears, sums: SumYears) -> dict[str, Any]:
    """A field's sums as rows of years. uneven: not equally many filled it in every year."""
    shown = [c for c in sums.cells if c is not None]
    return {
        "field": sums.field,
        "rows": _shown(question, sums),
        "targets": any(c.target is not None for c in shown),
        "corrected": any(c.corrected for c in shown),
        "uneven": len({(c.n, c.asked) for c in shown}) > 1,
    }


def _shown(question: QuestionYears, sums: SumYears) -> list[tuple[YearOf, SumOf | None]]:
    """A field's sums with their years."""
    return list(zip(question.years, sums.cells, strict=True))


def _marks(year: YearOf) -> dict[str, str]:
    return {c.code: c.mark or UNMARKED[min(place, 4)] for place, (c, _n) in enumerate(year.counts)}


def _cells(question: QuestionYears, cells: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Each year's cell with its mark."""
    found = []
    for year, cell in zip(question.years, cells, strict=True):
        mark = _marks(year).get(cell.chosen.code, "") if cell is not None and cell.chosen else ""
        found.append((year, cell, mark))
    return found


def years_rows(questions: Sequence[QuestionYears], *, words: bool) -> Iterator[list[Any]]:
    """A row for each question, year and choice; words: then one for each body too, with its own words."""
    heads = [_("Nummer"), _("Fråga"), _("År"), _("Samma fråga som året före"), _("Svar"), _("Antal"), _("Tillfrågade")]
    bodies = [_("Organisation"), _("Ändrat"), _("Text")] if words else []
    yield [*heads, _("Har ändrat svar"), *bodies, _("Mål"), _("Rättat")]
    blank = [""] * len(bodies)
    for question in questions:
        for place, year in enumerate(question.years):
            same = "" if not place else _("nej") if year.breaks else _("ja")
            start = [question.number, said(year.text), year.year, same]
            moved = "" if year.moved is None else year.moved
            counts = [(said(c), n) for c, n in year.counts]
            counts += [] if year.silent is None else [(_("Inte svarat"), year.silent)]
            for word, n in counts:
                yield [*start, word, n, year.asked, moved, *blank, "", ""]
            for told in question.sums:
                yield from _of_sum(told, place, start, blank)
            if words:
                yield from _of_bodies(question, place, start)


def _of_sum(told: SumYears, place: int, start: list[Any], blank: list[Any]) -> Iterator[list[Any]]:
    one = told.cells[place]
    if one is not None:
        value, target = f"{said(told.field)}: {said(one.value)}", "" if one.target is None else one.target
        yield [*start, value, one.n, one.asked, "", *blank, target, str(one.corrected or "")]


def _of_bodies(question: QuestionYears, place: int, start: list[Any]) -> Iterator[list[Any]]:
    for body in question.rows:
        cell = body.cells[place]
        if cell is not None:
            chosen = said(cell.chosen) if cell.chosen else "" if cell.answered else _("Inte svarat")
            text = "\n".join([*([cell.text] if cell.text else []), *(f"{said(k)}: {said(v)}" for k, v in cell.more)])
            moved = _("ja") if cell.moved else ""
            yield [*start, chosen, "", "", "", body.body, moved, text, "", str(cell.corrected or "")]


def years_data(questions: Sequence[QuestionYears]) -> list[dict[str, Any]]:
    """The same as data: what each year was asked, what was chosen, and what each body that is shown chose and wrote."""
    return [
        {
            "code": q.code,
            "number": q.number,
            "text": _words(q.text),
            "not_asked": list(q.missing),
            "years": [_year(y) for y in q.years],
            "bodies": [{"body": b.body, "answers": [_cell(c) for c in b.cells]} for b in q.rows],
            "sums": [{"field": _words(s.field), "years": [_sum(*pair) for pair in _shown(q, s)]} for s in q.sums],
        }
        for q in questions
    ]


def _words(told: Any) -> dict[str, str]:
    return {"sv": told.sv, "en": told.en}


def _year(one: YearOf) -> dict[str, Any]:
    counts = [{"code": c.code, **_words(c), "n": n} for c, n in one.counts]
    told = {"year": one.year, "text": _words(one.text), "choices": counts, "not_answered": one.silent}
    return {**told, "asked": one.asked, "another_question": one.breaks, "moved": one.moved}


def _cell(cell: Any) -> dict[str, Any] | None:
    """None: not asked, or not shown."""
    if cell is None:
        return None
    chosen: Choice | None = cell.chosen
    told = {"choice": chosen.code if chosen else "", "text": cell.text, "moved": cell.moved, "answered": cell.answered}
    if cell.corrected:
        told["corrected"] = str(cell.corrected)
    if cell.more:
        told["filled_in"] = [{"field": _words(label), "value": _words(value)} for label, value in cell.more]
    return told


def _sum(year: YearOf, one: SumOf | None) -> dict[str, Any] | None:
    """None: nobody filled it in that year, or the sum is not shown."""
    if one is None:
        return None
    told = {"year": year.year, "value": _words(one.value), "n": one.n, "asked": one.asked, "target": one.target}
    return {**told, "corrected": str(one.corrected) if one.corrected else None, "another_question": year.breaks}
