"""What a person has told of the words over columns and of the rows that go across a table."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.recognisers.vocabulary import Label, told_label, vocabulary


def told_header(cells: Sequence[Cell], *, first: bool) -> str | None:
    """The kind of a row that holds words over columns that a person has told of: two, or one at the table's top."""
    clues = vocabulary().clues
    if not clues or len(cells) < 2 or any(len(cell.text) > 80 for cell in cells):
        return None
    told = sum(clues.is_over_column(cell.text) for cell in cells)
    marked = first or all(cell.header for cell in cells)
    return "header" if told >= 2 or (told == 1 and marked) else None


_BANDS = {Meaning.AREA: "title", Meaning.GROUP: "title", Meaning.ACTIVITY: "activity", Meaning.NOTHING: "blank"}


def told_band(cells: Sequence[Cell], width: int) -> str | None:
    """The kind of a row that goes across a table, as a person has told it of all such rows."""
    meaning = vocabulary().clues.of_bands() if len(cells) == 1 and width > 1 else None
    return _BANDS.get(meaning) if meaning is not None else None


def told_row(cells: Sequence[Cell]) -> str | None:
    """The kind of a row that begins with words that were told of as a label."""
    told = len(cells) > 1 and vocabulary().clues.is_label(cells[0].text)
    return "pairs" if told else None


def with_told(label: Label | None, text: str) -> Label | None:
    """The label of a column, as a person has told it."""
    meaning = vocabulary().clues.of_column(text)
    return told_label(meaning, text) if meaning is not None else label
