"""Glyphs of a page with their boxes and fonts, read in bulk from PDFium and turned upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samplan.documents.pdf.tags import Tag, TagTree

BOLD_NAMES = ("bold", "black", "heavy", "demi", "semibold")
UNKNOWN = "\ufffd"
SYMBOL_NAMES = ("symbol", "wingding", "dingbat", "opens", "webding", "marlett")


@dataclass(frozen=True, slots=True)
class Font:
    """How a run of glyphs is set: size in points as shown, turn in quarter turns (0 is upright)."""

    name: str
    size: float
    bold: bool
    symbol: bool
    turn: int


@dataclass(slots=True)
class Glyph:
    """One character and its advance box. y grows downwards; base is the base line."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    font: Font
    run: int
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """How page coordinates become upright ones. turn: quarter turns, against the clock, that the text is set in."""

    turn: int
    left: float
    bottom: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page (y upwards) in upright coordinates (y downwards from the top)."""
        x, y = x - self.left, y - self.bottom
        if self.turn == 1:
            return y, x
        if self.turn == 2:
            return self.width - x, y
        if self.turn == 3:
            return self.height - y, self.width - x
        return x, self.height - y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown upright."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """An upright box (left, top, right, bottom) of two corners."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@dataclass(slots=True)
class _RawGlyph:
    char: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    style: tuple[str, float, bool, bool, int]
    run: int
    mark: int = -1


@lru_cache(maxsize=512)
def _looks(name: str, weight: int, flags: int) -> tuple[bool, bool]:
    """Whether a font is bold and whether it holds symbols, by name, weight and flags."""
    low = name.lower()
    bold = any(part in low for part in BOLD_NAMES) or (weight >= 600 and weight != 0) or bool(flags & 0x40000)
    return bold, any(part in low for part in SYMBOL_NAMES)


def _font_name(font: object) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


class _Styles:
    """Remembers the style of each text object, so that it is asked for once and not once per glyph."""

    def __init__(self, text_page: object) -> None:
        self.text_page = text_page
        self.fonts: dict[int, tuple[str, bool, bool]] = {}
        self.matrix = raw.FS_MATRIX()

    def style(self, index: int, text_object: object) -> tuple[str, float, bool, bool, int]:
        """Name, size, bold, symbol and turn of the glyph's text object."""
        font = raw.FPDFTextObj_GetFont(text_object)
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self.fonts:
            name = _font_name(font) if font else ""
            weight = raw.FPDFFont_GetWeight(font) if font else 0
            self.fonts[address] = (name, *_looks(name, weight, raw.FPDFFont_GetFlags(font) if font else 0))
        name, bold, symbol = self.fonts[address]
        raw.FPDFText_GetMatrix(self.text_page, index, self.matrix)
        m = self.matrix
        size = raw.FPDFText_GetFontSize(self.text_page, index) * (math.hypot(m.c, m.d) or 1.0)
        turn = round(math.atan2(m.b, m.a) / (math.pi / 2)) % 4
        return name, round(abs(size), 2), bold, symbol, turn


def _raw_glyphs(text_page: object) -> list[_RawGlyph]:
    """All glyphs in the order of the content, without the ones that PDFium makes up."""
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles = _Styles(text_page)
    found: list[_RawGlyph] = []
    last, style, mark = 0, ("", 0.0, False, False, 0), -1
    for i in range(raw.FPDFText_CountChars(text_page)):
        text_object = raw.FPDFText_GetTextObject(text_page, i)
        code = raw.FPDFText_GetUnicode(text_page, i)
        if not text_object or code in (10, 13):
            continue
        address = ctypes.addressof(text_object.contents)
        if address != last:
            last, style = address, styles.style(i, text_object)
            mark = raw.FPDFPageObj_GetMarkedContentID(text_object)
        raw.FPDFText_GetLooseCharBox(text_page, i, rect)
        raw.FPDFText_GetCharOrigin(text_page, i, x, y)
        char = "-" if code == 2 else chr(code)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        found.append(_RawGlyph(char, box, (x.value, y.value), style, address, mark))
    return _whole_characters(_with_unknown(found))


def _with_unknown(glyphs: list[_RawGlyph]) -> list[_RawGlyph]:
    """Glyphs that the font gives no character for: one that stands alone is some bullet or sign, the rest are dropped.

    Word and typst write bullets of symbol fonts so.
    """
    if not any(g.char == "\0" for g in glyphs):
        return glyphs
    kept: list[_RawGlyph] = []
    for before, glyph, after in zip([None, *glyphs], glyphs, [*glyphs[1:], None], strict=False):
        if glyph.char != "\0":
            kept.append(glyph)
        elif _apart(before, glyph) and _apart(glyph, after) and glyph.box[2] - glyph.box[0] > 0.5:
            glyph.char = UNKNOWN
            kept.append(glyph)
    return kept


def _apart(left: _RawGlyph | None, right: _RawGlyph | None) -> bool:
    """A blank, another line or nothing lies between two glyphs."""
    if left is None or right is None or left.char.isspace() or right.char.isspace():
        return True
    size = max(left.style[1], right.style[1])
    return abs(left.origin[1] - right.origin[1]) > 0.3 * size or right.box[0] - left.box[2] > 0.3 * size


def _whole_characters(glyphs: list[_RawGlyph]) -> list[_RawGlyph]:
    """Joins the two halves of characters beyond the basic plane; drops halves that stand alone."""
    if not any("\ud800" <= g.char <= "\udfff" for g in glyphs):
        return glyphs
    whole: list[_RawGlyph] = []
    for glyph in glyphs:
        if "\udc00" <= glyph.char <= "\udfff" and whole and "\ud800" <= whole[-1].char <= "\udbff":
            pair = whole[-1].char + glyph.char
            whole[-1].char = pair.encode("utf-16", "surrogatepass").decode("utf-16")
        else:
            whole.append(glyph)
    return [g for g in whole if not "\ud800" <= g.char <= "\udfff"]


def _turn(glyphs: list[_RawGlyph], rotation: int) -> int:
    """The direction of most of the text; the page's own rotation where there is none."""
    turns = Counter(g.style[4] for g in glyphs if not g.char.isspace())
    return turns.most_common(1)[0][0] if turns else (rotation // 90) % 4


def page_glyphs(page: pdfium.PdfPage, tree: TagTree) -> tuple[list[Glyph], Frame]:
    """Glyphs of a page, upright, and the frame that turned them. Raises PdfiumError for a damaged page.

    tree: what the pages before told of the document's structure.
    """
    text_page = page.get_textpage()
    try:
        found = _raw_glyphs(text_page)
    finally:
        text_page.close()
    tags = tree.of_page(page) if any(g.mark >= 0 for g in found) else {}
    left, bottom, right, top = page.get_mediabox()
    frame = Frame(_turn(found, page.get_rotation()), left, bottom, right - left, top - bottom)
    glyphs: list[Glyph] = []
    made: dict[tuple[str, float, bool, bool, int], Font] = {}
    for g in found:
        font = made.get(g.style)
        if font is None:
            name, size, bold, symbol, turn = g.style
            font = made[g.style] = Font(name, size, bold, symbol, (turn - frame.turn) % 4)
        x0, box_top, x1, box_bottom = frame.box(*g.box)
        origin = frame.point(*g.origin)
        glyphs.append(Glyph(g.char, x0, box_top, x1, box_bottom, origin[1], font, g.run, tags.get(g.mark)))
    return glyphs, frame
