"""A county's year of follow-up as it would be published: read, printed, published, taken back; fact sheets; wishes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.queries import bodies_of, partnerships_of
from samplan.actors.rules import can_publish, check_can_publish
from samplan.actors.shapes import DomainError
from samplan.followup import actions as followup
from samplan.followup import queries, rules, statement_rules
from samplan.followup.compiling import compiling
from samplan.followup.shapes import RecommendationAnswer
from samplan.publishing import actions as publishing
from samplan.publishing.figures.printed import printed_by_area
from samplan.publishing.followup_figures import figures_are_others, figures_now, figures_of_year
from samplan.publishing.followup_years import later_with
from samplan.publishing.followups import (
    fact_sheet,
    followup_draft,
    followup_entries,
    names_chosen_since_published,
    public_report,
)
from samplan.publishing.layouts.fact_sheet import render_fact_sheet
from samplan.publishing.layouts.followup import LAYOUTS, render_followup
from samplan.publishing.rules import NoSuchEdition
from samplan.web.csv_answers import csv_answer
from samplan.web.followup_pages import csv_rows, held_lines
from samplan.web.public.figure_beside import with_figures
from samplan.web.swedish import order
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, sentence_of, signed_in, work_page
from samplan.web.workspace.views_followup import HERE
from samplan.web.workspace.views_judging import handed_out
from samplan.web.workspace.views_people import the_partnership

FORMS = ("docx", "pdf", "xlsx", "json", "csv")


def run_by(request: HttpRequest, partnership_id: int) -> Any:
    """The partnership, if the signed-in person runs its follow-up: 404 to a stranger, 403 to the others."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_follow_up(request.user, partnership)
    return partnership


