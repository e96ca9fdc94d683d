"""Letters about what waits for people: how often somebody wants them, and each one claimed before it goes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit, rules
from samplan.actors.actions.refusals import NotAccepted
from samplan.actors.models import Digest, DigestLetter, Person
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences


@transaction.atomic
def choose_digest(*, by: Person, digest: str, answers_at_once: bool | None = None) -> Person:
    """Choose how often one's own letter comes: off, weekly or daily. Raises NotAccepted.

    answers_at_once: whether a letter goes as soon as a question of theirs is answered; None leaves it as it is.
    """
    if digest not in Digest.values:
        raise NotAccepted(
            Sentences(
                sv="Så ofta går det inte att få brev. Inget har sparats. Välj något i listan.",
                en="Letters cannot come that often. Nothing was saved. Choose one of the list.",
            )
        )
    by.digest = digest
    if answers_at_once is not None:
        by.answers_at_once = answers_at_once
    by.save(update_fields=["digest", "answers_at_once"])
    audit.record(by=by, verb="choose_digest", object_kind="person", object_id=by.pk, data={"digest": digest})
    return by


@transaction.atomic
def claim_digest(*, by: Actor, person: Person, period: str) -> DigestLetter | None:
    """Take on somebody's letter of a period, before it is sent; None when it is taken already, by whomever.

    The claim is never given back: whether a mail server has taken a letter is not always known, and no letter at all
    is better than two. Raises NotAllowed for all but the system and those who run the installation.
    """
    rules.check_can_administer_all(by)
    letter, made = DigestLetter.objects.get_or_create(person=person, period=period)
    if not made:
        return None
    audit.record(by=by, verb="claim_digest", object_kind="person", object_id=person.pk, data={"period": period})
    return letter


@transaction.atomic
def note_digest_sent(*, by: Actor, letter: DigestLetter) -> DigestLetter:
    """Note that the mail server has taken a letter. Raises NotAllowed."""
    rules.check_can_administer_all(by)
    letter.sent_at = timezone.now()
    letter.save(update_fields=["sent_at"])
    audit.record(by=by, verb="send_digest", object_kind="person", object_id=letter.person_id)
    return letter
