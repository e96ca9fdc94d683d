"""Gap tables of old documents: recommended measures by organisation, in place, partly or missing. Pure.

A document's reader tells them by `read_gap` and leaves them out of the plan's fields; the plan keeps each row as a
block in the way of `row_text`, and follow-up makes the same table of it by `rows_of` (docs/adr/0023).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.documents.folding import fold

Row = Sequence[str]
SEPARATOR, NOTHING = " | ", "–"
LONGEST_STATE = 200
"""Characters of a cell that says what is in place, with its comment: longer ones are running text."""
_YEAR = re.compile(r"^(?:år\s*)?((?:19|20)\d\d)$")
_COMMENT = re.compile(r"^\s*[,;:.(–-]+\s*(.*?)\)?$", re.DOTALL)


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    named: tuple[str, ...]
    states: dict[str, tuple[str, ...]]
    if_named: dict[str, tuple[str, ...]]
    ticks: tuple[str, ...]
    none: tuple[str, ...]
    measures: tuple[str, ...]
    bodies: tuple[str, ...]
    joint: tuple[str, ...]
    body_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """What a table says of one measure at one organisation. state: "in_place", "partly" or "missing".

    part: the heading over the measure in the table. body: as written, "" where the table names nobody. note: what the
    cell says beside. year: of the column, where columns are years.
    """

    measure: str
    part: str
    body: str
    state: str
    note: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class GapTable:
    """A gap table. bodies, measures: in the table's order, also those that nobody answered for."""

    measures: tuple[str, ...]
    bodies: tuple[str, ...]
    answers: tuple[GapAnswer, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = (files("samplan") / "catalogue" / "gap_words.yaml").read_text(encoding="utf-8")
    return _Words.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def row_text(cells: Row) -> str:
    """A row as one text: every cell in its place, those without words as a dash."""
    return SEPARATOR.join(fold(cell).replace(SEPARATOR, " / ") or NOTHING for cell in cells)


def rows_of(texts: Sequence[str]) -> list[list[str]]:
    """The rows that `row_text` made."""
    return [["" if cell == NOTHING else cell for cell in text.split(SEPARATOR)] for text in texts]


def is_named(text: str) -> bool:
    """Whether words say that a table beside them is a gap table."""
    bare = fold(text).casefold()
    return any(word in bare for word in _words().named)


def is_joint(name: str) -> bool:
    """Whether a column's words are of all together."""
    return _begins(name, _words().joint)


def read_gap(
    rows: Sequence[Row], caption: str = "", is_body: Callable[[str], bool] = lambda _name: False
) -> GapTable | None:
    """The gap table that rows of cells are; None for any other table.

    caption: the words over it. is_body: whether a name is known as an organisation's; it decides which way a table
    lies where its headers do not.
    """
    filled = [[fold(cell) for cell in row] for row in rows if any(fold(cell) for cell in row)]
    width = max((len(row) for row in filled), default=0)
    if len(filled) < 3 or width < 2:
        return None
    grid = [[*row, *[""] * (width - len(row))] for row in filled]
    titles = 0
    while titles < len(grid) - 2 and sum(bool(c) for c in grid[titles]) == 1:
        titles += 1
    told = " ".join([caption, *(c for row in grid[:titles] for c in row)])
    reader = _Reader(grid[titles], grid[titles + 1 :], is_body, named=is_named(" ".join([told, *grid[titles]])))
    return reader.by_columns_of_states() or reader.by_lines() or reader.by_grid()


class _Reader:
    """One table, tried in each of the ways in which they are drawn."""

    def __init__(self, header: list[str], rows: list[list[str]], is_body: Callable[[str], bool], *, named: bool):
        self.header, self.rows, self.is_body, self.named = header, rows, is_body, named
        self.width = len(header)

    def by_columns_of_states(self) -> GapTable | None:
        """A column for each state, with a tick in one of them: of all together, or of the organisation named beside."""
        columns = {n: found[0] for n, cell in enumerate(self.header) if (found := _state(cell, named=True)) is not None}
        others = [n for n in range(self.width) if n not in columns]
        if len(columns) < 2 or len(set(columns.values())) != len(columns) or not others or others[0] != 0:
            return None
        whose = next((n for n in others if _begins(self.header[n], _words().bodies)), None)
        what = next((n for n in others if n != whose), None)
        if what is None:
            return None
        answers, measures, bodies = [], [], []
        for part, row in self._lines():
            ticked = [n for n in columns if row[n].casefold() in _words().ticks]
            written = [n for n in columns if row[n]]
            if not row[what] or len(ticked) > 1 or ticked != written:
                return None
            measures.append(row[what])
            bodies.append(row[whose] if whose is not None else "")
            note = " ".join(row[n] for n in others if n not in (what, whose) and row[n])
            answers += [GapAnswer(row[what], part, bodies[-1], columns[n], note) for n in ticked]
        return _table(measures, bodies, answers)

    def by_lines(self) -> GapTable | None:
        """A line for each organisation and measure, with the state in a column of its own."""
        whose = next((n for n, c in enumerate(self.header) if _begins(c, _words().bodies)), None)
        what = next((n for n, c in enumerate(self.header) if _begins(c, _words().measures)), None)
        states = [n for n in self._columns() if n not in (whose, what)]
        if whose is None or what is None or len(states) != 1:
            return None
        others = [n for n in range(self.width) if n not in (whose, what, states[0])]
        answers, measures, bodies, body, measure = [], [], [], "", ""
        for row in self.rows:
            body, measure = row[whose] or body, row[what] or measure
            measures.append(measure)
            bodies.append(body)
            if (found := _state(row[states[0]], named=self.named)) is not None:
                note = " ".join(t for t in (found[1], *(row[n] for n in others)) if t)
                answers.append(GapAnswer(measure, "", body, found[0], note))
        return _table(measures, bodies, answers)

    def by_grid(self) -> GapTable | None:
        """Measures beside organisations, either way round; a single column of states only where the table is named."""
        columns = self._columns()
        if 0 in columns or not columns or (len(columns) == 1 and not self.named):
            return None
        turned = self._turned(columns)
        answers, measures, bodies = [], [], []
        for part, row in self._lines():
            for n in columns:
                across, down = self.header[n], row[0]
                year = _YEAR.match(across)
                measure, body = (across, down) if turned else (down, "" if year else across)
                if not measure:
                    return None
                measures.append(measure)
                bodies.append(body)
                if (found := _state(row[n], named=self.named)) is not None:
                    under = "" if turned else part
                    answers.append(GapAnswer(measure, under, body, *found, int(year[1]) if year else None))
        if len(columns) == 1 and _begins(self.header[columns[0]], ("läge", "status", "bedömning", "finns", "nuläge")):
            answers = [GapAnswer(a.measure, a.part, "", a.state, a.note, a.year) for a in answers]
            bodies = [""] * len(bodies)
        return _table(measures, bodies, answers)

    def _lines(self) -> Iterator[tuple[str, list[str]]]:
        """The rows, each with the heading over it: a row with one cell alone that other rows stand under."""
        part = ""
        for row, below in zip(self.rows, [*self.rows[1:], None], strict=True):
            if _alone(row) and below is not None and not _alone(below):
                part = row[0]
            else:
                yield part, row

    def _columns(self) -> list[int]:
        """The columns whose cells say what is in place: nearly all of them, and of at least two sorts in all."""
        found, said = [], set()
        lines = [row for row in self.rows if not _alone(row)]
        for n in range(self.width):
            cells = [row[n] for row in lines if row[n].casefold() not in _words().none]
            states = [s[0] for c in cells if (s := _state(c, named=self.named)) is not None]
            if cells and len(states) * 5 >= len(cells) * 4:
                found.append(n)
                said |= set(states)
        return found if len(said) > 1 and len(lines) > 1 else []

    def _turned(self, columns: Sequence[int]) -> bool:
        """Whether organisations stand down the side and measures across."""
        corner = self.header[0]
        if _begins(corner, _words().measures):
            return False
        if _begins(corner, _words().bodies):
            return True
        across, down = [self.header[n] for n in columns], [row[0] for row in self.rows]
        return self._bodies(down) > self._bodies(across)

    def _bodies(self, names: Sequence[str]) -> float:
        endings = _words().body_endings
        like = [n for n in names if self.is_body(n) or any(w in endings for w in n.casefold().split())]
        return len(like) / max(len(names), 1)


def _alone(row: Row) -> bool:
    return bool(row[0]) and not any(row[1:])


def _begins(text: str, words: Sequence[str]) -> bool:
    return any(part.startswith(tuple(words)) for part in text.casefold().split()[:2])


def _state(cell: str, *, named: bool) -> tuple[str, str] | None:
    """What a cell says, with what it says beside; None for any other text."""
    bare = cell.casefold()
    if len(bare) > LONGEST_STATE:
        return None
    for word, code in _known(named):
        if bare.startswith(word):
            rest = cell[len(word) :]
            if not rest:
                return code, ""
            if (told := _COMMENT.match(rest)) is not None:
                return code, told[1].strip()
    return None


def _known(named: bool) -> Iterator[tuple[str, str]]:
    """Words for states, the longest first."""
    lists = [_words().states, _words().if_named] if named else [_words().states]
    pairs = [(word, code) for words in lists for code, some in words.items() for word in some]
    yield from sorted(pairs, key=lambda p: -len(p[0]))


def _table(measures: Sequence[str], bodies: Sequence[str], answers: Sequence[GapAnswer]) -> GapTable | None:
    """The table, if it says anything: the same measure is not said twice of one organisation and year."""
    places = [(a.measure, a.body, a.year) for a in answers]
    if not answers or len(places) != len(set(places)):
        return None
    return GapTable(tuple(dict.fromkeys(measures)), tuple(dict.fromkeys(bodies)), tuple(answers))
