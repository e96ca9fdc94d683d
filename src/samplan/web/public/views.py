"""The pages that anybody may read. They read editions, through the door of `publishing`, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from samplan.plans.shapes.content import AreaContent
from samplan.publishing import queries
from samplan.publishing.rules import NoSuchEdition
from samplan.publishing.shapes import EditionEntry, EditionView, FileFormat
from samplan.web.public import changes as comparing
from samplan.web.public import help_lines, pages, standing, timeline
from samplan.web.public import search as searching

MOST_QUERY = 200
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that may be asked for only by GET or HEAD; an edition that is not there is "not found"."""

    @wraps(view)
    def wrapped(request: HttpRequest, **address: str) -> HttpResponse:
        try:
            return view(request, **address)
        except NoSuchEdition as error:
            raise Http404(str(error)) from error

    return require_safe(wrapped)


@public_page
def start(request: HttpRequest) -> HttpResponse:
    """Choose county."""
    return render(request, "public/start.html", {"counties": queries.published_counties(), "here": "start"})


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """What Samplan is."""
    return render(request, "public/about.html", {"here": "about", "marks": pages.key_to_marks()})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "public/accessibility.html", {"here": "accessibility"})


@public_page
def plan(request: HttpRequest, county_slug: str) -> HttpResponse:
    """The county's current plan at a glance."""
    return _plan_page(request, queries.edition_in_force(county_slug), current=True)


@public_page
def edition(request: HttpRequest, county_slug: str, plan_slug: str, label: str) -> HttpResponse:
    """One edition at its permanent address."""
    return _plan_page(request, queries.edition(county_slug, plan_slug, label), current=False)


@public_page
def area(request: HttpRequest, county_slug: str, area_slug: str) -> HttpResponse:
    """One area of the current plan; where only an earlier plan has it, its address there."""
    view = queries.edition_in_force(county_slug)
    if any(one.slug == area_slug for one in view.content.areas):
        return _area_page(request, view, area_slug, current=True)
    held = queries.newest_with_area(county_slug, area_slug)
    return redirect("public:edition_area", county_slug, held.plan_slug, held.label, area_slug)


@public_page
def edition_area(request: HttpRequest, county_slug: str, plan_slug: str, label: str, area_slug: str) -> HttpResponse:
    """One area of one edition, at its permanent address."""
    return _area_page(request, queries.edition(county_slug, plan_slug, label), area_slug, current=False)


@public_page
def editions(request: HttpRequest, county_slug: str) -> HttpResponse:
    """All editions of a county."""
    found = queries.editions(county_slug)
    view = queries.edition_in_force(county_slug)
    numbers = Counter(entry.plan_slug for entry in found)
    context = _context(request, view, current=True) | {
        "editions": found,
        "comparable": [slug for slug, number in numbers.items() if number > 1],
        "here": "editions",
    }
    return render(request, "public/editions.html", context)


@public_page
def changes(request: HttpRequest, county_slug: str, plan_slug: str) -> HttpResponse:
    """Two editions of a plan, compared; without a choice the newest with the one before it."""
    entries = [entry for entry in queries.editions(county_slug) if entry.plan_slug == plan_slug]
    if len(entries) < 2:
        raise Http404(plan_slug)
    later = queries.edition(county_slug, plan_slug, request.GET.get("till") or entries[0].label)
    earlier = queries.edition(county_slug, plan_slug, request.GET.get("fran") or entries[1].label)
    comparison = comparing.compare(earlier.content, later.content)
    context = _context(request, later, current=True) | {
        "entries": entries,
        "earlier": earlier,
        "comparison": comparison,
        "tally": pages.change_tally(comparison),
        "here": "editions",
    }
    return render(request, "public/changes.html", context)


@public_page
def edition_file(request: HttpRequest, county_slug: str, plan_slug: str, label: str, form: str) -> HttpResponse:
    """An edition as Word, PDF, Excel or JSON."""
    if form not in set(FileFormat):
        raise Http404(form)
    file = queries.edition_file(county_slug, plan_slug, label, form)
    headers = {"Content-Disposition": content_disposition_header(form != FileFormat.PDF, file.name)}
    return HttpResponse(file.data, content_type=file.content_type, headers=headers)


