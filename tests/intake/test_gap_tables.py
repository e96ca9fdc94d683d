"""Gap tables in documents are told from the plan's own tables, and every word and cell of them is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.intake.recognisers.drawing import document, heading, paragraph, table
from tests.plans.test_gap_tables import MEASURES, TOWNS, grid

from samplan.documents import read
from samplan.documents.blocks import Block, Document
from samplan.documents.writing import Finish, write_docx, write_pdf, write_xlsx
from samplan.intake.recognisers import read_plan
from samplan.intake.recognisers.clues import Clue, ClueKind, Clues, Meaning
from samplan.intake.shapes import Proposal
from samplan.plans.gap_tables import read_gap, rows_of
from samplan.plans.shapes.exchange import BlockKind

WRITE = {"docx": write_docx, "pdf": write_pdf, "xlsx": write_xlsx}
TICKS = [
    ["Åtgärd", "Finns", "Finns delvis", "Saknas"],
    [MEASURES[0], "x", "", ""],
    [MEASURES[1], "", "x", ""],
    [MEASURES[2], "", "", "x"],
]
LINES = [
    ["Kommun", "Åtgärd", "Läge"],
    *([t, m, "Finns"] for t in TOWNS for m in MEASURES[:2]),
    [TOWNS[0], MEASURES[2], "Saknas"],
]
TURNED = [list(column) for column in zip(*grid("Kommun"), strict=True)]
LAYOUTS = {"grid": grid(), "turned": TURNED, "ticks": TICKS, "lines": LINES}


def a_plan(*more: Block) -> Document:
    return document(
        heading("Suicidprevention"),
        table(
            ["Kortsiktiga mål", "Aktiviteter", "Tidsplan"],
            ["Fler vågar fråga", "Kurs i första hjälpen", "2018"],
            ["Färre försök", "Rutin för återbesök", "2019"],
        ),
        heading("GAP-analys 2018"),
        paragraph("Kommunerna har svarat på vad som finns hos dem."),
        *more,
    )


def reading(rows: list[list[str]], form: str) -> Proposal:
    drawn = table(*rows)
    if form == "xlsx":
        drawn = replace(drawn, title="GAP-analys 2018")  # a workbook has sheets and no headings
    made = WRITE[form](a_plan(drawn), Finish(title="Gammal plan"))
    return read_plan(read(made))


def kept(proposal: Proposal) -> list[list[str]]:
    """The rows of the gap table as the plan keeps them."""
    rows = rows_of([b.text for b in proposal.plan.other if b.kind is BlockKind.TABLE])
    first = next(n for n, row in enumerate(rows) if read_gap(rows[n:], "gap-analys") is not None)
    return [row for row in rows[first:] if len(row) > 1]


@pytest.mark.parametrize("form", WRITE)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_gap_table_is_kept_whole_and_is_no_part_of_the_plan(layout, form):
    proposal = reading(LAYOUTS[layout], form)
    assert kept(proposal) == LAYOUTS[layout]
    assert proposal.words.share == 1.0
    (area,) = proposal.plan.areas
    assert {a.text for a in area.activities} == {"Kurs i första hjälpen", "Rutin för återbesök"}
    assert "GAP-analys 2018" in {b.text for b in proposal.plan.other}


def test_what_a_person_has_told_of_the_columns_goes_before():
    made = a_plan(table(*grid()))
    told = Clues((Clue(ClueKind.COLUMN, "Åtgärd", Meaning.ACTIVITY),))
    assert sum(len(area.activities) for area in read_plan(made, told).plan.areas) > 2


def test_a_table_of_participants_by_employer_is_no_money() -> None:
    counts = table(
        ["Utbildning", "Datum", "Kommun", "Region", "Totalt"],
        ["Första hjälpen till psykisk hälsa", "2024-03-12", "14", "9", "23"],
        ["Samtal om suicid", "2024-10-02", "20", "11", "31"],
        ["Totalt", "", "34", "20", "54"],
    )
    plan = read_plan(document(heading("Plan"), heading("Deltagare i utbildningar 2024", 2), counts)).plan
    assert not plan.funds
