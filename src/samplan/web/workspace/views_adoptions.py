"""What each of the plan's parties decided about an edition: the list, and writing it down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samplan.publishing import actions, queries
from samplan.publishing.adoptions import adoptions_past, adoptions_to_enter
from samplan.publishing.rules import NoSuchEdition, NotAdoptable, check_can_enter_adoption
from samplan.publishing.shapes import AdoptionAnswer
from samplan.web.adoption_words import adoption_word
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import sentence_of, signed_in, the_plan, work_page


class AdoptionForm(ItemForm):
    """A party's decision about an edition."""

    answer = forms.ChoiceField(label=gettext_lazy("Vad har beslutats?"), required=False)
    decided_on = day_field(gettext_lazy("Beslutsdag"))
    reference = forms.CharField(
        label=gettext_lazy("Beslut"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Organ och paragraf, till exempel Kommunstyrelsen § 12."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(a.value, adoption_word(a)) for a in AdoptionAnswer]
        self.fields["answer"].choices = [("", adoption_word(None)), *answers]


def _edition(request: HttpRequest, plan_id: int, label: str) -> tuple[Any, Any]:
    plan = the_plan(request, plan_id)
    try:
        return plan, queries.plan_edition(plan_id, label)
    except NoSuchEdition as error:
        raise Http404 from error


@signed_in
@require_GET
def adoptions(request: HttpRequest, plan_id: int, label: str) -> HttpResponse:
    """Every party: not yet, adopted or declined, when and in which decision, and what has been written before."""
    plan, edition = _edition(request, plan_id, label)
    context = {
        "plan": plan,
        "edition": edition,
        "rows": [(row, adoption_word(row.answer), may) for row, may in adoptions_to_enter(request.user, edition)],
        "past": [(one, adoption_word(one.answer)) for one in adoptions_past(edition)],
    }
    return work_page(request, "workspace/adoptions.html", context, here="start")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def enter_adoption(request: HttpRequest, plan_id: int, label: str, body_id: int) -> HttpResponse:
    """Write down what one party decided, or take it away."""
    plan, edition = _edition(request, plan_id, label)
    check_can_enter_adoption(request.user, plan.partnership, body_id)
    row = next((r for r, _may in adoptions_to_enter(request.user, edition) if r.body == body_id), None)
    if row is None:
        raise Http404
    posted = request.method == "POST"
    initial = {"answer": row.answer or "", "decided_on": row.decided_on, "reference": row.reference}
    form = AdoptionForm(request.POST if posted else None, initial=initial)
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            actions.enter_adoption(
                by=request.user,
                edition=edition,
                body_id=body_id,
                answer=AdoptionAnswer(told["answer"]) if told["answer"] else None,
                decided_on=told["decided_on"],
                reference=told["reference"],
            )
        except NotAdoptable as error:
            form.add_error(error.field, sentence_of(error))
        else:
            messages.success(request, _("Sparat."))
            return redirect("workspace:adoptions", plan_id, label)
    form.focus()
    context = {"plan": plan, "edition": edition, "row": row, "form": form}
    return work_page(request, "workspace/adoption.html", context, here="start", status=422 if posted else 200)
