"""Table headers in flattened text: a stretch of lines that is made of column labels and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.labels import known_word, label_of
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, signs
from samplan.intake.recognisers.remembering import remembered
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

COLUMNS = frozenset({
    Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.TIME, Role.START, Role.END,
    Role.INDICATOR, Role.RESPONSIBLE, Role.COST, Role.GOAL_STATUS, Role.FOLLOWUP, Role.COMMENT, Role.NEEDS, Role.AREA,
    Role.FOCUS_AREA, Role.NUMBER, Role.GROUP, Role.SOURCE, Role.REFERENCE, Role.TARGET, Role.INDICATOR_KIND,
    Role.YEAR, Role.BACKGROUND, Role.OVERALL_GOAL, Role.QUESTION, Role.PROPOSAL, Role.ACTOR,
    Role.FOLLOWUP_QUESTION, Role.HORIZON, Role.GOAL_REFERENCE,
})  # fmt: skip
"""Roles that a column of a plan's table can have."""

TELLING = frozenset({
    Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.TIME,
    Role.RESPONSIBLE, Role.START,
})  # fmt: skip
"""A header names at least two of these."""

_CAPITAL = re.compile(r"[A-ZÅÄÖ]|\d{1,2}\D|\W|(?:19|20)\d\d(?:\W*$|\W+[A-ZÅÄÖ\d])")
"""How a column's label begins: with a capital or a figure ("5-årsmål"), not with a year before small letters."""
MOST_LINES = 16
MOST_WORDS = 44
MOST_ABOVE = 4
"""So many lines over a header may hold labels of groups of columns."""
LONGEST_LABEL = 9
MANY = 5
"""So many columns must be known where the last is not."""
CELLS = frozenset({"infinitive", "time", "money", "status", "asks"})
"""What a line of cells reads like, and one of labels does not."""
SUREST = 3
"""So many telling columns must be known where another is not."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it holds (None: unknown), its words, and the years written in them."""

    role: Role | None
    title: str
    years: tuple[int, int] | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, left to right, and the lines (first, end) that told them."""

    columns: tuple[Column, ...]
    start: int
    end: int


def find_header(lines: Sequence[Line], start: int) -> Header | None:
    """The header that begins at this line, if one does: the longest stretch made of labels alone.

    Where one that begins a line later goes on further and names as many columns, the first line is a label above.
    """
    return _found(lines, start, Known({}, {}))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the lines under the one asked about: each is asked again for each line above it."""

    headers: dict[int, Header | None]
    stretches: dict[int, Header | None]


def _found(lines: Sequence[Line], start: int, known: Known) -> Header | None:
    if start not in known.headers:
        known.headers[start] = _chosen(lines, start, known)
    return known.headers[start]


def _chosen(lines: Sequence[Line], start: int, known: Known) -> Header | None:
    found = _header_from(lines, start, known)
    if found is None or found.end - start < 2:
        return found
    for place in range(start + 1, min(found.end, start + MOST_ABOVE + 1)):
        later = _header_from(lines, place, known)
        if later is None or later.end < found.end:
            continue
        if _leftmost(later.columns) and _strict(later.columns) and not _leftmost(found.columns):
            return None
        if place == start + 1 and "horizon" in signs(lines[start].text):
            return None
        if later.end > found.end and len(later.columns) >= len(found.columns):
            return None
        if _strict(later.columns) and not _strict(found.columns) and len(later.columns) >= len(found.columns) - 1:
            return None
    return found


def _leftmost(columns: Sequence[Column]) -> bool:
    """Whether a header begins as only a header's first column is called: a number or an area's name."""
    return columns[0].role in {Role.NUMBER, Role.AREA, Role.GROUP}


def _strict(columns: Sequence[Column]) -> bool:
    return all(column.certainty >= 0.75 for column in columns)


def _shouts(text: str, first: str) -> bool:
    """Whether a line is a title in capitals under words that are none: it is no part of their header."""
    return text.isupper() and len(text.split()) > 2 and not first.isupper()


