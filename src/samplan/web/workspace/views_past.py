"""An item's past and place: its source and history, taking a change back, and moving it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.shapes import DomainError
from samplan.intake import queries as intake
from samplan.plans import actions, queries
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.names import LINEAGE_NAMES
from samplan.plans.rules import ChangedMeanwhile, edit_rights
from samplan.plans.shapes.editing import FieldChange
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ties import TieKind
from samplan.web.swedish import said
from samplan.web.workspace.editor_fields import NOTHING, Around, editor_form
from samplan.web.workspace.fields import KIND_WORDS, ItemForm
from samplan.web.workspace.history_groups import sittings, values_before
from samplan.web.workspace.history_lines import history_lines
from samplan.web.workspace.owner_fields import around_owner
from samplan.web.workspace.shell import kind_of, number_of, plan_with, say, signed_in, the_plan, work_page
from samplan.web.workspace.views_edit import find, find_own, home

MOVABLE = frozenset(
    {
        ItemKind.NEED,
        ItemKind.GOAL,
        ItemKind.ACTIVITY,
        ItemKind.INDICATOR,
        ItemKind.RESPONSIBLE,
        ItemKind.COST,
        ItemKind.FOLLOWUP,
        ItemKind.CHALLENGE_QUESTION,
        ItemKind.FOLLOWUP_QUESTION,
        ItemKind.PROPOSAL,
        ItemKind.OTHER,
    }
)
"""What can be moved to another area, or a proposal to another question."""


@signed_in
@require_GET
def history(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Where an item came from, and every change since: who, when, before and after."""
    plan, kind = the_plan(request, plan_id), kind_of(kind_name)
    try:
        stands_in = queries.area_of_item(plan_id, kind, item_id)
    except DomainError as error:
        raise Http404 from error
    entries = queries.item_history(kind, item_id)
    origin = queries.item_origin(kind, item_id)
    removed = bool(entries) and entries[0].what == "removed"
    form = editor_form(kind, around=_around(request, plan, kind, item_id))
    came, became = queries.lineage_of(kind, item_id)
    context = {
        "came": [(told, said(LINEAGE_NAMES[told["way"]]), _stood(told)) for told in came],
        "became": [(told, said(LINEAGE_NAMES[told["way"]]), _stood(told)) for told in became],
        "plan": plan,
        "kind": kind.value,
        "kind_word": KIND_WORDS[kind],
        "item_id": item_id,
        "lines": history_lines(sittings(entries), queries.tie_history(kind, item_id), lambda c: _changes(form, c)),
        "origin": origin,
        "place": intake.review_place(request.user, origin.import_ref, kind, item_id) if origin else None,
        "removed": removed,
        "may_edit": edit_rights(request.user, plan).may_edit(stands_in, kind),
        "movable": kind in MOVABLE,
        "back": home(plan_id, None) if removed else _home_of(plan, kind, item_id),
    }
    return work_page(request, "workspace/history.html", context, here="start")


def _stood(told: dict[str, Any]) -> Any:
    """The status or the judgement that the other item has, as its label; None where nothing is said."""
    return activity_label(told["said"]) or attainment_label(told["said"])


def _home_of(plan: Any, kind: ItemKind, item_id: int) -> str:
    _item, area_id = find(plan, kind, item_id)
    return home(plan.pk, area_id, f"{kind.value}-{item_id}")


def _around(request: HttpRequest, plan: Any, kind: ItemKind, item_id: int) -> Around:
    """Names of what an owner's row points at, so that its history tells words and no numbers."""
    if kind is not ItemKind.RESPONSIBLE:
        return NOTHING
    try:
        _item, area_id = queries.item_for_editing(plan.pk, kind, item_id)
    except DomainError:
        return NOTHING
    return around_owner(request, plan, area_id) if area_id is not None else NOTHING


def _changes(form: ItemForm, changes: tuple[FieldChange, ...]) -> list[tuple[Any, Any, Any]]:
    """Each change with the field's label, values in words; fields that no form shows are left out."""
    return [
        (form.fields[c.field].label, _in_words(form, c.field, c.before), _in_words(form, c.field, c.after))
        for c in (c if c.field in form.fields else _as_shown(c) for c in changes)
        if c.field in form.fields and (c.before or c.after)
    ]


def _as_shown(change: FieldChange) -> FieldChange:
    """An owner's goal and indicator are chosen in the same field as its activity."""
    if change.field not in {"goal", "indicator"}:
        return change
    before, after = (f"{change.field}-{v}" if v else None for v in (change.before, change.after))
    return FieldChange("activity", before, after)


