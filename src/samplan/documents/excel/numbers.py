"""Excel's numbers and dates as a person in Sweden reads them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip
"""The number formats that a file need not spell out; those not here are plain numbers."""

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
          "november", "december")  # fmt: skip
FIRST_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 (Excel's days have no zone)
FIRST_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_DAY = 2_958_465

_QUOTED = re.compile(r'"([^"]*)"')
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def shown(value: float, form: str, *, from_1904: bool = False) -> str:
    """A number in its number format: dates as 2024-05-01, decimals with a comma, no thousands blanks, no ".0"."""
    section = form.split(";", 1)[0]
    bare = _ASIDE.sub("", section).lower()
    if re.search(r"[dyhs]|m", bare.replace("general", "").replace("standard", "")) and 0 <= value <= LAST_DAY:
        return _moment(value, bare, FIRST_1904 if from_1904 else FIRST_1900)
    if "%" in bare:
        decimals = len(re.sub(r"[^0#?]", "", bare.split(".", 1)[1])) if "." in bare else 0
        return f"{_plain(round(value * 100, decimals))}%"
    rounded = round(value, len(re.findall(r"[0#?]", bare.split(".", 1)[1]))) if re.search(r"\.[0#?]", bare) else value
    return _with_words(_plain(rounded), section)


def iso(text: str) -> str:
    """A date that is written as ISO text, without a midnight that nobody wrote."""
    return re.sub(r"T00:00(?::00(?:\.0+)?)?Z?$", "", text).replace("T", " ").removesuffix("Z")


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".10g").replace(".", ",")


def _with_words(number: str, section: str) -> str:
    """The number with the words that its format adds, such as "kr"."""
    words = [word.strip() for word in (*_CURRENCY.findall(section), *_QUOTED.findall(section)) if word.strip()]
    return " ".join([number, *words])


def _moment(value: float, bare: str, first: datetime) -> str:
    try:
        moment = first + timedelta(days=value)
    except OverflowError:
        return _plain(value)
    moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    has_time = "h" in bare or "s" in bare
    has_date = "y" in bare or "d" in bare or ("m" in bare and not has_time)
    time = f"{moment:%H:%M:%S}".removesuffix(":00") if has_time else ""
    return " ".join(part for part in (_day(moment.date(), bare) if has_date else "", time) if part)


def _day(day: date, bare: str) -> str:
    year, month, of_month = "y" in bare, "m" in bare, "d" in bare
    if year and not month:
        return str(day.year)
    if year and not of_month:
        return f"{MONTHS[day.month - 1]} {day.year}"
    if year:
        return day.isoformat()
    if of_month and month:
        return f"{day.day} {MONTHS[day.month - 1]}"
    return MONTHS[day.month - 1] if month else str(day.day)
