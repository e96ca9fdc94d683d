"""The columns of a flattened table's runs, found by dynamic programming.

Each run either begins a cell or goes on with the cell before it. Beginning costs what the order of the columns
makes of the step and gains what the text's signs say for that column; going on costs what speaks against it: a
blank line, a short line, a capital after a full stop. The cheapest path over all runs is taken (Viterbi), under
two orders, row by row and column by column, and the better one stands. The widths of the columns are learnt from
one pass for the next. All numbers are in catalogue/flattened.yaml. Cost: runs x columns squared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.lines import Gap
from samplan.intake.recognisers.flattened.runs import Run, blank_parted
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, points, signs, unfinished
from samplan.intake.recognisers.flattened.weights import weights
from samplan.intake.recognisers.vocabulary import Role

GOALS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.AREA, Role.FOCUS_AREA, Role.NUMBER, Role.GROUP})
TIMES = frozenset({Role.TIME, Role.START, Role.END, Role.YEAR})
DOINGS = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL})
SAME_POINTS = {
    Role.REPORTED: "activity", Role.PROPOSAL: "activity", Role.START: "time", Role.END: "time", Role.YEAR: "time",
    Role.ACTOR: "responsible", Role.SOURCE: "indicator", Role.REFERENCE: "indicator", Role.TARGET: "indicator",
}  # fmt: skip
MINUS = float("-inf")
AGAIN = 0.3
"""The part of its gain that a second cell in the same column keeps."""
AHEAD = 3
"""Lines that are looked at to judge how a cell begins."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A run's column, and whether it begins a cell."""

    column: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Decoded:
    """The columns of all runs, the path's points, and whether the cells came column by column."""

    places: tuple[Placed, ...]
    score: float
    by_columns: bool


def decode(runs: Sequence[Run], columns: Sequence[Column]) -> Decoded:
    """Place every run in a column."""
    openings = [_opening(runs, index) for index in range(len(runs))]
    gains = [[points(opening, _key(column.role)) for column in columns] for opening in openings]
    best: Decoded | None = None
    for by_columns in (False, True):
        steps = _column_steps(columns) if by_columns else _row_steps(columns)
        widths: list[float] | None = None
        found = Decoded((), MINUS, by_columns)
        for _ in range(int(weights().order["passes"])):
            found = _pass(runs, columns, gains, steps, widths, by_columns=by_columns)
            widths = _widths(runs, found.places, len(columns))
        if by_columns:
            found = replace(found, score=found.score - weights().order["by_columns"])
        if best is None or found.score > best.score:
            best = found
    assert best is not None  # noqa: S101  (two orders were tried)
    return best


def _key(role: Role | None) -> str:
    if role is None:
        return "other"
    return SAME_POINTS.get(role, role.value)


def _opening(runs: Sequence[Run], index: int) -> str:
    """The text of a run with the lines that surely go on with it, to judge a cell by more than its first line."""
    text = runs[index].text
    for following in runs[index + 1 : index + 1 + AHEAD]:
        if following.gap >= Gap.BLANK or following.bullet or following.cut:
            break
        if not (begins_low(following.text) or unfinished(text)):
            break
        text = f"{text} {following.text}"
    return text


def _row_steps(columns: Sequence[Column]) -> list[list[float]]:
    """What it costs to begin a cell in column b after one in column a, row by row."""
    order = weights().order
    count = len(columns)
    lead = [order["skipped_goal"] if column.role in GOALS else order["skipped"] for column in columns]
    steps = []
    for a in range(count):
        row = []
        for b in range(count):
            if b > a:
                row.append(order["next_column"] + order["skipped"] * (b - a - 1))
            else:
                around = order["skipped_end"] * (count - 1 - a) + sum(lead[:b])
                row.append(min(around, order["same_column"]) if a == b else around)
        steps.append(row)
    return steps


def _within_line(steps: Sequence[Sequence[float]]) -> list[list[float]]:
    """The same steps where both cells stand on one line: a row hardly begins there."""
    wrap = weights().order["wrap_on_line"]
    return [[cost + (wrap if b <= a else 0.0) for b, cost in enumerate(row)] for a, row in enumerate(steps)]


def _column_steps(columns: Sequence[Column]) -> list[list[float]]:
    order = weights().order
    count = len(columns)
    return [
        [order["down"] if b == a else order["over"] if b == a + 1 else order["jump"] for b in range(count)]
        for a in range(count)
    ]


