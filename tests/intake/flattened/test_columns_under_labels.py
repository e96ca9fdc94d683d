"""Tables that a program wrote column after column, and labels that only the whole document tells."""

from __future__ import annotations

from samplan.documents.text import read_txt
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import PlanFile

COLUMNS = """{number}. {title}
Delmål
{who} får hjälp samma
vecka
Ingen blir utan svar

Insats
Öppna en mottagning på
{place}
Utbilda {many} i samtal
Ta fram en broschyr

Ansvarig
Regionen
Kommunerna

Klart
Våren 2031
2032
December 2033

Mätetal
Antal besök på {place}
"""
LATER = """{number}. {title}
{who} känner sig trygga

Starta en cirkel på
{place}

Studieförbundet

Hösten 2032

Andel {many} som deltar
"""
NUMBERED = """{number}. {title}
{number}.1 Bakgrund
Många i länet vet inte vart de ska vända sig när det blir svårt i livet.
{number}.2 Delmål
- {who} får hjälp i tid
{number}.3 Åtgärder
- Utbilda personal på {place}
- Starta en öppen mottagning
{number}.4 Ansvariga
- Regionen
"""
LED = """{number}. {title}
Delmål: {who} får hjälp i tid
Insats: Utbilda personal på {place}
Bär uppdraget: Regionen, Kommunerna
Klart: Våren 2031
"""
FILLED = (
    ("Vägar till hjälp", "Unga", "skolan", "lärare"),
    ("Stöd i hemmet", "Äldre", "boendet", "vårdbiträden"),
    ("Nätternas ensamhet", "Vuxna", "jouren", "volontärer"),
)


def _read(*sections: str) -> PlanFile:
    parts = (
        section.format(number=n, title=title, who=who, place=place, many=many)
        for n, (section, (title, who, place, many)) in enumerate(zip(sections, FILLED, strict=True), 1)
    )
    return read_plan(read_txt(("Plan för Exempellän 2031\n\n" + "\n".join(parts)).encode(), name="made-up.txt")).plan


def test_each_label_stands_over_its_own_column() -> None:
    areas = _read(COLUMNS, COLUMNS, COLUMNS).areas
    assert [area.title for area in areas] == [title for title, *_ in FILLED]
    first = areas[0]
    assert [goal.text for goal in first.goals] == ["Unga får hjälp samma vecka", "Ingen blir utan svar"]
    assert [(each.text, each.timeframe) for each in first.activities] == [
        ("Öppna en mottagning på skolan", "Våren 2031"),
        ("Utbilda lärare i samtal", "2032"),
        ("Ta fram en broschyr", "December 2033"),
    ]
    assert first.responsible == ["Regionen", "Kommunerna"]
    assert [each.text for each in first.indicators] == ["Antal besök på skolan"]


def test_a_later_section_without_labels_has_the_same_columns() -> None:
    area = _read(COLUMNS, COLUMNS, LATER).areas[2]
    assert [goal.text for goal in area.goals] == ["Vuxna känner sig trygga"]
    assert [(each.text, each.timeframe) for each in area.activities] == [("Starta en cirkel på jouren", "Hösten 2032")]
    assert [each.text for each in area.indicators] == ["Andel volontärer som deltar"]


def test_labels_behind_numbers_are_no_areas() -> None:
    areas = _read(NUMBERED, NUMBERED, NUMBERED).areas
    assert [area.title for area in areas] == [title for title, *_ in FILLED]
    assert [[each.text for each in area.activities] for area in areas] == [
        [f"Utbilda personal på {place}", "Starta en öppen mottagning"] for _, _, place, _ in FILLED
    ]
    assert [area.responsible for area in areas] == [["Regionen"]] * 3


def test_words_before_a_colon_that_come_again_tell_by_what_follows_them() -> None:
    areas = _read(LED, LED, LED).areas
    assert [area.responsible for area in areas] == [["Regionen", "Kommunerna"]] * 3
    assert [[(each.text, each.timeframe) for each in area.activities] for area in areas] == [
        [(f"Utbilda personal på {place}", "Våren 2031")] for _, _, place, _ in FILLED
    ]
