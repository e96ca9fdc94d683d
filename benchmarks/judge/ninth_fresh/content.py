"""What the ninth fresh documents say: their own areas, times, costs and counties."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.judge.fresh.content import KINDS, Content, Row, Span, Topic, When, months
from samplan.plans.shapes.exchange import GoalStatus, Indicator, IndicatorKind

BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))
NOTHING: Span = (None, None, False)
TOLD = {
    "achieved": "Uppnått",
    "partly": "Delvis uppnått",
    "not_achieved": "Ej uppnått",
    "ongoing": "Pågår",
}
"""How a document words the state of a goal."""


@dataclass
class Theme(Topic):
    """An area. state: how its goals stand; thousands: its cost in two years; spells: first and last day of each act."""

    state: str
    thousands: tuple[int, int]
    spells: list[When]

    @property
    def status(self) -> GoalStatus:
        return GoalStatus(self.state)

    @property
    def told(self) -> str:
        return TOLD[self.state]

    def steps(self) -> Iterator[tuple[Row, str, When]]:
        """(row, activity, its time), in order."""
        for row in self.rows:
            for text, when in zip(row.acts, row.times, strict=True):
                yield row, text, when


def _week(y: int, first: int, last: int) -> Span:
    return date.fromisocalendar(y, first, 1), date.fromisocalendar(y, last, 7), False


def _year(y: int) -> Span:
    return months(y, 1, 12)


def times(y: int) -> list[When]:
    """Times as people write them, around the plan's first year."""
    due, day = date(y + 1, 6, 30), date(y, 10, 1)
    may = months(y, 5)
    return [
        When(f"v. 12 {y}", _week(y, 12, 12), (NOTHING,)),
        When(f"vecka 36–40 {y}", _week(y, 36, 40), (NOTHING,)),
        When(f"Q3 {y}", months(y, 7, 9)),
        When(f"Q1 {y + 1}", months(y + 1, 1, 3)),
        When(f"hösten {y}", months(y, 7, 12)),
        When(f"Våren {y + 1}", months(y + 1, 1, 6)),
        When("löpande", (None, None, True)),
        When("Pågår löpande", (None, None, True)),
        When("Årligen", (None, None, True), (NOTHING,)),
        When(f"{day}", (day, day, False), ((None, day, False), (day, None, False))),
        When(f"okt-dec {y}", months(y, 10, 12)),
        When(f"februari–april {y + 1}", months(y + 1, 2, 4)),
        When(f"Under {y + 1}", _year(y + 1)),
        When(f"{y}", _year(y)),
        When(f"{y}–{y + 2}", (date(y, 1, 1), date(y + 2, 12, 31), False)),
        When(f"senast 30 juni {y + 1}", (None, due, False), ((due, due, False),)),
        When(f"klart maj {y}", (None, may[1], False), (may, (may[1], may[1], False))),
        When(f"fr.o.m. hösten {y}", (date(y, 7, 1), None, True), ((date(y, 7, 1), None, False),)),
        When(f"ht {y} – vt {y + 1}", (date(y, 7, 1), date(y + 1, 6, 30), False)),
        When(f"sept. {y}", months(y, 9)),
        When("Tid ej beslutad", NOTHING),
        When(f"kvartal 2 {y + 1}", months(y + 1, 4, 6)),
        When(f"januari {y + 1}", months(y + 1, 1)),
        When(f"t.o.m. {y + 2}", (None, date(y + 2, 12, 31), False)),
    ]


def parts(y: int) -> list[When]:
    """Parts of a year as they stand under the year's heading, without it; the first five in the year's order."""
    return [
        When("jan–mars", months(y, 1, 3)),
        When("v. 12", _week(y, 12, 12), (NOTHING,)),
        When("maj", months(y, 5)),
        When("augusti–september", months(y, 8, 9)),
        When("okt-dec", months(y, 10, 12)),
        When("hösten", months(y, 7, 12)),
        When("Q2", months(y, 4, 6)),
        When("hela året", _year(y)),
        When("löpande", (None, None, True), ((*_year(y)[:2], True),)),
    ]


def spells(y: int) -> list[When]:
    """First and last day, for two columns: "DAY – DAY"."""
    pairs = [
        (date(y, 1, 15), date(y, 6, 30)),
        (date(y, 2, 1), date(y, 12, 31)),
        (date(y, 9, 1), date(y + 1, 5, 31)),
        (date(y + 1, 1, 1), date(y + 1, 12, 31)),
        (date(y, 10, 1), date(y, 12, 15)),
        (date(y + 1, 3, 1), date(y + 2, 2, 28)),
        (date(y, 4, 1), date(y, 8, 31)),
    ]
    return [When(f"{s} – {e}", (s, e, False)) for s, e in pairs]


COSTS = [
    ("150 000 kr", 150_000, 150_000),
    ("80 tkr", 80_000, 80_000),
    ("1,4 mnkr", 1_400_000, 1_400_000),
    ("200–250 tkr", 200_000, 250_000),
    ("600 000 kronor", 600_000, 600_000),
    ("0,3 mnkr", 300_000, 300_000),
]
FREE = ["Ryms inom ram", "Inom befintlig ram"]
"""What stands where no sum is given: it is no cost."""
GROUPS = [
    ["Främja och förebygga", "Tidigt stöd", "Vård och rehabilitering"],
    ["Barn, unga och familjer", "Vuxna och äldre", "Organisation och delaktighet"],
]
COUNTIES = ["Furulands län", "Östermarks län", "Vikbygdens län", "Skärhamra län", "Björkedals län", "Norrlunda län"]


def _row(raw: dict[str, Any], whens: list[When]) -> Row:
    kinds = [Indicator(text=i[2:], kind=IndicatorKind(KINDS[i[0]])) for i in raw["i"]]
    return Row(raw["k"], raw["a"], whens, [i.text for i in kinds], raw["w"], kinds)


def _theme(raw: dict[str, Any], year: int, rng: random.Random) -> Theme:
    whens = rng.sample(times(year), sum(len(r["a"]) for r in raw["r"]))
    days = rng.sample(spells(year), len(whens))
    rows = []
    for r in raw["r"]:
        rows.append(_row(r, whens[: len(r["a"])]))
        whens = whens[len(r["a"]) :]
    thousands = (rng.randrange(50, 800, 10), rng.randrange(55, 800, 10))
    cost = rng.choice(COSTS)
    about = raw["t"], raw["b"], raw["n"], raw["l"]
    return Theme(*about, rows, raw["f"], [], [], [], [], cost, raw["s"], thousands, days)


def draw(seed: int, count: int, v: int) -> Content:
    """A plan with `count` areas, the same for the same seed. v: every other county, so that two plans have two."""
    rng = random.Random(f"ninth_fresh/{seed}")
    year = rng.choice([2018, 2020, 2021, 2023, 2024, 2025, 2026])
    themes: list[Topic] = [_theme(raw, year, rng) for raw in rng.sample(BANK, count)]
    names = rng.choice(GROUPS)[: 2 if count < 6 else 3]
    size = -(-count // len(names))
    groups = [(name, themes[n * size : (n + 1) * size]) for n, name in enumerate(names)]
    forms = {w.text: (w.span, *w.also) for w in [*times(year), *spells(year)]}
    for w in parts(year):  # what they mean is said by the year of their heading
        forms[w.text] = (*forms.get(w.text, ()), *w.also)
    return Content(rng.choice(COUNTIES[v::2]), year, [g for g in groups if g[1]], forms)


def themes_of(topics: list[Topic]) -> list[Theme]:
    """The topics, with what only this set knows of them."""
    return [t for t in topics if isinstance(t, Theme)]
