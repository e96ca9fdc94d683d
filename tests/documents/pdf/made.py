"""Makes PDFs in many looks from known tables and texts. All words are made up from a list of ordinary ones."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

import typst
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as RlParagraph

WORDS = [
    "psykisk",
    "hälsa",
    "länet",
    "kommunerna",
    "regionen",
    "samverkan",
    "insatser",
    "unga",
    "vuxna",
    "äldre",
    "stöd",
    "behandling",
    "förebygga",
    "främja",
    "utveckla",
    "tidiga",
    "anhöriga",
    "brukare",
    "suicidprevention",
    "kunskap",
    "rutiner",
    "och",
    "för",
    "att",
    "med",
    "som",
    "på",
    "av",
    "tillgänglighet",
    "elevhälsa",
    "primärvård",
    "samordning",
    "uppföljning",
    "delaktighet",
    "återhämtning",
    "självskada",
    "årlig",
    "översyn",
]
HEADS = ("Utvecklingsområde", "Mål", "Aktivitet", "Ansvarig", "Tid", "Indikator", "Kostnad")

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=BODY, fontName="Helvetica-Bold")
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=15, leading=19, spaceAfter=8)


@dataclass
class Plan:
    """A table to be printed: cells hold paragraphs; "• " starts a bullet. intro and outro stand around it."""

    heads: list[str]
    rows: list[list[list[str]]]
    widths: list[int]
    intro: str = ""
    outro: str = ""
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Merged downwards: (column, first row, last row), rows counted without the head."""


def sentence(rng: random.Random, least: int = 4, most: int = 12, *, stop: str = ".") -> str:
    """A made-up sentence."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(least, most))]
    text = " ".join(words)
    return text[0].upper() + text[1:] + stop


def cell(rng: random.Random, *, long: bool) -> list[str]:
    """The paragraphs of a cell."""
    if not long:
        return [sentence(rng, 1, 3, stop="")]
    parts = [sentence(rng) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.4:
        parts += [f"• {sentence(rng, 2, 9, stop='')}" for _ in range(rng.randint(2, 3))]
    return parts


def plan(seed: int, *, columns: int, rows: int) -> Plan:
    """A table with a head, numbered rows, and text around it."""
    rng = random.Random(seed)
    long = [True, True, True, False, False, True, False][:columns]
    cells = [
        [[f"{r + 1}.1 {sentence(rng, 2, 6, stop='')}"], *(cell(rng, long=long[c]) for c in range(1, columns))]
        for r in range(rows)
    ]
    shares = [5 if is_long else 3 for is_long in long]
    widths = [round(500 * share / sum(shares)) for share in shares]
    return Plan(list(HEADS[:columns]), cells, widths, " ".join(sentence(rng) for _ in range(6)), sentence(rng, 8, 14))


GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
STYLES: dict[str, list[tuple[object, ...]]] = {
    "grid": GRID,
    "grid_shaded_head": [*GRID, ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)],
    "inner": [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "horizontal": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
    "head_line": [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)],
    "vertical": [("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black)],
    "box_and_vertical": [
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black),
        ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ],
    "zebra": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.white])],
    "none": [],
}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _footer(canvas: object, template: object) -> None:
    width, height = canvas._pagesize  # type: ignore[attr-defined]
    canvas.setFont("Helvetica", 7)  # type: ignore[attr-defined]
    canvas.drawString(40, height - 24, "Exempelläns handlingsplan 2022–2025")  # type: ignore[attr-defined]
    canvas.drawRightString(width - 40, 20, f"Sida {template.page}")  # type: ignore[attr-defined]


def reportlab_pdf(plan: Plan, style: str, *, wide: bool = False, padding: int = 3) -> bytes:
    """The plan's table printed by reportlab in one of STYLES."""
    rows: list[list[object]] = [[RlParagraph(_escaped(head), BOLD) for head in plan.heads]]
    for row in plan.rows:
        rows.append([[RlParagraph(_escaped(part), BODY) for part in parts] for parts in row])
    factor = 1.4 if wide else 1.0
    commands = [*STYLES[style], ("VALIGN", (0, 0), (-1, -1), "TOP")]
    commands += [("TOPPADDING", (0, 0), (-1, -1), padding), ("BOTTOMPADDING", (0, 0), (-1, -1), padding)]
    for column, first, last in plan.spans:
        commands.append(("SPAN", (column, first + 1), (column, last + 1)))
    table = Table(rows, colWidths=[w * factor for w in plan.widths], repeatRows=1, style=commands)
    return reportlab_story(
        [
            RlParagraph("Länsgemensam plan", HEADING),
            RlParagraph(_escaped(plan.intro), BODY),
            Spacer(1, 10),
            table,
            Spacer(1, 10),
            RlParagraph(_escaped(plan.outro), BODY),
        ],
        wide=wide,
    )


def reportlab_story(story: list[Flowable], *, wide: bool = False, running: bool = True) -> bytes:
    """A story printed on A4 with a running header and page numbers."""
    out = io.BytesIO()
    size = landscape(A4) if wide else A4
    template = SimpleDocTemplate(out, pagesize=size, topMargin=48, bottomMargin=44, leftMargin=40, rightMargin=40)
    if running:
        template.build(story, onFirstPage=_footer, onLaterPages=_footer)
    else:
        template.build(story)
    return out.getvalue()


def pages(*texts: str) -> bytes:
    """One page per text, plain paragraphs."""
    story: list[Flowable] = []
    for text in texts:
        story += [RlParagraph(_escaped(text), BODY), PageBreak()]
    return reportlab_story(story, running=False)


def typst_pdf(
    plan: Plan,
    *,
    stroke: str = "0.5pt",
    inset: str = "5pt",
    size: str = "9pt",
    flipped: bool = False,
    tags: bool = True,
) -> bytes:
    """The plan's table printed by typst, hyphenated and with a repeated head."""

    def content(parts: list[str]) -> str:
        texts = [f"- {_typ(p[2:])}" if p.startswith("• ") else _typ(p) for p in parts]
        return "[" + "\n\n".join(texts) + "]"

    columns = ", ".join(f"{w}fr" for w in plan.widths)
    heads = ", ".join(f"strong[{_typ(head)}]" for head in plan.heads)
    body = ",\n".join(content(parts) for row in plan.rows for parts in row)
    source = f"""
#set page(paper: "a4", flipped: {str(flipped).lower()}, margin: 1.6cm, numbering: "1 (1)")
#set page(header: text(7pt)[Exempellän])
#set text(lang: "sv", size: {size}, hyphenate: true)
= Länsgemensam plan
{_typ(plan.intro)}

#table(columns: ({columns}), stroke: {stroke}, inset: {inset}, table.header({heads}),
{body})

{_typ(plan.outro)}
"""
    return typst.compile(source.encode(), pdf_tags=tags)


def typst_text(source: str, *, tags: bool = True) -> bytes:
    """A typst source compiled. tags: whether the file tells its structure."""
    return typst.compile(source.encode(), pdf_tags=tags)


def _typ(text: str) -> str:
    for sign in "\\#*_$`<>@~[]":
        text = text.replace(sign, "\\" + sign)
    return text.replace(".1 ", ".1~")
