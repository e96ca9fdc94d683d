"""The paper for a municipality's committee: its own part of an edition, by focus area, with the edition cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf
from samplan.plans.shapes.content import ActivityContent, AreaContent, PlanContent
from samplan.publishing.layouts import wording
from samplan.publishing.layouts.imprint import Imprint, finish_of
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered

NO_FOCUS = "Utan fokusområde"
HEADER = ("Vad", "Text", "Tidsplan", "Status")


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One thing in an area. kind: what it is, in Swedish."""

    kind: str
    text: str
    activity: ActivityContent | None = None


@dataclass(frozen=True, slots=True)
class MemoPart:
    """What an area has. whole: a sentence where all of it is meant, else ""."""

    area: AreaContent
    whole: str
    lines: Sequence[MemoLine]


@dataclass(frozen=True, slots=True)
class MemoSection:
    """Parts of one sort. empty: what is said where there are none."""

    title: str
    empty: str
    parts: Sequence[MemoPart]


def memo_document(content: PlanContent, place: str, sections: Iterable[MemoSection]) -> Document:
    """The municipality's part as blocks: section, focus area, area."""
    maker = Maker()
    for section in sections:
        maker.heading(section.title, 1)
        if not section.parts:
            maker.paragraph(section.empty)
        for focus, parts in _by_focus(content, section.parts):
            maker.heading(focus, 2)
            for part in parts:
                _part(maker, part)
    return Document(tuple(maker.blocks), title=f"{place}: {content.title}")


def _by_focus(content: PlanContent, parts: Iterable[MemoPart]) -> Iterable[tuple[str, list[MemoPart]]]:
    """The parts under their area's first focus area, in the plan's order; those without one last."""
    found: dict[int | None, list[MemoPart]] = {focus.number: [] for focus in content.focus_areas}
    for part in parts:
        first = next((number for number in part.area.focus_areas if number in found), None)
        found.setdefault(first, []).append(part)
    names = {focus.number: wording.numbered(focus.number, focus.title) for focus in content.focus_areas}
    for number, some in found.items():
        if some:
            yield (NO_FOCUS if number is None else names[number]), some


def _part(maker: Maker, part: MemoPart) -> None:
    title = wording.numbered(part.area.number, part.area.title)
    maker.heading(title, 3)
    maker.paragraph(part.whole)
    maker.table(HEADER, [_row(line) for line in part.lines], title=title)


def _row(line: MemoLine) -> tuple[str, str, str, str]:
    if line.activity is None:
        return line.kind, line.text, "", ""
    return line.kind, line.text, wording.time_of(line.activity), wording.label(line.activity.status)


def _dress(content: PlanContent, imprint: Imprint, place: str) -> Finish:
    whole = finish_of(content, imprint)
    title = f"{place}: vår del av planen"
    return replace(
        whole,
        title=title,
        lead=content.title or "Plan utan titel",
        running=f"{place}. {whole.running}",
        contents="",
        subject=imprint.citation,
    )


def render_memo(
    content: PlanContent, imprint: Imprint, place: str, sections: Iterable[MemoSection], *, stem: str, kind: str
) -> Rendered:
    """The paper as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a memo is no {kind!r}; there are docx and pdf")
    made = writers[kind](memo_document(content, place, sections), _dress(content, imprint, place))
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], made)
