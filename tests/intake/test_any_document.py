"""Whatever a document holds, the reader of plans gives a proposal and loses no word."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samplan.documents.blocks import (
    Cell,
    Document,
    Furniture,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Provenance,
    Table,
)
from samplan.intake.recognisers import read_plan
from samplan.intake.shapes import Proposal
from samplan.intake.unfolding import fold, unfold

WORDS = [
    "Långsiktigt mål",
    "Kortsiktiga mål",
    "Aktivitet",
    "Aktiviteter 2024",
    "Tidplan",
    "När",
    "Indikator",
    "Ansvarig",
    "Kostnad",
    "Uppföljning 2023",
    "Fokusområde 1 – Förebyggande",
    "1.2 Suicidprevention",
    "Område: Skola",
    "Bakgrund",
    "Behov identifierat av: Elevhälsan 2022",
    "Utmaningsfrågor",
    "Hur kan vi nå fler?",
    "Att följa upp",
    "(Aktör: Regionen)",
    "Ht 2024",
    "2024–2026",
    "20121-2022",
    "Löpande",
    "Klart",
    "100 000–150 000 kr",
    "L: Färre mår dåligt",
    "K: Alla skolor har en rutin",
    "Antal utbildade",
    "Ja/Nej",
    "???",
    "Kommentar",
    "Samsjuklighet",
    "1 200 000 kr",
    "Ej uppnått",
    "Giltighetstid till och med 2027-12-31",
    "Bilaga 1",
    "•",
    "-",
    "1.",
    "Målbild 3",
]

texts = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map(lambda t: " ".join(t.split())),
)


def place(position: int, row: int | None = None, column: int | None = None) -> Provenance:
    return Provenance(page=position // 8 + 1, position=position, row=row, column=column)


@st.composite
def tables(draw: st.DrawFn, position: int) -> Table:
    """A table of any shape; some cells are merged with their neighbour."""
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    rows = []
    for r in range(height):
        row, c = [], 0
        while c < width:
            span = draw(st.integers(1, min(2, width - c)))
            here = place(position, r, c)
            parts = draw(st.lists(texts, max_size=2))
            row.append(Cell(tuple(Paragraph(t, here) for t in parts if t), here, 1, span, header=r == 0))
            c += span
        rows.append(tuple(row))
    return Table(tuple(rows), place(position))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Blocks of all kinds in any order."""
    blocks: list[Any] = []
    for position in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from(("heading", "paragraph", "list", "table", "note")))
        text = draw(texts)
        if kind == "table":
            blocks.append(draw(tables(position)))
        elif not text:
            continue
        elif kind == "heading":
            blocks.append(Heading(text, draw(st.integers(1, 3)), place(position), lines=(text,)))
        elif kind == "list":
            blocks.append(ListItem(text, place(position), "•", lines=(text,)))
        elif kind == "note":
            blocks.append(Note(text, place(position), "1"))
        else:
            blocks.append(Paragraph(text, place(position), lines=(text,), bold=draw(st.booleans())))
    furniture = (Furniture("Sida 1", place(99), "page_number"),) if draw(st.booleans()) else ()
    flattened = draw(st.booleans())
    return Document(tuple(blocks), furniture, "txt" if flattened else "docx", "x", flattened=flattened, pages=2)


def resolve(proposal: Proposal, path: str) -> Any:
    """The value that a JSON pointer names; raises when there is none."""
    node: Any = proposal.plan.model_dump()
    for step in path.split("/")[1:]:
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node


@given(documents())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_document_gives_a_proposal_that_keeps_every_word(document: Document) -> None:
    proposal = read_plan(document)
    assert proposal.words.missing == ()
    assert proposal.words.share == 1.0
    for evidence in proposal.evidence:
        resolve(proposal, evidence.path)
        assert 0 <= evidence.certainty <= 1
    assert fold(unfold(proposal))[0] == proposal.plan
