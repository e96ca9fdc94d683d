"""What the fresh documents say: areas from the bank with times, costs and years, and the truth about them."""

from __future__ import annotations

import calendar
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from samplan.plans.shapes.exchange import (
    Activity,
    ActivityKind,
    Area,
    ChallengeQuestion,
    Cost,
    FollowUp,
    Goal,
    Horizon,
    Indicator,
    IndicatorKind,
    Proposal,
)

Span = tuple[date | None, date | None, bool]
BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))
KINDS = {"c": "count", "s": "share", "y": "yes_no", "g": "register", "o": "other"}


@dataclass(frozen=True)
class When:
    """A time as written, what it means, and other answers that are as right."""

    text: str
    span: Span
    also: tuple[Span, ...] = ()


def months(y: int, first: int, last: int | None = None) -> Span:
    last = last or first
    return date(y, first, 1), date(y, last, calendar.monthrange(y, last)[1]), False


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    nothing: Span = (None, None, False)
    day = date(y, 10, 15)
    return [
        When(f"Vt {y}", months(y, 1, 6)),
        When(f"hösten {y}", months(y, 7, 12)),
        When(f"kv 2 {y}", months(y, 4, 6)),
        When(f"mars–maj {y + 1}", months(y + 1, 3, 5)),
        When("Löpande", (None, None, True)),
        When(f"{y}–{y + 2}", (date(y, 1, 1), date(y + 2, 12, 31), False)),
        When(
            f"Ht {y} / Påbörjat",
            months(y, 7, 12),
            ((date(y, 7, 1), date(y, 12, 31), True), (date(y, 7, 1), None, True)),
        ),
        When(f"Q3 {y}", months(y, 7, 9)),
        When(f"{y + 1}", (date(y + 1, 1, 1), date(y + 1, 12, 31), False)),
        When(f"Vt {y} – Ht {y + 1}", (date(y, 1, 1), date(y + 1, 12, 31), False)),
        When(f"senast 15 oktober {y}", (None, day, False), ((day, day, False),)),
        When(f"från och med vt {y + 1}", (date(y + 1, 1, 1), None, True), ((date(y + 1, 1, 1), None, False),)),
        When("Årligen", (None, None, True), (nothing,)),
        When(f"t.o.m. {y + 2}", (None, date(y + 2, 12, 31), False)),
        When(f"September {y}", months(y, 9)),
        When(f"{y} och framåt", (date(y, 1, 1), None, True)),
        When("Ej tidsatt", nothing),
        When(f"våren {y + 1}", months(y + 1, 1, 6)),
        When(f"kvartal 4 {y}", months(y, 10, 12)),
        When("Pågår", (None, None, True)),
        When(f"hösten -{y % 100}", months(y, 7, 12)),
        When(f"jan–mars {y}", months(y, 1, 3)),
        When(f"till utgången av {y + 1}", (None, date(y + 1, 12, 31), False)),
        When(f"{y}-10-15", (day, day, False), ((None, day, False), (day, None, False))),
    ]


COSTS = [
    ("100–150 tkr", 100_000, 150_000),
    ("0,5 mnkr", 500_000, 500_000),
    ("75 000 kr", 75_000, 75_000),
    ("200 - 300 000 kr", 200_000, 300_000),
    ("1,2 mnkr", 1_200_000, 1_200_000),
    ("40 tkr", 40_000, 40_000),
    ("250 000–400 000 kr", 250_000, 400_000),
]


@dataclass(frozen=True)
class Row:
    short: list[str]
    acts: list[str]
    times: list[When]
    inds: list[str]
    who: list[str]
    truth_inds: list[Indicator]


@dataclass
class Topic:
    """One area as the layouts see it."""

    title: str
    background: str
    needs: str
    longs: list[str]
    rows: list[Row]
    follow: list[str]
    done: list[str]
    following: list[str]
    questions: list[tuple[str, list[tuple[str, str | None]]]]
    checks: list[str]
    cost: tuple[str, int, int]

    @property
    def shorts(self) -> list[str]:
        return [t for r in self.rows for t in r.short]

    @property
    def acts(self) -> list[str]:
        return [t for r in self.rows for t in r.acts]

    @property
    def inds(self) -> list[str]:
        return [t for r in self.rows for t in r.inds]

    @property
    def who(self) -> list[str]:
        return list(dict.fromkeys(w for r in self.rows for w in r.who))


