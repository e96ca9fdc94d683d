"""A document arrives, is reviewed, goes into a plan and comes out again; nothing is lost on the way."""

from __future__ import annotations

import pytest
from tests import factories
from tests.intake.worlds import ReviewWorld, a_review, word_document

from samplan.actors.models import AuditEvent
from samplan.actors.rules import NotAllowed
from samplan.documents import read
from samplan.documents.folding import words
from samplan.intake import actions, queries, read_plan
from samplan.intake.actions import arrival
from samplan.intake.models import Import, ImportedFile, ProposedItem, ReviewStep
from samplan.intake.rules import IMPORT_TRANSITIONS, IntakeError, InvalidItem
from samplan.intake.shapes import ImportState, ItemState
from samplan.plans import actions as plans
from samplan.plans.models import Plan
from samplan.plans.queries import plan_file, plan_for_editing
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> ReviewWorld:
    return a_review()


def state_of(item: ProposedItem) -> str:
    item.refresh_from_db()
    return item.state


def test_reading_lays_out_a_review_and_touches_no_plan(review: ReviewWorld) -> None:
    assert review.imported.state == ImportState.REVIEW
    assert review.imported.words_kept == review.imported.words_total > 40
    assert [a.values["title"] for a in review.items(ItemKind.AREA)] == ["Skolans roll"]
    assert len(review.items(ItemKind.ACTIVITY)) == 2
    assert not Plan.objects.exists()


def test_a_document_that_cannot_be_read_leaves_its_sentence() -> None:
    world = a_review(b"%PDF-1.7 broken", "plan.pdf")
    assert world.imported.state == ImportState.FAILED
    assert "Inget har ändrats" in world.imported.error_sv
    assert "Nothing was changed" in world.imported.error_en
    assert not world.items()


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


def test_only_accepted_items_enter_the_plan_and_the_rest_can_follow(review: ReviewWorld) -> None:
    by = review.coordinator
    actions.accept_item(by=by, item=review.item(ItemKind.ACTIVITY, "Ta fram"))
    plan = actions.commit_import(by=by, imported=review.imported)
    (area,) = plan_file(plan.pk).areas
    assert [a.text for a in area.activities] == ["Ta fram en rutin."]
    assert area.goals == []
    actions.accept_all_items(by=by, imported=Import.objects.get(pk=review.imported.pk))
    again = actions.commit_import(by=by, imported=Import.objects.get(pk=review.imported.pk))
    (area,) = plan_file(plan.pk).areas
    assert again == plan
    assert [a.text for a in area.activities] == ["Ta fram en rutin.", "Utbilda elevhälsan i rutinen."]
    assert {g.text for g in area.goals} == {"Färre mår dåligt i länet.", "Alla skolor har en rutin."}


@pytest.mark.parametrize("later", [False, True])
def test_what_stands_under_something_that_waits_stays_in_the_review(review: ReviewWorld, later: bool) -> None:
    by, area = review.coordinator, review.items(ItemKind.AREA)[0]
    actions.accept_all_items(by=by, imported=review.imported)
    actions.restore_item(by=by, item=ProposedItem.objects.get(pk=area.pk))
    if not later:
        actions.commit_import(by=by, imported=review.imported)
        assert {state_of(i) for i in review.items(ItemKind.ACTIVITY)} == {ItemState.ACCEPTED}
        assert not Plan.objects.get().areas.exists()
        actions.accept_item(by=by, item=ProposedItem.objects.get(pk=area.pk))
        actions.commit_import(by=by, imported=review.imported)
    else:
        others = [i for i in review.items() if i.pk != area.pk and i.parent_id != area.pk and i.kind != ItemKind.PLAN]
        for item in others:
            actions.restore_item(by=by, item=item)
        with pytest.raises(IntakeError, match="Nothing is accepted"):
            actions.commit_import(by=by, imported=review.imported)
        actions.accept_item(by=by, item=review.items(ItemKind.ACTIVITY)[0])
        actions.commit_import(by=by, imported=review.imported)
    assert len(plan_file(Plan.objects.get().pk).areas[0].activities) == 2


def test_every_word_of_the_document_stands_in_the_plan(review: ReviewWorld) -> None:
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    plan = actions.commit_import(by=review.coordinator, imported=review.imported)
    held = words(plan_file(plan.pk).model_dump_json())
    for word in words("Färre mår dåligt påhittad bakgrund Fokusområde elevhälsan 20121–2022 Tidsplan Indikator"):
        assert word in held


def test_each_imported_item_remembers_its_place(review: ReviewWorld) -> None:
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    plan = actions.commit_import(by=review.coordinator, imported=review.imported)
    for item in review.items(ItemKind.ACTIVITY):
        row = ProposedItem.objects.get(pk=item.pk)
        from samplan.plans.queries import item_origin

        origin = item_origin(ItemKind.ACTIVITY, row.plan_item or 0)
        assert origin is not None
        assert origin.import_ref == review.imported.ref
        assert origin.document == "plan.docx"
        assert origin.position == row.provenance[0]["position"]
    assert plan.title


