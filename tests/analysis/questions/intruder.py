"""How an intruder asks every question, and what they can reckon out of the answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from scipy.optimize import linprog
from tests.analysis.figure_world import MUNICIPALITIES, REGION, K, M, T
from tests.analysis.questions.small_world import TRUTHS, Key, Truth

from samplan.analysis.formulas.intervals import proportions, rates
from samplan.analysis.questions import (
    ages,
    answered_yes,
    changes,
    choosing,
    compare,
    funnel,
    goal_panel,
    grid,
    history,
    indicator,
    municipality,
    process,
    profile,
    screening,
    search,
    sexes,
    similar,
)
from samplan.analysis.results import (
    AgeDifference,
    Cell,
    ChangedCell,
    GridAnswer,
    IndicatorCard,
    Measure,
    UnitKind,
)
from samplan.analysis.shapes import Aim, Definition, FigureShape
from samplan.analysis.store.reading import Figures

IDS = tuple(t.indicator.id for t in TRUTHS)
THEN = date(2025, 3, 1)
UNITS = (REGION, *MUNICIPALITIES)
Told = tuple[str, Any]
"""Now or then, and an answer."""


def _shape(indicator_id: str) -> FigureShape:
    told = Definition("Ett mått", reference="" if indicator_id.startswith("own:") else indicator_id)
    number = int(indicator_id.removeprefix("own:")) if indicator_id.startswith("own:") else 1
    return FigureShape(number, 1, 1, 1, 1, "En indikator", told, Aim(target=0.5, baseline=1.0))


def _indicator(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        yield "now", indicator.series(store, one, "99")
        if not one.startswith("own:"):
            yield "then", indicator.series(store, one, "99", as_of=THEN)


def _grid(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    yield "now", grid.grid(store, ids, "99")
    yield "then", grid.grid(store, ids, "99", as_of=THEN)


def _compare(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    """In another order, one place alone, places of another county too: what is hidden does not hang on the choice."""
    yield "now", compare.compare(store, ids, (*UNITS[::-1], "9801"))
    yield "now", compare.compare(store, ids, ("9902",))
    yield "then", compare.compare(store, ids, UNITS, as_of=THEN)
    yield "now", compare.similar_to(store, "9902")


def _history(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    """What was known on many days: then is then, now is now, whatever day is asked about."""
    for one in ids:
        for day in (date(2024, 1, 1), THEN, date(2025, 9, 1), date(2030, 1, 1)):
            told = history.history(store, one, "99", day)
            if told is not None:
                yield ("then" if day <= THEN else "now"), told.then
                yield "now", replace(told, then=told.now)


def _municipality(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for unit in UNITS:
        yield "now", municipality.facts(store, unit, ids)
    yield "then", municipality.facts(store, "9904", ids, as_of=THEN)


def _funnel(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        for level in (UnitKind.MUNICIPALITY, UnitKind.REGION):
            yield "now", funnel.funnel(store, one, "99", level=level)
            yield "then", funnel.funnel(store, one, "99", level=level, as_of=THEN)


def _sexes(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        yield "now", sexes.differences(store, one, "99")
        yield "then", sexes.differences(store, one, "99", as_of=THEN)


def _ages(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        yield "now", ages.differences(store, one, "99")
        yield "then", ages.differences(store, one, "99", as_of=THEN)
    for unit in UNITS:
        yield "now", ages.of_unit(store, unit, ids)
        yield "then", ages.of_unit(store, unit, ids, as_of=THEN)


def _answered_yes(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        yield "now", answered_yes.answered_yes(store, one, "99")
        yield "then", answered_yes.answered_yes(store, one, "99", as_of=THEN)


def _similar(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        yield "now", similar.similar(store, one, "9902")
        yield "then", similar.similar(store, one, "9902", as_of=THEN)


def _changes(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for moment in (datetime(2025, 3, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)):
        yield "now", changes.changes(store, moment, "99")
        yield "now", changes.changes(store, moment, "99", indicator_ids=ids)


def _panel(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    yield "now", goal_panel.panel(store, [_shape(one) for one in ids], "99")
    yield "then", goal_panel.panel(store, [_shape(one) for one in ids], "99", as_of=THEN)


def _screening(store: Figures, _ids: tuple[str, ...]) -> Iterator[Told]:
    for unit in UNITS:
        yield "now", screening.screening(store, unit, since=2000)


def _process(store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    for one in ids:
        now, then = indicator.series(store, one, "99"), indicator.series(store, one, "99", as_of=THEN)
        assert now is not None
        assert then is not None
        yield "now", process.process(now, target=10.0)
        yield "then", process.process(then)


def _profile(store: Figures, _ids: tuple[str, ...]) -> Iterator[Told]:
    yield "now", profile.profile(store, "99")
    yield "then", profile.profile(store, "99", as_of=THEN)


def _search(store: Figures, _ids: tuple[str, ...]) -> Iterator[Told]:
    yield "now", search.search(store, "")


def _choosing(_store: Figures, ids: tuple[str, ...]) -> Iterator[Told]:
    yield "now", choosing.find("")
    yield "now", [choosing.definition_of(one) for one in ids]


ASKED: dict[str, Callable[[Figures, tuple[str, ...]], Iterator[Told]]] = {
    "ages": _ages,
    "answered_yes": _answered_yes,
    "changes": _changes,
    "choosing": _choosing,
    "compare": _compare,
    "funnel": _funnel,
    "goal_panel": _panel,
    "grid": _grid,
    "history": _history,
    "indicator": _indicator,
    "municipality": _municipality,
    "process": _process,
    "profile": _profile,
    "screening": _screening,
    "search": _search,
    "sexes": _sexes,
    "similar": _similar,
}


def answers_of(store: Figures, ids: tuple[str, ...] = IDS) -> list[Told]:
    """Everything that every question answers about some indicators."""
    return [told for ask in ASKED.values() for told in ask(store, ids)]


def cells_in(told: Any, moment: str, card: IndicatorCard | None = None) -> Iterator[tuple[str, str, Cell]]:
    """Every cell in an answer with the id of its indicator and when it is told of."""
    if isinstance(told, Cell):
        assert card is not None
        yield card.id, moment, told
    elif isinstance(told, GridAnswer | ChangedCell | AgeDifference):
        yield from _cells_of_others(told, moment, card)
    elif is_dataclass(told):
        its = getattr(told, "card", card)
        for field in fields(told):
            yield from cells_in(getattr(told, field.name), moment, its)
    elif isinstance(told, tuple | list):
        its = told[0] if told and isinstance(told[0], IndicatorCard) else card
        for part in told:
            yield from cells_in(part, moment, its)


def _cells_of_others(
    told: GridAnswer | ChangedCell | AgeDifference, moment: str, card: IndicatorCard | None
) -> Iterator[tuple[str, str, Cell]]:
    """The cells of parts that are not all of the indicator that they stand under, or not all of today."""
    if isinstance(told, GridAnswer):
        for line in (*(one.cells for one in told.lines), told.benchmark):
            for its, part in zip(told.cards, line, strict=True):
                yield from cells_in(part, moment, its)
    elif isinstance(told, ChangedCell):
        yield from cells_in(told.before, "then", told.card)
        yield from cells_in(told.after, moment, told.card)
    else:
        yield from cells_in(told.own, moment, card)
        yield from cells_in(told.other, moment, told.card)


def parts_of(told: Any) -> Iterator[Any]:
    """Everything in an answer: dataclasses, numbers and words."""
    yield told
    if is_dataclass(told):
        for field in fields(told):
            yield from parts_of(getattr(told, field.name))
    elif isinstance(told, tuple | list):
        for part in told:
            yield from parts_of(part)
    elif isinstance(told, dict):
        for part in told.items():
            yield from parts_of(part)


def key_of(cell: Cell) -> Key:
    return cell.unit.id, cell.sex, cell.period.start.year, cell.period.years


def counts_told(cell: Cell, base: int, measure: Measure) -> set[int]:
    """The counts that a cell gives away to whoever knows the base: as a number, as a value, as ends of an interval."""
    scale = 100 if measure is Measure.SHARE else 100_000
    told: set[int] = set()
    if cell.numerator is not None:
        told.add(round(cell.numerator))
    if cell.value is not None:
        told.add(round(cell.value / scale * base))
    every = np.arange(0, min(base, 400) + 1)
    made = (proportions if measure is Measure.SHARE else rates)(every, base, multiplier=scale)
    for end, line in ((cell.low, made.low), (cell.high, made.high)):
        if end is not None:
            told |= set(every[np.isclose(line, end, rtol=1e-9, atol=1e-12)].tolist())
    return told


def knowledge(answers: list[Told], truth: Truth) -> dict[tuple[str, Key], int]:
    """What all answers together tell of one indicator: counts by moment and cell."""
    known: dict[tuple[str, Key], int] = {}
    for moment, answer in answers:
        for indicator_id, when, cell in cells_in(answer, moment):
            key = key_of(cell)
            if indicator_id == truth.indicator.id and key in truth.bases and cell.unit.kind is not UnitKind.GROUP:
                for count in counts_told(cell, truth.bases[key], truth.indicator.measure):
                    known[(when, key)] = count
    return known


Row = dict[tuple[str, Key], float]


def sums(keys: set[Key], moment: str) -> list[Row]:
    """What adds up: women and men, municipalities, years; each row's sum is nought."""
    rows: list[Row] = []
    for unit, sex, year, years in keys:
        parts: list[list[Key]] = []
        if sex is T:
            parts.append([(unit, K, year, years), (unit, M, year, years)])
        if unit == REGION:
            parts.append([(m, sex, year, years) for m in MUNICIPALITIES])
        if years > 1:
            parts.append([(unit, sex, y, 1) for y in range(year, year + years)])
        for each in parts:
            if set(each) <= keys:
                rows.append({(moment, (unit, sex, year, years)): -1.0} | {(moment, k): 1.0 for k in each})
    return rows


