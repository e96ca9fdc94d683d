"""What every page of the workspace has round it: the menu, the made-up notice, and who may come in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samplan.actors.queries import partnerships_of
from samplan.actors.rules import can_import, may_somewhere
from samplan.actors.shapes import DomainError, Permission
from samplan.intake.queries import Import, ProposedItem, import_for, item_for
from samplan.plans.queries import plans_visible_to
from samplan.plans.rules import can_edit_kind_somewhere, can_edit_something
from samplan.plans.shapes.items import ItemKind
from samplan.web.swedish import said
from samplan.web.workspace.second_step import lacks_second_step

USED_BY = {
    "imports": {Permission.IMPORT},
    "people": {Permission.ADMINISTER, Permission.MANAGE_BODIES},
}
"""Places of the menu where there is nothing to do without one of these; whoever may read the page still reads it."""


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, for somebody signed in; others go to the sign-in page.

    A part of a page (htmx) is answered 401 instead: a form that somebody writes in must not give way to that page.
    """
    guarded: Callable[..., HttpResponseBase] = login_required(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.htmx and not request.user.is_authenticated:
            return HttpResponse(status=401)
        if request.user.is_authenticated and lacks_second_step(request):
            messages.warning(request, _("Din roll kräver inloggning i två steg. Slå på det för att fortsätta."))
            return redirect("mfa_activate_totp")
        return guarded(request, *args, **kwargs)

    return asked


def work_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Render a page of the workspace; `here` names its place in the menu."""
    entries = [
        ("tasks", reverse("workspace:tasks"), _("Mina uppgifter")),
        ("start", reverse("workspace:start"), _("Planer")),
        ("followup", reverse("workspace:rounds"), _("Uppföljning")),
        ("imports", reverse("workspace:imports"), _("Läs in")),
        ("frameworks", reverse("workspace:framework_counties"), _("Ramverk")),
        ("people", reverse("workspace:people_counties"), _("Personer")),
    ]
    may = _may(request)
    entries = [entry for entry in entries if entry[0] not in USED_BY or may & USED_BY[entry[0]]]
    # As many as there were when that page was last shown: counting anew on each page would cost more than the page.
    counts = {"tasks": request.session.get("tasks")}
    items = [
        {"url": url, "word": word, "current": "page" if key == here else "", "count": counts.get(key)}
        for key, url, word in entries
    ]
    made_up = _made_up(request, context)
    shown = {
        "items": items,
        "may_mend": Permission.EDIT in may,
        "made_up": bool(made_up),
        "county_name": made_up[0].name if made_up else "",
        **context,
    }
    return render(request, template, shown, status=status)


def _may(request: HttpRequest) -> set[Permission]:
    """What the person may do somewhere, for the menu alone: asked for anew each day, and when a role has changed."""
    person = request.user
    now = [timezone.localdate().isoformat(), person.pk, person.roles_version, person.administers_all]
    kept = request.session.get("may", {})
    if kept.get("of") != now:
        kept = {"of": now, "permissions": sorted(may_somewhere(person))}
        request.session["may"] = kept
    return {Permission(name) for name in kept["permissions"] if name in set(Permission)}


def _made_up(request: HttpRequest, context: dict[str, Any]) -> list[Any]:
    """The made-up counties that the page is about: the plan's own, or those that the person works in."""
    plan = context.get("plan")
    counties = [plan.county] if plan is not None else [p.county for p in partnerships_of(request.user)]
    return [county for county in counties if county.made_up]


def sentence_of(error: DomainError) -> str:
    """What an error says, in the page's language."""
    return said(error)


def say(request: HttpRequest, error: DomainError) -> None:
    """Show the sentence of what was refused on the next page."""
    messages.error(request, sentence_of(error))


def the_plan(request: HttpRequest, plan_id: int) -> Any:
    """The plan, if the signed-in person may see it; else as if it were not there."""
    found = plans_visible_to(request.user).filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


def editable_plan(request: HttpRequest, plan_id: int) -> Any:
    """The plan, if the signed-in person may change it: 404 to a stranger, 403 to a reader."""
    plan = the_plan(request, plan_id)
    if not can_edit_something(request.user, plan):
        raise PermissionDenied
    return plan


def plan_with(request: HttpRequest, plan_id: int, kind: ItemKind) -> Any:
    """The plan, if the signed-in person may change items of the kind in it: 404 to a stranger, 403 to a reader."""
    plan = the_plan(request, plan_id)
    if not can_edit_kind_somewhere(request.user, plan, kind):
        raise PermissionDenied
    return plan


def the_import(request: HttpRequest, import_id: int) -> Import:
    """The import, if the signed-in person may see it; else as if it were not there."""
    found = import_for(request.user, import_id)
    if found is None:
        raise Http404
    return found


def own_import(request: HttpRequest, import_id: int) -> Import:
    """The import, if the signed-in person may judge it: 404 to a stranger, 403 to a reader."""
    imported = the_import(request, import_id)
    if not can_import(request.user, imported.partnership):
        raise PermissionDenied
    return imported


def own_item(request: HttpRequest, item_id: int) -> ProposedItem:
    """A proposed item, if the signed-in person may judge it: 404 to a stranger, 403 to a reader."""
    found = item_for(request.user, item_id)
    if found is None:
        raise Http404
    if not can_import(request.user, found.imported.partnership):
        raise PermissionDenied
    return found


def kind_of(name: str) -> ItemKind:
    """The kind with this name; 404 when there is none."""
    try:
        return ItemKind(name)
    except ValueError as error:
        raise Http404 from error


def number_of(written: str | None) -> int | None:
    """A whole number as written in an address or a form, or None."""
    return int(written) if written and written.isdecimal() and len(written) < 12 else None
