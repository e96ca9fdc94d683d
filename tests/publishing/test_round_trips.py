"""Out and in again: what is printed as Word or Excel is read by the import as the same plan, and no item is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from tests.publishing.contents import content_of
from tests.publishing.realistic import plans

from samplan.documents import read
from samplan.intake.recognisers import read_plan
from samplan.plans.shapes.exchange import PlanFile
from samplan.publishing import layouts

IMPRINT = layouts.Imprint(label="2026-03-12")
Items = Counter[tuple[object, ...]]


def items_of(plan: PlanFile) -> Items:
    """Every item of a plan, with its times as written and its follow-ups under their headings."""
    out: Items = Counter()
    out.update(("overall goal", text) for text in plan.overall_goals)
    out.update(("fund", f.name, f.amount, f.year) for f in plan.funds)
    for area in plan.areas:
        who = area.title
        out[("area", area.number, who)] += 1
        out.update(("focus", who, number) for number in area.focus_areas)
        out[("need seen", who, area.identified_by, area.identified_year)] += 1
        out.update(("text", who, text) for text in (area.background, area.needs, area.comment) if text)
        out.update(("goal", who, g.level, g.text) for g in area.goals)
        out.update(("activity", who, a.text, a.timeframe, a.start, a.end, a.ongoing, a.kind) for a in area.activities)
        out.update(("indicator", who, i.text) for i in area.indicators)
        out.update(("responsible", who, name) for name in area.responsible)
        out.update(("cost", who, c.year, c.min, c.max) for c in area.costs)
        out.update(("followup", who, f.year, f.heading, f.text) for f in area.followups)
        out.update(("question", who, q.text) for q in area.challenge_questions)
        out.update(("proposal", who, q.text, p.text, p.actor) for q in area.challenge_questions for p in q.proposals)
        out.update(("asked", who, text) for text in area.followup_questions)
    return out


def lost(plan: PlanFile, kind: str, layout: str) -> Items:
    """The items that the import does not find in the printed plan; every word must be kept besides."""
    file = layouts.render(content_of(plan), IMPRINT, kind=kind, layout=layout)
    proposal = read_plan(read(file.data, name=file.name))
    assert proposal.words.share == 1.0
    return items_of(plan) - items_of(proposal.plan)


@pytest.mark.parametrize("layout", ["goal-table", "sheet", "framework"])
@settings(max_examples=12, deadline=None)
@given(plan=plans())
def test_plan_to_word_to_plan_loses_no_item(layout: str, plan: PlanFile) -> None:
    assert lost(plan, "docx", layout) == Counter()


@settings(max_examples=12, deadline=None)
@given(plan=plans())
def test_plan_to_excel_to_plan_loses_no_item(plan: PlanFile) -> None:
    assert lost(plan, "xlsx", "auto") == Counter()
