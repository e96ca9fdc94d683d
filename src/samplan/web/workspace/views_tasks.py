"""Mina uppgifter: what waits for the one who is signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samplan.web.workspace.shell import signed_in, work_page
from samplan.web.workspace.task_order import parted
from samplan.web.workspace.tasks import lacks_of, tasks_of

COUNTED = "tasks"
"""Where the session keeps how many tasks there were when the page was last shown, for the menu of the other pages."""


@signed_in
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """All that waits, by day; what the plan check finds comes on a part of its own."""
    found = tasks_of(request.user)
    if request.session.get(COUNTED) != len(found):
        request.session[COUNTED] = len(found)
    passed, coming, undated = parted(found, timezone.localdate())
    groups = [
        ("passerat", _("Dagen har passerat"), passed),
        ("snart", _("Snart"), coming),
        ("ovrigt", _("Utan bestämd dag"), undated),
    ]
    context = {"groups": [group for group in groups if group[2]], "total": len(found)}
    return work_page(request, "workspace/tasks.html", context, here="tasks")


@signed_in
@require_GET
def lacks(request: HttpRequest) -> HttpResponse:
    """What the plans lack that the one who is signed in can mend: a part of the page, or a page without script."""
    context = {"tasks": lacks_of(request.user), "part": bool(request.htmx)}
    if request.htmx:
        return work_page(request, "workspace/tasks_lacks.html", context, here="tasks")
    return work_page(request, "workspace/tasks_lacks_page.html", context, here="tasks")
