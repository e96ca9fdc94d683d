"""A figure of all regions in a funnel, on a page of its own: whole countries of municipalities stand behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from samplan.publishing import queries
from samplan.web.public import figure_funnel as funnels
from samplan.web.public import figure_pages as pages
from samplan.web.public import figures, twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context


@public_page
def figure_regions(request: HttpRequest, county_slug: str, slug: str) -> Answer:
    """All regions of a figure in a funnel, by name; 404 where they may not be drawn."""
    view = queries.edition_in_force(county_slug)
    answer = figures.asked(view.content.county_code, slug)
    if not funnels.may_have_regions(answer):
        raise Http404(slug)
    told = funnels.of_regions(answer, view.content.county_code)
    context = edition_context(request, view, current=True)
    context |= funnels.shown(answer, told, funnels.REGIONS) | {
        "card": answer.card,
        "slug": slug,
        "source_line": pages.source_of(answer),
        "unit_head": pages.unit_head(answer.card),
        "made_up": context["made_up"] or answer.made_up,
        "here": "figures",
    }
    data = {"format": twins.FORMAT, "indicator": answer.card.id, "title": answer.card.title}
    return Page("public/figure_regions.html", context, lambda: data | {"funnel": funnels.as_data(told)})
