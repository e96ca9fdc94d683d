"""The page that withdraws an edition: nothing is erased, but readers are told that it no longer holds, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samplan.publishing import actions, queries
from samplan.publishing.rules import NoSuchEdition, NotWithdrawable, can_publish
from samplan.web.workspace.fields import ItemForm
from samplan.web.workspace.once import made_nothing, once
from samplan.web.workspace.shell import say, signed_in, the_plan, work_page


class WithdrawForm(ItemForm):
    """Why an edition no longer holds."""

    reason = forms.CharField(
        label=gettext_lazy("Varför tas utgåvan tillbaka?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Alla kan läsa det. Skriv så att en läsare utanför länet förstår."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _(
            "Skriv varför utgåvan tas tillbaka. Inget har ändrats. Läsarna ser det på utgåvans sida."
        )


@signed_in
@require_http_methods(["GET", "POST"])
@once
def withdraw(request: HttpRequest, plan_id: int, label: str) -> HttpResponse:
    """Say that an edition no longer holds, with a reason that everybody can read."""
    plan = the_plan(request, plan_id)
    if not can_publish(request.user, plan):
        raise PermissionDenied
    try:
        edition = queries.plan_edition(plan_id, label)
    except NoSuchEdition as error:
        raise Http404 from error
    posted = request.method == "POST"
    form = WithdrawForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            actions.withdraw_edition(by=request.user, edition=edition, reason=form.cleaned_data["reason"])
        except NotWithdrawable as error:
            say(request, error)
            return made_nothing(redirect("workspace:plan", plan_id))
        words = _("Utgåva %(label)s är återtagen. Den ligger kvar på sin adress, med orsaken överst.")
        messages.success(request, words % {"label": label})
        return redirect("public:edition", edition.county_slug, edition.plan_slug, edition.label)
    form.focus()
    others = [e for e in queries.plan_editions(plan_id) if not e.withdrawn and e.label != label]
    context = {
        "plan": plan,
        "edition": edition,
        "withdrawn": hasattr(edition, "withdrawal"),
        "next": others[0] if others else None,
        "form": form,
    }
    return work_page(request, "workspace/withdraw.html", context, here="start", status=422 if posted else 200)
