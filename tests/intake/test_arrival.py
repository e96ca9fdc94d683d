"""A document arrives and is read: what that leaves, and what is left of a reading that failed or was cut short."""

from __future__ import annotations

import pytest
from django.apps import apps
from tests.intake.test_telling import column
from tests.intake.worlds import ReviewWorld, a_review, word_document

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.intake import actions, queries, read_plan
from samplan.intake.actions import arrival
from samplan.intake.models import Import, ImportedFile, ProposedItem
from samplan.intake.reading import Reading
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.rules import IMPORT_TRANSITIONS, IntakeError
from samplan.intake.shapes import ImportState
from samplan.plans.models import Plan
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> ReviewWorld:
    return a_review()


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


def test_a_reading_that_was_cut_short_can_start_afresh(review: ReviewWorld, settings: object) -> None:
    Import.objects.filter(pk=review.imported.pk).update(state=ImportState.READING)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # type: ignore[attr-defined]
    actions.read_again(by=review.coordinator, imported=Import.objects.get(pk=review.imported.pk))
    assert Import.objects.get(pk=review.imported.pk).state == ImportState.RECEIVED
    assert actions.read_import(imported_id=review.imported.pk).state == ImportState.REVIEW


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
    arrival._lay_out(review.imported, Reading(document, read_plan(document)))
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


def test_every_state_of_an_import_has_its_ways_on() -> None:
    assert set(IMPORT_TRANSITIONS) == set(ImportState)


def test_a_document_that_could_not_be_read_can_be_laid_aside_and_read_later(review: ReviewWorld) -> None:
    Import.objects.filter(pk=review.imported.pk).update(state=ImportState.FAILED)
    by, failed = review.coordinator, Import.objects.get(pk=review.imported.pk)
    actions.dismiss_import(by=by, imported=failed)
    assert list(queries.imports_waiting_for(by)) == []
    assert list(queries.imports_visible_to(by)) == [review.imported]
    assert queries.original_file(review.imported).startswith(b"PK")
    assert actions.read_import(imported_id=failed.pk).state == ImportState.REVIEW
    Import.objects.filter(pk=failed.pk).update(state=ImportState.COMMITTED)
    with pytest.raises(IntakeError):
        actions.dismiss_import(by=by, imported=failed)


def test_a_document_given_by_mistake_is_laid_aside_and_its_review_goes_on_as_it_was_left(review: ReviewWorld) -> None:
    """Nobody waits for it and nothing in it can be judged meanwhile; taken up again, what was decided still holds."""
    by, imported = review.coordinator, review.imported
    accepted = actions.accept_item(by=by, item=review.items(ItemKind.ACTIVITY)[0])
    before = sorted((item.pk, item.state) for item in imported.items.all())
    assert actions.dismiss_import(by=by, imported=imported).state == ImportState.DISMISSED
    assert list(queries.imports_waiting_for(by)) == []
    assert queries.was_reviewed(imported)
    for judging in (actions.accept_sure_items, actions.commit_import):
        with pytest.raises(IntakeError):
            judging(by=by, imported=imported)
    assert actions.read_again(by=by, imported=imported).state == ImportState.REVIEW
    assert sorted((item.pk, item.state) for item in imported.items.all()) == before
    assert (accepted.pk, "accepted") in before
    assert list(queries.imports_waiting_for(by)) == [imported]


SECRET = "Patienten Påhittad"


def words_in_tables() -> str:
    """Everything that the tables of the import hold, as text and bytes."""
    held = []
    for model in apps.get_app_config("intake").get_models():
        for row in model._default_manager.values():
            held += [bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row.values()]
    return " ".join(held)


def test_a_document_that_must_not_be_kept_is_erased_with_all_that_was_read_in_it(review: ReviewWorld) -> None:
    by, imported = review.coordinator, review.imported
    item = review.items(ItemKind.ACTIVITY)[0]
    actions.change_item(by=by, item=item, values={"text": SECRET})
    actions.tell_reader(by=by, imported=imported, told=[column("Okänt", Meaning.NOTHING)], in_background=False)
    actions.read_import(imported_id=imported.pk)
    assert SECRET in words_in_tables()
    decision = {"decided_by": "Nämnden § 4", "reason": "Uppgift om en patient"}
    with pytest.raises(IntakeError):
        actions.erase_document(by=SYSTEM, imported=imported, **decision)
    actions.dismiss_import(by=by, imported=imported)
    with pytest.raises(NotAllowed):
        actions.erase_document(by=by, imported=imported, **decision)
    for lacking in ({"decided_by": " "}, {"reason": ""}):
        with pytest.raises(IntakeError):
            actions.erase_document(by=SYSTEM, imported=imported, **(decision | lacking))
    assert queries.original_file(imported)
    erased = actions.erase_document(by=SYSTEM, imported=imported, **decision)
    assert (erased.state, erased.erased_by, erased.erased_why) == ("erased", *decision.values())
    held = words_in_tables()
    assert SECRET not in held
    assert "PK" not in held
    assert not ProposedItem.objects.exists()
    for again in (actions.read_again, actions.dismiss_import):
        with pytest.raises(IntakeError):
            again(by=by, imported=erased)


def test_what_stands_in_a_plan_is_not_erased_before_it_is_taken_out(review: ReviewWorld) -> None:
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    actions.commit_import(by=review.coordinator, imported=review.imported)
    with pytest.raises(IntakeError):
        actions.erase_document(by=SYSTEM, imported=review.imported, decided_by="Nämnden", reason="Prövas")
    assert queries.original_file(review.imported)
    actions.undo_import(by=review.coordinator, imported=review.imported)
    actions.dismiss_import(by=review.coordinator, imported=review.imported)
    erased = actions.erase_document(by=SYSTEM, imported=review.imported, decided_by="Nämnden", reason="Prövas")
    assert erased.state == ImportState.ERASED
    assert not ImportedFile.objects.exists()


def test_what_was_taken_out_of_a_plan_is_laid_aside_and_taken_up_again(review: ReviewWorld) -> None:
    by, imported = review.coordinator, review.imported
    actions.accept_all_items(by=by, imported=imported)
    actions.commit_import(by=by, imported=imported)
    actions.undo_import(by=by, imported=imported)
    actions.dismiss_import(by=by, imported=imported)
    actions.read_again(by=by, imported=imported)
    actions.commit_import(by=by, imported=imported)
    imported.refresh_from_db()
    assert imported.state == ImportState.COMMITTED
    assert Plan.objects.filter(pk=imported.plan_id, removed_at=None).exists()
