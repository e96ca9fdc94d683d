"""Times as Swedish plans write them, kept as written and understood where they can be.

The rules are those of plan-format.md (Activity): vt or våren is January to June, ht or hösten July to December, a
month and a year are their first and last day, a span takes the first day of its first part and the last day of
its last, "2017 - och fortlöpande" has a start and goes on, "Pågående" only goes on. What cannot be resolved is None.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from samplan.intake.recognisers.moments import Moment, Token, span, tokens
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A written time. start and end are inclusive; status: a key of the vocabulary's activity_status.

    recurring: it comes again ("årligen"). doubts carry codes of catalogue/doubts.yaml.
    """

    as_written: str
    start: date | None = None
    end: date | None = None
    ongoing: bool = False
    recurring: bool = False
    status: str | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether anything was made of it."""
        return bool(self.start or self.end or self.ongoing or self.recurring or self.status)


_GOES_ON = re.compile(
    r"(?:[-–—−]|\boch\b|\bsamt\b|\bsedan\b|\bdärefter\b|,)\s*(?:och\s+|sedan\s+|därefter\s+)?"
    r"(?:fortlöpande|löpande|framåt|fortsatt|pågående|pågår|tills\s?vidare|kontinuerligt|vidare)", re.I
)  # fmt: skip
_BROKEN_YEAR = re.compile(r"(?<!\d)(20\d|20|19|19\d|2|1)\s(?=\d)(\d{1,3})(?!\d)")
_UNSURE = re.compile(r"\?{1,}|\bprel(?:iminärt?)?\b|\bev(?:entuellt)?\b\.?|\bca\b|\bcirka\b|\bxx+\b|\bomkring\b", re.I)
_VAGUE = re.compile(r"\b(?:början|mitten|slutet)\b", re.I)


def read_time(text: str, *, plan_years: tuple[int, int] | None = None) -> ReadTime:
    """Understand a written time.

    plan_years: the first and last year that the plan or the column speaks of; a time without a year ("oktober")
    is resolved only when they are the same.
    """
    written = " ".join(text.split())
    text = _BROKEN_YEAR.sub(lambda match: match[1] + match[2] if len(match[1] + match[2]) == 4 else match[0], text)
    if not plain(written) and not written.strip("-–—?. "):
        return ReadTime(written)
    spans, doubts = _spans(text, plan_years)
    status, ongoing, recurring = _states(_without_joints(text))
    start, end = _envelope(spans)
    if _GOES_ON.search(written) or _open_end(written, spans):
        ongoing = ongoing or bool(spans)
        end = None if len(spans) <= 1 else end
    if not spans and start is None and end is None:
        start, end, relative = _relative(written, plan_years)
        doubts.extend(relative)
        if plan_years is not None and plan_years[0] == plan_years[1] and _WHOLE_YEAR.fullmatch(written):
            (start, end), ongoing = (date(plan_years[0], 1, 1), date(plan_years[0], 12, 31)), False
    doubts.extend(_doubts(written, spans, status))
    read = ReadTime(written, start, end, ongoing, recurring, status, tuple(dict.fromkeys(doubts)))
    if not read.understood and not read.doubts:
        return ReadTime(written, doubts=(Doubt("time_not_understood", written),))
    return read


_WHOLE_YEAR = re.compile(r"(?:under\s+)?(?:hela\s+året|helår(?:et)?|året\s+(?:ut|om|runt))\.?", re.I)
"""A whole year, which is the plan's or the column's only one where that has one."""

Span = tuple[date | None, date | None]


def _spans(text: str, plan_years: tuple[int, int] | None) -> tuple[list[Span], list[Doubt]]:
    """The intervals that a text names, in order."""
    found: list[Span] = []
    cut = tokens(text)
    doubts = [Doubt("time_fault", text[token.begin : token.end]) for token in cut if token.kind == "fault"]
    if doubts:  # where one year is misread, the others are no dates to trust
        return [], doubts
    parts = _with_years(cut, plan_years)
    place = 0
    while place < len(parts):
        token = parts[place]
        if token.kind != "moment" or token.moment is None:
            place += 1
            continue
        if token.moment.first is None:
            doubts.append(Doubt("time_without_year", text[token.begin : token.end].strip()))
            place += 1
            continue
        before = parts[place - 1] if place else None
        joint, other = (parts[place + 1], parts[place + 2]) if place + 2 < len(parts) else (None, None)
        if joint and other and _joins(text, token, joint, other):
            found.append((token.moment.first, other.moment.last if other.moment else None))
            place += 3
            continue
        found.append(_single(text, token.moment, before, token))
        place += 1
    return found, doubts


def _joins(text: str, token: Token, joint: Token, other: Token) -> bool:
    """Whether two moments make one span: a dash or "till" stands between them and nothing else."""
    if joint.kind not in ("dash", "until") or other.kind != "moment" or other.moment is None:
        return False
    if other.moment.first is None or token.moment is None or token.moment.first is None:
        return False
    between = text[token.end : joint.begin] + text[joint.end : other.begin]
    return not plain(between) and other.moment.last >= token.moment.first if other.moment.last else False


def _single(text: str, moment: Moment, before: Token | None, token: Token) -> Span:
    """A moment alone: an end after "t.o.m." or a leading dash, a start after "fr.o.m.", else both."""
    near = before is not None and len(plain(text[before.end : token.begin]).split()) <= 1
    if before is not None and near:
        if before.kind == "until" or (before.kind == "dash" and not plain(text[: before.begin])):
            return None, moment.last
        if before.kind == "since":
            return moment.first, None
    return moment.first, moment.last


def _with_years(parts: list[Token], plan_years: tuple[int, int] | None) -> list[Token]:
    """Give moments without a year the year of the next moment, else of the one before, else the plan's only year."""
    known = [token.moment.year if token.moment else None for token in parts]
    last = plan_years[0] if plan_years and plan_years[0] == plan_years[1] else None
    done: list[Token] = []
    for place, token in enumerate(parts):
        if token.moment is None or token.moment.first is not None:
            last = known[place] or last
            done.append(token)
            continue
        following = next((year for year in known[place + 1 :] if year), None)
        year = following or last
        told = token.moment.months != (1, 12) or token.moment.weeks is not None
        moment = token.moment.in_year(year) if year and told else token.moment
        done.append(Token(token.kind, token.begin, token.end, moment))
    return done


