"""`python -m benchmarks.figure_questions`: the questions in the made-up world of `benchmarks.figures`, and pandas.

Each question is measured beside the bare scan of the same rows in DuckDB, and beside the same answer worked out with
pandas by the book: everything in one data frame in memory, filtered, judged row by row. The answers are compared, so
that both do the same work; pandas is spared the reading of files, the joining of uncertainties and the gate.

What a process asks first is measured too, each in processes of their own: the store is opened then, and what is kept of
it (the catalogue, the masks of measures) is made. The operating system may have the file in memory all the same. The
rounds of the screening ask about other places each time.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import figures as world

ROUNDS = 40
FEW = 10
DEFAULT = 300
FRAME = """
SELECT indicator, unit, sex, year(start)::INTEGER AS year, value, low, high, numerator, denominator FROM observation
"""
Z = 1.959963984540054


STARTS = 5
"""Processes that are started for each question that is asked first."""
FIRST = """
import time
import django
django.setup()
from samplan.analysis import questions
from samplan.analysis.questions import indicator, screening
began = time.perf_counter()
store = questions.figures()
opened = time.perf_counter()
assert {question} is not None
print(opened - began, time.perf_counter() - opened)
"""


def main(console: Console, indicators: int = DEFAULT) -> None:
    """Build a world, measure and tell: the store first, then the questions."""
    with world.world(indicators) as told:
        world.tell(console, indicators, told)
        tell(console, indicators, told)


def tell(console: Console, indicators: int, told: world.World) -> None:
    """Measure in a world that is built, and tell."""
    table = Table(title=f"Questions: {indicators:,} indicators, {told.rows:,} values, load {os.getloadavg()[0]:.1f}")
    for name in ("what", "median", "p95, or the longest of a few"):
        table.add_column(name)
    first = first_measures()
    for name, (median, p95) in {**measures(), **first}.items():
        table.add_row(name, f"{median:.1f} ms", f"{p95:.1f} ms")
    for name, factor in factors().items():
        table.add_row(name, f"{factor:.1f} times", "")
    console.print(table)


def first_measures() -> dict[str, tuple[float, float]]:
    """Milliseconds, median and longest, of opening the store and of the first question, in processes of their own."""
    region, municipality_ = f"00{world.COUNTY}", f"{world.COUNTY}80"
    asked = {
        "the first indicator for a county": f"indicator.series(store, 'kolada:N00000', '{world.COUNTY}')",
        "the first screening of a region": f"screening.screening(store, '{region}')",
        "the first screening of a municipality": f"screening.screening(store, '{municipality_}')",
    }
    found: dict[str, tuple[float, float]] = {}
    opening: list[float] = []
    for name, question in asked.items():
        taken = []
        for _start in range(STARTS):
            code = FIRST.format(question=question)
            done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
            opened, answered = (float(part) * 1000 for part in done.stdout.split())
            opening.append(opened)
            taken.append(answered)
        found[name] = statistics.median(taken), max(taken)
    return {"opening the store in a new process": (statistics.median(opening), max(opening)), **found}


_measured: dict[str, tuple[float, float]] = {}


def measures() -> dict[str, tuple[float, float]]:
    """Milliseconds, median and 95th percentile, of each question and of what it is compared with."""
    import django

    django.setup()
    from samplan.analysis import questions
    from samplan.analysis.questions import grid, indicator, municipality, screening, search
    from samplan.analysis.results import UnitKind
    from samplan.analysis.store import reading

    store = questions.figures()
    ids = [f.card.id for f in store.facts if not f.is_margin]
    units = ["0000", *(p.unit.id for p in reading.county_places(store, world.COUNTY))]
    numbers = [store.unit_numbers[u] for u in units]
    region = f"00{world.COUNTY}"
    regions = [p.unit.id for p in store.places if p.unit.kind is UnitKind.REGION]
    towns = [p.unit.id for p in store.places if p.unit.kind is UnitKind.MUNICIPALITY]

    def bare(n: int) -> object:
        return store.columns(world.BARE, {"indicator": store.numbers[ids[n % len(ids)]], "units": numbers})

    _measured.update(
        {
            "bare scan of one indicator's rows": world.times(bare, ROUNDS),
            "an indicator for a county": world.times(
                lambda n: indicator.series(store, ids[n % len(ids)], world.COUNTY), ROUNDS
            ),
            "screening of a region": world.times(lambda n: screening.screening(store, regions[n % len(regions)]), FEW),
            "screening of a municipality": world.times(
                lambda n: screening.screening(store, towns[n % len(towns)]), FEW
            ),
            "grid of ten indicators": world.times(lambda n: grid.grid(store, ids[n : n + 10], world.COUNTY), FEW),
            "fact sheet of ten indicators": world.times(
                lambda n: municipality.facts(store, f"{world.COUNTY}80", ids[n : n + 10]), FEW
            ),
            "a search by words": world.times(lambda n: search.search(store, f"nyckeltal {n}"), FEW),
        }
    )
    frame = data_frame(store)
    _measured["an indicator for a county, in pandas"] = world.times(
        lambda n: with_pandas(frame, store.numbers[ids[n % len(ids)]], numbers), FEW
    )
    _measured["screening, in pandas"] = world.times(
        lambda n: screened_with_pandas(frame, store.unit_numbers[region], numbers[0]), 3
    )
    agree(store, frame, ids[:FEW], numbers)
    return _measured


def factors() -> dict[str, float]:
    """The times of the questions over what they are compared with, by their medians."""
    told = {name: median for name, (median, _p95) in _measured.items()}
    mine, bare = told["an indicator for a county"], told["bare scan of one indicator's rows"]
    return {
        "the indicator question over the bare scan": mine / bare,
        "pandas over the indicator question": told["an indicator for a county, in pandas"] / mine,
        "pandas over the screening": told["screening, in pandas"] / told["screening of a region"],
    }


def data_frame(store: Any) -> Any:
    """Everything in the store as one data frame, with small numbers for words as the store has them."""
    import pandas as pd

    columns = store.columns(FRAME, {})
    return pd.DataFrame(
        {k: v.filled(np.nan) if isinstance(v, np.ma.MaskedArray) else v for k, v in columns.items()}, copy=False
    )


def with_pandas(frame: Any, indicator: int, units: list[int], *, share: bool = False) -> dict[int, tuple[Any, ...]]:
    """An indicator's newest values with verdict and trend, by unit. share: intervals end at 0 and 100."""
    rows = frame[(frame.indicator == indicator) & frame.unit.isin(units) & (frame.sex == 0)]
    rows = rows.dropna(subset=["value"]).sort_values(["unit", "year"])
    if share:
        rows = rows.assign(low=rows.low.clip(lower=0), high=rows.high.clip(upper=100))
    country = rows[rows.unit == units[0]].set_index("year")
    found = {}
    for unit, own in rows[rows.unit != units[0]].groupby("unit"):
        newest = own.iloc[-1]
        other = country.loc[newest.year] if newest.year in country.index else None
        found[int(unit)] = (newest.value, _verdict(newest, other), _trend(own.tail(5)))
    return found


