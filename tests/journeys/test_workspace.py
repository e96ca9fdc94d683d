"""What a coordinator lives through: give a document, review it by the keyboard, edit, meet a colleague, publish."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.factories import PASSWORD
from tests.intake.worlds import word_document
from tests.journeys.test_public import open_disclosures, sideways
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors.models import Person
from samplan.intake import actions as intake
from samplan.intake.models import Import
from samplan.plans import queries
from samplan.plans.models import Activity
from samplan.plans.shapes.items import ItemKind


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county at work."""
    return a_workspace()


def sign_in(page: Page, person: Person) -> None:
    """Signed in, without the form that other tests walk through."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/"}]
    )


def area_page(workspace: Workspace) -> str:
    return f"/arbetsrum/plan/{workspace.plan.pk}/omrade/{workspace.area.pk}/"


def row(page: Page, item: Any, kind: str = "activity"):
    return page.locator(f"#{kind}-{item.pk}")


def edit(page: Page, item: Any, kind: str = "activity"):
    """Open the row's form in its place."""
    row(page, item, kind).locator(".sp-row__do > a").first.click()
    form = row(page, item, kind).locator("form[data-editing]")
    form.wait_for()
    return form


def test_from_a_document_to_a_published_plan(workspace, page):
    """Sign in, give a document, follow the reading, review by J K G, put it in, edit a row, publish."""
    person = workspace.coordinator
    person.set_password(PASSWORD)
    person.save()
    page.goto("/arbetsrum/")
    page.get_by_label("E-post").fill(person.email)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Logga in").click()
    page.get_by_role("link", name="Läs in ett dokument").click()
    page.get_by_role("button", name="Läs in").click()
    expect(page.locator("#id_document_error")).to_contain_text("Ingen fil är vald. Inget har ändrats.")
    expect(page.locator("#id_document")).to_be_focused()
    page.locator("#id_document").set_input_files(
        {"name": "länets plan.docx", "mimeType": "application/octet-stream", "buffer": word_document("1.9 Ny början")}
    )
    page.get_by_role("button", name="Läs in").click()
    page.wait_for_url("**/las-in/*/")
    expect(page.get_by_text("Dokumentet är mottaget och väntar på sin tur.")).to_be_visible()
    imported = Import.objects.order_by("-pk").first()
    intake.read_import(imported_id=imported.pk)
    page.wait_for_url(f"**/las-in/{imported.pk}/granska/")

    review_by_keyboard(page, imported)
    page.get_by_role("button", name="Lägg in det godkända i planen").click()
    page.wait_for_url("**/arbetsrum/plan/*/")
    imported.refresh_from_db()
    page.get_by_role("link", name="1.9 Ny början").click()
    first = Activity.objects.filter(area__plan=imported.plan).order_by("order").first()
    form = edit(page, first)
    form.get_by_label("Aktivitet", exact=True).fill("Ta fram en rutin tillsammans.")
    page.keyboard.press("Control+Enter")
    expect(row(page, first).locator(".sp-row__x")).to_have_text("Ta fram en rutin tillsammans.")
    page.goto(f"/arbetsrum/plan/{imported.plan_id}/publicera/")
    page.get_by_label("Beslutad av").fill("Exempelrådet § 7")
    page.get_by_role("button", name="Ge ut nu").click()
    page.wait_for_url("**/utgava/*/")
    expect(page.locator("main")).to_contain_text("är publicerad")


def review_by_keyboard(page: Page, imported: Import) -> None:
    """J and K move, G accepts and goes on; what is shown follows in the source."""
    current = page.locator(".sp-prop--cur")
    page.get_by_role("link", name="till nästa tveksamma").click()
    page.wait_for_url("**?del=1")
    expect(current).to_have_count(1)
    doubtful = current.get_attribute("data-item")
    assert page.locator(".sp-prop--doubt").count() >= 1
    expect(page.locator("mark.sp-hl--cur").first).to_be_visible()
    page.keyboard.press("j")
    assert current.get_attribute("data-item") != doubtful
    page.keyboard.press("k")
    assert current.get_attribute("data-item") == doubtful
    page.keyboard.press("g")
    expect(page.locator(f'[data-item="{doubtful}"]')).to_contain_text("Godkänd")
    assert imported.items.get(tag=doubtful).state == "accepted"
    expect(current).not_to_have_attribute("data-item", doubtful)
    expect(current).to_be_in_viewport(ratio=0.9)
    for part in (0, 1):
        page.goto(f"/arbetsrum/las-in/{imported.pk}/granska/?del={part}")
        sure = page.get_by_role("button", name=re.compile("^Godkänn (den|de|alla) .*säkra"))
        if sure.count():
            sure.click()
            page.wait_for_load_state()
        for item in page.locator("[data-open]").all():
            tag = item.get_attribute("data-item")
            page.get_by_role("button", name=f"Godkänn {tag}", exact=True).click()
            expect(page.locator(f'[data-item="{tag}"]')).to_contain_text("Godkänd")
    expect(page.locator(".sp-bar-top__t")).to_contain_text("allt är granskat")


