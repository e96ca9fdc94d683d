"""Contacts are erased and answers stay; what is due is purged by a named decision, exported first, and on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Person
from samplan.actors.rules import Actor, check_can_administer_all
from samplan.actors.shapes import Sentences
from samplan.followup import retention, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.models import AddressLanguage, Asked, BadAddress, Contact, Round
from samplan.followup.rules import NotTaken

Exported = Mapping[str, list[dict[str, Any]]]


@transaction.atomic
def erase_contact(*, by: Actor, contact_id: int) -> int:
    """Erase one contact: address, link, letters, and the colleagues whom they gave questions. How many are gone.

    What they answered stays with the body, and what says so keeps no address. Raises NotAllowed.
    """
    contact = Contact.objects.select_related("asked__round__partnership").get(pk=contact_id)
    rules.check_can_follow_up(by, contact.asked.round.partnership)
    gone = _erase([contact.pk, *Contact.objects.filter(delegated_by=contact).values_list("pk", flat=True)])
    leave_event(by, contact.asked.round, "erase_contact", {"contact": contact_id, "contacts": gone})
    return gone


@transaction.atomic
def erase_contacts(*, by: Actor, round_id: int) -> int:
    """Erase all contacts of a closed round, and where its bodies' heads are reached. How many contacts are gone.

    Answers stay with the bodies. Raises NotAllowed, and NotTaken for a round that is open.
    """
    round_ = Round.objects.select_related("partnership").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    round_.state = Round.objects.select_for_update(no_key=True).get(pk=round_id).state
    rules.check_closed(round_)
    gone = _erase(list(Contact.objects.filter(asked__round=round_).values_list("pk", flat=True)))
    Asked.objects.filter(round=round_).update(head_email="")
    leave_event(by, round_, "erase_contacts", {"contacts": gone})
    return gone


def _erase(ids: list[int]) -> int:
    """Contacts with their letters, and what a mail server said of addresses that nobody else here has."""
    emails = set(Contact.objects.filter(pk__in=ids).values_list("email", flat=True))
    Contact.objects.filter(pk__in=ids).delete()
    used = set(Contact.objects.filter(email__in=emails).values_list("email", flat=True))
    used |= {e.lower() for e in Person.objects.filter(email__in=emails).values_list("email", flat=True)}
    BadAddress.objects.filter(email__in=emails - used).delete()
    AddressLanguage.objects.filter(email__in=emails - used).delete()
    return len(ids)


@transaction.atomic
def purge_due(
    *, by: Actor, decision: str, keep: Callable[[Exported], Mapping[str, str]], today: date | None = None
) -> dict[str, int]:
    """Purge what is due, by the code of its class, and leave a record. How many rows of each class are gone.

    decision: the decision that allows it, as the archive knows it. keep: is handed all of it before anything goes, and
    answers with the digests of the files; when it fails, nothing is gone. Raises NotAllowed for all but the system and
    those who run the installation, and NotTaken without a decision.
    """
    check_can_administer_all(by)
    decision = _named(decision)
    day = today or timezone.localdate()
    classes = [c for c in retention.retention() if c.years is not None]
    rows = {c.code: retention.exported(c.code, retention.due(c, day)) for c in classes}
    counts = {code: len(told) for code, told in rows.items() if told}
    if not counts:
        return {}
    digests = keep({code: rows[code] for code in counts})
    for code in counts:
        _purge(code, [told["id"] for told in rows[code]])
    # What language an address reads is kept for the next round, not after the last contact with it is gone.
    AddressLanguage.objects.exclude(email__in=Contact.objects.values("email")).delete()
    audit.record(
        by=by,
        verb="purge_due",
        object_kind="retention",
        object_id=day.isoformat(),
        data={"decision": decision, "purged": counts, "files": dict(digests)},
    )
    return counts


def _named(decision: str) -> str:
    decision = " ".join(decision.split())
    if not decision:
        raise NotTaken(
            Sentences(
                sv="Skriv vilket beslut som tillåter gallringen. Inget är gallrat.",
                en="Name the decision that allows the purge. Nothing was purged.",
            )
        )
    rules.check_text(decision)
    return decision


def _purge(code: str, ids: list[int]) -> None:
    kept = retention.SORTS[code][0](timezone.now()).model._default_manager.filter(pk__in=ids)
    if code == "head":
        kept.update(head_email="")
    elif code == "commenter":
        kept.update(author=None)
    else:
        kept.delete()