@public_page
def search(request: HttpRequest, county_slug: str) -> HttpResponse:
    """Search in the county's current plan."""
    view = queries.edition_in_force(county_slug)
    query = request.GET.get("q", "").strip()[:MOST_QUERY]
    context = _context(request, view, current=True) | {
        "query": query,
        "results": [(view, searching.search(view.content, query))] if query else [],
        "here": "search",
    }
    return render(request, "public/search.html", context)


@public_page
def search_all(request: HttpRequest) -> HttpResponse:
    """Search in every county's current plan."""
    query = request.GET.get("q", "").strip()[:MOST_QUERY]
    views = queries.editions_in_force() if query else []
    found = [(view, hits) for view in views if (hits := searching.search(view.content, query))]
    made_up = any(view.content.made_up for view, _hits in found)
    return render(
        request, "public/search.html", {"query": query, "results": found, "here": "search", "some_made_up": made_up}
    )


def _context(request: HttpRequest, view: EditionView, *, current: bool) -> dict[str, Any]:
    """What every page of an edition needs. now: today, or for a permanent address the day of the edition."""
    content = view.content
    address = {"county_slug": view.county_slug, "plan_slug": view.plan_slug, "label": view.label}
    return {
        "edition": view,
        "plan": content,
        "county_slug": view.county_slug,
        "county_name": content.county or view.county_slug,
        "made_up": content.made_up,
        "current": current,
        "over": bool(current and content.valid_to and content.valid_to < timezone.localdate()),
        "now": timezone.localdate() if current else view.published_on,
        "owners": pages.owners(content),
        "permanent_url": request.build_absolute_uri(reverse("public:edition", kwargs=address)),
        "address": address,
    }


def _plan_page(request: HttpRequest, view: EditionView, *, current: bool) -> HttpResponse:
    content = view.content
    entries = queries.editions(view.county_slug)
    before = [e for e in entries if e.plan_slug == view.plan_slug and e.number < view.number]
    context = _context(request, view, current=current) | {
        "standing": standing.standing(view, entries, timezone.localdate()) if current else None,
        "before": before[0] if before else None,
        "changed": _changed_since(before[0], view) if before else None,
        "lead": pages.lead(content),
        "rows": pages.focus_rows(content),
        "fund_years": pages.fund_years(content.funds),
        "latest": pages.latest_followup(content),
        "left_over": pages.left_over(content.other),
        "editions": entries,
        "activity_count": sum(len(a.activities) for a in content.areas),
        "goal_count": sum(len(a.goals) for a in content.areas),
        "here": "plan",
    }
    return render(request, "public/plan.html", context)


def _changed_since(entry: EditionEntry, view: EditionView) -> pages.Changed:
    earlier = queries.edition(entry.county_slug, entry.plan_slug, entry.label)
    return pages.changed(comparing.compare(earlier.content, view.content))


def _area_page(request: HttpRequest, view: EditionView, area_slug: str, *, current: bool) -> HttpResponse:
    content = view.content
    found: AreaContent | None = next((a for a in content.areas if a.slug == area_slug), None)
    if found is None:
        raise Http404(area_slug)
    context = _context(request, view, current=current)
    scale = timeline.scale_of(content, found.activities, context["now"])
    permanent = reverse("public:edition_area", kwargs=context["address"] | {"area_slug": area_slug})
    before, after = pages.neighbours(content, found)
    context |= {
        "area": found,
        "focus": [f for f in content.focus_areas if f.number in found.focus_areas],
        "help": help_lines.for_area(found),
        "scale": scale,
        "activities": pages.activity_rows(found, scale, context["now"]),
        "years": pages.followup_years(found),
        "costs": [(cost.year, pages.cost_text(cost)) for cost in found.costs],
        "left_over": pages.left_over(found.other),
        "before": before,
        "after": after,
        "permanent_url": request.build_absolute_uri(permanent),
        "here": "areas",
    }
    return render(request, "public/area.html", context)
