"""Small plans as text only: what ends a table, an area or a cell where little tells it. All texts are made up."""

from __future__ import annotations

from datetime import date

import pytest
from tests.intake.flattened.test_second_opinion import plan_of

from samplan.plans.shapes.exchange import Area


def timed(area: Area) -> list[tuple[str, date | None, date | None]]:
    """The activities of an area with their times."""
    return [(x.text, x.start, x.end) for x in area.activities]


UNDER_LABELS = """Handlingsplan psykisk hälsa 2026

Nattro för skiftarbetare
Mål på lång sikt
Skiftarbetare sover gott.
Mål på kort sikt
Fem arbetsplatser har nya scheman.
Aktivitet Ansvarig Start Slut
Pröva nya scheman.
Regionen 2026-01-
15
2026-05-
31
Utbilda chefer.
Kommunerna 2026-08-
01
2027-01-
31

Ett lugnare torg
Mål på lång sikt
Torget är en trygg plats.
Aktivitet Ansvarig Start Slut
Byta belysning.
Kommunerna 2026-03-
01
2026-12-
31
"""


def test_a_goals_label_ends_the_table_above_and_takes_its_heading_along() -> None:
    first, second = plan_of(UNDER_LABELS).areas
    assert (first.title, second.title) == ("Nattro för skiftarbetare", "Ett lugnare torg")
    assert timed(first) == [
        ("Pröva nya scheman.", date(2026, 1, 15), date(2026, 5, 31)),
        ("Utbilda chefer.", date(2026, 8, 1), date(2027, 1, 31)),
    ]
    assert timed(second) == [("Byta belysning.", date(2026, 3, 1), date(2026, 12, 31))]
    assert [g.text for g in second.goals] == ["Torget är en trygg plats."]


SHEET = """
{title}

Nuläge
{title} är en fråga i hela länet.

Aktiviteter
• {deed}
• Bjuda in till samtal

Ansvarig
Kommunerna

Fokusområde
{focus}

Indikatorer
Antal samtal

Kostnad
150 tkr
"""


def test_a_label_over_numbers_is_no_heading_of_a_focus_area() -> None:
    sheets = [("Trygga torg", "Byta belysning", "2"), ("Nattro", "Pröva nya scheman", "1, 3")]
    text = "Länsplan 2026\n" + "".join(SHEET.format(title=t, deed=d, focus=f) for t, d, f in sheets)
    areas = plan_of(text + "\nSå följs planen\n\nStyrgruppen följer planen.\n").areas
    assert [(a.title, a.focus_areas) for a in areas] == [("Trygga torg", [2]), ("Nattro", [1, 3])]
    assert [i.text for a in areas for i in a.indicators] == ["Antal samtal", "Antal samtal"]


@pytest.mark.parametrize("band", ["", "\n"])
def test_rows_of_one_line_keep_their_own_times(band: str) -> None:
    (area,) = plan_of(
        "Nattro för skiftarbetare\nMål: Fler sover gott\n\n"
        " Aktivitet                      Ansvarig            Start          Slut\n"
        f"{band}"
        " Pröva nya scheman              Kommunerna          2026-01-01     2026-06-30\n"
        " Bjuda in till temadag          Regionen            2026-09-01     2026-10-\n"
        "                                                                   31\n"
    ).areas
    assert timed(area) == [
        ("Pröva nya scheman", date(2026, 1, 1), date(2026, 6, 30)),
        ("Bjuda in till temadag", date(2026, 9, 1), date(2026, 10, 31)),
    ]


def test_the_first_row_on_one_line_is_no_part_of_the_header() -> None:
    (area,) = plan_of(
        "Plan 2025\n\nSkola och fritid\n\nMål: Alla elever trivs.\nAktivitet Ansvarig Tid Uppföljning\n"
        "Erbjuda hembesök BVC 2025 Pågår\nUtbilda barnmorskor Regionen 2026 Klar\n"
    ).areas
    assert [x.text for x in area.activities][-1] == "Utbilda barnmorskor"
    assert [g.text for g in area.goals] == ["Alla elever trivs."]


