"""Characters that a file format cannot carry, taken out or told in words."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAMES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, which neither XML nor PDF can carry."""
    return _NOT_XML.sub("", text)


def xml(text: str) -> str:
    """The text ready to stand in XML, as content or in an attribute."""
    return clean(text).translate(_XML_NAMES)
