"""SKL's numbered indicators as a county knows them: the list, one number, a file of them, and the list as a file."""

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
from samplan.actors.shapes import DomainError, Permission, Sentences
from samplan.analysis import actions, queries, skl
from samplan.analysis.questions import choosing
from samplan.analysis.rules import FigureChanged, InvalidFigure
from samplan.web.csv_answers import csv_answer
from samplan.web.swedish import said
from samplan.web.workspace.figure_forms import ValueFileForm
from samplan.web.workspace.item_form import ItemForm
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_people import the_partnership

MOST_MB = 5


class NumberForm(ItemForm):
    """A number with what the county knows of it. The version seen goes along."""

    number = forms.IntegerField(label=gettext_lazy("Nummer"), min_value=1, max_value=skl.HIGHEST)
    title = forms.CharField(label=gettext_lazy("Namn"), required=False, max_length=skl.LONGEST["title"])
    references = forms.CharField(
        label=gettext_lazy("Mått i Kolada"),
        required=False,
        max_length=skl.LONGEST["references"],
        help_text=gettext_lazy("Koder som N15428, med komma mellan."),
    )
    source = forms.CharField(label=gettext_lazy("Annan källa"), required=False, max_length=skl.LONGEST["source"])
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def told(self) -> skl.KeyIndicator:
        """What was written."""
        told = self.cleaned_data
        references = skl.references_in(told["references"] or "")
        return skl.KeyIndicator(told["number"], told["title"] or "", references, told["source"] or "")

    def clean_references(self) -> str:
        """Codes alone."""
        text: str = self.cleaned_data["references"] or ""
        try:
            skl.references_in(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("”%(word)s” är inget mått i Kolada. Inget har sparats. Skriv en kod som N15428.") % {"word": error}
            ) from error
        return text


