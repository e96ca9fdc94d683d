"""Compares what a reader found with the truth: items, and words kept.

An item is one of: area · goal with its level · activity (its text) · date (start, end and ongoing of a matched
activity) · indicator · responsible · cost · follow-up with its year · challenge or follow-up question · proposal
under its question · actor of a proposal · fund with its amount. Areas are matched first, the other items only
within their area. Two texts are the same item when they are alike to at least ALIKE: the better of the ratio of
their tokens (order aside) and of their letters, after folding case, å ä ö and punctuation. Each item is matched at
most once, best pairs first; equal items of one area count once on both sides ("a merged cell counts for each").

Beside F1 stand measures that do not enter it: the share of right kinds, years, numbers and so on (`Tally.side`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

from benchmarks.judge.drawing import Drawing
from benchmarks.judge.times import NOTHING, Span
from samplan.plans.shapes.exchange import Activity, Area, ChallengeQuestion, PlanFile

T = TypeVar("T")
ALIKE = 0.9
SAME_QUESTION = 0.75
"""A question in an annex is often worded otherwise; below this it is another question."""

KINDS = tuple(
    "area goal activity date indicator responsible cost followup question proposal actor fund".split()  # noqa: SIM905 - one line
)


@dataclass
class Count:
    """Hits, inventions (found, not true) and misses (true, not found)."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        self.hit += other.hit
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        whole = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / whole if whole else 1.0


