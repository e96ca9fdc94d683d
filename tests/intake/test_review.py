"""A person judges what was read, step by step; nothing is lost on the way."""

from __future__ import annotations

import pytest
from tests import factories
from tests.intake.worlds import ReviewWorld, a_review, word_document

from samplan.actors.models import AuditEvent
from samplan.actors.rules import NotAllowed
from samplan.intake import actions, queries
from samplan.intake.models import Import, ProposedItem, ReviewStep
from samplan.intake.rules import InvalidItem
from samplan.intake.shapes import ItemState
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> ReviewWorld:
    return a_review()


def state_of(item: ProposedItem) -> str:
    item.refresh_from_db()
    return item.state


def test_the_year_that_cannot_be_read_comes_first(review: ReviewWorld) -> None:
    page = queries.review_page(review.imported, part=1)
    doubtful = [i for i in page.items if i.doubtful]
    assert "Utbilda elevhälsan i rutinen." in [i.text for i in doubtful]
    assert page.part.doubtful == len(doubtful)


def test_each_item_is_marked_in_the_source(review: ReviewWorld) -> None:
    page = queries.review_page(review.imported, part=1)
    shown = str(page.source)
    for item in page.items:
        if item.in_source:
            assert f"'{item.tag}'" in shown


def test_sure_items_are_accepted_at_once_and_doubtful_ones_wait(review: ReviewWorld) -> None:
    count = actions.accept_sure_items(by=review.coordinator, imported=review.imported)
    waiting = [i for i in review.items() if i.state == ItemState.WAITING]
    assert count > 5
    assert waiting
    assert all(i.doubts or i.certainty < 0.7 for i in waiting if i.parent is None or i.parent.state != "waiting")


def test_accepting_an_item_accepts_what_it_stands_under(review: ReviewWorld) -> None:
    activity = review.item(ItemKind.ACTIVITY, "Ta fram")
    actions.accept_item(by=review.coordinator, item=activity)
    assert state_of(review.items(ItemKind.AREA)[0]) == ItemState.ACCEPTED


def test_changed_words_are_kept_beside_those_that_were_read(review: ReviewWorld) -> None:
    activity = review.item(ItemKind.ACTIVITY, "Utbilda")
    actions.change_item(by=review.coordinator, item=activity, values={"timeframe": "2021–2022", "start": "2021-01-01"})
    activity.refresh_from_db()
    assert activity.values["start"] == "2021-01-01"
    assert activity.as_read["timeframe"] != "2021–2022"
    assert activity.state == ItemState.ACCEPTED


def test_bad_values_change_nothing(review: ReviewWorld) -> None:
    activity = review.item(ItemKind.ACTIVITY, "Ta fram")
    for values in ({"text": "  "}, {"start": "i höstas"}, {"okänt": 1}):
        with pytest.raises(InvalidItem) as caught:
            actions.change_item(by=review.coordinator, item=activity, values=values)
        assert "Inget har ändrats" in caught.value.sv
    activity = review.item(ItemKind.ACTIVITY, "Ta fram")
    assert activity.values == activity.as_read


def test_moving_to_another_kind_takes_every_word_along(review: ReviewWorld) -> None:
    activity = review.item(ItemKind.ACTIVITY, "Ta fram")
    area = review.items(ItemKind.AREA)[0]
    actions.move_item(by=review.coordinator, item=activity, kind=ItemKind.GOAL, parent=area)
    activity.refresh_from_db()
    assert activity.kind == ItemKind.GOAL
    assert activity.values["text"] == "Ta fram en rutin. (Ht 2025)"


def test_an_item_cannot_hang_where_it_does_not_belong(review: ReviewWorld) -> None:
    activity = review.item(ItemKind.ACTIVITY, "Ta fram")
    with pytest.raises(InvalidItem):
        actions.move_item(by=review.coordinator, item=activity, kind=ItemKind.PROPOSAL, parent=activity)


def test_splitting_loses_no_word(review: ReviewWorld) -> None:
    activity = review.item(ItemKind.ACTIVITY, "Ta fram")
    with pytest.raises(InvalidItem) as caught:
        actions.split_item(by=review.coordinator, item=activity, texts=["Ta fram", "en"])
    assert "rutin" in caught.value.sv
    first, second = actions.split_item(by=review.coordinator, item=activity, texts=["Ta fram", "en rutin."])
    assert (first.values["text"], second.values["text"]) == ("Ta fram", "en rutin.")
    assert second.values["timeframe"] == "Ht 2025"
    assert len({i.tag for i in review.items()}) == len(review.items())


def test_the_parts_of_a_dropped_item_are_dropped_for_its_reason(review: ReviewWorld) -> None:
    item = review.item(ItemKind.ACTIVITY, "Ta fram")
    actions.drop_item(by=review.coordinator, item=item, reason="Dubblett")
    parts = actions.split_item(by=review.coordinator, item=item, texts=["Ta fram en", "rutin."])
    assert [(p.state, p.drop_reason) for p in parts] == [(ItemState.DROPPED, "Dubblett")] * 2


def test_a_character_that_no_database_stores_does_no_harm(review: ReviewWorld) -> None:
    item = review.item(ItemKind.ACTIVITY, "Ta fram")
    assert [
        p.values["text"]
        for p in actions.split_item(by=review.coordinator, item=item, texts=["Ta fram\x00 en", "rutin.", "\x00"])
    ] == ["Ta fram en", "rutin."]
    dropped = actions.drop_item(by=review.coordinator, item=item, reason="Dubb\x00lett")
    assert dropped.drop_reason == "Dubblett"
    with pytest.raises(InvalidItem):
        actions.drop_item(by=review.coordinator, item=dropped, reason="\x00 ")


