"""What becomes of follow-up, lived through: a draft becomes a statement, and the pages are for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.followup.worlds import a_round, answer, contacts
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in, workspace  # noqa: F401 - a fixture

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.actions import Said
from samplan.followup.models import Asked, Round
from samplan.publishing import actions as publishing


@pytest.fixture
def closed(workspace) -> Round:  # noqa: F811
    """A closed round with a judged year, one body that may be named, and a recommendation."""
    here, plan = workspace.plan.partnership, workspace.plan
    round_ = a_round(here, year=2025)
    asked = list(Asked.objects.filter(round=round_).order_by("pk"))
    for place, one in enumerate(asked):
        answer(one, "suicide-plan", "yes" if place else "no", "Påhittat svar.")
    first = contacts(round_)[0]
    actions.give_consent(by=first, asked_id=first.asked_id, names=True)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    told = {"kind": "activity", "item_id": workspace.activity.pk, "said": Said(value="done", text="Två kurser.")}
    actions.judge(by=SYSTEM, plan=plan, year=2025, **told)
    actions.recommend(by=SYSTEM, partnership=here, year=2025, text="Anta en plan.", body_id=asked[0].body_id)
    return round_


def test_a_draft_becomes_a_statement_with_its_sources_one_click_away(closed, workspace, new_page):  # noqa: F811
    page = new_page()
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/uppfoljning/{closed.pk}/sammanstall/")
    page.locator("a[href*='fraga=suicide-plan&svar=yes']").click()
    page.get_by_label("Text", exact=True).fill("[antal] har en antagen plan.")
    page.get_by_role("button", name="Spara påståendet").click()
    expect(page.get_by_text("Ett par kommuner har en antagen plan.").first).to_be_visible()
    page.locator("summary", has_text="2 av 3, 1 säger emot").first.click()
    expect(page.get_by_text("Påhittat svar.").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_for_everybody_and_fit_320_pixels(closed, workspace, new_page, axe, scheme):  # noqa: F811
    here, plan = workspace.plan.partnership, workspace.plan
    asked = Asked.objects.filter(round=closed).order_by("-pk").first()
    told = {"text": "[antal] har en antagen plan.", "sources": [(asked.pk, "suicide-plan")]}
    made = actions.add_statement(by=SYSTEM, round_id=closed.pk, **told)
    assert workspace.edition
    publishing.publish_followup(by=SYSTEM, partnership=here, year=2025)
    desk, year = f"/arbetsrum/uppfoljning/{closed.pk}/", f"/arbetsrum/uppfoljning/lan/{here.pk}/ar/2025/"
    judged, public = f"/arbetsrum/plan/{plan.pk}/bedomning/", f"/{plan.county.slug}/uppfoljning/"
    pages = [f"{desk}{end}" for end in ("sammanstall/", "pastaende/ny/", f"pastaende/{made.pk}/", "namn/", "svar/")]
    pages += [f"{desk}ratta/{asked.pk}/suicide-plan/", year, f"{year}ge-ut/", f"{year}ta-tillbaka/1/"]
    pages += [f"{year}faktablad/{asked.body_id}/", f"/arbetsrum/uppfoljning/lan/{here.pk}/rekommendationer/"]
    pages += [judged, f"{judged}2025/", f"{judged}2025/activity/{workspace.activity.pk}/"]
    pages += [f"/arbetsrum/plan/{plan.pk}/andrat/", public, f"{public}2025/1/", f"/en{public}", f"/en{year}"]
    page = new_page(width=320, color_scheme=scheme)
    sign_in(page, workspace.coordinator)
    for one in pages:
        assert page.goto(one).status == 200, one
        assert axe(page) == [], one
        # The open menu lies over the plan's own, of which axe then sees slivers: both are looked at, one at a time.
        open_disclosures(page, but=".sp-menu" if one == f"{judged}2025/" else "")
        assert not sideways(page), one
        assert axe(page) == [], one


def test_without_javascript_a_statement_is_made_and_a_year_is_read(closed, workspace, new_page):  # noqa: F811
    page = new_page(java_script_enabled=False)
    sign_in(page, workspace.coordinator)
    asked = Asked.objects.filter(round=closed).order_by("-pk").first()
    page.goto(f"/arbetsrum/uppfoljning/{closed.pk}/pastaende/ny/?fraga=suicide-plan&svar=yes")
    page.locator("[name=text]").fill("[antal] har en antagen plan.")
    page.get_by_role("button", name="Spara påståendet").click()
    assert "Ett par kommuner har en antagen plan." in page.content()
    page.goto(f"/arbetsrum/uppfoljning/lan/{asked.round.partnership_id}/ar/2025/")
    assert "Två kurser." in page.content()
