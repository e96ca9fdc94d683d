"""What areas and activities wait for, who waits, and the decision that releases them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.queries import bodies_of
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.catalogue import statuses
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, can_edit_item, edit_rights
from samplan.plans.seen import joined
from samplan.plans.shapes.content import DependencyContent, PlanContent
from samplan.web.workspace.check_beside import way_back
from samplan.web.workspace.editor_fields import Suggesting, status_choices
from samplan.web.workspace.fields import DependencyForm, ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.two_at_once import Others, others, seen_in
from samplan.web.workspace.views_versions import whole_plan


class ReleaseForm(ItemForm):
    """The decision that releases what waits."""

    decision = forms.CharField(
        label=gettext_lazy("Vad har beslutats?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv vem som beslutade och paragrafen, till exempel Länsrådet § 7."),
    )
    on = day_field(gettext_lazy("När?"), required=True)
    status = forms.ChoiceField(
        label=gettext_lazy("Aktiviteter som väntar blir"),
        required=False,
        help_text=gettext_lazy("Det gäller de aktiviteter som står ovan under Får det läge som väljs."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = status_choices(statuses().activity_statuses, _("Som de är"))


def _who_waits(content: PlanContent, dependency: DependencyContent) -> list[tuple[str, str, list[str]]]:
    """The areas that wait, each with its id, its name and the single activities that wait in it."""
    areas = {a.id: a for a in content.areas}
    waiting: dict[str, list[str]] = {}
    for one in dependency.waiting:
        named = waiting.setdefault(one.area, [])
        if one.activity is not None:
            named += [act.text for act in areas[one.area].activities if act.id == one.activity]
    return [(pk, f"{areas[pk].number or ''} {areas[pk].title}".strip(), texts) for pk, texts in waiting.items()]


@signed_in
@require_GET
def waiting(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the plan waits for: who decides, when it is expected, and which areas stand still."""
    plan = the_plan(request, plan_id)
    content = queries.plan_content(plan_id)
    told = [(d, _who_waits(content, d)) for d in content.dependencies]
    rights = edit_rights(request.user, plan)
    to_release = queries.to_release(request.user, plan)
    context = {
        "plan": plan,
        "may_edit": rights.everything,
        "to_release": {str(pk) for pk in to_release},
        "may_add": rights.everything or rights.areas,
        "open": [(d, who) for d, who in told if d.released_on is None],
        "released": [(d, who) for d, who in told if d.released_on is not None],
        "today": timezone.localdate() if content.begun(timezone.localdate()) else date.min,
    }
    return work_page(request, "workspace/waiting.html", context, here="start")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def wait_add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Add something that areas wait for: any areas, or for an area's owner their own."""
    plan = the_plan(request, plan_id)
    areas = list(queries.editable_areas(request.user, plan))
    whole = can_edit_item(request.user, plan)
    if not (whole or areas):
        raise PermissionDenied
    posted = request.method == "POST"
    form = DependencyForm(request.POST if posted else None)
    if whole:
        names = [body.name for body in bodies_of(plan.partnership)]
        form.fields["owner"].widget = Suggesting(names, "organisationer")
        form.fields["owner"].widget.attrs["class"] = "ds-input"
    else:
        del form.fields["owner"]
    ticked = {number_of(value) for value in request.POST.getlist("area")} if posted else {a.pk for a in areas[:1]}
    if posted and form.is_valid():
        chosen = [a.pk for a in areas if a.pk in ticked]
        if chosen or whole:
            made = actions.wait_for(by=request.user, plan=plan, values=form.values(), areas=chosen)
            messages.success(request, _("Sparat."))
            address = reverse("workspace:waiting", args=[plan_id])
            return redirect(way_back(request, plan_id) or f"{address}#dependency-{made.pk}")
        form.add_error(None, _("Inget har sparats. Kryssa för minst ett område som väntar."))
    form.focus()
    context = {
        "plan": plan,
        "form": form,
        "areas": [(a, a.pk in ticked and (posted or not whole)) for a in areas],
        "own_only": not whole,
        "back": way_back(request, plan_id) or reverse("workspace:waiting", args=[plan_id]),
    }
    return work_page(request, "workspace/wait_add.html", context, here="start", status=422 if posted else 200)


def _dependency(plan: Any, item_id: int) -> tuple[PlanContent, DependencyContent]:
    content = queries.plan_content(plan.pk)
    for one in content.dependencies:
        if one.id == str(item_id):
            return content, one
    raise Http404


