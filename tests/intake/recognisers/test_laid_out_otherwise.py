"""Tables laid out otherwise: cards, merged values in turned tables, who does what when, heads over questions."""

from __future__ import annotations

from datetime import date

from tests.intake.recognisers.drawing import cell, document, heading, paragraph, table

from samplan.documents.blocks import Block
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import PlanFile


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(heading("Insatskort 2025–2026"), *blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal.plan


def test_cards_beside_one_another_are_areas() -> None:
    cards = [
        cell(name, f"Syfte och mål: {name} är en styrka", "Aktivitet", deed, "Ansvarig: Elevhälsan", f"Tid: {when}")
        for name, deed, when in (
            ("Sömn", "Utbilda ledare", "maj 2025"),
            ("Ensamhet", "Starta träffpunkter", "2026"),
            ("Skolan", "Öppna ett kafé", "ht 2025"),
        )
    ]
    plan = read(table(cards[:2], [cards[2], ""]))
    assert [area.title for area in plan.areas] == ["Sömn", "Ensamhet", "Skolan"]
    assert [[a.text for a in area.activities] for area in plan.areas] == [
        ["Utbilda ledare"],
        ["Starta träffpunkter"],
        ["Öppna ett kafé"],
    ]
    assert [area.activities[0].start for area in plan.areas] == [
        date(2025, 5, 1),
        date(2026, 1, 1),
        date(2025, 7, 1),
    ]


def test_cells_with_a_single_label_are_no_cards() -> None:
    plan = read(
        heading("1. Sömn", 2),
        table(
            ["Aktivitet", "Ansvarig"],
            [cell("Utbilda ledare", "Tid: maj 2025"), "Elevhälsan"],
            [cell("Sprida en handbok", "Tid: 2026"), "Kommunerna"],
        ),
    )
    assert [a.text for area in plan.areas for a in area.activities] == ["Utbilda ledare", "Sprida en handbok"]


def test_a_value_may_hold_for_several_columns_of_a_turned_table() -> None:
    plan = read(
        heading("1. Sömn", 2),
        table(
            ["", "Steg A", "Steg B", "Steg C"],
            ["Aktivitet", "Utbilda ledare", "Sprida en handbok", "Starta en kurs"],
            ["Ansvarig", cell("Elevhälsan", columns=2), "Kommunerna"],
            ["Tid", "maj 2025", "2026", "Beslutas senare"],
            ["Indikator", "Antal ledare", cell("Andel som sover gott", columns=2)],
        ),
    )
    [area] = plan.areas
    assert [(a.text, a.start) for a in area.activities] == [
        ("Utbilda ledare", date(2025, 5, 1)),
        ("Sprida en handbok", date(2026, 1, 1)),
        ("Starta en kurs", None),
    ]
    assert list(area.responsible) == ["Elevhälsan", "Kommunerna"]
    assert [i.text for i in area.indicators] == ["Antal ledare", "Andel som sover gott"]


DEEDS = ("Utbilda tio ledare", "Sprida en handbok till alla", "Öva tillsammans")


def test_a_column_for_each_body_tells_when_it_does_what() -> None:
    plan = read(
        heading("1. Sömn", 2),
        table(
            ["Vad vi gör", "Lillby", "Storvik", "Näset"],
            [DEEDS[0], "maj 2025", "–", "ht 2025"],
            [DEEDS[1], "2026", "mars 2026", "april 2026"],
            [DEEDS[2], "–", "okt 2025", "–"],
        ),
    )
    [area] = plan.areas
    assert [a.text for a in area.activities] == list(DEEDS)
    first = area.activities[0]
    assert (first.timeframe, first.start, first.end) == (
        "Lillby maj 2025, Näset ht 2025",
        date(2025, 5, 1),
        date(2025, 12, 31),
    )
    assert sorted(area.responsible) == ["Lillby", "Näset", "Storvik"]


def test_a_row_for_each_body_tells_the_same() -> None:
    plan = read(
        heading("1. Sömn", 2),
        table(
            ["Kommun", *DEEDS],
            ["Lillby", "maj 2025", "2026", "–"],
            ["Storvik", "–", "mars 2026", "okt 2025"],
            ["Näset", "ht 2025", "april 2026", "–"],
        ),
    )
    [area] = plan.areas
    assert [a.text for a in area.activities] == list(DEEDS)
    assert area.activities[2].timeframe == "Storvik okt 2025"
    assert list(area.responsible) == ["Lillby", "Näset", "Storvik"]


def test_a_head_over_questions_asks_nothing() -> None:
    plan = read(
        heading("1. Sömn", 2),
        table(
            ["Fråga", "Kort svar"],
            ["Varför?", "Många sover dåligt."],
            ["Vad ska vi göra?", "Utbilda ledare"],
            ["Vem gör det?", "Elevhälsan"],
            ["När ska det vara klart?", "maj 2025"],
        ),
    )
    [area] = plan.areas
    assert area.challenge_questions == []
    assert [a.text for a in area.activities] == ["Utbilda ledare"]


def test_times_without_anything_done_leave_their_columns_empty() -> None:
    plan = read(
        heading("1. Sömn", 2),
        paragraph("Långsiktigt mål: Fler sover gott."),
        table(
            ["Aktör", "Våren 2025", "Hösten 2025", "Våren 2026"],
            ["Elevhälsan", "", "Utbilda tio ledare", ""],
            ["Kommunerna", "Sprida en handbok till alla", "", ""],
        ),
    )
    assert [(a.text, a.timeframe) for a in plan.areas[0].activities] == [
        ("Utbilda tio ledare", "Hösten 2025"),
        ("Sprida en handbok till alla", "Våren 2025"),
    ]


def test_a_body_may_take_no_part_where_others_tell_when() -> None:
    plan = read(
        heading("1. Sömn", 2),
        table(
            ["Åtgärd", "Lillby kommun", "Storviks kommun", "Kostnad"],
            [DEEDS[0], "v. 14 2025", "maj 2025", "20 tkr"],
            [DEEDS[1], "deltar ej", "2026", "30 tkr"],
        ),
    )
    [area] = plan.areas
    assert [a.text for a in area.activities] == list(DEEDS[:2])
    assert area.activities[1].timeframe == "Storviks kommun 2026"
    assert [c.min for c in area.costs] == ["20000", "30000"]


def test_a_card_may_say_that_it_names_an_area() -> None:
    cards = [
        cell(f"Område: {name}", f"Mål: {name} är en styrka", "Insats: Utbilda", "Tid: 2025") for name in ("Sömn", "Oro")
    ]
    plan = read(table(cards))
    assert [(area.title, len(area.goals), len(area.activities)) for area in plan.areas] == [
        ("Sömn", 1, 1),
        ("Oro", 1, 1),
    ]
