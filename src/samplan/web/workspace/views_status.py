"""How a plan stands: a light for each area by rules that anybody can open, on a page and on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from samplan.plans import lights, queries
from samplan.plans.shapes.lights import AreaLight, Light, StatusReport
from samplan.publishing.layouts.status_report import render_status
from samplan.web.swedish import said
from samplan.web.workspace.shell import signed_in, the_plan, work_page


def _report(plan: Any) -> StatusReport:
    return lights.status_report(queries.checked_content(plan), timezone.localdate())


@signed_in
@require_GET
def status(request: HttpRequest, plan_id: int) -> HttpResponse:
    """How the plan stands today, area by area, with the rules."""
    plan = the_plan(request, plan_id)
    report = _report(plan)
    names = {area.id: f"{area.number or ''} {area.title}".strip() for area in report.plan.areas}
    context = {
        "plan": plan,
        "report": report,
        "counts": [(lights.light_label(light), number) for light, number in report.counts],
        "areas": [(one, lights.light_label(one.light), _reasons(one)) for one in report.areas],
        "waits": [
            (w, list(dict.fromkeys(names[x.area] for x in w.waiting if x.area in names)), report.is_late(w))
            for w in report.waits
        ],
        "rules": [(label, [said(words) for words in rules]) for label, rules in lights.rule_words()],
        "green": lights.light_label(Light.GREEN),
    }
    return work_page(request, "workspace/status.html", context, here="start")


def _reasons(one: AreaLight) -> list[str]:
    return [said(lights.reason_words(reason)) for reason in one.reasons]


@signed_in
@require_GET
def status_file(request: HttpRequest, plan_id: int, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    plan = the_plan(request, plan_id)
    report = _report(plan)
    file = render_status(report, stem=f"laget-{plan.slug[:60]}", kind=form)
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.data, content_type=file.content_type, headers=headers)
