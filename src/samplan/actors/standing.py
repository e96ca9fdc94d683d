"""What somebody is in a partnership: how far each permission reaches, and which bodies they act for.

Only `rules` decides by it. A body that a role is held for brings its parts, what it has become (with the parts of
that), and what it once was: an item that still names the clinic of before the reorganisation is answered for by the
people of the clinic that took over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from samplan.actors import rights
from samplan.actors.models import Body, BodySuccession, Membership, Partnership, Person, Role
from samplan.actors.shapes import Permission, Scope, System

MaybeActor = Person | System | AnonymousUser | None
Links = Mapping[int, Iterable[int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in a partnership on a day. held: the roles, with the body that each is held for.

    everything: the system, or somebody who runs the installation.
    """

    partnership: Partnership
    person: Person | None
    held: tuple[tuple[Role, int | None], ...]
    everything: bool = False
    _covered: dict[frozenset[int], frozenset[int]] = field(default_factory=dict, compare=False, repr=False)

    def scope(self, permission: Permission) -> Scope | None:
        """How far the permission reaches at most; None: refused."""
        if self.everything:
            return Scope.COUNTY
        scopes = {rights.granted(role, permission) for role, _body in self.held}
        return next((scope for scope in Scope if scope in scopes), None)

    def bodies(self, permission: Permission) -> frozenset[int]:
        """Ids of the bodies that the person has this permission for, where it is their own (two queries, once)."""
        named = frozenset(b for role, b in self.held if b is not None and rights.granted(role, permission) is Scope.OWN)
        if named and named not in self._covered:
            self._covered[named] = bodies_covered(self.partnership, named)
        return self._covered.get(named, frozenset())


def standing_of(person: MaybeActor, partnership: Partnership, day: date | None = None) -> Standing:
    """What somebody is in a partnership, today or on a day (one query; none for the system and for strangers)."""
    if isinstance(person, System):
        return Standing(partnership, None, (), everything=True)
    if not isinstance(person, Person) or not person.is_active:
        return Standing(partnership, None, ())
    if person.administers_all:
        return Standing(partnership, person, (), everything=True)
    found = Membership.objects.current(day or timezone.localdate()).filter(person=person, partnership=partnership)
    held = tuple((Role(role), body) for role, body in found.values_list("role", "body_id"))
    return Standing(partnership, person, held)


def standings_of(person: Person, day: date | None = None) -> list[Standing]:
    """What somebody is in each partnership in which they hold a role (one query)."""
    held: dict[Partnership, list[tuple[Role, int | None]]] = defaultdict(list)
    rows = Membership.objects.current(day or timezone.localdate()).filter(person=person, person__is_active=True)
    for row in rows.select_related("partnership__county").order_by("partnership_id", "pk"):
        held[row.partnership].append((Role(row.role), row.body_id))
    return [Standing(partnership, person, tuple(roles)) for partnership, roles in held.items()]


def bodies_covered(partnership: Partnership, bodies: Iterable[int]) -> frozenset[int]:
    """Those bodies with their parts, what they became (and its parts), and what they were (two queries)."""
    parts: dict[int, list[int]] = defaultdict(list)
    became: dict[int, list[int]] = defaultdict(list)
    was: dict[int, list[int]] = defaultdict(list)
    county = Q(county_id=partnership.county_id)
    for body, whole in Body.objects.filter(county, part_of__isnull=False).values_list("pk", "part_of_id"):
        parts[whole].append(body)
    changes = BodySuccession.objects.filter(predecessor__county_id=partnership.county_id)
    for before, after in changes.order_by("pk").values_list("predecessor_id", "successor_id"):
        became[before].append(after)
        was[after].append(before)
    now = _reached(bodies, parts, became)
    return now | _reached(now, was)


def _reached(start: Iterable[int], *links: Links) -> frozenset[int]:
    """Everything that the links lead to, the start included; circles end."""
    seen: set[int] = set()
    left = list(start)
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left.extend(following for link in links for following in link.get(one, ()))
    return frozenset(seen)
