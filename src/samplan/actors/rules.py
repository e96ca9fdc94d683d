"""Who may do what. Default deny: what no rule allows is refused.

Each `check_x` raises `NotAllowed` with a sentence; each `can_x` answers yes or no. `SYSTEM` (the command line)
may do everything that a person can be allowed to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from samplan.actors import rights
from samplan.actors.models import Partnership, Person, Role
from samplan.actors.names import ROLE_NAMES
from samplan.actors.shapes import DomainError, Permission, Scope, Sentences, System
from samplan.actors.standing import MaybeActor as MaybeActor
from samplan.actors.standing import standing_of, standings_of

Actor = Person | System


class NotAllowed(DomainError):
    """The person may not do this."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with a partnership's plans beside seeing them.

    edit: something in them; edit_all: everything in them; report: state and time of something.
    """

    edit: bool
    publish: bool
    edit_all: bool = False
    report: bool = False
    import_documents: bool = False
    administer: bool = False
    manage_bodies: bool = False
    read_audit: bool = False


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


def scope_of(person: MaybeActor, partnership: Partnership, permission: Permission) -> Scope | None:
    """How far somebody's permission reaches in the partnership; None: refused (one query)."""
    return standing_of(person, partnership).scope(permission)


def may(person: MaybeActor, partnership: Partnership, permission: Permission) -> bool:
    """Whether somebody has a permission in the partnership, whatever its reach (one query)."""
    return scope_of(person, partnership, permission) is not None


def check_may(person: MaybeActor, partnership: Partnership, permission: Permission) -> None:
    """Raises NotAllowed, with a sentence that names who may, unless somebody has the permission."""
    if not may(person, partnership, permission):
        raise refused(permission)


def may_somewhere(person: MaybeActor) -> frozenset[Permission]:
    """All that somebody may do in some county, whatever its reach (one query)."""
    if not isinstance(person, Person) or person.administers_all:
        return frozenset(Permission) if isinstance(person, System | Person) else frozenset()
    standings = standings_of(person)
    return frozenset(p for p in Permission if any(standing.scope(p) is not None for standing in standings))


def may_everywhere(person: MaybeActor, partnership: Partnership, permission: Permission) -> bool:
    """Whether somebody has a permission for all of the county's plans (one query)."""
    return scope_of(person, partnership, permission) is Scope.COUNTY


def check_may_everywhere(person: MaybeActor, partnership: Partnership, permission: Permission) -> None:
    """Raises NotAllowed unless somebody has the permission for all of the county's plans."""
    if not may_everywhere(person, partnership, permission):
        raise refused(permission)


def rights_in(person: MaybeActor, partnership: Partnership) -> Rights:
    """What the rules answer, for a page that asks several (one query)."""
    standing = standing_of(person, partnership)
    scopes = {permission: standing.scope(permission) for permission in Permission}
    return Rights(
        edit=scopes[Permission.EDIT] is not None,
        publish=scopes[Permission.PUBLISH] is not None,
        edit_all=scopes[Permission.EDIT] is Scope.COUNTY,
        report=scopes[Permission.REPORT] is not None,
        import_documents=scopes[Permission.IMPORT] is not None,
        administer=scopes[Permission.ADMINISTER] is not None,
        manage_bodies=scopes[Permission.MANAGE_BODIES] is not None,
        read_audit=scopes[Permission.READ_AUDIT] is Scope.COUNTY,
    )


