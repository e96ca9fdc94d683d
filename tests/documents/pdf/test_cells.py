"""What stands inside cells, and which tables follow which: the weaknesses that real plans brought to light."""

from __future__ import annotations

import pytest
from reportlab.platypus import Paragraph, Spacer
from reportlab.platypus import Table as RlTable
from tests.documents.pdf import made
from tests.documents.pdf.judge import items, short_of, tables, texts

from samplan.documents.blocks import Heading, ListItem, Note, Table
from samplan.documents.blocks import Paragraph as Par
from samplan.documents.pdf import read_pdf

TOP = [("VALIGN", (0, 0), (-1, -1), "TOP")]
PLAIN = (
    "Arbetet med planen leds av en styrgrupp där kommunerna och regionen möts fyra gånger om året för att följa upp."
)


def drawn(rows: list[list[list[str]]], widths: list[float], *, ruled: bool = True, head: bool = True) -> RlTable:
    """A table of cells of paragraphs, the first row bold."""
    cells = [
        [[Paragraph(text, made.BOLD if head and not r else made.BODY) for text in cell] or "" for cell in row]
        for r, row in enumerate(rows)
    ]
    return RlTable(cells, colWidths=widths, style=[*(made.GRID if ruled else []), *TOP])


def parts(table: Table) -> list[list[list[str]]]:
    """The texts of each cell, one by one."""
    return [[[part.text for part in cell.content] for cell in row] for row in table.rows]


@pytest.mark.parametrize("width", [46, 52, 60, 70])
def test_a_word_that_a_narrow_column_breaks_without_a_hyphen_is_whole(width: int) -> None:
    words = ["Samverkansgruppen", "socialtjänsten", "primärvården", "brukarorganisationerna", "länsgemensam"]
    running = Paragraph("Planen gäller " + " och ".join(words) + " i länet.", made.BODY)
    rows = [[["Ansvarig"], ["Mål"]], *[[[word], ["Kort text"]] for word in words]]
    data = made.reportlab_story([running, drawn(rows, [width, 300])])
    document = read_pdf(data)
    (table,) = tables(document)
    assert [row[0] for row in texts(table)][1:] == words
    assert not short_of(document, data)


@pytest.mark.parametrize("width", range(90, 200, 10))
def test_texts_in_one_cell_are_told_apart_though_no_space_parts_them(width: int) -> None:
    cell = [
        "Kartlägga behovet av stöd i skolan",
        "Utbilda personal i bemötande",
        "Starta en grupp för anhöriga till unga",
        "Följa upp väntetiderna varje halvår",
        "Sprida en lathund till vårdcentraler",
    ]
    rows = [[["Aktivitet"], ["Ansvarig"]], [cell, ["Kommunen"]], [cell[::-1], ["Regionen"]]]
    (table,) = tables(read_pdf(made.reportlab_story([drawn(rows, [width, 200])])))
    assert [row[0] for row in parts(table)[1:]] == [cell, cell[::-1]]


@pytest.mark.parametrize("width", range(90, 200, 20))
def test_a_sentence_in_a_cell_is_not_torn_at_a_name(width: int) -> None:
    text = (
        "Handledning ges tillsammans med Försäkringskassan och Arbetsförmedlingen i Granby, så att Region Exempel kan"
    )
    rows = [[["Aktivitet"], ["Ansvarig"]], [[text + " följa arbetet."], ["Kommunen"]]]
    (table,) = tables(read_pdf(made.reportlab_story([Paragraph(text, made.BODY), drawn(rows, [width, 200])])))
    assert parts(table)[1][0] == [text + " följa arbetet."]


def test_a_second_head_begins_a_second_table_though_nothing_stands_between() -> None:
    goals = [[["Mål"], ["Tidshorisont"]], [["Fler får stöd i tid."], ["Långsiktigt"]], [["Fler utbildas."], ["Kort"]]]
    acts = [[["Åtgärd"], ["Ansvarig"], ["Tid"]], [["Kartlägga behov"], ["Kommunen"], ["2022"]]]
    story = [drawn(goals, [300, 150], ruled=False), drawn(acts, [200, 150, 100], ruled=False)]
    first, second = tables(read_pdf(made.reportlab_story(story)))
    assert texts(first)[0] == ["Mål", "Tidshorisont"]
    assert texts(second) == [["Åtgärd", "Ansvarig", "Tid"], ["Kartlägga behov", "Kommunen", "2022"]]


