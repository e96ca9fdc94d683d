"""What may be published, by whom, and what an edition is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from samplan.actors import rules as actors
from samplan.actors.models import Partnership
from samplan.actors.rights import granted
from samplan.actors.shapes import DomainError, Permission, Scope, Sentences
from samplan.actors.standing import bodies_covered, standing_of
from samplan.followup.shapes.report import FollowUpReport
from samplan.plans.models import Plan, PlanMode
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.versions import PlanType
from samplan.publishing.shapes import EditionEntry, EditionView


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
    """The plan has no area, no goal and no money, so an edition of it would say nothing."""

    def __init__(self) -> None:
        super().__init__(
            Sentences(
                sv="Planen har inget område, inget mål och inga medel än. Lägg till något av det innan du publicerar.",
                en="The plan has no area, no goal and no money yet. Add one of them before you publish.",
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


class NotAdoptable(PublishingError):
    """What is said of a party's decision about an edition does not hold. field: of the form."""

    def __init__(self, field: str, sv: str, en: str) -> None:
        super().__init__(Sentences(sv=sv, en=en))
        self.field = field


class NoSnapshot(PublishingError):
    """The edition cannot be the plan's state of that year."""


def bodies_to_decide_for(person: actors.MaybeActor, partnership: Partnership) -> frozenset[int] | None:
    """Ids of the bodies whose decisions somebody may write down; None: of all.

    Who publishes writes for all; who decides for a body, for that body (with its parts and successors). Three queries.
    """
    standing = standing_of(person, partnership)
    if standing.scope(Permission.PUBLISH) is Scope.COUNTY:
        return None
    held = {body for role, body in standing.held if body is not None and granted(role, Permission.DECIDE)}
    return bodies_covered(partnership, held) if held else frozenset()


def check_can_enter_adoption(person: actors.MaybeActor, partnership: Partnership, body_id: int) -> None:
    """Raises actors.rules.NotAllowed unless somebody may write down what a body decided."""
    bodies = bodies_to_decide_for(person, partnership)
    if bodies is None or body_id in bodies:
        return
    actors.check_may(person, partnership, Permission.DECIDE)
    raise actors.NotAllowed(
        Sentences(
            sv="Du skriver bara in beslut för den organisation som du beslutar för. Inget har ändrats.",
            en="You write down decisions only for the body that you decide for. Nothing was changed.",
        )
    )


def no_party() -> NotAdoptable:
    """The body owns no part in the plan."""
    return NotAdoptable(
        "answer",
        "Organisationen är inte en av planens ägare. Inget har sparats.",
        "The body is none of the plan's owners. Nothing was saved.",
    )


def check_adoption(decided_on: date | None, reference: str, today: date) -> tuple[date, str]:
    """The day and the decision that a party refers to. Raises NotAdoptable."""
    if decided_on is None or decided_on > today:
        raise NotAdoptable(
            "decided_on",
            "Skriv dagen för beslutet. Den kan inte ligga framåt i tiden. Inget har sparats.",
            "Write the day of the decision. It cannot lie ahead. Nothing was saved.",
        )
    reference = reference.replace("\x00", "").strip()
    if not reference:
        raise NotAdoptable(
            "reference",
            "Skriv vem som beslutade, och paragrafen. Inget har sparats.",
            "Write who decided, and the paragraph. Nothing was saved.",
        )
    return decided_on, reference[:300]


def has_snapshots(plan: Plan) -> bool:
    """Whether the plan is a running one, whose years are kept as snapshots."""
    return plan.mode == PlanMode.RUNNING


def check_snapshot(plan: Plan, year: int, *, taken: bool, today: date) -> None:
    """Raises NoSnapshot unless the edition can be a running plan's state of a year that it held in, the only one."""
    if not has_snapshots(plan):
        raise NoSnapshot(
            Sentences(
                sv="Bara en löpande plan har årslägen. Inget är utgivet.",
                en="Only a running plan has yearly snapshots. Nothing was published.",
            )
        )
    if year > today.year or (plan.valid_from and year < plan.valid_from.year):
        raise NoSnapshot(
            Sentences(
                sv=f"Planen gällde inte {year}, eller så har året inte börjat. Inget är utgivet.",
                en=f"The plan did not hold in {year}, or the year has not begun. Nothing was published.",
            )
        )
    if taken:
        raise NoSnapshot(
            Sentences(
                sv=f"Årsläget {year} finns redan. Inget är utgivet. Ta tillbaka det först om det blev fel.",
                en=f"There is a snapshot of {year} already. Nothing was published. Withdraw it first if it was wrong.",
            )
        )


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
    """Raises NothingToPublish for a plan in which nobody could read what shall be done or paid.

    A memo on the county's grants has money and no area.
    """
    if not (content.areas or content.overall_goals or content.target_images or content.funds):
        raise NothingToPublish


def check_has_changed(digest: str, in_force: tuple[str, str] | None) -> None:
    """Raises NothingChanged for the digest of the newest edition in force, which comes as (label, digest) or None."""
    if in_force is not None and in_force[1] == digest:
        raise NothingChanged(in_force[0])


def check_followup_says_something(report: FollowUpReport) -> None:
    """Raises PublishingError for a year of which nothing is closed, recommended, or judged in a year that is locked."""
    if report.empty and report.not_locked:
        raise PublishingError(
            Sentences(
                sv=f"Bedömningen {report.year} är inte låst, och inget annat finns att ge ut. Lås året först.",
                en=f"The judgement of {report.year} is not locked, and there is nothing else. Lock it first.",
            )
        )
    if report.empty:
        raise PublishingError(
            Sentences(
                sv=f"Det finns inget om {report.year} att ge ut. Stäng en uppföljning eller bedöm året först.",
                en=f"There is nothing about {report.year} to publish. Close a follow-up or judge the year first.",
            )
        )


def check_followup_changed(digest: str, newest: str | None, year: int) -> None:
    """Raises PublishingError where the year's newest published follow-up says the same."""
    if digest == newest:
        raise PublishingError(
            Sentences(
                sv=f"Inget har ändrats sedan uppföljningen {year} gavs ut. Ingen ny är gjord.",
                en=f"Nothing has changed since the follow-up of {year} was published. No new one was made.",
            )
        )


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

    The county's joint plans go before all others: what a municipality or a unit publishes of its own never takes their
    place. Of these the plan whose days cover today, the one published last if several do; where none does, the one that
    was published last; where all are withdrawn, the newest of them. None where there is no edition.
    """
    stands_for: dict[str, EditionEntry] = {}
    for entry in newest_first:
        if not entry.withdrawn:
            stands_for.setdefault(entry.plan_slug, entry)
    every = list(stands_for.values())
    holding = [entry for entry in every if entry.type == PlanType.COUNTY] or every
    return next((entry for entry in holding if entry.covers(today)), next(iter([*holding, *newest_first]), None))


def is_in_force(view: EditionView, newest_first: Sequence[EditionEntry], today: date) -> bool:
    """Whether the county's page shows this edition, of all editions of the county."""
    entry = in_force(newest_first, today)
    return entry is not None and (entry.plan_slug, entry.label) == (view.plan_slug, view.label)


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
