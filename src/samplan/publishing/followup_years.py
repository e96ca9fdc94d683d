"""A county's published years beside one another: on the page of the years, and frozen with a year's follow-up.

It says nothing that those editions do not say, each for itself (ADR 0036): withdrawn years are not there, nor rounds
that are open again, what an edition holds back is not counted, and no body stands beside an answer that its edition
does not show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from samplan.actors.models import Partnership
from samplan.followup import queries as followup
from samplan.followup.shapes import QuestionYears
from samplan.followup.shapes.report import FollowUpReport
from samplan.publishing.models import FollowUpEdition


def years_published(county_slug: str) -> tuple[QuestionYears, ...]:
    """The questions of a county's published years, out of each year's newest edition (two queries)."""
    rows = FollowUpEdition.objects.filter(county_slug=county_slug, withdrawal=None).order_by("year", "number")
    return followup.years_of_reports(report for _number, report in _newest(rows))


def with_years(report: FollowUpReport, partnership: Partnership) -> FollowUpReport:
    """A report with its questions beside those of the years before it, as those are published now (two queries).

    What it may say has been decided before: the years are laid beside what is left of it.
    """
    rows = FollowUpEdition.objects.filter(partnership=partnership, withdrawal=None, year__lt=report.year)
    earlier = _newest(rows.order_by("year", "number"))
    told = followup.years_of_reports([*(one for _number, one in earlier), report])
    kept = [q for q in told if q.years[-1].year == report.year]
    beside = {y.year for q in kept for y in q.years}
    sources = [(one.year, number) for number, one in earlier if one.year in beside]
    return report.model_copy(update={"years": kept, "years_from": sources})


def later_with(partnership: Partnership, year: int, number: int) -> list[tuple[int, int]]:
    """Published follow-ups of later years, as year and number, whose files show an edition's answers (one query)."""
    rows = FollowUpEdition.objects.filter(partnership=partnership, withdrawal=None, year__gt=year)
    told = rows.order_by("year", "number").values_list("year", "number", "content__years_from")
    return [(y, n) for y, n, sources in told if [year, number] in (sources or ())]


def _newest(rows: Iterable[FollowUpEdition]) -> list[tuple[int, FollowUpReport]]:
    """The newest edition of each year with its number, without the rounds that take answers again."""
    newest = {row.year: row for row in rows}
    reports = [(row.number, FollowUpReport.model_validate(row.content)) for row in newest.values()]
    again = set(followup.rounds_open())
    return [(number, _without(report, again)) for number, report in reports]


def _without(report: FollowUpReport, rounds: Collection[int]) -> FollowUpReport:
    """A report without the answers of some of its rounds."""
    if not rounds:
        return report
    kept = {
        name: [one for one in getattr(report, name) if one.round not in rounds]
        for name in ("measures", "grids", "totals")
    }
    return report.model_copy(update=kept)
