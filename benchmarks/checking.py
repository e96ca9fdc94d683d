"""`python -m benchmarks.checking`: how long the plan check takes with 10, 150 and 1,000 activities.

The plans are made of words drawn from one seed, with what real plans lack mixed in. The time is the fastest of five.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.table import Table

from samplan.plans import checks
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.exchange import Activity, Area, FollowUp, Goal, Horizon, Indicator, PlanFile

SIZES = (10, 150, 1000)
TODAY = date(2026, 6, 1)
PER_AREA = 7
WORDS = [
    "stöd",
    "utbildning",
    "kommuner",
    "regionen",
    "unga",
    "äldre",
    "samverkan",
    "rutin",
    "suicidprevention",
    "skolan",
    "elevhälsan",
    "psykiatrin",
    "SIP",
    "brukare",
    "anhöriga",
    "uppföljning",
    "missbruk",
    "tidiga",
    "insatser",
    "mottagning",
    "kurs",
    "ledare",
    "möten",
    "beslut",
    "nämnden",
    "länet",
    "arbetet",
]


def _text(draw: random.Random, words: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(words)).capitalize() + "."


def plan_of(activities: int, seed: int = 1) -> PlanContent:
    """A plan with so many activities, seven to an area."""
    return checks.content_of(file_of(activities, seed))


def file_of(activities: int, seed: int = 1, per_area: int = PER_AREA) -> PlanFile:
    """The same as a plan file."""
    draw = random.Random(seed)
    areas = []
    for n in range(max(1, activities // per_area)):
        waits = "Arbetet är beroende av beslut om nya nämnden." if n % 3 == 0 else ""
        areas.append(
            Area(
                number=f"{n // 9 + 1}.{n % 9 + 1}",
                title=_text(draw, 4),
                background=_text(draw, 120),
                goals=[Goal(level=Horizon.SHORT, text=_text(draw, 9)) for _ in range(3)],
                indicators=[Indicator(text=f"Ca {draw.randint(5, 90)} {_text(draw, 5)}") for _ in range(2)],
                followups=[FollowUp(year=2025, text=f"{_text(draw, 80)} {waits}")],
            )
        )
    for n in range(activities):
        timed = Activity(text=_text(draw, 12), timeframe="Ht 2025 / Påbörjat", end=date(2025, 12, 31))
        areas[n % len(areas)].activities.append(timed)
    return PlanFile(title="Plan", areas=areas)


def rows() -> Iterator[tuple[str, ...]]:
    """Activities, words, findings, milliseconds, and microseconds a word against the smallest plan."""
    yield ("activities", "words", "findings", "ms", "µs per word")
    for size in SIZES:
        plan = plan_of(size)
        found = checks.check_plan(plan, TODAY)
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            checks.check_plan(plan, TODAY)
            times.append(time.perf_counter() - begun)
        words = len(plan.model_dump_json().split())
        yield (str(size), str(words), str(len(found)), f"{min(times) * 1e3:.1f}", f"{min(times) * 1e6 / words:.1f}")


def main(console: Console | None = None) -> None:
    """Prints the table."""
    table: Table | None = None
    for row in rows():
        if table is None:
            table = Table(*row, title="The plan check")
        else:
            table.add_row(*row)
    (console or Console()).print(table)


if __name__ == "__main__":
    main()
