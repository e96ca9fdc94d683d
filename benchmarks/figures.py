"""`python -m benchmarks.figures`: the store of figures on a made-up world of the size of all of Kolada.

6,100 indicators, of which some have the indicator of their uncertainty; 312 units of the kinds that each indicator has;
20 years; by sex where divided. One in five is a rate that tells how many of how many: women and men, municipalities,
regions and the country add up, and in small municipalities the counts are small, so that the hiding of them is in the
measured times. With `--without-counts` the same rates tell only their value, as Kolada's do. It is written as Parquet
in a folder of its own, built as `samplan sync` builds it, in a process of its own whose memory is measured, and thrown
away. Every figure in it is made up.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from rich.console import Console
from rich.table import Table

INDICATORS = 6100
YEARS = range(2005, 2025)
PER_FILE = 100
MARGINS = 211
NEEDED = 12 * 2**30
"""Free bytes that the world wants: Parquet, the store, and room to sort."""
COUNTY = "20"
ROUNDS = 40
TITLE = "Påhittat nyckeltal {number}, {unit}"
DEFINITION = "Påhittat för mätning. Antal personer som svarat något, dividerat med antal som svarat. Källa: Ingen. " * 3

# One file: the indicators first..last, each for the units of its kind. Values from a hash: the same world every time.
VALUES = """
COPY (
    WITH rows AS (
        SELECT i.code AS indicator, u.id AS unit, y.year::VARCHAR AS period, s.sex,
               hash(i.number, u.id, y.year, s.sex) AS dice, i.margin
        FROM indicators i
        JOIN units u ON i.kind = 'A' OR u.kind = i.kind OR u.id = '0000'
        CROSS JOIN (SELECT unnest(range($first_year, $last_year)) AS year) y
        JOIN (VALUES ('T', false), ('K', true), ('M', true)) s(sex, divided) ON NOT s.divided OR i.by_sex
        WHERE i.number BETWEEN $first AND $last AND NOT i.counted
    ), counts AS (
        SELECT i.code AS indicator, i.kind AS wanted, i.by_sex, p.id AS unit, p.region,
               y.year::VARCHAR AS period, s.sex, p.persons // 2 AS base,
               floor(p.persons // 2 * (40 + i.number * 37 % 400) / 1e5
                     * (0.5 + hash(i.number, p.id, y.year, s.sex) % 1000 / 1000.0))::BIGINT AS events
        FROM indicators i
        CROSS JOIN municipalities p
        CROSS JOIN (SELECT unnest(range($first_year, $last_year)) AS year) y
        CROSS JOIN (VALUES ('K'), ('M')) s(sex)
        WHERE i.number BETWEEN $first AND $last AND i.counted
    ), places AS (
        SELECT indicator, wanted, by_sex, unit, 'K' AS kind, period, sex, base, events FROM counts
        UNION ALL
        SELECT indicator, wanted, by_sex, region, 'L', period, sex, sum(base), sum(events) FROM counts
        GROUP BY indicator, wanted, by_sex, region, period, sex
        UNION ALL
        SELECT indicator, wanted, by_sex, '0000', '0', period, sex, sum(base), sum(events) FROM counts
        GROUP BY indicator, wanted, by_sex, period, sex
    ), sexes AS (
        SELECT * FROM places WHERE by_sex
        UNION ALL
        SELECT indicator, wanted, by_sex, unit, kind, period, 'T', sum(base), sum(events) FROM places
        GROUP BY indicator, wanted, by_sex, unit, kind, period
    ), told AS (
        SELECT *, hash(indicator, unit, period, sex) % 20 = 0 AS missing FROM sexes
        WHERE wanted = 'A' OR kind = wanted OR kind = '0'
    )
    SELECT indicator, unit, period, sex,
           CASE WHEN dice % 20 = 0 THEN NULL
                WHEN margin THEN (dice % 6000) / 1000.0 + 0.5 ELSE (dice % 1000000) / 10000.0 END::DOUBLE AS value,
           NULL::DOUBLE AS low, NULL::DOUBLE AS high, NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator,
           '' AS status, false AS deleted, $run::TIMESTAMP AS run, $run::TIMESTAMP AS fetched_at
    FROM rows
    UNION ALL
    SELECT indicator, unit, period, sex, CASE WHEN missing THEN NULL ELSE 1e5 * events / base END,
           NULL, NULL, CASE WHEN missing THEN NULL ELSE events END::DOUBLE,
           CASE WHEN missing THEN NULL ELSE base END::DOUBLE, '', false, $run::TIMESTAMP, $run::TIMESTAMP
    FROM told
    ORDER BY indicator, unit, period, sex
) TO $file (FORMAT parquet, COMPRESSION zstd)
"""


@dataclass(frozen=True)
class World:
    """A built world. seconds, processor, memory: of the build (processor: its
    time on both cores, which is right on a busy machine too; memory in bytes at its peak). rows: in the store.
    counts: whether the rates tell how many of how many."""

    counts: bool
    folder: Path
    rows: int
    laid: float
    seconds: float
    processor: float
    memory: int
    parquet_bytes: int
    store_bytes: int


@contextmanager
def world(indicators: int = INDICATORS, *, counts: bool = True) -> Iterator[World]:
    """A world of figures, built and open to `samplan.analysis.store.reading`, thrown away afterwards."""
    from django.conf import settings

    if settings.configured:
        raise SystemExit("The settings are read already, with another folder of figures: use a process of its own.")
    home = Path(tempfile.mkdtemp(prefix="samplan-figures-"))
    try:
        if shutil.disk_usage(home).free < NEEDED:
            raise SystemExit(f"{home} has less than {NEEDED / 2**30:.0f} GB free: the world does not fit.")
        os.environ |= {"SAMPLAN_FIGURES": str(home), "DJANGO_SETTINGS_MODULE": "samplan.config.settings"}
        began = time.perf_counter()
        lay(indicators, counts=counts)
        laid = time.perf_counter() - began
        seconds, processor, memory = _build()
        from samplan.analysis.store import reading

        store = reading.figures()
        yield World(
            counts=counts,
            folder=home,
            rows=store.rows("SELECT count(*) FROM observation")[0][0],
            laid=laid,
            seconds=seconds,
            processor=processor,
            memory=memory,
            parquet_bytes=sum(f.stat().st_size for f in home.rglob("*.parquet")),
            store_bytes=(home / "figures.duckdb").stat().st_size,
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)


def lay(indicators: int, *, counts: bool) -> None:
    """Write the world as a finished run of Kolada. counts: whether the rates tell how many of how many."""
    from samplan.actors.catalogue import counties, municipalities
    from samplan.analysis.sources.runs import Plan, running
    from samplan.analysis.sources.shapes import GivenUnit

    units = [GivenUnit("0000", "Riket", "country")]
    units += [GivenUnit(f"00{c.code}", c.region_name, "region") for c in counties()]
    units += [GivenUnit(m.code, m.name, "municipality") for m in municipalities()]
    with running(Plan(source="kolada", whole_catalogue=True, made_up=True)) as run:
        given = [_indicator(number, indicators) for number in range(indicators)]
        run.keep_catalogue(given, units)
        with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
            kinds = ["AKKKKKL"[n % 7] for n in range(indicators)]
            connection.register(
                "indicators",
                {
                    "number": np.arange(indicators),
                    "code": np.array([g.code for g in given], dtype=object),
                    "kind": np.array(kinds, dtype=object),
                    "by_sex": np.array([g.by_sex for g in given]),
                    "margin": np.array([g.title.startswith(MARGIN) for g in given]),
                    "counted": np.array([counts and is_counted(number, g.title) for number, g in enumerate(given)]),
                },
            )
            letters = {"municipality": "K", "region": "L", "country": "0"}
            connection.register(
                "units",
                {
                    "id": np.array([u.id for u in units], dtype=object),
                    "kind": np.array([letters[u.kind] for u in units], dtype=object),
                },
            )
            places = municipalities()
            connection.register(
                "municipalities",
                {
                    "id": np.array([m.code for m in places], dtype=object),
                    "region": np.array([f"00{m.code[:2]}" for m in places], dtype=object),
                    "persons": np.array([persons(place) for place in range(len(places))]),
                },
            )
            for first in range(0, indicators, PER_FILE):
                connection.execute(
                    VALUES,
                    {
                        "first": first,
                        "last": first + PER_FILE - 1,
                        "first_year": YEARS.start,
                        "last_year": YEARS.stop,
                        "run": run.moment.replace(tzinfo=None),
                        "file": str(run.folder / f"values-{first:05d}.parquet"),
                    },
                )
        run.finish()


MARGIN = "Osäkerhetstal"


def is_counted(number: int, title: str) -> bool:
    """Whether an indicator tells how many of how many, in a world with counts: the rates do."""
    return number % 5 == 1 and not title.startswith(MARGIN)


def persons(place: int) -> int:
    """How many live in a made-up municipality: a few thousand in most, tens of thousands in some."""
    return 2_400 + 2 * (place * 7_919 % 3_000) + (40_000 if place % 6 == 0 else 0)


def _indicator(number: int, of: int) -> Any:
    """One of five is divided by sex, shares and rates; the last ones are the uncertainty of the first."""
    from samplan.analysis.sources.shapes import GivenIndicator

    margins = min(MARGINS, of // 4)
    is_margin = number >= of - margins
    unit = ("andel (%)", "antal/100 000 inv", "kr/inv", "index", "antal")[number % 5]
    title = TITLE.format(number=number, unit=unit)
    return GivenIndicator(
        code=f"N{number:05d}",
        title=f"{MARGIN} - {title}" if is_margin else title,
        definition=DEFINITION,
        by_sex=(number - (of - margins if is_margin else 0)) % 10 < 2,
        operating_area=f"Område {number % 18}",
        published="2026",
        margin=f"N{of - margins + number:05d}" if number < margins else "",
    )


def _build() -> tuple[float, float, int]:
    """Seconds, the processor's seconds and peak memory of a build in a process of its own."""
    began = time.perf_counter()
    code = "import django; django.setup(); from samplan.analysis.store.building import build; print(build())"
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, told.ru_utime + told.ru_stime, told.ru_maxrss * 1024


