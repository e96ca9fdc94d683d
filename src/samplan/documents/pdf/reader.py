"""From bytes to a document: open, read the pages, set furniture aside, find tables and order, lay blocks down."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pypdfium2 as pdfium

from samplan.documents import progress
from samplan.documents.blocks import Document
from samplan.documents.errors import Damaged, EmptyDocument, ScannedPages
from samplan.documents.pdf.assembly import Item, Running, lay_down, learn_words, raw_table, set_levels
from samplan.documents.pdf.continued import join_paragraphs, join_tables
from samplan.documents.pdf.flow import Piece, pieces_of, sentence_steps
from samplan.documents.pdf.footnotes import drop_marks, take_footnotes
from samplan.documents.pdf.grids import Grid
from samplan.documents.pdf.headings import with_headings
from samplan.documents.pdf.lexicon import Lexicon
from samplan.documents.pdf.opening import open_pdf, title_of
from samplan.documents.pdf.regions import reading_order
from samplan.documents.pdf.rows import split_tall
from samplan.documents.pdf.running import set_running_aside
from samplan.documents.pdf.sheets import Sheet, body_size, find_grids, read_sheet
from samplan.documents.pdf.stranded import take_stranded
from samplan.documents.pdf.tagged import trusted
from samplan.documents.pdf.tags import Path, TagTree
from samplan.documents.pdf.words import lines_of

ENOUGH_STEPS = 2


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
    blocks, furniture = lay_down(_items(sheets))
    scanned = [sheet.number for sheet in sheets if sheet.scanned]
    warnings = (f"scanned_pages:{','.join(map(str, scanned))}",) if scanned else ()
    return Document(blocks, furniture, "pdf", name, title, len(sheets), warnings=warnings)


def _usual_leading(sheets: list[Sheet]) -> float | None:
    """The step between the lines of running text, where sentences tell it."""
    steps = [step for sheet in sheets for step in sentence_steps(lines_of(sheet.words))]
    return float(median(steps)) if len(steps) >= ENOUGH_STEPS else None


def _items(sheets: list[Sheet]) -> list[Item]:
    """Everything on the pages in reading order: headings, paragraphs, list items, tables, notes, furniture."""
    set_running_aside(sheets, body_size(sheets))
    known: dict[Path, Grid] = {}
    for sheet in sheets:
        find_grids(sheet, known)
    body = body_size(sheets)
    if not trusted(lines for sheet in sheets for lines in sheet.texts()):
        for sheet in sheets:
            sheet.forget_tags()
    lexicon = Lexicon(lines for sheet in sheets for lines in sheet.texts())
    for sheet in sheets:
        for grid in sheet.grids:
            learn_words(grid, lexicon)
    lexicon.settle()
    usual = _usual_leading(sheets)
    items: list[Item] = []
    before: Grid | None = None
    for sheet in sheets:
        found, before = _page_items(sheet, body, before, lexicon, usual)
        items += found
    return join_tables(with_headings(take_stranded(join_paragraphs(items)), body))


def _page_items(
    sheet: Sheet, body: float, before: Grid | None, lexicon: Lexicon, usual: float | None
) -> tuple[list[Item], Grid | None]:
    """The page's items, and the table without lines that it ends with, if it does."""
    notes = take_footnotes(sheet, body)
    running = [Running(line.text, kind, sheet.number) for line, kind in sheet.running]
    items: list[Item] = []
    pieces: list[Piece] = []
    order = reading_order(sheet, body, before)
    for part in order:
        if isinstance(part, Grid):
            table = raw_table(split_tall(part) if part.ruled else part, sheet.number, lexicon)
            pieces += [piece for cell in table.cells for piece in cell.pieces]
            items.append(table)
        else:
            found = pieces_of(part, usual=usual)
            set_levels(found)
            pieces += found
            items += found
    for piece in pieces:
        piece.page = sheet.number
    drop_marks(pieces, {note.mark for note in notes})
    heads = [item for item in running if item.kind == "header"]
    feet = [item for item in running if item.kind != "header"]
    last = order[-1] if order else None
    return [*heads, *items, *notes, *feet], last if isinstance(last, Grid) and last.lefts else None


def _sheets(document: pdfium.PdfDocument, tell: Callable[[int, int], None]) -> list[Sheet]:
    """All pages. A page that cannot be read damages the document."""
    total = len(document)
    sheets = []
    tree = TagTree()
    for index in range(total):
        try:
            sheets.append(read_sheet(document, index, tree))
        except pdfium.PdfiumError as error:
            raise Damaged(place=f"sida {index + 1}") from error
        tell(index + 1, total)
    scanned = [s.number for s in sheets if s.scanned]
    if all(s.empty for s in sheets):
        if scanned:
            raise ScannedPages.of(scanned)
        raise EmptyDocument()
    return sheets
