"""Lines of flattened text that may be headings: numbered, named, set as headings by the reader, or merely short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from samplan.intake.recognisers.flattened.headers import find_header, names_columns
from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.leads import led_by
from samplan.intake.recognisers.flattened.lines import Gap, Line, joined
from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.flattened.names import split_name
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, signs, unfinished
from samplan.intake.recognisers.values import is_body
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain

_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>[.)]?)\s+(?P<title>\S.*)$")
_NAMED = re.compile(
    r"^(?P<number>(?:\d{1,2}(?:[.)]\d{0,2})?|[A-ZÅÄÖ]\d{0,2}(?=\s?[.:)–-]))?)\s*(?:[:.–—-]\s*)?(?P<title>.*)$"
)
GOAL_MARK = re.compile(r"\(?[LK]\d?\)?\s?:\s?\S")
"""A goal's own mark of its horizon: such a line is never an area's name."""
_ANNEX = re.compile(r"^bilaga\b|^appendix\b", re.IGNORECASE)
_PART = re.compile(r"^(?:del|kapitel|avsnitt)\s+\d", re.IGNORECASE)
_MISREAD = re.compile(r"(?<=[^\W\d_])1(?=[^\W\d_])")
"""A figure one that a scanner read for the letter."""
LONGEST = 120
LONGEST_WORD = 30
SET_IN = 8
"""A line set in so far, under a line that a label leads, goes on with that label's text."""
MARKS = frozenset({
    Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.QUESTION,
    Role.FOLLOWUP_QUESTION, Role.GOAL_STATUS, Role.RESPONSIBLE,
})  # fmt: skip
OPENING = MARKS | {Role.BACKGROUND, Role.NEEDS, Role.FOCUS_AREA, Role.IDENTIFIED}
"""Labels that may stand right under an area's heading."""


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may be a heading. kind: one of `outline.ORDER`, or "focus", "group", "annex", "part"."""

    start: int
    end: int
    text: str
    kind: str
    number: str | None = None
    title: str = ""


def head_at(lines: Sequence[Line], at: int, width: int) -> Head | None:
    """The heading that begins at this line, if it may be one."""
    line = lines[at]
    end = at + 1
    if line.series:
        return _counted(lines, at)
    named = _named_below(lines, at)
    if named is not None:
        return named
    if line.pair or (at and lines[at - 1].pair) or (line.lead and not _names_area(line.lead)):
        return None
    if line.heading:
        if at and lines[at - 1].block is line.block:
            return None
        while end < len(lines) and lines[end].block is line.block and _same_heading(lines, at, end):
            end += 1
    elif end < len(lines) and _caps_go_on(lines, at):
        end += 1
    text = joined(lines[at:end])
    if line.bullet or len(text) > LONGEST or is_moment(text) or GOAL_MARK.match(text):
        return None
    if line.lead and _names_area(line.lead):
        number, title = split_name(text[len(line.lead) :].strip())
        return Head(at, end, text, "named", number, title)
    return _special(text, at, end) or _numbered(text, at, end, line) or _plain(lines, text, at, end, width)


def _counted(lines: Sequence[Line], at: int) -> Head:
    """A heading that its number tells, which counts on through the document; it may go on in a second line."""
    end = at + 1
    if end < len(lines) and lines[end].gap is Gap.NEXT and begins_low(lines[end].text) and not lines[end].bullet:
        end += 1
    text = joined(lines[at:end])
    number, title = split_name(text)
    if number is None and (found := _COUNTED.match(text)):
        number, title = found["number"], found["title"].strip(" .")
    return Head(at, end, text, lines[at].series, number, title)


_COUNTED = re.compile(
    r"^(?:(?:[^\W\d_]{3,}|§)\s+)?(?P<number>\d{1,2}|[IVX]{1,5}|[A-ZÅÄÖ]\.?\d{1,2}|[^\W\d_])"
    r"\s?[.):–—-]?\s+(?P<title>\S.*)$"
)


def _caps_go_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a line in capitals ends in a word that none ends with, and capitals go on below ("… BARN- TILL")."""
    line, below = lines[at], lines[at + 1]
    caps = line.text.isupper() and below.text.isupper() and below.gap is Gap.NEXT and not below.bullet
    return caps and unfinished(line.text) and label_of(below.text.rstrip(" :")) is None


