"""Laying aside what is left of a document when the rest of it stands in the plan, so that it no longer asks."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.intake import actions, queries
from samplan.intake.shapes import ImportState
from samplan.web.workspace.fields import KIND_WORDS
from samplan.web.workspace.item_form import ItemForm
from samplan.web.workspace.shell import own_import, say, signed_in, work_page

SHOWN = 20


class RestForm(ItemForm):
    """Why the rest of a document is left out of the plan."""

    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        max_length=300,
        help_text=gettext_lazy("Anledningen står vid varje del i granskningen."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _(
            "Skriv varför resten läggs åt sidan. Inget har ändrats ännu."
        )


@signed_in
@require_http_methods(["GET", "POST"])
def rest_aside(request: HttpRequest, import_id: int) -> HttpResponse:
    """Lay all that still waits aside with one reason, after a page that shows what it is."""
    imported = own_import(request, import_id)
    waiting = queries.waiting_items(imported)
    if imported.state != ImportState.COMMITTED or not waiting:
        return redirect("workspace:review", imported.pk)
    form = RestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            number = actions.drop_rest(by=request.user, imported=imported, reason=form.cleaned_data["reason"])
        except DomainError as error:
            say(request, error)
        else:
            told = ngettext(
                "%(n)s del är lagd åt sidan. Den finns kvar i granskningen.",
                "%(n)s delar är lagda åt sidan. De finns kvar i granskningen.",
                number,
            )
            messages.success(request, told % {"n": number})
        return redirect("workspace:review", imported.pk)
    form.focus()
    context = {
        "imported": imported,
        "form": form,
        "waiting": len(waiting),
        "shown": [(KIND_WORDS[kind], words) for kind, words in waiting[:SHOWN]],
    }
    status = 422 if form.is_bound else 200
    return work_page(request, "workspace/import_rest.html", context, here="imports", status=status)
