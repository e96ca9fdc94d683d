"""The pages that anybody may read. They read editions, through the door of `publishing`, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from samplan.plans.shapes.chain_picture import chain_shown
from samplan.plans.shapes.content import AreaContent
from samplan.plans.shapes.tags import TARGET_GROUPS, tags_in
from samplan.plans.shapes.versions import PLAN_TYPE_NAMES
from samplan.publishing import queries
from samplan.publishing.adoptions import adoptions_in, adoptions_of
from samplan.publishing.area_followups import area_years
from samplan.publishing.comparisons import compared
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.rules import is_in_force
from samplan.publishing.shapes import Adopting, EditionEntry, EditionView, FileFormat
from samplan.web.adoption_words import adoption_word
from samplan.web.public import figure_pages, help_lines, pages, standing, statements, timeline, twins
from samplan.web.public.answers import HOUR, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context
from samplan.web.reading import shown
from samplan.web.swedish import said


@public_page
def start(request: HttpRequest) -> Answer:
    """Choose county."""
    counties = queries.published_counties()
    return Page("public/start.html", {"counties": counties, "here": "start"}, lambda: twins.start(request, counties))


@public_page
def about(request: HttpRequest) -> Answer:
    """What Samplan is."""
    marks = pages.key_to_marks()
    return Page("public/about.html", {"here": "about", "marks": marks}, lambda: statements.about(marks))


@public_page
def accessibility(request: HttpRequest) -> Answer:
    """The accessibility statement."""
    statement = statements.accessibility()
    context = {"here": "accessibility", "statement": statement, "reading": shown(request)}
    return Page("public/accessibility.html", context, lambda: {"statement": statement})


@public_page
def plan(request: HttpRequest, county_slug: str) -> Answer:
    """The county's current plan at a glance."""
    return _plan_page(request, queries.edition_in_force(county_slug), current=True)


@public_page
def edition(request: HttpRequest, county_slug: str, plan_slug: str, label: str) -> Answer:
    """One edition at its permanent address."""
    return _plan_page(request, queries.edition(county_slug, plan_slug, label), current=False)


@public_page
def area(request: HttpRequest, county_slug: str, area_slug: str) -> Answer:
    """One area of the current plan; where only an earlier plan has it, its address there."""
    view = queries.edition_in_force(county_slug)
    if any(one.slug == area_slug for one in view.content.areas):
        return _area_page(request, view, area_slug, current=True)
    held = queries.newest_with_area(county_slug, area_slug)
    return redirect("public:edition_area", county_slug, held.plan_slug, held.label, area_slug)


@public_page
def edition_area(request: HttpRequest, county_slug: str, plan_slug: str, label: str, area_slug: str) -> Answer:
    """One area of one edition, at its permanent address."""
    return _area_page(request, queries.edition(county_slug, plan_slug, label), area_slug, current=False)


@public_page
def editions(request: HttpRequest, county_slug: str) -> Answer:
    """All editions of a county."""
    found = queries.editions(county_slug)
    view = queries.edition_in_force(county_slug)
    numbers = Counter(entry.plan_slug for entry in found)
    decided = adoptions_in(county_slug)
    context = edition_context(request, view, current=True) | {
        "editions": found,
        "rows": [(entry, _worded(decided.get(_address(entry), [])), _last_snapshot(entry, found)) for entry in found],
        "comparable": [slug for slug, number in numbers.items() if number > 1],
        "here": "editions",
    }
    return Page("public/editions.html", context, lambda: twins.editions(request, found, decided))


@public_page
def edition_file(request: HttpRequest, county_slug: str, plan_slug: str, label: str, form: str) -> Answer:
    """An edition as Word, PDF, Excel or JSON."""
    if form not in set(FileFormat):
        raise Http404(form)
    file = queries.edition_file(county_slug, plan_slug, label, form)
    headers = {"Content-Disposition": content_disposition_header(form != FileFormat.PDF, file.name)}
    return kept(request, HttpResponse(file.data, content_type=file.content_type, headers=headers), HOUR)


