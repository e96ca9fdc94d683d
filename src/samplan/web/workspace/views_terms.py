"""A county's word list: what words mean, what is said instead of older ones, each word's past, the list as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.rules import may_everywhere
from samplan.actors.shapes import DomainError, Permission
from samplan.plans import actions, queries
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, NotThere
from samplan.plans.shapes.editing import FieldChange
from samplan.plans.shapes.terms import LONGEST, Term, TermLine
from samplan.publishing import queries as published
from samplan.web.csv_answers import csv_answer
from samplan.web.workspace.history_groups import sittings
from samplan.web.workspace.history_lines import history_lines
from samplan.web.workspace.item_form import ItemForm
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_people import the_partnership

WORDS = {
    "word": gettext_lazy("Ord"),
    "better": gettext_lazy("Säg i stället"),
    "meaning": gettext_lazy("Vad det betyder"),
}


class TermForm(ItemForm):
    """A word with what the county says of it. The version seen goes along."""

    word = forms.CharField(
        label=WORDS["word"],
        max_length=LONGEST["word"],
        help_text=gettext_lazy("En stjärna sist står för alla ändelser: missbruk* är också missbruket."),
    )
    better = forms.CharField(
        label=WORDS["better"],
        required=False,
        max_length=LONGEST["better"],
        help_text=gettext_lazy("Skriv bara om ordet inte ska användas. Då säger planens brister till om det."),
    )
    meaning = forms.CharField(
        label=WORDS["meaning"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Högst 1 000 tecken."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def told(self) -> Term:
        """What was written."""
        told = self.cleaned_data
        return Term(told["word"], told["better"] or "", told["meaning"] or "")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def terms(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """All words of the county, those that were taken out, and a form for another one."""
    partnership = the_partnership(request, partnership_id)
    may_edit = may_everywhere(request.user, partnership, Permission.EDIT)
    form = TermForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _check(may_edit)
        if form.is_valid() and _done(form, lambda: _add(request, partnership, form)):
            messages.success(request, _("Ordet är sparat."))
            return redirect("workspace:terms", partnership_id)
        form.focus()
    return _listed(request, partnership, form, may_edit=may_edit)


def _listed(request: HttpRequest, partnership: Any, form: TermForm, *, may_edit: bool) -> HttpResponse:
    partnership_id = partnership.pk
    own = queries.county_terms(partnership_id)
    context = {
        "partnership": partnership,
        "own": own,
        "shipped": [line for line in queries.glossary(partnership_id).older if line.id is None],
        "removed": queries.removed_terms(partnership_id),
        "form": form,
        "may_edit": may_edit,
        # A county that has published nothing has no page that everybody reads.
        "is_public": bool(published.editions(partnership.county.slug)),
    }
    return work_page(request, "workspace/terms.html", context, here="start", status=422 if form.is_bound else 200)


def _add(request: HttpRequest, partnership: Any, form: TermForm) -> None:
    actions.add_term(by=request.user, partnership=partnership, told=form.told())


@signed_in
@require_http_methods(["GET", "POST"])
@once
def term(request: HttpRequest, partnership_id: int, term_id: int) -> HttpResponse:
    """One word: changed, taken out of the list; and its past."""
    partnership = the_partnership(request, partnership_id)
    _check(may_everywhere(request.user, partnership, Permission.EDIT))
    try:
        found = queries.county_term(partnership_id, term_id)
    except NotThere as error:
        return _gone(request, partnership, error)
    if request.POST.get("do") == "remove":
        return _removed(request, partnership, found)
    initial = {"word": found.term.word, "better": found.term.better, "meaning": found.term.meaning}
    form = TermForm(request.POST if request.method == "POST" else None, initial=initial | {"version": found.version})
    if form.is_bound:
        if form.is_valid() and _done(form, lambda: _change(request, partnership, form, term_id)):
            messages.success(request, _("Ordet är sparat."))
            return redirect("workspace:terms", partnership_id)
        form.focus()
    past = history_lines(sittings(queries.term_history(term_id)), [], _changes)
    context = {"partnership": partnership, "one": found, "form": form, "lines": past}
    return work_page(request, "workspace/term.html", context, here="start", status=422 if form.is_bound else 200)


def _gone(request: HttpRequest, partnership: Any, error: NotThere) -> HttpResponse:
    """Somebody else took the word out meanwhile: what was written about it stands in the form for a new one."""
    if request.method != "POST" or "word" not in request.POST:
        raise Http404 from error
    form = TermForm(request.POST)
    form.add_error(None, _("Ordet har tagits bort ur listan av någon annan. Inget har sparats. Spara det som nytt."))
    return _listed(request, partnership, form, may_edit=True)


def _change(request: HttpRequest, partnership: Any, form: TermForm, term_id: int) -> None:
    told, seen = form.told(), form.cleaned_data["version"] or 0
    actions.change_term(by=request.user, partnership=partnership, term_id=term_id, told=told, seen_version=seen)


def _done(form: TermForm, deed: Any) -> bool:
    """Whether it was saved; if not, the form says why and keeps what was written."""
    try:
        deed()
    except InvalidValue as error:
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
    except ChangedMeanwhile as error:
        form.data = form.data.copy()
        form.data["version"] = str(error.version)
        form.add_error(None, sentence_of(error))
    else:
        return True
    return False


def _changes(changes: tuple[FieldChange, ...]) -> list[tuple[Any, Any, Any]]:
    return [(WORDS[c.field], c.before or "", c.after or "") for c in changes if c.before or c.after]


def _removed(request: HttpRequest, partnership: Any, found: TermLine) -> HttpResponse:
    try:
        actions.remove_term(
            by=request.user,
            partnership=partnership,
            term_id=found.id or 0,
            seen_version=number_of(request.POST.get("version")) or 0,
        )
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Ordet är borttaget. Det står bland borttagna ord och kan läggas tillbaka."))
    return redirect("workspace:terms", partnership.pk)


@signed_in
@require_POST
def term_restore(request: HttpRequest, partnership_id: int, term_id: int) -> HttpResponse:
    """Put a word that was taken out back."""
    partnership = the_partnership(request, partnership_id)
    _check(may_everywhere(request.user, partnership, Permission.EDIT))
    try:
        actions.restore_term(by=request.user, partnership=partnership, term_id=term_id)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Ordet står i listan igen."))
    return redirect("workspace:terms", partnership_id)


@signed_in
@require_GET
def terms_csv(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The county's own words as a file."""
    the_partnership(request, partnership_id)
    rows = [[line.term.word, line.term.better, line.term.meaning] for line in queries.county_terms(partnership_id)]
    return csv_answer([[str(word) for word in WORDS.values()], *rows], "ordlista.csv")


def _check(may_edit: bool) -> None:
    if not may_edit:
        raise PermissionDenied
