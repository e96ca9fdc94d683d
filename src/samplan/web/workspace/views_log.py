"""What has happened in a plan, what lies outside it, and purging."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.rules import can_administer
from samplan.plans import actions, queries
from samplan.plans.rules import NotPurged, NotThere, can_edit_something
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.log import LogEntry
from samplan.web.workspace.fields import KIND_WORDS, ItemForm
from samplan.web.workspace.history_lines import TIE_WORDS, item_words, removed_words
from samplan.web.workspace.shell import kind_of, number_of, sentence_of, signed_in, the_plan, work_page

A_PAGE = 60
"""Saves on one page of what has happened."""


@dataclass
class LogLine:
    """Saves that are told in one line: the latest, what it is called, how many, and what a tie was tied to."""

    entry: LogEntry
    word: Any
    times: int = 1
    others: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the line calls the item."""
        return item_words(self.entry.kind, self.entry.text)


def _together(entries: list[LogEntry]) -> list[LogLine]:
    """Saves of one item by one person that stand next to each other are one line, and so are ties of one sort."""
    lines: list[LogLine] = []
    for entry in entries:
        last = lines[-1] if lines else None
        if last is not None and _same(last.entry, entry):
            last.times += 1
        else:
            last = LogLine(entry, TIE_WORDS[entry.tie] if entry.tie else KIND_WORDS[entry.kind])
            lines.append(last)
        if entry.other and entry.other not in last.others:
            last.others.append(entry.other)
    return lines


def _same(last: LogEntry, entry: LogEntry) -> bool:
    one = (last.kind, last.item_id, last.by, last.what, last.tie) == (
        *(entry.kind, entry.item_id, entry.by, entry.what, entry.tie),
    )
    return one and (entry.what == "changed" or (entry.tie is not None and last.reason == entry.reason))


def _day(line: LogLine) -> date:
    return timezone.localtime(line.entry.when).date()


@signed_in
@require_GET
def log(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What has happened in the plan, newest first, by day; each line leads to the item's own history."""
    plan = the_plan(request, plan_id)
    page = max(1, number_of(request.GET.get("sida")) or 1)
    entries = queries.plan_log(plan_id, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE)
    shown = _together(entries[:A_PAGE])
    context = {
        "plan": plan,
        "days": [(day, list(lines)) for day, lines in groupby(shown, key=_day)],
        "earlier": page + 1 if len(entries) > A_PAGE else None,
        "later": page - 1 if page > 1 else None,
    }
    return work_page(request, "workspace/log.html", context, here="start")


@signed_in
@require_GET
def removed(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What has been taken out of the plan: put back, or purge."""
    plan = the_plan(request, plan_id)
    context = {
        "plan": plan,
        "removed": [
            (item, KIND_WORDS[item.kind], item_words(item.kind, item.text)) for item in queries.removed_items(plan_id)
        ],
        "ties": [(one, TIE_WORDS[one.tie], removed_words(one)) for one in queries.removed_ties(plan_id)],
        "may_edit": can_edit_something(request.user, plan),
        "may_purge": can_administer(request.user, plan.partnership),
    }
    return work_page(request, "workspace/removed.html", context, here="start")


class PurgeForm(ItemForm):
    """The decision behind a purge."""

    word = forms.CharField(
        label=gettext_lazy("Kontrollord"),
        max_length=20,
        help_text=gettext_lazy("De åtta tecknen sist i arkivfilens namn."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Vem har beslutat?"),
        max_length=300,
        help_text=gettext_lazy("Organ eller funktion, och paragraf om det finns en."),
    )
    reason = forms.CharField(label=gettext_lazy("Varför?"), widget=forms.Textarea(attrs={"rows": 3}))


def _to_purge(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> tuple[Any, ItemKind, Any]:
    """The plan, the kind and the archive of a removed item, for an administrator."""
    plan, kind = the_plan(request, plan_id), kind_of(kind_name)
    if not can_administer(request.user, plan.partnership):
        raise PermissionDenied
    try:
        return plan, kind, queries.item_archive(kind, item_id, plan_id)
    except NotThere as error:
        raise Http404 from error


@signed_in
@require_http_methods(["GET", "POST"])
def purge(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Purge a removed item by a named decision, after its archive file has been taken out."""
    plan, kind, archive = _to_purge(request, plan_id, kind_name, item_id)
    form = PurgeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            actions.purge_item(
                by=request.user,
                plan=plan,
                kind=kind,
                item_id=item_id,
                decided_by=told["decided_by"],
                reason=told["reason"],
                archive_word=told["word"],
            )
        except NotPurged as error:
            form.add_error(error.field or None, sentence_of(error))
        else:
            messages.success(request, _("Rensat. Beslutet finns kvar, texten gör det inte."))
            return redirect("workspace:removed", plan_id)
    form.focus()
    context = {
        "plan": plan,
        "kind": kind.value,
        "kind_word": KIND_WORDS[kind],
        "item_id": item_id,
        "rows": archive.rows,
        "form": form,
    }
    return work_page(request, "workspace/purge.html", context, here="start", status=422 if form.is_bound else 200)


@signed_in
@require_GET
def archive(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """The archive file of a removed item: what is kept when it is purged."""
    _plan, kind, file = _to_purge(request, plan_id, kind_name, item_id)
    response = HttpResponse(file.data, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="samplan-arkiv-{kind.value}-{item_id}-{file.word}.json"'
    return response
