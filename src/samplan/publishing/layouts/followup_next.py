"""Planned, done, next: an area's activities in three columns, as some counties tell a year. Pure."""

from __future__ import annotations

from samplan.followup.shapes.report import AreaPart, FollowUpReport, StepPart
from samplan.publishing.layouts.making import Lines, Maker
from samplan.publishing.layouts.wording import label, numbered

Row = tuple[str, list[str], str]
"""What was planned, what was done over the years, what comes next; "" for nothing."""
CARRIED = "Följer med, var inte klar i tid"
NEEDS = "Behov"
UNTOLD = "Inget är sagt"


def columns(report: FollowUpReport) -> tuple[str, str, str]:
    """The heads of the three columns."""
    before = report.judged_before
    years = f"{before}–{report.year}" if before else f"{report.year}"
    return f"Aktiviteter {report.year}", f"Redovisning {years}", f"Aktiviteter {report.year + 1}"


def steps_rows(report: FollowUpReport, area: AreaPart) -> list[Row]:
    """A row for each activity, and a last one for what the area needs next."""
    rows = [_row(report, step) for step in area.steps]
    if area.needs:
        rows.append(("", [], f"{NEEDS}: {area.needs}"))
    return rows


def _row(report: FollowUpReport, step: StepPart) -> Row:
    what = f"{step.text} ({step.time})" if step.time else step.text
    done = [_judged(f"{report.judged_before}", label(step.before), step.before_comment)]
    done.append(_judged(f"{report.year}", label(step.label), step.comment))
    told = [d for d in done if d]
    if not step.planned and told:
        told[0] = f"{step.text}. {told[0]}"
    after = f"{step.text}. {CARRIED}." if step.next == "carried" else what if step.next else ""
    return what if step.planned else "", told or ([UNTOLD] if step.planned else []), after


def _judged(year: str, word: str, comment: str) -> str:
    told = " ".join(t for t in (f"{word}." if word else "", comment) if t)
    return f"{year}: {told}" if told else ""


def next_section(maker: Maker, report: FollowUpReport) -> None:
    """All areas in three columns."""
    areas = [(area, steps_rows(report, area)) for area in report.areas if area.steps]
    if areas:
        maker.heading("Planerat, gjort och härnäst", 1)
    for area, rows in areas:
        maker.heading(numbered(area.number, area.title), 2)
        table = [(planned, Lines(tuple(done)), after) for planned, done, after in rows]
        maker.table(columns(report), table, title=f"Planerat, gjort och härnäst, {area.title}", drop_empty=False)
