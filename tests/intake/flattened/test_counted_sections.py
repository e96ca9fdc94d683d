"""Sections that only their numbers tell, in text without blank lines: 1, 2, 3 or a, b, c or A1, A2, B1."""

from __future__ import annotations

import pytest

from . import flat

BODY = """Nuläge
Många vet inte vart de ska vända sig när det blir svårt.
Långsiktigt mål: Alla i länet hittar hjälp i tid.
Aktiviteter
• Starta en lots på nätet
• Bygga upp ett register över stöd
Ansvarig: Samverkansrådet"""
TITLES = ("Vägar till hjälp", "Stöd i hemmet", "Trygga nätter")
WAYS = {
    "figures": ("1 {}", "2 {}", "3 {}"),
    "points": ("1. {}", "2. {}", "3. {}"),
    "letters": ("a) {}", "b) {}", "c) {}"),
    "paragraphs": ("§ 1 {}", "§ 2 {}", "§ 3 {}"),
    "words": ("Blad 1 – {}", "Blad 2 – {}", "Blad 3 – {}"),
    "letters and figures": ("A1 {}", "A2 {}", "B1 {}"),
}


@pytest.mark.parametrize("way", WAYS)
def test_numbers_that_count_on_make_sections(way: str) -> None:
    parts = [form.format(title) + "\n" + BODY for form, title in zip(WAYS[way], TITLES, strict=True)]
    areas = flat.plan_of("Plan för psykisk hälsa\n" + "\n".join(parts)).areas
    assert [area.title for area in areas] == list(TITLES)
    assert all(len(area.activities) == 2 and area.responsible == ["Samverkansrådet"] for area in areas)


def test_a_list_that_begins_anew_under_each_label_makes_none() -> None:
    listed = "1. Öppna mottagningen på kvällar\n2. Ringa upp den som uteblir\n3. Skriva en gemensam rutin"
    text = "\n".join(f"Utvecklingsområde {n}: {title}\nAktiviteter\n{listed}" for n, title in enumerate(TITLES, 1))
    areas = flat.plan_of("Plan\n" + text).areas
    assert [area.title for area in areas] == list(TITLES)
    assert [len(area.activities) for area in areas] == [3, 3, 3]


def test_goals_that_are_numbered_within_sections_are_no_sections() -> None:
    text = "Plan 2031\n" + "\n".join(
        f"{n} {title}\nMånga vet inte vart de ska vända sig när det blir svårt i livet.\n"
        f"Delmål {n}.1: Fler får hjälp inom en vecka\nAktiviteter\n• Starta en lots på nätet\n"
        f"Delmål {n}.2: Färre får vänta i kö\nAktiviteter\n• Bygga upp ett register över stöd"
        for n, title in enumerate(("Vägar till", "Stöd i hemmet", "Trygga nätter"), 1)
    ).replace("1 Vägar till\n", "1 Vägar till\nhjälp och stöd\n")
    areas = flat.plan_of(text).areas
    assert [area.title for area in areas] == ["Vägar till hjälp och stöd", "Stöd i hemmet", "Trygga nätter"]
    assert [[goal.text for goal in area.goals] for area in areas] == [
        ["Fler får hjälp inom en vecka", "Färre får vänta i kö"]
    ] * 3


def test_a_table_may_name_its_areas_last() -> None:
    rows = "\n".join(
        f"{deed} {time} Kommunerna {goal}\n{area}"
        for deed, time, goal, area in (
            ("Starta en lots på nätet", "HT 2031", "Alla hittar hjälp", "Vägar till hjälp"),
            ("Bygga upp ett register", "VT 2032", "Stödet är känt", "Stöd i hemmet"),
        )
    )
    areas = flat.plan_of("Aktivitet När Ansvarig Kortsiktigt mål Utvecklingsområde\n" + rows).areas
    assert [area.title for area in areas] == ["Vägar till hjälp", "Stöd i hemmet"]
