"""The years of a question laid side by side, out of a kind's closed rounds or out of published years.

A question keeps its line through the years as long as its version and its choices are the same. Where they are others
the line breaks: nothing is compared across the break, and whoever reads is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup.compiling import by_name
from samplan.followup.filled import in_words, totals
from samplan.followup.logged import logged_of
from samplan.followup.models import Round
from samplan.followup.queries.corrected import frozen_today
from samplan.followup.queries.frozen import given_of, question_of
from samplan.followup.shapes import Choice, FieldKind, Question, RoundState
from samplan.followup.shapes.report import ChoicePart, FollowUpReport, GridPart, MeasurePart, TotalPart, Words
from samplan.followup.shapes.years import BodyYears, QuestionYears, SumOf, SumYears, YearCell, YearOf

Cells = dict[str, YearCell | None]
Sums = dict[str, tuple[Sentences, SumOf]]
"""What was added up, by the field's label."""


@dataclass(slots=True)
class _Year:
    """A question in a year before it is laid beside the others. cells: by a body's name today or its id.

    silent: None where nothing but a sum is known of the year.
    """

    code: str
    year: int
    version: int
    number: int
    part: Sentences
    short: Sentences
    text: Sentences
    choices: tuple[Choice, ...]
    counts: tuple[int, ...]
    silent: int | None
    asked: int
    cells: Cells = field(default_factory=dict)
    sums: Sums = field(default_factory=dict)
    told_changed: bool = False

    def same_as(self, other: _Year) -> bool:
        """Whether it is the same question as that of an earlier year."""
        return not self.told_changed and self.version == other.version and self.answered_as(other)

    def answered_as(self, other: _Year) -> bool:
        """Whether it has the choices of an earlier year; of a sum alone nobody tells which it had."""
        if self.silent is None or other.silent is None:
            return True
        return [(c.code, c.sv) for c in self.choices] == [(c.code, c.sv) for c in other.choices]


def years_of(round_: Round) -> tuple[QuestionYears, ...]:
    """The questions of a round's kind through all years that are closed (two queries, however many years).

    A round that is open again is each body's own until it is closed anew.
    """
    kind: dict[str, Any] = {"partnership_id": round_.partnership_id, "kind": round_.kind, "state": RoundState.CLOSED}
    kind["area"] = round_.area_id
    rounds = list(Round.objects.filter(**kind).order_by("year"))
    return years_of_rounds(zip((r.year for r in rounds), frozen_today(rounds), strict=True))


def years_of_rounds(rounds: Iterable[tuple[int, dict[str, Any]]]) -> tuple[QuestionYears, ...]:
    """Every question of closed rounds of a kind, by year and what was frozen, with all bodies and their words."""
    told = sorted(rounds, key=lambda r: r[0])
    names = {b["body"]: b["name"] for _year, frozen in told for b in _single(frozen)}
    found: dict[str, list[_Year]] = defaultdict(list)
    for year, frozen in told:
        for value in frozen.get("questions", []):
            question = question_of(value)
            one = _of_round(year, question, _single(frozen), names)
            one.sums = _sums_of(question, _single(frozen), frozen)
            found[question.code].append(one)
    return _laid(found.values(), [year for year, _frozen in told])


def _single(frozen: dict[str, Any]) -> list[dict[str, Any]]:
    """The bodies that answered each for itself."""
    return [b for b in frozen.get("bodies", []) if not b.get("joint")]


def _of_round(year: int, question: Question, bodies: Sequence[dict[str, Any]], names: dict[int, str]) -> _Year:
    cells: Cells = {names[b["body"]]: _cell(question, b) for b in bodies if question.asked_of(b["body"])}
    shown = [c for c in cells.values() if c is not None]
    return _Year(
        code=question.code,
        year=year,
        version=question.version,
        number=question.number,
        part=question.part,
        short=question.short,
        text=question.text,
        choices=question.choices,
        counts=tuple(sum(c.chosen == choice for c in shown) for choice in question.choices),
        silent=sum(not c.answered for c in shown),
        asked=len(shown),
        cells=cells,
    )


