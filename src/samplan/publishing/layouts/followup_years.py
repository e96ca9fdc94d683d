"""A question through the years on paper: how many chose what, sums, and organisation by organisation. Pure.

The same blocks stand in a year's chapter, as readers may see it, and in a paper of their own for those who read
everybody's answers. What may be shown is decided by whoever laid the years beside one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf, write_xlsx
from samplan.followup.shapes import QuestionYears, SumOf, SumYears, YearCell, YearOf
from samplan.publishing.layouts.making import Lines, Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import long_date

TITLE = "År för år"
LEAD = (
    "Svar på samma fråga genom åren, som de står i varje års utgivna uppföljning. Organisationer nämns bara de år då"
    " de har sagt ja till det, i bokstavsordning. Tabellerna är ingen rangordning."
)
UNEVEN = "Olika många har fyllt i olika år. Summorna går därför inte att jämföra rakt av."
_SUM_HEADS = ("Sammanlagt", "Har fyllt i", "Mål", "Rättat")
WIDEST = 6
"""Years in one table of organisations: more do not fit beside one another."""
Sheet = tuple[str, tuple[str, ...], Sequence[Sequence[str]], tuple[str, ...]]


def years_section(maker: Maker, questions: Sequence[QuestionYears]) -> None:
    """The chapter's part on the years, under its heading; nothing where there is nothing to compare.

    Questions that are answered alike stand in one table. An organisation stands there when two of its years are shown:
    what it answered in one year stands in that year's own chapter.
    """
    if not questions:
        return
    maker.heading(TITLE, 1)
    maker.paragraph(LEAD)
    for choices, some in _alike(questions):
        _together(maker, choices, some)
    _all_sums(maker, questions)
    for question in questions:
        rows = tuple(b for b in question.rows if sum(c is not None for c in b.cells) > 1)
        _bodies(maker, replace(question, bodies=rows), inside=False)


Stretch = tuple[QuestionYears, Sequence[YearOf]]
"""A question with years within which it is the same."""


def _alike(questions: Sequence[QuestionYears]) -> list[tuple[tuple[str, ...], list[Stretch]]]:
    """Questions with their counted years, those that are answered alike together."""
    found: dict[tuple[str, ...], list[Stretch]] = {}
    for question in questions:
        for some in question.stretches:
            counted = [y for y in some if y.counts]
            if counted:
                found.setdefault(tuple(c.sv for c, _n in counted[-1].counts), []).append((question, counted))
    return list(found.items())


def _together(maker: Maker, choices: tuple[str, ...], some: Sequence[Stretch]) -> None:
    """A table of questions that are answered alike: each spans its years."""
    moved = any(y.moved is not None for _question, years in some for y in years)
    header = ("Fråga", "År", *choices, "Inte svarat", "Tillfrågade", *(["Har ändrat svar"] if moved else []))
    rows = [[maker.cell(word, header=True) for word in header]]
    for question, years in some:
        told = Lines((f"{question.number}. {years[-1].text.sv}", *_notes(question, years)))
        for place, year in enumerate(years):
            first = [maker.cell(told, row_span=len(years))] if not place else []
            cells = _counts(year) if moved else _counts(year)[:-1]
            rows.append([*first, *map(maker.cell, cells)])
    maker.raw_table(rows, title=f"{TITLE}: {', '.join(choices)}")


def _all_sums(maker: Maker, questions: Sequence[QuestionYears]) -> None:
    """A table of what was filled in with all questions, added up: each field of a question spans its years."""
    told = [(q, one) for q in questions for one in q.sums]
    cells = [c for _question, one in told for c in one.cells if c is not None]
    kept = [c for c, name in enumerate(_SUM_HEADS) if name not in _empty_of(cells)]
    rows = [[maker.cell(word, header=True) for word in ("Fråga", "År", *(_SUM_HEADS[c] for c in kept))]]
    for question, one in told:
        name = Lines((f"{question.number}. {question.text.sv}", one.field.sv))
        for place, (year, cell) in enumerate(zip(question.years, one.cells, strict=True)):
            first = [maker.cell(name, row_span=len(question.years))] if not place else []
            values = _sum(cell, inside=False)
            rows.append([*first, maker.cell(_marked(year)), *(maker.cell(values[c]) for c in kept)])
    if told:
        maker.raw_table(rows, title=f"{TITLE}: det som fylldes i, sammanlagt")
    if any(_uneven(one) for _question, one in told):
        maker.paragraph(UNEVEN)


def _empty_of(cells: Sequence[SumOf]) -> set[str]:
    """Columns in which no sum says anything."""
    told = {"Mål": any(c.target is not None for c in cells), "Rättat": any(c.corrected for c in cells)}
    return {name for name, filled in told.items() if not filled}


def _notes(question: QuestionYears, years: Sequence[YearOf]) -> tuple[str, ...]:
    """That a question was another one before, and the years in which it was not asked."""
    changed = (f"Frågan ändrades {years[0].year} och jämförs inte med åren före.",) if years[0].breaks else ()
    gone = [str(y) for y in question.missing if years[0].year < y < years[-1].year]
    return *changed, *((f"Ställdes inte {', '.join(gone)}.",) if gone else ())


def _question(maker: Maker, question: QuestionYears, *, inside: bool) -> None:
    maker.heading(f"{question.number}. {question.text.sv}", 1)
    if question.missing:
        maker.paragraph(f"Frågan ställdes inte: {', '.join(map(str, question.missing))}.")
    for some in question.stretches:
        _stretch(maker, question, some)
    for told in question.sums:
        _sums(maker, question, told, inside=inside)
    _bodies(maker, question, inside=inside)


def _stretch(maker: Maker, question: QuestionYears, some: Sequence[YearOf]) -> None:
    """How many chose what in years within which the question is the same."""
    first = some[0]
    if first.breaks:
        told = f"{first.year} ändrades frågan. Åren före jämförs inte med åren från och med då."
        maker.paragraph(told, bold=True)
    if some[-1].text != question.text:
        maker.paragraph(f"Frågan löd: {some[-1].text.sv}")
    counted = [y for y in some if y.silent is not None]
    if counted:
        words = [c.sv for c, _n in counted[-1].counts]
        header = ("År", *words, "Inte svarat", "Tillfrågade", "Har ändrat svar")
        rows = [_counts(y) for y in counted]
        maker.table(header, rows, title=f"Antal svar {_span(counted)}, fråga {question.number}")


def _counts(year: YearOf) -> tuple[str, ...]:
    moved = "" if year.moved is None else str(year.moved)
    return str(year.year), *(str(n) for _c, n in year.counts), str(year.silent), str(year.asked), moved


def _span(years: Sequence[YearOf]) -> str:
    first, last = years[0].year, years[-1].year
    return f"{first}" if first == last else f"{first}–{last}"


def _sums(maker: Maker, question: QuestionYears, told: SumYears, *, inside: bool) -> None:
    """What was filled in, added up, a row for each year."""
    header = ("År", *_SUM_HEADS)
    pairs = list(zip(question.years, told.cells, strict=True))
    rows = [(_marked(year), *_sum(cell, inside=inside)) for year, cell in pairs]
    maker.table(header, rows, title=f"{told.field.sv} {_span(question.years)}, fråga {question.number}")
    if _uneven(told):
        maker.paragraph(UNEVEN)


def _uneven(told: SumYears) -> bool:
    """Whether not equally many filled it in every year."""
    return len({(c.n, c.asked) for c in told.cells if c is not None}) > 1


def _sum(cell: SumOf | None, *, inside: bool) -> tuple[str, ...]:
    if cell is None:
        return ("Ingen har fyllt i" if inside else "Visas inte", "", "", "")
    target = "" if cell.target is None else str(cell.target)
    return cell.value.sv, f"{cell.n} av {cell.asked}", target, _day(cell.corrected)


def _marked(year: YearOf) -> str:
    return f"{year.year}, ändrad fråga" if year.breaks else str(year.year)


def _bodies(maker: Maker, question: QuestionYears, *, inside: bool) -> None:
    """What each organisation chose year by year, and its own words where they may be read."""
    if not question.rows:
        return
    for start in range(0, len(question.years), WIDEST):
        years = question.years[start : start + WIDEST]
        header = ("Organisation", *map(_marked, years))
        rows = [
            (b.body, *(_cell(c, inside=inside) for c in b.cells[start : start + WIDEST]))
            for b in question.rows
            if any(c is not None for c in b.cells[start : start + WIDEST])
        ]
        title = f"Organisation för organisation {_span(years)}, fråga {question.number}: {question.short.sv}"
        maker.table(header, rows, title=title, drop_empty=False)


def _cell(cell: YearCell | None, *, inside: bool) -> Lines:
    if cell is None:
        return Lines(("Inte tillfrågad" if inside else "Visas inte",))
    chosen = cell.chosen.sv if cell.chosen else "" if cell.answered else "Inte svarat"
    return Lines((chosen, _noted(cell), cell.text, *_filled(cell)))


def _noted(cell: YearCell) -> str:
    """That it is another choice than the year before, and the day on which it was put right."""
    told = ["ändrat" if cell.moved else "", f"rättat {_day(cell.corrected)}" if cell.corrected else ""]
    return ", ".join(t for t in told if t)


def _filled(cell: YearCell) -> list[str]:
    return [f"{label.sv}: {value.sv}" for label, value in cell.more]


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


# The same as sheets, so that all of it can be sorted.


def years_sheets(questions: Sequence[QuestionYears]) -> Iterator[Sheet]:
    """Counts, sums and organisations, a row for each year and answer."""
    yield TITLE, _COUNTS, [row for q in questions for row in _count_rows(q)], (*_START, "text", *["number"] * 3)
    kinds = (*_START, "text", "text", *["number"] * 3, "date")
    yield f"{TITLE}, sammanlagt", _SUMS, [row for q in questions for row in _sum_rows(q)], kinds
    kinds = ("number", "text", "text", "number", "text", "text", "date", "text", "text")
    yield f"{TITLE}, organisationer", _BODIES, [row for q in questions for row in _body_rows(q)], kinds


_START = ("number", "text", "number", "text")
_YEAR = ("Nr", "Fråga", "År", "Samma fråga som året före")
_COUNTS = (*_YEAR, "Svar", "Antal", "Tillfrågade", "Har ändrat svar")
_SUMS = (*_YEAR, "Vad", "Sammanlagt", "Har fyllt i", "Tillfrågade", "Mål", "Rättat")
_BODIES = ("Nr", "Fråga", "Organisation", "År", "Svar", "Ändrat", "Rättat", "Text", "Ifyllt")


def _same(place: int, year: YearOf) -> str:
    return "" if not place else "nej" if year.breaks else "ja"


def _count_rows(question: QuestionYears) -> Iterator[list[str]]:
    for place, year in enumerate(question.years):
        if year.silent is None:
            continue
        start = [str(question.number), year.text.sv, str(year.year), _same(place, year)]
        moved = "" if year.moved is None else str(year.moved)
        for word, n in [*((c.sv, n) for c, n in year.counts), ("Inte svarat", year.silent)]:
            yield [*start, word, str(n), str(year.asked), moved]


def _sum_rows(question: QuestionYears) -> Iterator[list[str]]:
    for told in question.sums:
        for place, (year, cell) in enumerate(zip(question.years, told.cells, strict=True)):
            if cell is not None:
                start = [str(question.number), year.text.sv, str(year.year), _same(place, year), told.field.sv]
                target = "" if cell.target is None else str(cell.target)
                yield [*start, cell.value.sv, str(cell.n), str(cell.asked), target, str(cell.corrected or "")]


def _body_rows(question: QuestionYears) -> Iterator[list[str]]:
    for body in question.rows:
        for year, cell in zip(question.years, body.cells, strict=True):
            if cell is not None:
                start = [str(question.number), year.text.sv, body.body, str(year.year)]
                chosen = cell.chosen.sv if cell.chosen else "" if cell.answered else "Inte svarat"
                moved = "ja" if cell.moved else ""
                yield [*start, chosen, moved, str(cell.corrected or ""), cell.text, "\n".join(_filled(cell))]


@dataclass(frozen=True, slots=True)
class YearsPaper:
    """A kind's questions through the years, for a paper of its own. inside: it holds what only some may read."""

    questions: tuple[QuestionYears, ...]
    county: str
    kind: str
    made_on: date
    inside: bool
    made_up: bool = False


