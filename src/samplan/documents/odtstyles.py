"""OpenDocument's styles: what is a heading, how lists are numbered, what is bold, which side a margin is on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from samplan.documents.listing import shown
from samplan.documents.word.numbering import formatted

Element = etree._Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

LEARNED = (STYLE + "style", TEXT + "list-style", TEXT + "outline-style")
DEEPEST = 10
MAX_PARENTS = 20
Side = Literal["header", "footer"]

_HEADING = re.compile(r"^(?:heading|rubrik)[ _20]*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel)$", re.IGNORECASE)
_POINTS = re.compile(r"^(\d+(?:\.\d+)?)pt$")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is drawn."""

    bullet: str | None = None
    form: str = "1"
    before: str = ""
    after: str = ""
    start: int = 1
    shown_levels: int = 1


class Counter:
    """Counts one list at one level."""

    def __init__(self, shape: ListLevel, above: str, start: int) -> None:
        self._shape = shape
        self._above = above
        self.count = start - 1

    def next(self, item: Element) -> tuple[str, bool]:
        """The next item's marker, and whether it is a number."""
        if self._shape.bullet is not None:
            return shown(self._shape.bullet), False
        told = item.get(TEXT + "start-value", "")
        self.count = int(told) if told.isdigit() and len(told) < 7 else self.count + 1
        if not self._shape.form:
            return "", False
        number = formatted(self.count, _FORMS.get(self._shape.form, "decimal"))
        return f"{self._shape.before}{self._above}{number}{self._shape.after}".strip(), True


class OdtStyles:
    """The styles of a document by name."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._outline: dict[int, ListLevel] = {}
        self._outline_counts: dict[int, int] = {}
        self._counted: dict[tuple[str, int], Counter] = {}
        for root in (styles, content):
            for element in () if root is None else root.iter(*LEARNED):
                self._learn(element)

    def _learn(self, element: Element) -> None:
        if element.tag == STYLE + "style":
            self._styles[element.get(STYLE + "name", "")] = element
        elif element.tag == TEXT + "list-style":
            self._lists[element.get(STYLE + "name", "")] = _list_levels(element)
        else:
            self._outline = _list_levels(element)

    def _chain(self, name: str) -> list[Element]:
        """A style and those that it builds on, nearest first."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < MAX_PARENTS and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = chain[-1].get(STYLE + "parent-style-name", "")
        return chain

    def _names(self, element: Element) -> list[str]:
        own = element.get(TEXT + "style-name", "")
        chain = self._chain(own)
        return [own, *(str(each.get(STYLE + "display-name") or each.get(STYLE + "name", "")) for each in chain)]

    def is_title(self, element: Element) -> bool:
        """Whether a paragraph has the title's style."""
        return any(_TITLE.match(name) for name in self._names(element))

    def level(self, element: Element) -> int | None:
        """A paragraph's heading level from 1, None if it is none."""
        if element.tag == TEXT + "h":
            return min(max(_number(element.get(TEXT + "outline-level")), 1), DEEPEST)
        for name in self._names(element):
            heading = _HEADING.match(name)
            if heading:
                return int(heading[1])
            if _TITLE.match(name):
                return 1
        return None

    def heading_number(self, element: Element, level: int) -> str:
        """The number that the outline draws in front of a heading, "" if none. Counts it."""
        shape = self._outline.get(level)
        if (
            element.tag != TEXT + "h"
            or shape is None
            or not shape.form
            or element.get(TEXT + "is-list-header") == "true"
        ):
            return ""
        counts = self._outline_counts
        counts[level] = counts.get(level, shape.start - 1) + 1
        for below in [each for each in counts if each > level]:
            del counts[below]
        first = max(level - shape.shown_levels + 1, 1)
        numbers = [formatted(counts.get(each, 1), self._form(each)) for each in range(first, level + 1)]
        return f"{shape.before}{'.'.join(numbers)}{shape.after}".strip()

    def _form(self, level: int) -> str:
        shape = self._outline.get(level)
        return _FORMS.get(shape.form, "decimal") if shape is not None else "decimal"

    def look(self, element: Element) -> tuple[bool, float | None]:
        """Whether the whole paragraph is bold, and its size in points."""
        bold, size = self._own_look(element.get(TEXT + "style-name", ""))
        spans = [child for child in element if child.tag == TEXT + "span"]
        if not bold and spans and not (element.text or "").strip():
            alone = len(spans) == len(element) and not any((each.tail or "").strip() for each in spans)
            bold = alone and all(self._own_look(each.get(TEXT + "style-name", ""))[0] for each in spans)
        return bool(bold), size

    def _own_look(self, name: str) -> tuple[bool | None, float | None]:
        bold: bool | None = None
        size: float | None = None
        for style in self._chain(name):
            properties = style.find(STYLE + "text-properties")
            if properties is None:
                continue
            weight, points = properties.get(FO + "font-weight"), _POINTS.match(properties.get(FO + "font-size", ""))
            if bold is None and weight is not None:
                bold = weight == "bold" or weight in ("600", "700", "800", "900")
            if size is None and points:
                size = float(points[1])
        return bold, size

    def counter(self, style: str, level: int, element: Element) -> Counter:
        """A counter for a list, one that goes on where the list says that it does."""
        shape = self._lists.get(style, {}).get(level + 1) or ListLevel(bullet="")
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list") is not None
        before = self._counted.get((style, level))
        counter = Counter(shape, self._above(style, level, shape), shape.start)
        if goes_on and before is not None:
            counter.count = before.count
        self._counted[style, level] = counter
        return counter

    def _above(self, style: str, level: int, shape: ListLevel) -> str:
        """The numbers of the levels above that stand in front of this one ("1." before "2")."""
        shown_above = range(max(level - shape.shown_levels + 1, 0), level)
        counters = [self._counted[style, each] for each in shown_above if (style, each) in self._counted]
        return "".join(f"{max(each.count, 1)}." for each in counters)

    def side(self, element: Element) -> Side | None:
        """Whether an element of a page's style is its header or its footer."""
        if not isinstance(element.tag, str) or not element.tag.startswith(STYLE):
            return None
        name = element.tag[len(STYLE) :]
        if name in ("header", "header-left", "header-first"):
            return "header"
        return "footer" if name in ("footer", "footer-left", "footer-first") else None


def _number(told: str | None) -> int:
    return int(told) if told and told.isascii() and told.isdigit() and len(told) < 7 else 1


def _list_levels(element: Element) -> dict[int, ListLevel]:
    levels = {}
    for level in element:
        if not isinstance(level.tag, str) or not level.tag.startswith(TEXT):
            continue
        before, after = level.get(STYLE + "num-prefix", ""), level.get(STYLE + "num-suffix", "")
        bullet = level.get(TEXT + "bullet-char", "") if level.tag.endswith("-bullet") else None
        if level.tag.endswith("-image"):
            bullet = ""
        levels[_number(level.get(TEXT + "level"))] = ListLevel(
            bullet, level.get(STYLE + "num-format", ""), before, after, _number(level.get(TEXT + "start-value")),
            _number(level.get(TEXT + "display-levels")),
        )  # fmt: skip
    return levels
