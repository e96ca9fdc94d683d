"""Two editions, compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web import worlds

from samplan.plans.shapes.content import PlanContent
from samplan.web.public.changes import compare, runs_between

WORDS = st.text(alphabet="abc åäö .,–", max_size=80)


def changed() -> tuple[PlanContent, PlanContent]:
    """An earlier and a later plan: one activity reworded, one moved, one new, one gone, one area gone."""
    plan = worlds.full_plan(activities=3)
    unique = []
    for area in plan.areas:
        rows = [a.model_copy(update={"id": f"{area.id}-{a.id}"}) for a in area.activities]
        empty = {"goals": [], "indicators": [], "followups": [], "challenge_questions": []}
        unique.append(area.model_copy(update={"activities": rows, **empty}))
    earlier = plan.model_copy(update={"areas": unique})
    first, second, *rest = unique
    reworded = first.activities[0].model_copy(update={"text": "Fyra kurser om året"})
    new = first.activities[0].model_copy(update={"id": "ny", "text": "Helt ny sak"})
    areas = [
        first.model_copy(update={"activities": [reworded, second.activities[1], new]}),
        second.model_copy(update={"activities": [second.activities[0], second.activities[2]]}),
        *rest[:-1],
    ]
    return earlier, plan.model_copy(update={"areas": areas})


def test_each_sort_of_change_is_found():
    """Ids tell what is the same thing; the area tells whether it moved."""
    earlier, later = changed()
    found = compare(earlier, later)
    first, second, last = found.areas[0], found.areas[1], found.areas[-1]
    assert [c.mark for c in first.changes] == ["reworded", "moved", "added", "dropped", "dropped"]
    assert first.changes[1].came_from.number == "1.2"
    assert first.area.number == "1.1"
    assert last.area.number == "5.1"
    assert {c.mark for c in last.changes} == {"dropped"}
    assert second is not first
    assert found.counts["added"] == 1
    assert found.counts["moved"] == 1


def test_an_edition_does_not_differ_from_itself():
    """Nothing but what is as it was."""
    plan = worlds.full_plan()
    assert set(compare(plan, plan).counts) == {"same"}
    assert compare(plan, plan).areas == []


def test_word_by_word():
    """Only the words that changed are marked."""
    assert [(r.tag, r.text) for r in runs_between("två kurser om året", "fyra kurser om året")] == [
        ("del", "två"),
        ("ins", "fyra"),
        ("", " kurser om året"),
    ]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_runs(old, new):
    """What is common and gone is the old text; what is common and new is the new one."""
    runs = runs_between(old, new)
    assert "".join(r.text for r in runs if r.tag != "ins") == old
    assert "".join(r.text for r in runs if r.tag != "del") == new


@pytest.mark.django_db
def test_the_page(client):
    """The newest two without a choice; any two by choice; words for those who cannot see the marks."""
    earlier, later = changed()
    worlds.publish(earlier, label="2025-03-14", number=1)
    assert client.get("/exempellan/psykisk-halsa-2024-2028/andringar/").status_code == 404
    worlds.publish(later, label="2026-03-12", number=2)
    address = "/exempellan/psykisk-halsa-2024-2028/andringar/"
    page = client.get(address).content.decode()
    assert "[tillagt: </span>Helt ny sak" in page
    assert "Låg i" in page
    same = client.get(f"{address}?fran=2026-03-12&till=2026-03-12").content.decode()
    assert "Inget skiljer" in same
    assert client.get(f"{address}?fran=2001-01-01").status_code == 404
    front = client.get("/exempellan/").content.decode()
    assert address in front
    assert "Det här har ändrats" in front
    assert "Alla 13 ändringar, ord för ord" in front
    assert address in client.get("/exempellan/utgavor/").content.decode()
