"""Who does what and when: a column for each body, and in each place the time when that body does what its row tells.

The table may stand the other way too: a row for each body, a column for each thing that is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.structured.content import is_doing, is_status_word, share
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain

Row = Sequence[Cell | None]
MANY = 2
"""So many columns headed by names over times make a table of who does it when."""
MOST = 0.7
"""So much of what stands in those columns is times; the rest says that somebody takes no part."""


def dated_names(heads: Sequence[tuple[int, str]], below: Sequence[Row]) -> frozenset[int]:
    """The places of columns headed by a name alone that hold times and nothing else. heads: (place, header)."""
    found = frozenset(place for place, text in heads if _is_name(text) and _holds_times(place, below, least=0.5))
    whole = [text for place in found for text in _texts(place, below)]
    return found if len(found) >= MANY and share(whole, _is_moment) >= MOST else frozenset()


def by_bodies(grid: Sequence[Row]) -> bool:
    """Whether a table has a row for each body and a column for each thing that is done, with times where they meet."""
    rows = [row for row in grid if any(cell is not None and plain(cell.text) for cell in row)]
    if len(rows) < 1 + MANY or len(rows[0]) < 1 + MANY or any(None in row for row in rows):
        return False
    cells = [[cell for cell in row if cell is not None] for row in rows]
    if any(cell.column_span > 1 or cell.row_span > 1 for row in cells for cell in row):
        return False
    heads, names = [cell.text for cell in cells[0][1:]], [row[0].text for row in cells[1:]]
    things = share(heads, lambda text: is_doing(text) and len(text.split()) > 1) >= 0.7
    return things and all(map(_is_name, names)) and all(_holds_times(n, rows[1:]) for n in range(1, len(rows[0])))


def _is_name(text: str) -> bool:
    named = bool(plain(text)) and like_name(text) and not re.search(r"\d", text) and len(text.split()) <= 5
    return named and vocabulary().label(text, loose=True) is None


def _holds_times(place: int, below: Sequence[Row], least: float = 1.0) -> bool:
    """Whether a column holds times, and hardly more than a few words where there is none ("deltar ej")."""
    texts = _texts(place, below)
    short = all(_is_moment(text) or len(text.split()) <= 3 for text in texts)
    return bool(texts) and short and share(texts, _is_moment) >= least


def _texts(place: int, below: Sequence[Row]) -> list[str]:
    cells = [row[place] for row in below if place < len(row)]
    return [cell.text for cell in cells if cell is not None and plain(cell.text)]


def _is_moment(text: str) -> bool:
    return is_time(text) and not is_status_word(text)
