"""The register of contact persons, and what owners say taken into the plan."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries, rules
from samplan.followup.shapes import RoundState
from samplan.web.followup_letters import send_letters
from samplan.web.workspace.once import afterwards, once
from samplan.web.workspace.shell import number_of, say, signed_in, work_page
from samplan.web.workspace.views_followup import HERE, the_round
from samplan.web.workspace.views_people import the_partnership


@signed_in
@require_http_methods(["GET", "POST"])
@once
def register(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Who answers for which body, who has not been confirmed for a year, and one click to ask them."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_follow_up(request.user, partnership)
    if request.method == "POST":
        if "lita" in request.POST:
            actions.trust_address(by=request.user, partnership=partnership, email=request.POST["lita"])
            messages.success(request, _("Brev går till adressen igen."))
        elif "adress" in request.POST:
            _keep_language(request, partnership)
        else:
            _ask(request, partnership)
        return redirect("workspace:register", partnership_id)
    told = queries.register_of(partnership)
    context = {"partnership": partnership, "county": partnership.county, "register": told}
    context |= {"addresses": queries.addresses_of(partnership), "languages": settings.LANGUAGES}
    return work_page(request, "workspace/register.html", context, here=HERE)


def _keep_language(request: HttpRequest, partnership: Any) -> None:
    told = {"email": request.POST["adress"], "language": request.POST.get("sprak", "")}
    try:
        actions.keep_language(by=request.user, partnership=partnership, **told)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Språket är sparat. Brev till adressen skrivs på det."))


def _ask(request: HttpRequest, partnership: object) -> None:
    one = number_of(request.POST.get("fraga"))
    new = actions.ask_contacts(by=request.user, partnership=partnership, membership_id=one)
    afterwards(request, send_letters.enqueue)
    if new:
        told = ngettext("%(n)s brev är på väg.", "%(n)s brev är på väg.", new) % {"n": new}
        messages.success(request, told)
    else:
        messages.info(request, _("Inget nytt brev: alla är bekräftade eller har ett brev som väntar på svar."))


@signed_in
@require_http_methods(["GET", "POST"])
@once
def take_over(request: HttpRequest, round_id: int) -> HttpResponse:
    """What owners said of their activities beside the plan, to take over all at once or some."""
    round_ = the_round(request, round_id)
    if round_.state == RoundState.OPEN:
        return redirect("workspace:round", round_id)
    if request.method == "POST":
        try:
            n = actions.take_over_answers(by=request.user, round_id=round_.pk, keys=set(request.POST.getlist("svar")))
        except DomainError as error:
            say(request, error)
        else:
            told = ngettext("%(n)s aktivitet är ändrad i planen.", "%(n)s aktiviteter är ändrade i planen.", n)
            messages.success(request, told % {"n": n})
        return redirect("workspace:round_take_over", round_id)
    rows = queries.to_take_over(round_)
    context = {
        "round": round_,
        "rows": [row for row in rows if not row.fits],
        "same": sum(row.fits for row in rows),
    }
    return work_page(request, "workspace/round_take_over.html", context, here=HERE)
