"""A frame around one line is a heading's look; a frame around a label or around text that runs on is not."""

from __future__ import annotations

import io

import docx

from samplan.documents import read
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import PlanFile


def framed_plan(*frames: str) -> PlanFile:
    """A Word document whose areas stand under lines in a frame, each with a goal and an activity."""
    document = docx.Document()
    document.add_paragraph("Plan för psykisk hälsa 2025–2027")
    for number, frame in enumerate(frames, start=1):
        document.add_table(rows=1, cols=1).cell(0, 0).text = frame
        document.add_paragraph("Mål på kort sikt").runs[0].bold = True
        document.add_paragraph(f"Alla i del {number} vet vart de kan vända sig", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            table._cells, ("Aktivitet", "När", f"Utbilda personalen i del {number}", "2026"), strict=True
        ):
            cell.text = text
    data = io.BytesIO()
    document.save(data)
    proposal = read_plan(read(data.getvalue(), name="plan.docx"))
    assert proposal.words.share == 1.0
    return proposal.plan


def test_lines_in_frames_head_their_areas() -> None:
    plan = framed_plan("1. Skola och hälsa", "2. Äldres ensamhet", "3. Arbetsliv")
    assert [(a.title, len(a.goals), len(a.activities)) for a in plan.areas] == [
        ("Skola och hälsa", 1, 1),
        ("Äldres ensamhet", 1, 1),
        ("Arbetsliv", 1, 1),
    ]


def test_a_remark_in_a_frame_heads_nothing() -> None:
    plan = framed_plan("Läs mer om arbetet i länets årsrapport.", "Planen är antagen av länsrådet i mars.")
    assert not any("årsrapport" in area.title or "länsrådet" in area.title for area in plan.areas)
