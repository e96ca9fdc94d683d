"""A Word document's running headers and footers."""

from __future__ import annotations

from typing import Literal

from samplan.documents.folding import join_lines
from samplan.documents.ooxml import Element, Package, R, W, value
from samplan.documents.word.inline import Gatherer, Inline
from samplan.documents.word.styles import Styles

Kind = Literal["header", "footer", "page_number"]
REFERENCES: dict[str, Kind] = {W + "headerReference": "header", W + "footerReference": "footer"}


def margins(package: Package, styles: Styles, root: Element) -> list[tuple[Kind, str]]:
    """Each distinct text of the headers and footers in use, with its kind, in the order of the sections."""
    found: dict[tuple[Kind, str], None] = {}
    read: set[str] = set()
    for reference in root.iter(*REFERENCES):
        relation = reference.get(R + "id")
        if relation is None or relation in read:
            continue
        read.add(relation)
        part = package.related(relation)
        if part is not None:
            found |= dict.fromkeys(_texts(part, REFERENCES[str(reference.tag)], styles))
    return list(found)


def _texts(part: Element, kind: Kind, styles: Styles) -> list[tuple[Kind, str]]:
    gatherer = Gatherer(styles, rendered_breaks=False)
    texts: list[tuple[Kind, str]] = []
    for paragraph in part.iter(W + "p"):
        if _in_box(paragraph):
            continue
        properties = paragraph.find(W + "pPr")
        style = styles.paragraph(None if properties is None else value(properties.find(W + "pStyle")))
        inline = gatherer.gather(paragraph, style)
        texts += _of(inline, kind)
        for box in inline.boxes:
            for inner in box.iter(W + "p"):
                texts += _of(gatherer.gather(inner, style), kind)
    return texts


def _of(inline: Inline, kind: Kind) -> list[tuple[Kind, str]]:
    text = join_lines(inline.lines)
    if not text:
        return []
    only_number = inline.page_field and not any(word.isalpha() and len(word) > 4 for word in text.split())
    return [("page_number" if only_number else kind, text)]


def _in_box(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(W + "txbxContent"), None) is not None
