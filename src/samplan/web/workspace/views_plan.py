"""Pages of the plan itself: the list of plans, one plan, one area, one item with its history, and publishing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.queries import partnerships_of
from samplan.actors.rules import can_edit, can_import, can_publish
from samplan.actors.shapes import DomainError
from samplan.intake import queries as intake
from samplan.intake.shapes import ImportState
from samplan.plans import actions, queries
from samplan.plans.rules import ChangedMeanwhile, InvalidValue
from samplan.plans.shapes.editing import EditItem
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing
from samplan.publishing import queries as editions
from samplan.web.workspace.area_rows import Section, area_sections, plan_sections
from samplan.web.workspace.editor_fields import EDITOR_FORMS
from samplan.web.workspace.fields import KIND_WORDS, ItemForm
from samplan.web.workspace.shell import work_page
from samplan.web.workspace.views_intake import say

UNFINISHED = {ImportState.RECEIVED, ImportState.READING, ImportState.FAILED, ImportState.REVIEW}


@login_required
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The plans that a person works with, and imports that wait for them."""
    plans = list(queries.plans_visible_to(request.user))
    waiting = [i for i in intake.imports_visible_to(request.user)[:50] if ImportState(i.state) in UNFINISHED]
    partnerships = partnerships_of(request.user)
    context = {
        "plans": plans,
        "waiting": waiting,
        "may_import": any(can_import(request.user, p) for p in partnerships),
        "partnerships": partnerships,
    }
    return work_page(request, "workspace/start.html", context, here="start")


def the_plan(request: HttpRequest, plan_id: int) -> Any:
    """The plan, if the signed-in person may see it; else as if it were not there."""
    found = queries.plans_visible_to(request.user).filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_GET
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan: its own fields, its areas, its editions."""
    row = the_plan(request, plan_id)
    editing = queries.plan_for_editing(plan_id)
    context = {
        "plan": row,
        "editing": editing,
        "outline": queries.plan_outline(plan_id),
        "sections": plan_sections(editing),
        "editions": editions.plan_editions(plan_id),
        "may_edit": can_edit(request.user, row.partnership),
        "may_publish": can_publish(request.user, row.partnership),
    }
    return work_page(request, "workspace/plan.html", context, here="start")


@login_required
@require_GET
def area(request: HttpRequest, plan_id: int, area_id: int) -> HttpResponse:
    """One area with everything in it, each item ready to be changed."""
    row = the_plan(request, plan_id)
    editing = queries.area_for_editing(area_id)
    if editing.plan_id != plan_id:
        raise Http404
    sections: tuple[Section, ...] = area_sections(editing)
    context = {
        "plan": row,
        "area": editing,
        "sections": sections,
        "may_edit": can_edit(request.user, row.partnership),
        "outline": queries.plan_outline(plan_id),
    }
    return work_page(request, "workspace/area.html", context, here="start")


def _kind(name: str) -> ItemKind:
    if name not in ItemKind:
        raise Http404
    return ItemKind(name)


def _home(plan_id: int, area_id: int | None, anchor: str = "") -> str:
    if area_id:
        return reverse("workspace:area", args=[plan_id, area_id]) + anchor
    return reverse("workspace:plan", args=[plan_id]) + anchor


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdigit() else None


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Change one item. Who saves second sees the other's words beside their own, and loses nothing."""
    row = the_plan(request, plan_id)
    kind = _kind(kind_name)
    item, area_id = _find(row, kind, item_id)
    form_class = EDITOR_FORMS[kind]
    posted = request.method == "POST"
    form = form_class(request.POST) if posted else form_class(initial=item.values)
    version = _number(request.POST.get("version")) if posted else item.version
    theirs: dict[str, Any] | None = None
    if posted and form.is_valid():
        try:
            actions.change_item(
                by=request.user, kind=kind, item_id=item_id, values=form.values(), seen_version=version or 0
            )
        except ChangedMeanwhile as error:
            say(request, error)
            theirs, version = error.values, error.version
        except InvalidValue as error:
            _show(form, error)
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Sparat."))
            return redirect(_home(plan_id, area_id, f"#{kind.value}-{item_id}"))
    context = {
        "plan": row,
        "kind": kind.value,
        "kind_word": KIND_WORDS[kind],
        "item": item,
        "form": form,
        "version": version,
        "theirs": _told(form, theirs),
        "back": _home(plan_id, area_id, f"#{kind.value}-{item_id}"),
        "can_remove": kind is not ItemKind.PLAN,
    }
    return work_page(request, "workspace/edit_item.html", context, here="start", status=409 if theirs else 200)


def _find(row: Any, kind: ItemKind, item_id: int) -> tuple[EditItem, int | None]:
    """The item within the plan, and its area. 404 when the plan does not hold it."""
    try:
        item, area_id = queries.item_for_editing(row.pk, kind, item_id)
    except DomainError as error:
        raise Http404 from error
    return item, area_id


