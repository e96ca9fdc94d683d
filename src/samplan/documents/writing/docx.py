"""Writes Word: real styles, lists and headings, marked header rows that repeat, a contents list, no empty paragraphs.

The XML is made directly: a plan with 400 activities takes a fraction of a second, and the same document always
gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from samplan.documents.blocks import Block, Cell, Document, Heading, ListItem, Note, Paragraph, Picture, Table
from samplan.documents.writing import wordparts as parts
from samplan.documents.writing.cleaning import xml
from samplan.documents.writing.finish import Finish
from samplan.documents.writing.measures import (
    column_shares,
    fact_shares,
    has_caption,
    header_rows,
    is_facts,
    lies_down,
    quoted_columns,
)
from samplan.documents.writing.pdf import drawn

_SHORT, _LONG = 11906, 16838
_MARGIN_SIDE, _MARGIN_TOP = 1247, 1361
_DOTS = 1800
"""How many dots wide a drawing is, in Word: about 280 to the inch on standing paper."""
_KEPT = 8
"""So many rows of facts are kept on one page."""
_MEASURE = 9412
"""Running text is never wider than the text of standing paper, also where the paper lies down."""


class _Body:
    """The body as it grows: what it has said, which numbered lists it has begun, which bookmarks it has set."""

    def __init__(self, width: int, finish: Finish) -> None:
        self.width = width
        self.finish = finish
        self.breaks = bool(finish.contents)
        self.out: list[str] = []
        self.starts: list[int] = []
        self.marks: list[tuple[str, str, int]] = []
        self.level = 0
        self.tables = 0
        self.italic: set[int] = set()
        self.pictures: list[Picture] = []

    def block(self, block: Block, after: Block | None) -> None:
        """Says one block; after is the block before it, for lists that go on."""
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, ListItem):
            self.item(block, after)
        elif isinstance(block, Table):
            self.table(block, after)
        elif isinstance(block, Picture):
            self.pictures.append(block)
            self.out.append(parts.picture(block, len(self.pictures), self.width))
        elif isinstance(block, Note):
            self.out.append(_paragraph("NoteText", f"{block.mark} {block.text}".strip()))
        elif block.runs and block.text.strip():
            self.out.append(_run_paragraph(block.runs))
        elif block.text.strip():
            self.out.append(_paragraph("Strong1" if block.bold else "BodyText", block.text))

    def heading(self, heading: Heading) -> None:
        """A heading; no level is skipped on the way down, and the two upper ones get a bookmark for the contents."""
        self.level = min(max(heading.level, 1), self.level + 1, 4)
        text = heading.text.strip() or "–"
        if self.level > 2:
            self.out.append(_paragraph(f"Heading{self.level}", text))
            return
        number = len(self.marks)
        name = f"_Toc{100000 + number}"
        self.marks.append((name, text, self.level))
        inside = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{_run(text)}<w:bookmarkEnd w:id="{number}"/>'
        above = "<w:pageBreakBefore/>" if self.breaks and number == 0 else ""
        self.out.append(f'<w:p><w:pPr><w:pStyle w:val="Heading{self.level}"/>{above}</w:pPr>{inside}</w:p>')

    def item(self, item: ListItem, after: Block | None) -> None:
        """A list item. A numbered list that begins anew gets numbering of its own."""
        if item.ordered:
            begins = not (isinstance(after, ListItem) and after.ordered)
            self.out.append(_numbered("ListNumber", item.text, self.number_for(item, begins), item.level))
        else:
            self.out.append(_numbered("ListBullet", item.text, 1, item.level))

    def number_for(self, item: ListItem, begins: bool) -> int:
        """The numbering id of a numbered item, made when the list begins."""
        if begins or not self.starts:
            found = re.match(r"\d{1,6}", item.marker)
            self.starts.append(int(found.group()) if found else 1)
        return 9 + len(self.starts)

    def table(self, table: Table, after: Block | None) -> None:
        """A table with its caption; the small paragraph that Word needs between two tables is the caption's."""
        if not table.rows:
            return
        self.tables += 1
        facts = is_facts(table)
        if table.title and has_caption(table, after):
            self.out.append(_paragraph("Caption", table.title))
        elif isinstance(after, Table):
            self.out.append(
                '<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
            )
        self.out.append(self._table_xml(table, facts))

    def _table_xml(self, table: Table, facts: bool) -> str:
        width = min(self.width, _MEASURE) if facts else self.width
        shares = [0.27, 0.73] if facts else column_shares(table)
        widths = [round(share * width) for share in shares]
        top = header_rows(table)
        grid = table.grid()
        self.italic = {id(cell) for column in quoted_columns(table, self.finish.as_written) for cell in column}
        rows = "".join(self._row(grid, r, widths, top, facts) for r in range(len(grid)))
        title = xml(table.title or ("Uppgifter" if facts else "Tabell"))
        columns = ", ".join(cell.text for cell in table.rows[0]) if top else title
        columns_xml = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
        value = f"0{6 if top else 4}{8 if facts else 2 if top else 0}0"
        look = (
            f'<w:tblLook w:val="{value}" w:firstRow="{int(top > 0)}" w:lastRow="0" '
            f'w:firstColumn="{int(facts)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{title}"/>'
            f'<w:tblDescription w:val="{xml(columns)}"/></w:tblPr>'
            f"<w:tblGrid>{columns_xml}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, grid: list[list[Cell | None]], r: int, widths: list[int], top: int, facts: bool) -> str:
        out: list[str] = []
        c = 0
        while c < len(grid[r]):
            cell = grid[r][c]
            span = cell.column_span if cell else 1
            first = cell is not None and (r == 0 or grid[r - 1][c] is not cell)
            out.append(
                self._cell(
                    cell,
                    sum(widths[c : c + span]),
                    span,
                    first,
                    _style_of(cell, r < top, facts, r < min(len(grid), _KEPT) - 1),
                )
            )
            c += span
        long = any(cell and len(cell.text) > 1200 for cell in grid[r])
        head = "<w:tblHeader/>" if r < top else ""
        keep = "" if long else "<w:cantSplit/>"
        return f"<w:tr><w:trPr>{keep}{head}</w:trPr>{''.join(out)}</w:tr>"

    def _cell(self, cell: Cell | None, width: int, span: int, first: bool, style: str) -> str:
        merge = ""
        if cell is not None and cell.row_span > 1:
            merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        content = self._content(cell, style) if cell is not None and first else ""
        content = content or f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}</w:tcPr>{content}</w:tc>'

    def _content(self, cell: Cell, style: str) -> str:
        out: list[str] = []
        before: Paragraph | ListItem | None = None
        for part in cell.content:
            if isinstance(part, ListItem) and part.ordered:
                begins = not (isinstance(before, ListItem) and before.ordered)
                out.append(_numbered("TableText", part.text, self.number_for(part, begins), part.level))
            elif isinstance(part, ListItem):
                out.append(_numbered("TableBullet", part.text, 2, part.level))
            else:
                out.append(_paragraph(style, part.text, bold=part.bold, italic=id(cell) in self.italic))
            before = part
        return "".join(out)


