"""The goal table: per area one table with long and short goals, activities with their time, and indicators."""

from __future__ import annotations

from samplan.documents.blocks import Cell
from samplan.plans.shapes.content import ActivityContent, AreaContent, GoalContent, PlanContent
from samplan.plans.shapes.exchange import ActivityKind, Horizon
from samplan.publishing.layouts import parts, wording
from samplan.publishing.layouts.making import Maker

NAMES = ("Långsiktiga mål", "Kortsiktiga mål")
Group = tuple[list[GoalContent], list[ActivityContent]]


def area(maker: Maker, content: PlanContent, area: AreaContent) -> None:
    """One area."""
    since = len(maker.blocks)
    maker.heading(wording.numbered(area.number, area.title), 2)
    parts.area_facts(maker, content, area)
    maker.section("Bakgrund", area.background)
    parts.needs(maker, content, area)
    planned = [a for a in area.activities if a.kind == ActivityKind.PLANNED]
    rich = parts.rich_indicators(area)
    goals = area.goals
    if parts.is_judged(goals):
        parts.goals_tables(maker, area, NAMES)
        goals = []
    if goals or planned or (area.indicators and not rich):
        maker.heading("Mål och aktiviteter" if goals else "Aktiviteter", 3)
        _table(maker, area, (goals, planned), [] if rich else [i.text for i in area.indicators])
    if rich:
        parts.indicators(maker, area)
    parts.activities(
        maker, "Genomförda aktiviteter", [a for a in area.activities if a.kind != ActivityKind.PLANNED], area
    )
    maker.section("Måluppfyllelse", wording.label(area.goal_status))
    parts.after(maker, area, since)


def _groups(goals: list[GoalContent], activities: list[ActivityContent]) -> list[Group]:
    """Goals with the activities that serve them, where activities name their goal; else everything in one group."""
    known = {goal.id for goal in goals}
    if any(goal.under for goal in goals):
        return _by_family(goals, activities)
    if not any(activity.goal in known for activity in activities):
        return [(goals, activities)]
    groups: list[Group] = [([goal], [a for a in activities if a.goal == goal.id]) for goal in goals]
    loose = [a for a in activities if a.goal not in known]
    return _side_by_side([*groups, ([], loose)] if loose else groups)


def _by_family(goals: list[GoalContent], activities: list[ActivityContent]) -> list[Group]:
    """Each long-term goal with its steps and what serves any of them; then all else."""
    groups: list[Group] = []
    for goal in (g for g in goals if g.level is Horizon.LONG):
        family = [goal, *(step for step in goals if step.under == goal.id)]
        groups.append((family, [a for a in activities if a.goal in {g.id for g in family}]))
    placed = {goal.id for family, _ in groups for goal in family}
    rest = [goal for goal in goals if goal.id not in placed], [a for a in activities if a.goal not in placed]
    return [*groups, rest] if any(rest) else groups


def _side_by_side(groups: list[Group]) -> list[Group]:
    """A goal that nothing serves stands on the row of the one nearer goal that follows it, not on a row of its own."""
    told: list[Group] = []
    for at, (goals, activities) in enumerate(groups):
        alone = at > 0 and _is_far_and_bare(groups[at - 1]) and not (at > 1 and _is_far_and_bare(groups[at - 2]))
        if alone and goals and goals[0].level is not Horizon.LONG:
            told[-1] = ([*told[-1][0], *goals], activities)
        else:
            told.append((goals, activities))
    return told


def _is_far_and_bare(group: Group) -> bool:
    goals, activities = group
    return len(goals) == 1 and goals[0].level is Horizon.LONG and not activities


def _table(maker: Maker, area: AreaContent, whole: Group, indicators: list[str]) -> None:
    goals, planned = whole
    groups = _groups(goals, planned)
    levels = [level for level in Horizon if any(goal.level == level for goal in goals)]
    activity_rows = [parts.activity_row(a) for a in planned]
    filled = [any(row[c] for row in activity_rows) or c == 0 for c in range(len(parts.ACTIVITY_HEADER))]
    shown = [c for c, is_filled in enumerate(filled) if is_filled]
    header = [
        *(NAMES[list(Horizon).index(level)] for level in levels),
        *(parts.ACTIVITY_HEADER[c] for c in shown),
        *(["Indikatorer"] if indicators else []),
    ]
    total = sum(max(1, len(activities)) for _, activities in groups)
    rows: list[list[Cell]] = [[maker.cell(name, header=True) for name in header]]
    for group in groups:
        rows.extend(_group_rows(maker, levels, group, shown))
    if indicators:
        rows[1].append(maker.cell(indicators, row_span=total))
    maker.raw_table(rows, title=f"{'Mål och aktiviteter' if goals else 'Aktiviteter'}, {area.title}")


def _group_rows(maker: Maker, levels: list[Horizon], group: Group, shown: list[int]) -> list[list[Cell]]:
    goals, activities = group
    height = max(1, len(activities))
    first = [maker.cell([goal.text for goal in goals if goal.level == level], row_span=height) for level in levels]
    out: list[list[Cell]] = []
    for place in range(height):
        values = parts.activity_row(activities[place]) if activities else ("",) * len(parts.ACTIVITY_HEADER)
        cells = [maker.cell(values[c]) for c in shown]
        out.append([*first, *cells] if place == 0 else cells)
    return out
