"""The page that lays two editions beside each other, and the same as Word and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode

from samplan.publishing import layouts, queries
from samplan.publishing.comparisons import compared
from samplan.publishing.differences import KINDS, MARKS, AreaChanges, Comparison, Kind, Mark, only
from samplan.publishing.layouts import differences as document
from samplan.publishing.shapes import EditionEntry, EditionView
from samplan.web import swedish
from samplan.web.public import twins
from samplan.web.public.answers import ASK, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context

MOST_SHOWN = 400
"""More changes than this on one page are too much to read: the filters and the files have the rest."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Two editions of a county, what differs, and what of it is asked for."""

    earlier: EditionView
    later: EditionView
    entries: list[EditionEntry]
    whole: Comparison
    shown: Comparison
    asked: dict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice in a list of the form."""

    value: str
    word: str
    chosen: bool


def address_of(entry: EditionEntry | EditionView) -> str:
    """An edition's name in a query: plan and label."""
    return f"{entry.plan_slug}/{entry.label}"


def chosen(request: HttpRequest, county_slug: str, plan_slug: str = "") -> Chosen:
    """The two editions that are asked for: else the newest of the plan (or in force) and the one before it."""
    entries = queries.editions(county_slug)
    mine = [entry for entry in entries if entry.plan_slug == plan_slug] if plan_slug else entries
    if len(entries) < 2 or not mine or (plan_slug and len(mine) < 2):
        raise Http404(county_slug)
    later = _named(request.GET.get("till"), entries, plan_slug) or mine[0]
    earlier = _named(request.GET.get("fran"), entries, plan_slug) or _before(later, entries)
    before = queries.edition(county_slug, earlier.plan_slug, earlier.label)
    after = queries.edition(county_slug, later.plan_slug, later.label)
    whole = compared(before, after)
    asked = {name: request.GET[name] for name in ("omrade", "andring", "slag") if request.GET.get(name)}
    area = "" if asked.get("omrade") == "planen" else asked.get("omrade")
    shown = only(whole, area=area, mark=asked.get("andring"), kind=asked.get("slag"))
    return Chosen(before, after, entries, whole, shown, asked)


def _named(asked: str | None, entries: list[EditionEntry], plan_slug: str) -> EditionEntry | None:
    """The edition of that name; None where none is asked for. Http404 for one that is not there."""
    if not asked:
        return None
    for entry in entries:
        if asked == address_of(entry) or (asked == entry.label and plan_slug in {"", entry.plan_slug}):
            return entry
    raise Http404(asked)


def _before(later: EditionEntry, entries: list[EditionEntry]) -> EditionEntry:
    """The edition before it of the same plan; where there is none, the county's nearest older one, else any other."""
    older = entries[entries.index(later) + 1 :]
    same = [entry for entry in older if entry.plan_slug == later.plan_slug]
    return next(iter([*same, *older, *(e for e in entries if e != later)]))


@public_page
def changes(request: HttpRequest, county_slug: str, plan_slug: str = "") -> Answer:
    """Two editions, word by word."""
    found = chosen(request, county_slug, plan_slug)
    context = edition_context(request, found.later, current=True) | _shown(found)
    here = reverse("public:county_changes", args=[county_slug])
    pair = {"fran": address_of(found.earlier), "till": address_of(found.later)}
    context |= {
        "here": "editions",
        "compare_url": here,
        "whole_url": f"{here}?{urlencode(pair)}",
        "permanent_url": request.build_absolute_uri(f"{here}?{urlencode(pair)}"),
        "files": [
            (form, f"{reverse('public:changes_file', args=[county_slug, form])}?{urlencode(pair | found.asked)}")
            for form in ("docx", "pdf")
        ],
    }
    data = lambda: twins.changes(request, found.earlier, found.later, found.shown)  # noqa: E731
    return Page("public/changes.html", context, data)


@public_page
def changes_file(request: HttpRequest, county_slug: str, form: str) -> Answer:
    """The same as Word or PDF."""
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    found = chosen(request, county_slug)
    both = document.Both(
        earlier=_side(found.earlier),
        later=_side(found.later),
        county=found.later.content.county or "",
        made_up=found.later.content.made_up,
        stem=f"{county_slug}-andringar-{found.earlier.label}-{found.later.label}",
    )
    file = document.render_differences(found.shown, both, kind=form)
    headers = {"Content-Disposition": content_disposition_header(form != "pdf", file.name)}
    return kept(request, HttpResponse(file.data, content_type=file.content_type, headers=headers), ASK)


def _side(view: EditionView) -> document.Side:
    return document.Side(view.content.title, view.label, view.published_on, view.citation)


def _shown(found: Chosen) -> dict[str, Any]:
    """What the page shows: the numbers with their filters, the areas, and the changes."""
    english = swedish.in_english()
    areas = [(group.anchor.removeprefix("omrade-"), _title(group), len(group.changes)) for group in found.whole.areas]
    kinds = sorted({c.kind for g in found.whole.areas for c in g.changes}, key=list(Kind).index)
    titles = {entry.title for entry in found.entries}
    return {
        "entries": [(address_of(e), f"{e.label} · {e.title}" if len(titles) > 1 else e.label) for e in found.entries],
        "earlier": found.earlier,
        "chosen_earlier": address_of(found.earlier),
        "chosen_later": address_of(found.later),
        "other_plan": found.earlier.plan_slug != found.later.plan_slug,
        "comparison": found.shown,
        "groups": capped(found.shown.areas),
        "left": max(0, found.shown.total - MOST_SHOWN),
        "tally": [
            (mark.value, found.whole.counts.get(mark, 0), MARKS[mark].within(english))
            for mark in Mark
            if found.whole.counts.get(mark)
        ],
        "same": found.whole.counts.get("same", 0),
        "areas": areas,
        "area_options": [Option(slug, title, slug == found.asked.get("omrade")) for slug, title, _n in areas],
        "mark_options": [
            Option(m.value, MARKS[m].within(english), m.value == found.asked.get("andring"))
            for m in Mark
            if found.whole.counts.get(m)
        ],
        "kind_options": [Option(k.value, KINDS[k].within(english), k.value == found.asked.get("slag")) for k in kinds],
        "filtered": bool(found.asked),
    }


def _title(group: AreaChanges) -> str:
    return layouts.numbered(group.area.number, group.area.title) if group.area else ""


def capped(groups: list[AreaChanges]) -> list[AreaChanges]:
    """As many of the changes as one page shows."""
    left, shown = MOST_SHOWN, []
    for group in groups:
        if left > 0:
            shown.append(AreaChanges(group.area, group.changes[:left]))
            left -= len(group.changes)
    return shown
