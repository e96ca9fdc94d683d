"""Who reviews while the net goes or the session ends is told at once, and Tab alone is enough to review."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import Workspace, a_workspace, an_import

from samplan.intake.models import Import, ProposedItem


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county at work."""
    return a_workspace()


@pytest.fixture
def imported(workspace, page: Page) -> Import:
    """A document that waits to be reviewed, its second part open before the coordinator."""
    read = an_import(workspace.coordinator, workspace.plan.partnership)
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/las-in/{read.pk}/granska/?del=1")
    return read


def accepted(imported: Import) -> int:
    return ProposedItem.objects.filter(imported=imported, state="accepted").count()


def test_the_net_goes_while_one_reviews(imported, page, cut_off):
    """The page says so where it can be seen, and the same press counts when the net is there again."""
    first = page.locator("[data-item][data-open] [data-key=g]").first
    cut_off(page)
    before = accepted(imported)
    first.click()
    expect(page.locator("#sagt")).to_contain_text("Ingen kontakt. Det senaste är inte sparat.")
    assert page.locator("#sagt").bounding_box()["width"] > 100
    assert accepted(imported) == before
    page.context.set_offline(False)
    first.click()
    expect(page.locator("#sagt")).to_contain_text("är godkänd")
    assert accepted(imported) > before


def test_the_session_ends_while_one_reviews(workspace, imported, page):
    """What was pressed is told to be lost; after signing in elsewhere the review goes on from the same page."""
    first = page.locator("[data-item][data-open] [data-key=g]").first
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    before = accepted(imported)
    first.click()
    expect(page.locator("#sagt")).to_contain_text("Du är utloggad. Det senaste är inte sparat.")
    assert page.locator("#sagt").bounding_box()["width"] > 100
    assert accepted(imported) == before
    sign_in(page, workspace.coordinator)
    first.click()
    expect(page.locator("#sagt")).to_contain_text("är godkänd")
    assert accepted(imported) > before


def test_who_tabs_comes_past_the_source_in_one_step(imported, page):
    """The source has a stop for each mark; whoever works by Tab alone steps over all of them to the first choice."""
    skip = page.get_by_role("link", name="Hoppa till förslaget")
    page.locator(".sp-bar-top button, .sp-bar-top a").last.focus()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.sp-review__prop'))")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