def write_docx(document: Document, finish: Finish) -> bytes:
    """The document as a Word file."""
    landscape = lies_down(document.blocks) if finish.landscape is None else finish.landscape
    width = (_LONG if landscape else _SHORT) - 2 * _MARGIN_SIDE
    body = _Body(width, finish)
    after: Block | None = None
    for block in document.blocks:
        body.block(block, after)
        after = block
    body.out.extend(_paragraph("NoteText", line) for line in finish.colophon)
    if isinstance(after, Table) and not finish.colophon:
        body.out.append('<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>')
    front = "".join((*_masthead(finish, width), *_contents(finish, body.marks, width)))
    whole = f"{front}{''.join(body.out)}{_section(landscape)}"
    document_xml = f"{parts.HEAD}<w:document {parts.NS}><w:body>{whole}</w:body></w:document>"
    language = f"{finish.language}-{finish.region}"
    return _package(
        {
            "[Content_Types].xml": parts.content_types(pictures=bool(body.pictures)),
            "_rels/.rels": parts.ROOT_RELATIONS,
            "word/document.xml": document_xml,
            "word/_rels/document.xml.rels": parts.document_relations(len(body.pictures)),
            "word/styles.xml": parts.styles(language, max(width - _MEASURE, 0), _title_size(finish.title, width)),
            "word/numbering.xml": parts.numbering(body.starts),
            "word/settings.xml": parts.SETTINGS,
            "word/fontTable.xml": parts.FONT_TABLE,
            "word/header1.xml": _header(finish, width, finish.title),
            "word/header2.xml": _header(finish, width, ""),
            "word/footer1.xml": _footer(finish, width),
            "docProps/core.xml": _properties(finish, language),
            "docProps/app.xml": parts.APP,
            **{f"word/media/picture{n}.png": drawn(p, _DOTS) for n, p in enumerate(body.pictures, start=1)},
        },
        finish,
    )


def _title_size(title: str, width: int) -> float:
    """As large as fits on one line (a bold Arial letter is about 0.53 of its size wide), between 20 and 28 points."""
    return min(28.0, max(20.0, round(width / 20 / (0.53 * max(len(title), 1)) - 0.5)))


def _package(files: dict[str, str | bytes], finish: Finish) -> bytes:
    buffer = io.BytesIO()
    made = max(finish.created.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=made[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8") if isinstance(content, str) else content)
    return buffer.getvalue()


def _style_of(cell: Cell | None, head: bool, facts: bool, kept: bool) -> str:
    if head:
        return "TableHead"
    if facts and cell is not None and cell.header:
        return "TableLabelKept" if kept else "TableLabel"
    return "TableText"


def _run(text: str, bold: bool = False, italic: bool = False) -> str:
    properties = f"<w:rPr>{'<w:b/>' * bold}{'<w:i/>' * italic}</w:rPr>" if bold or italic else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{xml(text)}</w:t></w:r>'


def _paragraph(style: str, text: str, *, bold: bool = False, italic: bool = False) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text, bold, italic) if text else ""}</w:p>'


