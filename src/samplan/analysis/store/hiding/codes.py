"""The code of what may be shown of each cell, and cells without what may not.

Official values stand as published, and what a publisher hides is never narrowed. Where counts are known (own values,
and sources that give numerators) 1-4 are hidden, in the counted and in the rest, and with them as much as keeps them
hidden: over municipalities and their county, sexes and their total, windows of years. Suicides have no single years, no
sexes, no age bands and no overlapping windows below the region.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.primary import DEFAULT, Policy
from samplan.analysis.results import Status
from samplan.analysis.store.codes import NOT_WORKED_OUT, SHOWN, STATUSES
from samplan.analysis.store.hiding.families import hide_with_others, stacked
from samplan.analysis.store.hiding.rules import Kind, has_counts, judged
from samplan.analysis.store.shapes import CellColumns, Place

Codes = npt.NDArray[np.uint8]
HIDDEN, UNCERTAIN = STATUSES.index(Status.HIDDEN), STATUSES.index(Status.TOO_UNCERTAIN)


def codes_of(
    indicators: Sequence[tuple[CellColumns, Kind]], places: Mapping[int, Place], policy: Policy = DEFAULT
) -> list[Codes]:
    """Of each indicator's cells: SHOWN, or the code of the status that is told instead of the value.

    cells: of whole families (a county's region, all its municipalities, all sexes and periods), else what adds up is
    not seen. places: all units of these counties, by number, those without cells too.
    """
    told = [judged(cells, kind, places, policy) for cells, kind in indicators]
    counted = [place for place, (cells, _kind) in enumerate(indicators) if has_counts(cells)]
    hide = [one.hide for one in told]
    if counted:
        every = hide_with_others(stacked([told[place] for place in counted]), places, policy)
        ends = np.cumsum([len(told[place].hide) for place in counted])[:-1]
        for place, found in zip(counted, np.split(every, ends), strict=True):
            hide[place] = found
    return [
        np.where(
            np.isfinite(cells.value), np.where(gone, HIDDEN, np.where(one.uncertain, UNCERTAIN, SHOWN)), SHOWN
        ).astype(np.uint8)
        for (cells, _kind), one, gone in zip(indicators, told, hide, strict=True)
    ]


def without(cells: CellColumns, codes: Codes) -> CellColumns:
    """The cells as they may be shown: where the code is not SHOWN no value, no interval, no counts, and its status.

    What was not worked out is hidden.
    """
    where = (codes != SHOWN) & np.isfinite(cells.value)
    if not where.any():
        return cells
    gone = {n: np.where(where, np.nan, getattr(cells, n)) for n in ("value", "low", "high", "numerator", "denominator")}
    return replace(
        cells,
        **gone,
        status=np.where(where, np.where(codes == NOT_WORKED_OUT, HIDDEN, codes), cells.status).astype(np.uint8),
        no_interval=np.where(where, 0, cells.no_interval).astype(np.uint8),
    )
