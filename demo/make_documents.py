"""Draws the demo county's documents from demo/plans/*.yaml, in the county's own layouts.

Run by hand: .venv/bin/python demo/make_documents.py. The same texts always give the same bytes. None of the
product's own writing is used, so that reading these files really tests the import.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import yaml
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

FOLDER = Path(__file__).parent
NOTICE = "Påhittade uppgifter. Exempellän finns inte."
GOAL_HEADER = ("Långsiktiga mål", "Kortsiktiga mål", "Aktiviteter", "Tidsplan", "Indikator för uppföljning")
Plan = dict[str, Any]


def main() -> None:
    """Draws all three."""
    drawers = {"2020": goal_tables_docx, "2022": goal_tables_pdf, "2024": sheets_docx}
    for stem, draw in drawers.items():
        plan = yaml.safe_load((FOLDER / "plans" / f"{stem}.yaml").read_text(encoding="utf-8"))
        kind = "pdf" if draw is goal_tables_pdf else "docx"
        (FOLDER / f"handlingsplan-{plan['slug']}.{kind}").write_bytes(draw(plan))


def rows_of(area: Plan) -> list[tuple[str, ...]]:
    """The goal table's rows: goals, activities with times, indicators, side by side from the top."""
    activities = [str(text) for text, _ in area["activities"]]
    times = [str(time) for _, time in area["activities"]]
    return list(zip_longest(area["long"], area["short"], activities, times, area["indicators"], fillvalue=""))


def by_group(plan: Plan) -> list[tuple[int, str, list[Plan]]]:
    """Areas under their focus area."""
    groups: dict[str, list[Plan]] = {}
    for area in plan["areas"]:
        groups.setdefault(area["group"], []).append(area)
    return [(number, title, areas) for number, (title, areas) in enumerate(groups.items(), start=1)]


def focus_text(plan: Plan, area: Plan) -> str:
    """ "1. Förebyggande …; 4. Utsatta grupper"."""
    titles = {focus["number"]: focus["title"] for focus in plan["focus_areas"]}
    return "; ".join(f"{number}. {titles[number]}" for number in area["focus"])


# Word


def new_document(plan: Plan, colour: str, *, lying: bool) -> Any:
    """A Word file in the county's dress: its own colour, its own running head and foot."""
    document = docx.Document()
    section = document.sections[0]
    if lying:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if lying else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = f"Region Exempel och kommunerna i Exempellän\t\t{NOTICE}"
    section.footer.paragraphs[0].text = plan["title"]
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name = "Georgia"
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))
        style.font.color.rgb = RGBColor.from_string(colour)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.language = plan["title"], "Region Exempel", "sv-SE"
    properties.created = properties.modified = datetime(plan["year"], 2, 1, 12)  # noqa: DTZ001 (Word has no zones)
    document.add_paragraph(plan["title"], style="Title")
    document.add_paragraph(plan["subtitle"], style="Subtitle")
    document.add_paragraph(NOTICE).runs[0].bold = True
    return document


def fill(cell: Any, texts: list[str], *, bold: bool = False, bullets: bool = False) -> None:
    """Texts in a cell, one paragraph each."""
    for place, text in enumerate(texts or [""]):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if bullets and len(texts) > 1:
            paragraph.style = "List Bullet"
        run = paragraph.add_run(text)
        run.bold = bold
        run.font.size = Pt(9.5)


def shade(cell: Any, colour: str) -> None:
    """A coloured ground."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def add_table(document: Any, header: tuple[str, ...], rows: list[list[list[str]]], colour: str) -> None:
    """A boxed table with a coloured header row that repeats."""
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        fill(cell, [text], bold=True)
        shade(cell, colour)
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in rows:
        for cell, texts in zip(table.add_row().cells, row, strict=True):
            fill(cell, texts, bullets=True)


def add_labels(document: Any, pairs: list[tuple[str, list[str]]], colour: str) -> None:
    """A table of label and text."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(4), Cm(13)
    for label, texts in pairs:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(4), Cm(13)
        fill(cells[0], [label], bold=True)
        shade(cells[0], colour)
        fill(cells[1], texts)


