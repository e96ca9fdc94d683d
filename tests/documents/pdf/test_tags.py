"""Tagged files: paragraphs, headings and tables as their producer tells them."""

from __future__ import annotations

import pytest
from tests.documents.pdf import made
from tests.documents.pdf.judge import tables, texts

from samplan.documents.blocks import Heading, Paragraph
from samplan.documents.pdf import read_pdf

SHEET = """
#set page(width: 14cm, height: 5.6cm, margin: 1cm)
#set text(size: 10pt, lang: "sv")
#set par(spacing: 0.65em)
#table(columns: (1fr, 2fr, 2fr), stroke: STROKE, table.header[*Område*][*Mål*][*Aktivitet*],
table.cell(rowspan: 3)[Barn], [Fler får stöd

Färre väntar länge], [Kartlägga behov

Utbilda personal

Starta grupper], [Alla vet vart de ska vända sig], [], [Skolan tar ansvar], [Följa upp

Sprida lathund], [Vuxna], [Kortare väntan], [Bygga ut mottagningen

Anställa])
"""


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_a_tagged_table_keeps_rows_columns_and_texts_over_pages(stroke: str) -> None:
    document = read_pdf(made.typst_text(SHEET.replace("STROKE", stroke)))
    assert (document.pages or 0) >= 2
    (table,) = tables(document)
    rows = [row[1:] for row in texts(table)]
    assert rows == [
        ["Mål", "Aktivitet"],
        ["Fler får stöd Färre väntar länge", "Kartlägga behov Utbilda personal Starta grupper"],
        ["Alla vet vart de ska vända sig", ""],
        ["Skolan tar ansvar", "Följa upp Sprida lathund"],
        ["Kortare väntan", "Bygga ut mottagningen Anställa"],
    ]
    assert [part.text for part in table.rows[1][2].content] == ["Kartlägga behov", "Utbilda personal", "Starta grupper"]


def test_tagged_headings_are_headings_of_their_level_and_bold_paragraphs_are_none() -> None:
    source = """
#set text(size: 10pt)
#show heading.where(level: 3): set text(size: 10pt)
= Plan
== Barn
=== Mål
*Stöd i skolan*

Fler får stöd i tid.
== Vuxna
=== Mål
*Stöd i arbetet*

Fler kan arbeta.
"""
    blocks = read_pdf(made.typst_text(source)).blocks
    found = [(b.text, b.level) for b in blocks if isinstance(b, Heading)]
    assert found == [("Plan", 1), ("Barn", 2), ("Mål", 3), ("Vuxna", 2), ("Mål", 3)]
    assert [b.text for b in blocks if isinstance(b, Paragraph) and b.bold] == ["Stöd i skolan", "Stöd i arbetet"]


def test_paragraphs_without_space_between_them_are_told_apart_by_their_tags() -> None:
    source = """
#set page(width: 9cm)
#set text(size: 10pt)
#set par(spacing: 0.65em)
Stödet ska nå fram i tid till alla som behöver det i länet.

Kommunerna och regionen delar på ansvaret för arbetet.
"""
    blocks = read_pdf(made.typst_text(source)).blocks
    assert [b.text for b in blocks] == [
        "Stödet ska nå fram i tid till alla som behöver det i länet.",
        "Kommunerna och regionen delar på ansvaret för arbetet.",
    ]


def test_a_row_on_two_pages_is_one_row_by_its_tags_whatever_its_words_say() -> None:
    source = """
#set page(width: 14cm, height: 5cm, margin: 1cm)
#set text(size: 10pt, lang: "sv")
#table(columns: (1fr, 2fr, 1fr), stroke: none, table.header[Område][Insats][Ansvar],
[Barn], [Utbilda personal.

Kartlägga behov.

Starta grupper.

Följa upp.

Berätta för andra.

Sprida kunskap.], [Region], [Vuxna], [], [Kommun])
"""
    (table,) = tables(read_pdf(made.typst_text(source)))
    assert [row[0] for row in texts(table)] == ["Område", "Barn", "Vuxna"]
    assert texts(table)[1][1].endswith("Starta grupper. Följa upp. Berätta för andra. Sprida kunskap.")
    assert texts(table)[2] == ["Vuxna", "", "Kommun"]
