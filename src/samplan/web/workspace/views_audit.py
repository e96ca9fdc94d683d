"""Who did what when in a county, for those who may read it: on a page and as CSV. What was written is never told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from samplan.actors import rules
from samplan.actors.audit_log import NOBODY, AuditFilter, AuditLine, audit_lines, who_acted
from samplan.actors.audit_words import audit_words
from samplan.plans import queries
from samplan.web.csv_answers import csv_answer
from samplan.web.swedish import said
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.shell import number_of, signed_in, work_page
from samplan.web.workspace.views_people import around, the_partnership

A_PAGE = 100
"""Deeds on one page."""


class AuditForm(ItemForm):
    """Whose deeds, of what sort, from when to when."""

    only_asks = True  # nothing of it must be filled in, and nothing says so at each field

    vem = forms.ChoiceField(label=gettext_lazy("Vem"), required=False)
    slag = forms.ChoiceField(label=gettext_lazy("Vad"), required=False)
    fran = day_field(gettext_lazy("Från och med"))
    till = day_field(gettext_lazy("Till och med"))

    def __init__(self, people: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(pk), name) for pk, name in people]
        self.fields["vem"].choices = [("", _("Alla")), *named, (str(NOBODY), _("Ingen inloggad"))]
        groups = [(code, said(name)) for code, name in audit_words().group_names().items()]
        self.fields["slag"].choices = [("", _("Allt")), *groups]

    def asked(self) -> AuditFilter:
        """What is asked for; a field that cannot be read asks for nothing."""
        told = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        person = number_of(told.get("vem"))
        return AuditFilter(person, told.get("slag", ""), told.get("fran"), told.get("till"))


def _told(line: AuditLine) -> str:
    name = audit_words().deed_names().get(line.verb)
    return said(name) if name else line.verb


def _day(line: tuple[AuditLine, Any, Any]) -> date:
    return timezone.localtime(line[0].when).date()


@signed_in
@require_GET
def audit(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The county's deeds, the newest first."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_read_audit(request.user, partnership)
    form = AuditForm(who_acted(partnership), request.GET if request.GET else {})
    page = max(1, number_of(request.GET.get("sida")) or 1)
    found = list(audit_lines(partnership, form.asked(), limit=A_PAGE + 1, offset=(page - 1) * A_PAGE))
    titles = queries.plan_titles(partnership.pk)
    shown = [(line, _told(line), _plan(line, titles)) for line in found[:A_PAGE]]
    kept = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})
    context = around(
        partnership,
        None,
        form=form,
        days=[(day, list(lines)) for day, lines in groupby(shown, key=_day)],
        kept=kept,
        earlier=page + 1 if len(found) > A_PAGE else None,
        later=page - 1 if page > 1 else None,
    )
    return work_page(request, "workspace/audit.html", context, here="people", status=422 if form.errors else 200)


def _plan(line: AuditLine, titles: dict[int, str]) -> str:
    """The plan's title; "" for what is about no plan that is there."""
    if line.plan_id not in titles:
        return ""
    return titles[line.plan_id] or _("Plan utan titel")


@signed_in
@require_GET
def audit_file(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The same deeds as CSV, all that the filter finds."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_read_audit(request.user, partnership)
    asked = AuditForm(who_acted(partnership), request.GET if request.GET else {}).asked()
    titles = queries.plan_titles(partnership.pk)
    heads = [[_("Tid"), _("Vem"), _("Vad"), _("Plan"), _("Slag"), _("Nummer")]]
    rows = (
        [
            timezone.localtime(line.when).isoformat(timespec="seconds"),
            line.by or _("Ingen inloggad"),
            _told(line),
            _plan(line, titles),
            line.object_kind,
            line.object_id,
        ]
        for line in audit_lines(partnership, asked)
    )
    return csv_answer([*heads, *rows], f"vem-gjorde-vad-{timezone.localdate():%Y-%m-%d}.csv")
