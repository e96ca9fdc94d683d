"""A body's own plan: making it, and picking from another plan into it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samplan.actors.queries import partnerships_of
from samplan.actors.rules import scope_of
from samplan.actors.shapes import DomainError, Permission
from samplan.plans import actions, queries
from samplan.plans.rules import bodies_to_keep_for
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.picking import PICKED_KINDS, Picked
from samplan.web.workspace.fields import KIND_WORDS, ItemForm, day_field
from samplan.web.workspace.once import made_nothing, once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.views_versions import whole_plan

NONE = "ingen"
"""The choice that a plan is below no other."""


class OwnPlanForm(ItemForm):
    """The head of a body's own plan."""

    owner = forms.ChoiceField(label=gettext_lazy("Vems plan är det?"))
    title = forms.CharField(label=gettext_lazy("Planens titel"), max_length=500)
    valid_from = day_field(gettext_lazy("Gäller från"))
    valid_to = day_field(gettext_lazy("Gäller till och med"))
    below = forms.ChoiceField(
        label=gettext_lazy("Planen är en del av"),
        help_text=gettext_lazy("Därifrån kan ni sedan hämta mål och aktiviteter."),
    )

    def __init__(self, *args: Any, bodies: list[Any], plans: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing is chosen beforehand where there is more than one to choose from.
        unchosen = [("", _("Välj"))]
        owners = [(str(body.pk), body.name) for body in bodies]
        self.fields["owner"].choices = owners if len(owners) == 1 else [*unchosen, *owners]
        titles = [(str(plan.pk), plan.title or _("Plan utan titel")) for plan in plans]
        whole = [*titles, (NONE, _("Ingen annan plan"))]
        self.fields["below"].choices = [*unchosen, *whole] if len(titles) > 1 else whole
        self.fields["owner"].error_messages["required"] = _("Välj vems plan det är. Inget är sparat ännu.")
        self.fields["below"].error_messages["required"] = _(
            "Välj vilken plan den är en del av, eller ”Ingen annan plan”. Inget är sparat ännu."
        )


@signed_in
@require_http_methods(["GET", "POST"])
@once
def own_plan(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Make a plan that is a body's own, below one of the county's."""
    partnership = partnerships_of(request.user).filter(pk=partnership_id).first()
    if partnership is None:
        raise Http404
    bodies = list(bodies_to_keep_for(request.user, partnership))
    if not bodies:
        if scope_of(request.user, partnership, Permission.OWN_PLAN) is None:
            raise PermissionDenied
        messages.error(
            request,
            _(
                "Din roll hör inte till någon organisation, så det finns ingen att göra en egen plan"
                " för. Be länets samordnare skriva vilken du företräder."
            ),
        )
        return redirect("workspace:start")
    plans = [p for p in queries.plans_visible_to(request.user).filter(partnership=partnership) if p.owner_id is None]
    posted = request.method == "POST"
    form = OwnPlanForm(request.POST if posted else None, bodies=bodies, plans=plans)
    if posted and form.is_valid() and (made := _make(request, partnership, form, bodies, plans)):
        return made
    form.focus()
    context = {"partnership": partnership, "form": form}
    return work_page(request, "workspace/own_plan.html", context, here="start", status=422 if posted else 200)


def _make(
    request: HttpRequest, partnership: Any, form: OwnPlanForm, bodies: list[Any], plans: list[Any]
) -> HttpResponse | None:
    told = form.cleaned_data
    try:
        plan = actions.create_own_plan(
            by=request.user,
            partnership=partnership,
            owner=next(body for body in bodies if str(body.pk) == told["owner"]),
            title=told["title"],
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            part_of=next((plan for plan in plans if str(plan.pk) == told["below"]), None),
        )
    except DomainError as error:
        field = getattr(error, "field", None)
        form.add_error(field if field in form.fields else None, sentence_of(error))
        return None
    messages.success(request, _("Planen är gjord. Hämta det som ni ska arbeta med, eller lägg till egna områden."))
    return redirect("workspace:pick", plan.pk) if told["below"] != NONE else redirect("workspace:plan", plan.pk)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def pick(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Pick goals, activities, indicators and proposals out of another plan of the county."""
    plan = whole_plan(request, plan_id)
    others = [p for p in queries.plans_visible_to(request.user).filter(county=plan.county_id) if p.pk != plan.pk]
    source = _source(request, plan, others)
    if request.method == "POST" and source is not None:
        try:
            number = actions.pick_items(by=request.user, plan=plan, source=source, chosen=_ticked(request))
        except DomainError as error:
            say(request, error)
            return made_nothing(redirect(f"{request.path}?ur={source.pk}"))
        told = ngettext("%(n)s rad är hämtad.", "%(n)s rader är hämtade.", number) % {"n": number}
        messages.success(request, told)
        return redirect("workspace:plan", plan_id)
    areas = queries.to_pick(plan, source) if source else []
    context = {
        "plan": plan,
        "source": source,
        "others": others,
        "areas": [(area, [(item, KIND_WORDS[item.kind]) for item in area.items]) for area in areas],
    }
    return work_page(request, "workspace/pick.html", context, here="start")


def _source(request: HttpRequest, plan: Any, others: list[Any]) -> Any:
    """The plan to pick from: the one that was chosen, or the one above; None where the county has no other."""
    told = number_of(request.GET.get("ur", ""))
    if told is not None:
        return the_plan(request, told)
    above = queries.plan_above(plan)
    return next((p for p in others if above is not None and p.pk == above.pk), None)


def _ticked(request: HttpRequest) -> set[Picked]:
    """What was ticked, as kinds and ids; anything else is passed over."""
    kinds = {kind.value: kind for kind in PICKED_KINDS}
    found: set[tuple[ItemKind, int]] = set()
    for told in request.POST.getlist("rad"):
        kind, _dash, number = told.partition("-")
        if kind in kinds and (pk := number_of(number)) is not None:
            found.add((kinds[kind], pk))
    return found