def _header_from(lines: Sequence[Line], start: int, known: Known) -> Header | None:
    if start not in known.stretches:
        known.stretches[start] = _longest(lines, start, known) if _may_begin(lines[start].text) else None
    return known.stretches[start]


def _longest(lines: Sequence[Line], start: int, known: Known) -> Header | None:
    words: list[str] = []
    together = True
    best: Header | None = None
    for end in range(start, min(start + MOST_LINES, len(lines))):
        line = lines[end]
        if len(line.text) > 150 or (ends_sentence(line.text) and "?" not in line.text):
            break
        if end > start and (line.gap is Gap.PAGE or _shouts(line.text, lines[start].text)):
            break
        words.extend(line.text.split())
        if len(words) > MOST_WORDS:
            break
        together = together and (end == start or line.gap < Gap.BLANK)
        columns = _columns(words, loose=together)
        if columns is None:
            continue
        strict = _strict(columns)
        if best is not None and (_repeats(columns) or not (strict or together) or _cells_below(best, line, columns)):
            break
        if columns[-1].role is None and columns[-1].title == line.text:
            continue
        if _is_header(columns) and not _begins_area(columns, line):
            best = Header(columns, start, end + 1)
    return None if best and _label_above(best, lines, known) else best


def _first_row(best: Header, columns: Sequence[Column]) -> bool:
    """Whether under a header of many labels, all known, a line adds only what nobody knows: it is the first row."""
    added = columns[len(best.columns) :]
    full = len(best.columns) >= MANY and _strict(best.columns)
    return full and bool(added) and all(column.certainty < 0.75 for column in added)