def opening(document: Any, plan: Plan) -> None:
    """The chapters before the areas."""
    for chapter in plan["intro"]:
        document.add_heading(chapter["heading"], 1)
        for text in chapter["text"]:
            document.add_paragraph(text)
    for title, texts in (
        ("Vision", plan["overall_goals"]),
        ("Målbilder", [f"{image['number']}. {image['title']}" for image in plan["target_images"]]),
        ("Fokusområden", [f"{focus['number']}. {focus['title']}" for focus in plan["focus_areas"]]),
    ):
        if texts:
            document.add_heading(title, 1)
            for text in texts:
                document.add_paragraph(text)
    if plan["perspectives"]:
        document.add_heading("Perspektiv", 1)
        for text in plan["perspectives"]:
            document.add_paragraph(text, style="List Bullet")


def goal_tables_docx(plan: Plan) -> bytes:
    """Goal tables in Word, on paper that lies down."""
    colour = "D9E2F3"
    document = new_document(plan, "1F3864", lying=True)
    opening(document, plan)
    for number, title, areas in by_group(plan):
        document.add_heading(f"{number} {title}", 1)
        for area in areas:
            document.add_heading(f"{area['number']} {area['title']}", 2)
            document.add_paragraph(area["background"])
            document.add_paragraph(f"Behov identifierat av: {area['identified_by']} {area['identified_year']}")
            document.add_paragraph(f"Fokusområde: {focus_text(plan, area)}")
            add_table(document, GOAL_HEADER, [[[text] for text in row] for row in rows_of(area)], colour)
            for year, said in area.get("followup", {}).items():
                document.add_heading(f"Uppföljning {year}", 3)
                for label, text in said.items():
                    document.add_paragraph(label).runs[0].bold = True
                    document.add_paragraph(text)
    return packed(document)


def sheets_docx(plan: Plan) -> bytes:
    """Development-area sheets in Word: one page or so per area."""
    colour = "E2EFD9"
    year = plan["year"]
    document = new_document(plan, "385623", lying=False)
    opening(document, plan)
    for number, title, areas in by_group(plan):
        document.add_heading(f"{number} {title}", 1)
        for area in areas:
            document.add_heading(f"{area['number']} {area['title']}", 2)
            add_labels(document, sheet_top(plan, area), colour)
            document.add_paragraph()
            add_table(
                document,
                (f"Aktiviteter {year}", "Tidsplan"),
                [[[str(text)], [str(time)]] for text, time in area["activities"]],
                colour,
            )
            document.add_paragraph()
            columns = [(f"Genomfört {y}", texts) for y, texts in area.get("done", {}).items()]
            columns += [(f"Planerade aktiviteter {y}", texts) for y, texts in area.get("next", {}).items()]
            add_table(document, tuple(name for name, _ in columns), [[texts for _, texts in columns]], colour)
            document.add_paragraph()
            add_labels(document, sheet_foot(area), colour)
    funds(document, plan, colour)
    return packed(document)


def sheet_top(plan: Plan, area: Plan) -> list[tuple[str, list[str]]]:
    """The upper labels of a sheet."""
    goals = [f"L: {text}" for text in area["long"]] + [f"K: {text}" for text in area["short"]]
    return [
        ("Fokusområde", [focus_text(plan, area)]),
        ("Behov identifierat av", [f"{area['identified_by']} {area['identified_year']}"]),
        ("Nuläge", [area["background"]]),
        ("Måluppfyllelse", [area["status"]]),
        ("Utvecklingsbehov", [area["needs"]]),
        ("Mål", goals),
    ]


def sheet_foot(area: Plan) -> list[tuple[str, list[str]]]:
    """The lower labels of a sheet. An area that lacks something shows it: the row is there, and empty."""
    pairs = [("Ansvarig", area["responsible"]), ("Indikatorer", area["indicators"])]
    for year, (low, high) in area["cost"].items():
        amount = kronor(low) if low == high else f"{kronor(low)}–{kronor(high)}"
        pairs.append((f"Kostnadsberäkning {year}", [f"{amount} kr"]))
    return pairs


def kronor(amount: str) -> str:
    """ "1500000" as "1 500 000"."""
    return f"{int(amount):,}".replace(",", " ")


def funds(document: Any, plan: Plan, colour: str) -> None:
    """The money."""
    document.add_heading("Länsgemensamma medel", 1)
    rows = [[[fund["name"]], [str(fund["year"])], [f"{kronor(fund['amount'])} kr"]] for fund in plan["funds"]]
    add_table(document, ("Ändamål", "År", "Belopp"), rows, colour)


