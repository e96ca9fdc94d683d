"""Makes a file's name safe to show, to store and to put in a header; it is never used as a path."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 120
FALLBACK = "dokument"

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)

_CODED = re.compile(
    "%(?:[01][0-9A-F]|7F|C2%[89][0-9A-F]|E2%80%(?:8[B-F]|A[8-E])|E2%81%A[0-9A-F]|EF%BB%BF)", re.IGNORECASE
)
"""Control, direction and zero-width characters as browsers code them in a file's name: %0A, %E2%80%AE."""


def safe_name(name: str | None, *, fallback: str = FALLBACK) -> str:
    """The name without path parts, control characters and direction marks, at most `MAX_NAME` characters.

    The ending is kept. A name of nothing but such characters becomes `fallback`.
    """
    text = unicodedata.normalize("NFC", name or "")
    text = _CODED.sub("", text)
    text = "".join(" " if ch in "\t\r\n" else ch for ch in text if not _hidden(ch))
    text = re.split(r"[/\\]", text)[-1]
    text = re.sub(r'[<>:"|?*]', "_", text)
    text = re.sub(r"\s+", " ", text).lstrip().rstrip(" .")
    text = _RESERVED.sub(r"_\1", text)
    stem, ending = _parted(text)
    stem = stem.lstrip(" .")[: MAX_NAME - len(ending)].rstrip(" .")
    return f"{stem}{ending}" if stem else f"{fallback}{ending}"


def ending_of(name: str | None) -> str:
    """The name's ending in small letters with its dot (".docx"), "" if it has none."""
    return _parted(safe_name(name))[1].lower() if name else ""


def _parted(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.*?)(\.\w{1,8})", text, re.DOTALL)
    return (match[1], match[2]) if match else (text, "")


def _hidden(ch: str) -> bool:
    """Control, format (direction marks, zero width), private, lone surrogate and unassigned characters."""
    return ch not in "\t\r\n" and unicodedata.category(ch) in {"Cc", "Cf", "Cs", "Co", "Cn"}
