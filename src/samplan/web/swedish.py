"""How Swedish (and English) readers expect dates, sums, small numbers and order to be written.

Pure functions: the active language decides. No-break blanks keep a date or a sum on one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from samplan.publishing.language import BLANK, DASH, Bilingual, in_english, number, said
from samplan.publishing.language import order as order
from samplan.publishing.language import small_number as small_number

JOINER = "\u2060"


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


def money(value: str | int | Decimal, currency: str = "SEK") -> str:
    """1 240 000 kronor; SEK 1,240,000."""
    if currency != "SEK":
        return f"{number(value)}{BLANK}{currency}"
    return f"SEK{BLANK}{number(value)}" if in_english() else f"{number(value)}{BLANK}kronor"


def money_range(low: str | int | Decimal, high: str | int | Decimal) -> str:
    """1 800 000–2 200 000 kronor; SEK 1,800,000–2,200,000."""
    if low == high:
        return money(high)
    if in_english():
        return f"{money(low)}{DASH}{number(high)}"
    return f"{number(low)}{DASH}{money(high)}"


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
