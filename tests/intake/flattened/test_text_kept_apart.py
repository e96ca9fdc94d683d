"""Tables in text whose columns blanks keep apart (`pdftotext -layout`), where the page does not make it easy."""

from __future__ import annotations

from . import flat

TIMES = """Register 2031
Åtgärd                       När           Ansvarig                Område
Öppna en kvällsmottagning    under hösten  Vårdcentralerna         Vägar till hjälp
                             2031
Skriva en rutin för den som  HT 2031       Psykiatrin, Kommunerna  Trygga övergångar
skrivs ut
Utbilda ledare i föreningar  Löpande       Kommunerna              Öppna föreningar
Bjuda in till samråd         senast 1      Regionen                Öppna föreningar
                             mars 2032
"""

TWO_ROWS = """Samlad plan
Delområde      Mål                                    Arbete                            Uppföljning
               Långsiktigt mål    Kortsiktigt mål     Aktivitet            Börjar och   Indikator
                                                                           slutar
1. Vägar till  Alla i länet vet   Sidan är öppen för  Bygga en sida om     2031-10-15   Antal besök på
hjälp          vart de ska vända  alla åldrar         sömn och oro                      sidan
               sig
2. Trygga      Ingen faller       Rutinen är känd på  Skriva en rutin för  t.o.m. 2032  Andel utskrivna
övergångar     mellan stolarna    alla avdelningar    utskrivning                       med en plan
"""

BANNERS = """Plan 2031
Delmål                   Aktivitet                        Ansvarig    Klart       Mått
Vägar till hjälp
Övergripande mål: Alla i länet vet vart de ska vända sig när det blir svårt
Sidan är öppen för       Bygga en sida om sömn            Regionen    Vt 2031     Antal besök på sidan
alla åldrar
                         Svara på frågor i en öppen chatt Kommunerna  våren 2032
Trygga övergångar
Övergripande mål: Ingen faller mellan stolarna när hen byter mottagning
Rutinen är känd på alla  Skriva en rutin för              Psykiatrin  Ht 2031     Andel med en plan
avdelningar              utskrivning
"""


def test_a_time_in_small_letters_begins_the_next_row() -> None:
    areas = flat.plan_of(TIMES).areas
    found = {a.text: a.timeframe for area in areas for a in area.activities}
    assert found == {
        "Öppna en kvällsmottagning": "under hösten 2031",
        "Skriva en rutin för den som skrivs ut": "HT 2031",
        "Utbilda ledare i föreningar": "Löpande",
        "Bjuda in till samråd": "senast 1 mars 2032",
    }


def test_a_row_of_labels_over_the_header_spans_its_columns() -> None:
    areas = flat.plan_of(TWO_ROWS).areas
    assert [(a.number, a.title) for a in areas] == [("1", "Vägar till hjälp"), ("2", "Trygga övergångar")]
    assert [[g.level for g in area.goals] for area in areas] == [["long", "short"], ["long", "short"]]
    assert [a.activities[0].timeframe for a in areas] == ["2031-10-15", "t.o.m. 2032"]


def test_names_and_sentences_over_all_columns_are_rows_of_their_own() -> None:
    areas = flat.plan_of(BANNERS).areas
    assert [a.title for a in areas] == ["Vägar till hjälp", "Trygga övergångar"]
    assert [a.text for a in areas[0].activities] == ["Bygga en sida om sömn", "Svara på frågor i en öppen chatt"]
    assert areas[0].responsible == ["Regionen", "Kommunerna"]
    assert [g.text for g in areas[1].goals if g.level == "short"] == ["Rutinen är känd på alla avdelningar"]