def test_rows_without_lines_may_leave_the_first_column_out() -> None:
    long = "En samordnad insats för unga som behöver stöd från flera verksamheter på samma gång"
    rows = [
        [["Område"], ["Mål"], ["Aktivitet"], ["Tid"], ["Mått"]],
        [["Barn"], [long], ["Kartlägga behov av stöd i alla skolor"], ["2022"], ["Antal kartlagda skolor i länet"]],
        [[], [], ["Utbilda personal i länets alla kommuner"], ["2023"], []],
        [["Unga"], [long], ["Starta en grupp för unga vuxna"], ["2022"], ["Antal grupper som har startat"]],
        [[], ["Fler unga vet vart de kan vända sig"], ["Sprida en lathund"], ["2024"], []],
        [[], [], ["Följa upp väntetider i vården"], ["2025"], []],
    ]
    (table,) = tables(read_pdf(made.reportlab_story([drawn(rows, [60, 130, 130, 50, 120], ruled=False)])))
    assert texts(table) == [[" ".join(cell) for cell in row] for row in rows]


def test_a_bold_label_after_a_list_is_no_part_of_its_last_item() -> None:
    story = []
    for label in ("Mål", "Aktiviteter", "Ansvarig"):
        story.append(Paragraph(label, made.BOLD))
        story += [
            Paragraph(f"• {text} i länets alla kommuner under planens tid och därefter.", made.BODY)
            for text in (
                "Stödet till unga och deras familjer ska nå fram i tid",
                "Fler ska få den hjälp de behöver nära sig",
            )
        ]
    document = read_pdf(made.reportlab_story(story))
    items = [block.text for block in document.blocks if isinstance(block, ListItem)]
    assert len(items) == 6
    assert all(item.endswith("därefter.") for item in items)


def test_small_text_in_tables_makes_no_headings_of_the_larger_running_text() -> None:
    rows = [[["Mål"], ["Aktivitet"]], *[[[PLAIN * 2], [PLAIN * 2]] for _ in range(6)]]
    story = [Paragraph(PLAIN, made.BODY.clone("large", fontSize=12, leading=15)) for _ in range(4)]
    document = read_pdf(made.reportlab_story([*story, Spacer(1, 10), drawn(rows, [240, 240])]))
    assert not any(isinstance(block, Heading) for block in document.blocks)


def test_bold_names_below_larger_headings_stay_bold_paragraphs() -> None:
    story = []
    for k in range(3):
        story += [Paragraph(f"{k + 1}. Tidiga insatser", made.HEADING), Paragraph("Stöd i skolan", made.BOLD)]
        story += [Paragraph(PLAIN, made.BODY), Paragraph(PLAIN, made.BODY), Spacer(1, 8)]
    blocks = read_pdf(made.reportlab_story(story)).blocks
    assert [b.text for b in blocks if isinstance(b, Heading)] == [f"{k}. Tidiga insatser" for k in (1, 2, 3)]
    assert [b.text for b in blocks if isinstance(b, Par) and b.bold] == ["Stöd i skolan"] * 3


@pytest.mark.parametrize("glyph", ["o", "\uf0b7", "\uf0a7"])
@pytest.mark.parametrize("tags", [True, False])
def test_an_o_and_a_glyph_that_the_font_does_not_know_are_bullets(glyph: str, tags: bool) -> None:
    listed = ["Kartlägga behov", "Utbilda personal", "20 nya platser"]
    source = '#set text(lang: "sv")\nMål för länet\n\n' + "\n\n".join(f'#"{glyph} {text}"' for text in listed)
    document = read_pdf(made.typst_text(source, tags=tags))
    assert [block.text for block in document.blocks if isinstance(block, ListItem)] == listed


def test_the_word_i_at_the_foot_of_a_page_is_no_footnote() -> None:
    rows = [[["Mål"], ["Tid"]], *[[["Att unga får hjälp i rätt tid oavsett var de bor i länet"], ["2022"]]] * 40]
    story = [Paragraph(PLAIN, made.BODY.clone("large", fontSize=12, leading=15)) for _ in range(4)]
    document = read_pdf(made.reportlab_story([*story, drawn(rows, [95, 60], ruled=False)]))
    assert not any(isinstance(block, Note) for block in document.blocks)


def test_a_typed_ring_whose_word_is_too_long_for_its_line_is_a_bullet() -> None:
    rows = [[["Insats"], ["Ansvar"]], [["o Informationsmaterialet", "o Följa upp i kommunen"], ["Region"]]]
    (table,) = tables(read_pdf(made.reportlab_story([drawn(rows, [106, 80])])))
    assert items(table)[1][0] == ["Informationsmaterialet", "Följa upp i kommunen"]


@pytest.mark.parametrize("width", [58, 62, 66, 70])
def test_a_name_that_a_narrow_column_parts_is_one(width: int) -> None:
    bodies = ["Region Exempel", "Föreningen Balans", "Projektet Lotsen"]
    rows = [[["Aktivitet"], ["Vem"]], *[[["Starta en grupp för anhöriga"], [body]] for body in bodies]]
    rows.append([["Sprida en lathund"], ["Elevhälsan", "Region Exempel", "Föreningen Balans"]])
    (table,) = tables(read_pdf(made.reportlab_story([drawn(rows, [120, width])])))
    assert [row[1] for row in parts(table)[1:]] == [*([body] for body in bodies), rows[-1][1]]
