"""On the page: choose a plan when giving the document, compare, and put it in."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories, worlds

from samplan.intake import actions
from samplan.intake.models import Import
from samplan.plans.models import Activity, Plan
from samplan.plans.queries import plan_file


def text(answer) -> str:
    return unescape(answer.content.decode()).replace("\xa0", " ")


def given(client, plan, file) -> Import:
    """A plan file given to a plan on the page, and read."""
    upload = SimpleUploadedFile("ny.json", file.model_dump_json().encode())
    client.post(reverse("workspace:imports"), {"document": upload, "plan": plan.pk})
    return actions.read_import(imported_id=Import.objects.order_by("-pk")[0].pk)


def with_another_time():
    file = worlds.goal_table_plan()
    first = file.areas[0]
    moved = first.activities[0].model_copy(update={"timeframe": "Vt 2028", "start": None, "end": None})
    return file.model_copy(
        update={
            "areas": [first.model_copy(update={"activities": [moved, *first.activities[1:]]}), *file.areas[1:]],
            "perspectives": [*file.perspectives, "Nationella minoriteter"],
        }
    )


def test_from_the_upload_to_the_changed_plan_and_back(signed_in, workspace):
    plan = workspace.plan
    before = plan_file(plan.pk)
    assert "En ny plan" in text(signed_in.get(reverse("workspace:imports")))
    imported = given(signed_in, plan, with_another_time())
    review = text(signed_in.get(reverse("workspace:review", args=[imported.pk])))
    assert "Godkänn allt och jämför" in review
    assert "Det som redan står där läggs inte in igen." in review
    address = reverse("workspace:place", args=[imported.pk])
    assert signed_in.post(reverse("workspace:commit", args=[imported.pk]), {"allt": "1"})["Location"] == address
    assert plan_file(plan.pk) == before
    told = text(signed_in.get(address))
    assert "Nationella minoriteter" in told
    assert "Ht 2025 / Påbörjat" in told
    assert "Vt 2028" in told
    row = Activity.objects.get(text="Påhittad utbildning nummer 1")
    item = imported.items.get(values__text=row.text)
    answer = signed_in.post(
        address, {f"val-{item.pk}": "ersatt", f"version-{item.pk}": "1", "val-x": "y", "val-999999": "ersatt"}
    )
    assert answer["Location"] == reverse("workspace:plan", args=[plan.pk])
    assert plan_file(plan.pk).areas[0].activities[0].timeframe == "Vt 2028"
    asked = text(signed_in.get(reverse("workspace:undo_import", args=[imported.pk])))
    assert "1 del får den lydelse som den hade före inläsningen" in asked
    undone = text(signed_in.post(reverse("workspace:undo_import", args=[imported.pk]), follow=True))
    assert "1 del har fått tillbaka sin tidigare lydelse." in undone
    assert plan_file(plan.pk) == before


def test_who_is_late_compares_again(signed_in, workspace):
    imported = given(signed_in, workspace.plan, with_another_time())
    actions.accept_all_items(by=workspace.coordinator, imported=imported)
    item = imported.items.get(values__text="Påhittad utbildning nummer 1")
    address = reverse("workspace:place", args=[imported.pk])
    before = plan_file(workspace.plan.pk)
    answer = signed_in.post(address, {f"val-{item.pk}": "ersatt", f"version-{item.pk}": "7"}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    assert "jämför och spara igen" in text(answer)
    assert plan_file(workspace.plan.pk) == before


def test_a_plan_of_another_county_is_no_choice(signed_in, workspace):
    other = factories.a_plan(factories.a_partnership(factories.a_county("97", "Främmande län")))
    answer = signed_in.post(
        reverse("workspace:imports"), {"document": SimpleUploadedFile("ny.txt", b"Text."), "plan": other.pk}
    )
    assert answer.status_code == 422
    assert "Planen finns inte längre. Inget har ändrats." in text(answer)
    assert not Import.objects.exists()


def test_an_import_with_a_plan_of_its_own_has_nothing_to_compare(signed_in, workspace):
    imported = workspace.imported
    address = reverse("workspace:place", args=[imported.pk])
    assert signed_in.get(address)["Location"] == reverse("workspace:review", args=[imported.pk])


@pytest.mark.parametrize("activities", [3, 60])
def test_the_page_costs_the_same_at_two_sizes(signed_in, workspace, activities):
    plan = factories.an_imported_plan(worlds.goal_table_plan(activities), workspace.plan.partnership)
    imported = given(signed_in, Plan.objects.get(pk=plan.pk), worlds.goal_table_plan(activities))
    actions.accept_all_items(by=workspace.coordinator, imported=imported)
    signed_in.get(reverse("workspace:start"))  # the first page after a sign-in asks what the menu shows, once
    with CaptureQueriesContext(connection) as caught:
        assert signed_in.get(reverse("workspace:place", args=[imported.pk])).status_code == 200
    assert len(caught) == 8
