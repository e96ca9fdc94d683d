"""Layouts: every layout prints everything, the plan file is the plan, and words are set the Swedish way."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from tests.plans.strategies import plan_files
from tests.publishing.contents import content_of, contents, large

from samplan.documents.blocks import Document, Table
from samplan.plans.shapes.content import ActivityContent, AreaContent, GoalContent, PlanContent, QuestionContent
from samplan.plans.shapes.exchange import ActivityKind, BlockKind, Cost, OtherBlock, PlanFile
from samplan.publishing import layouts
from samplan.publishing.layouts import wording
from samplan.publishing.layouts.parts import pieces
from samplan.publishing.layouts.told_parts import is_empty_heading, without_contents

LAYOUTS = ("goal-table", "sheet", "framework")


def words_of(document: Document) -> Counter[str]:
    """How often each word stands in a document."""
    return Counter(word for text, _ in document.texts() for word in text.split())


def left_over(blocks: list[OtherBlock], opening: frozenset[int] | None = None) -> list[str]:
    """What found no place, without what only was the former document's own order; opening: what begins the plan."""
    split = opening or frozenset()
    texts = []
    whole = without_contents(blocks) if opening is not None else blocks
    for part in ([b for b in whole if (blocks.index(b) in split) is begins] for begins in (True, False)):
        told = [b for b in part if b.kind not in {BlockKind.LABEL, BlockKind.FURNITURE} and b.text.strip()]
        texts += [b.text for b, after in zip_longest(told, told[1:]) if not is_empty_heading(b, after)]
    return texts


def printed_texts(content: PlanContent) -> list[str]:
    """Every text that a reader of a printed plan must find."""
    texts = [*content.overall_goals, *content.perspectives, *(focus.title for focus in content.focus_areas)]
    texts += [text for image in content.target_images for text in (image.title, image.text or "")]
    texts += [fund.name for fund in content.funds]
    texts += left_over(content.other, frozenset(content.opening))
    for area in content.areas:
        texts += [area.title, area.group or "", area.background or "", area.needs or "", area.comment or ""]
        texts += [area.identified_by or "", *area.followup_questions, *(body.name for body in area.responsible)]
        texts += [goal.text for goal in area.goals] + [indicator.text for indicator in area.indicators]
        texts += [word for a in area.activities for word in (a.text, a.timeframe or "")]
        texts += [word for i in area.indicators for word in (i.source or "", i.reference or "")]
        texts += [word for f in area.followups for word in (f.heading or "", f.text)]
        for question in area.challenge_questions:
            texts.append(question.text)
            texts += [word for p in question.proposals for word in (p.text, p.actor or "")]
        # What an area says already is not printed again, and a heading may lose its text by that.
        texts += left_over([block for block in area.other if block.kind != BlockKind.HEADING])
    return [text for text in texts if text]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=20, deadline=None)
@given(content=contents())
def test_every_layout_prints_every_text(layout: str, content: PlanContent) -> None:
    document = layouts.document_of(content, layout)
    found = "\n".join(text for text, _ in document.texts())
    for text in printed_texts(content):
        assert all(piece in found for piece in pieces(text))


@settings(max_examples=30, deadline=None)
@given(plan=plan_files(county_code="99", county="Exempellän"))
def test_plan_to_json_to_plan_is_identity(plan: PlanFile) -> None:
    file = layouts.render(content_of(plan), layouts.Imprint(label="2026-03-12"), kind="json")
    assert PlanFile.model_validate_json(file.data) == plan


@settings(max_examples=20, deadline=None)
@given(content=contents())
def test_tables_are_whole(content: PlanContent) -> None:
    for layout in LAYOUTS:
        for block in layouts.document_of(content, layout).blocks:
            if isinstance(block, Table):
                grid = block.grid()
                assert len({len(row) for row in grid}) == 1
                assert all(cell is not None for row in grid for cell in row)


def area_with(**values: object) -> PlanContent:
    """A plan of one area."""
    return PlanContent(id="1", slug="p", title="P", areas=[AreaContent(id="1", slug="a", title="A", **values)])


def test_the_layout_is_chosen_from_what_the_plan_holds() -> None:
    planned = [ActivityContent(id="1", text="Möte", timeframe="2025")]
    by_year = [
        ActivityContent(id="1", text="Möte", year=2025),
        ActivityContent(id="2", text="Ny", kind=ActivityKind.REPORTED),
    ]
    asked = [QuestionContent(id="1", text="Hur?")]
    assert layouts.choose(area_with(activities=planned)) == "goal-table"
    assert layouts.choose(area_with(activities=by_year)) == "sheet"
    assert layouts.choose(area_with(challenge_questions=asked)) == "framework"
    assert layouts.choose(PlanContent(id="1", slug="p", title="P")) == "goal-table"


