"""Tells by a file's first bytes, not by its name, what it is."""

from __future__ import annotations

from dataclasses import dataclass

from samplan.documents.archive import Archive
from samplan.documents.errors import DocumentError, Encrypted, OldFormat, UnknownType, WrongContent

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WORDS_OF: dict[str, tuple[str, str]] = {
    "docx": ("ett Word-dokument", "a Word document"),
    "xlsx": ("en Excel-arbetsbok", "an Excel workbook"),
    "odt": ("ett OpenDocument-textdokument", "an OpenDocument text"),
    "pdf": ("en PDF", "a PDF"),
    "txt": ("ren text", "plain text"),
    "doc": ("Word eller Excel från före 2007", "Word or Excel from before 2007"),
    "rtf": ("RTF", "RTF"),
    "html": ("en webbsida (HTML)", "a web page (HTML)"),
    "xml": ("XML", "XML"),
    "json": ("JSON", "JSON"),
    "image": ("en bild", "a picture"),
    "slides": ("en presentation", "a presentation"),
    "sheet": ("ett OpenDocument-kalkylblad", "an OpenDocument spreadsheet"),
    "template": ("en mall eller ett annat Office-format", "a template or another Office format"),
    "xlsb": ("en binär Excel-arbetsbok (.xlsb)", "a binary Excel workbook (.xlsb)"),
    "zip": ("ett zip-arkiv", "a zip archive"),
    "program": ("ett program", "a program"),
    "binary": ("något annat än text", "something other than text"),
}
READABLE = ("docx", "xlsx", "odt", "pdf", "txt")
KIND_OF_ENDING = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xltm": "xlsx",
    ".odt": "odt", ".ott": "odt", ".pdf": "pdf", ".txt": "txt", ".text": "txt", ".md": "txt",
}  # fmt: skip
OLD_ENDINGS = {".doc": ".docx", ".dot": ".docx", ".rtf": ".docx", ".xls": ".xlsx"}
OTHER_TEXT = {".csv", ".tsv", ".json", ".xml", ".html", ".htm", ".eml", ".yaml", ".yml", ".svg", ".py", ".js"}
"""Endings of files that are text but no document: their content would be read as gibberish."""

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\x00", "image"),
    (b"MM\x00*", "image"), (b"MZ", "program"), (b"\x7fELF", "program"), (b"\x1f\x8b", "zip"), (b"7z\xbc\xaf", "zip"),
    (b"Rar!", "zip"), (b"BM", "bmp"),
)  # fmt: skip
PACKED: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "xlsb"), ("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "slides"),
)  # fmt: skip
TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\x1a\x1b\x00") | {0x07, 0x08, 0x1C, 0x1D, 0x1E, 0x1F}


@dataclass(frozen=True, slots=True)
class Found:
    """What the content is, and the opened archive where it is packed."""

    kind: str
    archive: Archive | None = None


def sniff(data: bytes) -> Found:
    """What the content is: a key of `WORDS_OF`. Raises Encrypted, Damaged or ZipBomb."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Encrypted()
        return Found("doc")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(Archive(data))
    if b"%PDF-" in data[:1024]:
        return Found("pdf")
    for start, kind in STARTS:
        if data.startswith(start) and kind != "bmp":
            return Found(kind)
    return Found(_textual(data))


def check_kind(found: Found, ending: str) -> None:
    """Whether the content is readable and as its name says. Raises UnknownType, OldFormat or WrongContent."""
    seems, seems_en = WORDS_OF[found.kind]
    if found.kind in ("doc", "rtf"):
        save_as = ".xlsx" if ending.startswith(".xl") else ".docx"
        raise OldFormat(seems=seems, seems_en=seems_en, save_as=OLD_ENDINGS.get(ending, save_as))
    expected = KIND_OF_ENDING.get(ending)
    if expected and expected != found.kind:
        raise WrongContent(ending=ending, seems=seems, seems_en=seems_en)
    if ending in OLD_ENDINGS:
        raise WrongContent(ending=ending, seems=seems, seems_en=seems_en)
    if found.kind not in READABLE or (found.kind == "txt" and ending in OTHER_TEXT):
        raise _unknown(found.kind)


def _unknown(kind: str) -> DocumentError:
    seems, seems_en = WORDS_OF[kind]
    return UnknownType(seems=seems, seems_en=seems_en)


def _packed(archive: Archive) -> Found:
    if "mimetype" in archive and archive.size("mimetype") < 200:
        mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
        if mimetype.startswith("application/vnd.oasis.opendocument."):
            return Found(_open_document(mimetype.rsplit(".", 1)[1]), archive)
    for name, kind in PACKED:
        if name in archive:
            return Found(kind, archive)
    # Word may name its main part otherwise; the content types say which it is.
    if "[Content_Types].xml" in archive:
        types = archive.read("[Content_Types].xml")
        if b"wordprocessingml.document.main" in types:
            return Found("docx", archive)
        if b"spreadsheetml.sheet.main" in types:
            return Found("xlsx", archive)
        return Found("template", archive)
    return Found("zip", archive)


def _open_document(kind: str) -> str:
    if kind.startswith("text"):
        return "odt"
    return "sheet" if kind.startswith("spreadsheet") else "slides"


def _textual(data: bytes) -> str:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:400].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith((b"<?xml", b"<svg")):
        return "xml"
    return "txt" if looks_like_text(data) else "binary"


def looks_like_text(data: bytes) -> bool:
    """Whether these bytes may be text in some encoding: few control characters, or UTF-16."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:200_000]
    if not sample:
        return True
    zeros = sample.count(0)
    if zeros:
        # UTF-16 without a mark: every second byte of Latin text is zero, on one side only.
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return min(even, odd) * 20 < max(even, odd) and max(even, odd) * 5 > len(sample)
    controls = sum(sample.count(byte) for byte in range(32) if byte not in TEXT_CONTROLS)
    return controls * 200 <= len(sample)