@dataclass
class Content:
    """One plan's content. groups: headings, with the topics in turn under them."""

    county: str
    year: int
    groups: list[tuple[str, list[Topic]]]
    forms: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def topics(self) -> list[Topic]:
        return [t for _, topics in self.groups for t in topics]


GROUPS = [
    ["Förebyggande och främjande arbete", "Tidiga insatser", "Utsatta grupper", "Ledning och styrning"],
    ["Goda uppväxtvillkor", "Vård och stöd som hänger ihop", "Delaktighet", "Kunskap och uppföljning"],
    ["Främja", "Förebygga", "Behandla", "Samordna"],
]
COUNTIES = ["Norrbygds län", "Sjöviks län", "Granlands län", "Älvmarks län", "Kustlandet", "Bergslänet"]


def _row(raw: dict[str, list[str]], whens: list[When]) -> Row:
    inds = [i[2:] for i in raw["i"]]
    kinds = [Indicator(text=i[2:], kind=IndicatorKind(KINDS[i[0]])) for i in raw["i"]]
    return Row(raw["k"], raw["a"], whens, inds, raw["w"], kinds)


def _topic(raw: dict[str, Any], year: int, rng: random.Random) -> Topic:
    pool = times(year)
    rows = [_row(r, rng.sample(pool, len(r["a"]))) for r in raw["r"]]
    questions = []
    for q in raw["q"]:
        parts = [p.partition(" | ") for p in q["p"]]
        questions.append((q["q"], [(text, actor or None) for text, _, actor in parts]))
    cost = rng.choice(COSTS)
    return Topic(raw["t"], raw["b"], raw["n"], raw["l"], rows, raw["f"], raw["d"], raw["x"], questions, raw["u"], cost)


def draw(seed: int, count: int) -> Content:
    """A plan with `count` areas, the same for the same seed."""
    rng = random.Random(f"fresh/{seed}")
    year = rng.choice([2019, 2021, 2022, 2023, 2024, 2025, 2026])
    topics = [_topic(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = rng.choice(GROUPS)[: max(1, min(4, count // 2))]
    size = -(-count // len(names))
    groups = [(name, topics[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in times(year)}
    return Content(rng.choice(COUNTIES), year, [g for g in groups if g[1]], forms)


def act(text: str, when: When | None = None, of: int | None = None, done: bool = False) -> Activity:
    span = when.span if when else (None, None, False)
    return Activity(
        text=text,
        timeframe=when.text if when else None,
        start=span[0],
        end=span[1],
        ongoing=span[2],
        kind=ActivityKind.REPORTED if done else ActivityKind.PLANNED,
        year=of,
    )


def timed(topic: Topic, one_per_row: bool = False) -> list[Activity]:
    """The topic's activities with their times; one_per_row: the row's first time counts for all in its cell."""
    return [act(a, r.times[0 if one_per_row else n]) for r in topic.rows for n, a in enumerate(r.acts)]


def untimed(topic: Topic, of: int | None = None) -> list[Activity]:
    return [act(a, of=of) for a in topic.acts]


def area(
    topic: Topic,
    number: str | None,
    shown: str,
    *,
    acts: Sequence[Activity] = (),
    cost_year: int | None = None,
    told: Sequence[tuple[int | None, str]] = (),
    **more: Any,
) -> Area:
    """The truth about a topic. shown: l long, k short, i indicators, w responsible, c cost, b situation, n needs,
    q questions with proposals, u follow-up questions."""
    goals = [Goal(level=Horizon.LONG, text=t) for t in topic.longs if "l" in shown]
    goals += [Goal(level=Horizon.SHORT, text=t) for t in topic.shorts if "k" in shown]
    asked = [
        ChallengeQuestion(text=q, proposals=[Proposal(text=t, actor=a) for t, a in ps]) for q, ps in topic.questions
    ]
    _, low, high = topic.cost
    return Area(
        number=number,
        title=topic.title,
        background=topic.background if "b" in shown else None,
        needs=topic.needs if "n" in shown else None,
        goals=goals,
        activities=list(acts),
        indicators=[i for r in topic.rows for i in r.truth_inds] if "i" in shown else [],
        responsible=topic.who if "w" in shown else [],
        costs=[Cost(year=cost_year, min=str(low), max=str(high))] if "c" in shown else [],
        followups=[FollowUp(year=y, text=t) for y, t in told],
        challenge_questions=asked if "q" in shown else [],
        followup_questions=topic.checks if "u" in shown else [],
        **more,
    )