def read_by(request: HttpRequest, partnership_id: int) -> Any:
    """The partnership, if the signed-in person may read its follow-up: 404 to a stranger, 403 to the others."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_read_year(request.user, partnership)
    return partnership


@signed_in
@require_GET
def year(request: HttpRequest, partnership_id: int, year: int) -> HttpResponse:
    """The year with every body's answers, as those who run follow-up may read it, and what is published of it.

    Who reads without running it sees it as it would be published: names only where bodies consent.
    """
    partnership = read_by(request, partnership_id)
    runs = rules.can_follow_up(request.user, partnership)
    report = queries.report_of(partnership, year, public=False) if runs else public_report(partnership, year)
    entries = [e for e in followup_entries(partnership.county.slug) if e.year == year]
    context = with_figures(report, figures_of_year(partnership, year, report)) | {
        "partnership": partnership,
        "year": year,
        "entries": entries,
        "bodies": [b for b in bodies_of(partnership) if fact_sheet(report, b.name)] if runs else [],
        "runs": runs,
        "publishes": can_publish(request.user, partnership),
        "renamed": names_chosen_since_published(partnership, year) if entries and runs else 0,
        "slug": partnership.county.slug,
    }
    return work_page(request, "workspace/followup_year.html", context, here=HERE)


@signed_in
@require_GET
def year_file(request: HttpRequest, partnership_id: int, year: int, form: str) -> HttpResponse:
    """The chapter in a layout of the sources, or the year as data, as it would be published."""
    partnership = read_by(request, partnership_id)
    layout = request.GET.get("layout", "whole")
    if form not in FORMS or layout not in LAYOUTS:
        raise Http404(form)
    report = public_report(partnership, year)
    if form == "csv":
        return csv_answer(csv_rows(report), f"uppfoljning-{report.year}.csv")
    figures = printed_by_area(figures_of_year(partnership, year, report))
    return handed_out(render_followup(report, kind=form, layout=layout, draft=True, figures=figures))


class PublishForm(ItemForm):
    """A note to readers."""

    note = forms.CharField(
        label=gettext_lazy("Vad är nytt?"),
        required=False,
        help_text=gettext_lazy("Visas för läsarna bredvid utgåvans datum."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
@once
def publish_year(request: HttpRequest, partnership_id: int, year: int) -> HttpResponse:
    """Publish the year, after saying what that means and whom it names."""
    partnership = run_by(request, partnership_id)
    check_can_publish(request.user, partnership)
    posted = request.method == "POST"
    form = PublishForm(request.POST if posted else None)
    report, changed = followup_draft(partnership, year)
    if posted and form.is_valid():
        try:
            publishing.publish_followup(
                by=request.user, partnership=partnership, year=year, note=form.cleaned_data["note"] or ""
            )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Uppföljningen är utgiven."))
            return redirect("workspace:followup_year", partnership_id, year)
    names = sorted(
        {row.body for grid in report.grids for row in grid.rows} | {n for s in report.statements for n in s.names}
    )
    figures = figures_now(partnership, year, report)
    others = figures_are_others(partnership, year, figures)
    context = {
        "partnership": partnership,
        "year": year,
        "report": report,
        "held": held_lines(report),
        "least": compiling().differences,
        "changed": changed or others,
        "other_figures": others,
        "figures": figures,
        "names": sorted(names, key=order),
        "stale": [s for s in report.statements if s.changed],
        "judged": queries.plan_of_year(partnership, year) if report.not_locked else None,
        "form": form,
    }
    return work_page(request, "workspace/followup_publish.html", context, here=HERE, status=422 if posted else 200)


class WithdrawForm(ItemForm):
    """Why a published follow-up is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Varför tas uppföljningen tillbaka?"), help_text=gettext_lazy("Läsarna ser skälet.")
    )


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_year(request: HttpRequest, partnership_id: int, year: int, number: int) -> HttpResponse:
    """Take a published follow-up back: its address stays and tells why."""
    partnership = run_by(request, partnership_id)
    check_can_publish(request.user, partnership)
    entries = followup_entries(partnership.county.slug)
    entry = next((e for e in entries if (e.year, e.number) == (year, number)), None)
    if entry is None:
        raise Http404
    posted = request.method == "POST"
    form = WithdrawForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            publishing.withdraw_followup(
                by=request.user, partnership=partnership, year=year, number=number, reason=form.cleaned_data["reason"]
            )
        except NoSuchEdition as error:
            raise Http404 from error
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Uppföljningen är återtagen."))
            return redirect("workspace:followup_year", partnership_id, year)
    form.focus()
    context = {"partnership": partnership, "entry": entry, "form": form}
    context["later"] = later_with(partnership, year, number)
    return work_page(request, "workspace/followup_withdraw.html", context, here=HERE, status=422 if posted else 200)


@signed_in
@require_GET
def sheet(request: HttpRequest, partnership_id: int, year: int, body_id: int) -> HttpResponse:
    """A municipality's or service's own year, for those who act for it and those who run follow-up."""
    partnership, body, report, told = _sheet(request, partnership_id, year, body_id)
    context = {"partnership": partnership, "year": year, "body": body, "report": report, "sheet": told}
    return work_page(request, "workspace/fact_sheet.html", context, here=HERE)