def test_an_undone_import_leaves_what_people_changed_and_can_return(review: ReviewWorld) -> None:
    by = review.coordinator
    actions.accept_all_items(by=by, imported=review.imported)
    plan = actions.commit_import(by=by, imported=Import.objects.get(pk=review.imported.pk))
    row = ProposedItem.objects.get(pk=review.item(ItemKind.ACTIVITY, "Ta fram").pk)
    plans.change_item(
        by=by, kind=ItemKind.ACTIVITY, item_id=row.plan_item or 0, values={"text": "Vår egen"}, seen_version=1
    )
    withdrawal = actions.undo_import(by=by, imported=Import.objects.get(pk=review.imported.pk))
    assert withdrawal.kept >= 1
    (area,) = plan_file(plan.pk).areas
    assert [a.text for a in area.activities] == ["Vår egen"]
    undone = Import.objects.get(pk=review.imported.pk)
    assert undone.state == ImportState.UNDONE
    back = actions.commit_import(by=by, imported=undone, plan=plan)
    assert "Utbilda elevhälsan i rutinen." in [a.text for x in plan_file(back.pk).areas for a in x.activities]


def test_an_import_can_go_into_a_plan_that_exists(review: ReviewWorld) -> None:
    plan = factories.a_plan(review.partnership, title="Länets plan")
    factories.an_area(plan, "Något som redan finns")
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    actions.commit_import(by=review.coordinator, imported=review.imported, plan=plan)
    assert [a.values["title"] for a in plan_for_editing(plan.pk).items[ItemKind.AREA]] == [
        "Något som redan finns",
        "Skolans roll",
    ]


def test_nothing_goes_into_the_plan_before_something_is_accepted(review: ReviewWorld) -> None:
    ProposedItem.objects.filter(imported=review.imported).update(state=ItemState.WAITING)
    with pytest.raises(IntakeError):
        actions.commit_import(by=review.coordinator, imported=review.imported)
    assert not Plan.objects.exists()


def test_who_may_only_read_changes_nothing(review: ReviewWorld) -> None:
    by, item = review.reader, review.items(ItemKind.ACTIVITY)[0]
    area = review.items(ItemKind.AREA)[0]
    refused = [
        lambda: actions.receive_document(by=by, partnership=review.partnership, name="x.docx", data=word_document()),
        lambda: actions.read_again(by=by, imported=review.imported),
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


def test_every_state_of_an_import_has_its_ways_on() -> None:
    assert set(IMPORT_TRANSITIONS) == set(ImportState)


def test_a_reading_that_was_cut_short_can_start_afresh(review: ReviewWorld, settings: object) -> None:
    Import.objects.filter(pk=review.imported.pk).update(state=ImportState.READING)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # type: ignore[attr-defined]
    actions.read_again(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    assert Import.objects.get(pk=review.imported.pk).state == ImportState.FAILED


def test_what_was_being_read_when_the_server_ended_says_so_and_can_be_read(review: ReviewWorld) -> None:
    Import.objects.filter(pk=review.imported.pk).update(state=ImportState.READING)
    assert actions.fail_cut_short_readings() == 1
    failed = Import.objects.get(pk=review.imported.pk)
    assert failed.error_code == "cut_short"
    assert "Läs dokumentet igen." in failed.error_sv
    assert actions.read_import(imported_id=failed.pk).state == ImportState.REVIEW
    assert actions.fail_cut_short_readings() == 0


def test_a_reviewed_document_is_not_read_over(review: ReviewWorld) -> None:
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    before = [(i.pk, i.state) for i in review.items()]
    for again in (
        lambda: actions.read_again(by=review.coordinator, imported=review.imported),
        lambda: actions.read_import(imported_id=review.imported.pk),
    ):
        with pytest.raises(IntakeError):
            again()
    assert [(i.pk, i.state) for i in review.items()] == before


def test_a_late_second_reading_does_not_wipe_what_people_judged(review: ReviewWorld) -> None:
    document = read(word_document(), name="plan.docx")
    before = [i.pk for i in review.items()]
    arrival._lay_out(review.imported, document, read_plan(document))
    assert [i.pk for i in review.items()] == before


def test_an_unforeseen_fault_leaves_its_sentence_and_a_way_on(
    review: ReviewWorld, caplog: pytest.LogCaptureFixture
) -> None:
    Import.objects.filter(pk=review.imported.pk).update(state=ImportState.FAILED)
    ImportedFile.objects.filter(imported=review.imported).delete()
    failed = Import.objects.get(pk=review.imported.pk)
    with caplog.at_level("CRITICAL", logger="samplan"):
        failed = actions.read_import(imported_id=failed.pk)
    assert failed.state == ImportState.FAILED
    assert "Inget har ändrats." in failed.error_sv
    assert failed.error_en.startswith("The document could not be read.")


def test_an_import_waits_until_all_of_it_is_decided(review: ReviewWorld) -> None:
    by = review.coordinator
    assert list(queries.imports_waiting_for(by)) == [review.imported]
    actions.accept_item(by=by, item=review.item(ItemKind.ACTIVITY, "Ta fram"))
    actions.commit_import(by=by, imported=review.imported)
    assert list(queries.imports_waiting_for(by)) == [review.imported]
    actions.accept_all_items(by=by, imported=Import.objects.get(pk=review.imported.pk))
    actions.commit_import(by=by, imported=Import.objects.get(pk=review.imported.pk))
    assert list(queries.imports_waiting_for(by)) == []
