"""A plan's figures in the workspace: which figure an indicator has, its aim, and the county's own values."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.shapes import DomainError
from samplan.analysis import actions, queries, skl
from samplan.analysis.questions import choosing
from samplan.analysis.questions.process import process
from samplan.analysis.results import Cell
from samplan.analysis.rules import FigureNotThere, InvalidFigure
from samplan.analysis.shapes import Aim, Definition, FigureShape
from samplan.analysis.suicide import about as is_about_suicide
from samplan.analysis.value_files import template
from samplan.plans.queries import areas_of, indicator_lines
from samplan.plans.rights import can_edit_kind, edit_rights
from samplan.plans.shapes.indicators import IndicatorLine
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.figures import processes, sentences
from samplan.publishing.figures.gathering import figure_now
from samplan.publishing.figures.shapes import PlanFigure
from samplan.web.public.figure_drawings import page_svgs
from samplan.web.public.figure_files import series_of
from samplan.web.public.figure_pages import shown
from samplan.web.swedish import said
from samplan.web.workspace.figure_forms import AimForm, OwnFigureForm, ValueFileForm
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import say, sentence_of, signed_in, the_plan, work_page

MOST_FOUND = 30
MOST_MB = 5


@signed_in
@require_GET
def figures(request: HttpRequest, plan_id: int) -> HttpResponse:
    """All indicators of the plan with their figures, and those without."""
    plan = the_plan(request, plan_id)
    lines = indicator_lines(plan)
    found: dict[int, list[FigureShape]] = {}
    for figure in queries.figures_of_plan(plan.pk):
        found.setdefault(figure.indicator, []).append(figure)
    numbers = queries.key_indicators(plan.county_id)
    rights = edit_rights(request.user, plan)
    areas = [
        (
            area,
            [(line, found.get(line.id, []), _numbered(line, numbers)) for line in of_area],
            rights.may_edit(area.id, ItemKind.INDICATOR),
        )
        for area, of_area in groupby(lines, key=lambda line: line.area)
    ]
    without = sum(1 for line in lines if line.id not in found)
    context = {"plan": plan, "areas": areas, "without": without, "total": len(lines)}
    context["addable"] = [one for one in areas_of(plan_id) if rights.may_edit(one[0], ItemKind.INDICATOR)]
    return work_page(request, "workspace/figures.html", context, here="start")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def choose(request: HttpRequest, plan_id: int, indicator_id: int) -> HttpResponse:
    """Choose a figure for an indicator: an official one out of the catalogue, or begin one of the county's own."""
    plan = the_plan(request, plan_id)
    line = next((one for one in indicator_lines(plan) if one.id == indicator_id), None)
    if line is None:
        raise Http404
    if not can_edit_kind(request.user, plan, ItemKind.INDICATOR, line.area.id):
        raise PermissionDenied
    query = request.GET.get("q", "").strip()[:200]
    form = OwnFigureForm(request.POST if request.POST.get("do") == "own" else None, initial=_begun(line))
    if request.method == "POST":
        made = _tied(request, line.id, form)
        if made is not None:
            messages.success(request, _("Indikatorn har fått en siffra."))
            return redirect("workspace:figure", plan.pk, made)
    numbered = _numbered(line, queries.key_indicators(plan.county_id))
    told = " ".join([line.text, line.reference, *((numbered.title, *numbered.references) if numbered else ())])
    found = choosing.find(query)[: MOST_FOUND + 1] if query else choosing.suggested(told)
    context = {
        "plan": plan,
        "line": line,
        "numbered": numbered,
        "query": query,
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "form": form,
        "empty": choosing.is_empty(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return work_page(request, "workspace/figure_choose.html", context, here="start", status=status)


def _numbered(line: IndicatorLine, numbers: Mapping[int, skl.KeyIndicator]) -> skl.KeyIndicator | None:
    """Which of SKL's numbers an indicator points at: "SKL 12", or "12" beside a source that names SKL."""
    return numbers.get(skl.number_in(line.reference, line.source) or 0)


def _begun(line: IndicatorLine) -> dict[str, Any]:
    """What a figure of one's own begins with: an area about suicide makes its figures so, until somebody says not."""
    return {"title": line.text[:300], "suicide": is_about_suicide(line.text, line.area.title)}


def _tied(request: HttpRequest, indicator_id: int, form: OwnFigureForm) -> int | None:
    """The id of what was made, None where something is wrong and said."""
    try:
        if request.POST.get("do") == "own":
            if not form.is_valid():
                form.focus()
                return None
            told, aim = form.definition_told(), Aim()
        else:
            found = choosing.definition_of(request.POST.get("reference", ""))
            if found is None:
                messages.error(
                    request, _("Siffran finns inte i katalogen längre. Inget har sparats. Sök efter en annan.")
                )
                return None
            told, aim = found, Aim(choosing.polarity_of(found.reference))
        return actions.tie_figure(by=request.user, indicator_id=indicator_id, told=told, aim=aim).pk
    except InvalidFigure as error:
        if form.is_bound:
            form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        else:
            say(request, error)
        return None


def the_figure(request: HttpRequest, plan_id: int, figure_id: int) -> tuple[Any, FigureShape]:
    """The plan and its figure, if the signed-in person may see the plan; else as if they were not there."""
    plan = the_plan(request, plan_id)
    try:
        found = queries.figure_shape(figure_id)
    except FigureNotThere as error:
        raise Http404 from error
    if found.plan != plan.pk:
        raise Http404
    return plan, found


@signed_in
@require_http_methods(["GET", "POST"])
def figure(request: HttpRequest, plan_id: int, figure_id: int) -> HttpResponse:
    """One figure: its frozen definition, its aim, and its own values where it has such."""
    plan, found = the_figure(request, plan_id, figure_id)
    may_edit = can_edit_kind(request.user, plan, ItemKind.INDICATOR, found.area)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    aim = AimForm(request.POST) if request.method == "POST" else AimForm.of(found)
    own = OwnFigureForm(request.POST if request.method == "POST" else None) if found.own else None
    if request.method == "POST" and _changed(request, found, aim, own):
        messages.success(request, _("Sparat."))
        return redirect("workspace:figure", plan.pk, found.id)
    if found.own and not (own and own.is_bound):
        own = OwnFigureForm.of(found.definition)
    now = figure_now(found, plan.county.code)
    context = {
        "plan": plan,
        "figure": found,
        "shown": shown(now, 0) if now is not None else None,
        "process": _process(now) if found.own and now is not None else None,
        "may_edit": may_edit,
        "aim": aim,
        "own": own,
        "values": _value_lines(plan, found) if found.own and may_edit else [],
        "told": _told_lines(now) if now is not None and found.own and not may_edit else [],
        "baseline_kept": now is not None and found.aim.baseline is not None and now.baseline is None,
        "files": queries.files_of_figure(found.id) if found.own else (),
        "file_form": ValueFileForm(),
        "changed_at_source": "" if found.own else _change_words(found),
    }
    status = 422 if request.method == "POST" else 200
    return work_page(request, "workspace/figure.html", context, here="start", status=status)


def _process(now: PlanFigure) -> dict[str, Any] | None:
    """Whether the county's own series behaves as usual, or why nobody can tell."""
    answer = process(now.answer, target=now.target)
    if not answer.cells:
        return None
    if answer.reason:
        return {"why_not": processes.why_not(answer)}
    return {
        "head": processes.head(answer),
        "assurance": processes.assurance_words(answer),
        "chart": page_svgs(processes.picture(answer), "xmr"),
        "rows": processes.rows(answer),
    }


def _change_words(found: FigureShape) -> str:
    """What has become of the figure at its source since it was chosen."""
    words = {
        "removed": _("Källan har tagit bort siffran. Värdena som är hämtade finns kvar. Välj en annan för framtiden."),
        "discontinued": _("Källan har slutat ta fram siffran. Det kommer inga nya värden."),
        "retitled": _(
            "Källan har bytt namn på siffran sedan den valdes. Läs den nya definitionen och välj den på nytt."
        ),
        "redefined": _("Källan har ändrat definitionen sedan siffran valdes. Läs den nya och välj den på nytt."),
    }
    return words.get(choosing.change_at_source(found.definition), "")


def _changed(request: HttpRequest, found: FigureShape, aim: AimForm, own: OwnFigureForm | None) -> bool:
    told: Definition | None = None
    faulty = [form for form in (own, aim) if form is not None and not form.is_valid()]
    if faulty:
        # The page shows them in this order: the first field at fault has the focus, and both tell their faults.
        faulty[0].focus()
        return False
    if own is not None:
        told = own.definition_told(found.definition)
    try:
        actions.change_figure(
            by=request.user, figure_id=found.id, aim=aim.aim(), seen_version=aim.cleaned_data["version"], told=told
        )
    except InvalidFigure as error:
        form = own if own is not None and error.field in own.fields else aim
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        form.focus()
        return False
    except DomainError as error:
        aim.add_error(None, sentence_of(error))
        return False
    return True


def _value_lines(plan: Any, found: FigureShape) -> list[tuple[Any, str]]:
    """Each value with the name of what it is of."""
    units = queries.units_of_county(plan.county_id)
    return [(v, v.body_name or units.get(v.key.unit, v.key.unit)) for v in queries.own_values(found.id)]


def _told_lines(now: PlanFigure) -> list[tuple[Cell, str]]:
    """Each value as others than those who enter it may see it: without small counts and what would tell of them."""
    cells = [cell for series in series_of(now.answer) for cell in series.cells]
    cells.sort(key=lambda c: (c.period.start, c.unit.title, c.sex.value))
    return [(cell, sentences.cell_words(cell, now.answer.card)) for cell in cells]


@signed_in
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, plan_id: int, figure_id: int) -> HttpResponse:
    """Take a figure from its indicator, with a reason."""
    plan, found = the_figure(request, plan_id, figure_id)
    if not can_edit_kind(request.user, plan, ItemKind.INDICATOR, found.area):
        raise PermissionDenied
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "").replace("\x00", "")[:500]
            actions.remove_figure(by=request.user, figure_id=found.id, reason=reason)
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Siffran är borttagen från indikatorn. Värden och historik finns kvar."))
        return redirect("workspace:figures", plan.pk)
    return work_page(request, "workspace/figure_remove.html", {"plan": plan, "figure": found}, here="start")