@signed_in
@require_http_methods(["GET", "POST"])
@once
def skl_numbers(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """All numbers that are known, and a form for another one."""
    partnership = the_partnership(request, partnership_id)
    may_edit = may_everywhere(request.user, partnership, Permission.EDIT)
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _check(may_edit=may_edit)
        if form.is_valid() and _set(request, partnership, form, seen=0):
            messages.success(request, _("Numret är sparat."))
            return redirect("workspace:skl_numbers", partnership_id)
        form.focus()
    told = queries.key_indicators(partnership.county_id)
    context = {
        "partnership": partnership,
        "lines": [(one, _named(one)) for one in told.values()],
        "lacking": sum(not one.complete for one in told.values()),
        "form": form,
        "file_form": ValueFileForm(),
        "files": queries.key_files(partnership.county_id),
        "may_edit": may_edit,
    }
    return work_page(request, "workspace/skl_numbers.html", context, here="start", status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def skl_number(request: HttpRequest, partnership_id: int, number: int) -> HttpResponse:
    """One number: completed, corrected, or taken back to what is known of it."""
    partnership = the_partnership(request, partnership_id)
    _check(may_edit=may_everywhere(request.user, partnership, Permission.EDIT))
    found = queries.key_indicators(partnership.county_id).get(number)
    if found is None:
        raise Http404
    if request.POST.get("do") == "remove":
        return _taken_back(request, partnership, found)
    form = NumberForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    form.fields["number"].widget = forms.HiddenInput()
    if form.is_bound:
        seen = (form.is_valid() and form.cleaned_data["version"]) or 0
        if form.is_valid() and form.cleaned_data["number"] == number and _set(request, partnership, form, seen=seen):
            messages.success(request, _("Numret är sparat."))
            return redirect("workspace:skl_numbers", partnership_id)
        form.focus()
    context = {"partnership": partnership, "one": found, "form": form}
    return work_page(request, "workspace/skl_number.html", context, here="start", status=422 if form.is_bound else 200)


def _initial(found: skl.KeyIndicator) -> dict[str, Any]:
    told = {"number": found.number, "title": found.title, "source": found.source, "version": found.version}
    return told | {"references": skl.codes_of(found.references)}


def _check(*, may_edit: bool) -> None:
    if not may_edit:
        raise PermissionDenied


def _named(one: skl.KeyIndicator) -> list[tuple[str, str]]:
    """Codes of official figures with their titles, where they have been fetched."""
    found = [(reference, choosing.definition_of(reference)) for reference in one.references]
    return [(reference.removeprefix("kolada:"), told.title if told else "") for reference, told in found]


def _set(request: HttpRequest, partnership: Any, form: NumberForm, *, seen: int) -> bool:
    try:
        actions.set_key_indicator(by=request.user, partnership=partnership, told=form.told(), seen_version=seen)
    except InvalidFigure as error:
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
    except FigureChanged as error:
        form.data = form.data.copy()
        form.data["version"] = str(error.version)
        form.add_error(None, sentence_of(error))
    else:
        return True
    return False


def _taken_back(request: HttpRequest, partnership: Any, found: skl.KeyIndicator) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        actions.remove_key_indicator(
            by=request.user,
            partnership=partnership,
            number=found.number,
            seen_version=int(version) if version.isdecimal() else 0,
        )
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Det som länet hade fyllt i är borttaget."))
    return redirect("workspace:skl_numbers", partnership.pk)


@signed_in
@require_GET
def skl_csv(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The list as a file, in the shape that can be read in again."""
    partnership = the_partnership(request, partnership_id)
    told = queries.key_indicators(partnership.county_id).values()
    rows = [[one.number, one.title, skl.codes_of(one.references), one.source] for one in told]
    return csv_answer([[heads[0] for heads in skl.HEADS.values()], *rows], "skl-nummer.csv")


@signed_in
@require_POST
@once
def skl_receive(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Read a file of numbers and show what it would do."""
    partnership = the_partnership(request, partnership_id)
    _check(may_edit=may_everywhere(request.user, partnership, Permission.EDIT))
    form = ValueFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Välj en fil först. Inget har sparats."))
        return redirect("workspace:skl_numbers", partnership_id)
    sent = form.cleaned_data["file"]
    if sent.size > MOST_MB * 2**20:
        messages.error(request, _("Filen är för stor. Inget har sparats. Dela den i delar på högst 5 MB."))
        return redirect("workspace:skl_numbers", partnership_id)
    made = actions.receive_key_file(by=request.user, partnership=partnership, name=sent.name, data=sent.read())
    return redirect("workspace:skl_file", partnership_id, made.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def skl_file(request: HttpRequest, partnership_id: int, file_id: int) -> HttpResponse:
    """What a file of numbers would do or did; it is put in, and taken out again."""
    partnership = the_partnership(request, partnership_id)
    _check(may_edit=may_everywhere(request.user, partnership, Permission.EDIT))
    file = queries.key_file(partnership.county_id, file_id)
    if file is None:
        raise Http404
    if request.method == "POST":
        undo = request.POST.get("do") == "undo"
        deed = actions.undo_key_file if undo else actions.put_key_file
        try:
            deed(by=request.user, partnership=partnership, file_id=file_id)
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Filen är uttagen igen.") if undo else _("Numren är inlagda."))
        return redirect("workspace:skl_file", partnership_id, file_id)
    faults = [(f["line"], said(Sentences(f["sv"], f["en"]))) for f in file.faults]
    context = {"partnership": partnership, "file": file, "faults": faults, "rows": [_row(r) for r in file.rows]}
    return work_page(request, "workspace/skl_file.html", context, here="start")


def _row(row: dict[str, Any]) -> dict[str, Any]:
    told, before = row["told"], row["before"]
    return {
        "line": row["line"],
        "number": told["number"],
        "title": told["title"],
        "codes": skl.codes_of(told["references"]),
        "source": told["source"],
        "before": before and (before["title"] or skl.codes_of(before["references"]) or before["source"]),
        "same": before == told,
    }
