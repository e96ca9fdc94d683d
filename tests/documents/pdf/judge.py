"""Compares what was read with what was printed."""

from __future__ import annotations

from collections import Counter

import pypdfium2 as pdfium
from tests.documents.pdf.made import Plan

from samplan.documents.blocks import Document, ListItem, Table
from samplan.documents.folding import words


def tables(document: Document) -> list[Table]:
    """The document's tables."""
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    """The text of each place of the table's grid."""
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def bare(text: str) -> str:
    """Letters and signs without blanks and hyphens, for comparing over line breaks."""
    return "".join(text.split()).replace("-", "")


def printed(plan: Plan) -> list[list[str]]:
    """What the plan's table says, place by place."""
    body = [[bare("".join(p.removeprefix("• ") for p in parts)) for parts in row] for row in plan.rows]
    return [[bare(head) for head in plan.heads], *body]


def items(table: Table) -> list[list[list[str]]]:
    """The list items of each cell."""
    return [[[p.text for p in cell.content if isinstance(p, ListItem)] for cell in row] for row in table.rows]


def short_of(document: Document, data: bytes) -> Counter[str]:
    """Words of the text layer, as PDFium itself gives it, that the document holds too few times.

    A part of a word that a line end broke counts as held if a word that the document made of parts holds it.
    """
    kept = Counter(words([text for text, _ in document.texts()]))
    source: Counter[str] = Counter()
    with pdfium.PdfDocument(data) as pdf:
        for page in pdf:
            lines = page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-").splitlines()
            source.update(words(lines))
    made = set(kept - source)
    return Counter({word: n for word, n in (source - kept).items() if not any(word in other for other in made)})
