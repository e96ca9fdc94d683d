"""The parts of a written time: dates, months, terms, quarters, weeks and years, and the words between them.

A text is cut into `Token`s. A moment is the span of days that it names; one that names no year ("mars", "vt")
has none yet and takes it from its neighbour.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?P<{0}>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
)
_ORDER = r"(?P<{0}>första|andra|tredje|fjärde|sista|forsta|fjarde|[1-4](?::?[ae])?)"
_YEAR = r"(?:[-/]?(?P<{0}>(?:19|20)\d\d)(?!\d)|[-'’](?P<{0}s>\d\d)(?![\d/]))"
"""A year right behind what it is the year of, joined to it by a hyphen or a stroke perhaps ("Q1-2027", "vt/2026")."""
_TERM = (
    r"(?P<{0}>vårterminen|varterminen|höstterminen|hostterminen|vårtermin|hösttermin|våren|varen|hösten|hosten"
    r"|sommaren|vintern|sommar|vinter|vår|höst|host|vt|ht)\b\.?"
)
_DAY = r"0?[1-9]|[12]\d|3[01]"
_MON = r"0?[1-9]|1[0-2]"
_CENTURY = r"(?:19|20)"
_PARTS = (
    ("day", rf"(?<![\d/-])(?P<dy>{_CENTURY}\d\d)[-./](?P<dm>{_MON})[-./](?P<dd>{_DAY})(?!\d)"),
    (
        "compact",
        rf"(?<!\d)(?P<cy>{_CENTURY}?\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)",
    ),
    ("fault", rf"(?<!\d)(?P<fault>{_CENTURY}\d{{3}}|{_CENTURY}\d[oOlI]\d?|2[oO]\d\d)(?!\d)"),
    (
        "slashed",
        (
            rf"(?<!\d)(?P<sd>{_DAY})/(?P<sm>{_MON})(?!\d)"
            rf"(?:[-–/](?P<sy>{_CENTURY}?\d\d)(?![\d/])|\s*[-–]?\s*(?P<syb>{_CENTURY}\d\d)(?!\d))?"
        ),
    ),
    (
        "dated",
        rf"(?<!\d)(?:den\s+)?(?P<ed>{_DAY})(?::?[ae])?\s+{_MONTH.format('em')}(?:,?\s*{_YEAR.format('ey')})?",
    ),
    (
        "month",
        rf"(?<!\w){_MONTH.format('mm')}(?:\s*(?:månad\s*)?(?:,\s*)?{_YEAR.format('my')}|\s(?P<myb>\d\d)(?!\d))?",
    ),
    ("isomonth", rf"(?<![\d-])(?P<iy>{_CENTURY}\d\d)-(?P<im>0[1-9]|1[0-2])(?![\d-]\d?)"),
    (
        "terms",
        (
            r"(?<!\w)(?P<ta>vt|våren|vår)\s*(?:[-–/+&,]|och|samt)\s*(?P<tb>ht|hösten|höst)\b\.?\s*"
            rf"{_YEAR.format('ty')}"
        ),
    ),
    (
        "term",
        (
            rf"(?<!\w)(?:(?:under|i)\s+)?{_TERM.format('tt')}"
            rf"(?:,?\s*{_YEAR.format('tz')}|\s?(?P<tzb>\d\d)(?!\d))?"
        ),
    ),
    ("gluedterm", r"(?<!\w)(?P<gt>vt|ht)(?:(?P<gy>20\d\d)|(?P<gb>\d\d))(?!\d)"),
    (
        "quarter",
        (
            r"(?<!\w)(?:kv(?:artal(?:et)?)?\.?\s*(?P<qn>[1-4])|[qk](?P<qm>[1-4])"
            rf"|{_ORDER.format('qo')}\s+kvartalet)(?:[,\s]*(?:av\s+)?{_YEAR.format('qy')}|\s(?P<qyb>\d\d)(?!\d))?"
        ),
    ),
    (
        "tertial",
        rf"(?<!\w)(?:tertial\s*(?P<rn>[1-3])|t(?P<rm>[1-3])(?!\d))(?:[,\s]*{_YEAR.format('ry')})?",
    ),
    (
        "half",
        (
            rf"(?<!\w)(?:{_ORDER.format('ho')}\s+(?:halvåret|halvaret|halvår)|halvår\s*(?P<hn>[12])|h(?P<hm>[12])(?!\d))"
            rf"(?:\s*(?:av\s+)?{_YEAR.format('hy')})?"
        ),
    ),
    (
        "week",
        (
            r"(?<!\w)(?:v\.?|vecka)\s*(?P<wn>[0-5]?\d)(?!\d)(?:\s*[-–]\s*(?P<wm>[0-5]?\d)(?!\d))?"
            rf"(?:[,\s]*{_YEAR.format('wy')})?"
        ),
    ),
    ("midyear", rf"(?<!\w)halvårsskiftet(?:\s+(?:år\s+)?{_YEAR.format('by')})?"),
    (
        "schoolyear",
        rf"(?<!\w)läsåret\s+(?P<la>{_CENTURY}\d\d)\s*[-–/]\s*(?P<lb>{_CENTURY}?\d\d)(?!\d)",
    ),
    ("shift", rf"(?<!\w)årsskiftet\s+(?P<xa>{_CENTURY}\d\d)\s*[-–/]\s*(?P<xb>{_CENTURY}?\d\d)(?!\d)"),
    (
        "yearterm",
        (
            rf"(?<!\d)(?P<vy>{_CENTURY}\d\d)\s*[-,]?\s*"
            r"(?:(?P<vt>vt|ht|vår(?:en)?|höst(?:en)?)\b|[qk](?P<vq>[1-4])\b|kv(?:artal)?\.?\s*(?P<vk>[1-4])\b)"
        ),
    ),
    ("years", rf"(?<!\d)(?P<ya>{_CENTURY}\d\d)\s*[-–—−/]\s*(?P<yb>\d\d)(?![\d/])"),
    ("year", rf"(?<!\d)(?P<yy>{_CENTURY}\d\d)(?!\d)"),
    ("dash", r"(?P<dash>\s*[-–—−]+\s*)"),
    (
        "until",
        (
            r"(?<!\w)(?P<until>t\.?\s?o\.?\s?m\.?(?!\w)|till?\s+och\s+med|fram\s+till|förläng[td]\s+till"
            r"|till\s+utgången\s+av|utgången\s+av|till|senast|deadline|före|innan|klar[ta]?\s+(?:senast|till|i|under|vid)"
            r"|(?:klar[ta]?|färdigt?)(?=\s+[\w(-]*\d|\s+(?:vt|ht|våren|hösten|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))"
            r"|avslutas|slut(?:datum)?)(?!\w)"
        ),
    ),
    (
        "since",
        (
            r"(?<!\w)(?P<since>fr\.?\s?o\.?\s?m\.?(?!\w)|från\s+och\s+med|från|from|med\s+start|startar"
            r"|start(?:datum)?|påbörjas|inleds|börjar|sedan|efter)(?!\w)"
        ),
    ),
)
TOKENS = re.compile("|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _PARTS), re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A span of days. months or weeks hold it while the year is not known; day: a single day in the month."""

    first: date | None
    last: date | None
    months: tuple[int, int] = (1, 12)
    day: int | None = None
    weeks: tuple[int, int] | None = None

    @property
    def year(self) -> int | None:
        """The year, where one is written."""
        return self.first.year if self.first else None

    def in_year(self, year: int) -> Moment:
        """The same moment in a year, for one that was written without."""
        if self.weeks is not None:
            return _of_weeks(year, *self.weeks)
        return self if self.first else span(year, self.months[0], self.months[1], self.day)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a written time. kind: "moment", "dash", "until", "since", "fault"; begin and end: its place."""

    kind: str
    begin: int
    end: int
    moment: Moment | None = None


def span(year: int | None, first: int, last: int, day: int | None = None) -> Moment:
    """From the first day of a month to the last day of another (or one day), without a year if there is none."""
    if year is None:
        return Moment(None, None, (first, last), day)
    end = calendar.monthrange(year, last)[1]
    if day is not None:
        only = date(year, first, min(day, end))
        return Moment(only, only, (first, last), day)
    return Moment(date(year, first, 1), date(year, last, end), (first, last))


def tokens(text: str) -> list[Token]:
    """Cut a text into the parts of written times that it holds; what is none is left out."""
    found = []
    for match in TOKENS.finditer(text):
        name = str(match.lastgroup) if match.lastgroup and match.lastgroup.startswith("k_") else _kind(match)
        name = name.removeprefix("k_")
        if name in ("dash", "until", "since", "fault"):
            found.append(Token(name, match.start(), match.end()))
        else:
            found.append(Token("moment", match.start(), match.end(), _MAKERS[name](match)))
    return found


def _kind(match: re.Match[str]) -> str:
    return next(f"k_{name}" for name, _ in _PARTS if match[f"k_{name}"] is not None)


def _year(match: re.Match[str], key: str, bare: str | None = None) -> int | None:
    if match[key]:
        return full_year(match[key])
    if match[key + "s"]:
        return full_year(match[key + "s"])
    return full_year(match[bare]) if bare and match[bare] else None


def full_year(written: str) -> int:
    """Two digits as a year of this century (up to 79) or the last."""
    number = int(written)
    if number >= 100:
        return number
    return number + (2000 if number < 80 else 1900)


def _month(word: str) -> int:
    return MONTHS.index(word.lower().strip(".")[:3]) + 1


def _day(year: int | None, month: int, day: int) -> Moment:
    return span(year, month, month, day)


def _term(word: str, year: int | None) -> Moment:
    low = word.lower()
    if low.startswith(("vt", "vår", "var")):
        return span(year, 1, 6)
    if low.startswith("sommar"):
        return span(year, 6, 8)
    if low.startswith("vinter"):
        return span(year, 1, 3)
    return span(year, 7, 12)


def _ordinal(word: str) -> int:
    words = {"första": 1, "forsta": 1, "andra": 2, "tredje": 3, "fjärde": 4, "fjarde": 4, "sista": 4}
    return words.get(word.lower()) or int(word[0])


def _quarter(number: int, year: int | None) -> Moment:
    return span(year, number * 3 - 2, number * 3)


def _make_slashed(m: re.Match[str]) -> Moment:
    written = m["sy"] or m["syb"]
    return _day(full_year(written) if written else None, int(m["sm"]), int(m["sd"]))


def _make_isomonth(m: re.Match[str]) -> Moment:
    year, number = int(m["iy"]), int(m["im"])
    if year % 100 < number <= year % 100 + 8 and number > 9:
        return Moment(date(year, 1, 1), date(year // 100 * 100 + number, 12, 31))
    return span(year, number, number)


def _make_quarter(m: re.Match[str]) -> Moment:
    number = int(m["qn"] or m["qm"] or _ordinal(m["qo"]))
    return _quarter(number, _year(m, "qy", "qyb"))


def _make_tertial(m: re.Match[str]) -> Moment:
    number = int(m["rn"] or m["rm"])
    return span(_year(m, "ry"), number * 4 - 3, number * 4)


def _make_half(m: re.Match[str]) -> Moment:
    number = min(int(m["hn"] or m["hm"] or _ordinal(m["ho"])), 2)
    return span(_year(m, "hy"), number * 6 - 5, number * 6)


def _make_week(m: re.Match[str]) -> Moment:
    year = _year(m, "wy")
    first, last = int(m["wn"]), int(m["wm"] or m["wn"])
    if not 1 <= first <= last <= 53:
        return Moment(None, None)
    return Moment(None, None, weeks=(first, last)) if year is None else _of_weeks(year, first, last)


def _of_weeks(year: int, first: int, last: int) -> Moment:
    try:
        monday = date.fromisocalendar(year, first, 1)
        return Moment(monday, date.fromisocalendar(year, last, 1) + timedelta(days=6))
    except ValueError:
        return Moment(None, None)


def _make_yearterm(m: re.Match[str]) -> Moment:
    year = int(m["vy"])
    if m["vt"]:
        return _term(m["vt"], year)
    return _quarter(int(m["vq"] or m["vk"]), year)


def _make_years(m: re.Match[str]) -> Moment:
    first = int(m["ya"])
    last = first // 100 * 100 + int(m["yb"])
    return Moment(date(first, 1, 1), date(last, 12, 31)) if last >= first else span(first, 1, 12)


def _make_schoolyear(m: re.Match[str]) -> Moment:
    first = int(m["la"])
    return Moment(date(first, 7, 1), date(first + 1, 6, 30))


def _make_shift(m: re.Match[str]) -> Moment:
    last = date(int(m["xa"]), 12, 31)
    return Moment(last, last)


_MAKERS: dict[str, Callable[[re.Match[str]], Moment]] = {
    "day": lambda m: _day(int(m["dy"]), int(m["dm"]), int(m["dd"])),
    "compact": lambda m: _day(full_year(m["cy"]), int(m["cm"]), int(m["cd"])),
    "slashed": _make_slashed,
    "dated": lambda m: _day(_year(m, "ey"), _month(m["em"]), int(m["ed"])),
    "month": lambda m: span(_year(m, "my", "myb"), _month(m["mm"]), _month(m["mm"])),
    "isomonth": _make_isomonth,
    "terms": lambda m: span(_year(m, "ty"), 1, 12),
    "term": lambda m: _term(m["tt"], _year(m, "tz", "tzb")),
    "gluedterm": lambda m: _term(m["gt"], full_year(m["gy"] or m["gb"])),
    "quarter": _make_quarter,
    "tertial": _make_tertial,
    "half": _make_half,
    "week": _make_week,
    "midyear": lambda m: _day(_year(m, "by"), 6, 30),
    "schoolyear": _make_schoolyear,
    "shift": _make_shift,
    "yearterm": _make_yearterm,
    "years": _make_years,
    "year": lambda m: span(int(m["yy"]), 1, 12),
}
