"""Erasing a document that must not be kept, after a page that says what goes and what stays."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samplan.actors.rules import check_can_administer
from samplan.actors.shapes import DomainError
from samplan.intake import actions
from samplan.intake.shapes import ImportState
from samplan.web.workspace.item_form import ItemForm
from samplan.web.workspace.shell import say, signed_in, the_import, work_page


class EraseForm(ItemForm):
    """The decision behind an erasing."""

    decided_by = forms.CharField(
        label=gettext_lazy("Vem har beslutat?"),
        max_length=300,
        help_text=gettext_lazy("Organ eller funktion, och paragraf om det finns en."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        help_text=gettext_lazy("Skriv inte uppgiften som ska bort."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, import_id: int) -> HttpResponse:
    """Erase a document that was laid aside, by a named decision of the county's administrator."""
    imported = the_import(request, import_id)
    check_can_administer(request.user, imported.partnership)
    if imported.state != ImportState.DISMISSED:
        return redirect("workspace:import", imported.pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.erase_document(by=request.user, imported=imported, **form.cleaned_data)
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Dokumentet är raderat. Beslutet finns kvar."))
        return redirect("workspace:import", imported.pk)
    form.focus()
    context = {"imported": imported, "form": form}
    status = 422 if form.is_bound else 200
    return work_page(request, "workspace/import_erase.html", context, here="imports", status=status)
