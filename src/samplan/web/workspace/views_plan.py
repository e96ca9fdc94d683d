"""Pages of the plan as a whole: the list of plans, one plan, one area, publishing and drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.queries import partnerships_of, partnerships_seen_by
from samplan.actors.rules import can_import, can_publish, may_somewhere, rights_in
from samplan.actors.shapes import DomainError, Permission
from samplan.intake import queries as intake
from samplan.plans import actions as plans
from samplan.plans import queries
from samplan.plans.catalogue import activity_label
from samplan.plans.rules import NotThere, can_edit_item
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.editing import PlanCounts
from samplan.plans.shapes.versions import PLAN_TYPE_NAMES, PlanType
from samplan.publishing import actions as publishing
from samplan.publishing import queries as editions
from samplan.publishing.area_followups import area_years_of
from samplan.publishing.barriers import Barrier, barriers_in
from samplan.publishing.decisions import proposed_decision
from samplan.publishing.rules import NothingChanged
from samplan.web.swedish import said
from samplan.web.workspace.area_lines import area_lines, key_of, lacking
from samplan.web.workspace.area_rows import area_lacks, plan_lacks
from samplan.web.workspace.check_beside import beside_area, beside_plan, gate_notice
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.followed_lines import last_followed
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import say, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.tag_lines import tag_lines


@signed_in
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The plans that a person works with, and imports that wait for them."""
    rows = list(queries.plans_visible_to(request.user))
    counts = queries.plan_counts(plan.pk for plan in rows)
    partnerships = list(partnerships_of(request.user))
    may = may_somewhere(request.user)
    may_import = Permission.IMPORT in may
    waiting = intake.imports_waiting_for(request.user)[:20] if may_import else ()
    context = {
        "cards": [(plan, counts[plan.pk], _told(counts[plan.pk])) for plan in rows],
        "empty": queries.empty_plans(plan.pk for plan in rows) if may_import else (),
        "waiting": list(waiting),
        "may_import": may_import,
        "may_keep_own": Permission.OWN_PLAN in may,
        "partnerships": partnerships,
        "drafts": queries.drafts_sent_to(request.user).defer("content"),
        "sees_sent_only": bool(partnerships) and not partnerships_seen_by(request.user).exists(),
    }
    return work_page(request, "workspace/start.html", context, here="start")


def _told(counts: PlanCounts) -> list[tuple[Label, int]]:
    """How many activities have each status, in words; those without one are left out."""
    labelled = [(activity_label(code), number) for code, number in counts.statuses]
    return [(label, number) for label, number in labelled if label is not None]


@signed_in
@require_GET
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan: its own fields, its areas, its editions."""
    row = the_plan(request, plan_id)
    editing, outline = queries.plan_with_outline(row)
    rights = rights_in(request.user, row.partnership)
    glances = queries.areas_at_a_glance(row)
    lines = area_lines(outline.areas, glances)
    context = {
        "plan": row,
        "outline": outline,
        "lines": lines,
        "key": key_of(lines),
        "lacking": lacking(glances),
        "lacks": plan_lacks(editing),
        **beside_plan(editing),
        "editions": editions.plan_editions(plan_id),
        "may_edit": rights.edit_all or (row.owner_id is not None and can_edit_item(request.user, row)),
        "type": said(PLAN_TYPE_NAMES[PlanType(row.type)]),
        "may_publish": rights.edit and rights.publish,
        "changed": request.GET.get("andrad", ""),
    }
    return work_page(request, "workspace/plan.html", context, here="start")


@signed_in
@require_GET
def area(request: HttpRequest, plan_id: int, area_id: int) -> HttpResponse:
    """One area with everything in it, each item ready to be changed in its place."""
    row = the_plan(request, plan_id)
    try:
        editing = queries.area_for_editing(area_id, plan=row)
    except NotThere as error:
        raise Http404 from error
    areas = editing.areas
    at = [pk for pk, _title in areas].index(area_id)
    context = {
        "plan": row,
        "area": editing,
        "lacks": area_lacks(editing),
        "tag_lines": tag_lines(row, editing),
        **beside_area(editing, row),
        "may_edit": can_edit_item(request.user, row, area_id),
        "areas": areas,
        "previous": areas[at - 1] if at else None,
        "next": areas[at + 1] if at + 1 < len(areas) else None,
        "changed": request.GET.get("andrad", ""),
        "edition": editions.published_area(plan_id, editing.slug),
        "published": area_years_of(
            editing.county_slug, editing.slug, editing.followed.plan, editing.followed.former.get(area_id, ())
        ),
        "county_slug": editing.county_slug,
        "last_followed": last_followed(editing),
    }
    return work_page(request, "workspace/area.html", context, here="start")


@signed_in
@require_http_methods(["GET", "POST"])
def remove_empty(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take a plan in which nothing stands out of the list, after a page that says what that means."""
    row = the_plan(request, plan_id)
    if not can_import(request.user, row.partnership):
        raise PermissionDenied
    if request.method == "GET":
        context = {
            "plan": row,
            "empty": plan_id in queries.empty_plans([plan_id]),
            "editions": editions.plan_editions(plan_id),
        }
        return work_page(request, "workspace/plan_remove.html", context, here="start")
    try:
        plans.remove_empty_plan(by=request.user, plan=row)
    except DomainError as error:
        say(request, error)
        return redirect("workspace:plan", plan_id)
    messages.success(request, _("Den tomma planen är borttagen. Inget innehåll fanns i den."))
    return redirect("workspace:start")


