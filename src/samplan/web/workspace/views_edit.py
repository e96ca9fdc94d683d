"""Changing one item of a plan, in its row or on a page of its own: change, add, remove, put back.

The same address serves the page, the row's form in its place (htmx), and the saving while somebody writes (a request
that asks for JSON). Whoever saves second sees the other's words beside their own, and loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.renewal import SPLITTABLE
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, can_edit_item, can_edit_kind, check_can_edit_kind
from samplan.plans.shapes.editing import EditItem
from samplan.plans.shapes.items import ONLY_IN_PLANS, ItemKind
from samplan.web.workspace import area_rows
from samplan.web.workspace.area_rows import PLAN_ORDER
from samplan.web.workspace.check_beside import beside_row, way_back
from samplan.web.workspace.editor_fields import NOTHING, POINTING, Around, editor_form
from samplan.web.workspace.fields import KIND_WORDS, ItemForm
from samplan.web.workspace.history_groups import merged, values_at
from samplan.web.workspace.once import once, stands_at
from samplan.web.workspace.owner_fields import around_owner, make_body
from samplan.web.workspace.removing import Removal, reason_told, refused
from samplan.web.workspace.shell import (
    kind_of,
    number_of,
    plan_with,
    say,
    sentence_of,
    signed_in,
    the_plan,
    work_page,
)
from samplan.web.workspace.tag_lines import item_tags

UNDER_THE_PLAN = (frozenset(PLAN_ORDER) | ONLY_IN_PLANS) - {ItemKind.OTHER}


@dataclass
class Editing:
    """One item that somebody changes. theirs: what another saved meanwhile: label, their value, field, both changed."""

    plan: Any
    kind: ItemKind
    item: EditItem
    area_id: int | None
    form: ItemForm
    version: int
    theirs: tuple[tuple[Any, Any, str, bool], ...] = ()
    other: str = ""
    removal: Removal = field(default_factory=Removal)


def find(plan: Any, kind: ItemKind, item_id: int) -> tuple[EditItem, int | None]:
    """The item within the plan, and its area. 404 when the plan does not hold it."""
    try:
        return queries.item_for_editing(plan.pk, kind, item_id)
    except DomainError as error:
        raise Http404 from error


def find_own(request: HttpRequest, plan: Any, kind: ItemKind, item_id: int) -> tuple[EditItem, int | None]:
    """The item and its area, if the signed-in person may change what stands there: 403 in an area of others."""
    item, area_id = find(plan, kind, item_id)
    check_can_edit_kind(request.user, plan, kind, area_id)
    return item, area_id


PAGES_OF = {ItemKind.DEPENDENCY.value: "workspace:waiting", ItemKind.EFFECT.value: "workspace:chain"}
"""Kinds that stand on a page of their own, by the first word of their anchor."""


def _address(plan_id: int, area_id: int | None) -> str:
    if area_id:
        return reverse("workspace:area", args=[plan_id, area_id])
    return reverse("workspace:plan", args=[plan_id])


def home(plan_id: int, area_id: int | None, anchor: str = "", changed: str = "") -> str:
    """The page that an item stands on. changed: the item that can be taken back there."""
    own = PAGES_OF.get((changed or anchor).split("-", 1)[0])
    address = reverse(own, args=[plan_id]) if own else _address(plan_id, area_id)
    return f"{address}{f'?andrad={changed}' if changed else ''}{f'#{anchor}' if anchor else ''}"


def _around(request: HttpRequest, plan: Any, kind: ItemKind, area_id: int | None) -> Around:
    """What an item of this kind may point at."""
    if kind not in POINTING or area_id is None:
        return NOTHING
    if kind is ItemKind.ACTIVITY:
        return Around(goals=queries.area_choices(area_id, ItemKind.GOAL))
    if kind is ItemKind.GOAL:
        return Around(goals=queries.long_goals(area_id))
    return around_owner(request, plan, area_id)


def _saved_now() -> str:
    return _("Sparat %(time)s") % {"time": timezone.localtime().strftime("%H.%M")}


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Change one item."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    item, area_id = find_own(request, plan, kind, item_id)
    around, mark = _around(request, plan, kind, area_id), f"{kind.value}-{item_id}"
    posted = request.method == "POST"
    form = editor_form(kind, around=around, data=request.POST if posted else None, initial=item.values, mark=mark)
    version = number_of(request.POST.get("version")) if posted else item.version
    editing = Editing(plan, kind, item, area_id, form, version or 0)
    while_writing = posted and request.headers.get("X-Samplan-Saves") == "while-writing"
    if not posted:
        form.focus(first=bool(request.htmx), on=request.GET.get("falt", ""))
        return _form_page(request, editing)
    saved = form.is_valid() and _save(request, editing, around, mark, quiet=while_writing)
    if while_writing:
        return _told(editing, saved=bool(saved))
    if saved:
        return _after_saving(request, editing)
    editing.form.focus()
    return _form_page(request, editing, status=409 if editing.theirs else 422)


def _save(request: HttpRequest, editing: Editing, around: Around, mark: str, *, quiet: bool) -> bool:
    """Save the form's values; what was refused stands in the form or beside it."""
    if not quiet:
        make_body(request, editing.plan, editing.form)
    values = editing.form.values()
    now = editing.item.values
    if editing.version == editing.item.version and all(_as_form(now.get(k)) == v for k, v in values.items()):
        return True
    try:
        row = actions.change_item(
            by=request.user,
            kind=editing.kind,
            item_id=editing.item.id,
            values=values,
            seen_version=editing.version,
        )
    except ChangedMeanwhile as error:
        _join(editing, error, around, mark)
        if not quiet:
            say(request, error)
        return False
    except InvalidValue as error:
        field = error.field if error.field in editing.form.fields else None
        editing.form.add_error(field, _("%(what)s Inget har sparats.") % {"what": sentence_of(error)})
        return False
    editing.version = row.version
    return True


