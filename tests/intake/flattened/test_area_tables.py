"""Tables that name their areas, as text row by row, in which only numbers, marks and habits part the cells."""

from __future__ import annotations

from . import flat

NUMBERED = """Översikt 2031
Nr Utvecklingsområde Insatser Ansvarig Kostnad
1 Trygga övergångar
mellan enheter
• Skriva en rutin för
utskrivning
• Ringa upp inom tre dagar
Regionen
25 000 kr
2 Stöd på nätet
• Bygga en sida om sömn
• Svara på frågor i chatt
Kommunerna
40 000 kr
3 Hälsa i skolan
• Utbilda elevhälsan
Rektorerna
15 000 kr
"""

GROUPED = """Delområde Långsiktigt mål Aktivitet Ansvarig
1. UNGA
1.1 Första samtalet
Unga får ett samtal
inom en vecka
Öppna en telefonlinje
Regionen
1.2 Skolans stöd
Skolan ser den som
mår dåligt
Utbilda lärare
Kommunerna
2. ÄLDRE
2.1 Ensamhet
Ingen äldre är ofrivilligt
ensam
Starta träffpunkter
Kommunerna
"""

TWO_ROWS = """Område Mål Genomförande
Långsiktigt mål Kortsiktigt mål Aktivitet Ansvarig
1. Trygga övergångar
Alla går vidare med
en plan
Rutinen är känd
Skriva en rutin
Regionen
2. Stöd på nätet
Alla hittar stöd när de
behöver det
Sidan är öppen för
alla åldrar
Bygga en sida
Kommunerna
"""

AGAIN = """Område 1: {first}
Insats Ansvarig Delmål Mått
Starta en öppen mottagning
Regionen
Mottagningen är öppen varje dag
Antal besök per månad
Område 2: {second}
Insats Ansvarig Delmål Mått
Utbilda ledare i föreningar
Kommunerna
Varje förening har en utbildad ledare
Antal utbildade ledare
"""

SPREAD = """Mål
Aktivitetsplan 2031
Nr Område Långsiktigt mål Kortsiktigt mål
1 Stöd på nätet Alla i länet hittar stöd när de behöver det
Sidan är öppen för alla åldrar
1 Stöd på nätet Chatten svarar inom en kvart
2 Hälsa i skolan Skolan är en plats där alla mår bra
Alla skolor har en rutin
2 Hälsa i skolan Elevhälsan når alla årskurser
"""


def test_numbers_that_count_on_begin_the_areas_of_a_table() -> None:
    areas = flat.plan_of(NUMBERED).areas
    assert [(a.number, a.title) for a in areas] == [
        ("1", "Trygga övergångar mellan enheter"), ("2", "Stöd på nätet"), ("3", "Hälsa i skolan"),
    ]  # fmt: skip
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Skriva en rutin för utskrivning", "Ringa upp inom tre dagar"],
        ["Bygga en sida om sömn", "Svara på frågor i chatt"],
        ["Utbilda elevhälsan"],
    ]
    assert [area.responsible for area in areas] == [["Regionen"], ["Kommunerna"], ["Rektorerna"]]
    assert [str(area.costs[0].max) for area in areas] == ["25000", "40000", "15000"]


def test_a_row_with_the_number_above_is_the_group() -> None:
    areas = flat.plan_of(GROUPED).areas
    assert [(a.number, a.title, a.group) for a in areas] == [
        ("1.1", "Första samtalet", "UNGA"), ("1.2", "Skolans stöd", "UNGA"), ("2.1", "Ensamhet", "ÄLDRE"),
    ]  # fmt: skip


def test_a_label_over_both_rows_of_a_header_names_the_first_column() -> None:
    areas = flat.plan_of(TWO_ROWS).areas
    assert [a.title for a in areas] == ["Trygga övergångar", "Stöd på nätet"]
    assert [[a.text for a in area.activities] for area in areas] == [["Skriva en rutin"], ["Bygga en sida"]]


def test_a_header_ends_with_the_line_that_comes_again() -> None:
    text = AGAIN.format(first="Öppna dörrar", second="Föreningslivet")
    areas = flat.plan_of(text).areas
    assert [a.activities[0].text for a in areas] == ["Starta en öppen mottagning", "Utbilda ledare i föreningar"]
    assert [a.indicators[0].text for a in areas] == ["Antal besök per månad", "Antal utbildade ledare"]


def test_what_rows_with_one_number_begin_with_is_the_areas_name() -> None:
    areas = flat.plan_of(SPREAD).areas
    assert [(a.number, a.title) for a in areas] == [("1", "Stöd på nätet"), ("2", "Hälsa i skolan")]
    assert "Chatten svarar inom en kvart" in [g.text for g in areas[0].goals]


ONCE = """Plan 2031
1. Vägar till hjälp
Delmål Aktivitet Ansvarig Mått
Alla vet vart de ska vända sig
Bygga en sida om sömn
Regionen
Antal besök på sidan
2. Trygga övergångar
Rutinen är känd på alla avdelningar
Skriva en rutin för utskrivning
Kommunerna
Andel utskrivna med en plan
"""

REFERRED = """Plan 2031
1.1 Vägar till hjälp
Nr Kortsiktigt mål Indikator
1 Alla vet vart de ska vända sig när
det blir svårt
Antal besök på sidan
2 Sidan är öppen för alla åldrar
Andel som hittar rätt
Mål nr Åtgärd Ansvarig
1 Bygga en sida om sömn Regionen
2 Svara på frågor i en öppen chatt Kommunerna
1.2 Trygga övergångar
Nr Kortsiktigt mål Indikator
1 Rutinen är känd på alla avdelningar
Andel utskrivna med en plan
2 Ingen skrivs ut utan samtal
Antal samtal per månad
Mål nr Åtgärd Ansvarig
1 Skriva en rutin för utskrivning Psykiatrin
2 Ringa upp inom tre dagar Psykiatrin
"""


def test_a_header_that_stands_once_holds_below_the_next_sections_too() -> None:
    areas = flat.plan_of(ONCE).areas
    assert [a.title for a in areas] == ["Vägar till hjälp", "Trygga övergångar"]
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Bygga en sida om sömn"], ["Skriva en rutin för utskrivning"],
    ]  # fmt: skip


def test_numbers_in_a_column_of_their_own_begin_rows() -> None:
    areas = flat.plan_of(REFERRED).areas
    assert [[g.text for g in area.goals] for area in areas] == [
        ["Alla vet vart de ska vända sig när det blir svårt", "Sidan är öppen för alla åldrar"],
        ["Rutinen är känd på alla avdelningar", "Ingen skrivs ut utan samtal"],
    ]
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Bygga en sida om sömn", "Svara på frågor i en öppen chatt"],
        ["Skriva en rutin för utskrivning", "Ringa upp inom tre dagar"],
    ]
