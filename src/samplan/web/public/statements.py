"""Pages about the site itself: what it is, how accessible it is, its open data, and what a plan was made from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from pydantic import TypeAdapter

from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.exchange import PlanFile
from samplan.publishing import queries
from samplan.web.public import twins
from samplan.web.public.answers import HOUR, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context

SCHEMAS = {
    "samplan-plan-1": (PlanFile, "samplan-plan/1"),
    "samplan-content-1": (PlanContent, "samplan-content/1"),
    "samplan-changes-1": (twins.ChangesData, "samplan-changes/1"),
}


def about(marks: list[tuple[str, str]]) -> dict[str, Any]:
    """What Samplan is, for programs."""
    return {
        "format": twins.FORMAT,
        "software": "Samplan",
        "licence": "EUPL-1.2",
        "marks": [{"mark": name, "word": word} for name, word in marks],
    }


def accessibility() -> dict[str, Any]:
    """What the site's owner has told in the settings. reviewed: a date, None where none is told."""
    reviewed = settings.ACCESSIBILITY_REVIEWED
    return {
        "organisation": settings.ORGANISATION,
        "contact": settings.CONTACT,
        "reviewed": date.fromisoformat(reviewed) if reviewed else None,
        "law": "lag (2018:1937) om tillgänglighet till digital offentlig service",
        "standard": "WCAG 2.2 AA",
        "supervision": "Myndigheten för digital förvaltning",
    }


@public_page
def open_data(request: HttpRequest) -> Answer:
    """How to fetch everything as data."""
    licence = {"name": settings.DATA_LICENCE, "address": settings.DATA_LICENCE_URL}
    schemas = [(name, spoken) for name, (_shape, spoken) in SCHEMAS.items()]
    counties = queries.published_counties()
    context = {"here": "data", "licence": licence, "schemas": schemas, "example": counties[0] if counties else None}
    data = twins.start(request, counties)
    return Page(
        "public/open_data.html", context, lambda: data | {"licence": licence, "schemas": [s for s, _ in schemas]}
    )


@public_page
def schema(request: HttpRequest, name: str) -> Answer:
    """One of the JSON Schemas that the data follow."""
    if name not in SCHEMAS:
        raise Http404(name)
    shape, _spoken = SCHEMAS[name]
    told = TypeAdapter(shape).json_schema()
    told["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response["Content-Type"] = "application/schema+json"
    return kept(request, HttpResponse(response.content, headers=dict(response.headers)), HOUR)


@public_page
def sources(request: HttpRequest, county_slug: str) -> Answer:
    """What the plan was read from, and the frameworks that it uses."""
    view = queries.edition_in_force(county_slug)
    plan = view.content
    context = edition_context(request, view, current=True) | {
        "here": "sources",
        "licence": {"name": settings.DATA_LICENCE, "address": settings.DATA_LICENCE_URL},
        "documents": getattr(plan, "sources", []),
        "frameworks": getattr(plan, "frameworks", []),
    }
    data = {
        "format": twins.FORMAT,
        "documents": [d.model_dump(mode="json") for d in context["documents"]],
        "frameworks": [f.model_dump(mode="json") for f in context["frameworks"]],
    }
    return Page("public/sources.html", context, lambda: {"edition": twins.reference(request, view)} | data)
