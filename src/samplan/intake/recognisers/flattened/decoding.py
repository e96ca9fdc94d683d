"""The columns of a flattened table's runs, found by dynamic programming over whole cells.

The runs are gathered into atoms (atoms.py); a cell is one atom or several in a row. A cell gains what its text's signs
say for its column and pays for what speaks against one cell: a blank line inside, a capital after a finished
sentence, a line broken though the next word had room. From cell to cell it pays what the order of the columns
makes of the step. The best path over all cells is taken (semi-Markov Viterbi), under two orders, row by row and
column by column, and the better one stands. The widths of the columns are learnt from one pass for the next. All
numbers are in catalogue/flattened.yaml. Cost: atoms x columns x (columns + longest cell).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from samplan.intake.recognisers.flattened.atoms import Atom, atoms_of, joined_text
from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.lines import Gap
from samplan.intake.recognisers.flattened.runs import Run, blank_parted
from samplan.intake.recognisers.flattened.signs import ends_sentence, points, signs
from samplan.intake.recognisers.flattened.weights import weights
from samplan.intake.recognisers.vocabulary import Role

GOALS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.AREA, Role.FOCUS_AREA, Role.NUMBER, Role.GROUP})
TIMES = frozenset({Role.TIME, Role.START, Role.END, Role.YEAR})
DOINGS = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL})
LISTS = DOINGS | {Role.INDICATOR, Role.RESPONSIBLE, Role.ACTOR}
"""Columns whose cells often hold several items."""
SAME_POINTS = {
    Role.REPORTED: "activity", Role.PROPOSAL: "activity", Role.START: "time", Role.END: "time", Role.YEAR: "time",
    Role.ACTOR: "responsible", Role.SOURCE: "indicator", Role.REFERENCE: "indicator", Role.TARGET: "indicator",
    Role.GOAL_REFERENCE: "number",
}  # fmt: skip
HORIZONED = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL})
LEARNT = frozenset({"infinitive", "must", "state", "measure", "actor", "begins_att", "action_noun", "catalogue"})
"""Signs whose columns are learnt from the document itself."""
FEWEST = 4
LONG_ENOUGH = 20
MINUS = float("-inf")
LONGEST = 12
"""So many atoms a cell holds at most."""
WIDEST = 1000.0


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


SheetCell = tuple[int, int, int, list[float], list[float]]
"""A cell that may be: the atom after its last, its last run, its widest line, and per column its points and its cost,
both without what widths and leaning tell."""


@dataclass(slots=True)
class Sheet:
    """What the passes share.

    cells: the cells that may begin with each atom. leaning: what the last pass found each column to hold oftener than
    the others, in points per sign. keys: the columns' names in catalogue/flattened.yaml. again: texts that come twice
    or more, as a goal does that is merged over rows. numbered: areas are numbered, and begin only where their numbers
    tell.
    """

    runs: Sequence[Run]
    atoms: Sequence[Atom]
    columns: Sequence[Column]
    parted: bool
    cells: list[list[SheetCell]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    leaning: list[dict[str, float]] = field(default_factory=list)
    again: frozenset[str] = frozenset()
    numbered: bool = False


def decode(runs: Sequence[Run], columns: Sequence[Column]) -> Decoded:
    """Place every run in a column."""
    times = any(column.role in TIMES for column in columns)
    atoms = atoms_of(runs, times=times)
    counts = Counter(atom.text for atom in atoms if len(atom.text) >= LONG_ENOUGH)
    again = frozenset(text for text, count in counts.items() if count > 1)
    numbered = any(atom.names for atom in atoms)
    sheet = Sheet(runs, atoms, columns, blank_parted(runs), again=again, numbered=numbered)
    sheet.keys = [key_of(column.role) for column in columns]
    inside = [[_inside_cost(sheet, at, c) for c in range(len(columns))] for at in range(len(atoms))]
    sheet.cells = [list(_cells(sheet, inside, at)) for at in range(len(atoms))]
    rows = _pass(sheet, _row_steps(columns), [WIDEST] * len(columns), by_columns=False)
    down = _pass(sheet, _column_steps(columns), [WIDEST] * len(columns), by_columns=True)
    by_columns = down.score - weights().order["by_columns"] > rows.score
    found = down if by_columns else rows
    steps = _column_steps(columns) if by_columns else _row_steps(columns)
    for _ in range(int(weights().order["passes"]) - 1):
        sheet.leaning = _leaning(sheet, found.places)
        found = _pass(sheet, steps, _widths(runs, found.places, len(columns)), by_columns=by_columns)
    return found


def key_of(role: Role | None) -> str:
    """The name that a column's role has in catalogue/flattened.yaml."""
    if role is None:
        return "other"
    return SAME_POINTS.get(role, role.value)


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


