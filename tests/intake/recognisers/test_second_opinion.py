"""General weaknesses that documents made by hand brought to light, each in a small document of its own."""

from __future__ import annotations

from datetime import date

from tests.intake.recognisers.drawing import cell, document, heading, item, paragraph, table

from samplan.intake.recognisers import read_plan
from samplan.plans.shapes.exchange import ActivityKind, Area, GoalStatus


def areas(*blocks: object) -> list[Area]:
    return read_plan(document(*blocks)).plan.areas


def test_planned_with_a_year_beside_done_with_a_year_is_a_column_of_activities() -> None:
    (area,) = areas(
        heading("1.1 Stöd i skolan", 2),
        table(
            ["Genomfört 2023", "Planerat 2024"],
            ["Två kurser för skolsköterskor har hållits.", "Starta samtalsgrupper i årskurs 8."],
        ),
    )
    told = {(a.text, a.kind, a.year) for a in area.activities}
    assert told == {
        ("Två kurser för skolsköterskor har hållits.", ActivityKind.REPORTED, 2023),
        ("Starta samtalsgrupper i årskurs 8.", ActivityKind.PLANNED, 2024),
    }
    assert all(a.timeframe is None for a in area.activities)


def test_a_known_header_outranks_what_its_cells_hold() -> None:
    (area,) = areas(
        heading("2.1 Tidiga insatser", 2),
        table(
            ["Mål", "Aktivitet", "Ansvarig"],
            ["Alla får hjälp i tid.", "Elevhälsan och primärvården träffas varje månad.", "Länssamordnaren"],
            ["Alla får hjälp i tid.", "Kommunerna utser kontaktpersoner.", "Socialchefsnätverket"],
        ),
    )
    assert [a.text for a in area.activities] == [
        "Elevhälsan och primärvården träffas varje månad.",
        "Kommunerna utser kontaktpersoner.",
    ]
    assert area.responsible == ["Länssamordnaren", "Socialchefsnätverket"]


def test_an_area_may_bear_the_name_of_a_label_or_a_body() -> None:
    found = areas(
        heading("1 Elevhälsa", 1),
        paragraph("Behoven har ökat i länets skolor."),
        table(["Mål", "Aktivitet"], ["Elever får stöd.", "Utbilda personal."]),
        heading("2 Uppföljning och lärande", 1),
        paragraph("Länet saknar en gemensam bild."),
        table(["Mål", "Aktivitet"], ["Länet vet hur det går.", "Ta fram en årlig rapport."]),
        heading("3 Brukarmedverkan", 1),
        table(["Mål", "Aktivitet"], ["Erfarenhet tas till vara.", "Starta brukarråd."]),
    )
    assert [a.title for a in found] == ["Elevhälsa", "Uppföljning och lärande", "Brukarmedverkan"]
    assert [[a.text for a in area.activities] for area in found] == [
        ["Utbilda personal."],
        ["Ta fram en årlig rapport."],
        ["Starta brukarråd."],
    ]


def test_a_bracket_with_who_and_when_is_parted() -> None:
    (area,) = areas(
        heading("1.1 Suicidprevention", 2),
        paragraph("Aktiviteter"),
        item("Utbilda instruktörer (ansvarig: Folkhälsoenheten, tid: våren 2025)"),
    )
    (activity,) = area.activities
    assert activity.text == "Utbilda instruktörer"
    assert (activity.start, activity.end) == (date(2025, 1, 1), date(2025, 6, 30))
    assert area.responsible == ["Folkhälsoenheten"]


def test_a_goal_across_the_whole_table_above_its_header_is_the_areas() -> None:
    (area,) = areas(
        heading("1.1 Äldre", 2),
        table(
            [cell("Övergripande mål: Äldre i länet mår bra hela livet.", columns=3)],
            ["Aktivitet", "Ansvarig", "Tid"],
            ["Starta mötesplatser.", "Äldreomsorgen", "2025"],
        ),
    )
    assert [g.text for g in area.goals] == ["Äldre i länet mår bra hela livet."]
    assert [a.text for a in area.activities] == ["Starta mötesplatser."]


def test_headers_may_be_questions() -> None:
    (area,) = areas(
        heading("1.1 Unga", 2),
        table(
            [
                "Vad vill vi uppnå?",
                "Vad ska vi göra?",
                "Vem ansvarar?",
                "När ska det vara klart?",
                "Hur vet vi att vi har lyckats?",
            ],
            [
                "Unga har någon att tala med.",
                "Öppna en chatt.",
                "Ungdomsmottagningen",
                "Dec 2025",
                "Antal samtal per månad",
            ],
        ),
    )
    assert [g.text for g in area.goals] == ["Unga har någon att tala med."]
    assert [(a.text, a.end) for a in area.activities] == [("Öppna en chatt.", date(2025, 12, 31))]
    assert area.responsible == ["Ungdomsmottagningen"]
    assert [i.text for i in area.indicators] == ["Antal samtal per månad"]


