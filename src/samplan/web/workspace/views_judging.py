"""The yearly judgement of a plan: its years, one beside the year before, one thing judged or put right; meetings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.shapes import DomainError, Sentences
from samplan.followup import actions, queries, rules
from samplan.followup.shapes import JudgedArea, JudgedItem, Loss, YearOfJudging, loss_lines, stopped_words
from samplan.plans.catalogue import activity_label, attainment_label, statuses
from samplan.publishing.layouts.meeting import render_meeting
from samplan.publishing.meetings import meeting_of
from samplan.web.swedish import said
from samplan.web.workspace.fields import KIND_WORDS, ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, sentence_of, signed_in, the_plan, work_page

MONTH = timedelta(days=30)


class YearForm(ItemForm):
    """The year that is to be judged."""

    year = forms.IntegerField(
        label=gettext_lazy("År"), min_value=1990, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class JudgeForm(ItemForm):
    """A judgement: whether it is done, or whether it has helped, and why."""

    value = forms.ChoiceField(label=gettext_lazy("Bedömning"), required=False)
    written = forms.CharField(
        label=gettext_lazy("Som ni själva skriver det"),
        required=False,
        help_text=gettext_lazy("Era egna ord för läget, om de är andra än bedömningens."),
    )
    text = forms.CharField(label=gettext_lazy("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    reason = forms.CharField(
        label=gettext_lazy("Varför är den försenad, pausad eller avslutad?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decision = forms.CharField(
        label=gettext_lazy("Beslut som avbröt den"),
        required=False,
        help_text=gettext_lazy("Organ, paragraf och dag. Innan det sparas visas vad som då inte längre följs upp."),
    )
    needs = forms.CharField(
        label=gettext_lazy("Utvecklingsbehov"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    correction = forms.CharField(
        label=gettext_lazy("Varför rättas bedömningen?"),
        required=False,
        help_text=gettext_lazy("Året är låst. Rättelsen syns med skäl, dag och det som stod före."),
    )

    def __init__(self, kind: str, *args: Any, locked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = statuses()
        words = known.activity_statuses if kind == "activity" else known.attainments
        self.fields["value"].choices = [("", _("Ingen bedömning")), *((w.code, said(w)) for w in words)]
        self.fields["value"].label = _("Är den gjord?") if kind == "activity" else _("Hur långt är målet nått?")
        gone = [] if kind == "activity" else ["reason", "decision"]
        gone += [] if kind == "area" else ["needs"]
        gone += [] if locked else ["correction"]
        for name in gone:
            del self.fields[name]
        if locked:
            self.fields["correction"].required = True

    def told(self) -> actions.Said:
        """What was judged."""
        names = asdict(actions.Said())
        return actions.Said(**{name: self.cleaned_data.get(name) or "" for name in names})


def the_year(request: HttpRequest, plan_id: int, year: int) -> tuple[Any, YearOfJudging]:
    """The plan and what is said of it in a year; 404 where the year is not opened."""
    plan = the_plan(request, plan_id)
    told = queries.year_of_judging(plan, year, request.user)
    if told is None:
        raise Http404
    return plan, told


@signed_in
@require_http_methods(["GET", "POST"])
@once
def judged_years(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The years that the plan has been judged in; those who run follow-up open another."""
    plan = the_plan(request, plan_id)
    posted = request.method == "POST"
    if posted:
        rules.check_can_follow_up(request.user, plan.partnership)
    form = YearForm(request.POST if posted else None, initial={"year": timezone.localdate().year})
    if posted and form.is_valid():
        try:
            actions.open_judging(by=request.user, plan=plan, year=form.cleaned_data["year"])
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Året är öppet för bedömning. Tidigare år är låsta."))
            return redirect("workspace:judging", plan.pk, form.cleaned_data["year"])
    form.focus()
    runs, years = rules.can_follow_up(request.user, plan.partnership), queries.judged_years(plan)
    context = {
        "plan": plan,
        "years": [(y, runs and y.locked_at is None and not queries.something_judged(y)) for y in years],
        "form": form,
        "runs": runs,
    }
    return work_page(request, "workspace/judged_years.html", context, here="start", status=422 if posted else 200)


