"""The figures that stand beside the areas of a year's follow-up, and the times of their activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samplan.publishing.figures.shapes import AreaFigure
from samplan.publishing.followups import FollowUpReport
from samplan.web.followup_pages import Beside, report_context
from samplan.web.public.figure_pages import help_among, shown


def with_figures(report: FollowUpReport, figures: Sequence[AreaFigure]) -> dict[str, Any]:
    """What the pages of a year show, with its figures side by side with what is said of their areas."""
    return report_context(report, _beside(report, figures), help_among(one.figure.answer.card for one in figures))


def _beside(report: FollowUpReport, figures: Sequence[AreaFigure]) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    for place, one in enumerate(figures):
        found.setdefault(one.area, Beside()).figures.append(shown(one.figure, place))
    for area in report.areas:
        if area.slug in found:
            found[area.slug].times.extend(i for i in area.items if i.kind == "activity" and i.time)
    return found
