"""Text whose columns are kept apart by blanks: tables with their rows, headers that pages repeat, headings between."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from samplan.documents import Document, read
from samplan.documents.blocks import ListItem, Paragraph, Table

HEAD = "Mål                  Aktivitet              Ansvarig        Tid"
FIRST = [
    "Fler unga får stöd   Utbilda personal i     Kommunerna      2025",
    "i rätt tid.          skolan                 Regionen",
    "                     Starta ett nätverk",
]
SECOND = [
    "Anhöriga vet vart    Ta fram en broschyr    Regionen        Vt 2026",
    "de kan vända sig.    och sprida den",
]


def of(*lines: str) -> Document:
    return read("\n".join(["Plan för länets hälsa 2025", "", *lines]).encode(), name="plan.txt")


def rows_of(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Table) for row in block.rows]


def test_columns_and_rows_are_told_by_the_blanks_between_them() -> None:
    document = of(HEAD, *FIRST, *SECOND)
    assert not document.flattened
    assert rows_of(document) == [
        ["Mål", "Aktivitet", "Ansvarig", "Tid"],
        [
            "Fler unga får stöd i rätt tid.",
            "Utbilda personal i skolan Starta ett nätverk",
            "Kommunerna Regionen",
            "2025",
        ],
        ["Anhöriga vet vart de kan vända sig.", "Ta fram en broschyr och sprida den", "Regionen", "Vt 2026"],
    ]


def test_what_begins_with_a_capital_in_a_cell_is_a_paragraph_of_its_own() -> None:
    table = next(block for block in of(HEAD, *FIRST, *SECOND).blocks if isinstance(block, Table))
    assert [part.text for part in table.rows[1][1].content] == ["Utbilda personal i skolan", "Starta ett nätverk"]


def test_a_table_goes_on_over_the_page_below_its_repeated_header() -> None:
    cut = [FIRST[0], f"\f{HEAD}", *FIRST[1:], *SECOND]
    document = of(HEAD, *cut)
    assert [row[0] for row in rows_of(document)] == [
        "Mål",
        "Fler unga får stöd i rätt tid.",
        SECOND[0][:17] + " de kan vända sig.",
    ]
    assert [piece.text for piece in document.furniture] == ["Mål Aktivitet Ansvarig Tid"]


def test_a_lone_line_over_another_header_is_a_heading_between_two_tables() -> None:
    document = of("Skolan", "", HEAD, *FIRST, "", "Fritiden", "", HEAD, *SECOND)
    shown = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [block.text for block in shown if block.bold][-2:] == ["Skolan", "Fritiden"]
    assert sum(isinstance(block, Table) for block in document.blocks) == 2


def test_a_word_that_a_narrow_column_broke_is_whole_again() -> None:
    narrow = [
        "Mål              Ansvarig       Tid",
        "Kompetensutveck  Regionen       2025",
        "ling för alla",
        "Fler får stöd    Kommunerna     2026",
    ]
    document = of("Kompetensutveckling är viktig för alla i länet.", "", *narrow)
    assert rows_of(document)[1][0] == "Kompetensutveckling för alla"


def test_numbers_that_count_on_begin_rows_though_nothing_else_parts_them() -> None:
    document = of(
        "Område                         Kostnad 2031 (tkr)     Kostnad 2032 (tkr)",
        "1.1 Sömn hos skolbarn          120                    85",
        "1.2 Ensamhet på landsbygden    400                    225",
        "2.1 Sorg efter olycka          90                     305",
        "2.2 Vägar till hjälp           700                    145",
    )
    assert [row[0] for row in rows_of(document)[1:]] == [
        "1.1 Sömn hos skolbarn", "1.2 Ensamhet på landsbygden", "2.1 Sorg efter olycka", "2.2 Vägar till hjälp",
    ]  # fmt: skip


def test_running_text_alone_stays_text() -> None:
    assert of("Det här är en plan som  handlar om hälsa i länet.", "Den gäller i tre år.").flattened


CELLS = st.text(alphabet="abåäöÅX 012.,-–•:()", max_size=14)
GRID = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=3, max_size=20)


@settings(max_examples=150, deadline=None)
@given(GRID)
def test_no_letter_of_a_table_is_lost(grid: list[list[str]]) -> None:
    text = f"{HEAD}\n" + "\n".join("   ".join(cell.ljust(18) for cell in row) for row in grid)
    document = read(text.encode(), name="plan.txt")
    have = "".join(each for each, _ in document.texts())
    for block in document.blocks:
        parts = [p for row in block.rows for c in row for p in c.content] if isinstance(block, Table) else [block]
        have += "".join(part.marker for part in parts if isinstance(part, ListItem) and not part.ordered)
    assert Counter(ch for ch in have if ch.isalnum()) == Counter(ch for ch in text if ch.isalnum())
