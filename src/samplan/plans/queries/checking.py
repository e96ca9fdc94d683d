"""The plan check on plans of the database: findings with their ids, what is set aside, the gate, and counts by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from samplan.actors.models import Person
from samplan.actors.rules import MaybeActor
from samplan.plans import checks
from samplan.plans.models import CheckAside, CheckCount, CheckGate, Plan
from samplan.plans.queries.check_rows import chained_goals, check_rows, terms_of
from samplan.plans.queries.content import area_content
from samplan.plans.queries.owners_now import area_responsible
from samplan.plans.queries.rows import PlanRows
from samplan.plans.queries.visible import plans_visible_to
from samplan.plans.queries.weave import plan_dependencies
from samplan.plans.rights import edit_rights
from samplan.plans.shapes import content
from samplan.plans.shapes.exchange import Fund, TargetImage
from samplan.plans.shapes.findings import DayCount, Finding, GateLevel, Place, PlanCheck, SetAside, Verdict
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart

NOWHERE = content.Body(name="")


def plan_check(plan: Plan, *, person: MaybeActor = None, today: date | None = None) -> PlanCheck:
    """All findings of a plan, each place with its item's id: 9 queries whatever the plan's size.

    person: whose areas `mine` tells of: those where they stand as responsible today.
    """
    return checked(plan, person=person, today=today)[0]


def checked(
    plan: Plan, *, person: MaybeActor = None, today: date | None = None
) -> tuple[PlanCheck, content.PlanContent]:
    """The same with the content that was checked, for who needs both; the same 9 queries."""
    day = today or timezone.localdate()
    rows = check_rows(plan)
    seen = _content(rows)
    found = checks.check_plan(seen, day, rows.followed, terms_of(rows))
    asides = {a.key: a for a in _asides(plan)}
    placed = _Placing(rows)
    findings = [placed.finding(f) for f in found]
    check = PlanCheck(
        open=tuple(f for f in findings if f.key not in asides),
        aside=tuple((f, asides[f.key]) for f in findings if f.key in asides),
        areas=tuple((str(a.pk), str(a)) for a in rows.areas),
        mine=_areas_of(rows, person, day),
    )
    return check, seen


def checked_content(plan: Plan) -> content.PlanContent:
    """What the plan check looks at: areas with what stands in them, and what they wait for. Nine queries at most."""
    return _content(check_rows(plan))


def _content(rows: PlanRows) -> content.PlanContent:
    plan = rows.plan
    chain = [
        content.ChainStep(from_kind="activity", from_id="", to_kind="goal", to_id=goal) for goal in chained_goals(rows)
    ]
    return content.PlanContent(
        id=str(plan.pk),
        slug=plan.slug,
        title=plan.title,
        county=plan.county.name,
        made_up=plan.county.made_up,
        # That the county's bodies are known at all; which they are, each responsible tells by its own.
        parties=[NOWHERE],
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        overall_goals=rows.texts(ItemKind.OVERALL_GOAL, plan.pk),
        target_images=[TargetImage(title=t.title, text=t.text or None) for t in rows.target_images],
        focus_areas=[content.FocusAreaContent(number=f.number, title=f.title) for f in rows.focus_areas],
        areas=[area_content(rows, area) for area in rows.areas],
        funds=[Fund(name=f.name, amount="0", year=f.year) for f in rows.funds],
        chain=chain,
        dependencies=plan_dependencies(plan),
    )


class _Placing:
    """Gives each place the id of its item where the content has none."""

    def __init__(self, rows: PlanRows) -> None:
        self.rows = rows
        self.ids: dict[tuple[ItemKind, int], list[int]] = {}

    def finding(self, finding: Finding) -> Finding:
        """The finding with the ids of all its places."""
        return replace(finding, place=self._place(finding.place), places=tuple(self._place(p) for p in finding.places))

    def _place(self, place: Place) -> Place:
        if place.item:
            return place
        holder = int(place.area) if place.area else self.rows.plan.pk
        key = (place.kind, holder)
        if key not in self.ids:
            self.ids[key] = self._listed(place.kind, holder)
        listed = self.ids[key]
        return replace(place, item=str(listed[place.index])) if place.index < len(listed) else place

    def _listed(self, kind: ItemKind, holder: int) -> list[int]:
        rows = self.rows
        tables: dict[ItemKind, Callable[[], list[int]]] = {
            ItemKind.RESPONSIBLE: lambda: [r.pk for r in area_responsible(rows, holder)],
            ItemKind.COST: lambda: [c.pk for c in rows.costs.get(holder, [])],
            ItemKind.FOCUS_AREA: lambda: [f.pk for f in rows.focus_areas],
            ItemKind.TARGET_IMAGE: lambda: [t.pk for t in rows.target_images],
            ItemKind.FUND: lambda: [f.pk for f in rows.funds],
        }
        if kind in tables:
            return tables[kind]()
        return [line.id for line in rows.simple(kind, holder)]


def _areas_of(rows: PlanRows, person: MaybeActor, day: date) -> frozenset[str]:
    """Areas that name the person as responsible today."""
    if not isinstance(person, Person):
        return frozenset()
    return frozenset(
        str(area_id)
        for area_id, some in rows.responsible.items()
        for r in some
        if r.person_id == person.pk
        and r.part == OwnerPart.RESPONSIBLE
        and (r.valid_from is None or r.valid_from <= day)
        and (r.valid_to is None or r.valid_to >= day)
    )


def _asides(plan: Plan) -> list[SetAside]:
    rows = CheckAside.objects.filter(plan=plan).select_related("by")
    return [SetAside(a.pk, a.key, a.reason, a.by.name if a.by else "", timezone.localtime(a.at).date()) for a in rows]


def gate_levels(partnership_id: int) -> dict[str, GateLevel]:
    """What the county has chosen, by predicate; what it has not chosen is as shipped. One query."""
    rows = CheckGate.objects.filter(partnership_id=partnership_id)
    return {code: GateLevel(level) for code, level in rows.values_list("code", "level")}


def gate_verdict(plan: Plan, *, today: date | None = None) -> Verdict:
    """What the gate says of the plan as it reads now: 10 queries."""
    return checks.judge(plan_check(plan, today=today).open, gate_levels(plan.partnership_id))


def counts_by_day(plan_id: int, *, days: int = 8) -> tuple[DayCount, ...]:
    """The counts of the latest days that have any, oldest first. One query."""
    latest = CheckCount.objects.filter(plan_id=plan_id, code="").order_by("-day").values("day")[:days]
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for day, code, number in (
        CheckCount.objects.filter(plan_id=plan_id, day__in=latest).order_by("day").values_list("day", "code", "number")
    ):
        found[day][code] = number
    return tuple(
        DayCount(day, numbers.get("", 0), {code: n for code, n in numbers.items() if code})
        for day, numbers in found.items()
    )


def findings_for(person: MaybeActor, *, today: date | None = None) -> tuple[tuple[Plan, tuple[Finding, ...]], ...]:
    """Open findings that a person can do something about, by plan, for a page of tasks.

    Whoever may change the whole plan gets what concerns the plan itself and the areas that name them; others get the
    areas that they, or a body that they act for, answer for. Only plans that hold today; ten to sixteen queries each.
    """
    day = today or timezone.localdate()
    holding = plans_visible_to(person).filter(Q(valid_to=None) | Q(valid_to__gte=day))
    told = []
    for plan in holding:
        rights = edit_rights(person, plan)
        if rights.everything or rights.areas:
            check = plan_check(plan, person=person, today=day)
            told.append((plan, findings_of(check, rights.areas, everything=rights.everything)))
    return tuple((plan, found) for plan, found in told if found)


def findings_of(check: PlanCheck, areas: frozenset[int], *, everything: bool) -> tuple[Finding, ...]:
    """The open findings that are somebody's own. areas: ids of areas that they may change because they answer for them.

    everything: they may change the whole plan, so that what concerns the plan itself is theirs.
    """
    own = check.mine | {str(a) for a in areas}
    return tuple(f for f in check.open if own & set(f.areas) or (everything and f.place.area is None))
