"""The parts of a Word or Excel file and how they point at each other."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from samplan.documents.archive import Archive, parse_xml
from samplan.documents.errors import Damaged

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", DGM[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", S[1:-1].encode()),
)
"""The strict variant of the formats differs in its namespaces only, as far as text goes."""

USUAL_MAIN = ("word/document.xml", "xl/workbook.xml")


class Target(NamedTuple):
    """One relationship: the last word of its type, and the part that it points at."""

    kind: str
    part: str


class Package:
    """A file's parts, parsed when asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def main(self) -> str:
        """The name of the main part."""
        for target in self._targets("_rels/.rels", "").values():
            if target.kind == "officeDocument" and target.part in self._archive:
                return target.part
        for usual in USUAL_MAIN:
            if usual in self._archive:
                return usual
        raise Damaged(place="main part")

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The main part's relationships by id."""
        return self.targets_of(self.main)

    def targets_of(self, part: str) -> dict[str, Target]:
        """A part's relationships by id; what lies outside the file is left out."""
        folder, name = posixpath.split(part)
        return self._targets(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def content(self, part: str) -> bytes:
        """A part's bytes in the ordinary variant's namespaces. Raises Damaged."""
        content = self._archive.read(part)
        for strict, ordinary in STRICT:
            if strict in content:
                content = content.replace(strict, ordinary)
        return content

    def xml(self, part: str) -> Element:
        """A part's root. Raises Damaged, UnsafeXml or ZipBomb."""
        return parse_xml(self.content(part))

    def of_kind(self, kind: str) -> Element | None:
        """The root of the main part's relation of that kind ("styles", "numbering", "footnotes"), if there is one."""
        for target in self.targets.values():
            if target.kind == kind and target.part in self._archive:
                return self.xml(target.part)
        return None

    def related(self, relation: str | None) -> Element | None:
        """The root of the part with that relationship id, None when it points nowhere in the file."""
        target = self.targets.get(relation or "")
        return self.xml(target.part) if target is not None and target.part in self._archive else None

    def _targets(self, part: str, folder: str) -> dict[str, Target]:
        if part not in self._archive:
            return {}
        found = {}
        for relation in self.xml(part).iter(f"{RELS}Relationship"):
            # What lies outside the file is never fetched, so it is no part.
            if relation.get("TargetMode") == "External":
                continue
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            found[relation.get("Id", "")] = Target(kind, _path(folder, relation.get("Target", "")))
        return found


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)) if target else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """The element's attribute of Word's namespace."""
    return element.get(W + name) if element is not None else None


def number(element: Element | None, name: str = "val") -> int | None:
    """The attribute as a whole number, None when it is missing or is none."""
    text = value(element, name)
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def switch(element: Element | None) -> bool | None:
    """An on/off property: None when it is not there."""
    if element is None:
        return None
    return (value(element) or "1").lower() not in ("0", "false", "off", "none")
