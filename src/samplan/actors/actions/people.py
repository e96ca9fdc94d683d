"""Making, inviting and switching off those who sign in."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from samplan.actors import audit, rules
from samplan.actors.actions.refusals import NotAccepted
from samplan.actors.actions.roles import grant_role
from samplan.actors.models import Body, Partnership, Person, Role
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.documents.characters import clean_name


@transaction.atomic
def create_person(
    *,
    by: Actor,
    email: str,
    name: str,
    password: str | None = None,
    administers_all: bool = False,
    language: str = "sv",
    made_up: bool = False,
) -> Person:
    """Make somebody who can sign in; without a password they cannot until one is set.

    Raises NotAccepted for an address that is wrong or taken, an empty name or a password that is too weak.
    """
    rules.check_can_administer_all(by)
    email = email.strip().lower()
    person = Person(
        email=email, name=clean_name(name), administers_all=administers_all, language=language, made_up=made_up
    )
    _check_person(person, password)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    person.save()
    audit.record(by=by, verb="create_person", object_kind="person", object_id=person.pk)
    return person


def _check_person(person: Person, password: str | None) -> None:
    try:
        validate_email(person.email)
    except ValidationError as error:
        raise NotAccepted(
            Sentences(sv=f"”{person.email}” är ingen e-postadress.", en=f"“{person.email}” is not an e-mail address.")
        ) from error
    if Person.objects.filter(email__iexact=person.email).exists():
        raise NotAccepted(Sentences(sv="E-postadressen används redan.", en="The e-mail address is already in use."))
    if not person.name:
        raise NotAccepted(Sentences(sv="Skriv personens namn.", en="Write the person's name."))
    if password is not None:
        try:
            validate_password(password, user=person)
        except ValidationError as error:
            raise NotAccepted(
                Sentences(
                    sv="Lösenordet är för lätt att gissa. Använd minst tolv tecken och inget vanligt ord.",
                    en="The password is too easy to guess. Use at least twelve characters and no common word.",
                )
            ) from error


@transaction.atomic
def invite_person(
    *,
    by: Actor,
    partnership: Partnership,
    email: str,
    name: str,
    role: Role | str,
    body: Body | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Person:
    """Give somebody a role in the county, and an account without a password when they have none yet.

    The letter with the link to choose a password is the door's to send. An account that is there already is left as
    it is, its name too. Raises NotAllowed, NotAccepted.
    """
    rules.check_can_administer(by, partnership)
    email = email.strip().lower()
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person(email=email, name=clean_name(name), made_up=partnership.county.made_up)
        _check_person(person, None)
        person.set_unusable_password()
        person.save()
    grant_role(
        by=by, person=person, partnership=partnership, role=role, body=body, valid_from=valid_from, valid_to=valid_to
    )
    audit.record(by=by, verb="invite_person", object_kind="person", object_id=person.pk, partnership_id=partnership.pk)
    return person


@transaction.atomic
def switch_person(*, by: Actor, partnership: Partnership, person: Person, active: bool) -> Person:
    """Let somebody sign in, or no longer; what they did keeps their name. Raises NotAllowed, NotAccepted."""
    rules.check_can_switch(by, partnership, person)
    if by == person:
        raise NotAccepted(
            Sentences(
                sv="Du kan inte stänga av dig själv. Inget har ändrats. Be en annan administratör.",
                en="You cannot switch yourself off. Nothing was changed. Ask another administrator.",
            )
        )
    person.is_active = active
    person.save(update_fields=["is_active"])
    verb = "switch_person_on" if active else "switch_person_off"
    audit.record(by=by, verb=verb, object_kind="person", object_id=person.pk, partnership_id=partnership.pk)
    return person


@transaction.atomic
def change_own_details(*, by: Person, name: str, language: str) -> Person:
    """Change one's own name and language. Raises NotAccepted."""
    name = clean_name(name)[:200]
    if not name:
        raise NotAccepted(Sentences(sv="Skriv ditt namn. Inget har sparats.", en="Write your name. Nothing was saved."))
    if language not in dict(Person.LANGUAGES):
        raise NotAccepted(
            Sentences(
                sv="Språket finns inte. Inget har sparats. Välj ett i listan.",
                en="There is no such language. Nothing was saved. Choose one of the list.",
            )
        )
    by.name, by.language = name, language
    by.save(update_fields=["name", "language"])
    audit.record(by=by, verb="change_own_details", object_kind="person", object_id=by.pk)
    return by


@transaction.atomic
def tie_sign_in(*, by: Person, provider: str) -> Person:
    """Note that somebody has signed in through the organisation's own sign-in for the first time."""
    audit.record(by=by, verb="tie_sign_in", object_kind="person", object_id=by.pk, data={"provider": provider})
    return by