def earlier_counts(truth: Truth) -> dict[Key, int]:
    """What the counts were before the revision."""
    before = {
        (c.unit, c.sex, c.year, c.years): round(c.numerator or 0) for c in truth.indicator.cells if c.until is not None
    }
    return truth.counts | before


def narrowed(truth: Truth, known: dict[tuple[str, Key], int]) -> dict[tuple[str, Key], tuple[float, float]]:
    """The small counts that the intruder can narrow to less than nought to five, with what she knows of them."""
    keys, then = set(truth.counts), earlier_counts(truth)
    names = [(moment, key) for moment in ("now", "then") for key in keys]
    place = {name: i for i, name in enumerate(names)}
    rows = [*sums(keys, "now"), *sums(keys, "then")]
    # What was not revised is the same then and now.
    rows += [{("now", k): 1.0, ("then", k): -1.0} for k in keys if then[k] == truth.counts[k]]
    rows += [{name: 1.0} for name in known]
    right = [0.0] * (len(rows) - len(known)) + [float(n) for n in known.values()]
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, factor in row.items():
            matrix[i, place[name]] = factor
    small = [("now", k) for k in truth.small()] + [("then", k) for k, n in then.items() if 0 < n < 5]
    found = {}
    for name in small:
        aim = np.zeros(len(names))
        aim[place[name]] = 1.0
        ends = []
        for way in (1, -1):
            answer = linprog(way * aim, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
            ends.append(math.inf if answer.status == 3 else way * float(answer.fun))
        if not (ends[0] <= 1e-6 and ends[1] >= 5 - 1e-6):
            found[name] = (ends[0], ends[1])
    return found
