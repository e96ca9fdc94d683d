"""The second, third and fifth to ninth fresh documents: each truth is whole, and says nothing that is not there."""

from __future__ import annotations

import pytest
from benchmarks.judge import score
from benchmarks.judge.drawing import Drawing, Para
from benchmarks.judge.eighth_fresh import make as eighth
from benchmarks.judge.fifth_fresh import make as fifth
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.ninth_fresh import make as ninth
from benchmarks.judge.second_fresh import make as second
from benchmarks.judge.seventh_fresh import make as seventh
from benchmarks.judge.sixth_fresh import make as sixth
from benchmarks.judge.third_fresh import make as third

from samplan.plans.shapes.exchange import Area, PlanFile

DOCUMENTS = {
    (split, name): made[0]
    for split, documents in (
        ("second", second.documents()),
        ("third", third.documents()),
        ("fifth", fifth.documents()),
        ("sixth", sixth.documents()),
        ("seventh", seventh.documents()),
        ("eighth", eighth.documents()),
        ("ninth", ninth.documents()),
    )
    for name, made in documents.items()
}


def items(area: Area) -> list[str]:
    """Every text of an area that must stand in the document word for word."""
    texts = [area.title, area.background, area.needs, area.group]
    texts += [g.text for g in area.goals] + [a.text for a in area.activities]
    texts += [i.text for i in area.indicators] + list(area.responsible) + [f.text for f in area.followups]
    texts += list(area.followup_questions) + [q.text for q in area.challenge_questions]
    texts += [x for q in area.challenge_questions for p in q.proposals for x in (p.text, p.actor)]
    return [t for t in texts if t]


@pytest.mark.parametrize("document", DOCUMENTS, ids="-".join)
def test_a_truth_gets_full_marks_and_stands_word_for_word_in_its_document(document: tuple[str, str]) -> None:
    made: Made = DOCUMENTS[document]
    whole = " ".join(score.plain(t) for t in made.paper.texts())
    for truth in (made.truth, *made.also):
        drawing = Drawing(tuple(Para(t) for t in made.paper.texts()), truth, document[1], loose_ongoing=True)
        assert score.compare(drawing, truth).faults == []
        assert [t for a in truth.areas for t in items(a) if score.plain(t) not in whole] == []
        assert score.compare(drawing, PlanFile()).total.f1 == 0


def test_each_batch_is_parted_in_equal_halves() -> None:
    halves = second.halves()
    for family in second.families():
        assert sorted(halves[n] for n in family) == sorted(["a", "b"] * (len(family) // 2))


def test_of_each_sixth_layout_one_text_keeps_the_page_and_one_is_raw() -> None:
    ways = sixth.ways()
    assert len(sixth.FAMILY) == 12
    for layout in sixth.FAMILY:
        assert {ways[f"{layout}-1"], ways[f"{layout}-2"]} == {"layout", "raw"}


def test_the_seventh_layouts_are_drawn_alike_each_time_and_their_texts_taken_in_different_ways() -> None:
    once, again = seventh.documents(), seventh.documents()
    assert len(seventh.FAMILY) == 14
    assert [m.truth for m, _ in once.values()] == [m.truth for m, _ in again.values()]
    assert [m.paper.texts() for m, _ in once.values()] == [m.paper.texts() for m, _ in again.values()]
    ways = seventh.ways()
    assert [n for n in seventh.FAMILY if ways[f"{n}-1"] == ways[f"{n}-2"]] == []
    assert set(ways.values()) == {"layout", "raw", "plain"}


def test_the_eighth_layouts_are_in_equal_halves_and_drawn_alike_each_time() -> None:
    once, again = eighth.documents(), eighth.documents()
    assert sorted(eighth.PARTS.values()) == ["likely"] * 7 + ["unlike"] * 7
    assert [m.truth for m, _ in once.values()] == [m.truth for m, _ in again.values()]
    assert [m.paper.texts() for m, _ in once.values()] == [m.paper.texts() for m, _ in again.values()]
    ways = eighth.ways()
    assert [n for n in eighth.FAMILY if ways[f"{n}-1"] == ways[f"{n}-2"]] == []
    assert set(ways.values()) == {"layout", "raw", "plain"}


def test_the_ninth_layouts_are_mostly_likely_ones_and_drawn_alike_each_time() -> None:
    once, again = ninth.documents(), ninth.documents()
    assert sorted(ninth.PARTS.values()) == ["likely"] * 6 + ["unlike"] * 4
    assert [m.truth for m, _ in once.values()] == [m.truth for m, _ in again.values()]
    assert [m.paper.texts() for m, _ in once.values()] == [m.paper.texts() for m, _ in again.values()]
    ways = ninth.ways()
    assert [n for n in ninth.FAMILY if ways[f"{n}-1"] == ways[f"{n}-2"]] == []
    assert set(ways.values()) == {"layout", "raw", "plain"}
