"""Opens packed documents (Word, Excel, OpenDocument) without trusting what they say of themselves.

Nothing is ever written to disk, so names with path parts inside the archive do no harm, and archives inside the
archive are never opened. Nothing is ever fetched.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from samplan.documents import limits
from samplan.documents.errors import Damaged, Encrypted, UnsafeXml, ZipBomb

ENCRYPTED_FLAG = 0x1

FORBIDDEN = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
"""Where XML begins to declare types and entities; neither Office nor LibreOffice ever writes one."""

ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError, ValueError, NotImplementedError,
    RuntimeError, OverflowError, IndexError,
)  # fmt: skip
"""What Python's zipfile may raise on a broken file."""


class Archive:
    """A packed document, checked when it is opened."""

    def __init__(self, data: bytes) -> None:
        """Open and check. Raises Damaged, Encrypted or ZipBomb."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except ZIP_FAULTS as error:
            raise Damaged() from error
        _check_entries(entries)
        self._entries = {entry.filename: entry for entry in entries}
        self.names: tuple[str, ...] = tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """The unpacked size in bytes that the archive declares."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """One part's bytes. Raises Damaged when it is missing or broken; never gives more than it declared."""
        entry = self._entries.get(name)
        if entry is None:
            raise Damaged(place=name)
        try:
            with self._zip.open(entry) as part:
                content = part.read(entry.file_size + 1)
        except ZIP_FAULTS as error:
            raise Damaged(place=name) from error
        if len(content) > entry.file_size:
            raise ZipBomb()
        return content


def parse_xml(content: bytes) -> etree._Element:
    """XML parsed without entities, document type or network. Raises Damaged, UnsafeXml or ZipBomb."""
    if len(content) > limits.MAX_XML_PART:
        raise ZipBomb()
    refuse_doctype(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXml()
    return root


def refuse_doctype(content: bytes) -> None:
    """Refuse XML with a document type before any parser sees it. Raises UnsafeXml."""
    if any(mark in content for mark in FORBIDDEN):
        raise UnsafeXml()


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MAX_ENTRIES or sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED:
        raise ZipBomb()
    for entry in entries:
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise Encrypted()
        if entry.file_size > limits.SMALL_PART and entry.file_size > limits.MAX_RATIO * max(entry.compress_size, 1):
            raise ZipBomb()
