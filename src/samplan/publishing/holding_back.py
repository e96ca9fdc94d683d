"""What a year's follow-up may say beside its earlier editions: nobody shall read one body's change out of two of them.

An edition is never changed, so a figure that was right then and is another now stands beside it for good. Where fewer
bodies than the catalogue says have answered otherwise since, the difference is theirs, and the figure is held back: the
question, what is compiled of it, its sum, its comparison. A body that lets its name stand beside its answer has shown
its change itself. Earlier editions count when they are withdrawn too: somebody has read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from samplan.actors.models import Partnership
from samplan.followup.compiling import cells_tell_no_more, compiling, names_tell_no_more
from samplan.followup.queries import Watched, watched
from samplan.followup.shapes.report import FollowUpReport, GridPart, HeldPart, MeasurePart, RoundPart, StatementPart
from samplan.publishing.models import FollowUpEdition

Question = tuple[int, str]
"""A round and a question's code."""


@dataclass(slots=True)
class _Shown:
    """What earlier editions showed, and when: answers and totals by question, how many answered by round.

    cells: bodies that stood beside their answers by name; names: those beside a statement.
    """

    answers: dict[Question, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    totals: dict[Question, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    rounds: dict[int, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    cells: dict[Question, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, report: FollowUpReport, at: datetime, county: Watched) -> None:
        """What one edition showed."""
        for measure in report.measures:
            self._add_measure(measure, at, county.before.get(measure.round))
        for statement in report.statements:
            self.names[statement.id] |= set(statement.names)
            for code in _codes(statement, county):
                self.answers[statement.round, code].add(at)
        for total in report.totals:
            self.totals[total.round, county.codes(total.round).get(total.number, "")].add(at)
        for round_ in report.rounds:
            if round_.silent is not None:
                self.rounds[round_.id].add(at)
        for grid in report.grids:
            for code in grid.measures:
                self.cells[grid.round, code] |= _beside(grid, code, county)

    def _add_measure(self, measure: MeasurePart, at: datetime, before: int | None) -> None:
        self.answers[measure.round, measure.code].add(at)
        if before is not None and measure.silent.before is not None:
            self.answers[before, measure.code].add(at)


def hold_back(report: FollowUpReport, partnership: Partnership) -> FollowUpReport:
    """The report without what would tell single bodies' answers beside an earlier edition (five queries; one for none).

    What is left out stands in `held`.
    """
    rows = list(FollowUpEdition.objects.filter(partnership=partnership).values_list("content", "published_at"))
    if not rows:
        return report
    county, shown = watched(partnership), _Shown()
    for content, at in rows:
        shown.add(FollowUpReport.model_validate(content), at, county)
    return _Holding(report, county, shown).made()


class _Holding:
    """A report beside what was shown before it."""

    def __init__(self, report: FollowUpReport, county: Watched, shown: _Shown) -> None:
        self.report, self.county, self.shown = report, county, shown
        self.held: list[HeldPart] = []

    def made(self) -> FollowUpReport:
        """The report as it may be published."""
        named = {(g.round, c): _beside(g, c, self.county) for g in self.report.grids for c in g.measures}
        blank = {key for key, bodies in named.items() if bodies and not self._safe(key, bodies)}
        gone = {key for key in self._questions() if self._tells(key, set() if key in blank else named.get(key, set()))}
        measures = [self._measure(m) for m in self.report.measures if (m.round, m.code) not in gone]
        for m in self.report.measures:
            key = (m.round, m.code)
            if key in gone or key in blank:
                self._hold("answers" if key in gone else "names", m)
        told = {
            "measures": measures,
            "grids": [self._grid(g, gone, blank) for g in self.report.grids],
            "statements": [self._named(s) for s in self.report.statements if not self._drawn(s) & gone],
            "totals": [t for t in self.report.totals if not self._total_tells(t.round, t.number)],
            "participants": [p for p in self.report.participants if not self._total_tells(p.round, p.number)],
            "rounds": [self._round(r) for r in self.report.rounds],
        }
        for total in self.report.totals:
            if self._total_tells(total.round, total.number):
                self._hold("total", total)
        return self.report.model_copy(update={**told, "held": _once(self.held)})

    def _questions(self) -> set[Question]:
        """All that figures are made of."""
        drawn = {key for s in self.report.statements for key in self._drawn(s)}
        return drawn | {(m.round, m.code) for m in self.report.measures}

    def _drawn(self, one: StatementPart) -> set[Question]:
        return {(one.round, code) for code in _codes(one, self.county)}

    def _few(self, round_id: int, moments: Iterable[datetime], which: str, code: str, named: set[int]) -> bool:
        """Whether so few, and somebody, answered otherwise at one of those moments."""
        for moment in moments:
            since = self.county.since(round_id, moment)
            changed = since.progress if since and which == "progress" else frozenset()
            if since and which != "progress":
                changed = getattr(since, which).get(code, frozenset())
            if 0 < len(changed - named) < compiling().differences:
                return True
        return False

    def _tells(self, key: Question, named: set[int]) -> bool:
        """Whether what was answered to a question, as it is now, tells something beside what was shown."""
        moments = self.shown.answers[key]
        if self._few(key[0], moments, "chosen", key[1], named):
            return True
        changed = any((s := self.county.since(key[0], m)) and s.chosen.get(key[1]) for m in moments)
        return changed and not self._safe(key, named)

    def _safe(self, key: Question, named: set[int]) -> bool:
        """Whether those who have never stood beside this answer by name stay unknown, counted with all who have."""
        chose = self.county.choices(*key)
        unknown = chose.keys() - named - self.shown.cells[key]
        if not self.shown.cells[key]:
            return True
        return cells_tell_no_more(list(chose.values()), [chose[b] for b in unknown])

    def _total_tells(self, round_id: int, number: int) -> bool:
        code = self.county.codes(round_id).get(number, "")
        return self._few(round_id, self.shown.totals[round_id, code], "filled", code, set())

    def _measure(self, one: MeasurePart) -> MeasurePart:
        """A question, without the year before where that year's figures were others to readers."""
        before = self.county.before.get(one.round)
        if before is None or one.silent.before is None:
            return one
        if not self._few(before, self.shown.answers[before, one.code], "chosen", one.code, set()):
            return one
        self._hold("before", one)
        alone = [c.model_copy(update={"before": None}) for c in one.choices]
        silent = one.silent.model_copy(update={"before": None})
        return one.model_copy(update={"choices": alone, "silent": silent, "moved": None})

    def _grid(self, grid: GridPart, gone: set[Question], blank: set[Question]) -> GridPart:
        kept = [n for n, code in enumerate(grid.measures) if (grid.round, code) not in gone]
        hidden = {n for n, code in enumerate(grid.measures) if (grid.round, code) in blank}
        rows = [
            row.model_copy(update={"cells": [None if n in hidden else row.cells[n] for n in kept]}) for row in grid.rows
        ]
        return grid.model_copy(update={"measures": [grid.measures[n] for n in kept], "rows": rows})

    def _named(self, one: StatementPart) -> StatementPart:
        """A statement, without names where those of earlier editions together with them would tell the others."""
        ever = self.shown.names[one.id] | set(one.names)
        if one.n is None or not one.names or len(ever) == len(one.names):
            return one
        if len(ever) <= one.n and names_tell_no_more(asked=one.asked, said=one.n, named=len(ever)):
            return one
        return one.model_copy(update={"names": [], "withheld": one.n})

    def _round(self, one: RoundPart) -> RoundPart:
        if not self._few(one.id, self.shown.rounds[one.id], "progress", "", set()):
            return one
        self.held.append(HeldPart(round=one.id, what="round", number=0, text=one.kind))
        return one.model_copy(update={"answered": None, "partly": None, "silent": None})

    def _hold(self, what: str, one: object) -> None:
        told = {name: getattr(one, name) for name in ("round", "number", "text")}
        self.held.append(HeldPart(what=what, **told))


def _codes(one: StatementPart, county: Watched) -> set[str]:
    """The questions that a statement draws from."""
    codes = county.codes(one.round)
    return {codes[s.number] for s in one.sources if s.number in codes}


def _beside(grid: GridPart, code: str, county: Watched) -> set[int]:
    """The bodies that stand beside their answer to a question by name."""
    at = grid.measures.index(code)
    return {county.names[r.body] for r in grid.rows if r.cells[at] is not None and r.body in county.names}


def _once(held: Iterable[HeldPart]) -> list[HeldPart]:
    known = {(h.round, h.number, h.what): h for h in held}
    return [known[key] for key in sorted(known)]
