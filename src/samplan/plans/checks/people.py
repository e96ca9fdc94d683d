"""Personal data: what must not stand in a plan at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from samplan.plans.checks.catalogue import any_of, pattern_of, words
from samplan.plans.checks.registry import Hit, of_area, of_plan
from samplan.plans.checks.sight import AreaSight, Sight, Text
from samplan.plans.shapes.findings import Place

NUMBER = re.compile(r"(?<![\d-])((?:18|19|20)?\d{6})([-+]?)(\d{4})(?![\d-])")
MOBILE = re.compile(r"(?<![\d-])(?:\+46\s?\(?0?\)?\s?|0)7[0-9](?:[\s-]{0,3}\d){7}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@([\w-]+\.)+\w{2,}")
AGE = r"(?:\d{1,3}\s*(?:år\b|års\b)|\d{1,3}-årig\w*)"
HIDDEN = "…"
DIGIT = re.compile(r"\d")
SHORTEST = 10


def _with_digits(sight: Sight) -> Iterator[Text]:
    """Texts with as many digits as the shortest number that is looked for."""
    for text in sight.texts:
        if len(DIGIT.findall(text.text)) >= SHORTEST:
            yield text


@of_plan
def personal_number(sight: Sight) -> Iterator[Hit]:
    """A number that a person in Sweden could have: the date exists, and the check digit fits."""
    for text in _with_digits(sight):
        for found in NUMBER.finditer(text.text):
            if is_personal_number(found[1], found[2], found[3]):
                yield _hidden(text.place, found.group(), text.field)


def is_personal_number(day: str, sign: str, last: str) -> bool:
    """Whether the digits could be a personal number or a coordination number (day + 60), check digit and all."""
    digits = day[-6:] + last
    if not sign and len(day) == 6 and digits.startswith("07"):
        return False  # A mobile number written in one go.
    return _a_day(day) and _check_digit(digits)


def _a_day(day: str) -> bool:
    short = day[-6:]
    month, in_month = int(short[2:4]), int(short[4:6])
    in_month -= 60 if in_month > 60 else 0
    for century in (day[:2],) if len(day) == 8 else ("19", "20"):
        try:
            date(int(century + short[:2]), month, in_month)
        except ValueError:
            continue
        return True
    return False


def _check_digit(digits: str) -> bool:
    """The last of ten digits by the modulus 10 rule."""
    total = 0
    for at, sign in enumerate(digits):
        doubled = int(sign) * (2 if at % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _hidden(place: Place, found: str, field: str) -> Hit:
    """A hit that shows only how what was found begins: a list of findings must not spread it."""
    return Hit(place, quote=found[:3] + HIDDEN, basis=found, field=field)


@of_plan
def mobile_number(sight: Sight) -> Iterator[Hit]:
    """A mobile number: often somebody's own."""
    for text in _with_digits(sight):
        for found in MOBILE.finditer(text.text):
            yield _hidden(text.place, found.group(), text.field)


@of_plan
def private_mail(sight: Sight) -> Iterator[Hit]:
    """An address at a provider for private people."""
    for text in (t for t in sight.texts if "@" in t.text):
        for found in MAIL.finditer(text.text):
            if any_of("private_mail").search(found.group().rsplit("@", 1)[1]):
                yield _hidden(text.place, found.group(), text.field)


@cache
def _one_person() -> re.Pattern[str]:
    """One person of an age: "en flicka på 14 år", "en 34-årig man"."""
    person = "|".join(pattern_of(w) for w in words().one_person)
    return re.compile(
        rf"(?:\ben\s+(?:\w+\s+)?(?:{person})\s*,?\s*(?:på|om|i)?\s*{AGE})|(?:\ben\s+{AGE}\s+(?:{person}))",
        re.IGNORECASE,
    )


@of_area
def patient_story(sight: AreaSight) -> Iterator[Hit]:
    """Words that tell of one single person in care, or of one's own child."""
    for text in sight.texts:
        one = _one_person().search(text.text) if "år" in text.text else None
        told = one and any_of("pronouns").search(text.text[one.end() :])
        own = any_of("own_relatives").search(text.text)
        found = one if told else own
        if found:
            yield Hit(text.place, quote=found.group(), basis=text.text, field=text.field)