def _pass(sheet: Sheet, steps: Sequence[Sequence[float]], widths: Sequence[float], *, by_columns: bool) -> Decoded:
    """One run of the dynamic programme. best[j][c]: the best path whose last cell, in column c, ends before atom j."""
    count, total = len(sheet.columns), len(sheet.atoms)
    below = list(zip(*steps, strict=True))
    within = list(zip(*_within_line(steps), strict=True))
    broken = [_broken_costs(sheet, c, widths[c]) for c in range(count)]
    most = [width * 1.15 + 2 for width in widths]
    best = [[MINUS] * count for _ in range(total + 1)]
    came: list[list[tuple[int, int]]] = [[(0, -1)] * count for _ in range(total + 1)]
    reach = [(-cost, -1) for cost in _first_costs(sheet.columns, by_columns=by_columns)]
    for start in range(total):
        if start:
            table = within if sheet.atoms[start].gap is Gap.SAME else below
            reach = [_reached(best[start], costs) for costs in table]
        _try_cells(sheet, start, reach, broken, most, best, came)
    last = max(range(count), key=lambda c: best[total][c])
    return Decoded(_walk_back(sheet, came, last), best[total][last], by_columns)


def _try_cells(
    sheet: Sheet,
    start: int,
    reach: Sequence[tuple[float, int]],
    broken: Sequence[Sequence[float]],
    most: Sequence[float],
    best: Sequence[list[float]],
    came: Sequence[list[tuple[int, int]]],
) -> None:
    """Note every cell that begins with an atom where it makes the best path up to its end."""
    too_wide = weights().order["too_wide"]
    lean = _lean(sheet, start)
    first = sheet.atoms[start].start
    until = [told[first] for told in broken]
    for end, last, wide, gains, costs in sheet.cells[start]:
        scores, origins = best[end], came[end]
        for c, (score, before) in enumerate(reach):
            cost = costs[c] + broken[c][last] - until[c]
            if wide > most[c]:
                cost += too_wide
            value = score + (gains[c] + lean[c]) - cost
            if value > scores[c]:
                scores[c], origins[c] = value, (start, before)


def _cells(sheet: Sheet, inside: Sequence[Sequence[float]], start: int) -> Iterator[SheetCell]:
    """All cells that begin with an atom. inside: what it costs that a cell goes on with each atom, per column."""
    costs = [_begin_cost(sheet, start)] * len(sheet.columns)
    wide = 0
    for end in range(start + 1, min(start + LONGEST, len(sheet.atoms)) + 1):
        atom = sheet.atoms[end - 1]
        wide = max(wide, atom.wide)
        if end - start > 1:
            costs = [cost + more for cost, more in zip(costs, inside[end - 1], strict=True)]
        yield end, atom.end - 1, wide, _gains(sheet, start, end), costs


def _reached(known: Sequence[float], costs: Sequence[float]) -> tuple[float, int]:
    """The best score with which a cell may begin in a column, and the column that it comes from.

    costs: what it costs to begin there after a cell of each column.
    """
    scores = [score - cost for score, cost in zip(known, costs, strict=True)]
    most = max(scores)
    return most, scores.index(most)