@signed_in
@require_GET
def judging(request: HttpRequest, plan_id: int, year: int) -> HttpResponse:
    """Everything of the plan with its judgement of the year beside the year before."""
    plan, told = the_year(request, plan_id, year)
    runs = rules.can_follow_up(request.user, plan.partnership)
    context = {
        "plan": plan,
        "told": told,
        "areas": [(area, [_row(i, told, runs) for i in area.items]) for area in told.areas],
        "corrections": queries.corrections_of_year(plan, year),
        "runs": runs,
    }
    return work_page(request, "workspace/judging.html", context, here="start")


def _row(item: JudgedItem, told: YearOfJudging, runs: bool) -> dict[str, Any]:
    label = activity_label if item.kind == "activity" else attainment_label
    now, before = item.now, item.before
    return {
        "item": item,
        "word": KIND_WORDS[item.kind],
        "now": label(now.value) if now and now.value else None,
        "before": label(before.value) if before and before.value else None,
        "stopped": stopped_words(now.decision, now.lost) if now and now.decision else None,
        "lost": loss_lines(now.lost) if now and now.decision else [],
        "may": runs if told.locked_at else item.may,
        "answers": [(p, label(p.value)) for p in item.proposed if not told.locked_at],
        "taken": Sentences(**now.source["round"]) if now and now.source else None,
    }


def _found(told: YearOfJudging, kind: str, item_id: int) -> tuple[JudgedArea, JudgedItem]:
    """A thing that is judged, with its area; 404 for another."""
    found = next(((area, i) for area in told.areas for i in area.items if i.kind == kind and i.id == item_id), None)
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
@once
def judge(request: HttpRequest, plan_id: int, year: int, kind: str, item_id: int) -> HttpResponse:
    """Judge one thing; in a locked year, put its judgement right with a reason."""
    plan, told = the_year(request, plan_id, year)
    area, item = _found(told, kind, item_id)
    posted, locked = request.method == "POST", told.locked_at is not None
    if locked:
        rules.check_can_follow_up(request.user, plan.partnership)
    elif not item.may:
        raise PermissionDenied
    form = JudgeForm(kind, request.POST if posted else None, locked=locked, initial=_initial(item))
    valid = posted and form.is_valid()
    loss = _to_confirm(request, plan, item, form) if valid else None
    if valid and loss is None:
        try:
            _save(request, plan, year, item, form, locked=locked)
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Rättelsen är sparad.") if locked else _("Bedömningen är sparad."))
            return redirect(f"{reverse('workspace:judging', args=[plan.pk, year])}#{kind}-{item_id}")
    form.focus(on="value")
    context = {
        "plan": plan,
        "told": told,
        "area": area,
        "row": _row(item, told, runs=True),
        "form": form,
        "locked": locked,
        "loss": loss,
        "loss_lines": loss_lines(loss.value) if loss else [],
    }
    status = 422 if posted and loss is None else 200
    return work_page(request, "workspace/judge.html", context, here="start", status=status)


def _to_confirm(request: HttpRequest, plan: Any, item: JudgedItem, form: JudgeForm) -> Loss | None:
    """What loses its follow-up by a decision that stops the activity, until somebody has seen just that."""
    said_now = form.told()
    new = said_now.decision and (item.now is None or item.now.decision != said_now.decision)
    if item.kind != "activity" or not said_now.value or not new:
        return None
    loss = queries.loss_in(plan.pk, item.id)
    return loss if loss is not None and request.POST.get("sett") != loss.mark else None


