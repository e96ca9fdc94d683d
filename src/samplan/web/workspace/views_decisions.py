"""Every decision of a county's plans, to be found by body, year and words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from samplan.actors.queries import partnerships_seen_by
from samplan.publishing.decided import DecisionKind, decisions_in
from samplan.web.workspace.shell import number_of, signed_in, work_page

KIND_WORDS = {
    DecisionKind.EDITION: _("Planen beslutad"),
    DecisionKind.ADOPTED: _("Antagen"),
    DecisionKind.DECLINED: _("Inte antagen"),
    DecisionKind.RELEASED: _("Beslut som planen väntade på"),
}
LONGEST = 200
"""Characters of what is asked for."""


@signed_in
@require_GET
def decisions(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The county's decisions, the latest first; with what is asked for, those that have it."""
    partnership = partnerships_seen_by(request.user).filter(pk=partnership_id).first()
    if partnership is None:
        raise Http404
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "organ", "ar")}
    year = number_of(asked["ar"])
    every = decisions_in(partnership)
    found = [one for one in every if one.fits(words=asked["q"], body=asked["organ"], year=year)]
    context = {
        "county": partnership.county,
        "asked": asked,
        "year": year,
        "years": sorted({one.on.year for one in every if one.on}, reverse=True),
        "total": len(every),
        "found": [(one, KIND_WORDS[one.kind]) for one in found],
    }
    return work_page(request, "workspace/decisions.html", context, here="start")
