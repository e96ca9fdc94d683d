"""The rows that head a table, in one level or two: which they are, and what a cell says with the one below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import only_bodies
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

Row = Sequence[Cell | None]


def distinct(row: Row) -> list[Cell]:
    """The cells of a row of the grid that hold words, each once, in order."""
    seen: list[Cell] = []
    for cell in row:
        if cell is not None and plain(cell.text) and all(cell is not other for other in seen):
            seen.append(cell)
    return seen


def is_header(row: Row, *, again: bool = False) -> bool:
    """Whether a row of the grid is a header: at least two cells, and nearly all are labels.

    again: there is a header above, so two sure labels are wanted.
    """
    cells = distinct(row)
    if len(cells) < 2 or any(_is_sentence(cell.text) for cell in cells):
        return False
    strict = [cell for cell in cells if vocabulary().label(cell.text)]
    loose = [cell for cell in cells if vocabulary().label(cell.text, loose=True) and len(cell.text) <= 80]
    if again and len({label.role for cell in strict if (label := vocabulary().label(cell.text))}) < 2:
        return False
    marked = all(cell.header for cell in cells)
    if len({(label.role, label.years) for cell in loose if (label := vocabulary().label(cell.text, loose=True))}) < 2:
        return False
    if marked and loose:
        return len(loose) * 2 >= len(cells)
    return len(strict) >= 1 and len(loose) >= 2 and len(loose) * 10 >= len(cells) * 6 and _short(cells)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and len(text.split()) > 2


def _short(cells: list[Cell]) -> bool:
    return all(len(cell.text) <= 80 for cell in cells)


def is_lower_header(upper: Row, row: Row) -> bool:
    """Whether a row is the second level of the header above it: labels (or years) under a cell that spans columns."""
    spans = [cell for cell in distinct(upper) if cell.column_span > 1]
    if not spans:
        return False
    below = [cell for cell in distinct(row) if all(cell is not up for up in distinct(upper))]
    if not below:
        return False
    short = all(len(cell.text) < 60 for cell in below)
    upper_label = vocabulary().label(spans[0].text, loose=True) if len(spans) == 1 else None
    if upper_label is not None and upper_label.role is Role.RESPONSIBLE and len(below) > 1:
        return short and all(like_name(cell.text) for cell in below)
    parts = len(below) > 1 and any(all(heads(cell.text) for cell in below) for heads in (is_time, only_bodies))
    return short and (parts or all(_may_be_lower(cell.text) for cell in below))


def _may_be_lower(text: str) -> bool:
    return bool(vocabulary().label(text, loose=True) or re.fullmatch(r"\s*(?:19|20)\d\d\s*", text))


def both_levels(upper: str, under: str) -> str:
    """What two levels of a header say together; a time or a body under a word for what is done stands for itself."""
    label = vocabulary().label(upper, loose=True)
    if label is not None and label.role is Role.RESPONSIBLE and like_name(under):
        return under
    done = label is not None and label.role in (Role.ACTIVITY, Role.REPORTED)
    return under if done and (is_time(under) or only_bodies(under)) else f"{upper} {under}"


def label_of(cell: Cell, under: Cell | None) -> Label | None:
    words = vocabulary()
    upper = words.label(cell.text, loose=True)
    if under is None or under is cell:
        return upper
    both = words.label(f"{cell.text} {under.text}") or words.label(f"{under.text} {cell.text}")
    both = both if both and not both.joined else None
    lower = words.label(under.text, loose=True)
    chosen = both or lower or upper
    years = (both and both.years) or (lower and lower.years) or (upper and upper.years) or None
    if _within_year(under.text):
        years = None
    elif chosen and years is None:
        year = re.search(r"(?:19|20)\d\d", f"{under.text} {cell.text}")
        years = (int(year[0]), int(year[0])) if year else None
    named = upper is not None and upper.role is Role.RESPONSIBLE and like_name(under.text)
    if upper and (named or is_time(under.text) or only_bodies(under.text)):
        chosen = upper
    return replace(chosen, years=years) if chosen else None


def _within_year(text: str) -> bool:
    """Whether a text is a time that tells more than a year ("Våren 2027")."""
    return is_time(text) and not re.fullmatch(r"\s*(?:år(?:et)?\s*)?(?:19|20)\d\d\s*", text, re.I)