def _sums_of(question: Question, bodies: Sequence[dict[str, Any]], frozen: dict[str, Any]) -> Sums:
    """What bodies filled in, added up; a value that was put right tells its day with every sum of the question.

    Courses that those who answer for areas have logged count as they do in the year itself.
    """
    asked = [b for b in bodies if question.asked_of(b["body"])]
    given = [given_of(told) for b in asked if (told := b["answers"].get(question.code))]
    filled = [g.more for g in given]
    logged = logged_of(question.code, frozen, filled)
    also = (sum(one.fresh for one in logged), sum(n for one in logged for _name, n in one.people))
    corrected = max((g.corrected for g in given if g.corrected is not None), default=None)
    return {
        total.field.label.sv: (
            total.field.label,
            SumOf(
                value=total.words,
                n=total.n,
                asked=len(asked),
                target=question.target if total.field.kind is FieldKind.ROWS else None,
                corrected=corrected,
            ),
        )
        for total in totals(question.fields, filled, also)
    }


def _cell(question: Question, body: dict[str, Any]) -> YearCell:
    told = body["answers"].get(question.code)
    given = given_of(told) if told else None
    if given is None:
        return YearCell(None, "", answered=False)
    return YearCell(
        chosen=question.choice(given.choice),
        text=given.text,
        answered=question.answered(given.choice, given.text, given.more),
        corrected=given.corrected,
        more=tuple(in_words(question.fields, given.more)),
    )


def years_of_reports(reports: Iterable[FollowUpReport]) -> tuple[QuestionYears, ...]:
    """Every question of published years that stands in two of them or more: only what each year shows by itself."""
    told = sorted(reports, key=lambda r: r.year)
    codes = _codes_of_sums(told)
    found: dict[tuple[str, str], list[_Year]] = defaultdict(list)
    for report in told:
        for kind, one in _of_report(report, codes):
            found[kind, one.code].append(one)
    return tuple(q for q in _laid(found.values(), []) if len(q.years) > 1)


def _codes_of_sums(reports: Sequence[FollowUpReport]) -> dict[str, tuple[str, int]]:
    """The code and version of questions by their text: reports of before sums noted them are known by it."""
    return {t.text.sv: (t.code, t.version) for report in reports for t in report.totals if t.code}


def _of_report(report: FollowUpReport, codes: dict[str, tuple[str, int]]) -> Iterator[tuple[str, _Year]]:
    """A published year's questions with the name of their kind: those with choices, then those with sums alone."""
    rounds = {r.id: r for r in report.rounds}
    grids = {g.round: g for g in report.grids}
    sums: dict[tuple[int, int], list[TotalPart]] = defaultdict(list)
    for total in report.totals:
        sums[total.round, total.number].append(total)
    for measure in report.measures:
        about = rounds.get(measure.round)
        one = _of_measure(report.year, measure, grids.get(measure.round), about.area if about else "")
        one.sums = _told_sums(sums.pop((measure.round, measure.number), []))
        yield about.name.sv if about else "", one
    for some in sums.values():
        about = rounds.get(some[0].round)
        known = codes.get(some[0].text.sv, (some[0].text.sv, some[0].version))
        told = (some[0].code, some[0].version) if some[0].code else known
        yield about.name.sv if about else "", _of_totals(report.year, some, told, about.area if about else "")


def _told_sums(some: Sequence[TotalPart]) -> Sums:
    return {
        t.field.sv: (_said(t.field), SumOf(_said(t.value), t.n, t.asked, target=t.target, corrected=t.corrected))
        for t in some
    }


def _of_totals(year: int, some: Sequence[TotalPart], told: tuple[str, int], area: str) -> _Year:
    """A question of which a year shows nothing but sums. told: its code and version."""
    first, (code, version) = some[0], told
    return _Year(
        code=f"{code}@{area}" if area else code,
        year=year,
        version=version,
        number=first.number,
        part=Sentences("", ""),
        short=_said(first.text, area),
        text=_said(first.text, area),
        choices=(),
        counts=(),
        silent=None,
        asked=first.asked,
        sums=_told_sums(some),
    )


