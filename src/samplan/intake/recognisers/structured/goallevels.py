"""The level of goals that no mark tells: beside goals that are said to be long-term, the others are the nearer ones."""

from __future__ import annotations

from dataclasses import replace

from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder
from samplan.plans.shapes.exchange import Horizon

UNTOLD = "goal_level_unknown"


def settle_levels(builder: PlanBuilder) -> None:
    """Read untold goals as short-term in areas that have long-term ones, and no short-term ones, under a label."""
    for area in builder.areas:
        told = {find.value.level for find in area.goals if not _untold(find)}
        if told == {Horizon.LONG}:
            _shorten(area)


def _shorten(area: AreaBuilder) -> None:
    area.goals = [
        replace(find, value=find.value.model_copy(update={"level": Horizon.SHORT})) if _untold(find) else find
        for find in area.goals
    ]


def _untold(find: Found) -> bool:
    return any(doubt.code == UNTOLD for doubt in find.doubts)
