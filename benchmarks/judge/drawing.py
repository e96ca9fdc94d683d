"""A document as drawn, before it has a file format: what the layouts make and the writers write."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from benchmarks.judge.times import Span
from samplan.plans.shapes.exchange import PlanFile


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. styled: by the word processor's heading style, else only bold and larger."""

    text: str
    level: int = 1
    styled: bool = True


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, also inside a cell. glyph: the bullet before it, "" for none. note: its footnote."""

    text: str
    bold: bool = False
    glyph: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with what it covers."""

    paras: tuple[Para, ...] = ()
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A row leaves out the places that a cell above or to the left covers."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    header_rows: int = 1
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Break:
    """A new page; in a workbook a new sheet of that name."""

    name: str = ""


Element = Heading | Para | Table | Break


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn document: its elements, its running texts, and the truth about it."""

    elements: tuple[Element, ...]
    truth: PlanFile
    layout: str
    times: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    header: str = ""
    footer: str = ""
    page_numbers: bool = False
    landscape: bool = False
    font_size: int = 10
    loose_ongoing: bool = False
    name: str = "plan"

    def texts(self) -> Iterator[str]:
        """Every text in the document once, running texts too."""
        for element in self.elements:
            if isinstance(element, Table):
                for row in element.rows:
                    for cell in row:
                        yield from (text for p in cell.paras for text in (p.text, p.note))
            elif isinstance(element, Para):
                yield from (element.text, element.note)
            elif isinstance(element, Heading):
                yield element.text
        yield from (self.header, self.footer)


def mapped(drawing: Drawing, change: Callable[[str], str]) -> Drawing:
    """The drawing with every text changed; the truth stays."""

    def para(p: Para) -> Para:
        return replace(p, text=change(p.text), note=change(p.note))

    def one(e: Element) -> Element:
        if isinstance(e, Table):
            rows = tuple(tuple(replace(c, paras=tuple(map(para, c.paras))) for c in row) for row in e.rows)
            return replace(e, rows=rows)
        if isinstance(e, Para):
            return para(e)
        return replace(e, text=change(e.text)) if isinstance(e, Heading) else e

    return replace(
        drawing,
        elements=tuple(one(e) for e in drawing.elements),
        header=change(drawing.header),
        footer=change(drawing.footer),
    )


def without_diacritics(text: str) -> str:
    """As a bad scan loses them: å ä ö become a a o."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def ocr_noise(rng: random.Random, rate: float = 0.004) -> Callable[[str], str]:
    """A change that confuses letters as OCR does, about `rate` of them."""
    confused = {"l": "1", "i": "l", "m": "rn", "ä": "a", "å": "a", "ö": "o", "e": "c", "O": "0"}

    def change(text: str) -> str:
        return "".join(confused[c] if c in confused and rng.random() < rate * 4 else c for c in text)

    return change


def soft_hyphens(rng: random.Random) -> Callable[[str], str]:
    """A change that puts soft hyphens into some long words, as word processors do."""

    def word(match: re.Match[str]) -> str:
        w = match[0]
        cut = len(w) // 2
        return f"{w[:cut]}\u00ad{w[cut:]}" if rng.random() < 0.2 else w

    return lambda text: re.sub(r"[^\W\d_]{9,}", word, text)
