"""What is left unsure of an item by its label, and words that only say how far something has come."""

from __future__ import annotations

from samplan.intake.recognisers.splitting import Item
from samplan.intake.recognisers.times import read_time
from samplan.intake.recognisers.values import read_goal_status
from samplan.intake.recognisers.vocabulary import Label
from samplan.intake.shapes import Doubt


def is_status(text: str) -> bool:
    """Whether a text is a status word and nothing more ("Pågår", "Ej påbörjad")."""
    return len(text.split()) <= 4 and (read_time(text).status is not None or read_goal_status(text) is not None)


def label_doubts(label: Label, item: Item | None = None) -> list[Doubt]:
    """What the label leaves unsure, and whether the item was parted from others by its sentences alone."""
    doubts = [Doubt("column_unsure")] if label.certainty < 0.7 else []
    if label.shared:
        doubts.append(Doubt("cell_joined"))
    if item is not None and not item.sure:
        doubts.append(Doubt("split_unsure", item.text))
    return doubts
