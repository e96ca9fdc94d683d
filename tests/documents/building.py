"""Builds documents for the tests of the readers, from libraries and from raw parts."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping

import docx

from samplan.documents import Document
from samplan.documents.folding import words

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw_docx(
    body: str, *, related: Mapping[str, tuple[str, str]] | None = None, extra: Mapping[str, str] | None = None
) -> bytes:
    """A Word file of raw XML. related: part name -> (kind of relation, the part's XML)."""
    related = related or {}
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{KIND}/{kind}" Target="{name}"/>'
        for index, (name, (kind, _)) in enumerate(related.items(), start=1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    parts |= {f"word/{name}": xml for name, (_, xml) in related.items()}
    return packed(parts | dict(extra or {}))


def raw_xlsx(sheet: str) -> bytes:
    """An Excel file of one sheet of raw XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{KIND}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            f'<Relationship Id="r1" Type="{KIND}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    }
    return packed(parts)


def kept_of(texts: Iterable[str]) -> Counter[str]:
    """Every word of these texts with how often it stands there."""
    return Counter(word for text in texts for word in words(text))


def root(name: str, inner: str) -> str:
    """A root element of Word's namespace."""
    return f"<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def p(text: str, *, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def saved(document: object) -> bytes:
    """The bytes of a python-docx or openpyxl document."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def plan_docx(areas: int) -> bytes:
    """A plan of so many areas, each a heading, text, a list and a table of six rows and five columns."""
    document = docx.Document()
    for area in range(areas):
        document.add_heading(f"{area + 1}. Område nummer {area}", 1)
        for part in range(6):
            document.add_paragraph(f"Stycke {part} om hur länets verksamheter arbetar tillsammans. " * 6)
        for item in range(4):
            document.add_paragraph(f"punkt {item} om samverkan", style="List Bullet")
        table = document.add_table(6, 5)
        for row in table.rows:
            for at, cell in enumerate(row.cells):
                cell.text = f"cell {at} i område {area} med några ord till"
    return saved(document)


def kept(document: Document) -> Counter[str]:
    """Every word of a document with how often it stands there."""
    return Counter(word for text, _ in document.texts() for word in words(text))


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
