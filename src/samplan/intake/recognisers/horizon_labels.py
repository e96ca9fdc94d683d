"""Labels of goals that tell their horizon in words ("Mål inom ett år", "Dit vill vi nå på fem års sikt")."""

from __future__ import annotations

import re

from samplan.intake.recognisers.wording import plain

_FEW = ("1", "ett", "2", "tva")
_IN_YEARS = re.compile(
    r"^(?:(?:vart|mal|malet|malen|malsattning) )?(?:(?:inom|pa|efter|om|till) )?(?:de )?(?:narmaste )?"
    r"(?:\d )?(?P<many>\d|ett|tva|tre|fyra|fem|tio) ars?(?P<end> sikt| mal| tid)?$"
)


_WISHED = re.compile(
    r"\b(?:dit|hit|mal\w*|vill|na|natt|uppna\w*|onska\w*|strav\w*|ambition\w*|lage)\b.*?"
    r"\b(?:(?:pa|inom|om) (?:de )?(?:narmaste )?(?P<many>\d|ett|tva|tre|fyra|fem|tio) ars?"
    r"|(?:pa )?(?P<far>lang|kort)(?:are)?)"
    r"(?: sikt| tid)?$"
)


def in_years(text: str) -> str | None:
    """A goal's horizon told in years: "Mål inom ett år" is short, "På fem års sikt" is long."""
    bare = plain(text)
    match = _IN_YEARS.match(bare)
    if not match or not (match["end"] or bare.startswith(("mal", "inom", "vart"))):
        return None
    return "short_goal" if match["many"] in _FEW else "long_goal"


def wished_in(text: str) -> str | None:
    """What is wished for, with its horizon behind it: "Dit vill vi nå på fem års sikt"."""
    match = _WISHED.search(plain(text))
    if not match:
        return None
    return "short_goal" if match["many"] in _FEW or match["far"] == "kort" else "long_goal"
