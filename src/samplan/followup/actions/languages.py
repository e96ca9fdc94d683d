"""The language that an address without an account reads, kept from round to round."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Partnership, Person
from samplan.actors.rules import Actor, NotAllowed
from samplan.actors.shapes import SYSTEM, Sentences
from samplan.followup import rules
from samplan.followup.languages import known_language
from samplan.followup.models import AddressLanguage, Asked, Contact
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import RoundState


@transaction.atomic
def keep_language(*, by: Actor | Contact, partnership: Partnership, email: str, language: str) -> AddressLanguage:
    """Note what language an address reads; letters of open rounds and of those to come are written in it.

    by: the contact whose address it is, by their own link, or somebody who runs the county's rounds, for an address
    without an account. Raises NotAllowed, and NotTaken for another language or address.
    """
    email = email.strip().lower()
    _check(by, partnership, email)
    if not known_language(language):
        raise _no("Det språket skrivs inga brev på.", "No letters are written in that language.")
    row, _new = AddressLanguage.objects.update_or_create(
        email=email, defaults={"language": language, "noted_at": timezone.now()}
    )
    Contact.objects.filter(email=email, asked__round__state=RoundState.OPEN).update(language=language)
    audit.record(
        by=SYSTEM if isinstance(by, Contact) else by,
        verb="keep_language",
        object_kind="address_language",
        object_id=row.pk,
        partnership_id=partnership.pk,
        data={"language": language, "by_link": isinstance(by, Contact)},
    )
    return row


def _check(by: Actor | Contact, partnership: Partnership, email: str) -> None:
    if isinstance(by, Contact):
        if by.email != email or not rules.link_holds(by, timezone.localdate()):
            raise NotAllowed(
                Sentences(
                    sv="Länken gäller en annan adress. Inget har sparats.",
                    en="The link is for another address. Nothing was saved.",
                )
            )
        return
    rules.check_can_follow_up(by, partnership)
    if Person.objects.filter(email__iexact=email, is_active=True).exists():
        raise _no(
            "Den som har ett konto väljer själv språk under Min sida.",
            "Whoever has an account chooses their own language on their page.",
        )
    contacts = Contact.objects.filter(email=email, asked__round__partnership=partnership)
    heads = Asked.objects.filter(head_email=email, round__partnership=partnership)
    if not contacts.exists() and not heads.exists():
        raise _no("Adressen finns inte bland länets kontakter.", "The address is not among the county's contacts.")


def _no(sv: str, en: str) -> NotTaken:
    return NotTaken(Sentences(sv=f"{sv} Inget har sparats.", en=f"{en} Nothing was saved."))