@dataclass
class Tally:
    """Counts per kind of item, the side measures (right, of all), and what went wrong in words."""

    kinds: dict[str, Count] = field(default_factory=lambda: {k: Count() for k in KINDS})
    side: dict[str, list[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for kind, count in other.kinds.items():
            self.kinds[kind].add(count)
        for name, (right, of) in other.side.items():
            mine = self.side.setdefault(name, [0, 0])
            mine[0] += right
            mine[1] += of
        self.faults += other.faults

    @property
    def total(self) -> Count:
        whole = Count()
        for count in self.kinds.values():
            whole.add(count)
        return whole

    def aside(self, name: str, right: bool) -> None:
        mine = self.side.setdefault(name, [0, 0])
        mine[0] += right
        mine[1] += 1

    def note(self, kind: str, hit: int, extra: Iterable[str] = (), missed: Iterable[str] = ()) -> None:
        """Books one comparison."""
        extra, missed = list(extra), list(missed)
        self.kinds[kind].add(Count(hit, len(extra), len(missed)))
        self.faults += [f"- {kind}: {x}" for x in missed] + [f"+ {kind}: {x}" for x in extra]


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Lower case, without accents, punctuation, soft hyphens and runs of blanks."""
    flat = unicodedata.normalize("NFD", text.replace("\u00ad", "").lower())
    return " ".join(re.findall(r"[a-z0-9?]+", "".join(c for c in flat if not unicodedata.combining(c))))


@lru_cache(maxsize=500_000)
def likeness(a: str, b: str) -> float:
    """0 to 1: how alike two texts are."""
    x, y = plain(a), plain(b)
    if x == y:
        return 1.0
    p, q = x.split(), y.split()
    shared = sum((Counter(p) & Counter(q)).values())
    tokens = 2 * shared / (len(p) + len(q)) if p or q else 1.0
    letters = SequenceMatcher(None, x, y, autojunk=False)
    if tokens >= ALIKE or letters.real_quick_ratio() < SAME_QUESTION or letters.quick_ratio() < SAME_QUESTION:
        return tokens
    return max(tokens, letters.ratio())


def pairs(true: Sequence[str], found: Sequence[str], floor: float = ALIKE) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, the most alike first, none below `floor`."""
    scored = [(likeness(t, f), -abs(i - j), i, j) for i, t in enumerate(true) for j, f in enumerate(found)]
    out: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for value, _, i, j in sorted(scored, reverse=True):
        if value < floor:
            break
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def once(items: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """Each item once, first come."""
    seen: dict[Hashable, T] = {}
    for item in items:
        seen.setdefault(key(item), item)
    return list(seen.values())


def texts_of(kind: str, area: Area) -> list[str]:
    """The texts of a simple kind of item in an area, each once."""
    texts: dict[str, list[str]] = {
        "indicator": [i.text for i in area.indicators],
        "responsible": list(area.responsible),
        "fquestion": list(area.followup_questions),
        "long": [g.text for g in area.goals if g.level == "long"],
        "short": [g.text for g in area.goals if g.level == "short"],
        "cost": [f"{c.year or 'utan år'} {float(c.min):.0f} {float(c.max):.0f}" for c in area.costs],
    }
    return once(texts[kind], plain)


def compare_texts(tally: Tally, kind: str, true: Sequence[str], found: Sequence[str], floor: float = ALIKE) -> None:
    """Books two lists of texts against one another."""
    matched = pairs(true, found, floor)
    left, right = {i for i, _ in matched}, {j for _, j in matched}
    tally.note(
        kind,
        len(matched),
        (t for j, t in enumerate(found) if j not in right),
        (t for i, t in enumerate(true) if i not in left),
    )


def span_of(activity: Activity) -> Span:
    return activity.start, activity.end, activity.ongoing


def accepted(true: Activity, drawing: Drawing) -> set[Span]:
    """Every answer about the activity's time that the exchange format allows."""
    spans = set(drawing.times.get(true.timeframe or "", ())) if true.timeframe else set()
    spans.add(span_of(true))
    if drawing.loose_ongoing:
        spans |= {(s, e, not o) for s, e, o in spans}
    return spans


def compare_date(tally: Tally, drawing: Drawing, true: Activity | None, found: Activity | None) -> None:
    """Books the time of one pair of activities, or of one that stands alone."""
    if true is not None and true.timeframe is None and (true.year or true.kind == "reported"):
        return  # its column tells the year: the format leaves open whether that makes dates
    t = span_of(true) if true else NOTHING
    f = span_of(found) if found else NOTHING
    if true and found and f in accepted(true, drawing):
        tally.note("date", int(t != NOTHING))
        return
    written = (true.timeframe if true else None) or "utan tid"
    of = f"{written!r} -> {_shown(f)} ({(found or true).text[:60]})" if (found or true) else ""
    tally.note("date", 0, [of] if f != NOTHING else [], [of] if t != NOTHING else [])


def _shown(span: Span) -> str:
    return "/".join(str(x) if isinstance(x, date) else "-" for x in span[:2]) + (" pågår" if span[2] else "")


def compare_activities(tally: Tally, drawing: Drawing, true: Sequence[Activity], found: Sequence[Activity]) -> None:
    def key(a: Activity) -> Hashable:
        return plain(a.text), a.kind, span_of(a)

    true, found = once(true, key), once(found, key)
    matched = pairs([a.text for a in true], [a.text for a in found])
    left, right = {i for i, _ in matched}, {j for _, j in matched}
    for i, j in matched:
        tally.note("activity", 1)
        compare_date(tally, drawing, true[i], found[j])
        tally.aside("activity: planned or reported", true[i].kind == found[j].kind)
        if true[i].year:
            tally.aside("activity: year of its column", true[i].year == found[j].year)
    for i, a in enumerate(true):
        if i not in left:
            tally.note("activity", 0, missed=[a.text])
            compare_date(tally, drawing, a, None)
    for j, a in enumerate(found):
        if j not in right:
            tally.note("activity", 0, extra=[a.text])
            compare_date(tally, drawing, None, a)


def compare_questions(
    tally: Tally, drawing: Drawing, true: Sequence[ChallengeQuestion], found: Sequence[ChallengeQuestion]
) -> None:
    """Questions, then proposals under a matched question, then the actor of a matched proposal."""
    names = {original: annex for annex, original in drawing.aliases.items()}
    found = list(found)
    asked = [q.text for q in found]
    matched = pairs([q.text for q in true], asked, SAME_QUESTION)
    taken = {j for _, j in matched}
    left = {i for i, _ in matched}
    for i, q in enumerate(true):  # a reader may keep the annex's wording instead
        if i not in left and q.text in names:
            best = [j for j, text in enumerate(asked) if j not in taken and likeness(text, names[q.text]) >= ALIKE]
            if best:
                matched.append((i, best[0]))
                taken.add(best[0])
                left.add(i)
    tally.note(
        "question",
        len(matched),
        (t for j, t in enumerate(asked) if j not in taken),
        (q.text for i, q in enumerate(true) if i not in left),
    )
    for i, j in matched:
        _compare_proposals(tally, true[i], found[j])
    for i, q in enumerate(true):
        if i not in left:
            _compare_proposals(tally, q, None)
    for j, q in enumerate(found):
        if j not in taken:
            _compare_proposals(tally, None, q)


def _compare_proposals(tally: Tally, true: ChallengeQuestion | None, found: ChallengeQuestion | None) -> None:
    t = list(true.proposals) if true else []
    f = list(found.proposals) if found else []
    matched = pairs([p.text for p in t], [p.text for p in f])
    partner = dict(matched)
    right = set(partner.values())
    tally.note(
        "proposal",
        len(matched),
        (p.text for j, p in enumerate(f) if j not in right),
        (p.text for i, p in enumerate(t) if i not in partner),
    )
    for i, p in enumerate(t):
        mine = f[partner[i]].actor if i in partner else None
        compare_texts(tally, "actor", [p.actor] if p.actor else [], [mine] if mine else [])
    for j, p in enumerate(f):
        if j not in right and p.actor:
            tally.note("actor", 0, extra=[p.actor])


def compare_followups(tally: Tally, true: Area, found: Area) -> None:
    def key(pair: tuple[int | None, str]) -> Hashable:
        return pair[0], plain(pair[1])

    t = once([(f.year, f.text) for f in true.followups], key)
    f = once([(f.year, f.text) for f in found.followups], key)
    for year in dict.fromkeys([y for y, _ in t] + [y for y, _ in f]):
        compare_texts(tally, "followup", [x for y, x in t if y == year], [x for y, x in f if y == year])


EMPTY = Area(title="")


def compare_areas(tally: Tally, drawing: Drawing, true: Area, found: Area) -> None:
    """Everything inside one pair of areas (EMPTY for the missing half)."""
    for level in ("long", "short"):
        compare_texts(tally, "goal", texts_of(level, true), texts_of(level, found))
    compare_activities(tally, drawing, true.activities, found.activities)
    for kind in ("indicator", "responsible", "cost"):
        floor = 1.0 if kind == "cost" else ALIKE
        compare_texts(tally, kind, texts_of(kind, true), texts_of(kind, found), floor)
    compare_followups(tally, true, found)
    compare_texts(tally, "question", texts_of("fquestion", true), texts_of("fquestion", found))
    compare_questions(tally, drawing, true.challenge_questions, found.challenge_questions)
    if true is not EMPTY and found is not EMPTY:
        _asides(tally, true, found)


def _asides(tally: Tally, true: Area, found: Area) -> None:
    if true.number:
        tally.aside("area: number", true.number.strip(".") == (found.number or "").strip("."))
    for name in ("background", "needs", "identified_by", "group", "comment"):
        wanted = getattr(true, name)
        if wanted:
            tally.aside(f"area: {name}", likeness(wanted, getattr(found, name) or "") >= ALIKE)
    if true.focus_areas:
        tally.aside("area: focus areas", sorted(true.focus_areas) == sorted(found.focus_areas))
    if true.goal_status:
        tally.aside("area: goal status", true.goal_status == found.goal_status)
    for i, j in pairs([x.text for x in true.indicators], [x.text for x in found.indicators]):
        tally.aside("indicator: kind", true.indicators[i].kind == found.indicators[j].kind)
        if true.indicators[i].reference:
            tally.aside("indicator: reference", true.indicators[i].reference == found.indicators[j].reference)


def compare(drawing: Drawing, found: PlanFile) -> Tally:
    """The whole document: areas by title, what is in them, and the funds."""
    tally = Tally()
    true = drawing.truth
    matched = pairs([a.title for a in true.areas], [a.title for a in found.areas])
    left, right = {i for i, _ in matched}, {j for _, j in matched}
    compare_texts(tally, "area", [a.title for a in true.areas], [a.title for a in found.areas])
    for i, j in sorted(matched):
        compare_areas(tally, drawing, true.areas[i], found.areas[j])
    for i, area in enumerate(true.areas):
        if i not in left:
            compare_areas(tally, drawing, area, EMPTY)
    for j, area in enumerate(found.areas):
        if j not in right:
            compare_areas(tally, drawing, EMPTY, area)
    funds = [[f"{f.name} {float(f.amount):.0f}" for f in plan.funds] for plan in (true, found)]
    compare_texts(tally, "fund", funds[0], funds[1], 0.95)
    return tally
