"""Registers, codes, marks, calendars and forms of questions: other ways in which counties write the same plan."""

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


def test_a_register_has_a_row_for_each_thing_and_a_column_that_says_what_it_is() -> None:
    rows = [
        ["1", "Område", "Stöd i skolan", "", ""],
        ["1.1", "Mål (lång sikt)", "Elever mår bra i skolan", "", ""],
        ["1.2", "Mål (kort sikt)", "Alla skolor har en plan", "", ""],
        ["1.3", "Insats", "Ta fram ett stödmaterial", "Gymnasiechef", "ht 2025"],
        ["1.4", "Mått", "Andel skolor med plan", "", ""],
        ["2", "Område", "Personligt ombud", "", ""],
        ["2.1", "Mål (kort sikt)", "Ombud finns i alla kommuner", "", ""],
        ["2.2", "Insats", "Söka statsbidrag gemensamt", "Socialchefer", "maj 2026"],
        ["2.3", "Mått", "Antal kommuner med ombud", "", ""],
    ]
    plan = read(heading("Planregister 2025"), table(["ID", "Nivå", "Beskrivning", "Funktion", "När"], *rows))
    first, second = plan.areas
    assert (first.number, first.title) == ("1", "Stöd i skolan")
    assert [(g.level, g.text) for g in first.goals] == [
        ("long", "Elever mår bra i skolan"),
        ("short", "Alla skolor har en plan"),
    ]
    assert [(a.text, a.timeframe) for a in first.activities] == [("Ta fram ett stödmaterial", "ht 2025")]
    assert [i.text for i in first.indicators] == ["Andel skolor med plan"]
    assert list(first.responsible) == ["Gymnasiechef"]
    assert (second.title, [a.start for a in second.activities]) == ("Personligt ombud", [date(2026, 5, 1)])


def test_codes_in_front_of_lines_mean_what_the_document_says() -> None:
    plan = read(
        heading("Målträd 2019–2021"),
        paragraph("LM står för långsiktigt mål, KM för kortsiktigt mål och A för aktivitet."),
        heading("Målområde 1: Stöd på eget språk", 2),
        paragraph("LM 1.1 Alla får stöd på sitt eget språk."),
        paragraph("KM 1.1.1 Samtal kan bokas i hela länet."),
        paragraph("A 1.1.1.1 Avtala om digitala samtal. Ansvarig: Minoritetssamordnare. Tid: 2019."),
        paragraph("A 1.1.1.2 Informera om samtalen. Ansvarig: Folkhälsochef. Tid: 2020."),
        heading("Målområde 2: Sömn", 2),
        paragraph("LM 2.1 Fler invånare sover gott."),
        paragraph("KM 2.1.1 En kurs erbjuds."),
        paragraph("A 2.1.1.1 Utbilda behandlare. Ansvarig: Vårdcentralerna. Tid: våren 2020."),
    )
    first, second = plan.areas
    assert [(g.level, g.text) for g in first.goals] == [
        ("long", "Alla får stöd på sitt eget språk."),
        ("short", "Samtal kan bokas i hela länet."),
    ]
    assert [(a.text, a.timeframe) for a in first.activities] == [
        ("Avtala om digitala samtal.", "2019"),
        ("Informera om samtalen.", "2020"),
    ]
    assert list(first.responsible) == ["Minoritetssamordnare", "Folkhälsochef"]
    assert [(a.text, a.timeframe) for a in second.activities] == [("Utbilda behandlare.", "våren 2020")]


def test_lines_that_only_begin_with_capitals_are_no_codes() -> None:
    plan = read(
        heading("1. Stöd"),
        paragraph("Aktiviteter"),
        item("BUP 2 öppnar en mottagning"),
        item("Utbilda personal"),
    )
    assert [a.text for a in plan.areas[0].activities] == ["BUP 2 öppnar en mottagning", "Utbilda personal"]


def test_marks_under_functions_tell_who_answers() -> None:
    plan = read(
        heading("Ansvarsfördelning 2026"),
        paragraph("A = ansvarig för genomförandet, M = medverkar"),
        heading("1. Sömn", 2),
        table(
            ["Aktivitet", "Tidplan", "Primärvårdsdirektör", "Länssamordnare", "Kommunikationschef"],
            ["Utbilda behandlare i sömnskola", "årligen", "A", "M", "M"],
            ["Lägga ut en kurs på 1177", "2026", "A", "M", ""],
            ["Skicka återkoppling varje halvår", "2026", "M", "M", "A"],
        ),
    )
    [area] = plan.areas
    assert [a.text for a in area.activities] == [
        "Utbilda behandlare i sömnskola",
        "Lägga ut en kurs på 1177",
        "Skicka återkoppling varje halvår",
    ]
    assert list(area.responsible) == ["Primärvårdsdirektör", "Kommunikationschef"]


