"""Goals, and how they hang together with activities."""

from __future__ import annotations

from collections.abc import Iterator

from samplan.plans import catalogue as statuses
from samplan.plans.checks.catalogue import any_of, bounds
from samplan.plans.checks.registry import Hit, of_area
from samplan.plans.checks.sight import AreaSight
from samplan.plans.shapes.content import GoalContent
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind


@of_area
def area_goal_missing(sight: AreaSight) -> Iterator[Hit]:
    """Activities stand there, but no goal says what they are for."""
    if sight.area.activities and not sight.area.goals and not sight.asks:
        yield Hit(sight.here())


@of_area
def area_activity_missing(sight: AreaSight) -> Iterator[Hit]:
    """Goals stand there, but nothing is to be done."""
    if sight.area.goals and not sight.area.activities and not sight.asks:
        yield Hit(sight.here())


@of_area
def goal_without_activity(sight: AreaSight) -> Iterator[Hit]:
    """The area ties activities to goals, and no activity serves this short-term goal."""
    served = {a.goal for a in sight.area.activities if a.goal}
    chained = sight.around.chained_goals
    for goal in sight.area.goals if served and sight.around.chain_known else ():
        if goal.level is Horizon.SHORT and goal.id not in served | chained:
            yield Hit(_place(sight, goal), basis=goal.text)


@of_area
def activity_without_goal(sight: AreaSight) -> Iterator[Hit]:
    """The area ties activities to goals, and this one serves none."""
    if any(a.goal for a in sight.area.activities):
        for a in sight.area.activities:
            if not a.goal:
                yield Hit(sight.here(ItemKind.ACTIVITY, a.id, words=a.text), basis=a.text)


@of_area
def too_many_goals(sight: AreaSight) -> Iterator[Hit]:
    """Many short-term goals and few activities: more is promised than is planned."""
    short = [g for g in sight.area.goals if g.level is Horizon.SHORT]
    done = len(sight.area.activities)
    enough = len(short) >= bounds().short_goals_of_an_area
    if enough and done and len(short) > bounds().goals_per_activity * done:
        yield Hit(sight.here(), basis=f"{len(short)}", told=(("number", str(len(short))), ("of", str(done))))


@of_area
def judgement_missing(sight: AreaSight) -> Iterator[Hit]:
    """A follow-up is written, but nobody has said how far the goals are attained."""
    area = sight.area
    judged = area.goal_status or any(g.attainment for g in area.goals)
    if area.goals and area.followups and not judged:
        goal = area.goals[0]
        yield Hit(_place(sight, goal), basis=area.followups[-1].text)


@of_area
def attainment_words_without_judgement(sight: AreaSight) -> Iterator[Hit]:
    """Words about attainment stand beside a goal, without the judgement itself."""
    for goal in sight.area.goals:
        written = goal.attainment_written or goal.attainment_comment
        if written and goal.attainment is None:
            yield Hit(_place(sight, goal), quote=written)


@of_area
def goal_in_judgement(sight: AreaSight) -> Iterator[Hit]:
    """Where the judgement belongs, something to be reached is written instead."""
    for goal in sight.area.goals:
        if goal.attainment_written and _reads_like_a_goal(goal.attainment_written):
            yield Hit(_place(sight, goal), quote=goal.attainment_written)
    headings = any_of("judgement_headings")
    for f in sight.area.followups:
        if f.heading and headings.search(f.heading) and _reads_like_a_goal(f.text):
            yield Hit(sight.here(ItemKind.FOLLOWUP, f.id, words=f.text), quote=f.text, field="text")


def _reads_like_a_goal(text: str) -> bool:
    return bool(any_of("goal_openings").match(text.strip())) and statuses.attainment_in(text) is None


def _place(sight: AreaSight, goal: GoalContent) -> Place:
    return sight.here(ItemKind.GOAL, goal.id, words=goal.text)
