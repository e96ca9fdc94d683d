"""Layouts that county plans have and drawn ones seldom do, each in a small document of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from tests.intake.recognisers.drawing import cell, document, heading, item, paragraph, table

from samplan.documents.blocks import Block, Cell, Note, Provenance, Table
from samplan.intake import read_plan
from samplan.intake.shapes import Proposal
from samplan.plans.shapes.exchange import Area, BlockKind, GoalStatus, PlanFile

TITLE = heading("Handlingsplan 2024–2026", 1)
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))


def propose(*blocks: Block) -> Proposal:
    proposal = read_plan(document(TITLE, *blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal


def read(*blocks: Block) -> PlanFile:
    return propose(*blocks).plan


def only(*rows: Sequence[str | Cell]) -> Area:
    """The one area of a heading over one table."""
    [area] = read(heading("1.1 Skola", 2), table(*rows)).areas
    assert (area.number, area.title) == ("1.1", "Skola")
    return area


def doubts(proposal: Proposal, path: str = "") -> set[str]:
    return {doubt.code for e in proposal.evidence if e.path.startswith(path) for doubt in e.doubts}


def told(area: Area) -> list[tuple[str, str | None]]:
    return [(activity.text, activity.timeframe) for activity in area.activities]


def sheet(name: str, *rows: Sequence[str | Cell]) -> Table:
    made = table(*rows)
    return replace(made, title=name, provenance=replace(made.provenance, sheet=name))


def test_labels_inside_one_cell_end_the_text_above_them() -> None:
    lines = ("Skolorna saknar råd.", "Måluppfyllelse", "Två råd finns.", "Utvecklingsbehov", "Fler råd behövs.")
    area = only(["Nuläge", cell(*lines, "Mål", "L: Alla elever trivs.", "K: Varje skola har ett råd.")])
    assert (area.background, area.needs) == ("Skolorna saknar råd.", "Fler råd behövs.")
    assert [(f.heading, f.text) for f in area.followups] == [("Måluppfyllelse", "Två råd finns.")]
    assert [(goal.level, goal.text) for goal in area.goals] == [
        ("long", "Alla elever trivs."),
        ("short", "Varje skola har ett råd."),
    ]


def test_an_attainment_that_reads_like_a_label_is_the_value() -> None:
    area = only(["Måluppfyllelse", "Uppnått."], ["Utvecklingsbehov", "Fler råd behövs."], ["Aktivitet", "Starta råd."])
    assert (area.goal_status, area.needs) == (GoalStatus.ACHIEVED, "Fler råd behövs.")
    assert told(area) == [("Starta råd.", None)]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [("Två råd finns.", False), ("L: Alla har ett råd.", True), ("Alla ska ha ett råd senast 2026.", True)],
)
def test_only_a_goal_is_doubted_where_the_judgement_belongs(text: str, doubted: bool) -> None:
    proposal = propose(heading("1.1 Skola", 2), table(["Aktivitet", "Starta råd."], ["Måluppfyllelse", text]))
    assert proposal.plan.areas[0].goal_status is None
    assert ("goal_in_status" in doubts(proposal)) == doubted


def test_target_pictures_have_their_numbers_apart() -> None:
    plan = read(heading("Målbilder", 2), paragraph("1. Hjälpen kommer i tid"), paragraph("2. Någon håller ihop"))
    assert [(t.number, t.title) for t in plan.target_images] == [
        ("1", "Hjälpen kommer i tid"),
        ("2", "Någon håller ihop"),
    ]


def test_a_group_heading_with_text_of_its_own_groups_its_areas() -> None:
    sheets = table(["Mål", "Aktivitet"], ["Alla ska trivas.", "Rusta."])
    plan = read(
        heading("1. Barn och unga", 2),
        paragraph("Barn mår sämre än förr."),
        heading("1.1 Skola", 3),
        sheets,
        heading("2. Vuxna", 2),
        heading("2.1 Arbete", 3),
        table(["Mål", "Aktivitet"], ["Alla har ett arbete.", "Bygga broar."]),
    )
    assert [(area.title, area.group) for area in plan.areas] == [("Skola", "Barn och unga"), ("Arbete", "Vuxna")]


def test_a_status_column_is_kept_beside_and_changes_nothing() -> None:
    area = only(["Aktivitet", "Tidplan", "Status"], ["Rusta", "2024", "Klar"], ["Utbilda", "2025", "Ej påbörjad"])
    assert told(area) == [("Rusta", "2024"), ("Utbilda", "2025")]
    assert (area.goal_status, area.followups) == (None, [])
    labels = [block.text for block in area.other if block.kind is BlockKind.LABEL]
    assert {"Klar", "Ej påbörjad"} <= set(labels)


def test_a_column_of_yes_and_no_under_done_is_no_activity() -> None:
    area = only(["Aktivitet", "Genomfört", "Kommentar"], ["Rusta", "Ja", "Bra"], ["Utbilda", "Nej", "Sent"])
    assert [activity.text for activity in area.activities] == ["Rusta", "Utbilda"]


def test_start_and_end_beside_the_time_as_written() -> None:
    area = only(
        ["Aktivitet", "Tidplan", "Start", "Slut"],
        ["Rusta", "Våren 2024", "2024-02-01", "2024-05-31"],
        ["Utbilda", "2025 – och fortlöpande", "2025-01-01", ""],
    )
    first, second = area.activities
    assert (first.timeframe, first.start, first.end) == ("Våren 2024", date(2024, 2, 1), date(2024, 5, 31))
    assert (second.start, second.end, second.ongoing) == (date(2025, 1, 1), None, True)


def test_start_and_end_alone_make_the_time() -> None:
    area = only(["Aktivitet", "Start", "Slut"], ["Rusta", "2024-02-01", "2024-05-31"], ["Utbilda", "2025-02-01", ""])
    first, second = area.activities
    assert (first.timeframe, first.end) == ("2024-02-01 – 2024-05-31", date(2024, 5, 31))
    assert (second.timeframe, second.start, second.end) == ("2025-02-01", date(2025, 2, 1), None)


def test_each_row_has_its_own_followup() -> None:
    area = only(
        ["Mål", "Aktivitet", "Uppföljning 2023"],
        ["Alla ska trivas.", "Rusta", "Lokalerna är klara."],
        ["Personal finns.", "Utbilda", "Kursen är försenad."],
    )
    assert [(f.year, f.text) for f in area.followups] == [(2023, "Lokalerna är klara."), (2023, "Kursen är försenad.")]


def test_a_target_value_is_no_indicator() -> None:
    area = only(["Indikator", "Utgångsvärde", "Målvärde"], ["Andel som trivs", "45 %", "60 %"], ["Antal råd", "2", "5"])
    assert [indicator.text for indicator in area.indicators] == ["Andel som trivs", "Antal råd"]


@pytest.mark.parametrize(
    "rows",
    [
        (["", "Aktivitet 1", "Aktivitet 2"], ["Beskrivning", "Rusta lokaler", "Utbilda personal"]),
        (["Mål", "Alla ska trivas.", "Personal finns."], ["Aktivitet", "Rusta lokaler", "Utbilda personal"]),
        (["", "Rusta lokaler", "Utbilda personal"],),
    ],
)
def test_a_table_on_its_side(rows: tuple[list[str], ...]) -> None:
    area = only(*rows, ["Ansvarig", "Region Exempel", "Länets kommuner"], ["Tidplan", "2024", "Ht 2025"])
    assert told(area) == [("Rusta lokaler", "2024"), ("Utbilda personal", "Ht 2025")]
    assert area.responsible == ["Region Exempel", "Länets kommuner"]


def test_a_matrix_of_focus_areas_tags_the_areas() -> None:
    plan = read(
        heading("Fokusområden", 2),
        item("Förebyggande arbete"),
        item("Tidiga insatser"),
        item("Utsatta grupper"),
        heading("Översikt", 2),
        table(
            ["Utvecklingsområde", "Förebyggande arbete", "Tidiga insatser", "Utsatta grupper"],
            ["1.1 Skola", "X", "X", ""],
            ["1.2 Vård", "", "", "●"],
        ),
        heading("1.1 Skola", 2),
        table(["Mål", "Aktivitet"], ["Alla ska trivas.", "Rusta."]),
        heading("1.2 Vård", 2),
        table(["Mål", "Aktivitet"], ["Alla ska få vård.", "Bygga."]),
    )
    assert [(area.title, area.focus_areas) for area in plan.areas] == [("Skola", [1, 2]), ("Vård", [3])]


def test_ticks_under_focus_areas_years_and_bodies() -> None:
    area = only(
        ["Mål på kort sikt", "Aktivitet", "FO 1", "FO 3", "Region", "2024", "2025"],
        ["En rutin finns.", "Rusta", "X", "✓", "x", "X", "X"],
        ["Personal finns.", "Utbilda", "", "✓", "", "", "X"],
    )
    assert area.focus_areas == [1, 3]
    assert area.responsible == ["Region"]
    assert [(a.start, a.end) for a in area.activities] == [
        (date(2024, 1, 1), date(2025, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
    ]


def test_costs_by_area_are_no_grants() -> None:
    plan = read(
        heading("1.1 Skola", 2),
        table(["Mål", "Aktivitet"], ["Alla ska trivas.", "Rusta."]),
        heading("1.2 Vård", 2),
        table(["Mål", "Aktivitet"], ["Alla ska få vård.", "Bygga."]),
        heading("Beräknade kostnader", 2),
        table(["Område", "År", "Kostnad"], ["Skola", "2024", "100 000–200 000 kr"], ["Vård", "2025", "300 000 kr"]),
    )
    assert plan.funds == []
    assert [(c.year, c.min, c.max) for c in plan.areas[0].costs] == [(2024, "100000", "200000")]
    assert [(c.year, c.max) for c in plan.areas[1].costs] == [(2025, "300000")]


def test_content_tells_what_unknown_headers_do_not() -> None:
    proposal = propose(
        heading("Skola", 2),
        table(
            ["Det stora", "Konkret", "På banan", "Plånboken", "Färdvägen"],
            ["Alla elever ska trivas i skolan.", "Rusta lokaler", "Region Exempel", "100 000 kr", "Våren 2024"],
            ["Alla vuxna ska vara trygga.", "Utbilda personal", "Länets kommuner", "250 000 kr", "Ht 2025"],
        ),
    )
    [area] = proposal.plan.areas
    assert told(area) == [("Rusta lokaler", "Våren 2024"), ("Utbilda personal", "Ht 2025")]
    assert [goal.text for goal in area.goals] == ["Alla elever ska trivas i skolan.", "Alla vuxna ska vara trygga."]
    assert area.responsible == ["Region Exempel", "Länets kommuner"]
    assert [cost.max for cost in area.costs] == ["100000", "250000"]
    assert "column_unsure" in doubts(proposal, "/areas/0/activities")


def test_a_table_of_municipalities_is_no_area() -> None:
    facts = table(["Kommun", "Invånare 2023", "Andel 0–24 år"], ["Alby", "22 563", "31 %"], ["Berga", "8 642", "27 %"])
    assert read(heading("Läget i länet", 2), facts).areas == []


def test_pairs_side_by_side() -> None:
    area = only(
        ["Ansvarig", "Region Exempel", "Indikator", "Antal rustade lokaler"],
        ["Mål på lång sikt", cell("Alla elever ska trivas.", columns=3)],
        ["Kostnad", "100 000 kr", "Aktivitet", "Rusta lokaler"],
    )
    assert area.responsible == ["Region Exempel"]
    assert [indicator.text for indicator in area.indicators] == ["Antal rustade lokaler"]
    assert [cost.max for cost in area.costs] == ["100000"]


def test_an_unknown_label_before_the_short_goal_is_the_long_goal() -> None:
    area = only(
        ["Dit siktar vi", "Alla elever ska trivas."],
        ["Delmål", "En rutin finns."],
        ["Aktiviteter", "Rusta lokaler."],
        ["Ansvarig", "Region Exempel"],
    )
    assert [(goal.level, goal.text) for goal in area.goals] == [
        ("long", "Alla elever ska trivas."),
        ("short", "En rutin finns."),
    ]


def test_a_heading_that_only_numbers_its_area_takes_the_tables_title() -> None:
    plan = read(
        heading("Område 1", 2),
        table(["Rubrik", "Skola"], ["Mål", "Alla ska trivas."], ["Aktivitet", "Rusta."]),
        heading("Område 2", 2),
        table(["Rubrik", "Vård"], ["Mål", "Alla ska få vård."], ["Aktivitet", "Bygga."]),
    )
    assert [(area.number, area.title) for area in plan.areas] == [("1", "Skola"), ("2", "Vård")]


def test_a_focus_area_merged_over_the_rows_of_several_areas_counts_for_each() -> None:
    plan = read(
        table(
            ["Fokusområde", "Utvecklingsområde", "Mål", "Insatser"],
            [cell("Förebyggande arbete", rows=2), "Skola", "Alla trivs.", "Rusta."],
            ["Fritid", "Alla har fritid.", "Öppna."],
        )
    )
    assert [area.focus_areas for area in plan.areas] == [[1], [1]]


def test_labels_that_lead_the_sentences_of_one_paragraph() -> None:
    told_in_one = "Mål: Alla trivs. Aktivitet: Rusta lokaler. Ansvarig: Region Exempel. Tid: 2024."
    [area] = read(heading("1.1 Skola", 2), paragraph(told_in_one)).areas
    assert [goal.text for goal in area.goals] == ["Alla trivs."]
    assert [(a.start, a.end) for a in area.activities] == [YEAR_2024]
    assert area.responsible == ["Region Exempel"]


def test_years_between_the_activities_of_a_list() -> None:
    [area] = read(
        heading("1.1 Skola", 2),
        heading("Aktiviteter", 3),
        paragraph("2024", bold=True),
        item("Rusta lokaler"),
        paragraph("2025", bold=True),
        item("Utbilda personal"),
    ).areas
    assert [(activity.text, activity.year) for activity in area.activities] == [
        ("Rusta lokaler", 2024),
        ("Utbilda personal", 2025),
    ]


def test_a_text_box_that_holds_a_goal_is_read_and_another_is_kept() -> None:
    box = Note("Långsiktigt mål: Alla elever trivs.", Provenance(), kind="box")
    fact = Note("Var femte elev är orolig.", Provenance(), kind="box")
    [area] = read(
        heading("1.1 Skola", 2), table(["Aktivitet", "Ansvarig"], ["Rusta.", "Region Exempel"]), fact, box
    ).areas
    assert [goal.text for goal in area.goals] == ["Alla elever trivs."]
    assert "Var femte elev är orolig." in [block.text for block in area.other]


def test_sheets_with_one_row_belong_to_the_area_that_they_name() -> None:
    plan = read(
        sheet("Mål", ["Nr", "Utvecklingsområde", "Långsiktiga mål"], ["1.1", "Hälsofrämjande skola", "Alla trivs."]),
        sheet("Ansvariga", ["Nr", "Utvecklingsområde", "Ansvarig"], ["1.2", "Samsjuklighet", "Psykiatrin"]),
        sheet("Uppföljning", ["Nr", "Utvecklingsområde", "Avser", "Uppföljning 2025"],
              ["1.1", "Hälsofrämjande skola", "Aktiviteter", "Kursen är klar."]),
    )  # fmt: skip
    first, second = plan.areas
    assert (first.title, first.responsible, second.title) == ("Hälsofrämjande skola", [], "Samsjuklighet")
    assert second.responsible == ["Psykiatrin"]
    assert [(f.year, f.heading, f.text) for f in first.followups] == [(2025, "Aktiviteter", "Kursen är klar.")]


def test_a_question_that_a_table_of_proposals_repeats_is_one_question() -> None:
    ask = "Hur kan vi nå dem som inte söker hjälp?"
    [area] = read(
        heading("1.1 Skola", 2),
        heading("Utmaningsfrågor", 3),
        item(ask),
        table(["Utvecklingsområde", "Utmaningsfråga", "Förslag", "Aktör"], ["Skola", ask, "En webbplats", "Regionen"]),
    ).areas
    [question] = area.challenge_questions
    assert [(p.text, p.actor) for p in question.proposals] == [("En webbplats", "Regionen")]


def test_a_line_that_names_the_document_is_no_activity() -> None:
    [area] = read(heading("1.1 Skola", 2), heading("Aktiviteter", 3), item("Rusta."), paragraph("Dnr 123/2024")).areas
    assert [activity.text for activity in area.activities] == ["Rusta."]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("responsible_person", (["Aktivitet", "Ansvarig"], ["Rusta.", "Anna Andersson"])),
        ("column_unknown", (["Aktivitet", "Ansvarig", "Xyz"], ["Rusta.", "Region Exempel", "blå grej"])),
        ("cost_not_understood", (["Aktivitet", "Kostnad"], ["Rusta.", "ryms inom ramen"])),
        ("cell_joined", (["Mål", "Ansvarig och tidplan"], ["Alla trivs.", "Region Exempel, 2024"])),
        ("time_shared", (["Aktivitet", "Tid"], [cell("Rusta.", "Utbilda."), "2024"])),
        ("split_unsure", (["Aktivitet", "Ansvarig"], ["Rusta alla lokaler. Utbilda personal.", "Region Exempel"])),
        ("time_fault", (["Aktivitet", "Tid"], ["Rusta.", "20121–2022"])),
    ],
)
def test_doubts_of_a_table(code: str, rows: tuple[list[str | Cell], ...]) -> None:
    assert code in doubts(propose(heading("1.1 Skola", 2), table(*rows)), "/areas/0")


def test_doubts_of_the_plan() -> None:
    whole = table(["Mål", "Aktivitet"], ["Alla trivs.", "Rusta."])
    proposal = read_plan(document(heading("Handlingsplan 2024", 1), heading("Skola", 2), whole))
    assert "validity_unsure" in doubts(proposal, "/valid_from")
    assert "area_number_made" in doubts(proposal, "/areas/0/number")
    sums = table(["Ändamål", "Belopp"], ["Unga", "100 000"], ["Äldre", "200 000"], ["Alla områden", "300 000"])
    assert doubts(propose(heading("Medel 2024", 1), sums), "/funds/2") == {"fund_sum"}
    asked = propose(
        heading("1.1 Skola", 2), heading("Utmaningsfrågor", 3), paragraph("Hur kan vi nå fler?", bold=True),
        item("Öppna en mottagning (Norra delen)"),
    )  # fmt: skip
    assert "actor_unsure" in doubts(asked)


def test_a_body_broken_over_two_lines_and_a_sentence_that_only_explains() -> None:
    lines = cell("Utbilda personal.", "Arbetet leds av länets samordnare.", "Rusta lokaler.")
    area = only(["Aktivitet", "Ansvarig"], [lines, cell("Region", "Exempel")])
    assert [activity.text for activity in area.activities] == [
        "Utbilda personal. Arbetet leds av länets samordnare.",
        "Rusta lokaler.",
    ]
    assert area.responsible == ["Region Exempel"]


def test_items_counted_by_letters_are_parted() -> None:
    area = only(
        ["Mål på lång sikt", "a) Fler trivs. b) Kunskapen har ökat."], ["Aktivitet", cell("a) rusta", "b) bygga")]
    )
    assert [goal.text for goal in area.goals] == ["Fler trivs.", "Kunskapen har ökat."]
    assert [activity.text for activity in area.activities] == ["rusta", "bygga"]


def test_a_short_sentence_under_done_is_an_activity_though_it_has_a_status_word() -> None:
    area = only(["Genomfört 2025", "Planerade aktiviteter 2027"], ["Två stödgrupper har startat.", "Starta en till."])
    assert [(activity.text, activity.year) for activity in area.activities] == [
        ("Två stödgrupper har startat.", 2025),
        ("Starta en till.", 2027),
    ]
