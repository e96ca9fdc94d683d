"""What every page of the workspace has round it: the menu with its counts, and the made-up notice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.actors.queries import partnerships_of


def work_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Render a page of the workspace; `here` names its place in the menu."""
    entries = [
        ("start", reverse("workspace:start"), _("Planer")),
        ("imports", reverse("workspace:imports"), _("Läs in")),
    ]
    items = [{"url": url, "word": word, "current": "page" if key == here else ""} for key, url, word in entries]
    made_up = [p.county for p in partnerships_of(request.user) if p.county.made_up]
    shown = {
        "items": items,
        "made_up": bool(made_up),
        "county_name": made_up[0].name if made_up else "",
        **context,
    }
    return render(request, template, shown, status=status)
