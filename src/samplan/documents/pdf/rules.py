"""The ruling lines of a page: strokes, thin bars and edges of shaded boxes, as horizontal and vertical edges."""

from __future__ import annotations

import ctypes
import itertools
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samplan.documents.pdf.glyphs import Frame

THIN = 2.6
"""Points: a filled bar thinner than this is a line."""
MAX_PARTS = 60_000
"""Drawn parts looked at on a page; beyond this it is a drawing, not a table."""
MAX_NESTING = 6

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line at `at`, from `start` to `end`: y and x0..x1 when horizontal, x and top..bottom when vertical.

    drawn: a stroke or bar; otherwise only the edge of a shaded box.
    """

    at: float
    start: float
    end: float
    drawn: bool = True


@dataclass(slots=True)
class Rules:
    """What is drawn on a page. shades: filled boxes with their colour (0xRRGGBB); pictures: how many images."""

    horizontal: list[Edge]
    vertical: list[Edge]
    shades: list[tuple[Box, int]]
    pictures: int = 0


def page_rules(page: pdfium.PdfPage, frame: Frame) -> Rules:
    """Everything on the page that may be a part of a table's ruling, in upright coordinates."""
    rules = Rules([], [], [])
    drawing = _Drawing(frame, rules)
    count = raw.FPDFPage_CountObjects(page)
    for i in range(min(count, MAX_PARTS)):
        drawing.take(raw.FPDFPage_GetObject(page, i), (1, 0, 0, 1, 0, 0), 0)
    return rules


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    ma, mb, mc, md, me, mf = outer
    return (
        a * ma + b * mc,
        a * mb + b * md,
        c * ma + d * mc,
        c * mb + d * md,
        e * ma + f * mc + me,
        e * mb + f * md + mf,
    )


class _Drawing:
    """Walks the drawn parts of a page and notes their edges."""

    def __init__(self, frame: Frame, rules: Rules) -> None:
        self.frame = frame
        self.rules = rules
        self.left = MAX_PARTS
        self.matrix = raw.FS_MATRIX()
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.colour = [ctypes.c_uint() for _ in range(4)]

    def take(self, part: object, outer: Matrix, depth: int) -> None:
        """One drawn part; forms are entered."""
        self.left -= 1
        if self.left < 0:
            return
        kind = raw.FPDFPageObj_GetType(part)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.rules.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(part, _times(self._matrix(part), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            inner = _times(self._matrix(part), outer)
            for i in range(raw.FPDFFormObj_CountObjects(part)):
                self.take(raw.FPDFFormObj_GetObject(part, i), inner, depth + 1)

    def _matrix(self, part: object) -> Matrix:
        raw.FPDFPageObj_GetMatrix(part, self.matrix)
        m = self.matrix
        return m.a, m.b, m.c, m.d, m.e, m.f

    def _path(self, part: object, matrix: Matrix) -> None:
        raw.FPDFPath_GetDrawMode(part, self.fill, self.stroke)
        filled = self.fill.value != 0 and self._visible(part)
        if not filled and not self.stroke.value:
            return
        for points in self._subpaths(part, matrix):
            self._note(points, filled, bool(self.stroke.value))

    def _visible(self, part: object) -> bool:
        """Whether a fill can be seen on white paper."""
        if not raw.FPDFPageObj_GetFillColor(part, *self.colour):
            return True
        r, g, b, alpha = (c.value for c in self.colour)
        return alpha > 8 and min(r, g, b) < 252

    def _subpaths(self, part: object, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """The corners of each straight subpath, in upright coordinates; curves are left out."""
        a, b, c, d, e, f = matrix
        paths: list[list[tuple[float, float]]] = []
        for i in range(min(raw.FPDFPath_CountSegments(part), 4000)):
            segment = raw.FPDFPath_GetPathSegment(part, i)
            raw.FPDFPathSegment_GetPoint(segment, self.x, self.y)
            x, y = self.x.value, self.y.value
            point = self.frame.point(a * x + c * y + e, b * x + d * y + f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or not paths:
                paths.append([point])
            elif kind == raw.FPDF_SEGMENT_LINETO:
                paths[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                paths[-1].append(paths[-1][0])
        return paths

    def _note(self, points: list[tuple[float, float]], filled: bool, stroked: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = min(xs), min(ys), max(xs), max(ys)
        width, height = box[2] - box[0], box[3] - box[1]
        if filled and not stroked and min(width, height) <= THIN:
            self._bar(box)
            return
        if filled and len(points) <= 6 and self._straight(points):
            self._shade(box, stroked)
            return
        if stroked:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                if abs(x0 - x1) <= 0.5 or abs(y0 - y1) <= 0.5:
                    self._bar((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    @staticmethod
    def _straight(points: list[tuple[float, float]]) -> bool:
        pairs = itertools.pairwise(points)
        return all(abs(p[0] - q[0]) <= 0.5 or abs(p[1] - q[1]) <= 0.5 for p, q in pairs)

    def _bar(self, box: Box) -> None:
        """A line or thin bar, as one edge along its longer side."""
        x0, top, x1, bottom = box
        if x1 - x0 >= bottom - top:
            self.rules.horizontal.append(Edge((top + bottom) / 2, x0, x1))
        else:
            self.rules.vertical.append(Edge((x0 + x1) / 2, top, bottom))

    def _shade(self, box: Box, stroked: bool) -> None:
        """A filled box: its four sides may be a cell's."""
        x0, top, x1, bottom = box
        width, height = self.frame.size
        if (x1 - x0) * (bottom - top) > 0.85 * width * height and not stroked:
            return
        r, g, b, _ = (c.value for c in self.colour)
        self.rules.shades.append((box, (r << 16) + (g << 8) + b))
        self.rules.horizontal += [Edge(top, x0, x1, stroked), Edge(bottom, x0, x1, stroked)]
        self.rules.vertical += [Edge(x0, top, bottom, stroked), Edge(x1, top, bottom, stroked)]
