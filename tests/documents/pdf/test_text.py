"""Running text: order, paragraphs, lists, headings, notes, furniture, turned pages."""

from __future__ import annotations

import io
import random

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from tests.documents.pdf import made
from tests.documents.pdf.judge import bare, short_of, tables

from samplan.documents.blocks import Heading, ListItem, Note, Table
from samplan.documents.blocks import Paragraph as Par
from samplan.documents.pdf import read_pdf


def _columns(count: int, seed: int) -> tuple[bytes, list[str]]:
    """A text in columns with headings, and its paragraphs in order."""
    rng = random.Random(seed)
    out = io.BytesIO()
    width = (A4[0] - 80 - 15 * (count - 1)) / count
    frames = [Frame(40 + i * (width + 15), 50, width, 700, leftPadding=0, rightPadding=0) for i in range(count)]
    template = BaseDocTemplate(out, pagesize=A4)
    template.addPageTemplates(PageTemplate(frames=frames))
    texts, story = [], []
    style = ParagraphStyle("spaced", parent=made.BODY, spaceAfter=6)
    for i in range(16):
        if i % 5 == 0:
            texts.append(f"Rubrik {i}")
            story.append(Paragraph(texts[-1], made.HEADING))
        texts.append(f"Stycke {i}. " + " ".join(made.sentence(rng) for _ in range(rng.randint(3, 9))))
        story.append(Paragraph(texts[-1], style))
    template.build(story)
    return out.getvalue(), texts


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_are_read_one_after_the_other(count: int, seed: int) -> None:
    data, texts = _columns(count, seed)
    document = read_pdf(data)
    assert not tables(document)
    assert bare("".join(text for text, _ in document.texts())) == bare("".join(texts))
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == [t for t in texts if t.startswith("Rubrik")]
    assert not short_of(document, data)


TEXT = """
#set page(paper: "a4", margin: 2.5cm, numbering: "1", header: [Exempelläns plan])
#set text(lang: "sv", size: 10pt, hyphenate: true)
#set par(justify: true)
#set document(title: "Plan för Exempellän")
#show heading: set block(above: 1.4em, below: 1em)
= Plan för psykisk hälsa
Suicidpreventionsarbetet#footnote[En fotnot om förebyggande.] i länet samordnas av utvecklingsledare i kommunerna och av
regionens samordningsfunktion för psykiatrisk hälsofrämjande verksamhet, som träffas regelbundet tillsammans med
brukarorganisationer, anhörigföreningar och företrädare för elevhälsan, ungdomsmottagningarna och primärvården.

Ett andra stycke om kommun- och regiongemensamma insatser.
== Mål
- Första målet
- Andra målet som är så långt att det behöver mer än en rad för att få plats på sidan med sina marginaler
  - Ett delmål
+ Ett
+ Två
#pagebreak()
=== Uppföljning
Sista stycket på andra sidan.
#pagebreak()
Tredje sidan.
"""


def test_headings_lists_notes_and_furniture_of_a_justified_hyphenated_text() -> None:
    document = read_pdf(made.typst_text(TEXT))
    assert document.title == "Plan för Exempellän"
    assert document.pages == 3
    headings = [(b.text, b.level) for b in document.blocks if isinstance(b, Heading)]
    assert headings == [("Plan för psykisk hälsa", 1), ("Mål", 2), ("Uppföljning", 3)]
    paragraphs = [b.text for b in document.blocks if isinstance(b, Par)]
    assert paragraphs[0].startswith(
        "Suicidpreventionsarbetet i länet samordnas av utvecklingsledare i kommunerna och av"
    )
    assert "psykiatrisk hälsofrämjande verksamhet" in paragraphs[0]
    assert paragraphs[1] == "Ett andra stycke om kommun- och regiongemensamma insatser."
    listed = [(b.marker, b.level, b.ordered, b.text.split()[0]) for b in document.blocks if isinstance(b, ListItem)]
    assert [(level, ordered, first) for _, level, ordered, first in listed] == [
        (0, False, "Första"),
        (0, False, "Andra"),
        (1, False, "Ett"),
        (0, True, "Ett"),
        (0, True, "Två"),
    ]
    assert [(b.mark, b.text) for b in document.blocks if isinstance(b, Note)] == [("1", "En fotnot om förebyggande.")]
    kinds = {(piece.kind, piece.text) for piece in document.furniture}
    assert kinds == {("header", "Exempelläns plan"), ("page_number", "1"), ("page_number", "2"), ("page_number", "3")}


def test_positions_run_in_order_over_blocks_and_furniture() -> None:
    document = read_pdf(made.typst_text(TEXT))
    positions = [b.provenance.position for b in (*document.blocks, *document.furniture)]
    assert sorted(positions) == list(range(len(positions)))
    assert [b.provenance.position for b in document.blocks] == sorted(b.provenance.position for b in document.blocks)


