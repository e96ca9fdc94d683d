"""A fact sheet of one municipality's figures, by theme, beside county and country. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from samplan.documents.blocks import Document
from samplan.documents.writing import write_docx, write_pdf
from samplan.plans.shapes.content import PlanContent
from samplan.publishing.layouts.imprint import Imprint, finish_of
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered

HEADER = ("Siffra", "Period", "Kommunen", "Länet", "Riket", "Jämfört med riket")
READING = (
    "Inom parentes står osäkerheten, ett 95-procentigt intervall. Att en skillnad inte är säker betyder inte att"
    " värdena är lika. I en liten kommun kan få säkra skillnader ses. Bättre och sämre står bara där det är känt vilket"
    " håll som är bra."
)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in words, under its theme."""

    theme: str
    title: str
    period: str
    own: str
    county: str
    country: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A table of two groups of one place beside each other: women and men, or one age and another.

    rows: figure, period, the one, the other, and the comparison in words. notes: sentences under it.
    """

    title: str
    header: tuple[str, str, str, str, str]
    rows: Sequence[tuple[str, str, str, str, str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the lines. sources: names of who gives the figures. helps: the help line, where one belongs.

    notes: sentences about the comparisons, and about what is left out. beside: women and men, and ages.
    """

    sources: Sequence[str]
    helps: Sequence[str]
    notes: Sequence[str]
    beside: Sequence[Beside] = ()


def sheet_document(place: str, lines: Sequence[FigureLine], around: Around) -> Document:
    """The sheet as blocks; the help line first."""
    maker = Maker()
    if around.helps:
        maker.paragraph(" ".join(("Behöver du prata med någon?", *around.helps)))
    maker.paragraph(READING)
    for note in around.notes:
        maker.paragraph(note)
    for theme, some in groupby(lines, key=lambda line: line.theme):
        maker.heading(theme, 1)
        rows = [(x.title, x.period, x.own, x.county, x.country, x.verdict) for x in some]
        maker.table(HEADER, rows, title=theme)
    for part in around.beside:
        _beside(maker, part)
    if around.sources:
        names = " och ".join(filter(None, (", ".join(around.sources[:-1]), around.sources[-1])))
        maker.paragraph(f"Källa: {names} på värden som är som de gavs ut, annars egen bearbetning av uppgifterna.")
    return Document(tuple(maker.blocks), title=f"{place}: siffror")


def _beside(maker: Maker, part: Beside) -> None:
    """Two groups beside each other; nothing where no figure may show both."""
    if not part.rows:
        return
    maker.heading(part.title, 1)
    maker.table(part.header, part.rows, title=part.title)
    for note in part.notes:
        maker.paragraph(note)


def render_sheet(
    content: PlanContent,
    imprint: Imprint,
    place: str,
    lines: Sequence[FigureLine],
    around: Around,
    *,
    stem: str,
    kind: str,
) -> Rendered:
    """The sheet as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a sheet of figures is no {kind!r}; there are docx and pdf")
    whole = finish_of(content, imprint)
    finish = replace(
        whole,
        title=f"{place}: siffror om psykisk hälsa",
        lead=content.title or "Plan utan titel",
        running=f"{place}. {whole.running}",
        contents="",
        subject=f"{place}: siffror om psykisk hälsa",
    )
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], writers[kind](sheet_document(place, lines, around), finish))