def _pass(
    runs: Sequence[Run],
    columns: Sequence[Column],
    gains: Sequence[Sequence[float]],
    steps: Sequence[Sequence[float]],
    widths: Sequence[float] | None,
    *,
    by_columns: bool,
) -> Decoded:
    """One run of the dynamic programme. score[c]: the best path whose last run stands in column c."""
    count = len(columns)
    parted = blank_parted(runs)
    lead = _first_costs(columns, by_columns=by_columns)
    within = _within_line(steps)
    score = [gains[0][c] - lead[c] for c in range(count)]
    trail: list[list[tuple[int, bool]]] = [[(c, True) for c in range(count)]]
    for index in range(1, len(runs)):
        begin = _begin_cost(runs[index - 1], runs[index], parted=parted)
        fresh: list[float] = []
        back: list[tuple[int, bool]] = []
        for c in range(count):
            source, begun = _best_source(
                score, steps if runs[index].gap is not Gap.SAME else within, c, gains[index][c]
            )
            begun -= begin
            on = score[c] - _on_cost(runs[index - 1], runs[index], columns[c], parted, widths[c] if widths else None)
            back.append((source, True) if begun > on else (c, False))
            fresh.append(max(begun, on))
        score = fresh
        trail.append(back)
    last = max(range(count), key=lambda c: score[c])
    return Decoded(_walk_back(trail, last), score[last], by_columns)


def _best_source(
    score: Sequence[float], steps: Sequence[Sequence[float]], column: int, gain: float
) -> tuple[int, float]:
    """The best column to come from, and the score then. A second cell in the same column gains less."""
    best, most = column, MINUS
    for a, known in enumerate(score):
        reached = known - steps[a][column] + (gain if a != column else min(gain, gain * AGAIN))
        if reached > most:
            best, most = a, reached
    return best, most


def _first_costs(columns: Sequence[Column], *, by_columns: bool) -> list[float]:
    order = weights().order
    if by_columns:
        return [0.0 if c == 0 else order["over"] for c in range(len(columns))]
    lead = [order["skipped"] for column in columns]
    return [sum(lead[:c]) for c in range(len(columns))]


def _walk_back(trail: Sequence[Sequence[tuple[int, bool]]], last: int) -> tuple[Placed, ...]:
    places: list[Placed] = []
    column = last
    for back in reversed(trail):
        source, begins = back[column]
        places.append(Placed(column, begins))
        column = source
    return tuple(reversed(places))


def _begin_cost(before: Run, run: Run, *, parted: bool) -> float:
    """What it costs that a new cell begins here, whatever its column."""
    order = weights().order
    cost = 0.0
    if run.gap is Gap.SAME:
        cost += order["same_line"]
    elif run.gap is Gap.NEXT:
        cost += order["no_blank"] if parted else order["tight"]
    if begins_low(run.text) and not run.bullet:
        cost += order["lower_start"]
    if unfinished(before.text) and not run.bullet and run.gap is not Gap.SAME:
        cost += order["unfinished"]
    if ends_sentence(before.text):
        cost -= order["after_stop"]
    return cost


def _on_cost(before: Run, run: Run, column: Column, parted: bool, width: float | None) -> float:
    """What it costs that the cell before goes on here, in this column."""
    order = weights().order
    if run.bullet and before.text and column.role not in TIMES:
        return order["bullet_inside"]
    cost = _time_cost(before, run, column)
    if run.gap >= Gap.BLANK and parted:
        cost += order["blank_inside"] if run.gap is Gap.BLANK else order["blank_inside"] / 2
    if not begins_low(run.text) and not unfinished(before.text) and run.gap is not Gap.SAME:
        deed = column.role in DOINGS and "infinitive" in signs(run.text)
        cost += order["upper_inside"] * (0.4 if deed else 1.0)
        if not parted and ends_sentence(before.text) and column.role in GOALS:
            cost += order["sentence_inside"]
    if width is not None and run.gap is Gap.NEXT:
        cost += _width_cost(before, run, width)
    return cost


def _time_cost(before: Run, run: Run, column: Column) -> float:
    """What speaks against words among times, or a time among words; a time that goes on is welcome."""
    order = weights().order
    timed = points(run.text, "time") > 0
    if column.role in TIMES:
        if not timed:
            return order["odd_time"] * 2
        return -order["time_goes_on"] if points(before.text, "time") > 0 else 0.0
    if timed:
        return order["odd_time"] if run.cut or run.gap is not Gap.SAME else 0.3
    return 0.0


def _width_cost(before: Run, run: Run, width: float) -> float:
    """What speaks against a line that is wider than its column, or broken though the next word had room."""
    order = weights().order
    cost = order["too_wide"] if max(run.width, before.width) > width * 1.15 + 2 else 0.0
    room = before.width + 1 + len(run.text.split(" ", 1)[0]) <= width - 2
    if room and not ends_sentence(before.text) and not before.text.endswith("-"):
        cost += order["short_line"]
    return cost


def _widths(runs: Sequence[Run], places: Sequence[Placed], count: int) -> list[float]:
    """How wide each column seems: near the widest of its lines that were broken to go on."""
    seen: list[list[int]] = [[] for _ in range(count)]
    for index in range(1, len(runs)):
        place = places[index]
        if not place.begins and runs[index].gap is Gap.NEXT and not runs[index - 1].cut:
            seen[place.column].append(runs[index - 1].width)
    return [_high(widths) for widths in seen]


def _high(widths: list[int]) -> float:
    if len(widths) < 3:
        return 1000.0
    ordered = sorted(widths)
    return float(ordered[min(len(ordered) - 1, int(len(ordered) * 0.92))])
