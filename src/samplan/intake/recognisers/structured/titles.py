"""Titles of areas: the number and the words that say "this is an area" taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from samplan.intake.recognisers.vocabulary import Role, vocabulary

_NUMBER = re.compile(
    r"^\s*(?:§\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZÅÄÖ]\.?\d{1,2}|X{0,2}(?:IX|IV|V?I{1,3}|V|X)(?=[.:)]|\s[–—-]|\s{2})"
    r"|[A-Z](?=\.))[.):]?\s*[–—-]?\s+(?P<title>\S.*)$",
    re.S,
)
_SERIES = re.compile(
    r"^\s*(?P<word>[A-ZÅÄÖ][a-zåäö]{2,}|[A-ZÅÄÖ]{3,})\s+(?:nr\.?\s*)?(?P<number>\d{1,2}|[A-Z]|I{1,3}|IV|VI{0,3})\s*(?:[:.]|\s[–—-])\s+"
    r"(?P<title>[A-ZÅÄÖ\d\"”].*)$", re.S
)  # fmt: skip
"""A title of a series, whatever its members are called: "Spår 2 – Skola", "Paket B: Stöd"."""
_CONTENTS = re.compile(r"(?:\.{3,}|…{2,}|\s{3,}|\t|_{3,}|(?:\. ){3,})\s*\d{1,3}\s*$|\.{4,}")


@dataclass(frozen=True, slots=True)
class Title:
    """A heading taken apart. kind: "area", "group", "target" (what its first words say) or "" (nothing)."""

    number: str | None
    title: str
    kind: str = ""


@cache
def _prefixes() -> list[tuple[str, re.Pattern[str]]]:
    file = vocabulary().file
    kinds = (("group", file.group_heading), ("target", file.target_heading), ("area", file.area_heading))
    made = []
    for kind, words in kinds:
        alternatives = "|".join(_breakable(word) for word in sorted(words, key=len, reverse=True))
        made.append((kind, re.compile(
            rf"^\s*(?:(?P<before>\d{{1,2}}(?:\.\d{{1,2}})*)[.)]?\s+)?(?:{alternatives})(?:et)?\s*(?:nr\.?\s*)?"
            r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZÅÄÖ]\d{0,2}(?![\w]))\s*[.:–—-]*\s*|[:–—-]\s*)(?P<title>.*)$",
            re.I | re.S,
        )))  # fmt: skip
    return made


def _breakable(word: str) -> str:
    """A pattern of a word that a narrow cell may have broken anywhere ("Utveckling sområde")."""
    return r"\s?".join(re.escape(letter) for letter in word if letter != " ")


def read_title(text: str) -> Title:
    """Take a heading apart: "Område 3: Samverkan" -> ("3", "Samverkan", "area"), "1.2 Samverkan" -> ("1.2", …, "")."""
    for kind, pattern in _prefixes():
        match = pattern.match(text)
        begun = match is not None and match["number"] is not None and match["title"].strip()[:1].islower()
        dated = match is not None and not re.search(r"[^\W\d]", match["title"]) and bool(re.search(r"\d{4}", text))
        if match and not begun and not dated and (match["title"].strip() or match["number"]):
            number = match["number"] or match["before"]
            return Title(number, match["title"].strip(" :–—-") or text.strip(), kind)
    match = _NUMBER.match(text)
    if match:
        return Title(match["number"], match["title"].strip())
    match = _SERIES.match(text)
    if match and _names_series(match["word"]):
        return Title(match["number"], match["title"].strip())
    lettered = re.match(r"^\s*[a-zåäö]\)\s+(?=[A-ZÅÄÖ])", text)
    if lettered:
        return Title(None, text[lettered.end() :].strip())
    return Title(None, text.strip())


def _names_series(word: str) -> bool:
    """Whether a word may be what the members of a series are called: no label of what stands in a plan, no chapter."""
    label = vocabulary().label(word)
    placing = label is None or label.role in (Role.AREA, Role.GROUP, Role.FOCUS_AREA)
    return (placing or word.lower() in ("kort", "steg")) and not vocabulary().is_chapter(word)


def is_contents_line(text: str) -> bool:
    """Whether a line is one of a list of contents ("1.2 Samverkan ........ 12")."""
    return bool(_CONTENTS.search(text))


def depth(number: str | None) -> int:
    """How deep a number is: "1.2" and "A1" -> 2, none -> 0."""
    return number.count(".") + 1 + (number[0].isalpha() and len(number) > 1) if number else 0


def is_number(text: str) -> bool:
    """Whether a text is the number of an area and nothing more ("3", "1.4", "B2")."""
    return bool(re.fullmatch(r"\s*[A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2}){0,3}\.?\s*", text))
