"""The page that makes a running plan's yearly snapshot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.publishing import actions, queries
from samplan.publishing.rules import can_publish, has_snapshots
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.shell import sentence_of, signed_in, the_plan, work_page


class SnapshotForm(ItemForm):
    """The year, and what is known of the decision behind the edition."""

    year = forms.TypedChoiceField(label=gettext_lazy("Vilket år?"), coerce=int)
    decided_by = forms.CharField(label=gettext_lazy("Beslutad av"), required=False, max_length=200)
    decided_on = day_field(gettext_lazy("Beslutsdag"))
    note = forms.CharField(label=gettext_lazy("Om årsläget"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


@signed_in
@require_http_methods(["GET", "POST"])
def snapshot(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Freeze a running plan as the state of a year: an edition that says which year it is."""
    plan = the_plan(request, plan_id)
    if not can_publish(request.user, plan):
        raise PermissionDenied
    made = [e for e in queries.plan_editions(plan_id) if e.snapshot_year and not e.withdrawn]
    taken = {e.snapshot_year for e in made}
    this = timezone.localdate().year
    years = [year for year in (this - 1, this) if year not in taken]
    posted = request.method == "POST"
    form = SnapshotForm(request.POST if posted else None, years=years)
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            edition = actions.publish_edition(
                by=request.user,
                plan=plan,
                decided_by=told["decided_by"],
                decided_on=told["decided_on"],
                note=told["note"],
                snapshot_of=told["year"],
            )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Årsläget %(year)s är publicerat.") % {"year": told["year"]})
            return redirect("public:edition", edition.county_slug, edition.plan_slug, edition.label)
    form.focus()
    context = {"plan": plan, "form": form, "made": made, "running": has_snapshots(plan), "years": years}
    return work_page(request, "workspace/snapshot.html", context, here="start", status=422 if posted else 200)
