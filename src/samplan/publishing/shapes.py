"""What crosses the door of `publishing`: editions as readers meet them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.versions import PlanType


class FileFormat(StrEnum):
    """What an edition can be taken out as."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


class Layout(StrEnum):
    """The ways of setting a plan that counties use. AUTO chooses from what the plan holds."""

    AUTO = "auto"
    GOAL_TABLE = "goal-table"
    SHEET = "sheet"
    FRAMEWORK = "framework"


class AdoptionAnswer(StrEnum):
    """What one of the parties decided about an edition."""

    ADOPTED = "adopted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Adopting:
    """One of the parties and what it decided about an edition; answer None: nothing yet.

    code: the body's permanent short name, "" without one. body: the county's body with it, None where it is gone.
    """

    name: str
    code: str
    answer: AdoptionAnswer | None = None
    decided_on: date | None = None
    reference: str = ""
    entered_at: datetime | None = None
    body: int | None = None


@dataclass(frozen=True, slots=True)
class AdoptionPast:
    """Something that was written about a party's decision, and by whom; answer None: it was taken away."""

    when: datetime
    by: str
    name: str
    answer: AdoptionAnswer | None
    decided_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class CountyEntry:
    """A county with at least one edition that holds, and its newest edition."""

    county_slug: str
    county: str
    county_code: str
    made_up: bool
    title: str
    edition_label: str
    published_on: date


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One line of a county's list of editions, newest first. withdrawn_why is empty unless withdrawn.

    snapshot_year: the year whose state it is, where it is a running plan's yearly snapshot.

    valid_from, valid_to, type: the first and last day of the plan and its sort, as it said when it was published.
    """

    county_slug: str
    plan_slug: str
    title: str
    label: str
    number: int
    published_on: date
    decided_by: str
    decided_on: date | None
    note: str
    digest: str
    withdrawn: bool
    withdrawn_why: str = ""
    withdrawn_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    county: str = ""
    made_up: bool = False
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    snapshot_year: int | None = None
    type: PlanType = PlanType.COUNTY

    def covers(self, day: date) -> bool:
        """Whether the plan says that it holds on a day; one that names neither its first nor its last day does not."""
        if self.valid_from is None and self.valid_to is None:
            return False
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition, whole.

    citation: one line that names the edition for ever (county, title, edition, decision); citation_en: in English.
    digest: SHA-256 of the frozen content; the same content always has the same digest. frozen: that content, key by
    key as it was written on the day of publishing.
    """

    content: PlanContent
    county_slug: str
    plan_slug: str
    label: str
    number: int
    published_on: date
    decided_by: str
    decided_on: date | None
    note: str
    citation: str
    digest: str
    withdrawn: bool
    withdrawn_why: str = ""
    withdrawn_on: date | None = None
    citation_en: str = ""
    snapshot_year: int | None = None
    frozen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file to hand out: its name, its media type, its bytes and their SHA-256.

    frozen: the bytes are those of the day of publishing (or of withdrawing), not made anew.
    """

    name: str
    content_type: str
    data: bytes
    sha256: str
    frozen: bool = False