def _first_costs(columns: Sequence[Column], *, by_columns: bool) -> list[float]:
    order = weights().order
    if by_columns:
        return [0.0 if c == 0 else order["over"] for c in range(len(columns))]
    return [order["skipped"] * c for c in range(len(columns))]


def _walk_back(sheet: Sheet, came: Sequence[Sequence[tuple[int, int]]], last: int) -> tuple[Placed, ...]:
    places: list[Placed | None] = [None] * len(sheet.runs)
    end, column = len(sheet.atoms), last
    while end > 0:
        start, before = came[end][column]
        first, stop = sheet.atoms[start].start, sheet.atoms[end - 1].end
        for at in range(first, stop):
            places[at] = Placed(column, at == first)
        end, column = start, before
    return tuple(place for place in places if place is not None)


def _begin_cost(sheet: Sheet, start: int) -> float:
    """What it costs that a cell begins with this atom, whatever its column."""
    order = weights().order
    atom = sheet.atoms[start]
    if start == 0:
        return 0.0
    before = sheet.runs[atom.start - 1]
    cost = 0.0
    if atom.gap is Gap.SAME:
        cost += order["same_line"]
        if sheet.atoms[start - 1].end - sheet.atoms[start - 1].start > 1:
            cost += order["beside_wrapped"]
    elif atom.gap is Gap.NEXT:
        cost += order["no_blank"] if sheet.parted else order["tight"]
    if atom.low and not atom.bullet and not atom.moment:
        cost += order["lower_start"]
    if atom.after_open and not atom.bullet:
        cost += order["unfinished"]
    if ends_sentence(before.text):
        cost -= order["after_stop"]
    return cost


def _inside_cost(sheet: Sheet, at: int, column: int) -> float:
    """What it costs that the cell before this atom goes on with it, in this column."""
    order = weights().order
    atom = sheet.atoms[at]
    role = sheet.columns[column].role
    cost = 0.0
    if atom.names or atom.named:
        return order["new_name"]
    if sheet.parted and atom.gap >= Gap.BLANK:
        cost += order["blank_inside"] if atom.gap is Gap.BLANK else order["blank_inside"] / 2
    if role in TIMES:
        return cost - (order["time_goes_on"] if atom.moment and sheet.atoms[at - 1].moment else 0.0)
    if atom.moment:
        return cost + order["odd_time"]
    if atom.bullet:
        return cost + order["bullet_inside"]
    if atom.gap is Gap.SAME:
        return cost + (order["cut_inside"] if _foreign(atom.text, role) else 0.0)
    if atom.low or atom.after_open:
        return cost
    return cost + _capital_cost(sheet, at, role)


def _capital_cost(sheet: Sheet, at: int, role: Role | None) -> float:
    """What it costs that a cell goes on with an atom that begins with a capital on a line of its own."""
    order = weights().order
    atom, before = sheet.atoms[at], sheet.runs[sheet.atoms[at].start - 1]
    cost = order["bullet_ends"] if sheet.atoms[at - 1].bullet else 0.0
    if role in LISTS and points(atom.text, key_of(role)) > 1.0:
        return cost - order["item_inside"]
    cost += order["upper_inside"]
    if _foreign(atom.text, role):
        cost += order["foreign_inside"]
    if role in GOALS and ends_sentence(before.text):
        cost += order["sentence_inside"]
    return cost


def _foreign(text: str, role: Role | None) -> bool:
    """Whether a text surely begins something of another column: a measure, a deed, names of bodies, a sum."""
    found = signs(text)
    if role is Role.INDICATOR:
        return bool(found & {"infinitive", "actor", "begins_att"})
    if role in DOINGS:
        return bool(found & {"measure", "actor", "begins_att"})
    if role in {Role.RESPONSIBLE, Role.ACTOR}:
        return bool(found & {"infinitive", "measure", "begins_att"})
    return bool(found & {"infinitive", "measure", "actor", "money"})


