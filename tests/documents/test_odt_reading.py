"""OpenDocument texts are read as a person sees them."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableHeaderRows, TableRow
from odf.text import H, LineBreak, List, ListItem, Note, NoteBody, NoteCitation, P, S
from tests.documents.building import kept, kept_of, packed

from samplan.documents import Document, read
from samplan.documents import blocks as b

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def of(document: OpenDocumentText) -> Document:
    out = io.BytesIO()
    document.write(out)
    return read(out.getvalue(), name="plan.odt")


def raw(body: str) -> Document:
    content = f"<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content + "</office:document-content>",
    }
    return read(packed(parts), name="plan.odt")


def cell(text: str, **spans: int) -> TableCell:
    made = TableCell(**spans)
    made.addElement(P(text=text))
    return made


def test_headings_lists_notes_and_breaks() -> None:
    source = OpenDocumentText()
    bold = Style(name="Fet", family="paragraph")
    bold.addElement(TextProperties(fontweight="bold", fontsize="14pt"))
    source.automaticstyles.addElement(bold)
    source.text.addElement(H(outlinelevel=2, text="Läget"))
    paragraph = P(stylename=bold, text="psykia\u00adtrin")
    paragraph.addElement(LineBreak())
    paragraph.addText("ny rad")
    paragraph.addElement(S(c=3))
    note = Note(noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    body = NoteBody()
    body.addElement(P(text="Källan"))
    note.addElement(body)
    paragraph.addElement(note)
    paragraph.addText("slut")
    source.text.addElement(paragraph)
    outer, item, inner, deep = List(), ListItem(), List(), ListItem()
    item.addElement(P(text="punkt"))
    deep.addElement(P(text="under"))
    inner.addElement(deep)
    item.addElement(inner)
    outer.addElement(item)
    source.text.addElement(outer)
    heading, text, foot, first, second = of(source).blocks
    assert isinstance(heading, b.Heading)
    assert isinstance(text, b.Paragraph)
    assert isinstance(foot, b.Note)
    assert (heading.text, heading.level) == ("Läget", 2)
    assert (text.text, text.lines, text.bold, text.size) == (
        "psykiatrin ny rad slut",
        ("psykiatrin", "ny rad slut"),
        True,
        14.0,
    )
    assert (foot.mark, foot.text) == ("1", "Källan")
    assert [(each.text, each.level) for each in (first, second) if isinstance(each, b.ListItem)] == [
        ("punkt", 0),
        ("under", 1),
    ]


def test_tables_with_spans_repeats_and_header_rows() -> None:
    source = OpenDocumentText()
    table, head, row = Table(), TableHeaderRows(), TableRow()
    row.addElement(cell("Mål", numbercolumnsspanned=2))
    row.addElement(CoveredTableCell())
    head.addElement(row)
    table.addElement(head)
    repeated = TableRow(numberrowsrepeated=2)
    repeated.addElement(cell("a", numbercolumnsrepeated=2))
    table.addElement(repeated)
    table.addElement(TableRow(numberrowsrepeated=1_000_000))
    source.text.addElement(table)
    (made,) = of(source).blocks
    assert isinstance(made, b.Table)
    grid = [[each.text if each else None for each in line] for line in made.grid()]
    assert grid[:3] == [["Mål", "Mål"], ["a", "a"], ["a", "a"]]
    assert made.rows[0][0].header
    assert len(made.rows) <= 4


def test_tracked_deletions_are_gone_and_insertions_stay() -> None:
    document = raw(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>borta</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>kvar<text:change-start/> ny<text:change-end/></text:p>"
    )
    assert [text for text, _ in document.texts()] == ["kvar ny"]


def test_a_table_of_contents_is_set_aside() -> None:
    document = raw(
        "<text:table-of-content><text:index-body><text:p>1 Läget 3</text:p></text:index-body></text:table-of-content>"
        "<text:h text:outline-level='1'>Läget</text:h>"
    )
    assert [piece.text for piece in document.furniture] == ["1 Läget 3"]
    assert len(document.blocks) == 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="abcåäö ÅÄ019-,.", min_size=1, max_size=40), min_size=1, max_size=12))
def test_every_word_put_in_is_in_the_document(lines: list[str]) -> None:
    source = OpenDocumentText()
    table, row, items, item = Table(), TableRow(), List(), ListItem()
    for index, line in enumerate(lines):
        made = H(outlinelevel=1, text=line) if index % 3 == 0 else P(text=line)
        source.text.addElement(made)
        row.addElement(cell(line))
    item.addElement(P(text=lines[0]))
    items.addElement(item)
    table.addElement(row)
    source.text.addElement(table)
    source.text.addElement(items)
    source.text.addElement(P(text="alltid"))
    assert not kept_of([*lines, *lines, lines[0]]) - kept(of(source))
