"""A sheet of paper to write a Word document on by hand: thin over python-docx, with what Word users do to a page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SHAPE = 'fillcolor="#eeeeee" stroked="t" path="m0,0l21600,0,21600,21600,0,21600xe" coordsize="21600,21600"'
_BOX = (
    f'<w:r xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:shape style="width:{width}pt;height:{height}pt" {shape}>'
    "<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)

Text = str | Sequence[str]
"""A cell: one paragraph or several. Marks a paragraph may begin with: `**` bold, `* ` a bullet from the list
style; any other bullet is typed as it stands. `note^^` inside: what follows is a footnote."""


class Paper:
    """The document being written; every method adds to its end."""

    def __init__(
        self,
        *,
        font: str = "Calibri",
        size: float = 11,
        header: str = "",
        footer: str = "",
        numbers: bool = False,
        landscape: bool = False,
    ) -> None:
        self.out = docx.Document()
        self.out.styles["Normal"].font.name = font
        self.out.styles["Normal"].font.size = Pt(size)
        self.notes: list[str] = []
        section = self.out.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        if landscape:
            _turn(section)
        if header:
            section.header.paragraphs[0].text = header
        if footer:
            section.footer.paragraphs[0].text = footer
        if numbers:
            _field(section.footer.paragraphs[0] if not footer else section.footer.add_paragraph(), "PAGE")

    def title(self, *lines: str) -> None:
        """A cover: the first line in the title style, the others under it."""
        self.out.add_paragraph(lines[0], style="Title")
        for line in lines[1:]:
            self.out.add_paragraph(line, style="Subtitle")

    def h(self, text: str, level: int = 1) -> None:
        """A heading by the heading style."""
        self.out.add_heading(text, level)

    def fake(self, text: str, size: float = 14) -> None:
        """A heading by hand: a bold line of its own, larger."""
        run = self.out.add_paragraph().add_run(text)
        run.bold = True
        run.font.size = Pt(size)

    def p(self, *texts: str) -> None:
        for text in texts:
            self._fill(self.out.add_paragraph(), text)

    def lead(self, label: str, text: str) -> None:
        """A bold label and its text on the same line."""
        paragraph = self.out.add_paragraph()
        paragraph.add_run(label).bold = True
        self._fill(paragraph, " " + text)

    def bullets(self, *texts: str, mark: str = "") -> None:
        """A list: by the list style, or with a typed mark and a tab."""
        for text in texts:
            if mark:
                self._fill(self.out.add_paragraph(), f"{mark}\t{text}")
            else:
                self._fill(self.out.add_paragraph(style="List Bullet"), text)

    def numbered(self, *texts: str) -> None:
        for text in texts:
            self._fill(self.out.add_paragraph(style="List Number"), text)

    def empty(self, lines: int = 1) -> None:
        for _ in range(lines):
            self.out.add_paragraph()

    def page(self) -> None:
        self.out.add_page_break()

    def turn(self) -> None:
        """A new section with the page turned round."""
        _turn(self.out.add_section(WD_SECTION.NEW_PAGE))

    def contents(self, *lines: tuple[str, int]) -> None:
        """A table of contents as Word left it last: text, tab, page number."""
        for text, page in lines:
            self.out.add_paragraph(f"{text}\t{page}")

    def box(self, *texts: str, width: int = 400, height: int = 60) -> None:
        """A text box on a line of its own."""
        inner = "".join(f"<w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p>" for t in texts)
        self.out.add_paragraph()._p.append(
            parse_xml(_BOX.format(width=width, height=height, shape=_SHAPE, inner=inner))
        )

    def table(
        self,
        *rows: Sequence[Text],
        widths: Sequence[float] = (),
        merge: Sequence[tuple[int, int, int, int]] = (),
        header: int = 1,
        bold: bool = True,
        ruled: bool = True,
    ) -> None:
        """A table. merge: (row, column, last row, last column). header: how many rows repeat on each page."""
        made = self.out.add_table(rows=len(rows), cols=len(rows[0]))
        if ruled:
            made.style = "Table Grid"
        covered = {
            (r, c): (r0, c0)
            for r0, c0, r1, c1 in merge
            for r in range(r0, r1 + 1)
            for c in range(c0, c1 + 1)
            if (r, c) != (r0, c0)
        }
        for r0, c0, r1, c1 in merge:
            made.cell(r0, c0).merge(made.cell(r1, c1))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if (r, c) not in covered:
                    self._cell(made.cell(r, c), text, bold and r < header)
        made.autofit = not widths
        for column, width in enumerate(widths):
            made.columns[column].width = Cm(width)
            for cell in made.columns[column].cells:
                cell.width = Cm(width)
        for r in range(header):
            mark = OxmlElement("w:tblHeader")
            made.rows[r]._tr.get_or_add_trPr().append(mark)
        self.out.add_paragraph()

    def _cell(self, place: Any, text: Text, bold: bool) -> None:
        for n, one in enumerate([text] if isinstance(text, str) else text):
            paragraph = place.paragraphs[0] if n == 0 else place.add_paragraph()
            if one.startswith("* "):
                paragraph.style = "List Bullet"
                one = one[2:]
            self._fill(paragraph, f"**{one}" if bold and one else one)

    def _fill(self, paragraph: Any, text: str) -> None:
        text, _, note = text.partition("^^")
        run = paragraph.add_run(text.removeprefix("**"))
        run.bold = text.startswith("**") or None
        if note:
            self.notes.append(note)
            mark = parse_xml(
                f'<w:r xmlns:w="{_W}"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
            )
            paragraph._p.append(mark)

    def save(self, path: Path) -> None:
        if self.notes:
            self.out.part.relate_to(_footnotes(self.notes, self.out.part.package), RELATIONSHIP_TYPE.FOOTNOTES)
        self.out.save(str(path))


def _footnotes(notes: Sequence[str], package: Any) -> Part:
    fixed = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    own = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for n, text in enumerate(notes, 1)
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">{fixed}{own}</w:footnotes>'
    )
    return Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), package)


def _turn(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)


def _field(paragraph: Any, name: str) -> None:
    for kind, text in (("begin", None), (None, name), ("end", None)):
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = text
        paragraph.add_run()._r.append(node)


def texts(path: Path) -> list[str]:
    """Every text of a written .docx once: body, boxes, footnotes, headers and footers (a reading of the raw XML)."""
    out: list[str] = []
    with zipfile.ZipFile(path) as parcel:
        for name in parcel.namelist():
            if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", name):
                root = ElementTree.fromstring(parcel.read(name))  # noqa: S314 - a file of our own
                for paragraph in root.iter(f"{{{_W}}}p"):
                    out.append("".join(_runs(paragraph)))
    return [t for t in out if t.strip()]


def _runs(node: Any) -> list[str]:
    """The texts of one paragraph, not those of a paragraph inside it (a text box)."""
    out: list[str] = []
    for child in node:
        if child.tag == f"{{{_W}}}t":
            out.append(child.text or "")
        elif child.tag in (f"{{{_W}}}tab", f"{{{_W}}}br"):
            out.append(" ")
        elif child.tag != f"{{{_W}}}p":
            out += _runs(child)
    return out
