"""A funnel: values against the size of their base, with the limits that chance draws. No ranks, no best, no worst."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from samplan.analysis.formulas import funnel as formulas
from samplan.analysis.formulas.given import Floats
from samplan.analysis.formulas.many import expected_false_alarms, surviving
from samplan.analysis.questions.answering.cells import Maker
from samplan.analysis.questions.answering.limits import LEVEL
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import FunnelAnswer, FunnelPoint, Looks, Measure, Outcome, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.hiding.rules import scale_of
from samplan.analysis.store.reading import Figures

Rows = npt.NDArray[np.intp]
STEPS = 40
MOST_EVENTS = 20_000


def funnel(
    store: Figures,
    indicator_id: str,
    county: str,
    *,
    level: UnitKind = UnitKind.MUNICIPALITY,
    as_of: date | None = None,
) -> FunnelAnswer | None:
    """An indicator's newest values of a county's municipalities, or with level REGION of all regions, in a funnel.

    The average is the country's of the same period, else that of the points shown. Reasons for no funnel:
    "not_for_this_measure", "no_base", "nothing_shown". Four statements at most.
    """
    found = sheet(store, indicator_id, _units(store, county, level), as_of)
    if found is None:
        return None
    if found.card.measure not in {Measure.SHARE, Measure.RATE}:
        return _none(found, "not_for_this_measure", {})
    rows, left_out = _rows(found, level)
    if not rows.size:
        return _none(found, "no_base" if left_out.get("no_base") else "nothing_shown", left_out)
    average = _average(found, rows)
    if average is None:
        return _none(found, "no_base", left_out)
    return _answer(found, rows, average, left_out)


def _units(store: Figures, county: str, level: UnitKind) -> list[str]:
    if level is UnitKind.REGION:
        return [p.unit.id for p in store.places if p.unit.kind is UnitKind.REGION] + [COUNTRY]
    return [p.unit.id for p in reading.county_places(store, county)] + [COUNTRY]


def _none(found: Sheet, reason: str, left_out: dict[str, int]) -> FunnelAnswer:
    return FunnelAnswer(found.card, None, None, (), (), None, None, left_out, reason)


def _rows(found: Sheet, level: UnitKind) -> tuple[Rows, dict[str, int]]:
    """The rows of the newest period that shows anything, and how many units are left out of it."""
    cells = found.cells
    units = [n for n, p in found.places.items() if p.unit.kind is level]
    shown = np.isin(cells.unit, units) & (cells.sex == 0) & np.isfinite(cells.value)
    if not shown.any():
        return np.zeros(0, np.intp), {"not_shown": len(units)} if units else {}
    newest = int(np.flatnonzero(shown)[np.argmax(cells.start[shown])])
    rows = [found.same_period(newest, n) for n in units]
    why: Counter[str] = Counter()
    there = []
    for row in rows:
        if row < 0 or not np.isfinite(cells.value[row]):
            why["not_shown"] += 1
        elif not (np.isfinite(cells.numerator[row]) and cells.denominator[row] > 0):
            why["no_base"] += 1
        else:
            there.append(row)
    there.sort(key=lambda row: found.places[int(cells.unit[row])].unit.title)
    return np.array(there, dtype=np.intp), dict(why)


def _average(found: Sheet, rows: Rows) -> float | None:
    """The country's value of the period; else all shown events over all shown bases, in the indicator's unit."""
    country = found.same_period(int(rows[0]), found.number(COUNTRY))
    if country >= 0 and np.isfinite(found.cells.value[country]) and found.cells.value[country] > 0:
        return float(found.cells.value[country])
    events, bases = found.cells.numerator[rows].sum(), found.cells.denominator[rows].sum()
    scale = _scale(found)
    return float(events / bases * scale) if events > 0 and np.isfinite(scale) else None


def _scale(found: Sheet) -> float:
    if found.card.measure is Measure.SHARE:
        return 100.0
    return scale_of(found.cells.value, found.cells.numerator, found.cells.denominator)


def _answer(found: Sheet, rows: Rows, average: float, left_out: dict[str, int]) -> FunnelAnswer:
    events, bases = found.cells.numerator[rows], found.cells.denominator[rows]
    scale, share = _scale(found), found.card.measure is Measure.SHARE
    middle = average / scale
    if share:
        verdicts = formulas.verdicts_of_proportions(events, bases, average=middle)
        z = formulas.z_scores_of_proportions(events, bases, middle)
    else:
        verdicts = formulas.verdicts_of_ratios(events, bases * middle)
        z = formulas.z_scores_of_ratios(events, bases * middle)
    kept = surviving(2 * ndtr(-np.abs(z)))
    maker = Maker(found)
    points = tuple(
        FunnelPoint(maker.cell(row), _outcome(verdict), abs(verdict) == 2, bool(keep) and verdict != 0)
        for row, verdict, keep in zip(rows.tolist(), verdicts.tolist(), kept.tolist(), strict=True)
    )
    flagged, many = sum(p.outcome is not Outcome.NO_CERTAIN_DIFFERENCE for p in points), len(points)
    return FunnelAnswer(
        card=found.card,
        period=maker.period(int(rows[0])),
        average=average,
        points=points,
        curves=_curves(bases, middle, scale, share=share),
        dispersion=formulas.overdispersion(z) if many > 1 else None,
        looks=Looks(many, expected_false_alarms(many, level=LEVEL), flagged, sum(bool(p.survives) for p in points)),
        left_out=left_out,
    )


def _outcome(verdict: float) -> Outcome:
    if verdict == 0:
        return Outcome.NO_CERTAIN_DIFFERENCE
    return Outcome.HIGHER if verdict > 0 else Outcome.LOWER


def _curves(
    bases: Floats, middle: float, scale: float, *, share: bool
) -> tuple[tuple[float, float, float, float, float], ...]:
    """The funnel's lines over the bases shown: base, low and high at 95 per cent, low and high at 99.8."""
    at = np.geomspace(max(float(bases.min()) * 0.8, 1.0), float(bases.max()) * 1.2, STEPS)
    columns = [at]
    for level in formulas.LEVELS:
        low, high = _share_lines(at, middle, level) if share else _rate_lines(at, middle, level)
        columns += [low * scale, high * scale]
    return tuple((a, b, c, d, e) for a, b, c, d, e in np.array(columns).T.tolist())


def _share_lines(at: Floats, middle: float, level: float) -> tuple[Floats, Floats]:
    found = formulas.proportion_limits(middle, at, level=level)
    return found.low, found.high


def _rate_lines(at: Floats, middle: float, level: float) -> tuple[Floats, Floats]:
    """Lines that are drawn by whole events, read at these bases; below the first there is no lower limit."""
    most = min(int(at.max() * middle * 2) + 50, MOST_EVENTS)
    curve = formulas.ratio_curve(np.arange(1, most + 1), level=level)
    expected = at * middle
    low = np.interp(expected, curve.low_size, curve.low, left=0.0)
    return low * middle, np.interp(expected, curve.high_size, curve.high) * middle
