"""What is too small to be shown, cell by cell, before anything is said of what adds up."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.primary import Policy
from samplan.analysis.formulas.given import Floats
from samplan.analysis.results import IndicatorCard, Measure, Status, UnitKind
from samplan.analysis.store.codes import STATUSES
from samplan.analysis.store.hiding.overlaps import Windows
from samplan.analysis.store.shapes import CellColumns, Place

Mask = npt.NDArray[np.bool_]
PER_SO_MANY = 100_000.0
AGE_BAND = re.compile(r"\b\d{1,3}\s*[-–]\s*\d{1,3}\s*år")
SMALL = frozenset({UnitKind.MUNICIPALITY, UnitKind.BODY})
MISSING = tuple(STATUSES.index(s) for s in (Status.HIDDEN, Status.UNKNOWN, Status.TOO_UNCERTAIN))


class Kind(NamedTuple):
    """What of an indicator decides what is hidden: measure, what it is counted in, title, whether of suicides."""

    measure: Measure
    unit: str
    title: str
    suicide: bool

    @classmethod
    def of(cls, card: IndicatorCard) -> Kind:
        """That of a card."""
        return cls(card.measure, card.unit, card.title, card.suicide)


class Judged(NamedTuple):
    """Cells judged one by one. told: with the counts that values and bases tell. bare: a value without a count.

    secret: small, or hidden by the publisher. hide: hidden so far.
    """

    told: CellColumns
    secret: Mask
    hide: Mask
    uncertain: Mask
    bare: Mask


def judged(cells: CellColumns, kind: Kind, places: Mapping[int, Place], policy: Policy) -> Judged:
    """What is too small by itself, in windows that overlap, or of suicides. places: by number, of all cells."""
    small, country = (of_kind(cells, places, kinds) for kinds in (SMALL, {UnitKind.COUNTRY}))
    windows = Windows(cells, places)
    nothing = np.zeros(len(cells), dtype=np.bool_)
    hide = nothing
    if kind.suicide:
        hide = small if AGE_BAND.search(kind.title) else windows.of_suicides(small)
    if not has_counts(cells):
        return Judged(cells, nothing, hide, nothing, nothing)
    told = _with_counts(cells, kind)
    known = np.isfinite(told.numerator) & np.isfinite(told.value)
    primary = _primary(told, kind.measure, known, policy) & ~country
    few = known & ~country & (told.numerator < policy.certain * np.maximum(told.years, 1))
    hide = hide | windows.overlapping(known & ~country, few) | primary
    return Judged(
        told,
        primary | (np.isin(cells.status, MISSING) & small),
        hide,
        _small_base(told, kind.measure, policy) & ~country,
        np.isfinite(cells.value) & ~known & ~country,
    )


def has_counts(cells: CellColumns) -> bool:
    """Whether any count or base is known, so that something small may stand there."""
    return bool(np.isfinite(cells.numerator).any() or np.isfinite(cells.denominator).any())


def of_kind(cells: CellColumns, places: Mapping[int, Place], kinds: Collection[UnitKind]) -> Mask:
    """The cells of units of some kinds."""
    numbers = [number for number, place in places.items() if place.unit.kind in kinds]
    return np.asarray(np.isin(cells.unit, numbers), dtype=np.bool_)


def scale_of(value: Floats, numerator: Floats, denominator: Floats) -> float:
    """What a rate is per (100 000), read from the cells that tell; NaN when none does."""
    with np.errstate(divide="ignore", invalid="ignore"):
        told = value * denominator / numerator
    told = told[np.isfinite(told) & (told > 0)]
    return float(np.median(told)) if told.size else float("nan")


def _with_counts(cells: CellColumns, kind: Kind) -> CellColumns:
    """The cells with the counts that values and bases tell where they are not given: 2 per cent of 100 is 2."""
    if kind.measure in {Measure.SHARE, Measure.SURVEY_SHARE}:
        scale = 100.0
    elif kind.measure is Measure.RATE:
        scale = scale_of(cells.value, cells.numerator, cells.denominator)
        scale = scale if np.isfinite(scale) else _scale_told(kind.unit)
    else:
        return cells
    implied = np.round(cells.value * cells.denominator / scale)
    return replace(cells, numerator=np.where(np.isfinite(cells.numerator), cells.numerator, implied))


def _scale_told(unit: str) -> float:
    """What a rate is per, as its unit says: 100000 of "per 100 000 invånare"; the usual where it does not say."""
    digits = re.sub(r"\D", "", unit)
    return float(digits) if digits and int(digits) > 0 else PER_SO_MANY


def _rest(cells: CellColumns, measure: Measure) -> Floats:
    """How many of the base are not counted, for shares; NaN for others."""
    if measure in {Measure.SHARE, Measure.SURVEY_SHARE}:
        return cells.denominator - cells.numerator
    return np.full(len(cells), np.nan)


def _primary(cells: CellColumns, measure: Measure, known: Mask, policy: Policy) -> Mask:
    """Counts of 1-4, rests of 1-4, and shares of which everybody is of one kind."""
    count, rest = cells.numerator, _rest(cells, measure)
    small = (count > 0) & (count < policy.count)
    others = (rest > 0) & (rest < policy.count)
    return np.asarray(known & (small | others | (rest == 0)), dtype=np.bool_)


def _small_base(cells: CellColumns, measure: Measure, policy: Policy) -> Mask:
    """Shares and means of too few to say anything by."""
    least = {
        Measure.SURVEY_SHARE: policy.answers,
        Measure.SHARE: policy.persons,
        Measure.MEAN: policy.mean,
    }.get(measure, 0)
    return np.asarray(np.isfinite(cells.value) & (cells.denominator < least), dtype=np.bool_)
