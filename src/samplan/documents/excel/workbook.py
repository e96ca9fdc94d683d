"""Takes the sheets out of an Excel file: what stands in each cell, what is merged, what is commented.

Read straight from the parts, so that a sheet with a million formatted empty rows costs nothing, and a file with
odd styles, pictures or pivots is read all the same.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from samplan.documents import limits
from samplan.documents.archive import refuse_doctype
from samplan.documents.errors import Damaged, ZipBomb
from samplan.documents.excel.numbers import BUILT_IN, iso, shown
from samplan.documents.ooxml import A, Element, Package, R, S, Target

MANY_BYTES = 1_000_000
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
Place = tuple[int, int]

_EMPTY_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="[^<>]*(?:/>|>\s*</(?:\w+:)?row>)')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that holds something. text keeps its line breaks."""

    text: str
    bold: bool = False
    size: float | None = None


@dataclass(slots=True)
class Sheet:
    """One sheet. Rows and columns count from 0; a merge is (first row, first column, last row, last column)."""

    name: str
    hidden: bool = False
    cells: dict[Place, Entry] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: list[tuple[Place, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    margins: list[tuple[str, str]] = field(default_factory=list)
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is drawn: its number format, bold, size in points."""

    form: str = ""
    bold: bool = False
    size: float | None = None


class Workbook:
    """An opened Excel file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.xml(package.main)
        properties = self._root.find(S + "workbookPr")
        self._from_1904 = properties is not None and (properties.get("date1904") or "0") in ("1", "true")

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._root.findall(f"{S}sheets/{S}sheet"))

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in order, hidden ones too; charts on sheets of their own are left out."""
        for element in self._root.iterfind(f"{S}sheets/{S}sheet"):
            target = self._package.targets.get(element.get(R + "id", ""))
            if target is not None and target.kind == "worksheet" and target.part in self._package:
                sheet = Sheet(element.get("name", ""), hidden=element.get("state", "visible") != "visible")
                self._fill(sheet, self._package.content(target.part))
                self._hang(sheet, self._package.targets_of(target.part))
                yield sheet

    @cached_property
    def _strings(self) -> list[Entry]:
        root = self._package.of_kind("sharedStrings")
        return [] if root is None else [_entry(item) for item in root.iterfind(S + "si")]

    @cached_property
    def _looks(self) -> list[Look]:
        root = self._package.of_kind("styles")
        if root is None:
            return []
        forms = {_whole(each.get("numFmtId")): each.get("formatCode", "") for each in root.iter(S + "numFmt")}
        fonts = [_font(each) for each in root.iterfind(f"{S}fonts/{S}font")]
        looks = []
        for each in root.iterfind(f"{S}cellXfs/{S}xf"):
            number, font = _whole(each.get("numFmtId")), _whole(each.get("fontId"))
            bold, size = fonts[font] if font < len(fonts) else (False, None)
            looks.append(Look(forms.get(number, BUILT_IN.get(number, "")), bold, size))
        return looks

    def _fill(self, sheet: Sheet, content: bytes) -> None:
        if len(content) > limits.MAX_XML_PART:
            raise ZipBomb()
        refuse_doctype(content)
        if len(content) > MANY_BYTES:
            content = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content))
        row = -1
        try:
            for _, element in etree.iterparse(
                io.BytesIO(content), tag=(S + "row", S + "mergeCell", S + "headerFooter"), resolve_entities=False,
                no_network=True, load_dtd=False, huge_tree=False,
            ):  # fmt: skip
                if element.tag == S + "row":
                    row = _row_number(element, row + 1)
                    self._row(sheet, element, row)
                    element.clear()
                elif element.tag == S + "mergeCell":
                    sheet.merges += _range(element.get("ref", ""))
                else:
                    sheet.margins += _margins(element)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Damaged(place=sheet.name) from error

    def _row(self, sheet: Sheet, element: Element, row: int) -> None:
        column = -1
        for cell in element.iterfind(S + "c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            entry = self._cell(cell)
            if entry is not None and entry.text.strip():
                sheet.cells[row, min(column, MAX_COLUMN)] = entry
            elif cell.find(S + "f") is not None and not (cell.findtext(S + "v") or "").strip():
                sheet.uncounted = sheet.uncounted or cell.get("t") != "str"

    def _cell(self, cell: Element) -> Entry | None:
        look = self._look(cell)
        inline = cell.find(S + "is")
        if inline is not None:
            entry = _entry(inline)
            return Entry(entry.text, entry.bold or look.bold, look.size)
        value = cell.findtext(S + "v")
        if value is None:
            return None
        if cell.get("t") == "s":
            string = self._strings[index] if (index := _whole(value)) < len(self._strings) else Entry("")
            return Entry(string.text, string.bold or look.bold, look.size)
        return Entry(self._shown(value, cell.get("t", "n"), look.form), look.bold, look.size)

    def _look(self, cell: Element) -> Look:
        index = _whole(cell.get("s"))
        return self._looks[index] if index < len(self._looks) else Look()

    def _shown(self, value: str, kind: str, form: str) -> str:
        if kind in ("str", "e"):
            return _unescaped(value)
        if kind == "b":
            return "SANT" if value.strip() in ("1", "true") else "FALSKT"
        if kind == "d":
            return iso(value.strip())
        try:
            number = float(value)
        except ValueError:
            return value
        return shown(number, form, from_1904=self._from_1904) if math.isfinite(number) else value

    def _hang(self, sheet: Sheet, targets: dict[str, Target]) -> None:
        """Comments, threads and text boxes, which stand in parts of their own."""
        threads = self._threads(targets)
        for target in targets.values():
            if target.part not in self._package:
                continue
            if target.kind == "comments":
                for each in self._package.xml(target.part).iter(S + "comment"):
                    place = _place(each.get("ref", "")) or (0, 0)
                    if place not in threads:
                        sheet.comments.append((place, _entry(each.find(S + "text")).text))
            elif target.kind == "drawing":
                sheet.boxes += _drawn(self._package.xml(target.part))
        sheet.comments += [(place, text) for place, texts in threads.items() for text in texts]
        sheet.comments.sort(key=lambda comment: comment[0])

    def _threads(self, targets: dict[str, Target]) -> dict[Place, list[str]]:
        threads: dict[Place, list[str]] = {}
        for target in targets.values():
            if target.kind == "threadedComment" and target.part in self._package:
                for each in self._package.xml(target.part):
                    text = "".join(str(part) for part in each.itertext())
                    threads.setdefault(_place(each.get("ref", "")) or (0, 0), []).append(text)
        return threads


def _entry(element: Element | None) -> Entry:
    """A string of one or several runs; phonetic hints are left out. bold: every run with letters is bold."""
    if element is None:
        return Entry("")
    runs = [(run.findtext(S + "t") or "", run.find(f"{S}rPr/{S}b") is not None) for run in element.iterfind(S + "r")]
    plain = "".join(each.text or "" for each in element.iterfind(S + "t"))
    bold = bool(runs) and not plain.strip() and all(heavy for text, heavy in runs if text.strip())
    return Entry(_unescaped(plain + "".join(text for text, _ in runs)), bold)


def _unescaped(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _font(element: Element) -> tuple[bool, float | None]:
    bold, size = element.find(S + "b"), element.find(S + "sz")
    try:
        points = float(size.get("val", "")) if size is not None else None
    except ValueError:
        points = None
    return bold is not None and bold.get("val", "1") not in ("0", "false"), points


def _whole(text: str | None) -> int:
    """A number that counts from 0; what is none counts as 0."""
    return int(text) if text and text.strip().isascii() and text.strip().isdigit() and len(text) < 10 else 0


def _row_number(element: Element, expected: int) -> int:
    told = element.get("r")
    return min(max(_whole(told) - 1, 0) if told else expected, MAX_ROW)


def _place(reference: str) -> Place | None:
    """ "B3" -> (2, 1)."""
    match = _REFERENCE.match(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return max(int(match[2]) - 1, 0), column - 1


def _range(reference: str) -> list[tuple[int, int, int, int]]:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    if start is None or end is None or end < start or end[1] < start[1]:
        return []
    return [(*start, min(end[0], MAX_ROW), min(end[1], MAX_COLUMN))]


def _margins(element: Element) -> list[tuple[str, str]]:
    """(header or footer, text with its codes) of a sheet's printed margins."""
    kinds = ((each, "header" if str(each.tag).endswith("Header") else "footer") for each in element)
    return [(kind, each.text) for each, kind in kinds if each.text]


def _drawn(root: Element) -> list[str]:
    paragraphs = ("".join(part.text or "" for part in each.iter(A + "t")) for each in root.iter(A + "p"))
    return [text for text in paragraphs if text.strip()]
