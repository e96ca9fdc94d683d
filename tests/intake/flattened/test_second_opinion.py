"""General weaknesses of flattened text that documents made by hand brought to light, each in a text of its own."""

from __future__ import annotations

from datetime import date

from samplan.documents import read
from samplan.intake.recognisers import read_plan
from samplan.plans.shapes.exchange import Horizon, PlanFile


def plan_of(text: str) -> PlanFile:
    """The plan of a text, as taken out of a PDF."""
    return read_plan(read(text.encode(), name="plan.txt")).plan


TWO_AREAS = """Handlingsplan för psykisk hälsa 2025–2027

Stöd i skolan

Långsiktiga mål Kortsiktiga mål Aktiviteter Tidsplan

Elever i länet mår
bra hela skoltiden.

Alla skolor har en
rutin för frånvaro.

Ta fram en gemensam
rutin.

Ht 2025

Utbilda elevhälsan i
rutinen.

Vt 2026

Samtal i vården

Långsiktiga mål Kortsiktiga mål Aktiviteter Tidsplan

Den som söker hjälp
får den i tid.

Väntetiden är högst
två veckor.

Öppna ett gemensamt
nummer.

2026
"""


def test_areas_without_numbers_are_short_lines_over_a_table() -> None:
    plan = plan_of(TWO_AREAS)
    assert [a.title for a in plan.areas] == ["Stöd i skolan", "Samtal i vården"]
    assert [[x.text for x in a.activities] for a in plan.areas] == [
        ["Ta fram en gemensam rutin.", "Utbilda elevhälsan i rutinen."],
        ["Öppna ett gemensamt nummer."],
    ]
    assert [[(x.start, x.end) for x in a.activities] for a in plan.areas] == [
        [(date(2025, 7, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 6, 30))],
        [(date(2026, 1, 1), date(2026, 12, 31))],
    ]


def test_what_runs_along_the_pages_is_no_item() -> None:
    pages = TWO_AREAS.replace("\nSamtal i vården", "\fSamtal i vården").split("\f")
    text = "\f".join(f"Region Exempel 2025-02-01\n\n{page}\nSida {n} (2)\n" for n, page in enumerate(pages, start=1))
    plan = plan_of(text)
    assert [a.title for a in plan.areas] == ["Stöd i skolan", "Samtal i vården"]
    told = [i.text for a in plan.areas for i in (*a.goals, *a.activities, *a.indicators)]
    assert not [t for t in told if "Region Exempel" in t or "Sida" in t]


def test_lines_of_contents_are_no_areas() -> None:
    contents = "Innehåll\n1.1 Stöd i skolan ........ 3\n1.2 Samtal i vården 5\n\f"
    numbered = TWO_AREAS.replace("Stöd i skolan\n", "1.1 Stöd i skolan\n").replace(
        "Samtal i vården\n", "1.2 Samtal i vården\n"
    )
    plan = plan_of(contents + numbered)
    assert [(a.number, a.title) for a in plan.areas] == [("1.1", "Stöd i skolan"), ("1.2", "Samtal i vården")]


def test_a_goal_above_the_header_leaves_the_header_alone() -> None:
    (area,) = plan_of(
        """1.1 Äldre

Mål: Äldre i länet mår bra hela livet.

Aktivitet Ansvarig Tid

Starta mötesplatser i
alla kommuner.

Äldreomsorgen

2025

Utbilda hemtjänsten.

Primärvården

Vt 2026
"""
    ).areas
    assert [g.text for g in area.goals] == ["Äldre i länet mår bra hela livet."]
    assert [a.text for a in area.activities] == ["Starta mötesplatser i alla kommuner.", "Utbilda hemtjänsten."]
    assert area.responsible == ["Äldreomsorgen", "Primärvården"]


def test_labels_after_activities_end_them() -> None:
    (area,) = plan_of(
        """1.1 Suicidprevention

Nuläge
Fyra kommuner saknar en plan.

Mål
L: Färre dör i suicid.
K: Alla kommuner har en plan.

Aktiviteter 2025
• Utbilda instruktörer.
• Ge stöd till kommuner som skriver en plan.

Ansvariga
Folkhälsoenheten

Indikatorer
• Antal kommuner med en plan

Beräknad kostnad
150–200 tkr
"""
    ).areas
    assert [(g.level, g.text) for g in area.goals] == [
        (Horizon.LONG, "Färre dör i suicid."),
        (Horizon.SHORT, "Alla kommuner har en plan."),
    ]
    assert [a.text for a in area.activities] == ["Utbilda instruktörer.", "Ge stöd till kommuner som skriver en plan."]
    assert area.responsible == ["Folkhälsoenheten"]
    assert [i.text for i in area.indicators] == ["Antal kommuner med en plan"]
    assert [(c.min, c.max) for c in area.costs] == [("150000", "200000")]


def test_the_last_item_ends_where_the_next_chapter_begins() -> None:
    plan = plan_of(
        TWO_AREAS
        + """
Så hålls planen levande

Chefsnätverket följer upp planen varje höst.

Bilaga 1 Ordlista

Elevhälsa är skolans stöd till elever.
"""
    )
    last = plan.areas[-1]
    assert [a.text for a in last.activities] == ["Öppna ett gemensamt nummer."]
    held = " ".join([*(g.text for g in last.goals), *(a.text for a in last.activities)])
    assert "Chefsnätverket" not in held
    assert "Ordlista" not in held