@signed_in
@require_GET
def sheet_file(request: HttpRequest, partnership_id: int, year: int, body_id: int, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    _partnership, body, report, told = _sheet(request, partnership_id, year, body_id)
    stem = f"faktablad-{slugify(body.name)}-{year}"
    return handed_out(render_fact_sheet(report, told, stem=stem, kind=form, draft=True))


def _sheet(request: HttpRequest, partnership_id: int, year: int, body_id: int) -> tuple[Any, Any, Any, Any]:
    partnership = the_partnership(request, partnership_id)
    body = bodies_of(partnership).filter(pk=body_id).first()
    if body is None:
        raise Http404
    statement_rules.check_acts_for(request.user, partnership, body)
    report = queries.report_of(partnership, year, public=False)
    told = fact_sheet(report, body.name)
    if told is None:
        raise Http404
    return partnership, body, report, told


class RecommendForm(ItemForm):
    """A recommendation to a body."""

    body = forms.ChoiceField(label=gettext_lazy("Till"))
    area = forms.ChoiceField(label=gettext_lazy("Område"), required=False)
    text = forms.CharField(label=gettext_lazy("Rekommendation"), widget=forms.Textarea(attrs={"rows": 3}))
    due = day_field(gettext_lazy("Senast"))

    def __init__(self, partnership: Any, own: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(b.pk, b.name) for b in bodies_of(partnership)]
        if own is not None:
            self.fields["area"].choices = [(area.pk, str(area)) for area in own]
            self.fields["area"].required = True
            return
        plan = queries.plan_of_year(partnership, timezone.localdate().year)
        areas = [t for t in queries.tag_choices(partnership, timezone.localdate().year) if t.area_id] if plan else []
        self.fields["area"].choices = [("", _("Inget särskilt")), *((t.area_id, f"{t.number} {t.name}") for t in areas)]


@signed_in
@require_http_methods(["GET", "POST"])
@once
def recommendations(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """All recommendations of the county with their answers; those who run follow-up make new ones."""
    partnership = the_partnership(request, partnership_id)
    posted, runs = request.method == "POST", rules.can_follow_up(request.user, partnership)
    own = None if runs else list(rules.areas_to_follow_up(request.user, partnership))
    if posted and not own:
        rules.check_can_follow_up(request.user, partnership)
    chosen = {"area": number_of(request.GET.get("omrade"))}
    form = RecommendForm(partnership, own, request.POST if posted else None, initial=chosen) if runs or own else None
    if posted and form is not None and form.is_valid():
        told = form.cleaned_data
        try:
            followup.recommend(
                by=request.user,
                partnership=partnership,
                year=timezone.localdate().year,
                text=told["text"],
                body_id=int(told["body"]),
                area_id=int(told["area"]) if told["area"] else None,
                due=told["due"],
            )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Rekommendationen är skickad. Den finns i Mina uppgifter hos dem som svarar."))
            return redirect("workspace:recommendations", partnership_id)
    lines = queries.recommendations_of(partnership, request.user)
    context = {"partnership": partnership, "county": partnership.county, "lines": lines, "form": form}
    return work_page(request, "workspace/recommendations.html", context, here=HERE, status=422 if posted else 200)


class AnswerForm(ItemForm):
    """What a body answers a recommendation."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Ert svar"),
        choices=[
            (RecommendationAnswer.ACCEPTED.value, gettext_lazy("Vi tar på oss det")),
            (RecommendationAnswer.DONE.value, gettext_lazy("Det är gjort")),
            (RecommendationAnswer.DECLINED.value, gettext_lazy("Vi säger nej")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Kommentar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Säger ni nej måste ni skriva varför. Svaret blir offentligt när uppföljningen ges ut."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def recommendation(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Answer a recommendation for the body that it is addressed to."""
    found = queries.recommendation_in([p.pk for p in partnerships_of(request.user)], recommendation_id)
    if found is None:
        raise Http404
    statement_rules.check_acts_for(request.user, found.partnership, found.body)
    posted = request.method == "POST"
    if "ta-bort" in request.POST:
        return _withdrawn(request, found)
    form = AnswerForm(request.POST if posted else None, initial={"answer": found.answer, "reason": found.reason})
    if posted and form.is_valid():
        try:
            followup.answer_recommendation(
                by=request.user,
                recommendation_id=found.pk,
                answer=form.cleaned_data["answer"],
                reason=form.cleaned_data["reason"] or "",
            )
        except DomainError as error:
            form.add_error("reason", sentence_of(error))
        else:
            messages.success(request, _("Svaret är sparat."))
            return redirect("workspace:recommendations", found.partnership_id)
    form.focus()
    runs = rules.can_follow_up(request.user, found.partnership)
    context = {"one": found, "form": form, "runs": runs}
    return work_page(request, "workspace/recommendation.html", context, here=HERE, status=422 if posted else 200)


def _withdrawn(request: HttpRequest, found: Any) -> HttpResponse:
    try:
        followup.withdraw_recommendation(by=request.user, recommendation_id=found.pk)
    except rules.NotTaken as error:
        messages.error(request, sentence_of(error))
    else:
        messages.success(request, _("Rekommendationen är borttagen."))
    return redirect("workspace:recommendations", found.partnership_id)
