"""What the eighth fresh documents say: their own areas, times, deadlines, costs, counties and grants."""

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
STATES = {
    "uppnått": ("Målet är uppnått", GoalStatus.ACHIEVED),
    "delvis": ("Målet är delvis uppnått", GoalStatus.PARTLY),
    "ej": ("Målet är inte uppnått", GoalStatus.NOT_ACHIEVED),
    "pågår": ("Arbetet pågår", GoalStatus.ONGOING),
}


@dataclass(frozen=True)
class Step(Row):
    """A short-term goal with its measures. dues: a deadline for each; spells: first and last day for each."""

    dues: list[When]
    spells: list[When]
    sources: list[str]


@dataclass
class Theme(Topic):
    """An area with its steps, the cost of two years in thousands, what a box says, and the state of its goals."""

    steps: list[Step]
    thousands: tuple[int, int]
    fact: str
    state: str


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    short = y % 100
    school = (date(y, 7, 1), date(y + 1, 6, 30), False)
    return [
        When(f"Kvartal 2, {y}", months(y, 4, 6)),
        When(f"kv.4 {y}", months(y, 10, 12)),
        When(f"Q1-{y + 1}", months(y + 1, 1, 3)),
        When(f"apr–jun {y + 1}", months(y + 1, 4, 6)),
        When(f"feb {y}", months(y, 2)),
        When(f"Mars–oktober {y}", months(y, 3, 10)),
        When(f"HT{short}", months(y, 7, 12)),
        When(f"VT {y + 1}", months(y + 1, 1, 6)),
        When(f"Våren {y}", months(y, 1, 6)),
        When(f"Hösten {y + 1}", months(y + 1, 7, 12)),
        When(f"Höst {y} – vår {y + 1}", school),
        When(f"Första halvåret {y + 1}", months(y + 1, 1, 6)),
        When(f"Tertial 2 {y}", months(y, 5, 8), (NOTHING,)),
        When(f"{y}-02 – {y}-06", months(y, 2, 6)),
        When(f"januari {y} – juni {y + 1}", (date(y, 1, 1), date(y + 1, 6, 30), False)),
        When(f"Under {y}", months(y, 1, 12)),
        When(f"{y + 2}", months(y + 2, 1, 12)),
        When(f"{y}-{y + 2}", (date(y, 1, 1), date(y + 2, 12, 31), False)),
        When("Löpande under planperioden", (None, None, True)),
        When("Kontinuerligt", (None, None, True)),
        When("Pågående", (None, None, True)),
        When("Varje år", (None, None, True), (NOTHING,)),
        When(f"Från {y + 1} och framåt", (date(y + 1, 1, 1), None, True), ((date(y + 1, 1, 1), None, False),)),
        When(f"Start januari {y + 1}", (date(y + 1, 1, 1), None, True), (_start(y + 1), months(y + 1, 1))),
        When("Beslutas senare", NOTHING),
    ]


def _start(y: int) -> Span:
    return date(y, 1, 1), None, False


def _due(text: str, day: date, also: tuple[Span, ...] = ()) -> When:
    return When(text, (None, day, False), ((day, day, False), *also))


def dues(y: int) -> list[When]:
    """Deadlines for a place that says that something is to be ready by then."""
    return [
        _due(f"31 mars {y + 1}", date(y + 1, 3, 31)),
        _due(f"{y}-06-15", date(y, 6, 15)),
        _due(f"1 oktober {y}", date(y, 10, 1)),
        _due(f"30/9 {y + 1}", date(y + 1, 9, 30)),
        _due(f"dec. {y}", date(y, 12, 31), (months(y, 12),)),
        _due(f"maj {y + 1}", date(y + 1, 5, 31), (months(y + 1, 5),)),
        _due(f"november {y + 1}", date(y + 1, 11, 30), (months(y + 1, 11),)),
        _due(f"{y}-12-31", date(y, 12, 31)),
        _due(f"utgången av {y + 1}", date(y + 1, 12, 31), (months(y + 1, 1, 12),)),
        _due(f"15 januari {y + 1}", date(y + 1, 1, 15)),
    ]