BARRIER_WORDS = {
    Barrier.TABLE_AS_TEXT: gettext_lazy("En tabell som står som löpande text. Gör den till rader i planen."),
    Barrier.BARE_ADDRESS: gettext_lazy("En lång webbadress mitt i texten. Skriv vad den leder till."),
    Barrier.PICTURE_MISSING: gettext_lazy("Texten hänvisar till en bild som inte finns här. Skriv vad bilden visar."),
}
"""What makes the content hard to read for some, and what to do."""


class EditionForm(ItemForm):
    """What is known of the decision behind an edition."""

    decided_by = forms.CharField(
        label=gettext_lazy("Beslutad av"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Organ och paragraf, till exempel Länsrådet § 7."),
    )
    decided_on = day_field(gettext_lazy("Beslutsdag"))
    note = forms.CharField(
        label=gettext_lazy("Vad är nytt i utgåvan?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    anyway = forms.BooleanField(label=gettext_lazy("Ge ut ändå, fast inget har ändrats"), required=False)

    def __init__(self, *args: Any, unchanged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unchanged:
            del self.fields["anyway"]


@signed_in
@require_http_methods(["GET", "POST"])
@once
def publish(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Freeze the plan as it reads now, and publish it."""
    row = the_plan(request, plan_id)
    if not can_publish(request.user, row.partnership):
        raise PermissionDenied
    posted = request.method == "POST"
    same_as = editions.unchanged_since(plan_id)
    content = queries.plan_content(row.pk)
    known = proposed_decision(row, content)
    begun = {"decided_by": known.by, "decided_on": known.on} if known else {}
    form = EditionForm(request.POST if posted else None, initial=begun, unchanged=bool(same_as))
    if posted and form.is_valid() and (made := _publish(request, row, form)) is not None:
        return made
    form.focus()
    outline = queries.plan_outline(plan_id)
    context = {
        "plan": row,
        "form": form,
        "known": known,
        "same_as": same_as,
        "gives_way": editions.gives_way_to(row),
        "outline": outline,
        "barriers": [(BARRIER_WORDS[b.barrier], b) for b in barriers_in(content)],
        **gate_notice(row),
    }
    return work_page(request, "workspace/publish.html", context, here="start", status=422 if posted else 200)


def _publish(request: HttpRequest, row: Any, form: EditionForm) -> HttpResponse | None:
    decided_on: date | None = form.cleaned_data["decided_on"]
    try:
        edition = publishing.publish_edition(
            by=request.user,
            plan=row,
            decided_by=form.cleaned_data["decided_by"],
            decided_on=decided_on,
            note=form.cleaned_data["note"],
            though_unchanged=form.cleaned_data.get("anyway", False),
        )
    except NothingChanged as error:
        # Somebody else may have published while the form lay open without the box.
        form.fields.setdefault("anyway", EditionForm(unchanged=True).fields["anyway"])
        form.add_error("anyway", sentence_of(error))
        return None
    except DomainError as error:
        say(request, error)
        return None
    messages.success(request, _("Utgåva %(label)s är publicerad.") % {"label": edition.label})
    return redirect("public:edition", edition.county_slug, edition.plan_slug, edition.label)


@signed_in
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
