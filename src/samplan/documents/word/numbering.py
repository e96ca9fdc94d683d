"""The numbers and bullets that Word draws in front of paragraphs but does not write in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from samplan.documents.listing import shown
from samplan.documents.ooxml import Element, W, number, switch, value

LEVELS = 9
MAX_COUNT = 1_000_000
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
NOT_COUNTED = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is drawn. text: "%1.%2" or a bullet's glyph."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands in front of a paragraph. level counts from 0."""

    text: str
    level: int
    ordered: bool


class Numbering:
    """Counts the document's lists; `marker` must be called for each numbered paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        elements = () if root is None else root
        abstract = {value(each, "abstractNumId"): each for each in elements if each.tag == W + "abstractNum"}
        by_style = {value(each.find(W + "styleLink")): each for each in abstract.values() if _links(each, "styleLink")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._family: dict[str, str] = {}
        self._restarts: dict[str, set[int]] = {}
        for each in elements:
            if each.tag == W + "num":
                family = value(each.find(W + "abstractNumId")) or ""
                linked = abstract.get(family)
                if linked is not None and _links(linked, "numStyleLink"):
                    linked = by_style.get(value(linked.find(W + "numStyleLink")), linked)
                self._add(each, family, linked)
        self._counts: dict[str, dict[int, int]] = {}

    def _add(self, element: Element, family: str, abstract: Element | None) -> None:
        identity = value(element, "numId") or ""
        levels = _levels(abstract) if abstract is not None else {}
        restarts = set()
        for override in element.iter(W + "lvlOverride"):
            at = number(override, "ilvl") or 0
            levels |= _levels(override)
            start = number(override.find(W + "startOverride"))
            if start is not None:
                levels[at] = replace(levels.get(at, Level()), start=start)
                restarts.add(at)
        self._levels[identity], self._family[identity], self._restarts[identity] = levels, family, restarts

    def marker(self, identity: str | None, level: int | None) -> Marker | None:
        """The marker of the next paragraph of that list, None where it has none. Counts it."""
        at = min(max(level or 0, 0), LEVELS - 1)
        if identity is None or identity not in self._levels:
            return None
        shape = self._levels[identity].get(at)
        if shape is None:
            return None
        if shape.form == "bullet":
            return Marker(shown(shape.text), at, ordered=False)
        counts = self._counted(identity, at)
        if shape.form == "none":
            return None
        return Marker(self._drawn(identity, shape, counts), at, ordered=True)

    def _counted(self, identity: str, at: int) -> dict[int, int]:
        levels = self._levels[identity]
        counts = self._counts.setdefault(self._family[identity], {})
        for restart in self._restarts[identity]:
            counts.pop(restart, None)
        self._restarts[identity] = set()
        for above in range(at):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        counts[at] = counts[at] + 1 if at in counts else levels[at].start
        for below in [key for key in counts if key > at]:
            del counts[below]
        return counts

    def _drawn(self, identity: str, shape: Level, counts: dict[int, int]) -> str:
        levels = self._levels[identity]

        def draw(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            form = "decimal" if shape.legal else levels.get(above, Level()).form
            return formatted(counts.get(above, 1), form)

        return re.sub(r"%([1-9])", draw, shape.text).strip()


def _links(abstract: Element, name: str) -> bool:
    return abstract.find(W + name) is not None


def _levels(element: Element) -> dict[int, Level]:
    levels = {}
    for level in element.iter(W + "lvl"):
        start = number(level.find(W + "start"))
        levels[number(level, "ilvl") or 0] = Level(
            form=value(level.find(W + "numFmt")) or "decimal",
            text=value(level.find(W + "lvlText")) or "",
            start=1 if start is None else start,
            legal=bool(switch(level.find(W + "isLgl"))),
        )
    return levels


def formatted(count: int, form: str) -> str:
    """A count as Word draws it in one of its number formats."""
    if not 0 < count < MAX_COUNT:
        return str(count)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and count < 5000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form in NOT_COUNTED else str(count)


def _roman(count: int) -> str:
    drawn = ""
    for amount, letters in ROMAN:
        times, count = divmod(count, amount)
        drawn += letters * times
    return drawn
