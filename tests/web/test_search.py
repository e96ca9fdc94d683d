"""Search with Swedish stems."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web import worlds

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.publishing.differences.items import texts_in
from samplan.web.public.search import MOST_PER_AREA, all_texts, around, like_words, search, words_of


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
        ("prevention", "Arbetet med suicidprevention fortsätter"),
        ("utbildningar", "En grundutbildning för chefer"),
    ],
)
def test_finds_other_forms(query, text):
    """A word is found in its other forms and as the first part of a longer word."""
    (group,) = search(plan(text), query)
    assert "<mark>" in group.hits[0].around


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("anhöriga stöd", "Stödet till barn"),
        ("vår", "var så god"),
        ("", "allt"),
        ("?!", "allt"),
        ("lov", "Ett skollov"),
    ],
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


def test_every_text_of_an_edition_is_found():
    """Whatever an edition says can be searched for, also in fields that come later."""
    content = worlds.full_plan()
    others = [texts_in(getattr(content, name)) for name in ("sources", "chain") if getattr(content, name, None)]
    unsaid = {text for texts in others for text in texts}
    said = {text for text in texts_in(content) if re.search(r"[a-zåäö]{3}", text, re.IGNORECASE)} - unsaid
    assert len(said) > 80
    searched = "\n".join(all_texts(content))
    english = {label.en for label in (*worlds.STATUS.values(), *worlds.HELPED.values())}
    missing = [t for t in said if t not in searched and t not in english]
    assert missing == []


def test_words_that_look_alike_are_offered():
    """A slip of the pen finds the plan's own word."""
    assert like_words(plan("Arbetet med suicidprevention"), "suicidprevenion") == ["suicidprevention"]
    assert like_words(plan("Arbetet"), "xyz") == []


@pytest.mark.django_db
def test_hits_are_narrowed_by_kind_area_and_county(client):
    """Each choice leads to fewer hits, says how many it has, and can be taken back."""
    worlds.publish(worlds.full_plan())
    page = client.get("/exempellan/sok/", {"q": "kommun"}).content.decode()
    assert 'href="/exempellan/sok/?q=kommun&amp;slag=Aktivitet"' in page
    one = client.get("/exempellan/sok/", {"q": "kommun", "slag": "Aktivitet", "plats": "1-1-stod-i-foraldraskapet"})
    told = one.content.decode()
    assert 'aria-current="true">Aktivitet</a>' in told
    assert told.count('id="t-1-') == 1
    data = client.get("/sok.json", {"q": "kommun", "plats": "exempellan"}).json()
    assert data["results"]
    assert client.get("/sok.json", {"q": "kommun", "plats": "annat"}).json()["results"] == []
    nothing = client.get("/exempellan/sok/", {"q": "suicidprevenion"}).content.decode()
    assert "Planen har ord som liknar:" in nothing