def _plan_page(request: HttpRequest, view: EditionView, *, current: bool) -> Answer:
    content = view.content
    entries = queries.editions(view.county_slug)
    before = [e for e in entries if e.plan_slug == view.plan_slug and e.number < view.number]
    decided = adoptions_of(view)
    figures = queries.figures_at(view.county_slug, view.plan_slug, view.label)
    of_goal = [f for f in figures if f.for_goal]
    context = edition_context(request, view, current=current) | {
        "standing": standing.standing(view, entries, timezone.localdate()) if current else None,
        "before": before[0] if before else None,
        "changed": _changed_since(before[0], view) if before else None,
        "last_snapshot": _last_snapshot(view, entries),
        "adoptions": _worded(decided),
        "sort": said(PLAN_TYPE_NAMES[content.type]),
        "lead": pages.lead(content),
        "chain": chain_shown(content),
        "has_groups": any(tag.framework_kind == TARGET_GROUPS for tag in content.tags),
        "rows": pages.focus_rows(content),
        "has_figures": any(f.answer.card.source != "own" for f in figures),
        "goal_figures": figure_pages.of_goal(of_goal),
        "help_lines": figure_pages.help_with(of_goal),
        "fund_years": pages.fund_years(content.funds),
        "latest": pages.latest_followup(content),
        "left_over": pages.left_over(content.other),
        "editions": entries,
        "in_force": current or is_in_force(view, entries, timezone.localdate()),
        "activity_count": sum(len(a.activities) for a in content.areas),
        "goal_count": sum(len(a.goals) for a in content.areas),
        "here": "plan",
    }
    return Page("public/plan.html", context, lambda: twins.plan(request, view, decided, of_goal), frozen=not current)


def _worded(rows: Iterable[Adopting]) -> list[tuple[Adopting, str]]:
    """What the parties decided, each with its word."""
    return [(row, adoption_word(row.answer)) for row in rows]


def _address(entry: EditionEntry) -> tuple[str, str, str]:
    return entry.county_slug, entry.plan_slug, entry.label


def _last_snapshot(of: EditionEntry | EditionView, entries: Iterable[EditionEntry]) -> EditionEntry | None:
    """The snapshot of the year before, where it is a snapshot that has one."""
    if of.snapshot_year is None:
        return None
    same = (e for e in entries if e.plan_slug == of.plan_slug and not e.withdrawn)
    return next((e for e in same if e.snapshot_year == of.snapshot_year - 1), None)


def _changed_since(entry: EditionEntry, view: EditionView) -> pages.Changed:
    earlier = queries.edition(entry.county_slug, entry.plan_slug, entry.label)
    return pages.changed(compared(earlier, view))


def _figures(view: EditionView, area: AreaContent) -> list[PlanFigure]:
    """The figures that the edition froze for the area's indicators; nothing is asked where it has none."""
    mine = {indicator.id for indicator in area.indicators}
    at = (view.county_slug, view.plan_slug, view.label)
    return [figure for figure in queries.figures_at(*at) if figure.indicator in mine] if mine else []


def _area_page(request: HttpRequest, view: EditionView, area_slug: str, *, current: bool) -> Answer:
    content = view.content
    found: AreaContent | None = next((a for a in content.areas if a.slug == area_slug), None)
    if found is None:
        raise Http404(area_slug)
    context = edition_context(request, view, current=current)
    scale = timeline.scale_of(content, found.activities, context["now"])
    permanent = reverse("public:edition_area", kwargs=context["address"] | {"area_slug": area_slug})
    before, after = pages.neighbours(content, found)
    of_area = _figures(view, found)
    figures = figure_pages.by_indicator(of_area)
    # An edition's own page says what it said that day.
    published = area_years(view.county_slug, found.slug, pages.parts_of(content, found)) if current else []
    context |= {
        "area": found,
        "tags": tags_in(content, found),
        "focus": [f for f in content.focus_areas if f.number in found.focus_areas],
        "help": help_lines.for_area(found) or figure_pages.help_with(of_area),
        "scale": scale,
        "goals": pages.goals_in_families(found),
        "asked": pages.asked_to_answer(found),
        "waits": pages.waits_of(content, found),
        "activities": pages.activity_rows(found, scale, context["now"]),
        "years": pages.followup_years(found),
        "costs": [(cost.year, cost.text or "", pages.cost_text(cost)) for cost in found.costs],
        "costs_say_what": any(cost.text for cost in found.costs),
        "left_over": pages.left_over(found.other),
        "before": before,
        "after": after,
        "permanent_url": request.build_absolute_uri(permanent),
        "in_force": current or is_in_force(view, queries.editions(view.county_slug), timezone.localdate()),
        "here": "areas",
        "indicators": [(i, figures.get(i.id, [])) for i in found.indicators],
        "published": published,
    }
    data = partial(twins.area, request, view, found, of_area, published)
    return Page("public/area.html", context, data, frozen=not current)
