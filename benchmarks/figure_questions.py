"""`python -m benchmarks.figure_questions`: the questions in the made-up world of `benchmarks.figures`, and pandas.

Each question is measured beside the bare scan of the same rows in DuckDB, and beside the same answer worked out with
pandas by the book (`benchmarks.figure_pandas`). The answers are compared in the same run (values, verdicts, slopes,
what the screening keeps), so that both do the same work; pandas is spared the reading of files, the joining of
uncertainties and the working out of what must be hidden.

One in five indicators is a rate with counts, in which small ones are hidden: what must be hidden is worked out in the
build, whose time and memory are told first. They are measured by themselves too. With `--without-counts` there are
none, as in Kolada's answers. A process measures one of the two worlds, for the settings are read once:
`python -m benchmarks` starts one for each.

What a process asks first is measured too, each in processes of their own: the store is opened then, and what is kept of
it (the catalogue, the masks of measures) is made. The operating system may have the file in memory all the same. The
rounds of the screening ask about other places each time.
"""

from __future__ import annotations

import argparse
import math
import statistics
import subprocess
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import figure_pandas as pandas
from benchmarks import figures as world

ROUNDS = 40
FEW = 10
DEFAULT = 300
SMALL = "an indicator with small counts"
AREA = "Område 1"
"""Of operation, in which the answers are compared: a part of them, for it is done row by row."""
MOST_COMPARED = 40
SIGNS = {"higher": 1, "lower": -1, "no_certain_difference": 0, "cannot_judge": None}


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


def main(console: Console, indicators: int = DEFAULT, *, counts: bool = True) -> None:
    """Build a world, measure and tell: the store first, then the questions."""
    with world.world(indicators, counts=counts) as told:
        world.tell(console, indicators, told)
        tell(console, indicators, told)


def tell(console: Console, indicators: int, told: world.World) -> None:
    """Measure in a world that is built, and tell."""
    table = Table(title=f"Questions: {world.title(indicators, told)}")
    for name in ("what", "median", "p95, or the longest of a few"):
        table.add_column(name)
    first = first_measures()
    for name, (median, p95) in {**measures(counts=told.counts), **first}.items():
        table.add_row(name, f"{median:.1f} ms", f"{p95:.1f} ms")
    for name, factor in factors().items():
        table.add_row(name, f"{factor:.1f} times", "")
    console.print(table)
    console.print(
        f"Questions and pandas agree in {AREA} on values, slopes, {sum(_agreed):,} verdicts, and on all that the "
        "screening keeps for a region and a municipality."
    )


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
_agreed: list[int] = []