def _join(editing: Editing, error: ChangedMeanwhile, around: Around, mark: str) -> None:
    """Put the other's words beside one's own; a field that only the other touched is filled in with theirs."""
    base = values_at(queries.item_history(editing.kind, editing.item.id), editing.version)
    mine = editing.form.values()
    theirs = {name: _as_form(value) for name, value in error.values.items() if name in mine}
    joined, both = merged(mine, theirs, {name: _as_form(value) for name, value in base.items()})
    fields = editing.form.fields
    differing = [name for name in fields if name in theirs and theirs[name] != mine[name]]
    shown = [name for name in differing if name in both or joined[name] == theirs[name]]
    editing.theirs = tuple((fields[n].label, _plainly(theirs[n]), n, n in both) for n in shown)
    editing.other, editing.version = error.changed_by, error.version
    editing.form = editor_form(editing.kind, around=around, initial=joined, mark=mark)
    if not editing.theirs:
        editing.theirs = ((_("Inget som skiljer sig från ditt"), "", "", False),)


def _as_form(value: Any) -> Any:
    """A value as the form's `values` writes it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _plainly(value: Any) -> Any:
    """A value as it is written into a field."""
    return ", ".join(str(one) for one in value) if isinstance(value, list) else value


def _told(editing: Editing, *, saved: bool) -> HttpResponse:
    """What the saving while somebody writes answers."""
    if saved:
        return JsonResponse({"version": editing.version, "said": _saved_now()})
    if editing.theirs:
        return JsonResponse({"said": _("Någon annan har ändrat samtidigt.")}, status=409)
    faults = [str(words) for errors in editing.form.errors.values() for words in errors]
    return JsonResponse({"said": faults[0] if faults else _("Inte sparat än.")}, status=422)


def _after_saving(request: HttpRequest, editing: Editing) -> HttpResponse:
    name = f"{editing.kind.value}-{editing.item.id}"
    if request.htmx:
        return _row_answer(request, editing.plan, editing.kind, editing.item.id, said=_saved_now(), changed=name)
    messages.success(request, _("Sparat."))
    return redirect(way_back(request, editing.plan.pk) or home(editing.plan.pk, editing.area_id, name, name))


def _row_answer(
    request: HttpRequest, plan: Any, kind: ItemKind, item_id: int, *, said: str = "", changed: str = ""
) -> HttpResponse:
    """The item's row as it reads now, with focus on its way in, and what to say aloud."""
    item, area_id = find(plan, kind, item_id)
    context = {
        "plan": plan,
        "row": area_rows.row(item, *beside_row(plan, area_id)),
        "may_edit": can_edit_kind(request.user, plan, kind, area_id),
        "changed": changed,
        "back_in": True,
        "said": said,
        "area_id": area_id,
    }
    return render(request, "workspace/row_answer.html", context)


def _may_shape(request: HttpRequest, editing: Editing) -> bool:
    """Whether the item can be split, merged and moved in time by the one who looks: an area's parts are the plan's."""
    place = None if editing.kind is ItemKind.AREA else editing.area_id
    return editing.kind in SPLITTABLE and can_edit_item(request.user, editing.plan, place)


def _form_page(request: HttpRequest, editing: Editing, status: int = 200) -> HttpResponse:
    name = f"{editing.kind.value}-{editing.item.id}"
    context = {
        "plan": editing.plan,
        "kind": editing.kind.value,
        "kind_word": KIND_WORDS[editing.kind],
        "item": editing.item,
        "area_id": editing.area_id,
        "tags": item_tags(editing.plan, editing.kind, editing.item.id, editing.area_id),
        "tag_area": editing.item.id if editing.kind is ItemKind.AREA else editing.area_id,
        "form": editing.form,
        "version": editing.version,
        "theirs": editing.theirs,
        "other": editing.other,
        "back": way_back(request, editing.plan.pk) or home(editing.plan.pk, editing.area_id, name),
        "can_remove": editing.kind is not ItemKind.PLAN,
        "may_shape": _may_shape(request, editing),
        "removal": editing.removal,
        "name": name,
    }
    if request.htmx:
        return render(request, "workspace/row_form.html", context, status=status)
    return work_page(request, "workspace/edit_item.html", context, here="start", status=status)