def _named_below(lines: Sequence[Line], at: int) -> Head | None:
    """A label for areas on a line of its own (or two, where a narrow column broke it), with the name below it."""
    size = 2 if lines[at].pair else 1
    below = at + size
    if below >= len(lines) or len(lines[at].text) > LONGEST_WORD or lines[at].bullet or (at and lines[at - 1].pair):
        return None
    label = label_of(joined(lines[at:below]).rstrip(" :"))
    if label is None or label.role is not Role.AREA or label.certainty < 0.95 or lines[below].bullet:
        return None
    text = lines[below].text
    if len(text) > LONGEST or begins_low(text) or ends_sentence(text) or label_of(text.rstrip(" :")) is not None:
        return None
    number, title = split_name(text)
    return Head(at, below + 1, joined(lines[at : below + 1]), "named", number, title)


def _same_heading(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a line of the block that begins with a heading belongs to it: no label, no header, no other letters."""
    text = lines[end].text
    if end == at + 1 and _labelled_number(lines[at].text, text):
        return False
    if is_identified(text) or find_header(lines, end) is not None or names_columns(text):
        return False
    if sum(map(str.isalpha, text)) > 3 and lines[end - 1].text.isupper() and not text.isupper():
        return False
    label = label_of(text.rstrip(" :")) if not begins_low(text) else None
    return label is None or label.certainty < 0.95 or unfinished(lines[end - 1].text)


def _labelled_number(text: str, below: str) -> bool:
    """Whether a line is a label, and below it stands nothing but numbers ("Fokusområde" over "1, 3")."""
    label = label_of(text.rstrip(" :"))
    return label is not None and label.certainty >= 0.95 and not re.search(r"[^\W\d_]{4}", below)


def _names_area(lead: str) -> bool:
    label = label_of(lead.rstrip(":"))
    return label is not None and label.may(Role.AREA, Role.GROUP)


def _special(text: str, at: int, end: int) -> Head | None:
    if _ANNEX.match(text) and len(text) < 60:
        return Head(at, end, text, "annex", title=text)
    if _PART.match(text):
        return Head(at, end, text, "part", title=text)
    file = vocabulary().file
    text = _MISREAD.sub("l", text)
    for kind, words in (("focus", file.focus_heading), ("named", file.area_heading), ("group", file.group_heading)):
        for word in words:
            if plain(text).startswith(plain(word) + " ") and len(text) < LONGEST:
                named = _NAMED.match(text[len(word) :].strip())
                if kind == "focus" and not (named and named["number"]):
                    return None
                if named and (re.search(r"\d|^[A-ZÅÄÖ]$", named["number"]) or text[len(word) :].lstrip()[:1] in ":–-"):
                    number, title = named["number"].strip(".)") or None, named["title"].strip()
                    return Head(at, end, text, "goals" if _names_goal(word) else kind, number, title)
    return None


@cache
def _names_goal(word: str) -> bool:
    """Whether a word that leads areas' numbers is also what goals are called ("Delmål 1.2")."""
    label = label_of(word)
    return label is not None and label.may(Role.SHORT_GOAL, Role.GOAL)


def _numbered(text: str, at: int, end: int, line: Line) -> Head | None:
    found = _NUMBER.match(text)
    if not found or begins_low(found["title"]) or text.endswith((",", ";")):
        return None
    depth = found["number"].count(".") + 1
    if depth == 1 and not (line.heading or line.series):
        return None
    if not re.search(r"[^\W\d_]{3}", found["title"]) or is_moment(found["title"]):
        return None
    title = re.sub(r"^[-–—:]\s*", "", found["title"]).strip()
    return Head(at, end, text, f"num{depth}", found["number"], title)


def _plain(lines: Sequence[Line], text: str, at: int, end: int, width: int) -> Head | None:
    line = lines[at]
    if line.told is not None or is_identified(text) or _only_label(lines, text, end, width):
        return None
    if line.heading:
        return Head(at, end, text, f"level{min(line.heading, 3)}", title=text)
    if begins_low(text) or unfinished(text) or not re.search(r"[^\W\d_]{4}", text):
        return None
    if names_columns(text):
        return None
    if line.lead or colon_lead(text) is not None or _wrapped(lines, end) or _is_value(lines, text, at):
        return None
    if line.gap < Gap.BLANK and not _stands_alone(lines, at, end, width):
        return None
    if (len(text) > min(80, 0.78 * width) and not text.isupper()) or text.endswith((".", ":", ";", ",", "?", "!")):
        return None
    if not (text[0].isupper() or text[0] in '”"“'):
        return None
    return Head(at, end, text, "short", title=text)


def _is_value(lines: Sequence[Line], text: str, at: int) -> bool:
    """Whether a short text is what stands under a label, or reads as a measure, a sum, a deed or a list of bodies."""
    seen = signs(text)
    if seen & {"measure", "catalogue", "money", "infinitive"} or ("actor" in seen and _bodies(lines, text)):
        return True
    before = lines[at - 1] if at else None
    if before is None or len(before.text) > 60 or ends_sentence(before.text):
        return False
    label = label_of(before.text.rstrip(" :"))
    return label is not None and label.certainty >= 0.95 and label.may(*OPENING) and not label.may(Role.FOCUS_AREA)


def _bodies(lines: Sequence[Line], text: str) -> bool:
    """Whether a text names bodies: several, or one that the document names on a line of its own more than once."""
    return "," in text or (is_body(text.split()[-1]) and sum(line.text == text for line in lines) > 1)


def _wrapped(lines: Sequence[Line], end: int) -> bool:
    """Whether the next line goes on in the middle of a sentence: a heading that is merely short is one line."""
    return end < len(lines) and lines[end].gap is Gap.NEXT and begins_low(lines[end].text)


def _stands_alone(lines: Sequence[Line], at: int, end: int, width: int) -> bool:
    """Whether a line within a block is a heading: closed text above, and below it running text, a label or a table."""
    before, line = lines[at - 1], lines[at]
    if end >= len(lines) or (line.width > 0.6 * width and not line.text.isupper()) or lines[end].gap is Gap.SAME:
        return False
    if unfinished(before.text) or (line.raw[:SET_IN].isspace() and not before.raw[:SET_IN].isspace() and before.lead):
        return False
    if lines[end].gap is Gap.BLANK and names_columns(lines[end].text):
        return True
    if not ends_sentence(before.text) and before.width > 0.75 * width:
        return False
    return _opens_section(lines, end, width)


def _opens_section(lines: Sequence[Line], at: int, width: int) -> bool:
    text = lines[at].text
    if begins_low(text):
        return False
    if lines[at].bullet:
        return False
    if lines[at].width >= 0.66 * width or (lines[at].width >= 45 and ends_sentence(text)):
        return True
    label = label_of(text.rstrip(" :.")) if len(text) < 60 else None
    if label is not None and label.certainty >= 0.9 and label.may(*OPENING):
        return True
    if colon_lead(text) in OPENING or names_columns(text):
        return True
    return is_identified(text) or bool(lines[at].lead) or find_header(lines, at) is not None


def _only_label(lines: Sequence[Line], text: str, end: int, width: int) -> bool:
    """Whether the text is a label, and not a heading over running text that happens to be made of such words."""
    label = label_of(text.rstrip(":"))
    if label is None:
        return False
    if _asks_below(lines, end, width):
        return False
    if label.certainty == 1.0 or len(text.split()) < 3 or text.isupper() or label.years:
        return True
    return not (end < len(lines) and lines[end].width >= 0.6 * width and not lines[end].bullet)


def _asks_below(lines: Sequence[Line], end: int, width: int) -> bool:
    """Whether running text follows and the next label asks for challenge questions: so stands an area's heading."""
    if end >= len(lines) or lines[end].width < 0.6 * width or lines[end].bullet:
        return False
    for line in lines[end : end + 14]:
        label = label_of(line.text.rstrip(" :")) if len(line.text) < 60 else None
        if label is not None:
            return label.role is Role.QUESTION
    return False


def colon_lead(text: str) -> Role | None:
    """What a line is about that a label and a colon lead ("Ansvarig: Regionen")."""
    found = led_by(text)
    return found[0].role if found else None
