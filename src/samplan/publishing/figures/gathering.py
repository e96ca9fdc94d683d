"""A plan's figures, asked of the questions now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from samplan.analysis import queries, questions
from samplan.analysis.questions import indicator
from samplan.analysis.questions.goal_panel import baseline_told
from samplan.analysis.results import IndicatorAnswer
from samplan.analysis.shapes import FigureShape
from samplan.publishing.figures.shapes import AreaFigure, PlanFigure


def plan_figures(plan_id: int, county_code: str) -> tuple[PlanFigure, ...]:
    """Every figure of a plan's indicators with its answer. A figure that the store has no longer is left out."""
    chosen = queries.figures_of_plan(plan_id)
    if not chosen:
        return ()
    store = questions.figures()
    found = []
    for figure in chosen:
        answer = indicator.series(store, figure.figure_id, county_code)
        if answer is not None:
            found.append(_plan_figure(figure, answer))
    return tuple(found)


def area_figures(plan_id: int, county_code: str, areas: Mapping[int, str]) -> tuple[AreaFigure, ...]:
    """The figures of some of a plan's areas as they are now. areas: slugs by id."""
    chosen = [f for f in queries.figures_of_plan(plan_id) if f.area in areas]
    if not chosen:
        return ()
    store = questions.figures()
    found = []
    for figure in chosen:
        answer = indicator.series(store, figure.figure_id, county_code)
        if answer is not None:
            made = _plan_figure(figure, answer)
            found.append(AreaFigure(areas[figure.area], figure.indicator_text, made))
    return tuple(found)


def figure_now(figure: FigureShape, county_code: str) -> PlanFigure | None:
    """One figure with its answer as it is now; None when the store has it no longer."""
    answer = indicator.series(questions.figures(), figure.figure_id, county_code)
    return None if answer is None else _plan_figure(figure, answer)


def _plan_figure(figure: FigureShape, answer: IndicatorAnswer) -> PlanFigure:
    """The figure as the plan means it: which way is better is what the plan says, not the catalogue."""
    aim = figure.aim
    answer = replace(answer, card=replace(answer.card, polarity=aim.polarity))
    series = (answer.county, *answer.municipalities, *answer.by_sex)
    cells = [cell for one in series if one is not None for cell in one.cells]
    return PlanFigure(
        indicator=str(figure.indicator),
        title=figure.definition.title,
        definition=figure.definition.definition,
        as_of=timezone.localdate(),
        answer=answer,
        baseline=baseline_told(figure, cells),
        baseline_period=aim.baseline_period,
        target=aim.target,
        target_on=aim.target_on,
        for_goal=aim.for_goal,
    )