def can_see(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may see all drafts of the partnership's plans.

    Those whose right reaches drafts that are sent out see those by `plans.queries.drafts_sent_to` alone.
    """
    return may_everywhere(person, partnership, Permission.SEE_DRAFTS)


def can_edit(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may change something in the partnership's plans; `plans.rules` knows which areas."""
    return may(person, partnership, Permission.EDIT)


def can_edit_all(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may change everything in the partnership's plans."""
    return may_everywhere(person, partnership, Permission.EDIT)


def can_publish(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may freeze and publish editions."""
    return may(person, partnership, Permission.PUBLISH)


def can_import(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may read documents into the partnership's plans."""
    return may(person, partnership, Permission.IMPORT)


def can_administer(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may give roles in the partnership."""
    return may(person, partnership, Permission.ADMINISTER)


def can_manage_bodies(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may add, rename and end the county's units, functions and networks."""
    return may(person, partnership, Permission.MANAGE_BODIES)


def can_read_audit(person: MaybeActor, partnership: Partnership) -> bool:
    """Whether the person may read who did what in the county."""
    return may_everywhere(person, partnership, Permission.READ_AUDIT)


def can_administer_all(person: MaybeActor) -> bool:
    """Whether the person may make counties, partnerships and people."""
    if isinstance(person, System):
        return True
    return isinstance(person, Person) and person.is_active and person.administers_all


def check_can_see(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may see all of the partnership's drafts."""
    if can_see(person, partnership):
        return
    check_may(person, partnership, Permission.SEE_DRAFTS)
    raise NotAllowed(
        Sentences(
            sv="Utkast ser du när de skickas ut för kommentarer. Det här är inte utskickat. Inget har ändrats.",
            en="You see drafts when they are sent out for comments. This one is not. Nothing was changed.",
        )
    )


def check_can_edit(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may change something in the partnership's plans."""
    check_may(person, partnership, Permission.EDIT)


def check_can_edit_all(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may change everything in the partnership's plans."""
    check_may_everywhere(person, partnership, Permission.EDIT)


def check_can_publish(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may publish."""
    check_may(person, partnership, Permission.PUBLISH)


def check_can_import(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may import."""
    check_may(person, partnership, Permission.IMPORT)


def check_can_administer(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may give roles."""
    check_may(person, partnership, Permission.ADMINISTER)


def check_can_manage_bodies(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless the person may change the county's bodies."""
    check_may(person, partnership, Permission.MANAGE_BODIES)


def check_can_read_audit(person: MaybeActor, partnership: Partnership) -> None:
    """Raises NotAllowed unless can_read_audit."""
    check_may_everywhere(person, partnership, Permission.READ_AUDIT)


def check_can_administer_all(person: MaybeActor) -> None:
    """Raises NotAllowed unless the person runs the installation."""
    if not can_administer_all(person):
        raise NotAllowed(
            Sentences(
                sv="Det här får bara den göra som sköter hela installationen.",
                en="Only those who run the whole installation may do this.",
            )
        )


def can_switch(person: MaybeActor, partnership: Partnership, other: Person) -> bool:
    """Whether the person may switch somebody off or on: one of theirs, who has no role in a county of others."""
    if can_administer_all(person):
        return True
    if other.administers_all or not can_administer(person, partnership):
        return False
    return {m.partnership_id for m in other.memberships.all()} == {partnership.pk}


def check_can_switch(person: MaybeActor, partnership: Partnership, other: Person) -> None:
    """Raises NotAllowed unless the person may switch somebody off or on."""
    check_can_administer(person, partnership)
    if not can_switch(person, partnership, other):
        raise NotAllowed(
            Sentences(
                sv="Personen har roller i fler län eller sköter hela installationen, och kan inte stängas av härifrån."
                " Avsluta rollerna i ditt län i stället. Inget har ändrats.",
                en="The person has roles in other counties or runs the whole installation, and cannot be switched off"
                " from here. End the roles in your county instead. Nothing was changed.",
            )
        )


def refused(permission: Permission) -> NotAllowed:
    """The refusal of a deed: what it was, and the roles that may."""
    if permission is Permission.SEE_DRAFTS:
        return NotAllowed(
            Sentences(
                sv="Du har ingen roll i det här länet. Be länets administratör om en.",
                en="You have no role in this county. Ask the county's administrator for one.",
            )
        )
    deed = rights.permission_name(permission)
    who = [ROLE_NAMES[role] for role in Role if role in rights.roles_with(permission)]
    return NotAllowed(
        Sentences(
            sv=f"Du får inte {deed.sv} här. Det får: {', '.join(w.sv.lower() for w in who)}. Inget har ändrats.",
            en=f"You may not {deed.en} here. These may: {', '.join(w.en.lower() for w in who)}. Nothing was changed.",
        )
    )