def times(work: Callable[[int], object], rounds: int = ROUNDS, *, before: bool = True) -> tuple[float, float]:
    """Median and 95th percentile of the milliseconds of a piece of work, told its round. before: one more first."""
    if before:
        work(rounds)
    told = []
    for place in range(rounds):
        began = time.perf_counter()
        work(place)
        told.append((time.perf_counter() - began) * 1000)
    return statistics.median(told), statistics.quantiles(told, n=20)[-1]


BARE = """
SELECT unit, sex, start, kind, years, status, value, low, high, no_interval, numerator, denominator
FROM observation WHERE indicator = $indicator AND list_contains($units, unit)
"""


def scans() -> dict[str, tuple[float, float]]:
    """What reading costs, in milliseconds: the bare scan of an indicator's rows, the same as cells, the screening's."""
    from samplan.analysis.store import reading

    store = reading.figures()
    units = ["0000", *(p.unit.id for p in reading.county_places(store, COUNTY))]
    numbers = [store.unit_numbers[u] for u in units]
    chosen = [f for f in store.facts if not f.is_margin][:: max(1, len(store.facts) // (ROUNDS + 1))]
    return {
        "bare scan of one indicator's rows": times(
            lambda n: store.columns(BARE, {"indicator": chosen[n % len(chosen)].number, "units": numbers})
        ),
        "the same as cells, in order": times(lambda n: reading.cells(store, chosen[n % len(chosen)].card.id, units)),
        "newest of all indicators for a county": times(lambda n: reading.all_latest(store, units), 10),
        "a search in the catalogue": times(lambda n: reading.catalogue(store, f"nyckeltal {n}"), 10),
    }


def main(console: Console, indicators: int = INDICATORS, *, counts: bool = True) -> None:
    """Measure and tell."""
    with world(indicators, counts=counts) as told:
        tell(console, indicators, told)


def title(indicators: int, told: World) -> str:
    """Which world was measured, and how busy the machine is."""
    kind = "with counts" if told.counts else "without counts"
    return f"{indicators:,} indicators {kind}, {told.rows:,} values, load {os.getloadavg()[0]:.1f}"


def asked(parser: argparse.ArgumentParser, indicators: int) -> argparse.Namespace:
    """Which world is asked for on the command line. indicators: how many when nothing is said."""
    parser.add_argument("--indicators", type=int, default=indicators)
    parser.add_argument("--without-counts", action="store_true", help="a world in which no rate tells its counts")
    return parser.parse_args()


def tell(console: Console, indicators: int, told: World) -> None:
    """Tell what the build took, measure the scans in the world that is built, and tell that too."""
    built = Table(title=f"Figures: {title(indicators, told)}")
    for name in ("what", "took", "made"):
        built.add_column(name)
    built.add_row("Parquet written", f"{told.laid:.1f} s", f"{told.parquet_bytes / 2**20:,.0f} MB")
    built.add_row(
        "the build of the store, by the clock", f"{told.seconds:.1f} s", f"{told.store_bytes / 2**20:,.0f} MB"
    )
    built.add_row("the same, the processor's time on all cores", f"{told.processor:.1f} s", "")
    built.add_row("its memory at its peak", f"{told.memory / 2**30:.2f} GB", "")
    console.print(built)
    table = Table(title="Reading")
    for name in ("what", "median", "p95"):
        table.add_column(name)
    for name, (median, p95) in scans().items():
        table.add_row(name, f"{median:.1f} ms", f"{p95:.1f} ms")
    console.print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    args = asked(parser, INDICATORS)
    main(Console(), args.indicators, counts=not args.without_counts)