@signed_in
@require_POST
@once
def receive(request: HttpRequest, plan_id: int, figure_id: int) -> HttpResponse:
    """Read a file of values and show what it would do."""
    plan, found = the_figure(request, plan_id, figure_id)
    if not can_edit_kind(request.user, plan, ItemKind.INDICATOR, found.area):
        raise PermissionDenied
    form = ValueFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Välj en fil först. Inget har sparats."))
        return redirect("workspace:figure", plan.pk, found.id)
    sent = form.cleaned_data["file"]
    if sent.size > MOST_MB * 2**20:
        messages.error(request, _("Filen är för stor. Inget har sparats. Dela den i delar på högst 5 MB."))
        return redirect("workspace:figure", plan.pk, found.id)
    try:
        made = actions.receive_value_file(by=request.user, figure_id=found.id, name=sent.name, data=sent.read())
    except DomainError as error:
        say(request, error)
        return redirect("workspace:figure", plan.pk, found.id)
    return redirect("workspace:value_file", plan.pk, found.id, made.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def value_file(request: HttpRequest, plan_id: int, figure_id: int, file_id: int) -> HttpResponse:
    """What a file would do or did: look, put in, take out."""
    plan, found = the_figure(request, plan_id, figure_id)
    try:
        told = queries.value_file(file_id)
    except FigureNotThere as error:
        raise Http404 from error
    if told.figure != found.id:
        raise Http404
    if not can_edit_kind(request.user, plan, ItemKind.INDICATOR, found.area):
        raise PermissionDenied
    if request.method == "POST":
        return _put_or_undone(request, plan, found, file_id)
    units = queries.units_of_county(plan.county_id)
    bodies = queries.bodies_of_county(plan.county_id)
    rows = [(r, bodies.get(r.key.body or 0) or units.get(r.key.unit, r.key.unit)) for r in told.rows]
    faults = [(f.line, said(f.said)) for f in told.faults]
    context = {"plan": plan, "figure": found, "file": told, "rows": rows, "faults": faults}
    return work_page(request, "workspace/value_file.html", context, here="start")


def _put_or_undone(request: HttpRequest, plan: Any, found: FigureShape, file_id: int) -> HttpResponse:
    try:
        if request.POST.get("do") == "undo":
            actions.undo_value_file(by=request.user, file_id=file_id)
            messages.success(request, _("Filen är uttagen. Värdena är som de var innan."))
        else:
            actions.put_value_file(by=request.user, file_id=file_id)
            messages.success(request, _("Filens värden är inlagda."))
    except DomainError as error:
        say(request, error)
        return redirect("workspace:value_file", plan.pk, found.id, file_id)
    return redirect(f"{reverse('workspace:figure', args=[plan.pk, found.id])}#h-varden")


@signed_in
@require_GET
def empty_file(request: HttpRequest) -> HttpResponse:
    """A file with the columns' names, to fill in."""
    response = HttpResponse(template(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="egna-varden.csv"'
    return response
