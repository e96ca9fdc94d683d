"""A county's published follow-ups: read, and never changed. What the public pages show comes from here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from samplan.actors.models import Partnership
from samplan.followup import queries as followup
from samplan.followup.shapes.report import FactSheet, FollowUpReport, fact_sheet
from samplan.publishing import rules
from samplan.publishing.figures.printed import printed_by_area
from samplan.publishing.figures.shapes import AREA_FIGURES, AreaFigure
from samplan.publishing.followup_figures import figures_published
from samplan.publishing.followup_years import with_years, years_published
from samplan.publishing.holding_back import hold_back
from samplan.publishing.layouts.followup import render_followup
from samplan.publishing.models import FollowUpEdition, FollowUpFile
from samplan.publishing.rules import NoSuchEdition
from samplan.publishing.shapes import EditionFile, FileFormat

__all__ = ["FactSheet", "FollowUpReport", "fact_sheet", "years_published"]

LATER = ("held", "not_locked", "participants", "totals", "years")
"""Parts that reports did not have from the beginning."""
LATER_OF_ROUNDS = ("area", "reopened")
"""The same of each round."""


@dataclass(frozen=True, slots=True)
class FollowUpEntry:
    """A published follow-up in a list."""

    year: int
    number: int
    published_on: date
    newest: bool
    note: str = ""
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A published follow-up as a page shows it. entries: all of the county's, the newest year first."""

    report: FollowUpReport
    entry: FollowUpEntry
    digest: str
    entries: tuple[FollowUpEntry, ...]


def followup_entries(county_slug: str) -> list[FollowUpEntry]:
    """A county's published follow-ups, the newest year and number first; withdrawn ones are marked (one query)."""
    rows = FollowUpEdition.objects.filter(county_slug=county_slug).select_related("withdrawal").defer("content")
    return _entries(list(rows))


def _entries(rows: list[FollowUpEdition]) -> list[FollowUpEntry]:
    newest: dict[int, int] = {}
    for row in rows:
        if not _why(row):
            newest.setdefault(row.year, row.number)
    return [
        FollowUpEntry(
            year=row.year,
            number=row.number,
            published_on=timezone.localtime(row.published_at).date(),
            newest=newest.get(row.year) == row.number,
            note=row.note,
            withdrawn_why=_why(row),
        )
        for row in rows
    ]


def _why(row: FollowUpEdition) -> str:
    withdrawal = getattr(row, "withdrawal", None)
    return withdrawal.reason if withdrawal else ""


def followup_view(county_slug: str, year: int | None = None, number: int | None = None) -> FollowUpView:
    """The published follow-up of a year (None: the latest) and number (None: the newest that holds); two queries.

    Raises NoSuchEdition; a withdrawn one is found by its number alone, and its report is empty.
    """
    entries = followup_entries(county_slug)
    found = next((e for e in entries if _fits(e, year, number)), None)
    if found is None:
        raise NoSuchEdition(f"{county_slug}/{year or ''}")
    row = FollowUpEdition.objects.get(county_slug=county_slug, year=found.year, number=found.number)
    report = FollowUpReport.model_validate(row.content)
    if found.withdrawn_why:
        kept = {"county", "county_slug", "county_code", "made_up", "year", "made_on"}
        report = FollowUpReport(**{name: getattr(report, name) for name in kept})
    return FollowUpView(report=report, entry=found, digest=row.digest, entries=tuple(entries))


def followup_printed(view: FollowUpView, kind: str, layout: str = "whole") -> EditionFile:
    """A published follow-up as a file: the one that was frozen with it, else made of its frozen value.

    Other layouts are made when they are asked for, and so are those of years that were published before files were
    kept. ValueError for a format or layout that does not exist. Two queries at most.
    """
    report, entry = view.report, view.entry
    if layout == "whole":
        at = {"edition__county_slug": report.county_slug, "edition__year": entry.year, "edition__number": entry.number}
        file = FollowUpFile.objects.filter(**at, format=FileFormat(kind).value).first()
        if file is not None:
            return EditionFile(file.name, file.content_type, bytes(file.data), file.sha256, frozen=True)
    figures = figures_published(report.county_slug, entry.year, entry.number)
    return _printed(report, f"{entry.year}, {entry.number}", kind, layout, figures)


