"""The figures that stand beside a year's follow-up: as they are now, or as they were when somebody closed or published.

Only areas that the year says something of have them. Figures and activities stand side by side; neither explains the
other.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from samplan.actors.models import Partnership
from samplan.followup import queries as followup
from samplan.followup.shapes.report import FollowUpReport
from samplan.plans.models import Area
from samplan.publishing import rules
from samplan.publishing.figures.gathering import area_figures
from samplan.publishing.figures.shapes import AREA_FIGURES, AreaFigure
from samplan.publishing.models import FollowUpEdition, FollowUpFigures

DAYS = frozenset({"as_of", "fetched_at"})
"""When figures were asked for and fetched: that says nothing of what they are."""


def figures_now(partnership: Partnership, year: int, report: FollowUpReport) -> tuple[AreaFigure, ...]:
    """The figures of the areas that a report tells of, as they are now (three queries, and those of the figures)."""
    return figures_of_plan_of(partnership, year, {area.slug for area in report.areas if area.slug})


def figures_of_plan_of(
    partnership: Partnership, year: int, slugs: Collection[str] | None = None
) -> tuple[AreaFigure, ...]:
    """The figures of the plan that a year's follow-up is about, of some areas or of all (None), as they are now."""
    plan = followup.plan_of_year(partnership, year)
    if plan is None or (slugs is not None and not slugs):
        return ()
    areas = dict(Area.objects.filter(plan=plan, removed_at=None).values_list("pk", "slug"))
    chosen = {pk: slug for pk, slug in areas.items() if slugs is None or slug in slugs}
    return area_figures(plan.pk, plan.county.code, chosen)


def figures_published(county_slug: str, year: int, number: int) -> tuple[AreaFigure, ...]:
    """The figures as they were frozen with a published follow-up; none where it has none. One query."""
    at = {"edition__county_slug": county_slug, "edition__year": year, "edition__number": number}
    found = FollowUpFigures.objects.filter(**at).values_list("figures", flat=True).first()
    return AREA_FIGURES.validate_python(found or ())


def figures_of_year(partnership: Partnership, year: int, report: FollowUpReport) -> tuple[AreaFigure, ...]:
    """The figures as they were when the year's last round was closed; as they are now where none were kept."""
    kept = FollowUpFigures.objects.filter(round__partnership=partnership, round__year=year)
    found = kept.order_by("-kept_at", "-pk").values_list("figures", flat=True).first()
    if found is None:
        return figures_now(partnership, year, report)
    told = {area.slug for area in report.areas}
    return tuple(one for one in AREA_FIGURES.validate_python(found) if one.area in told)


def has_kept_figures(partnership: Partnership) -> bool:
    """Whether figures were kept with any of a county's closed rounds. One query."""
    return FollowUpFigures.objects.filter(round__partnership=partnership).exists()


def figures_are_others(partnership: Partnership, year: int, figures: tuple[AreaFigure, ...]) -> bool:
    """Whether readers of the year's newest published follow-up that holds see other figures than these (one query).

    The day on which they were asked for, or fetched, is no other figure. False where nothing is published.
    """
    rows = FollowUpEdition.objects.filter(partnership=partnership, year=year, withdrawal=None).order_by("-number")
    newest = list(rows.values_list("figures__figures", flat=True)[:1])
    told = AREA_FIGURES.dump_python(figures, mode="json")
    return bool(newest) and _without_days(newest[0] or []) != _without_days(told)


def _without_days(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: _without_days(value) for key, value in told.items() if key not in DAYS}
    if isinstance(told, list):
        return [_without_days(value) for value in told]
    return told


def keep(
    figures: tuple[AreaFigure, ...], *, edition: FollowUpEdition | None = None, round_id: int | None = None
) -> FollowUpFigures | None:
    """Keep figures with a published follow-up or a closed round; nothing where there are none."""
    if not figures:
        return None
    told = AREA_FIGURES.dump_python(figures, mode="json")
    return FollowUpFigures.objects.create(edition=edition, round_id=round_id, figures=told, digest=rules.digest(told))
