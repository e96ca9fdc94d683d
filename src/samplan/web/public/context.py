"""What every page of an edition needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from samplan.publishing.shapes import EditionView
from samplan.web.public import pages


def edition_context(request: HttpRequest, view: EditionView, *, current: bool) -> dict[str, Any]:
    """The edition, its county, its permanent address. now: today, or at a permanent address the edition's day."""
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
