"""Plans in running text: words that lead in, who is to do what sentence by sentence, decisions of a meeting."""

from __future__ import annotations

from datetime import date

import pytest
from tests.intake.recognisers.drawing import document, heading, item, paragraph

from samplan.documents.blocks import Block
from samplan.intake import read_plan
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.values import bodies
from samplan.plans.shapes.exchange import Area, PlanFile

NAMES = ("Sömn", "Ensamhet", "Skolan")


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(heading("Inriktning 2025–2026"), *blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal.plan


def told(area: Area) -> list[tuple[str, date | None, date | None]]:
    return [(a.text.rstrip("."), a.start, a.end) for a in area.activities]


def test_steps_that_are_things_to_do_are_activities() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [
            heading(name, 2),
            paragraph(f"Långsiktigt mål: {name} är en styrka i länet."),
            paragraph("På vägen dit. Utbilda tio ledare (maj 2025). Sprida en handbok (ht 2025 – vt 2026)."),
        ]
    plan = read(*blocks)
    assert [len(area.goals) for area in plan.areas] == [1, 1, 1]
    assert told(plan.areas[0]) == [
        ("Utbilda tio ledare", date(2025, 5, 1), date(2025, 5, 31)),
        ("Sprida en handbok", date(2025, 7, 1), date(2026, 6, 30)),
    ]


def test_goals_that_call_themselves_goals_stay_goals() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [
            heading(name, 2),
            paragraph("Delmål: Utbilda tio ledare. Sprida en handbok."),
            paragraph("Ansvarig: Kommunerna"),
        ]
    assert [len(area.goals) for area in read(*blocks).areas] == [2, 2, 2]


def test_sentences_say_who_is_to_do_what() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [
            heading(name, 2),
            paragraph("Insatser", bold=True),
            paragraph(
                "Elevhälsan och Fritidsbanken ska utbilda tio ledare (maj 2025). "
                "Kommunerna ska ta fram en handbok (beslutas senare)."
            ),
        ]
    area = read(*blocks).areas[0]
    assert told(area) == [
        ("Utbilda tio ledare", date(2025, 5, 1), date(2025, 5, 31)),
        ("Ta fram en handbok", None, None),
    ]
    assert list(area.responsible) == ["Elevhälsan", "Fritidsbanken", "Kommunerna"]


def test_an_item_of_a_list_keeps_who_does_it_in_its_sentence() -> None:
    plan = read(
        heading("1. Sömn", 2),
        paragraph("Insatser", bold=True),
        item("Kommunerna ska utbilda ledare"),
        item("Elevhälsan ska sprida en handbok"),
    )
    assert [a.text for a in plan.areas[0].activities] == [
        "Kommunerna ska utbilda ledare",
        "Elevhälsan ska sprida en handbok",
    ]


def test_clauses_of_a_decision_are_activities() -> None:
    blocks: list[Block] = []
    for number, name in enumerate(NAMES, 12):
        blocks += [
            heading(f"§ {number} {name}", 2),
            paragraph(f"Långsiktigt mål: {name} är en styrka i länet."),
            paragraph("Nämnden föreslår", bold=True),
            item("att utbilda tio ledare, senast maj 2026"),
            item("att sprida en handbok, senast 2025-10-01"),
        ]
    area = read(*blocks).areas[0]
    assert [(a.text, a.end) for a in area.activities] == [
        ("att utbilda tio ledare", date(2026, 5, 31)),
        ("att sprida en handbok", date(2025, 10, 1)),
    ]
    assert [g.text for g in area.goals] == ["Sömn är en styrka i länet."]


def test_counted_decisions_tell_to_whom_they_go_and_by_when() -> None:
    blocks: list[Block] = []
    for number, name in enumerate(NAMES, 1):
        blocks += [
            heading(f"{number}. {name}", 2),
            paragraph(f"Långsiktigt mål: {name} är en styrka i länet."),
            paragraph(
                f"Ärende {number}.1 Utbilda tio ledare. "
                "Ansvaret ligger hos Elevhälsan och ska vara klart senast maj 2026."
            ),
            paragraph(f"Ärende {number}.2 Utse en värd. Uppgiften går till Kommunerna."),
        ]
    area = read(*blocks).areas[0]
    assert [(a.text.rstrip("."), a.end) for a in area.activities] == [
        ("Utbilda tio ledare", date(2026, 5, 31)),
        ("Utse en värd", None),
    ]
    assert list(area.responsible) == ["Elevhälsan", "Kommunerna"]


def test_names_answer_who_keeps_the_work_together() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [
            heading(name, 2),
            paragraph("Vad ska vi göra?", bold=True),
            item("Utbilda ledare"),
            paragraph("Vilka sköter arbetet?", bold=True),
            paragraph("Rektorernas nätverk och Medicinskt ansvariga läkare."),
        ]
    assert list(read(*blocks).areas[0].responsible) == ["Rektorernas nätverk", "Medicinskt ansvariga läkare"]


@pytest.mark.parametrize("text", ["75 tkr under 2026.", "75 tkr i år 2026", "75 tkr för 2026"])
def test_a_sum_is_that_of_the_year_behind_it(text: str) -> None:
    assert [(a.min, a.year) for a in amounts(text)] == [("75000", 2026)]


def test_numbered_decisions_give_bodies_what_they_are_to_do() -> None:
    blocks: list[Block] = []
    for number, name in enumerate(NAMES, 7):
        blocks += [
            heading(f"§ {number} {name}", 2),
            paragraph("Beslut", bold=True),
            paragraph("1. Elevhälsan får i uppdrag att utbilda ledare. Klart senast 31 maj 2026."),
            paragraph("2. Kommunerna ges i uppdrag att sprida en handbok. Klart senast 2025-12-31."),
        ]
    area = read(*blocks).areas[0]
    assert [(a.text.rstrip("."), a.end) for a in area.activities] == [
        ("Utbilda ledare", date(2026, 5, 31)),
        ("Sprida en handbok", date(2025, 12, 31)),
    ]
    assert list(area.responsible) == ["Elevhälsan", "Kommunerna"]


def test_a_deadline_needs_no_comma() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [heading(name, 2), paragraph("Insatser", bold=True), item("Utbilda ledare senast maj 2026")]
    [activity] = read(*blocks).areas[0].activities
    assert (activity.text, activity.end) == ("Utbilda ledare", date(2026, 5, 31))


def test_how_things_are_told_first_in_every_area_is_its_background() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [
            heading(name, 2),
            paragraph(f"Läget: {name} är ett bekymmer."),
            paragraph(f"Långsiktigt mål: {name} är en styrka."),
            paragraph("Insats: Utbilda ledare"),
        ]
    area = read(*blocks).areas[0]
    assert (area.background, area.followups) == ("Sömn är ett bekymmer.", [])


def test_what_is_for_and_what_somebody_was_given_once_is_nothing_to_do() -> None:
    blocks: list[Block] = []
    for name in NAMES:
        blocks += [
            heading(name, 2),
            paragraph("Lagen säger", bold=True),
            paragraph("Folkhälsomyndigheten fick i uppdrag att samordna arbetet i landet."),
            paragraph("Socialstyrelsen får i uppdrag att ta fram riktlinjer."),
            paragraph("Uppdraget i korthet", bold=True),
            item("att främja hälsa bland alla i länet"),
            item("att minska stigma"),
            paragraph("Aktiviteter", bold=True),
            item("Utbilda ledare"),
        ]
    for area in read(*blocks).areas:
        assert [a.text for a in area.activities] == ["Utbilda ledare"]
        assert area.indicators == []
        assert "fick i uppdrag" in (area.background or "")


@pytest.mark.parametrize("name", ["Enheten för Kunskap och Utveckling i norr", "Nätverket för Barn och Unga vuxna"])
def test_a_body_keeps_the_words_of_its_name(name: str) -> None:
    assert list(bodies(name)) == [name]
