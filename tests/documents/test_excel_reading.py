"""Excel workbooks are read sheet by sheet, as a person in Sweden sees them."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.documents.building import kept, kept_of, raw_xlsx, saved

from samplan.documents import Document, read
from samplan.documents.blocks import Heading, ListItem, Note, Paragraph, Table
from samplan.documents.excel.numbers import shown


def workbook() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def of(book: openpyxl.Workbook) -> Document:
    return read(saved(book), name="plan.xlsx")


def grid(table: object) -> list[list[str | None]]:
    assert isinstance(table, Table)
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def test_titles_above_and_blocks_of_rows_become_headings_and_tables() -> None:
    book = workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet["A1"] = "Handlingsplan 2024"
    sheet["A1"].font = Font(bold=True, size=18)
    sheet.merge_cells("A1:C1")
    sheet["A2"] = "Antagen av länets nämnder."
    for row, values in enumerate((("Mål", "Aktivitet", "Tid"), ("Färre", "Utbilda", "Ht 2024")), start=4):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
    sheet["A8"], sheet["B8"] = "Kostnad", "År"
    sheet["A9"], sheet["B9"] = 20000, 2025
    title, text, first, second = of(book).blocks
    assert isinstance(title, Heading)
    assert (title.text, title.level) == ("Handlingsplan 2024", 1)
    assert isinstance(text, Paragraph)
    assert grid(first) == [["Mål", "Aktivitet", "Tid"], ["Färre", "Utbilda", "Ht 2024"]]
    assert grid(second) == [["Kostnad", "År"], ["20000", "2025"]]
    assert isinstance(first, Table)
    assert first.title == "Plan"
    cell = first.rows[1][2]
    assert (cell.provenance.page, cell.provenance.sheet, cell.provenance.row, cell.provenance.column) == (
        1,
        "Plan",
        4,
        2,
    )


def test_an_empty_row_inside_a_table_with_a_bold_header_does_not_end_it() -> None:
    book = workbook()
    sheet = book.active
    for column, value in enumerate(("Mål", "Aktivitet"), start=1):
        sheet.cell(1, column, value).font = Font(bold=True)
    sheet["A2"], sheet["B2"], sheet["A4"], sheet["B4"] = "m1", "a1", "m2", "a2"
    (table,) = of(book).blocks
    assert grid(table) == [["Mål", "Aktivitet"], ["m1", "a1"], ["m2", "a2"]]


def test_merged_cells_are_spans() -> None:
    book = workbook()
    sheet = book.active
    rows = (("Mål", "Aktivitet", "Tid"), ("gemensamt", "a", "2024"), (None, "b", "2025"), (None, "c", None))
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B4:C4")
    (table,) = of(book).blocks
    assert grid(table)[1:] == [["gemensamt", "a", "2024"], ["gemensamt", "b", "2025"], ["gemensamt", "c", "c"]]
    assert isinstance(table, Table)
    assert (table.rows[1][0].row_span, table.rows[3][0].column_span) == (3, 2)


def test_a_merge_that_reaches_to_the_sheets_end_costs_nothing() -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    second = '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A3:XFD1048576"/><mergeCell ref="B2:B1048576"/></mergeCells>'
    (table,) = read(raw_xlsx(f"<sheetData>{first}{second}</sheetData>{merges}"), name="a.xlsx").blocks
    assert grid(table) == [["1", "2"], ["3", "4"]]


def test_line_breaks_and_bullets_in_a_cell() -> None:
    book = workbook()
    sheet = book.active
    sheet.append(("Mål", "Aktivitet"))
    sheet.append(("Ett mål som\nbryts mitt i", "Start\n• utbilda\n• följa upp\nsamlat\nSlut"))
    sheet.append(("x", "1. först\n2. sedan"))
    (table,) = of(book).blocks
    assert isinstance(table, Table)
    assert [part.text for part in table.rows[1][0].content] == ["Ett mål som bryts mitt i"]
    parts = table.rows[1][1].content
    assert [(type(part), part.text) for part in parts] == [
        (Paragraph, "Start"),
        (ListItem, "utbilda"),
        (ListItem, "följa upp samlat"),
        (Paragraph, "Slut"),
    ]
    assert [getattr(part, "marker", None) for part in table.rows[2][1].content] == ["1.", "2."]


def test_all_sheets_are_read_and_hidden_ones_are_told_of() -> None:
    book = workbook()
    book.active.title = "Ett"
    book.active.append(("a", "b"))
    hidden = book.create_sheet("Dold")
    hidden.append(("c", "d"))
    hidden.sheet_state = "hidden"
    text = book.create_sheet("Läs mig")
    text["B2"] = "Bara en text"
    document = of(book)
    assert [block.provenance.sheet for block in document.blocks] == ["Ett", "Dold", "Läs mig", "Läs mig"]
    assert document.warnings == ("hidden_sheets",)
    assert document.pages == 3
    assert isinstance(document.blocks[2], Heading)


def test_comments_text_boxes_and_margins_are_read() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_comment(0, 1, "stämmer detta")
        sheet.insert_textbox(3, 3, "text i en ruta")
        sheet.set_header('&C&"Arial,Bold"&12Länets plan')
        sheet.set_footer("&CSida &P av &N")
    document = read(out.getvalue(), name="a.xlsx")
    notes = [(block.kind, block.text) for block in document.blocks if isinstance(block, Note)]
    assert ("box", "text i en ruta") in notes
    assert any(kind == "comment" and "stämmer detta" in text for kind, text in notes)
    assert [(piece.kind, piece.text) for piece in document.furniture] == [
        ("header", "Länets plan"),
        ("page_number", "Sida av"),
    ]


def test_a_comment_stands_at_its_cell() -> None:
    book = workbook()
    book.active.append(("a", "b"))
    book.active["B1"].comment = Comment("kolla", "någon")
    note = of(book).blocks[-1]
    assert isinstance(note, Note)
    assert (note.text, note.provenance.row, note.provenance.column) == ("kolla", 0, 1)


def test_formulas_give_their_values_and_those_without_are_told_of() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["Summa"])
        book.worksheets()[0].write_formula(0, 1, "=1+1", None, 2)
    assert "2" in kept(read(out.getvalue(), name="a.xlsx"))
    plain = workbook()
    plain.active.append(("Summa", "=1+1"))
    assert of(plain).warnings == ("formulas_without_values",)


def test_a_million_formatted_empty_rows_are_no_rows() -> None:
    empty = "".join(
        f'<row r="{row}" ht="15"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 60_000)
    )
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>ett</t></is></c><c r="B1"><v>2</v></c></row>'
    last = '<row r="900000"><c r="C900000" t="str"><v>sist</v></c></row>'
    table, text = read(raw_xlsx(f"<sheetData>{first}{empty}{last}</sheetData>"), name="a.xlsx").blocks
    assert grid(table) == [["ett", "2"]]
    assert isinstance(text, Paragraph)
    assert (text.text, text.provenance.row) == ("sist", 899_999)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (7621404.0, "", "7621404"),
        (0.5, "", "0,5"),
        (0.1 + 0.2, "", "0,3"),
        (0.455, "0.0%", "45,5%"),
        (1, "0%", "100%"),
        (20000, '#,##0 "kr"', "20000 kr"),
        (20000, "#,##0 [$kr-41D]", "20000 kr"),
        (12.345, "0.00", "12,35"),
        (45413, "yyyy-mm-dd", "2024-05-01"),
        (45413, "mmm yyyy", "maj 2024"),
        (45413, "yyyy", "2024"),
        (45413.5625, "yyyy-mm-dd hh:mm", "2024-05-01 13:30"),
        (0.5625, "h:mm", "13:30"),
        (45413, "d mmmm", "1 maj"),
        (45413, "[$-41D]d mmmm yyyy;@", "2024-05-01"),
        (-3, "0", "-3"),
        (2024, "General", "2024"),
        (1e300, "yyyy", "1e+300"),
    ],
)
def test_numbers_and_dates(value: float, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_dates_and_truths_written_by_openpyxl() -> None:
    book = workbook()
    book.active.append((dt.date(2024, 5, 1), dt.datetime(2024, 5, 1, 13, 30), True, False))  # noqa: DTZ001
    (table,) = of(book).blocks
    assert grid(table) == [["2024-05-01", "2024-05-01 13:30", "SANT", "FALSKT"]]


CELLS = st.lists(
    st.lists(
        st.none() | st.text(alphabet="abcåäö ÅÄ019-,.\n•", min_size=1, max_size=30) | st.integers(-9999, 999_999),
        max_size=5,
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(CELLS, CELLS)
def test_every_word_put_in_is_in_the_document(first: list[list[object]], second: list[list[object]]) -> None:
    book = workbook()
    for sheet, rows in ((book.active, first), (book.create_sheet("Två"), second)):
        for row in rows:
            sheet.append([f"'{value}" if isinstance(value, str) and value.startswith("=") else value for value in row])
    book.active["H1"] = "alltid"
    wanted = kept_of([str(value) for rows in (first, second) for row in rows for value in row if value is not None])
    assert not wanted - kept(of(book))


def test_half_characters_that_nothing_can_carry_are_left_out() -> None:
    cells = "<sheetData>" + "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c><c r="B{row}"><v>1</v></c></row>'
        for row, text in enumerate(("a_xD800_b", "c_x0000_d", "e_xDFFF_"), start=1)
    )
    texts = [text for text, _ in read(raw_xlsx(cells + "</sheetData>"), name="a.xlsx").texts()]
    assert {"a b", "c d", "e"} <= set(texts)
    for text in texts:
        text.encode()