def _envelope(spans: list[Span]) -> Span:
    starts = [first for first, _ in spans if first]
    ends = [last for _, last in spans if last]
    start, end = (min(starts) if starts else None), (max(ends) if ends else None)
    if start and end and start > end:
        return start, None
    if spans and spans[-1][0] and spans[-1][1] is None and (end is None or spans[-1][0] > end):
        end = None
    return start, end


def _open_end(written: str, spans: list[Span]) -> bool:
    """Whether the time is left open: "2016 -"."""
    return len(spans) == 1 and bool(re.search(r"\d\)?\s*[-–—−]+\s*$", written))


def _without_joints(text: str) -> str:
    """The text without "klart senast" and the like, which belong to a date and tell no status."""
    for token in reversed(tokens(text)):
        if token.kind == "until":
            text = text[: token.begin] + " " + text[token.end :]
    return text


@lru_cache(maxsize=4000)
def _states(written: str) -> tuple[str | None, bool, bool]:
    """Status word, whether it goes on, whether it recurs."""
    file = vocabulary().file
    text = f" {plain(written)} "
    hits: list[tuple[int, int, str]] = []
    for status, phrases in file.activity_status.items():
        hits.extend((text.find(f" {plain(p)} "), -len(p), status) for p in phrases if f" {plain(p)} " in text)
    longest: str | None = None
    if hits:
        longest = min(hits, key=lambda hit: (hit[2] != "not_done", hit[0], hit[1]))[2]
    recurring = any(f" {plain(phrase)} " in text for phrase in file.recurrence)
    ongoing = any(hit[2] == "ongoing" for hit in hits)
    return longest, ongoing, recurring


