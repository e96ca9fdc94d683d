"""What the seventh fresh documents say: their own areas, times, costs, counties, groups and grants."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.judge.fresh.content import KINDS, Content, Row, Span, Topic, When, months
from samplan.plans.shapes.exchange import GoalStatus, Indicator, IndicatorKind

BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))
NOTHING: Span = (None, None, False)
STATUS = {
    "uppnått": GoalStatus.ACHIEVED,
    "delvis": GoalStatus.PARTLY,
    "ej": GoalStatus.NOT_ACHIEVED,
    "pågår": GoalStatus.ONGOING,
}


@dataclass
class Area(Topic):
    """A topic with the state of its goals, the cost of the year after, and the figures of its measures."""

    state: str
    cost_next: tuple[str, int, int]
    figures: list[tuple[str, str]]
    """For every indicator what it was last year and is this year."""


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    short, day, end = y % 100, date(y, 11, 1), date(y + 1, 6, 30)
    term = (date(y, 7, 1), date(y + 1, 6, 30), False)
    return [
        When(f"vt-{short}", months(y, 1, 6)),
        When(f"HT-{short}", months(y, 7, 12)),
        When(f"ht {y}", months(y, 7, 12)),
        When(f"Våren {y + 1}", months(y + 1, 1, 6)),
        When(f"under hösten {y}", months(y, 7, 12)),
        When(f"Q1 {y + 1}", months(y + 1, 1, 3)),
        When(f"Kv 4 {y}", months(y, 10, 12)),
        When(f"Q1–Q2 {y}", months(y, 1, 6)),
        When(f"{y}", months(y, 1, 12)),
        When(f"under {y + 1}", months(y + 1, 1, 12)),
        When(f"{y} - {y + 1}", (date(y, 1, 1), date(y + 1, 12, 31), False)),
        When(f"{y}–{y + 3}", (date(y, 1, 1), date(y + 3, 12, 31), False)),
        When(f"feb–april {y}", months(y, 2, 4)),
        When(f"maj {y + 1}", months(y + 1, 5)),
        When(f"Sept. {y}", months(y, 9)),
        When(f"augusti {y} till mars {y + 1}", (date(y, 8, 1), date(y + 1, 3, 31), False)),
        When(f"{y}-03-01 – {y}-11-30", (date(y, 3, 1), date(y, 11, 30), False)),
        When(f"VT{short}–HT{short}", months(y, 1, 12)),
        When(f"andra halvåret {y}", months(y, 7, 12)),
        When("löpande", (None, None, True)),
        When("Pågår", (None, None, True)),
        When("Fortlöpande", (None, None, True)),
        When("årligen", (None, None, True), (NOTHING,)),
        When(f"Start ht {y}", (date(y, 7, 1), None, True), ((date(y, 7, 1), None, False), months(y, 7, 12))),
        When(f"fr.o.m. {y + 1}", (date(y + 1, 1, 1), None, True), ((date(y + 1, 1, 1), None, False),)),
        When(f"t.o.m. juni {y + 1}", (None, end, False)),
        When(f"Klart senast 1 november {y}", (None, day, False), ((day, day, False),)),
        When(f"senast {y}-11-01", (None, day, False), ((day, day, False),)),
        When(f"{y}, fortsätter {y + 1}", (date(y, 1, 1), date(y + 1, 12, 31), False)),
        When(f"läsåret {y}/{(y + 1) % 100}", term, ((date(y, 8, 1), date(y + 1, 6, 30), False), NOTHING)),
    ]


COSTS = [
    ("350 tkr", 350_000, 350_000),
    ("1,5 mnkr", 1_500_000, 1_500_000),
    ("80 000 kronor", 80_000, 80_000),
    ("200–250 tkr", 200_000, 250_000),
    ("0,4–0,6 mnkr", 400_000, 600_000),
    ("125 000 kr", 125_000, 125_000),
    ("ca 60 tkr", 60_000, 60_000),
    ("150 000 – 180 000 kronor", 150_000, 180_000),
]
KRONOR = [
    ("350 000", 350_000, 350_000),
    ("1 500 000", 1_500_000, 1_500_000),
    ("80 000", 80_000, 80_000),
    ("200 000–250 000", 200_000, 250_000),
]
"""Costs as a column headed "kronor" writes them."""
GROUPS = [
    ["Uppväxt och skola", "Stöd i vardagen", "Vård i samverkan"],
    ["Insatser till alla", "Insatser till grupper med ökad risk", "Insatser till den som är sjuk"],
    ["Förebygga ohälsa", "Ge rätt stöd", "Utveckla samverkan"],
]
COUNTIES = [
    "Västanmarks län",
    "Norrhälla län",
    "Sundbygdens län",
    "Fjällmarks län",
    "Region Tioälven",
    "Brolandets län",
]


def _figures(topic_inds: list[Indicator], rng: random.Random) -> list[tuple[str, str]]:
    """Two values for each indicator, in the form that it asks for."""
    out = []
    for i in topic_inds:
        low = rng.randint(3, 40)
        high = low + rng.randint(1, 25)
        if i.kind is IndicatorKind.YES_NO:
            out.append(("Nej", rng.choice(("Ja", "Nej"))))
        elif i.kind is IndicatorKind.SHARE:
            out.append((f"{low} %", f"{high} %"))
        else:
            out.append((str(low), str(high)))
    return out


def _topic(raw: dict[str, Any], year: int, rng: random.Random) -> Area:
    whens = iter(rng.sample(times(year), sum(len(r["a"]) for r in raw["r"])))
    rows = []
    for r in raw["r"]:
        kinds = [Indicator(text=i[2:], kind=IndicatorKind(KINDS[i[0]])) for i in r["i"]]
        rows.append(Row(r["k"], r["a"], [next(whens) for _ in r["a"]], [i[2:] for i in r["i"]], r["w"], kinds))
    questions = []
    for q in raw["q"]:
        parts = [p.partition(" | ") for p in q["p"]]
        questions.append((q["q"], [(text, actor or None) for text, _, actor in parts]))
    return Area(
        raw["t"],
        raw["b"],
        raw["n"],
        raw["l"],
        rows,
        raw["f"],
        raw["d"],
        raw["x"],
        questions,
        raw["u"],
        rng.choice(COSTS),
        raw["s"],
        rng.choice(COSTS),
        _figures([i for r in rows for i in r.truth_inds], rng),
    )


def draw(seed: int, count: int, v: int) -> Content:
    """A plan with `count` areas, the same for the same seed. v: every other county, so that two plans have two."""
    rng = random.Random(f"seventh_fresh/{seed}")
    year = rng.choice([2019, 2021, 2023, 2024, 2025, 2026, 2027])
    topics: list[Topic] = [_topic(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = rng.choice(GROUPS)[: 2 if count < 6 else 3]
    size = -(-count // len(names))
    groups = [(name, topics[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in times(year)}
    return Content(rng.choice(COUNTIES[v::2]), year, [g for g in groups if g[1]], forms)


def areas_of(c: Content) -> list[Area]:
    """The plan's topics, with what only this set knows of them."""
    return [t for t in c.topics if isinstance(t, Area)]