def render_years(paper: YearsPaper, *, stem: str, kind: str) -> Rendered:
    """The paper as "docx", "pdf" or "xlsx"; ValueError for another."""
    if kind not in {"docx", "pdf", "xlsx"}:
        raise ValueError(f"the years have no {kind!r}; there are docx, pdf and xlsx")
    maker = Maker()
    finish = _finish(paper)
    if kind == "xlsx":
        document, finish = _book(paper, maker, finish)
        data = write_xlsx(document, finish)
    else:
        for question in paper.questions:
            _question(maker, question, inside=paper.inside)
        document = Document(tuple(maker.blocks), title=TITLE)
        data = write_docx(document, finish) if kind == "docx" else write_pdf(document, finish)
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], data)


def _book(paper: YearsPaper, maker: Maker, finish: Finish) -> tuple[Document, Finish]:
    maker.facts((("Län", paper.county), ("Omgång", paper.kind)))
    kinds: dict[str, tuple[str, ...]] = {}
    for name, header, rows, columns in years_sheets(paper.questions):
        if rows:
            maker.table(header, rows, title=name, sheet=name, drop_empty=False)
            kinds[name] = columns
    return Document(tuple(maker.blocks), format="xlsx", title=TITLE), replace(finish, column_kinds=kinds)


def _finish(paper: YearsPaper) -> Finish:
    made_up = f"Påhittade uppgifter. {paper.county} finns inte." if paper.made_up else ""
    private = "Här står allas svar med namn. Sprid det inte vidare." if paper.inside else ""
    return Finish(
        title=TITLE,
        kicker=f"Uppföljning, {paper.county}",
        lead=f"{paper.kind}. I bokstavsordning; tabellerna är ingen rangordning." if paper.inside else LEAD,
        facts=(("Gjord", long_date(paper.made_on)),),
        notice=" ".join(t for t in (private, made_up) if t),
        running=f"{TITLE}, {paper.county}. {made_up}".strip(),
        contents="Innehåll" if len(paper.questions) > 3 else "",
        author=paper.county,
        subject=f"{TITLE}: {paper.kind}" if paper.kind else TITLE,
        keywords=("psykisk hälsa", "uppföljning", paper.county),
        created=datetime.combine(paper.made_on, time(12), UTC),
        marks={c.sv: c.mark for q in paper.questions for y in q.years for c, _n in y.counts if c.mark},
    )
