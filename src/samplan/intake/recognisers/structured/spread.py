"""What is done, spread over columns headed by years, terms or bodies: each cell says what is done then, or by them.

A plan's year wheel has a column for each term, a plan by parts one for each of them. Such headers are values, and what
stands under them is running words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samplan.intake.recognisers.structured.columns import Column, column_texts
from samplan.intake.recognisers.structured.content import is_doing, is_sum, is_tick, share
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import only_bodies, parties
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary, years_in
from samplan.intake.recognisers.wording import plain

MANY = 2
"""So many columns with such headers are a habit."""
_YEARS = re.compile(r"\s*(?:år(?:et)?\s*)?(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d)?\s*", re.I)
_HEADED = frozenset(
    {Role.NUMBER, Role.TIME, Role.YEAR, Role.UNKNOWN, Role.END, Role.START, Role.RESPONSIBLE, Role.TICK}
)
_DONE = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL, Role.FOLLOWUP})
_CERTAIN = 0.7


def spread_heads(grid: Sequence[Row]) -> frozenset[int]:
    """The places of columns under the first row that are headed by a time or a body and hold what is done."""
    if len(grid) < 2 or _begins_with_labels(grid[1:]):
        return frozenset()
    for heads in (is_time, parties):
        cells = list(enumerate(grid[0]))[1:]
        found = {n for n, cell in cells if cell is not None and plain(cell.text) and heads(cell.text)}
        filled = {n for n in found if column_texts(n, grid[1:])}
        held = frozenset(n for n in filled if _tells_doing(column_texts(n, grid[1:])))
        if len(held) >= MANY and len(filled) == len(held):
            return frozenset(found)
    return frozenset()


def as_spread(columns: Sequence[Column], below: Sequence[Row]) -> list[Column]:
    """The columns, with those headed by times or bodies as what is done, where no other column tells that."""
    open_ = [column for column in columns if _may_be_spread(column)]
    if any(column.label.role in _DONE and column not in open_ for column in columns):
        return list(columns)
    telling = [column for column in open_ if _tells_doing(column_texts(column.index, below))]
    timed = [column for column in telling if is_time(column.written)]
    named = [column for column in telling if parties(column.written)]
    if len(timed) >= MANY:
        return [_done(column) if column in timed else column for column in columns]
    if len(named) >= MANY:
        doers = [*named, *(column for column in telling if column not in named and like_name(column.written))]
        return [replace(_done(column), doer=True) if column in doers else column for column in columns]
    return list(columns)


def _may_be_spread(column: Column) -> bool:
    role = column.label.role
    typed = role is Role.ACTIVITY and column.label.certainty < _CERTAIN
    return (role in _HEADED or typed) and not column.label.told and bool(plain(column.written))


def _done(column: Column) -> Column:
    years = years_in(column.written) if _YEARS.fullmatch(column.written) else None
    return replace(column, label=Label((Role.ACTIVITY,), _CERTAIN, years=years))


def _tells_doing(texts: Sequence[str]) -> bool:
    """Whether texts are running words: hardly any is a time, a sum, a name or a tick."""
    worded = [text for text in texts if plain(text)]
    values = share(worded, lambda text: is_time(text) or is_sum(text) or is_tick(text) or only_bodies(text))
    long = sum(len(text.split()) for text in worded) >= 2.5 * len(worded)
    return bool(worded) and values < 0.3 and (long or share(worded, is_doing) >= 0.5)


def _begins_with_labels(rows: Sequence[Row]) -> bool:
    """Whether rows begin with labels, so that what stands to their right are those labels' values."""
    firsts = [cells[0].text for row in rows if (cells := distinct(row))]
    return share(firsts, lambda text: vocabulary().label(text) is not None) >= 0.5