def _cells_below(best: Header, line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line under a header whose labels are all known is the first row: it would name two unknown columns."""
    if _first_row(best, columns):
        return True
    unknown = sum(column.role is None for column in columns)
    return unknown >= 2 and _strict(best.columns) and bool(signs(line.text) & CELLS)


def _begins_area(columns: Sequence[Column], line: Line) -> bool:
    """Whether the last label, alone on its line, is the first area's name ("Utvecklingsområde" over "1.1: Unga")."""
    return len(columns) >= 3 and columns[-1].role in {Role.AREA, Role.GROUP} and columns[-1].title == line.text


def _label_above(header: Header, lines: Sequence[Line], known: Known) -> bool:
    """Whether the first line is a label over the table ("PLANERING 2017"): a block of its own over a row of labels."""
    first = lines[header.start]
    if _over_columns(header, lines, known):
        return True
    if header.start + 1 >= header.end or lines[header.start + 1].gap < Gap.BLANK:
        return False
    alone = _columns(first.text.split())
    if alone is None or (len(alone) != 1 and not _joint(first.text)):
        return False
    beside = _columns(lines[header.start + 1].text.split())
    below = _found(lines, header.start + 1, known)
    return below is not None and (beside is None or len(beside) > 1 or alone[0].role in {c.role for c in below.columns})


def _over_columns(header: Header, lines: Sequence[Line], known: Known) -> bool:
    """Whether the first line is a row of labels over groups of columns ("Mål", "Genomförande")."""
    over = _columns(lines[header.start].text.split())
    below = _found(lines, header.start + 1, known) if header.start + 1 < header.end else None
    if over is None or below is None or below.end != header.end or len(below.columns) <= len(over):
        return False
    roles = {column.role for column in below.columns}
    return any(c.role in roles or (c.role is Role.GOAL and roles & {Role.LONG_GOAL, Role.SHORT_GOAL}) for c in over)


def _joint(text: str) -> bool:
    """Whether a line names two things with a word between, as a heading does ("Mål och aktiviteter")."""
    return any(word in vocabulary().file.joining for word in text.lower().split())


def _may_begin(text: str) -> bool:
    """Cheap: whether a line may begin a header: its words are such as labels are made of, and a label comes first."""
    words = text.split()
    if not words or len(text) > 150 or begins_low(text) or ":" in text[:-1] or is_identified(text):
        return False
    seen = [known_word(word) for word in words if plain(word)]
    if not seen or not (seen[0] or len(seen) > 3) or sum(seen) < 0.6 * len(seen):
        return False
    sizes = range(1, min(len(words), LONGEST_LABEL) + 1)
    return len(words) == 1 or any(_label(words[:size]) for size in sizes) or _asks(words)


def _asks(words: Sequence[str]) -> bool:
    """Whether the first words are a column's for questions, of which only the noun is known."""
    label = vocabulary().label(" ".join(words[:2]), loose=True)
    return label is not None and label.role is Role.QUESTION


def _is_header(columns: tuple[Column, ...]) -> bool:
    roles = {column.role for column in columns}
    asks = {Role.QUESTION, Role.PROPOSAL} <= roles or {Role.GOAL, Role.HORIZON} <= roles
    if not all(_CAPITAL.match(column.title) for column in columns):
        return False
    asks = asks or ({Role.NUMBER, Role.AREA} <= roles and bool(roles & TELLING))
    return len(columns) >= 2 and (asks or len(roles & TELLING) >= 2) and not _repeats(columns)


def _repeats(columns: tuple[Column, ...]) -> bool:
    seen = [(column.role, column.years) for column in columns if column.role is not None]
    return len(set(seen)) < len(seen)


def _columns(words: Sequence[str], *, loose: bool = True) -> tuple[Column, ...] | None:
    """The columns that a header's words name; None if they are not a header's. loose: some may be unknown."""
    strict = _cut(words, loose=False)
    if strict is not None or len(words) < 3 or not loose:
        return strict
    guess = _cut(words, loose=True)
    if guess is None:
        return None
    sure = {column.role for column in guess if column.certainty >= 0.75 and column.role is not None}
    guessed = sum(column.certainty < 0.75 for column in guess)
    strange_end = guess[-1].certainty < 0.75 and (len(sure) < MANY or " " in guess[-1].title)
    if strange_end or (guess[0].role is None and len(guess[0].title) > 2):
        return None
    known = len(sure & TELLING) >= SUREST or {Role.PROPOSAL, Role.ACTOR} <= sure
    return guess if known and guessed <= 1 + len(guess) // 4 else None


def _cut(words: Sequence[str], *, loose: bool) -> tuple[Column, ...] | None:
    """The cheapest way to cut words into labels; None if a word is left over. loose: unknown columns may be among."""
    return _cheapest_cut(tuple(words), loose)


@remembered
def _cheapest_cut(words: tuple[str, ...], loose: bool) -> tuple[Column, ...] | None:
    costs: list[float] = [0.0] + [float("inf")] * len(words)
    came: list[tuple[int, Label | None]] = [(0, None)] * (len(words) + 1)
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - LONGEST_LABEL), end):
            if costs[start] == float("inf"):
                continue
            label, price = _priced(words[start:end], loose)
            if price is not None and costs[start] + price < costs[end]:
                costs[end], came[end] = costs[start] + price, (start, label)
    if costs[-1] == float("inf"):
        return None
    return _trace(words, came)


@remembered
def _priced(words: tuple[str, ...], loose: bool) -> tuple[Label | None, float | None]:
    """The label that the words make and what it costs; without a label, the price of an unknown column, or None."""
    if words[0].startswith("("):
        return None, None
    label = _label(words)
    if label is not None:
        return label, _cost(words, label)
    if not loose or words[0][:1].islower():
        return None, None
    if len(words) >= 2 and not any(word[:1].isupper() for word in words[1:]):  # one label has one capital
        label = vocabulary().label(" ".join(words).strip(" :.*|"), loose=True)
        if label is not None and label.may(*COLUMNS):
            return Label(label.roles, min(label.certainty, 0.7), years=label.years), 1.0 + _cost(words, label)
    if _holds_label(words):
        return None, None
    return None, 2.6 + 0.4 * len(words) if len(words) <= 3 else None


