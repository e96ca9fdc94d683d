"""Times as far as a look at them tells: whether a line in a column of times begins the next one or goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö.]*"
_BEGINS = re.compile(
    rf"(?:{_MONTH}|vår\w*|höst\w*|sommar\w*|[vh]t|kv\w*|q\d|senast|från|fr\.|till|t\.?o\.?m|under|hela|inom|före|efter"
    r"|(?:fort)?löpande|pågå\w*|årlig\w*|varje|ej|inte|tills|snarast|i|(?:19|20)\d\d|\d{1,2}[./]\d|\d{1,2} "
    + _MONTH
    + r")(?![a-zåäö])",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:(?:19|20)\d\d|[-–]\d\d|\d{1,2}/\d{1,2}|löpande|pågår|pågående|årligen|framåt|tidsatt|beslutat|bestämt|klart?"
    r"|varje år|kvartal|månad|påbörja[td]e?)$",
    re.IGNORECASE,
)
FEWEST = 2
MOSTLY = 0.6


def begins_time(text: str) -> bool:
    """Whether a text begins as a time does."""
    return _BEGINS.match(text) is not None


def next_time(before: str, text: str) -> bool:
    """Whether a text begins a time of its own below another that is whole."""
    return bool(_WHOLE.search(before)) and begins_time(text)


def goes_on(before: str, text: str) -> bool:
    """Whether a text is the rest of a time that is not whole yet ("September" over "2031")."""
    return not _WHOLE.search(before) and text[:1].isdigit()


def holds_times(texts: Iterable[str]) -> bool:
    """Whether the texts of a column's lines are mostly times."""
    listed = [text for text in texts if not text[:1].islower() or begins_time(text)]
    told = sum(begins_time(text) for text in listed)
    return told >= FEWEST and told >= MOSTLY * len(listed)