def test_money_under_a_heading_of_funds_is_funds() -> None:
    plan = read_plan(
        document(
            heading("1.1 Unga", 2),
            table(["Mål", "Aktivitet"], ["Unga mår bra.", "Öppna en chatt."]),
            heading("Länsgemensamma medel 2024", 1),
            paragraph("Till suicidprevention avsätts 1 200 000 kronor och till brukarmedverkan 400 000 kronor."),
        )
    ).plan
    assert [(f.amount, f.year) for f in plan.funds] == [("1200000", 2024), ("400000", 2024)]
    assert plan.areas[0].costs == []


def test_the_first_words_judge_a_goal() -> None:
    (area,) = areas(
        heading("1.1 Unga", 2),
        table(["Mål", "Aktivitet"], ["Unga mår bra.", "Öppna en chatt."]),
        paragraph("Måluppfyllelse"),
        paragraph("Delvis uppnått. Chatten är öppen men har inte nått alla kommuner."),
    )
    assert area.goal_status is GoalStatus.PARTLY


def test_lettered_lines_with_a_lead_in_and_a_list_are_areas_of_a_memo() -> None:
    found = areas(
        heading("3. Insatser under 2025", 1),
        paragraph("a) Samsjuklighet", bold=True),
        paragraph("Följande insatser planeras:"),
        item("Utbilda personal i bemötande."),
        item("Starta ett gemensamt team."),
        paragraph("b) Suicidprevention", bold=True),
        paragraph("Följande insatser planeras:"),
        item("Anställa en samordnare."),
    )
    assert [(a.title, [x.text for x in a.activities]) for a in found] == [
        ("Samsjuklighet", ["Utbilda personal i bemötande.", "Starta ett gemensamt team."]),
        ("Suicidprevention", ["Anställa en samordnare."]),
    ]


def test_a_plain_sheet_with_merged_area_and_goal_is_read() -> None:
    found = areas(
        table(
            [cell("Handlingsplan psykisk hälsa", columns=6)],
            ["Område", "Mål", "Aktivitet", "Ansvarig", "År", "Kostnad (kr)"],
            [
                cell("Skola", rows=2),
                cell("Elever mår bra.", rows=2),
                "Utbilda elevhälsan.",
                "Skolcheferna",
                "2025",
                "150000",
            ],
            ["Starta grupper.", "Elevhälsan", "2026", "80000"],
            ["Arbete", "Fler har ett arbete.", "Ge stöd på arbetsplatsen.", "Samordningsförbundet", "2025", "300000"],
        ),
    )
    assert [a.title for a in found] == ["Skola", "Arbete"]
    assert [[x.text for x in a.activities] for a in found] == [
        ["Utbilda elevhälsan.", "Starta grupper."],
        ["Ge stöd på arbetsplatsen."],
    ]
    assert [[(c.year, c.min) for c in a.costs] for a in found] == [
        [(2025, "150000"), (2026, "80000")],
        [(2025, "300000")],
    ]


def test_a_plan_in_one_table_with_costs_is_no_summary_of_itself() -> None:
    found = areas(
        table(
            ["Utvecklingsområde", "Mål på kort sikt", "Åtgärd", "År", "Kostnad (kr)"],
            [cell("Öppenhet", rows=2), cell("Kortare väg in", rows=2), "Kvällsöppet", "2024", "150000"],
            ["Boka på webben", "2024", "80000"],
            ["Inflytande", "Fler är med", "Kurs i att påverka", "2025", "25000"],
        )
    )
    assert [(a.title, [x.text for x in a.activities], [c.min for c in a.costs]) for a in found] == [
        ("Öppenhet", ["Kvällsöppet", "Boka på webben"], ["150000", "80000"]),
        ("Inflytande", ["Kurs i att påverka"], ["25000"]),
    ]


def test_a_paragraph_that_says_area_opens_one_whatever_its_name() -> None:
    header = ["Långsiktigt mål", "Aktivitet", "När", "Ansvarig"]
    found = areas(
        paragraph("Handlingsplan psykisk hälsa"),
        paragraph("Område: Trygghet"),
        table(header, ["Alla är trygga.", "Utbilda team.", "Vt 2024", "Skolcheferna"]),
        paragraph("Handlingsplan psykisk hälsa"),
        paragraph("Område: Primärvård"),
        table(header, ["Vård utan väntan.", "Anställa psykologer.", "2024", "Primärvården"]),
    )
    assert [(a.title, [x.text for x in a.activities]) for a in found] == [
        ("Trygghet", ["Utbilda team."]),
        ("Primärvård", ["Anställa psykologer."]),
    ]


def test_what_stands_under_a_label_of_two_meanings_decides() -> None:
    (area,) = areas(
        heading("1.1 Skola", 2),
        table(["Mål", "Elever mår bra."], ["Insats", "Utbilda personal."], ["Genomförande", "Ht 2025"]),
    )
    assert [(a.text, a.start) for a in area.activities] == [("Utbilda personal.", date(2025, 7, 1))]
    (area,) = areas(
        heading("1.1 Skola", 2),
        table(["Mål", "Elever mår bra."], ["Genomförande", "Utbilda personal i skolan."], ["Tid", "Ht 2025"]),
    )
    assert [(a.text, a.start) for a in area.activities] == [("Utbilda personal i skolan.", date(2025, 7, 1))]
