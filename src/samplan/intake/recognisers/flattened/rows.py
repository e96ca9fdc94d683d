"""Rows and cells of a recovered table."""

from __future__ import annotations

from dataclasses import dataclass, field

from samplan.intake.recognisers.flattened.runs import Run


@dataclass(slots=True)
class CellRuns:
    """A cell under recovery: its column and the runs that stand in it."""

    column: int
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """Cells that stand in one row of the table."""

    cells: list[CellRuns] = field(default_factory=list)
