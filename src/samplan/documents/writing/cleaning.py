"""Characters that a file format cannot carry, taken out or told in words."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAMES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


_BLANKS = {0x09: " ", 0x85: " "}


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, which neither XML nor PDF can carry.

    A tab, and the old sign for a next line, are blanks: no font has a shape for them.
    """
    return _NOT_XML.sub("", text.translate(_BLANKS))


def xml(text: str) -> str:
    """The text ready to stand in XML, as content or in an attribute."""
    return clean(text).translate(_XML_NAMES)
