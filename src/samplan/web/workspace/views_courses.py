"""Courses that whoever answers for an area logs in an open round, and how far they reach towards the year's target."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries, rules
from samplan.followup.filled import people_as_typed
from samplan.followup.shapes import CourseLog, RoundState
from samplan.web.workspace.followup_forms import CourseForm
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, sentence_of, signed_in, work_page
from samplan.web.workspace.views_followup import HERE


def _the_round(request: HttpRequest, round_id: int) -> tuple[Any, list[Any]]:
    """The round with the areas for which one may log: 404 to a stranger and for other kinds, 403 to who has no area."""
    found = queries.round_for(request.user, round_id)
    if found is None:
        raise Http404
    areas = queries.areas_to_log(request.user, found)
    if not areas:
        rules.check_can_log_course(request.user, found, None)
        raise Http404
    return found, areas


@signed_in
@require_http_methods(["GET", "POST"])
@once
def courses(request: HttpRequest, round_id: int) -> HttpResponse:
    """What is logged, course by course, against the year's target, and a form that logs one more occasion."""
    round_, areas = _the_round(request, round_id)
    posted = request.method == "POST"
    logs = queries.courses_logged(round_, frozenset(a.pk for a in areas))
    form = CourseForm(
        request.POST if posted else None, logs=logs, areas=areas, initial={"area": request.GET.get("omrade", "")}
    )
    if posted and form.is_valid() and _logged(request, round_, form):
        messages.success(request, _("Tillfället är loggat."))
        return redirect("workspace:round_courses", round_id)
    return _listed(request, round_, logs, form)


def _listed(request: HttpRequest, round_: Any, logs: list[CourseLog], form: CourseForm) -> HttpResponse:
    form.focus()
    is_open = round_.state == RoundState.OPEN
    context = {
        "round": round_,
        "logs": logs,
        "form": form,
        "is_open": is_open,
        "all_told": {} if is_open else queries.totals_for_all(round_),
        "runs": rules.can_run(request.user, round_),
    }
    status = 422 if form.is_bound else 200
    return work_page(request, "workspace/round_courses.html", context, here=HERE, status=status)


def _gone(request: HttpRequest, round_: Any, areas: list[Any]) -> HttpResponse:
    """Somebody else took the occasion out meanwhile: what was written of it stands in the form for a new one."""
    if request.method != "POST" or "people" not in request.POST:
        raise Http404
    logs = queries.courses_logged(round_, frozenset(a.pk for a in areas))
    form = CourseForm(request.POST, logs=logs, areas=areas)
    form.add_error(None, _("Tillfället har tagits bort av någon annan. Inget har sparats. Logga det som nytt."))
    return _listed(request, round_, logs, form)


def _logged(request: HttpRequest, round_: Any, form: CourseForm) -> bool:
    try:
        actions.log_course(by=request.user, round_id=round_.pk, **form.told())
    except DomainError as error:
        form.add_error(None, sentence_of(error))
        return False
    return True


@signed_in
@require_http_methods(["GET", "POST"])
@once
def course(request: HttpRequest, round_id: int, course_id: int) -> HttpResponse:
    """Change a logged occasion, or take it out."""
    round_, areas = _the_round(request, round_id)
    made = queries.course_in(round_, course_id)
    if made is None:
        return _gone(request, round_, areas)
    rules.check_can_log_course(request.user, round_, made.area_id)
    posted = request.method == "POST"
    told = {name: getattr(made, name) for name in ("place", "instructor")}
    told |= {"code": made.question.code, "area": made.area_id, "on": made.on, "people": people_as_typed(made.people)}
    data = request.POST if posted and "bort" not in request.POST else None
    form = CourseForm(data, logs=queries.courses_logged(round_), areas=areas, initial=told)
    if posted and (data is None or form.is_valid()) and _changed(request, made, form):
        return redirect("workspace:round_courses", round_id)
    form.focus()
    seen = number_of(request.POST.get("version")) if posted else made.version
    context = {"round": round_, "course": made, "form": form, "seen": seen}
    return work_page(request, "workspace/round_course.html", context, here=HERE, status=422 if posted else 200)


def _changed(request: HttpRequest, made: Any, form: CourseForm) -> bool:
    """Whether it was changed, or taken out where that button was pressed."""
    try:
        if "bort" in request.POST:
            seen = number_of(request.POST.get("version"))
            actions.remove_course(by=request.user, course_id=made.pk, seen_version=seen)
            messages.success(request, _("Tillfället är borttaget."))
        else:
            version = number_of(request.POST.get("version")) or 0
            actions.change_course(by=request.user, course_id=made.pk, seen_version=version, **form.told())
            messages.success(request, _("Sparat."))
    except DomainError as error:
        if not form.is_bound:
            messages.error(request, sentence_of(error))
            return True
        form.add_error(None, sentence_of(error))
        return False
    return True
