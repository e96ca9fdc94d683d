"""A plan's figures as they were on a day: frozen with an edition, or live in the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from samplan.analysis.results import IndicatorAnswer


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """An indicator's figure with its whole answer. indicator: the id of the indicator in the edition's content.

    title, definition: as they were when the figure was chosen. as_of: the day on which the answer was given.
    for_goal: whether it tells of the plan's long-term goal.
    """

    indicator: str
    title: str
    definition: str
    as_of: date
    answer: IndicatorAnswer
    baseline: float | None = None
    baseline_period: str = ""
    target: float | None = None
    target_on: date | None = None
    for_goal: bool = False


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """A figure beside what a year's follow-up says of an area. area: its slug. indicator: the indicator's text."""

    area: str
    indicator: str
    figure: PlanFigure


FIGURES: TypeAdapter[tuple[PlanFigure, ...]] = TypeAdapter(tuple[PlanFigure, ...])
"""Figures as JSON values and back: how they are kept with an edition."""
AREA_FIGURES: TypeAdapter[tuple[AreaFigure, ...]] = TypeAdapter(tuple[AreaFigure, ...])
"""The same of a year's follow-up."""
