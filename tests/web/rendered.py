"""Reads numbers back out of what leaves the program: text, tables, files, and the coordinates of drawings."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from lxml import etree, html

from samplan.documents import read
from samplan.documents.serialise import to_json

NUMBER = re.compile(r"(?<![\w.,])[\u2212-]?\d[\d\u00a0\u202f]*[.,]\d+")
THOUSANDS = re.compile(r"(?<![\w.,] )(?<![\w.,])\d{1,3}(?: \d{3})+,\d")
NEAR = 9
"""How far letters may stand from the line that they name."""
HAIR = 0.03
"""How near two places of a drawing lie that are the same, in its own units."""


def number(text: str) -> float | None:
    """A written number, Swedish or English; None where it is none."""
    told = re.sub(r"[\s\u00a0\u202f%]", "", text).replace("\u2212", "-").replace(",", ".")
    try:
        return float(told)
    except ValueError:
        return None


def decimals_in(text: str) -> set[float]:
    """Every number with decimals in a text."""
    found = (number(told) for told in NUMBER.findall(text))
    return {abs(n) for n in found if n is not None}


def page_text(page: str) -> str:
    """All words of a page, also those in attributes that are read aloud or shown."""
    root = html.fromstring(page)
    for gone in root.xpath("//script | //style"):
        gone.drop_tree()
    told = [str(t) for t in root.xpath("//@title | //@alt | //@aria-label | //@content | //@data-l | //@value")]
    return " ".join([root.text_content(), *told])


def file_text(data: bytes, name: str) -> str:
    """All words of a document, also those beside its pictures."""
    found = json.dumps(to_json(read(data, name=name)), ensure_ascii=False)
    # The reader makes all blanks one: those inside a number are put back, or its last digits would be read as another.
    found = THOUSANDS.sub(lambda told: told.group().replace(" ", "\u00a0"), found)
    if name.endswith(("docx", "xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            inner = [parts.read(n).decode() for n in parts.namelist() if n.endswith((".xml", ".rels"))]
        # What no reader of documents tells: alternative texts, comments, hidden cells.
        found += " ".join(t for part in inner for t in re.findall(r'(?:descr|title)="([^"]*)"', part))
        found += " ".join(t for part in inner for t in re.findall(r">([^<]+)<", part))
    return found.replace("\\u00a0", "\u00a0")


def floats_in(told: Any) -> Iterator[float]:
    """Every number in JSON values."""
    if isinstance(told, bool):
        return
    if isinstance(told, int | float):
        yield float(told)
    elif isinstance(told, dict):
        for part in told.values():
            yield from floats_in(part)
    elif isinstance(told, list):
        for part in told:
            yield from floats_in(part)


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """A file's rows by their heads."""
    text = data.decode("utf-8-sig")
    mark = ";" if text.splitlines()[0].count(";") > text.splitlines()[0].count(",") else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=mark))


@dataclass(frozen=True)
class Drawn:
    """What a drawing gives back: values along its axis of values, and how far two that are the same may lie apart."""

    values: frozenset[float]
    reach: float


def drawings_in(page: str) -> list[str]:
    """The charts of a page."""
    return re.findall(r'<svg[^>]*class="sp-plot.*?</svg>\s*(?=<|$)', page, re.DOTALL)


Place = tuple[float, float]


def values_of(svg: str) -> Drawn:
    """Every place of a drawing on its axes of values, turned back to values by the ticks' words.

    Of a funnel the dots: its curves are the limits of chance, which are no place's.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(recover=True))
    words, places, lines = _parts(root, dots='id="tratt' in svg or "Hur många som räknas" in svg)
    found: set[float] = set()
    reach = 0.0
    for axis in (0, 1):
        scale = _scale(words, lines, axis)
        if scale is not None:
            at, per = scale
            found |= {at + place[axis] * per for place in places}
            reach = max(reach, abs(per) * HAIR)
    return Drawn(frozenset(found), reach)


def _scale(words: list[tuple[float, float, str]], places: list[Place], axis: int) -> tuple[float, float] | None:
    """The straight line through an axis' ticks: value at nought, and per unit. axis: 0 across, 1 upwards."""
    lines: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for x, y, text in words:
        told = number(text)
        if told is not None:
            lines[round((x, y)[1 - axis], 1)].append(((x, y)[axis], told))
    for ticks in sorted(lines.values(), key=len, reverse=True):
        ticks.sort()
        (first, low), (last, high) = ticks[0], ticks[-1]
        years = all(told % 1 == 0 and 1900 < told < 2100 for _at, told in ticks)
        if len(ticks) > 2 and last - first > 30 and low != high and not (years and axis == 0):
            per = (high - low) / (last - first)
            if all(abs(low + (p - first) * per - v) < abs(high - low) * 0.01 for p, v in ticks):
                return low - (first - _below(ticks, places, axis)) * per, per
    return None


