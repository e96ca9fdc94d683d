"""What the plan lacks: the list, setting aside, the counts by day, and what stops an edition in the county."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.rules import can_publish
from samplan.actors.shapes import DomainError
from samplan.plans import actions, checks, queries
from samplan.plans.rules import edit_rights
from samplan.plans.shapes.findings import DayCount, Finding, GateLevel, PlanCheck
from samplan.web.swedish import said
from samplan.web.workspace.check_change import count_change
from samplan.web.workspace.check_list import Listing, in_place
from samplan.web.workspace.fields import ItemForm
from samplan.web.workspace.shell import editable_plan, number_of, say, signed_in, the_plan, work_page

LEVEL_WORDS = [
    (GateLevel.OFF.value, gettext_lazy("Säg inget")),
    (GateLevel.WARN.value, gettext_lazy("Påminn")),
    (GateLevel.STOP.value, gettext_lazy("Stoppa")),
]


@signed_in
@require_GET
def check(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The list, by what has to be done."""
    plan = the_plan(request, plan_id)
    rights = edit_rights(request.user, plan)
    found = queries.plan_check(plan, person=request.user)
    gate = queries.gate_levels(plan.partnership_id)
    days = queries.counts_by_day(plan_id)
    listing = Listing(plan_id, found, gate, rights, request.GET.get("vad", ""))
    mine = queries.findings_of(found, rights.areas, everything=rights.everything)
    shown = {"alla": found.open, "fore": tuple(f for f in found.open if listing.before(f)), "mina": mine}
    show = request.GET.get("visa", "alla")
    area = number_of(request.GET.get("omrade"))
    findings = _in_area(shown.get(show, found.open), area)
    context = {
        "plan": plan,
        "check": found,
        "show": show if show in {*shown, "uppskjutna"} else "alla",
        "filters": _filters(shown, found),
        "area": area,
        "parts": () if show == "uppskjutna" else listing.parts(findings),
        "waiting": listing.waiting(found.aside),
        "before": len(shown["fore"]),
        "in_place": in_place(found),
        "days": _days(days),
        "changed": count_change(days, found.counts(), timezone.localdate()),
        "groups": [said(group.title.sentences()) for group in checks.groups().values()],
        "may_all": rights.everything,
        "may_gate": can_publish(request.user, plan.partnership),
    }
    return work_page(request, "workspace/check.html", context, here="start")


def _in_area(findings: tuple[Finding, ...], area: int | None) -> tuple[Finding, ...]:
    return findings if area is None else tuple(f for f in findings if str(area) in f.areas)


def _filters(shown: dict[str, tuple[Finding, ...]], found: PlanCheck) -> list[tuple[str, str, int]]:
    words = {"alla": _("Alla"), "fore": _("Före nästa utgåva"), "mina": _("Mina")}
    rows = [(key, words[key], len(findings)) for key, findings in shown.items()]
    return [*rows, ("uppskjutna", _("Uppskjutna"), len(found.aside))]


def _days(days: tuple[DayCount, ...]) -> list[tuple[Any, int, list[int]]]:
    """Each day with its total and the number of each part of the list."""
    order = list(checks.groups())
    rows = []
    for day in days:
        numbers = dict.fromkeys(order, 0)
        for code, number in day.by_code.items():
            if code in checks.codes():
                numbers[checks.group_of(code)] += number
        rows.append((day.day, day.total, list(numbers.values())))
    return rows


class AsideForm(ItemForm):
    """Why a finding can wait."""

    reason = forms.CharField(
        label=gettext_lazy("Varför kan det vänta?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Det kommer tillbaka om texten som det gäller ändras."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Set a finding aside, with a reason."""
    plan = editable_plan(request, plan_id)
    key = request.GET.get("vad", "")
    finding = next((f for f in queries.plan_check(plan).open if f.key == key), None)
    if finding is None:
        messages.info(request, _("Det finns inte längre i listan. Det kan vara ordnat."))
        return redirect("workspace:check", plan_id)
    posted = request.method == "POST"
    form = AsideForm(request.POST if posted else None)
    if posted and form.is_valid():
        if _done(request, lambda: actions.set_aside(by=request.user, plan=plan, key=key, **form.cleaned_data)):
            messages.success(request, _("Uppskjutet. Du hittar det under Uppskjutna."))
        return redirect(f"{reverse('workspace:check', args=[plan_id])}#{finding.code}")
    form.focus(first=not posted)
    context = {
        "plan": plan,
        "form": form,
        "heading": said(checks.heading(finding.code)),
        "sentence": said(checks.sentence_of(finding)),
    }
    return work_page(request, "workspace/check_aside.html", context, here="start", status=422 if posted else 200)


def _done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether the action was done; its refusal is shown on the next page."""
    try:
        act()
    except DomainError as error:
        say(request, error)
        return False
    return True


@signed_in
@require_POST
def take_up(request: HttpRequest, plan_id: int, aside_id: int) -> HttpResponse:
    """Let a finding stand open again."""
    plan = editable_plan(request, plan_id)
    if _done(request, lambda: actions.take_up_again(by=request.user, plan=plan, aside_id=aside_id)):
        messages.success(request, _("Det står i listan igen."))
    return redirect("workspace:check", plan_id)


@signed_in
@require_POST
def note_counts(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Note how many findings there are today."""
    plan = editable_plan(request, plan_id)
    try:
        total = actions.record_counts(by=request.user, plan=plan)
    except DomainError as error:
        say(request, error)
    else:
        words = ngettext("Antecknat: %(n)s sak i dag.", "Antecknat: %(n)s saker i dag.", total)
        messages.success(request, words % {"n": total})
    return redirect(f"{reverse('workspace:check', args=[plan_id])}#h-antal")


def gate_form(levels: dict[str, GateLevel], data: Any = None) -> ItemForm:
    """A choice for each predicate."""
    form = ItemForm(data)
    for code in checks.codes():
        form.fields[code] = forms.ChoiceField(
            label=said(checks.heading(code)),
            choices=LEVEL_WORDS,
            widget=forms.Select(attrs={"class": "ds-input"}),
            initial=levels.get(code, checks.default_gate(code)).value,
        )
    return form


@signed_in
@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What reminds and what stops when the county publishes: a choice for each predicate."""
    plan = the_plan(request, plan_id)
    if not can_publish(request.user, plan.partnership):
        raise PermissionDenied
    now = queries.gate_levels(plan.partnership_id)
    posted = request.method == "POST"
    form = gate_form(now, request.POST if posted else None)
    if posted and form.is_valid():
        changed = {c: v for c, v in form.cleaned_data.items() if v != form.fields[c].initial}
        if not changed or _done(
            request, lambda: actions.set_gate(by=request.user, partnership=plan.partnership, levels=changed)
        ):
            messages.success(request, _("Sparat. Det gäller alla länets planer."))
        return redirect("workspace:check", plan_id)
    parts = [
        (said(group.title.sentences()), [form[c] for c in checks.codes() if checks.group_of(c) == code])
        for code, group in checks.groups().items()
    ]
    context = {"plan": plan, "form": form, "parts": parts}
    return work_page(request, "workspace/check_gate.html", context, here="start", status=422 if posted else 200)
