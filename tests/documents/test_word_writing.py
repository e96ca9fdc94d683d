"""Word: a file that Word, its readers and screen readers understand."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree
from tests.publishing.contents import contents, large

from samplan.documents import Finish, read, write_docx
from samplan.documents.blocks import Cell, Document, Heading, ListItem, Paragraph, Provenance, Table
from samplan.plans.shapes.content import PlanContent
from samplan.publishing import layouts

HERE = Provenance()
IMPRINT = layouts.Imprint(label="2026-03-12", published_on=date(2026, 3, 12), decided_by="Länsrådet")


def cell(text: str, *, header: bool = False, rows: int = 1, columns: int = 1) -> Cell:
    """A cell of one paragraph."""
    return Cell((Paragraph(text, HERE),), HERE, rows, columns, header)


@pytest.fixture(scope="module")
def opened() -> docx.document.Document:
    """A large plan, opened by python-docx."""
    return docx.Document(io.BytesIO(layouts.render(large(6, 4), IMPRINT, kind="docx", layout="goal-table").data))


def body_of(data: bytes) -> etree._Element:
    """The body's XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_headings_are_real_and_skip_no_level(opened: docx.document.Document) -> None:
    levels = [int(p.style.name[-1]) for p in opened.paragraphs if p.style.name.lower().startswith("heading ")]
    assert levels[0] == 1
    assert {1, 2, 3} <= set(levels)
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_name_and_marked_header_rows_that_repeat(opened: docx.document.Document) -> None:
    assert opened.tables
    for table in opened.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        first = table.rows[0]._tr.trPr
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (first.find(qn("w:tblHeader")) is not None) == (look.get(qn("w:firstRow")) == "1")
    headed = [t for t in opened.tables if t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert len(headed) >= 6


def test_no_empty_paragraph_makes_space(opened: docx.document.Document) -> None:
    assert [p.style.name for p in opened.paragraphs if not p.text.strip()] == []


def test_contents_list_is_filled_in_beforehand(opened: docx.document.Document) -> None:
    entries = [p.text.strip() for p in opened.paragraphs if p.style.name.lower() in {"toc 1", "toc 2"}]
    headings = [p.text for p in opened.paragraphs if p.style.name.lower() in {"heading 1", "heading 2"}]
    assert entries == headings
    codes = "".join(e.text or "" for e in opened.element.iter(qn("w:instrText")))
    assert 'TOC \\o "1-2"' in codes


def test_opening_the_file_asks_the_reader_nothing(opened: docx.document.Document) -> None:
    """No field claims a page that nobody has counted, and none makes Word ask whether to update it."""
    assert opened.settings.element.find(qn("w:updateFields")) is None
    assert not [e for e in opened.element.iter(qn("w:fldChar")) if e.get(qn("w:dirty"))]
    assert "PAGEREF" not in "".join(e.text or "" for e in opened.element.iter(qn("w:instrText")))
    bookmarks = {e.get(qn("w:name")) for e in opened.element.iter(qn("w:bookmarkStart"))}
    links = [e.get(qn("w:anchor")) for e in opened.element.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= bookmarks


def test_language_properties_and_page_numbers(opened: docx.document.Document) -> None:
    assert opened.core_properties.title == "En stor plan för Exempellän 2024–2028"
    assert opened.core_properties.language == "sv-SE"
    defaults = opened.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "sv-SE"
    section = opened.sections[0]
    codes = {e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))}
    assert codes == {"PAGE", "NUMPAGES"}
    assert "utgåva 2026-03-12" in section.footer.paragraphs[0].text
    assert "Påhittade uppgifter" in section.footer.paragraphs[0].text


def test_a_made_up_county_says_so_on_the_first_page(opened: docx.document.Document) -> None:
    (notice,) = [p for p in opened.paragraphs if p.style.name == "Upplysning"]
    assert notice.text == "Påhittade uppgifter. Exempellän finns inte."