def measures(*, counts: bool) -> dict[str, tuple[float, float]]:
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

    _measured.update(
        {
            "bare scan of one indicator's rows": world.times(lambda n: bare(store, ids[n % len(ids)], numbers), ROUNDS),
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
    with_counts = [
        f.card.id for f in store.facts if counts and not f.is_margin and world.is_counted(int(f.code[1:]), f.card.title)
    ]
    if some := with_counts[:: max(1, len(with_counts) // ROUNDS)]:
        _measured[SMALL] = world.times(lambda n: indicator.series(store, some[n % len(some)], world.COUNTY), ROUNDS)
        _measured[f"{SMALL}, bare scan"] = world.times(lambda n: bare(store, some[n % len(some)], numbers), ROUNDS)
    frame = pandas.data_frame(store)
    _measured["an indicator for a county, in pandas"] = world.times(
        lambda n: pandas.with_pandas(frame, store.numbers[ids[n % len(ids)]], numbers), FEW
    )
    if some:
        _measured[f"{SMALL}, in pandas"] = world.times(
            lambda n: pandas.with_pandas(frame, store.numbers[some[n % len(some)]], numbers), FEW
        )
    _measured["screening, in pandas"] = world.times(
        lambda n: pandas.screened_with_pandas(frame, store.unit_numbers[region], numbers[0]), 3
    )
    _agreed.append(agree(store, frame, units, with_counts))
    return _measured


def bare(store: Any, indicator_id: str, units: list[int]) -> object:
    """The bare scan of the rows of which a question makes its answer."""
    return store.columns(world.BARE, {"indicator": store.numbers[indicator_id], "units": units})


def factors() -> dict[str, float]:
    """The times of the questions over what they are compared with, by their medians."""
    told = {name: median for name, (median, _p95) in _measured.items()}
    mine = told["an indicator for a county"]
    return {
        "the indicator question over the bare scan": mine / told["bare scan of one indicator's rows"],
        "pandas over the indicator question": told["an indicator for a county, in pandas"] / mine,
        **({} if SMALL not in told else _with_counts(told)),
        "pandas over the screening": told["screening, in pandas"] / told["screening of a region"],
    }


def _with_counts(told: dict[str, float]) -> dict[str, float]:
    """The factors of the indicators with counts. Pandas hides nothing, and has less to do."""
    return {
        f"{SMALL}, over its bare scan": told[SMALL] / told[f"{SMALL}, bare scan"],
        f"pandas over {SMALL}": told[f"{SMALL}, in pandas"] / told[SMALL],
    }


def agree(store: Any, frame: Any, units: list[str], with_counts: list[str]) -> int:
    """Questions and pandas say the same of one area: newest values, verdicts, slopes, what the screening keeps.

    What the gate hides of indicators with counts is taken from pandas too. Returns how many verdicts were compared.
    Raises AssertionError.
    """
    facts = [f for f in store.facts if not f.is_margin and f.card.operating_area == AREA]
    ids = [f.card.id for f in facts]
    counted = [one for one in with_counts if one in set(ids)]
    shown = frame[frame.indicator.isin([f.number for f in facts])]
    if counted:
        shown = pandas.without_hidden(shown, store, counted, units)
    compared = sum(_agree_on(store, shown, one, units) for one in ids[:MOST_COMPARED])
    assert compared, "nothing was compared"
    for unit in units[1:3]:
        _agree_on_screening(store, shown, unit)
    return compared


def _agree_on(store: Any, shown: Any, indicator_id: str, units: list[str]) -> int:
    """One indicator: how many verdicts were the same."""
    from samplan.analysis.questions import indicator

    answer = indicator.series(store, indicator_id, world.COUNTY)
    assert answer is not None
    numbers = [store.unit_numbers[unit] for unit in units]
    other = pandas.with_pandas(shown, store.numbers[indicator_id], numbers)
    compared = 0
    for series in (*answer.municipalities, *([answer.county] if answer.county is not None else [])):
        newest, told = series.newest, other.get(store.unit_numbers[series.unit.id])
        assert (newest is None) == (told is None), (indicator_id, series.unit.id)
        if newest is None or told is None:
            continue
        value, sign, slope, year = told
        assert (year, True) == (newest.period.start.year, math.isclose(newest.value or 0, value))
        assert series.comparison is not None
        assert SIGNS[series.comparison.outcome.value] == sign, (indicator_id, series.unit.id)
        compared += sign is not None
        if slope is not None and series.trend is not None and series.trend.slope is not None:
            assert math.isclose(series.trend.slope, slope, rel_tol=1e-6, abs_tol=1e-9)
    return compared


def _agree_on_screening(store: Any, shown: Any, unit: str) -> None:
    """The same indicators are kept, on the same side."""
    from samplan.analysis.questions import screening

    answer = screening.screening(store, unit, area=AREA)
    assert answer is not None
    mine = {
        store.numbers[hit.card.id]: SIGNS[hit.comparison.outcome.value] for _a, hits in answer.groups for hit in hits
    }
    kept = pandas.screened_with_pandas(shown, store.unit_numbers[unit], store.unit_numbers["0000"])
    assert mine == dict(zip(kept.indicator.tolist(), kept.sign.tolist(), strict=True)), unit


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figure_questions", description=__doc__)
    args = world.asked(parser, DEFAULT)
    main(Console(), args.indicators, counts=not args.without_counts)
