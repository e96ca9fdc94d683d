"""Noting an answer or a decision that one was told of, and claiming the letter about an answer before it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors import rules as actors
from samplan.actors.models import Person
from samplan.actors.rules import Actor
from samplan.plans import owning, rules
from samplan.plans.models import Dependency, Notice, OwnershipAsk
from samplan.plans.saving import person_or_none


def _noted(person: Person, **what: Any) -> Notice:
    notice, _made = Notice.objects.get_or_create(person=person, **what)
    notice.noted_at = notice.noted_at or timezone.now()
    notice.save(update_fields=["noted_at"])
    return notice


@transaction.atomic
def note_answer(*, by: Actor, ask_id: int) -> Notice:
    """Note the answer to one's own question: it waits no longer. Raises NotAllowed, NotThere, InvalidValue."""
    ask = OwnershipAsk.objects.select_related("responsible__area__plan").filter(pk=ask_id).first()
    if ask is None:
        raise rules.not_there()
    person = owning.check_asked(by, ask.asked_by)
    owning.check_answered(ask.answer)
    notice = _noted(person, ask=ask)
    audit.record(
        by=by,
        verb="note_answer",
        object_kind="responsible",
        object_id=ask.responsible_id,
        partnership_id=ask.responsible.area.plan.partnership_id,
        data={"plan": ask.responsible.area.plan_id},
    )
    return notice


def noted_by_decider(by: Actor, dependency: Dependency) -> None:
    """Who wrote a decision down is not told of it."""
    person = person_or_none(by)
    if person is not None:
        _noted(person, dependency=dependency)


def copied_answers(copies: Mapping[int, OwnershipAsk]) -> None:
    """Let questions that are copied with their answers be as told and noted as those that they are copies of, by id.

    The letter about an answer is that of the first one.
    """
    answered = {old: (ask, who) for old, ask in copies.items() if ask.answer and (who := ask.asked_by_id) is not None}
    if not answered:
        return
    told = {notice.ask_id: notice for notice in Notice.objects.filter(ask__in=answered)}
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(
            person_id=who,
            ask=ask,
            claimed_at=(told[old].claimed_at if old in told else None) or now,
            sent_at=told[old].sent_at if old in told else None,
            noted_at=told[old].noted_at if old in told else None,
        )
        for old, (ask, who) in answered.items()
    )


@transaction.atomic
def note_release(*, by: Actor, dependency_id: int) -> Notice | None:
    """Note a decision that one's areas waited for: it waits no longer. Nothing for the system.

    Raises NotAllowed, NotThere (also where nothing is decided).
    """
    found = Dependency.objects.select_related("plan__partnership")
    dependency = found.filter(pk=dependency_id, removed_at=None).first()
    if dependency is None:
        raise rules.not_there()
    actors.check_can_see(by, dependency.plan.partnership)
    if dependency.released_on is None:
        raise rules.not_there()
    person = person_or_none(by)
    if person is None:
        return None
    notice = _noted(person, dependency=dependency)
    audit.record(
        by=by,
        verb="note_release",
        object_kind="dependency",
        object_id=dependency.pk,
        partnership_id=dependency.plan.partnership_id,
        data={"plan": dependency.plan_id},
    )
    return notice


@transaction.atomic
def claim_notice(*, by: Actor, ask_id: int) -> Notice | None:
    """Take on the letter about an answer before it is sent; None when it is taken, noted, or nobody is to have it.

    The claim is never given back, as with the letters about what waits. Raises NotAllowed for all but the system and
    those who run the installation.
    """
    actors.check_can_administer_all(by)
    ask = OwnershipAsk.objects.select_for_update(of=("self",)).filter(pk=ask_id).exclude(answer="").first()
    if ask is None or ask.asked_by is None:
        return None
    notice, _made = Notice.objects.get_or_create(person=ask.asked_by, ask=ask)
    if notice.claimed_at or notice.noted_at:
        return None
    notice.claimed_at = timezone.now()
    notice.save(update_fields=["claimed_at"])
    audit.record(by=by, verb="claim_notice", object_kind="person", object_id=notice.person_id, data={"ask": ask_id})
    return notice


@transaction.atomic
def note_notice_sent(*, by: Actor, notice: Notice) -> Notice:
    """Note that the mail server has taken the letter about an answer. Raises NotAllowed."""
    actors.check_can_administer_all(by)
    notice.sent_at = timezone.now()
    notice.save(update_fields=["sent_at"])
    audit.record(by=by, verb="send_notice", object_kind="person", object_id=notice.person_id)
    return notice