def _of_measure(year: int, measure: MeasurePart, grid: GridPart | None, area: str) -> _Year:
    """area: that the round is about; the same question is another one there, and says so."""
    choices = {c.code: _choice(c) for c in measure.choices}
    cells: Cells = {}
    if grid is not None and measure.code in grid.measures:
        at = grid.measures.index(measure.code)
        for row in grid.rows:
            cell = row.cells[at]
            cells[row.body] = None if cell is None else YearCell(choices.get(cell), "", answered=bool(cell))
    return _Year(
        code=f"{measure.code}@{area}" if area else measure.code,
        year=year,
        version=measure.version,
        number=measure.number,
        part=_said(measure.part),
        short=_said(measure.short, area),
        text=_said(measure.text, area),
        choices=tuple(choices.values()),
        counts=tuple(c.n for c in measure.choices),
        silent=measure.silent.n,
        asked=measure.asked,
        cells=cells,
        told_changed=measure.changed,
    )


def _choice(one: ChoicePart) -> Choice:
    return Choice(one.code, one.word.sv, one.word.en, one.mark)


def _said(words: Words, area: str = "") -> Sentences:
    before = f"{area}: " if area else ""
    return Sentences(sv=f"{before}{words.sv}", en=f"{before}{words.en}")


def _laid(found: Iterable[list[_Year]], all_years: Sequence[int]) -> tuple[QuestionYears, ...]:
    """Questions that were asked last come first, in that year's order."""
    laid = [_question(years, all_years) for years in found]
    return tuple(sorted(laid, key=lambda q: (-q.years[-1].year, q.number, q.code)))


def _question(years: list[_Year], all_years: Sequence[int]) -> QuestionYears:
    newest = years[-1]
    breaks = _breaks(years)
    names = sorted({name for one in years for name in one.cells}, key=by_name)
    bodies = tuple(BodyYears(name, _line([one.cells.get(name) for one in years], breaks)) for name in names)
    asked = {one.year for one in years}
    return QuestionYears(
        code=newest.code,
        number=newest.number,
        part=newest.part,
        short=newest.short,
        text=newest.text,
        years=tuple(_year(years, breaks[place], place, bodies) for place in range(len(years))),
        bodies=bodies,
        missing=tuple(y for y in all_years if min(asked) < y and y not in asked),
        sums=_sums(years),
    )


def _breaks(years: Sequence[_Year]) -> list[bool]:
    """Where the line breaks: at another question, and at other choices than the last year that shows which it had."""
    breaks: list[bool] = []
    counted: _Year | None = None
    for place, one in enumerate(years):
        breaks.append(
            place > 0 and not (one.same_as(years[place - 1]) and (counted is None or one.answered_as(counted)))
        )
        if breaks[-1] or one.silent is not None:
            counted = one
    return breaks


def _sums(years: Sequence[_Year]) -> tuple[SumYears, ...]:
    """Field by field, as the newest year calls it."""
    fields = {key: label for one in years for key, (label, _sum) in one.sums.items()}
    return tuple(
        SumYears(label, tuple(one.sums[key][1] if key in one.sums else None for one in years))
        for key, label in fields.items()
    )


def _line(cells: list[YearCell | None], breaks: list[bool]) -> tuple[YearCell | None, ...]:
    """A body's cells, those marked in which it chose otherwise than the year before."""
    line: list[YearCell | None] = []
    for place, cell in enumerate(cells):
        before = cells[place - 1] if place and not breaks[place] else None
        both = cell is not None and before is not None and cell.chosen is not None and before.chosen is not None
        moved = both and cell.chosen.code != before.chosen.code  # type: ignore[union-attr]
        line.append(replace(cell, moved=True) if moved and cell is not None else cell)
    return tuple(line)


def _year(years: Sequence[_Year], breaks: bool, place: int, bodies: Sequence[BodyYears]) -> YearOf:
    one = years[place]
    compared = place > 0 and not breaks and bool(one.choices)
    # Whoever is not shown in one of the two years may have moved too.
    both = range(max(place - 1, 0), place + 1)
    whole = all(sum(b.cells[at] is not None for b in bodies) == years[at].asked for at in both)
    moved = sum(c.moved for b in bodies if (c := b.cells[place]) is not None)
    return YearOf(
        year=one.year,
        text=one.text,
        counts=tuple(zip(one.choices, one.counts, strict=True)),
        silent=one.silent,
        asked=one.asked,
        breaks=breaks,
        moved=moved if compared and whole else None,
    )
