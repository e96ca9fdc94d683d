"""What officers do with ordinary tables: lines right below them, annexes that judge and explain, names with "och"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.intake.recognisers.drawing import cell, document, heading, item, paragraph, table

from samplan.documents.blocks import Block, Provenance
from samplan.intake import read_plan
from samplan.intake.recognisers.times import read_time
from samplan.intake.recognisers.values import bodies
from samplan.plans.shapes.exchange import GoalStatus, PlanFile


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(*blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal.plan


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Q3-2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("ht/2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("T1-2025", date(2025, 1, 1), date(2025, 4, 30)),
        ("feb-2025 – maj-2026", date(2025, 2, 1), date(2026, 5, 31)),
    ],
)
def test_a_year_may_be_joined_to_what_it_is_the_year_of(text: str, start: date, end: date) -> None:
    time = read_time(text)
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ungdomslotsarna och Fritidsbanken", ["Ungdomslotsarna", "Fritidsbanken"]),
        ("Fältarna samt Nattvandrarna", ["Fältarna", "Nattvandrarna"]),
        ("Fältarna / Nattvandrarna", ["Fältarna", "Nattvandrarna"]),
        ("Kultur och Fritid", ["Kultur och Fritid"]),
        ("Vården och omsorgen", ["Vården och omsorgen"]),
    ],
)
def test_two_names_with_capitals_are_two_bodies(text: str, names: list[str]) -> None:
    assert bodies(text) == names


def _two_areas() -> list[Block]:
    return [
        heading("Handlingsplan 2025–2027"),
        heading("1. Sömn", 2),
        paragraph("Mål på lång sikt", bold=True),
        item("Fler sover gott"),
        paragraph("Aktiviteter", bold=True),
        item("Utbilda behandlare"),
        heading("2. Ensamhet", 2),
        paragraph("Mål på lång sikt", bold=True),
        item("Färre är ensamma"),
        paragraph("Aktiviteter", bold=True),
        item("Starta träffpunkter"),
    ]


def test_an_annex_judges_the_goals_of_each_area() -> None:
    plan = read(
        *_two_areas(),
        heading("Bilaga A. Så långt har vi nått", 2),
        table(["Område", "Måluppfyllelse"], ["1. Sömn", "Delvis uppnått"], ["2. Ensamhet", "Ej uppnått"]),
    )
    assert [area.goal_status for area in plan.areas] == [GoalStatus.PARTLY, GoalStatus.NOT_ACHIEVED]
    assert plan.funds == []


def test_names_with_numbers_are_no_sums() -> None:
    plan = read(
        *_two_areas(),
        heading("Bilaga B. Bedömning av resurserna", 2),
        table(["Område", "Bedömning"], ["1.1 Sömn hos unga", "Räcker"], ["1.2 Ensamhet hos äldre", "Räcker inte"]),
    )
    assert plan.funds == []


def test_what_introduces_an_annexed_table_is_no_item_of_it() -> None:
    plan = read(
        *_two_areas(),
        heading("Bilaga C. Indikatorer", 3),
        paragraph("Siffrorna hämtas i januari av länets analytiker. De visas på länets webbplats."),
        table(
            ["Område", "Indikator", "Källa"],
            ["1. Sömn", "Andel som sover gott", "Enkät"],
            ["2. Ensamhet", "Antal träffpunkter", "Kommunerna"],
        ),
    )
    assert [[i.text for i in area.indicators] for area in plan.areas] == [
        ["Andel som sover gott"],
        ["Antal träffpunkter"],
    ]


def test_a_line_right_below_a_table_tells_by_its_label_what_it_is() -> None:
    plan = read(
        heading("Handlingsplan 2025"),
        heading("1. Sömn", 2),
        table(
            ["Aktivitet", "Ansvarig", "Tid"],
            ["Utbilda behandlare", "Vårdcentralerna", "2025"],
            [cell("Uppföljning 2024: Tolv behandlare har gått kursen."), "", ""],
        ),
    )
    [area] = plan.areas
    assert [a.text for a in area.activities] == ["Utbilda behandlare"]
    assert [(f.year, f.text) for f in area.followups] == [(2024, "Tolv behandlare har gått kursen.")]


def test_a_box_that_comes_again_is_no_goal_where_goals_have_labels() -> None:
    blocks: list[Block] = [heading("Handlingsplan 2025")]
    for number, name in enumerate(("Sömn", "Ensamhet", "Skolan"), 1):
        blocks += [
            heading(f"{number}. {name}", 2),
            paragraph("Värt att veta", bold=True),
            paragraph(f"{name} är viktigt för hälsan hela livet."),
            paragraph("Mål på lång sikt", bold=True),
            item(f"Fler mår bra i fråga om {name.lower()}"),
            paragraph("Mål på kort sikt", bold=True),
            item(f"En kurs om {name.lower()} finns"),
            paragraph("Aktiviteter", bold=True),
            item("Utbilda personal"),
        ]
    plan = read(*blocks)
    assert [len(area.goals) for area in plan.areas] == [2, 2, 2]


def _areas_table(*names: str) -> Block:
    rows = [[name, f"Utbilda personal om {name.lower()}", "Elevhälsan"] for name in names]
    return table(["Område", "Aktivitet", "Ansvarig"], *rows)


def test_headings_over_tables_of_several_areas_group_them() -> None:
    plan = read(
        heading("Handlingsplan 2025"),
        heading("Främja", 2),
        _areas_table("Sömn", "Ensamhet"),
        heading("Behandla", 2),
        _areas_table("Smärta", "Oro"),
    )
    assert [(area.title, area.group) for area in plan.areas] == [
        ("Sömn", "Främja"),
        ("Ensamhet", "Främja"),
        ("Smärta", "Behandla"),
        ("Oro", "Behandla"),
    ]


@pytest.mark.parametrize(
    ("sheets", "areas", "groups"),
    [
        (("1. Främja", "2. Behandla"), (("Sömn", "Ensamhet"), ("Smärta", "Oro")), ["Främja", "Behandla"]),
        (("2025", "2026"), (("Sömn", "Ensamhet"), ("Smärta", "Oro")), [None, None]),
        (("Regionen", "Kommunerna"), (("Sömn", "Ensamhet"), ("Sömn", "Oro")), [None, None]),
    ],
)
def test_sheets_of_several_areas_group_them(
    sheets: tuple[str, str], areas: tuple[tuple[str, ...], ...], groups: list[str | None]
) -> None:
    drawn = document(*[_areas_table(*names) for names in areas])
    placed = [
        replace(block, provenance=Provenance(sheet=sheet, position=n))
        for n, (block, sheet) in enumerate(zip(drawn.blocks, sheets, strict=True))
    ]
    plan = read_plan(replace(drawn, blocks=tuple(placed), format="xlsx")).plan
    found = {area.title: area.group for area in plan.areas}
    assert [found["Ensamhet"], found["Oro"]] == groups
