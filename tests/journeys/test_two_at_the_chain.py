"""Two people at the theory of change at the same time, each in a browser of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import a_workspace

from samplan.actors.models import Role
from samplan.plans import actions
from samplan.plans.models import ChainLink


@pytest.fixture
def workspace(transactional_db):
    """A county at work, whose plan has one step."""
    made = a_workspace()
    ends = {"start": ("activity", made.activity.pk), "end": ("goal", made.goal.pk)}
    actions.add_step(by=made.coordinator, plan=made.plan, **ends, assumption="Chefer ger tid.")
    return made


def test_the_second_sees_the_first_ones_words_and_both_are_kept(workspace, new_page, axe):
    """What was typed stays; the other's words stand above it; saved again both are there, and the history tells it."""
    other = factories.a_person(
        "Bo Andra", role=Role.COORDINATOR, partnership=workspace.plan.partnership, password=factories.PASSWORD
    )
    mine, theirs = new_page(width=320), new_page()
    sign_in(mine, workspace.coordinator)
    sign_in(theirs, other)
    address = f"/arbetsrum/plan/{workspace.plan.pk}/kedja/"
    for page in (mine, theirs):
        page.goto(address)
        page.locator("summary").filter(has_text="Ändra steget").click()
    theirs.get_by_label("Det förutsätter").last.fill("Chefer ger tid och pengar.")
    theirs.locator('button[name="do"][value="save"]').click()
    expect(theirs.locator("#h-steg")).to_be_visible()
    mine.get_by_label("Det förutsätter").last.fill("Chefer frågar.")
    mine.locator('button[name="do"][value="save"]').click()
    both = mine.locator(".sp-both")
    expect(both).to_contain_text("Bo Andra har ändrat samtidigt")
    expect(both).to_contain_text("Chefer ger tid och pengar.")
    words = mine.get_by_label("Det förutsätter").last
    expect(words).to_have_value("Chefer frågar.")
    assert axe(mine) == []
    assert ChainLink.objects.get().assumption == "Chefer ger tid och pengar."
    words.fill("Chefer frågar, och ger tid och pengar.")
    mine.locator('button[name="do"][value="save"]').click()
    expect(mine.locator(".sp-both")).to_have_count(0)
    assert ChainLink.objects.get().assumption == "Chefer frågar, och ger tid och pengar."
    mine.goto(f"/arbetsrum/plan/{workspace.plan.pk}/goal/{workspace.goal.pk}/historik/")
    expect(mine.locator(".sp-hist")).to_contain_text("Chefer ger tid och pengar.")
    expect(mine.locator(".sp-hist")).to_contain_text("Bo Andra")
    assert axe(mine) == []
