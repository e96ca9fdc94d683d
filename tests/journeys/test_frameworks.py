"""The pages of frameworks: for everybody, by keyboard, on a narrow screen and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.plans.models import FrameworkNode


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county with a framework of its own, a file put into it, and a plan."""
    made = a_workspace()
    assert made.node
    assert made.framework_file
    return made


def addresses(workspace: Workspace) -> list[str]:
    node = workspace.node
    here = f"/arbetsrum/ramverk/{workspace.plan.partnership_id}/"
    one = f"{here}{node.framework.code}/"
    return [
        "/arbetsrum/ramverk/",
        here,
        one,
        f"{one}andra/",
        f"{one}historik/",
        f"{one}las-in/",
        f"{one}las-in/{workspace.framework_file.pk}/",
        f"{one}{node.pk}/",
        f"{one}{node.pk}/flytta/",
        f"{one}{node.pk}/historik/",
    ]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 1280, "light"), ("/en", 320, "dark")], ids=["wide-sv", "narrow-en"]
)
def test_the_pages_are_sound_and_fit(workspace, new_page, axe, language, width, scheme):
    """axe finds nothing, and nothing stands beside the window: 1280 light in Swedish, 320 dark in English."""
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page, workspace.people["administrator"])
    for address in addresses(workspace):
        assert page.goto(language + address).status == 200, address
        open_disclosures(page)
        assert sideways(page) <= 0, address
        assert axe(page) == [], address


def test_a_part_is_added_by_keyboard_alone(workspace, new_page):
    """From the list into the framework, into the form, and saved with Enter."""
    page = new_page(width=1280)
    sign_in(page, workspace.people["administrator"])
    page.goto(addresses(workspace)[1])
    link = page.get_by_role("main").get_by_role("link", name=workspace.node.framework.name).first
    link.focus()
    page.keyboard.press("Enter")
    for name, words in (("level", "grupp"), ("name", "Mycket gamla")):
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Mycket gamla")
    assert FrameworkNode.objects.filter(name="Mycket gamla").count() == 1


def test_on_paper_the_parts_stand_and_the_menu_does_not(workspace, new_page):
    page = new_page(width=1280)
    sign_in(page, workspace.people["administrator"])
    page.goto(addresses(workspace)[2])
    page.emulate_media(media="print")
    assert page.get_by_role("main").get_by_text(workspace.node.name).first.is_visible()
    assert not any(nav.is_visible() for nav in page.locator("header nav").all())
