"""The document "Ändringar mellan utgåvor": two editions laid beside each other, for those who read on paper.

New words are underlined and words that are gone struck through, and both stand in brackets with a word before them,
so that nothing hangs on how it is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from samplan.documents.blocks import Document, Paragraph, Provenance
from samplan.documents.writing import Finish, write_docx, write_pdf
from samplan.plans.shapes.content import AreaContent
from samplan.publishing.differences import FIELDS, KINDS, MARKS, Change, Comparison, Detail, Mark, Run
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import joined, numbered

FEW = 3
"""From this many areas on, a contents list helps."""
WORDS = {"ins": "tillagt", "del": "borttaget"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions."""

    title: str
    label: str
    published_on: date
    citation: str


@dataclass(frozen=True, slots=True)
class Both:
    """What the document is about. stem: the beginning of its file name."""

    earlier: Side
    later: Side
    county: str
    made_up: bool
    stem: str


def differences_document(comparison: Comparison) -> Document:
    """The changes as blocks, area by area."""
    maker = Maker()
    maker.heading("Sammanfattning", 1)
    maker.table(
        ("Ändring", "Antal"),
        [(MARKS[mark].sv, str(comparison.counts[mark])) for mark in Mark if comparison.counts.get(mark)]
        + [("Oförändrat", str(comparison.counts.get("same", 0)))],
        title="Antal ändringar",
    )
    maker.paragraph("Tillagda ord är understrukna och borttagna ord överstrukna. Båda står också inom klamrar.")
    if not comparison.areas:
        maker.paragraph("Inget skiljer de två utgåvorna åt.")
    for group in comparison.areas:
        maker.heading(_title(group.area) if group.area else "Planen", 1)
        for change in group.changes:
            _change(maker, change)
    return Document(tuple(maker.blocks), title="Ändringar mellan utgåvor")


def render_differences(comparison: Comparison, both: Both, *, kind: str) -> Rendered:
    """The document as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"the differences are no {kind!r}; there are docx and pdf")
    document = differences_document(comparison)
    data = writers[kind](document, _finish(comparison, both))
    return Rendered(f"{both.stem}.{kind}", CONTENT_TYPES[kind], data)


def _finish(comparison: Comparison, both: Both) -> Finish:
    earlier, later = both.earlier, both.later
    made_up = f" Påhittade uppgifter. {both.county or 'Länet'} finns inte." if both.made_up else ""
    same = earlier.title == later.title
    lead = later.title if same else f"Från {earlier.title} till {later.title}."
    return Finish(
        title="Ändringar mellan utgåvor",
        kicker=f"Länsgemensam plan, {both.county}" if both.county else "Länsgemensam plan",
        lead=lead,
        facts=(("Från utgåva", earlier.label), ("Till utgåva", later.label)),
        notice=made_up.strip(),
        running=f"Ändringar från utgåva {earlier.label} till utgåva {later.label}.{made_up}",
        contents="Innehåll" if len(comparison.areas) >= FEW else "",
        colophon=(f"Från: {earlier.citation}", f"Till: {later.citation}"),
        author=both.county,
        subject=f"Ändringar från utgåva {earlier.label} till utgåva {later.label}",
        keywords=("psykisk hälsa", "länsgemensam plan", both.county),
        created=datetime.combine(later.published_on, time(12), UTC),
    )


def _title(area: AreaContent) -> str:
    return numbered(area.number, area.title)


def _change(maker: Maker, change: Change) -> None:
    marks = joined([MARKS[m].sv if n == 0 else MARKS[m].sv.lower() for n, m in enumerate(change.marks)])
    maker.paragraph(f"{marks}: {KINDS[change.kind].sv.lower()}", bold=True)
    _runs(maker, change.runs)
    whole = change.mark in {Mark.ADDED, Mark.DROPPED}
    for detail in change.details:
        _runs(maker, _detail(detail, whole))
    if change.came_from is not None:
        maker.paragraph(f"Låg i {_title(change.came_from)}.")
    if change.by_text:
        maker.paragraph("Hör ihop med den tidigare raden efter ordens likhet.")


def _detail(detail: Detail, whole: bool) -> Iterable[Run]:
    """What is said of an item, before and after; of one that is wholly new or gone it is only told."""
    yield Run("", f"{FIELDS[detail.field].sv}: ")
    if whole:
        yield Run("", detail.old.sv or detail.new.sv)
        return
    if detail.old.sv:
        yield Run("del", detail.old.sv)
    if detail.new.sv:
        yield Run("ins", detail.new.sv)


def _runs(maker: Maker, runs: Iterable[Run]) -> None:
    """A paragraph in pieces: "[borttaget: två] [tillagt: fyra] kurser om året"."""
    pieces: list[tuple[str, str]] = []
    for run in runs:
        if run.tag and pieces and "".join(text for _tag, text in pieces).endswith("]"):
            pieces.append(("", " "))
        word = WORDS.get(run.tag)
        core = run.text.strip()
        if word is None or not core:
            pieces.append(("", run.text))
            continue
        before, _, after = run.text.partition(core)
        pieces += [("", before), (run.tag, f"[{word}: {core}]"), ("", after)]
    if pieces:
        place = Provenance(position=len(maker.blocks))
        maker.blocks.append(Paragraph("".join(text for _tag, text in pieces), place, runs=tuple(pieces)))
