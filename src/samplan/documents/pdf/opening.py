"""Opens a PDF, or says in the right error why it cannot be read."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samplan.documents import limits
from samplan.documents.errors import Damaged, DocumentError, EmptyDocument, Encrypted, TooManyPages, UnknownType


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The opened document; one that is only owner-protected opens with the empty password.

    Raises EmptyDocument, Encrypted, Damaged, TooManyPages or UnknownType.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument()
    if b"%PDF-" not in data[:2048]:
        raise UnknownType(seems="något annat än PDF", seems_en="something else than PDF")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(error) from error
    pages = len(document)
    if pages > limits.MAX_PAGES:
        document.close()
        raise TooManyPages.of(pages, max_pages=limits.MAX_PAGES)
    if pages < 1:
        document.close()
        raise Damaged()
    return document


def _refusal(error: pdfium.PdfiumError) -> DocumentError:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return Encrypted()
    return Damaged()


def title_of(document: pdfium.PdfDocument) -> str | None:
    """The title in the document's metadata, None where it has none or only a file's name."""
    try:
        title = " ".join(document.get_metadata_value("Title").split())
    except (pdfium.PdfiumError, UnicodeError):
        return None
    lowered = title.lower()
    if not title or lowered in {"untitled", "anonymous", "(anonymous)"} or lowered.endswith((".doc", ".docx", ".pdf")):
        return None
    return title.removeprefix("Microsoft Word - ").removeprefix("Microsoft PowerPoint - ") or None
