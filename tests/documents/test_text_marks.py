"""Marks of lists that stand alone over their items, as some text out of a PDF has them."""

from __future__ import annotations

from samplan.documents.textmarks import with_marks


def test_each_item_gets_its_mark() -> None:
    page = ["Aktiviteter", "•", "•", "", "Starta en lots på nätet för alla som", "söker hjälp", "Utbilda ledare"]
    page += ["", "Mer"]
    assert with_marks([page])[0] == [
        "Aktiviteter", "", "• Starta en lots på nätet för alla som", "söker hjälp", "• Utbilda ledare", "", "Mer",
    ]  # fmt: skip


def test_items_are_those_with_most_room_above() -> None:
    page = ["▪", "▪", "", "Pröva den nya rutinen på mottagningen i", "Exempelby under våren", "Ringa upp", ""]
    assert with_marks([page])[0][1::2] == ["▪ Pröva den nya rutinen på mottagningen i", "▪ Ringa upp"]


def test_marks_before_their_texts_are_left_alone() -> None:
    page = ["• Starta en lots", "• Utbilda ledare", "- Ringa upp"]
    assert with_marks([page]) == [page]
