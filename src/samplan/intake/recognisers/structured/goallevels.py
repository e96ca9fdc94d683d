"""The level of goals that no mark tells: beside goals that are said to be long-term, the others are the nearer ones."""

from __future__ import annotations

from dataclasses import replace

from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder
from samplan.plans.shapes.exchange import Horizon

UNTOLD = "goal_level_unknown"


def settle_levels(builder: PlanBuilder) -> None:
    """Read untold goals as short-term where long-term ones stand beside them, or where another label's come before.

    In an area that has long-term goals, and no short-term ones, under a label, the untold ones are the nearer; where
    nothing is told and all areas have goals under the same two labels, the first label looks farther.
    """
    near = _nearer(builder)
    for area in builder.areas:
        told = {find.value.level for find in area.goals if not _untold(find)}
        if told == {Horizon.LONG}:
            _shorten(area, None)
        elif not told and near:
            _shorten(area, near)


def _nearer(builder: PlanBuilder) -> str | None:
    """The second of the two labels that the untold goals of the plan stand under; None if there are more, or fewer."""
    pairs = [tuple(dict.fromkeys(_wording(find) for find in area.goals if _untold(find))) for area in builder.areas]
    both = [pair for pair in pairs if len(pair) == 2]
    same = len(set(both)) == 1 and len(both) * 2 > len(builder.areas) and all(len(pair) < 3 for pair in pairs)
    return both[0][1] if same and all(both[0]) else None


def _wording(find: Found) -> str:
    return next((doubt.detail for doubt in find.doubts if doubt.code == UNTOLD), "")


def _shorten(area: AreaBuilder, label: str | None) -> None:
    """Make untold goals short-term: all of them, or those under a label."""
    area.goals = [
        replace(find, value=find.value.model_copy(update={"level": Horizon.SHORT}))
        if _untold(find) and label in (None, _wording(find))
        else find
        for find in area.goals
    ]


def _untold(find: Found) -> bool:
    return any(doubt.code == UNTOLD for doubt in find.doubts)