def _below(ticks: list[tuple[float, float]], places: list[Place], axis: int) -> float:
    """How far the words of an axis stand from its lines: letters stand on a line of their own."""
    there = sorted({place[axis] for place in places})
    beside = [min((tick - place for place in there), key=abs, default=0.0) for tick, _told in ticks]
    near = [d for d in beside if abs(d) < NEAR]
    # Lines of an axis lie half a unit beside what is drawn, and on whole units.
    return round(median(near)) + 0.5 if near else 0.0


ENDS = (("x1", "y1"), ("x2", "y2"), ("cx", "cy"), ("x", "y"))


def _parts(root: Any, *, dots: bool) -> tuple[list[tuple[float, float, str]], list[Place], list[Place]]:
    """Words with their places, all places of shapes, and those of axes' lines, in the drawing's own units.

    dots: a curve is none of the shapes.
    """
    words: list[tuple[float, float, str]] = []
    places: list[Place] = []
    lines: list[Place] = []
    for node, dx, dy in _walked(root, 0.0, 0.0):
        tag = etree.QName(node).localname
        if tag == "text":
            words.append((dx + _float(node, "x"), dy + _float(node, "y"), "".join(node.itertext())))
        elif not (dots and tag == "path" and not node.get("transform")):
            found = lines if _of_an_axis(node) else places
            found.extend((dx + x, dy + y) for x, y in _corners(node))
    return words, places, lines


def _walked(node: Any, dx: float, dy: float) -> Iterator[tuple[Any, float, float]]:
    """Every element with how far it has been moved."""
    moved = re.match(r"translate\(([-\d.e]+)[ ,]*([-\d.e]*)\)", node.get("transform", ""))
    if moved:
        dx, dy = dx + float(moved[1]), dy + float(moved[2] or 0)
    if isinstance(node.tag, str):
        yield node, dx, dy
        for child in node:
            yield from _walked(child, dx, dy)


def _of_an_axis(node: Any) -> bool:
    """Whether a line is one of an axis: they lie on whole units, a little beside their ticks."""
    told = f"{node.get('class', '')} {node.get('stroke', '')}".lower()
    return any(word in told for word in ("v-stroke-rule", "v-stroke-ink", "#d9d5c9", "#1a1d1a"))


def _corners(node: Any) -> Iterator[Place]:
    """The places of a shape: where it has been moved to, and its corners."""
    tag = etree.QName(node).localname
    if tag in {"path", "line"}:
        yield 0.0, 0.0
    # A shape that is set in its place is a mark: its corners are its form.
    if tag == "path" and not node.get("transform"):
        yield from _points(node.get("d", ""))
    elif tag in {"line", "rect", "circle"}:
        for one, other in ENDS:
            if node.get(one) is not None or node.get(other) is not None:
                yield _float(node, one), _float(node, other)
    if tag == "rect":
        yield _float(node, "x") + _float(node, "width"), _float(node, "y") + _float(node, "height")


def _float(node: Any, name: str) -> float:
    return float(re.sub(r"[^-\d.e]", "", node.get(name) or "0") or 0)


def _points(d: str) -> Iterator[Place]:
    """The corners of a path; arcs and relative moves too."""
    x = y = 0.0
    for letter, rest in re.findall(r"([MLHVAZmlhvaz])([^MLHVAZmlhvaz]*)", d):
        told = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", rest)]
        step = {"A": 7, "H": 1, "V": 1}.get(letter.upper(), 2)
        for place in range(0, len(told) - step + 1, step):
            part = told[place : place + step]
            from_x, from_y = (x, y) if letter.islower() else (0.0, 0.0)
            if letter.upper() == "H":
                x = from_x + part[0]
            elif letter.upper() == "V":
                y = from_y + part[0]
            else:
                x, y = from_x + part[-2], from_y + part[-1]
            yield x, y


def rows_drawn(page: str) -> list[Drawn]:
    """The values of tables whose rows are drawn on one scale, in per cent of its width."""
    root, found = html.fromstring(page), []
    for table in root.xpath("//table[contains(@class, 'sp-dots')]"):
        ticks = [
            (_float(t, "x"), number(t.text_content()))
            for t in table.xpath(".//svg[contains(@class,'sp-dotscale')]//text")
        ]
        ticks = [(at, told) for at, told in ticks if told is not None]
        if len(ticks) < 2:
            continue
        (first, low), (last, high) = ticks[0], ticks[-1]
        per = (high - low) / (last - first)
        at = [_float(c, "cx") for c in table.xpath(".//circle")] + [_float(c, "x1") for c in table.xpath(".//line")]
        for rect in table.xpath(".//rect"):
            at += [_float(rect, "x"), _float(rect, "x") + _float(rect, "width")]
        # Two decimals of a per cent, and the tick's own rounding.
        reach = abs(per) * 0.02
        found.append(Drawn(frozenset(low + (place - first) * per for place in at), reach))
    return found
