"""Families of cells as tables that add up: what has no row is filled in, totals are the sums of their parts.

Published totals may be a few off (SCB moves each count a little); to whoever subtracts, they are the sums.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.rings import Bools, Ints, Tables
from samplan.analysis.formulas.given import Floats
from samplan.analysis.results import Sex
from samplan.analysis.store.codes import SEXES

Rows = npt.NDArray[np.intp]
TOTAL, WOMEN, MEN = (SEXES.index(sex) for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN))
GUESSED = 10
"""A publisher's hidden cell is guarded while what is left for it is no more than this; more is no small cell."""


def tables_of(rows: Rows, counts: Floats, secret: Bools, hide: Bools, held: Bools, limit: int) -> Tables:
    """Families of one form as tables. rows: the places of their cells by (family, unit, sex), the whole last; -1: none.

    counts: of all cells, NaN where not known. secret: small cells, and those that their publisher hides. hide: what is
    hidden already. held: of that, what another family hides. limit: counts below it are small. Where nothing is divided
    by sex, the last axis has one column.
    """
    there = rows >= 0
    told = np.where(there, counts[rows], np.nan)
    known = np.isfinite(told)
    given = np.where(known, np.maximum(np.round(np.where(known, told, 0.0)), 0), 0).astype(np.int64)
    values, derived = (_line if rows.shape[2] == 1 else _divided)(given, known)
    guarded = there & secret[rows]
    small = (values > 0) & (values < limit)
    sensitive = np.where(known, guarded & (values < limit), np.where(guarded, values <= GUESSED, derived & small))
    return Tables(values, ~known | (there & hide[rows]), sensitive, known & there & held[rows])


def _line(given: Ints, known: Bools) -> tuple[Ints, Bools]:
    """Counts, and what only a difference tells, of places alone: the first without a row has the rest."""
    values, derived = given.copy(), np.zeros(known.shape, dtype=np.bool_)
    whole = known[:, -1, 0]
    left = np.where(whole, np.maximum(given[:, -1, 0] - given[:, :-1, 0].sum(axis=1), 0), 0)
    _give_first(values[:, :-1, 0], ~known[:, :-1, 0], left)
    derived[:, :-1, 0] = ~known[:, :-1, 0] & whole[:, None]
    values[:, -1] = values[:, :-1].sum(axis=1)
    return values, derived


def _divided(given: Ints, known: Bools) -> tuple[Ints, Bools]:
    """The same for women and men. What is left of shown totals stays theirs, or it would not be the table read."""
    values, has, derived = given[:, :-1].copy(), known[:, :-1].copy(), np.zeros(known.shape, dtype=np.bool_)
    parts, whole = derived[:, :-1], known[:, -1]
    _complete(values, has, parts)
    _share_out(values, has, parts, given[:, -1], whole)
    for sex in (WOMEN, MEN):
        missing = ~has[..., sex]
        shown = np.where(has[..., WOMEN:], values[..., WOMEN:], 0)
        of_all = np.where(whole[:, TOTAL], np.maximum(given[:, -1, TOTAL] - shown.sum(axis=(1, 2)), 0), 0)
        left = np.maximum(given[:, -1, sex] - shown[..., sex - WOMEN].sum(axis=1), 0)
        _give_first(values[..., sex], missing, np.where(whole[:, sex], left, of_all))
        only = missing & (whole[:, sex] | whole[:, TOTAL])[:, None]
        parts[..., sex] |= only
        parts[..., TOTAL] |= only
        has[..., sex] = True
    values[..., TOTAL] = values[..., WOMEN] + values[..., MEN]
    return np.concatenate([values, values.sum(axis=1, keepdims=True)], axis=1), derived


def _complete(values: Ints, has: Bools, derived: Bools) -> None:
    """The sex that has no count, where the other and the total have."""
    for sex, other in ((WOMEN, MEN), (MEN, WOMEN)):
        told = has[..., TOTAL] & has[..., other] & ~has[..., sex]
        values[..., sex][told] = np.maximum(values[..., TOTAL] - values[..., other], 0)[told]
        derived[..., sex] |= told
    filled = has[..., TOTAL] & (has[..., WOMEN] | has[..., MEN])
    has[..., WOMEN] |= filled
    has[..., MEN] |= filled


def _share_out(values: Ints, has: Bools, derived: Bools, given: Ints, whole: Bools) -> None:
    """Places with a total alone: the first of them have the women who are left, the others only men."""
    alone = has[..., TOTAL] & ~has[..., WOMEN] & ~has[..., MEN]
    total = np.where(alone, values[..., TOTAL], 0)
    left = np.maximum(given[:, WOMEN] - np.where(has[..., WOMEN], values[..., WOMEN], 0).sum(axis=1), 0)
    women = np.clip(left[:, None] - (np.cumsum(total, axis=1) - total), 0, total)
    women = np.where(whole[:, WOMEN, None], women, total)
    values[..., WOMEN][alone], values[..., MEN][alone] = women[alone], (total - women)[alone]
    for sex in (WOMEN, MEN):
        derived[..., sex] |= alone & whole[:, sex, None]
        has[..., sex] |= alone


def _give_first(values: Ints, missing: Bools, left: Ints) -> None:
    """What is left goes to the first of those that have nothing; the others get nought."""
    first = missing & (np.cumsum(missing, axis=1) == 1)
    values[missing] = 0
    values[first] = np.broadcast_to(left[:, None], first.shape)[first]
