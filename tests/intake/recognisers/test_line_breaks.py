"""Line breaks that somebody typed inside a cell of a Word table part its items; a line that goes on does not."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx

from samplan.documents import read
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import Area

HEADER = ("Mål", "Aktiviteter", "Ansvarig", "Tid", "Indikator")


def area_of(*rows: Sequence[str]) -> Area:
    """The area of a Word document with one table; "\\n" in a cell is a typed line break."""
    document = docx.Document()
    document.add_heading("Handlingsplan 2025", 1)
    document.add_heading("1.1 Skola", 2)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
    data = io.BytesIO()
    document.save(data)
    proposal = read_plan(read(data.getvalue(), name="plan.docx"))
    assert proposal.words.share == 1.0
    [area] = proposal.plan.areas
    return area


def test_lines_of_a_cell_are_items_with_the_times_beside_them() -> None:
    goals, done = "Alla elever trivs\nFrånvaron minskar", "Utbilda personal i bemötande\nStarta elevråd på alla skolor"
    area = area_of(HEADER, (goals, done, "Rektorerna\nElevhälsan", "2025\nHt 2026", "Antal utbildade\nAntal elevråd"))
    assert [goal.text for goal in area.goals] == goals.split("\n")
    assert [(each.text, each.timeframe) for each in area.activities] == list(
        zip(done.split("\n"), ("2025", "Ht 2026"), strict=True)
    )
    assert area.responsible == ["Rektorerna", "Elevhälsan"]
    assert [indicator.text for indicator in area.indicators] == ["Antal utbildade", "Antal elevråd"]


def test_a_line_in_small_letters_goes_on_and_an_infinitive_begins() -> None:
    done = "Utbilda personal i bemötande och\nsamtal om psykisk hälsa\nStarta elevråd"
    area = area_of(
        HEADER, ("Alla trivs och har\nnågon att prata med", done, "Region\nExempel", "Vt 2025 –\nHt 2026", "")
    )
    assert [goal.text for goal in area.goals] == ["Alla trivs och har någon att prata med"]
    assert [each.text for each in area.activities] == [
        "Utbilda personal i bemötande och samtal om psykisk hälsa",
        "Starta elevråd",
    ]
    assert {each.timeframe for each in area.activities} == {"Vt 2025 – Ht 2026"}
    assert area.responsible == ["Region Exempel"]
