"""A plan among its versions: the family, the next version, and how long it holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samplan.actors.queries import bodies_of
from samplan.actors.rules import can_edit_all
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.catalogue import activity_label
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, can_edit_item, edit_rights
from samplan.plans.shapes.rolling import Choice, Choices, Dates, RollArea, RollItem
from samplan.plans.shapes.versions import PLAN_RELATION_NAMES, PLAN_TYPE_NAMES, PlanRelationKind, PlanType
from samplan.web.swedish import said
from samplan.web.workspace.family_map import family_map
from samplan.web.workspace.fields import KIND_WORDS, ItemForm, day_field
from samplan.web.workspace.once import made_nothing, once
from samplan.web.workspace.removing import Removal, reason_told
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.two_at_once import Refused, refused_form

WHY_WORDS = {
    "over": gettext_lazy("Är klar eller avslutad."),
    "reported": gettext_lazy("Är redovisad som gjord."),
    "passed": gettext_lazy("Tiden har gått ut."),
}
"""Why something else than to keep is proposed."""


def whole_plan(request: HttpRequest, plan_id: int) -> Any:
    """The plan, if the signed-in person may change all of it: 404 to a stranger, 403 to others."""
    plan = the_plan(request, plan_id)
    if not can_edit_item(request.user, plan):
        raise PermissionDenied
    return plan


class NextForm(ItemForm):
    """The head of a plan's next version."""

    title = forms.CharField(label=gettext_lazy("Planens titel"), max_length=500)
    valid_from = day_field(gettext_lazy("Gäller från"))
    valid_to = day_field(gettext_lazy("Gäller till och med"))
    dates = forms.ChoiceField(
        label=gettext_lazy("Aktiviteternas tider"),
        choices=[
            (Dates.MOVE.value, gettext_lazy("Flytta dem lika långt som planen flyttas")),
            (Dates.KEEP.value, gettext_lazy("Behåll dem som de står")),
            (Dates.CLEAR.value, gettext_lazy("Ta bort dem, vi skriver nya")),
        ],
        help_text=gettext_lazy("Status och bedömningar börjar om. De gamla står kvar i den gamla planen."),
    )

    def clean_dates(self) -> Dates:
        """One of the three."""
        return Dates(self.cleaned_data["dates"])


def _next_head(plan: Any) -> dict[str, Any]:
    """What is proposed for the next version's head: it begins when this one ends, and its times follow it."""
    begins = plan.valid_to + timedelta(days=1) if plan.valid_to else None
    dates = Dates.MOVE if plan.valid_from and begins else Dates.KEEP
    return {"title": plan.title, "valid_from": begins, "dates": dates.value}


class ProlongForm(ItemForm):
    """A later last day, and why."""

    valid_to = day_field(gettext_lazy("Ny sista dag"), required=True)
    reason = forms.CharField(label=gettext_lazy("Varför?"), max_length=300)


def _ties(plan: Any) -> dict[str, Any]:
    """The family's picture and its list, and what the plan can be tied to."""
    plans, ties = queries.plan_family(plan.county_id)
    titles = {p.id: p.title or _("Plan utan titel") for p in plans}
    drawn = family_map(plans, ties, today=timezone.localdate())
    return {
        "map": drawn,
        "map_key": [(kind.value, x, x + 44, x + 54, said(PLAN_RELATION_NAMES[kind])) for kind, x in drawn.keys],
        "family": [
            (p, titles[p.id], said(PLAN_TYPE_NAMES[p.type]), [_said(t, titles) for t in ties if t.from_id == p.id])
            for p in plans
        ],
        "others": [(p.id, titles[p.id]) for p in plans if p.id != plan.pk],
        "relations": [(k.value, said(PLAN_RELATION_NAMES[k])) for k in PlanRelationKind],
        "types": [(t.value, said(PLAN_TYPE_NAMES[t])) for t in PlanType],
    }


def _said(tie: Any, titles: dict[int, str]) -> tuple[Any, str, str]:
    return tie, said(PLAN_RELATION_NAMES[tie.kind]), titles[tie.to_id]


