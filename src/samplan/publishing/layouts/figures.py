"""A plan's figures on paper: a chapter with chart, verdict in words and table, and a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samplan.documents.blocks import Document
from samplan.publishing.layouts.making import Maker

TITLE = "Siffror"
LEAD = (
    "Siffrorna visar hur det är, med osäkerheten utritad. De säger inte varför. Planens insatser och länets siffror"
    " står bredvid varandra; att det ena har orsakat det andra är inte visat."
)


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure in words. said: sentences of the verdict. names, rows: the table over time. places: by name.

    help: where to find support, for figures about suicide. svg: the chart, "" without one; described: what it shows;
    width, height: of the drawing.
    """

    indicator: str
    title: str
    unit: str
    said: tuple[str, ...]
    aim: str
    source: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    help: str = ""
    svg: str = ""
    described: str = ""
    width: int = 0
    height: int = 0


def chapter(maker: Maker, figures: Sequence[PrintedFigure]) -> None:
    """The chapter, where the plan has figures."""
    if not figures:
        return
    maker.heading(TITLE, 1)
    maker.paragraph(LEAD)
    for figure in figures:
        one_figure(maker, figure, 2)


def one_figure(maker: Maker, figure: PrintedFigure, level: int) -> None:
    """A figure under its heading: chart, verdict in words, tables and source."""
    maker.heading(figure.title, level)
    if figure.help:
        maker.paragraph(f"Behöver du prata med någon? {figure.help}")
    if figure.indicator and figure.indicator != figure.title:
        maker.paragraph(f"Indikator i planen: {figure.indicator}")
    if figure.svg:
        maker.picture(figure.described, figure.svg, figure.width, figure.height)
    for sentence in (*figure.said, figure.aim):
        if sentence:
            maker.paragraph(sentence)
    head = f"Period ({figure.unit})" if figure.unit else "Period"
    maker.table((head, *figure.names), figure.rows, title=f"{figure.title}, över tid")
    maker.table(("Plats", "Period", "Värde (intervall)"), figure.places, title=f"{figure.title}, kommunerna")
    maker.paragraph(figure.source)


COLUMNS = ("Siffra", "Plats", "Period", "Värde (intervall)", "Enhet", "Källa")


def sheet_rows(figures: Sequence[PrintedFigure]) -> list[list[str]]:
    """A row for each period and place of each figure, under `COLUMNS`."""
    rows = []
    for figure in figures:
        for period, *values in figure.rows:
            for name, value in zip(figure.names, values, strict=True):
                rows.append([figure.title, name, period, value, figure.unit, figure.source])
        for name, period, value in figure.places:
            rows.append([figure.title, name, period, value, figure.unit, figure.source])
    return rows


def with_sheet(
    document: Document, kinds: dict[str, tuple[str, ...]], figures: Sequence[PrintedFigure]
) -> tuple[Document, dict[str, tuple[str, ...]]]:
    """The workbook with a sheet of figures last, where the plan has such."""
    if not figures:
        return document, kinds
    maker = Maker()
    maker.table(COLUMNS, sheet_rows(figures), title=TITLE, sheet=TITLE, drop_empty=False)
    blocks = (*document.blocks, *maker.blocks)
    return replace(document, blocks=blocks), kinds | {TITLE: ("text",) * len(COLUMNS)}
