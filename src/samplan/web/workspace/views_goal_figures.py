"""The figures of a plan's long-term goal in the workspace, asked now: how it is, beside where the plan wants to go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from samplan.analysis import queries, questions
from samplan.analysis.questions.goal_panel import panel
from samplan.publishing.figures import sentences
from samplan.web.public.figure_pages import help_for, panel_line
from samplan.web.workspace.shell import signed_in, the_plan, work_page


@signed_in
@require_GET
def goal_figures(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The panel: each figure's chart, verdict, aim and table, as the figures are today."""
    plan = the_plan(request, plan_id)
    chosen = queries.figures_of_goal(plan.pk)
    answer = panel(questions.figures(), chosen, plan.county.code) if chosen else None
    lines = [panel_line(line, place) for place, line in enumerate(answer.lines)] if answer is not None else []
    context = {
        "plan": plan,
        "figures": lines,
        "help_lines": next((help_for(figure.card()) for figure in chosen if figure.definition.suicide), []),
        "missing": len(answer.missing) if answer is not None else 0,
        "looks": sentences.looks_words(answer.looks) if answer is not None and answer.looks.comparisons > 1 else "",
    }
    return work_page(request, "workspace/goal_figures.html", context, here="start")
