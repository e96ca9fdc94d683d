"""What the plan check says on other pages: beside the fields of an area, before publishing, and on the way back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from samplan.plans import checks, queries
from samplan.plans.rights import EditRights
from samplan.plans.rules import NotThere
from samplan.plans.shapes.editing import AreaForEditing, PlanForEditing
from samplan.plans.shapes.findings import Finding
from samplan.plans.shapes.items import ItemKind
from samplan.web.swedish import said
from samplan.web.workspace.area_rows import NO_HINTS, Hints, area_sections, plan_sections
from samplan.web.workspace.check_list import Listing
from samplan.web.workspace.owner_words import NOBODY, Beside, owners_beside

MISSING = frozenset(
    {
        "responsible_missing",
        "indicator_missing",
        "area_goal_missing",
        "area_activity_missing",
        "background_missing",
        "area_empty",
    }
)
"""What the area's page lists by itself under what is not there yet."""


OWNER_LISTS = frozenset({"owners", "ownerless", "silent", "money", "figures"})
"""Lists about who owns what, by the name of their address."""


def _findings(area: AreaForEditing, plan: Any) -> tuple[Finding, ...]:
    around = checks.Around(
        today=timezone.localdate(),
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        followed=area.followed.last_of_areas,
    )
    return checks.findings_of_area(area, around)


def _hints(findings: tuple[Finding, ...]) -> Hints:
    hints: dict[tuple[ItemKind, int], tuple[str, ...]] = defaultdict(tuple)
    for finding in findings:
        place = finding.place
        if place.kind is not ItemKind.AREA and place.item:
            hints[place.kind, int(place.item)] += (said(checks.sentence_of(finding)),)
    return hints


def beside_area(area: AreaForEditing, plan: Any) -> dict[str, Any]:
    """The area's sections with what each item lacks, and what the area itself does; no query of its own."""
    findings = _findings(area, plan)
    head = [f for f in findings if f.place.kind is ItemKind.AREA and f.code not in MISSING]
    return {
        "sections": area_sections(area, _hints(findings)),
        "head_hints": [said(checks.sentence_of(f)) for f in head],
    }


def beside_row(plan: Any, area_id: int | None) -> tuple[Hints, Beside]:
    """What the items of an area lack and who has which part in them, for a row that is shown by itself."""
    if area_id is None:
        return NO_HINTS, NOBODY
    try:
        area = queries.area_for_editing(area_id, plan=plan)
    except NotThere:
        return NO_HINTS, NOBODY
    return _hints(_findings(area, plan)), owners_beside(area)


def beside_plan(plan: PlanForEditing) -> dict[str, Any]:
    """The plan's own sections with what each item lacks, and what the plan itself does; no query of its own."""
    findings = checks.findings_of_plan(plan, timezone.localdate())
    head = [f for f in findings if f.place.kind is ItemKind.PLAN]
    return {
        "sections": plan_sections(plan, _hints(findings)),
        "head_hints": [said(checks.sentence_of(f)) for f in head],
    }


def lacks_sentence(plan: Any) -> str:
    """How much a plan lacks, for the message after something has been put into it; "" for nothing."""
    number = len(queries.plan_check(plan).open)
    words = ngettext(
        "Planen saknar %(n)s sak. Se Planen saknar.", "Planen saknar %(n)s saker. Se Planen saknar.", number
    )
    return words % {"n": number} if number else ""


def way_back(request: HttpRequest, plan_id: int) -> str | None:
    """The list that somebody came from to mend something, at the finding's place; None for others."""
    code = request.GET.get("tillbaka", "")
    if code in OWNER_LISTS:
        return reverse(f"workspace:{code}", args=[plan_id])
    return f"{reverse('workspace:check', args=[plan_id])}#{code}" if code in checks.codes() else None


WHO_PUBLISHES = EditRights(everything=True, areas=frozenset(), report_all=True, activities=frozenset())
"""Whoever may publish a plan may change all of it."""


def gate_notice(plan: Any) -> dict[str, Any]:
    """What the page where a plan is published says of its findings: what stops, and how many of what else."""
    found = queries.plan_check(plan)
    levels = queries.gate_levels(plan.partnership_id)
    verdict = checks.judge(found.open, levels)
    return {"stops": Listing(plan.pk, found, levels, WHO_PUBLISHES).parts(verdict.stops), "warns": _told(verdict.warns)}


def _told(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    """Each predicate once, the most pressing first: its code, heading and how many."""
    counts: dict[str, int] = {}
    for finding in sorted(findings, key=lambda f: f.level.rank):
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return [(code, said(checks.heading(code)), number) for code, number in counts.items()]
