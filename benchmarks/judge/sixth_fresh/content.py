"""What the sixth fresh documents say: their own areas, times, costs, counties and groups with a goal each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.judge.fresh.content import KINDS, Content, Row, Topic, When, months
from samplan.plans.shapes.exchange import Indicator, IndicatorKind

BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))
SHEET_NAME = 31
"""How many characters the name of a sheet may have."""


@dataclass
class Area(Topic):
    """A topic with, for everything done, what came of it and how far it came: k (klart), d (delvis) or e (ej)."""

    outcomes: list[tuple[str, str]]
    cost_next: tuple[int, int]
    """In thousands of kronor, from and to; `cost` is written in the same unit."""


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    day, end = date(y, 9, 30), date(y + 1, 12, 31)
    return [
        When(f"vår {y}", months(y, 1, 6)),
        When(f"höst {y}", months(y, 7, 12)),
        When(f"VT {y + 1}", months(y + 1, 1, 6)),
        When(f"HT{y % 100}", months(y, 7, 12)),
        When(f"kv 1 {y + 1}", months(y + 1, 1, 3)),
        When(f"Q2 {y}", months(y, 4, 6)),
        When(f"{y}", months(y, 1, 12)),
        When(f"{y + 1}", months(y + 1, 1, 12)),
        When(f"{y}–{y + 1}", (date(y, 1, 1), end, False)),
        When(f"{y}-{y + 2}", (date(y, 1, 1), date(y + 2, 12, 31), False)),
        When(f"april {y}", months(y, 4)),
        When(f"Oktober {y}", months(y, 10)),
        When(f"sept–nov {y}", months(y, 9, 11)),
        When(f"första halvåret {y + 1}", months(y + 1, 1, 6)),
        When("Löpande", (None, None, True)),
        When("Pågående", (None, None, True)),
        When(f"30 september {y}", (None, day, False), ((day, day, False), (day, None, False))),
        When(f"senast 31 december {y + 1}", (None, end, False), ((end, end, False),)),
        When(f"från {y + 1}", (date(y + 1, 1, 1), None, True), ((date(y + 1, 1, 1), None, False),)),
        When(f"höst {y} – vår {y + 1}", (date(y, 7, 1), date(y + 1, 6, 30), False)),
    ]


SUMS = [(120, 120), (80, 140), (450, 450), (200, 300), (60, 60), (750, 900)]
"""Costs in thousands of kronor, from and to."""
GROUPS = [
    [
        ("Hälsa hela livet", "Invånare i alla åldrar lever ett gott liv"),
        ("Vård och stöd", "Invånarna får ett stöd som hänger ihop"),
        ("Ett samhälle för alla", "Psykisk ohälsa är ingen grund för utanförskap"),
    ],
    [
        ("Främja och förebygga", "Fler invånare mår bra större delen av livet"),
        ("Upptäcka och ge stöd i tid", "Ingen behöver vänta på hjälp tills det är för sent"),
        ("Samverka och lära", "Region och kommuner lär av varandra och av brukarna"),
    ],
]
"""The headings under which areas stand, each with the long-term goal that its areas share where a layout shows it."""
COUNTIES = ["Hedlands län", "Fjärdhundra län", "Storskogens län", "Mellanåns län", "Klarmarks län", "Region Åsbygden"]


def sum_text(low: int, high: int) -> str:
    """As a table headed "tkr" writes it."""
    return str(low) if low == high else f"{low}–{high}"


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
    done = [d.split(" | ") for d in raw["d"]]
    low, high = rng.choice(SUMS)
    return Area(
        raw["t"],
        raw["b"],
        raw["n"],
        raw["l"],
        rows,
        raw["f"],
        [d[0] for d in done],
        raw["x"],
        questions,
        raw["u"],
        (sum_text(low, high), low * 1000, high * 1000),
        [(d[1], d[2]) for d in done],
        rng.choice(SUMS),
    )


def draw(seed: int, count: int, v: int) -> Content:
    """A plan with `count` areas, the same for the same seed. v: every other county, so that two plans have two."""
    rng = random.Random(f"sixth_fresh/{seed}")
    year = rng.choice([2020, 2022, 2023, 2024, 2025, 2026, 2027])
    topics: list[Topic] = [_topic(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = [name for name, _ in rng.choice(GROUPS)][: 2 if count < 6 else 3]
    size = -(-count // len(names))
    groups = [(name, topics[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in times(year)}
    return Content(rng.choice(COUNTIES[v::2]), year, [g for g in groups if g[1]], forms)


def shared_goal(group: str) -> str:
    """The long-term goal of a group's heading."""
    return next(goal for groups in GROUPS for name, goal in groups if name == group)