def _show(form: ItemForm, error: InvalidValue) -> None:
    sentence = error.sv if (get_language() or "sv").startswith("sv") else error.en
    form.add_error(error.field if error.field in form.fields else None, sentence)


def _told(form: ItemForm, theirs: dict[str, Any] | None) -> list[tuple[Any, Any]]:
    """What somebody else has saved meanwhile, field by field, where it differs from what is in the form."""
    if theirs is None:
        return []
    mine = form.values()
    return [(form.fields[n].label, theirs[n]) for n in form.fields if n in theirs and theirs[n] != mine.get(n)]


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, plan_id: int, kind_name: str) -> HttpResponse:
    """Add an item under the plan, an area or a question."""
    row = the_plan(request, plan_id)
    kind = _kind(kind_name)
    source = request.POST if request.method == "POST" else request.GET
    area_id, parent = _number(source.get("omrade")), _number(source.get("under"))
    form = EDITOR_FORMS[kind](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_item(
                by=request.user, plan=row, kind=kind, values=form.values(), parent_id=parent or area_id
            )
        except InvalidValue as error:
            _show(form, error)
        except DomainError as error:
            say(request, error)
        else:
            home = made.pk if kind is ItemKind.AREA else area_id
            return redirect(_home(plan_id, home, "" if kind is ItemKind.AREA else f"#{kind.value}-{made.pk}"))
    context = {
        "plan": row,
        "kind_word": KIND_WORDS[kind],
        "form": form,
        "omrade": area_id,
        "under": parent,
        "back": _home(plan_id, area_id),
    }
    return work_page(request, "workspace/edit_add.html", context, here="start")


@login_required
@require_POST
def remove(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Take an item out of the plan; it can be put back from its history."""
    row = the_plan(request, plan_id)
    kind = _kind(kind_name)
    _item, area_id = _find(row, kind, item_id)
    try:
        actions.remove_item(by=request.user, kind=kind, item_id=item_id, reason=request.POST.get("reason", "").strip())
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Borttaget ur planen. Det går att lägga tillbaka från historiken."))
        return redirect(reverse("workspace:history", args=[plan_id, kind.value, item_id]))
    return redirect(_home(plan_id, area_id))


@login_required
@require_POST
def restore(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Put a removed item back."""
    the_plan(request, plan_id)
    kind = _kind(kind_name)
    _check_inside(plan_id, kind, item_id)
    try:
        actions.restore_item(by=request.user, kind=kind, item_id=item_id)
    except DomainError as error:
        say(request, error)
    return redirect(reverse("workspace:history", args=[plan_id, kind.value, item_id]))


def _check_inside(plan_id: int, kind: ItemKind, item_id: int) -> None:
    if not queries.is_in_plan(plan_id, kind, item_id):
        raise Http404


@login_required
@require_GET
def history(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Where an item came from, and every change since: who, when, before and after."""
    row = the_plan(request, plan_id)
    kind = _kind(kind_name)
    _check_inside(plan_id, kind, item_id)
    entries = queries.item_history(kind, item_id)
    context = {
        "plan": row,
        "kind": kind.value,
        "kind_word": KIND_WORDS[kind],
        "item_id": item_id,
        "entries": [(entry, _changes(kind, entry.changes)) for entry in entries],
        "origin": queries.item_origin(kind, item_id),
        "removed": bool(entries) and entries[0].what == "removed",
        "may_edit": can_edit(request.user, row.partnership),
    }
    return work_page(request, "workspace/history.html", context, here="start")


def _changes(kind: ItemKind, changes: Any) -> list[tuple[Any, Any, Any]]:
    fields = EDITOR_FORMS[kind]().fields
    return [
        (fields[c.field].label if c.field in fields else c.field, c.before, c.after)
        for c in changes
        if c.before or c.after
    ]


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Freeze the plan as it reads now, and publish it."""
    row = the_plan(request, plan_id)
    if request.method == "POST":
        written = request.POST.get("decided_on", "").strip()
        try:
            decided_on = date.fromisoformat(written) if written else None
            edition = publishing.publish_edition(
                by=request.user,
                plan=row,
                decided_by=request.POST.get("decided_by", ""),
                decided_on=decided_on,
                note=request.POST.get("note", ""),
            )
        except ValueError:
            messages.error(request, _("Datumet går inte att läsa. Inget är publicerat. Skriv som 2026-03-12."))
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Utgåva %(label)s är publicerad.") % {"label": edition.label})
            return redirect("public:edition", edition.county_slug, edition.plan_slug, edition.label)
    return work_page(request, "workspace/publish.html", {"plan": row}, here="start")


@login_required
@require_GET
def draft(request: HttpRequest, plan_id: int, file_format: str) -> HttpResponse:
    """The plan as it reads now, as a file marked as a draft."""
    the_plan(request, plan_id)
    try:
        made = editions.draft_file(plan_id, file_format, request.GET.get("layout", "auto"), request.user)
    except (DomainError, ValueError) as error:
        raise Http404 from error
    response = HttpResponse(made.data, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