def test_a_layout_or_format_that_does_not_exist_is_refused() -> None:
    content = area_with()
    with pytest.raises(ValueError, match="no layout is called"):
        layouts.document_of(content, "poster")
    with pytest.raises(ValueError, match="no format is called"):
        layouts.render(content, layouts.Imprint(label="x"), kind="odt")


def test_activities_stand_beside_the_goal_that_they_serve() -> None:
    goals = [GoalContent(id="g1", level="short", text="Mål ett"), GoalContent(id="g2", level="short", text="Mål två")]
    activities = [
        ActivityContent(id="a", text="För två", goal="g2"),
        ActivityContent(id="b", text="För ett", goal="g1"),
        ActivityContent(id="c", text="För ingen"),
    ]
    document = layouts.document_of(area_with(goals=goals, activities=activities), "goal-table")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    rows = [[cell.text if cell else "" for cell in row] for row in table.grid()]
    assert rows == [
        ["Kortsiktiga mål", "Aktiviteter"],
        ["Mål ett", "För ett"],
        ["Mål två", "För två"],
        ["", "För ingen"],
    ]


def test_the_sheet_has_a_column_per_year() -> None:
    activities = [
        ActivityContent(id="1", text="Nytt råd", year=2027),
        ActivityContent(id="2", text="Kurs", year=2025, kind=ActivityKind.REPORTED),
        ActivityContent(id="3", text="Möte", year=2026),
    ]
    document = layouts.document_of(area_with(activities=activities), "sheet")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == [
        "Genomförda aktiviteter 2025",
        "Planerade aktiviteter 2026",
        "Planerade aktiviteter 2027",
    ]
    assert [cell.text for cell in table.rows[1]] == ["Kurs", "Möte", "Nytt råd"]


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 1, 1), date(2026, 12, 31), "2024 – 2026"),
        (date(2025, 1, 1), date(2025, 6, 30), "Vt 2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "Ht 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        (date(2025, 3, 4), date(2025, 5, 6), "2025-03-04 – 2025-05-06"),
        (date(2025, 1, 1), None, "2025 – och fortlöpande"),
        (None, date(2025, 6, 30), "t.o.m. 2025-06-30"),
        (None, None, ""),
    ],
)
def test_times_are_written_as_plans_write_them(start: date | None, end: date | None, written: str) -> None:
    assert wording.span(start, end) == written


def test_dates_follow_a_time_that_does_not_tell_them() -> None:
    written = ActivityContent(id="1", text="a", timeframe="Klart", start=date(2025, 1, 1), end=date(2025, 6, 30))
    assert wording.time_of(written) == "Klart (Vt 2025)"
    told = ActivityContent(
        id="1", text="a", timeframe="Ht 2016 / Påbörjat", start=date(2016, 7, 1), end=date(2016, 12, 31)
    )
    assert wording.time_of(told) == "Ht 2016 / Påbörjat"
    assert wording.time_of(ActivityContent(id="1", text="a", ongoing=True)) == "Pågående"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1500000", "1\u00a0500\u00a0000"),
        ("0", "0"),
        ("1500.50", "1\u00a0500,50"),
        ("99.00", "99"),
        ("-1200", "−1\u00a0200"),
    ],
)
def test_sums_are_grouped(amount: str, written: str) -> None:
    assert wording.money(amount) == written


def test_costs_are_a_range_or_a_sum() -> None:
    assert wording.cost(Cost(year=2026, min="500", max="1000")) == "2026: 500–1\u00a0000 kr"
    assert wording.cost(Cost(min="500", max="500")) == "500 kr"


def test_swedish_order_puts_the_three_letters_last() -> None:
    names = ["Örebro", "Åre", "Ängelholm", "Zinkgruvan", "almby", "Östersund"]
    assert sorted(names, key=wording.swedish_key) == ["almby", "Zinkgruvan", "Åre", "Ängelholm", "Örebro", "Östersund"]


def test_the_citation_names_plan_edition_and_decision() -> None:
    content = large(1, 1)
    cited = layouts.citation(content, "2026-03-12", "Länsrådet § 7", date(2026, 3, 12))
    assert cited == (
        "Exempellän. En stor plan för Exempellän 2024–2028. Utgåva 2026-03-12. Beslutad av Länsrådet § 7, 12 mars 2026."
    )


