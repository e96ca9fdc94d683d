"""A county's published follow-ups: the year, its earlier editions, its files, and a municipality's own sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from samplan.publishing import queries
from samplan.publishing.figures.shapes import AREA_FIGURES, AreaFigure
from samplan.publishing.followup_figures import figures_published
from samplan.publishing.followups import FollowUpView, fact_sheet, followup_printed, followup_view, years_published
from samplan.publishing.layouts.fact_sheet import render_fact_sheet
from samplan.publishing.layouts.followup import LAYOUTS
from samplan.publishing.layouts.followup_years import YearsPaper, render_years
from samplan.publishing.rules import NoSuchEdition
from samplan.web.csv_answers import csv_answer
from samplan.web.followup_pages import csv_rows
from samplan.web.followup_years import ASKED, years_context, years_data, years_rows
from samplan.web.public import twins
from samplan.web.public.answers import ASK, HOUR, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context
from samplan.web.public.figure_beside import with_figures

FORMS = ("docx", "pdf", "xlsx", "json", "csv")
PAPERS = ("docx", "pdf", "xlsx")
WORDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def _context(request: HttpRequest, county_slug: str) -> dict[str, Any]:
    """What every public page of the county shows round it."""
    view = queries.edition_in_force(county_slug)
    return edition_context(request, view, current=True) | {"here": "followup"}


@public_page
def followups(request: HttpRequest, county_slug: str) -> Answer:
    """The latest published follow-up; a page that says so where there is none."""
    try:
        view = followup_view(county_slug)
    except NoSuchEdition:
        context = _context(request, county_slug)
        return Page("public/followup_none.html", context, lambda: {"format": twins.FORMAT, "years": []})
    return _page(request, county_slug, view)


@public_page
def followup_year(request: HttpRequest, county_slug: str, year: int) -> Answer:
    """The newest published follow-up of a year."""
    return _page(request, county_slug, followup_view(county_slug, year))


@public_page
def followup_edition(request: HttpRequest, county_slug: str, year: int, number: int) -> Answer:
    """One published follow-up at its permanent address."""
    view = followup_view(county_slug, year, number)
    return _page(request, county_slug, view, frozen=not view.entry.withdrawn_why)


def _page(request: HttpRequest, county_slug: str, view: FollowUpView, *, frozen: bool = False) -> Answer:
    withdrawn = view.entry.withdrawn_why
    figures = () if withdrawn else figures_published(county_slug, view.entry.year, view.entry.number)
    years: dict[int, Any] = {}
    for entry in view.entries:
        if entry.newest:
            years[entry.year] = entry
    named = {row.body for grid in view.report.grids for row in grid.rows}
    named |= {r.body for r in view.report.recommendations} | {n for s in view.report.statements for n in s.names}
    permanent = reverse("public:followup_edition", args=[county_slug, view.entry.year, view.entry.number])
    context = (
        _context(request, county_slug)
        | with_figures(view.report, figures)
        | {
            "entry": view.entry,
            "years": list(years.values()),
            "earlier": [e for e in view.entries if e.year == view.entry.year and e.number != view.entry.number],
            "sheets": [(name, slugify(name)) for name in sorted(named) if fact_sheet(view.report, name)],
            "permanent_url": request.build_absolute_uri(permanent),
            "digest": view.digest,
            "forms": [(f, WORDS.get(f, f.upper())) for f in FORMS],
        }
    )
    return Page("public/followup.html", context, lambda: _data(view, figures), frozen=frozen)


def _data(view: FollowUpView, figures: tuple[AreaFigure, ...]) -> dict[str, Any]:
    return {
        "edition": {"year": view.entry.year, "number": view.entry.number, "digest": view.digest},
        "withdrawn": view.entry.withdrawn_why or None,
        "followup": view.report.model_dump(mode="json"),
        "figures": AREA_FIGURES.dump_python(figures, mode="json"),
    }


@public_page
def followup_file(request: HttpRequest, county_slug: str, year: int, number: int, form: str) -> Answer:
    """A published follow-up as Word, PDF, Excel or JSON as it was frozen; CSV and ?layout= are made of its value."""
    view = followup_view(county_slug, year, number)
    layout = request.GET.get("layout", "whole")
    if form not in FORMS or layout not in LAYOUTS or view.entry.withdrawn_why:
        raise Http404(form)
    if form == "csv":
        return _csv(request, view)
    made = followup_printed(view, form, layout)
    headers = {"Content-Disposition": content_disposition_header(form != "pdf", made.name)}
    return kept(request, HttpResponse(made.data, content_type=made.content_type, headers=headers), HOUR)


def _csv(request: HttpRequest, view: FollowUpView) -> Answer:
    return kept(request, csv_answer(csv_rows(view.report), f"uppfoljning-{view.entry.year}.csv"), HOUR)


@public_page
def followup_years(request: HttpRequest, county_slug: str) -> Answer:
    """A question through the published years; its data hold all questions."""
    told = years_published(county_slug)
    context = _context(request, county_slug) | years_context(told, request.GET.get(ASKED, ""))
    context["papers"] = [(form, WORDS[form]) for form in PAPERS]
    data = {"format": twins.FORMAT, "questions": years_data(told)}
    return Page("public/followup_years.html", context, lambda: data)


@public_page
def followup_years_file(request: HttpRequest, county_slug: str) -> Answer:
    """All questions through the published years as CSV."""
    _context(request, county_slug)
    rows = years_rows(years_published(county_slug), words=False)
    return kept(request, csv_answer(rows, "uppfoljning-ar-for-ar.csv"), ASK)


@public_page
def followup_years_paper(request: HttpRequest, county_slug: str, form: str) -> Answer:
    """The same as Word, PDF or Excel."""
    report = followup_view(county_slug).report
    questions = years_published(county_slug)
    if form not in PAPERS or not questions:
        raise Http404(form)
    paper = YearsPaper(questions, report.county, "", timezone.localdate(), inside=False, made_up=report.made_up)
    made = render_years(paper, stem=f"{county_slug}-uppfoljning-ar-for-ar", kind=form)
    headers = {"Content-Disposition": content_disposition_header(form != "pdf", made.name)}
    return kept(request, HttpResponse(made.data, content_type=made.content_type, headers=headers), ASK)


@public_page
def followup_sheet(request: HttpRequest, county_slug: str, year: int, place_slug: str) -> Answer:
    """What a published follow-up says of one municipality or service by name."""
    view, sheet = _sheet(county_slug, year, place_slug)
    context = _context(request, county_slug) | {"report": view.report, "sheet": sheet, "entry": view.entry}
    context |= {"place_slug": place_slug}
    return Page("public/followup_sheet.html", context, lambda: sheet.model_dump(mode="json"))


@public_page
def followup_sheet_file(request: HttpRequest, county_slug: str, year: int, place_slug: str, form: str) -> Answer:
    """The same as Word or PDF."""
    view, sheet = _sheet(county_slug, year, place_slug)
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    stem = f"faktablad-{place_slug}-{year}"
    made = render_fact_sheet(view.report, sheet, stem=stem, kind=form, draft=False)
    headers = {"Content-Disposition": content_disposition_header(form != "pdf", made.name)}
    return kept(request, HttpResponse(made.data, content_type=made.content_type, headers=headers), ASK)


def _sheet(county_slug: str, year: int, place_slug: str) -> tuple[FollowUpView, Any]:
    view = followup_view(county_slug, year)
    names = {row.body for grid in view.report.grids for row in grid.rows}
    names |= {r.body for r in view.report.recommendations} | {n for s in view.report.statements for n in s.names}
    found = next((name for name in names if slugify(name) == place_slug), None)
    sheet = fact_sheet(view.report, found) if found else None
    if sheet is None:
        raise Http404(place_slug)
    return view, sheet