def _run_paragraph(runs: Iterable[tuple[str, str]]) -> str:
    """A paragraph in which new words are underlined and words that are gone struck through."""
    dress = {"ins": '<w:rPr><w:u w:val="single"/></w:rPr>', "del": "<w:rPr><w:strike/></w:rPr>"}
    told = "".join(
        f'<w:r>{dress.get(tag, "")}<w:t xml:space="preserve">{xml(text)}</w:t></w:r>' for tag, text in runs if text
    )
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{told}</w:p>'


def _numbered(style: str, text: str, number: int, level: int) -> str:
    place = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{place}</w:pPr>{_run(text)}</w:p>'


def _masthead(finish: Finish, width: int) -> Iterable[str]:
    if finish.kicker:
        yield _paragraph("Kicker", finish.kicker)
    yield _paragraph("Title", finish.title)
    if finish.lead:
        yield _paragraph("Subtitle", finish.lead)
    if finish.facts:
        yield _facts(finish.facts, width)
    if finish.notice:
        yield _paragraph("Notice", finish.notice)


def _facts(facts: tuple[tuple[str, str], ...], width: int) -> str:
    """The masthead's facts side by side under a strong rule, three or four to a row."""
    shares = fact_shares(facts, 4 if width > 10000 else 3)
    columns = [round(share * width) for share in shares]
    rows: list[str] = []
    for start in range(0, len(facts), len(columns)):
        told = [
            _paragraph("FactLabel", label) + _paragraph("FactValue", value)
            for label, value in facts[start : start + len(columns)]
        ]
        told += ["<w:p/>"] * (len(columns) - len(told))
        cells = [
            f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for column, content in zip(columns, told, strict=True)
        ]
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    borders = (
        f'<w:tblBorders><w:top w:val="single" w:sz="18" w:space="0" w:color="{parts.INK}"/>'
        '<w:insideH w:val="nil"/></w:tblBorders>'
    )
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{borders}'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="Uppgifter om utgåvan"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _contents(finish: Finish, marks: list[tuple[str, str, int]], width: int) -> Iterable[str]:
    """The contents list as links, filled in beforehand. Numbers come when somebody updates the field in Word.

    Nobody but Word knows on what page its lines fall, and asking it to count when the file is opened brings up a
    warning about fields that frightens readers; so none are claimed.
    """
    if not finish.contents or not marks:
        return
    yield _paragraph("TOCHeading", finish.contents)
    tab = f'<w:tabs><w:tab w:val="right" w:leader="none" w:pos="{min(width, _MEASURE)}"/></w:tabs>'
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z '
        '\\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for place, (name, text, level) in enumerate(marks):
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{_run(text)}</w:hyperlink>'
        opening = begin if place == 0 else ""
        closing = end if place == len(marks) - 1 else ""
        yield f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/>{tab}</w:pPr>{opening}{link}{closing}</w:p>'


def _section(landscape: bool) -> str:
    size = (
        f'<w:pgSz w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"/>'
        if landscape
        else f'<w:pgSz w:w="{_SHORT}" w:h="{_LONG}"/>'
    )
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="first" r:id="rId7"/>'
        '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId6"/>'
        f'{size}<w:pgMar w:top="{_MARGIN_TOP}" w:right="{_MARGIN_SIDE}" w:bottom="{_MARGIN_TOP}" '
        f'w:left="{_MARGIN_SIDE}" w:header="624" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _tabbed(style: str, left: str, right: str, width: int) -> str:
    tab = f'<w:tabs><w:tab w:val="clear" w:pos="4536"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>{left}<w:r><w:tab/></w:r>{right}</w:p>'


def _header(finish: Finish, width: int, left: str) -> str:
    stamp = (
        f'<w:r><w:rPr><w:b/><w:color w:val="{parts.WARM}"/></w:rPr><w:t>{xml(finish.stamp)}</w:t></w:r>'
        if finish.stamp
        else ""
    )
    return f"{parts.HEAD}<w:hdr {parts.NS}>{_tabbed('Header', _run(left) if left else '', stamp, width)}</w:hdr>"


def _footer(finish: Finish, width: int) -> str:
    page, of = finish.number_words
    count = f"{_run(page + ' ')}{_field('PAGE', '1')}{_run(f' {of} ')}{_field('NUMPAGES', '1')}"
    return f"{parts.HEAD}<w:ftr {parts.NS}>{_tabbed('Footer', _run(finish.running), count, width)}</w:ftr>"


def _properties(finish: Finish, language: str) -> str:
    made = finish.created.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{parts.HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml(finish.title)}</dc:title><dc:subject>{xml(finish.subject)}</dc:subject>"
        f"<dc:creator>{xml(finish.author)}</dc:creator><cp:keywords>{xml(', '.join(finish.keywords))}</cp:keywords>"
        f"<dc:language>{language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified></cp:coreProperties>'
    )
