"""Tables whose headers stand on two levels, inside a form, or over what each party does; and money by year."""

from __future__ import annotations

from datetime import date

from tests.intake.recognisers.drawing import cell, document, heading, item, paragraph, table

from samplan.documents.blocks import Block
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import PlanFile


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(*blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal.plan


def test_a_form_holds_a_table_beside_a_label_that_stands_once() -> None:
    form = table(
        ["A. Områdets namn", cell("Stöd till föräldrar", columns=3)],
        ["B. Mål på lång sikt", cell("Alla föräldrar kan få stöd", columns=3)],
        [cell("C. Vad ska göras?", rows=3), cell("Vad", columns=2), "När"],
        [cell("Utbilda ledare för grupper", columns=2), "våren 2026"],
        [cell("Samla utbudet på en webbsida", columns=2), "2027"],
        [cell("D. Vad kostar det?", rows=2), "Tkr", "2026", "2027"],
        ["", "60", "80–120"],
        ["E. Ansvariga", cell("Socialtjänsten", columns=3)],
    )
    [area] = read(heading("Handlingsplan 2026–2027"), form).areas
    assert area.title == "Stöd till föräldrar"
    assert [(each.text, each.timeframe) for each in area.activities] == [
        ("Utbilda ledare för grupper", "våren 2026"),
        ("Samla utbudet på en webbsida", "2027"),
    ]
    assert [(cost.year, cost.min, cost.max) for cost in area.costs] == [
        (2026, "60000", "60000"),
        (2027, "80000", "120000"),
    ]
    assert list(area.responsible) == ["Socialtjänsten"]


def test_terms_stand_under_what_is_planned() -> None:
    plan = table(
        [
            cell("Område", rows=2),
            cell("Kortsiktigt mål", rows=2),
            cell("Planerade insatser", columns=2),
            cell("Ansvarig", rows=2),
        ],
        ["Våren 2027", "Hösten 2027"],
        ["Sömn", "Fler sover gott", "Utbilda behandlare", "Starta en kurs", "Vårdcentralerna"],
        ["Fritid", "Fler har en fritid", "Öppna en lokal", "Ordna en buss", "Kommunerna"],
    )
    areas = read(plan).areas
    assert [area.title for area in areas] == ["Sömn", "Fritid"]
    assert [(a.text, a.timeframe) for a in areas[0].activities] == [
        ("Utbilda behandlare", "Våren 2027"),
        ("Starta en kurs", "Hösten 2027"),
    ]
    assert list(areas[0].responsible) == ["Vårdcentralerna"]


def test_columns_named_after_parties_hold_what_they_do_also_together() -> None:
    plan = table(
        ["Mål på ett års sikt", "Region och kommun gemensamt", "Regionen", "Kommunerna", "Indikatorer"],
        ["Behandling erbjuds", "Utbilda behandlare", "Ta fram ett blad", "–", "Antal behandlare"],
        ["Frågan ställs ofta", "Påminna på möten", "–", "Lägga in en fråga", "Antal frågor"],
    )
    [area] = read(heading("1. Spel om pengar"), plan).areas
    assert [a.text for a in area.activities] == [
        "Utbilda behandlare",
        "Ta fram ett blad",
        "Påminna på möten",
        "Lägga in en fråga",
    ]
    assert list(area.responsible) == ["Region och kommun gemensamt", "Regionen", "Kommunerna"]


def test_a_column_of_later_days_beside_one_of_days_tells_when_things_end() -> None:
    plan = table(
        ["Aktivitet", "Från", "Till", "Ansvarar"],
        ["Teckna avtal", "2026-01-01", "2026-09-30", "Kommunerna"],
        ["Ordna stöd", "2027-01-01", "2027-06-30", "Kommunerna"],
    )
    [area] = read(heading("1. Boende"), plan).areas
    assert [(a.start, a.end) for a in area.activities] == [
        (date(2026, 1, 1), date(2026, 9, 30)),
        (date(2027, 1, 1), date(2027, 6, 30)),
    ]


def test_grants_stand_in_a_column_for_each_year_with_its_unit() -> None:
    grants = table(
        ["Ändamål", "2023, tkr", "2024, tkr"],
        ["Stöd till efterlevande", "300", "425"],
        ["Ätstörningar", "450", "550"],
        ["Totalt", "750", "975"],
    )
    plan = read(heading("Användning av stimulansmedel 2023 och 2024"), grants)
    assert [(fund.name, fund.year, fund.amount) for fund in plan.funds] == [
        ("Stöd till efterlevande", 2023, "300000"),
        ("Stöd till efterlevande", 2024, "425000"),
        ("Ätstörningar", 2023, "450000"),
        ("Ätstörningar", 2024, "550000"),
    ]


def test_a_short_line_over_a_list_of_things_to_do_leads_into_them() -> None:
    plan = read(
        heading("Plan", 1),
        heading("Stöd till efterlevande", 2),
        paragraph("Mål: Efterlevande får stöd i rätt tid."),
        paragraph("Medlen används till:"),
        item("Fastställa en rutin"),
        item("Informera polisen om rutinen"),
    )
    [area] = plan.areas
    assert [a.text for a in area.activities] == ["Fastställa en rutin", "Informera polisen om rutinen"]
