"""What goes wrong while somebody answers, on a phone: no contact, a link that ends, a round that closes."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.journeys.test_followup import address, contact  # noqa: F401 - a fixture
from tests.journeys.test_public import sideways
from tests.journeys.test_workspace import workspace  # noqa: F401 - a fixture

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Answer

WORDS = "Det tog en kväll att skriva det här."


def test_without_contact_it_is_said_and_what_was_written_is_saved_later(contact, new_page, cut_off):  # noqa: F811
    page = new_page(width=320)
    page.goto(address(contact, "13/"))
    cut_off(page)
    page.locator("textarea").press_sequentially(WORDS)
    expect(page.locator("#spar")).to_contain_text("Det gick inte att spara nu")
    page.context.set_offline(False)
    page.locator("textarea").press_sequentially(" Och nu igen.")
    expect(page.locator("#spar")).to_contain_text("Sparat")
    assert Answer.objects.get(asked=contact.asked).text == f"{WORDS} Och nu igen."


def test_a_link_that_ends_while_one_writes_is_told_beside_the_words_and_gives_them_back(contact, new_page):  # noqa: F811
    page = new_page(width=320)
    page.goto(address(contact, "13/"))
    actions.revoke_link(by=SYSTEM, contact_id=contact.pk)
    page.locator("textarea").press_sequentially(WORDS)
    expect(page.locator("#spar")).to_contain_text("Länken har slutat gälla")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("textarea")).to_have_value(WORDS)
    page.get_by_role("button", name="Nästa fråga").click()
    expect(page.locator("h1")).to_have_text("Länken gäller inte")
    expect(page.locator("main")).to_contain_text(WORDS)
    assert not sideways(page)


def test_a_round_that_closes_meanwhile_gives_the_words_back_without_script(contact, new_page, axe):  # noqa: F811
    page = new_page(java_script_enabled=False, width=320)
    page.goto(address(contact, "13/"))
    actions.close_round(by=SYSTEM, round_id=contact.asked.round_id)
    page.locator("textarea").fill(WORDS)
    page.get_by_role("button", name="Nästa fråga").click()
    expect(page.locator("h1")).to_have_text("Uppföljningen är stängd")
    expect(page.get_by_role("alert")).to_contain_text(WORDS)
    assert not Answer.objects.filter(asked=contact.asked).exists()
