"""How Swedish (and English) readers expect dates, sums, small numbers and order to be written.

Pure functions: the active language decides. No-break blanks keep a date or a sum on one line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

BLANK = "\u00a0"
DASH = "–"
JOINER = "\u2060"
SMALL_SV = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
SMALL_EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
LAST = {"å": "{a", "ä": "{b", "ö": "{c"}


def in_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "sv").startswith("en")


class Bilingual(Protocol):
    """Anything that is said in both languages: sentences, errors, labels, entries of the catalogue."""

    @property
    def sv(self) -> str:
        """In Swedish."""

    @property
    def en(self) -> str:
        """In English."""


def said(words: Bilingual) -> str:
    """The words in the page's language."""
    return words.en if in_english() else words.sv


def named(names: Mapping[Any, Bilingual]) -> list[tuple[str, str]]:
    """Codes with their names in the page's language, as a field's choices."""
    return [(str(code), said(words)) for code, words in names.items()]


def long_date(value: date | None) -> str:
    """12 mars 2026, 12 March 2026; an empty string for no date."""
    return formats.date_format(value, "j F Y").replace(" ", BLANK) if value else ""


def span(start: date | None, end: date | None) -> str:
    """The days from start to end: whole years as 2024–2028, else both dates; one side may be open."""
    if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}{DASH}{end.year}"
    if start and end:
        return f"{long_date(start)}{BLANK}{DASH} {long_date(end)}"
    if start or end:
        return f"{long_date(start)}{BLANK}{DASH}" if start else f"{DASH}{BLANK}{long_date(end)}"
    return ""


def full_span(start: date | None, end: date | None) -> str:
    """Both days written out: 1 januari 2024 – 31 december 2028."""
    if start and end:
        return f"{long_date(start)}{BLANK}{DASH} {long_date(end)}"
    return span(start, end)


def number(value: str | int | Decimal) -> str:
    """1 240 000 and 1 500,50 in Swedish; 1,240,000 and 1,500.50 in English."""
    amount = Decimal(value)
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return text if in_english() else text.replace(",", BLANK).replace(".", ",")


def money(value: str | int | Decimal, currency: str = "SEK") -> str:
    """1 240 000 kronor; SEK 1,240,000."""
    if currency != "SEK":
        return f"{number(value)}{BLANK}{currency}"
    return f"SEK{BLANK}{number(value)}" if in_english() else f"{number(value)}{BLANK}kronor"


def small_number(value: int) -> str:
    """Numbers up to twelve in letters, as running text has them."""
    words = SMALL_EN if in_english() else SMALL_SV
    return words[value] if 0 <= value < len(words) else number(value)


def order(text: str) -> tuple[str, str]:
    """Sort key: Swedish order with å, ä, ö last; other accents as their letter, capitals as small."""
    key = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        key.append(LAST.get(letter) or unicodedata.normalize("NFD", letter)[0])
    return "".join(key), text


def status_word(word: str, count: int) -> str:
    """A status after its number: 1 klar, 4 klara; 1 uppnått, 3 uppnådda; 2 pågår. English words do not bend."""
    low = word[:1].lower() + word[1:]
    if in_english() or count == 1:
        return low
    head, blank, last = low.rpartition(" ")
    for ending, plural in PLURALS:
        if last.endswith(ending):
            return head + blank + last.removesuffix(ending) + plural
    return low


PLURALS = (
    ("idé", "idéer"),
    ("nått", "nådda"),
    ("klart", "klara"),
    ("klar", "klara"),
    ("gjort", "gjorda"),
    ("gjord", "gjorda"),
    ("fört", "förda"),
    ("förd", "förda"),
    ("dömt", "dömda"),
    ("jad", "jade"),
    ("jat", "jade"),
    ("sad", "sade"),
    ("sat", "sade"),
    ("rad", "rade"),
    ("rat", "rade"),
    ("tad", "tade"),
    ("tat", "tade"),
    ("gen", "gna"),
    ("get", "gna"),
)


def period(start: date | None, end: date | None, *, ongoing: bool = False) -> str:
    """How a time was understood: 2018–2020, juli–december 2025, 2024 och framåt, 12 mars 2026; empty if not at all."""
    if ongoing and not end:
        return _("{year} och framåt").format(year=_edge(start, last=False)) if start else _("utan slutdatum")
    if not start or not end:
        return _edge(start or end, last=start is None) if start or end else ""
    if start == end:
        return long_date(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return span(start, end)
    if start.day == 1 and _last_of_month(end):
        return _months(start, end)
    return full_span(start, end)


def _last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _edge(day: date, *, last: bool) -> str:
    """One end of a time: a year alone where the day is the year's first or last."""
    whole = (day.month, day.day) == ((12, 31) if last else (1, 1))
    return str(day.year) if whole else long_date(day)


def _months(start: date, end: date) -> str:
    first, last = formats.date_format(start, "F"), formats.date_format(end, "F")
    if start.year != end.year:
        return f"{first}{BLANK}{start.year} {DASH} {last}{BLANK}{end.year}"
    if start.month == end.month:
        return f"{first}{BLANK}{start.year}"
    return f"{first}{JOINER}{DASH}{JOINER}{last}{BLANK}{start.year}"