def _in_words(form: ItemForm, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    known: dict[str, Any] = {}
    for key, told in getattr(form.fields[name], "choices", ()):
        known |= {str(k): w for k, w in told} if isinstance(told, list) else {str(key): told}
    return known.get(str(value), value) if value is not None else ""


@signed_in
@require_POST
def take_back(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Put back the values that stood before a change: the latest one, or that of the named version."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    item, area_id = find_own(request, plan, kind, item_id)
    entries = queries.item_history(kind, item_id)
    latest = next((one for one in sittings(entries) if one.what == "changed" and one.changes), None)
    version = number_of(request.POST.get("fore")) or (latest.first if latest else None)
    values = values_before(entries, version) if version else {}
    name = f"{kind.value}-{item_id}"
    if not values:
        messages.info(request, _("Det finns ingen ändring att ta tillbaka."))
        return redirect(home(plan_id, area_id, name))
    try:
        actions.change_item(by=request.user, kind=kind, item_id=item_id, values=values, seen_version=item.version)
    except DomainError as error:
        say(request, error)
        back = reverse("workspace:history", args=[plan_id, kind.value, item_id])
        return redirect(back if isinstance(error, ChangedMeanwhile) else home(plan_id, area_id, name))
    messages.success(request, _("Ändringen är tillbakatagen. Den finns kvar i historiken."))
    return redirect(home(plan_id, area_id, name))


@signed_in
@require_POST
def put_back(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Put back what ties an item to others, as it was before lines of its history; then to where it was pressed."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    name = request.POST.get("tie", "")
    if not queries.is_in_plan(plan_id, kind, item_id):
        raise Http404
    if name not in set(TieKind):
        messages.info(request, _("Det finns ingen ändring att ta tillbaka."))
        return redirect(reverse("workspace:history", args=[plan_id, kind.value, item_id]))
    try:
        actions.put_back_ties(
            by=request.user,
            plan=plan,
            tie=TieKind(name),
            history_ids=[number_of(value) or 0 for value in request.POST.getlist("rad")],
            seen_version=number_of(request.POST.get("version")),
        )
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Tillbakalagt. Det som hände står kvar i historiken."))
    if request.POST.get("fran") == "borttaget":
        return redirect("workspace:removed", plan_id)
    return redirect(reverse("workspace:history", args=[plan_id, kind.value, item_id]))


@signed_in
@require_POST
def reorder(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Move an item one step up or down among its own kind."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    _item, area_id = find_own(request, plan, kind, item_id)
    if kind is ItemKind.PLAN:
        raise Http404
    ids = queries.siblings_of(kind, item_id)
    at = ids.index(item_id) + (-1 if request.POST.get("riktning") == "upp" else 1)
    try:
        if 0 <= at < len(ids):
            actions.move_item(by=request.user, kind=kind, item_id=item_id, position=at)
    except DomainError as error:
        say(request, error)
    return redirect(home(plan_id, None if kind is ItemKind.AREA else area_id, f"{kind.value}-{item_id}"))


def _moved(request: HttpRequest, kind: ItemKind, item_id: int, to: int | None) -> str:
    """Move the item; the sentence of what is wrong when it cannot be, empty when it could."""
    try:
        actions.move_item(by=request.user, kind=kind, item_id=item_id, new_parent_id=to)
    except DomainError as error:
        return said(error)
    return ""


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Move an item to another area, or a proposal to another question."""
    kind = kind_of(kind_name)
    plan = plan_with(request, plan_id, kind)
    item, area_id = find_own(request, plan, kind, item_id)
    if kind not in MOVABLE:
        raise Http404
    to_question = kind is ItemKind.PROPOSAL
    places = queries.questions_of(plan_id) if to_question else queries.areas_of(plan_id)
    chosen = number_of(request.POST.get("till"))
    problem = ""
    if request.method == "POST":
        if chosen not in dict(places):
            problem = _("Platsen finns inte. Inget har flyttats. Välj en i listan.")
        elif not (problem := _moved(request, kind, item_id, chosen)):
            messages.success(request, _("Flyttat."))
            return redirect(_home_of(plan, kind, item_id))
    context = {
        "plan": plan,
        "kind_word": KIND_WORDS[kind],
        "text": str(item.values.get("text") or ""),
        "places": places,
        "to_question": to_question,
        "area_id": area_id,
        "problem": problem,
        "back": home(plan_id, area_id, f"{kind.value}-{item_id}"),
        "loses_goal": kind in {ItemKind.ACTIVITY, ItemKind.RESPONSIBLE},
    }
    return work_page(request, "workspace/edit_move.html", context, here="start", status=422 if problem else 200)
