"""The yearly follow-up, lived through: twenty questions from a link, clicks and keys counted, and the desk."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect
from tests.followup.worlds import a_round, answer_all, contacts
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in, workspace  # noqa: F401 - a fixture

from samplan.actors.models import Body
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue
from samplan.followup.models import Answer, Asked, Confirmation, Contact
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


def test_twenty_questions_with_nothing_new_but_two_take_eight_clicks(contact, new_page):
    """Two answers anew, a look at the other eighteen, one click for them all, and done."""
    page = new_page(width=360)
    hands = Hands(page)
    page.goto(address(contact, "3/"))
    hands.click("Nej", "radio")
    hands.write("Nämnden sa nej i mars.")
    expect(page.locator("#spar")).to_contain_text("Sparat")
    hands.click("Nästa fråga")
    hands.click("Delvis", "radio")
    hands.click("Nästa fråga")
    hands.click("Inget nytt på resten (18 frågor)…", "link")
    expect(page.locator(".sp-sum > div")).to_have_count(18)
    hands.click("Ja, inget är nytt")
    hands.click("Vi är klara")
    expect(page.locator("h1")).to_have_text("Tack, vi har fått era svar")
    assert Answer.objects.filter(asked=contact.asked, nothing_new=True).count() == 18
    assert (hands.pressed["clicks"], hands.pressed["keys"]) == (8, 22)


def test_a_colleague_answers_two_questions_from_a_link_of_their_own(contact, new_page):
    page = new_page(width=360)
    page.goto(address(contact, "4/"))
    page.get_by_role("link", name="Skicka frågan till en kollega").click()
    page.get_by_label("6. Föräldrastöd").check()
    page.get_by_label("Kollegans e-post").fill("kollega@exempel.example")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.locator("main")).to_contain_text("Fråga 4, 6. 0 av 2 har ett svar.")
    colleague = Contact.objects.get(email="kollega@exempel.example")
    theirs = new_page(width=360)
    theirs.goto(address(colleague))
    expect(theirs.locator(".sp-prog p")).to_contain_text("Fråga 1 av 2")
    theirs.get_by_role("button", name="Inget nytt sedan dess").click()
    expect(theirs.locator(".sp-prog p")).to_contain_text("Fråga 2 av 2")
    page.reload()
    expect(page.locator("main")).to_contain_text("1 av 2 har ett svar.")
    page.get_by_role("button", name="Ta tillbaka länken").click()
    assert theirs.goto(address(colleague)).status == 404


def test_a_course_with_two_occasions_on_a_phone_without_script(workspace, new_page):  # noqa: F811
    told = {"kind": "courses", "questions": ["course-first-aid"], "targets": {"course-first-aid": 60}}
    mine = contacts(a_round(workspace.plan.partnership, **told))[0]
    page = new_page(java_script_enabled=False, width=320)
    page.goto(address(mine))
    page.get_by_label("Ja", exact=True).check()
    for n, (day, people) in enumerate((("2026-03-12", "Almby kommun 12"), ("2026-05-20", "Region Exempel 3"))):
        rows = page.locator(".sp-occasion").nth(n)
        rows.get_by_label("Dag").fill(day)
        rows.get_by_label("Deltagare från varje arbetsgivare").fill(people)
        page.get_by_role("button", name="Spara och lägg till ett till").click()
    expect(page.locator(".sp-beside")).to_contain_text("60 deltagare. Ni har skrivit in 2 tillfällen, 15 deltagare.")
    page.get_by_role("button", name="Till sista sidan").click()
    page.get_by_role("button", name="Vi är klara").click()
    expect(page.locator("h1")).to_have_text("Tack, vi har fått era svar")


def test_a_list_is_saved_as_one_ticks(workspace, new_page):  # noqa: F811
    mine = contacts(a_gap(workspace))[0]
    page = new_page(width=360)
    page.goto(address(mine))
    page.get_by_role("radio", name="Finns delvis").nth(0).check()
    expect(page.locator("#spar")).to_contain_text("Sparat")
    page.get_by_role("radio", name="Saknas").nth(1).check()
    page.get_by_role("button", name="Spara och gå till sista sidan").click()
    expect(page.locator("h1")).to_have_text("6 frågor är inte besvarade")
    assert [a.choice for a in Answer.objects.filter(asked=mine.asked).order_by("question__number")] == [
        "partly",
        "missing",
    ]


def a_gap(workspace, **more):  # noqa: F811
    """A gap assessment with a joint answer."""
    here = workspace.plan.partnership
    questions = [q.code for q in catalogue.kind("gap").questions]
    region = Body.objects.get(county=here.county, kind="region")
    return a_round(here, kind="gap", questions=questions, joint=(region.pk, ["lan@exempel.example"]), **more)


def test_stop_and_go_on_another_day_without_script_and_by_the_keyboard(contact, new_page):
    page = new_page(java_script_enabled=False, width=320)
    page.goto(address(contact, "4/"))
    page.get_by_label("Delvis").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Tre kurser.")
    page.keyboard.press("Tab")  # the focus areas that the answer is about, folded
    page.keyboard.press("Tab")
    expect(page.locator("button:focus")).to_have_text("Nästa fråga")
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
    actions.share_questions(by=contact, contact_id=contact.pk, codes=["contact"], email="k@exempel.example")
    listed = contacts(a_gap(workspace, year=2027))[0]
    courses = contacts(a_round(here, kind="courses", questions=["course-first-aid"]))[0]
    given = {"on": "2026-03-12", "place": "Almby", "people": "Almby kommun 12"}
    told = {"code": "course-first-aid", "choice": "yes", "more": {"occasions": [given]}}
    actions.save_answer(by=courses, asked_id=courses.asked_id, **told)
    pages += [address(listed, "alla/"), address(courses, "1/"), address(courses, "klart/")]
    pages += [address(contact, "inget-nytt/"), address(contact, "kollega/"), f"/en{address(listed, 'alla/')}"]
    again = actions.close_round(by=SYSTEM, round_id=courses.asked.round_id)
    actions.reopen_round(by=SYSTEM, round_id=again.pk, reason="Fel siffra", due=again.due)
    pages += [f"/arbetsrum/uppfoljning/{again.pk}/", f"/arbetsrum/uppfoljning/{again.pk}/stangning/1/"]
    pages += [f"{last}oppna-igen/", f"{desk}forlang/", f"/arbetsrum/uppfoljning/kontaktpersoner/{here.pk}/"]
    pages += [f"{last}radera/", f"{desk}organisation/{contact.asked_id}/radera/{contact.pk}/", f"/en{last}radera/"]
    pages += [f"/arbetsrum/uppfoljning/ny/{here.pk}/?slag={k.code}" for k in catalogue.kinds()]
    actions.ask_contacts(by=SYSTEM, partnership=here)
    pages += [f"/kontaktperson/{Confirmation.objects.first().key}/", f"{last}ta-over/"]
    for one in pages:
        assert page.goto(one).status == (404 if one == "/svara/x/" else 200), one
        open_disclosures(page)
        assert not sideways(page), one
        assert axe(page) == [], one
