"""Two people, or one who clicks twice, at work in the same review."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.intake.worlds import ReviewWorld, a_review

from samplan.actors.shapes import DomainError
from samplan.intake import actions
from samplan.intake.models import Import, ProposedItem
from samplan.intake.rules import IntakeError
from samplan.intake.shapes import ImportState, ItemState
from samplan.plans.models import Activity, Plan
from samplan.plans.shapes.items import ItemKind


def seen_by_another(review: ReviewWorld) -> Import:
    """The import as another page that was opened now has it."""
    return Import.objects.select_related("partnership").get(pk=review.imported.pk)


@pytest.mark.django_db
def test_who_commits_or_undoes_what_another_did_already_is_told() -> None:
    review = a_review()
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    late = seen_by_another(review)
    actions.commit_import(by=review.coordinator, imported=review.imported)
    with pytest.raises(IntakeError):
        actions.commit_import(by=review.coordinator, imported=late)
    assert Plan.objects.count() == 1
    late = seen_by_another(review)
    actions.undo_import(by=review.coordinator, imported=review.imported)
    with pytest.raises(IntakeError):
        actions.undo_import(by=review.coordinator, imported=late)
    assert seen_by_another(review).state == ImportState.UNDONE


@pytest.mark.django_db
def test_who_judges_what_another_judged_meanwhile_is_told_and_changes_nothing() -> None:
    review = a_review()
    mine = review.item(ItemKind.ACTIVITY, "Ta fram")
    theirs = ProposedItem.objects.get(pk=mine.pk)
    actions.drop_item(by=review.coordinator, item=theirs, reason="Dubblett")
    for late in (
        lambda: actions.accept_item(by=review.coordinator, item=mine),
        lambda: actions.change_item(by=review.coordinator, item=mine, values={"text": "Annat"}),
        lambda: actions.drop_item(by=review.coordinator, item=mine, reason="Annan"),
    ):
        with pytest.raises(IntakeError, match="Somebody else"):
            late()
        now = ProposedItem.objects.get(pk=mine.pk)
        assert (now.state, now.drop_reason) == (ItemState.DROPPED, "Dubblett")


@pytest.mark.django_db
def test_who_judges_what_another_put_into_the_plan_is_told() -> None:
    review = a_review()
    mine = review.item(ItemKind.ACTIVITY, "Ta fram")
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    actions.commit_import(by=review.coordinator, imported=review.imported)
    with pytest.raises(IntakeError):
        actions.drop_item(by=review.coordinator, item=mine, reason="Sent")
    assert ProposedItem.objects.get(pk=mine.pk).state == ItemState.COMMITTED


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """What each deed gave, or the domain error that it raised."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_commits_and_undoings_at_the_same_moment_happen_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")
    review = a_review()
    actions.accept_all_items(by=review.coordinator, imported=review.imported)

    def commit(late: Import) -> Callable[[], object]:
        return lambda: actions.commit_import(by=review.coordinator, imported=late)

    def undo(late: Import) -> Callable[[], object]:
        return lambda: actions.undo_import(by=review.coordinator, imported=late)

    def refused(outcomes: list[object]) -> int:
        return sum(isinstance(outcome, IntakeError) for outcome in outcomes)

    assert refused(at_once([commit(seen_by_another(review)) for _ in range(4)])) == 3
    assert Plan.objects.count() == 1
    assert Activity.objects.filter(removed_at=None).count() == 2
    assert refused(at_once([undo(seen_by_another(review)) for _ in range(4)])) == 3
    assert not Activity.objects.filter(removed_at=None).exists()


@pytest.mark.django_db
def test_what_another_has_dropped_with_a_reason_is_not_accepted_from_an_old_page() -> None:
    """A page that lay open offers to accept; the reason stays, and who wants the item puts it back first."""
    review = a_review()
    by, item = review.coordinator, review.items(ItemKind.ACTIVITY)[0]
    actions.drop_item(by=by, item=item, reason="Dubblett")
    seen = ProposedItem.objects.get(pk=item.pk)
    with pytest.raises(IntakeError) as told:
        actions.accept_item(by=by, item=seen)
    assert "borttagen med anledningen ”Dubblett”" in told.value.sentences.sv
    assert "dropped with the reason “Dubblett”" in told.value.sentences.en
    now = ProposedItem.objects.get(pk=item.pk)
    assert (now.state, now.drop_reason) == (ItemState.DROPPED, "Dubblett")
    actions.restore_item(by=by, item=now)
    assert actions.accept_item(by=by, item=ProposedItem.objects.get(pk=item.pk)).state == ItemState.ACCEPTED
