"""The one door in: bytes or a file become a `Document`, told apart by content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from samplan.documents import limits
from samplan.documents.blocks import Document
from samplan.documents.errors import Damaged, EmptyDocument, NoDocument, TooLarge, TooManyPages, TooMuchText
from samplan.documents.kinds import Found, check_kind, sniff
from samplan.documents.names import ending_of, safe_name

MACROS = "macros"
"""A warning: the document holds macros; they were not run and are not kept."""

MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


def read(source: Path | bytes, *, name: str | None = None) -> Document:
    """Read a document in this process.

    source: a file or its bytes. name: its name where `source` is bytes; its ending is checked against the content.
    Returns the document with a safe name. Raises a DocumentError and nothing else.
    """
    data, label = _taken(source, name)
    if not data.strip(b" \t\r\n\f\x00"):
        raise EmptyDocument()
    found = sniff(data)
    check_kind(found, ending_of(label))
    document = _reader(found)(data, safe_name(label))
    if document.pages is not None and document.pages > limits.MAX_PAGES:
        raise TooManyPages.of(document.pages, max_pages=limits.MAX_PAGES)
    _check_amount(document)
    return _warned(document, found)


def _check_amount(document: Document) -> None:
    """What comes after the reading takes its time by the text; what no plan holds is refused here."""
    sizes = [len(text) for text, _ in document.texts() if text.strip()]
    if not sizes:
        raise EmptyDocument()
    if len(sizes) > limits.MAX_TEXTS or sum(sizes) > limits.MAX_CHARACTERS:
        raise TooMuchText.of(len(sizes), max_parts=limits.MAX_TEXTS, max_characters=limits.MAX_CHARACTERS)


def _taken(source: Path | bytes, name: str | None) -> tuple[bytes, str | None]:
    if isinstance(source, bytes):
        return source, name
    try:
        if source.stat().st_size > limits.MAX_UNPACKED:
            raise TooLarge.of(source.stat().st_size, max_mb=limits.MAX_UNPACKED / 1_000_000)
        return source.read_bytes(), name or source.name
    except (OSError, ValueError) as error:
        raise NoDocument() from error


def _reader(found: Found) -> Callable[[bytes, str], Document]:
    return READERS[found.kind]


def _read_docx(data: bytes, name: str) -> Document:
    from samplan.documents.word import read_docx

    return _guarded(lambda: read_docx(data, name=name))


def _read_xlsx(data: bytes, name: str) -> Document:
    from samplan.documents.excel import read_xlsx

    return _guarded(lambda: read_xlsx(data, name=name))


def _read_odt(data: bytes, name: str) -> Document:
    from samplan.documents.odt import read_odt

    return _guarded(lambda: read_odt(data, name=name))


def _read_pdf(data: bytes, name: str) -> Document:
    from samplan.documents.pdf import read_pdf

    return _guarded(lambda: read_pdf(data, name=name))


def _read_txt(data: bytes, name: str) -> Document:
    from samplan.documents.text import read_txt

    return _guarded(lambda: read_txt(data, name=name))


READERS: Mapping[str, Callable[[bytes, str], Document]] = {
    "docx": _read_docx,
    "xlsx": _read_xlsx,
    "odt": _read_odt,
    "pdf": _read_pdf,
    "txt": _read_txt,
}


def _guarded(reading: Callable[[], Document]) -> Document:
    """A file nested so deeply that Python's stack would end is damaged, not a crash."""
    try:
        return reading()
    except RecursionError as error:
        raise Damaged() from error


def _warned(document: Document, found: Found) -> Document:
    names = found.archive.names if found.archive is not None else ()
    if any(part.lower().endswith(MACRO_PARTS) or part.startswith("Basic/") for part in names):
        return replace(document, warnings=(*document.warnings, MACROS))
    return document
