"""What differs between two editions: each sort of change, matching against a slow and obvious twin, word by word."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.contents import contents, large
from tests.web import worlds

from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    Body,
    DependencyContent,
    Label,
    LineageContent,
    PlanContent,
)
from samplan.plans.shapes.exchange import Cost
from samplan.plans.shapes.versions import LineageWay
from samplan.publishing.differences import Comparison, Field, Kind, Mark, compare, only, runs_between
from samplan.publishing.differences.matching import LIKE, Thing, alike, likeness, match, out_of_order, words_of

PLANNED = Label(code="planned", sv="Planerad", en="Planned", mark="planned")
DONE = Label(code="done", sv="Klar", en="Done", mark="done")


def activity(key: str, text: str, **more: object) -> ActivityContent:
    return ActivityContent(id=key, text=text, **more)


def area(key: str, title: str, *activities: ActivityContent, **more: object) -> AreaContent:
    return AreaContent(id=key, slug=f"omrade-{key}", title=title, activities=list(activities), **more)


def plan(*areas: AreaContent, key: str = "1", **more: object) -> PlanContent:
    return PlanContent(id=key, slug=f"plan-{key}", title="Planen", areas=list(areas), **more)


def told(found: Comparison) -> list[tuple[str, str, str]]:
    """Each change as mark, kind and text."""
    return [("+".join(c.marks), c.kind.value, c.shown) for group in found.areas for c in group.changes]


def test_each_sort_of_change() -> None:
    earlier = plan(
        area(
            "1", "Skola", activity("a", "Två kurser om året"), activity("b", "Ett möte"), activity("c", "En broschyr")
        ),
        area("2", "Äldre", activity("d", "Träffar", status=PLANNED, responsible=[Body(name="Almby")])),
    )
    later = plan(
        area("1", "Skola", activity("a", "Fyra kurser om året"), activity("e", "Helt ny sak")),
        area(
            "2",
            "Äldre",
            activity("d", "Träffar", status=DONE, responsible=[Body(name="Dalsjö")], timeframe="2027"),
            activity("b", "Ett möte"),
        ),
    )
    assert told(compare(earlier, later)) == [
        ("reworded", "activity", "Fyra kurser om året"),
        ("added", "activity", "Helt ny sak"),
        ("dropped", "activity", "En broschyr"),
        ("status+owner+time", "activity", "Träffar"),
        ("moved", "activity", "Ett möte"),
    ]
    found = compare(earlier, later)
    moved = found.areas[1].changes[1]
    assert moved.came_from is not None
    assert moved.came_from.title == "Skola"
    details = {d.field: (d.old.sv, d.new.sv) for d in found.areas[1].changes[0].details}
    assert details == {
        Field.TIME: ("", "2027"),
        Field.STATUS: ("Planerad", "Klar"),
        Field.RESPONSIBLE: ("Almby", "Dalsjö"),
    }
    assert found.counts["same"] == 3  # two areas and the plan's title


def test_a_named_body_that_is_tied_to_the_register_is_no_new_owner_and_a_cost_no_rewording() -> None:
    def of(body: Body, cost: str) -> PlanContent:
        kurs = activity("a", "Kurs", responsible=[body])
        return plan(area("1", "Skola", kurs, costs=[Cost(year=2026, min=cost, max=cost)]))

    found = compare(of(Body(name="Almby"), "100"), of(Body(name="Almby", code="7"), "200"))
    assert [(c.kind, [m.value for m in c.marks]) for g in found.areas for c in g.changes] == [("area", ["changed"])]


def test_a_status_or_body_that_is_only_called_otherwise_is_no_change_of_status_or_owner() -> None:
    def one(status: str, body: str) -> PlanContent:
        label = Label(code="done", sv=status, en="Done", mark="done")
        return plan(area("1", "Skola", activity("a", "Kurs", status=label, responsible=[Body(name=body, code="x")])))

    assert compare(one("Klar", "Omsorgen"), one("Färdig", "Socialtjänsten")).areas == []


def test_what_changes_place_is_told_and_what_makes_way_for_it_is_not() -> None:
    rows = [activity(key, f"Aktivitet {key * 3}") for key in "abcde"]
    earlier, later = plan(area("1", "A", *rows)), plan(area("1", "A", rows[4], *rows[:4]))
    assert told(compare(earlier, later)) == [("moved", "activity", "Aktivitet eee")]
    areas = [area(key, f"Titel {key * 4}") for key in "abc"]
    swapped = compare(plan(*areas), plan(areas[2], areas[0], areas[1]))
    assert told(swapped) == [("moved", "area", "Titel cccc")]


def test_two_plans_of_the_county_are_matched_by_their_words() -> None:
    earlier = plan(area("1", "Skola", activity("a", "Kurs i första hjälpen till psykisk hälsa")), key="1")
    later = plan(
        area("1", "Äldre", activity("a", "Något helt annat")),
        area("9", "Skola", activity("7", "Kurser i första hjälpen till psykisk hälsa"), activity("8", "Öppet hus")),
        key="2",
    )
    found = compare(earlier, later)
    assert ("reworded", "activity", "Kurser i första hjälpen till psykisk hälsa") in told(found)
    assert ("added", "activity", "Något helt annat") in told(found)
    reworded = next(c for g in found.areas for c in g.changes if c.kind is Kind.ACTIVITY and Mark.REWORDED in c.marks)
    assert reworded.by_text


def test_lineage_says_what_became_of_an_item_whose_words_are_all_new() -> None:
    earlier = plan(area("1", "Skola", activity("a", "Två kurser")), key="1")
    lineage = [
        LineageContent(way=LineageWay.CHANGED, kind="activity", from_id="a", from_plan="1", to_id="z"),
        LineageContent(way=LineageWay.KEPT, kind="area", from_id="1", from_plan="1", to_id="5"),
    ]
    later = plan(area("5", "Hälsofrämjande arbete", activity("z", "Utbilda alla")), key="2", lineage=lineage)
    assert told(compare(earlier, later)) == [
        ("reworded", "area", "Hälsofrämjande arbete"),
        ("reworded", "activity", "Utbilda alla"),
    ]


def test_the_plans_own_items_are_compared_too() -> None:
    waits = DependencyContent(id="1", title="Beslut om samverkan", owner="Länsrådet", expected=date(2026, 6, 1))
    earlier = plan(overall_goals=["Fler mår bra."], dependencies=[waits])
    released = waits.model_copy(update={"released_on": date(2026, 5, 2), "decision": "§ 4"})
    later = plan(overall_goals=["Fler mår bättre."], perspectives=["Barnets rättigheter"], dependencies=[released])
    assert told(compare(earlier, later)) == [
        ("reworded", "overall_goal", "Fler mår bättre."),
        ("added", "perspective", "Barnets rättigheter"),
        ("status", "dependency", "Beslut om samverkan"),
    ]


@settings(max_examples=25)
@given(contents())
def test_a_plan_does_not_differ_from_itself(content: PlanContent) -> None:
    assert compare(content, content).areas == []


@settings(max_examples=25)
@given(contents(), contents())
def test_everything_is_told_once_forwards_and_backwards(one: PlanContent, other: PlanContent) -> None:
    """What is new in one direction is what is gone in the other."""
    there, back = compare(one, other).counts, compare(other, one).counts
    assert there.get("added", 0) == back.get("dropped", 0)
    assert there.get("dropped", 0) == back.get("added", 0)


def test_filters_take_what_is_asked_for_and_leave_the_counts() -> None:
    earlier, later = large(6, 4), large(6, 4)
    areas = [a.model_copy(update={"title": f"{a.title} nu", "needs": "Annat."}) for a in later.areas]
    found = compare(earlier, later.model_copy(update={"areas": areas}))
    one = only(found, area="omrade-2", kind="needs")
    assert [(g.area.slug if g.area else "", len(g.changes)) for g in one.areas] == [("omrade-2", 1)]
    assert one.counts == found.counts
    assert only(found, mark="added").areas == []
    assert only(found, area="finns-inte").areas == []


# Matching against its slow and obvious twin: every text beside every other.

VOCABULARY = ["kurs", "möte", "barn", "unga", "stöd", "plan", "rutin", "län", "hälsa", "år", "ny", "alla"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=7)
THINGS = st.lists(
    st.builds(lambda words, home: Thing((), " ".join(words), home), WORDS, st.integers(0, 2)), max_size=12
)


def slow_alike(old: list[Thing], new: list[Thing]) -> list[tuple[int, int]]:
    scored = [
        (-likeness(words_of(a.text), words_of(b.text)), a.home != b.home, i, j)
        for i, a in enumerate(old)
        for j, b in enumerate(new)
    ]
    return [(i, j) for score, _away, i, j in sorted(scored) if score <= -LIKE]


@given(THINGS, THINGS)
def test_likeness_finds_what_comparing_all_with_all_finds(old: list[Thing], new: list[Thing]) -> None:
    assert alike(dict(enumerate(old)), dict(enumerate(new))) == slow_alike(old, new)


@given(THINGS, THINGS)
def test_each_item_is_matched_once_at_most(old: list[Thing], new: list[Thing]) -> None:
    pairs = match(old, new)
    assert len({p.old for p in pairs}) == len({p.new for p in pairs}) == len(pairs)
    left = [i for i in range(len(old)) if i not in {p.old for p in pairs}]
    right = [i for i in range(len(new)) if i not in {p.new for p in pairs}]
    assert slow_alike([old[i] for i in left], [new[i] for i in right]) == []


@settings(max_examples=40)
@given(st.permutations(range(6)))
def test_the_fewest_possible_are_said_to_have_moved(order: list[int]) -> None:
    moved = out_of_order(order)
    rest = [place for at, place in enumerate(order) if at not in moved]
    assert rest == sorted(rest)
    longest = max(
        len(kept)
        for mask in range(2 ** len(order))
        if (kept := [p for at, p in enumerate(order) if mask >> at & 1]) == sorted(kept)
    )
    assert len(rest) == longest


# Word by word.


def test_word_by_word() -> None:
    assert [(r.tag, r.text) for r in runs_between("två kurser om året", "fyra kurser om året")] == [
        ("del", "två"),
        ("ins", "fyra"),
        ("", " kurser om året"),
    ]
    assert [(r.tag, r.text) for r in runs_between("Det var då.", "Det är nu.")] == [
        ("", "Det "),
        ("del", "var då"),
        ("ins", "är nu"),
        ("", "."),
    ]


@pytest.mark.parametrize("length", [1, 200])
@settings(max_examples=25)
@given(st.text(alphabet="abc åäö .,–", max_size=60), st.text(alphabet="abc åäö .,–", max_size=60))
def test_both_texts_can_be_read_from_the_runs(length: int, old: str, new: str) -> None:
    """What is common and gone is the old text; what is common and new is the new one; also of very long texts."""
    common = "Samma mening. " * (length - 1)
    before, after = old + common + new, new + common
    runs = runs_between(before, after)
    assert "".join(r.text for r in runs if r.tag != "ins") == before
    assert "".join(r.text for r in runs if r.tag != "del") == after
    assert all(one.tag != two.tag for one, two in pairwise(runs))


def test_a_world_with_everything_in_it_can_be_compared_with_nothing() -> None:
    full = worlds.full_plan()
    found = compare(plan(key="2"), full)
    assert found.counts["added"] > 100
    assert set(found.counts) <= {"added", "same", "reworded", "time"}