def names_columns(text: str) -> bool:
    """Whether a line is two or more column labels side by side, and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or not _may_begin(text):
        return False
    columns = _cut(words, loose=False)
    return columns is not None and len(columns) >= 2 and all(_CAPITAL.match(column.title) for column in columns)


def columns_of(lines: Sequence[Line]) -> tuple[Column, ...] | None:
    """The columns that these lines name, and nothing else; None if they are no header's."""
    words = [word for line in lines for word in line.text.split()]
    columns = _columns(words)
    return columns if columns is not None and len(columns) > 1 else None


def label_words(text: str) -> Label | None:
    """A heading made of two labels, one under the other ("Utvärdering" / "Aktiviteter"): the first's, or None."""
    words = text.replace("/", " ").split()
    if not 2 <= len(words) <= 5:
        return None
    columns = _cut(words, loose=False)
    if not columns or columns[0].role is None:
        return None
    return Label((columns[0].role,), columns[0].certainty, years=columns[0].years)


def _trace(words: Sequence[str], came: Sequence[tuple[int, Label | None]]) -> tuple[Column, ...]:
    columns: list[Column] = []
    end = len(words)
    while end:
        start, label = came[end]
        title = " ".join(words[start:end])
        if label is not None:
            columns.append(Column(column_role(label), title, label.years, label.certainty))
        else:
            columns.append(Column(None, title, None, 0.0))
        end = start
    return tuple(reversed(columns))


def column_role(label: Label) -> Role:
    """What a column with this label holds."""
    if label.role is Role.OVERALL_GOAL:
        return Role.LONG_GOAL
    return next((role for role in label.roles if role in COLUMNS), label.role)


def _cost(words: Sequence[str], label: Label) -> float:
    cost = 1.0 + (1.0 - label.certainty) * 2
    if words[0][:1].islower():
        cost += 0.8
    years = [place for place, word in enumerate(words) if any(part.isdigit() for part in word[:4])]
    if years and years[-1] - years[0] > 2:
        cost += 3.0
    title_case = len(words) > 1 and any(word[:1].isupper() and not word.isupper() for word in words[1:])
    if (label.certainty < 1 or title_case) and _two_labels(words):
        cost += 1.2
    return cost + 0.5 * sum(word[:1].isupper() and not word.isupper() for word in words[1:])


def _two_labels(words: Sequence[str]) -> bool:
    """Whether the words are two whole labels side by side, of which one would swallow the other's filling words."""
    for cut in range(1, len(words)):
        before = " ".join(words[:cut])
        if words[cut].startswith("(") or before.count("(") > before.count(")"):
            continue
        left, right = _label(words[:cut]), _label(words[cut:])
        if left and right and left.role is not right.role and not words[cut][:1].islower():
            return True
    return False


def _holds_label(words: Sequence[str]) -> bool:
    """Whether one of several words is a label of its own, which an unknown column would swallow."""
    if len(words) < 2:
        return False
    return any(_is_label(word) for word in words if not word[:1].islower())


@remembered
def _is_label(word: str) -> bool:
    label = _label([word])
    return label is not None and label.certainty >= 0.95


def _label(words: Sequence[str]) -> Label | None:
    label = label_of(" ".join(words).strip(" :.*|"))
    if label is None or not label.may(*COLUMNS) or any(word.endswith("?") for word in words[:-1]):
        return None
    if len(words) == 1 and words[0].strip(":").isdigit():
        return None
    if label.certainty <= 0.75 and len(words) > 1 and all(len(word) > 1 for word in words):
        return None
    if label.certainty < 0.95 and len(words) > 3 and any(word.istitle() for word in words[1:]):
        return None
    return label


def names_areas(columns: Sequence[Column]) -> tuple[Column, ...] | None:
    """The columns with the one that names areas marked as such; None if the table has none."""
    roles = [column.role for column in columns]
    if Role.AREA in roles:
        return tuple(columns)
    if Role.GROUP in roles:
        return tuple(replace(c, role=Role.AREA) if c.role is Role.GROUP else c for c in columns)
    return None
