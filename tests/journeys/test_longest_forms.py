"""The three longest forms of the workspace, filled in by keyboard alone, without script, on a narrow screen.

Longest are those with the most fields: what stops an edition (one choice for each question of the plan check), the
next version (a choice for each item beside the head), and what a figure of the county's own is and is to become.
"""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.analysis import queries as analysis
from samplan.plans import queries
from samplan.plans.models import Activity, Plan
from samplan.plans.shapes.findings import GateLevel

STOPS = """form => {
  const seen = new Set(), found = [];
  for (const c of form.querySelectorAll('input, select, textarea, button, a[href], summary')) {
    if (c.disabled || c.type === 'hidden' || !c.getClientRects().length) continue;
    if (c.type === 'radio') {
      if (seen.has(c.name)) continue;
      seen.add(c.name);
    }
    found.push(c.type === 'radio' ? c.name : c.id || c.name || c.textContent.trim());
  }
  return found;
}"""
"""Where the Tab key must stop in a form, in order: each control once, and each group of radio buttons once."""

HERE = """() => {
  const c = document.activeElement, box = c.getBoundingClientRect(), look = getComputedStyle(c);
  const x = box.x + box.width / 2, y = box.y + Math.min(box.height / 2, 20), on = document.elementFromPoint(x, y);
  return {
    at: c.type === 'radio' ? c.name : c.id || c.name || c.textContent.trim(),
    seen: !!on && (c === on || c.contains(on) || on.contains(c)),
    marked: look.outlineStyle !== 'none' || look.boxShadow !== 'none',
    named: [...(c.labels || []), c].some(one => one.textContent.trim()) || c.hasAttribute('aria-label'),
  };
}"""
"""Where the focus is: the control's name, whether it can be seen there, is marked, and says what it is."""

HEADED = "form:has(#id_{})"


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county at work."""
    return a_workspace()


@pytest.fixture
def at_the_keyboard(workspace, new_page) -> Page:
    """The coordinator, at 320 px and without script."""
    page = new_page(width=320, height=700, java_script_enabled=False, reduced_motion="reduce")
    sign_in(page, workspace.coordinator)
    return page


def tab_to(page: Page, name: str, most: int = 200) -> list[str]:
    """Press Tab until the focus is on a control; where it has been. Each stop is to be seen, marked and named."""
    been = []
    for _press in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        been.append(here["at"])
        if here["at"] == name:
            return been
    raise AssertionError(f"{name} is not reached: {been}")


def walk(page: Page, form: str) -> list[str]:
    """Through a whole form from its first control to its last, by Tab: every stop in its order, seen and marked."""
    stops = page.locator(form).evaluate(STOPS)
    tab_to(page, stops[0])
    before = stops[0]
    for name in stops[1:]:
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        for _part in range(3):  # a day has a stop for each of its parts, and one for its calendar
            if here["at"] == before:
                page.keyboard.press("Tab")
                here = page.evaluate(HERE)
        before = name
        assert here == {"at": name, "seen": True, "marked": True, "named": True}
    return stops


def type_day(page: Page, name: str, day: str) -> None:
    """Write a day in its three parts, in the order that the browser has them."""
    tab_to(page, name)
    parts = dict(zip(("year", "month", "day"), day.split("-"), strict=True))
    order = page.evaluate("new Intl.DateTimeFormat().formatToParts().map(part => part.type)")
    for part in (one for one in order if one in parts):
        page.keyboard.type(parts[part])
        if part == "year":  # it may have six figures, so it does not go on by itself
            page.keyboard.press("ArrowRight")
    expect(page.locator(f"#{name}")).to_have_value(day)


def test_what_stops_an_edition_is_chosen_from_the_first_question_to_the_last(workspace, at_the_keyboard):
    """Each question is one stop; the first and the last are changed by arrows; Enter saves, and the page tells it."""
    page, here = at_the_keyboard, f"/arbetsrum/plan/{workspace.plan.pk}/saknar/vad-som-stoppar/"
    form = "main form:has(select)"
    page.goto(here)
    stops = walk(page, form)
    assert len(stops) > 60
    page.goto(here)
    first, last = stops[0], stops[-3]
    chosen = {}
    for name in (first, last):
        tab_to(page, name)
        field = page.locator(f"#{name}")
        before = field.input_value()
        page.keyboard.press("Home" if before != GateLevel.OFF else "End")
        assert field.input_value() != before
        chosen[field.get_attribute("name")] = field.input_value()
    tab_to(page, "Spara")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_be_visible()
    told = queries.gate_levels(workspace.plan.partnership_id)
    assert {name: told[name] for name in chosen} == {name: GateLevel(value) for name, value in chosen.items()}


def test_the_next_version_is_chosen_item_by_item(workspace, at_the_keyboard):
    """A fault leads to its field and loses no choice; arrows choose, one stop for each item."""
    page, activity = at_the_keyboard, workspace.activity
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/nasta/")
    stops = walk(page, HEADED.format("valid_from"))
    assert len(stops) > 10
    page.reload()
    tab_to(page, "id_title")
    page.keyboard.press("Control+A")
    page.keyboard.type("Nästa plan")
    type_day(page, "id_valid_from", "2030-01-01")
    type_day(page, "id_valid_to", "2029-01-01")
    tab_to(page, f"activity-{activity.pk}")
    dropped = page.locator(f"#activity-{activity.pk}-drop")
    for _choice in range(3):
        if not dropped.is_checked():
            page.keyboard.press("ArrowDown")
    expect(dropped).to_be_checked()
    tab_to(page, "Gör den nya planen")
    page.keyboard.press("Enter")
    expect(page.locator("#id_valid_to")).to_be_focused()
    expect(page.locator("#id_valid_to_error")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Nästa plan")
    expect(dropped).to_be_checked()
    page.keyboard.press("Shift+Tab")
    type_day(page, "id_valid_to", "2033-12-31")
    tab_to(page, "Gör den nya planen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/versioner/")
    made = Plan.objects.get(title="Nästa plan")
    assert (made.valid_from, made.valid_to) == (date(2030, 1, 1), date(2033, 12, 31))
    assert not Activity.objects.filter(area__plan=made, text=activity.text).exists()


def test_a_figure_of_the_countys_own_is_defined_and_aimed(workspace, at_the_keyboard):
    """From what is measured to where the plan wants to go; a fault in either half leads to its field."""
    page, figure = at_the_keyboard, workspace.some_figures.figure
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/siffror/{figure.pk}/")
    stops = walk(page, HEADED.format("polarity"))
    assert len(stops) >= 12
    page.reload()
    tab_to(page, "id_title")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    tab_to(page, "id_definition")
    page.keyboard.press("Control+A")
    page.keyboard.type("Elever i årskurs 9, räknade i maj.")
    tab_to(page, "id_target")
    page.keyboard.press("Control+A")
    page.keyboard.type("75")
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_be_focused()
    expect(page.locator("#id_definition")).to_have_value("Elever i årskurs 9, räknade i maj.")
    page.keyboard.type("Elever som trivs")
    tab_to(page, "id_target")
    page.keyboard.press("Control+A")
    page.keyboard.type("många")
    page.keyboard.press("Enter")
    expect(page.locator("#id_target")).to_be_focused()
    expect(page.locator("#id_title")).to_have_value("Elever som trivs")
    page.keyboard.press("Control+A")
    page.keyboard.type("80")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Elever som trivs")
    told = analysis.figure_shape(figure.pk)
    assert (told.definition.definition, told.aim.target) == ("Elever i årskurs 9, räknade i maj.", 80)