@signed_in
@require_POST
def take_answer(request: HttpRequest, plan_id: int, year: int, kind: str, item_id: int) -> HttpResponse:
    """Judge a thing as somebody who answers for it said; what lacks a reason is asked for on the thing's own page."""
    plan, told = the_year(request, plan_id, year)
    _area, item = _found(told, kind, item_id)
    if not item.may:
        raise PermissionDenied
    there = f"{reverse('workspace:judging', args=[plan.pk, year])}#{kind}-{item_id}"
    try:
        actions.take_answer(
            by=request.user,
            plan=plan,
            year=year,
            kind=kind,
            item_id=item_id,
            key=request.POST.get("svar", ""),
            seen_version=number_of(request.POST.get("version")) or 0,
        )
    except DomainError as error:
        messages.error(request, sentence_of(error))
    else:
        messages.success(request, _("Svaret är bedömningen nu. Det står vems svar det är."))
    return redirect(there)


def _initial(item: JudgedItem) -> dict[str, str]:
    """What was judged before, or else what the plan says today: nobody has to write it twice."""
    now = item.now
    if now is None:
        return {"value": item.current, "written": item.current_written}
    return {name: getattr(now, name) for name in asdict(actions.Said())}


def _save(request: HttpRequest, plan: Any, year: int, item: JudgedItem, form: JudgeForm, *, locked: bool) -> None:
    told = {"by": request.user, "plan": plan, "year": year, "kind": item.kind, "item_id": item.id, "said": form.told()}
    if locked:
        actions.correct_judgement(**told, reason=form.cleaned_data["correction"])
    else:
        actions.judge(**told, seen_version=number_of(request.POST.get("version")) or 0)


@signed_in
@require_POST
def lock_year(request: HttpRequest, plan_id: int, year: int) -> HttpResponse:
    """Lock the year's judgement."""
    plan = the_plan(request, plan_id)
    try:
        actions.lock_year(by=request.user, plan=plan, year=year)
    except rules.NotTaken as error:
        messages.error(request, sentence_of(error))
    else:
        messages.success(request, _("Året är låst. Ett fel rättas med Rätta, och rättelsen syns."))
    return redirect("workspace:judged_years", plan.pk)


@signed_in
@require_POST
def take_back_year(request: HttpRequest, plan_id: int, year: int) -> HttpResponse:
    """Take back a year in which nothing is judged; what its opening locked is open again."""
    plan = the_plan(request, plan_id)
    try:
        again = actions.take_back_year(by=request.user, plan=plan, year=year)
    except rules.NotTaken as error:
        messages.error(request, sentence_of(error))
    else:
        told = [_("%(year)s är taget tillbaka.") % {"year": year}]
        told += [_("%(year)s är öppet igen.") % {"year": one} for one in again]
        messages.success(request, " ".join(told))
    return redirect("workspace:judged_years", plan.pk)


class SinceForm(ItemForm):
    """The day of the last meeting."""

    sedan = day_field(gettext_lazy("Ändrat sedan"), required=True)


def _since(request: HttpRequest) -> tuple[SinceForm, date]:
    month_ago = timezone.localdate() - MONTH
    form = SinceForm(request.GET if "sedan" in request.GET else None, initial={"sedan": month_ago})
    return form, form.cleaned_data["sedan"] if form.is_bound and form.is_valid() else month_ago


@signed_in
@require_GET
def meeting(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What has changed since a day, for a meeting."""
    plan = the_plan(request, plan_id)
    form, since = _since(request)
    told = meeting_of(plan, since)
    areas = [(area, [(c, KIND_WORDS[c.kind]) for c in some]) for area, some in told.by_area()]
    context = {"plan": plan, "form": form, "since": since, "told": told, "areas": areas}
    return work_page(request, "workspace/meeting.html", context, here="start")


@signed_in
@require_GET
def meeting_file(request: HttpRequest, plan_id: int, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    plan = the_plan(request, plan_id)
    _form, since = _since(request)
    made = render_meeting(meeting_of(plan, since), stem=f"andrat-sedan-{since.isoformat()}", kind=form)
    return handed_out(made)


def handed_out(made: Any) -> HttpResponse:
    """A paper of the workspace as an answer: nobody keeps it on the way."""
    headers = {
        "Content-Disposition": content_disposition_header(True, made.name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(made.data, content_type=made.content_type, headers=headers)
