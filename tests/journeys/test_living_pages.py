"""People, versions, what is waited for, what has happened, purging, adoptions and snapshots: pages for everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors.models import Body
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Dependency, Goal, Plan
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.models import Adoption, Edition


@pytest.fixture
def workspace(live_server, transactional_db) -> Workspace:
    """A county at work: a decision that is waited for, something removed, a next version and an edition."""
    made = a_workspace()
    assert made.dependency
    assert made.gone
    assert made.edition
    plans.roll_forward(by=SYSTEM, plan=made.plan, title="Nästa plan för psykisk hälsa")
    return made


def addresses(workspace: Workspace) -> list[str]:
    plan, here = f"/arbetsrum/plan/{workspace.plan.pk}/", workspace.plan.partnership
    people = f"/arbetsrum/personer/{here.pk}/"
    reader = workspace.people["reader"]
    unit = Body.objects.filter(county=here.county, kind="unit").first()
    waits = workspace.dependency.pk
    edition = f"{plan}utgava/{workspace.edition.label}/antaganden/"
    party = Body.objects.filter(county=here.county, kind="municipality").order_by("code").first()
    return [
        "/arbetsrum/personer/",
        people,
        f"{people}bjud-in/",
        f"{people}{reader.pk}/",
        f"{people}organisationer/",
        f"{people}organisationer/{unit.pk}/",
        "/arbetsrum/min-sida/",
        f"{plan}versioner/",
        f"{plan}nasta/",
        f"{plan}vantar/",
        f"{plan}vantar/ny/",
        f"{plan}behov/{workspace.need.pk}/omraden/",
        f"{plan}vantar/{waits}/vilka/",
        f"{plan}vantar/{waits}/beslut/",
        f"{plan}handelser/",
        f"{plan}borttaget/",
        f"{plan}goal/{workspace.gone.pk}/rensa/",
        edition,
        f"{edition}{party.pk}/",
        f"{plan}arslage/",
    ]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 1280, "light"), ("/en", 320, "dark")], ids=["wide-sv", "narrow-en"]
)
def test_the_pages_are_sound_and_fit(workspace, new_page, axe, language, width, scheme):
    """axe finds nothing, and nothing stands beside the window: 1280 light in Swedish, 320 dark in English."""
    Plan.objects.filter(pk=workspace.plan.pk).update(mode="running")
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page, workspace.people["administrator"])
    for address in addresses(workspace):
        assert page.goto(language + address).status == 200, address
        open_disclosures(page)
        assert sideways(page) <= 0, address
        assert axe(page) == [], address


def test_a_decision_and_its_news_without_script(workspace, new_page):
    """The coordinator writes the decision down; the area's owner is told among the tasks, and notes it."""
    desk = new_page(java_script_enabled=False)
    sign_in(desk, workspace.coordinator)
    desk.goto(f"/arbetsrum/plan/{workspace.plan.pk}/vantar/{workspace.dependency.pk}/beslut/")
    desk.get_by_label("Vad har beslutats?").fill("Länsrådet § 7")
    desk.locator("main form button[type=submit]").first.click()
    desk.wait_for_url("**/vantar/")
    assert Dependency.objects.get(pk=workspace.dependency.pk).released_on is not None
    theirs = new_page(width=320, java_script_enabled=False)
    sign_in(theirs, workspace.people["area_owner"])
    theirs.goto("/arbetsrum/mina-uppgifter/")
    expect(theirs.locator("main")).to_contain_text("Beslutet som dina områden väntade på är fattat.")
    theirs.get_by_role("button", name=re.compile("^Noterat")).click()
    expect(theirs.locator("main")).not_to_contain_text("Beslutet som dina områden väntade på är fattat.")


def test_an_adoption_without_script_is_read_by_everybody(workspace, new_page, axe):
    page = new_page(java_script_enabled=False)
    sign_in(page, workspace.coordinator)
    edition = workspace.edition
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/utgava/{edition.label}/antaganden/")
    page.get_by_role("link", name=re.compile("^Skriv beslutet")).last.click()
    page.get_by_label("Vad har beslutats?").select_option("adopted")
    page.get_by_label("Beslutsdag").fill("2026-02-03")
    page.locator("input[name=reference]").fill("Kommunstyrelsen § 12")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url("**/antaganden/")
    assert Adoption.objects.get().reference == "Kommunstyrelsen § 12"
    anybody = new_page(width=320, color_scheme="dark")
    anybody.goto(f"/{edition.county_slug}/{edition.plan_slug}/utgava/{edition.label}/")
    expect(anybody.get_by_role("table", name=re.compile("Planens ägare"))).to_contain_text("Kommunstyrelsen § 12")
    assert sideways(anybody) <= 0
    assert axe(anybody) == []


def test_purging_and_the_log_without_script(workspace, new_page):
    """The archive comes first; the word of its name lets the purge through, and the log still opens."""
    page = new_page(java_script_enabled=False)
    sign_in(page, workspace.people["administrator"])
    gone = workspace.gone
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/borttaget/")
    page.get_by_role("link", name=re.compile("^Rensa")).first.click()
    with page.expect_download() as caught:
        page.locator("a[href$='arkiv.json']").click()
    word = caught.value.suggested_filename.removesuffix(".json").rsplit("-", 1)[1]
    page.locator("input[name=word]").fill(word)
    page.get_by_label("Vem har beslutat?").fill("Länsrådet § 9")
    page.get_by_label("Varför?").fill("Dubblett")
    page.get_by_role("button", name="Rensa för gott").click()
    page.wait_for_url("**/borttaget/")
    assert not Goal.objects.filter(pk=gone.pk).exists()
    assert page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/handelser/").status == 200


def test_a_person_is_invited_and_versions_are_tied_without_script(workspace, new_page):
    page = new_page(java_script_enabled=False)
    sign_in(page, workspace.people["administrator"])
    page.goto(f"/arbetsrum/personer/{workspace.plan.partnership_id}/bjud-in/")
    page.get_by_label("E-post").fill("ny@exempel.example")
    page.get_by_label("Namn", exact=True).fill("Påhittad Ny")
    page.get_by_label("Roll", exact=True).select_option("reader")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Påhittad Ny")
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/versioner/")
    expect(page.locator("main")).to_contain_text("Nästa plan för psykisk hälsa")


def test_a_running_plans_year_is_kept_without_script(workspace, new_page):
    Plan.objects.filter(pk=workspace.plan.pk).update(mode="running")
    factories.an_item(workspace.plan, ItemKind.OVERALL_GOAL, {"text": "Ett mål till"})
    page = new_page(width=320, java_script_enabled=False)
    sign_in(page, workspace.coordinator)
    page.goto(f"/arbetsrum/plan/{workspace.plan.pk}/arslage/")
    page.get_by_role("button", name="Ge ut årsläget").click()
    page.wait_for_url("**/utgava/**")
    expect(page.locator("main")).to_contain_text("årsläge")
    assert Edition.objects.filter(snapshot__isnull=False).count() == 1
