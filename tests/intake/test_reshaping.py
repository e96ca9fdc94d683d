"""Several items made one, and an item made another kind: every word goes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from tests.intake.worlds import ReviewWorld, a_review
from tests.plans.strategies import plan_files

from samplan.documents.folding import words
from samplan.intake import actions
from samplan.intake.recognisers.wording import plain
from samplan.intake.reshaping import joined_values, values_as
from samplan.intake.rules import SHAPE_OF, InvalidItem, checked_values
from samplan.intake.shapes import ItemState, Proposal, WordCount
from samplan.intake.unfolding import ItemDraft, unfold
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind

CHOSEN = frozenset({"kind", "level", "goal_status", "page", "position", "currency", "ongoing", "start", "end"})
"""What is chosen from a list, tells a place, or is made from the words of a time."""


def words_of(values: Mapping[str, Any]) -> Counter[str]:
    """The words of an item's fields."""
    told: list[str] = []
    for name, value in values.items():
        if name not in CHOSEN and value is not None:
            told += [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return Counter(word for text in told for word in words(text))


def drafts_of(plan: PlanFile) -> list[ItemDraft]:
    return [draft for draft in unfold(Proposal(plan, (), WordCount(0, 0))) if draft.kind is not ItemKind.PLAN]


@given(plan_files())
def test_an_item_that_becomes_another_kind_keeps_every_word_or_is_refused(plan: PlanFile) -> None:
    for draft in drafts_of(plan):
        for kind in SHAPE_OF.keys() - {draft.kind, ItemKind.PLAN}:
            try:
                new = checked_values(kind, values_as(kind, draft.kind, draft.values))
            except InvalidItem:
                continue
            assert not words_of(draft.values).keys() - words_of(new).keys(), (kind, draft)


@given(plan_files(), plan_files())
def test_items_that_are_made_one_keep_every_word_or_are_refused(plan: PlanFile, other: PlanFile) -> None:
    for one in drafts_of(plan):
        for two in (draft for draft in drafts_of(other) if draft.kind is one.kind):
            try:
                new = checked_values(one.kind, joined_values(one.kind, [one.values, two.values]))
            except InvalidItem:
                continue
            lost = (words_of(one.values) | words_of(two.values)).keys() - words_of(new).keys()
            assert not lost, (one, two)


def activity(text: str, **more: Any) -> dict[str, Any]:
    return checked_values(ItemKind.ACTIVITY, {"text": text, **more})


def test_a_time_that_only_the_second_has_goes_along() -> None:
    told = joined_values(
        ItemKind.ACTIVITY,
        [activity("Ta fram"), activity("en rutin", timeframe="Ht 2025", start="2025-07-01", end="2025-12-31")],
    )
    assert (told["timeframe"], told["start"], told["end"]) == ("Ht 2025", "2025-07-01", "2025-12-31")


def test_two_times_are_one_from_the_first_day_to_the_last() -> None:
    told = joined_values(
        ItemKind.ACTIVITY,
        [
            activity("Ta fram", timeframe="2026", start="2026-01-01", end="2026-12-31", year=2026),
            activity("en rutin", timeframe="Ht 2025", start="2025-07-01", end="2025-12-31", year=2025),
        ],
    )
    assert (told["timeframe"], told["start"], told["end"]) == ("2026; Ht 2025", "2025-07-01", "2026-12-31")
    assert (told["text"], told["year"]) == ("Ta fram en rutin (2025)", 2026)


def test_what_a_need_says_beside_its_words_is_joined() -> None:
    first = checked_values(ItemKind.NEED, {"text": "Fler behöver stöd.", "areas": ["1"]})
    second = checked_values(
        ItemKind.NEED, {"text": "Kön är lång.", "evidence": "Enkäten", "source": "Regionen", "areas": ["1", "2"]}
    )
    told = joined_values(ItemKind.NEED, [first, second])
    assert (told["evidence"], told["source"], told["areas"]) == ("Enkäten", "Regionen", ["1", "2"])


def test_sums_that_differ_are_not_made_one() -> None:
    costs = [{"year": None, "min": sum_, "max": sum_} for sum_ in ("1000", "2000")]
    with pytest.raises(InvalidItem) as caught:
        joined_values(ItemKind.COST, costs)
    assert "belopp" in caught.value.sv
    assert joined_values(ItemKind.COST, [costs[0], costs[0]]) == costs[0]


@pytest.mark.django_db
class TestInReview:
    """The same, by steps of a review."""

    @pytest.fixture
    def review(self) -> ReviewWorld:
        return a_review()

    def test_a_time_that_only_the_second_has_stands_in_the_merged_item(self, review: ReviewWorld) -> None:
        first, second = review.items(ItemKind.ACTIVITY)
        by = review.coordinator
        none = dict.fromkeys(("timeframe", "start", "end"))
        actions.change_item(by=by, item=first, values=none)
        second.refresh_from_db()
        merged = actions.merge_items(by=by, items=[first, second])
        assert plain(merged.values["timeframe"]) == plain(second.values["timeframe"])

    def test_what_was_left_out_is_not_merged_with_what_was_not(self, review: ReviewWorld) -> None:
        first, second = review.items(ItemKind.ACTIVITY)
        actions.drop_item(by=review.coordinator, item=first, reason="Dubblett")
        with pytest.raises(InvalidItem) as caught:
            actions.merge_items(by=review.coordinator, items=[first, second])
        assert "Lägg tillbaka" in caught.value.sv
        second.refresh_from_db()
        assert second.state == ItemState.WAITING
