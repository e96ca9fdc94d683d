"""Every decision that a county's plans know of, to be found by body, day and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samplan.actors.models import Partnership
from samplan.plans.models import Dependency
from samplan.publishing.models import Adoption, Edition


class DecisionKind(StrEnum):
    """What was decided: an edition of a plan, whether an owner adopts it, or what a plan waited for."""

    EDITION = "edition"
    ADOPTED = "adopted"
    DECLINED = "declined"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. by: the body as it is written; reference: the decision as written; about: what it was about.

    label: of the edition that it was about, "" for what a plan waited for. on: None where the day is not known.
    """

    kind: DecisionKind
    on: date | None
    by: str
    reference: str
    about: str
    plan_id: int
    plan: str
    label: str = ""

    def fits(self, *, words: str = "", body: str = "", year: int | None = None) -> bool:
        """Whether each of the words is somewhere in it, the body in who decided it, and its day in the year."""
        told = " ".join((self.by, self.reference, self.about, self.plan, self.label)).casefold()
        return (
            all(word in told for word in words.casefold().split())
            and body.casefold().strip() in f"{self.by} {self.reference}".casefold()
            and (year is None or (self.on is not None and self.on.year == year))
        )


def decisions_in(partnership: Partnership) -> list[Decision]:
    """The decisions of a county's plans that stand, the latest first, those without a day last. Three queries."""
    found = [*_editions(partnership), *_adoptions(partnership), *_released(partnership)]
    return sorted(found, key=lambda one: (one.on is None, -(one.on or date.min).toordinal(), one.plan_id))


def _editions(partnership: Partnership) -> Iterable[Decision]:
    rows = Edition.objects.filter(plan__partnership=partnership).exclude(decided_by="", decided_on=None)
    for row in rows.defer("content").order_by("pk"):
        yield Decision(
            DecisionKind.EDITION, row.decided_on, "", row.decided_by, row.note, row.plan_id, row.title, row.label
        )


def _adoptions(partnership: Partnership) -> Iterable[Decision]:
    rows = Adoption.objects.filter(edition__plan__partnership=partnership).select_related("edition")
    for row in rows.defer("edition__content").order_by("pk"):
        edition = row.edition
        yield Decision(
            kind=DecisionKind.ADOPTED if row.answer == "adopted" else DecisionKind.DECLINED,
            on=row.decided_on,
            by=row.body_name,
            reference=row.reference,
            about="",
            plan_id=edition.plan_id,
            plan=edition.title,
            label=edition.label,
        )


def _released(partnership: Partnership) -> Iterable[Decision]:
    rows = Dependency.objects.filter(plan__partnership=partnership, plan__removed_at=None, removed_at=None)
    for row in rows.exclude(released_on=None).select_related("plan", "owner_body").order_by("pk"):
        by = row.owner_body.name if row.owner_body else row.owner
        yield Decision(DecisionKind.RELEASED, row.released_on, by, row.decision, row.title, row.plan_id, str(row.plan))