def test_a_time_across_a_calendar_is_when_what_stands_below_is_done() -> None:
    plan = read(
        heading("Aktivitetskalender 2027"),
        table(
            ["Aktivitet", "Område", "Ansvarig"],
            [cell("Kvartal 1 2027", columns=3)],
            ["Rekrytera en psykolog", "Stödteam", "Habiliteringen"],
            ["Informera om linjen", "Lantbruk", "Kommunerna"],
            [cell("Kvartal 2 2027", columns=3)],
            ["Utse ambassadörer", "Stödteam", "Habiliteringen"],
        ),
    )
    told = {a.text: a.timeframe for area in plan.areas for a in area.activities}
    assert told == {
        "Rekrytera en psykolog": "Kvartal 1 2027",
        "Informera om linjen": "Kvartal 1 2027",
        "Utse ambassadörer": "Kvartal 2 2027",
    }


def test_a_form_that_asks_for_the_area_is_that_areas() -> None:
    blocks: list[Block] = [paragraph("Ifyllda formulär 2024")]
    for name, goal, deed in (
        ("Lantbrukarnas hälsa", "Lantbrukare får stöd i tid", "Utbilda rådgivare"),
        ("Gymnasiets elever", "Elever får stöd av kurator", "Anställa en kurator"),
        ("Nationella minoriteter", "Alla får stöd på sitt språk", "Boka tolkar"),
    ):
        blocks += [
            paragraph("1. Vilket område gäller planeringen?", bold=True),
            paragraph(name),
            paragraph("2. Vilket är det långsiktiga målet?", bold=True),
            paragraph(goal),
            paragraph("3. Vilka aktiviteter planeras?", bold=True),
            item(deed),
        ]
    plan = read(*blocks)
    assert [(area.title, area.goals[0].text, area.activities[0].text) for area in plan.areas] == [
        ("Lantbrukarnas hälsa", "Lantbrukare får stöd i tid", "Utbilda rådgivare"),
        ("Gymnasiets elever", "Elever får stöd av kurator", "Anställa en kurator"),
        ("Nationella minoriteter", "Alla får stöd på sitt språk", "Boka tolkar"),
    ]


def test_outcomes_beside_a_measure_are_no_follow_up_and_no_money() -> None:
    measures = table(
        ["Indikator", "2026", "2027"], ["Antal övningar", "38", "55"], ["Gemensam lista finns", "Nej", "Ja"]
    )
    plan = read(heading("1. Krisstöd"), paragraph("Mål: Alla får stöd."), measures)
    assert not plan.funds
    assert not plan.areas[0].followups
    assert [i.text for i in plan.areas[0].indicators] == ["Antal övningar", "Gemensam lista finns"]


def test_a_time_after_a_dash_is_taken_whole() -> None:
    plan = read(
        heading("1. Lantbruk"),
        paragraph("Aktiviteter"),
        item("Öppna en filial – t.o.m. juni 2027"),
        item("Genomföra utbildningen – 2026, fortsätter 2027"),
    )
    assert [(a.text, a.timeframe) for a in plan.areas[0].activities] == [
        ("Öppna en filial", "t.o.m. juni 2027"),
        ("Genomföra utbildningen", "2026, fortsätter 2027"),
    ]


def test_a_typed_list_of_contents_names_no_areas() -> None:
    plan = read(
        heading("Länsplan 2026–2029"),
        paragraph("Innehåll"),
        paragraph("Inledning 2"),
        paragraph("Område A. Spel om pengar 4"),
        paragraph("Område B. Stöd till efterlevande 5"),
        heading("Inledning"),
        paragraph("Region och kommuner har enats om planen."),
        heading("Område A. Spel om pengar"),
        paragraph("Mål: Ingen far illa av spel."),
        heading("Område B. Stöd till efterlevande"),
        paragraph("Mål: Efterlevande får stöd i tid."),
    )
    assert [area.title for area in plan.areas] == ["Spel om pengar", "Stöd till efterlevande"]


def test_paragraphs_of_a_text_stay_paragraphs() -> None:
    plan = read(
        heading("1. Sömn"),
        paragraph("Bakgrund"),
        paragraph("Fyra av tio sover illa."),
        paragraph("Behandling erbjuds för sällan."),
        paragraph("Aktiviteter"),
        item("Utbilda behandlare"),
    )
    assert plan.areas[0].background == "Fyra av tio sover illa.\nBehandling erbjuds för sällan."
