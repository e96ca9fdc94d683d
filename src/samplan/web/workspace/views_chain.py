"""The theory of change: its picture, its steps, and what hangs loose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, can_edit_item
from samplan.plans.shapes.chain import ACTIVITY, ENDS, GOAL, IMAGE, IN_THE_END, SOON, STARTS, Chain, Link, chain_of
from samplan.plans.shapes.chain_picture import chain_shown
from samplan.plans.shapes.content import PlanContent
from samplan.web.workspace.fields import ItemForm
from samplan.web.workspace.once import once
from samplan.web.workspace.removing import Removal, reason_told
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.two_at_once import Refused, refused_form
from samplan.web.workspace.views_versions import whole_plan

LEVEL_WORDS = {
    ACTIVITY: gettext_lazy("Aktiviteter"),
    SOON: gettext_lazy("Effekter på kort sikt"),
    IN_THE_END: gettext_lazy("Effekter på lång sikt"),
    IMAGE: gettext_lazy("Målbilder"),
    GOAL: gettext_lazy("Mål"),
}
SHOWN_LETTERS = 90


class StepForm(ItemForm):
    """From what, to what, and what it takes."""

    start = forms.ChoiceField(label=gettext_lazy("Från"))
    end = forms.ChoiceField(label=gettext_lazy("Leder till"))
    assumption = forms.CharField(
        label=gettext_lazy("Det förutsätter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Vad måste vara sant för att det ska hålla?"),
    )

    def __init__(self, chain: Chain, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = _choices(link for link in chain.links if link.kind in STARTS)
        self.fields["end"].choices = _choices(link for link in chain.links if link.kind in ENDS)
        for name in ("start", "end"):
            self.fields[name].half = False
            self.fields[name].widget.attrs["lang"] = "sv"


def _choices(links: Iterable[Link]) -> list[tuple[Any, Any]]:
    """By level, in the plan's order; an item of an area after the area's number."""
    groups: dict[int, list[tuple[str, str]]] = {}
    for link in links:
        number = f"{link.area.number} " if link.area is not None and link.area.number else ""
        text = link.text if len(link.text) <= SHOWN_LETTERS else f"{link.text[:SHOWN_LETTERS].rstrip()} …"
        groups.setdefault(link.level, []).append((f"{link.kind}-{link.id}", f"{number}{text}"))
    return [("", _("Välj")), *((LEVEL_WORDS[level], choices) for level, choices in groups.items())]


def _key(written: str) -> tuple[str, int]:
    """Kind and id out of "effect-7"; what cannot be read names nothing."""
    kind, _dash, number = written.rpartition("-")
    return kind, number_of(number) or 0


@signed_in
@require_http_methods(["GET", "POST"])
@once
def chain(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The chain as picture and text, its effects and steps; a step is added here."""
    plan = the_plan(request, plan_id)
    may_edit = can_edit_item(request.user, plan)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    content = queries.chain_content(plan)
    form = StepForm(chain_of(content), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _add(request, plan, form):
        return redirect(f"{reverse('workspace:chain', args=[plan_id])}#h-kedja")
    if form.is_bound:
        form.focus()
    return _page(request, plan, content, form)


def _page(
    request: HttpRequest, plan: Any, content: PlanContent, form: StepForm, fault: Refused | None = None
) -> HttpResponse:
    """The page. fault: the step whose form was refused, with what was typed in it."""
    whole, may_edit = chain_of(content), can_edit_item(request.user, plan)
    versions = queries.step_versions(plan)
    status = fault.status if fault else 422 if form.is_bound else 200
    context = {
        "plan": plan,
        "may_edit": may_edit,
        "may_step": any(link.kind in STARTS for link in whole.links) and any(link.kind in ENDS for link in whole.links),
        "form": form,
        "shown": chain_shown(content),
        "effects": [link for link in whole.links if link.kind == "effect"],
        "steps": [
            (_name(step), step, versions.get(_name(step), 0), fault if fault and fault.name == _name(step) else None)
            for _link, steps in whole.from_each()
            for step in steps
        ],
        "no_removal": Removal(),
        "no_way_on": whole.no_way_on,
        "no_way_here": whole.no_way_here,
    }
    return work_page(request, "workspace/chain.html", context, here="start", status=status)


def _name(step: Any) -> str:
    return f"{step.start.kind}-{step.start.id}.{step.end.kind}-{step.end.id}"


def _add(request: HttpRequest, plan: Any, form: StepForm) -> bool:
    told = form.cleaned_data
    try:
        actions.add_step(
            by=request.user,
            plan=plan,
            start=_key(told["start"]),
            end=_key(told["end"]),
            assumption=told["assumption"],
        )
    except InvalidValue as error:
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        return False
    messages.success(request, _("Steget är tillagt."))
    return True


@signed_in
@require_POST
def chain_step(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say what a step takes, or take it away and say why; what is refused keeps what was typed."""
    plan = whole_plan(request, plan_id)
    name = request.POST.get("step", "")
    start, _dot, end = name.partition(".")
    told = {
        "by": request.user,
        "plan": plan,
        "start": _key(start),
        "end": _key(end),
        "seen_version": number_of(request.POST.get("version")),
    }
    try:
        if request.POST.get("do") == "remove":
            actions.remove_step(**told, reason=reason_told(request))
        else:
            actions.change_step(**told, assumption=request.POST.get("assumption", "").replace("\x00", ""))
    except (ChangedMeanwhile, InvalidValue) as error:
        fault = refused_form(request, name, "assumption", _("Det förutsätter"), error)
        content = queries.chain_content(plan)
        return _page(request, plan, content, StepForm(chain_of(content)), fault)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Sparat."))
    return redirect(f"{reverse('workspace:chain', args=[plan_id])}#h-steg")
