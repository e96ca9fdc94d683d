"""What a paragraph's style makes of it: a heading, a line of the contents, a list item; bold or not, how large."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from samplan.documents.ooxml import Element, W, number, switch, value

_HEADING = re.compile(r"^(?:heading|rubrik|överskrift|overskrift|otsikko)\s*([1-9])\b")
_CONTENTS = re.compile(
    r"^(?:toc|innehåll|contents)\s*(?:\d|heading)|^innehållsförteckning|^table of (?:contents|figures)"
)
_TITLES = {"title", "titel", "rubrik"}
_BULLETS = re.compile(r"^(?:list bullet|punktlista)")
_NUMBERS = re.compile(r"^(?:list number|numrerad lista)")
_LAST = re.compile(r"(\d+)$")
DEEPEST_OUTLINE = 8
MAX_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits. level: heading level from 1; size in points."""

    name: str = ""
    level: int | None = None
    title: bool = False
    contents: bool = False
    list_kind: str | None = None
    numbering: tuple[str | None, int | None] = (None, None)
    bold: bool | None = None
    size: float | None = None


PLAIN = Style()


class Styles:
    """The document's styles by id."""

    def __init__(self, root: Element | None) -> None:
        self._raw = {value(style, "styleId") or "": style for style in (() if root is None else root.iter(W + "style"))}
        self._known: dict[str, Style] = {}
        self._ground = _ground(root)
        self._paragraph = next((key for key, style in self._raw.items() if _is_default_paragraph(style)), None)

    def paragraph(self, identity: str | None) -> Style:
        """The style of a paragraph; without an id the document's default one."""
        return self._style(identity if identity in self._raw else self._paragraph)

    def run(self, identity: str | None) -> Style:
        """A character style, without the document's ground."""
        return self._style(identity, ground=PLAIN) if identity in self._raw else PLAIN

    def _style(self, identity: str | None, *, ground: Style | None = None) -> Style:
        if identity is None:
            return self._ground
        if identity not in self._known:
            self._known[identity] = self._inherited(identity, ground or self._ground)
        return self._known[identity]

    def _inherited(self, identity: str, ground: Style) -> Style:
        chain: list[Element] = []
        at: str | None = identity
        while at in self._raw and len(chain) < MAX_PARENTS and self._raw[at] not in chain:
            chain.append(self._raw[at])
            at = value(chain[-1].find(W + "basedOn"))
        style = ground
        for element in reversed(chain):
            style = _laid(style, element)
        return style


def _is_default_paragraph(style: Element) -> bool:
    return value(style, "type") == "paragraph" and (value(style, "default") or "0").lower() in ("1", "true", "on")


def _ground(root: Element | None) -> Style:
    default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Style() if default is None else replace(Style(), bold=switch(default.find(W + "b")), size=points(default))


def points(properties: Element | None) -> float | None:
    """The font size in points of run properties."""
    half = number(properties.find(W + "sz")) if properties is not None else None
    return half / 2 if half else None


def _laid(under: Style, element: Element) -> Style:
    """The style `under` with this element's own properties laid upon it."""
    run, paragraph = element.find(W + "rPr"), element.find(W + "pPr")
    name = (value(element.find(W + "name")) or "").strip().casefold()
    style = _named(replace(under, name=name), name)
    if run is not None:
        bold, size = switch(run.find(W + "b")), points(run)
        style = replace(style, bold=under.bold if bold is None else bold, size=size or style.size)
    if paragraph is not None:
        outline = number(paragraph.find(W + "outlineLvl"))
        if outline is not None and not style.contents:
            style = replace(style, level=outline + 1 if outline <= DEEPEST_OUTLINE else None)
        style = replace(style, numbering=numbering_of(paragraph, style.numbering))
    return style


def _named(style: Style, name: str) -> Style:
    if heading := _HEADING.match(name):
        return replace(style, level=int(heading[1]), title=False)
    if _CONTENTS.match(name):
        return replace(style, contents=True, level=None)
    if name in _TITLES:
        return replace(style, title=True, level=1)
    if _BULLETS.match(name) or _NUMBERS.match(name):
        depth = _LAST.search(name)
        kind = f"{'bullet' if _BULLETS.match(name) else 'number'}{depth[1] if depth else 1}"
        return replace(style, list_kind=kind)
    return style


def numbering_of(properties: Element, under: tuple[str | None, int | None]) -> tuple[str | None, int | None]:
    """(numbering id, level) of paragraph properties, each inherited from `under` where it is not told."""
    element = properties.find(W + "numPr")
    if element is None:
        return under
    identity, level = value(element.find(W + "numId")), number(element.find(W + "ilvl"))
    return (under[0] if identity is None else identity, under[1] if level is None else level)
