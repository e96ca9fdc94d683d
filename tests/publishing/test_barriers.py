"""What in a plan's texts is hard to read for some is found, each in both directions."""

from __future__ import annotations

import pytest

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.exchange import BlockKind, OtherBlock
from samplan.publishing.barriers import barriers_in


def a_plan(background: str = "", *other: OtherBlock) -> PlanContent:
    area = AreaContent(id="7", slug="skola", number="1.1", title="Skola", background=background, other=list(other))
    return PlanContent(id="1", slug="plan", title="Plan", areas=[area])


@pytest.mark.parametrize(
    ("text", "barrier", "near"),
    [
        ("Läs mer på https://exempel.example/a/b?c=1 i dag.", "bare_address", "Läs mer i rapporten."),
        ("Målen hänger ihop, se figur 3.", "picture_missing", "Vi får en tydlig bild av läget."),
        ("Diagrammet visar att fler söker hjälp.", "picture_missing", "Statistiken visar att fler söker hjälp."),
    ],
)
def test_each_is_found_and_what_is_near_is_not(text: str, barrier: str, near: str) -> None:
    [found] = barriers_in(a_plan(text))
    assert (found.barrier, found.area, found.where) == (barrier, "7", "1.1 Skola")
    assert found.words in text
    assert barriers_in(a_plan(near)) == ()


def test_a_table_that_came_as_text_is_found_and_a_paragraph_is_not() -> None:
    table = OtherBlock(kind=BlockKind.TABLE, text="År | Antal", position=1)
    words = OtherBlock(kind=BlockKind.PARAGRAPH, text="År och antal", position=2)
    assert [f.barrier for f in barriers_in(a_plan("", table, words))] == ["table_as_text"]


def test_a_cell_that_only_repeats_the_areas_name_is_no_table() -> None:
    """The first row of an area's sheet names the area: nothing is lost to anybody when it stands as text."""
    name = OtherBlock(kind=BlockKind.TABLE, text=" Skola ", position=1)
    other = OtherBlock(kind=BlockKind.TABLE, text="Skola | 3", position=2)
    assert [f.words for f in barriers_in(a_plan("", name, other))] == ["Skola | 3"]
