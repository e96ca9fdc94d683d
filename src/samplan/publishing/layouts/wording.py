"""Dates, times, sums and sorting the Swedish way."""

from __future__ import annotations

import calendar
import re
from datetime import date

from samplan.documents.folding import swedish_key as swedish_key
from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    GoalContent,
    IndicatorContent,
    Label,
    PlanContent,
)
from samplan.plans.shapes.exchange import Cost
from samplan.plans.shapes.ownership import OwnerPart

Owned = AreaContent | GoalContent | ActivityContent | IndicatorContent
"""What somebody can have a part in."""

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_HALVES = {((1, 1), (6, 30)): "Vt", ((7, 1), (12, 31)): "Ht"}


def long_date(day: date) -> str:
    """ "12 mars 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def bodies(item: Owned, part: OwnerPart) -> list[str]:
    """Who has a part in an item; who has been asked and has not said yes is told to be so."""
    asked = [f"{body.name} (tillfrågad)" for body in item.asked if body.part is part]
    return [*(body.name for body in getattr(item, part.value)), *asked]


def span(start: date | None, end: date | None) -> str:
    """A time as a Swedish plan writes it: "2024", "2024 – 2026", "Vt 2025", "mars 2025", else the dates."""
    if start and end:
        return _closed(start, end)
    if start:
        return f"{_from(start)} – och fortlöpande"
    return f"t.o.m. {_until(end)}" if end else ""


def _closed(start: date, end: date) -> str:
    if start == end:
        return long_date(start)
    if (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} – {end.year}"
    if start.year == end.year:
        half = _HALVES.get(((start.month, start.day), (end.month, end.day)))
        if half:
            return f"{half} {start.year}"
        if start.month == end.month and start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
            return f"{MONTHS[start.month - 1].capitalize()} {start.year}"
    return f"{start.isoformat()} – {end.isoformat()}"


def _from(start: date) -> str:
    return str(start.year) if (start.month, start.day) == (1, 1) else start.isoformat()


def _until(end: date) -> str:
    return str(end.year) if (end.month, end.day) == (12, 31) else end.isoformat()


def time_of(activity: ActivityContent) -> str:
    """The activity's time as written; where the words tell less than the dates, the dates follow in brackets."""
    written = (activity.timeframe or "").strip()
    if not written:
        if activity.start or activity.end:
            return span(activity.start, activity.end)
        return "Pågående" if activity.ongoing else ""
    if activity.recurring:
        return written
    untold = [day for day in (activity.start, activity.end) if day and not _tells_year(written, day.year)]
    return f"{written} ({span(activity.start, activity.end)})" if untold else written


def _tells_year(written: str, year: int) -> bool:
    return str(year) in written or f"-{year % 100:02d}" in written or f"{year % 100:02d}" in written.split()


def money(amount: str) -> str:
    """ "1500000" as "1 500 000" with blanks that do not break; öre after a comma."""
    whole, _, rest = amount.partition(".")
    sign = "−" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-') or '0'):,}".replace(",", "\u00a0")
    return f"{sign}{grouped},{rest}" if rest.strip("0") else f"{sign}{grouped}"


def amount(cost: Cost) -> str:
    """A range, "500 000–1 000 000 kr", or one sum."""
    low, high = money(cost.min), money(cost.max)
    return f"{low} kr" if low == high else f"{low}–{high} kr"


def cost(cost: Cost) -> str:
    """What it pays with the amount and its year, "Utbildning 2026: 500 000–1 000 000 kr"."""
    what = " ".join(word for word in (cost.text or "", str(cost.year or "")) if word)
    return f"{what}: {amount(cost)}" if what else amount(cost)


def label(value: Label | None) -> str:
    """The label's Swedish words, "" for none."""
    return value.sv if value else ""


def joined(words: list[str]) -> str:
    """ "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def numbered(number: str | int | None, title: str) -> str:
    """ "1.4 Suicidprevention"; the title alone where there is no number."""
    return f"{number} {title}" if number not in {None, ""} else title


_OF_VALIDITY = re.compile(
    r"(läns)?(handlings)?plan(en|period(en)?)?|den|denna|här|är|gäll(er|a)|giltig(het)?(stid)?|för|under|år(en)?"
    r"|period(en)?|tiden|från|till|och|med|tom|fr|t|o|m"
)


def only_tells_validity(text: str, content: PlanContent) -> bool:
    """Whether a sentence says nothing but when the plan holds, as the plan's own dates do."""
    first, last = content.valid_from, content.valid_to
    told = set(re.findall(r"\w+", text.casefold()))
    if first is None or last is None or not {str(first.year), str(last.year)} <= told:
        return False
    ours = {part for day in (first, last) for part in (f"{day.day}", f"{day:%d}", f"{day:%m}", f"{day.month}")}
    ours |= {str(first.year), str(last.year), MONTHS[first.month - 1], MONTHS[last.month - 1]}
    return all(word in ours or _OF_VALIDITY.fullmatch(word) for word in told)