def spells(y: int) -> list[When]:
    """First and last day, for two columns: "DAY – DAY"."""
    pairs = [
        (date(y, 1, 15), date(y, 6, 30)),
        (date(y, 3, 1), date(y, 12, 31)),
        (date(y, 9, 1), date(y + 1, 5, 31)),
        (date(y + 1, 1, 1), date(y + 1, 12, 31)),
        (date(y + 1, 2, 1), date(y + 1, 4, 30)),
        (date(y, 8, 15), date(y, 11, 30)),
    ]
    return [When(f"{s} – {e}", (s, e, False)) for s, e in pairs]


COSTS = [
    ("150 tkr", 150_000, 150_000),
    ("0,9 mnkr", 900_000, 900_000),
    ("65 000 kr", 65_000, 65_000),
    ("300–350 tkr", 300_000, 350_000),
    ("2 mnkr", 2_000_000, 2_000_000),
    ("440 000 kronor", 440_000, 440_000),
]
GROUPS = [
    ["Barn och unga", "Vuxna och äldre", "Gemensamma förutsättningar"],
    ["Främja psykisk hälsa", "Upptäcka tidigt", "Stödja och behandla"],
    ["Trygg start", "Rätt stöd i rätt tid", "Samverkan som håller"],
]
COUNTIES = [
    "Almskogens län",
    "Vintersunds län",
    "Rödåkers län",
    "Havslands län",
    "Mellanbergs län",
    "Klarvattens län",
]
TOWNS = ["Almby", "Norrvik", "Sjötorp", "Ekhult", "Gryteby"]
GRANTS = [
    ("Tidiga insatser för barn och unga", 2_150_000),
    ("Suicidprevention", 985_000),
    ("Brukarmedverkan", 420_000),
    ("Analys och samordning", 1_300_000),
]


def _step(raw: dict[str, Any], whens: list[When], year: int, rng: random.Random) -> Step:
    acts = raw["a"]
    parts = [i.partition(" | ") for i in raw["i"]]
    kinds = [Indicator(text=text[2:], kind=IndicatorKind(KINDS[text[0]])) for text, _, _ in parts]
    return Step(
        raw["k"],
        acts,
        whens,
        [i.text for i in kinds],
        raw["w"],
        kinds,
        rng.sample(dues(year), len(acts)),
        rng.sample(spells(year), len(acts)),
        [source for _, _, source in parts],
    )


def _theme(raw: dict[str, Any], year: int, rng: random.Random) -> Theme:
    whens = rng.sample(times(year), sum(len(r["a"]) for r in raw["r"]))
    steps = []
    for r in raw["r"]:
        steps.append(_step(r, whens[: len(r["a"])], year, rng))
        whens = whens[len(r["a"]) :]
    return Theme(
        raw["t"],
        raw["b"],
        raw["n"],
        raw["l"],
        list(steps),
        raw["f"],
        [],
        [],
        [],
        [],
        rng.choice(COSTS),
        steps,
        (rng.randrange(40, 900, 20), rng.randrange(45, 900, 20)),
        raw["x"],
        raw["s"],
    )


def draw(seed: int, count: int, v: int) -> Content:
    """A plan with `count` areas, the same for the same seed. v: every other county, so that two plans have two."""
    rng = random.Random(f"eighth_fresh/{seed}")
    year = rng.choice([2019, 2020, 2022, 2023, 2024, 2025, 2026])
    themes: list[Topic] = [_theme(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = rng.choice(GROUPS)[: 2 if count < 6 else 3]
    size = -(-count // len(names))
    groups = [(name, themes[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in [*times(year), *dues(year), *spells(year)]}
    return Content(rng.choice(COUNTIES[v::2]), year, [g for g in groups if g[1]], forms)


def themes_of(topics: list[Topic]) -> list[Theme]:
    """The topics, with what only this set knows of them."""
    return [t for t in topics if isinstance(t, Theme)]