def test_a_line_over_the_label_that_opens_areas_is_an_areas_name() -> None:
    part = "\n{title}\n\nBakgrund\n\nFrågan är ny.\n\nKortsiktiga mål\n\n• Fler får stöd.\n\nMåluppfyllelse\n\n{said}\n"
    titles = ["Trygga torg", "Nattro", "Barn som anhöriga"]
    said = ["Målet har inte uppnåtts", "Uppnått", "Uppnått"]
    text = "Plan 2026\n" + "".join(part.format(title=t, said=s) for t, s in zip(titles, said, strict=True))
    assert [(a.title, [g.text for g in a.goals]) for a in plan_of(text).areas] == [
        (title, ["Fler får stöd."]) for title in titles
    ]


def test_labels_set_apart_by_blanks_lead_their_texts() -> None:
    sheet = """
{title}

Ansvarig            Kommunerna, polisen
                    Ungdomsmottagningarna
Fokusområde         2
Långsiktigt mål     Torget är tryggt
Aktiviteter         • Byta belysning
                    • Bilda en grupp
Indikatorer         Andel som känner sig trygga
Kostnad             200–250 tkr
"""
    text = "Plan 2026\n\nInledning\n\nPlanen gäller hela länet.\n"
    areas = plan_of(
        text + "".join(sheet.format(title=t) for t in ("Ett lugnare torg", "Nattro", "Sömn hos unga"))
    ).areas
    assert [a.title for a in areas] == ["Ett lugnare torg", "Nattro", "Sömn hos unga"]
    for area in areas:
        assert [x.text for x in area.activities] == ["Byta belysning", "Bilda en grupp"]
        assert [i.text for i in area.indicators] == ["Andel som känner sig trygga"]
        assert [(c.min, c.max) for c in area.costs] == [("200000", "250000")]
        assert not area.followups


@pytest.mark.parametrize("heading", ["Ordlista", "Bilaga 1 Ordlista", "Så hålls planen levande"])
def test_what_follows_the_areas_is_no_area_nor_part_of_one(heading: str) -> None:
    table = (
        "Länsplan 2026\n\nUtvecklingsområde Mål Aktivitet Ansvarig Tidsplan\n\nNattro\n\nFler sover gott\n\n"
        "Pröva nya scheman\n\nKommunerna\n\nVt 2026\n\nTryggt torg\n\nTorget är tryggt\n\nByta belysning\n\n"
        "Kommunerna\n\n2026\n"
    )
    areas = plan_of(f"{table}\n{heading}\n\nSkift: arbete på olika tider\n").areas
    assert [(a.title, len(a.goals), len(a.activities)) for a in areas] == [("Nattro", 1, 1), ("Tryggt torg", 1, 1)]


def test_a_word_for_how_far_it_has_come_is_no_followup() -> None:
    (area,) = plan_of(
        "Plan 2025\n\nSkola och fritid\n\nMål: Alla elever trivs.\n\n"
        "Aktivitet                  Ansvarig          Tid           Uppföljning\n"
        "Erbjuda läxhjälp           Kommunerna        2025          Pågår\n"
        "Utbilda ledare             Regionen          2026          Klar\n"
    ).areas
    assert [x.text for x in area.activities] == ["Erbjuda läxhjälp", "Utbilda ledare"]
    assert not area.followups


def test_names_in_rows_of_their_own_are_areas_where_columns_stand_apart() -> None:
    areas = plan_of(
        "Handlingsplan psykisk hälsa 2025\n\n"
        "Aktivitet             Ansvarig        Tidsplan     Indikator\n\n"
        "Unga i skolan\n"
        "Utbilda lärare        Elevhälsan      VT 2025      Antal lärare\n"
        "Kartlägga behov       Kommunerna      HT 2025      Ja/nej\n\n"
        "Ensamma äldre\n"
        "Starta träffpunkter   Kommunerna      2025         Antal träffar\n"
        "Utbilda personal      Regionen        2026         Antal utbildade\n"
    ).areas
    assert [(a.title, [x.text for x in a.activities]) for a in areas] == [
        ("Unga i skolan", ["Utbilda lärare", "Kartlägga behov"]),
        ("Ensamma äldre", ["Starta träffpunkter", "Utbilda personal"]),
    ]
