"""The demo county's figures: made up, in two deliveries, taken by the same import as real ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

SOURCE = "exempel"
DELIVERIES = {"2026-03": datetime(2026, 3, 2, 3, tzinfo=UTC), "2026-10": datetime(2026, 10, 1, 3, tzinfo=UTC)}
"""When each delivery came: the county's plan was decided between them, so figures have changed since."""

LATER = "2026-11"
"""What comes when the editions are published."""


def lay_figures(folder: Path) -> None:
    """Take the deliveries and build the store, once: one that is there is left alone, if all of it is read."""
    from samplan.analysis.sources import places
    from samplan.analysis.store.building import build
    from samplan.analysis.store.opening import opened
    from samplan.analysis.store.syncing import keep_files

    if places.database().exists():
        if opened().older:
            build()
        return
    for name, moment in DELIVERIES.items():
        keep_files(sorted(folder.glob(f"{name}-*.json")), source=SOURCE, made_up=True, moment=moment)
    build()


def lay_later_figures(folder: Path) -> None:
    """Take the small delivery that comes after the editions, once: it corrects what they have frozen."""
    from samplan.analysis.sources.runs import finished
    from samplan.analysis.store.building import build
    from samplan.analysis.store.syncing import keep_files

    if sum(run.plan.source == SOURCE for run in finished()) > len(DELIVERIES):
        return
    keep_files(sorted(folder.glob(f"{LATER}-*.json")), source=SOURCE, made_up=True)
    build()
