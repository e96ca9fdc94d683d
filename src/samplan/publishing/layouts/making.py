"""Builds a document block by block, counting positions, so that a layout says only what stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samplan.documents.blocks import Block, Cell, Document, Heading, ListItem, Paragraph, Picture, Provenance, Table


class Lines(tuple[str, ...]):
    """Several texts that stand as paragraphs under one another, without bullets."""

    __slots__ = ()


Part = str | Iterable[str] | Cell
"""A cell's content: one text, several that become a list, or a cell made by hand."""


@dataclass
class Maker:
    """A document in the making."""

    blocks: list[Block] = field(default_factory=list)

    def told(self, since: int) -> str:
        """All text from a place on, blanks made alike."""
        document = Document(tuple(self.blocks[since:]))
        return "\n".join(" ".join(text.split()) for text, _ in document.texts())

    def _place(self, sheet: str | None = None) -> Provenance:
        return Provenance(position=len(self.blocks), sheet=sheet)

    def heading(self, text: str, level: int) -> None:
        """A heading."""
        self.blocks.append(Heading(text, level, self._place()))

    def paragraph(self, text: str | None, *, bold: bool = False) -> None:
        """A paragraph for each line of a text that says something."""
        for line in (text or "").splitlines():
            if line.strip():
                self.blocks.append(Paragraph(line, self._place(), bold=bold))

    def section(self, title: str, text: str | None, level: int = 3) -> None:
        """A heading and its text, both or none."""
        if text and text.strip():
            self.heading(title, level)
            self.paragraph(text)

    def bullets(self, texts: Iterable[str]) -> None:
        """A bulleted list."""
        for text in texts:
            self.blocks.append(ListItem(text, self._place(), marker="•"))

    def numbers(self, texts: Iterable[str], first: int = 1) -> None:
        """A numbered list."""
        for number, text in enumerate(texts, start=first):
            self.blocks.append(ListItem(text, self._place(), marker=f"{number}.", ordered=True))

    def facts(self, pairs: Iterable[tuple[str, str | Iterable[str]]], title: str | None = None) -> None:
        """Labels and values; a pair without a value is left out."""
        rows = []
        for name, value in pairs:
            texts = [value] if isinstance(value, str) else list(value)
            if any(text.strip() for text in texts):
                rows.append((name, texts))
        if not rows:
            return
        place = self._place()
        self.blocks.append(
            Table(
                tuple(
                    (
                        Cell((Paragraph(name, place),), place, header=True),
                        Cell(tuple(Paragraph(text, place) for text in texts), place),
                    )
                    for name, texts in rows
                ),
                place,
                title=title,
            )
        )

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[Part]],
        *,
        title: str | None = None,
        sheet: str | None = None,
        drop_empty: bool = True,
    ) -> None:
        """A table with one header row. A column that no row fills is left out, unless drop_empty is off."""
        if not rows and drop_empty:
            return
        filled = [not drop_empty or any(_filled(row[c]) for row in rows) for c in range(len(header))]
        place = self._place(sheet)
        head = tuple(
            Cell((Paragraph(t, place),), place, header=True) for t, keep in zip(header, filled, strict=True) if keep
        )
        body = tuple(tuple(self.cell(value) for value, keep in zip(row, filled, strict=True) if keep) for row in rows)
        self.blocks.append(Table((head, *body), place, title=title))

    def picture(self, text: str, svg: str, width: int, height: int) -> None:
        """A drawing, of so many units. text: what it shows."""
        self.blocks.append(Picture(text, self._place(), svg=svg, width=width, height=height))

    def raw_table(self, rows: Sequence[Sequence[Cell]], title: str | None = None) -> None:
        """A table whose cells are made by hand."""
        self.blocks.append(Table(tuple(tuple(row) for row in rows), self._place(), title=title))

    def cell(self, value: Part, *, header: bool = False, row_span: int = 1) -> Cell:
        """A cell: one text is a paragraph, several are bullets, Lines are paragraphs."""
        if isinstance(value, Cell):
            return value
        place = self._place()
        texts = [value] if isinstance(value, str) else list(value)
        texts = [text for text in texts if text and text.strip()]
        if len(texts) > 1 and not isinstance(value, Lines):
            content: tuple[Paragraph | ListItem, ...] = tuple(ListItem(text, place, marker="•") for text in texts)
        else:
            content = tuple(Paragraph(text, place) for text in texts)
        return Cell(content, place, row_span=row_span, header=header)


def _filled(value: Part) -> bool:
    if isinstance(value, Cell):
        return bool(value.content)
    return bool(value.strip()) if isinstance(value, str) else any(text.strip() for text in value)
