"""Two people who pass a plan to another framework at the same time, each in a browser of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import a_workspace
from tests.web.workspace.test_two_savers import passing_of

from samplan.actors.models import Role
from samplan.plans.models import NodeTag


@pytest.fixture
def workspace(transactional_db):
    """A county at work."""
    return a_workspace()


def test_what_both_ticked_is_kept(workspace, new_page, axe):
    """The second sees what the first confirmed above one's own boxes, all ticked; confirmed again both are there."""
    page, areas, new, _old = passing_of(workspace)
    other = factories.a_person(
        "Bo Andra", role=Role.COORDINATOR, partnership=workspace.plan.partnership, password=factories.PASSWORD
    )
    mine, theirs = new_page(width=320), new_page()
    for browser, person in ((mine, workspace.coordinator), (theirs, other)):
        sign_in(browser, person)
        browser.goto(page)
    theirs.locator(f"#area-{areas[0]}-{new[1]}").check()
    theirs.get_by_role("button", name="Bekräfta det ikryssade").click()
    expect(theirs.get_by_text("Taggarna i det nya ramverket är sparade.")).to_be_visible()
    mine.locator(f"#area-{areas[0]}-{new[2]}").check()
    mine.get_by_role("button", name="Bekräfta det ikryssade").click()
    both = mine.locator(".sp-both").first
    expect(both).to_contain_text("Bo Andra har ändrat samtidigt")
    expect(both).to_contain_text("Ungdom")
    for node in new:
        expect(mine.locator(f"#area-{areas[0]}-{node}")).to_be_checked()
    assert axe(mine) == []
    mine.get_by_role("button", name="Bekräfta det ikryssade").click()
    expect(mine.locator(".sp-both")).to_have_count(0)
    assert set(NodeTag.objects.filter(area=areas[0], node__in=new).values_list("node", flat=True)) == set(new)
