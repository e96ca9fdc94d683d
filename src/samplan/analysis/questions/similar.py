"""A unit beside those that Kolada finds similar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.formulas.given import z_of
from samplan.analysis.questions.answering.cells import Maker, against, caveats_of
from samplan.analysis.questions.answering.limits import LEVEL
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import Cell, SimilarAnswer, Status, Unit, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import Group

LIKE = re.compile(r"^Liknande (kommuner|regioner)", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)\b")


def similar(
    store: Figures, indicator_id: str, unit_id: str, *, group_id: str = "", as_of: date | None = None
) -> SimilarAnswer | None:
    """An indicator of a unit beside the members of a group, in the unit's newest period; None without one of them.

    group_id: one of the unit's groups; empty chooses the newest of similar ones. Each member is judged against the
    unit, all counted together. The mean of the members is unweighted, of those that show a value. Five statements.
    """
    place = reading.place(store, unit_id)
    groups = similar_groups(store, unit_id) if place is not None else []
    group = next((g for g in groups if g.id == group_id), groups[0] if groups else None)
    members = [m for m in group.members if m.id != unit_id] if group is not None else []
    found = sheet(store, indicator_id, [unit_id, COUNTRY, *(m.id for m in members)], as_of)
    if place is None or found is None:
        return None
    maker, row = Maker(found), found.newest(found.number(unit_id))
    there = [(m, found.number(m.id)) for m in members if found.number(m.id) >= 0]
    rows = [found.same_period(row, number) for _m, number in there]
    country = found.same_period(row, found.number(COUNTRY))
    judged = against(found, [*rows, row], [*([row] * len(rows)), country], many=len(rows))
    told = tuple(maker.series(m, number, 0, judged.comparison(i), trend=False) for i, (m, number) in enumerate(there))
    caveats = caveats_of(found.card, found.facts, place.county, worked_out=found.worked_out)
    return SimilarAnswer(
        card=found.card,
        unit=maker.series(place.unit, found.number(unit_id), 0, judged.comparison(len(rows))),
        group=None if group is None else Unit(group.id, group.title, UnitKind.GROUP),
        mean=None if group is None else _mean(found, maker, [r for r in rows if r >= 0], group),
        members=told,
        looks=judged.looks() if told else None,
        groups=tuple(Unit(g.id, g.title, UnitKind.GROUP) for g in groups),
        caveats=(*caveats, *(("group_mean_unweighted",) if told else ())),
    )


def similar_groups(store: Figures, unit_id: str) -> list[Group]:
    """A unit's groups of similar ones, the newest year first, then by title. One statement."""
    there = [g for g in reading.groups_of(store, unit_id) if LIKE.match(g.title)]
    return sorted(there, key=lambda g: (-max((int(y) for y in YEAR.findall(g.title)), default=0), g.title))


def _mean(found: Sheet, maker: Maker, rows: Sequence[int], group: Group) -> Cell | None:
    """The unweighted mean of the cells that show a value, with the interval that their own give it."""
    shown = [r for r in rows if np.isfinite(found.cells.value[r])]
    if len(shown) < 2:
        return None
    value = float(np.mean(found.cells.value[shown]))
    errors = (found.counted.high[shown] - found.counted.low[shown]) / (2 * z_of(LEVEL))
    half = z_of(LEVEL) * float(np.sqrt(np.sum(errors**2))) / len(shown)
    known = bool(np.isfinite(half))
    return Cell(
        unit=Unit(group.id, group.title, UnitKind.GROUP),
        period=maker.period(shown[0]),
        sex=maker.cell(shown[0]).sex,
        status=Status.ZERO if value == 0 else Status.VALUE,
        value=value,
        low=value - half if known else None,
        high=value + half if known else None,
        no_interval=None if known else NoInterval.NOT_PUBLISHED,
        method="unweighted_mean",
        untouched=False,
        notes=("group_mean_unweighted",),
    )
