"""The fixed parts of a Word file: styles, numbering, settings, and the small files that tie a package together.

Arial carries everything: it lies on every county machine, and where it does not its twin of the same widths does
(Liberation Sans). Rank comes from size, weight and place; lines carry meaning; there are no boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from samplan.documents.blocks import Picture
from samplan.documents.writing.cleaning import xml

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Arial"
INK, SOFT, HAIR, WARM = "1A1D1A", "545A53", "B9B6AA", "A1441A"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style. Sizes in points, spaces in twentieths of a point. border: (side, eighths, colour)."""

    id: str
    name: str
    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: int = 0
    after: int = 120
    line: int = 276
    based: str = "Normal"
    next: str = ""
    outline: int | None = None
    keep_next: bool = False
    border: tuple[str, int, str] | None = None
    left: int = 0
    extra: str = ""


STYLES = (
    Style(
        "Heading1",
        "heading 1",
        19,
        True,
        before=560,
        after=200,
        line=240,
        next="BodyText",
        outline=0,
        keep_next=True,
        border=("top", 18, INK),
    ),
    Style(
        "Heading2",
        "heading 2",
        14.5,
        True,
        before=440,
        after=140,
        line=240,
        next="BodyText",
        outline=1,
        keep_next=True,
        border=("top", 8, INK),
    ),
    Style(
        "Heading3", "heading 3", 11.5, True, before=280, after=80, line=252, next="BodyText", outline=2, keep_next=True
    ),
    Style(
        "Heading4",
        "heading 4",
        10.5,
        True,
        SOFT,
        before=200,
        after=60,
        line=252,
        next="BodyText",
        outline=3,
        keep_next=True,
    ),
    Style("Title", "Title", 28, True, before=0, after=160, line=240, next="Subtitle"),
    Style("Subtitle", "Subtitle", 13, before=0, after=360, line=276),
    Style("Kicker", "Överrad", 11, colour=SOFT, before=0, after=100),
    Style("Notice", "Upplysning", 10.5, True, WARM, before=160, after=240, border=("left", 18, WARM), left=170),
    Style("Caption", "caption", 10, True, before=240, after=80, keep_next=True, line=252),
    Style("TOCHeading", "TOC Heading", 14.5, True, before=360, after=160, line=240),
    Style("TOC1", "toc 1", 10.5, True, before=140, after=40, line=252),
    Style("TOC2", "toc 2", 10.5, before=0, after=40, line=252, left=340),
    Style("BodyText", "Body Text", 10.5, after=140),
    Style("Strong1", "Inledande rad", 10.5, True, before=160, after=60, keep_next=True),
    Style("ListBullet", "List Bullet", 10.5, after=70, extra='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    Style("ListNumber", "List Number", 10.5, after=70),
    Style("TableText", "Tabelltext", 9.5, after=50, line=252),
    Style("TableHead", "Tabellrubrik", 9, True, SOFT, after=40, line=240, keep_next=True),
    Style("TableLabel", "Tabelletikett", 9.5, False, SOFT, after=50, line=252),
    Style("TableLabelKept", "Tabelletikett hållen", 9.5, False, SOFT, after=50, line=252, keep_next=True),
    Style("TableBullet", "Tabellista", 9.5, after=50, line=252, extra='<w:numPr><w:numId w:val="2"/></w:numPr>'),
    Style("FactLabel", "Faktaetikett", 9, False, SOFT, after=20, line=240, keep_next=True),
    Style("FactValue", "Faktavärde", 10.5, False, after=40, line=252),
    Style("NoteText", "Anmärkning", 9, False, SOFT, after=100, border=("left", 6, HAIR), left=140, line=252),
    Style("Header", "header", 9, False, SOFT, after=0, line=240),
    Style("Footer", "footer", 9, False, SOFT, after=0, line=240, border=("top", 4, HAIR)),
)


def _half_points(size: float) -> int:
    return round(size * 2)


_MEASURED = {"BodyText", "ListBullet", "ListNumber", "Notice", "Subtitle", "NoteText", "Strong1"}


def _indent(style: Style, right: int) -> str:
    sides = f' w:left="{style.left}"' if style.left else ""
    sides += f' w:right="{right}"' if right and style.id in _MEASURED else ""
    return f"<w:ind{sides}/>" if sides else ""


def _style(style: Style, right: int) -> str:
    border = ""
    if style.border:
        side, width, colour = style.border
        space = 8 if side == "left" else 6
        border = f'<w:pBdr><w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/></w:pBdr>'
    indent = _indent(style, right)
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    hyphens = "<w:suppressAutoHyphens/>" if style.outline is not None or style.id in {"Title", "TableHead"} else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    custom = "" if style.name[0].islower() or style.name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"{custom}><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{keep}{style.extra}{border}{hyphens}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="auto"/>'
        f"{indent}{outline}</w:pPr>"
        f'<w:rPr>{"<w:b/>" if style.bold else ""}<w:color w:val="{style.colour}"/>'
        f'<w:sz w:val="{_half_points(style.size)}"/><w:szCs w:val="{_half_points(style.size)}"/></w:rPr></w:style>'
    )


