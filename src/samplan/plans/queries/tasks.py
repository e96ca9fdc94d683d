"""What waits for one person in all the plans that they work with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from samplan.actors.models import Membership, Person
from samplan.actors.rights import granted, roles_with
from samplan.actors.shapes import Permission, Scope
from samplan.actors.standing import Standing, bodies_covered
from samplan.plans import owning
from samplan.plans.models import (
    Activity,
    Cost,
    Dependency,
    DraftSent,
    Fund,
    Notice,
    OwnershipAsk,
    Plan,
    Responsible,
    Waiting,
)
from samplan.plans.queries.commenting import comments_waiting, drafts_to_comment
from samplan.plans.queries.ownership import current
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.ownership import AskAnswer, OwnerPart
from samplan.plans.shapes.statuses import ActivityStatus
from samplan.plans.shapes.tasks import Waits, WaitsFor

NEAR = timedelta(days=30)
"""An activity or a decision waits for somebody when it is to be ready within this time."""
VALIDITY = timedelta(days=180)
"""A plan that stops holding within this time needs a next one; as long after its end that is still told."""
LATELY = timedelta(days=90)
"""A decision is told to those who waited for it within this time."""
UNSAID = ("", ActivityStatus.IDEA.value, ActivityStatus.PLANNED.value)
"""States that say nothing of how an activity goes."""
UNDER_WAY = (*UNSAID, *(s.value for s in (ActivityStatus.STARTED, ActivityStatus.ONGOING, ActivityStatus.IN_DECISION)))
"""States that say nothing of how it went, when its time has passed."""
MOST = 200
"""Rows of each sort; who has more than that to do is helped by none of them."""


def plan_waits(person: Person, standings: Sequence[Standing], *, today: date | None = None) -> list[Waits]:
    """All that waits for somebody in their plans: six queries, two for each county where they act for a body, and two
    if a draft of any plan has ever been sent out.

    standings: what they are in each county (`actors.standing.standings_of`). Plans that no longer hold wait for
    nothing but the next one, and in those that have not begun no time can have passed. Where somebody sees no draft
    but one that is sent out, nothing else waits for them, though the draft may name them.
    """
    day = today or timezone.localdate()
    mine = {s.partnership.pk: owning.acts_for(s) for s in standings}
    bodies = frozenset(body for some in mine.values() for body in some)
    decides = bodies.union(*(_decides_for(s, bodies) for s in standings))
    sent = Exists(DraftSent.objects.filter(plan=OuterRef("pk")))
    every = list(Plan.objects.filter(partnership__in=mine, removed_at=None).annotate(sent=sent).order_by("pk"))
    sees = {s.partnership.pk for s in standings if s.scope(Permission.SEE_DRAFTS) is Scope.COUNTY}
    holding = [p for p in every if p.partnership_id in sees and (p.valid_to is None or p.valid_to >= day)]
    whole = frozenset(s.partnership.pk for s in standings if s.scope(Permission.EDIT) is Scope.COUNTY)
    seen = _Seen(person, bodies, {p.pk: p for p in holding}, whole, _edits_own(standings), day)
    return [
        *seen.questions(),
        *seen.activities(),
        *seen.released(),
        *seen.decisions(decides),
        *(_drafts(person, whole, day) if any(p.sent for p in every) else ()),
        *_validity(every, whole, bodies, day),
    ]


def _decides_for(standing: Standing, known: frozenset[int]) -> frozenset[int]:
    """Bodies that they decide for and do not answer for: those of decision-makers. Two queries if there are any."""
    held = {body for role, body in standing.held if body is not None and granted(role, Permission.DECIDE)}
    return bodies_covered(standing.partnership, held - known) if held - known else frozenset()


def _drafts(person: Person, whole: frozenset[int], day: date) -> list[Waits]:
    """Drafts that are out to them, answers to what they said, and comments that nobody has answered. Two queries."""
    return [*drafts_to_comment(person, day), *comments_waiting(person, whole)]


def _edits_own(standings: Iterable[Standing]) -> frozenset[int]:
    return frozenset(s.partnership.pk for s in standings if s.scope(Permission.EDIT) is Scope.OWN)


def _validity(plans: Sequence[Plan], whole: Collection[int], bodies: Collection[int], day: date) -> Iterable[Waits]:
    """Plans that end with none after them, for those who may change all of them; a body's own plan for the body's."""
    for plan in plans:
        end = plan.valid_to
        mine = plan.partnership_id in whole if plan.owner_id is None else plan.owner_id in bodies
        if end is None or not mine or abs(end - day) > VALIDITY:
            continue
        family = (plan.partnership_id, plan.type, plan.owner_id)
        later = (p for p in plans if (p.partnership_id, p.type, p.owner_id) == family and p.pk != plan.pk)
        if not any(p.valid_to is None or p.valid_to > end for p in later):
            yield Waits(WaitsFor.VALIDITY, plan.pk, str(plan), plan.pk, None, str(plan), "", end)


_ANSWERED = {"": WaitsFor.ANSWER, AskAnswer.ACCEPTED.value: WaitsFor.ACCEPTED}


class _Seen:
    """The plans that hold, and who asks: for which bodies, and where they may change everything or their own."""

    def __init__(
        self,
        person: Person,
        bodies: frozenset[int],
        plans: dict[int, Plan],
        whole: frozenset[int],
        own: frozenset[int],
        day: date,
    ) -> None:
        self.person, self.bodies, self.plans = person, bodies, plans
        self.begun = {pk: p for pk, p in plans.items() if p.valid_from is None or p.valid_from <= day}
        self.whole, self.own, self.day = whole, own, day
        self._mine: tuple[set[tuple[int, int | None]], set[int]] | None = None

    def questions(self) -> Iterable[Waits]:
        """Questions that wait for their answer, and answers to their own that they have not noted. One query."""
        theirs = Q(responsible__body_id__in=self.bodies) | Q(responsible__person=self.person)
        again = OwnershipAsk.objects.filter(responsible=OuterRef("responsible"), pk__gt=OuterRef("pk"))
        noted = Notice.objects.filter(ask=OuterRef("pk"), person=self.person, noted_at__isnull=False)
        back = Q(asked_by=self.person) & ~Q(answer="") & ~Exists(again) & ~Exists(noted)
        rows = OwnershipAsk.objects.filter(
            (Q(answer="") & theirs) | back,
            Q(responsible__valid_to=None) | Q(responsible__valid_to__gte=self.day),
            responsible__removed_at=None,
            responsible__area__removed_at=None,
            responsible__area__plan__in=self.plans,
        )
        items = ("area", "activity", "goal", "indicator")
        for ask in rows.select_related(*(f"responsible__{item}" for item in items)).order_by("asked_at", "pk")[:MOST]:
            part = ask.responsible
            item = part.activity or part.goal or part.indicator
            if item is not None and item.removed_at is not None:
                continue
            kind = _ANSWERED.get(ask.answer, WaitsFor.CAME_BACK)
            due = None if ask.answer else ask.due
            plan = self.plans[part.area.plan_id]
            words = str(item) if item is not None else ""
            yield Waits(kind, plan.pk, str(plan), ask.pk, part.area_id, str(part.area), words, due)

    def activities(self) -> Iterable[Waits]:
        """Activities of theirs that are to be done by now or soon, with nothing said of how they go. Two queries."""
        mine, with_own = self._parts()
        rows = Activity.objects.filter(
            area__in={area for area, _ in mine} or [0],
            area__plan__in=self.begun,
            area__removed_at=None,
            removed_at=None,
            kind=ActivityKind.PLANNED.value,
            ongoing=False,
            recurring=False,
        ).filter(
            Q(end__lt=self.day, status__in=UNDER_WAY) | Q(end__range=(self.day, self.day + NEAR), status__in=UNSAID)
        )
        for row in rows.select_related("area").order_by("end", "pk")[:MOST]:
            if (row.area_id, row.pk if row.pk in with_own else None) not in mine:
                continue
            plan = self.plans[row.area.plan_id]
            edits = plan.partnership_id in self.whole or (
                plan.partnership_id in self.own and (row.area_id, None) in mine
            )
            yield Waits(
                WaitsFor.STATUS, plan.pk, str(plan), row.pk, row.area_id, str(row.area), row.text, row.end, edits
            )

    def released(self) -> Iterable[Waits]:
        """Decisions of late that areas or activities of theirs waited for, not noted yet. One query."""
        mine, _with_own = self._parts()
        noted = Notice.objects.filter(dependency=OuterRef("dependency"), person=self.person, noted_at__isnull=False)
        rows = Waiting.objects.filter(
            ~Exists(noted),
            area__in={area for area, _ in mine} or [0],
            dependency__plan__in=self.plans,
            dependency__removed_at=None,
            dependency__released_on__range=(self.day - LATELY, self.day),
        )
        told: set[int] = set()
        for row in rows.select_related("dependency").order_by("dependency__released_on", "dependency_id")[:MOST]:
            one = row.dependency
            whole = row.activity_id is None and any(area == row.area_id for area, _ in mine)
            theirs = whole or (row.area_id, None) in mine or (row.area_id, row.activity_id) in mine
            if not theirs or one.pk in told:
                continue
            told.add(one.pk)
            plan = self.plans[one.plan_id]
            yield Waits(
                WaitsFor.RELEASED, plan.pk, str(plan), one.pk, row.area_id, one.title, one.title, None, may_edit=False
            )

    def _parts(self) -> tuple[set[tuple[int, int | None]], set[int]]:
        """Areas, and activities in them, that they answer for; activities that name somebody of their own."""
        if self._mine is not None:
            return self._mine
        named = current(Responsible.objects.filter(part=OwnerPart.RESPONSIBLE, removed_at=None), self.day)
        named = named.filter(area__plan__in=self.plans, goal=None, indicator=None)
        theirs = named.filter(Q(body_id__in=self.bodies) | Q(person=self.person))
        parts = named.filter(area__in=theirs.values("area_id")).values_list("area_id", "activity_id", "body", "person")
        mine: set[tuple[int, int | None]] = set()
        with_own: set[int] = set()
        for area, activity, body, person in parts:
            if activity is not None:
                with_own.add(activity)
            if body in self.bodies or person == self.person.pk:
                mine.add((area, activity))
        self._mine = (mine, with_own)
        return self._mine

    def decisions(self, bodies: frozenset[int]) -> Iterable[Waits]:
        """What their body is to decide, or nobody who works here is and they may change the whole plan. One query."""
        whole = [plan.pk for plan in self.plans.values() if plan.partnership_id in self.whole]
        told = [role.value for role in roles_with(Permission.DECIDE) | roles_with(Permission.ANSWER)]
        heard = Membership.objects.current(self.day).filter(
            partnership=OuterRef("plan__partnership"), body=OuterRef("owner_body"), role__in=told
        )
        rows = Dependency.objects.filter(
            Q(owner_body_id__in=bodies) | Q(plan__in=whole) & ~Exists(heard),
            plan__in=self.begun,
            removed_at=None,
            released_on=None,
            expected__lte=self.day + NEAR,
        )
        for row in rows.order_by(F("expected"), "pk")[:MOST]:
            plan = self.plans[row.plan_id]
            may = plan.partnership_id in self.whole or row.owner_body_id in bodies - self.bodies
            yield Waits(WaitsFor.DECISION, plan.pk, str(plan), row.pk, None, row.title, row.title, row.expected, may)


def money_without_year(partnerships: Collection[int], today: date | None = None) -> list[tuple[int, str, int]]:
    """Plans that hold and have costs or funds without a year: id, title and how many. One query."""
    day = today or timezone.localdate()
    holds = Q(valid_to=None) | Q(valid_to__gte=day)
    plans = Plan.objects.filter(holds, partnership__in=partnerships, removed_at=None)
    costs = Cost.objects.filter(year=None, removed_at=None, area__removed_at=None, area__plan=OuterRef("pk"))
    funds = Fund.objects.filter(year=None, removed_at=None, plan=OuterRef("pk"))
    told = plans.annotate(costs_left=_how_many(costs), funds_left=_how_many(funds)).order_by("pk")
    found = ((plan.pk, str(plan), plan.costs_left + plan.funds_left) for plan in told)
    return [(pk, title, n) for pk, title, n in found if n]


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    """A subquery that counts rows."""
    counted = rows.order_by().annotate(_one=Value(1)).values("_one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
