"""What may be published, by whom, and what an edition is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from samplan.actors import rules as actors
from samplan.actors.shapes import DomainError, Sentences
from samplan.plans.models import Plan
from samplan.plans.shapes.content import PlanContent
from samplan.publishing.shapes import EditionEntry


class PublishingError(DomainError):
    """Something that cannot be published or found."""


class NoSuchEdition(PublishingError):
    """No edition stands at this address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            Sentences(
                sv=f"Det finns ingen utgåva på adressen ”{address}”.",
                en=f"There is no edition at the address “{address}”.",
            )
        )
        self.address = address


class NothingToPublish(PublishingError):
    """The plan has no area, so an edition of it would say nothing."""

    def __init__(self) -> None:
        super().__init__(
            Sentences(
                sv="Planen har inget område ännu. Lägg till ett område innan du publicerar.",
                en="The plan has no area yet. Add an area before you publish.",
            )
        )


class NothingChanged(PublishingError):
    """The plan reads as its newest edition in force does. label: that edition's."""

    def __init__(self, label: str) -> None:
        super().__init__(
            Sentences(
                sv=f"Inget har ändrats sedan utgåva {label}. Ingen ny utgåva är gjord. Kryssa för att ge ut ändå.",
                en=f"Nothing has changed since edition {label}. No new edition was made. Tick to publish anyway.",
            )
        )
        self.label = label


class NotWithdrawable(PublishingError):
    """The edition cannot be withdrawn: no reason is given, or it is withdrawn already."""


def can_publish(person: actors.MaybeActor, plan: Plan) -> bool:
    """Whether the person may publish editions of the plan."""
    return actors.can_publish(person, plan.partnership)


def check_can_publish(person: actors.MaybeActor, plan: Plan) -> None:
    """Raises actors.rules.NotAllowed unless the person may publish editions of the plan."""
    actors.check_can_publish(person, plan.partnership)


def check_can_preview(person: actors.MaybeActor, plan: Plan) -> None:
    """Raises actors.rules.NotAllowed unless the person may see the plan before it is published."""
    actors.check_can_see(person, plan.partnership)


def check_has_content(content: PlanContent) -> None:
    """Raises NothingToPublish for a plan without a single area."""
    if not content.areas:
        raise NothingToPublish


def check_has_changed(digest: str, in_force: tuple[str, str] | None) -> None:
    """Raises NothingChanged for the digest of the newest edition in force, which comes as (label, digest) or None."""
    if in_force is not None and in_force[1] == digest:
        raise NothingChanged(in_force[0])


def check_withdrawable(*, withdrawn: bool, reason: str) -> None:
    """Raises NotWithdrawable without a reason, or when it is withdrawn already."""
    if withdrawn:
        raise NotWithdrawable(Sentences(sv="Utgåvan är redan återtagen.", en="The edition is withdrawn already."))
    if not reason.strip():
        raise NotWithdrawable(
            Sentences(
                sv="Skriv varför utgåvan tas tillbaka. Läsarna ser det på utgåvans sida.",
                en="Write why the edition is withdrawn. Readers see it on the edition's page.",
            )
        )


def in_force(newest_first: Sequence[EditionEntry], today: date) -> EditionEntry | None:
    """The edition that a county's page shows: of each plan the newest that is not withdrawn stands for it.

    Of these the plan whose days cover today, the one published last if several do; where none does, the one that was
    published last; where all are withdrawn, the newest of them. None where there is no edition.
    """
    stands_for: dict[str, EditionEntry] = {}
    for entry in newest_first:
        if not entry.withdrawn:
            stands_for.setdefault(entry.plan_slug, entry)
    holding = list(stands_for.values())
    return next((entry for entry in holding if entry.covers(today)), next(iter([*holding, *newest_first]), None))


def edition_label(day: date, taken: Iterable[str]) -> str:
    """The label of an edition published on a day: the date, and "-2", "-3" … when that day has editions already."""
    used = set(taken)
    label = day.isoformat()
    number = 2
    while label in used:
        label = f"{day.isoformat()}-{number}"
        number += 1
    return label


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of the content in one fixed spelling of JSON, so that the same content has the same digest for ever."""
    spelled = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode("utf-8")).hexdigest()
