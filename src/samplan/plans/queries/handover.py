"""What somebody who takes over needs to know of a plan, for one body, person or function."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from samplan.actors.models import Membership, Role
from samplan.actors.names import ROLE_NAMES
from samplan.plans.models import Plan
from samplan.plans.queries.checking import checked
from samplan.plans.queries.log import plan_log
from samplan.plans.queries.ownership import owned_briefly
from samplan.plans.shapes.content import AreaContent, DependencyContent
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.log import LogEntry
from samplan.plans.shapes.ownership import AheadDate, Contact, HandOverPack, Owned, OwnerPart, Wait

YEAR = timedelta(days=365)
AT_ONCE = timedelta(seconds=2)
"""Saves no further apart were made by one action."""
LOOKED_AT, TOLD = 1000, 40
"""So many of the plan's latest changes are looked through, and at most so many of the owner's own are told."""


def belongs_to(row: Owned, key: str) -> bool:
    """Whether a part is an owner's: "body-3", "person-7", or "ord-12" for the words of that row."""
    sort, _, number = key.partition("-")
    at = {"body": row.body, "person": row.person, "ord": row.id}.get(sort)
    return at is not None and str(at) == number


def of_owner(rows: Iterable[Owned], key: str) -> list[Owned]:
    """The parts of one owner; words bring all rows that say the same."""
    rows = list(rows)
    named = [r for r in rows if belongs_to(r, key)]
    if key.startswith("ord-") and named:
        words = named[0].name.casefold()
        return [r for r in rows if r.body is None and r.person is None and r.name.casefold() == words]
    return named


def hand_over_pack(plan: Plan, key: str, *, today: date | None = None) -> HandOverPack | None:
    """The pack of one owner in a plan; None when they own nothing in it today. 11 queries whatever the plan's size."""
    today = today or timezone.localdate()
    every = owned_briefly(plan, today)
    mine = of_owner(every, key)
    if not mine:
        return None
    responsible = [r for r in mine if r.part is OwnerPart.RESPONSIBLE]
    areas = {str(r.area_id): r.area for r in responsible}
    whole = {r.area_id for r in responsible if r.kind is ItemKind.AREA}
    single = {r.item_id for r in responsible if r.kind is ItemKind.ACTIVITY}
    check, seen = checked(plan, today=today)
    subject = mine[0].person_name if key.startswith("person-") else mine[0].name
    waits = [
        d
        for d in seen.dependencies
        if d.released_on is None
        and (areas.keys() & {w.area for w in d.waiting} or (d.owner or "").casefold() == subject.casefold())
    ]
    names = {a.id: f"{a.number or ''} {a.title}".strip() for a in seen.areas}
    beside = {r.body for r in every if r.area_id in {m.area_id for m in mine} and r.body is not None}
    return HandOverPack(
        subject=subject,
        plan_title=plan.title,
        county=plan.county.name,
        made_up=plan.county.made_up,
        made_on=today,
        owned=tuple(mine),
        asks=_asks(every, mine, whole),
        ahead=_ahead(seen.areas, whole, single, waits, today),
        waits=tuple(_wait(d, areas, names) for d in waits),
        findings=tuple(f for f in check.open if areas.keys() & set(f.areas)),
        contacts=_contacts(plan, beside, today),
        past=_past(plan, {r.area for r in mine}, {(r.kind, r.item_id) for r in mine}, today),
    )


def _asks(every: Iterable[Owned], mine: list[Owned], whole: set[int]) -> tuple[Owned, ...]:
    """Questions that wait: to the owner, and to others in the areas that the owner answers for as a whole."""
    own = {row.id for row in mine}
    return tuple(row for row in every if row.open_ask is not None and (row.id in own or row.area_id in whole))


def _wait(told: DependencyContent, areas: dict[str, str], names: dict[str, str]) -> Wait:
    """areas: the owner's. What the owner itself is to decide tells every area that waits for it."""
    expected = told.expected.isoformat() if told.expected else told.expected_written or ""
    own = areas if areas.keys() & {w.area for w in told.waiting} else names
    named = dict.fromkeys(own[w.area] for w in told.waiting if w.area in own)
    return Wait(told.title, told.owner or "", expected, tuple(named))


def _ahead(
    areas: Iterable[AreaContent],
    whole: set[int],
    single: set[int],
    waits: Iterable[DependencyContent],
    today: date,
) -> tuple[AheadDate, ...]:
    """Days that lie ahead: activities that begin or end, and what is expected."""
    found = [
        AheadDate(d.expected, ItemKind.DEPENDENCY, "expected", "", d.title)
        for d in waits
        if d.expected is not None and d.expected >= today
    ]
    for area in areas:
        name = f"{area.number or ''} {area.title}".strip()
        for activity in area.activities:
            if int(area.id) in whole or int(activity.id) in single:
                for day, what in ((activity.start, "begins"), (activity.end, "ends")):
                    if day is not None and day >= today:
                        found.append(AheadDate(day, ItemKind.ACTIVITY, what, name, activity.text))
    return tuple(sorted(found, key=lambda a: (a.day, a.words)))


def _contacts(plan: Plan, bodies: set[int], today: date) -> tuple[Contact, ...]:
    """Who acts for the bodies that work in the same areas, and who coordinates."""
    held = Membership.objects.current(today).filter(partnership_id=plan.partnership_id, person__is_active=True)
    found = held.select_related("person", "body").order_by("body__name", "person__name", "pk")
    return tuple(
        Contact(
            body=m.body.name if m.body else "",
            role_sv=ROLE_NAMES[Role(m.role)].sv,
            role_en=ROLE_NAMES[Role(m.role)].en,
            name=m.person.name,
        )
        for m in found
        if m.body_id in bodies or m.role == Role.COORDINATOR
    )


def _past(plan: Plan, areas: set[str], items: set[tuple[ItemKind, int]], today: date) -> tuple[LogEntry, ...]:
    """The last year's changes in the owner's areas and items."""
    titles = {a.split(" ", 1)[-1] for a in areas} | areas
    since = today - YEAR
    told: dict[tuple[ItemKind, int, str, date], LogEntry] = {}
    looked_at = plan_log(plan.pk, limit=LOOKED_AT)
    begun = [e for e in looked_at if e.kind is ItemKind.RESPONSIBLE and e.what == "added"]
    for entry in looked_at:
        day = timezone.localtime(entry.when).date()
        if day < since or not (entry.area in titles or (entry.kind, entry.item_id) in items):
            continue
        if entry.what == "changed" and any(_handed_over(entry, new) for new in begun):
            continue
        # An item that was saved many times in a day is told once, as it read in the end.
        told.setdefault((entry.kind, entry.item_id, entry.what, day), entry)
    return tuple(told.values())[:TOLD]


def _handed_over(ended: LogEntry, new: LogEntry) -> bool:
    """Whether a part ended because it was handed over to the new one: that is told once, by who has it now."""
    same = (ended.kind, ended.area, ended.by) == (new.kind, new.area, new.by)
    return same and ended.item_id != new.item_id and abs(ended.when - new.when) < AT_ONCE
