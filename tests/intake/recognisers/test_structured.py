"""Documents with real structure, through the door: one plan in many layouts, and nothing lost."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.recognisers.drawing import cell, document, heading, item, paragraph, table

from samplan.documents.blocks import Block, Document, Furniture, Provenance, Table
from samplan.intake import read_plan
from samplan.intake.recognisers.ledger import count_words
from samplan.intake.shapes import Proposal
from samplan.plans.shapes.exchange import ActivityKind, Area, BlockKind, GoalStatus, PlanFile

CONTENT = {
    "Långsiktigt mål": "Fler unga ska må bra.",
    "Kortsiktigt mål": "En rutin är beslutad.",
    "Aktivitet": "Ta fram en rutin.",
    "Tidsplan": "Ht 2024",
    "Indikator": "Antal beslutade rutiner",
    "Ansvarig": "Region Exempel",
}


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(*blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    assert every_path_is_there(proposal)
    return proposal.plan


def every_path_is_there(proposal: Proposal) -> bool:
    """Each evidence points at a value of the plan file."""
    dumped = proposal.plan.model_dump(mode="json")
    for evidence in proposal.evidence:
        here = dumped
        for key in evidence.path.split("/")[1:]:
            here = here[int(key)] if isinstance(here, list) else here[key]
        assert here is not None, evidence.path
    return True


def only_area(plan: PlanFile) -> Area:
    assert [area.title for area in plan.areas] == ["Samverkan kring unga"]
    return plan.areas[0]


def check_content(area: Area) -> None:
    assert [(goal.level, goal.text) for goal in area.goals] == [
        ("long", "Fler unga ska må bra."),
        ("short", "En rutin är beslutad."),
    ]
    [activity] = area.activities
    assert activity.text == "Ta fram en rutin."
    assert (activity.timeframe, activity.start, activity.end) == ("Ht 2024", date(2024, 7, 1), date(2024, 12, 31))
    assert [indicator.text for indicator in area.indicators] == ["Antal beslutade rutiner"]
    assert area.responsible == ["Region Exempel"]


@pytest.mark.parametrize("order", list(itertools.permutations(CONTENT))[::97])
def test_a_goal_table_in_any_order(order: tuple[str, ...]) -> None:
    # Goals stand in the order of their columns; sort them for the comparison.
    plan = read(heading("1.1 Samverkan kring unga", 2), table(order, [CONTENT[label] for label in order]))
    area = only_area(plan)
    area = area.model_copy(update={"goals": sorted(area.goals, key=lambda goal: goal.level)})
    check_content(area)
    assert area.number == "1.1"


def test_a_sheet_of_labels() -> None:
    plan = read(heading("Samverkan kring unga", 2), table(*([label, text] for label, text in CONTENT.items())))
    check_content(only_area(plan))


def test_headings_with_lists() -> None:
    blocks: list[Block] = [heading("Handlingsplan", 1), heading("Samverkan kring unga", 2)]
    for label, text in CONTENT.items():
        blocks += [heading(label, 3), item(text)]
    check_content(only_area(read(*blocks)))


def test_bold_labels_and_leads() -> None:
    blocks: list[Block] = [paragraph("Samverkan kring unga", bold=True)]
    blocks += [paragraph(f"{label}: {text}") for label, text in CONTENT.items()]
    check_content(only_area(read(heading("Handlingsplan 2024", 1), *blocks)))


def test_a_column_of_areas_with_merged_cells() -> None:
    plan = read(
        table(
            ["Område", "Mål på lång sikt", "Aktivitet", "När?"],
            [cell("1.1 Skola", rows=2), cell("Alla ska trivas.", rows=2), "Utbilda personal.", "2024"],
            ["Ta fram en rutin.", "2025"],
            ["1.2 Vård", "Alla ska få vård.", "Öppna en mottagning.", "2026"],
        )
    )
    assert [(area.number, area.title) for area in plan.areas] == [("1.1", "Skola"), ("1.2", "Vård")]
    assert [goal.text for goal in plan.areas[0].goals] == ["Alla ska trivas."]
    assert [activity.end for activity in plan.areas[0].activities] == [date(2024, 12, 31), date(2025, 12, 31)]


def test_two_numbers_are_two_areas_though_the_titles_are_alike() -> None:
    rows = (["Mål på lång sikt", "Aktivitet"], ["Alla ska trivas.", "Rusta."])
    plan = read(heading("1.1 Samverkan", 2), table(*rows), heading("2.1 Samverkan", 2), table(*rows))
    assert [area.number for area in plan.areas] == ["1.1", "2.1"]


def test_who_and_when_on_lines_of_their_own_under_an_activity() -> None:
    lines = cell("Utbilda personal.", "Region Exempel", "Ht 2024", "Rusta lokaler.", "Länets kommuner")
    plan = read(heading("Skola", 2), table(["Mål på kort sikt", "Aktivitet"], ["En rutin finns.", lines]))
    [area] = plan.areas
    assert [(a.text, a.timeframe) for a in area.activities] == [
        ("Utbilda personal.", "Ht 2024"),
        ("Rusta lokaler.", None),
    ]
    assert area.responsible == ["Region Exempel", "Länets kommuner"]


def test_year_columns_are_planned_and_reported() -> None:
    plan = read(
        heading("Skola", 2),
        table(
            ["Aktiviteter 2018", "Redovisning 2016–2018", "Aktiviteter 2019"],
            ["Utbilda personal.", "En mottagning öppnades.", "Ta fram en rutin."],
        ),
    )
    kinds = [(activity.kind, activity.year) for activity in plan.areas[0].activities]
    assert kinds == [(ActivityKind.PLANNED, 2018), (ActivityKind.REPORTED, 2018), (ActivityKind.PLANNED, 2019)]


def test_marks_tell_a_goals_level() -> None:
    plan = read(
        heading("Skola", 2), table(["Mål L/K", "L: Alla ska trivas. K: En rutin finns."], ["Aktivitet", "Rusta."])
    )
    assert [(goal.level, goal.text) for goal in plan.areas[0].goals] == [
        ("long", "Alla ska trivas."),
        ("short", "En rutin finns."),
    ]


def test_a_goal_without_level_is_doubted() -> None:
    proposal = read_plan(document(heading("1.1 Skola", 2), table(["Mål", "Aktivitet"], ["Alla ska trivas.", "Rusta."])))
    codes = [doubt.code for evidence in proposal.doubtful() for doubt in evidence.doubts]
    assert codes == ["goal_level_unknown"]


def test_several_activities_and_times_in_one_cell_are_paired() -> None:
    plan = read(
        heading("Skola", 2),
        table(
            ["Mål på kort sikt", "Insats", "Tid"], ["En rutin finns.", cell("Utbilda.", "Rusta."), cell("2024", "2025")]
        ),
    )
    assert [(a.text, a.timeframe) for a in plan.areas[0].activities] == [("Utbilda.", "2024"), ("Rusta.", "2025")]


def test_followups_stand_under_their_headings() -> None:
    plan = read(
        heading("Skola", 2),
        table(["Mål på lång sikt", "Aktivitet"], ["Alla ska trivas.", "Rusta."]),
        heading("Uppföljning 2018", 3),
        heading("Aktiviteter", 4),
        paragraph("Rustningen är klar."),
        heading("Framtida planering", 4),
        paragraph("Arbetet går vidare."),
    )
    found = [(f.year, f.heading, f.text) for f in plan.areas[0].followups]
    assert found == [
        (2018, "Aktiviteter", "Rustningen är klar."),
        (2018, "Framtida planering", "Arbetet går vidare."),
    ]


def test_a_judgement_and_a_goal_where_the_judgement_belongs() -> None:
    rows = (["Mål på kort sikt", "En rutin finns."], ["Aktivitet", "Rusta."])
    plan = read(heading("Skola", 2), table(*rows, ["Måluppfyllelse", "Delvis uppnått"]))
    assert plan.areas[0].goal_status is GoalStatus.PARTLY
    proposal = read_plan(document(heading("Skola", 2), table(*rows, ["Måluppfyllelse", "Alla elever ska trivas."])))
    assert proposal.plan.areas[0].goal_status is None
    assert any(doubt.code == "goal_in_status" for evidence in proposal.evidence for doubt in evidence.doubts)


def test_questions_proposals_and_actors_joined_from_an_annex() -> None:
    plan = read(
        heading("Handlingsplan", 1),
        heading("Tidig upptäckt", 2),
        heading("Utmaningsfrågor", 3),
        item("Hur kan vi upptäcka ohälsa tidigare?"),
        heading("Uppföljningsfrågor", 3),
        item("Finns en rutin i kommunen?"),
        heading("Samverkan", 2),
        heading("Utmaningsfrågor", 3),
        item("Vad krävs för att planer ska följas?"),
        heading("Bilaga 1. Förslag", 1),
        heading("Tidig upptäckt", 2),
        paragraph("Hur kan vi upptäcka ohälsa ännu tidigare?", bold=True),
        item("Öppna en mottagning (Aktör: Region Exempel)"),
    )
    [first, second] = plan.areas
    assert [question.text for question in first.challenge_questions] == ["Hur kan vi upptäcka ohälsa tidigare?"]
    [proposal] = first.challenge_questions[0].proposals
    assert (proposal.text, proposal.actor) == ("Öppna en mottagning", "Region Exempel")
    assert first.followup_questions == ["Finns en rutin i kommunen?"]
    assert second.challenge_questions[0].proposals == []


def test_money_either_way_and_no_sum() -> None:
    across = table(["Suicidprevention", "Delaktighet"], ["5 518 744 kr", "1\u00a0000\u00a0000 kr"])
    down = table(["Ändamål", "Belopp 2022"], ["Suicidprevention", "5 518 744 kr"], ["Summa", "5 518 744 kr"])
    assert [(f.name, f.amount) for f in read(heading("Medel 2022", 1), across).funds] == [
        ("Suicidprevention", "5518744"),
        ("Delaktighet", "1000000"),
    ]
    assert [(f.name, f.amount, f.year) for f in read(down).funds] == [("Suicidprevention", "5518744", 2022)]


def test_the_front_of_a_plan() -> None:
    plan = read(
        heading("Handlingsplan för psykisk hälsa i Dalarnas län 2024–2028", 1),
        heading("Vision", 2),
        paragraph("Alla i länet ska må bra."),
        heading("Perspektiv", 2),
        item("Jämställdhet"),
        item("Tillgänglighet"),
        heading("Fokusområde 1 – Förebyggande arbete", 2),
        heading("1.1 Skola", 3),
        paragraph("Behov identifierat av elevhälsan 2023"),
        table(["Mål på lång sikt", "Aktivitet"], ["Alla ska trivas.", "Rusta."]),
    )
    assert (plan.county_code, plan.county) == ("20", "Dalarnas län")
    assert (plan.valid_from, plan.valid_to) == (date(2024, 1, 1), date(2028, 12, 31))
    assert plan.overall_goals == ["Alla i länet ska må bra."]
    assert plan.perspectives == ["Jämställdhet", "Tillgänglighet"]
    assert [(focus.number, focus.title) for focus in plan.focus_areas] == [(1, "Förebyggande arbete")]
    [area] = plan.areas
    assert (area.focus_areas, area.identified_by, area.identified_year) == ([1], "elevhälsan", 2023)


def test_chapters_and_furniture_are_kept_beside() -> None:
    whole = document(heading("Organisation", 1), paragraph("Styrgruppen leder arbetet."))
    whole = Document(whole.blocks, (Furniture("Sida 3", Provenance(3, 2), "page_number"),), "docx")
    plan = read_plan(whole).plan
    assert plan.areas == []
    assert [(block.kind, block.text) for block in plan.other] == [
        (BlockKind.HEADING, "Organisation"),
        (BlockKind.PARAGRAPH, "Styrgruppen leder arbetet."),
        (BlockKind.FURNITURE, "Sida 3"),
    ]


def test_an_empty_document_is_an_empty_plan() -> None:
    proposal = read_plan(Document(blocks=()))
    assert proposal.plan == PlanFile()
    assert proposal.words.share == 1.0


def test_the_measure_of_words_is_not_taken_in() -> None:
    lost = count_words(document(paragraph("Ett ord, ett ord")), PlanFile(title="ett ord"))
    assert (lost.total, lost.kept) == (4, 2)
    assert {(word.word, word.short_of) for word in lost.missing} == {("ett", 1), ("ord", 1)}


WORDS = st.sampled_from(
    [
        "Mål",
        "Aktivitet",
        "2024",
        "ht",
        "Ansvarig:",
        "Region",
        "Uppföljning",
        "2018",
        "1.1",
        "Område",
        "Fokusområde",
        "1",
        "kr",
        "100",
        "–",
        "Hur",
        "?",
        "•",
        "L:",
        "rutin.",
        "och",
    ]
)
TEXTS = st.lists(WORDS, min_size=0, max_size=6).map(" ".join) | st.text(max_size=25)
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=5).map(lambda rows: table(*rows))
BLOCKS = st.one_of(
    st.builds(heading, TEXTS, st.integers(1, 4)),
    st.builds(paragraph, TEXTS, bold=st.booleans()),
    st.builds(item, TEXTS),
    TABLES,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=14))
def test_no_word_is_lost_whatever_is_read(blocks: list[Block]) -> None:
    proposal = read_plan(document(*blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    assert every_path_is_there(proposal)
    assert len(proposal.plan.areas) <= sum(len(b.rows) if isinstance(b, Table) else 1 for b in blocks)