@signed_in
@require_http_methods(["GET", "POST"])
@once
def versions(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan among the county's plans: what replaces what, what is still to be changed, how times have slipped."""
    plan = the_plan(request, plan_id)
    may_edit = can_edit_item(request.user, plan)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = ProlongForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _prolong(request, plan, form):
        return redirect("workspace:versions", plan_id)
    return _page(request, plan, form)


def _page(request: HttpRequest, plan: Any, form: ProlongForm, fault: Refused | None = None) -> HttpResponse:
    """The page. fault: the relation whose form was refused, with what was typed in it."""
    may_edit = can_edit_item(request.user, plan)
    rights, moves = edit_rights(request.user, plan), queries.moves_of(plan.pk)
    context = {
        "plan": plan,
        "may_edit": may_edit,
        "form": form,
        "fault": fault,
        "no_removal": Removal(),
        "to_change": [
            (item, KIND_WORDS[item.kind], rights.may_edit(item.area_id, item.kind))
            for item in queries.to_change(plan.pk)
        ],
        "moves": moves,
        "slip": queries.slip_of(moves),
        "bodies": bodies_of(plan.partnership) if can_edit_all(request.user, plan.partnership) else (),
        **_ties(plan),
    }
    status = fault.status if fault else 422 if form.is_bound else 200
    return work_page(request, "workspace/versions.html", context, here="start", status=status)


def _prolong(request: HttpRequest, plan: Any, form: ProlongForm) -> bool:
    try:
        actions.prolong_plan(by=request.user, plan=plan, **form.cleaned_data)
    except InvalidValue as error:
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        return False
    messages.success(request, _("Planen gäller längre."))
    return True


@signed_in
@require_POST
@once
def relate(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say what sort of plan it is or whose, tie it to another, or take a tie away."""
    plan = whole_plan(request, plan_id)
    told = request.POST
    try:
        if "slag" in told:
            actions.set_plan_type(by=request.user, plan=plan, name=told["slag"])
        elif "agare" in told:
            owner = bodies_of(plan.partnership).filter(pk=number_of(told["agare"]) or 0).first()
            actions.set_plan_owner(by=request.user, plan=plan, owner=owner)
        elif "koppling" in told:
            _tie(request, plan)
        else:
            other = the_plan(request, number_of(told.get("plan")) or plan.pk)
            note = told.get("note", "")
            actions.relate_plans(by=request.user, plan=plan, other=other, kind=told.get("hur", ""), note=note)
    except (ChangedMeanwhile, InvalidValue) as error:
        if "koppling" not in told:
            say(request, error)
            return made_nothing(redirect("workspace:versions", plan_id))
        fault = refused_form(request, told["koppling"], "note", _("Anteckning"), error)
        return _page(request, plan, ProlongForm(None), fault)
    except DomainError as error:
        say(request, error)
        return made_nothing(redirect("workspace:versions", plan_id))
    messages.success(request, _("Sparat."))
    return redirect("workspace:versions", plan_id)


def _tie(request: HttpRequest, plan: Any) -> None:
    """Change what is noted of a relation, or take it away and say why."""
    told = {
        "by": request.user,
        "plan": plan,
        "relation_id": number_of(request.POST["koppling"]) or 0,
        "seen_version": number_of(request.POST.get("version")),
    }
    if request.POST.get("do") == "remove":
        actions.unrelate_plans(**told, reason=reason_told(request))
    else:
        actions.change_relation(**told, note=request.POST.get("note", ""))


def _chosen(request: HttpRequest, areas: list[RollArea]) -> Choices:
    """What was chosen for each item; what is not in the form keeps what is proposed."""
    known = {c.value for c in Choice}
    choices: Choices = {}
    for one in (item for area in areas for item in (area.item, *area.items)):
        told = request.POST.get(f"{one.kind.value}-{one.id}", one.proposed.value)
        choices[one.kind, one.id] = Choice(told) if told in known else one.proposed
    return choices


def _row(item: RollItem, choices: Choices | None) -> dict[str, Any]:
    chosen = choices[item.kind, item.id] if choices else item.proposed
    return {
        "item": item,
        "name": f"{item.kind.value}-{item.id}",
        "word": KIND_WORDS[item.kind],
        "chosen": chosen.value,
        "status": activity_label(item.status),
        "why": WHY_WORDS.get(item.why, ""),
    }


@signed_in
@require_http_methods(["GET", "POST"])
@once
def next_version(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Roll the plan forward: for each item keep, change or leave behind."""
    plan = whole_plan(request, plan_id)
    areas = queries.roll_choices(plan_id)
    posted = request.method == "POST"
    form = NextForm(request.POST if posted else None, initial=_next_head(plan))
    choices = _chosen(request, areas) if posted else None
    if posted and form.is_valid():
        try:
            new = actions.roll_forward(by=request.user, plan=plan, choices=choices, **form.cleaned_data)
        except DomainError as error:
            field = getattr(error, "field", None)
            form.add_error(field if field in form.fields else None, sentence_of(error))
        else:
            messages.success(request, _("Nästa version är gjord. Den gamla planen finns kvar som den var."))
            return redirect("workspace:versions", new.pk)
    form.focus()
    context = {
        "plan": plan,
        "form": form,
        "areas": [(area, _row(area.item, choices), [_row(i, choices) for i in area.items]) for area in areas],
        "choice_words": [
            (Choice.KEEP.value, _("Behåll")),
            (Choice.CHANGE.value, _("Ändra")),
            (Choice.DROP.value, _("Lämna kvar")),
        ],
        "counted": sum(i.proposed is not Choice.KEEP for a in areas for i in a.items),
    }
    return work_page(request, "workspace/next_version.html", context, here="start", status=422 if posted else 200)
