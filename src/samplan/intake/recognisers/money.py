"""Sums of money as plans write them: ranges, thousands, millions, approximate, per person, by year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.']\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d+)?"
_UNIT = (
    r"tkr|kkr|tusen(?:\s*kr(?:onor)?)?|mnkr|mkr|msek|ksek|milj(?:oner|on)?\.?(?:\s*kr(?:onor)?)?|kronor|kr\b\.?|sek|:-"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,-])(?P<between>mellan\s+)?(?:(?P<before>tkr|kkr|mnkr|mkr|msek|ksek|sek|kr)\s*:?\s+(?!(?:19|20)\d\d\b))?"
    rf"(?P<low>{_NUMBER})\s*(?P<lowunit>{_UNIT})?"
    rf"(?:\s*(?:[-–—−]|till|upp\s+till|(?(between)och|till))\s*(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?)?(?!\d)",
    re.I,
)
NEAR = 60
"""Characters beside a sum in which its year or what it counts is looked for; keeps long texts from costing more."""

_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)\s*[:=]?\s*(?:ca\s*|cirka\s*)?$", re.I)
_YEAR_AFTER = re.compile(r"^\s*[(,]?\s*(?:(?:för|under|i)\s+)?(?:år(?:et)?\s*|för\s*)?((?:19|20)\d\d)\b", re.I)
_UNSURE = re.compile(
    r"\bca\b|\bcirka\b|\bomkring\b|\buppskatt|\bprel|\bev\b|\?|\bungefär|\bdrygt|\bknappt|\bhögst|\bmax", re.I
)
_PER = re.compile(
    r"\bper\s+(?:person|deltagare|tillfälle|anställd|medarbetare|kommun|utbildning|plats|dag|invånare)"
    r"|/\s*(?:person|anställd|deltagare)",
    re.I,
)

_SUM = re.compile(
    r"\W*(?:del)?(?:summa|totalt?|sammanlagt)(?:\s+(?:summa|totalt|kostnad(?:er)?|(?:19|20)\d\d|år|kr|tkr))*\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or range in whole kronor. unsure: written with "ca" or the like; per_unit: not a total."""

    low: Decimal
    high: Decimal
    year: int | None = None
    unsure: bool = False
    per_unit: bool = False
    unit_written: bool = False

    @property
    def min(self) -> str:
        """The lower end as the plan file writes it."""
        return money(self.low)

    @property
    def max(self) -> str:
        """The upper end as the plan file writes it."""
        return money(self.high)


def money(value: Decimal) -> str:
    """A decimal string in whole kronor, with öre only where there are some."""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{value:.2f}"


def factor(text: str) -> Decimal | None:
    """What a unit multiplies by: "tkr" -> 1000; None where the text names no unit."""
    low = text.lower()
    if re.search(r"\btkr\b|\bkkr\b|\btusen|\bksek\b", low):
        return Decimal(1000)
    if re.search(r"\bmnkr\b|\bmkr\b|\bmilj|\bmsek\b", low):
        return Decimal(1_000_000)
    if re.search(r"\bkr\b|kronor|\bsek\b|:-", low):
        return Decimal(1)
    return None


def amounts(text: str, *, unit: str = "", bare: bool = True) -> list[Amount]:
    """All sums in a text, in order.

    unit: the unit that the column's header names. bare: numbers without a unit count as kronor (a cost column).
    """
    found = [_amount(text, match, unit, bare) for match in _AMOUNT.finditer(text)]
    unsure, per_unit = bool(_UNSURE.search(text)), bool(_PER.search(text))
    return [replace(amount, unsure=unsure, per_unit=per_unit) for amount in found if amount]


def is_sum_row(texts: Sequence[str]) -> bool:
    """Whether a row only adds up the rows above it: "Summa" before nothing but sums of money."""
    told = [text for text in texts if text.strip()]
    return len(told) > 1 and bool(_SUM.match(told[0])) and all(_only_amount(text) for text in told[1:])


def _only_amount(text: str) -> bool:
    found = _AMOUNT.fullmatch(text.strip())
    return found is not None and bool(amounts(text))


def _amount(text: str, match: re.Match[str], unit: str, bare: bool) -> Amount | None:
    """One sum; what the whole text tells of it is left to `amounts`."""
    written = match["unit"] or match["lowunit"] or match["before"]
    near_before = text[max(match.start() - NEAR, 0) : match.start()]
    near_after = text[match.end() : match.end() + NEAR]
    if not written and (not bare or _is_year(match["low"]) or _counts_something(near_after)):
        return None
    times = factor(written or unit) or Decimal(1)
    low_times = factor(match["lowunit"]) if match["lowunit"] else times
    low = decimal(match["low"]) * (low_times or times)
    high = decimal(match["high"]) * times if match["high"] else low
    if match["high"] and not match["lowunit"]:
        low = _in_thousands(match["low"], low, match["high"], high)
    if high < low:
        return None
    before, after = _YEAR_BEFORE.search(near_before), _YEAR_AFTER.search(near_after)
    year = int(before[1]) if before else int(after[1]) if after else None
    return Amount(low, high, year, unit_written=bool(written))


def _in_thousands(low_written: str, low: Decimal, high_written: str, high: Decimal) -> Decimal:
    """The lower end of a range whose thousands are written at its upper end alone: "200–300 000" begins at 200 000."""
    if not re.fullmatch(r"\d{1,3}(?:,\d{1,2})?", low_written):
        return low
    scaled = [low * 1000**power for power in range(len(_THOUSANDS.findall(high_written)), 0, -1)]
    return next((value for value in scaled if value < high), low)


_THOUSANDS = re.compile(r"[ \u00a0\u202f.']\d{3}|(?<=\d)000$")
"""The groups of thousands in a number as written."""


def _is_year(written: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", written))


def _counts_something(after: str) -> bool:
    """Whether a number without a unit counts something else than kronor ("50 % tjänst", "2 dagar")."""
    return bool(re.match(r"\s*(?:%|procent|tjänst|dagar|timmar|personer|kommuner|st\b|h\b|månader|år\b)", after, re.I))


def decimal(written: str) -> Decimal:
    """A number in Swedish writing: "1 500 000", "0,5", "1.500.000"."""
    bare = re.sub(r"[ \u00a0\u202f']", "", written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
        bare = bare.replace(".", "")
    return Decimal(bare.replace(",", "."))
