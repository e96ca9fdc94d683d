"""The yearly follow-up, lived through: twenty questions from a link, clicks and keys counted, and the desk."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect
from tests.followup.worlds import a_round, answer_all, contacts
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in, workspace  # noqa: F401 - a fixture

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Answer, Asked
from samplan.web.followup_letters import token_of

OWN = [f"Har ni gjort påhittad sak nummer {n}?" for n in range(1, 7)]
CLICK, KEY = 3.0, 0.3
"""Seconds that a click takes with what is read before it, and a key: slow on purpose."""


@pytest.fixture
def contact(workspace):  # noqa: F811
    """Somebody with twenty questions, and last year's answers to all."""
    here = workspace.plan.partnership
    last = a_round(here, year=2025, own_questions=OWN)
    for asked in Asked.objects.filter(round=last):
        answer_all(asked, text="Som det var i fjol.")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    return contacts(a_round(here, own_questions=OWN))[0]


def address(contact, end: str = "") -> str:
    return f"/svara/{token_of(contact.pk, contact.key)}/{end}"


class Hands:
    """Counts what somebody presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, Counter()

    def click(self, name: str, role: str = "button") -> None:
        """Press a button or choose by its name."""
        self.pressed["clicks"] += 1
        target = self.page.get_by_role(role, name=name, exact=True)
        target.check() if role == "radio" else target.click()

    def write(self, text: str) -> None:
        """Write in the only text field, after a click in it."""
        self.pressed["clicks"] += 1
        self.pressed["keys"] += len(text)
        self.page.locator("textarea").press_sequentially(text)


def test_twenty_questions_in_ten_minutes_by_last_years_answers_and_some_new(contact, new_page):
    page = new_page(width=360)
    hands = Hands(page)
    page.goto(address(contact))
    for number in range(1, 21):
        expect(page.locator(".sp-prog p")).to_contain_text(f"Fråga {number} av 20")
        if number == 3:
            hands.click("Nej", "radio")
            hands.write("Nämnden sa nej i mars och vill ha ett nytt förslag efter sommaren.")
            expect(page.locator("#spar")).to_contain_text("Sparat")
            hands.click("Nästa fråga")
        elif number == 13:
            hands.click("Hämta svaret och ändra i det")
            hands.write(" Och ont om tid.")
            hands.click("Nästa fråga")
        else:
            hands.click("Inget nytt sedan dess")
    hands.click("Vi är klara")
    expect(page.locator("h1")).to_have_text("Tack, vi har fått era svar")
    contact.asked.refresh_from_db()
    assert contact.asked.finished_at
    answers = {a.question.number: a for a in Answer.objects.filter(asked=contact.asked).select_related("question")}
    assert len(answers) == 20
    assert answers[3].choice == "no"
    assert "Och ont om tid." in answers[13].text
    assert sum(a.nothing_new for a in answers.values()) == 18
    assert hands.pressed["clicks"] == 25
    assert hands.pressed["clicks"] * CLICK + hands.pressed["keys"] * KEY < 600


def test_stop_and_go_on_another_day_without_script_and_by_the_keyboard(contact, new_page):
    page = new_page(java_script_enabled=False, width=320)
    page.goto(address(contact, "4/"))
    page.get_by_label("Delvis").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Tre kurser.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/5/")
    again = new_page(java_script_enabled=False)
    again.goto(address(contact, "4/"))
    assert again.get_by_label("Delvis").is_checked()
    expect(again.locator("textarea")).to_have_value("Tre kurser.")
    # Enter among the choices sends what is chosen, and never last year's answer instead.
    again.get_by_label("Nej").check()
    again.keyboard.press("Enter")
    again.wait_for_url("**/5/")
    assert Answer.objects.get(asked=contact.asked).choice == "no"


def test_two_at_once_see_each_others_answer(contact, new_page):
    mine, theirs = new_page(), new_page()
    mine.goto(address(contact, "13/"))
    theirs.goto(address(contact, "13/"))
    theirs.locator("textarea").press_sequentially("Kollegans ord.")
    expect(theirs.locator("#spar")).to_contain_text("Sparat")
    mine.locator("textarea").press_sequentially("Mina ord.")
    expect(mine.locator("#spar")).to_contain_text("Kollegans ord.")
    mine.get_by_role("button", name="Nästa fråga").click()
    expect(mine.locator("#spar")).to_contain_text("Kollegans ord.")
    expect(mine.locator("textarea")).to_have_value("Mina ord.")
    assert Answer.objects.get(asked=contact.asked).text == "Kollegans ord."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_for_everybody_and_fit_320_pixels(contact, workspace, new_page, axe, scheme):  # noqa: F811
    page = new_page(width=320, color_scheme=scheme)
    here = workspace.plan.partnership
    mine = [address(contact, end) for end in ("3/", "8/", "13/", "klart/")]
    desk = f"/arbetsrum/uppfoljning/{contact.asked.round_id}/"
    last = f"/arbetsrum/uppfoljning/{type(contact.asked.round).objects.get(year=2025).pk}/"
    pages = [*mine, "/svara/x/", *(f"/en{a}" for a in mine[:1])]
    sign_in(page, workspace.coordinator)
    pages += ["/arbetsrum/uppfoljning/", f"/arbetsrum/uppfoljning/ny/{here.pk}/", desk, f"{desk}stang/"]
    pages += [f"{desk}organisation/{contact.asked_id}/", last, f"{last}svar/", f"/en{last}svar/"]
    for one in pages:
        assert page.goto(one).status == (404 if one == "/svara/x/" else 200), one
        open_disclosures(page)
        assert not sideways(page), one
        assert axe(page) == [], one
