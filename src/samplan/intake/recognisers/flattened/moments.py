"""Where a time stands in a line of flattened text: only its place; `times` tells what it means."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|"
    r"aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TERM = (
    r"(?:ht|vt|höst(?:en)?|host(?:en)?|vår(?:en)?|var(?:en)?|sommar(?:en)?|vinter(?:n)?|q[1-4]|"
    r"(?:första|andra|tredje|fjärde|forsta|fjarde)\s(?:halvåret|halvaret|kvartalet)|"
    r"kv(?:artal)?\.?\s?[1-4]|[1-4]\s?kvartalet|tertial\s?[1-3]|halvår(?:et)?)"
)
_YEAR = r"(?:(?:19|20)\d{2})"
_LATE = r"(?:(?:i\s)?(?:början|borjan|mitten|slutet|utgången|utgangen)\sav(?:\såret)?\s)"
_DAY = r"(?:\d{1,2}\s?[:/]\s?\d{1,2}(?:-\d{2,4})?|\d{1,2}\s" + _MONTH + r")"
_ISO = r"(?:20\d{2}-\d{2}(?:-\d{2})?)"
_BEFORE = rf"(?:{_DAY}|{_MONTH}\s?[-–]\s?{_MONTH}|{_MONTH}|{_TERM}\s?[-–/]\s?{_TERM}|{_TERM})"
_DATED = rf"(?:{_ISO}|{_LATE}?(?:{_BEFORE}\s?-?\s?)?{_YEAR}|{_BEFORE}\s-?\d{{2}}(?![\d\w])|[hv]t-?\d{{2}}(?![\d\w]))"
_STATE = (
    r"(?:pågående|pagaende|pågår|pagar|fortlöpande|fortlopande|löpande|lopande|"
    r"årligen|arligen|kontinuerligt|"
    r"klart|klar|tills\s?vidare|månadsvis|kvartalsvis|terminsvis|påbörjat|paborjat|påbörjas|planeras|permanent|"
    r"(?:varje|vartannat|varannan|var\stredje|var\ssjätte)\s(?:år|ar|månad|kvartal|termin|vecka)|"
    r"(?:en|två|tre|fyra)\sgånger?\s(?:per|om|i)\s(?:året|år|terminen|termin|månaden|månad)|"
    r"(?:och\s)?(?:framåt|tills\svidare)|förlängt(?:\still)?|hela\såret|"
    r"hela\s(?:plan)?perioden|under\s(?:hela\s)?(?:plan)?perioden|vid\sbehov|start|slut)"
)
_LEAD = (
    r"(?:(?:fram\s)?(?:fr\.?\s?o\.?\s?m\.?|from|från(?:\soch\smed)?|t\.?\s?o\.?\s?m\.?|till(?:\soch\smed)?|"
    r"senast|innan|före|under|sedan|klart|start|kvä|efter)\s)"
)
_SINGLE_TERM = rf"(?:{_TERM}(?!\w))"
_ATOM = rf"\(?(?:{_LEAD}?{_DATED}|{_STATE}|{_LEAD}?{_DAY}(?!\w)|{_SINGLE_TERM})\)?"
_GLUE = r"(?:\s?[-–—/,;+]\s?(?:och\s)?|\s(?:och|samt|till|t\.?o\.?m\.?)\s|\s)"
_OPEN = r"(?:\s?[-–](?!\s?[\w(]))?"
MOMENT = re.compile(rf"(?<![\w/:.])(?:{_ATOM})(?:{_GLUE}(?:{_ATOM}))*{_OPEN}(?![\w%])", re.IGNORECASE)
LONE_MONTH = re.compile(_MONTH, re.IGNORECASE)
OPEN_END = re.compile(rf"(?:(?<=\s)|^)(?:{_MONTH}|{_TERM}|{_YEAR}\s?[-–])\s*$", re.IGNORECASE)
"""A time that the end of the line broke: the next line tells the year."""

_YEAR_FIRST = re.compile(rf"(?:{_YEAR}|{_TERM}\s?{_YEAR})(?![\w-])", re.IGNORECASE)


def parts_time(before: str, text: str) -> bool:
    """Whether a line ends within a time: "… från och med ht" over "2023", "… (ht 2022–" over "vt 2023)"."""
    if not _YEAR_FIRST.match(text):
        return False
    return bool(OPEN_END.search(before)) or bool(re.search(rf"{_YEAR}\s?[-–]$", before))


_TRIM = " .,;:()-–"


def moments(text: str) -> list[tuple[int, int]]:
    """The places (start, end) of whole times in a line, left to right, without overlap."""
    return [(found.start(), found.end()) for found in MOMENT.finditer(text) if found[0].strip(_TRIM)]


_FILLING = r"[\s.,;:()/–-]|och\b|samt\b|till\b|ca\b|prel\b|ev\b"
_FILL = re.compile(_FILLING)
_BEFORE_FIRST = re.compile(rf"(?:{_FILLING})*")


@lru_cache(maxsize=20_000)
def is_moment(text: str) -> bool:
    """Whether the text is nothing but one or more times ("Ht 2016 / Påbörjat", "2017 - och fortlöpande")."""
    stripped = text.strip()
    if not stripped or len(stripped) > 90:
        return False
    if LONE_MONTH.fullmatch(stripped):
        return True
    if not _may_begin(stripped):
        return False
    rest = MOMENT.sub(" ", stripped)
    return rest != stripped and not _FILL.sub("", rest)


def _may_begin(text: str) -> bool:
    """Whether a time begins the text, after what may stand between times: a quick look that spares the long one."""
    before = _BEFORE_FIRST.match(text)
    return any(MOMENT.match(text, at) for at in range((before.end() if before else 0) + 1))
