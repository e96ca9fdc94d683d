"""What the fifth fresh documents say: their own areas, times, costs, counties and groups."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.judge.fresh.content import KINDS, Content, Row, Topic, When, months
from samplan.plans.shapes.exchange import Indicator, IndicatorKind

BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    end = date(y, 12, 31)
    return [
        When(f"Våren {y}", months(y, 1, 6)),
        When(f"Hösten {y}", months(y, 7, 12)),
        When(f"Vt {y + 1}", months(y + 1, 1, 6)),
        When(f"Ht {y + 1}", months(y + 1, 7, 12)),
        When(f"Kvartal 2 {y}", months(y, 4, 6)),
        When(f"Q4 {y}", months(y, 10, 12)),
        When(f"{y}", months(y, 1, 12)),
        When(f"{y + 1}", months(y + 1, 1, 12)),
        When(f"{y} - {y + 2}", (date(y, 1, 1), date(y + 2, 12, 31), False)),
        When(f"Januari {y + 1}", months(y + 1, 1)),
        When(f"mars - juni {y}", months(y, 3, 6)),
        When("Löpande", (None, None, True)),
        When("Pågår", (None, None, True)),
        When(f"Senast {y}-12-31", (None, end, False), ((end, end, False),)),
        When(f"{y} och fortlöpande", (date(y, 1, 1), None, True)),
        When(f"Andra halvåret {y}", months(y, 7, 12)),
    ]


COSTS = [
    ("120 000 kr", 120_000, 120_000),
    ("350 tkr", 350_000, 350_000),
    ("100 000 - 200 000 kr", 100_000, 200_000),
    ("2 mnkr", 2_000_000, 2_000_000),
    ("80–110 tkr", 80_000, 110_000),
]
GROUPS = [
    ["Förebyggande och främjande", "Tidiga och samordnade insatser", "Delaktighet och inflytande"],
    ["Barn och unga 0–24 år", "Vuxna", "Gemensamma strukturer"],
]
COUNTIES = ["Norra Ådalens län", "Region Sjöbygden", "Västermarks län", "Ekslättens län", "Skärgårdens län"]


def _topic(raw: dict[str, Any], year: int, rng: random.Random) -> Topic:
    rows = []
    for r in raw["r"]:
        kinds = [Indicator(text=i[2:], kind=IndicatorKind(KINDS[i[0]])) for i in r["i"]]
        whens = rng.sample(times(year), len(r["a"]))
        rows.append(Row(r["k"], r["a"], whens, [i[2:] for i in r["i"]], r["w"], kinds))
    questions = []
    for q in raw["q"]:
        parts = [p.partition(" | ") for p in q["p"]]
        questions.append((q["q"], [(text, actor or None) for text, _, actor in parts]))
    rest = raw["f"], raw["d"], raw["x"], questions, raw["u"], rng.choice(COSTS)
    return Topic(raw["t"], raw["b"], raw["n"], raw["l"], rows, *rest)


def draw(seed: int, count: int) -> Content:
    """A plan with `count` areas, the same for the same seed."""
    rng = random.Random(f"fifth_fresh/{seed}")
    year = rng.choice([2019, 2021, 2023, 2024, 2025, 2026])
    topics = [_topic(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = rng.choice(GROUPS)[: 2 if count < 6 else 3]
    size = -(-count // len(names))
    groups = [(name, topics[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in times(year)}
    return Content(rng.choice(COUNTIES), year, [g for g in groups if g[1]], forms)
