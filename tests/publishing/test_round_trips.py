"""Out and in again: what is printed as Word or Excel is read by the import as the same plan, and no item is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from tests import worlds
from tests.publishing.contents import content_of
from tests.publishing.realistic import plans

from samplan.documents import read
from samplan.intake.recognisers import read_plan
from samplan.plans.shapes.content import RelationContent
from samplan.plans.shapes.exchange import Area, Cost, Goal, Horizon, PlanFile
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


def test_a_background_beside_how_far_the_goals_are_reached_stays_one() -> None:
    """The sheet of areas has a column for each, also where no goal has been judged."""
    area = Area(number="1.1", title="Suicidprevention", background="Läget skiljer sig.", needs="Fyra saknar rutin.")
    plan = PlanFile(title="Plan", county_code="99", county="Exempellän", areas=[area])
    assert lost(plan, "xlsx", "auto") == Counter()


def test_areas_that_have_costs_are_no_table_of_costs_alone() -> None:
    """The sheet of areas begins with their numbers, and has their costs beside all else that it tells of them."""
    told = {"background": "Läget skiljer sig.", "needs": "Fyra saknar rutin."}
    costs = [Cost(year=2026, min="1000", max="51000")]
    goals = [Goal(level=Horizon.SHORT, text="Alla kommuner har en plan.")]
    areas = [
        Area(number="1.1", title="Suicidprevention", goals=goals, **told),
        Area(number="1.2", title="Stöd i föräldraskapet", goals=goals, costs=costs, **told),
    ]
    plan = PlanFile(title="Plan", county_code="99", county="Exempellän", areas=areas)
    assert lost(plan, "xlsx", "auto") == Counter()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_what_is_printed_of_other_plans_is_read_as_no_item_of_this_one(kind: str) -> None:
    """Every word of it is kept, and no area or activity is made of it."""
    content = content_of(worlds.goal_table_plan())
    days = {"valid_from": date(2022, 1, 1), "valid_to": date(2023, 12, 31)}
    told = [
        RelationContent(kind="replaces", plan_id="7", plan="Handlingsplan för psykisk hälsa 2022–2023", **days),
        RelationContent(kind="touches", plan_id="8", plan="Strategi för nära vård", note="Samma barn och skolor."),
    ]

    file = layouts.render(content.model_copy(update={"relations": told}), IMPRINT, kind=kind, layout="auto")
    proposal = read_plan(read(file.data, name=file.name))
    assert proposal.words.share == 1.0
    words = ("andra planer", "Handlingsplan för psykisk hälsa", "nära vård", "Samma barn")
    taken = [item for item in items_of(proposal.plan) for word in words if word in " ".join(map(str, item))]
    assert [item for item in taken if item[0] in {"area", "activity", "goal", "overall goal", "indicator"}] == []
