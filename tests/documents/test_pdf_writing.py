"""PDF: PDF/UA-1, whatever the plan holds; what a user wrote is text and never typst."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.publishing.contents import contents, large

from samplan.documents import Finish, write_pdf
from samplan.documents.blocks import Cell, Document, Heading, ListItem, Note, Paragraph, Provenance, Table
from samplan.plans.shapes.content import PlanContent
from samplan.publishing import layouts

HERE = Provenance()
IMPRINT = layouts.Imprint(label="2026-03-12", published_on=date(2026, 3, 12))


def opened(document: Document, finish: Finish | None = None) -> PdfReader:
    """The document as PDF, opened."""
    return PdfReader(io.BytesIO(write_pdf(document, finish or Finish(title="Titel"))))


def text_of(reader: PdfReader) -> str:
    """All text, lines joined."""
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.fixture(scope="module")
def plan() -> PdfReader:
    """A plan, as PDF."""
    return PdfReader(io.BytesIO(layouts.render(large(5, 4), IMPRINT, kind="pdf", layout="goal-table").data))


def test_it_says_that_it_is_accessible_and_is_tagged(plan: PdfReader) -> None:
    root = plan.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith("sv")
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_it_has_title_outline_and_page_numbers(plan: PdfReader) -> None:
    assert plan.metadata.title == "En stor plan för Exempellän 2024–2028"
    assert plan.outline
    assert f"Sida 2 av {len(plan.pages)}" in text_of(plan)


def tags_of(reader: PdfReader) -> set[str]:
    """Every structure tag in the file."""
    found: set[str] = set()
    stack = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            if "/S" in node:
                found.add(str(node["/S"]))
            if "/K" in node:
                stack.append(node["/K"])
    return found


def test_tables_headings_and_lists_are_tagged(plan: PdfReader) -> None:
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/TOC"} <= tags_of(plan)


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        '$x^2$ och #import "a.typ"',
        "\\u{41} *fet* _kursiv_ `kod` = rubrik",
        "[#strong[x]] // kommentar /* slut",
        "<etikett> @hänvisning",
    ],
)
def test_what_a_user_wrote_is_set_as_text(text: str) -> None:
    blocks = (
        Heading(text, 1, HERE),
        Paragraph(text, HERE),
        ListItem(text, HERE),
        Table(
            ((Cell((Paragraph(text, HERE),), HERE, header=True),), (Cell((Paragraph(text, HERE),), HERE),)), HERE, text
        ),
        Note(text, HERE),
    )
    found = text_of(opened(Document(blocks), Finish(title=text, running=text, facts=((text, text),), notice=text)))
    plain = found.replace("‘", "'").replace(" ", "")
    assert plain.count(text.replace(" ", "")) >= 7


def test_a_character_that_no_font_has_is_told_by_its_code() -> None:
    found = text_of(opened(Document((Paragraph("Bra 😀 och 中", HERE),))))
    assert "Bra [U+1F600] och [U+4E2D]" in found


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=40))
def test_no_text_keeps_it_from_being_built(text: str) -> None:
    cell = Cell((Paragraph(text, HERE),), HERE)
    blocks = (Heading(text, 3, HERE), Paragraph(text, HERE), ListItem(text, HERE), Table(((cell, cell),), HERE, text))
    assert opened(Document(blocks), Finish(title=text, stamp=text, lead=text)).pages


@settings(max_examples=10, deadline=None)
@given(content=contents())
def test_every_plan_can_be_built(content: PlanContent) -> None:
    for layout in ("goal-table", "sheet", "framework"):
        assert layouts.render(content, IMPRINT, kind="pdf", layout=layout).data.startswith(b"%PDF")


def test_an_empty_document_and_an_empty_plan_can_be_built() -> None:
    assert opened(Document(())).pages
    empty = PlanContent(id="1", slug="p", title="")
    assert layouts.render(empty, IMPRINT, kind="pdf").data.startswith(b"%PDF")


def test_a_cell_longer_than_a_page_goes_on() -> None:
    long = "Ett mycket långt stycke om samverkan i länet. " * 400
    row = (Cell((Paragraph(long, HERE),), HERE, row_span=2), Cell((Paragraph("kort", HERE),), HERE))
    head = tuple(Cell((Paragraph(name, HERE),), HERE, header=True) for name in "AB")
    reader = opened(Document((Table((head, row, (Cell((Paragraph("sist", HERE),), HERE),)), HERE),)))
    assert len(reader.pages) > 2
    assert text_of(reader).count("Ett") == 400


def test_nothing_is_smaller_than_nine_points(plan: PdfReader) -> None:
    sizes: set[float] = set()

    def note(text: str, user: list[float], matrix: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3] * user[3]), 1))

    for page in plan.pages:
        page.extract_text(visitor_text=note)
    assert sizes
    assert min(sizes) >= 9


def test_a_draft_is_stamped_on_every_page() -> None:
    reader = PdfReader(io.BytesIO(layouts.render(large(3, 3), layouts.Imprint(label="x", draft=True), kind="pdf").data))
    assert len(reader.pages) > 1
    assert all("Utkast" in page.extract_text() for page in reader.pages)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert len({layouts.render(large(2, 2), IMPRINT, kind="pdf").data for _ in range(2)}) == 1
