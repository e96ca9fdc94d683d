"""The hand-made documents of the second judge: each truth is whole, and says nothing that its document does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.judge import handmade, score
from benchmarks.judge.drawing import Drawing
from benchmarks.judge.handmade import running
from benchmarks.judge.handmade.truths import Made

from samplan.plans.shapes.exchange import Area, PlanFile


def written(made: Made, folder: Path) -> Drawing:
    path = folder / f"{made.name}.{'docx' if made.paper else 'xlsx'}"
    made.paper.save(path) if made.paper else made.workbook.save(path)
    return running.drawing_of(made, path)


def items(area: Area) -> list[str]:
    """Every text of an area that must stand in the document word for word."""
    texts = [area.title, area.background, area.needs, area.identified_by, area.group]
    texts += [g.text for g in area.goals] + [a.text for a in area.activities]
    texts += [i.text for i in area.indicators] + list(area.responsible) + [f.text for f in area.followups]
    texts += list(area.followup_questions) + [q.text for q in area.challenge_questions]
    texts += [x for q in area.challenge_questions for p in q.proposals for x in (p.text, p.actor)]
    return [t for t in texts if t]


@pytest.mark.parametrize("make", handmade.DOCUMENTS)
def test_a_truth_gets_full_marks_and_stands_word_for_word_in_its_document(
    make: Callable[[], Made], tmp_path: Path
) -> None:
    made = make()
    drawing = written(made, tmp_path)
    whole = " ".join(score.plain(t) for t in drawing.texts() if t)
    for truth in (made.truth, *made.also):
        assert score.compare(running.with_truth(drawing, truth), truth).faults == []
        assert [t for a in truth.areas for t in items(a) if score.plain(t) not in whole] == []
    assert score.compare(drawing, PlanFile()).total.f1 == 0


def test_no_two_documents_share_a_name() -> None:
    names = [make().name for make in handmade.DOCUMENTS]
    assert len(set(names)) == len(names) >= 17
