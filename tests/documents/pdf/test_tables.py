"""Tables: each printed in many looks from a known plan, read back, and compared place by place."""

from __future__ import annotations

import io
import random

import pdfplumber
import pytest
from reportlab.lib import colors
from reportlab.platypus import PageBreak, Paragraph, Spacer
from reportlab.platypus import Table as RlTable
from tests.documents.pdf import made
from tests.documents.pdf.judge import bare, items, printed, short_of, tables, texts

from samplan.documents.blocks import Heading
from samplan.documents.pdf import read_pdf
from samplan.documents.pdf.opening import open_pdf
from samplan.documents.pdf.sheets import find_grids, read_sheet


@pytest.mark.parametrize("style", sorted(made.STYLES))
@pytest.mark.parametrize("columns", [3, 5, 7])
def test_a_table_in_any_ruling_over_several_pages_is_one_table_with_its_head_once(style: str, columns: int) -> None:
    plan = made.plan(columns, columns=columns, rows=14)
    data = made.reportlab_pdf(plan, style, wide=columns == 7)
    document = read_pdf(data)
    assert (document.pages or 0) >= 2
    (table,) = tables(document)
    assert [[bare(text) for text in row] for row in texts(table)] == printed(plan)
    assert not short_of(document, data)


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(x: none, y: 0.5pt)", "(x: 0.5pt, y: none)"])
@pytest.mark.parametrize("columns", [3, 5])
@pytest.mark.parametrize("tags", [True, False])
def test_a_hyphenated_table_of_typst_keeps_rows_columns_and_bullets(stroke: str, columns: int, tags: bool) -> None:
    plan = made.plan(40 + columns, columns=columns, rows=9)
    document = read_pdf(made.typst_pdf(plan, stroke=stroke, flipped=columns == 5, tags=tags))
    (table,) = tables(document)
    assert [[bare(text) for text in row] for row in texts(table)] == printed(plan)
    bullets = [[[bare(p[2:]) for p in parts if p.startswith("• ")] for parts in row] for row in plan.rows]
    assert [[[bare(item) for item in cell] for cell in row] for row in items(table)[1:]] == bullets


def test_no_paragraph_of_a_cell_is_broken_where_the_source_has_no_break() -> None:
    plan = made.plan(3, columns=5, rows=10)
    (table,) = tables(read_pdf(made.reportlab_pdf(plan, "grid")))
    for row, expected in zip(table.rows[1:], plan.rows, strict=True):
        for cell, parts in zip(row, expected, strict=True):
            ends = {len(bare("".join(p.removeprefix("• ") for p in parts[: k + 1]))) for k in range(len(parts))}
            got = {len(bare("".join(p.text for p in cell.content[: k + 1]))) for k in range(len(cell.content))}
            assert got <= ends