def packed(document: Any) -> bytes:
    """The file with one fixed date on all of its parts, so that the same texts give the same bytes."""
    first = io.BytesIO()
    document.save(first)
    first.seek(0)
    again = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(info.filename))
    return again.getvalue()


# PDF

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13.5, spaceAfter=8)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9, leading=11.5, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=SMALL, fontName="Helvetica-Bold", spaceBefore=3, spaceAfter=3)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Helvetica-Bold", fontSize=24, leading=29, spaceAfter=8)
H1 = ParagraphStyle("h1", parent=BODY, fontName="Helvetica-Bold", fontSize=16, leading=20, spaceBefore=14, spaceAfter=6)
H2 = ParagraphStyle("h2", parent=H1, fontSize=12.5, leading=16, spaceBefore=10)
H3 = ParagraphStyle("h3", parent=H1, fontSize=10.5, leading=14, spaceBefore=8, spaceAfter=3)
RULED = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#8a8a8a")),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#fbe4d5")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)

RULED_LABELS = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#8a8a8a")),
        ("BACKGROUND", (0, 0), (0, -1), colors.HexColor("#f2f2f2")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def set_text(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph with its text set as text."""
    return Paragraph(escape(text), style)


def goal_tables_pdf(plan: Plan) -> bytes:
    """Goal tables in PDF, ruled, over pages, with running head and foot."""
    buffer = io.BytesIO()
    paper = landscape(A4)

    def running(canvas: Any, template: Any) -> None:
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(20 * mm, paper[1] - 12 * mm, plan["title"])
        canvas.drawRightString(paper[0] - 20 * mm, paper[1] - 12 * mm, NOTICE)
        canvas.drawRightString(paper[0] - 20 * mm, 10 * mm, f"Sida {template.page}")

    template = BaseDocTemplate(
        buffer, pagesize=paper, title=plan["title"], author="Region Exempel", lang="sv-SE", invariant=1
    )
    frame = Frame(20 * mm, 16 * mm, paper[0] - 40 * mm, paper[1] - 36 * mm, leftPadding=0, rightPadding=0)
    template.addPageTemplates([PageTemplate(frames=[frame], onPage=running)])
    story: list[Any] = [set_text(plan["title"], TITLE), set_text(plan["subtitle"], BODY), set_text(NOTICE, HEAD)]
    for chapter in plan["intro"]:
        story.append(set_text(chapter["heading"], H1))
        story += [set_text(text, BODY) for text in chapter["text"]]
    story.append(set_text("Fokusområden", H1))
    story += [set_text(f"{focus['number']}. {focus['title']}", BODY) for focus in plan["focus_areas"]]
    for number, title, areas in by_group(plan):
        story.append(set_text(f"{number} {title}", H1))
        for area in areas:
            story += area_story(plan, area)
    template.build(story)
    return buffer.getvalue()


def area_story(plan: Plan, area: Plan) -> list[Any]:
    """One area of the PDF."""
    widths = [51 * mm, 51 * mm, 70 * mm, 32 * mm, 53 * mm]
    rows = [[set_text(text, HEAD) for text in GOAL_HEADER]]
    rows += [[set_text(text, SMALL) for text in row] for row in rows_of(area)]
    labels = [
        [set_text(label, HEAD), set_text(text, SMALL)]
        for label, text in (
            ("Behov identifierat av", f"{area['identified_by']} {area['identified_year']}"),
            ("Fokusområde", focus_text(plan, area)),
        )
    ]
    story: list[Any] = [
        set_text(f"{area['number']} {area['title']}", H2),
        set_text(area["background"], BODY),
        Table(labels, [45 * mm, 212 * mm], style=RULED_LABELS),
        Spacer(1, 3 * mm),
        Table(rows, widths, repeatRows=1, style=RULED),
        Spacer(1, 3 * mm),
    ]
    for year, said in area.get("followup", {}).items():
        story.append(set_text(f"Uppföljning {year}", H3))
        for label, text in said.items():
            story += [set_text(label, HEAD), set_text(text, BODY)]
    return story


if __name__ == "__main__":
    main()