@signed_in
@require_GET
def one_row(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """An item's row by itself: what the editor shows when a form is left. Without htmx: the page it stands on."""
    plan, kind = the_plan(request, plan_id), kind_of(kind_name)
    name = f"{kind.value}-{item_id}"
    if not request.htmx:
        _item, area_id = find(plan, kind, item_id)
        return redirect(home(plan_id, area_id, name))
    return _row_answer(request, plan, kind, item_id, changed=name if request.GET.get("andrad") else "")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def add(request: HttpRequest, plan_id: int, kind_name: str) -> HttpResponse:
    """Add an item under the plan, an area or a question."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    posted = request.method == "POST"
    source = request.POST if posted else request.GET
    area_id = None if kind in UNDER_THE_PLAN else number_of(source.get("omrade"))
    check_can_edit_kind(request.user, plan, kind, area_id)
    parent = number_of(source.get("under")) if kind is ItemKind.PROPOSAL else None
    mark = f"ny-{kind.value}-{parent or area_id or 0}"
    around = _around(request, plan, kind, area_id if area_id in dict(queries.areas_of(plan_id)) else None)
    about = {"activity": request.GET.get("aktivitet", "")} if kind is ItemKind.RESPONSIBLE else {}
    form = editor_form(kind, around=around, data=request.POST if posted else None, initial=about, mark=mark)
    if posted and form.is_valid() and (done := _add(request, plan, kind, form, parent, area_id)) is not None:
        return done
    form.focus(first=bool(request.htmx) and not posted)
    context = {
        "plan": plan,
        "kind": kind.value,
        "kind_word": KIND_WORDS[kind],
        "form": form,
        "omrade": area_id,
        "under": parent,
        "name": mark,
        "back": way_back(request, plan_id) or home(plan_id, area_id),
    }
    status = 422 if posted else 200
    if request.htmx:
        return render(request, "workspace/row_add.html", context, status=status)
    return work_page(request, "workspace/edit_add.html", context, here="start", status=status)


def _add(
    request: HttpRequest, plan: Any, kind: ItemKind, form: ItemForm, parent: int | None, area_id: int | None
) -> HttpResponse | None:
    """Add what the form holds; None when it was refused, and the form says why."""
    try:
        make_body(request, plan, form)
        made = actions.add_item(
            by=request.user, plan=plan, kind=kind, values=form.values(), parent_id=parent or area_id
        )
    except InvalidValue as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, _("%(what)s Inget har sparats.") % {"what": sentence_of(error)})
        return None
    except DomainError as error:
        form.add_error(None, sentence_of(error))
        return None
    place = made.pk if kind is ItemKind.AREA else area_id
    address = home(plan.pk, place, "" if kind is ItemKind.AREA else f"{kind.value}-{made.pk}")
    if request.htmx:
        return stands_at(_row_answer(request, plan, kind, made.pk, said=_saved_now()), address)
    if (back := way_back(request, plan.pk)) is not None:
        messages.success(request, _("Sparat."))
        return redirect(back)
    return redirect(address)


@signed_in
@require_POST
def remove(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Take an item out of the plan, and say why; it can be put back from its history."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    item, area_id = find_own(request, plan, kind, item_id)
    if kind is ItemKind.PLAN:
        raise Http404
    try:
        actions.remove_item(by=request.user, kind=kind, item_id=item_id, reason=reason_told(request))
    except InvalidValue as error:
        mark = f"{kind.value}-{item_id}"
        form = editor_form(kind, around=_around(request, plan, kind, area_id), initial=item.values, mark=mark)
        why = refused(request, sentence_of(error))
        return _form_page(request, Editing(plan, kind, item, area_id, form, item.version, removal=why), status=422)
    except DomainError as error:
        say(request, error)
        return redirect(home(plan_id, area_id))
    messages.success(request, _("Borttaget ur planen. Det går att lägga tillbaka från historiken."))
    return redirect(reverse("workspace:history", args=[plan_id, kind.value, item_id]))


@signed_in
@require_POST
def restore(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Put a removed item back."""
    kind = kind_of(kind_name)
    plan_with(request, plan_id, kind)
    if kind is ItemKind.PLAN or not queries.is_in_plan(plan_id, kind, item_id):
        raise Http404
    try:
        actions.restore_item(by=request.user, kind=kind, item_id=item_id)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Tillbakalagt i planen."))
    return redirect(reverse("workspace:history", args=[plan_id, kind.value, item_id]))
