"""Word documents are read as a person sees them."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.building import kept, kept_of, p, plan_docx, r, raw_docx, root, saved

from samplan.documents import Document, read
from samplan.documents.blocks import Furniture, Heading, ListItem, Note, Paragraph, Table


def texts(document: Document) -> list[str]:
    return [text for text, _ in document.texts()]


def of_body(body: str, **more: object) -> Document:
    return read(raw_docx(body, **more), name="plan.docx")  # type: ignore[arg-type]


def test_headings_lists_and_paragraphs_stand_in_order() -> None:
    source = docx.Document()
    source.add_heading("Plan för länet", 0)
    source.add_heading("Läget", 1)
    source.add_paragraph("Många mår bra.")
    source.add_heading("Unga", 2)
    source.add_paragraph("tidiga insatser", style="List Bullet")
    source.add_paragraph("ett", style="List Number")
    source.add_paragraph("två", style="List Number")
    document = read(saved(source), name="plan.docx")

    assert [(type(block), getattr(block, "level", None)) for block in document.blocks] == [
        (Heading, 1), (Heading, 1), (Paragraph, None), (Heading, 2), (ListItem, 0), (ListItem, 0), (ListItem, 0),
    ]  # fmt: skip
    assert document.title == "Plan för länet"
    assert [(b.marker, b.ordered) for b in document.blocks if isinstance(b, ListItem)] == [
        ("•", False), ("1.", True), ("2.", True),
    ]  # fmt: skip
    assert [block.provenance.position for block in document.blocks] == list(range(7))


@pytest.mark.parametrize(
    ("name", "level"), [("heading 2", 2), ("Rubrik 3", 3), ("Heading 1", 1), ("rubrik 4", 4), ("Normal", None)]
)
def test_heading_styles_are_known_by_name_in_both_languages(name: str, level: int | None) -> None:
    styles = root("styles", f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{name}"/></w:style>')
    document = of_body(p("Ord", properties='<w:pStyle w:val="X"/>'), related={"styles.xml": ("styles", styles)})
    assert getattr(document.blocks[0], "level", None) == level


def test_a_style_inherits_its_level_and_an_outline_level_makes_a_heading() -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Länets rubrik"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="c"/><w:basedOn w:val="C"/></w:style>',
    )
    body = (
        p("Ärvd", properties='<w:pStyle w:val="B"/>') + p("Rund", properties='<w:pStyle w:val="C"/>')
        + p("Disposition", properties='<w:outlineLvl w:val="2"/>')
    )  # fmt: skip
    document = of_body(body, related={"styles.xml": ("styles", styles)})
    assert [getattr(block, "level", None) for block in document.blocks] == [2, None, 3]


NUMBERING = root(
    "numbering",
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0A7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>",
)


def listed(text: str, identity: int, level: int = 0, more: str = "") -> str:
    return p(text, properties=f'{more}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>')


def test_drawn_numbers_are_counted_as_word_counts_them() -> None:
    body = "".join(
        [listed("a", 1), listed("b", 1, 1), listed("c", 1, 1), listed("d", 1, 2), listed("e", 1, 2), listed("f", 1),
         listed("g", 1, 1), listed("h", 2), listed("i", 3), listed("j", 3), listed("k", 0)]
    )  # fmt: skip
    document = of_body(body, related={"numbering.xml": ("numbering", NUMBERING)})
    markers = [(b.text, b.marker, b.level) for b in document.blocks if isinstance(b, ListItem)]
    assert markers == [
        ("a", "1.", 0), ("b", "1.1", 1), ("c", "1.2", 1), ("d", "a)", 2), ("e", "b)", 2), ("f", "2.", 0),
        ("g", "2.1", 1), ("h", "•", 0), ("i", "7.", 0), ("j", "8.", 0),
    ]  # fmt: skip
    assert isinstance(document.blocks[-1], Paragraph)


def test_a_numbered_heading_carries_its_number_in_its_text() -> None:
    body = listed("Läget", 1, 0, '<w:outlineLvl w:val="0"/>') + listed("Unga", 1, 1, '<w:outlineLvl w:val="1"/>')
    document = of_body(body, related={"numbering.xml": ("numbering", NUMBERING)})
    assert texts(document) == ["1. Läget", "1.1 Unga"]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        f"<w:p>{r('Vi ska ')}<w:ins w:id='1'>{r('snabbt ')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>aldrig </w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{r('flyttat ')}</w:moveFrom><w:moveTo w:id='4'>{r('hit ')}</w:moveTo>{r('agera.')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr>{r('Första ')}</w:p>{p('halvan.')}"
        "<w:tbl><w:tr><w:trPr><w:del w:id='6'/></w:trPr><w:tc><w:p><w:r><w:delText>bort</w:delText></w:r></w:p></w:tc>"
        f"</w:tr><w:tr><w:trPr><w:ins w:id='7'/></w:trPr><w:tc>{p('kvar')}</w:tc></w:tr></w:tbl>"
    )
    assert texts(of_body(body)) == ["Vi ska snabbt hit agera.", "Första halvan.", "kvar"]


def test_a_text_box_is_read_once_and_stands_as_a_note() -> None:
    box = f"<w:txbxContent>{p('I rutan')}{p('två')}</w:txbxContent>"
    body = (
        f"<w:p>{r('Före')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:txbx>{box}"
        f"</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        f"</mc:Fallback></mc:AlternateContent></w:r></w:p>{p('Efter')}"
    )
    document = of_body(body)
    assert texts(document) == ["Före", "I rutan", "två", "Efter"]
    assert [block.kind for block in document.blocks if isinstance(block, Note)] == ["box", "box"]


def test_a_box_that_only_old_word_draws_is_read_too() -> None:
    box = f"<w:txbxContent>{p('gammal ruta')}</w:txbxContent>"
    body = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert texts(of_body(body)) == ["gammal ruta"]


def test_notes_and_comments_stand_after_their_paragraph_without_a_mark_in_the_text() -> None:
    body = (
        f"<w:p>{r('Mätt')}<w:r><w:footnoteReference w:id='4'/></w:r>{r(' år 2017')}"
        f"<w:r><w:endnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='9'/></w:r></w:p>{p('Sedan')}"
    )
    related = {
        "footnotes.xml": ("footnotes", root("footnotes", f"<w:footnote w:id='4'>{p('Folkräkning')}</w:footnote>")),
        "endnotes.xml": ("endnotes", root("endnotes", f"<w:endnote w:id='2'>{p('Slut')}</w:endnote>")),
        "comments.xml": ("comments", root("comments", f"<w:comment w:id='9'>{p('Stämmer?')}</w:comment>")),
    }
    document = of_body(body, related=related)
    assert document.blocks[0] == Paragraph("Mätt år 2017", document.blocks[0].provenance)
    notes = [(block.kind, block.mark, block.text) for block in document.blocks if isinstance(block, Note)]
    assert notes == [("footnote", "1", "Folkräkning"), ("endnote", "i", "Slut"), ("comment", "", "Stämmer?")]
    assert texts(document)[-1] == "Sedan"


def test_merged_cells_are_laid_out() -> None:
    source = docx.Document()
    table = source.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    (made,) = read(saved(source), name="t.docx").blocks
    assert isinstance(made, Table)
    grid = [[cell.text if cell else None for cell in row] for row in made.grid()]
    assert grid == [["00 01", "00 01", "02"], ["10", "11", "12 22"], ["20", "21", "12 22"]]
    assert made.rows[1][2].row_span == 2
    assert made.rows[0][0].column_span == 2


def test_nested_tables_controls_and_header_rows() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('inne')}</w:tc><w:tc>{p('inne två')}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p('Mål')}</w:tc>"
        f"<w:sdt><w:sdtContent><w:tc>{p('Tid')}</w:tc></w:sdtContent></w:sdt></w:tr>"
        f"<w:sdt><w:sdtContent><w:tr><w:tc>{p('ute')}{inner}{p('sist')}</w:tc><w:tc>"
        f"<w:sdt><w:sdtContent>{p('vald')}</w:sdtContent></w:sdt></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    (table,) = of_body(body).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Mål", "Tid"], ["ute inne inne två sist", "vald"]]
    assert [[cell.header for cell in row] for row in table.rows] == [[True, True], [False, False]]


def test_cells_before_the_grid_and_cells_merged_the_old_way_keep_their_columns() -> None:
    body = (
        f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr><w:tc>{p('under c')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:hMerge w:val='restart'/></w:tcPr>{p('bred')}</w:tc>"
        f"<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"
    )
    (table,) = of_body(body).blocks
    assert isinstance(table, Table)
    grid = [[cell.text if cell else None for cell in row] for row in table.grid()]
    assert grid == [["a", "b", "c"], ["", "", "under c"], ["bred", "bred", "x"]]


def test_headers_and_footers_are_set_aside_once_each() -> None:
    source = docx.Document()
    source.add_paragraph("Text")
    section = source.sections[0]
    section.header.paragraphs[0].text = "Länets plan"
    source.add_section().header.is_linked_to_previous = False
    source.sections[1].header.paragraphs[0].text = "Länets plan"
    footer = section.footer.paragraphs[0]
    footer.add_run("Sida ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    run[0].text = "1"
    field.append(run)
    footer._p.append(field)
    document = read(saved(source), name="a.docx")
    assert [(piece.kind, piece.text) for piece in document.furniture] == [
        ("header", "Länets plan"),
        ("page_number", "Sida 1"),
    ]
    assert len(document.blocks) == 1


def test_a_table_of_contents_is_neither_lost_nor_read_as_headings() -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    heading = p("1 Läget", properties='<w:outlineLvl w:val="0"/>')
    body = (
        f"<w:p>{field('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{field('separate')}{r('1 Läget 3')}</w:p>"
        f"{p('2 Unga 4')}<w:p>{field('end')}</w:p>{heading}"
    )
    document = of_body(body)
    assert [piece.text for piece in document.furniture] == ["1 Läget 3", "2 Unga 4"]
    assert [type(block) for block in document.blocks] == [Heading]
    assert all(isinstance(piece, Furniture) for piece in document.furniture)


def test_breaks_hyphens_tabs_and_typed_bullets() -> None:
    body = (
        "<w:p><w:r><w:t>psykia</w:t><w:softHyphen/><w:t>trin och</w:t><w:tab/><w:t>e</w:t><w:noBreakHyphen/>"
        "<w:t>hälsa</w:t><w:br/><w:t>ny rad</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Mål:</w:t><w:br/><w:t>• ett</w:t><w:br/><w:t>• två</w:t></w:r></w:p>"
    )
    document = of_body(body)
    assert texts(document) == ["psykiatrin och e-hälsa ny rad", "Mål:", "ett", "två"]
    assert document.blocks[0].lines == ("psykiatrin och e-hälsa", "ny rad")  # type: ignore[union-attr]


def test_pages_are_told_only_where_the_file_tells_them() -> None:
    assert of_body(p("a") + p("b")).blocks[1].provenance.page is None
    broken = p("a") + '<w:p><w:r><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>' + p("c")
    assert [block.provenance.page for block in of_body(broken).blocks] == [1, 2, 2]
    rendered = p("a") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>"
    assert [block.provenance.page for block in of_body(rendered).blocks] == [1, 2]


def test_bold_and_size_are_those_of_the_whole_paragraph() -> None:
    source = docx.Document()
    run = source.add_paragraph().add_run("Helt fet")
    run.bold = True
    run.font.size = Pt(14)
    half = source.add_paragraph()
    half.add_run("fet ").bold = True
    half.add_run("inte")
    bold, mixed = read(saved(source), name="a.docx").blocks
    assert isinstance(bold, Paragraph)
    assert isinstance(mixed, Paragraph)
    assert (bold.bold, bold.size, mixed.bold) == (True, 14.0, False)


def test_the_strict_variant_is_read() -> None:
    ordinary = raw_docx(p("Strikt text"))
    assert texts(read(ordinary, name="a.docx")) == ["Strikt text"]
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{space}"><w:body>{p("Strikt text")}</w:body></w:document>'
    strict = raw_docx("", extra={"word/document.xml": body})
    assert texts(read(strict, name="a.docx")) == ["Strikt text"]


PIECES = st.lists(st.text(alphabet="abcåäö ÅÄÖXY019-,.", min_size=1, max_size=40), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(PIECES, PIECES, st.integers(1, 4), st.integers(1, 4))
def test_every_word_put_in_is_in_the_document(lines: list[str], cells: list[str], rows: int, columns: int) -> None:
    source = docx.Document()
    for index, line in enumerate(lines):
        style = ("Normal", "Heading 1", "List Bullet", "List Number", "Title")[index % 5]
        source.add_paragraph(line, style=style)
    table = source.add_table(rows, columns)
    used = []
    for index, text in enumerate(cells[: rows * columns]):
        table.cell(index // columns, index % columns).text = text
        used.append(text)
    source.sections[0].header.paragraphs[0].text = lines[0]
    source.add_paragraph("alltid ett ord")
    document = read(saved(source), name="a.docx")
    wanted = kept_of([*lines, *used, lines[0], "alltid ett ord"])
    assert not wanted - kept(document)


def test_a_plan_of_sixty_pages_is_read_whole() -> None:
    document = read(plan_docx(30), name="plan.docx")
    assert sum(isinstance(block, Table) for block in document.blocks) == 30
    assert sum(isinstance(block, Heading) for block in document.blocks) == 30