def test_shortcuts_can_be_turned_off(workspace, page):
    """And stay off on the next page (WCAG 2.1.4)."""
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/las-in/{workspace.imported.pk}/granska/")
    current = page.locator(".sp-prop--cur")
    page.get_by_role("button", name="Stäng av").click()
    before = current.get_attribute("data-item")
    page.keyboard.press("j")
    assert current.get_attribute("data-item") == before
    page.reload()
    page.keyboard.press("j")
    assert current.get_attribute("data-item") == before
    expect(page.get_by_role("button", name="Sätt på kortkommandon")).to_be_visible()


def test_leave_and_go_on_where_one_was(workspace, page):
    """The review opens at the part that one left."""
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/las-in/{workspace.imported.pk}/granska/?del=1")
    page.goto("/arbetsrum/las-in/")
    page.get_by_role("link", name="Fortsätt där du var").click()
    expect(page.locator(".sp-parts__l [aria-current=page]")).to_have_attribute("href", "?del=1")


def test_saved_while_one_writes_closed_by_escape_taken_back(workspace, page):
    """Nobody presses Save: it is saved, said so, closed, and taken back."""
    sign_in(page, workspace.coordinator)
    item = workspace.activity
    page.goto(area_page(workspace))
    form = edit(page, item)
    expect(form.get_by_label("Aktivitet", exact=True)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" med mera")
    expect(form.locator("[data-said]")).to_have_text(re.compile(r"Sparat \d\d\.\d\d"))
    assert Activity.objects.get(pk=item.pk).text == f"{item.text} med mera"
    page.keyboard.type(" och annat")
    page.keyboard.press("Escape")
    expect(row(page, item).locator(".sp-row__x")).to_have_text(f"{item.text} med mera och annat")
    expect(row(page, item).locator(".sp-row__do > a").first).to_be_focused()
    row(page, item).get_by_role("button", name="Ångra").click()
    expect(row(page, item).locator(".sp-row__x")).to_have_text(item.text)


def test_signed_out_in_the_middle_of_a_sentence(workspace, page):
    """The words stay, the page says so, and after signing in elsewhere they are saved."""
    sign_in(page, workspace.coordinator)
    item = workspace.activity
    page.goto(area_page(workspace))
    form = edit(page, item)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    form.get_by_label("Aktivitet", exact=True).fill("Ord som inte får försvinna")
    expect(form.locator("[data-said]")).to_contain_text("Du är utloggad. Dina ord står kvar här")
    page.keyboard.press("Control+Enter")
    expect(form.get_by_label("Aktivitet", exact=True)).to_have_value("Ord som inte får försvinna")
    sign_in(page, workspace.coordinator)
    elsewhere = page.context.new_page()
    elsewhere.goto(area_page(workspace))
    form.get_by_role("button", name="Spara").click()
    expect(row(page, item).locator(".sp-row__x")).to_have_text("Ord som inte får försvinna")


def test_two_browsers_at_once(workspace, new_page):
    """The second sees the first one's words, keeps their own, chooses and saves; nothing is lost on the way."""
    mine, theirs = new_page(), new_page()
    sign_in(mine, workspace.coordinator)
    sign_in(theirs, workspace.people["area_owner"])
    item = workspace.activity
    for page in (mine, theirs):
        page.goto(area_page(workspace))
        edit(page, item)
    theirs.locator("form[data-editing]").get_by_label("Aktivitet", exact=True).fill("Den andras ord")
    theirs.locator("form[data-editing]").get_by_label("Planens år").fill("2027")
    theirs.keyboard.press("Control+Enter")
    expect(row(theirs, item).locator(".sp-row__x")).to_have_text("Den andras ord")

    mine.locator("form[data-editing]").get_by_label("Aktivitet", exact=True).fill("Mina ord")
    both = mine.locator(".sp-both")
    expect(both).to_contain_text(f"{workspace.people['area_owner'].name} har ändrat samtidigt")
    expect(both).to_contain_text("Den andras ord")
    form = mine.locator("form[data-editing]")
    expect(form.get_by_label("Aktivitet", exact=True)).to_have_value("Mina ord")
    expect(form.get_by_label("Planens år")).to_have_value("2027")
    assert Activity.objects.get(pk=item.pk).text == "Den andras ord"
    mine.get_by_role("button", name="Ta den andras").click()
    expect(form.get_by_label("Aktivitet", exact=True)).to_have_value("Den andras ord")
    form.get_by_label("Aktivitet", exact=True).fill("Bådas ord")
    mine.keyboard.press("Control+Enter")
    expect(row(mine, item).locator(".sp-row__x")).to_have_text("Bådas ord")
    found = Activity.objects.get(pk=item.pk)
    assert (found.text, found.year) == ("Bådas ord", 2027)