def test_merging_joins_the_words_and_says_where_the_other_went(review: ReviewWorld) -> None:
    items = review.items(ItemKind.ACTIVITY)
    merged = actions.merge_items(by=review.coordinator, items=list(reversed(items)))
    assert merged.values["text"] == "Ta fram en rutin. Utbilda elevhälsan i rutinen."
    assert merged.tag in ProposedItem.objects.get(pk=items[1].pk).drop_reason


def test_nothing_is_dropped_without_a_reason(review: ReviewWorld) -> None:
    area = review.items(ItemKind.AREA)[0]
    with pytest.raises(InvalidItem):
        actions.drop_item(by=review.coordinator, item=area, reason=" ")
    actions.drop_item(by=review.coordinator, item=area, reason="Hör till förra planen")
    assert {i.state for i in review.items(ItemKind.ACTIVITY)} == {ItemState.DROPPED}


def test_every_step_can_be_taken_back(review: ReviewWorld) -> None:
    def snapshot() -> list[tuple[object, ...]]:
        return sorted(
            ProposedItem.objects.filter(imported=review.imported).values_list(
                "pk", "kind", "parent", "state", "drop_reason"
            )
        )

    before = snapshot()
    texts = {i.pk: i.values for i in review.items()}
    area = review.items(ItemKind.AREA)[0]
    first, second = review.items(ItemKind.ACTIVITY)
    by = review.coordinator
    actions.accept_sure_items(by=by, imported=review.imported)
    actions.change_item(by=by, item=ProposedItem.objects.get(pk=second.pk), values={"text": "Något annat"})
    area.refresh_from_db()
    actions.split_item(by=by, item=review.item(ItemKind.ACTIVITY, "Ta fram"), texts=["Ta fram en", "rutin."])
    actions.move_item(by=by, item=ProposedItem.objects.get(pk=first.pk), kind=ItemKind.GOAL, parent=area)
    actions.add_item(
        by=by, imported=review.imported, kind=ItemKind.RESPONSIBLE, parent=area, values={"text": "Psykiatrin"}
    )
    actions.drop_item(by=by, item=ProposedItem.objects.get(pk=area.pk), reason="fel")
    for _ in range(6):
        assert actions.take_back_step(by=by, imported=review.imported)
    assert actions.take_back_step(by=by, imported=review.imported) is None
    assert snapshot() == before
    assert {i.pk: i.values for i in review.items()} == texts
    assert not ReviewStep.objects.exists()


def test_who_may_only_read_changes_nothing(review: ReviewWorld) -> None:
    by, item = review.reader, review.items(ItemKind.ACTIVITY)[0]
    area = review.items(ItemKind.AREA)[0]
    refused = [
        lambda: actions.receive_document(by=by, partnership=review.partnership, name="x.docx", data=word_document()),
        lambda: actions.read_again(by=by, imported=review.imported),
        lambda: actions.dismiss_import(by=by, imported=review.imported),
        lambda: actions.accept_item(by=by, item=item),
        lambda: actions.accept_sure_items(by=by, imported=review.imported),
        lambda: actions.accept_all_items(by=by, imported=review.imported),
        lambda: actions.change_item(by=by, item=item, values={"text": "x"}),
        lambda: actions.move_item(by=by, item=item, kind=ItemKind.GOAL, parent=area),
        lambda: actions.split_item(by=by, item=item, texts=["Ta fram en", "rutin."]),
        lambda: actions.merge_items(by=by, items=review.items(ItemKind.ACTIVITY)),
        lambda: actions.drop_item(by=by, item=item, reason="nej"),
        lambda: actions.restore_item(by=by, item=item),
        lambda: actions.add_item(
            by=by, imported=review.imported, kind=ItemKind.GOAL, parent=area, values={"text": "x", "level": "short"}
        ),
        lambda: actions.take_back_step(by=by, imported=review.imported),
        lambda: actions.commit_import(by=by, imported=review.imported),
        lambda: actions.undo_import(by=by, imported=review.imported),
    ]
    for attempt in refused:
        with pytest.raises(NotAllowed):
            attempt()
    assert {i.state for i in review.items(ItemKind.ACTIVITY)} == {ItemState.WAITING}


def test_strangers_see_no_import(review: ReviewWorld) -> None:
    stranger = factories.a_person()
    assert queries.import_for(stranger, review.imported.pk) is None
    assert queries.item_for(stranger, review.items()[0].pk) is None
    assert queries.import_for(review.reader, review.imported.pk) == review.imported


def test_each_change_leaves_an_event(review: ReviewWorld) -> None:
    before = AuditEvent.objects.count()
    actions.accept_item(by=review.coordinator, item=review.items(ItemKind.GOAL)[0])
    event = AuditEvent.objects.order_by("-pk")[0]
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, event.person, event.object_id) == ("accept_item", review.coordinator, str(review.imported.pk))


def test_a_review_page_takes_the_same_few_queries_however_long_the_document(
    review: ReviewWorld, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.review_page(review.imported, part=1)
    long = a_long_review(review)
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.review_page(long, part=1)


def a_long_review(review: ReviewWorld) -> Import:
    area = review.items(ItemKind.AREA)[0]
    ProposedItem.objects.bulk_create(
        ProposedItem(
            imported=review.imported,
            parent=area,
            kind=ItemKind.ACTIVITY,
            order=1000 + i,
            tag=f"A{100 + i}",
            values={
                "text": f"Påhittad aktivitet {i}",
                "kind": "planned",
                "timeframe": None,
                "start": None,
                "end": None,
            },
        )
        for i in range(500)
    )
    return review.imported
