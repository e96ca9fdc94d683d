"""Sentences that say who does a thing, what it costs or when it is done, where others have a label with a colon."""

from __future__ import annotations

import re

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


def _all_names(who: str) -> bool:
    """Whether words name bodies: each by its noun or with a capital as names have, and the first not as a sentence."""
    names = bodies(who)
    named = [name for name in names if is_body(name) or like_name(name)]
    return bool(names) and len(named) == len(names) and (names[0][:1].isupper() or is_body(names[0]))
