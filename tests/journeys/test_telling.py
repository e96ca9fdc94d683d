"""From a Word document in words that nobody knows: import, tell three things, read again, accept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.intake.test_telling import strange_document
from tests.journeys.test_public import sideways
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.intake import actions as intake
from samplan.intake.models import Import
from samplan.plans.models import Activity

ANSWERS = {"Hjärtefråga": "Områdets namn", "Löfte": "Det som ska göras", "Dragare": "Vem som ansvarar"}


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county at work."""
    return a_workspace()


def test_three_answers_take_a_strange_document_into_a_plan(workspace, page: Page, axe):
    """By the keyboard's means alone: selects and buttons; the page is clean and fits a narrow window."""
    sign_in(page, workspace.coordinator)
    page.goto("/arbetsrum/las-in/")
    page.locator("#id_document").set_input_files(
        {"name": "löften.docx", "mimeType": "application/octet-stream", "buffer": strange_document()}
    )
    page.get_by_role("button", name="Läs in").click()
    page.wait_for_url("**/las-in/*/")
    imported = Import.objects.order_by("-pk")[0]
    intake.read_import(imported_id=imported.pk)
    page.wait_for_url(f"**/las-in/{imported.pk}/granska/")
    page.get_by_role("link", name="Berätta vad kolumner och rubriker är, och läs om").click()
    expect(page.get_by_role("heading", name="Berätta vad som är vad")).to_be_visible()
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert not sideways(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    for words, meaning in ANSWERS.items():
        page.get_by_label(f"Det här är: ”{words}”").select_option(label=meaning)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / "tell.png", full_page=True)
    page.get_by_role("button", name="Läs om dokumentet").click()
    page.wait_for_url(f"**/las-in/{imported.pk}/")
    intake.read_import(imported_id=imported.pk)
    page.wait_for_url(f"**/las-in/{imported.pk}/granska/")
    expect(page.get_by_text("Länet har sagt att ”Löfte” är: det som ska göras.")).to_be_visible()
    assert axe(page) == []
    page.goto(f"/arbetsrum/las-in/{imported.pk}/granska/?del=1")
    if folder:
        page.screenshot(path=Path(folder) / "review.png", full_page=True)
        page.goto(f"/arbetsrum/las-in/{imported.pk}/beratta/")
        page.screenshot(path=Path(folder) / "tell2.png", full_page=True)
        page.goto(f"/arbetsrum/las-in/{imported.pk}/granska/?del=1")
    expect(page.get_by_role("heading", name="Aktiviteter")).to_be_visible()
    intake.accept_all_items(by=workspace.coordinator, imported=Import.objects.get(pk=imported.pk))
    page.reload()
    page.get_by_role("button", name="Lägg in det godkända i planen").click()
    page.wait_for_url("**/plan/*/")
    assert Activity.objects.filter(text="Elevhälsan får en kurs", area__title="Trygga skolor").count() == 1