def test_words_that_only_told_where_things_stood_are_not_printed_again() -> None:
    other = [
        {"kind": "label", "text": "Gammal rubrikcell", "position": 1},
        {"kind": "furniture", "text": "Sida 7", "position": 2},
        {"kind": "paragraph", "text": "Ett stycke som ska läsas", "position": 3},
    ]
    found = words_of(layouts.document_of(area_with(other=other), "goal-table"))
    assert found["stycke"] == 1
    assert found["Gammal"] == 0
    assert found["Sida"] == 0


def test_what_the_area_says_already_is_not_said_again() -> None:
    other = [
        {"kind": "paragraph", "text": "2026: 500 kr", "position": 1},
        {"kind": "paragraph", "text": "Något annat", "position": 2},
    ]
    content = area_with(costs=[Cost(year=2026, min="500", max="500")], other=other)
    texts = [text for text, _ in layouts.document_of(content, "sheet").texts()]
    assert texts.count("2026: 500 kr") == 1
    assert "Något annat" in texts


def opened_with(*blocks: tuple[str, str]) -> list[str]:
    """What is printed of a plan of 2024–2027 whose document began with these blocks: kind and text."""
    other = [{"kind": kind, "text": text, "position": at} for at, (kind, text) in enumerate(blocks)]
    told = {"format": "samplan-plan/1", "title": "Plan", "valid_from": "2024-01-01", "valid_to": "2027-12-31"}
    content = content_of(PlanFile.model_validate({**told, "other": other, "overall_goals": ["Fler mår bra"]}))
    content = content.model_copy(update={"opening": list(range(len(other)))})
    return [text for text, _ in layouts.document_of(content, "goal-table").texts()]


def test_a_chapter_that_is_called_as_ours_has_one_heading() -> None:
    texts = opened_with(("heading", "Inledning"), ("paragraph", "Så här började vi."))
    assert texts.count("Inledning") == 1
    assert "Så här började vi." in texts
    assert "Bakgrund" in opened_with(("heading", "Bakgrund"), ("paragraph", "Så här började vi."))
    assert "Inledning" not in opened_with(("heading", "Inledning"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen gäller 2024–2027.",
        "Handlingsplanen gäller från och med 1 januari 2024 till och med 31 december 2027.",
        "Giltighet: 2024-01-01 – 2027-12-31",
    ],
)
def test_the_validity_that_was_read_is_not_printed_once_more(sentence: str) -> None:
    assert sentence not in opened_with(("paragraph", sentence), ("paragraph", "Läs mer nedan."))


@pytest.mark.parametrize(
    "sentence", ["Planen gäller 2024–2027 för vuxna.", "Planen gäller 2024–2026.", "2024 och 2027 var svåra år."]
)
def test_a_sentence_that_says_more_or_otherwise_is_printed(sentence: str) -> None:
    assert sentence in opened_with(("paragraph", sentence))


def blocks_of(*told: str) -> list[OtherBlock]:
    """Blocks that found no place; "# " begins a heading."""
    return [
        OtherBlock(
            kind=BlockKind.HEADING if text.startswith("# ") else BlockKind.PARAGRAPH,
            text=text.removeprefix("# "),
            position=place,
        )
        for place, text in enumerate(told)
    ]


def test_the_former_documents_own_contents_and_headings_without_text_are_not_printed() -> None:
    told = (
        "Dnr 2024/118",
        "# Innehåll",
        "1 Inledning ........ 3",
        "2.1 Barn och unga\t5",
        "# 1. Inledning",
        "Planen är gemensam.",
        "# 2. Nuläge",
        "# 2.1 Länet",
        "Länet har tio kommuner.",
        "# 3. Mål",
        "# 4. Uppföljning",
        "Vi följer upp varje år.",
        "# 5. Bilagor",
    )
    content = content_of(PlanFile(title="Plan", other=blocks_of(*told)))
    content = content.model_copy(update={"opening": list(range(len(told)))})
    texts = [text for text, _ in layouts.document_of(content, "goal-table").texts()]
    gone = ("Innehåll", "1 Inledning ........ 3", "2.1 Barn och unga\t5", "3. Mål", "5. Bilagor")
    kept = [text.removeprefix("# ") for text in told if text.removeprefix("# ") not in gone]
    assert [text for text in texts if text in {t.removeprefix("# ") for t in told}] == kept


def test_the_lines_of_a_comment_are_paragraphs() -> None:
    area = AreaContent(id="area-1", slug="a", title="Skolan", comment="Ett.\nTvå.\n\nTre.")
    content = content_of(PlanFile(title="Plan")).model_copy(update={"areas": [area]})
    for layout in LAYOUTS:
        texts = [text for text, _ in layouts.document_of(content, layout).texts()]
        assert texts[texts.index("Kommentar") + 1 :][:3] == ["Ett.", "Två.", "Tre."]
