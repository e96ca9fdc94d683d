"""What is accepted goes into a plan, and a whole import comes out of it again; nothing is lost on the way."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from tests import factories
from tests.intake.worlds import ReviewWorld, a_review

from samplan.documents.folding import words
from samplan.intake import actions, queries
from samplan.intake.models import Import, ProposedItem
from samplan.intake.rules import IntakeError
from samplan.intake.shapes import ImportState, ItemState
from samplan.plans import actions as plans
from samplan.plans.models import Plan
from samplan.plans.queries import plan_content, plan_file, plan_for_editing
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.layouts import document_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> ReviewWorld:
    return a_review()


def state_of(item: ProposedItem) -> str:
    item.refresh_from_db()
    return item.state


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


def test_put_in_twice_says_that_it_stands_there_already(review: ReviewWorld) -> None:
    """Two tabs: the second is not told that nothing was accepted."""
    by = review.coordinator
    actions.accept_item(by=by, item=review.items(ItemKind.ACTIVITY)[0])
    actions.commit_import(by=by, imported=review.imported)
    with pytest.raises(IntakeError) as told:
        actions.commit_import(by=by, imported=review.imported)
    assert told.value.sentences.sv == "Det godkända står redan i planen. Inget har ändrats. Godkänn fler delar först."
    assert told.value.sentences.en.startswith("What is accepted stands in the plan already.")


def test_no_step_is_offered_to_be_taken_back_once_it_stands_in_the_plan(review: ReviewWorld) -> None:
    """What is offered can be done: put in, there is nothing to take back; one step more, there is."""
    by, items = review.coordinator, review.items(ItemKind.ACTIVITY)
    actions.accept_item(by=by, item=items[0])
    assert queries.review_page(review.imported).can_take_back
    actions.commit_import(by=by, imported=review.imported)
    assert not queries.review_page(review.imported).can_take_back
    assert actions.take_back_step(by=by, imported=review.imported) is None
    actions.accept_item(by=by, item=items[1])
    assert queries.review_page(review.imported).can_take_back
    actions.undo_import(by=by, imported=review.imported)
    assert queries.review_page(review.imported).can_take_back


def test_an_import_waits_until_all_of_it_is_decided(review: ReviewWorld) -> None:
    by = review.coordinator
    assert list(queries.imports_waiting_for(by)) == [review.imported]
    actions.accept_item(by=by, item=review.item(ItemKind.ACTIVITY, "Ta fram"))
    actions.commit_import(by=by, imported=review.imported)
    assert list(queries.imports_waiting_for(by)) == [review.imported]
    actions.accept_all_items(by=by, imported=Import.objects.get(pk=review.imported.pk))
    actions.commit_import(by=by, imported=Import.objects.get(pk=review.imported.pk))
    assert list(queries.imports_waiting_for(by)) == []


def test_what_an_undone_import_left_empty_is_gone_and_the_import_gets_a_new_plan(review: ReviewWorld) -> None:
    by = review.coordinator
    for item in review.items(ItemKind.PLAN):
        actions.change_item(by=by, item=item, values={"title": None})
    actions.restore_item(by=by, item=review.items(ItemKind.PLAN)[0])
    actions.accept_item(by=by, item=review.item(ItemKind.GOAL, "Färre"))
    plan = actions.commit_import(by=by, imported=review.imported)
    assert actions.undo_import(by=by, imported=review.imported).plan_removed
    assert Plan.objects.get(pk=plan.pk).removed_at is not None
    again = actions.commit_import(by=by, imported=Import.objects.get(pk=review.imported.pk))
    assert again.pk != plan.pk
    assert [g.text for g in plan_file(again.pk).areas[0].goals] == ["Färre mår dåligt i länet."]


def test_an_edition_begins_as_the_document_did() -> None:
    source = docx.Document()
    source.add_heading("Handlingsplan psykisk hälsa 2025–2027", 0)
    source.add_heading("Förord", 1)
    source.add_paragraph("Vi som har skrivit planen är påhittade.")
    source.add_heading("Fokusområde 1 – Förebyggande och främjande", 1)
    source.add_heading("1.1 Skolans roll", 2)
    table = source.add_table(rows=0, cols=2)
    for row in (("Kortsiktiga mål", "Aktiviteter"), ("Alla skolor har en rutin.", "Ta fram en rutin.")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    source.add_heading("Ordlista", 1)
    source.add_paragraph("Suicid betyder självmord.")
    kept = BytesIO()
    source.save(kept)
    review = a_review(kept.getvalue())
    actions.accept_all_items(by=review.coordinator, imported=review.imported)
    plan = actions.commit_import(by=review.coordinator, imported=review.imported)
    printed = [text for text, _ in document_of(plan_content(plan.pk)).texts()]
    at = [printed.index(text) for text in ("Inledning", "Förord", "Vi som har skrivit planen är påhittade.")]
    assert at == [0, 1, 2]
    assert printed.index("1.1 Skolans roll") < printed.index("Övrig text i planen") < printed.index("Ordlista")
    assert printed.count("Suicid betyder självmord.") == 1


def test_what_is_left_of_a_document_in_a_plan_is_laid_aside_with_a_reason(review: ReviewWorld) -> None:
    by = review.coordinator
    with pytest.raises(IntakeError, match="Nothing of the document"):
        actions.drop_rest(by=by, imported=review.imported, reason="Står i en annan plan")
    actions.accept_item(by=by, item=review.item(ItemKind.ACTIVITY, "Ta fram"))
    actions.commit_import(by=by, imported=review.imported)
    assert review.imported in queries.imports_waiting_for(by)
    with pytest.raises(IntakeError):
        actions.drop_rest(by=by, imported=review.imported, reason="  ")
    left = [item.pk for item in review.items() if item.state == ItemState.WAITING]
    assert actions.drop_rest(by=by, imported=review.imported, reason="Står i en annan plan") == len(left) > 0
    assert {i.drop_reason for i in review.items() if i.pk in left} == {"Står i en annan plan"}
    assert review.imported not in queries.imports_waiting_for(by)
    with pytest.raises(IntakeError, match="reviewed already"):
        actions.drop_rest(by=by, imported=review.imported, reason="Igen")
    actions.take_back_step(by=by, imported=review.imported)
    assert [item.pk for item in review.items() if item.state == ItemState.WAITING] == left
