"""Tables without lines, or with few: rows and merged cells are told by numbers, labels, texts and white space."""

from __future__ import annotations

from reportlab.lib import colors
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table
from tests.documents.pdf import made
from tests.documents.pdf.judge import tables, texts

from samplan.documents.pdf import read_pdf

LONG = (
    "Länet har ett sammanhållet arbete där barn och unga känner sig delaktiga oavsett bostadsort, ålder, kön och "
    "bakgrund, och där vård, skola och omsorg tar ett gemensamt ansvar utan att någon behöver berätta flera gånger"
)
PADDING = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


def _table(rows: list[list[str]], widths: list[int], *style: tuple[object, ...], bold: int = 1) -> Table:
    """A table of reportlab; so many rows at the top, and texts that begin with "*", are bold."""
    cells = [
        [
            Paragraph(text.removeprefix("*"), made.BOLD if r < bold or text.startswith("*") else made.BODY)
            for text in row
        ]
        for r, row in enumerate(rows)
    ]
    return Table(cells, colWidths=widths, style=[*PADDING, *style])


def test_a_column_of_numbers_counts_the_rows_and_is_a_column_of_its_own() -> None:
    rows = [
        ["#", "Mål", "Insats", "Ansvar"],
        ["1", LONG, "Utbilda personal i skolan", "Region"],
        ["2", "", "Kartlägga behoven i alla kommuner och sammanställa dem för gruppen", "Kommun"],
        ["3", "Fler får stöd", "Följa upp", "Kommun"],
    ]
    found = texts(tables(read_pdf(made.reportlab_story([_table(rows, [30, 160, 160, 100])])))[0])
    assert [row[0] for row in found] == ["#", "1", "2", "3"]
    assert [row[2] for row in found] == [row[2] for row in rows]


def test_a_merged_cell_whose_text_runs_on_beside_other_rows_stays_whole() -> None:
    rows = [
        ["Mål", "Insats", "Ansvar"],
        [LONG, "Utbilda personal", "Region"],
        ["", "Kartlägga behov", "Kommun"],
        ["Färre väntar", "Följa upp", "Region"],
        ["Alla vet vart de ska vända sig", "Informera", "Kommun"],
    ]
    table = _table(rows, [170, 150, 100], ("SPAN", (0, 1), (0, 2)))
    (found,) = tables(read_pdf(made.reportlab_story([table])))
    assert [cell.text for row in found.rows for cell in row if cell.text.startswith("Länet")] == [LONG]
    assert [row[1] for row in texts(found)] == [row[1] for row in rows]


def test_lines_under_some_columns_part_rows_beside_a_merged_cell() -> None:
    rows = [
        ["Utmaning", "Förslag", "Aktör"],
        ["Hur kan arbetet fungera i varje kommun?", "En webbsida", "Region"],
        ["", "En temadag", ""],
        ["", "En referensgrupp", "Kommun"],
        ["Hur når vi alla?", "Besök", "Kommun"],
    ]
    line = (0.5, colors.black)
    style = [("SPAN", (0, 1), (0, 3)), ("LINEBELOW", (0, 0), (-1, 0), *line), ("LINEBELOW", (1, 1), (-1, 2), *line)]
    style += [("LINEBELOW", (0, 3), (-1, 3), *line), ("TOPPADDING", (0, 0), (-1, -1), 1)]
    (found,) = tables(read_pdf(made.reportlab_story([_table(rows, [180, 150, 100], *style)])))
    assert [row[1] for row in texts(found)] == [row[1] for row in rows]
    assert {row[0] for row in texts(found)[1:4]} == {rows[1][0]}


def test_bold_labels_lead_the_rows_of_a_sheet_without_lines() -> None:
    rows = [
        ["*Nuläge", "Insatserna når inte fram."],
        ["*Aktivitet", "Utbilda personal"],
        ["", "Kartlägga behov"],
        ["", "Följa upp"],
        ["*Ansvariga", "Region"],
        ["", "Kommun"],
    ]
    (found,) = tables(read_pdf(made.reportlab_story([_table(rows, [140, 280], bold=0)])))
    assert texts(found) == [
        ["Nuläge", "Insatserna når inte fram."],
        ["Aktivitet", "Utbilda personal Kartlägga behov Följa upp"],
        ["Ansvariga", "Region Kommun"],
    ]


HEAD = ["Mål", "Insats", "När"]
BODY = [["Fler får stöd", "Utbilda personal", "2024"], ["Färre väntar", "Kartlägga behov", "2025"]]
WIDTHS = [170, 170, 80]


def test_a_bold_line_alone_in_its_row_heads_the_rows_below_it_over_all_columns() -> None:
    rows = [HEAD, ["*Barn och unga", "", ""], *BODY, ["*Äldre", "", ""], ["Alla nås", "Besöka", "2026"]]
    (found,) = tables(read_pdf(made.reportlab_story([_table(rows, WIDTHS)])))
    assert [(row[0].text, row[0].column_span) for row in found.rows if row[0].column_span > 1] == [
        ("Barn och unga", 3),
        ("Äldre", 3),
    ]


def test_a_head_and_a_section_left_at_the_foot_of_a_page_go_into_the_table_on_the_next() -> None:
    story = [
        Spacer(1, 560),
        Paragraph(LONG + ".", made.BODY),
        Spacer(1, 40),
        _table([HEAD, ["*Barn och unga", "", ""]], WIDTHS),
        PageBreak(),
        _table([HEAD, *BODY], WIDTHS),
    ]
    document = read_pdf(made.reportlab_story(story))
    (found,) = tables(document)
    assert texts(found) == [HEAD, ["Barn och unga"] * 3, *BODY]
    assert "Mål Insats När" in [piece.text for piece in document.furniture]
