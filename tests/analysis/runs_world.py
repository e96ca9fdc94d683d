"""Invented runs of sources, laid as the sources lay them, and the store built from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samplan.analysis.sources.runs import Plan, Told, running
from samplan.analysis.sources.shapes import GivenGroup, GivenIndicator, GivenUnit, GivenValues

UNITS = (
    GivenUnit("0000", "Riket", "country"),
    GivenUnit("0099", "Region Exempel", "region"),
    GivenUnit("9901", "Almby", "municipality"),
    GivenUnit("9902", "Björkfors", "municipality"),
)
GROUPS = (GivenGroup("G1", "Liknande kommuner socioekonomi, Almby, 2024", ("9901", "9902")),)
STRESS = GivenIndicator(
    code="N99001",
    title="Invånare 16-84 år som känner sig stressade, andel (%)",
    definition="Påhittat. Uppgiften avser år T-3 till T. Källa: Exempelmyndigheten.",
    by_sex=True,
    levels=("municipality", "region", "country"),
    operating_area="Hälso- och sjukvård",
    published="2026",
)

Row = tuple[str, str, str, str, float | None]


def values(rows: Iterable[Row]) -> GivenValues:
    """Rows (indicator, unit, period, sex, value) as columns."""
    told = GivenValues()
    for row in rows:
        told.add(*row)
    return told


def lay_run(
    told: GivenValues,
    *,
    indicators: Sequence[GivenIndicator] = (STRESS,),
    units: Sequence[GivenUnit] = UNITS,
    groups: Sequence[GivenGroup] = GROUPS,
    source: str = "exempel",
    whole: bool = True,
) -> Told:
    """One finished run."""
    with running(Plan(source=source, whole_catalogue=whole, made_up=True)) as run:
        run.keep_catalogue(indicators, units, groups)
        run.keep_values("0001", told)
        return run.finish()
