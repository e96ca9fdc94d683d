"""Focus areas × target groups of the plan in force: what is meant for whom, each cell with its items."""

from __future__ import annotations

from django.http import HttpRequest

from samplan.plans.shapes.tags import Cell, Matrix, matrix_of
from samplan.publishing import queries
from samplan.web import swedish
from samplan.web.public import twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context


@public_page
def target_groups(request: HttpRequest, county_slug: str) -> Answer:
    """The table of the plan in force. A group that no part of the plan is meant for has no row."""
    view = queries.edition_in_force(county_slug)
    matrix = matrix_of(view.content)
    english = swedish.in_english()
    context = edition_context(request, view, current=True) | {
        "heads": matrix.rows,
        "rows": [((en if english else sv), _cells(matrix, at)) for at, (_code, sv, en) in enumerate(matrix.groups)],
        "here": "plan",
    }
    return Page("public/target_groups.html", context, lambda: twins.target_groups(request, view, matrix))


def _cells(matrix: Matrix, at: int) -> list[tuple[str, Cell]]:
    """A group's cells, each with what its focus area is called ("" for areas without one)."""
    return [(f"{row.number} {row.title}" if row.number is not None else "", row.cells[at]) for row in matrix.rows]
