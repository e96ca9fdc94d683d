"""The source beside the proposal: all of its text, marked where items stood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samplan.documents.blocks import Cell, Document, Heading, Paragraph, Provenance, Table
from samplan.intake.source_view import (
    Extent,
    Marked,
    SourceLine,
    SourceTable,
    extents,
    segments_of,
    view,
)


def marked(
    tag: str, *words: str, doubtful: bool = False, place: tuple[int, int | None, int | None] = (0, None, None)
) -> Marked:
    return Marked(tag, doubtful, words, (place,))


def test_an_item_marks_its_own_words() -> None:
    found = segments_of(
        "Utbilda personal. 2024", [marked("A1", "utbilda personal."), marked("A1t", "2024", doubtful=True)]
    )
    assert [(s.text, s.tags, s.doubtful) for s in found] == [
        ("Utbilda personal.", ("A1",), False),
        (" ", (), False),
        ("2024", ("A1t",), True),
    ]


def test_words_that_cannot_be_told_apart_mark_the_whole() -> None:
    (only,) = segments_of("Bakgrunden i flera stycken", [marked("B1", "något annat")])
    assert only.tags == ("B1",)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=6), max_size=5))
def test_no_letter_of_the_source_is_lost_or_doubled(text: str, words: list[str]) -> None:
    items = [marked(f"A{i}", w) for i, w in enumerate(words)]
    assert "".join(s.text for s in segments_of(text, items)) == text


def cell(text: str, position: int, row: int, column: int, **more: int) -> Cell:
    place = Provenance(position=position, row=row, column=column)
    return Cell((Paragraph(text, place),), place, **more)


def one_table_for_two_areas() -> Document:
    rows = (
        (cell("Område", 1, 0, 0), cell("Aktivitet", 1, 0, 1)),
        (cell("Skola", 1, 1, 0, row_span=2), cell("Kurs", 1, 1, 1)),
        (cell("Möte", 1, 2, 1),),
        (cell("Arbete", 1, 3, 0), cell("Råd", 1, 3, 1)),
    )
    return Document((Heading("Plan", 1, Provenance(position=0)), Table(rows, Provenance(position=1))))


def test_a_shared_table_shows_each_area_its_own_rows() -> None:
    document = one_table_for_two_areas()
    school = [(1, 1, 0), (1, 1, 1), (1, 2, 1)]
    work = [(1, 3, 0), (1, 3, 1)]
    _, first, second = extents(document, [[], school, work])
    (table,) = view(document, first, [marked("A2", "Möte", place=(1, 2, 1))])
    assert isinstance(table.content, SourceTable)
    assert table.content.cut
    texts = [["".join(s.text for line in c.lines for s in line.segments) for c in row] for row in table.content.rows]
    assert texts == [["Område", "Aktivitet"], ["Skola", "Kurs"], ["Skola", "Möte"]]
    (table,) = view(document, second, [])
    assert isinstance(table.content, SourceTable)
    assert len(table.content.rows) == 2


def test_rows_are_found_by_their_own_numbers_where_a_table_begins_further_down() -> None:
    """A workbook's places tell the sheet's rows: its table's first row is seldom the sheet's first."""
    rows = (
        (cell("Område", 1, 2, 0), cell("Aktivitet", 1, 2, 1)),
        (cell("Skola", 1, 3, 0, row_span=2), cell("Kurs", 1, 3, 1)),
        (),
        (cell("Arbete", 1, 5, 0), cell("Råd", 1, 5, 1)),
    )
    document = Document((Heading("Plan", 1, Provenance(position=0)), Table(rows, Provenance(position=1))))
    _, first, second = extents(document, [[], [(1, 3, 0), (1, 3, 1)], [(1, 5, 0), (1, 5, 1)]])
    shown = [texts_of(document, extent) for extent in (first, second)]
    assert shown == [[["Område", "Aktivitet"], ["Skola", "Kurs"]], [["Område", "Aktivitet"], ["Arbete", "Råd"]]]


def texts_of(document: Document, extent: Extent) -> list[list[str]]:
    (table,) = view(document, extent, [])
    assert isinstance(table.content, SourceTable)
    return [["".join(s.text for line in c.lines for s in line.segments) for c in row] for row in table.content.rows]


def test_what_no_area_covers_belongs_to_the_plan() -> None:
    document = Document(tuple(Paragraph(t, Provenance(position=i)) for i, t in enumerate("abcd")))
    plan, first, second = extents(document, [[], [(1, None, None)], [(3, None, None)]])
    assert (plan.positions, first.positions, second.positions) == (frozenset({0}), frozenset({1, 2}), frozenset({3}))


def test_a_left_out_stretch_is_told() -> None:
    document = Document(tuple(Paragraph(t, Provenance(position=i)) for i, t in enumerate("abc")))
    shown = view(document, Extent(frozenset({0, 2})), [])
    assert [b.gap for b in shown] == [False, True]
    assert all(isinstance(b.content, SourceLine) for b in shown)


def test_each_line_of_a_cell_is_marked_by_its_own_items() -> None:
    place = Provenance(position=0, row=0, column=0)
    lines = ("L: Färre suicid.", "K: Alla kommuner har en plan", "mot suicid.", "Delvis uppnått.")
    table = Table(((Cell(tuple(Paragraph(line, place) for line in lines), place),),), Provenance(position=0))
    items = [
        marked("M1", "Färre suicid.", place=(0, 0, 0)),
        marked("M2", "Alla kommuner har en plan mot suicid.", "mot suicid.", place=(0, 0, 0)),
        marked("O1", "ord som står någon annanstans", place=(0, 0, 0)),
    ]
    (block,) = view(Document((table,)), Extent(frozenset({0})), items)
    assert isinstance(block.content, SourceTable)
    shown = [[(s.text, s.tags) for s in line.segments] for line in block.content.rows[0][0].lines]
    assert shown == [
        [("L: ", ("O1",)), ("Färre suicid.", ("M1", "O1"))],
        [("K: Alla kommuner har en plan", ("O1",))],
        [("mot suicid.", ("M2", "O1"))],
        [("Delvis uppnått.", ("O1",))],
    ]


def test_a_heading_that_areas_share_is_no_area_s_beginning() -> None:
    document = Document(tuple(Paragraph(t, Provenance(position=i)) for i, t in enumerate("abcde")))
    focus = (0, None, None)
    first, second = [focus, (1, None, None), (2, None, None)], [focus, (3, None, None)]
    _, one, two = extents(document, [[], first, second])
    assert one.positions == frozenset({0, 1, 2})
    assert two.positions == frozenset({0, 3, 4})
