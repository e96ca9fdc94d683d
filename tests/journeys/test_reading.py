"""A reader chooses how pages look: by the keyboard alone, without script, and every choice is as accessible."""

from __future__ import annotations

from itertools import product

import pytest

AREA = "/exempellan/omrade/1-4-suicidprevention/"
LOOKS = [*product(("light", "dark"), ("large", "largest"), ("usual", "more"))]


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def widest(page) -> list[str]:
    """What reaches outside the window, for whoever reads a failure."""
    return page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
        ".map(one => `${one.tagName}.${one.getAttribute('class')} ${one.textContent.slice(0, 30)}`).slice(-12)"
    )


def size(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")


def test_the_keyboard_and_no_script_are_enough(exempellan, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/tillganglighet/")
    page.locator("#las-farger-auto").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tillganglighet/#lasning")
    for address in ("/tillganglighet/", AREA, "/en/", "/konto/login/"):
        page.goto(address)
        root = page.locator("html")
        assert root.get_attribute("data-color-scheme") == "dark"
        assert root.get_attribute("data-text") == "large"


@pytest.mark.parametrize(("colours", "text", "air"), LOOKS)
def test_every_choice_is_as_accessible(exempellan, new_page, axe, colours, text, air):
    """axe finds nothing, and nothing is wider than a page of 320 px."""
    page = new_page(width=320)
    page.goto("/tillganglighet/")
    before = size(page)
    for name in (f"farger-{colours}", f"text-{text}", f"luft-{air}", "rorelse-none"):
        page.locator(f"#las-{name}").check()
    page.get_by_role("button", name="Spara inställningarna").click()
    page.wait_for_url("**/tillganglighet/#lasning")
    assert size(page) == pytest.approx(before * {"large": 1.25, "largest": 1.5}[text])
    for address in ("/tillganglighet/", AREA, "/exempellan/"):
        page.goto(address)
        assert axe(page) == []
        assert sideways(page) <= 0, (address, widest(page))
