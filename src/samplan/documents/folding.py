"""How text is folded, and what a word is when we count that no word was lost.

A word is a run of letters, digits and underscores (`\\w+`), casefolded, after line-end hyphenation is undone and
soft hyphens are gone. Both sides of a comparison go through `words`, so punctuation, bullets and the breaking of
lines do not count, and every letter and digit does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011"
CONJUNCTIONS = ("och", "eller", "samt", "respektive", "resp", "alternativt", "till", "and", "or")
"""Words before which a hyphen at a line's end is a shared ending ("kommun- och"), not a broken word."""

LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f\ud800-\udfff]")
_BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ODD = re.compile(r"[^ -~åäöÅÄÖ–”]|  ")
"""What a text that is folded already does not hold: nearly all are, and need no more than this look."""
_WORD = re.compile(r"\w+")
_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y"})
_SPAN = re.compile(r"\d[-–]$")
_ACRONYM = re.compile(r"(?:^|[^\w])[A-ZÅÄÖ\d]\w?[A-ZÅÄÖ\d]+[-\u2010\u2011]$")
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u2011]$")


def fold(text: str) -> str:
    """One blank for every run of blanks and line breaks; no soft hyphens, no invisible or control characters,
    no lone surrogates (Excel can write them): neither a database nor a file can carry them.
    """
    if not _ODD.search(text):
        return text.strip()
    text = unicodedata.normalize("NFC", text)
    text = _LIGATURE.sub(lambda match: LIGATURES[match[0]], text)
    text = text.replace("\u2011", "-").replace("\u2010", "-").replace(SOFT_HYPHEN + "\n", "").replace(SOFT_HYPHEN, "")
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return _BLANKS.sub(" ", text).strip()


def join_lines(lines: Iterable[str]) -> str:
    """The lines as one folded text, with words that a hyphen broke at a line's end joined again.

    "psykia-" + "trin" -> "psykiatrin"; "kommun-" + "och" keeps its hyphen and a blank; "Uppsala-" + "Örebro" and
    "MHFA-" + "utbildning" keep the hyphen without one.
    """
    parts: list[str] = []
    soft = False
    for line in lines:
        text = fold(line)
        if not text:
            continue
        if parts and not soft:
            # Only the last line is looked at, so that long texts cost no more a line than short ones.
            dropped, between = _seam(parts[-1], text)
            parts[-1] = parts[-1][:-1] if dropped else parts[-1]
            parts.append(between)
        parts.append(text)
        soft = line.rstrip().endswith(SOFT_HYPHEN)
    return "".join(parts)


def _seam(before: str, after: str) -> tuple[bool, str]:
    """Whether the hyphen at the end of `before` goes, and what stands between the two lines."""
    if not _BROKEN.search(before):
        return False, "" if _SPAN.search(before) and after[:1].isdigit() else " "
    first = _WORD.match(after)
    if first is None or first[0].casefold() in CONJUNCTIONS:
        return False, " "
    keeps = first[0][0].isupper() or first[0][0].isdigit() or _ACRONYM.search(before) is not None
    return not keeps, ""


def words(text: str | Sequence[str]) -> list[str]:
    """The words of a text (its lines joined first) or of lines, casefolded, in order, repeats kept."""
    lines = text.splitlines() if isinstance(text, str) else text
    return [word.casefold() for word in _WORD.findall(join_lines(lines))]


def swedish_key(text: str) -> str:
    """A key to sort by: case does not count, and å, ä and ö come last."""
    return unicodedata.normalize("NFC", text).casefold().translate(_LAST)