def _relative(written: str, plan_years: tuple[int, int] | None) -> tuple[date | None, date | None, list[Doubt]]:
    """Times that lean on the plan's year: "under innevarande år", "närmaste 5 åren"."""
    text = f" {plain(written)} "
    if not any(f" {plain(phrase)}" in text for phrase in vocabulary().file.relative_time):
        return None, None, []
    doubt = [Doubt("time_relative", written)]
    if plan_years is None:
        return None, None, doubt
    first = plan_years[0]
    if " innevarande ar " in text:
        year = span(first, 1, 12)
        return year.first, year.last, doubt
    if " nasta ar " in text or " kommande ar " in text:
        year = span(first + 1, 1, 12)
        return year.first, year.last, doubt
    years = re.search(r"narmaste (\d|tva|tre|fyra|fem) aren", text)
    if years:
        count = {"tva": 2, "tre": 3, "fyra": 4, "fem": 5}.get(years[1]) or int(years[1])
        return date(first, 1, 1), date(first + count - 1, 12, 31), doubt
    return None, None, doubt


def _follow(spans: list[Span]) -> bool:
    """Whether each interval begins where the one before ends, as in "2024 och 2025"."""
    pairs = itertools.pairwise(spans)
    return all((a[1] and b[0] and (b[0] - a[1]).days == 1) or not (a[1] and b[1]) for a, b in pairs)


def _doubts(written: str, spans: list[Span], status: str | None) -> list[Doubt]:
    doubts = []
    if len(spans) > 1 and status != "extended" and not _follow(spans):
        doubts.append(Doubt("time_several", written))
    if _UNSURE.search(written):
        doubts.append(Doubt("time_uncertain", written))
    if _VAGUE.search(written) and spans:
        doubts.append(Doubt("time_vague", written))
    if re.search(r"\(\s*(?:19|20)\d\d\s*\)\s*[-–—−]", written):
        doubts.append(Doubt("time_uncertain", written))
    if status and status != "ongoing":
        doubts.append(Doubt("status_in_time", written))
    return doubts


_UNDATED = re.compile(
    r"(?:(?:ej|inte|icke)\s+(?:(?:tidss?att|tidsbestäm)\w*|tid|datum)|(?:tid|tiden|datum)\s+(?:saknas|ej|inte|är)\b[^:]{0,25}"
    r"|utan\s+(?:tid|datum|sluttid)|(?:beslutas|bestäms|sätts|meddelas|klargörs)\s+senare)",
    re.I,
)
"""What says that no time has been set."""


def is_undated(text: str) -> bool:
    """Whether a text says that no time has been set, and nothing else ("Tid ej beslutad")."""
    return _UNDATED.fullmatch(text.strip(" .")) is not None


def is_time(text: str) -> bool:
    """Whether a text is a time and nothing else ("Vt 2017 / Förlängt till Ht 2017", "Löpande"), not a sentence."""
    if len(text) > 90 or not text.strip():
        return False
    if is_undated(text):
        return True
    rest = text
    found = tokens(text)
    for token in reversed(found):
        rest = rest[: token.begin] + " " + rest[token.end :]
    left = f" {plain(rest)} "
    file = vocabulary().file
    states = [phrase for phrases in file.activity_status.values() for phrase in phrases] + file.recurrence
    for phrase in sorted((*states, *file.relative_time), key=len, reverse=True):
        left = left.replace(f" {plain(phrase)} ", " ")
    filling = {plain(word) for word in file.time_filling}
    whole = any(token.kind in ("moment", "fault") for token in found) or left != f" {plain(rest)} "
    return whole and all(word in filling or word.isdigit() for word in left.split())
