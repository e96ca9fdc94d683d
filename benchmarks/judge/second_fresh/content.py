"""What the second fresh documents say: their own areas, times, costs, counties and groups."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.judge.fresh.content import (
    KINDS,
    Content,
    Row,
    Span,
    Topic,
    When,
    act,
    area,
    months,
    timed,
    untimed,
)
from samplan.plans.shapes.exchange import Indicator, IndicatorKind

__all__ = ["Content", "Topic", "When", "act", "area", "draw", "timed", "untimed"]
BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))
NOTHING: Span = (None, None, False)


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    end = date(y + 1, 3, 31)
    return [
        When(f"VT {y}", months(y, 1, 6)),
        When(f"HT {y}", months(y, 7, 12)),
        When(f"ht {y} – vt {y + 1}", (date(y, 7, 1), date(y + 1, 6, 30), False)),
        When(f"kvartal 1 {y + 1}", months(y + 1, 1, 3)),
        When(f"Kv 3 {y}", months(y, 7, 9)),
        When(f"april {y}", months(y, 4)),
        When(f"augusti–november {y}", months(y, 8, 11)),
        When(f"{y}", months(y, 1, 12)),
        When(f"{y}–{y + 1}", (date(y, 1, 1), date(y + 1, 12, 31), False)),
        When("Löpande", (None, None, True)),
        When("Fortlöpande", (None, None, True)),
        When(f"Senast 31 mars {y + 1}", (None, end, False), ((end, end, False),)),
        When(f"hösten {y}", months(y, 7, 12)),
        When(f"under våren {y + 1}", months(y + 1, 1, 6)),
        When(f"första halvåret {y}", months(y, 1, 6)),
        When(f"Från {y + 1}", (date(y + 1, 1, 1), None, True), ((date(y + 1, 1, 1), None, False),)),
        When(f"maj {y} – februari {y + 1}", (date(y, 5, 1), date(y + 1, 2, 29 if (y + 1) % 4 == 0 else 28), False)),
        When(f"december {y + 1}", months(y + 1, 12), ((None, date(y + 1, 12, 31), False),)),
        When("Pågående", (None, None, True)),
        When("Ej beslutat", NOTHING),
        When(f"Klart {y}", months(y, 1, 12), ((None, date(y, 12, 31), False),)),
        When("Varje år", (None, None, True), (NOTHING,)),
    ]


COSTS = [
    ("150 tkr", 150_000, 150_000),
    ("300 000 kr", 300_000, 300_000),
    ("1,5 mnkr", 1_500_000, 1_500_000),
    ("50 000–80 000 kr", 50_000, 80_000),
    ("420 000 kronor", 420_000, 420_000),
    ("200–250 tkr", 200_000, 250_000),
]
GROUPS = [
    ["Barn och unga", "Vuxna", "Samhälle och arbetsliv", "Organisation och samverkan"],
    ["Stärka det friska", "Upptäcka tidigt", "Ge rätt stöd", "Hålla ihop"],
    ["Uppväxt och familj", "Vardag och delaktighet", "Vård och behandling", "Ledning"],
]
COUNTIES = ["Hamnsta län", "Sundviks län", "Dalslätts län", "Åsmarks län", "Region Västerfjärd", "Björkö län"]


def _topic(raw: dict[str, Any], year: int, rng: random.Random) -> Topic:
    pool = times(year)
    rows = []
    for r in raw["r"]:
        kinds = [Indicator(text=i[2:], kind=IndicatorKind(KINDS[i[0]])) for i in r["i"]]
        rows.append(Row(r["k"], r["a"], rng.sample(pool, len(r["a"])), [i[2:] for i in r["i"]], r["w"], kinds))
    questions = []
    for q in raw["q"]:
        parts = [p.partition(" | ") for p in q["p"]]
        questions.append((q["q"], [(text, actor or None) for text, _, actor in parts]))
    cost = rng.choice(COSTS)
    return Topic(raw["t"], raw["b"], raw["n"], raw["l"], rows, raw["f"], raw["d"], raw["x"], questions, raw["u"], cost)


def draw(seed: int, count: int) -> Content:
    """A plan with `count` areas, the same for the same seed."""
    rng = random.Random(f"second_fresh/{seed}")
    year = rng.choice([2020, 2022, 2023, 2024, 2025, 2026])
    topics = [_topic(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = rng.choice(GROUPS)[: max(2, min(4, count // 3))]
    size = -(-count // len(names))
    groups = [(name, topics[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in times(year)}
    return Content(rng.choice(COUNTIES), year, [g for g in groups if g[1]], forms)
