"""An area's number and its title, apart."""

from __future__ import annotations

import re

from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain

_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})[.):]?\s*(?:[-–—:]\s*)?(?P<title>\S.*)$", re.DOTALL)
_BEFORE_NUMBER = re.compile(r"^([^\W\d_][^\d:]{0,30}?)\s*(?=\d|:)")


def split_name(text: str) -> tuple[str | None, str]:
    """The number and title of an area: "Utvecklingsområde 1.2: Suicidprevention" -> ("1.2", "Suicidprevention")."""
    bare = text.strip()
    before = _BEFORE_NUMBER.match(bare)
    if before is not None and _ends_heading_word(before[1]):
        bare = bare[before.end(1) :].strip(" :")
    found = _NUMBERED.match(bare)
    if found:
        return found["number"], found["title"].strip(" .")
    return None, bare.strip(" .")


def _ends_heading_word(text: str) -> bool:
    """Whether a text is a word that leads areas' numbers, or what a narrow column left of one ("sområde 1.2")."""
    letters = plain(text).replace(" ", "")
    words = (*vocabulary().file.area_heading, *vocabulary().file.group_heading)
    return len(letters) >= 2 and any(plain(word).replace(" ", "").endswith(letters) for word in words)
