"""From bytes to a document: open, read the pages, set furniture aside, find tables and order, lay blocks down."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2 as pdfium

from samplan.documents import progress
from samplan.documents.blocks import Document
from samplan.documents.errors import Damaged, EmptyDocument, ScannedPages
from samplan.documents.pdf.assembly import Item, lay_down, raw_table
from samplan.documents.pdf.flow import pieces_of
from samplan.documents.pdf.opening import open_pdf, title_of
from samplan.documents.pdf.sheets import Sheet, body_size, find_grids, read_sheet
from samplan.documents.pdf.words import lines_of


def read_pdf(data: bytes, *, name: str = "", on_progress: Callable[[int, int], None] | None = None) -> Document:
    """Read a PDF that has text.

    on_progress: called with (pages read, pages in all). Returns a document of format "pdf"; pages that are pictures
    without text are named in `warnings`. Raises a DocumentError: ScannedPages when no page has text, Encrypted,
    Damaged, EmptyDocument, TooManyPages.
    """
    document = open_pdf(data)
    try:
        sheets = _sheets(document, on_progress or progress.report)
        title = title_of(document)
    finally:
        document.close()
    items: list[Item] = []
    body_size(sheets)
    for sheet in sheets:
        find_grids(sheet)
        order: list[tuple[float, Item]] = [(g.box[1], raw_table(g, sheet.number)) for g in sheet.grids]
        for p in pieces_of(lines_of(sheet.words)):
            p.page = sheet.number
            order.append((p.base, p))
        order.sort(key=lambda t: t[0])
        items += [x for _, x in order]
    blocks, furniture = lay_down(items)
    return Document(blocks, furniture, "pdf", name, title, len(sheets), warnings=())


def _sheets(document: pdfium.PdfDocument, tell: Callable[[int, int], None]) -> list[Sheet]:
    """All pages. A page that cannot be read damages the document."""
    total = len(document)
    sheets = []
    for index in range(total):
        try:
            sheets.append(read_sheet(document, index))
        except pdfium.PdfiumError as error:
            raise Damaged(place=f"sida {index + 1}") from error
        tell(index + 1, total)
    scanned = [s.number for s in sheets if s.empty and s.rules.pictures]
    if all(s.empty for s in sheets):
        if scanned:
            raise ScannedPages.of(scanned)
        raise EmptyDocument()
    return sheets
