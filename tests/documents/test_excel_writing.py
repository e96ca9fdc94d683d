"""Excel: everything is there, dates are dates, sums are numbers, and no text is ever a formula."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.contents import contents, large

from samplan.documents import Finish, write_xlsx
from samplan.documents.blocks import Cell, Document, Paragraph, Provenance, Table
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.exchange import Cost
from samplan.publishing import layouts

IMPRINT = layouts.Imprint(label="2026-03-12", published_on=date(2026, 3, 12))


def book_of(content: PlanContent) -> openpyxl.Workbook:
    """The plan's workbook, opened."""
    return openpyxl.load_workbook(io.BytesIO(layouts.render(content, IMPRINT, kind="xlsx").data))


def rows_of(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    """A sheet's rows by header; nothing when there is no such sheet."""
    if sheet not in book.sheetnames:
        return []
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_sheets_have_frozen_headers_and_filters() -> None:
    book = book_of(large(3, 3))
    assert book.sheetnames[:2] == ["Läs mig", "Fokusområden"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
    assert book.properties.title == "En stor plan för Exempellän 2024–2028"


def test_dates_are_dates_and_sums_are_numbers() -> None:
    content = large(1, 1)
    area = content.areas[0].model_copy(update={"costs": [Cost(year=2026, min="1500", max="2000.50")]})
    book = book_of(content.model_copy(update={"areas": [area]}))
    assert rows_of(book, "Aktiviteter")[0]["Start"] == datetime(2024, 1, 1)  # noqa: DTZ001 (Excel has no zones)
    (cost,) = rows_of(book, "Kostnader")
    assert (cost["Lägst"], cost["Högst"]) == (1500, 2000.5)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(min_size=1, max_size=30).map(lambda t: f"={t}")
    | st.sampled_from(["+1", "-1+1", "@SUM(A1)", "=1+1", "{=1}"])
)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    place = Provenance(sheet="Blad")
    head = Cell((Paragraph(text, place),), place, header=True)
    body = Cell((Paragraph(text, place),), place)
    finish = Finish(title=text, facts=((text, text),), column_kinds={"Blad": ("number", "date")})
    data = write_xlsx(Document((Table(((head, head), (body, body)), place),)), finish)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None
                if cell.data_type == "n":
                    assert cell.value is None


def counted(content: PlanContent) -> Counter[tuple[object, ...]]:
    """Every item of a plan."""
    out: Counter[tuple[object, ...]] = Counter()
    for area in content.areas:
        who = (area.number, area.title)
        out[("area", *who, area.background, area.needs, area.comment)] += 1
        out.update(("goal", *who, g.level.value, g.text) for g in area.goals)
        out.update(
            ("activity", *who, a.text, a.timeframe, a.start, a.end, a.ongoing, a.kind.value, a.year)
            for a in area.activities
        )
        out.update(("indicator", *who, i.text, i.source, i.reference) for i in area.indicators)
        out.update(("responsible", *who, body.name) for body in area.responsible)
        out.update(("cost", *who, c.year, float(c.min), float(c.max)) for c in area.costs)
        out.update(("followup", *who, f.year, f.heading, f.text) for f in area.followups)
        out.update(("question", *who, q.text) for q in area.challenge_questions)
        out.update(("proposal", *who, q.text, p.text, p.actor) for q in area.challenge_questions for p in q.proposals)
        out.update(("asked", *who, text) for text in area.followup_questions)
        out.update(("other", *who, b.kind.value, b.text, b.page, b.position) for b in area.other)
    out.update(("fund", f.name, f.year, float(f.amount), f.currency) for f in content.funds)
    out.update(("other", None, None, b.kind.value, b.text, b.page, b.position) for b in content.other)
    return out


def day(value: object) -> date | None:
    """A date cell's date."""
    return value.date() if isinstance(value, datetime) else None


def number(value: object) -> int | None:
    """A cell's whole number, written as text."""
    return int(str(value)) if value not in {None, ""} else None


def found_in(book: openpyxl.Workbook) -> Counter[tuple[object, ...]]:
    """Every item of a workbook."""
    out: Counter[tuple[object, ...]] = Counter()

    def each(sheet: str) -> list[tuple[dict[str, object], tuple[object, object]]]:
        return [(row, (row.get("Nr"), row.get("Utvecklingsområde"))) for row in rows_of(book, sheet)]

    for row, who in each("Områden"):
        out[("area", *who, row["Bakgrund"], row["Behov"], row["Kommentar"])] += 1
    for row, who in each("Mål"):
        level = "long" if row["Långsiktiga mål"] is not None else "short"
        out[("goal", *who, level, row["Långsiktiga mål"] if level == "long" else row["Kortsiktiga mål"])] += 1
    for row, who in each("Aktiviteter"):
        kind = {"Planerad": "planned", "Genomförd": "reported"}[str(row["Typ"])]
        when = (row["Tidsplan"], day(row["Start"]), day(row["Slut"]), row["Fortlöpande"] == "Ja")
        out[("activity", *who, row["Aktivitet"], *when, kind, number(row["År"]))] += 1
    out.update(("indicator", *who, r["Indikator"], r["Källa"], r["Referens"]) for r, who in each("Indikatorer"))
    out.update(("responsible", *who, r["Ansvarig"]) for r, who in each("Ansvariga"))
    for row, who in each("Kostnader"):
        out[("cost", *who, number(row["År"]), float(row["Lägst"]), float(row["Högst"]))] += 1
    for row, who in each("Uppföljning"):
        ((header, text),) = [(h, t) for h, t in row.items() if h not in {"Nr", "Utvecklingsområde", "Avser"} and t]
        year = int(header.rpartition(" ")[2]) if header != "Resultat av uppföljning" else None
        out[("followup", *who, year, row["Avser"], text)] += 1
    out.update(("question", *who, r["Utmaningsfråga"]) for r, who in each("Utmaningsfrågor"))
    out.update(("proposal", *who, r["Utmaningsfråga"], r["Förslag"], r["Aktör"]) for r, who in each("Förslag"))
    out.update(("asked", *who, r["Uppföljningsfråga"]) for r, who in each("Uppföljningsfrågor"))
    for row, _ in each("Övrigt"):
        who = (row["Hör till nr"], row["Hör till"])
        out[("other", *who, row["Sort"], row["Övrig text"], number(row["Sida"]), number(row["Plats"]))] += 1
    out.update(("fund", r["Ändamål"], number(r["År"]), float(r["Belopp"]), r["Valuta"]) for r, _ in each("Medel"))
    return out


@settings(max_examples=15, deadline=None)
@given(content=contents())
def test_a_workbook_holds_every_item_of_the_plan(content: PlanContent) -> None:
    assert found_in(book_of(content)) == counted(content)


@pytest.mark.parametrize("name", ["a/b\\c", "[x]", "", "'", "x" * 60, "Läs mig", "historik: 2020?"])
def test_any_table_gets_a_sheet_name_that_excel_takes(name: str) -> None:
    place = Provenance(sheet=name)
    row = (Cell((Paragraph("a", place),), place, header=True),)
    table = Table((row, (Cell((Paragraph("b", place),), place),)), place)
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(Document((table, table)), Finish(title="T"))))
    assert len(book.sheetnames) == 3
