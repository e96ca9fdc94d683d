"""Where a time stands in a line of flattened text: only its place; `times` tells what it means."""

from __future__ import annotations

import re

_MONTH = r"(?:jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_TERM = (
    r"(?:ht|vt|h\u00f6st(?:en)?|host(?:en)?|v\u00e5r(?:en)?|var(?:en)?|sommar(?:en)?|vinter(?:n)?|q[1-4]|"
    r"(?:f\u00f6rsta|andra|tredje|fj\u00e4rde|forsta|fjarde)\s(?:halv\u00e5ret|halvaret|kvartalet)|kv(?:artal)?\.?\s?[1-4]|[1-4]\s?kvartalet|halv\u00e5r(?:et)?)"
)
_YEAR = r"(?:(?:19|20)\d{2})"
_LATE = r"(?:(?:i\s)?(?:b\u00f6rjan|borjan|mitten|slutet|utg\u00e5ngen|utgangen)\sav(?:\s\u00e5ret)?\s)"
_DAY = r"(?:\d{1,2}\s?[:/]\s?\d{1,2}(?:-\d{2,4})?|\d{1,2}\s" + _MONTH + r")"
_ISO = r"(?:20\d{2}-\d{2}(?:-\d{2})?)"
_BEFORE = rf"(?:{_DAY}|{_MONTH}\s?[-\u2013]\s?{_MONTH}|{_MONTH}|{_TERM}\s?[-\u2013/]\s?{_TERM}|{_TERM})"
_DATED = rf"(?:{_ISO}|{_LATE}?(?:{_BEFORE}\s?-?\s?)?{_YEAR}|{_BEFORE}\s-?\d{{2}}(?![\d\w])|[hv]t-?\d{{2}}(?![\d\w]))"
_STATE = (
    r"(?:p\u00e5g\u00e5ende|pagaende|p\u00e5g\u00e5r|pagar|fortl\u00f6pande|fortlopande|l\u00f6pande|lopande|\u00e5rligen|arligen|kontinuerligt|"
    r"klart|klar|tills\s?vidare|m\u00e5nadsvis|kvartalsvis|terminsvis|p\u00e5b\u00f6rjat|paborjat|p\u00e5b\u00f6rjas|planeras|permanent|"
    r"(?:varje|vartannat|varannan|var\stredje|var\ssj\u00e4tte)\s(?:\u00e5r|ar|m\u00e5nad|kvartal|termin|vecka)|"
    r"(?:en|tv\u00e5|tre|fyra)\sg\u00e5nger?\s(?:per|om|i)\s(?:\u00e5ret|\u00e5r|terminen|termin|m\u00e5naden|m\u00e5nad)|"
    r"(?:och\s)?(?:fram\u00e5t|tills\svidare)|f\u00f6rl\u00e4ngt(?:\still)?|hela\s\u00e5ret|hela\s(?:plan)?perioden|under\s(?:hela\s)?(?:plan)?perioden|vid\sbehov|start|slut)"
)
_LEAD = r"(?:(?:fr\.?\s?o\.?\s?m\.?|from|fr\u00e5n(?:\soch\smed)?|t\.?\s?o\.?\s?m\.?|till(?:\soch\smed)?|senast|innan|f\u00f6re|under|sedan|klart|start|kv\u00e4|efter)\s)"
_SINGLE_TERM = rf"(?:{_TERM}(?!\w))"
_ATOM = rf"\(?(?:{_LEAD}?{_DATED}|{_STATE}|{_LEAD}?{_DAY}(?!\w)|{_SINGLE_TERM})\)?"
_GLUE = r"(?:\s?[-\u2013\u2014/,;+]\s?(?:och\s)?|\s(?:och|samt|till|t\.?o\.?m\.?)\s|\s)"
_OPEN = r"(?:\s?[-\u2013](?!\s?[\w(]))?"
MOMENT = re.compile(rf"(?<![\w/:.])(?:{_ATOM})(?:{_GLUE}(?:{_ATOM}))*{_OPEN}(?![\w%])", re.IGNORECASE)
LONE_MONTH = re.compile(_MONTH, re.IGNORECASE)
OPEN_END = re.compile(rf"(?:(?<=\s)|^)(?:{_MONTH}|{_TERM}|{_YEAR}\s?[-\u2013])\s*$", re.IGNORECASE)
"""A time that the end of the line broke: the next line tells the year."""

_TRIM = " .,;:()-\u2013"


def moments(text: str) -> list[tuple[int, int]]:
    """The places (start, end) of whole times in a line, left to right, without overlap."""
    return [(found.start(), found.end()) for found in MOMENT.finditer(text) if found[0].strip(_TRIM)]


def is_moment(text: str) -> bool:
    """Whether the text is nothing but one or more times ("Ht 2016 / Påbörjat", "2017 - och fortlöpande")."""
    stripped = text.strip()
    if not stripped or len(stripped) > 90:
        return False
    if LONE_MONTH.fullmatch(stripped):
        return True
    rest = MOMENT.sub(" ", stripped)
    return rest != stripped and not re.sub(r"[\s.,;:()/\u2013-]|och\b|samt\b|till\b|ca\b|prel\b|ev\b", "", rest)
