"""Who identified a need, and when: one short sentence under an area's title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.recognisers.wording import plain

_BY = r"(?:av|från|fran|genom|via|i|inom|under|vid|hos)"
_STATED = re.compile(
    r"^(?:(?:(?:utvecklings)?behov(?:et|en)?|området|omradet|frågan|fragan)\s+)?(?:(?:är|ar|har|som|blev)\s+)*"
    r"(?:identifiera\w*|identifierat|uppmärksamma\w*|uppmarksamma\w*|lyft\w*|påtala\w*|patala\w*|uttryck\w*|väckt\w*|signalera\w*)"
    r"(?:\s+(?:\(?(?P<y1>(?:19|20)\d\d)\)?|år\s+(?P<y3>(?:19|20)\d\d)))?\s*,?\s*"
    rf"(?:(?P<by>{_BY})\s+|:\s*|\s*(?=[A-ZÅÄÖ]))(?P<who>.+)$", re.IGNORECASE | re.DOTALL
)  # fmt: skip
_START = re.compile(
    r"^(?:behov|utvecklingsbehov|området|omradet|frågan|fragan|identifiera|uppmärksamma|lyft)", re.IGNORECASE
)
_STARTED = re.compile(
    r"^(?:på\s+)?initiativ(?:et)?(?:tagare)?(?:\s+(?:kommer|kom|togs|tas))?\s*(?::|från|fran|av)\s*(?P<who>.+)$",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_ALL = re.compile(
    r"^(?:(?:(?:gemensamt|prioriterat)\s+)?(?:utvecklings|fokus)?område\s+(?:för|i|inom)\s+)?"
    r"(?P<who>(?:alla|samtliga)\s+\S.*)$", re.IGNORECASE
)  # fmt: skip
_BODY = re.compile(r"grupp|rug|lpo|nämnd|part|huvudm|kommun|region|verksamhet|nätverk|organisation", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_IN_TITLE = re.compile(
    r"\s*[-–,(]\s*(?:behov\w*\s+)?identifiera\w+\s+(?:år\s+)?((?:19|20)\d\d)\)?\s*\.?\s*$", re.IGNORECASE
)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Identified:
    """Who identified the need (as written) and the year, where told."""

    who: str | None
    year: int | None


def identified_in(text: str) -> Identified | None:
    """What a short paragraph says about who identified the need, or None if it says something else."""
    stripped = " ".join(text.split())
    if len(stripped) > LONGEST or ". " in stripped.rstrip(". ") or _asks(stripped):
        return None
    stated = _STATED.match(stripped) if _START.match(stripped) else None
    if stated:
        year = stated["y1"] or stated["y3"]
        return _made(
            stated["who"], year, under=(stated["by"] or "").lower() in {"under", "vid", "i", "inom"} and stated["by"]
        )
    started = _STARTED.match(stripped)
    if started:
        return _made(started["who"], None)
    every = _ALL.match(stripped)
    if (
        every
        and len(stripped) < 80
        and _BODY.search(every["who"])
        and not re.search(r"\b(?:ska|har|är|kan)\b", stripped)
    ):
        return _made(every["who"], None)
    return None


def _asks(text: str) -> bool:
    """Whether the text is a label for questions ("Identifierade utmaningsfrågor")."""
    label = label_of(text.rstrip(" :")) if len(text) < 60 else None
    return label is not None and label.may(Role.QUESTION, Role.PROPOSAL, Role.FOLLOWUP_QUESTION)


def _made(who: str, year: str | None, *, under: str | bool | None = None) -> Identified:
    who = who.strip(" .:;")
    tail = re.search(r"[,(]?\s*(?:år\s+)?((?:19|20)\d\d)\)?$", who)
    if tail:
        year = year or tail[1]
        who = who[: tail.start()].strip(" ,(")
    del under
    return Identified(who or None, int(year) if year else None)


def is_identified(text: str) -> bool:
    """Whether a line begins such a statement."""
    return len(text) <= LONGEST and (
        identified_in(text) is not None
        or plain(text).startswith(("behov identifierat", "behovet identifierat", "behov identifierade"))
    )


def title_without_year(title: str) -> tuple[str, int | None]:
    """A title that tells the year too: "Stöd till anhöriga – identifierat 2016" -> the title, 2016."""
    found = _IN_TITLE.search(title)
    if not found:
        return title, None
    return title[: found.start()].strip(), int(found[1])
