"""The framework with questions: per area its situation, challenge questions, follow-up questions, then what is done."""

from __future__ import annotations

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.exchange import ActivityKind, Horizon
from samplan.publishing.layouts import goal_table, parts, wording
from samplan.publishing.layouts.making import Maker


def area(maker: Maker, content: PlanContent, area: AreaContent) -> None:
    """One area; its proposals stand in the annex."""
    since = len(maker.blocks)
    maker.heading(wording.numbered(area.number, area.title), 2)
    parts.area_facts(maker, content, area)
    maker.section("Bakgrund", area.background)
    parts.needs(maker, content, area)
    if parts.is_judged(area.goals):
        parts.goals_tables(maker, area, goal_table.NAMES)
    else:
        for title, level in zip(goal_table.NAMES, (Horizon.LONG, Horizon.SHORT), strict=True):
            texts = [goal.text for goal in area.goals if goal.level == level]
            if texts:
                maker.heading(title, 3)
                maker.bullets(texts)
    planned = [a for a in area.activities if a.kind == ActivityKind.PLANNED]
    parts.activities(maker, "Aktiviteter", planned, area)
    parts.activities(
        maker, "Genomförda aktiviteter", [a for a in area.activities if a.kind != ActivityKind.PLANNED], area
    )
    if area.indicators:
        parts.indicators(maker, area)
    maker.section("Måluppfyllelse", wording.label(area.goal_status))
    parts.after(maker, area, since)