def test_add_move_and_order_by_keyboard_alone(workspace, page):
    """Tab, Enter, Space and Escape are enough: add a goal, move an activity down."""
    sign_in(page, workspace.coordinator)
    page.goto(area_page(workspace))
    page.get_by_role("link", name="Lägg till mål").focus()
    page.keyboard.press("Enter")
    words = page.locator("#s-goal form[data-editing]").get_by_label("Mål", exact=True)
    expect(words).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#s-goal .sp-problem")).to_contain_text("är tomt. Inget har sparats.")
    expect(words).to_be_focused()
    page.keyboard.type("Ett nytt mål")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#s-goal .sp-row__x").last).to_have_text("Ett nytt mål")
    item = workspace.activity
    summary = row(page, item).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(row(page, item).locator("details")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    row(page, item).get_by_role("button", name="Flytta ner").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s-activity .sp-rows > .sp-row").nth(1)).to_have_id(f"activity-{item.pk}")
    assert queries.siblings_of(ItemKind.ACTIVITY, item.pk)[1] == item.pk


def test_the_reading_fails_and_says_so(workspace, page):
    """A damaged document: the sentence, what is safe, what to do."""
    sign_in(page, workspace.coordinator)
    received = intake.receive_document(
        by=workspace.coordinator, partnership=workspace.plan.partnership, name="trasig.docx", data=b"PK\x03\x04trasig"
    )
    page.goto(f"/arbetsrum/las-in/{received.pk}/")
    intake.read_import(imported_id=received.pk)
    expect(page.locator(".sp-problem")).to_be_visible()
    expect(page.get_by_role("button", name="Försök läsa igen")).to_be_visible()
    expect(page.get_by_role("link", name="Hämta originalet")).to_be_visible()


def addresses(workspace: Workspace) -> dict[str, str]:
    """Every page of the workspace."""
    plan, item = workspace.plan.pk, workspace.activity.pk
    one, proposed = f"/arbetsrum/plan/{plan}/activity/{item}", workspace.proposed().pk
    read, part = f"/arbetsrum/las-in/{workspace.imported.pk}", f"/arbetsrum/las-in/del/{proposed}"
    return {
        "start": "/arbetsrum/",
        "plan": f"/arbetsrum/plan/{plan}/",
        "area": area_page(workspace),
        "change": f"{one}/",
        "history": f"{one}/historik/",
        "move": f"{one}/flytta/",
        "add": f"/arbetsrum/plan/{plan}/responsible/ny/?omrade={workspace.area.pk}",
        "publish": f"/arbetsrum/plan/{plan}/publicera/",
        "check": f"/arbetsrum/plan/{plan}/saknar/",
        "check_gate": f"/arbetsrum/plan/{plan}/saknar/vad-som-stoppar/",
        "imports": "/arbetsrum/las-in/",
        "review": f"{read}/granska/?del=1",
        "undo": f"{read}/ta-ur-planen/",
        "item_add": f"{read}/lagg-till/",
        "item_change": f"{part}/andra/",
        "item_move": f"{part}/flytta/",
        "item_split": f"{part}/dela/",
        "item_drop": f"{part}/ta-bort/",
        "two_steps": "/konto/tva-steg/",
    }


@pytest.mark.parametrize("group", [0, 1, 2, 3])
def test_every_page_is_sound(workspace, page, axe, group):
    """axe finds nothing in Swedish, light and wide, nor in English, dark and narrow; nothing is wider than 320 px."""
    sign_in(page, workspace.coordinator)
    for name, address in list(addresses(workspace).items())[group::4]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        assert axe(page) == [], name
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 360, "height": 900})
        page.goto(f"/en{address}")
        open_disclosures(page)
        assert axe(page) == [], name
        page.set_viewport_size({"width": 320, "height": 700})
        assert sideways(page) <= 0, name


def test_forms_in_their_rows_are_sound(workspace, page, axe):
    """A form in its row, with faults, and beside somebody else's words, light and dark, at 320 px."""
    sign_in(page, workspace.coordinator)
    page.goto(area_page(workspace))
    item = workspace.activity
    form = edit(page, item)
    form.get_by_label("Aktivitet", exact=True).fill("")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".sp-problem")).to_be_visible()
    for scheme, width in (("light", 1280), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == [], scheme
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0
