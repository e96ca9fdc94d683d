"""Who owns what, lived through: a question and its answer, a hand-over without script, and pages that all can use."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in, workspace  # noqa: F401 - a fixture

from samplan.plans.models import Responsible


def body_of(workspace):  # noqa: F811
    """The body that answers for the first area."""
    return Responsible.objects.get(area=workspace.area, text="Psykiatrin").body


def test_a_question_is_asked_and_declined_and_comes_back(workspace, new_page):  # noqa: F811
    body = body_of(workspace)
    page = new_page()
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/ansvar/fraga/?agare=body-{body.pk}")
    page.get_by_label("Din fråga").fill("Kan ni ta området?")
    page.get_by_role("button", name="Fråga").click()
    page.wait_for_url("**/ansvar/")
    theirs = new_page(width=360)
    sign_in(theirs, workspace.people["area_owner"])
    theirs.goto("/arbetsrum/fragor/")
    theirs.locator("main a:has-text('Svara')").click()
    theirs.get_by_label("Ert svar").select_option("declined")
    theirs.get_by_role("button", name="Spara svaret").click()
    expect(theirs.locator(".sp-problem")).to_contain_text("Skriv varför")
    theirs.get_by_label("Varför").fill("Vi har ingen kvar.")
    theirs.get_by_role("button", name="Spara svaret").click()
    theirs.wait_for_url("**/arbetsrum/fragor/")
    page.reload()
    expect(page.locator("main")).to_contain_text("Vi har ingen kvar.")


def test_a_hand_over_works_without_script_and_by_the_keyboard(workspace, new_page):  # noqa: F811
    body = body_of(workspace)
    factories.a_body(workspace.plan.partnership, "Länspsykiatrin")
    page = new_page(java_script_enabled=False)
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/ansvar/lamna-over/?agare=body-{body.pk}")
    page.locator("input[name=rad]").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Länspsykiatrin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ansvar/?**")
    expect(page.locator("main")).to_contain_text("Överlämnat till Länspsykiatrin.")
    assert Responsible.objects.filter(area=workspace.area, body__name="Länspsykiatrin").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_for_everybody_and_fit_320_pixels(workspace, new_page, axe, scheme):  # noqa: F811
    body, plan = body_of(workspace), f"/arbetsrum/plan/{workspace.plan.pk}/ansvar/"
    people = f"/arbetsrum/personer/{workspace.plan.partnership_id}/organisationer/{body.pk}/blev/"
    page = new_page(width=320, color_scheme=scheme)
    sign_in(page, workspace.coordinator)
    pages = ["", "utan/?alla=1", "tyst/?manader=3", f"fraga/?agare=body-{body.pk}", "lamna-over/"]
    pages.append(f"overlamning/?agare=body-{body.pk}")
    answer = f"/arbetsrum/fragor/{workspace.ask.pk}/"
    for address in (*(plan + p for p in pages), people, "/arbetsrum/fragor/", answer, f"/en{plan}"):
        assert page.goto(address).status == 200, address
        open_disclosures(page)
        assert not sideways(page), address
        assert axe(page) == [], address
