"""The search pages: one county's plan, or all of them, with what can be narrowed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode

from samplan.publishing import queries
from samplan.publishing.shapes import EditionView
from samplan.web.public import twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context
from samplan.web.public.search import MOST_PER_AREA, AreaHits, like_words, search

MOST_QUERY = 200
EVERY = 10_000
Results = list[tuple[EditionView, list[AreaHits]]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow: its words, how many hits it has, its address, and whether it is chosen."""

    word: str
    number: int
    url: str
    chosen: bool


@public_page
def search_county(request: HttpRequest, county_slug: str) -> Answer:
    """Search in the county's plan in force."""
    return _page(request, [queries.edition_in_force(county_slug)], county_slug)


@public_page
def search_all(request: HttpRequest) -> Answer:
    """Search in every county's plan in force."""
    asked = bool(request.GET.get("q", "").strip())
    return _page(request, queries.editions_in_force() if asked else [], None)


def _page(request: HttpRequest, views: list[EditionView], county_slug: str | None) -> Answer:
    query = request.GET.get("q", "").strip()[:MOST_QUERY]
    every = [(view, hits) for view in views if query and (hits := search(view.content, query, EVERY))]
    kind, place = request.GET.get("slag", ""), request.GET.get("plats", "")
    results = _narrowed(every, kind, place, county_slug)
    context: dict[str, Any] = {
        "query": query,
        "results": _capped(results, EVERY if place and county_slug else MOST_PER_AREA),
        "number": sum(group.total for _view, groups in results for group in groups),
        "kinds": _kinds(request, every, kind),
        "places": _places(request, every, place, county_slug),
        "narrowed": bool(kind or place),
        "like": list(dict.fromkeys(w for v in views for w in like_words(v.content, query)))[:5] if not every else [],
        "some_made_up": any(view.content.made_up for view, _groups in every),
        "here": "search",
    }
    if county_slug:
        context = edition_context(request, views[0], current=True) | context
    return Page("public/search.html", context, lambda: _data(request, query, results))


def _narrowed(every: Results, kind: str, place: str, county_slug: str | None) -> Results:
    kept = []
    for view, groups in every:
        if place and not county_slug and place != view.county_slug:
            continue
        chosen = []
        for group in groups:
            slug = group.area.slug if group.area else "planen"
            hits = [hit for hit in group.hits if kind in {"", hit.kind}]
            if hits and (not county_slug or place in {"", slug}):
                chosen.append(AreaHits(group.area, hits, 0))
        if chosen:
            kept.append((view, chosen))
    return kept


def _capped(results: Results, most: int) -> Results:
    return [
        (view, [AreaHits(g.area, g.hits[:most], max(0, len(g.hits) - most)) for g in groups])
        for view, groups in results
    ]


def _url(request: HttpRequest, **change: str) -> str:
    asked = {name: request.GET.get(name, "") for name in ("q", "slag", "plats")} | change
    return f"{request.path}?{urlencode({name: value for name, value in asked.items() if value})}"


def _kinds(request: HttpRequest, every: Results, chosen: str) -> list[Facet]:
    numbers = Counter(hit.kind for _view, groups in every for group in groups for hit in group.hits)
    return [Facet(k, n, _url(request, slag="" if k == chosen else k), k == chosen) for k, n in numbers.most_common()]


def _places(request: HttpRequest, every: Results, chosen: str, county_slug: str | None) -> list[Facet]:
    """Counties where all are searched, areas where one county is."""
    found = []
    if not county_slug:
        rows = [(v.county_slug, v.content.county or v.county_slug, sum(g.total for g in gs)) for v, gs in every]
    else:
        groups = [group for _view, groups in every for group in groups]
        rows = [(g.area.slug if g.area else "planen", g.area.title if g.area else "", g.total) for g in groups]
    for slug, title, number in rows:
        found.append(Facet(title, number, _url(request, plats="" if slug == chosen else slug), slug == chosen))
    return found


def _data(request: HttpRequest, query: str, results: Results) -> dict[str, Any]:
    return {
        "format": twins.FORMAT,
        "query": query,
        "results": [
            {
                "edition": twins.reference(request, view),
                "area": {"slug": g.area.slug, "number": g.area.number, "title": g.area.title} if g.area else None,
                "hits": [{"kind": hit.kind, "text": hit.text} for hit in g.hits],
            }
            for view, groups in results
            for g in groups
        ],
    }
