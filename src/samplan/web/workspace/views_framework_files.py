"""A framework as a file: taken home, read in, looked at, put in, and taken out again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors import rules
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.framework_writing import write_csv, write_yaml
from samplan.plans.names import MAPPING_NAMES
from samplan.plans.shapes.framework_files import (
    BadFrameworkFile,
    FrameworkState,
    MappingState,
    ValueChange,
    changes_between,
    from_json,
)
from samplan.web.swedish import said
from samplan.web.workspace.framework_forms import FIELD_WORDS, FrameworkFileForm, add_error, in_words
from samplan.web.workspace.once import made_nothing, once
from samplan.web.workspace.shell import say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_frameworks import known_framework
from samplan.web.workspace.views_people import around, the_partnership


@signed_in
@require_GET
def file(request: HttpRequest, partnership_id: int, code: str, form: str) -> HttpResponse:
    """The framework as YAML or CSV."""
    partnership = the_partnership(request, partnership_id)
    if form not in {"yaml", "csv"}:
        raise Http404(form)
    known_framework(partnership, code)
    state = queries.framework_state(queries.framework_for(partnership.county_id, code))
    data = write_yaml(code, state) if form == "yaml" else write_csv(state)
    kind = {"yaml": "application/yaml", "csv": "text/csv; charset=utf-8"}[form]
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{code}.{form}"),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def receive(request: HttpRequest, partnership_id: int, code: str) -> HttpResponse:
    """Choose a file; what is wrong in it is told by line, else the page that shows what it would do follows."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    posted = request.method == "POST"
    start = {"last_day": timezone.localdate()}
    form = FrameworkFileForm(request.POST if posted else None, request.FILES if posted else None, initial=start)
    faults: list[tuple[int | None, str]] = []
    if posted and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            made = actions.receive_framework_file(
                by=request.user,
                partnership=partnership,
                framework=code,
                name=chosen.name,
                data=chosen.read(),
                last_day=form.cleaned_data["last_day"],
            )
        except BadFrameworkFile as error:
            form.add_error("file", sentence_of(error))
            faults = [(fault.row, said(fault.said)) for fault in error.faults]
        except DomainError as error:
            add_error(form, error)
        else:
            return redirect("workspace:framework_import", partnership.pk, code, made.pk)
    form.focus()
    context = around(partnership, None, form=form, framework=one, faults=faults)
    return work_page(
        request, "workspace/framework_receive.html", context, here="frameworks", status=422 if posted else 200
    )


@signed_in
@require_http_methods(["GET", "POST"])
@once
def imported(request: HttpRequest, partnership_id: int, code: str, import_id: int) -> HttpResponse:
    """What a file adds, changes and ends; it is put in from here."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    found = queries.framework_import(partnership.county_id, code, import_id)
    if request.method == "POST":
        try:
            actions.put_framework_file(by=request.user, partnership=partnership, import_id=import_id)
        except DomainError as error:
            say(request, error)
            return made_nothing(redirect("workspace:framework_import", partnership.pk, code, import_id))
        messages.success(request, _("Filen är inlagd."))
        return redirect("workspace:framework_import", partnership.pk, code, import_id)
    before, after = from_json(found.before), from_json(found.after)
    changes = changes_between(before, after, found.last_day)
    names = _names(before) | _names(after)
    context = around(
        partnership,
        None,
        framework=one,
        imported=found,
        changes=changes,
        head=_changes(changes.head, names),
        changed=[(c.node, _changes(c.changes, names)) for c in changes.changed],
        added=[(n, names.get(n.parent, "")) for n in changes.added],
        outdated=found.put_at is None and found.seen_version != one.version,
        may_undo=found.put_at is not None and found.undone_at is None and found.put_version == one.version,
    )
    return work_page(request, "workspace/framework_import.html", context, here="frameworks")


def _names(state: FrameworkState) -> dict[str, str]:
    return {n.code: f"{n.number} {n.name}".strip() for n in state.nodes}


def _changes(changes: tuple[ValueChange, ...], names: dict[str, str]) -> list[tuple[Any, Any, Any]]:
    return [(FIELD_WORDS[c.field], _told(c.field, c.before, names), _told(c.field, c.after, names)) for c in changes]


def _told(field: str, value: Any, names: dict[str, str]) -> Any:
    if field == "wordings":
        return "; ".join(value)
    if field == "mappings":
        return "; ".join(_mapping(m) for m in value)
    return in_words(field, value, names)


def _mapping(mapping: MappingState) -> str:
    word = said(next(name for relation, name in MAPPING_NAMES.items() if relation.value == mapping.relation))
    return f"{word} {mapping.to}"


@signed_in
@require_POST
@once
def undo(request: HttpRequest, partnership_id: int, code: str, import_id: int) -> HttpResponse:
    """Make the framework as it was before the file was put in."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    queries.framework_import(partnership.county_id, code, import_id)
    try:
        actions.undo_framework_file(by=request.user, partnership=partnership, import_id=import_id)
    except DomainError as error:
        say(request, error)
        return made_nothing(redirect("workspace:framework_import", partnership.pk, code, import_id))
    messages.success(request, _("Ramverket är som det var innan filen lades in."))
    return redirect("workspace:framework_import", partnership.pk, code, import_id)
