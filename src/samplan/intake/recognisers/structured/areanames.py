"""Whether a text may be an area's name."""

from __future__ import annotations

import re

from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.structured.content import is_doing, is_goal_like, is_status_word
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.wording import plain

LONGEST_NAME, MOST_WORDS = 90, 10
_CODE = re.compile(r"[A-ZÅÄÖ]{0,3}\s?-?\d{1,2}(?:\.\d{1,2})*[a-z]?")
_NO_NAME = re.compile(r"[.?!:;,]\s*$|\d{3}|%|@")
_SUCH_AS = re.compile(r"\b(?:som|där|när)\b.*$", re.I | re.S)


def may_name_area(text: str) -> bool:
    """Whether a text may be an area's name: few words, no sentence, no time, no sum, nothing to do or to wish."""
    title = read_title(text).title
    name = _SUCH_AS.sub("", title).strip()
    if not plain(title) or len(title) > LONGEST_NAME or len(title.split()) > MOST_WORDS or _NO_NAME.search(title):
        return False
    if is_time(title) or is_status_word(title) or bool(_CODE.fullmatch(title)) or amounts(title, bare=False):
        return False
    return title[:1].isupper() and not is_goal_like(name)


def like_area(text: str) -> float:
    """How like an area's name a text is, from 0 to 1; what begins as an infinitive does may be one if it is short."""
    if not may_name_area(text):
        return 0.0
    title = read_title(text)
    return 0.5 if is_doing(title.title) and title.number is None and not _PAIR.fullmatch(title.title) else 1.0


_PAIR = re.compile(r"\S+a (?:och|eller|samt) \S+")
"""Two words alike ("Unga och äldre"), of which the first only looks like an infinitive."""
