"""Rows of a table whose cells came one after another, row by row, as `pdftotext -raw` writes them.

Such text has a strict make. A cell of one line is followed on the same line by the next cell of its row; a cell that
takes several lines owns each of its later lines whole, and the next cell begins on a line of its own; a row begins
with a line. So every line either goes on with the cell before it, or is cut into the beginnings of cells in the
order of the columns. The cheapest reading of all lines is found by dynamic programming; what is sure (times, states,
numbers that count on, bodies) anchors it, and what a first pass finds again and again in a column, and how wide it
lets the columns be, helps the second. Cost: lines x places to cut x columns squared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.documents.folding import join_lines
from samplan.intake.recognisers.flattened.countedrows import area_names
from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.rawcells import (
    Cut,
    cell_gain,
    cuts_of,
    goes_on_cost,
    most_lines,
    numbered_rows,
    row_step,
)
from samplan.intake.recognisers.flattened.rows import CellRuns, Row
from samplan.intake.recognisers.flattened.runs import Run
from samplan.intake.recognisers.flattened.signs import unfinished

MINUS = float("-inf")
NOT_HERE = 9.0
"""What it costs to begin a row where the rows' numbers tell that none begins, or the other way round."""
OPEN_END = 2.5
"""What it costs that a cell ends in a word that asks for another."""
CUT_OFF = 5.0
"""A cell does not go on where so much speaks against it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One cell of a reading: the line where it begins, its place there, the line after its last, its column."""

    line: int
    first: int
    last: int
    stop: int
    column: int
    new_row: bool
    before: Step | None


@dataclass(slots=True)
class Sheet:
    """What a pass knows: lines with their cuts, rows' first lines if numbers tell them, columns' widths.

    spans: for a place where a cell may begin, what its text says for each column, for each number of lines that it may
    take; held: what it costs that a cell goes on with a line, per column; both are asked again and again.
    """

    lines: Sequence[Line]
    columns: Sequence[Column]
    cuts: list[list[Cut]]
    numbered: frozenset[int]
    widths: list[float]
    steps: list[list[float]]
    spans: dict[tuple[int, int], list[list[float]]] = field(default_factory=dict)
    gains: dict[str, list[float]] = field(default_factory=dict)
    held: dict[int, list[tuple[float, float, float]]] = field(default_factory=dict)

    def gain(self, text: str) -> list[float]:
        """What a cell's text says for each column."""
        if text not in self.gains:
            self.gains[text] = [cell_gain(text, column) for column in self.columns]
        return self.gains[text]

    def spans_from(self, at: int, here: int) -> list[list[float]]:
        """What is said for each column by a cell that begins at a place of a line: of that line, of two lines, …"""
        key = at, here
        if key not in self.spans:
            texts = [self.lines[at].text[self.cuts[at][here].at :].strip()]
            found = [self.gain(texts[0])]
            for line in self.lines[at + 1 : at + most_lines(self.lines, at)]:
                texts.append(line.text)
                found.append(self.gain(join_lines(texts)) if len(texts) <= TELLING else found[-1])
            self.spans[key] = found
        return self.spans[key]

    def goes_on(self, at: int) -> list[tuple[float, float, float]]:
        """What it costs that a cell goes on with a line, per column: cost, what is added where the line before had
        room for the first word, and how long that one must be to have had none."""
        if at not in self.held:
            within = sum(cut.within for cut in self.cuts[at][1:])
            before, line = self.lines[at - 1].text, self.lines[at]
            first = len(line.text.split(" ", 1)[0])
            found = []
            for column, width in zip(self.columns, self.widths, strict=True):
                cost, room = goes_on_cost(before, line, column, width)
                found.append((cost + within, room, width - 3 - first))
            self.held[at] = found
        return self.held[at]


def raw_rows(columns: Sequence[Column], lines: Sequence[Line]) -> list[Row]:
    """The rows of the table's lines."""
    if not lines:
        return []
    names = area_names(columns, lines)
    if not names:
        return _read(columns, lines)
    rest = [line for at, line in enumerate(lines) if at not in names]
    rows = _read(columns[1:], rest) if rest else []
    for cell in (cell for row in rows for cell in row.cells):
        cell.column += 1
    rows += [Row([CellRuns(0, [Run(lines[at].text, lines[at], Gap.BLANK)])]) for at in names]
    places = {id(line): at for at, line in enumerate(lines)}
    return sorted(rows, key=lambda row: places[id(row.cells[0].runs[0].line)] if row.cells else 0)


def _read(columns: Sequence[Column], lines: Sequence[Line]) -> list[Row]:
    count = len(columns)
    sheet = Sheet(
        lines, columns, [cuts_of(line) for line in lines], numbered_rows(columns, lines),
        [0.0] * count,
        [[row_step(columns, last, column) for column in range(count)] for last in (*range(count), None)],
    )  # fmt: skip
    steps = _pass(sheet)
    sheet.widths = _learnt(sheet, steps)
    sheet.held.clear()
    return _rows(sheet, _pass(sheet))


def _pass(sheet: Sheet) -> list[Step]:
    """The cheapest reading. best[i][c]: the best score with which line i begins something after a cell of column c."""
    count, total = len(sheet.columns), len(sheet.lines)
    best: list[list[tuple[float, Step | None]]] = [[(MINUS, None)] * (count + 1) for _ in range(total + 1)]
    best[0][count] = (0.0, None)
    for at in range(total):
        if any(score > MINUS for score, _ in best[at]):
            _read_line(sheet, at, best)
    found = max(best[total], key=lambda entry: entry[0])[1]
    steps: list[Step] = []
    while found is not None:
        steps.append(found)
        found = found.before
    return steps[::-1]