def _gains(sheet: Sheet, start: int, end: int) -> list[float]:
    """The points of a cell for each column."""
    first = sheet.atoms[start].text
    atoms = sheet.atoms[start:end]
    text = first if end - start == 1 else joined_text(atoms)
    known = [_gain(text, first, atoms, column.role, key) for column, key in zip(sheet.columns, sheet.keys, strict=True)]
    if first in sheet.again:
        known[_first_goal(sheet.columns)] += weights().order["again"]
    if sheet.atoms[start].bullet:
        known = [gain + _bulleted(column.role) for gain, column in zip(known, sheet.columns, strict=True)]
    if sheet.numbered:
        known[0] += weights().order["new_name"] * (1 if sheet.atoms[start].names else -1)
    return known


def _lean(sheet: Sheet, start: int) -> list[float]:
    """What the last pass says for each column of a cell that begins with this atom."""
    if not sheet.leaning:
        return [0.0] * len(sheet.columns)
    held = signs(sheet.atoms[start].text) & LEARNT
    return [sum(lean[sign] for sign in held) for lean in sheet.leaning]


def _bulleted(role: Role | None) -> float:
    return weights().signs["bulleted"].get(key_of(role), 0.0)


def _first_goal(columns: Sequence[Column]) -> int:
    """The first column for goals, else the first of all."""
    return next((c for c, column in enumerate(columns) if column.role in HORIZONED), 0)


def _leaning(sheet: Sheet, places: Sequence[Placed]) -> list[dict[str, float]]:
    """Per column and sign: how much oftener its cells' items bear the sign than those of the other columns."""
    count = len(sheet.columns)
    items: list[list[frozenset[str]]] = [[] for _ in range(count)]
    for atom in sheet.atoms:
        place = places[atom.start]
        if place.begins or not atom.low:
            items[place.column].append(signs(atom.text))
    whole = sum(len(found) for found in items)
    much = weights().order["leaning"]
    leaning: list[dict[str, float]] = []
    for found in items:
        row = {}
        for sign in LEARNT:
            own = sum(sign in item for item in found)
            rest = sum(sign in item for other in items for item in other) - own
            few = len(found) < FEWEST or whole - len(found) < FEWEST
            row[sign] = 0.0 if few else much * (own / len(found) - rest / (whole - len(found)))
        leaning.append(row)
    return leaning


def _gain(text: str, first: str, atoms: Sequence[Atom], role: Role | None, key: str) -> float:
    """What a cell's text says for a column: lists are told by their first item and each more, others by the whole."""
    if role in TIMES:
        return points(first, key) if all(atom.moment for atom in atoms) else -2 * weights().order["odd_time"] - 2.0
    if role in LISTS and len(atoms) > 1:
        return max(points(first, key), points(text, key))
    return points(text, key)


def _broken_costs(sheet: Sheet, column: int, width: float) -> list[float]:
    """Summed up over the runs: what speaks against lines broken though the next word had room in this column."""
    if width >= WIDEST:
        return [0.0] * len(sheet.runs)
    items = {atom.start for atom in sheet.atoms} if sheet.columns[column].role in LISTS else set()
    short = weights().order["short_line"]
    summed = [0.0]
    for at, (before, run) in enumerate(pairwise(sheet.runs), 1):
        cost = 0.0
        if run.gap is Gap.NEXT and at not in items and before.width + 1 + run.first_width <= width - 2:
            cost = 0.0 if before.text.endswith("-") or ends_sentence(before.text) else short
        summed.append(summed[-1] + cost)
    return summed


def _widths(runs: Sequence[Run], places: Sequence[Placed], count: int) -> list[float]:
    """How wide each column seems: near the widest of its lines that were broken to go on."""
    seen: list[list[int]] = [[] for _ in range(count)]
    for index in range(1, len(runs)):
        place = places[index]
        if not place.begins and runs[index].gap is Gap.NEXT and not runs[index - 1].cut:
            seen[place.column].append(runs[index - 1].width)
    return [_high(widths) for widths in seen]


def _high(widths: list[int]) -> float:
    ordered = sorted(widths)
    return float(ordered[min(len(ordered) - 1, int(len(ordered) * 0.92))]) if len(widths) >= 3 else WIDEST
