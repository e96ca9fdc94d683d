"""What is taken out of a text: its time, its body in brackets, a follow-up's heading without its year."""

from __future__ import annotations

import re

from samplan.intake.recognisers.times import ReadTime, is_time, is_undated, read_time
from samplan.intake.recognisers.values import is_body
from samplan.intake.recognisers.wording import plain

_TAIL = re.compile(
    r"^(?P<text>.{3,}?)\s*(?:\((?P<in>[^()]{2,60})\)|(?:,|–|—| -|;|:)\s+(?P<after>[^,;:()]{2,60}))\s*\.?\s*$", re.S
)
_HEAD = re.compile(
    r"^(?P<time>(?:(?:t\.?o\.?m|fr\.?o\.?m)\.?\s)?[^:.]{2,40}?)\s*(?::|\s[–—-]\s)\s*(?P<text>\S.{2,})$", re.S
)
_ACTOR = re.compile(
    r"\s*\(\s*(?:möjliga?\s+|föreslagen\s+)?(?:aktör(?:er)?|ansvarig(?:a)?)\s*:?\s*([^()]*(?:\([^()]*\)[^()]*)?)\)",
    re.I,
)
_CLOSED = re.compile(
    r"^\W*(?:Finns|Har|Är|Används|Upplever|Upplevs|Kan|Får|Erbjuds|Ingår|Görs|Sker|Deltar|Vet|Känner|Följs|Genomförs"
    r"|Pågår|Bedrivs|Anser|Hur många|Hur stor|Hur ofta|I vilken (?:grad|utsträckning|mån|omfattning))\b.*\?\s*$", re.S
)  # fmt: skip


def is_closed(text: str) -> bool:
    """Whether a question asks for yes, no, a number or a degree."""
    return bool(_CLOSED.match(text))


def followup_heading(written: str) -> str | None:
    """A follow-up's heading, without its year; None where it only says that this is the follow-up."""
    bare = re.sub(r"\s*(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d)?", "", written).strip(" .:–-")
    return None if plain(bare) in ("uppfoljning", "uppfoljningen", "uppfoljning av", "") else bare


_LAST_ACTOR = re.compile(
    r"^(?P<text>.{3,}?[^.])\.?\s+(?:aktör(?:er)?|ansvarig(?:a)?|utförare|vem)\s*:\s*(?P<name>[^.:]{2,80})\.?$",
    re.I | re.S,
)
"""An actor told by a label of its own at the end of a proposal: "… Aktör: Habiliteringen"."""


def take_actor(text: str) -> tuple[str, str | None]:
    """A text without its "(Aktör: …)", and the actor."""
    match = _ACTOR.search(text)
    if not match:
        last = _LAST_ACTOR.match(text)
        return (last["text"].strip(), last["name"].strip(" .")) if last else (text, None)
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    rest = re.sub(r"\s+([.,;])", r"\1", " ".join(rest.split()))
    return rest.strip(), match[1].strip(" .") or None


def last_bracket(text: str) -> tuple[str, str | None]:
    """A proposal without the body that stands in brackets at its end, and that body."""
    match = re.match(r"^(?P<text>.+?)\s*\((?P<name>[^()]{2,80})\)\s*\.?$", text, re.S)
    if not match or is_time(match["name"]) or not (is_body(match["name"]) or _like_a_name(match["name"])):
        return text, None
    return match["text"].strip(), match["name"].strip()


def _like_a_name(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= 6 and not re.search(r"\d|[.!?]", text)


def _dashed(text: str) -> tuple[str, str] | None:
    """A text and the time after the first dash that nothing but a time follows ("… – t.o.m. juni 2027")."""
    for match in re.finditer(r"\s[–—-]\s", text):
        time = text[match.end() :].strip()
        if match.start() and is_time(time) and re.search(r"\d", time):
            before = text[: match.start()].strip()
            begun = _BEGUN.match(before)
            if begun and is_time(begun["time"]):
                return begun["text"].strip(), f"{begun['time']}{match[0]}{time}"
            return before, time
    return None


_BEGUN = re.compile(r"^(?P<text>.{3,}),\s+(?P<time>[^,;:()]{2,40})$", re.S)
"""A time whose end stands behind a dash: "…, ht 2026 – vt 2027"."""


_UNTIL = re.compile(r"^(?P<text>\S+\s.{3,}?)\s+(?P<time>(?:klar[ta]?\s+)?senast\s+\S.{2,40}?)\.?$", re.S)
"""A deadline at the end of a sentence, which no comma parts from it ("utbilda lärare senast maj 2026")."""
_TELLS_TIME = re.compile(
    r"\d|\b(?:löpande|pågående|fortlöpande|årligen|kontinuerligt|varje\s+(?:år|månad|termin|kvartal|halvår)|senare)\b",
    re.I,
)


def take_time(text: str, years: tuple[int, int] | None = None) -> tuple[str, ReadTime | None]:
    """A text without the time that it begins or ends with, and that time."""
    lead, colon, rest = text.partition(": ")
    if colon and len(rest.split()) > 1 and len(lead) <= LONGEST_LEAD and _is_told(lead):
        return rest.strip(), read_time(lead, plan_years=years)
    tail = _TAIL.match(text)
    dashed = _dashed(text) if not (tail and tail["in"]) else None
    if dashed is not None:
        return dashed[0], read_time(dashed[1], plan_years=years)
    if tail:
        time = tail["in"] or tail["after"]
        if _is_told(time):
            return tail["text"].strip(), read_time(re.sub(r"(?<=\d)\.$", "", time), plan_years=years)
    until = _UNTIL.match(text)
    if until and is_time(until["time"]) and re.search(r"\d", until["time"]):
        return until["text"].strip(), read_time(until["time"], plan_years=years)
    head = _HEAD.match(text)
    if head and is_time(head["time"]) and re.search(r"\d", head["time"]):
        return head["text"].strip(), read_time(head["time"], plan_years=years)
    return text, None


LONGEST_LEAD = 40
"""Letters of a time that leads in what is done then ("Från och med hösten 2026: …")."""


def _is_told(text: str) -> bool:
    """Whether a text tells a time for sure, or that none is set."""
    return is_undated(text) or (is_time(text) and bool(_TELLS_TIME.search(text)))


def ends_name(text: str) -> bool:
    """Whether a body's name may end here."""
    return not re.search(r"(?:[,&/(–-]|\b(?:och|samt|för|i|på|av|till|inom|med|om|vid))$", text.strip(), re.I)
