"""What an edition says of itself: its masthead, its foot, how it is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from samplan.documents.writing import Finish
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.versions import PLAN_TYPE_NAMES, PlanType
from samplan.publishing.layouts.wording import joined, long_date

MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FEW = 3
"""From this many areas on, a contents list helps."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The edition that a document is printed from; draft: the living plan, not an edition.

    snapshot_year: the year whose state it is, of a running plan.
    """

    label: str
    published_on: date | None = None
    decided_by: str = ""
    decided_on: date | None = None
    citation: str = ""
    digest: str = ""
    withdrawn_why: str = ""
    draft: bool = False
    snapshot_year: int | None = None


def edition_words(label: str, snapshot_year: int | None) -> str:
    """What an edition is called in a citation: its label, and the year whose state it is."""
    return f"{label}, årsläge {snapshot_year}" if snapshot_year else label


def edition_words_en(label: str, snapshot_year: int | None) -> str:
    """The same for English readers."""
    return f"{label}, yearly snapshot {snapshot_year}" if snapshot_year else label


def citation(content: PlanContent, label: str, decided_by: str = "", decided_on: date | None = None) -> str:
    """One line that names the edition for ever."""
    decision = ", ".join(word for word in (decided_by, long_date(decided_on) if decided_on else "") if word)
    parts = [content.county or "", content.title, f"Utgåva {label}", f"Beslutad av {decision}" if decision else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def citation_en(content: PlanContent, label: str, decided_by: str = "", decided_on: date | None = None) -> str:
    """The same line for English readers; the plan's own words stay Swedish."""
    day = f"{decided_on.day} {MONTHS_EN[decided_on.month - 1]} {decided_on.year}" if decided_on else ""
    decision = ", ".join(word for word in (decided_by, day) if word)
    parts = [content.county or "", content.title, f"Edition {label}", f"Decided by {decision}" if decision else ""]
    return ". ".join(part.rstrip(".") for part in [*parts, "In Swedish"] if part) + "."


def validity(content: PlanContent) -> str:
    """ "1 januari 2024 – 31 december 2028", or as much of it as is known."""
    if content.valid_from and content.valid_to:
        return f"{long_date(content.valid_from)} – {long_date(content.valid_to)}"
    if content.valid_from:
        return f"Från och med {long_date(content.valid_from)}"
    return f"Till och med {long_date(content.valid_to)}" if content.valid_to else ""


def finish_of(content: PlanContent, imprint: Imprint) -> Finish:
    """The dress of a printed plan."""
    named = "Utkast" if imprint.draft else "Utgåva"
    decision = ", ".join(
        w for w in (imprint.decided_by, long_date(imprint.decided_on) if imprint.decided_on else "") if w
    )
    facts = (
        ("Gäller", validity(content)),
        (named, imprint.label),
        ("Årsläge", str(imprint.snapshot_year or "")),
        ("Beslutad av", decision),
    )
    made_up = " Påhittade uppgifter." if content.made_up else ""
    running = f"{content.title}, {named.lower()} {imprint.label}.{made_up}"
    return Finish(
        title=content.title or "Plan utan titel",
        kicker=_sort(content),
        lead=_owners(content),
        facts=tuple((name, value) for name, value in facts if value),
        notice=_notice(content, imprint),
        stamp="Utkast" if imprint.draft else "Återtagen" if imprint.withdrawn_why else "",
        running=running,
        contents="Innehåll" if len(content.areas) >= _FEW else "",
        colophon=_colophon(content, imprint),
        author=content.parties[0].name if content.parties else content.county or "",
        subject=imprint.citation or citation(content, imprint.label),
        keywords=("psykisk hälsa", PLAN_TYPE_NAMES[content.type].sv.lower(), content.county or ""),
        created=datetime.combine(imprint.published_on or date(2000, 1, 1), time(12), UTC),
        as_written=frozenset({"Tidsplan"}),
        marks=_marks(content),
    )


def _marks(content: PlanContent) -> dict[str, str]:
    """The shape of each status word that the plan uses; goals' words come last, as tables show activities' status."""
    labels = [area.goal_status for area in content.areas]
    labels += [goal.attainment for area in content.areas for goal in area.goals]
    labels += [activity.status for area in content.areas for activity in area.activities]
    return {label.sv: label.mark for label in labels if label and label.mark}


def _sort(content: PlanContent) -> str:
    return ", ".join(filter(None, (PLAN_TYPE_NAMES[content.type].sv, content.county)))


def _owners(content: PlanContent) -> str:
    # The parties own the joint plan; whose another sort of plan is, the edition does not tell.
    if not content.parties or content.type != PlanType.COUNTY:
        return ""
    return f"Planen ägs gemensamt av {joined([body.name for body in content.parties])}."


def _colophon(content: PlanContent, imprint: Imprint) -> tuple[str, ...]:
    if imprint.draft:
        return (f"Utkast taget ur planen {imprint.label}. Det är ingen utgåva och ska inte citeras.",)
    cited = imprint.citation or citation(content, imprint.label, imprint.decided_by, imprint.decided_on)
    proof = f"Innehållets kontrollsumma (SHA-256): {imprint.digest}" if imprint.digest else ""
    return tuple(line for line in (f"Citera så här: {cited}", proof) if line)


def _notice(content: PlanContent, imprint: Imprint) -> str:
    lines = []
    if imprint.draft:
        lines.append("Utkast. Innehållet är inte beslutat och kan ändras.")
    if imprint.withdrawn_why:
        lines.append(f"Utgåvan är återtagen: {imprint.withdrawn_why}")
    if content.made_up:
        lines.append(f"Påhittade uppgifter. {content.county or 'Länet'} finns inte.")
    return " ".join(lines)