@signed_in
@require_http_methods(["GET", "POST"])
def who_waits(request: HttpRequest, plan_id: int, item_id: int) -> HttpResponse:
    """Choose which areas, or single activities, wait."""
    plan = whole_plan(request, plan_id)
    content, dependency = _dependency(plan, item_id)
    there = frozenset(_waits(f"{w.area}-{w.activity or ''}") for w in dependency.waiting)
    if request.method != "POST":
        return _waits_page(request, plan, (content, dependency), there, there)
    areas, activities = ({number_of(v) or 0 for v in request.POST.getlist(name)} for name in ("area", "activity"))
    homes = {int(act.id): int(a.id) for a in content.areas for act in a.activities}
    mine = {(pk, None) for pk in areas} | {(homes[pk], pk) for pk in activities if pk in homes}
    seen = seen_in(request, _waits)
    told = {"dependency_id": item_id, "areas": areas, "activities": activities, "seen": seen}
    try:
        actions.set_waiting(by=request.user, **told)
    except ChangedMeanwhile as error:
        now = error.values["now"]
        both = joined(seen or now, mine, now)
        other = others(error.changed_by, seen or now, now, lambda one: _named(content, one))
        return _waits_page(request, plan, (content, dependency), both, now, other)
    except DomainError as error:
        say(request, error)
        return _waits_page(request, plan, (content, dependency), mine, there)
    messages.success(request, _("Sparat."))
    return redirect("workspace:waiting", plan_id)


def _waits(written: str) -> tuple[int, int | None]:
    """Who waits, out of "12-" (an area) or "12-34" (an activity of it)."""
    area, _dash, activity = written.partition("-")
    return number_of(area) or 0, number_of(activity)


def _named(content: PlanContent, one: tuple[int, int | None]) -> str:
    area = next((a for a in content.areas if a.id == str(one[0])), None)
    if area is None:
        return ""
    name = f"{area.number or ''} {area.title}".strip()
    text = next((act.text for act in area.activities if act.id == str(one[1])), "")
    return f"{name}: {text}" if text else name


def _waits_page(
    request: HttpRequest,
    plan: Any,
    about: tuple[PlanContent, DependencyContent],
    chosen: Collection[tuple[int, int | None]],
    there: Collection[tuple[int, int | None]],
    other: Others | None = None,
) -> HttpResponse:
    """The ticks. there: who waits now, which the form takes with it. other: what another did meanwhile."""
    content, dependency = about
    context = {
        "plan": plan,
        "dependency": dependency,
        "areas": [
            (a, (int(a.id), None) in chosen, [(act, (int(a.id), int(act.id)) in chosen) for act in a.activities])
            for a in content.areas
        ],
        "seen": sorted(f"{area}-{activity or ''}" for area, activity in there),
        "others": other,
    }
    return work_page(request, "workspace/who_waits.html", context, here="start", status=409 if other else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, plan_id: int, item_id: int) -> HttpResponse:
    """Write down the decision, with what it costs and what there is to pay it with; all that wait are released."""
    plan = the_plan(request, plan_id)
    content, dependency = _dependency(plan, item_id)
    if item_id not in queries.to_release(request.user, plan, released=True):
        raise PermissionDenied
    posted = request.method == "POST"
    form = ReleaseForm(request.POST if posted else None, initial={"on": timezone.localdate()})
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            actions.release_dependency(
                by=request.user,
                dependency_id=item_id,
                decision=told["decision"],
                on=told["on"],
                status=told["status"] or None,
            )
        except InvalidValue as error:
            form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        else:
            messages.success(request, _("Beslutet är sparat. Det som väntade kan gå vidare."))
            return redirect("workspace:waiting", plan_id)
    form.focus()
    who = _who_waits(content, dependency)
    context = {"plan": plan, "dependency": dependency, "who": who, "form": form}
    context["asleep"] = queries.asleep(item_id)
    context |= _what_it_costs(plan, {int(pk) for pk, _name, _texts in who})
    return work_page(request, "workspace/release.html", context, here="start", status=422 if posted else 200)


def _what_it_costs(plan: Any, areas: Collection[int]) -> dict[str, Any]:
    """What the areas that wait are estimated to cost from this year on, and the sums of the plan and its funds."""
    money, year = queries.plan_money(plan), timezone.localdate().year
    costs = [(a.title, [c for c in a.costs if c.year is None or c.year >= year]) for a in money.areas if a.id in areas]
    return {
        "costs": [(title, lines) for title, lines in costs if lines],
        "years": [one for one in money.years if one.year is None or one.year >= year],
    }