def _canvas(draw: object, rotation: int = 0, size: tuple[float, float] = A4) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setPageRotation(rotation)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return out.getvalue()


def _grid(canvas: Canvas) -> None:
    for k, row in enumerate((("Mål", "Aktivitet"), ("Färre mår dåligt", "Utbilda personal"))):
        for c, text in enumerate(row):
            canvas.rect(100 + 150 * c, 600 - 30 * k, 150, 30)
            canvas.drawString(106 + 150 * c, 610 - 30 * k, text)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_its_text_stands(rotation: int) -> None:
    (table,) = tables(read_pdf(_canvas(_grid, rotation)))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Mål", "Aktivitet"],
        ["Färre mår dåligt", "Utbilda personal"],
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_drawn_sideways_is_turned_upright(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(420, 420)
        canvas.rotate(turn)
        canvas.translate(-300, -550)
        _grid(canvas)

    (table,) = tables(read_pdf(_canvas(draw)))
    assert [cell.text for cell in table.rows[1]] == ["Färre mår dåligt", "Utbilda personal"]


def test_a_turned_head_of_a_column_is_not_lost() -> None:
    def draw(canvas: Canvas) -> None:
        _grid(canvas)
        canvas.rect(400, 570, 30, 60)
        canvas.saveState()
        canvas.translate(418, 575)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Klart år")
        canvas.restoreState()

    document = read_pdf(_canvas(draw))
    (table,) = tables(document)
    assert "Klart år" in [cell.text for row in table.rows for cell in row]


def test_blanks_lost_between_words_come_back_from_the_gaps() -> None:
    def draw(canvas: Canvas) -> None:
        x = 80.0
        for word in ["Psykisk", "hälsa", "i", "länet"]:
            for letter in word:
                canvas.drawString(x, 700, letter)
                x += canvas.stringWidth(letter, "Helvetica", 12)
            x += 3.4

    assert [text for text, _ in read_pdf(_canvas(draw)).texts()] == ["Psykisk hälsa i länet"]


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(80, 700, "Handlingsplan")
        canvas.drawString(80.4, 700, "Handlingsplan")

    assert [text for text, _ in read_pdf(_canvas(draw)).texts()] == ["Handlingsplan"]


def test_ligatures_and_soft_hyphens_are_undone() -> None:
    source = (
        "#set text(size: 11pt)\n#set page(width: 6cm, height: auto)\nEffekt af\u00adfischer, flik och konflikt " * 3
    )
    text = " ".join(text for text, _ in read_pdf(made.typst_text(source)).texts())
    assert "ﬀ" not in text
    assert "\u00ad" not in text
    assert text.count("konflikt") == 3
    assert text.count("affischer") == 3


@pytest.mark.parametrize("bullet", ["•", "–", "▪", "➢", "\uf0b7", "o"])
def test_bullets_of_any_glyph_start_items(bullet: str) -> None:
    lines = ["Utbilda personal", "Kartlägga behov", "Följa upp"]
    fonts = {
        "\uf0b7": ("Symbol", "\u00b7"),
        "➢": ("ZapfDingbats", "➢"),
        "▪": ("ZapfDingbats", "■"),
        "o": ("Courier", "o"),
    }
    font, sign = fonts.get(bullet, ("Helvetica", bullet))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 720, "Vi ska göra detta:")
        for k, line in enumerate(lines):
            canvas.setFont(font, 11)
            canvas.drawString(70, 700 - 14 * k, sign)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(88, 700 - 14 * k, line)

    document = read_pdf(_canvas(draw))
    assert [b.text for b in document.blocks if isinstance(b, ListItem)] == lines


def test_boxes_side_by_side_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for k, title in enumerate(("Vänster", "Höger")):
            canvas.rect(60 + 260 * k, 500, 200, 120)
            for n in range(4):
                canvas.drawString(70 + 260 * k, 595 - 16 * n, f"{title} ruta rad {n} med ord")

    texts = " ".join(text for text, _ in read_pdf(_canvas(draw)).texts())
    assert texts.index("Vänster ruta rad 3") < texts.index("Höger ruta rad 0")


def test_a_paragraph_that_a_page_cuts_is_whole() -> None:
    words = "insatser för unga och vuxna som behöver stöd i sin vardag " * 60
    data = made.reportlab_story([Paragraph(f"Börjar här {words}slutar här.", made.BODY) for _ in range(3)])
    document = read_pdf(data)
    assert (document.pages or 0) > 1
    assert sum(isinstance(b, Par) for b in document.blocks) == 3
    assert not any(isinstance(b, Table) for b in document.blocks)
