"""What is tied to an area by more than its place: numbered headings alike, lines led by names, tables with numbers."""

from __future__ import annotations

from datetime import date

from tests.intake.recognisers.drawing import document, heading, item, paragraph, table

from samplan.documents.blocks import Block
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import GoalStatus, PlanFile


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


def _book() -> list[Block]:
    return [
        heading("Handlingsplan för gott åldrande 2026–2028"),
        heading("Områden och mål"),
        table(
            ["Nr", "Vår indelning", "Område", "Långsiktigt mål", "Kortsiktiga mål"],
            ["1", "Kropp och rörelse", "Promenader", "Fler går ut varje dag", "Varje by har en vandringsled"],
            ["2", "Kropp och rörelse", "Måltider", "Fler äter i sällskap", "Alla hemtjänstkök har öppet hus"],
            ["3", "Tanke och ord", "Läsning", "Fler läser tillsammans", "Biblioteken har en bokbuss"],
        ),
        heading("Aktiviteter"),
        table(
            ["Område nr", "Aktivitet", "Start", "Klart", "Ansvarig"],
            ["1", "Märka ut leder", "2026-02-01", "2026-05-31", "Tekniska kontoret"],
            ["3", "Köpa en buss", "2026-03-01", "2026-09-30", "Kulturförvaltningen"],
            ["3", "Ordna högläsning", "2027-01-01", "2027-06-30", "Kulturförvaltningen"],
        ),
        heading("Indikatorer"),
        table(
            ["Område nr", "Indikator"],
            ["1", "Antal utmärkta leder"],
            ["2", "Antal öppna kök"],
            ["3", "Antal resor med bussen"],
        ),
        heading("Budget"),
        paragraph("Beloppen anges i tusental kronor (tkr)."),
        table(
            ["Nr", "Område", "Budget 2026 (tkr)", "Budget 2027 (tkr)"],
            ["1", "Promenader", "120", "80"],
            ["2", "Måltider", "60", "75"],
            ["3", "Läsning", "910", "340"],
            ["", "Summa", "1090", "495"],
        ),
        heading("Uppföljning 2026"),
        table(
            ["Nr", "Område", "Måluppfyllelse", "Beskrivning av läget"],
            ["1", "Promenader", "Delvis uppnått", "Fyra leder är utmärkta och två återstår."],
            ["2", "Måltider", "Delvis uppnått", "Två kök har haft öppet hus under året."],
            ["3", "Läsning", "Delvis uppnått", "Bussen är beställd men har inte kommit."],
        ),
    ]


def test_rows_with_the_number_of_an_area_alone_belong_to_that_area() -> None:
    areas = read(*_book()).areas
    assert [(area.number, area.title) for area in areas] == [("1", "Promenader"), ("2", "Måltider"), ("3", "Läsning")]
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Märka ut leder"],
        [],
        ["Köpa en buss", "Ordna högläsning"],
    ]
    assert [[found.text for found in area.indicators] for area in areas] == [
        ["Antal utmärkta leder"],
        ["Antal öppna kök"],
        ["Antal resor med bussen"],
    ]


def test_a_column_that_recurs_beside_the_areas_groups_them() -> None:
    areas = read(*_book()).areas
    assert [area.group for area in areas] == ["Kropp och rörelse", "Kropp och rörelse", "Tanke och ord"]


def test_a_budget_by_area_and_year_is_the_areas_costs_and_its_sum_row_is_none() -> None:
    plan = read(*_book())
    assert [[(cost.year, cost.max) for cost in area.costs] for area in plan.areas] == [
        [(2026, "120000"), (2027, "80000")],
        [(2026, "60000"), (2027, "75000")],
        [(2026, "910000"), (2027, "340000")],
    ]
    assert plan.funds == []


def test_how_things_are_beside_how_far_goals_are_reached_is_a_follow_up_of_the_headings_year() -> None:
    told = [[(found.year, found.text) for found in area.followups] for area in read(*_book()).areas]
    assert told[2] == [(2026, "Bussen är beställd men har inte kommit.")]


def _listed(title: str, *doing: str) -> list[Block]:
    return [
        paragraph(title, bold=True),
        paragraph("Det vill vi uppnå", bold=True),
        item(f"Fler äldre deltar i {title.lower()}"),
        paragraph("Planerade insatser", bold=True),
        *map(item, doing),
        paragraph("Hur vi följer upp", bold=True),
        item(f"Antal deltagare i {title.lower()}"),
        item(f"Andel kommuner med {title.lower()}"),
    ]


def _lists() -> PlanFile:
    return read(
        paragraph("Handlingsplan för gott åldrande 2026–2028", bold=True),
        *_listed("Trädgård", "Årligen: Så och skörda ihop", "Ht 2026 – vt 2027: Bygga växthus"),
        *_listed("Dans", "T.o.m. 2027: Hålla danskvällar", "Tid ej bestämd: Ordna en bal"),
        *_listed("Bad", "V. 12 2026: Hyra bassängen", "Köpa badbussar, ht 2026 – vt 2027"),
    )


def test_a_time_that_leads_in_an_activity_is_its_time_however_it_is_written() -> None:
    told = [(a.timeframe, a.text) for area in _lists().areas for a in area.activities]
    assert told == [
        ("Årligen", "Så och skörda ihop"),
        ("Ht 2026 – vt 2027", "Bygga växthus"),
        ("T.o.m. 2027", "Hålla danskvällar"),
        ("Tid ej bestämd", "Ordna en bal"),
        ("V. 12 2026", "Hyra bassängen"),
        ("ht 2026 – vt 2027", "Köpa badbussar"),
    ]


def test_measures_under_words_for_following_up_are_indicators_where_nothing_is_asked() -> None:
    first = _lists().areas[0]
    assert [found.text for found in first.indicators] == ["Antal deltagare i trädgård", "Andel kommuner med trädgård"]
    assert first.followup_questions == []


def test_how_far_goals_are_reached_is_a_judgement_though_it_stands_in_a_follow_up() -> None:
    area = read(
        *_sheets()[:-7],
        heading("Uppföljning 2026", 2),
        paragraph("Ingen kör har bildats än."),
        paragraph("Måluppfyllelse: Delvis uppnått"),
    ).areas[-1]
    assert area.goal_status is GoalStatus.PARTLY
    assert [found.text for found in area.followups] == ["Ingen kör har bildats än."]


def test_lines_that_a_reader_joined_are_parted_where_an_area_s_name_begins_one() -> None:
    joined = "Rörelse: Promenaderna är tolv. Fler väntar. Läsning: En cirkel läser. Sång: Kören övar."
    areas = read(*_sheets()[:-7], paragraph("Uppföljning 2026", bold=True), paragraph(joined)).areas
    told = [[found.text for found in area.followups] for area in areas]
    assert told == [["Promenaderna är tolv. Fler väntar."], ["En cirkel läser."], ["Kören övar."]]


def test_a_follow_up_under_a_heading_of_its_own_is_told_of_the_areas_that_its_lines_name() -> None:
    sheets = _sheets()
    areas = read(*sheets[:-8], heading("Så har det gått"), *sheets[-8:]).areas
    assert [len(area.followups) for area in areas] == [2, 2, 2]
