"""Gap tables are told from a plan's other tables, and read whichever way they are drawn."""

from __future__ import annotations

import pytest

from samplan.plans.gap_tables import GapTable, read_gap, row_text, rows_of

TOWNS = ["Exempelby kommun", "Viks kommun", "Norrbyns kommun"]
MEASURES = ["Utsedd samordnare", "Stöd till efterlevande", "Program i skolan"]
STATES = {
    (0, 0): "in_place",
    (0, 1): "partly",
    (0, 2): "missing",
    (1, 0): "in_place",
    (1, 2): "missing",
    (2, 0): "partly",
    (2, 1): "in_place",
    (2, 2): "in_place",
}
SAID = {"in_place": "Finns", "partly": "Finns delvis", "missing": "Saknas"}


def said(measure: int, town: int) -> str:
    return SAID.get(STATES.get((measure, town), ""), "")


def told(table: GapTable | None) -> dict[tuple[int, int], str]:
    assert table is not None
    assert set(table.bodies) == set(TOWNS)
    assert set(table.measures) == set(MEASURES)
    return {(MEASURES.index(a.measure), TOWNS.index(a.body)): a.state for a in table.answers}


def grid(corner: str = "Åtgärd") -> list[list[str]]:
    return [[corner, *TOWNS], *([m, *(said(n, t) for t in range(3))] for n, m in enumerate(MEASURES))]


@pytest.mark.parametrize("corner", ["Åtgärd", "Rekommenderad insats", ""])
def test_measures_beside_organisations(corner):
    assert told(read_gap(grid(corner))) == STATES


@pytest.mark.parametrize("corner", ["Kommun", ""])
def test_organisations_beside_measures(corner):
    turned = [list(column) for column in zip(*grid(corner), strict=True)]
    assert told(read_gap(turned)) == STATES


def test_names_that_only_the_county_knows_decide_which_way_a_table_lies():
    names = {"Exempelby": TOWNS[0], "Vik": TOWNS[1], "Norrbyn": TOWNS[2]}
    rows = [["", *MEASURES], *([n, *(said(m, t) for m in range(3))] for t, n in enumerate(names))]
    table = read_gap(rows, is_body=lambda name: name in names)
    assert table is not None
    assert set(table.bodies) == set(names)


def test_a_line_for_each():
    rows = [["Kommun", "Åtgärd", "Läge", "Kommentar"]]
    for t, town in enumerate(TOWNS):
        rows += [[town if m == 0 else "", MEASURES[m], said(m, t), "Se bilaga"] for m in range(3)]
    table = read_gap(rows)
    assert told(table) == STATES
    assert {a.note for a in table.answers} == {"Se bilaga"}


def test_a_column_for_each_state_with_ticks_is_of_all_together():
    rows = [["GAP-analys 2018", "", "", ""], ["", "Åtgärden finns", "Åtgärden finns delvis", "Åtgärden saknas"]]
    rows += [
        ["Styrning", "", "", ""],
        [MEASURES[0], "x", "", ""],
        [MEASURES[1], "", "X", ""],
        [MEASURES[2], "", "", ""],
    ]
    table = read_gap(rows)
    assert table is not None
    assert table.measures == tuple(MEASURES)
    assert [(a.measure, a.part, a.body, a.state) for a in table.answers] == [
        (MEASURES[0], "Styrning", "", "in_place"),
        (MEASURES[1], "Styrning", "", "partly"),
    ]


def test_a_single_column_and_columns_of_years_where_the_table_is_named():
    rows = [
        ["Åtgärd", "Nuläge"],
        *([m, s] for m, s in zip(MEASURES, ["Ja", "Delvis, påbörjat i maj", "Nej"], strict=True)),
    ]
    assert read_gap(rows) is None
    table = read_gap(rows, "GAP-analys 2019")
    assert [(a.body, a.state, a.note) for a in table.answers] == [
        ("", "in_place", ""),
        ("", "partly", "påbörjat i maj"),
        ("", "missing", ""),
    ]
    years = [["Åtgärd", "2017", "2018"], [MEASURES[0], "Saknas", "Finns"], [MEASURES[1], "Saknas", "Saknas"]]
    assert [(a.year, a.state) for a in read_gap(years).answers[:2]] == [(2017, "missing"), (2018, "in_place")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Aktivitet", "Ansvarig", "Status"], ["Rutin", "Viks kommun", "Finns"], ["Kurs", "Regionen", "Saknas"]],
        [["Åtgärd", "Klar", "Kommentar"], ["Rutin", "Ja", "Bra"], ["Kurs", "Nej", "Sen"], ["Möte", "Delvis", ""]],
        [["Kommun", "2018", "2019"], ["Vik", "12", "14"], ["Norrbyn", "3", "4"], ["Exempelby", "Saknas", "5"]],
        [["Mål", "Aktivitet", "Tid"], ["Färre", "Kurs", "2018"], ["Fler", "Möte", "2019"]],
        [["Åtgärd", "Vik", "Norrbyn"], ["Rutin", "Finns", "Finns"], ["Kurs", "Finns", "Finns"]],
    ],
)
def test_other_tables_are_none(rows):
    assert read_gap(rows) is None


def test_rows_come_back_with_every_cell_in_its_place():
    rows = [["", "Vik", "Norrbyn"], ["Rutin", "", "Finns"], ["Kurs", "Saknas", ""]]
    assert rows_of([row_text(row) for row in rows]) == rows