def _read_line(sheet: Sheet, at: int, best: list[list[tuple[float, Step | None]]]) -> None:
    """Cut a line that begins something into cells; its last one may go on over the lines below."""
    cuts, count, text = sheet.cuts[at], len(sheet.columns), sheet.lines[at].text
    reached: list[dict[int, tuple[float, Step | None, bool]]] = [{} for _ in cuts]
    for column in range(count):
        entered = _entered(sheet, at, column, best[at])
        if entered is not None:
            reached[0][column] = entered
    for here, cut in enumerate(cuts):
        least = max((entry[0] for entry in reached[here].values()), default=0.0) - HOPELESS
        for there in range(here + 1, len(cuts)):
            gains = sheet.gain(text[cut.at : cuts[there].at].strip())
            spent = _inside(cuts, here, there) + cuts[there].cost
            for column, (score, before, new_row) in reached[here].items():
                if score < least:
                    continue
                step = Step(at, cut.at, cuts[there].at, at + 1, column, new_row, before)
                for after in range(column + 1, count):
                    cost = spent + sheet.steps[column][after]
                    _note(reached[there], after, score + gains[column] - cost, step)
        for column, state in reached[here].items():
            if state[0] >= least:
                _end_line(sheet, at, here, column, state, best)


TELLING = 4
"""After so many lines a cell's text says no more of its column."""
HOPELESS = 9.0
"""A beginning that has fallen so far behind another is not followed."""
AGAIN = 1.5
"""What is given to a text that came again in the column."""


def _note(reached: dict[int, tuple[float, Step | None, bool]], column: int, score: float, step: Step) -> None:
    if column not in reached or score > reached[column][0]:
        reached[column] = score, step, False


def _entered(
    sheet: Sheet, at: int, column: int, known: Sequence[tuple[float, Step | None]]
) -> tuple[float, Step | None, bool] | None:
    """The best way to begin a cell of a column at the beginning of a line: with a new row, or further on in the row."""
    found: tuple[float, Step | None, bool] | None = None
    low = sheet.cuts[at][0].cost
    for last, (score, before) in enumerate(known):
        if score == MINUS:
            continue
        new_row = last >= column
        cost = low + sheet.steps[last][column]
        if sheet.numbered and new_row != (at in sheet.numbered):
            cost += NOT_HERE
        if found is None or score - cost > found[0]:
            found = score - cost, before, new_row
    return found


def _inside(cuts: Sequence[Cut], here: int, there: int) -> float:
    """What it costs that a cell holds places where another might begin."""
    return sum(cut.within for cut in cuts[here + 1 : there])


def _end_line(
    sheet: Sheet, at: int, here: int, column: int, state: tuple[float, Step | None, bool],
    best: list[list[tuple[float, Step | None]]],
) -> None:  # fmt: skip
    """Note the line's last cell, with each number of lines that it may take."""
    score, before, new_row = state
    cuts = sheet.cuts[at]
    place = cuts[here].at
    size = len(sheet.lines[at].text)
    score -= _inside(cuts, here, len(cuts))
    spent, last = 0.0, size - place
    for stop, gains in enumerate(sheet.spans_from(at, here), at + 1):
        if stop > at + 1:
            if stop - 1 in sheet.numbered:
                return
            cost, room, least = sheet.goes_on(stop - 1)[column]
            spent += cost + (room if last <= least else 0.0)
            last = len(sheet.lines[stop - 1].text)
            if spent > CUT_OFF:
                return
        value = score + gains[column] - spent
        if value <= best[stop][column][0]:
            continue
        value -= OPEN_END if unfinished(sheet.lines[stop - 1].text) else 0.0
        if value > best[stop][column][0]:
            best[stop][column] = value, Step(at, place, size, stop, column, new_row, before)


def _learnt(sheet: Sheet, steps: Sequence[Step]) -> list[float]:
    """How wide each column seems, by its lines that were broken to go on; what came again in a column gains there."""
    count = len(sheet.columns)
    seen: list[list[int]] = [[] for _ in range(count)]
    texts: list[Counter[str]] = [Counter() for _ in range(count)]
    for step in steps:
        told = _texts(sheet, step)
        texts[step.column][join_lines(told)] += 1
        seen[step.column] += [len(text) for text in told[:-1]]
    for column, counted in enumerate(texts):
        for text, times in counted.items():
            if times > 1:
                sheet.gain(text)[column] += AGAIN
    return [float(sorted(each)[int(len(each) * 0.9)]) if len(each) >= 3 else 0.0 for each in seen]


def _texts(sheet: Sheet, step: Step) -> list[str]:
    first = sheet.lines[step.line].text[step.first : step.last].strip()
    return [first, *(line.text for line in sheet.lines[step.line + 1 : step.stop])]


def _rows(sheet: Sheet, steps: Sequence[Step]) -> list[Row]:
    rows: list[Row] = []
    for step in steps:
        if step.new_row or not rows:
            rows.append(Row())
        line = sheet.lines[step.line]
        marked = sheet.cuts[step.line]
        bullet = any(cut.bullet for cut in marked if cut.at == step.first)
        text = line.text[step.first : step.last].strip()
        runs = [Run(text.lstrip("•●▪·\uf0b7 ") if step.first else text, line, Gap.BLANK, bullet)]
        runs += [Run(below.text, below, Gap.NEXT, below.bullet) for below in sheet.lines[step.line + 1 : step.stop]]
        rows[-1].cells.append(CellRuns(step.column, [run for run in runs if run.text]))
    return [Row([cell for cell in row.cells if cell.runs]) for row in rows]
