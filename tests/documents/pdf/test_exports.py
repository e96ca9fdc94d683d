"""Word documents printed as PDF by LibreOffice, with tags and without, hold what the Word document holds."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.documents.pdf.judge import bare, tables

from samplan.documents import read
from samplan.documents.blocks import Document, ListItem

HEAD = ("Mål", "Insatser", "Ansvariga", "Tid")
ROWS = [
    (
        f"Mål {n} om att fler ska få stöd i rätt tid",
        f"Utbilda grupp {n} i länets alla kommuner",
        "Regionen",
        f"{2020 + n}",
    )
    for n in range(1, 19)
]
LINES = {"all": ("top", "left", "bottom", "right", "insideH", "insideV"), "level": ("insideH",), "none": ()}
TAGS = 'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{}"}}}}'


def _word(lines: tuple[str, ...]) -> bytes:
    """A table over two pages with a repeated head, a merged cell, an empty one, and a list in another."""
    out = docx.Document()
    out.add_heading("Länsgemensam plan", 1)
    out.add_paragraph("Planen gäller för regionen och kommunerna i länet.")
    table = out.add_table(rows=1 + len(ROWS), cols=4)
    borders = OxmlElement("w:tblBorders")
    for side in lines:
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single")
        border.set(qn("w:sz"), "4")
        borders.append(border)
    table._tbl.tblPr.append(borders)
    for r, row in enumerate([HEAD, *ROWS]):
        for c, text in enumerate(row):
            table.cell(r, c).paragraphs[0].add_run(text).bold = r == 0 or None
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(5, 3).paragraphs[0].clear()
    for text in ("Kartlägga behov", "Starta grupper", "Följa upp"):
        table.cell(8, 1).add_paragraph(text, style="List Bullet")
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def _rows(document: Document) -> list[list[list[str]]]:
    """The paragraphs of each cell of the only table, a merged cell once; list items keep that they are such."""
    (table,) = tables(document)
    return [
        [[("• " if isinstance(part, ListItem) else "") + bare(part.text) for part in cell.content] for cell in row]
        for row in table.rows
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="left out: exports of LibreOffice, no soffice here")
@pytest.mark.parametrize(("lines", "tags"), [("all", True), ("all", False), ("level", True), ("none", True)])
def test_an_export_of_libreoffice_holds_the_word_documents_table(lines: str, tags: bool, tmp_path: Path) -> None:
    source = tmp_path / "plan.docx"
    source.write_bytes(_word(LINES[lines]))
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to"]
    subprocess.run(
        [*office, TAGS.format(str(tags).lower()), "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = read(tmp_path / "plan.pdf")
    assert (printed.pages or 0) >= 2
    assert _rows(printed) == _rows(read(source))
