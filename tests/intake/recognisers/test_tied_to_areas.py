"""What is tied to an area by more than its place: numbered headings alike, lines led by names, tables with numbers."""

from __future__ import annotations

from datetime import date

from tests.intake.recognisers.drawing import document, item, paragraph, table

from samplan.documents.blocks import Block
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import PlanFile


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(*blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal.plan


def _sheet(title: str, aim: str, doing: str, when: str, measure: str, cost: str) -> list[Block]:
    return [
        paragraph(title, bold=True),
        paragraph("Mål om fem år", bold=True),
        paragraph(aim),
        paragraph("Aktiviteter 2026", bold=True),
        table(["Aktivitet", "Tidsplan"], [doing, when]),
        paragraph("Indikatorer", bold=True),
        item(measure),
        paragraph("Kostnad", bold=True),
        paragraph(cost),
    ]


def _sheets() -> list[Block]:
    return [
        paragraph("Handlingsplan för gott åldrande 2026–2028", bold=True),
        *_sheet("1. Rörelse", "Fler går ut varje dag", "Ordna promenader", "v. 20", "Antal promenader", "80 000 kr"),
        *_sheet("2. Läsning", "Fler läser ihop", "Starta bokcirklar", "hela året", "Antal bokcirklar", "80 000 kr"),
        *_sheet("3. Sång", "Fler sjunger i kör", "Bilda körer", "maj–juni", "Antal körer", "1,2 mnkr"),
        paragraph("Uppföljning 2026", bold=True),
        paragraph("Rörelse: Tolv promenader har ordnats."),
        paragraph("Läsning: Två cirklar har startat."),
        paragraph("Sång: Ingen kör har bildats än."),
        paragraph("Uppföljning 2027", bold=True),
        paragraph("Rörelse: Promenaderna går vidare."),
        paragraph("Läsning: Ytterligare en cirkel läser."),
        paragraph("Sång: Kören övar i Sandvik."),
    ]


def test_numbered_headings_over_the_same_labels_are_areas_though_a_follow_up_names_them_again() -> None:
    plan = read(*_sheets())
    assert [(area.number, area.title) for area in plan.areas] == [("1", "Rörelse"), ("2", "Läsning"), ("3", "Sång")]


def test_a_sum_that_stands_in_several_areas_is_a_cost_and_never_an_area() -> None:
    plan = read(*_sheets())
    assert [[cost.max for cost in area.costs] for area in plan.areas] == [["80000"], ["80000"], ["1200000"]]


def test_a_line_of_a_follow_up_that_an_area_s_name_leads_is_told_of_that_area() -> None:
    told = [[(found.year, found.text) for found in area.followups] for area in read(*_sheets()).areas]
    assert told[0] == [(2026, "Tolv promenader har ordnats."), (2027, "Promenaderna går vidare.")]
    assert told[2] == [(2026, "Ingen kör har bildats än."), (2027, "Kören övar i Sandvik.")]


def test_the_year_of_a_label_over_a_table_is_that_of_times_without_one() -> None:
    times = [(a.start, a.end) for area in read(*_sheets()).areas for a in area.activities]
    assert times == [
        (date(2026, 5, 11), date(2026, 5, 17)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 5, 1), date(2026, 6, 30)),
    ]
