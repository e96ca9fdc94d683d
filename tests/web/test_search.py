"""Search with Swedish stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web import worlds

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.web.public.search import MOST_PER_AREA, around, search, words_of


def plan(text: str) -> PlanContent:
    return PlanContent(id="1", slug="p", title="P", areas=[AreaContent(id="1", slug="a", title="A", background=text)])


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("suicid", "Arbetet med suicidprevention fortsätter"),
        ("utbildningar", "En utbildning för chefer"),
        ("utbildning", "Alla utbildningarna är klara"),
        ("KOMMUN", "I kommunerna"),
        ("anhöriga stöd", "Stödet till anhöriga"),
        ("1.4", "1.4 Suicidprevention"),
    ],
)
def test_finds_other_forms(query, text):
    """A word is found in its other forms and as the first part of a longer word."""
    (group,) = search(plan(text), query)
    assert "<mark>" in group.hits[0].around


@pytest.mark.parametrize(
    ("query", "text"), [("anhöriga stöd", "Stödet till barn"), ("vår", "var så god"), ("", "allt"), ("?!", "allt")]
)
def test_does_not_find(query, text):
    """All words must stand there, å is not a, and signs are no words."""
    assert search(plan(text), query) == []


def test_groups_by_area_in_the_order_of_the_plan():
    """The plan's own texts come first, then the areas; too many hits are counted instead of shown."""
    found = search(worlds.full_plan(activities=40), "kommun")
    areas = [group.area.number for group in found if group.area]
    assert areas == [area.number for area in worlds.full_plan().areas]
    assert all(len(group.hits) <= MOST_PER_AREA for group in found)
    assert any(group.left for group in found)


def test_markup_in_the_plan_is_text():
    """What looks like markup is shown, not obeyed."""
    (group,) = search(plan("<script>alert('kurs')</script> kurs"), "kurs")
    assert "<script>" not in group.hits[0].around
    assert "&lt;script&gt;" in group.hits[0].around


def test_surroundings_are_cut_between_words():
    """A long text is shown around the first hit, cut at blanks."""
    text = "ord " * 100 + "suicidprevention" + " slut" * 100
    shown = around(text, [(400, 416)])
    assert shown.startswith("… ord")
    assert shown.endswith("slut …")
    assert "<mark>suicidprevention</mark>" in shown
    assert len(shown) < 300


@given(st.text(max_size=300), st.text(max_size=60))
def test_never_fails(text, query):
    """Any words in any text: every hit marks something."""
    for group in search(plan(text), query):
        for hit in group.hits:
            assert "<mark>" in hit.around
    assert len(words_of(query)) <= 12
