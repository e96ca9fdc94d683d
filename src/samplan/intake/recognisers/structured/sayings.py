"""Sentences that say who does a thing, what it costs or when it is done, where others have a label with a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import ListItem, Paragraph
from samplan.intake.recognisers.splitting import Item
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import bodies, is_body
from samplan.intake.recognisers.vocabulary import Label, Role

_THING = (
    r"(?:det|detta|dessa|den|insats(?:en|erna)|aktivitet(?:en|erna)|åtgärd(?:en|erna)|arbetet|området|uppdraget"
    r"|satsningen|projektet|genomförandet)"
)
_DOES = r"(?:drivs|leds|genomförs|utförs|samordnas|görs|ägs|hålls\s+ihop|bedrivs|hålls\s+samman|tas\s+fram|arrangeras)"
_HAS = (
    r"(?:ansvarar|är\s+(?:huvud)?ansvarig[at]?|har\s+(?:huvud)?ansvar(?:et)?|håller\s+i|håller\s+ihop|driver|leder"
    r"|samordnar)"
)
_FOR = r"(?:\s+för\s+[^.:]{3,60}?)?"
_WHO = r"(?P<who>[^.!?:]{2,160}?)"
_PARTS = r"(?:\s+(?:part|parter|aktör|aktörer))?"
_LIES = r"(?:ligger|vilar|delas|bärs|har)(?:\s+(?:på|hos|av|mellan))?"
_FORMS = tuple(
    re.compile(rf"^{form}\s*\.?$", re.I)
    for form in (
        rf"(?P<label>(?:huvud)?ansvarig[at]?{_PARTS}{_FOR}\s+är)\s+{_WHO}",
        rf"(?P<label>(?:huvud)?ansvar(?:et)?{_FOR}\s+{_LIES})\s+{_WHO}",
        rf"(?P<label>(?:{_THING}\s+)?{_DOES}(?:\s+och\s+{_DOES})?\s+(?:gemensamt\s+)?av)\s+{_WHO}",
        rf"{_WHO}\s+(?P<label>{_HAS}(?:\s+(?:för\s+)?{_THING})?)",
    )
)
_COST = re.compile(
    r"^(?P<label>(?:den\s+)?(?:beräknade?|uppskattade?|totala?)?\s*kostnad(?:en|erna|er)?(?:\s+för\s+[^.:]{3,60}?)?\s+"
    r"(?:är|beräknas\s+(?:till|bli)|uppskattas\s+till|bedöms\s+(?:till|bli)|uppgår\s+till|blir))\s+"
    r"(?P<sum>[^:!?]*\d[^:!?]*?)\.?$", re.I
)  # fmt: skip


def said(text: str) -> tuple[Role, str, str] | None:
    """What a whole sentence says of an activity or an area: its role, the words that say it, and the value."""
    for form in _FORMS:
        match = form.match(text.strip())
        sure = form is not _FORMS[-1] or (match is not None and all(map(is_body, bodies(match["who"]))))
        if match and sure and _all_names(match["who"]):
            return Role.RESPONSIBLE, match["label"], match["who"].strip()
    cost = _COST.match(text.strip())
    return (Role.COST, cost["label"], cost["sum"].strip()) if cost else None


def told_plainly(text: str, *, timed: bool) -> tuple[Label, str, str] | None:
    """What a paragraph says without a known label: its label, the words that say it, and the value.

    timed: there are activities whose time a line such as "Planerad start: våren 2026" can tell.
    """
    told = said(text)
    if told is not None:
        return Label((told[0],), 0.8), told[1], told[2]
    match = _TIMED.match(text) if timed else None
    return (Label((Role.TIME,), 0.7), match["label"], match["time"]) if match and is_time(match["time"]) else None


_TIMED = re.compile(r"^(?P<label>[A-ZÅÄÖ][^:.]{2,30}):\s+(?P<time>.{2,60})$")


def charged(text: str) -> str | None:
    """Who a line over a list charges with what is listed: "Elevhälsan och BUP ska:" -> "Elevhälsan, BUP"."""
    match = _SHALL.match(text)
    who = re.sub(r"\s+(?:och|samt)\s+(?=[A-ZÅÄÖ])", ", ", match["who"].strip()) if match else ""
    return who if who and _all_names(who) else None


_SHALL = re.compile(
    r"^(?P<who>[^.:!?]{2,120}?)\s+(?:ska|skall|kommer\s+att|åtar\s+sig\s+att|ansvarar\s+för(?:\s+att)?|gör|genomför)"
    r"(?:\s+(?:gemensamt|tillsammans|följande))*\s*:$"
)


_DOER = re.compile(
    r"^(?P<who>[^.:!?()]{2,160}?)\s+(?:ska|skall|kommer\s+att|åtar\s+sig\s+att|(?:får|ges|fick)\s+i\s+uppdrag\s+att)\s+"
    r"(?:gemensamt\s+|tillsammans\s+)?(?P<verb>(?:[a-zåäöé]{2,}a|ta|ge|se|få|gå|göra)\s+\S.*)$", re.S
)  # fmt: skip


_ASSIGNED = re.compile(
    r"^(?P<label>(?:uppdraget|ansvaret|uppgiften|arbetet|det|detta)\s+(?:går|ges|lämnas|läggs|ligger|tilldelas)"
    r"(?:\s+(?:till|på|hos))?)\s+(?P<who>[^.!?:]{2,160}?)"
    r"(?:(?:\s+och|,)?\s+(?:ska|skall|bör)?\s*(?:vara\s+)?(?P<time>(?:klar[ta]?|färdigt?|slutfört?|genomfört?|redovisa[ts]"
    r"|avslutat?)\s.{3,50}?))?\.?$", re.I
)  # fmt: skip


def assigned_to(text: str) -> tuple[str, str] | None:
    """Whom a sentence gives what stands before it, and by when: "Uppdraget går till BUP och ska vara klart 2026"."""
    match = _ASSIGNED.match(text.strip())
    if match is None or not _all_names(match["who"]) or (match["time"] and not is_time(_READY.sub("", match["time"]))):
        return None
    return match["who"].strip(), _READY.sub("", match["time"] or "")


_READY = re.compile(r"^(?:slutfört?|genomfört?|redovisa[ts]|avslutat?)\s+", re.I)


def doer_first(text: str) -> str | None:
    """Who a sentence begins with that says what they are to do: "Elevhälsan och BUP ska utbilda …" -> both."""
    told = take_doer(text)
    return told[1] if told else None


def take_doer(text: str) -> tuple[str, str] | None:
    """What such a sentence says is to be done, and who is to do it."""
    match = _DOER.match(text.strip())
    if match is None or not _all_names(match["who"]) or not match["who"][:1].isupper():
        return None
    return match["verb"][:1].upper() + match["verb"][1:], match["who"].strip()


def assigned(parts: Sequence[Paragraph | ListItem], made: Sequence[Item]) -> bool:
    """Whether running text says sentence by sentence who is to do what, so that each tells a doer and a thing to do."""
    running = len(made) > 1 and not any(isinstance(part, ListItem) for part in parts)
    return running and all(take_doer(item.text) for item in made)


def _all_names(who: str) -> bool:
    """Whether words name bodies: each by its noun or with a capital as names have, and the first not as a sentence."""
    names = bodies(who)
    named = [name for name in names if is_body(name) or like_name(name)]
    return bool(names) and len(named) == len(names) and (names[0][:1].isupper() or is_body(names[0]))
