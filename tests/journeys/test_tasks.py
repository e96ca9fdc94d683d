"""Mina uppgifter in a browser, the way out of letters, and words that stay when the net or the sign-in goes."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import area_page, edit, row, sign_in
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors.models import Person
from samplan.plans.models import Activity
from samplan.web.mailing import stop_token

TASKS = "/arbetsrum/mina-uppgifter/"


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county at work, with a question that waits."""
    made = a_workspace()
    assert made.ask
    return made


def test_from_a_task_to_its_form_by_the_keyboard(workspace, page, axe):
    """The list is sound in both languages and themes; what the plan lacks comes by itself; Enter opens the form."""
    sign_in(page, workspace.people["area_owner"])
    for language, scheme, width in (("", "light", 1280), ("/en", "dark", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(language + TASKS)
        open_disclosures(page)
        expect(page.locator("[hx-get] .sp-row")).to_have_count(1)
        assert axe(page) == [], language
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(TASKS)
    page.get_by_role("link", name=re.compile("Ange läge")).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Aktivitet", exact=True)).to_be_visible()
    page.goto(TASKS)
    page.get_by_role("link", name=re.compile("^Svara")).click()
    page.wait_for_url("**/fragor/*/")
    expect(page.locator("main form").first).to_be_visible()


def test_without_script_what_the_plan_lacks_is_a_link(workspace, new_page):
    page = new_page(java_script_enabled=False)
    sign_in(page, workspace.people["area_owner"])
    page.goto(TASKS)
    page.get_by_role("link", name="Visa det som du kan ordna").click()
    page.get_by_role("link", name=re.compile("Visa listan")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Planen saknar")


def test_out_of_the_letters_by_one_button(workspace, new_page, axe):
    """A stranger's browser, without sign-in and without script."""
    person = workspace.people["area_owner"]
    with translation.override("sv"):
        address = reverse("digest_stop", args=[stop_token(person)])
    sound = new_page(width=360)
    sound.goto(address)
    assert axe(sound) == []
    page = new_page(java_script_enabled=False)
    page.goto(address)
    page.get_by_role("button", name="Sluta få brev").click()
    expect(page.get_by_role("status")).to_contain_text("Du får inga fler brev")
    assert Person.objects.get(pk=person.pk).digest == "off"


def test_the_net_goes_while_one_writes(workspace, page, cut_off):
    """The page says so, the words stay, and are saved when the net is there again."""
    sign_in(page, workspace.coordinator)
    item = workspace.activity
    page.goto(area_page(workspace))
    form = edit(page, item)
    cut_off(page)
    form.get_by_label("Aktivitet", exact=True).fill("Ord på tåget")
    expect(form.locator("[data-said]")).to_contain_text("Inte sparat än: ingen kontakt. Dina ord står kvar här.")
    assert Activity.objects.get(pk=item.pk).text == item.text
    page.context.set_offline(False)
    expect(form.get_by_label("Aktivitet", exact=True)).to_have_value("Ord på tåget")
    form.get_by_role("button", name="Spara").click()
    expect(row(page, item).locator(".sp-row__x")).to_have_text("Ord på tåget")
    assert Activity.objects.get(pk=item.pk).text == "Ord på tåget"


def test_two_browsers_without_script(workspace, new_page):
    """Who saves second is shown both, with their own words kept, and the other's change of another field stays."""
    mine, theirs = new_page(java_script_enabled=False), new_page(java_script_enabled=False)
    sign_in(mine, workspace.coordinator)
    sign_in(theirs, workspace.people["area_owner"])
    item = workspace.activity
    for page in (mine, theirs):
        page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/activity/{item.pk}/")
    theirs.get_by_label("Aktivitet", exact=True).fill("Den andras ord")
    theirs.get_by_label("Planens år").fill("2027")
    theirs.get_by_role("button", name="Spara").click()
    mine.get_by_label("Aktivitet", exact=True).fill("Mina ord")
    mine.get_by_role("button", name="Spara").click()
    expect(mine.locator(".sp-both")).to_contain_text("Den andras ord")
    expect(mine.get_by_label("Aktivitet", exact=True)).to_have_value("Mina ord")
    assert Activity.objects.get(pk=item.pk).text == "Den andras ord"
    mine.get_by_label("Aktivitet", exact=True).fill("Bådas ord")
    mine.get_by_role("button", name="Spara").click()
    mine.wait_for_url("**/omrade/*/**")
    found = Activity.objects.get(pk=item.pk)
    assert (found.text, found.year) == ("Bådas ord", 2027)