_BUILT_IN = {"Title", "Subtitle", "TOC Heading", "Body Text", "List Bullet", "List Number"}


def styles(language: str, right: int, title_size: float) -> str:
    """word/styles.xml, with the document's language on every run; right: how far running text keeps from the edge."""
    chosen = [replace(style, size=title_size) if style.id == "Title" else style for style in STYLES]
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/><w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    fixed = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plantabell"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        "</w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    )
    return f"{HEAD}<w:styles {NS}>{defaults}{fixed}{''.join(_style(style, right) for style in chosen)}</w:styles>"


def _level(level: int, kind: str, text: str, step: int) -> str:
    left = step * (level + 1)
    colour = f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr>' if kind == "bullet" else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{step}"/></w:pPr>{colour}</w:lvl>'
    )


def numbering(starts: list[int]) -> str:
    """word/numbering.xml: bullets (1), bullets in tables (2), and from 10 on one numbered list per entry of starts."""
    bullets = "".join(_level(n, "bullet", "•" if n % 2 == 0 else "–", 340) for n in range(9))
    narrow = "".join(_level(n, "bullet", "•", 200) for n in range(9))
    ordered = "".join(_level(n, "decimal" if n == 0 else "lowerLetter", f"%{n + 1}.", 400) for n in range(9))
    kinds = (bullets, narrow, ordered)
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        for n, levels in enumerate(kinds)
    )
    fixed = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2))
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for n, start in enumerate(starts, start=10)
    )
    return f"{HEAD}<w:numbering {NS}>{abstract}{fixed}{lists}</w:numbering>"


SETTINGS = (
    f'{HEAD}<w:settings {NS}><w:zoom w:percent="100"/><w:autoHyphenation w:val="true"/>'
    '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/><w:doNotHyphenateCaps/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)

FONT_TABLE = (
    f'{HEAD}<w:fonts {NS}><w:font w:name="{FONT}"><w:altName w:val="Liberation Sans"/>'
    '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable", "header", "footer")

_CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}{"1" if part in {"header", "footer"} else ""}.xml" '
        f'ContentType="{_WORD}.{part}+xml"/>'
        for part in _PARTS
    )
    + f'<Override PartName="/word/header2.xml" ContentType="{_WORD}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
)

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ROOT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_REL}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)

_DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("header", "header1.xml"),
                ("footer", "footer1.xml"),
                ("header", "header2.xml"),
            ),
            start=1,
        )
    )
    + "</Relationships>"
)


def content_types(*, pictures: bool) -> str:
    """What the parts of the package are."""
    png = '<Default Extension="png" ContentType="image/png"/>' if pictures else ""
    return _CONTENT_TYPES.replace('<Default Extension="xml"', f'{png}<Default Extension="xml"')


def document_relations(pictures: int) -> str:
    """What the body points at: the fixed parts, and so many pictures."""
    drawn = "".join(
        f'<Relationship Id="rIdPicture{n}" Type="{_REL}/image" Target="media/picture{n}.png"/>'
        for n in range(1, pictures + 1)
    )
    return _DOCUMENT_RELATIONS.replace("</Relationships>", f"{drawn}</Relationships>")


_EMU = 635
"""English metric units in a twentieth of a point."""
_HIGHEST = 7900
"""Of a picture, in twentieths of a point: lower than a page that lies down, and room for the heading."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def picture(block: Picture, number: int, width: int) -> str:
    """A paragraph with a picture, as wide as the text (twentieths of a point) or as high as a page allows."""
    high = _HIGHEST if width > 10000 else 11600
    wide = min(width, 13000, round(high * block.width / block.height))
    across, down = wide * _EMU, round(wide * _EMU * block.height / block.width)
    said = f'id="{number}" name="Bild {number}" descr="{xml(block.text)}"'
    return (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {said}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Samplan</Application></Properties>"
)
