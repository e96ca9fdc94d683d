"""How long it takes to set a large plan: 40 areas with 400 activities as Word, PDF, Excel and JSON.

Run by hand: .venv/bin/python -m benchmarks.rendering. Times are the best of three runs on whatever machine runs it.
"""

from __future__ import annotations

import time
from datetime import date

from rich.console import Console
from rich.table import Table
from tests.publishing.contents import large

from samplan.publishing import layouts

LIMITS = {"docx": 3.0, "pdf": 2.0}
IMPRINT = layouts.Imprint(label="2026-03-12", published_on=date(2026, 3, 12))


def seconds(kind: str, layout: str, runs: int = 3) -> tuple[float, int]:
    """The best time of some runs in seconds, and the file's size in bytes."""
    content = large(40, 10)
    best, size = float("inf"), 0
    for _ in range(runs):
        start = time.perf_counter()
        size = len(layouts.render(content, IMPRINT, kind=kind, layout=layout).data)
        best = min(best, time.perf_counter() - start)
    return best, size


def main(console: Console | None = None) -> None:
    """Prints a table of times against their limits."""
    table = Table("layout", "format", "seconds", "limit", "kB", title="A plan with 40 areas and 400 activities")
    for layout in ("goal-table", "sheet", "framework"):
        for kind in ("docx", "pdf", "xlsx", "json"):
            took, size = seconds(kind, layout)
            limit = LIMITS.get(kind)
            table.add_row(layout, kind, f"{took:.2f}", f"{limit:.0f}" if limit else "–", f"{size / 1000:.0f}")
    (console or Console()).print(table)


if __name__ == "__main__":
    main()