def test_cells_merged_over_rows_and_columns_keep_their_spans() -> None:
    rows = [
        ["Område", "Mål", "", "Ansvarig"],
        ["", "Lång sikt", "Kort sikt", ""],
        ["Barn", "Färre mår dåligt", "Utbilda", "Region"],
        ["", "", "Kartlägg", "Kommun"],
        ["Vuxna", "Fler får stöd", "Samverka", "Region"],
    ]
    merged = [((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (3, 1)), ((0, 2), (0, 3)), ((1, 2), (1, 3))]
    style = [*made.GRID, ("FONTNAME", (0, 0), (-1, 1), "Helvetica-Bold"), *(("SPAN", *m) for m in merged)]
    (table,) = tables(read_pdf(made.reportlab_story([RlTable(rows, style=style)])))
    spans = {cell.text: (cell.row_span, cell.column_span) for row in table.rows for cell in row}
    assert spans["Område"] == (2, 1)
    assert spans["Mål"] == (1, 2)
    assert spans["Färre mår dåligt"] == (2, 1)
    assert spans["Kartlägg"] == (1, 1)
    assert all(cell.header for row in table.rows[:2] for cell in row)
    assert not any(cell.header for row in table.rows[2:] for cell in row)
    assert texts(table)[3] == ["Barn", "Färre mår dåligt", "Kartlägg", "Kommun"]


def test_a_merged_cell_goes_on_over_the_page_break() -> None:
    heads = ["Område", "Aktivitet"]
    widths = [150, 300]
    first = [heads, ["Barn och unga", "Utbilda"], ["", "Kartlägg"], ["Vuxna", "Samverka"], ["", "Informera"]]
    second = [heads, ["", "Följ upp"], ["", "Berätta"], ["Äldre", "Besök"]]
    story = [
        RlTable(first, colWidths=widths, style=[*made.GRID, ("SPAN", (0, 1), (0, 2)), ("SPAN", (0, 3), (0, 4))]),
        PageBreak(),
        RlTable(second, colWidths=widths, style=[*made.GRID, ("SPAN", (0, 1), (0, 2))]),
    ]
    (table,) = tables(read_pdf(made.reportlab_story(story)))
    areas = ["Område", "Barn och unga", "Barn och unga", "Vuxna", "Vuxna", "Vuxna", "Vuxna", "Äldre"]
    assert [row[0] for row in texts(table)] == areas


def test_the_repeated_head_is_set_aside_with_its_page() -> None:
    plan = made.plan(2, columns=5, rows=14)
    document = read_pdf(made.reportlab_pdf(plan, "grid"))
    assert [p.provenance.page for p in document.furniture if p.text == "Aktivitet"] == [2, 3]
    assert tables(document)[0].rows[0][0].header


def test_rows_know_the_page_they_stand_on() -> None:
    plan = made.plan(2, columns=5, rows=14)
    (table,) = tables(read_pdf(made.reportlab_pdf(plan, "grid")))
    found = [row[0].provenance.page for row in table.rows]
    assert found == sorted(found)
    assert found[0] == 1
    assert found[-1] == 3
    assert [row[0].provenance.row for row in table.rows] == list(range(15))


@pytest.mark.parametrize("tags", [True, False])
def test_a_row_that_the_page_break_cuts_is_one_row(tags: bool) -> None:
    source = """
#set page(width: 16cm, height: 6cm, margin: 1cm)
#set text(size: 10pt, lang: "sv")
#table(columns: (1fr, 2fr, 1fr), table.header[*Område*][*Aktivitet*][*Ansvarig*],
[1.1 Barn], [#lorem(20)], [Region],
[1.2 Unga], [Utbildningen omfattar alla medarbetare som möter unga och deras anhöriga i länets samtliga kommuner och
i regionens verksamheter samt de frivilliga organisationer som deltar i arbetet under hela den period som planen gäller
för och som har anmält sig till den gemensamma utbildningen], [Kommun],
[1.3 Vuxna], [Kort text], [Region])
"""
    document = read_pdf(made.typst_text(source, tags=tags))
    assert document.pages == 2
    (table,) = tables(document)
    assert [row[0] for row in texts(table)] == ["Område", "1.1 Barn", "1.2 Unga", "1.3 Vuxna"]
    assert "gemensamma utbildningen" in texts(table)[2][1]


def test_two_tables_under_their_own_headings_stay_two() -> None:
    plan = made.plan(5, columns=3, rows=2)
    rows = [plan.heads, *[["\n".join(parts) for parts in row] for row in plan.rows]]
    story = []
    for name in ("Barn och unga", "Vuxna"):
        story += [Paragraph(name, made.HEADING), RlTable(rows, style=made.GRID), Spacer(1, 20), PageBreak()]
    document = read_pdf(made.reportlab_story(story))
    assert len(tables(document)) == 2
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == ["Barn och unga", "Vuxna"]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_sheet_with_labels_on_the_left_is_a_table_of_two_columns(ruled: bool) -> None:
    labels = {
        "Utvecklingsområde": ["2. Tidiga insatser"],
        "Bakgrund": ["Många unga mår dåligt och väntar länge på hjälp. " * 4],
        "Mål": ["L: Barn mår bra.", "K: Elevhälsan är stärkt."],
        "Aktiviteter": ["• Kartlägga behov", "• Utbilda personal"],
        "Ansvarig": ["Socialchefsnätverket"],
    }
    rows = [
        [Paragraph(label, made.BOLD), [Paragraph(part, made.BODY) for part in parts]] for label, parts in labels.items()
    ]
    style = [*(made.GRID if ruled else []), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    document = read_pdf(made.reportlab_story([RlTable(rows, colWidths=[110, 380], style=style)]))
    (table,) = tables(document)
    assert [row[0] for row in texts(table)] == list(labels)
    assert items(table)[3][1] == ["Kartlägga behov", "Utbilda personal"]
    assert texts(table)[0][1] == "2. Tidiga insatser"


def test_numbers_in_columns_without_lines_are_a_table() -> None:
    rows = [["Kommun", "2019", "2020"], ["Granby", "12", "14"], ["Ekeby", "90", "91"], ["Sjövik", "7", "11"]]
    story = [RlTable(rows, style=[("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")], hAlign="LEFT")]
    (table,) = tables(read_pdf(made.reportlab_story(story)))
    assert texts(table) == rows


def test_shaded_cells_without_lines_make_a_table() -> None:
    rows = [["Mål", "Status"], ["Ett gemensamt mål", "Klart"], ["Ett annat mål", "Pågår"]]
    fills = [("BACKGROUND", (0, 0), (-1, 0), colors.lightblue), ("BACKGROUND", (0, 1), (-1, -1), colors.whitesmoke)]
    (table,) = tables(read_pdf(made.reportlab_story([RlTable(rows, style=fills)])))
    assert texts(table) == rows
    assert [cell.header for cell in table.rows[0]] == [True, True]


def test_plain_grids_agree_with_pdfplumber() -> None:
    plan = made.plan(9, columns=5, rows=5)
    data = made.reportlab_pdf(plan, "grid")
    document = open_pdf(data)
    sheet = read_sheet(document, 0)
    document.close()
    find_grids(sheet)
    with pdfplumber.open(io.BytesIO(data)) as other:
        (theirs,) = other.pages[0].find_tables()
    (ours,) = sheet.grids
    assert sorted(tuple(round(v) for v in cell.box) for cell in ours.cells) == sorted(
        tuple(round(v) for v in cell) for cell in theirs.cells
    )


@pytest.mark.parametrize("style", ["grid", "horizontal", "none"])
def test_a_heading_over_all_columns_is_a_row_of_one_cell_and_the_head_stays_the_head(style: str) -> None:
    plan = made.plan(3, columns=4, rows=6)
    rows: list[list[object]] = [[Paragraph(head, made.BOLD) for head in plan.heads]]
    spans = []
    for i, row in enumerate(plan.rows):
        if i % 2 == 0:
            spans.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([Paragraph(f"Insatsområde {i}: barn, unga och unga vuxna i länet", made.BOLD), "", "", ""])
        rows.append([[Paragraph(part, made.BODY) for part in parts] for parts in row])
    looks = [*made.STYLES[style], *spans, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    (table,) = tables(read_pdf(made.reportlab_story([RlTable(rows, colWidths=plan.widths, style=looks)])))
    over = [row[0].text for row in table.rows if row[0].column_span == 4]
    assert over == [f"Insatsområde {i}: barn, unga och unga vuxna i länet" for i in (0, 2, 4)]
    assert [[bare(text) for text in row] for row in texts(table) if len(set(row)) > 1] == printed(plan)
    assert [row[0].header for row in table.rows] == [True] + [False] * 9


@pytest.mark.parametrize("style", ["grid", "horizontal", "zebra", "none"])
@pytest.mark.parametrize("seed", [100, 203])
def test_short_cells_and_empty_ones_without_numbers_keep_their_rows(style: str, seed: int) -> None:
    plan = made.plan(seed, columns=3, rows=12)
    rng = random.Random(seed)
    for row in plan.rows:
        row[0] = [made.sentence(rng, 2, 6, stop="")]
        row[1:] = [[made.sentence(rng, 1, 4, stop="")] if rng.random() < 0.8 else [] for _ in row[1:]]
    (table,) = tables(read_pdf(made.reportlab_pdf(plan, style)))
    assert [[bare(text) for text in row] for row in texts(table)] == printed(plan)


def test_cards_beside_one_another_keep_their_own_lines() -> None:
    def card(number: int, goal: str, deeds: tuple[str, ...]) -> list[Paragraph]:
        heads = [Paragraph(text, made.BOLD) for text in (f"Kort {number}", "Insatser", "Ansvarig", "Tid")]
        told = [Paragraph(text, made.BODY) for text in (goal, *(f"• {deed}" for deed in deeds), "Elevhälsan", "2026")]
        return [heads[0], told[0], heads[1], *told[1:-2], heads[2], told[-2], heads[3], told[-1]]

    cards = [
        card(1, "Alla elever vet vart de kan vända sig", ("Utbilda lärare", "Sprida en handbok")),
        card(2, "Fler sover gott", ("Starta en kurs", "Öppna ett kafé", "Bjuda in föräldrar")),
    ]
    style = [*made.GRID, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    document = read_pdf(made.reportlab_story([RlTable([cards], colWidths=[240, 240], style=style)]))
    (table,) = tables(document)
    assert [[bare(text)[:5] for text in row] for row in texts(table)] == [["Kort1", "Kort2"]]
    assert items(table)[0][1] == ["Starta en kurs", "Öppna ett kafé", "Bjuda in föräldrar"]