def test_a_draft_is_stamped_on_every_page() -> None:
    draft = layouts.Imprint(label="2026-03-12", draft=True)
    document = docx.Document(io.BytesIO(layouts.render(large(1, 1), draft, kind="docx").data))
    section = document.sections[0]
    assert "Utkast" in section.header.paragraphs[0].text
    assert "Utkast" in section.first_page_header.paragraphs[0].text


def test_merged_cells_stay_merged() -> None:
    table = Table(
        (
            (cell("A", header=True), cell("B", header=True), cell("C", header=True)),
            (cell("över två rader", rows=2), cell("bred", columns=2)),
            (cell("b"), cell("c")),
        ),
        HERE,
    )
    again = read(write_docx(Document((table,)), Finish(title="T")), name="t.docx")
    (found,) = [block for block in again.blocks if isinstance(block, Table)]
    texts = [[c.text if c else None for c in row] for row in found.grid()]
    assert texts == [["A", "B", "C"], ["över två rader", "bred", "bred"], ["över två rader", "b", "c"]]


def test_lists_are_lists_and_numbering_begins_anew() -> None:
    items = [ListItem("ett", HERE, "1.", ordered=True), ListItem("två", HERE, "2.", ordered=True)]
    bullets = [ListItem("punkt", HERE, "•"), ListItem("underpunkt", HERE, "•", level=1)]
    blocks = (*items, Heading("Mellan", 1, HERE), *items, *bullets)
    again = read(write_docx(Document(blocks), Finish(title="T")), name="t.docx")
    found = [
        (b.text, b.ordered, b.marker if b.ordered else "", b.level) for b in again.blocks if isinstance(b, ListItem)
    ]
    assert found == [
        ("ett", True, "1.", 0),
        ("två", True, "2.", 0),
        ("ett", True, "1.", 0),
        ("två", True, "2.", 0),
        ("punkt", False, "", 0),
        ("underpunkt", False, "", 1),
    ]


def test_the_same_document_gives_the_same_bytes() -> None:
    files = {layouts.render(large(2, 2), IMPRINT, kind="docx").data for _ in range(2)}
    assert len(files) == 1


def test_wide_tables_turn_the_paper() -> None:
    row = tuple(cell(str(n), header=True) for n in range(6))
    wide = body_of(write_docx(Document((Table((row,), HERE),)), Finish(title="T")))
    assert wide.find(f".//{qn('w:pgSz')}").get(qn("w:orient")) == "landscape"
    narrow = body_of(write_docx(Document((Table((row[:3],), HERE),)), Finish(title="T")))
    assert narrow.find(f".//{qn('w:pgSz')}").get(qn("w:orient")) is None


@settings(max_examples=12, deadline=None)
@given(content=contents())
def test_what_is_written_is_read_back_word_for_word(content: PlanContent) -> None:
    document = layouts.document_of(content)
    again = read(write_docx(document, Finish(title="Plan")), name="plan.docx")
    assert not words_of(document) - words_of(again)


def test_a_lone_letter_in_front_of_a_text_is_a_word() -> None:
    again = read(
        write_docx(Document((Paragraph("o A", HERE), Table(((cell("o B"),),), HERE))), Finish(title="T")), name="t.docx"
    )
    assert {"o A", "o B"} <= {text for text, _ in again.texts()}


def test_letters_in_front_of_neighbours_are_bullets() -> None:
    again = read(
        write_docx(Document((Paragraph("o A", HERE), Paragraph("o B", HERE))), Finish(title="T")), name="t.docx"
    )
    assert [(b.marker, b.text) for b in again.blocks if isinstance(b, ListItem)] == [("o", "A"), ("o", "B")]


def words_of(document: Document) -> Counter[str]:
    """How often each word stands there, a letter that was taken for a typed bullet too; other bullets do not count."""
    items = [block for block in document.blocks if isinstance(block, ListItem)]
    for table in (block for block in document.blocks if isinstance(block, Table)):
        items += [part for row in table.rows for each in row for part in each.content if isinstance(part, ListItem)]
    letters = [item.marker for item in items if item.marker.isalpha()]
    return Counter(word for text in [*(t for t, _ in document.texts()), *letters] for word in re.findall(r"\w+", text))
