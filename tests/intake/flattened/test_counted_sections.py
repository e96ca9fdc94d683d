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
