"""Who may do what. Default deny: what no rule allows is refused.

Each `check_x` raises `NotAllowed` with a sentence; each `can_x` answers yes or no. `SYSTEM` (the command line)
may do everything that a person can be allowed to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from samplan.actors.models import Membership, Partnership, Person, Role
from samplan.actors.shapes import DomainError, Sentences, System

Actor = Person | System
MaybeActor = Person | System | AnonymousUser | None

EDITORS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.AREA_OWNER})
PUBLISHERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
IMPORTERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


class NotAllowed(DomainError):
    """The person may not do this."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with a partnership's plans beside seeing them."""

    edit: bool
    publish: bool


class UnknownRole(DomainError):
    """No role has that name."""


def role_named(name: Role | str) -> Role:
    """The role of that name. Raises UnknownRole with the names that there are."""
    if name not in Role.values:
        listed = ", ".join(Role.values)
        raise UnknownRole(
            Sentences(
                sv=f"Det finns ingen roll som heter ”{name}”. Inget har ändrats. Välj en av dem som finns: {listed}.",
                en=f"There is no role named “{name}”. Nothing was changed. Choose one of those there are: {listed}.",
            )
        )
    return Role(name)


def has_role(person: MaybeActor, partnership: Partnership, roles: frozenset[Role]) -> bool:
    """Whether the person holds one of the roles in the partnership (one query)."""
    if isinstance(person, System):
        return True
    if not isinstance(person, Person) or not person.is_active:
        return False
    if person.administers_all:
        return True
    held = Membership.objects.current(timezone.localdate()).filter(person=person, partnership=partnership)
    return held.filter(role__in=roles).exists()


def rights_in(person: MaybeActor, partnership: Partnership) -> Rights:
    """What `can_edit` and `can_publish` answer, for a page that asks both (one query)."""
    if not isinstance(person, Person) or not person.is_active or person.administers_all:
        held = frozenset(Role) if can_administer_all(person) else frozenset()
    else:
        found = Membership.objects.current(timezone.localdate()).filter(person=person, partnership=partnership)
        held = frozenset(Role(role) for role in found.values_list("role", flat=True))
    return Rights(edit=bool(held & EDITORS), publish=bool(held & PUBLISHERS))


def can_see(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may see drafts of the partnership's plans: every member may."""
    return has_role(person, partnership, frozenset(Role))


def can_edit(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may change the partnership's plans."""
    return has_role(person, partnership, EDITORS)


def can_publish(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may freeze and publish editions."""
    return has_role(person, partnership, PUBLISHERS)


def can_import(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may read documents into the partnership's plans."""
    return has_role(person, partnership, IMPORTERS)


def can_administer(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may give roles in the partnership."""
    return has_role(person, partnership, ADMINISTRATORS)


def can_administer_all(person: MaybeActor) -> bool:
    """Whether the person may make counties, partnerships and people."""
    if isinstance(person, System):
        return True
    return isinstance(person, Person) and person.is_active and person.administers_all


def check_can_see(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may see the partnership's drafts."""
    if not can_see(person, partnership):
        raise NotAllowed(
            Sentences(
                sv="Du har ingen roll i det här länet. Be länets administratör om en.",
                en="You have no role in this county. Ask the county's administrator for one.",
            )
        )


def check_can_edit(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may change the partnership's plans."""
    if not can_edit(person, partnership):
        raise NotAllowed(
            Sentences(
                sv="Du får inte ändra i den här planen. Det får länets samordnare och områdesansvariga.",
                en="You may not change this plan. The county's coordinators and area owners may.",
            )
        )


def check_can_publish(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may publish."""
    if not can_publish(person, partnership):
        raise NotAllowed(
            Sentences(
                sv="Du får inte publicera den här planen. Det får länets samordnare.",
                en="You may not publish this plan. The county's coordinators may.",
            )
        )


def check_can_import(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may import."""
    if not can_import(person, partnership):
        raise NotAllowed(
            Sentences(
                sv="Du får inte läsa in dokument i den här planen. Det får länets samordnare.",
                en="You may not read documents into this plan. The county's coordinators may.",
            )
        )


def check_can_administer(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may give roles."""
    if not can_administer(person, partnership):
        raise NotAllowed(
            Sentences(
                sv="Du får inte dela ut roller i det här länet. Det får länets administratör.",
                en="You may not give roles in this county. The county's administrator may.",
            )
        )


def check_can_administer_all(person: MaybeActor) -> None:
    """Raises NotAllowed unless the person runs the installation."""
    if not can_administer_all(person):
        raise NotAllowed(
            Sentences(
                sv="Det här får bara den göra som sköter hela installationen.",
                en="Only those who run the whole installation may do this.",
            )
        )