def _verdict(own: Any, other: Any) -> int | None:
    """1 higher, -1 lower, 0 no certain difference, None where nothing can be said."""
    if other is None or math.isnan(own.low) or math.isnan(other.low):
        return None
    error = math.hypot(own.high - own.low, other.high - other.low) / (2 * Z)
    z = (own.value - other.value) / error
    return 0 if abs(z) <= Z else int(math.copysign(1, z))


def _trend(rows: Any) -> float | None:
    """The weighted slope of five years and the same without each; None without intervals."""
    if len(rows) < 5 or rows.low.isna().any():
        return None
    weights = 1 / ((rows.high - rows.low) / (2 * 1.96)) ** 2
    slopes = [_slope(rows, weights), *(_slope(rows.drop(i), weights.drop(i)) for i in rows.index)]
    return slopes[0]


def _slope(rows: Any, weights: Any) -> float:
    middle = (weights * rows.year).sum() / weights.sum()
    centred = rows.year - middle
    return float((weights * centred * rows.value).sum() / (weights * centred**2).sum())


def screened_with_pandas(frame: Any, region: int, country: int) -> Any:
    """The newest value of every indicator of a unit beside the country's, judged and counted together."""
    rows = frame[(frame.unit == region) & (frame.sex == 0)].dropna(subset=["value"])
    newest = rows.sort_values("year").groupby("indicator").tail(1)
    others = frame[(frame.unit == country) & (frame.sex == 0)]
    both = newest.merge(others, on=["indicator", "year"], suffixes=("", "_country"))
    error = np.hypot(both.high - both.low, both.high_country - both.low_country) / (2 * Z)
    both["z"] = (both.value - both.value_country) / error
    both = both.dropna(subset=["z"])
    both["p"] = both.z.abs().map(lambda z: math.erfc(z / math.sqrt(2)))
    both = both.sort_values("p").reset_index(drop=True)
    kept = both[both.p <= 0.05 * (both.index + 1) / len(both)]
    return both[: kept.index.max() + 1] if len(kept) else both[:0]


def agree(store: Any, frame: Any, ids: list[str], numbers: list[int]) -> None:
    """The two say the same: the newest values, and the slopes where both have one. Raises AssertionError."""
    from samplan.analysis.questions import indicator
    from samplan.analysis.results import Measure

    for indicator_id in ids:
        answer = indicator.series(store, indicator_id, world.COUNTY)
        assert answer is not None
        share = answer.card.measure in {Measure.SHARE, Measure.SURVEY_SHARE}
        other = with_pandas(frame, store.numbers[indicator_id], numbers, share=share)
        for series in answer.municipalities:
            newest = series.newest
            told = other.get(store.unit_numbers[series.unit.id])
            assert (newest is None) == (told is None)
            assert newest is None or told is None or math.isclose(newest.value or 0, told[0])
            if told is not None and told[2] is not None and series.trend is not None and series.trend.slope is not None:
                assert math.isclose(series.trend.slope, told[2], rel_tol=1e-6, abs_tol=1e-9)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figure_questions", description=__doc__)
    parser.add_argument("--indicators", type=int, default=DEFAULT)
    main(Console(), parser.parse_args().indicators)