def freeze_files(
    edition: FollowUpEdition, report: FollowUpReport, figures: Sequence[AreaFigure] = ()
) -> list[FollowUpFile]:
    """Every format of the whole chapter, made and kept with the published follow-up (one query)."""
    made = [
        (kind, _printed(report, f"{edition.year}, {edition.number}", kind.value, "whole", figures))
        for kind in FileFormat
    ]
    return FollowUpFile.objects.bulk_create(
        FollowUpFile(
            edition=edition,
            format=kind.value,
            name=file.name,
            content_type=file.content_type,
            data=file.data,
            sha256=file.sha256,
        )
        for kind, file in made
    )


def _printed(
    report: FollowUpReport, edition: str, kind: str, layout: str, figures: Sequence[AreaFigure]
) -> EditionFile:
    set_figures = printed_by_area(figures)
    made = render_followup(report, kind=kind, layout=layout, edition=edition, figures=set_figures)
    data = made.data if kind != FileFormat.JSON.value or not figures else _with_figures(report, figures)
    return EditionFile(made.name, made.content_type, data, hashlib.sha256(data).hexdigest())


def _with_figures(report: FollowUpReport, figures: Sequence[AreaFigure]) -> bytes:
    """The report as JSON with its figures beside it."""
    told = report.model_dump(mode="json") | {"figures": AREA_FIGURES.dump_python(tuple(figures), mode="json")}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _fits(entry: FollowUpEntry, year: int | None, number: int | None) -> bool:
    if year is not None and entry.year != year:
        return False
    return entry.newest if number is None else entry.number == number


def followup_edition(partnership: Partnership, year: int, number: int) -> FollowUpEdition:
    """One published follow-up, for the action that withdraws it. Raises NoSuchEdition."""
    rows = FollowUpEdition.objects.filter(partnership=partnership, year=year, number=number)
    found = rows.select_related("partnership", "withdrawal").first()
    if found is None:
        raise NoSuchEdition(f"{partnership.county.slug}/{year}/{number}")
    return found


def public_report(partnership: Partnership, year: int) -> FollowUpReport:
    """What a year would say if it were published now, beside what was published before, with the years before it."""
    report = followup.report_of(partnership, year, public=True, read_since=first_read(partnership, year))
    return with_years(hold_back(report, partnership), partnership)


def first_read(partnership: Partnership, year: int) -> datetime | None:
    """When the public first read a year, whatever became of that edition (one query)."""
    rows = FollowUpEdition.objects.filter(partnership=partnership, year=year).order_by("published_at")
    return rows.values_list("published_at", flat=True).first()


def names_chosen_since_published(partnership: Partnership, year: int) -> int:
    """How often bodies have said something of their names since the newest edition that holds (two queries)."""
    rows = FollowUpEdition.objects.filter(partnership=partnership, year=year, withdrawal=None)
    newest = rows.order_by("-number").values_list("published_at", flat=True).first()
    return len(followup.names_chosen_since(partnership, year, newest)) if newest else 0


def followup_draft(partnership: Partnership, year: int) -> tuple[FollowUpReport, str]:
    """What would be published now, and the word for what it changes: "" where nothing has changed since the newest."""
    report = public_report(partnership, year)
    newest = newest_digest(partnership, year)
    return report, "" if newest == report_digest(report) else report_digest(report)


def newest_digest(partnership: Partnership, year: int) -> str | None:
    """The digest of the newest published follow-up of a year that holds (one query)."""
    rows = FollowUpEdition.objects.filter(partnership=partnership, year=year, withdrawal=None)
    return rows.values_list("digest", flat=True).first()


def report_digest(report: FollowUpReport) -> str:
    """What a report says, whatever the day it was made on."""
    # What reports of earlier versions did not have says nothing new where it is empty.
    later = {name for name in LATER if not getattr(report, name)}
    told = report.model_dump(mode="json", exclude={"made_on", "years_from", *later})
    for part, round_ in zip(told["rounds"], report.rounds, strict=True):
        for name in LATER_OF_ROUNDS:
            if not getattr(round_, name):
                del part[name]
    for part in told["measures"]:
        # Which wording it is has never been read by anybody: the words themselves are in the digest.
        del part["version"]
    for part in told.get("totals", ()):
        del part["version"], part["code"]
    for part in told["areas"]:
        # Reports of before areas had questions tell as much where there are none.
        for name in ("asked", "steps", "was"):
            if not part[name]:
                del part[name]
    return rules.digest(told)
