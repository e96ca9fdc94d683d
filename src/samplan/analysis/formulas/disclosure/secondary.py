"""Secondary suppression: hide as little more as keeps the small cells hidden, and prove it."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from samplan.analysis.formulas.disclosure.audit import Audit, Protection, audit
from samplan.analysis.formulas.disclosure.primary import DEFAULT, Policy
from samplan.analysis.formulas.disclosure.tables import Key, Table
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats, floats

ROUNDING = 1e-6
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Suppression:
    """What is hidden: the small cells and those hidden with them, the cost of these, and the audit that passed."""

    hidden: frozenset[Key]
    primary: frozenset[Key]
    added: frozenset[Key]
    cost: float
    audit: Audit


def small_cells(table: Table, *, policy: Policy = DEFAULT) -> frozenset[Key]:
    """The cells that hold 1-4, published or not."""
    return frozenset(k for k, v in table.values.items() if 0 < v < policy.count)


def suppress(
    table: Table,
    *,
    sensitive: Collection[Key] | None = None,
    policy: Policy = DEFAULT,
    protection: Protection | None = None,
    costs: Mapping[Key, float] | None = None,
    seconds: float = SECONDS,
) -> Suppression:
    """The cheapest choice of cells to hide so that no sensitive cell can be narrowed to less than its protection.

    sensitive: the cells to protect, by default all that hold 1-4. protection: what must stay possible, by default from
    nought up to the policy's limit. costs: what hiding a cell costs, by default its value and one more. An exact
    integer programme, built up by the intruder's own proofs (Benders' cuts) until none is left; then the audit, which
    knows nothing of how the cells were chosen.
    Raises CannotCompute: known_cell_is_small (it stands elsewhere already), cannot_be_protected, took_too_long,
    audit_failed. Whatever is raised, nothing of the table may be published.

    Formula: least Σ cost·x, so that for each small cell Σ reach·x ≥ need for every proof of the intruder; x is 0 or 1

    Reference: Fischetti & Salazar 2001, Management Science 47:1008.
    """
    wanted = protection or Protection(0, policy.count)
    small = frozenset(sensitive) if sensitive is not None else small_cells(table, policy=policy)
    if small & table.known:
        raise CannotCompute("known_cell_is_small", "A cell that is to be hidden stands elsewhere already.")
    chosen = _Search(table, small, wanted, costs).solve(time.monotonic() + seconds)
    primary = small - table.unpublished
    hidden = frozenset(chosen) | primary
    checked = audit(table, hidden, small, protection=wanted)
    if not checked.passed:
        raise CannotCompute("audit_failed", "The audit found cells that can be worked out; nothing may be published.")
    added = hidden - primary
    return Suppression(hidden, primary, added, sum(_cost(table, k, costs) for k in added), checked)


def _cost(table: Table, key: Key, costs: Mapping[Key, float] | None) -> float:
    """What hiding a cell costs."""
    return costs[key] if costs is not None and key in costs else table.values[key] + 1.0


class _Search:
    """The integer programme over the cells that may be hidden, and the intruder's linear programmes that feed it."""

    def __init__(
        self, table: Table, small: frozenset[Key], wanted: Protection, costs: Mapping[Key, float] | None
    ) -> None:
        self.keys = list(table.values)
        self.matrix = table.matrix()
        self.values = np.array([table.values[k] for k in self.keys], dtype=np.float64)
        self.gone = np.array([k in small or k in table.unpublished for k in self.keys])
        self.free = np.array([not g and k not in table.known for g, k in zip(self.gone, self.keys, strict=True)])
        self.costs = np.array([_cost(table, k, costs) for k in self.keys])[self.free]
        self.room = 10.0 * (wanted.high + self.values[self.gone].max(initial=1.0))
        needs = [(self.keys.index(k), float(table.values[k])) for k in small]
        self.needs = [(i, -1.0, v - wanted.low) for i, v in needs] + [(i, 1.0, wanted.high - v) for i, v in needs]
        self.cuts: list[Floats] = []
        self.failed: list[tuple[int, float, float]] = []

    def solve(self, until: float) -> list[Key]:
        """The cells to hide besides the small ones."""
        choice = np.zeros(int(self.free.sum()))
        while self._add_cuts(choice):
            if time.monotonic() > until:
                raise CannotCompute("took_too_long", "No safe choice was found in time; nothing may be published.")
            choice = self._cheapest(until)
        places = np.flatnonzero(self.free)[choice > 0.5]
        return [self.keys[i] for i in places]

    def _add_cuts(self, choice: Floats) -> bool:
        """Cuts for small cells that this choice does not protect, first those of the last round; whether any."""
        open_cells = self.gone.astype(np.float64)
        open_cells[self.free] = np.round(choice)
        waiting, self.failed = self.failed, []
        for needs in (waiting, [n for n in self.needs if n not in waiting]):
            for place, way, need in needs:
                if need > 0 and (cut := self._cut(open_cells, place, way, need)) is not None:
                    self.cuts.append(cut)
                    self.failed.append((place, way, need))
            if self.failed:
                return True
        return False

    def _cut(self, open_cells: Floats, place: int, way: float, need: float) -> Floats | None:
        """What must be hidden for this cell to be free in this way: the dual of the intruder's programme, or None.

        Cells may move by `room` upwards and by their value downwards, if they are hidden. By duality no choice x lets
        the cell move further than sum(reach * x); so that sum must be at least the need.
        """
        aim = np.zeros(len(self.keys))
        aim[place] = -way
        bounds = list(zip(-self.values * open_cells, self.room * open_cells, strict=True))
        found = linprog(aim, A_eq=self.matrix, b_eq=np.zeros(len(self.matrix)), bounds=bounds, method="highs")
        if -float(found.fun or 0.0) >= need - ROUNDING:
            return None
        reduced = aim - self.matrix.T @ found.eqlin.marginals
        reach = np.maximum(reduced, 0) * self.values - np.minimum(reduced, 0) * self.room
        missing = need - float(reach[self.gone].sum())
        if not (reach[self.free] > ROUNDING).any():
            raise CannotCompute("cannot_be_protected", "What stands elsewhere gives a small cell away.")
        cut = floats(np.minimum(reach[self.free] / missing, 1.0))
        chosen = open_cells[self.free]
        # Should rounding have made the proof too weak to rule this choice out: something not yet hidden must be.
        return cut if float(cut @ chosen) < 1 - 2 * ROUNDING else 1.0 - chosen

    def _cheapest(self, until: float) -> Floats:
        """The cheapest choice that keeps to all cuts so far."""
        left = max(1.0, until - time.monotonic())
        found = milp(
            self.costs,
            constraints=LinearConstraint(np.array(self.cuts), lb=1 - ROUNDING),
            integrality=np.ones(len(self.costs), dtype=np.int64),
            bounds=Bounds(0, 1),
            options={"time_limit": left, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise CannotCompute("cannot_be_protected", "No choice of cells keeps the small ones hidden.")
        return np.asarray(found.x, dtype=np.float64)
