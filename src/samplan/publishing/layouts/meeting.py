"""The paper for a meeting: what has changed since last time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf
from samplan.followup.shapes.happened import Happened
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.differences import KINDS
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import label, long_date

WHAT = {"added": "Nytt", "changed": "Ändrat", "removed": "Borttaget"}
WHOLE = "Planen i stort"


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A thing of the plan that is new, changed or removed. state: how it stands today. area: "" for the plan itself."""

    area: str
    kind: ItemKind
    what: str
    text: str
    state: Label | None
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """What has changed since a day. more: there were more changes than are told."""

    county: str
    made_up: bool
    plan: str
    since: date
    made_on: date
    changes: tuple[MeetingChange, ...]
    happened: tuple[Happened, ...]
    more: bool = False

    def by_area(self) -> list[tuple[str, list[MeetingChange]]]:
        """The changes under their area; the plan's own first."""
        return [(area, list(some)) for area, some in groupby(self.changes, key=lambda c: c.area)]


def kind_word(kind: ItemKind) -> str:
    """What a thing of the plan is, in Swedish."""
    found = KINDS.get(kind.value)
    return found.sv if found else "Uppgift"


def meeting_document(meeting: Meeting) -> Document:
    """The paper as blocks."""
    maker = Maker()
    if meeting.happened:
        maker.heading("Det här har hänt", 1)
        maker.table(
            ("Dag", "Vad"), [(h.on.isoformat(), h.words.sv) for h in meeting.happened], title="Det här har hänt"
        )
    if meeting.changes:
        maker.heading("Ändrat i planen", 1)
    for area, some in meeting.by_area():
        maker.heading(area or WHOLE, 2)
        maker.table(("Vad", "Slag", "Text", "Läge i dag", "Varför"), _rows(some), title=f"Ändrat, {area or WHOLE}")
    if meeting.more:
        maker.paragraph("Fler ändringar finns i planens historik.")
    if not meeting.changes and not meeting.happened:
        maker.paragraph(f"Inget har ändrats sedan {long_date(meeting.since)}.")
    return Document(tuple(maker.blocks), title="Vad som har ändrats")


def _rows(some: Iterable[MeetingChange]) -> list[tuple[str, str, str, str, str]]:
    return [(WHAT[c.what], kind_word(c.kind), c.text, label(c.state), c.reason) for c in some]


def render_meeting(meeting: Meeting, *, stem: str, kind: str) -> Rendered:
    """The paper as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a meeting's paper is no {kind!r}; there are docx and pdf")
    made_up = f"Påhittade uppgifter. {meeting.county} finns inte." if meeting.made_up else ""
    title = f"Vad som har ändrats sedan {long_date(meeting.since)}"
    finish = Finish(
        title=title,
        kicker=f"Arbetspapper, {meeting.county}",
        lead=meeting.plan,
        facts=(("Från", long_date(meeting.since)), ("Till", long_date(meeting.made_on))),
        notice=made_up,
        running=f"{title}. {made_up}".strip(),
        landscape=False,
        author=meeting.county,
        subject=title,
        keywords=("psykisk hälsa", "länsgemensam plan", meeting.county),
        created=datetime.combine(meeting.made_on, time(12), UTC),
        marks={c.state.sv: c.state.mark for c in meeting.changes if c.state and c.state.mark},
    )
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], writers[kind](meeting_document(meeting), finish))
