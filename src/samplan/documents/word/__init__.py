"""Reads Word documents (.docx, .docm) as a person sees them: all tracked changes accepted, macros never run."""

from __future__ import annotations

from samplan.documents.archive import Archive
from samplan.documents.blocks import Document, Furniture
from samplan.documents.errors import Damaged
from samplan.documents.listing import with_words
from samplan.documents.ooxml import Package, W
from samplan.documents.word.body import Body
from samplan.documents.word.margins import margins
from samplan.documents.word.styles import Styles

HIDDEN_TEXT = "hidden_text"
"""A warning: the document holds text that Word hides; it was read all the same."""


def read_docx(data: bytes, *, name: str) -> Document:
    """The Word document in `data`. Raises Damaged, Encrypted, UnsafeXml or ZipBomb."""
    package = Package(Archive(data))
    root = package.xml(package.main)
    body = root.find(W + "body")
    if body is None:
        raise Damaged(place="body")
    styles = Styles(package.of_kind("styles"))
    walker = Body(package, styles, root)
    walker.walk(body)
    walker.finish()
    furniture = list(walker.made.furniture)
    for kind, text in margins(package, styles, root):
        furniture.append(Furniture(text, walker.place.next(), kind))
    return Document(
        blocks=with_words(walker.made.blocks),
        furniture=tuple(furniture),
        format="docx",
        name=name,
        title=walker.made.title,
        pages=walker.place.page,
        warnings=(HIDDEN_TEXT,) if walker.made.hidden else (),
    )
