"""The page's language, and how its readers expect numbers and order. Pure functions: the active language decides."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Protocol

from django.utils.translation import get_language

BLANK = "\u00a0"
DASH = "–"
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


def number(value: str | int | Decimal) -> str:
    """1 240 000 and 1 500,50 in Swedish; 1,240,000 and 1,500.50 in English."""
    amount = Decimal(value)
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return text if in_english() else text.replace(",", BLANK).replace(".", ",")


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
